import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compile, type Household, resolvePolicy } from '../../src/index.js';
import { BASE_REQUEST, confirmed, permitting, withFiles } from './support.js';

const title = { zh: '收紧', en: 'tightened' };
const on = BASE_REQUEST.on;

/** Any condition that a province may add: over a few facts, nested and negated. */
const { condition } = fc.letrec<{ condition: object; comparison: object }>((tie) => ({
  comparison: fc.record({
    fact: fc.constantFrom('ownsVehicle', 'relocated', 'operatesCompany', 'belowLine', 'isMonitored'),
    operator: fc.constant('equal'),
    value: fc.boolean(),
  }),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    fc.record({ all: fc.array(tie('comparison'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('comparison'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
    fc.constant({ not: { condition: 'cannotCope' } }),
  ),
}));

/** Households of which any part may be unknown. */
const households = fc.record<Household>(
  {
    reportedNetIncome: fc.constantFrom(0, 5_000, 7_799.99, 7_800, 20_000),
    reportedMemberCount: fc.constantFrom(1, 2, 4),
    ableToCope: fc.boolean(),
    ownsVehicle: fc.boolean(),
    relocated: fc.boolean(),
    operatesCompany: fc.boolean(),
    monitoringStatus: fc.constantFrom('风险未消除', '风险已消除'),
  },
  { requiredKeys: [] },
);

const national = compile(resolvePolicy(withFiles(permitting(['tighten'])), BASE_REQUEST));

function tightened(files: Readonly<Record<string, unknown>>) {
  const packs = confirmed(withFiles({ ...permitting(['tighten']), ...files }));
  return compile(resolvePolicy(packs, BASE_REQUEST));
}
const overrides = { pack: 'nation', act: 'tighten', reason: '试验', document: 'notice' };
const asRule = (conditions: object) => ({
  'province/rules.json': {
    kind: 'rules',
    rules: [
      {
        name: 'wayBelow',
        conditions,
        event: {
          type: 'identify',
          params: { title, authority: 'provincial', document: 'notice', overrides },
        },
      },
    ],
  },
});
const asNamed = (added: object) => ({
  'province/conditions.json': {
    kind: 'conditions',
    conditions: { cannotCope: { title, condition: added, overrides } },
  },
});

describe('to tighten', () => {
  test.prop([condition, fc.array(households, { minLength: 1, maxLength: 20 })], { numRuns: 100 })(
    'a rule only ever removes households',
    (added, several) => {
      const local = tightened(asRule(added));
      for (const household of several) expectRemoval(local, household);
    },
  );

  test.prop(
    [
      condition.filter((added) => !JSON.stringify(added).includes('cannotCope')),
      fc.array(households, { minLength: 1, maxLength: 20 }),
    ],
    { numRuns: 50 },
  )('a named condition only ever removes households', (added, several) => {
    const local = tightened(asNamed(added));
    for (const household of several) expectRemoval(local, household);
  });
});

/** Whoever comes in under the tightened rules came in before, and whoever did not is not let in or left open now. */
function expectRemoval(local: typeof national, household: Household): void {
  const before = national.assess(household, { on });
  const after = local.assess(household, { on });
  if (after.identification.outcome === 'identify') expect(before.identification.outcome).toBe('identify');
  if (before.identification.outcome === 'notIdentified')
    expect(after.identification.outcome).toBe('notIdentified');
  if (after.rules['wayBelow'] === 'true') expect(before.rules['wayBelow']).toBe('true');
  if (before.rules['wayBelow'] === 'false') expect(after.rules['wayBelow']).toBe('false');
}
