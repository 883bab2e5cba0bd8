import type { CodesFact, Fact, ListFact } from '../../facts/kinds.js';
import type { Program } from '../../policy/policy.js';
import { checkScalar, givenColumn, isScalar, problemColumn } from './check-cell.js';
import { codesColumns, completeOf, type GivenCodes, type GivenList, listProblem } from './check-list.js';
import { declaredLiteral } from './declared-literal.js';
import { type Dialect, textLiteral } from './dialect.js';
import { CODE, GIVEN, givenList, givenSet } from './given-tables.js';
import { IssueRows, isMissing, isSame } from './issue-rows.js';
import {
  bitsOf,
  columnName,
  columnsOf,
  completeColumn,
  type FactsRead,
  factOf,
  fieldOf,
  fieldsAsked,
  HOUSEHOLD,
  HOUSEHOLDS,
  ITEM,
  listTable,
  unusableColumn,
} from './layout.js';
import type { Step } from './steps.js';

/** The households whose number stands in one row only, and those of which it stands in several. */
const CHECKED = 'checked_household';
const DOUBLED = 'checked_doubled_household';
/** Entries whose numbers have a bit; others are looked at one by one. */
const LARGEST_BIT = 61;

const aliasOf = (name: string): string => `s${columnName(name).slice(1)}`;
const checkedEntries = (name: string): string => `checked_${columnName(name).slice(2)}`;
/** Codes that were given to an entry that is not there. */
const lostCodes = (list: string, field: string): string =>
  `checked_lost_${givenSet(list, field).slice('household_'.length)}`;
const countedCodes = (index: number): string =>
  `s${index}.bits AS bits_${index}, s${index}.valid AS valid_${index}, s${index}.given AS given_${index}`;

type Named<Kind extends Fact> = readonly [name: string, fact: Kind];

/** Makes the tables of the facts from what is given: what is impossible becomes NULL and an issue. */
export class Validation {
  readonly steps: Step[] = [];
  private readonly dialect: Dialect;
  private readonly read: FactsRead;
  private readonly program: Program;
  private readonly asked: ReadonlySet<string>;
  private readonly issues: IssueRows;

  constructor(dialect: Dialect, program: Program, read: FactsRead, unusable: readonly string[]) {
    this.dialect = dialect;
    this.read = read;
    this.program = program;
    this.asked = fieldsAsked(program);
    this.issues = new IssueRows(dialect);
    const all = read.facts.map((name) => [name, factOf(name)] as const);
    this.singleHouseholds(all);
    const joins: string[] = [];
    for (const [name, fact] of all) {
      if (fact.kind === 'codes') joins.push(this.set(name, fact));
      if (fact.kind === 'list') joins.push(this.entries(name));
    }
    this.steps.push({ table: HOUSEHOLDS, query: this.households(all, joins, unusable) });
    for (const [name, fact] of all) if (fact.kind === 'list') this.keepEntries(name);
    this.issuesQuery = this.issues.query;
  }

  /** A row for each value that could not be used. */
  readonly issuesQuery: string;
  /** Tables that are of no use once the facts and the issues are there. */
  get scratch(): readonly string[] {
    return this.steps.map(({ table }) => table).filter((table) => table.startsWith('checked_'));
  }

  /** Two rows with one number cannot be told apart in any other table, so neither of them is decided. */
  private singleHouseholds(all: readonly Named<Fact>[]): void {
    this.steps.push({
      table: DOUBLED,
      query: `SELECT ${HOUSEHOLD} FROM ${GIVEN} GROUP BY ${HOUSEHOLD} HAVING count(*) > 1`,
    });
    this.issues.add({ table: DOUBLED }, "'householdTwice'", `r.${HOUSEHOLD} IS NOT NULL`);
    this.issues.add({ table: GIVEN }, "'householdWithoutNumber'", `r.${HOUSEHOLD} IS NULL`);
    const isSingle = `t.${HOUSEHOLD} IS NOT NULL AND ${isMissing('t', DOUBLED, [HOUSEHOLD])}`;
    this.steps.push({
      table: CHECKED,
      query: `${this.checked(GIVEN, [HOUSEHOLD], all, [], [])}\nWHERE ${isSingle}\n) AS r`,
    });
    for (const [fact, kind] of all) this.issues.addCell({ table: CHECKED, fact }, fact, kind);
  }

