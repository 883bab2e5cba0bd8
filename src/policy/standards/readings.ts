import { yearlyReading } from '../../language/feel/yearly.js';
import { type Node, walk } from '../../language/nodes.js';
import type { Figure, Indicators } from '../indicators.js';

/** The vintage that a formula reads each indicator in: one for all its years, so that no growth mixes two. */
export type Vintages = ReadonlyMap<string, string>;

/** No figure is older: an indicator that goes back year by year ends here. */
export const FIRST_YEAR = 1900;

/** What the readings of an expression are looked up in. */
interface Lookup {
  readonly indicators: Indicators;
  readonly indicatorFormulas: ReadonlyMap<string, Node>;
  readonly knownOn: string | undefined;
}

/** The years that an expression reads of each indicator, through the indicators that are worked out as well. */
function collectYears(
  nodes: readonly Node[],
  year: number,
  lookup: Lookup,
  years: Map<string, Set<number>>,
): void {
  for (const node of nodes)
    for (const each of walk(node)) {
      const reading = each.kind === 'parameter' ? yearlyReading(each.name) : undefined;
      if (reading === undefined || reading.kind === 'standard') continue;
      const at = year + reading.offset;
      // An index has the year before in it.
      const isOfTwo = reading.kind === 'growth' && lookup.indicators.get(reading.name)?.measure === 'level';
      for (const one of isOfTwo ? [at, at - 1] : [at]) collectYear(reading.name, one, lookup, years);
    }
}

function collectYear(name: string, year: number, lookup: Lookup, years: Map<string, Set<number>>): void {
  const read = years.get(name) ?? new Set<number>();
  if (read.has(year) || year < FIRST_YEAR) return;
  years.set(name, read.add(year));
  const worked = lookup.indicatorFormulas.get(name);
  if (worked !== undefined) collectYears([worked], year, lookup, years);
}

/** For each indicator the preferred vintage among those that know most of the years read. */
export function vintagesFor(nodes: readonly Node[], region: string, year: number, lookup: Lookup): Vintages {
  const { indicators, knownOn } = lookup;
  const allYears = new Map<string, Set<number>>();
  collectYears(nodes, year, lookup, allYears);
  const chosen = new Map<string, string>();
  for (const [name, years] of allYears) {
    let most = 0;
    for (const vintage of indicators.vintagesOf(name)) {
      const count = [...years].filter((each) =>
        indicators.of(name, region, each, knownOn).some((figure) => figure.vintage === vintage),
      ).length;
      if (count <= most) continue;
      most = count;
      chosen.set(name, vintage);
    }
  }
  return chosen;
}

/** The figure of a year in the chosen vintage, or why there is none. */
export function figureIn(
  vintages: Vintages,
  indicators: Indicators,
  name: string,
  region: string,
  year: number,
  knownOn: string | undefined,
): Figure | 'absent' | 'otherVintage' | 'notYetKnown' | 'publicationUnknown' {
  const figures = indicators.of(name, region, year, knownOn);
  const found = figures.find((figure) => figure.vintage === vintages.get(name));
  if (found !== undefined) return found;
  // What is kept out by `knownOn` may be of the very vintage that is missing.
  const [later] =
    knownOn === undefined
      ? []
      : indicators.of(name, region, year).filter((figure) => !figures.includes(figure));
  if (later === undefined) return figures.length > 0 ? 'otherVintage' : 'absent';
  return later.publishedOn === undefined ? 'publicationUnknown' : 'notYetKnown';
}
