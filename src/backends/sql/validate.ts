import type { CodesFact, Fact, ListFact } from '../../facts/kinds.js';
import { MAXIMUM_ITEMS } from '../../facts/schema.js';
import type { Program } from '../../policy/policy.js';
import { checkScalar, flagOf, givenColumn, givenColumns, isScalar, problemColumn } from './check-cell.js';
import { type Dialect, textLiteral } from './dialect.js';
import {
  bitsOf,
  columnName,
  columnsOf,
  completeColumn,
  countColumn,
  type FactsRead,
  factOf,
  fieldOf,
  HOUSEHOLD,
  HOUSEHOLDS,
  ITEM,
  listTable,
  scaleOf,
  unusableColumn,
} from './layout.js';
import type { Step } from './steps.js';

/** The tables in which households are given. */
export const GIVEN = 'households';
export const ISSUES = 'household_issues';
const CHECKED = 'checked_household';
const givenList = (name: string): string => `household_${columnName(name).slice(2)}`;
const givenSet = (list: string, field: string): string => `${givenList(list)}_${columnName(field).slice(2)}`;
const CODE = 'code';

/** The statements that make the tables in which households are given. A cell may be given as text or in its type. */
export function givenTables({ facts, fields }: FactsRead): readonly string[] {
  const table = (name: string, columns: readonly string[]): string =>
    `CREATE TABLE ${name} (\n  ${columns.join(',\n  ')}\n);`;
  const texts = (names: readonly (readonly [string, Fact])[]): string[] =>
    names.flatMap(([name, fact]) => givenColumns(name, fact).map((column) => `${column} VARCHAR`));
  const key = `${HOUSEHOLD} BIGINT NOT NULL`;
  const item = `${ITEM} BIGINT NOT NULL`;
  const all = facts.map((name) => [name, factOf(name)] as const);
  return [
    table(GIVEN, [`${HOUSEHOLD} BIGINT PRIMARY KEY`, ...texts(all)]),
    ...all.flatMap(([name, fact]) => {
      if (fact.kind === 'codes') return [table(givenList(name), [key, `${CODE} VARCHAR`])];
      if (fact.kind !== 'list') return [];
      const names = (fields[name] ?? []).map((field) => [field, fieldOf(name, field)] as const);
      const sets = names.filter(([, field]) => field.kind === 'codes');
      return [
        table(givenList(name), [key, item, ...texts(names), `PRIMARY KEY (${HOUSEHOLD}, ${ITEM})`]),
        ...sets.map(([field]) => table(givenSet(name, field), [key, item, `${CODE} VARCHAR`])),
      ];
    }),
  ];
}

/** Makes the tables of the facts from what is given: what is impossible becomes NULL and an issue. */
export class Validation {
  readonly steps: Step[] = [];
  private readonly dialect: Dialect;
  private readonly read: FactsRead;
  private readonly program: Program;
  private readonly issues: string[] = [];

  constructor(dialect: Dialect, program: Program, read: FactsRead, unusable: readonly string[]) {
    this.dialect = dialect;
    this.read = read;
    this.program = program;
    const all = read.facts.map((name) => [name, factOf(name)] as const);
    this.steps.push({ table: CHECKED, query: this.checked(GIVEN, [HOUSEHOLD], all, []) });
    this.scalarIssues(CHECKED, 'NULL', all);
    const joins: string[] = [];
    for (const [name, fact] of all) {
      if (fact.kind === 'codes') joins.push(this.set(name, fact));
      if (fact.kind === 'list') joins.push(this.entries(name));
    }
    this.steps.push({ table: HOUSEHOLDS, query: this.households(all, joins, unusable) });
    for (const [name, fact] of all) if (fact.kind === 'list') this.keepEntries(name);
    this.issuesQuery = `SELECT ${HOUSEHOLD}, fact, ${ITEM}, code FROM (\n${this.issues.join('\nUNION ALL\n')}\n)`;
  }

  /** A row for each value that could not be used. */
  readonly issuesQuery: string;
  /** Tables that are of no use once the facts and the issues are there. */
  get scratch(): readonly string[] {
    return this.steps.map(({ table }) => table).filter((table) => table.startsWith('checked_'));
  }

