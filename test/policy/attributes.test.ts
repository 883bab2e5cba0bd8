import { describe, expect, test } from 'vitest';
import { compile, type Household, type Policy, resolvePolicy } from '../../src/index.js';
import { BASE_REQUEST, issuesOf, withFiles } from './support.js';

const title = { zh: '重点县', en: 'key county' };
const on = BASE_REQUEST.on;

/** Two provinces with counties; the list of key counties is complete for the first only. */
const COUNTRY = {
  'attributes.json': {
    kind: 'regionAttributes',
    attributes: {
      keyCounty: {
        title,
        holds: ['900100', '910100'],
        holdsNotUnder: ['900000'],
        authority: 'national',
        source: '名单',
      },
    },
  },
  'divisions.csv': [
    'code,name,level,parent',
    '900200,试验二县,county,900000',
    '910000,另一省,provincial,000000',
    '910100,另一县,county,910000',
    '910200,另二县,county,910000',
    '',
  ].join('\n'),
};

/** A county's own pack, which says of the county whether it is a key county. */
const ownSaying = (region: string, value: boolean, more: object = {}) => ({
  'county/pack.json': {
    kind: 'pack',
    name: 'county',
    region,
    title,
    inForce: { from: '2020-01-01' },
    attributes: { keyCounty: { value, authority: 'county', document: 'countyNotice' } },
    ...more,
  },
  'county/documents.json': {
    kind: 'documents',
    documents: { countyNotice: { title: '县通知', confidence: 'high' } },
  },
});

const resolve = (region: string, files: Readonly<Record<string, unknown>> = {}, day: string = on): Policy =>
  resolvePolicy(withFiles({ ...COUNTRY, ...files }), { region, on: day });
const attributeOf = (policy: Policy, day: string = on) =>
  policy.parameters['keyCounty']?.series.find((entry) => entry.from <= day && day <= (entry.to ?? '9999'));

describe('an attribute of a region', () => {
  test.each([
    ['a listed county', '900100', true],
    ['a county that is not on a complete list', '900200', false],
    ['a listed county of a province without a complete list', '910100', true],
    ['another county of that province', '910200', undefined],
    ['a province with listed counties below it', '900000', undefined],
    ['a province without a complete list', '910000', undefined],
    ['the nation', '000000', undefined],
  ])('of %s (%s) is %s', (_, region, expected) => {
    expect(attributeOf(resolve(region))?.value).toBe(expected);
  });

  test('is a flag among the parameters, marked as no parameter of policy', () => {
    expect(resolve('900100').parameters['keyCounty']).toMatchObject({
      title,
      type: 'flag',
      isAttribute: true,
      series: [{ value: true, authority: 'national', note: '名单' }],
    });
    expect(resolve('910200').parameters['keyCounty']).toMatchObject({ isAttribute: true, series: [] });
  });

  test.each([
    ['makes an unknown one known', '910200', true],
    ['makes an unknown one known', '910200', false],
  ])("a county's own pack %s: %s is %s", (_, region, value) => {
    expect(attributeOf(resolve(region, ownSaying(region, value)))).toMatchObject({ value, layer: 'county' });
  });

  test.each([
    ['900200', true],
    ['900100', false],
  ])('that a pack of %s contradicts is an error: %s', (region, value) => {
    expect(issuesOf(() => resolve(region, ownSaying(region, value)))).toMatchObject([
      { code: 'attributeContradicts', path: ['attributes', 'keyCounty'] },
    ]);
  });

  test('is that of the county itself, not of the province above it', () => {
    const files = ownSaying('910000', true);
    expect(attributeOf(resolve('910000', files))?.value).toBe(true);
    expect(attributeOf(resolve('910200', files))?.value).toBe(undefined);
  });

  test.each([
    ['2023-12-31', undefined],
    ['2024-01-01', true],
    ['2024-12-31', true],
    ['2025-01-01', undefined],
  ])("from a pack holds for the pack's days: on %s it is %s", (day, expected) => {
    const files = ownSaying('910200', true, { inForce: { from: '2024-01-01', to: '2024-12-31' } });
    expect(attributeOf(resolve('910200', files, day), day)?.value).toBe(expected);
  });
});

describe('a rule that reads an attribute of the region', () => {
  const reading = {
    'nation/rules.json': {
      kind: 'rules',
      rules: [
        {
          name: 'wayKey',
          conditions: {
            all: [
              { fact: 'ableToCope', operator: 'equal', value: false },
              { fact: 'inKeyCounty', operator: 'equal', value: true },
            ],
          },
          event: { type: 'identify', params: { title, authority: 'national', document: 'rulebook' } },
        },
        {
          name: 'exitKey',
          conditions: { all: [{ fact: 'inKeyCounty', operator: 'equal', value: false }] },
          event: { type: 'exitCriterion', params: { title, authority: 'national', document: 'rulebook' } },
        },
      ],
    },
    'nation/key.json': {
      kind: 'derivedFacts',
      derivedFacts: {
        inKeyCounty: { title, formula: 'keyCounty', authority: 'national', document: 'rulebook' },
      },
    },
  };
  const assess = (region: string, household: Household, files: object = {}) =>
    compile(resolve(region, { ...reading, ...files })).assess(household, { on });
  const poor: Household = { ableToCope: false };

  test.each([
    ['true', '900100', 'identify', []],
    ['false', '900200', 'notIdentified', []],
    ['unknown', '910200', 'verify', ['keyCounty']],
  ])('where it is %s (%s) a household gets %s', (_, region, outcome, missing) => {
    const { identification } = assess(region, poor);
    expect([identification.outcome, identification.missing.map(({ name }) => name)]).toEqual([
      outcome,
      missing,
    ]);
  });

  test('asks for facts and for the attribute together', () => {
    const { identification } = assess('910200', {});
    expect([identification.outcome, identification.missing.map(({ name }) => name).sort()]).toEqual([
      'verify',
      ['ableToCope', 'keyCounty'],
    ]);
  });

  test('asks for it upon exit too', () => {
    const monitored: Household = { monitoringStatus: '风险未消除', ableToCope: true };
    expect(assess('910200', monitored).exit).toMatchObject({
      outcome: 'verify',
      missing: [{ name: 'keyCounty' }],
    });
    expect(assess('900200', monitored).exit.outcome).toBe('exit');
    expect(assess('900100', monitored).exit.outcome).toBe('retain');
  });

  test('is decided once the county says it of itself', () => {
    expect(assess('910200', poor, ownSaying('910200', true)).identification.outcome).toBe('identify');
    expect(assess('910200', poor, ownSaying('910200', false)).identification.outcome).toBe('notIdentified');
  });

  test('still says noStandard where a standard is missing as well', () => {
    const both = {
      'nation/key.json': {
        kind: 'derivedFacts',
        derivedFacts: {
          inKeyCounty: {
            title,
            formula: 'keyCounty and perPerson < line',
            authority: 'national',
            document: 'rulebook',
          },
        },
      },
    };
    const household = { ...poor, reportedNetIncome: 5_000, reportedMemberCount: 1 };
    const { identification } = assess('910200', household, both);
    expect([identification.outcome, identification.missing.map(({ name }) => name)]).toEqual([
      'noStandard',
      ['keyCounty', 'line'],
    ]);
  });
});
