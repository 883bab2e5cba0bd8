import { describe, expect, test } from 'vitest';
import { isNeverUnknown, judgeCase, judgeOutcome } from '../../src/decision/coverage/couplings.js';
import { all, any, conditionsOf, leaf, policyWith, rule } from './support.js';

const not = (member: object): object => ({ not: member });
const lifted = leaf('householdKind', '脱贫户');
const ordinary = leaf('householdKind', '一般农户');
const car = leaf('ownsVehicle');
const line = { fact: 'line' };

/** What cannot be, of a rule with these conditions: `true`, `false`, or a leaf and its truth. */
function impossibleOf(
  conditions: object,
  derivedFacts: Readonly<Record<string, string>> = {},
): Record<string, readonly number[]> {
  const policy = policyWith([rule('coupled', conditions)], derivedFacts);
  const { conditions: read, nodes } = conditionsOf(policy, 'coupled');
  const found: Record<string, readonly number[]> = {};
  for (const truth of [true, false]) {
    const outcome = judgeOutcome(read, nodes, truth);
    if (outcome.verdict === 'impossible') found[String(truth)] = outcome.forcedBy;
    for (const index of read.leaves.keys()) {
      const judged = judgeCase(read, nodes, index, truth);
      if (judged.verdict === 'impossible') found[`${index} ${truth}`] = judged.forcedBy;
    }
  }
  return found;
}

describe('conditions that leave nothing out', () => {
  test.each<[string, object]>([
    ['one leaf', all(car)],
    ['two leaves about different things', all(leaf('belowLine'), car)],
    [
      'one fact in two branches, with contrary truths',
      any(all(leaf('belowLine'), car), all(leaf('belowLine', false), leaf('ableToCope'))),
    ],
    ['two of three codes', any(leaf('monitoringStatus', '未纳入'), leaf('monitoringStatus', '风险已消除'))],
    [
      'at most and at least: both where equal',
      all(leaf('perPerson', line, 'lessThanInclusive'), leaf('perPerson', line, 'greaterThanInclusive')),
    ],
    [
      'one amount against different bounds',
      all(leaf('perPerson', line, 'lessThan'), leaf('perPerson', 0, 'greaterThan')),
    ],
    [
      'two codes of a list, which can hold both',
      all(leaf('visitRisks', '因病', 'contains'), leaf('visitRisks', '因学', 'contains')),
    ],
    ['a way in beside a fact that it does not read', all(leaf('wayInHolds'), car)],
  ])('%s', (_, conditions) => {
    expect(impossibleOf(conditions)).toEqual({});
  });
});

