import { expect, test } from 'vitest';
import { factOf } from '../../src/facts/catalogue.js';
import { resolvePolicy } from '../../src/index.js';
import { bundleText } from '../../src/sheets/bundle.js';
import { confirmed, SHIPPED_FILES } from '../policy/support.js';
import { plain, runBundle } from './bundle-support.js';

const REQUEST = { region: '620000', on: '2024-11-01' } as const;
const SOURCE = { authority: 'county', document: 'notice', confidence: 'high' } as const;
/** Seldom all true: the golden households by which a bundle tests itself do not tell. */
const FLAGS = [
  'foodShortage',
  'clothingShortage',
  'relocated',
  'wholeHouseholdWithoutLabour',
  'dibaoHousehold',
];
const ALL_FLAGS = FLAGS.join(' and ');
/** Two lists that a sheet never gives, beside a figure that it does. */
const LEAST = 'min([sum(incomes.amount) + sum(costs.amount), reportedNetIncome]) <= illnessSpendingThreshold';
const SHEET = [
  ['户编号', '户主姓名', '家庭人口数', '家庭纯收入', ...FLAGS.map((name) => factOf(name)?.title.zh ?? '')],
  ['1', '甲', 3, 9000, ...FLAGS.map(() => '是')],
];

/** A county's rule of its own, by a formula. */
function policyWith(rule: string, formula: string) {
  const files = {
    pack: {
      kind: 'pack',
      region: '620000',
      name: 'aa',
      below: 'gansu',
      title: { zh: '自用', en: 'own' },
      inForce: { from: '2021-05-16' },
    },
    documents: { kind: 'documents', documents: { notice: { title: '通知', confidence: 'high' } } },
    derived: {
      kind: 'derivedFacts',
      derivedFacts: { ownFact: { title: { zh: '自设条件', en: 'own' }, formula, ...SOURCE } },
    },
    rules: {
      kind: 'rules',
      rules: [
        {
          name: rule,
          conditions: { all: [{ fact: 'ownFact', operator: 'equal', value: true }] },
          event: {
            type: 'alert',
            params: { title: { zh: '自设提示', en: 'own alert' }, from: '2021-12-01', ...SOURCE },
          },
        },
      ],
    },
  };
  const own = Object.entries(files).map(([name, content]) => ({
    path: `own/${name}.json`,
    text: JSON.stringify(content),
  }));
  return resolvePolicy(confirmed([...SHIPPED_FILES, ...own], REQUEST), REQUEST);
}

const FORMS = ['readable', 'small', 'quick'] as const;
const toldBy = (policy: ReturnType<typeof policyWith>) =>
  FORMS.map((form) =>
    plain(runBundle(bundleText(policy, { form, on: REQUEST.on }).text).decideTable(SHEET, { on: 20241101 })),
  );

test.each([
  ['the least of lists that are not there and a figure', LEAST],
  ['the same among other conditions', `(${LEAST}) and ${ALL_FLAGS}`],
  ['whether it is known', `isUnknown(${LEAST}) and ${ALL_FLAGS}`],
])('a rule on %s is decided alike in every form', (_, formula) => {
  const [readable, ...others] = toldBy(policyWith('ownAlert', formula));
  expect(readable?.rows).toHaveLength(1);
  for (const other of others) expect(other).toEqual(readable);
});

test.each(['list', 'exit', 'number'])('a rule may have the name of a text of the script: %s', (name) => {
  const [readable, ...others] = toldBy(policyWith(name, ALL_FLAGS));
  for (const other of others) expect(other).toEqual(readable);
});
