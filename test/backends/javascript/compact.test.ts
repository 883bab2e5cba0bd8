import { createContext, Script } from 'node:vm';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from 'quickjs-emscripten-core';
import { describe, expect, test } from 'vitest';
import { nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import { compactProgram } from '../../../src/backends/javascript/compact/compact-program.js';
import { compile } from '../../../src/decision/assess.js';
import { applyDeclaredBlanks } from '../../../src/decision/declared-blanks.js';
import { readFor } from '../../../src/decision/reading.js';
import { shortReason } from '../../../src/decision/short-reason.js';
import { factOf } from '../../../src/facts/catalogue.js';
import { openPacks, resolvePolicy } from '../../../src/index.js';
import {
  aggregate,
  all,
  apply,
  definition,
  fact,
  isUnknown,
  item,
  type Node,
  numberLiteral,
  parameter,
  textLiteral,
} from '../../../src/language/nodes.js';
import { MissingLowering } from '../../../src/policy/lower-missing.js';
import type { Definition, Program } from '../../../src/policy/policy.js';
import {
  leftExactNumbers,
  setDay,
  startHousehold,
  startTable,
  truthOf,
} from '../../../src/sheets/portable/program.js';
import { missingOf } from '../../../src/sheets/portable/program-missing.js';
import { shortReasonOf } from '../../../src/sheets/portable/short-reason.js';
import { SHIPPED_FILES } from '../../policy/support.js';
import { readFixtures } from '../../support/household-fixtures.js';
import { portableScript } from '../../support/portable-text.js';
import { Draw } from '../draw.js';
import { dayNumber, factsOf, interpreted, rowsText, someHouseholds } from '../module-support.js';
import { randomHouseholds, randomProgram } from '../random-programs.js';
import { comparedDefinitions, interpretersOf } from '../support.js';
import { compactRow, openCompact } from './compact-back-end.js';
import { compactAnswers, interpreterAnswersOf, type OpenPolicy, openPolicy } from './compact-policies.js';

const shipped = (region: string, on: string): readonly [string, OpenPolicy, string] => [
  `${region} on ${on}`,
  openPolicy(resolvePolicy(SHIPPED_FILES, { region, on })),
  on,
];
const SHIPPED = [
  shipped('620000', '2024-11-01'),
  shipped('620000', '2026-06-01'),
  shipped('210000', '2024-11-01'),
  shipped('530000', '2026-06-01'),
] as const;

describe('the compact program of a policy', () => {
  test.each(SHIPPED)('of %s says every answer', (_, { made }) => {
    expect(made.unsupported).toEqual([]);
    expect(made.data.roots.every((line) => line !== '')).toBe(true);
  });

  test.each(SHIPPED)('of %s answers as the interpreter, what is missing included', (_, opened, on) => {
    for (const facts of factsOf(opened.policy, someHouseholds(80, 7, on), on))
      expect(compactAnswers(opened, facts, on)).toEqual(interpreterAnswersOf(opened, facts, on));
  });

  test.each(SHIPPED)('of %s answers the same in a table with few columns', (_, opened, on) => {
    const draw = new Draw(11);
    for (const facts of factsOf(opened.policy, someHouseholds(40, 9, on), on)) {
      const given = Object.keys(facts).filter((name) => facts[name] !== undefined && draw.chance(0.7));
      const known = Object.fromEntries(given.map((name) => [name, facts[name]]));
      // What stands in a row of a column that the table does not have counts for nothing.
      expect(compactAnswers(opened, facts, on, [], given)).toEqual(interpreterAnswersOf(opened, known, on));
    }
  });

  test.each(SHIPPED)('of %s passes over nothing that was given and cannot be used', (_, opened, on) => {
    const draw = new Draw(13);
    let differing = 0;
    for (const facts of factsOf(opened.policy, someHouseholds(60, 15, on), on)) {
      const unusable = opened.made.facts.filter(() => draw.chance(0.08));
      const without = { ...facts, ...Object.fromEntries(unusable.map((name) => [name, undefined])) };
      const wanted = interpreterAnswersOf(opened, without, on, unusable);
      expect(compactAnswers(opened, without, on, unusable)).toEqual(wanted);
      if (JSON.stringify(wanted) !== JSON.stringify(interpreterAnswersOf(opened, without, on)))
        differing += 1;
    }
    expect(differing).toBeGreaterThan(0);
  });

  test.each(SHIPPED)('of %s tells the short reason of the library', (_, opened, on) => {
    const assessor = compile(opened.policy);
    const households = someHouseholds(80, 17, on);
    const facts = factsOf(opened.policy, households, on);
    for (const [index, household] of households.entries()) {
      compactAnswers(opened, facts[index] ?? {}, on);
      expect(shortReasonOf(opened.open)).toBe(shortReason(assessor.assess(household, { on }), 'zh-CN'));
    }
  });

  test('answers the fixture households as the interpreter, unreadable values included', () => {
    const library = openPacks(SHIPPED_FILES);
    const policies: OpenPolicy[] = [];
    const policyOf = (region: string, on: string): OpenPolicy | undefined => {
      const known = policies.find(
        ({ policy: { region: of, validFrom, validTo = '9999' } }) =>
          of.code === region && validFrom <= on && on <= validTo,
      );
      if (known !== undefined) return known;
      try {
        const made = openPolicy(library.resolve({ region, on }));
        policies.push(made);
        return made;
      } catch {
        return undefined;
      }
    };
    let compared = 0;
    for (const { region, on, household } of readFixtures().filter((_, index) => index % 3 === 0)) {
      const opened = policyOf(region, on);
      if (opened === undefined) continue;
      const { policy } = opened;
      const { facts, unusable } = readFor(policy, nodesByName(policy.program), household, on, []);
      const names = [...unusable];
      const wanted = interpreterAnswersOf(opened, facts, on, names);
      expect(compactAnswers(opened, facts, on, names)).toEqual(wanted);
      const assessment = compile(policy).assess(household, { on });
      expect(shortReasonOf(opened.open)).toBe(shortReason(assessment, 'zh-CN'));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(100);
  }, 120_000);

  test('is small: about a quarter of the budget of a bundle', () => {
    for (const [, { made }] of SHIPPED) {
      const ascii = JSON.stringify(made.data).replace(/[^\x20-\x7e]/g, '\\u0000');
      expect(ascii.length).toBeLessThan(36_000);
    }
  });

  test('is the same every time', () => {
    const [, { policy, made }] = SHIPPED[0];
    expect(openPolicy(policy).made).toEqual(made);
  });
});

describe('what is missing', () => {
  test.each(Array.from({ length: 60 }, (_, number) => number))(
    'is searched as it is lowered, in random program %i',
    (number) => {
      const made = randomProgram(number);
      const base = made.program.definitions.filter(({ name }) => !name.includes('.'));
      const roots = [...comparedDefinitions(made.program)]
        .filter(([name, kind]) => kind === 'truth' && !name.includes('.'))
        .slice(-3)
        .map(([name]) => ({ name, when: [] }));
      const lowering = new MissingLowering(base, 'identification', roots);
      const program: Program = {
        ...made.program,
        definitions: [...base, ...lowering.definitions],
      };
      const { compact, open } = openCompact(program);
      // A search of something that cannot be said is refused as a whole.
      if (compact.unsupported.has('identification.missing')) return;
      expect(compact.nodes.length).toBeLessThan(openNodes(program));
      const households = randomHouseholds(made, number, 25);
      const interpreters = interpretersOf(program, households, made.on);
      setDay(open, dayNumber(made.on));
      for (const [index, household] of households.entries()) {
        const row = compactRow(compact, household);
        if (row === undefined) continue;
        startHousehold(open, row, []);
        const found = missingOf(open, 0);
        if (leftExactNumbers()) continue;
        const wanted = lowering.missing.filter(({ when }) => {
          const value = interpreters[index]?.evaluate(when);
          return value?.type === 'truth' && value.value;
        });
        expect(found).toEqual(wanted.map(({ name }) => name));
      }
    },
  );
});

/** How many nodes a program has where nothing is searched. */
const openNodes = (program: Program): number => compactProgram(renamed(program)).nodes.length + 1;
const renamed = (program: Program): Program => ({
  ...program,
  definitions: program.definitions.filter(({ name }) => !/\.(needs|part)\./.test(name)),
});

describe('what a compact program cannot say', () => {
  const only = (definitions: readonly Definition[]): Program => ({
    definitions,
    parameters: {},
    declaredBlanks: {},
  });
  const cases: readonly (readonly [string, Node])[] = [
    ['a number of more than fifteen digits', numberLiteral('12345678901234567890')],
    ['a fact that is not of the catalogue', fact('noSuchFact')],
    [
      'a rounding not written out',
      apply('round', [numberLiteral('1'), fact('householdSize'), textLiteral('up')]),
    ],
    [
      'a rounding in no known mode',
      apply('round', [numberLiteral('1'), numberLiteral('1'), textLiteral('sideways')]),
    ],
    ['an item without its list', item('member', 'age')],
  ];

  test.each(cases)('%s is refused by name, with all that reads it', (what, node) => {
    const program = only([
      { name: 'bad', node: isUnknown(node) },
      { name: 'reader', node: all([definition('bad')]) },
      { name: 'good', node: isUnknown(fact('ownsVehicle')) },
    ]);
    const compact = compactProgram(program);
    expect([...compact.unsupported.keys()]).toEqual(['bad', 'reader']);
    expect(compact.unsupported.get('bad')).toContain(what);
    expect(compact.names).toBe('good 0');
  });

  test('a whole number that leaves the exact ones is told, of every household of a day too', () => {
    const huge = numberLiteral('9007199254740991');
    const program: Program = {
      ...only([
        {
          name: 'ofHousehold',
          node: apply('lessThan', [apply('multiply', [huge, fact('reportedNetIncome')]), huge]),
        },
        { name: 'ofDay', node: apply('lessThan', [apply('multiply', [parameter('rate'), huge]), huge]) },
      ]),
      parameters: { rate: [{ from: '2000-01-01', value: '123456789' }] },
    };
    const one = compactProgram(program, { answers: ['ofHousehold'] });
    expect(one.unsupported.size).toBe(0);
    for (const name of ['ofHousehold', 'ofDay']) {
      const { open } = openCompact({
        ...program,
        definitions: program.definitions.filter((each) => each.name === name),
      });
      startTable(open, 20241101, ['reportedNetIncome']);
      for (const amount of [7_123_45, 8_000_00]) {
        startHousehold(open, { reportedNetIncome: amount }, []);
        truthOf(open, name);
        expect(leftExactNumbers()).toBe(true);
      }
    }
  });

  test('a name that the program does not have is unknown, and one of every object is a name like others', () => {
    const program = only([{ name: 'constructor', node: isUnknown(fact('ownsVehicle')) }]);
    const { open } = openCompact(program);
    startTable(open, 20241101, []);
    startHousehold(open, {}, []);
    const names = ['constructor', 'toString', 'valueOf', 'noSuchRule'];
    expect(names.map((name) => truthOf(open, name))).toEqual([3, 2, 2, 2]);
  });

  test('a blank is unknown, whether its key is there or not', () => {
    const { open } = openCompact(
      only([
        { name: 'flag', node: fact('ownsVehicle') },
        { name: 'income', node: apply('lessThan', [fact('reportedNetIncome'), numberLiteral('1')]) },
        { name: 'someone', node: aggregate('some', fact('members'), 'm', item('m', 'droppedOut')) },
      ]),
    );
    startTable(open, 20241101, ['ownsVehicle', 'reportedNetIncome', 'members']);
    const blanks = [
      {},
      { ownsVehicle: 2, reportedNetIncome: Number.NaN, members: null, members$complete: 2 },
    ];
    for (const row of blanks) {
      startHousehold(open, row, []);
      expect(['flag', 'income', 'someone'].map((name) => truthOf(open, name))).toEqual([2, 2, 2]);
    }
  });
});

describe('what a pack declares that a blank means', () => {
  const declaredBlanks = { ownsVehicle: false, reportedNetIncome: 12.5, lastVisitOn: '2024-10-31' };
  const known = Object.keys(declaredBlanks).filter((name) => factOf(name) !== undefined);
  const [[, { policy }, on]] = SHIPPED;
  const program: Program = { ...policy.program, declaredBlanks };
  const opened = openPolicy({ ...policy, program });
  const households = factsOf(policy, someHouseholds(40, 23, on), on);

  test('stands for blanks, and for nothing that was given and cannot be used', () => {
    expect(known.length).toBeGreaterThan(1);
    let filled = 0;
    for (const facts of households)
      for (const unusable of [[], ['reportedNetIncome']]) {
        const without = { ...facts, ...Object.fromEntries(unusable.map((name) => [name, undefined])) };
        const { values, used } = applyDeclaredBlanks(program, without, new Set(unusable));
        filled += used.length;
        expect(compactAnswers(opened, without, on, unusable)).toEqual(
          interpreterAnswersOf(opened, values, on, unusable),
        );
      }
    expect(filled).toBeGreaterThan(0);
  });

  test('stands for facts that the table has no column of, too', () => {
    for (const facts of households) {
      const { values } = applyDeclaredBlanks(program, { ...facts, ownsVehicle: undefined }, new Set());
      const given = opened.made.facts.filter((name) => name !== 'ownsVehicle');
      expect(compactAnswers(opened, facts, on, [], given)).toEqual(interpreterAnswersOf(opened, values, on));
    }
  });
});

describe('the evaluator of compact programs', () => {
  const [[, gansu, on]] = SHIPPED;
  const households = factsOf(gansu.policy, someHouseholds(30, 21, on), on);
  const names = [...gansu.needed.truths];
  const wanted = interpreted(
    gansu.policy.program,
    names.map((name) => ({ name, kind: 'truth' as const })),
    households,
    on,
  );
  const script = `(function () {
${portableScript()}
var program = openProgram(${JSON.stringify(gansu.made.data)}), names = ${JSON.stringify(names)};
var rows = ${rowsText(households.map((facts) => compactRow({ factNames: gansu.made.facts }, facts)))};
var answers = [], i, k, one;
setDay(program, ${dayNumber(on)});
for (i = 0; i < rows.length; i += 1) {
  startHousehold(program, rows[i], []);
  one = [];
  for (k = 0; k < names.length; k += 1) one.push(truthOf(program, names[k]));
  answers.push(one.join(''));
}
return answers.join(' ');
})()`;
  const all = wanted.map((answers) => answers.join('')).join(' ');

  test('runs without any globals but Math, Infinity and the like', () => {
    const host = createContext(Object.create(null) as object, {
      codeGeneration: { strings: false, wasm: false },
    });
    new Script(`Object.getOwnPropertyNames(globalThis).filter(function (name) {
      return !['Math', 'Array', 'Number', 'String', 'Infinity', 'NaN', 'undefined'].includes(name);
    }).forEach(function (name) { delete this[name]; }, globalThis)`).runInContext(host);
    expect(new Script(script).runInContext(host)).toBe(all);
  });

  test('runs in QuickJS', async () => {
    const quickjs = await newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);
    expect(quickjs.evalCode(script)).toBe(all);
  });
});
