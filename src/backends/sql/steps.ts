import type { Dialect } from './dialect.js';
import type { Expression } from './expression.js';
import { HOUSEHOLD, HOUSEHOLDS, ITEM, listTable } from './layout.js';
import { innerScope, type Output, Schedule } from './schedule.js';
import type { Scope } from './scope.js';

/** One statement that keeps a table for those after it. */
export interface Step {
  readonly table: string;
  readonly query: string;
}

const nameOf = (expression: Expression): string => `x${expression.id}`;
const keysOf = (scope: Scope): readonly string[] =>
  scope.parent === undefined ? [HOUSEHOLD] : [...keysOf(scope.parent), `item_${scope.depth}`];

/** Writes the queries that work out what is wanted, round by round, from the tables of the facts. */
export class Planner {
  readonly steps: Step[] = [];
  private readonly schedule: Schedule;
  private readonly prefix: string;
  private readonly dialect: Dialect;
  private readonly tables = new Map<string, string>();

  constructor(dialect: Dialect, scopes: readonly Scope[], outputs: readonly Output[], prefix: string) {
    this.dialect = dialect;
    this.schedule = new Schedule(outputs);
    this.prefix = prefix;
    for (let round = 0; round < this.schedule.lastRound; round += 1)
      for (const scope of scopes) {
        const wanted = this.wantedLater(scope, round, outputs);
        if (wanted.length === 0) continue;
        const table = `${prefix}_${scope.id}_${round}`;
        this.steps.push({ table, query: this.relation(scope, round, wanted) });
        this.tables.set(`${scope.id}:${round}`, table);
      }
    this.final = this.relation(
      scopes[0] as Scope,
      this.schedule.lastRound,
      outputs.map(({ expression }) => expression),
      outputs,
    );
  }

  /** The query of the last round: a row a household, with its key and what was wanted. */
  readonly final: string;

  /** The text of an expression, its parts that are columns by name. */
  private textOf = (expression: Expression): string =>
    expression.text.map((part) => (typeof part === 'string' ? part : this.reference(part))).join('');
  private reference = (expression: Expression): string =>
    this.schedule.isColumn(expression) ? nameOf(expression) : this.textOf(expression);

  /** Columns worked out in a round that a later round, inner rows or whoever asks will read. */
  private wantedLater(scope: Scope, round: number, outputs: readonly Output[]): Expression[] {
    const { schedule } = this;
    const wanted = new Set<Expression>(
      outputs
        .map(({ expression }) => expression)
        .filter((each) => each.scope === scope && (each.form === 'computed' || each.form === 'aggregated')),
    );
    for (const reader of schedule.columns) {
      const reads = schedule.roundOf(reader) - (reader.form === 'aggregated' ? 1 : 0);
      for (const leaf of schedule.leavesOf(reader)) {
        if (leaf.scope !== scope || leaf.form === 'column' || schedule.roundOf(leaf) > round) continue;
        if (reads > round || (reads === round && innerScope(reader) !== scope)) wanted.add(leaf);
      }
    }
    // Of what earlier rounds have kept, every later one takes the columns from there.
    return [...wanted].filter((each) => schedule.roundOf(each) === round);
  }

  /** Columns that a query over rows of a scope in a round must have at hand, as read by the wanted ones. */
  private needed(scope: Scope, round: number, wanted: readonly Expression[]) {
    const { schedule } = this;
    const computed = new Set<Expression>();
    const given = new Set<Expression>();
    const visit = (each: Expression): void => {
      if (!schedule.isColumn(each)) {
        for (const leaf of schedule.leavesOf(each)) visit(leaf);
        return;
      }
      const isOwn = each.scope === scope && schedule.roundOf(each) === round && each.form === 'computed';
      if (!isOwn) {
        given.add(each);
        return;
      }
      if (computed.has(each)) return;
      computed.add(each);
      for (const leaf of schedule.leavesOf(each)) visit(leaf);
    };
    for (const each of wanted) visit(each);
    return { computed: [...computed], given: [...given] };
  }

  /** The columns that are read where an expression stands: itself if it is one by then, otherwise those in its text. */
  private columnsRead(expression: Expression, later: ReadonlySet<Expression>): readonly Expression[] {
    const isColumn = this.schedule.isColumn(expression) && !later.has(expression);
    return isColumn ? [expression] : [...this.schedule.leavesOf(expression)];
  }

