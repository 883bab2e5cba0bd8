import type { DuckDBConnection } from '@duckdb/node-api';
import { nodesByName } from './backends/interpreter/interpreter.js';
import { duckdb } from './backends/sql/dialect.js';
import { HOUSEHOLD } from './backends/sql/layout.js';
import { statementOf } from './backends/sql/steps.js';
import type { Assessor } from './decision/assess.js';
import type { Assessment } from './decision/assessment.js';
import { readDeclarations } from './decision/declarations.js';
import { OfDay } from './decision/of-day.js';
import { interpreterOf, type Reading, readFor, workedOutBy } from './decision/reading.js';
import { assessmentOf, shapeOutcome } from './decision/shape-assessment.js';
import { type AnswerCells, type AnswersInSql, answersInSql } from './duckdb-answers.node.js';
import { type Cell, FactTables, fillTable } from './duckdb-facts.node.js';
import type { Household } from './facts/household.js';
import { unusableFacts } from './facts/read.js';
import type { Node } from './language/nodes.js';
import { requireDay } from './policy/require-day.js';
import type { AssessedRow } from './tables/decision-rows.js';
import { flagDuplicateHouseholds } from './tables/duplicate-households.js';
import type { ListRow } from './tables/household-list.js';
import { comparedNumber } from './tables/household-number.js';
import type { ListHead, ListInBatches } from './tables/list-in-batches.js';

/** So many rows are decided at once, where nothing else is asked: to prepare takes long, however few they are. */
const ROWS_AT_ONCE = 20 * 1024;
/** So many are assessed and handed on at once. */
const ROWS_IN_GROUP = 500;

/** Rows as they were read, in their order; numbered from 0 on by `place`. */
const LIST = 'dixian_list';
const LIST_COLUMNS = [
  'place BIGINT',
  'row BIGINT',
  'readable BOOLEAN',
  'number VARCHAR',
  'household VARCHAR',
  'beside VARCHAR',
];
const BATCH = 'dixian_batch';
/** What a row has beside its household. */
type Beside = Pick<ListRow, 'issues' | 'declarations' | 'cells'>;

function besideOf({ issues, declarations, cells }: ListRow): Beside {
  return {
    issues,
    ...(declarations === undefined ? {} : { declarations }),
    ...(cells === undefined ? {} : { cells }),
  };
}

/** Rows whose household number was there before, with the row in which it was first. */
const REPEATED = 'dixian_repeated';

/** How many rows a list has. */
export interface ListCounts {
  readonly rows: number;
  /** Those that could not be read. */
  readonly unreadable: number;
  /** Those whose household number stands in an earlier row too. */
  readonly repeated: number;
}

/** Numbers beyond all doubles: JSON reads them (1e400) and cannot write them. */
const isBeyond = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(isBeyond);

