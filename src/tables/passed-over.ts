import type { Fact } from '../facts/kinds.js';
import { type Issue, issue } from '../values/issues.js';
import type { Detail } from './household-list.js';
import { cellFactOf } from './map-header.js';
import type { ReadRow } from './read-rows.js';
import type { TableHead } from './table.js';
import { isMoney, moneyUnitsIn } from './unit-words.js';

/** Places of rows that are told one by one. */
const TOLD = 20;
/** 万元/人年; what is longer is a sentence of which the unit was not understood. */
const LONGEST_UNIT = 6;

/** Rows of a table that are known to be no household, no person and no entry: they are told, and not counted. */
export class PassedOver {
  readonly #table: TableHead;
  readonly #isOnly: boolean;
  readonly #rows = new Map<Detail, number[]>();
  readonly #units: string[] = [];

  constructor(table: TableHead, isOnly: boolean) {
    this.#table = table;
    this.#isOnly = isOnly;
  }

  /** Whether a row is to be passed over; then it is noted. */
  takes({ row, unreadable, texts = [] }: ReadRow): boolean {
    if (unreadable?.isNone !== true) return false;
    const rows = this.#rows.get(unreadable);
    if (rows === undefined) this.#rows.set(unreadable, [row]);
    else rows.push(row);
    this.#units.push(...moneyUnitsIn(texts));
    return true;
  }

  /** What is to be told of them, once all rows were read. */
  issues(): readonly Issue[] {
    const place =
      this.#isOnly || this.#table.name === ''
        ? { sheet: '', sheetEn: '' }
        : { sheet: `“${this.#table.name}”表`, sheetEn: `sheet "${this.#table.name}", ` };
    const passed = [...this.#rows].map(([{ zh, en }, rows]) => {
      const isAll = rows.length <= TOLD;
      const first = rows.slice(0, TOLD);
      const params = {
        ...place,
        rows: `${first.join('、')}${isAll ? '' : ' 等'}`,
        rowsEn: `${first.join(', ')}${isAll ? '' : ' …'}`,
        count: rows.length,
        detail: zh,
        detailEn: en,
      };
      return issue('rowsPassedOver', [], params, 'warning');
    });
    return [...passed, ...this.unitIssues()];
  }

  /** A unit that a note below the table names comes too late for the rows above it, which were read in another. */
  private unitIssues(): readonly Issue[] {
    const read = new Set(
      this.#table.head.mapping.flatMap((column) => {
        const fact: Fact = cellFactOf(column);
        // A unit in the name of a column wins over any note.
        if (fact.kind !== 'number' || !isMoney(fact.unit) || column.column.includes('元')) return [];
        return [column.multiplier === 1 ? '元' : '万元'];
      }),
    );
    const units = [...new Set(this.#units)].filter((unit) => [...read].some((other) => other !== unit));
    if (units.length === 0) return [];
    const named = units.filter((unit) => unit.length <= LONGEST_UNIT);
    const told = named.length > 0 ? named : units.map((sentence) => `“${sentence}”`);
    return [issue('unitBelowTable', [], { unit: told.join('、') })];
  }
}
