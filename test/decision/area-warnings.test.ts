import { describe, expect, test } from 'vitest';
import {
  type AreaFigures,
  areaWarningTexts,
  assessArea,
} from '../../src/decision/aggregates/area-warnings.js';
import { type Rational, rational } from '../../src/values/rational.js';
import { ownText, policyWith } from '../policy/rule-book-support.js';
import { BASE_REQUEST, issuesOf } from '../policy/support.js';
import { gansu2024, ON } from './support.js';

const on = BASE_REQUEST.on;
const ratio = (numerator: number, denominator = 1): Rational =>
  rational(BigInt(numerator), BigInt(denominator));

/** The small rule book with one warning of a formula. */
const policyOf = (formula: string) => {
  const { warnings } = JSON.parse(ownText('nation/area-warnings.json')) as {
    warnings: { incidenceRises: object };
  };
  const file = { kind: 'areaWarnings', warnings: { warned: { ...warnings.incidenceRises, formula } } };
  return policyWith({ 'nation/area-warnings.json': file });
};
const truthOf = (formula: string, figures: AreaFigures) =>
  assessArea(policyOf(formula), figures, { on }).map(({ truth }) => truth);

describe('a warning about an area', () => {
  const formula = 'incidence > incidenceBefore * riseFactor';
  test.each<[string, AreaFigures, string]>([
    ['above the factor', { incidence: ratio(4, 100), incidenceBefore: ratio(2, 100) }, 'true'],
    ['on the factor, exactly', { incidence: ratio(3, 100), incidenceBefore: ratio(2, 100) }, 'false'],
    ['below it', { incidence: ratio(2, 100), incidenceBefore: ratio(2, 100) }, 'false'],
    ['thirds, on the factor', { incidence: ratio(1, 2), incidenceBefore: ratio(1, 3) }, 'false'],
    [
      'thirds, a hair above',
      { incidence: ratio(1_000_001, 2_000_000), incidenceBefore: ratio(1, 3) },
      'true',
    ],
    ['its own figure unknown', { incidenceBefore: ratio(2, 100) }, 'unknown'],
    ['the earlier figure unknown', { incidence: ratio(9, 100), incidenceBefore: undefined }, 'unknown'],
    ['nothing known', {}, 'unknown'],
    ['none before and one now', { incidence: ratio(1, 100), incidenceBefore: ratio(0) }, 'true'],
    ['none at all', { incidence: ratio(0), incidenceBefore: ratio(0) }, 'false'],
  ])('%s', (_, figures, truth) => {
    expect(truthOf(formula, figures)).toEqual([truth]);
  });

  test('of two signs holds on the one that is known to be there', () => {
    const either = 'disasterReported or farmPriceFall > riseFactor';
    expect(truthOf(either, { disasterReported: true })).toEqual(['true']);
    expect(truthOf(either, { disasterReported: false })).toEqual(['unknown']);
    expect(truthOf(either, { disasterReported: false, farmPriceFall: ratio(1) })).toEqual(['false']);
  });

  test('says what it read: figures, thresholds, and on whose word', () => {
    const [warning] = assessArea(policyOf(formula), { incidence: ratio(4, 100) }, { on });
    expect(warning).toMatchObject({
      warning: 'warned',
      figures: [{ name: 'incidence', value: ratio(4, 100) }, { name: 'incidenceBefore' }],
      parameters: [{ name: 'riseFactor', value: '1.5', unit: 'ratio' }],
      provenance: { authority: 'national', document: 'rulebook', layer: 'nation' },
    });
    expect(warning?.figures[1]).not.toHaveProperty('value');
  });

  test.each(['zh-CN', 'en'] as const)(
    'in words (%s) names every figure, and shows a blank as unknown',
    (locale) => {
      const policy = policyOf('incidence > incidenceBefore * riseFactor or disasterReported');
      const figures = { incidence: ratio(1, 3), disasterReported: false };
      const [text = ''] = areaWarningTexts(assessArea(policy, figures, { on }), policy, locale);
      const expected =
        locale === 'zh-CN'
          ? ['数据不全，不能判断', '本区域往期发生率 未知', '公共事件 否', '试验办法']
          : ['figures are missing', 'earlier share unknown', 'was reported no', '试验办法'];
      for (const part of expected) expect(text).toContain(part);
      expect(text).not.toMatch(/undefined|\{|NaN/);
    },
  );

  test('outside the validity of the policy there is no answer', () => {
    const found = issuesOf(() => assessArea(policyWith({}, '900000'), {}, { on: '2019-12-31' }));
    expect(found.map(({ code }) => code)).toEqual(['dayOutsideValidity']);
  });

  test('a threshold that is not in force leaves it unknown', () => {
    const parameters = JSON.parse(ownText('nation/rule-book-parameters.json')) as {
      parameters: Record<string, { values: object[] }>;
    };
    Object.assign(parameters.parameters['riseFactor']?.values[0] ?? {}, { to: '2021-12-31' });
    const policy = policyWith({ 'nation/rule-book-parameters.json': parameters });
    const figures = { incidence: ratio(1), incidenceBefore: ratio(0) };
    expect(assessArea(policy, figures, { on })).toMatchObject([
      { truth: 'unknown', parameters: [{ name: 'riseFactor' }] },
    ]);
  });
});

describe('the warnings that ship', () => {
  const { policy } = gansu2024;
  const truths = (figures: AreaFigures) =>
    Object.fromEntries(assessArea(policy, figures, { on: ON }).map(({ warning, truth }) => [warning, truth]));

  test('know nothing of an area of which nothing is known', () => {
    expect(new Set(Object.values(truths({})))).toEqual(new Set(['unknown']));
    expect(Object.keys(truths({})).length).toBeGreaterThan(3);
  });

  test('are silent about a quiet area', () => {
    const quiet: AreaFigures = {
      areaHouseholds: ratio(500),
      areaPersons: ratio(2_000),
      monitoredHouseholds: ratio(0),
      newlyIdentifiedHouseholds: ratio(0),
      incidence: ratio(0),
      incidenceBefore: ratio(0),
      incidenceOfNeighbours: ratio(0),
      largestRiskShare: ratio(0),
      farmPriceFall: ratio(0),
      monthsOfLowPrices: ratio(0),
      unemploymentRise: ratio(0),
      failedProjects: ratio(0),
      disasterReported: false,
      resettlementUnstable: false,
    };
    expect(new Set(Object.values(truths(quiet)))).toEqual(new Set(['false']));
  });
});
