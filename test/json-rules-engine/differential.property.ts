import { Engine } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import { type Random, randomFrom } from '../../bench/households.js';
import { namesReadBy } from '../../bench/names-read.js';
import { Interpreter } from '../../src/backends/interpreter/interpreter.js';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import { codesOf } from '../../src/facts/code-lists.js';
import { readHousehold } from '../../src/facts/read.js';
import { UNITS } from '../../src/facts/units.js';
import type { Household, PlainFact } from '../../src/index.js';
import { engineFor } from '../../src/json-rules-engine.js';
import type { Names } from '../../src/language/check.js';
import { readCondition } from '../../src/language/conditions.js';
import { numberType, typeOfFact } from '../../src/language/type.js';
import { truthOfValue } from '../../src/language/value.js';
import { agreeingHousehold, settingsOf } from '../decision/rule-book-households.js';

const ON = '2024-11-01';
const SETTINGS = await settingsOf();

/** The rules that plain json-rules-engine finds true. */
async function trueRules(engine: Engine, facts: Readonly<Record<string, PlainFact>>): Promise<Set<string>> {
  const { results } = await engine.run({ ...facts });
  return new Set(results.map((result) => result.name));
}

/**
 * One fact put out of agreement with the others, so that the rules of `check` have something to find; each in
 * its turn. Everything stays known.
 */
function disagreeing(household: Household, turn: number): Household {
  const names = Object.keys(household).sort() as (keyof Household)[];
  const name = names[turn % names.length] as keyof Household;
  const value = household[name];
  if (typeof value === 'number') return { ...household, [name]: value + 1 };
  if (typeof value === 'boolean') return { ...household, [name]: !value };
  if (typeof value !== 'object' || value === null || !('items' in value)) return household;
  const [first, ...rest] = value.items as readonly unknown[];
  if (first === undefined) return household;
  if (typeof first === 'string') return { ...household, [name]: { complete: true, items: [] } };
  const again =
    Math.floor(turn / names.length) % 2 === 0
      ? first
      : {
          ...first,
          ...('fromMonth' in (first as object) ? { fromMonth: '2022-01', toMonth: '2022-12' } : {}),
        };
  return { ...household, [name]: { complete: true, items: [first, ...rest, again] } };
}

describe('the shipped rules in plain json-rules-engine', () => {
  test.each(SETTINGS.map((setting) => [setting.name, setting] as const))(
    'give the truths of the interpreter on known households (%s)',
    async (_, setting) => {
      const { assessor, on } = setting;
      const { policy } = assessor;
      const engine = engineFor(policy);
      // What is unknown is left out; the rules that read it are not compared.
      Object.assign(engine, { allowUndefinedFacts: true });
      const reads = new Map(
        Object.entries(policy.rules).map(([rule, { conditions }]) => [rule, namesReadBy(conditions, policy)]),
      );
      const seen = new Map(Object.keys(policy.rules).map((rule) => [rule, new Set<string>()]));
      let compared = 0;
      for (let count = 0; count < 200; count += 1) {
        const known = agreeingHousehold(setting, 20_241_101 + count, count % 5 !== 0) as Household;
        const household = count % 2 === 0 ? disagreeing(known, count / 2) : known;
        const { rules } = assessor.assess(household, { on });
        const facts = assessor.factsFor(household, { on });
        const there = await trueRules(engine, facts);
        for (const [rule, truth] of Object.entries(rules)) {
          seen.get(rule)?.add(truth);
          if ([...(reads.get(rule) ?? [])].some((name) => facts[name] === undefined)) continue;
          expect(`${rule} ${there.has(rule)}`, JSON.stringify(household)).toBe(`${rule} ${truth}`);
          compared += 1;
        }
      }
      const oneSided = [...seen].filter(([, truths]) => !truths.has('true') || !truths.has('false'));
      console.info(`${setting.name}: ${seen.size} shipped rules, ${compared} truths compared`);
      // Not every rule comes up both ways at random; the fixture households show each of them.
      expect(oneSided.length, oneSided.map(([rule]) => rule).join(' ')).toBeLessThan(seen.size / 3);
      expect(compared).toBeGreaterThan(20_000);
    },
  );
});

