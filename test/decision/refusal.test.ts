import { describe, expect, test } from 'vitest';
import type { Household } from '../../src/index.js';
import { assessorWith, IN_NEED } from '../policy/rule-book-support.js';
import { BASE_REQUEST } from '../policy/support.js';

const on = BASE_REQUEST.on;

/** A rule of the stage `review`, which refuses or asks for a second look. */
const redFlag = (name: string, fact: string, refuses: boolean) => ({
  name,
  conditions: { all: [{ fact, operator: 'equal', value: true }] },
  event: {
    type: 'review',
    params: {
      title: { zh: name, en: name },
      authority: 'provincial',
      document: 'notice',
      ...(refuses ? { refuses: true } : {}),
    },
  },
});
const withFlags = (...rules: readonly object[]) => ({ 'province/flags.json': { kind: 'rules', rules } });
const CAR_REFUSES = redFlag('carRefuses', 'ownsVehicle', true);
const FLAT_REVIEWS = redFlag('flatReviews', 'ownsTownProperty', false);

const assessor = assessorWith(withFlags(CAR_REFUSES, FLAT_REVIEWS));
const assess = (given: Household) => assessor.assess({ ...IN_NEED, ...given }, { on });
const rulesOf = (concluded: readonly { readonly rule: string }[]) => concluded.map(({ rule }) => rule);

describe('a red flag that a province refuses on', () => {
  test.each<[string, boolean | null, boolean | null, string]>([
    ['both flags absent', false, false, 'identify'],
    ['the second look asked for', false, true, 'review'],
    ['the refusal holds', true, false, 'notIdentified'],
    ['the refusal holds, and so does the second look', true, true, 'notIdentified'],
    ['the refusal holds, the second look is blank', true, null, 'notIdentified'],
    ['the refusal is blank', null, false, 'verify'],
    ['the refusal is blank though the second look is asked for', null, true, 'verify'],
    ['the second look is blank', false, null, 'verify'],
    ['both are blank', null, null, 'verify'],
  ])('with a way in: %s', (_, ownsVehicle, ownsTownProperty, outcome) => {
    expect(assess({ ownsVehicle, ownsTownProperty }).identification.outcome).toBe(outcome);
  });

  test.each<[string, boolean | null]>([
    ['holds', true],
    ['is blank', null],
    ['does not hold', false],
  ])('without a way in the answer is the same whether it %s', (_, ownsVehicle) => {
    expect(assess({ ownsVehicle, ableToCope: true }).identification.outcome).toBe('notIdentified');
  });

  test('a blank never refuses: what has to be found out is named', () => {
    const { missing, refusals } = assess({ ownsTownProperty: false }).identification;
    expect(missing.map(({ name }) => name)).toEqual(['ownsVehicle']);
    expect([rulesOf(refusals.certain), rulesOf(refusals.possible)]).toEqual([[], ['carRefuses']]);
  });

  test('what no longer matters is not asked for', () => {
    const { missing } = assess({ ownsVehicle: true }).identification;
    expect(missing).toEqual([]);
  });

  test('whoever may still be refused is asked, even while the way in is open', () => {
    const { missing, outcome } = assess({ ableToCope: null, ownsTownProperty: false }).identification;
    expect(outcome).toBe('verify');
    expect(missing.map(({ name }) => name)).toEqual(['ableToCope', 'ownsVehicle']);
  });

  test('stands apart from those that only ask for a second look', () => {
    const { refusals, redFlags } = assess({ ownsVehicle: true, ownsTownProperty: true }).identification;
    expect([rulesOf(refusals.certain), rulesOf(redFlags.certain)]).toEqual([['carRefuses'], ['flatReviews']]);
  });

  test.each([
    ['zh-CN', '不予纳入情形：carRefuses'],
    ['en', 'Refused on: carRefuses'],
  ] as const)('the explanation in %s says on what, and on which document', (locale, line) => {
    const lines = assess({ ownsVehicle: true, ownsTownProperty: false }).explain(locale);
    expect(lines).toContain(line);
    expect(lines.join('\n')).toContain('试验通知');
  });

  test('the policy keeps which rules refuse', () => {
    const { rules } = assessor.policy;
    expect([rules['carRefuses']?.refuses, rules['flatReviews']?.refuses]).toEqual([true, undefined]);
  });
});

describe('elsewhere', () => {
  test('without a rule that refuses, the same fact only asks for a second look', () => {
    const reviewing = assessorWith(withFlags(redFlag('carReviews', 'ownsVehicle', false)));
    const { identification } = reviewing.assess({ ...IN_NEED, ownsVehicle: true }, { on });
    expect(identification.outcome).toBe('review');
    expect(identification.refusals).toEqual({ certain: [], possible: [], excluded: [] });
  });

  test('the region above the province knows no refusal', () => {
    const above = assessorWith(withFlags(CAR_REFUSES), '000000');
    expect(Object.keys(above.policy.rules)).not.toContain('carRefuses');
  });

  test('the counties below the province refuse as it does', () => {
    const below = assessorWith(withFlags(CAR_REFUSES), '900100');
    const { identification } = below.assess({ ...IN_NEED, ownsVehicle: true }, { on });
    expect(identification.outcome).toBe('notIdentified');
  });
});

describe('several rules that refuse', () => {
  const two = assessorWith(withFlags(CAR_REFUSES, redFlag('cadreRefuses', 'villageCadre', true)));
  test.each<[boolean | null, boolean | null, string]>([
    [true, false, 'notIdentified'],
    [false, true, 'notIdentified'],
    [true, null, 'notIdentified'],
    [null, true, 'notIdentified'],
    [false, false, 'identify'],
    [false, null, 'verify'],
  ])('car %s, cadre %s: %s', (ownsVehicle, villageCadre, outcome) => {
    const { identification } = two.assess({ ...IN_NEED, ownsVehicle, villageCadre }, { on });
    expect(identification.outcome).toBe(outcome);
  });
});
