import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { generateJavaScript } from '../../src/backends/javascript/generate.js';
import { rowOf } from '../../src/backends/javascript/rows.js';
import { answerIn, runnable } from '../../src/backends/javascript/runnable.js';
import type { FactValue } from '../../src/facts/given.js';
import { readHousehold } from '../../src/facts/read.js';
import {
  apply,
  choose,
  definition,
  fact,
  numberLiteral,
  parameter,
  textLiteral,
} from '../../src/language/nodes.js';
import { truthOfValue } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';
import { blanked, fullHousehold } from '../decision/support.js';
import { SHIPPED } from '../standards/support.js';

const SETTINGS = [
  ['620000', '2024-11-01'],
  ['620000', '2026-06-01'],
  ['460000', '2024-06-01'],
] as const;

/** Households with lists and without, fully known, with blanks, and with many. */
function households(count: number): Readonly<Record<string, FactValue>>[] {
  return Array.from({ length: count }, (_, index) => {
    const full = fullHousehold(index + 1, index % 2 === 0);
    const { less, more } = blanked(full, randomFrom(index));
    const read = readHousehold([full, more, less][index % 3]);
    return read.unusable.size === 0 ? [read.values] : [];
  }).flat();
}
const dayNumber = (on: string): number => Number(on.replaceAll('-', ''));

describe.each(SETTINGS)('the shipped rules of %s on %s as generated code', (region, on) => {
  const { program, rules } = SHIPPED.resolve({ region, on });
  const generated = generateJavaScript(program, { leaves: true });
  const running = runnable(generated);
  running.day(dayNumber(on));
  const nodes = nodesByName(program);
  const given = households(60);

  test('leave nothing to the interpreter', () => {
    expect([...generated.layout.unsupported]).toEqual([]);
    for (const name of Object.keys(rules)) expect(generated.layout.answers.get(name)?.kind).toBe('truth');
  });

  test('give every truth and text that the interpreter gives', () => {
    expect(given.length).toBeGreaterThan(40);
    const seen = new Set<unknown>();
    for (const facts of given) {
      const row = rowOf(generated.layout, facts);
      expect(row).toBeDefined();
      expect(running.decide(row ?? {}) && running.missing()).toBe(true);
      const interpreter = new Interpreter(program, nodes, facts, on);
      for (const [name, answer] of generated.layout.answers) {
        if (answer.kind === 'codes') continue;
        const value = interpreter.definition(name);
        const wanted =
          answer.kind === 'truth' ? truthOfValue(value) : value.type === 'text' ? value.value : undefined;
        seen.add(wanted);
        expect([name, answerIn(running, answer)]).toEqual([name, wanted]);
      }
    }
    expect(seen.size).toBeGreaterThan(6);
  });

  test('record the truth of every leaf', () => {
    const truths = { 3: 'true', 0: 'false', 2: 'unknown' } as const;
    for (const facts of given) {
      running.decide(rowOf(generated.layout, facts) ?? {});
      const interpreter = new Interpreter(program, nodes, facts, on);
      for (const [index, leaf] of generated.layout.leaves.entries()) {
        if (leaf === undefined) continue;
        const bits = ((running.W[index >> 4] as number) >> (2 * (index & 15))) & 3;
        expect(truths[bits as keyof typeof truths]).toBe(truthOfValue(interpreter.evaluate(leaf)));
      }
    }
  });

  test('are the same where only the rules are asked for', () => {
    const few = generateJavaScript(program, { answers: Object.keys(rules) });
    expect(few.source.length).toBeLessThan(generated.source.length / 2);
    const other = runnable(few);
    other.day(dayNumber(on));
    for (const facts of given) {
      running.decide(rowOf(generated.layout, facts) ?? {});
      other.decide(rowOf(few.layout, facts) ?? {});
      for (const [name, answer] of few.layout.answers) {
        const whole = generated.layout.answers.get(name);
        if (answer.kind === 'codes' || whole === undefined || whole.kind === 'codes') continue;
        expect([name, answerIn(other, answer)]).toEqual([name, answerIn(running, whole)]);
      }
    }
  });
});