type Kind = 'number' | 'flag' | 'code' | 'text' | 'codes' | 'day' | 'month';
const KINDS_OF_FACTS = Object.entries(CATALOGUE).filter(
  (entry): entry is [string, Exclude<(typeof entry)[1], { kind: 'list' }>] => entry[1].kind !== 'list',
);
const ofKind = (kind: Kind) => KINDS_OF_FACTS.filter(([, fact]) => fact.kind === kind);

const OPERATORS = {
  equal: 'same',
  notEqual: 'same',
  in: 'member',
  notIn: 'member',
  contains: 'container',
  doesNotContain: 'container',
  lessThan: 'order',
  lessThanInclusive: 'order',
  greaterThan: 'order',
  greaterThanInclusive: 'order',
} as const;
type OperatorName = keyof typeof OPERATORS;
const DECORATORS = ['not', 'swap', 'someFact', 'everyFact', 'someValue', 'everyValue'] as const;
type Decorator = (typeof DECORATORS)[number];

/** One side of a condition: a scalar, or a list of scalars. */
type Shape = 'one' | 'many';

/** The sides that a chain of decorators needs for its operator, worked out from the operator outwards. */
function sidesFor(
  decorators: readonly Decorator[],
  operator: OperatorName,
): { fact: Shape; value: Shape } | undefined {
  let fact: Shape = OPERATORS[operator] === 'container' ? 'many' : 'one';
  let value: Shape = OPERATORS[operator] === 'member' ? 'many' : 'one';
  for (const decorator of [...decorators].reverse()) {
    if (decorator === 'swap') [fact, value] = [value, fact];
    if (decorator === 'someFact' || decorator === 'everyFact') {
      if (fact === 'many') return undefined;
      fact = 'many';
    }
    if (decorator === 'someValue' || decorator === 'everyValue') {
      if (value === 'many') return undefined;
      value = 'many';
    }
  }
  return { fact, value };
}

/** Every chain of up to three decorators over every operator that needs no list of lists. */
const CHAINS = [
  [],
  ...DECORATORS.map((a) => [a]),
  ...DECORATORS.flatMap((a) => DECORATORS.map((b) => [a, b])),
]
  .flatMap((chain) => [chain, ...(chain.length === 2 ? DECORATORS.map((c) => [...chain, c]) : [])])
  .flatMap((decorators) =>
    (Object.keys(OPERATORS) as OperatorName[]).flatMap((operator) => {
      const sides = sidesFor(decorators, operator);
      return sides === undefined ? [] : [{ decorators, operator, sides }];
    }),
  );

class Generator {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  /** A value of a fact in plain JavaScript; close together, so that equalities happen. */
  value([name, fact]: (typeof KINDS_OF_FACTS)[number]): boolean | number | string | string[] {
    switch (fact.kind) {
      case 'number':
        if (fact.decimals === 0) return fact.minimum + this.pick([0, 1, 2]);
        return this.pick([fact.minimum, 0, 0.01, 0.1, 0.3, 1_439.99, 1_440]);
      case 'flag':
        return this.random() < 0.5;
      case 'code':
        return this.pick(codesOf(fact.codes).slice(0, 3));
      case 'codes':
        return codesOf(fact.codes)
          .slice(0, 3)
          .filter(() => this.random() < 0.5);
      case 'day':
        return this.pick(['2024-02-29', '2024-03-01']);
      case 'month':
        return this.pick(['2024-02', '2024-03']);
      case 'text':
        return name === 'regionCode' ? this.pick(['620000', '620100']) : this.pick(['甲', '乙']);
    }
  }

