import { describe, expect, test } from 'vitest';
import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { generateSql } from '../../src/backends/sql/generate.js';
import { columnName, factOf, factsRead } from '../../src/backends/sql/layout.js';
import { readFor } from '../../src/decision/reading.js';
import { type Household, openPacks, type Policy } from '../../src/index.js';
import { definition, type Node, numberLiteral, textLiteral } from '../../src/language/nodes.js';
import { readPackFolder } from '../../src/node.js';
import type { Program } from '../../src/policy/policy.js';
import { policyScript } from '../../src/sql.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { assessedAnswers, decidedAnswers } from './sql-decisions.js';
import { loadGiven } from './sql-given.js';
import { impossibleHouseholds, sparseHouseholds } from './sql-households.js';
import { answers, inDuckdb, loadFacts } from './sql-support.js';

const COUNTY = new URL('../../fixtures/packs/example-county', import.meta.url).pathname;
const library = openPacks([...SHIPPED_FILES, ...(await readPackFolder(COUNTY))]);
const policyOf = (region: string, on: string): Policy => library.resolve({ region, on });

const SETTINGS: readonly (readonly [region: string, on: string])[] = [
  ['620000', '2024-11-01'],
  ['620000-example-county', '2026-06-01'],
];
const OTHERS: readonly (readonly [region: string, on: string])[] = [
  ['620000', '2026-06-01'],
  ['460000', '2024-11-01'],
  ['460000', '2026-06-01'],
  ['620000-example-county', '2024-11-01'],
];

const programOf = (definitions: Readonly<Record<string, Node>>): Program => ({
  definitions: Object.entries(definitions).map(([name, node]) => ({ name, node })),
  parameters: {},
  declaredBlanks: {},
});

describe('the shipped rules in SQL', () => {
  test.each(OTHERS)('nothing of %s on %s is unsupported', (region, on) => {
    const { program } = policyOf(region, on);
    const sql = generateSql(program, { on });
    expect(sql.unsupported).toEqual([]);
    expect(sql.columns.length).toBeGreaterThan(1_000);
  });

  test.each(SETTINGS)('every truth and text of %s on %s is that of the interpreter', async (region, on) => {
    const policy = policyOf(region, on);
    const nodes = nodesByName(policy.program);
    const sql = generateSql(policy.program, { on });
    const readings = sparseHouseholds(50, 3).map((household, index) =>
      readFor(
        policy,
        nodes,
        household as Household,
        on,
        index % 5 === 0 ? ['incomes', 'reportedWageIncome'] : [],
      ),
    );
    const expected = readings.map((reading) => {
      const interpreter = new Interpreter(policy.program, nodes, reading.facts, on, reading.unusable);
      return Object.fromEntries(
        sql.columns.map(({ definition: name }) => {
          const value = interpreter.definition(name);
          return [name, value.type === 'truth' || value.type === 'text' ? value.value : null];
        }),
      );
    });
    const found = await inDuckdb(async (connection) => {
      await loadFacts(connection, sql, readings);
      return answers(connection, sql);
    });
    expect(sql.unsupported).toEqual([]);
    expect(found).toEqual(expected);
    const cells = expected.flatMap((row) => Object.values(row));
    for (const answer of [true, false, null])
      expect(cells.filter((cell) => cell === answer).length).toBeGreaterThan(500);
  });
});

