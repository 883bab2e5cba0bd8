import { createContext, Script } from 'node:vm';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Unsupported } from '../../src/backends/javascript/code.js';
import { type GeneratedProgram, generateJavaScript } from '../../src/backends/javascript/generate.js';
import { moduleText, type PolicyModule } from '../../src/backends/javascript/module-text.js';
import { answerIn, type RunningProgram } from '../../src/backends/javascript/runnable.js';
import { RUNTIME } from '../../src/backends/javascript/runtime-text.js';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import type { Fact } from '../../src/facts/kinds.js';
import { type Policy, resolvePolicy } from '../../src/index.js';
import { apply, choose, definition, fact, type Node, textLiteral } from '../../src/language/nodes.js';
import type { Program } from '../../src/policy/policy.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { hostileText, Renaming, renamed, retold } from './hostile-texts.js';
import { dayNumber, interpreted, rowsOf, tokensOf } from './module-support.js';
import { randomHouseholds, randomProgram } from './random-programs.js';
import { comparedDefinitions } from './support.js';

const FACT_KEYS = new Set(
  Object.entries(CATALOGUE as Readonly<Record<string, Fact>>).flatMap(([name, fact]) =>
    [name, ...(fact.kind === 'list' ? Object.keys(fact.fields) : [])].flatMap((key) => [
      key,
      `${key}$to`,
      `${key}$complete`,
    ]),
  ),
);
const RUNTIME_TOKENS = tokensOf(RUNTIME);
/** What generated code is made of, beside names of the runtime and of the catalogue. */
const GENERATED =
  /^(?:[vdfSP]\d+|[TNOEW]|v|r|row|told|ofDay|on|i|a|lacks|day|decide|missing|push|length|k|b|c|d|Math|min|max|floor)$/;
/** Texts of the generator itself: kinds of items, ways of rounding. */
const OWN_TEXTS = new Set([
  'use strict',
  'text',
  'truth',
  'number',
  'record',
  ...RUNTIME_TOKENS.texts,
  'halfUp',
  'halfDown',
  'halfEven',
  'up',
  'down',
  'ceiling',
  'floor',
]);

const isOwnName = (name: string): boolean =>
  GENERATED.test(name) || FACT_KEYS.has(name) || RUNTIME_TOKENS.names.has(name);

/** Every name, comment, template or text of a script that the generator has no reason to write. */
function intruders(source: string, texts: ReadonlySet<string>): string[] {
  const found = tokensOf(source);
  return [
    ...found.strange,
    ...[...found.names].filter((name) => !isOwnName(name)).map((name) => `name ${name}`),
    ...[...found.texts]
      .filter((text) => !OWN_TEXTS.has(text) && !texts.has(text))
      .map((text) => `text ${text}`),
  ];
}

/** All texts that a program holds as constants. */
function textsOf(program: Program): Set<string> {
  const texts = new Set<string>();
  JSON.stringify(program.definitions, (_, value: unknown) => {
    const node = value as { type?: unknown; value?: unknown } | null;
    if (typeof node === 'object' && node?.type === 'text') texts.add(node.value as string);
    return value;
  });
  return texts;
}

const host = createContext(Object.create(null) as object, {
  codeGeneration: { strings: false, wasm: false },
});
const inHost = (text: string): unknown => new Script(text).runInContext(host);