  private checked(
    table: string,
    keys: readonly string[],
    fields: readonly (readonly [string, Fact])[],
    joins: readonly string[],
  ): string {
    const { dialect } = this;
    const texts = fields.flatMap(([name, fact]) =>
      isScalar(fact)
        ? [`NULLIF(${dialect.asText(`t.${columnName(name)}`)}, '') AS ${givenColumn(name)}`]
        : [`NULLIF(${dialect.asText(`t.${completeColumn(name)}`)}, '') AS ${givenColumn(name)}`],
    );
    const columns = fields.flatMap(([name, fact]) => {
      if (!isScalar(fact)) return [givenColumn(name)];
      const { values, problem } = checkScalar(dialect, name, fact);
      return [...values, problem].map(({ column, text }) => `${text} AS ${column}`);
    });
    const inner = [...keys.map((key) => `t.${key}`), ...texts, ...joins.map((_, index) => setColumns(index))];
    return `SELECT ${[...keys, ...columns, ...joins.map((_, index) => setNames(index))].join(',\n  ')}\nFROM (\nSELECT ${inner.join(', ')}\nFROM ${table} AS t\n${joins.join('\n')}\n)`;
  }

  private scalarIssues(
    table: string,
    item: string,
    fields: readonly (readonly [string, Fact])[],
    list = '',
  ): void {
    for (const [name, fact] of fields)
      if (isScalar(fact)) this.issue(table, `${list}${name}`, item, problemColumn(name));
  }
  private issue(table: string, fact: string, item: string, problem: string): void {
    this.issues.push(
      `SELECT ${HOUSEHOLD}, ${textLiteral(fact)} AS fact, ${item} AS ${ITEM}, ${problem} AS code FROM ${table} WHERE ${problem} IS NOT NULL`,
    );
  }

  /** The codes of a list as a set of bits, with how many there are and how many are codes. */
  private setOf(table: string, keys: readonly string[], fact: CodesFact): string {
    const cases = [...bitsOf(fact)].map(([code, bit]) => `WHEN ${textLiteral(code)} THEN ${bit}`);
    return `SELECT ${keys.join(', ')}, ${this.dialect.unionOfBits('bit')} AS bits, count(bit) AS valid, count(*) AS given\nFROM (SELECT ${keys.join(', ')}, CASE ${this.dialect.asText(CODE)} ${cases.join(' ')} END AS bit FROM ${table})\nGROUP BY ${keys.join(', ')}`;
  }

  private codeIssues(table: string, name: string, item: string, fact: CodesFact): void {
    const isCode = `${this.dialect.asText(CODE)} IN (${[...bitsOf(fact).keys()].map(textLiteral).join(', ')})`;
    this.issues.push(
      `SELECT ${HOUSEHOLD}, ${textLiteral(name)} AS fact, ${item} AS ${ITEM}, 'notInCodeList' AS code FROM ${table} WHERE ${CODE} IS NULL OR NOT (${isCode})`,
    );
  }

  private set(name: string, fact: CodesFact): string {
    this.codeIssues(givenList(name), name, 'NULL', fact);
    const alias = `s${columnName(name).slice(1)}`;
    return `LEFT JOIN (\n${this.setOf(givenList(name), [HOUSEHOLD], fact)}\n) AS ${alias} ON ${alias}.${HOUSEHOLD} = c.${HOUSEHOLD}`;
  }