describe('a policy as a script', () => {
  /** What a blank of these means, as a county may declare. */
  const DECLARED = {
    foodShortage: false,
    reportedClaims: 0,
    schoolingCost: 12.5,
    housingGrade: 'A',
    visitedOn: '2024-10-01',
  };
  const CASES: readonly (readonly [string, string, Program['declaredBlanks']])[] = [
    ...SETTINGS.map(([region, on]) => [region, on, {}] as const),
    ['620000', '2024-11-01', DECLARED],
  ];

  test.each(CASES)(
    'decides in %s on %s as `assess` does, impossible values included, blanks meaning %j',
    async (region, on, declaredBlanks) => {
      const shipped = policyOf(region, on);
      const policy: Policy = { ...shipped, program: { ...shipped.program, declaredBlanks } };
      const script = policyScript(policy, { on });
      expect(script.unsupported).toEqual([]);
      const households = impossibleHouseholds(40, 5);
      const found = await inDuckdb(async (connection) => {
        await loadGiven(connection, policy, script, households);
        for (const statement of script.statements) await connection.run(statement);
        const [issues, decisions] = await Promise.all(
          script.results.map(async (query) => (await connection.runAndReadAll(query)).getRowObjects()),
        );
        return { issues: issues ?? [], decisions: decisions ?? [] };
      });
      expect(found.decisions.map((row) => row['household'])).toEqual(
        households.map((_, index) => BigInt(index)),
      );
      expect(decidedAnswers(policy, script, found.decisions, found.issues)).toEqual(
        assessedAnswers(policy, on, households),
      );
      expect(found.issues.length).toBeGreaterThan(60);
    },
  );

  test('decides the same whether cells are given as text or in their types, and as often as it is run', async () => {
    const policy = policyOf('620000', '2024-11-01');
    const script = policyScript(policy, { on: '2024-11-01' });
    const typed = { number: 'DOUBLE', flag: 'BOOLEAN' } as const;
    await inDuckdb(async (connection) => {
      const decide = async () => {
        for (const statement of script.statements) await connection.run(statement);
        return (await connection.runAndReadAll(script.results[1] as string)).getRowObjects();
      };
      await loadGiven(connection, policy, script, sparseHouseholds(40, 9));
      const asText = await decide();
      for (const name of factsRead(policy.program).facts) {
        const { kind } = factOf(name);
        if (kind === 'number' || kind === 'flag')
          await connection.run(`ALTER TABLE households ALTER ${columnName(name)} TYPE ${typed[kind]}`);
      }
      expect(await decide()).toEqual(asText);
      expect(asText.length).toBe(40);
      const left = await connection.runAndReadAll('SELECT table_name FROM duckdb_tables() WHERE temporary');
      expect(left.getRows()).toEqual([]);
    });
  });

  test('holds no identifier but plain ones of its own making', () => {
    const script = policyScript(policyOf('620000', '2024-11-01'), { on: '2024-11-01' });
    const lines = script.text.split('\n');
    const comments = lines.filter((line) => line.startsWith('-- '));
    expect(comments).toHaveLength(4);
    expect(comments.filter((comment) => /[;'"]/.test(comment))).toEqual([]);
    const text = lines.filter((line) => !line.startsWith('-- ')).join('\n');
    const bare = text.replace(/'(?:[^']|'')*'/g, "''");
    // Only true or false: a failure would print the whole script.
    expect(/[^\x20-\x7e\n]|["`\\]|--|\/\*|;[^\n]/.test(bare)).toBe(false);
    const names = new Set(script.columns.map(({ column }) => column));
    expect(names.size).toBe(script.columns.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,59}$/);
  });

  test('gives a rule of another name a column without it', () => {
    const policy = policyOf('620000', '2024-11-01');
    const hostile = 'x"; EXPLOIT households; --';
    const renamed = {
      ...policy,
      stages: { ...policy.stages, alert: [hostile] },
      program: programOf({
        ...Object.fromEntries(policy.program.definitions.map(({ name, node }) => [name, node])),
        [hostile]: definition('alertAccident'),
      }),
    } as Policy;
    const script = policyScript(renamed, { on: '2024-11-01' });
    expect(script.text.includes('EXPLOIT')).toBe(false);
    expect(script.columns.find(({ definition: name }) => name === hostile)?.column).toBe('rule_0_');
  });
});

describe('what cannot be said', () => {
  const program = programOf({
    hostile: {
      kind: 'apply',
      operator: 'equal',
      operands: [textLiteral('a\u0000b'), { kind: 'fact', name: 'visitedBy' }],
    },
    reader: { kind: 'not', operand: definition('hostile') },
    quoted: {
      kind: 'apply',
      operator: 'equal',
      operands: [textLiteral("'); DROP TABLE x; --"), { kind: 'fact', name: 'visitedBy' }],
    },
    large: {
      kind: 'apply',
      operator: 'lessThan',
      operands: [{ kind: 'fact', name: 'reportedNetIncome' }, numberLiteral(`1${'0'.repeat(60)}`)],
    },
  });
  const sql = generateSql(program, { on: '2024-11-01' });

  test('is refused whole, with everything that reads it', () => {
    expect(sql.unsupported.map((each) => [each.definition, each.node, each.because])).toEqual([
      ['hostile', 'literal', undefined],
      ['reader', 'definition', 'hostile'],
      ['large', 'number', undefined],
    ]);
    expect(sql.columns.map((each) => each.definition)).toEqual(['quoted']);
  });

  test('does not keep the rest from being decided, and a text stays a text', async () => {
    const found = await inDuckdb(async (connection) => {
      await loadFacts(connection, sql, [
        { facts: { visitedBy: "'); DROP TABLE x; --" } },
        { facts: { visitedBy: '张三' } },
        { facts: {} },
      ]);
      return answers(connection, sql);
    });
    expect(found).toEqual([{ quoted: true }, { quoted: false }, { quoted: null }]);
  });
});
