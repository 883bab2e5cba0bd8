import { numberOfText } from './text-number.js';

/** Data that a bundle holds as one text, so that it is small. */
export type PackedData = string | number | PackedData[] | { [name: string]: PackedData };

/** The digits in which lengths and distances are written: printable characters that need no escape, but for the signs. */
const PACKED_DIGITS =
  ' !"#$%&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz{|}';
/** Shorter repeats would not be worth their sign. */
const LEAST_REPEATED = 5;

/** The value of so many digits from a place on. */
function packedNumber(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1)
    value = value * PACKED_DIGITS.length + PACKED_DIGITS.indexOf(text.charAt(at));
  return value;
}

/**
 * The text behind a packed one: a character stands for itself; ` and two digits for a letter of the alphabet; ~ and ^ for
 * what stood so far back, with its length and a distance of two or three digits.
 */
export function unpackedText(packed: string, alphabet: string): string {
  let text = '';
  let at = 0;
  while (at < packed.length) {
    const sign = packed.charAt(at);
    if (sign === '`') {
      text += alphabet.charAt(packedNumber(packed, at + 1, 2));
      at += 3;
    } else if (sign === '~' || sign === '^') {
      const digits = sign === '~' ? 2 : 3;
      const start = text.length - packedNumber(packed, at + 2, digits);
      text += text.substring(start, start + packedNumber(packed, at + 1, 1) + LEAST_REPEATED);
      at += digits + 2;
    } else {
      let end = at + 1;
      while (end < packed.length && '`~^'.indexOf(packed.charAt(end)) < 0) end += 1;
      text += packed.substring(at, end);
      at = end;
    }
  }
  return text;
}

interface PackedLines {
  lines: string[];
  at: number;
}

function nextPacked(reading: PackedLines): PackedData {
  const line = reading.lines[reading.at] as string;
  const rest = line.substring(1);
  reading.at += 1;
  if (line.charAt(0) === '"') return rest;
  if (line.charAt(0) === '#') return numberOfText(rest);
  const count = Number(rest);
  if (line.charAt(0) === '[') {
    const list: PackedData[] = [];
    for (let item = 0; item < count; item += 1) list.push(nextPacked(reading));
    return list;
  }
  const made: { [name: string]: PackedData } = {};
  for (let item = 0; item < count; item += 1) {
    const name = reading.lines[reading.at] as string;
    reading.at += 1;
    made[name] = nextPacked(reading);
  }
  return made;
}

/** Data from its lines: a sign for its kind, then the text, the number, or how many items follow. */
export function unpackedData(text: string): PackedData {
  return nextPacked({ lines: text.split('\n'), at: 0 });
}
