import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { generateJavaScript } from '../../src/backends/javascript/generate.js';
import { rowOf } from '../../src/backends/javascript/rows.js';
import { answerIn, runnable } from '../../src/backends/javascript/runnable.js';
import type { FactValue } from '../../src/facts/given.js';
import { readHousehold } from '../../src/facts/read.js';
import { truthOfValue } from '../../src/language/value.js';
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
