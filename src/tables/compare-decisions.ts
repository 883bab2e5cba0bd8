import { DixianError, issue } from '../values/issues.js';
import { CauseFinder } from './compare-decisions-causes.js';
import { leftOut, missingColumns } from './compare-decisions-issues.js';
import {
  COMPARED,
  type ComparedKey,
  DecisionStore,
  newTexts,
  type Texts,
} from './compare-decisions-store.js';
import type {
  ChangeCounts,
  ColumnChange,
  Comparison,
  HouseholdChange,
  MadeBy,
  RowsOfFile,
  Transition,
} from './compare-decisions-types.js';
import type { DecisionKey, DecisionsRead } from './read-decisions.js';

/** Columns in which the order of what is named means nothing. */
export const LISTS: ReadonlySet<ComparedKey> = new Set(['risks', 'measures', 'referrals']);

/** What is named in such a column, each once. */
export const partsOfList = (cell: string): readonly string[] => [...new Set(cell.split('、'))];
const sortedParts = (cell: string): string => [...partsOfList(cell)].sort().join('、');

/** Two files of decisions, held against each other. */
class Comparer {
  private readonly old: DecisionStore;
  private readonly now: DecisionStore;
  private readonly texts: Texts;
  private readonly sameLists = new Map<string, boolean>();
  readonly compared: readonly ComparedKey[];
  private readonly causes: CauseFinder;

  constructor(old: DecisionStore, now: DecisionStore, texts: Texts, has: (key: DecisionKey) => boolean) {
    this.old = old;
    this.now = now;
    this.texts = texts;
    this.compared = COMPARED.filter(has);
    this.causes = new CauseFinder(old, now, texts, has);
  }

  /** Whether a number names one household in each file that has it. */
  private isUsable(number: string): boolean {
    return !this.old.repeats.has(number) && !this.now.repeats.has(number);
  }

  /** The place in both files of each household that can be told apart; in the order of the new one, then those gone. */
  *households(): Generator<{ readonly oldAt: number | undefined; readonly newAt: number | undefined }> {
    for (const [number, newAt] of this.now.byNumber)
      if (this.isUsable(number)) yield { oldAt: this.old.byNumber.get(number), newAt };
    for (const [number, oldAt] of this.old.byNumber)
      if (this.isUsable(number) && !this.now.byNumber.has(number)) yield { oldAt, newAt: undefined };
  }

  private isSame(key: ComparedKey, oldAt: number, newAt: number): boolean {
    const [left, right] = [this.old.sharedAt(oldAt, key), this.now.sharedAt(newAt, key)];
    if (left === right) return true;
    if (!LISTS.has(key)) return false;
    const pair = `${key} ${left} ${right}`;
    let same = this.sameLists.get(pair);
    if (same === undefined) {
      same = sortedParts(this.texts[key].textOf(left)) === sortedParts(this.texts[key].textOf(right));
      this.sameLists.set(pair, same);
    }
    return same;
  }

  isChanged(oldAt: number, newAt: number): boolean {
    return this.compared.some((key) => !this.isSame(key, oldAt, newAt));
  }

  private columnChanges(oldAt: number, newAt: number): ColumnChange[] {
    return this.compared
      .filter((key) => !this.isSame(key, oldAt, newAt))
      .map((key) => ({ key, old: this.old.textAt(oldAt, key), new: this.now.textAt(newAt, key) }));
  }

  *changes(): Generator<HouseholdChange> {
    for (const { oldAt, newAt } of this.households()) {
      if (oldAt !== undefined && newAt !== undefined && !this.isChanged(oldAt, newAt)) continue;
      const [store, at] = newAt === undefined ? [this.old, oldAt as number] : [this.now, newAt];
      const both = (key: 'identification' | 'reason'): { old?: string; new?: string } => ({
        ...(oldAt === undefined ? {} : { old: this.old.textAt(oldAt, key) }),
        ...(newAt === undefined ? {} : { new: this.now.textAt(newAt, key) }),
      });
      const isMatched = oldAt !== undefined && newAt !== undefined;
      yield {
        kind: isMatched ? 'changed' : newAt === undefined ? 'gone' : 'added',
        householdId: store.numberAt(at),
        headName: store.textAt(at, 'headName'),
        township: store.textAt(at, 'township'),
        ...(oldAt === undefined ? {} : { oldRow: this.old.rowAt(oldAt) }),
        ...(newAt === undefined ? {} : { newRow: this.now.rowAt(newAt) }),
        identification: both('identification'),
        reason: both('reason'),
        columns: isMatched ? this.columnChanges(oldAt, newAt) : [],
        ...(isMatched ? { cause: this.causes.causeOf(oldAt, newAt) } : {}),
      };
    }
  }
}

type Counting = { -readonly [Key in keyof ChangeCounts]: ChangeCounts[Key] };
const nothing = (): Counting => ({ unchanged: 0, changed: 0, added: 0, gone: 0 });

/** Counts the households of two files by what became of them. */
class Counter {
  readonly counts = nothing();
  readonly townships = new Map<number, Counting>();
  private readonly transitions = new Map<string, { old: number; new: number; households: number }>();
  private readonly exits = new Map<string, { old: number; new: number; households: number }>();

