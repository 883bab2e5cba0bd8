import { type FactName, factOf } from '../facts/catalogue.js';
import type { CodesFact, Fact, ScalarFact } from '../facts/kinds.js';
import { type Issue, issue } from '../values/issues.js';
import { cleanCell } from './clean-cell.js';
import { cleanCodes } from './clean-code.js';
import { type CsvRecord, csvRecords } from './csv-records.js';
import {
  type ColumnMapping,
  type Detail,
  EMPTY_ROW,
  type HouseholdList,
  type ListRow,
  unreadableRow,
} from './household-list.js';
import { mapHeader } from './map-header.js';

/** A fact with its columns: one, or several that make up a list of codes. */
interface FactColumns {
  readonly name: FactName;
  readonly fact: CodesFact | ScalarFact;
  readonly columns: readonly [ColumnMapping, ...ColumnMapping[]];
}

function columnsByFact(mapping: readonly ColumnMapping[]): readonly FactColumns[] {
  const names = [...new Set(mapping.map(({ fact }) => fact))];
  return names.map((name) => ({
    name,
    // The header is never mapped to a list of records.
    fact: factOf(name) as Exclude<Fact, { kind: 'list' }>,
    columns: mapping.filter(({ fact }) => fact === name) as [ColumnMapping, ...ColumnMapping[]],
  }));
}

const cellIssue = (name: FactName, row: number, column: string, hint: Detail): Issue =>
  issue('cellNotUnderstood', [name], { row, column, hint: hint.zh, hintEn: hint.en });

/** The value of one fact in a row, or undefined if it is not known; cells that say nothing clear become issues. */
function readFact(
  { name, fact, columns }: FactColumns,
  cells: readonly string[],
  row: number,
  issues: Issue[],
): unknown {
  const textOf = ({ index }: ColumnMapping): string => cells[index] ?? '';
  if (fact.kind === 'codes') {
    const { value, misunderstood } = cleanCodes(
      columns.map((column) => ({ column: column.column, text: textOf(column) })),
      fact,
    );
    issues.push(...misunderstood.map(({ column, hint }) => cellIssue(name, row, column, hint)));
    return value;
  }
  const [column] = columns;
  const cleaned = cleanCell(textOf(column), fact, column);
  if (cleaned.kind === 'notUnderstood') issues.push(cellIssue(name, row, column.column, cleaned.hint));
  return cleaned.kind === 'value' ? cleaned.value : undefined;
}

const isEmpty = (record: CsvRecord): boolean => record?.every((cell) => cell.trim() === '') ?? false;

function whyUnreadable(record: CsvRecord, width: number): Detail | undefined {
  if (record === undefined) return { zh: '引号不成对', en: 'its quotation marks do not match' };
  if (isEmpty(record)) return EMPTY_ROW;
  // A cell too many or too few may have shifted all the others, so that none of them can be trusted.
  return record.length === width
    ? undefined
    : {
        zh: `有 ${record.length} 格，表头有 ${width} 格`,
        en: `it has ${record.length} cells, the header ${width}`,
      };
}

function readRow(record: CsvRecord, row: number, width: number, facts: readonly FactColumns[]): ListRow {
  const detail = whyUnreadable(record, width);
  if (record === undefined || detail !== undefined) return unreadableRow(row, detail ?? EMPTY_ROW);
  const issues: Issue[] = [];
  const household = Object.fromEntries(
    facts
      .map((columns) => [columns.name, readFact(columns, record, row, issues)] as const)
      .filter(([, value]) => value !== undefined),
  );
  return { row, household, issues, readable: true };
}

/**
 * Reads comma-separated text, a household a row under a header of official column names. Empty rows at the end
 * are passed over; any other row that cannot be read stays in the list as such.
 */
export function readCsv(text: string): HouseholdList {
  const records = csvRecords(text);
  const header = records[0] ?? [];
  const mapped = mapHeader(header);
  if (mapped.issues.some(({ code }) => code === 'noHeader')) return { rows: [], ...mapped };
  const facts = columnsByFact(mapped.mapping);
  const lastFilled = records.findLastIndex((record) => !isEmpty(record));
  const rows = records
    .slice(1, lastFilled + 1)
    .map((record, index) => readRow(record, index + 2, header.length, facts));
  return { rows, ...mapped };
}