/** Some random programs cannot be said as a whole. */
function generatedOrUndefined(program: Program): GeneratedProgram | undefined {
  try {
    return generateJavaScript(program);
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

const TRUTHS: Readonly<Record<string, number>> = { true: 3, false: 0, unknown: 2 };

describe('hostile names and texts', () => {
  test.prop([fc.integer({ min: 0, max: 1e6 }), fc.array(hostileText, { minLength: 6, maxLength: 40 })], {
    numRuns: 80,
  })('of a program never reach its code unescaped, and change no answer', (number, hostile) => {
    const made = randomProgram(number);
    const [names, texts] = [new Renaming(hostile), new Renaming([...hostile].reverse())];
    const program = renamed(made.program, names, texts);
    const generated = generatedOrUndefined(program);
    fc.pre(generated !== undefined);
    expect(intruders(generated.source, textsOf(program))).toEqual([]);
    const households = randomHouseholds(made, number, 15).map((each) => retold(each, texts));
    const asked = [...comparedDefinitions(program)].flatMap(([name, kind]) =>
      generated.layout.answers.get(name)?.kind === kind ? [{ name, kind }] : [],
    );
    const running = inHost(generated.source) as RunningProgram;
    running.day(dayNumber(made.on));
    const wanted = interpreted(program, asked, households, made.on);
    for (const [index, row] of rowsOf(generated.layout, households).entries()) {
      if (!running.decide(row) || !running.missing()) continue;
      const found = asked.map(({ name, kind }) => {
        const answer = answerIn(running, generated.layout.answers.get(name) as never);
        return kind === 'truth' ? TRUTHS[answer as string] : (answer ?? null);
      });
      expect(found).toEqual(wanted[index]);
    }
  });

  test.prop([fc.array(hostileText, { minLength: 1, maxLength: 30 })], { numRuns: 80 })(
    'stand in code as exactly the texts that they are',
    (hostile) => {
      const distinct = [...new Set(hostile)];
      const program: Program = {
        definitions: distinct.map((text) => ({
          name: text,
          node: apply('equal', [fact('householdId'), textLiteral(text)]),
        })),
        parameters: {},
        declaredBlanks: {},
      };
      const { source, layout } = generateJavaScript(program);
      expect(intruders(source, new Set(distinct))).toEqual([]);
      const written = tokensOf(source).texts;
      expect(distinct.filter((text) => !written.has(text))).toEqual([]);
      const running = inHost(source) as RunningProgram;
      running.day(20241101);
      for (const householdId of distinct) {
        running.decide({ householdId });
        const held = distinct.filter(
          (text) => answerIn(running, layout.answers.get(text) as never) === 'true',
        );
        expect(held).toEqual([householdId]);
      }
    },
  );

  const shipped = resolvePolicy(SHIPPED_FILES, { region: '620000', on: '2024-11-01' });
  test.prop([fc.array(hostileText, { minLength: 4, maxLength: 20 }), hostileText, hostileText], {
    numRuns: 100,
  })('of a policy stand in its module as data only', (hostile, code, knownOn) => {
    const rules = [...new Set(hostile)].filter((name) => !/\.(?:needs|part|lacks)\.|\.missing$/.test(name));
    const titles = Object.fromEntries(
      rules.map((name) => [name, { ...Object.values(shipped.rules)[0], title: { zh: name, en: name } }]),
    );
    const policy = {
      ...shipped,
      region: { code, name: { zh: code, en: code } },
      knownOn,
      rules: titles,
      stages: {
        ...Object.fromEntries(Object.keys(shipped.stages).map((stage) => [stage, []])),
        identify: rules,
      },
      program: {
        definitions: [
          ...rules.map((name) => ({ name, node: apply('equal', [fact('householdId'), textLiteral(name)]) })),
          {
            name: 'identification.outcome',
            node: rules.reduceRight<Node>(
              (otherwise, name) => choose(definition(name), textLiteral(name), otherwise),
              textLiteral(code),
            ),
          },
        ],
        parameters: Object.fromEntries(hostile.map((name) => [name, [{ from: '2024-01-01', value: '1' }]])),
        declaredBlanks: { householdId: code },
      },
    } as unknown as Policy;
    const { text } = moduleText(policy, 'cjs');
    expect(tokensOf(text.slice(text.indexOf('*/') + 2)).strange.filter((each) => each !== 'new')).toEqual([]);
    const module = inHost(
      `(function () { var module = {}; ${text}; return module.exports; }())`,
    ) as PolicyModule;
    expect([module.region, module.knownOn, module.facts[0]?.blankMeans]).toEqual([code, knownOn, code]);
    expect(module.answers.map(({ name }) => name)).toEqual([...rules, 'identification.outcome']);
    module.day(20241101);
    for (const householdId of rules) {
      module.decide({ householdId });
      expect(module.answers.map((answer) => module.read(answer))).toEqual([
        ...rules.map((name) => (name === householdId ? 3 : 0)),
        householdId,
      ]);
    }
  });

  const benign = generateJavaScript(randomProgram(7).program).source;
  test.each([
    ['a name', 'planted();'],
    ['a member', 'row.planted;'],
    ['a comment', '/* */'],
    ['a text of nobody', '"planted";'],
    ['a text that a tag ends', '"</script>";'],
    ['a text in other letters', "'甲';"],
    ['a regular expression', '/planted/;'],
    ['a function made of a text', 'new Function("text");'],
  ])('%s in generated code would be seen', (_, planted) => {
    expect(intruders(benign, textsOf(randomProgram(7).program))).toEqual([]);
    const at = benign.lastIndexOf('return { day');
    const texts = new Set([...textsOf(randomProgram(7).program), '</script>', '甲']);
    expect(intruders(`${benign.slice(0, at)}${planted}\n${benign.slice(at)}`, texts)).not.toEqual([]);
  });

  test.each(["'); planted(); ('", "up'); planted(); ('"])(
    'a rounding mode %s that no formula can have is no code',
    (mode) => {
      const node = apply('equal', [
        apply('round', [
          fact('reportedMemberCount'),
          { kind: 'literal', type: 'number', value: '1' },
          textLiteral(mode),
        ]),
        fact('reportedLabourCount'),
      ]);
      const program: Program = { definitions: [{ name: 'rule', node }], parameters: {}, declaredBlanks: {} };
      expect(intruders(generateJavaScript(program).source, new Set([mode]))).toEqual([]);
    },
  );
});
