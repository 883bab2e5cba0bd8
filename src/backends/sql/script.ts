import type { Policy } from '../../policy/policy.js';
import { requireDay } from '../../policy/require-day.js';
import { type DecisionColumn, decisionColumns, definitionsShown, SHOWN_WHERE } from './decision-columns.js';
import { type Dialect, duckdb } from './dialect.js';
import { generateSql } from './generate.js';
import { givenTables, keyChecks } from './given-tables.js';
import { HOUSEHOLD, ITEM } from './layout.js';
import { type Step, statementOf } from './steps.js';
import type { UnsupportedDefinition } from './unsupported.js';
import { Validation } from './validate.js';

export interface ScriptOptions {
  /** The day of assessment, `YYYY-MM-DD`, within the policy's validity. */
  readonly on: string;
  readonly dialect?: Dialect;
}

/** A policy as a script for one day. */
export interface PolicyScript {
  /** The tables in which households are given, to be filled before the script is run; those that exist stay. */
  readonly tables: readonly string[];
  /**
   * The statements that drop old results, check what is given and decide, in order. They can be run again; where one
   * fails there are no decisions.
   */
  readonly statements: readonly string[];
  /** What could not be used, then the decisions, both ordered by household. */
  readonly results: readonly string[];
  readonly columns: readonly DecisionColumn[];
  /** Definitions that cannot be said and have no column; an outcome among them leaves its column NULL. */
  readonly unsupported: readonly UnsupportedDefinition[];
  /** All of it as one text, with comments that say where its parts begin. */
  readonly text: string;
}

const DECISIONS = 'household_decisions';
const ISSUES = 'household_issues';
/** The issues, until there are decisions as well. */
const FOUND = 'found_issues';
const ORDER = `${HOUSEHOLD}, fact, ${ITEM}, code`;
const PARTS = {
  tables: '-- 一、建表：已有的表不动。 Tables: those that exist stay as they are.',
  fill: '-- 二、填表：在这里填，或者先跑一遍，填好再跑一遍。 Fill the tables here, or after a first run, then run all again.',
  decide: '-- 三、核对、判定：先删去上一次的结果。 Check and decide: the results of the last run go first.',
  results: '-- 四、结果：问题，判定。 Results: issues, decisions.',
};

/**
 * A policy as SQL for one day: the tables of the households, a first step that turns what is impossible by the
 * catalogue into NULL and an issue, and the decisions.
 * @throws DixianError if the day does not exist, or lies outside the policy's validity.
 */
export function policyScript(policy: Policy, { on, dialect = duckdb }: ScriptOptions): PolicyScript {
  requireDay(policy, on);
  const definitions = definitionsShown(policy);
  const sql = generateSql(policy.program, { on, dialect, definitions, lists: true, onlyWhere: SHOWN_WHERE });
  const columns = decisionColumns(dialect, policy, on, sql.columns);
  const validation = new Validation(dialect, policy.program, sql.facts, sql.unusableFacts);
  const tables = givenTables(dialect, sql.facts);
  const run = (steps: readonly Step[]): string[] => steps.map((step) => statementOf(dialect, step));
  // By this name it is never a table of the user's.
  const drop = (tables: readonly string[]): string[] =>
    tables.map((table) => `DROP TABLE IF EXISTS ${dialect.temporary(table)};`);
  const issues = { table: FOUND, query: validation.issuesQuery };
  const shown = [HOUSEHOLD, ...columns.map(({ column, text }) => `${text} AS ${column}`)].join(',\n  ');
  const kept = [...validation.steps, issues, ...sql.steps].map(({ table }) => table);
  const statements = [
    ...[DECISIONS, ISSUES].map((table) => `DROP TABLE IF EXISTS ${table};`),
    // A run that broke off leaves steps behind; the next one must not go on from them.
    ...drop(kept),
    ...keyChecks(sql.facts),
    ...run([...validation.steps, issues]),
    ...drop(validation.scratch),
    ...run(sql.steps),
    // The decisions come last: where they are, the run has come to its end.
    `CREATE TABLE ${ISSUES} AS\nSELECT * FROM ${FOUND}\nORDER BY ${ORDER};`,
    `CREATE TABLE ${DECISIONS} AS\nSELECT ${shown}\nFROM (\n${sql.query}\n) AS r\nORDER BY ${HOUSEHOLD};`,
    ...drop(kept.filter((table) => !validation.scratch.includes(table))),
  ];
  const results = [
    `SELECT * FROM ${ISSUES} ORDER BY ${ORDER};`,
    `SELECT * FROM ${DECISIONS} ORDER BY ${HOUSEHOLD};`,
  ];
  const { tables: first, fill, decide, results: last } = PARTS;
  return {
    tables,
    statements,
    results,
    columns: columns.map(({ text: _, ...column }) => column),
    unsupported: sql.unsupported,
    text: [first, ...tables, fill, decide, ...statements, last, ...results].join('\n\n'),
  };
}
