import { describe, expect, test } from 'vitest';
import { compile, resolvePolicy } from '../../src/index.js';
import { BASE_FILES, BASE_REQUEST, confirmed, withFiles } from './support.js';

const title = { zh: '试验', en: 'test' };
const overrides = { pack: 'nation', act: 'replace', reason: '试验', document: 'notice' };
const provincial = { authority: 'provincial', document: 'notice' };
const on = BASE_REQUEST.on;
const resolve = (files: Readonly<Record<string, unknown>>, day: string = on) => {
  const request = { ...BASE_REQUEST, on: day };
  return resolvePolicy(confirmed(withFiles(files), request), request);
};
const derivedFact = (name: string, formula: string, more: object = {}) => ({
  kind: 'derivedFacts',
  derivedFacts: { [name]: { title, formula, ...provincial, ...more } },
});
const rule = (name: string, type: string, fact: string, params: object = {}) => ({
  name,
  conditions: { all: [{ fact, operator: 'equal', value: true }] },
  event: { type, params: { title, ...provincial, ...params } },
});

describe('a lower pack with permission', () => {
  test('replaces a derived fact: all its readers follow', () => {
    const files = {
      'province/facts.json': derivedFact('perPerson', 'reportedNetIncomePerPerson', { overrides }),
    };
    const household = {
      reportedNetIncome: 10_000,
      reportedMemberCount: 2,
      reportedNetIncomePerPerson: 9_000,
      ableToCope: false,
    };
    expect(compile(resolve({})).assess(household, { on }).identification.outcome).toBe('identify');
    const { policy, assess } = compile(resolve(files));
    expect(assess(household, { on }).identification.outcome).toBe('notIdentified');
    expect(policy.derivedFacts['perPerson']?.provenance).toMatchObject({
      authority: 'provincial',
      layer: 'province',
    });
  });

  test('replaces a rule', () => {
    const files = {
      'province/rules.json': {
        kind: 'rules',
        rules: [rule('wayBelow', 'identify', 'ownsVehicle', { overrides })],
      },
    };
    const { identification } = compile(resolve(files)).assess({ ownsVehicle: true }, { on });
    expect([identification.outcome, identification.waysIn.certain.map((each) => each.rule)]).toEqual([
      'identify',
      ['wayBelow'],
    ]);
  });

  test('adds a rule to a stage that permits it', () => {
    const files = {
      'province/rules.json': { kind: 'rules', rules: [rule('checkMore', 'check', 'relocated')] },
    };
    expect(resolve(files).stages.check).toEqual(['checkCars', 'checkMore']);
  });

  test('adds rules freely to a stage in which the upper one has none', () => {
    const files = {
      'province/rules.json': { kind: 'rules', rules: [rule('alertMove', 'alert', 'relocated')] },
    };
    expect(resolve(files).stages.alert).toEqual(['alertMove']);
  });

  test('overrides an open parameter that a middle layer has filled only with permission', () => {
    const county = {
      'county/pack.json': {
        kind: 'pack',
        name: 'county',
        region: '900100',
        title,
        inForce: { from: '2020-01-01' },
      },
      'county/line.json': {
        kind: 'parameterValues',
        values: {
          line: {
            overrides: { ...overrides, pack: 'province' },
            values: [
              {
                from: '2024-03-01',
                to: '2024-06-30',
                value: '8000',
                status: 'announced',
                authority: 'county',
                document: 'notice',
              },
            ],
          },
        },
      },
    };
    const filling = {
      values: [{ from: '2024-01-01', to: '2024-12-31', value: '7800', status: 'announced', ...provincial }],
    };
    const permitting = {
      'province/line.json': {
        kind: 'parameterValues',
        values: { line: { ...filling, permits: ['replace'] } },
      },
    };
    const inCounty = (files: object) => {
      const request = { region: '900100', on };
      return resolvePolicy(confirmed(withFiles({ ...county, ...files }), request), request);
    };
    expect(
      inCounty(permitting).parameters['line']?.series.map(({ from, to, value, layer }) => [
        from,
        to,
        value,
        layer,
      ]),
    ).toEqual([
      ['2024-01-01', '2024-02-29', '7800', 'province'],
      ['2024-03-01', '2024-06-30', '8000', 'county'],
      ['2024-07-01', '2024-12-31', '7800', 'province'],
    ]);
    expect([inCounty(permitting).validFrom, inCounty(permitting).validTo]).toEqual([
      '2024-03-01',
      '2024-06-30',
    ]);
    expect(() => inCounty({})).toThrow('the upper pack province does not permit "replace" on "line"');
  });
});