/** As JSON, or null where it would not come back as it is: beyond all doubles, or nested beyond what can be written. */
function jsonOf(household: unknown): string | null {
  try {
    const text = JSON.stringify(household);
    return text.includes('null') && isBeyond(household) ? null : text;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A household number as it is compared, or unknown. */
function numberOf({ facts, declaredBlanks }: Reading): Cell {
  const name: keyof Household = 'householdId';
  const given = declaredBlanks.includes(name) ? undefined : facts[name];
  // As JSON, because not every character comes back from DuckDB as it went in.
  const number = comparedNumber(given);
  return number === undefined ? null : JSON.stringify(number);
}

/**
 * A list that lies in DuckDB, and what DuckDB decided of it: of any length, because DuckDB moves to the disk what does
 * not fit into memory, and only a group of rows is here at a time. An assessment is the one that the assessor gives.
 */
export class DuckDbList {
  readonly head: ListHead;
  readonly #connection: DuckDBConnection;
  readonly #assessor: Assessor;
  readonly #on: string;
  readonly #ofDay: OfDay;
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #sql: AnswersInSql | undefined;
  readonly #goOn: () => void;
  /** Households that would not come back from JSON as they are, by place; they stay here. */
  readonly #unsayable = new Map<number, unknown>();
  #counts: ListCounts = { rows: 0, unreadable: 0, repeated: 0 };

  private constructor(
    connection: DuckDBConnection,
    assessor: Assessor,
    on: string,
    head: ListHead,
    goOn: () => void,
  ) {
    const { policy } = assessor;
    requireDay(policy, on);
    this.head = head;
    this.#connection = connection;
    this.#goOn = goOn;
    this.#assessor = assessor;
    this.#on = on;
    this.#nodes = nodesByName(policy.program);
    this.#ofDay = new OfDay(policy, this.#nodes, on);
    this.#sql = answersInSql(policy, on);
  }

  /**
   * Takes a list in, and decides it.
   * @param goOn called before each step, also when rows are taken out again; what it throws ends the work.
   * @param rowsAtOnce rows that are decided at once; the answers do not depend on it.
   * @throws DixianError if the day lies outside the policy's validity; what the batches throw.
   */
  static async of(
    connection: DuckDBConnection,
    assessor: Assessor,
    on: string,
    { head, batches }: ListInBatches,
    goOn: () => void,
    rowsAtOnce = ROWS_AT_ONCE,
  ): Promise<DuckDbList> {
    const list = new DuckDbList(connection, assessor, on, head, goOn);
    await list.#prepare();
    let waiting: ListRow[] = [];
    for await (const batch of batches) {
      goOn();
      for (const row of batch) waiting.push(row);
      for (; waiting.length >= rowsAtOnce; waiting = waiting.slice(rowsAtOnce)) {
        goOn();
        await list.#take(waiting.slice(0, rowsAtOnce));
      }
    }
    goOn();
    if (waiting.length > 0) await list.#take(waiting);
    await list.#findRepeated();
    return list;
  }

  get counts(): ListCounts {
    return this.#counts;
  }

  /** Whether DuckDB decides; where a rule cannot be said in SQL, it keeps the list, and the assessor decides. */
  get isDecidedInSql(): boolean {
    return this.#sql !== undefined;
  }

  /** The rows in their order, in groups, each with its assessment; can be gone through again. */
  async *groups(): AsyncGenerator<readonly AssessedRow[], void, undefined> {
    const answers = this.#answerColumns().map((column) => `, l.${column}`);
    const statement = await this.#connection.prepare(
      `SELECT l.row::DOUBLE, l.readable, l.household, l.beside, r.first::DOUBLE${answers.join('')}
FROM (SELECT * FROM ${LIST} WHERE place >= $1 AND place < $2) AS l
LEFT JOIN (SELECT * FROM ${REPEATED} WHERE place >= $1 AND place < $2) AS r ON r.place = l.place
ORDER BY l.place`,
    );
    try {
      for (let at = 0; at < this.#counts.rows; at += ROWS_IN_GROUP) {
        this.#goOn();
        statement.bindBigInt(1, BigInt(at));
        statement.bindBigInt(2, BigInt(at + ROWS_IN_GROUP));
        const found = await statement.runAndReadAll();
        // What broke off looks like what has ended; a row that is lost must not be.
        if (found.currentRowCount !== Math.min(ROWS_IN_GROUP, this.#counts.rows - at))
          throw new Error(`${found.currentRowCount} rows of a group came back.`);
        yield found.getRows().map(([row, readable, household, beside, first, ...cells], index) =>
          this.#assessed(
            {
              row: row as number,
              household:
                household === null ? this.#unsayable.get(at + index) : JSON.parse(household as string),
              ...(JSON.parse(beside as string) as Beside),
              readable: readable as boolean,
            },
            first as number | null,
            cells as AnswerCells,
          ),
        );
      }
    } finally {
      statement.destroySync();
    }
  }

  #answerColumns(): readonly string[] {
    return this.#sql?.columns ?? [];
  }

  async #prepare(): Promise<void> {
    const answers = this.#answerColumns().map((column) => `${column} VARCHAR`);
    await this.#connection.run(`CREATE TABLE ${LIST} (${[...LIST_COLUMNS, ...answers].join(', ')})`);
  }

  /** Appends rows, and what DuckDB decides of them. */
  async #take(rows: readonly ListRow[]): Promise<void> {
    const connection = this.#connection;
    const tables = this.#sql && new FactTables(this.#sql.program);
    const before = this.#counts;
    const cells = rows.map((row, index): readonly Cell[] => {
      const place = before.rows + index;
      const reading = row.readable ? this.#read(row) : undefined;
      if (reading !== undefined) tables?.add(place, reading);
      const household = jsonOf(row.household);
      if (household === null) this.#unsayable.set(place, row.household);
      return [
        BigInt(place),
        BigInt(row.row),
        row.readable,
        reading === undefined ? null : numberOf(reading),
        household,
        JSON.stringify(besideOf(row)),
      ];
    });
    await fillTable(connection, BATCH, LIST_COLUMNS, cells);
    if (this.#sql === undefined || tables === undefined)
      await connection.run(`INSERT INTO ${LIST} SELECT * FROM ${BATCH} ORDER BY place`);
    else {
      await tables.write(connection);
      for (const step of this.#sql.program.steps) await connection.run(statementOf(duckdb, step));
      const answers = this.#sql.columns.map((column) => `, a.${column}`);
      await connection.run(
        `INSERT INTO ${LIST} SELECT b.*${answers.join('')} FROM ${BATCH} AS b
LEFT JOIN (\n${this.#sql.query}\n) AS a ON a.${HOUSEHOLD} = b.place ORDER BY b.place`,
      );
    }
    const unreadable = rows.filter(({ readable }) => !readable).length;
    this.#counts = {
      ...before,
      rows: before.rows + rows.length,
      unreadable: before.unreadable + unreadable,
    };
  }

  async #findRepeated(): Promise<void> {
    await this.#connection.run(`CREATE TABLE ${REPEATED} AS SELECT l.place, f.first FROM ${LIST} AS l
JOIN (SELECT number, min(row) AS first FROM ${LIST} WHERE number IS NOT NULL GROUP BY number HAVING count(*) > 1) AS f
ON f.number = l.number WHERE l.row > f.first ORDER BY l.place`);
    const found = await this.#connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${REPEATED}`);
    this.#counts = { ...this.#counts, repeated: found.getRows()[0]?.[0] as number };
  }

  #read(row: ListRow): Reading {
    const { policy } = this.#assessor;
    return readFor(policy, this.#nodes, row.household as Household, this.#on, this.#unusable(row));
  }

  #unusable = (row: ListRow): ReadonlySet<string> => unusableFacts([...this.head.issues, ...row.issues]);

  #assessed(read: ListRow, first: number | null, cells: AnswerCells): AssessedRow {
    // The warning is the one of a list in memory: said of two rows by themselves.
    const [, row = read] = first === null ? [] : flagDuplicateHouseholds([{ ...read, row: first }, read]);
    return row.readable ? { row, assessment: this.#assess(row, cells) } : { row };
  }

  #assess(row: ListRow, cells: AnswerCells): Assessment {
    // A household that could not be given to DuckDB has no answers from there.
    if (this.#sql === undefined || cells[0] === null)
      return this.#assessor.assess(row.household as Household, {
        on: this.#on,
        unusable: this.#unusable(row),
        ...(row.declarations === undefined ? {} : { declarations: row.declarations }),
      });
    const reading = this.#read(row);
    const worked = workedOutBy(() => interpreterOf(reading), this.#on);
    const declarations = readDeclarations(row.declarations);
    return assessmentOf(shapeOutcome(reading, this.#sql.answersIn(cells), worked, this.#ofDay, declarations));
  }
}
