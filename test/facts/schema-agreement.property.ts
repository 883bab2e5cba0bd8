import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { knownHousehold, type Random, randomFrom } from '../../bench/households.js';
import { codesOf } from '../../src/facts/code-lists.js';
import { readHousehold } from '../../src/facts/read.js';
import {
  CATALOGUE,
  FACT_NAMES,
  type Fact,
  householdJsonSchema,
  householdSchema,
  type Issue,
} from '../../src/index.js';

const ajv = new Ajv2020({ strict: true, allErrors: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(JSON.stringify(householdJsonSchema())) as object);

type Given = Record<string, unknown>;

class Mutator {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  /** A value at or near the edge of what a fact may be, right or wrong. */
  value(fact: Fact): unknown {
    switch (fact.kind) {
      case 'number':
        return this.pick([
          fact.minimum,
          fact.maximum,
          fact.minimum - 1,
          fact.maximum + 1,
          fact.minimum + 0.01,
          fact.maximum - 0.5,
          fact.minimum + 0.005,
          1.005,
          1e21,
          '12',
          true,
          [],
        ]);
      case 'flag':
        return this.pick<unknown>([true, false, 0, 1, 'true', '是', '', {}]);
      case 'code':
        return this.pick<unknown>([
          codesOf(fact.codes)[0],
          codesOf(fact.codes).at(-1),
          '不在表中',
          '',
          1,
          `${codesOf(fact.codes)[0]} `,
          [codesOf(fact.codes)[0]],
        ]);
      case 'text':
        return this.pick<unknown>([
          '甲',
          'x'.repeat(200),
          'x'.repeat(201),
          '',
          7,
          '620000',
          '62000',
          '620000000000',
          '😀'.repeat(100),
          '😀'.repeat(150),
          '😀'.repeat(201),
        ]);
      case 'day':
        return this.pick<unknown>([
          '2024-02-29',
          '2023-02-29',
          '2000-02-29',
          '1900-02-29',
          '2024-11',
          '2024-13',
          '2024-00-10',
          '2024-04-31',
          '0999-01-01',
          '1000-01-01',
          '9999-12-31',
          '2024-1-1',
          '2024-01-01\n',
          '2024-01-01T00:00:00Z',
          '２０２４-01-01',
          20240101,
          '2025-02-30',
          '2024-12-31',
        ]);
      case 'month':
        return this.pick<unknown>([
          '2024-11',
          '2024-00',
          '2024-13',
          '2024-1',
          '2024-11-01',
          '0999-12',
          '1000-01',
          ' 2024-11',
          202411,
        ]);
      case 'codes':
      case 'list':
        return this.list(fact);
    }
  }

  private list(fact: Extract<Fact, { kind: 'codes' | 'list' }>): unknown {
    const item = (): unknown =>
      fact.kind === 'codes'
        ? this.pick<unknown>([
            ...codesOf(fact.codes).slice(0, 3),
            ...(this.random() < 0.1 ? ['不在表中', null, 1] : []),
          ])
        : this.record(fact.fields);
    const items = Array.from({ length: Math.floor(this.random() * 3) }, item);
    return this.pick<unknown>([
      { complete: true, items },
      { complete: false, items },
      { complete: true, items },
      { complete: false, items },
      ...(this.random() < 0.3
        ? [
            { items },
            { complete: true },
            { complete: 'yes', items },
            { complete: true, items, more: 1 },
            items,
            '无',
            { complete: false, items: {} },
            { complete: true, items: Array.from({ length: 501 }, item) },
          ]
        : []),
    ]);
  }

  private record(fields: Readonly<Record<string, Fact>>): unknown {
    if (this.random() < 0.03) return this.pick<unknown>([null, 5, 'x', []]);
    const names = Object.keys(fields).filter(() => this.random() < 0.15);
    const record = Object.fromEntries(
      names.map((name) => [
        name,
        this.random() < 0.85 ? this.fitting(fields[name] as Fact) : this.value(fields[name] as Fact),
      ]),
    );
    return this.random() < 0.03 ? { ...record, nmae: 1 } : record;
  }

  /** A value that a fact may have. */
  private fitting(fact: Fact): unknown {
    for (;;) {
      const value = this.value(fact);
      if (fitsKind(fact, value)) return value;
    }
  }

  /** The same value bare, with its source, or from several sources; sometimes wrongly so. */
  dressed(value: unknown): unknown {
    const source = this.pick(['公安', '', undefined, 'x'.repeat(201)]);
    const observedOn = this.pick(['2024-01-31', '2024-02-30', undefined, '2024-01']);
    const sourced = {
      value,
      ...(this.random() < 0.5 ? { source } : {}),
      ...(this.random() < 0.5 ? { observedOn } : {}),
    };
    const plain = { value, source: '公安' };
    return this.pick<unknown>([
      value,
      value,
      value,
      value,
      plain,
      plain,
      [plain],
      [plain, plain],
      null,
      undefined,
      sourced,
      ...(this.random() < 0.2
        ? [
            [],
            {},
            { ...plain, note: 1 },
            { vaule: value },
            [value],
            [sourced],
            Array.from({ length: 21 }, () => plain),
          ]
        : []),
    ]);
  }

  /** A household with none, one or a few facts changed. */
  household(): Given {
    const given: Given = { ...knownHousehold(this.random, { on: '2024-11-01', line: 7_800 }) };
    const changes = this.pick([0, 1, 1, 2, 3]);
    for (let count = 0; count < changes; count += 1) {
      const name = this.pick(FACT_NAMES);
      const fact = CATALOGUE[name] as Fact;
      const value = this.value(fact);
      given[name] =
        fact.kind === 'list' || fact.kind === 'codes'
          ? this.pick([value, value, value, null])
          : this.dressed(value);
    }
    if (this.random() < 0.05) given[this.pick(['ownsVehicel', '户类型', '$schema', 'toString'])] = true;
    // As it would come out of a file.
    return JSON.parse(JSON.stringify(given)) as Given;
  }
}

/** A rough guess, to keep most fields of records right. */
function fitsKind(fact: Fact, value: unknown): boolean {
  if (fact.kind === 'number')
    return (
      typeof value === 'number' &&
      value >= fact.minimum &&
      value <= fact.maximum &&
      Number.isInteger(value * 100)
    );
  if (fact.kind === 'flag') return typeof value === 'boolean';
  if (fact.kind === 'code') return codesOf(fact.codes).includes(value as string);
  if (fact.kind === 'day') return value === '2024-02-29' || value === '2024-11';
  if (fact.kind === 'month') return value === '2024-11';
  if (fact.kind === 'text') return value === '甲';
  return true;
}

/** What no JSON Schema can say: that sources agree, and, across validators, that 19.99 has two decimals. */
const isBeyondSchema = ({ code, params }: Issue): boolean =>
  code === 'sourcesDiffer' || (code === 'tooManyDecimals' && params['decimals'] === 2);

const mutator = new Mutator(randomFrom(1_000));
const households = Array.from({ length: 1_500 }, () => mutator.household());

describe('1500 mutated households', () => {
  const judged = households.map((household) => ({
    household,
    zod: householdSchema.safeParse(household).success,
    ajv: validate(household),
    issues: readHousehold(household).issues,
  }));

  test('a fair share of them is valid, and a fair share is not', () => {
    const valid = judged.filter(({ zod }) => zod).length;
    console.info(`${valid} of ${judged.length} mutated households are valid`);
    expect(valid).toBeGreaterThan(400);
    expect(judged.length - valid).toBeGreaterThan(400);
  });

  test('zod and an independent JSON Schema validator agree on every one', () => {
    const apart = judged
      .filter(({ zod, ajv }) => zod !== ajv)
      .map(({ household, zod }) => ({ zod, reason: explain(household) }));
    expect(apart).toEqual([]);
  });

  test('reading reports an issue exactly where the schema refuses; differing sources and third decimals aside', () => {
    const apart = judged
      .filter(({ zod, issues }) => zod !== issues.every(isBeyondSchema))
      .map(({ household, zod, issues }) => ({ zod, issues, reason: explain(household) }));
    expect(apart).toEqual([]);
  });

  test('reading changes nothing of what was given', () => {
    for (const household of households.slice(0, 300)) {
      const before = JSON.stringify(household);
      readHousehold(household);
      householdSchema.safeParse(household);
      expect(JSON.stringify(household)).toBe(before);
    }
  });
});

function explain(household: Given): unknown {
  validate(household);
  const path = validate.errors?.[0]?.instancePath ?? '';
  const name = path.split('/')[1] ?? '';
  return {
    path,
    given: JSON.stringify(household[name])?.slice(0, 300),
    ajv: validate.errors?.[0]?.message,
    zod: householdSchema.safeParse(household).error?.issues.slice(0, 2),
  };
}
