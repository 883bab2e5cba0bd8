import { describe, expect, test } from 'vitest';
import { unusableFacts } from '../../src/facts/read.js';
import type { Household } from '../../src/index.js';
import { compile } from '../../src/index.js';
import type { ListRow } from '../../src/tables/household-list.js';
import { type Telling, tellRow } from '../../src/tables/told-rows.js';
import type { TellingAnswer } from '../../src/telling-task.js';
import { tellRows } from '../../src/telling-worker.node.js';
import { issue } from '../../src/values/issues.js';
import { sharedPolicyText } from '../../src/worker-thread.node.js';
import { someHouseholds } from '../backends/module-support.js';
import { assessorFor } from '../decision/support.js';
import { HOUSEHOLDS, throwing } from './odd-households.js';

const POLICIES = [
  ['620000', '2024-11-01'],
  ['330000', '2024-11-01'],
  ['620000', '2026-03-01'],
] as const;
const TELLINGS: readonly Telling[] = [
  { locale: 'zh-CN', explain: false, ask: false },
  { locale: 'en', explain: false, ask: false },
];

/** Rows as tables give them: plain ones, rich and odd ones, with cells that could not be read, and rows that were none. */
function rowsFor(seed: number, on: string): readonly ListRow[] {
  const odd = HOUSEHOLDS.filter(
    (each, at) => each !== throwing && at % 9 === seed % 9,
  ) as readonly Household[];
  const households = [...someHouseholds(30, seed, on), ...odd];
  return households.map((household, at): ListRow => {
    const unread = [
      issue('cellNotUnderstood', ['reportedNetIncome'], { row: at, column: 'C', hint: '', hintEn: '' }),
    ];
    const issues = at % 11 === 0 ? unread : [];
    return { row: at + 2, household, issues, readable: at % 23 !== 22 };
  });
}

const flat = ({ alikeKeys, alike, places, ownKeys, own, issues }: TellingAnswer) =>
  places.map((place, at) => {
    const { cells, counted } = alike[place] as TellingAnswer['alike'][number];
    const shared = alikeKeys.map((key, column) => [key, cells[column]]);
    const single = ownKeys.map((key, column) => [key, own[at * ownKeys.length + column]]);
    const filled = [...shared, ...single].filter(([, text]) => text !== '');
    const found = issues.find(([row]) => row === at)?.[1] ?? [];
    return { record: Object.fromEntries(filled), counted, found };
  });

describe('rows that threads tell', () => {
  test('say what tellRow says, whatever was told before of other households, days, policies and languages', () => {
    let different = 0;
    for (const round of [1, 2])
      for (const telling of TELLINGS)
        for (const [region, on] of POLICIES) {
          const { policy } = assessorFor(region, on);
          const { assess } = compile(policy, { generate: false });
          const rows = rowsFor(round, on);
          const expected = rows.map((row) => {
            const request = { on, unusable: unusableFacts(row.issues) };
            const assessment = row.readable ? assess(row.household as Household, request) : undefined;
            const told = tellRow(assessment === undefined ? { row } : { row, assessment }, telling);
            const filled = Object.entries(told.record).filter(([, text]) => text !== '');
            const counted = told.counted === undefined ? '' : JSON.stringify(told.counted);
            return { record: Object.fromEntries(filled), counted, found: told.issues };
          });
          const task = { policyHash: policy.hash, policyText: sharedPolicyText(policy), on, telling };
          const answer = tellRows({ ...task, issuesOfList: [], rows });
          expect(flat(answer)).toEqual(expected);
          different += answer.alike.length;
        }
    expect(different).toBeGreaterThan(150);
  });
});
