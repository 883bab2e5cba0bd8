import { flagDuplicateHouseholds } from './duplicate-households.js';
import type { HouseholdList } from './household-list.js';
import type { Mapping } from './mapping.js';
import { readCsv } from './read-csv.js';
import { readJson, readNdjson } from './read-json.js';

const READERS = {
  csv: (text: string, mapping: Mapping | undefined) => readCsv(text, { own: mapping }),
  json: readJson,
  ndjson: readNdjson,
} as const;

/** How a list is written. */
export type ListFormat = keyof typeof READERS;

/** A list as text. */
export interface ListText {
  readonly text: string;
  readonly format: ListFormat;
  /** A county's own names for the columns of comma-separated text, and what it declares: `readMapping` reads it. */
  readonly mapping?: Mapping;
}

/**
 * Reads a list of households from text, which may begin with a byte order mark: a household a row or, in comma-separated
 * text with a column 与户主关系 or 人口编号, a member a row. Never throws. No row is lost: one that cannot be read stays,
 * marked as such, and the others are read. Only where the file as a whole says nothing (no header that is known, a
 * required column missing, no JSON) are there no rows, and `issues` says why. Workbooks, and lists on further sheets or
 * files, are read by `readHouseholdFile`.
 */
export function readList({ text, format, mapping }: ListText): HouseholdList {
  const list = READERS[format](text, mapping);
  return { ...list, rows: flagDuplicateHouseholds(list.rows) };
}
