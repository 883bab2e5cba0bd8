import type { BundleData } from './ascii-text.js';

/** The digits, signs and least length of `unpackedText` in the portable part. */
const DIGITS = ' !"#$%&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz{|}';
const LEAST_REPEATED = 5;
const MOST_REMEMBERED = 64;
/** Letters that stand for themselves: no sign of the packing, and none that a script would have to escape. */
const isPlainLetter = (letter: string): boolean =>
  letter >= ' ' && letter <= '}' && !"'\\<>`^".includes(letter);

/** A text that is made of fewer characters, and the alphabet of those in it that are not ASCII. */
export interface PackedText {
  readonly packed: string;
  readonly alphabet: string;
}

function inDigits(value: number, count: number): string {
  let [text, rest] = ['', value];
  for (let at = 0; at < count; at += 1) {
    text = (DIGITS[rest % DIGITS.length] as string) + text;
    rest = Math.floor(rest / DIGITS.length);
  }
  return text;
}

interface Repeat {
  readonly length: number;
  readonly distance: number;
  /** How many characters it saves. */
  readonly saved: number;
}

/** Finds what stood before already. */
class Repeats {
  readonly #text: string;
  readonly #places = new Map<string, number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  add(at: number): void {
    const key = this.#text.slice(at, at + LEAST_REPEATED);
    const places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, [at]);
    else if (places.push(at) > MOST_REMEMBERED) places.shift();
  }

  at(place: number, cost: (from: number, to: number) => number): Repeat | undefined {
    let best: Repeat | undefined;
    for (const from of this.#places.get(this.#text.slice(place, place + LEAST_REPEATED)) ?? []) {
      const most = Math.min(LEAST_REPEATED + DIGITS.length - 1, place - from);
      let length = 0;
      while (length < most && this.#text[from + length] === this.#text[place + length]) length += 1;
      if (length < LEAST_REPEATED || place + length > this.#text.length) continue;
      const distance = place - from;
      const saved = cost(place, place + length) - (distance < DIGITS.length ** 2 ? 4 : 5);
      if (saved > (best?.saved ?? 0)) best = { length, distance, saved };
    }
    return best;
  }
}

/**
 * Packs a text for `unpackedText`.
 * @throws RangeError if it holds more different letters that are not ASCII than have a number.
 */
export function packText(text: string): PackedText {
  const alphabet = [...new Set(text.split('').filter((letter) => !isPlainLetter(letter)))].join('');
  if (alphabet.length > DIGITS.length ** 2)
    throw new RangeError('The text holds too many different letters.');
  const isPlain = (at: number): boolean => isPlainLetter(text[at] as string);
  const cost = (from: number, to: number): number => {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += isPlain(at) ? 1 : 3;
    return sum;
  };
  const repeats = new Repeats(text);
  let packed = '';
  let at = 0;
  while (at < text.length) {
    const repeat = repeats.at(at, cost);
    repeats.add(at);
    const next = repeat === undefined ? undefined : repeats.at(at + 1, cost);
    const isWorse = repeat === undefined || (next !== undefined && next.saved > repeat.saved + 1);
    if (isWorse) {
      const letter = text[at] as string;
      packed += isPlain(at) ? letter : `\`${inDigits(alphabet.indexOf(letter), 2)}`;
      at += 1;
      continue;
    }
    const isNear = repeat.distance < DIGITS.length ** 2;
    packed += `${isNear ? '~' : '^'}${inDigits(repeat.length - LEAST_REPEATED, 1)}${inDigits(repeat.distance, isNear ? 2 : 3)}`;
    for (let each = at + 1; each < at + repeat.length; each += 1) repeats.add(each);
    at += repeat.length;
  }
  return { packed, alphabet };
}

/** Data as lines for `unpackedData`, with the names that its properties have in the code. */
export function dataLines(data: BundleData, names: Readonly<Record<string, string>>): readonly string[] {
  if (typeof data === 'number') return [`#${data}`];
  if (typeof data === 'string') {
    if (data.includes('\n')) throw new RangeError('A text of the data holds a line feed.');
    return [`"${data}`];
  }
  if (Array.isArray(data))
    return [`[${data.length}`, ...data.flatMap((item: BundleData) => dataLines(item, names))];
  const entries = Object.entries(data as Readonly<Record<string, BundleData>>);
  return [
    `{${entries.length}`,
    ...entries.flatMap(([name, item]) => {
      if (!Object.hasOwn(names, name)) throw new RangeError(`The code has no name for ${name}.`);
      return [names[name] as string, ...dataLines(item, names)];
    }),
  ];
}
