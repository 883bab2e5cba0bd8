import { describe, expect, test } from 'vitest';
import { compile, type Household, resolvePolicy } from '../../src/index.js';
import { loadPolicy } from '../../src/node.js';
import { issuesOf, SHIPPED_FILES } from './support.js';

const resolve = (region: string, on: string, knownOn?: string) =>
  resolvePolicy(SHIPPED_FILES, { region, on, knownOn });

/** The income standard in force on the day of a policy, as its parameter has it. */
function standardOf(region: string, on: string, knownOn?: string) {
  const series = resolve(region, on, knownOn).parameters['incomeStandard']?.series ?? [];
  return series.find((value) => value.from <= on && on <= (value.to ?? '9999-12-31'));
}

describe('the income standard', () => {
  test.each([
    ['620000', '2022-06-30', '6500', 'gansu', 'low'],
    ['620000', '2023-01-01', '7200', 'gansu', 'medium'],
    ['620000', '2023-12-31', '7200', 'gansu', 'medium'],
    ['620000', '2024-01-01', '7800', 'gansu', 'medium'],
    ['620000', '2024-12-31', '7800', 'gansu', 'medium'],
    ['620171', '2024-07-01', '7800', 'gansu', 'medium'],
    ['620171', '2023-07-01', '7200', 'gansu', 'medium'],
    ['620171', '2025-01-01', '8600', 'lanzhouNewArea', 'high'],
    ['620171', '2025-12-31', '8600', 'lanzhouNewArea', 'high'],
  ])('of %s on %s is %s, by the layer %s, with %s confidence', (region, on, value, layer, confidence) => {
    expect(standardOf(region, on)).toMatchObject({ value, layer, confidence, status: 'announced' });
  });

  test.each([
    ['620000', '2021-12-31'],
    ['620000', '2025-01-01'],
    ['620000', '2025-12-31'],
    ['110000', '2024-06-30'],
    ['000000', '2024-06-30'],
    ['620171', '2026-01-01'],
  ])('of %s on %s is absent', (region, on) => {
    expect(standardOf(region, on)).toBeUndefined();
  });

  test('of a lower layer cites the document that lets it differ', () => {
    const policy = resolve('620171', '2025-06-30');
    const value = standardOf('620171', '2025-06-30');
    expect(policy.documents[value?.document ?? '']).toMatchObject({ date: '2025-04-09' });
    expect(policy.layers.map((layer) => layer.name)).toEqual([
      'nationalIncomeStandard',
      'nationalCommon',
      'national2021',
      'gansu',
      'lanzhouNewArea',
    ]);
  });
});

describe('what was known on a day', () => {
  test.each([
    // Document of 2024-08-13 names the lines of 2023 and 2024; the page of 2022 has no date.
    ['620000', '2024-11-01', '2024-08-13', '7800'],
    ['620000', '2024-11-01', '2024-08-12', undefined],
    ['620000', '2023-11-01', '2023-11-01', undefined],
    ['620000', '2023-11-01', '2024-08-13', '7200'],
    ['620000', '2022-11-01', '2026-11-01', undefined],
    ['620171', '2025-06-30', '2025-04-09', '8600'],
    ['620171', '2025-06-30', '2025-04-08', undefined],
    ['620171', '2024-11-01', '2025-04-08', '7800'],
  ])('in %s for %s, known on %s: %s', (region, on, knownOn, value) => {
    expect(standardOf(region, on, knownOn)?.value).toBe(value);
    expect(resolve(region, on, knownOn).knownOn).toBe(knownOn);
  });

  test('what was not yet known gives noStandard and another hash', () => {
    const household: Household = {
      reportedNetIncomePerPerson: 5_000,
      ableToCope: false,
      visitRisks: { complete: true, items: ['因病'] },
      reportedSuddenEvent: false,
      basicLifeInSeriousDifficulty: false,
      housingProblem: false,
      educationDropout: false,
      memberUninsured: false,
      waterProblem: false,
      ownsVehicle: false,
      ownsTownProperty: false,
      operatesCompany: false,
      unexplainedDoubt: false,
    };
    const before = resolve('620000', '2024-11-01', '2024-08-12');
    const { identification } = compile(before).assess(household, { on: '2024-11-01' });
    expect([identification.outcome, identification.missing.map((each) => each.name)]).toEqual([
      'noStandard',
      ['incomeStandard'],
    ]);
    expect(before.hash).not.toBe(resolve('620000', '2024-11-01', '2024-08-13').hash);
  });

  test('a day that does not exist is refused', () => {
    expect(issuesOf(() => resolve('620000', '2024-11-01', '2024-02-30')).map((issue) => issue.code)).toEqual([
      'invalidDay',
    ]);
  });
});