  leaf(chain: (typeof CHAINS)[number]): Record<string, unknown> | undefined {
    const { fact: factShape, value: valueShape } = chain.sides;
    const isOrder = OPERATORS[chain.operator] === 'order';
    // Only codes come as lists of facts; numbers in order come as single facts against written numbers or facts.
    if (factShape === 'many' && isOrder) return undefined;
    const kinds: readonly Kind[] = isOrder
      ? ['number']
      : factShape === 'many'
        ? ['codes']
        : ['number', 'flag', 'code', 'text', 'day', 'month'];
    const entry = this.pick(ofKind(this.pick(kinds)));
    const [name, fact] = entry;
    const value = valueShape === 'many' ? this.many(entry) : this.one(entry);
    if (value === undefined || (fact.kind === 'codes') !== (factShape === 'many')) return undefined;
    return { fact: name, operator: [...chain.decorators, chain.operator].join(':'), value };
  }

  private scalar(entry: (typeof KINDS_OF_FACTS)[number]): boolean | number | string {
    const [, fact] = entry;
    const value = fact.kind === 'codes' ? this.pick(codesOf(fact.codes).slice(0, 3)) : this.value(entry);
    // A plain number may stand beside zero and beside counted things only; the rest is compared with parameters.
    return typeof value === 'number' &&
      !['persons', 'items', 'months', 'days'].includes((fact as { unit: string }).unit)
      ? 0
      : (value as string);
  }

  private one(entry: (typeof KINDS_OF_FACTS)[number]): unknown {
    const [name, fact] = entry;
    if (fact.kind === 'number' && this.random() < 0.7)
      return { fact: this.random() < 0.5 ? `bound${fact.unit}` : this.pick(sameUnit(name)) };
    const others = fact.kind === 'number' ? [] : sameType(name);
    if (others.length > 0 && this.random() < 0.3) return { fact: this.pick(others) };
    return this.scalar(entry);
  }

  private many(entry: (typeof KINDS_OF_FACTS)[number]): unknown {
    const [, fact] = entry;
    const lists =
      fact.kind === 'code' || fact.kind === 'codes'
        ? ofKind('codes').filter(([, other]) => 'codes' in other && other.codes === fact.codes)
        : [];
    if (lists.length > 0 && this.random() < 0.4) return { fact: this.pick(lists)[0] };
    return Array.from({ length: 1 + Math.floor(this.random() * 3) }, () => this.scalar(entry));
  }

  condition(depth: number, leaf: () => Record<string, unknown>): Record<string, unknown> {
    const kind = this.random();
    if (depth === 0 || kind < 0.4) return leaf();
    if (kind < 0.5) return { not: this.condition(depth - 1, leaf) };
    if (kind < 0.6) return { condition: this.pick(['namedFlag', 'namedMoney']) };
    const members = Array.from({ length: 1 + Math.floor(this.random() * 3) }, () =>
      this.condition(depth - 1, leaf),
    );
    return kind < 0.8 ? { all: members } : { any: members };
  }
}

const factNamed = (name: string) =>
  KINDS_OF_FACTS.find(([other]) => other === name) as (typeof KINDS_OF_FACTS)[number];
const sameUnit = (name: string): string[] => {
  const [, fact] = factNamed(name);
  return ofKind('number')
    .filter(([, other]) => 'unit' in other && 'unit' in fact && other.unit === fact.unit)
    .map(([other]) => other);
};
/** The single facts that a value of a fact, or of an item of it, can be compared with. */
const sameType = (name: string): string[] => {
  const [, fact] = factNamed(name);
  const kind = fact.kind === 'codes' ? 'code' : fact.kind;
  const sameCodes = (other: (typeof KINDS_OF_FACTS)[number][1]): boolean =>
    !('codes' in fact) || ('codes' in other && other.codes === fact.codes);
  return ofKind(kind)
    .filter(([, other]) => sameCodes(other))
    .map(([other]) => other);
};

const NAMED = {
  namedFlag: { all: [{ fact: 'ownsVehicle', operator: 'equal', value: true }] },
  namedMoney: {
    any: [
      { fact: 'reportedNetIncome', operator: 'lessThan', value: { fact: 'boundyuanPerYear' } },
      { condition: 'namedFlag' },
    ],
  },
};
const BOUNDS = Object.keys(UNITS).map((unit) => `bound${unit}`);
const NAMES: Names = {
  facts: new Map(Object.entries(CATALOGUE).map(([name, fact]) => [name, typeOfFact(fact)])),
  parameters: new Map(
    Object.keys(UNITS).map((unit) => [`bound${unit}`, numberType(unit as keyof typeof UNITS)]),
  ),
  definitions: new Map(Object.keys(NAMED).map((name) => [name, { kind: 'truth' as const }])),
};