  private relation(
    scope: Scope,
    round: number,
    wanted: readonly Expression[],
    outputs?: readonly Output[],
  ): string {
    const { schedule } = this;
    const { computed, given } = this.needed(scope, round, wanted);
    let query = this.base(scope, round, given);
    let first = '';
    if (outputs !== undefined) {
      // What comes out of many joins is slow to compute with; once it is there it is not.
      const joined = `${this.prefix}_${scope.id}_${round}`;
      first = `${this.dialect.materialized(joined)} (\n${query}\n)\n`;
      query = `SELECT * FROM ${joined}`;
    }
    const levels = Math.max(0, ...computed.map(schedule.level));
    for (let level = 1; level <= levels; level += 1) {
      const made = computed.filter((each) => schedule.level(each) === level);
      const later = new Set(computed.filter((each) => schedule.level(each) > level));
      // Engines have a limit of columns: what nobody reads any more is left behind.
      const read = new Set([...wanted, ...later].flatMap((each) => this.columnsRead(each, later)));
      const before = [...given, ...computed.filter((each) => schedule.level(each) < level)];
      const kept = [...keysOf(scope), ...before.filter((each) => read.has(each)).map(nameOf)];
      const columns = made.map((each) => `${this.textOf(each)} AS ${nameOf(each)}`);
      query = `SELECT ${[kept.join(', '), ...columns].join(',\n  ')}\nFROM (\n${query}${this.dialect.barrier}\n) AS r`;
    }
    const columns =
      outputs === undefined
        ? wanted.map(nameOf)
        : outputs.map(({ name, expression }) => `${this.reference(expression)} AS ${name}`);
    return `${first}SELECT ${[...keysOf(scope), ...columns].join(',\n  ')}\nFROM (\n${query}${this.dialect.barrier}\n) AS r`;
  }

  /** The rows of a scope with the columns that are given: facts, what was kept, and what is aggregated now. */
  private base(scope: Scope, round: number, given: readonly Expression[]): string {
    const columns: string[] = [];
    const sources = new Map<string, { readonly join: string; readonly alias: string }>();
    const add = (key: string, join: (alias: string) => string): string => {
      const alias = sources.get(key)?.alias ?? `t${sources.size}`;
      if (!sources.has(key)) sources.set(key, { alias, join: join(alias) });
      return alias;
    };
    const from = this.rows(scope, columns, sources);
    for (const each of given) {
      const source = this.sourceOf(each, scope, round, given, add);
      columns.push(`${source} AS ${nameOf(each)}`);
    }
    const joins = [...sources.values()].map(({ join }) => join);
    return [`SELECT ${columns.join(', ')}`, `FROM ${from}`, ...joins].join('\n');
  }

  /** The facts of the rows and of those around them; keys are added to the columns. */
  private rows(
    scope: Scope,
    columns: string[],
    sources: Map<string, { readonly join: string; readonly alias: string }>,
  ): string {
    const around: Scope[] = [];
    for (let each: Scope | undefined = scope; each?.list !== undefined; each = each.parent)
      around.unshift(each);
    const [first, ...others] = around;
    columns.push(`${first === undefined ? 'h' : `f${first.depth}`}.${HOUSEHOLD}`);
    for (const each of around) columns.push(`f${each.depth}.${ITEM} AS item_${each.depth}`);
    if (first === undefined) return `${HOUSEHOLDS} AS h`;
    for (const each of others)
      sources.set(`facts ${each.depth}`, {
        alias: `f${each.depth}`,
        join: `JOIN ${listTable(each.list as string)} AS f${each.depth} ON f${each.depth}.${HOUSEHOLD} = f${first.depth}.${HOUSEHOLD}`,
      });
    return `${listTable(first.list as string)} AS f${first.depth}`;
  }

  private sourceOf(
    each: Expression,
    scope: Scope,
    round: number,
    given: readonly Expression[],
    add: (key: string, join: (alias: string) => string) => string,
  ): string {
    const { schedule } = this;
    const own = scope.list === undefined ? 'h' : 'f1';
    const keyText = (alias: string, of: Scope): string =>
      keysOf(of)
        .map((key, index) => `${alias}.${key} = ${index === 0 ? `${own}.${HOUSEHOLD}` : `f${index}.${ITEM}`}`)
        .join(' AND ');
    if (each.form === 'column') {
      if (each.scope.list !== undefined) return `f${each.scope.depth}.${each.column}`;
      if (scope.list === undefined) return `h.${each.column}`;
      return `${add('h', (alias) => `JOIN ${HOUSEHOLDS} AS ${alias} ON ${keyText(alias, each.scope)}`)}.${each.column}`;
    }
    const made = schedule.roundOf(each);
    if (each.form === 'aggregated' && each.scope === scope && made === round) {
      const inner = each.inner as Scope;
      const alias = add(`aggregate ${inner.id}`, (name) => {
        const together = given.filter(
          (other) => other.inner === inner && other.scope === scope && schedule.roundOf(other) === round,
        );
        return `LEFT JOIN (\n${this.aggregated(scope, inner, round - 1, together)}\n) AS ${name} ON ${keyText(name, scope)}`;
      });
      return `${alias}.${nameOf(each)}`;
    }
    const table = this.tables.get(`${each.scope.id}:${made}`) as string;
    return `${add(table, (alias) => `JOIN ${table} AS ${alias} ON ${keyText(alias, each.scope)}`)}.${nameOf(each)}`;
  }

  private aggregated(scope: Scope, inner: Scope, round: number, together: readonly Expression[]): string {
    const keys = keysOf(scope);
    const wanted = new Set(together.flatMap((each) => [...this.schedule.leavesOf(each)]));
    const rows = this.relation(inner, round, [...wanted]);
    const columns = together.map((each) => `${this.textOf(each)} AS ${nameOf(each)}`);
    return `SELECT ${[...keys, ...columns].join(',\n  ')}\nFROM (\n${rows}\n) AS r\nGROUP BY ${keys.join(', ')}`;
  }
}

/** A step as a statement. */
export const statementOf = (dialect: Dialect, { table, query }: Step): string =>
  `${dialect.keep(table)}\n${query};`;
