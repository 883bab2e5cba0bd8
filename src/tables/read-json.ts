import { parse as locate } from '@humanwhocodes/momoa';
import { issue } from '../values/issues.js';
import {
  type Detail,
  EMPTY_ROW,
  type HouseholdList,
  type ListRow,
  unreadableList,
  unreadableRow,
} from './household-list.js';

const NOT_JSON: Detail = { zh: '不是有效的 JSON', en: 'it is not valid JSON' };
const NOT_A_HOUSEHOLD: Detail = {
  zh: '不是由“事实名: 值”组成的对象',
  en: 'it is not an object of facts and values',
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a JSON text, or undefined, which JSON cannot hold, if it is not one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Line and column of the first mistake. The parser's own message may quote a household, so it is not repeated. */
function placeOfMistake(text: string): string {
  try {
    locate(text);
    return '';
  } catch (error) {
    const { line, column } = error as { line?: number; column?: number };
    return line === undefined || column === undefined ? '' : `${line}:${column}`;
  }
}

const readItem = (household: unknown, row: number): ListRow =>
  isRecord(household) ? { row, household, issues: [], readable: true } : unreadableRow(row, NOT_A_HOUSEHOLD);

const withRows = (rows: readonly ListRow[]): HouseholdList => ({
  rows,
  mapping: [],
  unmapped: [],
  issues: [],
});

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

/** Reads a JSON array of households, or an object that has one as `households`. */
export function readJson(text: string): HouseholdList {
  const source = withoutMark(text);
  const value = parsed(source);
  if (value === undefined) return unreadableList(issue('notJson', [], { detail: placeOfMistake(source) }));
  const households = isRecord(value) ? (value as { households?: unknown }).households : value;
  if (!Array.isArray(households)) {
    return unreadableList(
      issue('schemaViolation', [], {
        detail: '农户清单应为数组，或带有 "households" 数组的对象。',
        detailEn: 'a list of households is an array, or an object with an array "households".',
      }),
    );
  }
  return withRows(households.map((household, index) => readItem(household, index + 1)));
}

function readLine(line: string, row: number): ListRow {
  if (line.trim() === '') return unreadableRow(row, EMPTY_ROW);
  const household = parsed(line);
  return household === undefined ? unreadableRow(row, NOT_JSON) : readItem(household, row);
}

/** Reads a household a line. A bad line costs only itself; empty lines at the end are passed over. */
export function readNdjson(text: string): HouseholdList {
  const lines = withoutMark(text).split(/\r?\n/);
  const lastFilled = lines.findLastIndex((line) => line.trim() !== '');
  return withRows(lines.slice(0, lastFilled + 1).map((line, index) => readLine(line, index + 1)));
}