describe('conditions that exclude each other', () => {
  test.each<[string, object, Readonly<Record<string, readonly number[]>>]>([
    [
      'a fact that is to be true and false',
      all(car, leaf('ownsVehicle', false)),
      { true: [0, 1], '0 true': [0, 1], '1 true': [0, 1] },
    ],
    [
      'a fact and its contrary by `not`',
      all(car, not(car)),
      { true: [0, 1], '0 true': [0, 1], '1 false': [0, 1] },
    ],
    [
      'equal and not equal',
      all(lifted, leaf('householdKind', '脱贫户', 'notEqual')),
      { true: [0, 1], '0 true': [0, 1], '1 true': [0, 1] },
    ],
    ['the same leaf twice under `any`', any(car, car), { '0 true': [0, 1], '1 true': [0, 1] }],
    ['two codes at once', all(lifted, ordinary), { true: [0, 1], '0 true': [0, 1], '1 true': [0, 1] }],
    ['none of all codes', any(lifted, ordinary), { false: [0, 1], '0 false': [0, 1], '1 false': [0, 1] }],
    [
      'one of a set and none of it',
      all(leaf('householdKind', ['脱贫户'], 'in'), leaf('householdKind', ['脱贫户'], 'notIn')),
      { true: [0, 1], '0 true': [0, 1], '1 true': [0, 1] },
    ],
    [
      'below and above',
      all(leaf('perPerson', line, 'lessThan'), leaf('perPerson', line, 'greaterThan')),
      { true: [0, 1], '0 true': [0, 1], '1 true': [0, 1] },
    ],
    [
      'below, with the sides exchanged',
      all(leaf('perPerson', line, 'lessThan'), leaf('line', { fact: 'perPerson' }, 'lessThanInclusive')),
      { true: [0, 1], '0 true': [0, 1], '1 true': [0, 1] },
    ],
    [
      'neither below nor equal nor above',
      any(
        leaf('perPerson', line, 'lessThan'),
        leaf('perPerson', line),
        leaf('perPerson', line, 'greaterThan'),
      ),
      { false: [0, 1, 2], '0 false': [0, 1, 2], '1 false': [0, 1, 2], '2 false': [0, 1, 2] },
    ],
    [
      'a branch that is open only where the other one holds',
      any(all(leaf('belowLine'), car), all(leaf('belowLine'), leaf('ownsVehicle', false))),
      { '1 false': [0, 1, 2, 3], '3 false': [0, 1, 2, 3] },
    ],
  ])('%s', (_, conditions, impossible) => {
    expect(impossibleOf(conditions)).toEqual(impossible);
  });

  test.each<[string, object, Readonly<Record<string, string>>]>([
    [
      'a derived fact and what it is derived from',
      all(leaf('belowLine'), leaf('perPerson', line, 'greaterThan')),
      {},
    ],
    ['a derived fact of a code', all(leaf('isMonitored'), leaf('monitoringStatus', '未纳入')), {}],
    [
      'two derived facts deep',
      all(leaf('outer'), leaf('ownsVehicle', false)),
      { outer: 'inner or inner', inner: 'ownsVehicle and ableToCope' },
    ],
    [
      'a derived fact with a choice',
      all(leaf('chosen'), leaf('ownsVehicle', false), leaf('ableToCope', false)),
      { chosen: 'if ableToCope then true else ownsVehicle' },
    ],
    [
      'two derived facts that are compared',
      all(leaf('differing'), car, leaf('ableToCope')),
      { differing: 'ownsVehicle != ableToCope' },
    ],
    ['a named condition and a fact', all({ condition: 'cannotCope' }, leaf('ableToCope')), {}],
    ['a stage that concludes and what its rules need', all(leaf('wayInHolds'), leaf('ableToCope')), {}],
    [
      'a code that is concluded and the kind that it needs',
      all(leaf('concludedCategory', '脱贫不稳定户'), ordinary),
      {},
    ],
    ['the exit criteria and a way in', all(leaf('exitCriteriaHold'), leaf('wayInHolds')), {}],
  ])('through %s', (_, conditions, derivedFacts) => {
    expect(Object.keys(impossibleOf(conditions, derivedFacts))).toContain('true');
  });

  test('are told without the leaves that have no part in it', () => {
    const found = impossibleOf(all(leaf('strict'), lifted, car, ordinary));
    expect(found['true']).toEqual([1, 3]);
    expect(found['2 true']).toEqual([1, 3]);
  });

  test.each<[string, string]>([
    ['the value of the first blank-free record', 'firstKnown(ownsVehicle, ableToCope)'],
    ['what is said of some member', 'some m in members satisfies m.medicalInsurance = "未参加"'],
  ])('are not claimed where it cannot be seen: %s', (_, formula) => {
    const found = impossibleOf(all(leaf('hidden'), leaf('ownsVehicle', false)), { hidden: formula });
    expect(found).toEqual({});
  });
});

describe('a rule that is never unknown', () => {
  test.each<[string, string, object, boolean]>([
    ['asks only whether something is known', 'isUnknown(ownsVehicle)', all(leaf('asked')), true],
    [
      'asks that of two facts',
      'isUnknown(ownsVehicle) or not(isUnknown(ableToCope))',
      all(leaf('asked')),
      true,
    ],
    ['asks that, and reads a fact', 'isUnknown(ownsVehicle)', all(leaf('asked'), leaf('ableToCope')), false],
    ['reads a fact beside what it asks', 'isUnknown(ownsVehicle) and ableToCope', all(leaf('asked')), false],
  ])('%s', (_, formula, conditions, expected) => {
    const policy = policyWith([rule('asking', conditions, 'check')], { asked: formula });
    const { conditions: read, nodes } = conditionsOf(policy, 'asking');
    expect(isNeverUnknown(read, nodes)).toBe(expected);
  });
});
