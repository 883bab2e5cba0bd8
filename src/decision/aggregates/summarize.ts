import { compareText, isMonth } from '../../values/day.js';
import { AreaCounter } from './area-counter.js';
import { type SummaryFacts, SummaryFactsReader } from './item-facts.js';
import {
  AREA_LEVELS,
  type AreaGroup,
  type AreaLevel,
  type Summary,
  type SummaryItem,
  type SummaryRequest,
} from './summary.js';

interface Group {
  readonly place: AreaGroup['place'];
  readonly counter: AreaCounter;
}

/** Counts assessed households by place, one after the other; keeps counters only. */
export class Summarizer {
  private readonly request: SummaryRequest;
  private readonly groups = new Map<string, Group>();
  private readonly reader: SummaryFactsReader;

  /** Throws RangeError as `summarize` does. */
  constructor(request: SummaryRequest) {
    requireSense(request);
    this.request = request;
    this.reader = new SummaryFactsReader(request);
  }

  add(item: SummaryItem): void {
    this.count(this.read(item), item.assessment, 1);
  }

  /** What is read of a household, to be counted: of households that are alike it may be one object. */
  read(item: SummaryItem): SummaryFacts {
    return this.reader.read(item);
  }

  /** Counts so many households of the same facts and answer. */
  count(facts: SummaryFacts, assessment: SummaryItem['assessment'], households: number): void {
    const { request, groups } = this;
    const key = JSON.stringify(namesOf(facts.place, request.by));
    const group = groups.get(key) ?? { place: facts.place, counter: new AreaCounter() };
    groups.set(key, group);
    group.counter.add(facts, assessment, request, households);
  }

  /** The summary of what was added so far. */
  result(): Summary {
    const { request } = this;
    const groups = [...this.groups.values()];
    const total = new AreaCounter();
    for (const { counter } of groups) total.merge(counter);
    const inOrder = groups.sort((a, b) => comparePlaces(a.place, b.place, request.by));
    const shown = withoutSmallGroups(inOrder, request);
    const { by, smallestGroup } = request;
    return Object.freeze({
      by,
      total: total.result(request),
      groups: Object.freeze(shown),
      ...(smallestGroup === undefined
        ? {}
        : {
            smallestGroup: Object.freeze({
              households: smallestGroup,
              reached: shown.every((group) => group.all.households >= smallestGroup),
            }),
          }),
    });
  }
}

/**
 * Counts assessed households by place. Reads the items once and keeps counters only, so that a province can be
 * passed through; the order of the items does not matter, and every item stands in exactly one group.
 * @throws RangeError if the level does not exist, a month of the period does not or its end is before its start,
 *   or `smallestGroup` is not a whole number above 0. Nothing in an item makes it throw.
 */
export function summarize(items: Iterable<SummaryItem>, request: SummaryRequest): Summary {
  const summarizer = new Summarizer(request);
  for (const item of items) summarizer.add(item);
  return summarizer.result();
}

function requireSense({ by, period, smallestGroup }: SummaryRequest): void {
  if (!AREA_LEVELS.includes(by))
    throw new RangeError(`There is no level "${String(by)}"; one of ${AREA_LEVELS.join(', ')}.`);
  if (period !== undefined) {
    for (const month of [period.from, period.to])
      if (typeof month !== 'string' || !isMonth(month))
        throw new RangeError(`"${String(month)}" is not a month. Write 2024-11.`);
    if (period.to < period.from) throw new RangeError('A period cannot end before it starts.');
  }
  if (smallestGroup !== undefined && !(Number.isSafeInteger(smallestGroup) && smallestGroup > 0))
    throw new RangeError('smallestGroup is a whole number of households above 0.');
}

const namesOf = (place: AreaGroup['place'], by: AreaLevel): readonly (string | null)[] =>
  AREA_LEVELS.slice(0, AREA_LEVELS.indexOf(by) + 1).map((level) => place[level] ?? null);

/** By name from the highest level down; at each level a blank comes last. */
function comparePlaces(a: AreaGroup['place'], b: AreaGroup['place'], by: AreaLevel): number {
  const [left, right] = [namesOf(a, by), namesOf(b, by)];
  for (const [index, name] of left.entries()) {
    const other = right[index] ?? null;
    if (name === other) continue;
    if (name === null || other === null) return name === null ? 1 : -1;
    return compareText(name, other);
  }
  return 0;
}

/**
 * Merges the groups that are too small. One alone could be told from the total and the others, so the next larger
 * groups are merged in until the merged one is large enough.
 */
function withoutSmallGroups(groups: readonly Group[], request: SummaryRequest): AreaGroup[] {
  const { smallestGroup = 0 } = request;
  const kept = new Set(groups.filter(({ counter }) => counter.households >= smallestGroup));
  const merged = new AreaCounter();
  const taken = groups.filter((group) => !kept.has(group));
  for (const { counter } of taken) merged.merge(counter);
  const bySize = [...kept].sort((a, b) => a.counter.households - b.counter.households);
  let mergedGroups = taken.length;
  for (const group of bySize) {
    if (mergedGroups === 0 || merged.households >= smallestGroup) break;
    merged.merge(group.counter);
    kept.delete(group);
    mergedGroups += 1;
  }
  const shown: AreaGroup[] = [...kept].map(({ place, counter }) =>
    Object.freeze({ place, ...counter.result(request) }),
  );
  if (mergedGroups > 0)
    shown.push(Object.freeze({ place: Object.freeze({}), mergedGroups, ...merged.result(request) }));
  return shown;
}
