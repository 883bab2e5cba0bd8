import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import { nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { generateJavaScript } from '../../src/backends/javascript/generate.js';
import { rowOf } from '../../src/backends/javascript/rows.js';
import { ColumnDecider } from '../../src/decision/column-decider.js';
import { decisionColumns } from '../../src/decision/decision-columns.js';
import { quickRowReader } from '../../src/decision/quick-row.js';
import { plainReading, readFor } from '../../src/decision/reading.js';
import { FACT_NAMES, factOf, type Household } from '../../src/index.js';
import { assessorFor, blanked, fullHousehold, type Given, gansu2024, ON } from '../decision/support.js';
import { HOUSEHOLDS, ODD, throwing } from './odd-households.js';

const random = randomFrom(42);

describe('households decided into columns', () => {
  test.each([
    ['620000', ON],
    ['620000', '2026-03-01'],
    ['330000', ON],
    // A pack of its own adds a tier.
    ['611022', ON],
  ])('in %s on %s by generated code have the answers of the interpreter', (region, on) => {
    const assessor = assessorFor(region, on);
    const all = HOUSEHOLDS.map((household) => ({ household: household as Household }));
    const [quick, slow] = [new ColumnDecider(assessor), new ColumnDecider(assessor, false)];
    expect([quick.isGenerated, slow.isGenerated]).toEqual([true, false]);
    const found = quick.decide(all, on);
    const expected = slow.decide(all, on);
    const { rules, ...answers } = found.columns;
    const differing = Object.keys(rules).filter(
      (rule) => String(rules[rule]) !== String(expected.columns.rules[rule]),
    );
    expect(differing).toEqual([]);
    expect(answers).toEqual({ ...expected.columns, rules: undefined, ...answers });
    expect(answers.identification).toEqual(expected.columns.identification);
    expect(found.columns).toEqual(expected.columns);
    expect(found.issues).toEqual(expected.issues);
  });

  test('by the interpreter have the answers of their assessments', () => {
    const some = HOUSEHOLDS.slice(0, 30);
    const { columns, issues } = new ColumnDecider(gansu2024, false).decide(
      some.map((household) => ({ household: household as Household })),
      ON,
    );
    const assessments = some.map((household) => gansu2024.assess(household as Household, { on: ON }));
    expect(columns).toEqual(decisionColumns(gansu2024.policy, assessments));
    expect(issues).toEqual(assessments.map((each) => each.issues));
  });

  test('keep the places of those that cannot be read, or are none', () => {
    const decider = new ColumnDecider(gansu2024);
    const { columns, issues } = decider.decide([{ household: {} }, { household: throwing }, undefined], ON);
    expect([...columns.decided]).toEqual([1, 0, 0]);
    expect(issues.map((each) => each.map(({ code }) => code))).toEqual([[], ['unreadableRow'], []]);
  });

  test('know what their source could not read', () => {
    const household = fullHousehold(2, true) as Household;
    const unusable = ['reportedNetIncomePerPerson', 'incomes', 'ownsVehicle'];
    const decided = new ColumnDecider(gansu2024).decide([{ household, unusable }, { household }], ON);
    expect(decided.columns).toEqual(
      decisionColumns(gansu2024.policy, [
        gansu2024.assess(household, { on: ON, unusable }),
        gansu2024.assess(household, { on: ON }),
      ]),
    );
  });

  test.each(['1999-01-01', '2024-02-30'])('are refused on %s', (on) => {
    expect(() => new ColumnDecider(gansu2024).decide([], on)).toThrow(
      expect.objectContaining({ name: 'DixianError' }),
    );
  });
});

describe('rows read quickly', () => {
  const { policy } = gansu2024;
  const nodes = nodesByName(policy.program);
  const { layout } = generateJavaScript(policy.program);
  const readRow = quickRowReader(layout, policy.program);
  const carefully = (household: unknown) => readFor(policy, nodes, household as Household, ON, []);

  /** Either the row that careful reading makes, of a household without a fault, or none. */
  function check(household: unknown): boolean {
    const row = readRow?.(household);
    if (row === undefined) return false;
    const reading = carefully(household);
    expect(reading.issues).toEqual([]);
    expect(reading.unusable.size).toBe(0);
    expect(row).toEqual(rowOf(layout, reading.facts));
    const { facts, declaredBlanks } = plainReading({
      policy,
      nodes,
      on: ON,
      household: household as Household,
    });
    expect({ facts, declaredBlanks }).toEqual({
      facts: reading.facts,
      declaredBlanks: reading.declaredBlanks,
    });
    return true;
  }

  test('plain households are read so, known in full or in part', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const full = fullHousehold(seed, seed % 2 === 0);
      expect([seed, check(full), check(blanked(full, random).less)]).toEqual([seed, true, true]);
    }
  });

  test('all rows have one shape', () => {
    const shapes = new Set(
      [{}, fullHousehold(1, true), { ownsVehicle: true, householdId: '5' }].map((household) =>
        Object.keys(readRow?.(household) ?? {}).join(),
      ),
    );
    expect(shapes.size).toBe(1);
  });

  const fieldsOf = (name: string): readonly string[] => {
    const fact = factOf(name);
    return fact?.kind === 'list' ? Object.keys(fact.fields) : [];
  };
  const valueArbitrary = fc.oneof(
    fc.constantFrom(...ODD),
    fc.double({ noDefaultInfinity: true, min: -10, max: 2_000_000 }),
    fc.integer({ min: -5, max: 200_000_000 }).map((fen) => fen / 100),
    fc
      .date({ min: new Date('1890-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  );
  const householdArbitrary = fc
    .array(fc.tuple(fc.constantFrom(...FACT_NAMES), valueArbitrary, fc.nat()), { maxLength: 4 })
    .map(
      (entries): Given =>
        Object.fromEntries(
          entries.map(([name, value, pick]) => {
            const fields = fieldsOf(name);
            const field = fields[pick % Math.max(fields.length, 1)];
            return [
              name,
              field === undefined ? value : { complete: pick % 2 === 0, items: [{ [field]: value }, {}] },
            ];
          }),
        ),
    );

  test('whatever stands in a household, it is read as careful reading does, or left to it', () => {
    let read = 0;
    fc.assert(
      fc.property(householdArbitrary, (household) => {
        if (check(household)) read += 1;
      }),
      { numRuns: Number(process.env['MANY_RUNS'] ?? 1_000) },
    );
    expect(read).toBeGreaterThan(50);
  });

  test.each([
    ['a value with its source', { ownsVehicle: { value: true, source: '公安' } }],
    ['an unknown name', { ownsVehicel: true }],
    ['an impossible value', { reportedNetIncome: 0.005 }],
    ['no household', null],
    ['an array', []],
    ['a household of a class', Object.create({ ownsVehicle: true })],
  ])('%s is left to careful reading', (_, household) => {
    expect(readRow?.(household)).toBeUndefined();
  });
});
