import { describe, expect, test } from 'vitest';
import { type Household, openPacks, type PolicyFile, resolvePolicy } from '../../src/index.js';
import {
  adjusted,
  assessorWith,
  IN_NEED,
  ownText,
  policyWith,
  provinceHead,
  type toolboxRows,
  withRuleBook,
} from './rule-book-support.js';
import { BASE_REQUEST, codesOf, confirmed } from './support.js';

const on = BASE_REQUEST.on;
type Rows = Parameters<typeof toolboxRows>[0];

describe('a province adjusts the toolbox', () => {
  const lacks: Household = {
    ...IN_NEED,
    housingProblem: true,
    waterProblem: true,
    needsProductionLoan: false,
    reportedLabourCount: 1,
  };
  const advisedAfter = (rows: Rows, household: Household = lacks) =>
    assessorWith(adjusted(rows))
      .assess(household, { on })
      .measures.certain.map(({ rule }) => rule);

  test('without an adjustment the nation answers', () => {
    const { measures } = assessorWith().assess(lacks, { on });
    expect(measures.certain.map(({ rule }) => rule)).toEqual(['measureHouse', 'measureJob']);
  });

  test('it switches a measure off, and the next answers the need', () => {
    const national = ownText('nation/toolbox.csv').replace(',measureHouse,搬迁', ',,搬迁');
    const changes = {
      'nation/toolbox.csv': national,
      ...adjusted([{ act: 'switchOff', measure: 'measureHouse' }]),
    };
    const { measures } = assessorWith(changes).assess(lacks, { on });
    expect(measures.certain.map(({ rule }) => rule)).toEqual(['measureJob', 'measureMove']);
    expect(policyWith(changes).stages.measure).not.toContain('measureHouse');
    expect(Object.keys(policyWith(changes).conditions)).not.toContain('measureHouseFits');
  });

  test('it limits a measure to households of its own condition', () => {
    const limit = [{ act: 'limit', measure: 'measureJob', condition: 'ownsVehicle' }];
    expect(advisedAfter(limit, { ...lacks, ownsVehicle: false })).toEqual(['measureHouse']);
    expect(advisedAfter(limit, { ...lacks, ownsVehicle: true })).toEqual(['measureHouse', 'measureJob']);
    expect(policyWith(adjusted(limit)).rules['measureJob']?.provenance).toMatchObject({
      authority: 'provincial',
      document: 'notice',
      layer: 'province',
    });
  });

  test('it sets another amount, and the rest stays', () => {
    const limit = [{ act: 'limit', measure: 'measureHouse', amount: 'allDays' }];
    const { measures } = assessorWith(adjusted(limit)).assess(lacks, { on });
    expect(measures.certain[0]).toMatchObject({
      rule: 'measureHouse',
      measure: { amount: { name: 'allDays' } },
    });
  });

  test('it adds a measure, which comes after those of the nation', () => {
    const add = [{ measure: 'wellHelp', needs: 'needWater' }];
    expect(advisedAfter(add)).toEqual(['measureHouse', 'measureJob', 'wellHelp']);
    expect(advisedAfter(add, { ...lacks, housingProblem: false })).toEqual(['measureJob', 'measureMove']);
    expect(policyWith(adjusted(add)).rules['wellHelp']?.provenance).toMatchObject({
      authority: 'provincial',
      layer: 'province',
    });
  });

  test('elsewhere the toolbox of the nation stands', () => {
    const policy = policyWith(adjusted([{ act: 'switchOff', measure: 'measureJob' }]), '000000');
    expect(policy.stages.measure).toEqual(['measureHouse', 'measureJob', 'measureMove']);
  });

  test.each([
    ['conflictsWith', 'measureHouse'],
    ['needs', 'needWater'],
    ['heading', '社会帮扶'],
    ['kind', 'safetyNet'],
    ['department', '民政'],
  ])('what a row that limits says of "%s" takes effect or is a fault', (column, cell) => {
    const limit = (cells: Rows[number]) =>
      adjusted([{ act: 'limit', measure: 'measureJob', condition: 'ownsVehicle', ...cells }]);
    const codes = codesOf(() => policyWith(limit({ [column]: cell })));
    if (codes.length === 0)
      expect(policyWith(limit({ [column]: cell })).hash).not.toBe(policyWith(limit({})).hash);
  });
});

