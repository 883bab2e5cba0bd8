import type { Fact } from '../facts/kinds.js';
import { type Issue, issue } from '../values/issues.js';
import type { Detail } from './household-list.js';
import { cellFactOf } from './map-header.js';
import type { ReadRow } from './read-rows.js';
import type { TableHead } from './table.js';
import { isMoney, moneyUnitsIn } from './unit-words.js';

/** Places of rows that are told one by one. */
const TOLD = 20;

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

  /** A unit that only a note below the table names comes too late for the rows above it. */
  private unitIssues(): readonly Issue[] {
    const units = [...new Set(this.#units)].filter((unit) => unit !== '元');
    const { mapping, hasSheetUnit } = this.#table.head;
    const isOpen = mapping.some((column) => {
      const fact: Fact = cellFactOf(column);
      return fact.kind === 'number' && isMoney(fact.unit) && column.multiplier === 1;
    });
    if (units.length === 0 || hasSheetUnit || !isOpen) return [];
    return [issue('unitBelowTable', [], { unit: units.join('、') })];
  }
}