  /** The entries of a list, each checked; returns the join that counts them. */
  private entries(name: string): string {
    const fields = (this.read.fields[name] ?? []).map((field) => [field, fieldOf(name, field)] as const);
    const sets = fields.filter((pair): pair is readonly [string, CodesFact] => pair[1].kind === 'codes');
    const joins = sets.map(([field, set], index) => {
      this.codeIssues(givenSet(name, field), `${name}.${field}`, ITEM, set);
      return `LEFT JOIN (\n${this.setOf(givenSet(name, field), [HOUSEHOLD, ITEM], set)}\n) AS s${index} ON s${index}.${HOUSEHOLD} = t.${HOUSEHOLD} AND s${index}.${ITEM} = t.${ITEM}`;
    });
    const table = this.checkedEntries(name);
    const checked = this.checked(givenList(name), [HOUSEHOLD, ITEM], fields, joins);
    const columns = fields.flatMap(([field, kind]) =>
      isScalar(kind)
        ? [...columnsOf(field, kind).map(({ column }) => column), problemColumn(field)]
        : setValues(
            field,
            sets.findIndex(([each]) => each === field),
          ),
    );
    this.steps.push({
      table,
      query: `SELECT ${[HOUSEHOLD, ITEM, ...columns].join(',\n  ')}\nFROM (\n${checked}\n)`,
    });
    this.scalarIssues(table, ITEM, fields, `${name}.`);
    // Each wrong code is an issue of its own already.
    for (const [field] of sets)
      this.issue(table, `${name}.${field}`, ITEM, `NULLIF(${problemColumn(field)}, 'notInCodeList')`);
    const bad = fields.map(([field]) => `${problemColumn(field)} IS NOT NULL`).join(' OR ') || 'FALSE';
    const alias = `s${columnName(name).slice(1)}`;
    return `LEFT JOIN (\nSELECT ${HOUSEHOLD}, count(*) AS given, count(*) AS valid, ${this.dialect.someTrue(bad)} AS bad FROM ${table} GROUP BY ${HOUSEHOLD}\n) AS ${alias} ON ${alias}.${HOUSEHOLD} = c.${HOUSEHOLD}`;
  }

  private checkedEntries = (name: string): string => `checked_${columnName(name).slice(2)}`;

  /** The facts of the households; a pack's declared value where a fact is blank. */
  private households(
    all: readonly (readonly [string, Fact])[],
    joins: readonly string[],
    unusable: readonly string[],
  ): string {
    const columns = all.flatMap(([name, fact]) =>
      isScalar(fact) ? this.scalarColumns(name, fact) : this.listColumns(name, fact),
    );
    const flags = unusable.map(
      (name) => `(${this.isUnusable(name, factOf(name))}) AS ${unusableColumn(name)}`,
    );
    for (const [name, fact] of all)
      if (!isScalar(fact))
        this.issues.push(
          `SELECT ${HOUSEHOLD}, ${textLiteral(name)} AS fact, NULL AS ${ITEM}, ${problemColumn(name)} AS code FROM ${HOUSEHOLDS} WHERE ${problemColumn(name)} IS NOT NULL`,
        );
    return `SELECT ${[`c.${HOUSEHOLD}`, ...columns, ...flags].join(',\n  ')}\nFROM ${CHECKED} AS c\n${joins.join('\n')}`;
  }

  private scalarColumns(name: string, fact: Exclude<Fact, ListFact | CodesFact>): string[] {
    const declared = this.program.declaredBlanks[name];
    const columns = columnsOf(name, fact).map(({ column }) => column);
    if (declared === undefined) return columns.map((column) => `c.${column} AS ${column}`);
    const literal =
      typeof declared === 'number' && fact.kind === 'number'
        ? String(Math.round(declared * Number(scaleOf(fact))))
        : typeof declared === 'string' && (fact.kind === 'day' || fact.kind === 'month')
          ? declared.replaceAll('-', '')
          : typeof declared === 'string'
            ? textLiteral(declared)
            : String(declared).toUpperCase();
    const isBlank = `c.${columns[0]} IS NULL AND c.${problemColumn(name)} IS NULL`;
    return columns.map((column) => `CASE WHEN ${isBlank} THEN ${literal} ELSE c.${column} END AS ${column}`);
  }