  /** Cells as facts or issues; the text ends within the inner query, where a condition may follow. */
  private checked(
    table: string,
    keys: readonly string[],
    fields: readonly Named<Fact>[],
    others: readonly string[],
    joins: readonly string[],
  ): string {
    const { dialect } = this;
    const texts = fields.map(([name, fact]) => {
      const column = isScalar(fact) ? columnName(name) : completeColumn(name);
      return `NULLIF(${dialect.asText(`t.${column}`)}, '') AS ${givenColumn(name)}`;
    });
    const columns = fields.flatMap(([name, fact]) => {
      if (!isScalar(fact)) return [];
      const { values, problem } = checkScalar(dialect, name, fact);
      const isKept = table === GIVEN || this.asked.has(name);
      return [...(isKept ? values : []), problem].map(({ column, text }) => `${text} AS ${column}`);
    });
    const inner = [
      ...keys.map((key) => `t.${key}`),
      ...texts,
      ...joins.map((_, index) => countedCodes(index)),
    ];
    const flags =
      table === GIVEN ? fields.filter(([, fact]) => !isScalar(fact)).map(([name]) => givenColumn(name)) : [];
    return `SELECT ${[...keys, ...flags, ...columns, ...others].join(',\n  ')}\nFROM (\nSELECT ${inner.join(', ')}\nFROM ${table} AS t\n${joins.join('\n')}`;
  }

  /** The codes of a list as a set of bits, with how many there are and how many are codes. */
  private setOf(table: string, keys: readonly string[], fact: CodesFact): string {
    const cases = [...bitsOf(fact)].map(([code, bit]) => `WHEN ${textLiteral(code)} THEN ${bit}`);
    return `SELECT ${keys.join(', ')}, ${this.dialect.unionOfBits('one_bit')} AS bits, count(one_bit) AS valid, count(*) AS given\nFROM (SELECT ${keys.join(', ')}, CASE ${this.dialect.asText(CODE)} ${cases.join(' ')} END AS one_bit FROM ${table}) AS r\nGROUP BY ${keys.join(', ')}`;
  }

  private set(name: string, fact: CodesFact): string {
    const table = givenList(name);
    this.issues.addStrays({ table, fact: name });
    this.issues.addCodes({ table, fact: name }, fact);
    const alias = aliasOf(name);
    return `LEFT JOIN (\n${this.setOf(table, [HOUSEHOLD], fact)}\n) AS ${alias} ON ${isSame(alias, 'c', [HOUSEHOLD])}`;
  }

  /** The entries of a list, each checked; returns the joins that count them. */
  private entries(name: string): string {
    const keys = [HOUSEHOLD, ITEM];
    const fields = (this.read.fields[name] ?? []).map((field) => [field, fieldOf(name, field)] as const);
    const sets = fields.filter((pair): pair is Named<CodesFact> => pair[1].kind === 'codes');
    this.issues.addStrays({ table: givenList(name), fact: name, isNumbered: true });
    const joins = sets.map(
      ([field, set], index) =>
        `LEFT JOIN (\n${this.setOf(givenSet(name, field), keys, set)}\n) AS s${index} ON ${isSame(`s${index}`, 't', keys)}`,
    );
    const setValues = sets.flatMap(([field, set], index) => {
      const columns = codesColumns(field, set, {
        flag: givenColumn(field),
        entries: `given_${index}`,
        bits: `bits_${index}`,
        valid: `valid_${index}`,
      });
      return this.asked.has(field) ? columns : columns.slice(-1);
    });
    const table = checkedEntries(name);
    this.steps.push({
      table,
      query: `${this.checked(givenList(name), keys, fields, setValues, joins)}\n) AS r`,
    });
    const found = new IssueRows(this.dialect);
    for (const [field, kind] of fields)
      found.addCell({ table, fact: `${name}.${field}`, isNumbered: true }, field, kind);
    for (const [field, set] of sets) this.setIssues(found, name, field, set);
    // Nothing within a list that cannot be used as a whole is told apart any more.
    const isUsed = `h.${HOUSEHOLD} = r.${HOUSEHOLD} AND h.${completeColumn(name)} IS NOT NULL`;
    this.issues.addWhere(found, `EXISTS (SELECT 1 FROM ${HOUSEHOLDS} AS h WHERE ${isUsed})`);
    return this.counts(name, fields, sets);
  }

