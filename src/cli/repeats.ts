import type { Locale } from '../values/issues.js';

/** How often the same is told before it is only counted. */
const TOLD = 10;

/** What was said too often to be told each time. */
export interface Untold {
  readonly what: string;
  /** The number of the first line or receipt of which it was said. */
  readonly first: number;
  /** Of how many it was not told. */
  readonly count: number;
  /** Which these are: "11 至 13、20", "11 to 13, 20". */
  readonly numbers: Readonly<Record<Locale, string>>;
}

interface Seen {
  readonly first: number;
  last: number;
  told: number;
  untold: number;
  readonly ranges: { readonly from: number; to: number }[];
}

/**
 * Lines and receipts of which the same is to be said: of the first ten it is told, of the others their numbers are
 * kept, so that a wrong file does not print 100,000 lines and nothing is passed over.
 */
export class Repeats {
  private readonly seen = new Map<string, Seen>();

  /** Whether `what` is still to be told of this number; otherwise it is kept. Numbers have to rise. */
  isToBeTold(what: string, number: number): boolean {
    const seen = this.seen.get(what) ?? { first: number, last: number, told: 0, untold: 0, ranges: [] };
    this.seen.set(what, seen);
    if (seen.told < TOLD) {
      seen.told += 1;
      seen.last = number;
      return true;
    }
    // Said twice of one receipt, it is of one more only once.
    if (seen.last === number) return false;
    seen.last = number;
    seen.untold += 1;
    const range = seen.ranges.at(-1);
    if (range?.to === number - 1) range.to = number;
    else seen.ranges.push({ from: number, to: number });
    return false;
  }

  /** All that was not told, in the order in which it was first said. */
  untold(): readonly Untold[] {
    return [...this.seen]
      .filter(([, { untold }]) => untold > 0)
      .map(([what, { first, untold, ranges }]) => ({
        what,
        first,
        count: untold,
        numbers: { 'zh-CN': numbersOf(ranges, ' 至 ', '、'), en: numbersOf(ranges, ' to ', ', ') },
      }));
  }
}

const numbersOf = (ranges: Seen['ranges'], to: string, and: string): string =>
  ranges
    .map((range) => (range.from === range.to ? `${range.from}` : `${range.from}${to}${range.to}`))
    .join(and);
