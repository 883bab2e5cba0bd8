import type { Policy } from '../../policy/policy.js';
import { requireDay } from '../../policy/require-day.js';
import { NO_CONCLUSION, OUTCOMES, STAGE_NAMES, type StageName, stageOf } from '../../policy/stages.js';
import { type Dialect, duckdb, textLiteral } from './dialect.js';
import { generateSql, type SqlColumn } from './generate.js';
import { HOUSEHOLD } from './layout.js';
import { type Step, statementOf } from './steps.js';
import type { UnsupportedDefinition } from './unsupported.js';
import { givenTables, ISSUES, Validation } from './validate.js';

export interface ScriptOptions {
  /** The day of assessment, `YYYY-MM-DD`, within the policy's validity. */
  readonly on: string;
  readonly dialect?: Dialect;
}

/** A column of the decisions. */
export interface DecisionColumn {
  readonly column: string;
  /** The rule or definition of the policy that it holds; absent where it holds several or none. */
  readonly definition?: string;
}

/** A policy as a script for one day. */
export interface PolicyScript {
  /** The tables in which households are given, to be filled before the script is run. */
  readonly tables: readonly string[];
  /** The statements that check what is given and decide, in order. They can be run again. */
  readonly statements: readonly string[];
  /** The decisions, ordered by household, and what could not be used, likewise. */
  readonly results: readonly string[];
  readonly columns: readonly DecisionColumn[];
  /** Definitions that cannot be said and have no column; an outcome among them leaves its column NULL. */
  readonly unsupported: readonly UnsupportedDefinition[];
  /** All of it as one text. */
  readonly text: string;
}

/** The table of the answers. */
export const DECISIONS = 'household_decisions';
/** Identifiers stay unquoted, so they are short, plain and never a word that a database keeps for itself. */
const LONGEST_NAME = 60;
const FIRST_STAGES: readonly (readonly [StageName, string])[] = [
  ['category', 'category'],
  ['reassess', 'reassessment'],
  ['tier', 'tier'],
  ['track', 'track'],
  ['exitMode', 'exit_mode'],
];
const COLLECTED: readonly (readonly [StageName, string])[] = [
  ['risk', 'risks'],
  ['measure', 'measures'],
  ['refer', 'referrals'],
];
const OPEN = ['verify', 'noStandard'];

/** The column of a rule: its name where that is plain, otherwise a number. */
function ruleColumns(rules: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    rules.map((rule, index) => {
      const plain = `rule_${rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
      const isPlain = /^[a-z][A-Za-z0-9]*$/.test(rule) && plain.length <= LONGEST_NAME && !taken.has(plain);
      const column = isPlain ? plain : `rule_${index}_`;
      taken.add(column);
      return [rule, column];
    }),
  );
}

/**
 * A policy as SQL for one day: the tables of the households, a first step that turns what is impossible by the
 * catalogue into NULL and an issue, and the decisions.
 * @throws DixianError if the day does not exist, or lies outside the policy's validity.
 */
export function policyScript(policy: Policy, { on, dialect = duckdb }: ScriptOptions): PolicyScript {
  requireDay(policy, on);
  const rules = STAGE_NAMES.flatMap((stage) => policy.stages[stage]);
  const conclusions = [...FIRST_STAGES, ...COLLECTED].map(([stage]) => stageOf(stage).conclusion as string);
  const outcomes = [OUTCOMES.identification, OUTCOMES.exit];
  const missing = [OUTCOMES.identificationMissing, OUTCOMES.exitMissing];
  const known = new Set(policy.program.definitions.map(({ name }) => name));
  const sql = generateSql(policy.program, {
    on,
    dialect,
    definitions: [...outcomes, ...missing, ...conclusions, ...rules].filter((name) => known.has(name)),
    lists: true,
  });
  const found = (definition: string, of?: SqlColumn['of']): string =>
    sql.columns.find((column) => column.definition === definition && column.of === of)?.column ??
    `CAST(NULL AS ${dialect.types.text})`;
  const [identification, exit] = outcomes.map((name) => found(name)) as [string, string];
  const whereOpen = (outcome: string, text: string): string =>
    `CASE WHEN ${outcome} IN (${OPEN.map(textLiteral).join(', ')}) THEN ${text} ELSE '' END`;
  const columns: (DecisionColumn & { readonly text: string })[] = [
    { column: 'policy_hash', text: textLiteral(policy.hash) },
    { column: 'region', text: textLiteral(policy.region.code) },
    { column: 'assessed_on', text: textLiteral(on) },
    { column: 'identification', definition: OUTCOMES.identification, text: identification },
    {
      column: 'identification_missing',
      definition: OUTCOMES.identificationMissing,
      text: whereOpen(identification, found(OUTCOMES.identificationMissing, 'certain')),
    },
    { column: 'exit_outcome', definition: OUTCOMES.exit, text: exit },
    {
      column: 'exit_missing',
      definition: OUTCOMES.exitMissing,
      text: whereOpen(exit, found(OUTCOMES.exitMissing, 'certain')),
    },
    ...FIRST_STAGES.map(([stage, column]) => {
      const definition = stageOf(stage).conclusion as string;
      const text = found(definition);
      return {
        column,
        definition,
        text:
          stage === 'exitMode'
            ? `CASE WHEN ${exit} = 'notApplicable' THEN ${textLiteral(NO_CONCLUSION)} ELSE ${text} END`
            : text,
      };
    }),
    ...COLLECTED.flatMap(([stage, column]) => {
      const definition = stageOf(stage).conclusion as string;
      return [
        { column, definition, text: found(definition, 'certain') },
        { column: `${column}_possible`, definition, text: found(definition, 'possible') },
      ];
    }),
    ...[...ruleColumns(rules)].map(([rule, column]) => ({
      column,
      definition: rule,
      text: sql.columns.some(({ definition }) => definition === rule)
        ? found(rule)
        : `CAST(NULL AS ${dialect.types.truth})`,
    })),
  ];
  const validation = new Validation(dialect, policy.program, sql.facts, sql.unusableFacts);
  const tables = givenTables(sql.facts);
  const run = (steps: readonly Step[]): string[] => steps.map((step) => statementOf(dialect, step));
  const drop = (tables: readonly string[]): string[] => tables.map((table) => `DROP TABLE ${table};`);
  const statements = [
    ...run(validation.steps),
    `${dialect.replaceTable(ISSUES)}\n${validation.issuesQuery}\nORDER BY ${HOUSEHOLD}, fact, item_number, code;`,
    ...drop(validation.scratch),
    ...run(sql.steps),
    `${dialect.replaceTable(DECISIONS)}\nSELECT ${[HOUSEHOLD, ...columns.map(({ column, text }) => `${text} AS ${column}`)].join(',\n  ')}\nFROM (\n${sql.query}\n)\nORDER BY ${HOUSEHOLD};`,
    ...drop(
      [...sql.steps, ...validation.steps]
        .map(({ table }) => table)
        .filter((table) => !validation.scratch.includes(table)),
    ),
  ];
  const results = [
    `SELECT * FROM ${ISSUES} ORDER BY ${HOUSEHOLD}, fact, item_number, code;`,
    `SELECT * FROM ${DECISIONS} ORDER BY ${HOUSEHOLD};`,
  ];
  return {
    tables,
    statements,
    results,
    columns: columns.map(({ text: _, ...column }) => column),
    unsupported: sql.unsupported,
    text: [...tables, ...statements, results.at(-1)].join('\n\n'),
  };
}