describe('a household that generated code does not decide', () => {
  const { program } = SHIPPED.resolve({ region: '620000', on: '2024-11-01' });
  const generated = generateJavaScript(program);

  test('is one with more decimals than the catalogue has', () => {
    const third = { numerator: 1n, denominator: 3n };
    expect(rowOf(generated.layout, { reportedNetIncomePerPerson: third })).toBeUndefined();
  });

  test('is one whose figures leave the exact whole numbers: it is said, not guessed', () => {
    const running = runnable(generated);
    running.day(20241101);
    const row = rowOf(generated.layout, {}) ?? {};
    expect(running.decide({ ...row })).toBe(true);
    const huge = { ...row, reportedNetIncome: 9e15, reportedMemberCount: 7, reportedBusinessCost: 1e15 };
    expect(running.decide(huge)).toBe(false);
    expect(running.decide({ ...row })).toBe(true);
  });
});

describe('a program made by hand', () => {
  const ON = '2024-11-01';
  const since = (value: string) => [{ from: '2020-01-01', value }];
  const programOf = (
    definitions: Program['definitions'],
    parameters: Readonly<Record<string, string>>,
  ): Program => ({
    definitions,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, since(value)])),
    declaredBlanks: {},
  });
  const income = (yuan: bigint) => ({ reportedNetIncome: { numerator: yuan, denominator: 1n } });
  function truthsOf(program: Program, facts: Readonly<Record<string, FactValue>>, functionLines?: number) {
    const generated = generateJavaScript(program, functionLines === undefined ? {} : { functionLines });
    const running = runnable(generated);
    running.day(dayNumber(ON));
    const isExact = running.decide(rowOf(generated.layout, facts) ?? {});
    const interpreter = new Interpreter(program, nodesByName(program), facts, ON);
    const answers = [...generated.layout.answers].flatMap(([name, answer]) =>
      answer.kind === 'truth'
        ? [[name, answerIn(running, answer), truthOfValue(interpreter.definition(name))]]
        : [],
    );
    return { generated, isExact, answers };
  }

  test.each([1, 400])('hands scaled numbers from function to function, %i lines each', (functionLines) => {
    const chosen = choose(
      apply('lessThan', [fact('reportedNetIncome'), numberLiteral('5')]),
      parameter('low'),
      parameter('high'),
    );
    const program = programOf(
      [
        { name: 'yearly', node: apply('perYear', [chosen]) },
        { name: 'isLow', node: apply('lessThan', [definition('yearly'), numberLiteral('9000')]) },
        { name: 'isHigh', node: apply('greaterThan', [definition('yearly'), numberLiteral('9000')]) },
      ],
      { low: '700', high: '815' },
    );
    for (const yuan of [1n, 10n])
      for (const [name, given, wanted] of truthsOf(program, income(yuan), functionLines).answers)
        expect([name, given]).toEqual([name, wanted]);
  });

  test('whose parameters leave the exact numbers on the day decides nobody', () => {
    const product = apply('multiply', [parameter('a'), parameter('b')]);
    const program = programOf(
      [
        {
          name: 'isEqual',
          node: apply('equal', [
            fact('reportedNetIncome'),
            apply('round', [product, numberLiteral('0.01'), textLiteral('down')]),
          ]),
        },
      ],
      { a: '47129569.23', b: '1.387170176842' },
    );
    expect(truthsOf(program, income(65_376_732n)).isExact).toBe(false);
  });

  test('leaves a parameter of too many digits, and what reads it, to the interpreter', () => {
    const program = programOf(
      [
        {
          name: 'reads',
          node: apply('lessThan', [fact('reportedNetIncome'), parameter('long')]),
        },
        { name: 'readsNot', node: apply('lessThan', [fact('reportedNetIncome'), parameter('short')]) },
      ],
      { long: '1.12345678901234567', short: '5', unread: '99999999999.999999999' },
    );
    const { generated, answers } = truthsOf(program, income(1n));
    expect([...generated.layout.unsupported.keys()]).toEqual(['reads']);
    expect(answers).toEqual([['readsNot', 'true', 'true']]);
  });
});
