import { type Context, createContext, Script } from 'node:vm';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { parse } from 'acorn';
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from 'quickjs-emscripten-core';
import { describe, expect, test } from 'vitest';
import { type GeneratedProgram, generateJavaScript } from '../../src/backends/javascript/generate.js';
import { moduleText, type PolicyModule } from '../../src/backends/javascript/module-text.js';
import { type Row, rowOf } from '../../src/backends/javascript/rows.js';
import { answerIn, type RunningProgram } from '../../src/backends/javascript/runnable.js';
import { applyDeclaredBlanks } from '../../src/decision/declared-blanks.js';
import { type Policy, resolvePolicy } from '../../src/index.js';
import { apply, fact, numberLiteral, textLiteral } from '../../src/language/nodes.js';
import type { Program } from '../../src/policy/policy.js';
import { SHIPPED_FILES } from '../policy/support.js';
import {
  dayNumber,
  factsOf,
  interpreted,
  type PlainAnswer,
  rowsOf,
  rowsText,
  someHouseholds,
} from './module-support.js';
import { randomHouseholds, randomProgram } from './random-programs.js';
import { comparedDefinitions, type HouseholdFacts } from './support.js';

/** A host with nothing but the language, and no code from text. */
const bareHost = (): Context =>
  createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });

/** One without any globals at all, but Math. */
function emptyHost(): Context {
  const host = bareHost();
  new Script(`Object.getOwnPropertyNames(globalThis).filter(function (name) {
    return !['Math', 'Infinity', 'NaN', 'undefined'].includes(name);
  }).forEach(function (name) { delete this[name]; }, globalThis)`).runInContext(host);
  return host;
}

/** QuickJS has no more than the language either; small, and an engine of its own, like those of spreadsheets. */
const quickjs = await newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);

interface Case {
  readonly program: Program;
  readonly on: string;
  readonly households: readonly HouseholdFacts[];
}

const shipped = (region: string, on: string): Case & { readonly policy: Policy } => {
  const policy = resolvePolicy(SHIPPED_FILES, { region, on });
  return { policy, program: policy.program, on, households: factsOf(policy, someHouseholds(50, 5, on), on) };
};
const random = (number: number): Case => {
  const made = randomProgram(number);
  return { program: made.program, on: made.on, households: randomHouseholds(made, number, 30) };
};
const SHIPPED = [shipped('620000', '2024-11-01'), shipped('530000', '2026-06-01')] as const;
const CASES: readonly (readonly [string, Case])[] = [
  ...SHIPPED.map((each) => [`the rule book of ${each.policy.region.code} on ${each.on}`, each] as const),
  ...Array.from({ length: 20 }, (_, number) => [`random program ${number}`, random(number)] as const),
];

/** Generated code for what a program answers with a truth or text, and their names. */
function generated(program: Program): { made: GeneratedProgram; answers: readonly Asked[] } {
  const made = generateJavaScript(program);
  const answers = [...comparedDefinitions(program)].flatMap(([name, kind]) =>
    made.layout.answers.get(name)?.kind === kind ? [{ name, kind }] : [],
  );
  return { made, answers };
}
interface Asked {
  readonly name: string;
  readonly kind: 'truth' | 'text';
}

/** The answers to each row of a program that runs in this process, whatever it runs in; undefined where it leaves the exact numbers. */
function decided(
  running: RunningProgram,
  { layout }: GeneratedProgram,
  answers: readonly Asked[],
  rows: readonly Row[],
  on: string,
): (PlainAnswer[] | undefined)[] {
  const truths: Readonly<Record<string, number>> = { true: 3, false: 0, unknown: 2 };
  running.day(dayNumber(on));
  return rows.map((row) => {
    if (!running.decide(row) || !running.missing()) return undefined;
    return answers.map(({ name, kind }) => {
      const answer = answerIn(running, layout.answers.get(name) as never);
      return kind === 'truth' ? (truths[answer as string] as number) : (answer ?? null);
    });
  });
}

/** Nearly all are decided; those are as the interpreter has them. */
function expectSame(
  found: readonly (PlainAnswer[] | undefined | null)[],
  { program, households, on }: Case,
  asked: readonly Asked[],
): void {
  const wanted = interpreted(program, asked, households, on);
  expect(found.length).toBe(wanted.length);
  expect(found.filter((each) => each === undefined || each === null).length).toBeLessThan(found.length / 2);
  expect(found).toEqual(wanted.map((each, index) => (found[index] == null ? found[index] : each)));
}