  /** What is wrong with the lists of codes within the entries of a list. */
  private setIssues(found: IssueRows, name: string, field: string, set: CodesFact): void {
    const place = { fact: `${name}.${field}`, isNumbered: true };
    const given = givenSet(name, field);
    found.addCodes({ table: given, ...place }, set);
    found.addList({ table: checkedEntries(name), ...place }, field);
    const table = lostCodes(name, field);
    const isLost = isMissing('t', givenList(name), [HOUSEHOLD, ITEM]);
    this.steps.push({ table, query: `SELECT t.${HOUSEHOLD}, t.${ITEM} FROM ${given} AS t WHERE ${isLost}` });
    this.issues.addStrays({ table, ...place });
    const isOfHousehold = `NOT (${isMissing('r', GIVEN, [HOUSEHOLD])})`;
    this.issues.add({ table, ...place }, "'entryNotGiven'", isOfHousehold);
  }

  private counts(name: string, fields: readonly Named<Fact>[], sets: readonly Named<CodesFact>[]): string {
    const { dialect } = this;
    const bad = fields.map(([field]) => `${problemColumn(field)} IS NOT NULL`).join(' OR ') || 'FALSE';
    const hasBit = `${ITEM} BETWEEN 0 AND ${LARGEST_BIT}`;
    const bit = `CASE WHEN ${hasBit} THEN ${dialect.bitAt(ITEM)} END`;
    const twice = `checked_twice_${columnName(name).slice(2)}`;
    // Bits add up to their union only if each stands once: that is quicker than to count what is distinct.
    this.steps.push({
      table: twice,
      query: `SELECT ${HOUSEHOLD} FROM ${givenList(name)} WHERE ${ITEM} IS NULL OR NOT (${hasBit}) GROUP BY ${HOUSEHOLD} HAVING count(DISTINCT ${ITEM}) < count(*)`,
    });
    const alias = aliasOf(name);
    const counted = `SELECT ${HOUSEHOLD}, count(*) AS given, ${dialect.someTrue('bad')} AS bad, sum(one_bit) <> ${dialect.unionOfBits('one_bit')} AS twice\nFROM (SELECT ${HOUSEHOLD}, (${bad}) AS bad, ${bit} AS one_bit FROM ${checkedEntries(name)}) AS r\nGROUP BY ${HOUSEHOLD}`;
    const joined = (query: string, prefix: string): string =>
      `LEFT JOIN (\n${query}\n) AS ${prefix}${alias} ON ${isSame(`${prefix}${alias}`, 'c', [HOUSEHOLD])}`;
    const lost = sets.map(([field]) => `SELECT ${HOUSEHOLD} FROM ${lostCodes(name, field)}`);
    return [
      joined(counted, ''),
      joined(`SELECT ${HOUSEHOLD} FROM ${twice}`, 'twice_'),
      ...(lost.length === 0
        ? []
        : [joined(`SELECT DISTINCT ${HOUSEHOLD} FROM (${lost.join(' UNION ALL ')}) AS r`, 'lost_')]),
    ].join('\n');
  }

