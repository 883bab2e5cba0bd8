import { deciderOf, type HouseholdDecider } from './decision/assess.js';
import type { Outcome } from './decision/shape-assessment.js';
import type { Household } from './facts/household.js';
import { unusableFacts } from './facts/read.js';
import {
  DECISION_COLUMNS,
  type DecisionRecord,
  EXPLANATION,
  unreadableCells,
} from './tables/decision-rows.js';
import type { ListRow } from './tables/household-list.js';
import { OutcomesAlike, type ToldAlike } from './tables/told-alike.js';
import { ownCells } from './tables/told-rows.js';
import type { TellingAnswer, TellingTask } from './telling-task.js';
import type { Issue, Locale } from './values/issues.js';
import { readyFor } from './worker-policies.node.js';
import type { PolicyOfTask } from './worker-task.js';

/** What a thread may run before there are rows. */
export function makeReady(task: PolicyOfTask): boolean {
  return readyFor(task).assessor.isGenerated;
}

const OWN_KEYS = ['row', 'householdId', 'headName', 'declarations', 'issues', 'reason'];
const ALIKE_KEYS = DECISION_COLUMNS.map(({ key }) => key as string).filter((key) => !OWN_KEYS.includes(key));

/** What a thread told of a policy and day before, for the tasks that come after. */
class Told {
  readonly alike: OutcomesAlike;
  readonly unreadable: ToldAlike;

  constructor(locale: Locale) {
    this.alike = new OutcomesAlike(locale);
    this.unreadable = { cells: unreadableCells(locale), counted: '' };
  }
}
const TOLD = new WeakMap<HouseholdDecider, Map<Locale, Told>>();

function toldBefore(decider: HouseholdDecider, locale: Locale): Told {
  const ofDecider = TOLD.get(decider) ?? new Map<Locale, Told>();
  TOLD.set(decider, ofDecider);
  const told = ofDecider.get(locale) ?? new Told(locale);
  ofDecider.set(locale, told);
  return told;
}

const cellsOf = (record: DecisionRecord, keys: readonly string[]): readonly string[] =>
  keys.map((key) => record[key] ?? '');

/** What a thread runs: assesses rows as `assessRow` of the command does, and tells them as `tellRow` does. */
export function tellRows(task: TellingTask): TellingAnswer {
  const { on, telling, issuesOfList, rows } = task;
  const { locale, explain, ask } = telling;
  const decider = deciderOf(readyFor(task).assessor) as HouseholdDecider;
  const decide = (row: ListRow): Outcome => {
    const unusable = unusableFacts([...issuesOfList, ...row.issues]);
    const { declarations } = row;
    const request = { on, unusable, ...(declarations === undefined ? {} : { declarations }) };
    return decider.decideForNow(row.household as Household, request);
  };
  const before = toldBefore(decider, locale);
  const ownKeys = [...OWN_KEYS, ...(explain ? [EXPLANATION.key] : []), ...(ask ? ['ask'] : [])];
  const placeOf = new Map<ToldAlike, number>();
  const places: number[] = [];
  const own: string[] = [];
  const issues: [number, readonly Issue[]][] = [];
  for (const row of rows) {
    const outcome = row.readable ? decide(row) : undefined;
    const alike = outcome === undefined ? before.unreadable : before.alike.of(outcome);
    const cells = ownCells(row, outcome, telling);
    for (const key of ownKeys) own.push(cells[key] ?? '');
    const place = placeOf.get(alike) ?? placeOf.size;
    placeOf.set(alike, place);
    if (outcome !== undefined && outcome.told.issues.length > 0)
      issues.push([places.length, outcome.told.issues]);
    places.push(place);
  }
  const alike = [...placeOf.keys()].map(({ cells, counted }) => ({
    cells: cellsOf(cells, ALIKE_KEYS),
    counted,
  }));
  return { alikeKeys: ALIKE_KEYS, alike, places, ownKeys, own, issues };
}
