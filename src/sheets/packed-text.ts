import type { BundleData } from './ascii-text.js';
import { type BitWriter, LEAST_RANGE, modelledText, PACKED_BASE } from './portable/text-model.js';

const DIGITS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (letter) => !"'<>\\".includes(letter),
);
const MOST = LEAST_RANGE * PACKED_BASE;

/** Writes bits, each of which takes as much of a range as it is likely, as a number between 0 and 1. */
class RangeWriter implements BitWriter {
  readonly text: string;
  readonly #digits: number[] = [];
  #low = 0;
  #range = LEAST_RANGE;

  constructor(text: string) {
    this.text = text;
  }

  write(bit: number, chance: number): void {
    const part = Math.floor(this.#range * chance);
    if (bit === 1) this.#range = part;
    else {
      this.#low += part;
      this.#range -= part;
      if (this.#low >= MOST) this.#carry();
    }
    while (this.#range < LEAST_RANGE) {
      this.#shift();
      this.#range *= PACKED_BASE;
    }
  }

  #carry(): void {
    this.#low -= MOST;
    let at = this.#digits.length - 1;
    while (this.#digits[at] === PACKED_BASE - 1) {
      this.#digits[at] = 0;
      at -= 1;
    }
    this.#digits[at] = (this.#digits[at] as number) + 1;
  }

  #shift(): void {
    this.#digits.push(Math.floor(this.#low / LEAST_RANGE));
    this.#low = (this.#low % LEAST_RANGE) * PACKED_BASE;
  }

  /** All digits but the first, which is 0; zeros at the end go without saying. */
  end(): string {
    for (let left = 0; left < 6; left += 1) this.#shift();
    while (this.#digits.at(-1) === 0) this.#digits.pop();
    return this.#digits
      .slice(1)
      .map((digit) => DIGITS[digit])
      .join('');
  }
}

/** Packs a text for `modelledText`: the less surprising it is, the shorter. */
export function packText(text: string): string {
  const writer = new RangeWriter(text);
  modelledText('', text.length, writer);
  return writer.end();
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
  const used = new Set(entries.map(([name]) => names[name]));
  if (used.size < entries.length) throw new RangeError('Two names of one object are the same in the code.');
  return [
    `{${entries.length}`,
    ...entries.flatMap(([name, item]) => {
      if (!Object.hasOwn(names, name)) throw new RangeError(`The code has no name for ${name}.`);
      return [names[name] as string, ...dataLines(item, names)];
    }),
  ];
}