  add(
    old: DecisionStore,
    oldAt: number | undefined,
    now: DecisionStore,
    newAt: number | undefined,
    kind: keyof ChangeCounts,
  ): void {
    const township =
      newAt === undefined ? old.sharedAt(oldAt as number, 'township') : now.sharedAt(newAt, 'township');
    const ofTownship = this.townships.get(township) ?? nothing();
    this.townships.set(township, ofTownship);
    this.counts[kind] += 1;
    ofTownship[kind] += 1;
    for (const [key, transitions] of [
      ['identification', this.transitions],
      ['exit', this.exits],
    ] as const) {
      const from = oldAt === undefined ? -1 : old.sharedAt(oldAt, key);
      const to = newAt === undefined ? -1 : now.sharedAt(newAt, key);
      const pair = `${from} ${to}`;
      const counted = transitions.get(pair) ?? { old: from, new: to, households: 0 };
      transitions.set(pair, counted);
      counted.households += 1;
    }
  }

  transitionsOf(key: 'identification' | 'exit', texts: Texts): Transition[] {
    const found = [...(key === 'exit' ? this.exits : this.transitions).values()];
    return found.map(({ old, new: now, households }) => ({
      ...(old < 0 ? {} : { old: texts[key].textOf(old) }),
      ...(now < 0 ? {} : { new: texts[key].textOf(now) }),
      households,
    }));
  }
}

function rowsOf(store: DecisionStore, other: DecisionStore, matched: number, only: number): RowsOfFile {
  let repeated = 0;
  for (const count of store.repeats.values()) repeated += count;
  for (const number of other.repeats.keys())
    if (store.byNumber.has(number) && !store.repeats.has(number)) repeated += 1;
  const withoutNumber = store.withoutNumber.count + store.numberLost.count;
  const unreadable = store.unreadable.count;
  return { rows: store.rows, matched, only, repeated, withoutNumber, unreadable };
}

function madeBy(store: DecisionStore): MadeBy {
  const textsOf = (key: keyof MadeBy): readonly string[] => store.textsOf(key);
  return {
    on: textsOf('on'),
    policy: textsOf('policy'),
    engine: textsOf('engine'),
    region: textsOf('region'),
  };
}

/** What one file says in Chinese cannot be held against what the other says in English. */
function requireOneLanguage(old: DecisionStore, now: DecisionStore): void {
  if (new Set([...old.locales, ...now.locales]).size > 1)
    throw new DixianError([issue('decisionLanguagesDiffer', [])]);
}

async function stored(file: DecisionsRead, texts: Texts): Promise<DecisionStore> {
  const store = new DecisionStore(texts);
  for await (const row of file.rows) store.add(row);
  return store;
}

/**
 * Compares two files of decisions, household by household. They are matched by household number (text, full and half
 * width the same, without spaces at its ends) and by nothing else; a number that is missing, or stands in several rows of
 * a file, matches nothing and is told. Holds about 600 bytes of memory a row; time grows with the rows.
 * @throws DixianError if the files are in different languages; what reading them throws.
 */
export async function compareDecisions(oldFile: DecisionsRead, newFile: DecisionsRead): Promise<Comparison> {
  const texts = newTexts();
  const old = await stored(oldFile, texts);
  const now = await stored(newFile, texts);
  const [oldColumns, newColumns] = [oldFile.columns(), newFile.columns()];
  const has = (key: DecisionKey): boolean => (oldColumns?.has(key) ?? true) && (newColumns?.has(key) ?? true);
  requireOneLanguage(old, now);
  const comparer = new Comparer(old, now, texts, has);
  const counter = new Counter();
  for (const { oldAt, newAt } of comparer.households()) {
    const matched = oldAt !== undefined && newAt !== undefined;
    const kind = matched
      ? comparer.isChanged(oldAt, newAt)
        ? 'changed'
        : 'unchanged'
      : newAt === undefined
        ? 'gone'
        : 'added';
    counter.add(old, oldAt, now, newAt, kind);
  }
  const { counts } = counter;
  const matched = counts.changed + counts.unchanged;
  const made = { old: madeBy(old), new: madeBy(now) };
  const regions = [made.old.region.join('、'), made.new.region.join('、')];
  const townshipName = (number: number): string => texts.township.textOf(number);
  return {
    old: rowsOf(old, now, matched, counts.gone),
    new: rowsOf(now, old, matched, counts.added),
    counts,
    ...(has('township') && oldColumns !== undefined && newColumns !== undefined
      ? {
          townships: [...counter.townships]
            .map(([number, each]) => ({ township: townshipName(number), ...each }))
            .sort((a, b) => (a.township < b.township ? -1 : a.township > b.township ? 1 : 0)),
        }
      : {}),
    identification: counter.transitionsOf('identification', texts),
    ...(has('exit') ? { exit: counter.transitionsOf('exit', texts) } : {}),
    compared: comparer.compared,
    madeBy: made,
    issues: [
      ...leftOut('old', old),
      ...leftOut('new', now),
      ...missingColumns('old', oldColumns),
      ...missingColumns('new', newColumns),
      ...(has('region') && old.rows > 0 && now.rows > 0 && regions[0] !== regions[1]
        ? [issue('decisionRegionsDiffer', [], { old: regions[0] ?? '', new: regions[1] ?? '' }, 'warning')]
        : []),
    ],
    changes: () => comparer.changes(),
  };
}