  private problemOfList(name: string, fact: CodesFact | ListFact): string {
    const [given, counts] = [`c.${givenColumn(name)}`, `s${columnName(name).slice(1)}`];
    const few =
      fact.kind === 'list' && fact.minimumItems > 0
        ? ` WHEN ${given} = 'true' AND coalesce(${counts}.given, 0) < ${fact.minimumItems} THEN 'tooFewItems'`
        : '';
    return `CASE WHEN ${given} IS NULL AND ${counts}.given IS NULL THEN NULL WHEN ${given} IS NULL OR ${given} NOT IN ('true', 'false') THEN 'notAList' WHEN ${counts}.given > ${MAXIMUM_ITEMS} THEN 'tooManyItems'${few} END`;
  }

  private listColumns(name: string, fact: CodesFact | ListFact): string[] {
    const [given, counts] = [`c.${givenColumn(name)}`, `s${columnName(name).slice(1)}`];
    const problem = this.problemOfList(name, fact);
    const isWhole = `coalesce(${counts}.valid, 0) = coalesce(${counts}.given, 0)`;
    const complete = `CASE WHEN (${problem}) IS NULL THEN ${flagOf(given)} AND ${isWhole} END`;
    const columns = [`${complete} AS ${completeColumn(name)}`, `${problem} AS ${problemColumn(name)}`];
    if (fact.kind === 'list') return columns;
    const known = (value: string): string =>
      `CASE WHEN (${problem}) IS NULL AND ${given} IS NOT NULL THEN coalesce(${value}, 0) END`;
    return [
      ...columns,
      `${known(`${counts}.bits`)} AS ${columnName(name)}`,
      `${known(`${counts}.valid`)} AS ${countColumn(name)}`,
    ];
  }

  private isUnusable(name: string, fact: Fact): string {
    if (isScalar(fact)) return `c.${problemColumn(name)} IS NOT NULL`;
    const counts = `s${columnName(name).slice(1)}`;
    const bad =
      fact.kind === 'list'
        ? `coalesce(${counts}.bad, FALSE)`
        : `coalesce(${counts}.valid < ${counts}.given, FALSE)`;
    return `(${this.problemOfList(name, fact)}) IS NOT NULL OR ${bad}`;
  }

  /** Entries of a list that can be used. */
  private keepEntries(name: string): void {
    const columns = (this.read.fields[name] ?? []).flatMap((field) =>
      columnsOf(field, fieldOf(name, field)).map(({ column }) => `e.${column}`),
    );
    this.steps.push({
      table: listTable(name),
      query: `SELECT ${[`e.${HOUSEHOLD}`, `e.${ITEM}`, ...columns].join(', ')}\nFROM ${this.checkedEntries(name)} AS e\nJOIN ${HOUSEHOLDS} AS h ON h.${HOUSEHOLD} = e.${HOUSEHOLD}\nWHERE h.${completeColumn(name)} IS NOT NULL`,
    });
  }
}

const setColumns = (index: number): string =>
  `s${index}.bits AS bits_${index}, s${index}.valid AS valid_${index}, s${index}.given AS given_${index}`;
const setNames = (index: number): string => `bits_${index}, valid_${index}, given_${index}`;

/** The columns of a list of codes within an entry: its set, whether it is complete, how many, and what is wrong. */
function setValues(field: string, index: number): string[] {
  const given = givenColumn(field);
  const [valid, all] = [`coalesce(valid_${index}, 0)`, `coalesce(given_${index}, 0)`];
  const isGiven = `${given} IN ('true', 'false') AND ${all} <= ${MAXIMUM_ITEMS}`;
  const problem = `CASE WHEN ${given} IS NULL AND given_${index} IS NULL THEN NULL WHEN ${given} IS NULL OR ${given} NOT IN ('true', 'false') THEN 'notAList' WHEN ${all} > ${MAXIMUM_ITEMS} THEN 'tooManyItems' WHEN ${valid} < ${all} THEN 'notInCodeList' END`;
  return [
    `CASE WHEN ${isGiven} THEN coalesce(bits_${index}, 0) END AS ${columnName(field)}`,
    `CASE WHEN ${isGiven} THEN ${given} = 'true' AND ${valid} = ${all} END AS ${completeColumn(field)}`,
    `CASE WHEN ${isGiven} THEN ${valid} END AS ${countColumn(field)}`,
    `${problem} AS ${problemColumn(field)}`,
  ];
}
