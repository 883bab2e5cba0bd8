import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { describeIssue } from '../../src/index.js';
import { assess, type Given } from '../decision/support.js';

/** Numbers such as stand on identity cards, telephones and bank cards; right, short, long and mistyped. */
const number = fc.stringMatching(/^[0-9]{9,25}[0-9Xx]?$/);
const identity = fc.oneof(
  number,
  number.map((digits) => `身份证 ${digits}`),
  number.map((digits) => `${digits} `.repeat(20)),
);
const wrongly = <Value>(value: Value): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    value,
    [value],
    { value },
    { value, source: '' },
    { value, extra: true },
    [{ value }, { value: `${value}0` }],
    { complete: true, items: [value] },
    Number(value),
    [[value]],
  );

const household = identity.chain((value) =>
  fc
    .record(
      {
        headIdNumber: wrongly(value),
        telephone: wrongly(value),
        bankAccount: wrongly(value),
        reportedNetIncome: wrongly(value),
        householdKind: wrongly(value),
        visitedOn: wrongly(value),
        ownsVehicle: wrongly(value),
        visitRisks: wrongly(value),
        regionCode: wrongly(value),
        members: fc.constantFrom<unknown>(
          {
            complete: true,
            items: [{ idNumber: value, birthDate: value, healthStates: { complete: true, items: [value] } }],
          },
          { complete: true, items: [value] },
          { complete: true, items: [{ idNumber: [value], idNumbr: value }] },
          { complete: value, items: [] },
          value,
        ),
      },
      { requiredKeys: [] },
    )
    .map((given) => ({ value, given: given as Given })),
);

describe('what is said of a household', () => {
  test.prop([household], { numRuns: 1_000 })('no issue holds a value that was given', ({ value, given }) => {
    const { issues } = assess(given);
    const secret = /[0-9]{9,}/.exec(value)?.[0] as string;
    const said = JSON.stringify([
      issues,
      ...issues.map((issue) => [describeIssue(issue, 'en'), describeIssue(issue, 'zh-CN')]),
    ]);
    expect(said).not.toContain(secret);
  });

  test.prop([number], { numRuns: 12 })(
    'no explanation or reason holds an identity number, telephone or account',
    (digits) => {
      const given: Given = {
        headIdNumber: digits,
        telephone: digits,
        bankAccount: digits,
        members: { complete: true, items: [{ idNumber: digits, relation: '户主' }] },
      };
      const assessment = assess(given);
      expect(assessment.issues).toEqual([]);
      const said = JSON.stringify([
        assessment,
        assessment.explain('zh-CN'),
        assessment.explain('en'),
        assessment.reasons(),
        assessment.noWayIn(),
      ]);
      expect(said).not.toContain(digits);
    },
  );
});
