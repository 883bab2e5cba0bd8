import { yearlyReading } from '../../language/feel/yearly.js';
import { type Node, walk } from '../../language/nodes.js';

/** Something that is worked out from others of the same year, by a formula. */
export interface Worked {
  /** `standard x` or `indicator x`. */
  readonly name: string;
  readonly nodes: readonly Node[];
}

/** What a formula reads of its own year: only such readings can go round in a circle, since no year is later. */
const readNow = ({ nodes }: Worked): string[] =>
  nodes
    .flatMap((node) => [...walk(node)])
    .flatMap((each) => {
      if (each.kind !== 'parameter') return [];
      const reading = yearlyReading(each.name);
      // A plain parameter is read as it stands in the year.
      if (reading === undefined) return [`standard ${each.name}`];
      if (reading.offset !== 0) return [];
      return [`${reading.kind === 'standard' ? 'standard' : 'indicator'} ${reading.name}`];
    });

/** The circle that something goes round in, as names from itself to itself; undefined if it is in none. */
export function cycleFrom(start: Worked, all: readonly Worked[]): readonly string[] | undefined {
  const search = (at: Worked, path: readonly string[]): readonly string[] | undefined => {
    for (const next of readNow(at)) {
      if (next === start.name) return [...path, next];
      if (path.includes(next)) continue;
      for (const each of all.filter((worked) => worked.name === next)) {
        const found = search(each, [...path, next]);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return search(start, [start.name]);
}
