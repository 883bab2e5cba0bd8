import type { Truth } from '../values/truth.js';
import type { DecisionStore, SharedKey, Texts } from './compare-decisions-store.js';
import { type CellParameter, parametersOfCell, rulesOfCell } from './deciding-cells.js';
import type { DecisionKey } from './read-decisions.js';

/** Something that two decisions were made by, and that is not the same. */
export interface OldAndNew {
  readonly old: string;
  readonly new: string;
}

/** A parameter with two values; without one where none was in force. */
export interface ParameterChange {
  readonly name: string;
  readonly old: CellParameter;
  readonly new: CellParameter;
}

/**
 * By what a decision changed, as far as two files tell it. `policy`: by another policy, day or engine; whether the
 * household has changed too, the files do not tell. `facts`: those are the same, so what is known of the household has
 * changed, or how its list was read (columns mapped, blanks declared): the files do not tell which. `unknown`: a file does not say which policy it was.
 */
export interface ChangeCause {
  readonly by: 'policy' | 'facts' | 'unknown';
  /** The first sixteen digits of the hashes. */
  readonly policy?: OldAndNew;
  readonly on?: OldAndNew;
  readonly engine?: OldAndNew;
  readonly region?: OldAndNew;
  /** Parameters that the rules of both decisions read, with other values, by name; not each of them need be a cause. */
  readonly parameters: readonly ParameterChange[];
  /** Rules that hold and decide in the new decision only, and in the old one only. */
  readonly rulesBegun: readonly string[];
  readonly rulesEnded: readonly string[];
  /** Rules of which the new decision cannot tell whether they hold, and the old one did not leave that open; and the other way round. */
  readonly rulesOpened: readonly string[];
  readonly rulesSettled: readonly string[];
  /** Parts of the short reason that stand in the old decision only, and in the new one only. */
  readonly reasonsGone: readonly string[];
  readonly reasonsNew: readonly string[];
}

const MADE_BY = ['policy', 'on', 'engine', 'region'] as const satisfies readonly SharedKey[];

/** Reads each cell once, however many rows have it. */
function remembering<Result>(read: (cell: string) => Result): (cell: string) => Result {
  const known = new Map<string, Result>();
  return (cell) => {
    let result = known.get(cell);
    if (result === undefined) {
      result = read(cell);
      known.set(cell, result);
    }
    return result;
  };
}

const partsOfReason = (reason: string): ReadonlySet<string> =>
  new Set(
    reason
      .split(/；|; /)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const without = <Item>(items: ReadonlySet<Item>, others: ReadonlySet<Item>): Item[] =>
  [...items].filter((item) => !others.has(item));

const NO_RULES: ReadonlyMap<string, Truth> = new Map();

/** The rules of that truth which have another one, or none, among the others; in their order. */
const only = (
  truth: Truth,
  rules: ReadonlyMap<string, Truth>,
  others: ReadonlyMap<string, Truth>,
): readonly string[] =>
  [...rules].flatMap(([rule, own]) => (own === truth && others.get(rule) !== truth ? [rule] : []));

const sameParameter = (left: CellParameter, right: CellParameter): boolean =>
  left.value === right.value && left.unit === right.unit;

/** Finds by what decisions changed. */
export class CauseFinder {
  private readonly old: DecisionStore;
  private readonly now: DecisionStore;
  private readonly has: (key: DecisionKey) => boolean;
  private readonly texts: Texts;
  private readonly rules = remembering(rulesOfCell);
  private readonly parameters = remembering(parametersOfCell);
  private readonly changed = new Map<string, readonly ParameterChange[]>();

  /** @param has whether both files have a column. */
  constructor(old: DecisionStore, now: DecisionStore, texts: Texts, has: (key: DecisionKey) => boolean) {
    this.old = old;
    this.now = now;
    this.texts = texts;
    this.has = has;
  }

  causeOf(oldIndex: number, newIndex: number): ChangeCause {
    const madeBy: Partial<Record<(typeof MADE_BY)[number], OldAndNew>> = {};
    for (const key of MADE_BY) {
      if (!this.has(key) || this.old.sharedAt(oldIndex, key) === this.now.sharedAt(newIndex, key)) continue;
      madeBy[key] = { old: this.old.textAt(oldIndex, key), new: this.now.textAt(newIndex, key) };
    }
    const parameters = this.changedParameters(oldIndex, newIndex);
    const rulesOf = (store: DecisionStore, index: number): ReadonlyMap<string, Truth> =>
      this.has('rules') ? this.rules(store.textAt(index, 'rules')) : NO_RULES;
    const [oldRules, newRules] = [rulesOf(this.old, oldIndex), rulesOf(this.now, newIndex)];
    const [oldReasons, newReasons] = this.has('reason')
      ? [
          partsOfReason(this.old.textAt(oldIndex, 'reason')),
          partsOfReason(this.now.textAt(newIndex, 'reason')),
        ]
      : [new Set<string>(), new Set<string>()];
    const isByPolicy = Object.keys(madeBy).length > 0 || parameters.length > 0;
    const isTold = this.has('policy') && this.has('on') && this.has('engine');
    return {
      by: isByPolicy ? 'policy' : isTold ? 'facts' : 'unknown',
      ...madeBy,
      parameters,
      rulesBegun: only('true', newRules, oldRules),
      rulesEnded: only('true', oldRules, newRules),
      rulesOpened: only('unknown', newRules, oldRules),
      rulesSettled: only('unknown', oldRules, newRules),
      reasonsGone: without(oldReasons, newReasons),
      reasonsNew: without(newReasons, oldReasons),
    };
  }

  /** Two lists of parameters come again and again, so each pair is held against each other once. */
  private changedParameters(oldIndex: number, newIndex: number): readonly ParameterChange[] {
    if (!this.has('parameters')) return [];
    const [left, right] = [
      this.old.sharedAt(oldIndex, 'parameters'),
      this.now.sharedAt(newIndex, 'parameters'),
    ];
    if (left === right) return [];
    const key = `${left} ${right}`;
    const known = this.changed.get(key);
    if (known !== undefined) return known;
    const [before, after] = [left, right].map((number) =>
      this.parameters(this.texts.parameters.textOf(number)),
    );
    const found = [...(before ?? [])].flatMap(([name, old]): ParameterChange[] => {
      const now = after?.get(name);
      return now === undefined || sameParameter(old, now) ? [] : [{ name, old, new: now }];
    });
    const sorted = found.sort((a, b) => (a.name < b.name ? -1 : 1));
    this.changed.set(key, sorted);
    return sorted;
  }
}