  /** The facts of the households; a pack's declared value where a fact is blank. */
  private households(
    all: readonly Named<Fact>[],
    joins: readonly string[],
    unusable: readonly string[],
  ): string {
    const columns = all.flatMap(([name, fact]) =>
      isScalar(fact) ? this.scalarColumns(name, fact) : this.listColumns(name, fact),
    );
    const flags = unusable.map(
      (name) => `(${this.isUnusable(name, factOf(name))}) AS ${unusableColumn(name)}`,
    );
    for (const [fact, kind] of all)
      if (!isScalar(kind)) this.issues.addList({ table: HOUSEHOLDS, fact }, fact);
    return `SELECT ${[`c.${HOUSEHOLD}`, ...columns, ...flags].join(',\n  ')}\nFROM ${CHECKED} AS c\n${joins.join('\n')}`;
  }

  private scalarColumns(name: string, fact: Exclude<Fact, ListFact | CodesFact>): string[] {
    const declared = this.program.declaredBlanks[name];
    const columns = columnsOf(name, fact).map(({ column }) => column);
    const literal = declared === undefined ? undefined : declaredLiteral(fact, declared);
    if (literal === undefined) return columns.map((column) => `c.${column} AS ${column}`);
    const isBlank = `c.${columns[0]} IS NULL AND c.${problemColumn(name)} IS NULL`;
    return columns.map((column) => `CASE WHEN ${isBlank} THEN ${literal} ELSE c.${column} END AS ${column}`);
  }

  private given(name: string, fact: CodesFact | ListFact): GivenList & GivenCodes {
    const alias = aliasOf(name);
    const given = {
      flag: `c.${givenColumn(name)}`,
      entries: `${alias}.given`,
      bits: `${alias}.bits`,
      valid: `${alias}.valid`,
    };
    if (fact.kind === 'codes') return given;
    return { ...given, isDoubled: `${alias}.twice OR twice_${alias}.${HOUSEHOLD} IS NOT NULL` };
  }

  private listColumns(name: string, fact: CodesFact | ListFact): readonly string[] {
    const given = this.given(name, fact);
    if (fact.kind === 'codes') return codesColumns(name, fact, given);
    const problem = listProblem(fact, given);
    return [
      `${completeOf(problem, given, `NOT (${this.isLost(name)})`)} AS ${completeColumn(name)}`,
      `${problem} AS ${problemColumn(name)}`,
    ];
  }

  /** Whether codes were given to an entry that is not there: something of the list is missing. */
  private isLost(name: string): string {
    const hasSets = (this.read.fields[name] ?? []).some((field) => fieldOf(name, field).kind === 'codes');
    return hasSets ? `lost_${aliasOf(name)}.${HOUSEHOLD} IS NOT NULL` : 'FALSE';
  }

  private isUnusable(name: string, fact: Fact): string {
    if (isScalar(fact)) return `c.${problemColumn(name)} IS NOT NULL`;
    const given = this.given(name, fact);
    const problem = `(${listProblem(fact, given)}) IS NOT NULL`;
    return fact.kind === 'list'
      ? `${problem} OR coalesce(${aliasOf(name)}.bad, FALSE) OR ${this.isLost(name)}`
      : `${problem} OR coalesce(${given.valid} < ${given.entries}, FALSE)`;
  }

  /** Entries of a list that can be used. */
  private keepEntries(name: string): void {
    const columns = (this.read.fields[name] ?? [])
      .filter((field) => this.asked.has(field))
      .flatMap((field) => columnsOf(field, fieldOf(name, field)).map(({ column }) => `e.${column}`));
    this.steps.push({
      table: listTable(name),
      query: `SELECT ${[`e.${HOUSEHOLD}`, `e.${ITEM}`, ...columns].join(', ')}\nFROM ${checkedEntries(name)} AS e\nJOIN ${HOUSEHOLDS} AS h ON h.${HOUSEHOLD} = e.${HOUSEHOLD}\nWHERE h.${completeColumn(name)} IS NOT NULL`,
    });
  }
}