describe('what does not apply', () => {
  test('a pack of another region changes nothing', () => {
    const files = {
      'more-regions.json': {
        kind: 'regions',
        regions: { '910000': { name: title, level: 'provincial', parent: '000000' } },
      },
      'other/pack.json': {
        kind: 'pack',
        name: 'other',
        region: '910000',
        title,
        inForce: { from: '2020-01-01' },
      },
      'other/facts.json': derivedFact('elsewhere', 'dwellings'),
    };
    expect(resolve(files).hash).toBe(resolve({}).hash);
  });

  test('a rule counts between its first and last day only', () => {
    const dated = {
      'province/rules.json': {
        kind: 'rules',
        rules: [rule('checkSpring', 'check', 'relocated', { from: '2024-03-01', to: '2024-05-31' })],
      },
    };
    expect(
      ['2024-02-29', '2024-03-01', '2024-05-31', '2024-06-01'].map(
        (day) => resolve(dated, day).stages.check.length,
      ),
    ).toEqual([1, 2, 2, 1]);
    expect([resolve(dated).validFrom, resolve(dated).validTo]).toEqual(['2024-06-01', '2024-12-31']);
  });

  test('a pack counts between its first and last day only', () => {
    const ended = {
      'province/pack.json': {
        kind: 'pack',
        name: 'province',
        region: '900000',
        title,
        inForce: { from: '2020-01-01', to: '2024-03-31' },
      },
    };
    expect(resolve(ended, '2024-03-31').parameters['line']?.series).toHaveLength(1);
    expect(resolve(ended, '2024-04-01').parameters['line']?.series).toHaveLength(0);
  });
});

describe('a parameter on another day', () => {
  const series = ['2024-01-01', '2024-02-01', '2024-03-01'].map((from, index) => ({
    from,
    to: ['2024-01-31', '2024-02-29', '2024-12-31'][index],
    value: String(10 * (index + 1)),
    status: 'announced',
    authority: 'national',
    document: 'rulebook',
  }));
  const files = (formula: string) => ({
    'nation/dated.json': {
      kind: 'parameters',
      parameters: {
        most: { title, type: 'number', unit: 'items', decimals: 0, minimum: '0', values: series },
      },
    },
    'nation/dated-facts.json': {
      kind: 'derivedFacts',
      derivedFacts: { most2: { title, formula, authority: 'national', document: 'rulebook' } },
    },
    'nation/dated-rules.json': {
      kind: 'rules',
      rules: [
        {
          ...rule('alertMost', 'alert', 'most2'),
          event: { type: 'alert', params: { title, authority: 'national', document: 'rulebook' } },
        },
      ],
    },
  });
  const truth = (formula: string, visitedOn: string, dwellings: number) =>
    compile(resolve(files(formula))).assess({ visitedOn, dwellings }, { on }).rules['alertMost'];
  const onVisit = 'dwellings > parameter("most", visitedOn)';

  test.each([
    ['2024-01-31', 11, 'true'],
    ['2024-02-01', 11, 'false'],
    ['2024-02', 20, 'false'],
    ['2024-02', 20.5, 'unknown'],
    ['2023-12-31', 11, 'unknown'],
  ])('visited on %s with %d it is %s', (visitedOn, dwellings, expected) => {
    expect(truth(onVisit, visitedOn, dwellings)).toBe(expected);
  });

  test('without a day it is that of the evaluation day', () => {
    expect([
      truth('dwellings > most', '2024-01-31', 20),
      truth('dwellings > parameter("most", evaluationDay)', '2024-01-31', 20),
    ]).toEqual(['false', 'false']);
  });
});

describe('names that JavaScript also has', () => {
  test('a household with such keys is read without harm', () => {
    const household = JSON.parse(
      '{"toString": 1, "valueOf": true, "hasOwnProperty": 2, "ownsVehicle": true}',
    ) as object;
    const { issues, rules } = compile(resolvePolicy(BASE_FILES, BASE_REQUEST)).assess(household, { on });
    expect([issues.map((issue) => issue.path[0]), rules['checkCars']]).toEqual([
      ['toString', 'valueOf', 'hasOwnProperty'],
      'true',
    ]);
  });
});