describe('generated rules in plain json-rules-engine', () => {
  test('every operator under every chain of decorators, on facts of every kind, gives the truths of the interpreter', async () => {
    const random = randomFrom(7);
    const generator = new Generator(random);
    const seen = new Map<string, Set<string>>();
    const rules: { name: string; chain: string; conditions: Record<string, unknown> }[] = [];
    for (const chain of CHAINS) {
      const label = [...chain.decorators, chain.operator].join(':');
      for (let count = 0; count < 12; count += 1) {
        const leaf = generator.leaf(chain);
        if (leaf !== undefined)
          rules.push({ name: `r${rules.length}`, chain: label, conditions: { all: [leaf] } });
      }
    }
    const simple = rules.length;
    const leafOf = (): Record<string, unknown> => generator.leaf(generator.pick(CHAINS)) ?? leafOf();
    for (let count = 0; count < 3_000; count += 1)
      rules.push({
        name: `r${rules.length}`,
        chain: 'nested',
        conditions: { all: [generator.condition(4, leafOf)] },
      });

    const programs = rules.map((rule) => {
      const { node, issues } = readCondition(rule.conditions, NAMES, new Set(Object.keys(NAMED)));
      expect(issues, JSON.stringify(rule.conditions)).toEqual([]);
      return { name: rule.name, node };
    });
    const named = Object.entries(NAMED).map(([name, condition]) => ({
      name,
      node: readCondition(condition, NAMES, new Set(Object.keys(NAMED))).node,
    }));
    const engine = new Engine([], {
      pathResolver: () => {
        throw new Error('no rule has a path');
      },
    });
    for (const [name, condition] of Object.entries(NAMED)) engine.setCondition(name, condition as never);
    for (const { name, conditions } of rules)
      engine.addRule({ name, conditions: conditions as never, event: { type: 'rule' } });

    let compared = 0;
    for (let count = 0; count < 15; count += 1) {
      const facts = Object.fromEntries(KINDS_OF_FACTS.map((entry) => [entry[0], generator.value(entry)]));
      const bounds = Object.fromEntries(
        BOUNDS.map((name) => [name, generator.pick([0, 0.01, 0.3, 1, 2, 1_440])]),
      );
      const given = Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [
          name,
          Array.isArray(value) ? { complete: true, items: value } : value,
        ]),
      );
      const read = readHousehold(given);
      expect(read.issues).toEqual([]);
      const program = {
        definitions: [...named, ...programs],
        parameters: Object.fromEntries(
          BOUNDS.map((name) => [name, [{ from: '2020-01-01', value: String(bounds[name]) }]]),
        ),
        declaredBlanks: {},
      };
      const interpreter = new Interpreter(
        program,
        new Map(program.definitions.map((each) => [each.name, each.node])),
        read.values,
        ON,
      );
      const there = await trueRules(engine, { ...facts, ...bounds });
      for (const { name, chain, conditions } of rules) {
        const truth = truthOfValue(interpreter.definition(name));
        expect(`${there.has(name)}`, JSON.stringify({ conditions, facts, bounds })).toBe(truth);
        seen.set(chain, (seen.get(chain) ?? new Set()).add(truth));
        compared += 1;
      }
    }
    console.info(
      `${CHAINS.length} chains of decorators, ${simple} single and ${rules.length - simple} nested rules, ${compared} truths compared`,
    );
    const bothWays = [...Object.keys(OPERATORS), ...DECORATORS].filter(
      (name) =>
        new Set([...seen].flatMap(([chain, truths]) => (chain.split(':').includes(name) ? [...truths] : [])))
          .size === 2,
    );
    expect(bothWays).toEqual([...Object.keys(OPERATORS), ...DECORATORS]);
  });
});
