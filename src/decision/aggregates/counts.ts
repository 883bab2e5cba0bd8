/** Households, and the persons in them. */
export interface Tally {
  readonly households: number;
  /** The persons of those households whose size is known. */
  readonly persons: number;
  /** Households of these whose size is not known; their persons are in no number. */
  readonly householdsOfUnknownSize: number;
}

const NO_HOUSEHOLDS: Tally = Object.freeze({
  households: 0,
  persons: 0,
  householdsOfUnknownSize: 0,
});

export const sumOf = (tallies: Iterable<Tally>): Tally => {
  let sum = NO_HOUSEHOLDS;
  for (const each of tallies) sum = plus(sum, each);
  return sum;
};
const plus = (a: Tally, b: Tally): Tally =>
  Object.freeze({
    households: a.households + b.households,
    persons: a.persons + b.persons,
    householdsOfUnknownSize: a.householdsOfUnknownSize + b.householdsOfUnknownSize,
  });

/** Counters by dimension and code: all that is kept of households, however many there are. */
export class Counts {
  private readonly dimensions = new Map<string, Map<string, Tally>>();

  /**
   * Counts households under a code.
   * @param persons the size of each, or undefined where that is not known.
   * @param households how many of that size.
   */
  count(dimension: string, code: string, persons: number | undefined, households = 1): void {
    this.add(dimension, code, {
      households,
      persons: (persons ?? 0) * households,
      householdsOfUnknownSize: persons === undefined ? households : 0,
    });
  }

  private add(dimension: string, code: string, tally: Tally): void {
    const codes = this.dimensions.get(dimension) ?? new Map<string, Tally>();
    this.dimensions.set(dimension, codes);
    codes.set(code, plus(codes.get(code) ?? NO_HOUSEHOLDS, tally));
  }

  /** Takes in all that another has counted. */
  merge(other: Counts): void {
    for (const [dimension, codes] of other.dimensions)
      for (const [code, tally] of codes) this.add(dimension, code, tally);
  }

  get(dimension: string, code: string): Tally {
    return this.dimensions.get(dimension)?.get(code) ?? NO_HOUSEHOLDS;
  }

  codes(dimension: string): readonly string[] {
    return [...(this.dimensions.get(dimension)?.keys() ?? [])];
  }
}
