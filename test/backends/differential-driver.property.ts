import { describe, expect, test } from 'vitest';
import { walk } from '../../src/language/nodes.js';
import { runDifferential } from './differential.js';
import { FAULTS, faultyBackEnd } from './faulty-interpreter.js';
import { SEED } from './hold-back-ends.js';
import { randomHouseholds, randomProgram } from './random-programs.js';
import { type BackEnd, interpreterBackEnd } from './support.js';
import { isWellTyped } from './well-typed.js';

describe('random programs', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => SEED + index);

  test('are well-typed over the catalogue, and each definition reads earlier ones only', () => {
    for (const number of numbers) {
      const { program, names } = randomProgram(number);
      expect(isWellTyped(program, names), `program ${number}`).toBe(true);
      const earlier = new Set<string>();
      for (const { name, node } of program.definitions) {
        for (const each of walk(node))
          if (each.kind === 'definition') expect(earlier.has(each.name), `program ${number}`).toBe(true);
        earlier.add(name);
      }
      expect(earlier.size).toBe(program.definitions.length);
    }
  });

  test('and their households are the same for the same number, and others for another', () => {
    const made = (number: number) => {
      const program = randomProgram(number);
      return { program: program.program, households: randomHouseholds(program, number, 5) };
    };
    expect(made(SEED)).toEqual(made(SEED));
    expect(made(SEED)).not.toEqual(made(SEED + 1));
  });
});

describe('the driver', () => {
  const driven = (backEnd: BackEnd, programs: number) =>
    runDifferential({ seed: 500, programs, households: 40, backEnds: [backEnd], shrinkMilliseconds: 2_000 });

  test('finds no difference where there is none', async () => {
    const { difference, compared } = await driven(faultyBackEnd(), 20);
    expect(difference).toBeUndefined();
    expect(compared).toBeGreaterThan(10_000);
  });

  // `npx tsx test/support/plant-emitter-faults.ts` tries all of them.
  const some = ['lessThan: ', 'add: ', 'some: ', 'filter: what', 'firstKnown: ', 'fact: a day'].flatMap(
    (start) => FAULTS.filter(({ name }) => name.startsWith(start)).slice(0, 1),
  );
  test.each(some.map((fault) => [fault.name, fault] as const))('tells of %s', async (_, fault) => {
    const { difference } = await driven(faultyBackEnd(fault), 100);
    expect(difference).toContain('differs from the interpreter');
  });

  test('tells a difference with the smallest program that shows it, the household and both answers', async () => {
    const fault = FAULTS.find(({ name }) => name.startsWith('isUnknown: '));
    const { difference = '' } = await driven(faultyBackEnd(fault), 20);
    expect(difference.match(/:= /g)).toHaveLength(1);
    expect(difference).toMatch(
      /:= isUnknown\([^()]*\)\n {2}household \{ {2}\}\n {2}interpreter: (true|false)\n/,
    );
  });

  test.each([
    [
      'fails',
      async () => {
        throw new RangeError('too large');
      },
      'RangeError: too large',
    ],
    ['answers for too few households', async () => [], '0 answers'],
    [
      'answers what it should not',
      async (...of: Parameters<BackEnd['run']>) =>
        (await interpreterBackEnd.run(...of)).map((answers) =>
          Object.fromEntries(Object.keys(answers).map((name) => [name, 'maybe'])),
        ),
      'maybe',
    ],
  ] as const)('tells of a back end that %s', async (_, run, expected) => {
    const { difference } = await driven({ name: 'broken', run } as BackEnd, 1);
    expect(difference).toContain(expected);
  });

  test('counts what is refused, and cells that never came up', async () => {
    const refusing: BackEnd = { name: 'refusing', run: async (_, households) => households.map(() => ({})) };
    const { difference, compared, coverage } = await driven(refusing, 3);
    expect(difference).toBeUndefined();
    expect(compared).toBe(0);
    expect(coverage.table()).toMatch(/refusing refused [1-9]\d* answers/);
    expect(coverage.empty()).toContain('refusing: lessThan number: true');
  });
});
