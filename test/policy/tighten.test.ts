import { describe, expect, test } from 'vitest';
import { compile, type Household, type Policy, resolvePolicy } from '../../src/index.js';
import { BASE_REQUEST, codesOf, confirmed, issuesOf, permitting, withFiles } from './support.js';

const title = { zh: '收紧', en: 'tightened' };
const provincial = { authority: 'provincial', document: 'notice' };
const overrides = { pack: 'nation', act: 'tighten', reason: '试验', document: 'notice' };
const on = BASE_REQUEST.on;
const owningNothing = { all: [{ fact: 'ownsVehicle', operator: 'equal', value: false }] };

const resolve = (files: Readonly<Record<string, unknown>>, region: string = BASE_REQUEST.region): Policy => {
  const request = { on, region };
  return resolvePolicy(confirmed(withFiles({ ...permitting(['tighten']), ...files }), request), request);
};
const rule = (name: string, type: string, conditions: object, more: object = {}, params: object = {}) => ({
  name,
  ...more,
  conditions,
  event: { type, params: { title, ...provincial, overrides, ...params } },
});
const rules = (...all: object[]) => ({ kind: 'rules', rules: all });

describe('a tightened rule', () => {
  const tightened = { 'province/rules.json': rules(rule('wayBelow', 'identify', owningNothing)) };
  const poor: Household = { reportedNetIncome: 5_000, reportedMemberCount: 1, ableToCope: false };
  const rich: Household = { ...poor, reportedNetIncome: 50_000 };

  test.each<[string, Household, string, string]>([
    ['both hold', { ...poor, ownsVehicle: false }, 'identify', 'identify'],
    ["the province's does not", { ...poor, ownsVehicle: true }, 'identify', 'notIdentified'],
    ["the nation's does not", { ...rich, ownsVehicle: false }, 'notIdentified', 'notIdentified'],
    ["the province's is not known", poor, 'identify', 'verify'],
    ["the nation's does not, the province's is not known", rich, 'notIdentified', 'notIdentified'],
    ["the nation's is not known", { ownsVehicle: false }, 'verify', 'verify'],
    ["the nation's is not known, the province's does not", { ownsVehicle: true }, 'verify', 'notIdentified'],
  ])('where %s', (_, household, before, after) => {
    const outcome = (files: object) =>
      compile(resolve({ ...files })).assess(household, { on }).identification.outcome;
    expect([outcome({}), outcome(tightened)]).toEqual([before, after]);
  });

  test('stands on the word of the layer that tightened it, with both conditions', () => {
    const policy = resolve(tightened);
    expect(policy.rules['wayBelow']).toMatchObject({
      stage: 'identify',
      title,
      provenance: { ...provincial, layer: 'province' },
      conditions: { all: [resolve({}).rules['wayBelow']?.conditions, owningNothing] },
    });
  });

  test('can be tightened again by the next layer, and all three must hold', () => {
    const again = {
      'province/rules.json': rules(rule('wayBelow', 'identify', owningNothing, {}, { permits: ['tighten'] })),
      'county/pack.json': {
        kind: 'pack',
        name: 'county',
        region: '900100',
        title,
        inForce: { from: '2020-01-01' },
      },
      'county/rules.json': rules(
        rule(
          'wayBelow',
          'identify',
          { all: [{ fact: 'relocated', operator: 'equal', value: true }] },
          {},
          { overrides: { ...overrides, pack: 'province' } },
        ),
      ),
    };
    const assess = (household: Household, region: string) =>
      compile(resolve(again, region)).assess(household, { on }).identification.outcome;
    const fitting: Household = { ...poor, ownsVehicle: false, relocated: true };
    expect(assess(fitting, '900100')).toBe('identify');
    expect(assess({ ...fitting, relocated: false }, '900100')).toBe('notIdentified');
    expect(assess({ ...fitting, relocated: false }, '900000')).toBe('identify');
    expect(assess({ ...fitting, ownsVehicle: true }, '900100')).toBe('notIdentified');
    expect(assess({ ...fitting, reportedNetIncome: 50_000 }, '900100')).toBe('notIdentified');
  });

  test.each([
    ['another stage', rule('wayBelow', 'review', owningNothing)],
    [
      'another conclusion',
      rule('kindLifted', 'category', owningNothing, { priority: 20 }, { concludes: '边缘易致贫户' }),
    ],
    [
      'another priority',
      rule('kindLifted', 'category', owningNothing, { priority: 5 }, { concludes: '脱贫不稳定户' }),
    ],
  ])('cannot be put into %s on the way', (_, moved) => {
    const found = issuesOf(() => resolve({ 'province/rules.json': rules(moved) }));
    expect(found.map(({ file, path }) => `${file} ${path.slice(0, 2).join('.')}`)).toEqual([
      'province/rules.json rules.0',
    ]);
  });
});

describe('a tightened condition', () => {
  const files = {
    'province/conditions.json': {
      kind: 'conditions',
      conditions: { cannotCope: { title, condition: owningNothing, overrides } },
    },
  };

  test.each<[string, Household, string]>([
    ['both hold', { ableToCope: false, ownsVehicle: false }, 'identify'],
    ['only that above holds', { ableToCope: false, ownsVehicle: true }, 'notIdentified'],
    ['only that below holds', { ableToCope: true, ownsVehicle: false }, 'notIdentified'],
  ])('where %s: all rules that name it follow', (_, household, outcome) => {
    const poor = { reportedNetIncome: 5_000, reportedMemberCount: 1, ...household };
    expect(compile(resolve(files)).assess(poor, { on }).identification.outcome).toBe(outcome);
  });
});

describe('a tightened parameter', () => {
  const files = (towards: string, value: string) => ({
    'nation/limit.json': {
      kind: 'parameters',
      parameters: {
        limit: {
          title,
          type: 'number',
          unit: 'yuanPerPersonYear',
          tightenTowards: towards,
          permits: ['tighten'],
          values: ['2023', '2024'].map((year, index) => ({
            from: `${year}-01-01`,
            to: `${year}-12-31`,
            value: ['5000', '6000'][index],
            status: 'announced',
            authority: 'national',
            document: 'rulebook',
          })),
        },
      },
    },
    'province/limit.json': {
      kind: 'parameterValues',
      values: {
        limit: {
          overrides,
          values: [{ from: '2023-07-01', to: '2024-06-30', value, status: 'announced', ...provincial }],
        },
      },
    },
  });
  test.each([
    // Over both years: the higher of the two above decides upwards, the lower one downwards.
    ['higher', '6000', []],
    ['higher', '6000.01', []],
    ['higher', '5999.99', ['tightenedTheWrongWay']],
    ['higher', '4999.99', ['tightenedTheWrongWay']],
    ['lower', '5000', []],
    ['lower', '4999.99', []],
    ['lower', '5000.01', ['tightenedTheWrongWay']],
    ['lower', '6000.01', ['tightenedTheWrongWay']],
  ])('that may only go %s can be %s: %j', (towards, value, expected) => {
    expect(codesOf(() => resolve(files(towards, value)))).toEqual(expected);
  });

  test('counts where the lower layer has a value, and the one above elsewhere', () => {
    const series = resolve(files('higher', '7000')).parameters['limit']?.series ?? [];
    expect(series.map(({ from, to, value, layer }) => [from, to, value, layer])).toEqual([
      ['2023-01-01', '2023-06-30', '5000', 'nation'],
      ['2023-07-01', '2024-06-30', '7000', 'province'],
      ['2024-07-01', '2024-12-31', '6000', 'nation'],
    ]);
  });
});