describe('the validity of a policy', () => {
  test.each([
    ['620000', '2024-11-01', '2024-01-01', '2024-12-31'],
    ['620000', '2022-05-01', '2022-01-01', '2022-10-19'],
    ['620000', '2021-06-01', '2021-05-16', '2021-06-30'],
    ['620000', '2025-11-01', '2025-01-01', '2025-12-31'],
    ['620000', '2026-03-01', '2026-01-01', '2026-03-05'],
    ['620000', '2026-03-06', '2026-03-06', undefined],
    ['110000', '2024-11-01', '2022-10-20', '2024-12-31'],
    ['620000', '2020-01-01', '1000-01-01', '2021-05-15'],
  ])('of %s on %s is %s to %s', (region, on, from, to) => {
    const policy = resolve(region, on);
    expect([policy.validFrom, policy.validTo]).toEqual([from, to]);
  });

  test.each(['2024-01-01', '2024-02-29', '2024-06-30', '2024-12-31'])('is the same policy on %s', (on) => {
    expect(resolve('620000', on).hash).toBe(resolve('620000', '2024-11-01').hash);
  });

  test.each(['2023-12-31', '2025-01-01'])('is another policy on %s', (on) => {
    expect(resolve('620000', on).hash).not.toBe(resolve('620000', '2024-11-01').hash);
  });
});

describe('a request', () => {
  test.each(['999999', '62', '', '__proto__', 'gansu'])('for the unlisted region %s names it', (region) => {
    const [first] = issuesOf(() => resolve(region, '2024-11-01'));
    expect(first).toMatchObject({ code: 'unknownRegion', params: { region } });
  });

  test.each([
    ['620171-a', '620171', '兰州新区'],
    ['62000', '620000', '甘肃省'],
  ])('for the region %s, probably misspelt, proposes %s', (region, nearest, name) => {
    const [first] = issuesOf(() => resolve(region, '2024-11-01'));
    expect(first).toMatchObject({ code: 'unknownRegionNear', params: { region, nearest, name } });
  });

  test.each([
    [
      'the prefecture',
      '620100',
      ['nationalIncomeStandard', 'nationalCommon', 'national2021', 'gansu'],
      '7800',
    ],
    ['the county', '620102', ['nationalIncomeStandard', 'nationalCommon', 'national2021', 'gansu'], '7800'],
    ['the county', '350102', ['nationalIncomeStandard', 'nationalCommon', 'national2021'], undefined],
  ])('for %s %s is answered by the packs %s', (_, region, layers, value) => {
    expect(resolve(region, '2024-11-01').layers.map((layer) => layer.name)).toEqual(layers);
    expect(standardOf(region, '2024-11-01')?.value).toBe(value);
  });

  test.each(['2024-02-30', '2024-13-01', '2024-1-1', 'today', '', '2024-11-01T00:00'])(
    'for the day %s is refused',
    (on) => {
      expect(issuesOf(() => resolve('620000', on)).map((issue) => issue.code)).toEqual(['invalidDay']);
    },
  );

  test('without files says that there is no pack', () => {
    expect(
      issuesOf(() => resolvePolicy([], { region: '620000', on: '2024-11-01' })).map((issue) => issue.code),
    ).toContain('unknownRegion');
  });

  test('read from disk gives the same policy as one from texts', async () => {
    const loaded = await loadPolicy({ region: '620000', on: '2024-11-01' });
    expect(loaded).toEqual(resolve('620000', '2024-11-01'));
  });

  test('for a folder that is not there rejects with the error of the file system', async () => {
    await expect(
      loadPolicy({ region: '620000', on: '2024-11-01', packs: ['/no/such/folder'] }),
    ).rejects.toThrow(/ENOENT/);
  });
});

describe('every shipped rule', () => {
  const policy = resolve('620000', '2024-11-01');

  test.each(Object.entries(policy.rules))('%s says on whose word it stands', (_, rule) => {
    const { authority, document } = rule.provenance;
    expect(authority === 'projectDefault' || policy.documents[document ?? ''] !== undefined).toBe(true);
    expect(rule.title.zh).toMatch(/\p{Script=Han}/u);
    expect(rule.title.en).not.toMatch(/\p{Script=Han}/u);
  });

  test('of the stages tier, track and measure is marked as ours', () => {
    const ours = Object.values(policy.rules).filter((rule) => ['tier', 'track'].includes(rule.stage));
    expect(new Set(ours.map((rule) => rule.provenance.authority))).toEqual(new Set(['projectDefault']));
  });
});
