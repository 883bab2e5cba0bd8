import { Almanac, Engine, Fact, Rule, type RuleProperties } from 'json-rules-engine';
import { afterEach, describe, expect, test } from 'vitest';
import { DixianError, type Household, type Issue, resolvePolicy } from '../../src/index.js';
import { engineFor, PolicyEngine } from '../../src/json-rules-engine.js';
import { BASE_REQUEST, codesOf, issuesOf, withFiles } from '../policy/support.js';
import { ON, SMALL } from './support.js';

/** Set by a payload that runs; nothing else here does. */
const FLAG = 'dixianPathWasRun';
const wasRun = (): boolean => Object.hasOwn(globalThis, FLAG);

/** Published ways of running code by the path of a condition, with a harmless deed. */
const PAYLOADS: readonly (readonly [string, string])[] = [
  ['CVE-2024-21534', `$[?(var run=[].constructor.constructor;run("globalThis.${FLAG}=1")())]`],
  [
    'CVE-2025-1302',
    `$..[?(run="globalThis.${FLAG}=1";made=''[['constructor']][['constructor']](run);made())]`,
  ],
  ['a script of a path', `$[(''['constructor']['constructor']("globalThis.${FLAG}=1")())]`],
  ['a path that would do no harm', '$.value'],
  ['an empty path', ''],
];

const leaf = (path: string) => ({ fact: 'household', operator: 'equal', value: 1, path });
/** Everywhere that a path can stand in a condition. */
const PLACES: readonly (readonly [string, (path: string) => Record<string, unknown>])[] = [
  ['in a leaf', (path) => ({ all: [leaf(path)] })],
  ['below any and not', (path) => ({ any: [{ not: { all: [{ any: [leaf(path)] }] } }] })],
  [
    'in the value',
    (path) => ({ all: [{ fact: 'a', operator: 'equal', value: { fact: 'household', path } }] }),
  ],
  [
    'inherited by the value',
    (path) => ({
      all: [{ fact: 'a', operator: 'equal', value: Object.assign(Object.create({ path }), { fact: 'a' }) }],
    }),
  ],
  [
    'a thousand levels down',
    (path) => {
      let nested: Record<string, unknown> = { all: [leaf(path)] };
      for (let depth = 0; depth < 1_000; depth += 1) nested = { all: [nested] };
      return nested;
    },
  ],
];
const CASES = PAYLOADS.flatMap(([payload, path]) =>
  PLACES.map(([place, make]): [string, string, Record<string, unknown>] => [payload, place, make(path)]),
);
const ENGINES: readonly (readonly [string, () => Engine])[] = [
  ['engineFor', () => engineFor(SMALL)],
  ['PolicyEngine', () => new PolicyEngine(SMALL)],
];

afterEach(() => {
  expect(wasRun()).toBe(false);
});

describe.each(ENGINES)('a path in %s', (_, make) => {
  test.each(CASES)(
    '%s, %s: is refused in a rule and in a named condition',
    (_payload, _place, conditions) => {
      const engine = make();
      const rule = { conditions, event: { type: 'x' } } as unknown as RuleProperties;
      expect(codesOf(() => engine.addRule(rule))).toEqual(['pathForbidden']);
      expect(codesOf(() => engine.setCondition('named', conditions as never))).toEqual(['pathForbidden']);
    },
  );

  test("is refused in upstream's Rule, and where a rule is replaced", () => {
    const engine = make();
    const given = JSON.stringify({
      name: 'wayBelow',
      conditions: { all: [leaf('$.x')] },
      event: { type: 'x' },
    });
    expect(codesOf(() => engine.addRule(new Rule(given)))).toEqual(['pathForbidden']);
    expect(() => engine.updateRule(new Rule(given))).toThrow(DixianError);
  });

  test('is refused with its place', () => {
    const conditions = { any: [{ all: [{ fact: 'a', operator: 'equal', value: 1 }, leaf('$.x')] }] };
    const [found] = issuesOf(() => make().addRule({ conditions, event: { type: 'x' } }));
    expect(found?.path).toEqual(['conditions', 'any', 0, 'all', 1, 'path']);
  });
});

describe('a path that got in all the same', () => {
  const sneaked = async (almanac?: Almanac): Promise<unknown> => {
    const engine = engineFor({ ...SMALL, rules: {}, conditions: {} });
    const rule = new Rule({ conditions: { all: [] }, event: { type: 'x' } });
    engine.addRule(rule);
    rule.setConditions({ all: [leaf(PAYLOADS[0]?.[1] as string)] });
    return engine.run({ household: { value: 1 } }, almanac === undefined ? {} : { almanac });
  };

  test.each<[string, () => Almanac | undefined]>([
    ['', () => undefined],
    [" with an almanac of the caller's", () => new Almanac()],
  ])('is not run%s', async (_, almanac) => {
    await expect(sneaked(almanac())).rejects.toThrow('Paths are not allowed');
  });
});

