import { describe, expect, test } from 'vitest';
import { planProcedure } from '../../../src/decision/procedure/plan.js';
import { openPacks } from '../../../src/index.js';
import { SHIPPED_FILES } from '../../policy/support.js';

const library = openPacks(SHIPPED_FILES);
const planOf = (procedure: string, startedOn: string, greenChannel = false) =>
  planProcedure(library.resolve({ region: '000000', on: startedOn }), {
    procedure,
    startedOn,
    greenChannel,
  });

describe('the national procedures that ship', () => {
  test.each([
    ['2021-05-16', '2021-05-31', 'national'],
    ['2024-02-20', '2024-03-06', 'national'],
    ['2025-12-31', '2026-01-15', 'national'],
    // Nobody has published figures for the regular mechanism.
    ['2026-01-01', '2026-01-16', 'projectDefault'],
  ])('identification from a clue of %s is due by %s, on the word of %s', (startedOn, dueBy, authority) => {
    const plan = planOf('identification', startedOn);
    expect(plan).toMatchObject({ dueBy, missing: [], issues: [], estimated: false });
    expect(plan.total?.standing?.authority).toBe(authority);
    const publicity = plan.steps.find((step) => step.atLeast !== undefined);
    expect(publicity).toMatchObject({
      name: 'publicity',
      level: 'village',
      atLeast: { days: 5, unit: 'days' },
    });
    expect(publicity?.atLeast?.standing?.authority).toBe(authority);
  });

  test('identification has the steps of POLICY §8, in order', () => {
    expect(planOf('identification', '2025-03-03').steps.map(({ name }) => name)).toEqual([
      'clue',
      'homeVisit',
      'dataComparison',
      'appraisal',
      'publicity',
      'townshipReview',
      'countyApproval',
      'notice',
      'systemEntry',
    ]);
  });

  test('a household in a disaster is helped first, and its publicity is as long as any', () => {
    const green = planOf('identification', '2025-03-03', true);
    expect(green.firstSteps.map(({ name }) => name)).toEqual(['measuresFirst']);
    expect(green.steps).toEqual(planOf('identification', '2025-03-03').steps);
  });

  test.each(['2025-03-03', '2026-03-03'])(
    'exit of %s has a publicity of five days and no total',
    (startedOn) => {
      const plan = planOf('exit', startedOn);
      expect(plan).not.toHaveProperty('total');
      expect(plan).not.toHaveProperty('dueBy');
      expect(plan.provenance.authority).toBe('projectDefault');
      expect(plan.steps.find(({ name }) => name === 'publicity')?.atLeast?.days).toBe(5);
      expect([plan.missing, plan.issues]).toEqual([[], []]);
    },
  );
});