describe('generated code', () => {
  test.each(CASES)('of %s is a script of ES5', (_, { program }) => {
    const { body } = parse(generated(program).made.source, { ecmaVersion: 5 });
    expect(body.map(({ type }) => type)).toEqual(['ExpressionStatement']);
  });

  test.each(CASES)('of %s runs without any globals, with the truths of the interpreter', (_, each) => {
    const { made, answers } = generated(each.program);
    const running = new Script(made.source).runInContext(emptyHost()) as RunningProgram;
    const rows = rowsOf(made.layout, each.households);
    expectSame(decided(running, made, answers, rows, each.on), each, answers);
  });

  test.each(CASES)('of %s runs in QuickJS, with the truths of the interpreter', (_, each) => {
    const { made, answers } = generated(each.program);
    const rows = rowsOf(made.layout, each.households);
    const places = answers.map(({ name }) => made.layout.answers.get(name));
    const script = `(function () {
var running = ${made.source};
var places = ${JSON.stringify(places)};
running.day(${dayNumber(each.on)});
return JSON.stringify(${rowsText(rows)}.map(function (row) {
  if (!running.decide(row) || !running.missing()) return null;
  return places.map(function (each) {
    return each.place === undefined ? JSON.parse(each.constant) : (each.kind === 'truth' ? running.T : running.O)[each.place];
  });
}));
}())`;
    const found = JSON.parse(quickjs.evalCode(script) as string) as (PlainAnswer[] | null)[];
    expectSame(found, each, answers);
  });

  test('the hosts have nothing of Node, and make no code from text', () => {
    const names = `[typeof process, typeof require, typeof setTimeout, typeof Object, typeof Math].join()`;
    const run = (text: string): unknown => new Script(text).runInContext(emptyHost());
    expect(run(names)).toBe('undefined,undefined,undefined,undefined,object');
    expect(quickjs.evalCode(names)).toBe('undefined,undefined,undefined,function,object');
    expect(() => run(`new (function () {}).constructor('return 1')`)).toThrow(
      /Code generation from strings disallowed/,
    );
  });
});

describe('the module of a policy', () => {
  const [{ policy, households }] = SHIPPED;
  const run = (text: string): PolicyModule =>
    new Script(`(function () { var module = {}; ${text}; return module.exports; }())`).runInContext(
      bareHost(),
    ) as PolicyModule;

  test.each(SHIPPED.map((each) => [each.policy.region.code, each] as const))(
    'of %s gives the truths of the interpreter in a host without globals',
    (_, each) => {
      const { text, unsupported } = moduleText(each.policy, 'cjs');
      expect(unsupported).toEqual([]);
      const module = run(text);
      module.day(dayNumber(each.on));
      const rows = rowsOf(generateJavaScript(each.program).layout, each.households);
      const found = rows.map((row) => {
        expect([module.fault(row), module.decide(row)]).toEqual([null, true]);
        return module.answers.map((answer) => module.read(answer));
      });
      // What comes from another host has other prototypes.
      expect(JSON.parse(JSON.stringify(found))).toEqual(
        interpreted(each.program, module.answers, each.households, each.on),
      );
    },
  );

  test('is ES5, apart from its exports', () => {
    const [cjs, esm] = [moduleText(policy, 'cjs').text, moduleText(policy, 'esm').text];
    expect(parse(cjs, { ecmaVersion: 5 }).body.length).toBe(2);
    const at = esm.lastIndexOf('\nexport var ');
    expect(cjs.slice(0, at)).toBe(esm.slice(0, at));
  });

  test('has plain ASCII below its comment, and no policy in its comment', () => {
    const { text } = moduleText(policy, 'esm');
    const end = text.indexOf('*/');
    expect(text.slice(end)).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text.slice(0, end)).toBe(moduleText(SHIPPED[1].policy, 'esm').text.slice(0, end));
  });

  test('is the same text every time', () => {
    expect(moduleText(policy)).toEqual(moduleText(policy));
  });

  test('puts what a blank means where the policy declares it', () => {
    const declaredBlanks = {
      ownsVehicle: false,
      medicalSpending: 12.5,
      visitedOn: '2024-10-31',
      housingGrade: 'A',
    };
    const program: Program = { ...policy.program, declaredBlanks };
    const module = run(moduleText({ ...policy, program }, 'cjs').text);
    const { layout } = generateJavaScript(program);
    for (const facts of households) {
      const filled = applyDeclaredBlanks(program, facts, new Set());
      const row = rowOf(layout, facts) as Row;
      const read = module.facts.map(({ name }) => name);
      expect([...module.fillBlanks(row)].sort()).toEqual(
        filled.used.filter((name) => read.includes(name)).sort(),
      );
      const wanted = rowOf(layout, filled.values) as Row;
      for (const key of module.facts.flatMap(({ keys }) => keys)) expect(row[key]).toEqual(wanted[key]);
    }
    expect(households.some((facts) => facts['ownsVehicle'] === undefined)).toBe(true);
  });

  test('leaves out no answer in silence', () => {
    const definitions = policy.program.definitions.map((definition) =>
      definition.name === 'identification.outcome'
        ? {
            ...definition,
            node: apply('round', [numberLiteral('1'), fact('ownsVehicle'), textLiteral('up')]),
          }
        : definition,
    );
    const { unsupported } = moduleText({ ...policy, program: { ...policy.program, definitions } });
    expect(unsupported).toContain('identification.outcome');
  });
});
