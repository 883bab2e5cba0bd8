import { numberOfText } from './text-number.js';
import { textSum } from './text-sum.js';

/** Data that a bundle holds as one text, so that it is small. */
export type PackedData = string | number | PackedData[] | { [name: string]: PackedData };

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

/**
 * Data from its lines: a sign for its kind, then the text, the number, or how many items follow.
 * @param sum what `textSum` makes of them: an engine that reckons otherwise has unpacked something else.
 */
export function unpackedData(text: string, sum: number): PackedData {
  if (textSum(text) !== sum) throw new Error('Dixian: this engine cannot unpack the data.');
  return nextPacked({ lines: text.split('\n'), at: 0 });
}
