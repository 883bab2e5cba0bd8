import type { Assessor } from '../decision/assess.js';
import type { Assessment } from '../decision/assessment.js';
import type { CountedAssessment } from '../decision/counted-assessment.js';
import type { Identified } from '../decision/outcome-words.js';
import { type InputColumns, withInputCells } from '../tables/decision-input-columns.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import {
  decisionsAsCsv,
  decisionsAsJson,
  decisionsAsNdjson,
  type HouseholdList,
  type ListFormat,
  type ListRow,
} from '../tables/index.js';
import { type Telling, type ToldRow, toldTable } from '../tables/told-rows.js';
import type { DecisionTable } from '../tables/write-decisions.js';
import { assessRow } from './household-list.js';

/** An assessment takes about 60 kB. Of lists that are longer than this, none is kept. */
const KEPT_ROWS = 4_096;
const ROWS_AT_ONCE = 500;

/** A row that is assessed when it is looked at, and each time anew. */
class LazyRow implements AssessedRow {
  readonly row: ListRow;
  readonly #assess: (row: ListRow) => Assessment;

  constructor(row: ListRow, assess: (row: ListRow) => Assessment) {
    this.row = row;
    this.#assess = assess;
  }

  get assessment(): Assessment {
    return this.#assess(this.row);
  }
}

/**
 * Every row of a list with its assessment; those that could not be read stay in their places, undecided. In a list of
 * more than `kept` rows an assessment is made when it is read, and not held.
 */
export function assessedRows(
  assessor: Assessor,
  list: HouseholdList,
  on: string,
  kept: number = KEPT_ROWS,
): readonly AssessedRow[] {
  const assess = (row: ListRow): Assessment => assessRow(assessor, list, row, on);
  const isKept = list.rows.length <= kept;
  return list.rows.map((row) => {
    if (!row.readable) return { row };
    return isKept ? { row, assessment: assess(row) } : new LazyRow(row, assess);
  });
}

/** The rows in groups, each assessed once and let go with its group. */
export function* inGroups(rows: readonly AssessedRow[]): Generator<readonly AssessedRow[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    yield rows.slice(at, at + ROWS_AT_ONCE).map(({ row, assessment }) => ({
      row,
      ...(assessment === undefined ? {} : { assessment }),
    }));
}

/** What the summary of a list counts of its rows: rows that are counted alike are one object, so millions are small. */
export class CountedRows {
  /** Undefined for a row that was not decided. */
  readonly rows: (CountedRow | undefined)[] = [];
  /** How many cells or values were given and could not be used. */
  unused = 0;
  readonly #alike = new Map<string, CountedRow>();
  readonly #before = new WeakMap<CountedAssessment, CountedRow>();

  add({ row, counted, issues }: Pick<ToldRow, 'row' | 'counted' | 'issues'>): void {
    if (row.readable)
      for (const found of [row.issues, issues])
        this.unused += found.filter(({ severity }) => severity === 'error').length;
    if (counted === undefined) {
      this.rows.push(undefined);
      return;
    }
    const before = this.#before.get(counted) ?? this.#keptOf(counted);
    this.#before.set(counted, before);
    this.rows.push(before);
  }

  #keptOf(counted: CountedAssessment): CountedRow {
    const { identification, exit, checks } = counted;
    // The summary reads nothing else of an assessment; with the whole of it a province would not fit into memory.
    const kept: CountedRow = {
      identification: {
        outcome: identification.outcome,
        missing: identification.missing.map(({ title }) => ({ title })),
        waysIn: { certain: identification.waysIn.certain.slice(0, 1).map(() => true) },
      },
      exit: { outcome: exit.outcome, monitored: exit.monitored },
      isChecked: checks.certain.length > 0,
    };
    const key = JSON.stringify(kept);
    const known = this.#alike.get(key) ?? kept;
    this.#alike.set(key, known);
    return known;
  }
}

/** What the summary of a list reads of an assessment. */
export interface CountedRow {
  readonly identification: Identified['identification'] & {
    readonly missing: readonly Pick<CountedAssessment['identification']['missing'][number], 'title'>[];
  };
  readonly exit: CountedAssessment['exit'];
  /** Whether its data contradict each other. */
  readonly isChecked: boolean;
}

/**
 * The decisions of a list as the text of a file, in pieces; joined they are what `decisionsAsCsv` (`…Json`, `…Ndjson`)
 * makes of the whole table, with the columns of the list behind it where those are given.
 */
export async function* decisionPieces(
  groups: Iterable<readonly ToldRow[]> | AsyncIterable<readonly ToldRow[]>,
  format: ListFormat,
  telling: Telling,
  input: InputColumns = [],
): AsyncGenerator<string, void, undefined> {
  const tableOf = (group: readonly ToldRow[]): DecisionTable =>
    withInputCells(toldTable(group, telling), group, input);
  const empty = tableOf([]);
  const header = format === 'csv' ? decisionsAsCsv(empty) : '';
  yield header;
  let isFirst = true;
  for await (const group of groups) {
    const table = tableOf(group);
    if (format === 'csv') yield decisionsAsCsv(table).slice(header.length);
    else if (format === 'ndjson') yield decisionsAsNdjson(table);
    // Without the bracket and line feed of the end, and from the second group on without those of the beginning.
    else yield `${isFirst ? '[\n' : ',\n'}${decisionsAsJson(table).slice('[\n'.length, -'\n]\n'.length)}`;
    isFirst = false;
  }
  if (format === 'json') yield isFirst ? decisionsAsJson(empty) : '\n]\n';
}