test('the confidence of a row that limits is that of the measure', () => {
  const limit = adjusted([
    { act: 'limit', measure: 'measureJob', condition: 'ownsVehicle', confidence: 'low' },
  ]);
  expect(policyWith(limit).rules['measureJob']?.provenance.confidence).toBe('low');
});

describe('a changed toolbox of the nation', () => {
  const ready = confirmed(withRuleBook(adjusted([{ act: 'switchOff', measure: 'measureJob' }])));
  const codesAfter = (change: (text: string) => string): readonly string[] =>
    codesOf(() =>
      resolvePolicy(
        ready.map((file) =>
          file.path.startsWith('nation/toolbox') ? { ...file, text: change(file.text) } : file,
        ),
        BASE_REQUEST,
      ),
    );

  test('that is confirmed loads', () => {
    expect(codesAfter((text) => text)).toEqual([]);
  });

  test.each([
    ['another need', 'needHouse;needWater', 'needWater'],
    ['another kind', ',development,', ',safetyNet,'],
    ['another amount', 'repairAmount', ''],
    ['another conflict', ',measureHouse,搬迁', ',,搬迁'],
    ['another deadline', '"firstWithin": "firstMonths",', ''],
    ['another who it is for', '"wayInHolds"', '"isMonitored"'],
  ])('makes the province fail until it confirms: %s', (_, from, to) => {
    expect(codesAfter((text) => text.replace(from, to))).toEqual(['overrideOutdated']);
  });

  test.each([
    ['a title', '介绍工作', '介绍务工'],
    ['a confidence', 'rulebook,high', 'rulebook,low'],
  ])('%s asks for no confirmation', (_, from, to) => {
    expect(codesAfter((text) => text.replace(from, to))).toEqual([]);
  });
});

describe('policies of several regions out of one library', () => {
  const county = (code: string, appliesWhen: string): Readonly<Record<string, unknown>> => {
    const files = adjusted([{ act: 'switchOff', measure: 'measureMove' }]);
    const toolbox = JSON.stringify(files['province/toolbox.json']).replace('wayInHolds', appliesWhen);
    return {
      [`${code}/pack.json`]: {
        ...(provinceHead({})['province/pack.json'] as object),
        name: `county${code}`,
        region: code,
      },
      [`${code}/toolbox.json`]: JSON.parse(toolbox),
      [`${code}/toolbox.csv`]: files['province/toolbox.csv'],
    };
  };
  const files = withRuleBook({
    'nation/counties.json': {
      kind: 'regions',
      regions: {
        '900200': { name: { zh: '另县', en: 'other county' }, level: 'county', parent: '900000' },
      },
    },
    ...county('900100', 'wayInHolds'),
    ...county('900200', 'isMonitored'),
  });
  const regions = ['900100', '900200'] as const;
  const ready = regions.reduce<readonly PolicyFile[]>((now, region) => confirmed(now, { region, on }), files);
  const conditionOf = (policy: ReturnType<typeof resolvePolicy>): string =>
    JSON.stringify(policy.conditions['measureHouseFits']);

  test('two counties whose toolboxes are for other households do not share them', () => {
    const library = openPacks(ready);
    for (const region of regions)
      expect(conditionOf(library.resolve({ region, on }))).toBe(
        conditionOf(resolvePolicy(ready, { region, on })),
      );
  });

  test('a code that one county enters does not let a table above conclude it', () => {
    const coded = withRuleBook({
      'nation/tiers.csv': ownText('nation/tiers.csv').replace('重度困难', '特别困难'),
      '900100/pack.json': {
        ...(provinceHead({ codes: { tier: { 特别困难: 'gravest' } } })['province/pack.json'] as object),
        name: 'county900100',
        region: '900100',
      },
    });
    const library = openPacks(coded);
    const codes = ['900100', '900000'].map((region) => codesOf(() => library.resolve({ region, on })));
    expect(codes).toEqual([[], ['conclusionMissing']]);
  });
});