describe('a path in a pack', () => {
  test.each(
    CASES.filter(([, place]) => place !== 'inherited by the value' && !place.startsWith('a thousand')),
  )('%s, %s: is a load error', (_payload, _place, conditions) => {
    const badRules = {
      kind: 'rules',
      rules: [
        {
          name: 'badRule',
          conditions,
          event: {
            type: 'check',
            params: { title: { zh: 'x', en: 'x' }, authority: 'national', document: 'rulebook' },
          },
        },
      ],
    };
    const issues = issuesOf(() => resolvePolicy(withFiles({ 'nation/bad.json': badRules }), BASE_REQUEST));
    expect(issues.map(({ code }) => code)).toContain('pathForbidden');
  });
});

describe('a PolicyEngine refuses', () => {
  const engine = new PolicyEngine(SMALL);
  /** As somebody uses it who takes it for any engine. */
  const upstream: Engine = engine;
  const plain: RuleProperties = { conditions: { all: [] }, event: { type: 'x' } };
  const rule = new Rule({ ...plain, name: 'wayBelow' });

  test.each<[string, () => unknown]>([
    ['addRule', () => upstream.addRule(plain)],
    ['removeRule', () => upstream.removeRule('wayBelow')],
    ['updateRule', () => upstream.updateRule(rule)],
    ['setCondition', () => upstream.setCondition('named', { all: [] })],
    ['removeCondition', () => upstream.removeCondition('named')],
    ['addOperator', () => upstream.addOperator('equal', () => true)],
    ['removeOperator', () => upstream.removeOperator('equal')],
    ['addOperatorDecorator', () => upstream.addOperatorDecorator('x', () => true)],
    ['removeOperatorDecorator', () => upstream.removeOperatorDecorator('swap')],
  ])("%s: the rules are the policy's", (method, act) => {
    expect(issuesOf(act).map(({ code, params }) => [code, params['method']])).toEqual([
      ['engineRulesFixed', method],
    ]);
  });

  test('stop, and run, which says what to use', async () => {
    expect(codesOf(() => engine.stop())).toEqual(['engineNotStopped']);
    await expect(engine.run()).rejects.toThrow('Use assess(household, { on })');
  });

  test.each<[string, string, Partial<Issue>]>([
    [
      'a name near one of the catalogue',
      'housingGrad',
      { code: 'lookUpOfUnknownFactNear', params: { name: 'housingGrad', nearest: 'housingGrade' } },
    ],
    [
      'a name near none',
      'creditScoreOfNeighbour',
      { code: 'lookUpOfUnknownFact', params: { name: 'creditScoreOfNeighbour' } },
    ],
    [
      'a field of a list',
      'members.birthDate',
      { code: 'lookUpOfListField', params: { name: 'members.birthDate', list: 'members' } },
    ],
    ['a derived fact', 'perPerson', { code: 'lookUpOfUnknownFact', params: { name: 'perPerson' } }],
    ['a parameter', 'line', { code: 'lookUpOfUnknownFact', params: { name: 'line' } }],
    [
      'a key of every object',
      'constructor',
      { code: 'lookUpOfUnknownFact', params: { name: 'constructor' } },
    ],
  ])('a look-up of %s', (_, name, expected) => {
    expect(issuesOf(() => engine.addFact(name, () => 1))).toEqual([expect.objectContaining(expected)]);
    expect(issuesOf(() => engine.addFact(new Fact(name, () => 1)))).toHaveLength(1);
    expect(engine.getFact(name)).toBeUndefined();
  });

  test.each<[string, object]>([
    ['timeoutMilliseconds', { timeoutMilliseconds: 0 }],
    ['timeoutMilliseconds', { timeoutMilliseconds: 1.5 }],
    ['timeoutMilliseconds', { timeoutMilliseconds: Number.POSITIVE_INFINITY }],
    // A timer of JavaScript would fire at once.
    ['timeoutMilliseconds', { timeoutMilliseconds: 2 ** 31 }],
    ['cost', { cost: -1 }],
    ['cost', { cost: Number.NaN }],
    ['priority', { priority: 0 }],
    ['priority', { priority: '2' }],
  ])('the option %s: %o', (name, options) => {
    const [found] = issuesOf(() => engine.addFact('housingGrade', () => 'A', options));
    expect([found?.code, found?.path]).toEqual(['lookUpOptionInvalid', [name]]);
    if (name === 'timeoutMilliseconds')
      expect(codesOf(() => new PolicyEngine(SMALL, options))).toEqual(['lookUpOptionInvalid']);
  });

  test.each<[string, object, string]>([
    ['a day that does not exist', { on: '2024-02-30' }, 'invalidDay'],
    ['a day outside of the policy', { on: '2019-01-01' }, 'dayOutsideValidity'],
    ['a want that there is not', { on: ON, want: 'all' }, 'wantInvalid'],
  ])('%s, before anything is asked', async (_, request, code) => {
    const calls: string[] = [];
    const asking = new PolicyEngine(SMALL).addFact('ableToCope', () => calls.push('ableToCope'));
    const error: unknown = await asking.assess({} as Household, request as never).catch((thrown) => thrown);
    expect((error as DixianError).issues.map((each) => each.code)).toEqual([code]);
    expect(calls).toEqual([]);
  });

  test('is an engine of json-rules-engine with one rule for each of the policy', () => {
    expect(engine).toBeInstanceOf(Engine);
    const { rules } = engine as unknown as { readonly rules: readonly Rule[] };
    expect(rules.map(({ name }) => name).sort()).toEqual(Object.keys(SMALL.rules).sort());
    expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
  });
});
