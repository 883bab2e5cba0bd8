import { flagDuplicateHouseholds } from './duplicate-households.js';
import type { HouseholdList } from './household-list.js';
import { readCsv } from './read-csv.js';
import { readJson, readNdjson } from './read-json.js';

const READERS = { csv: readCsv, json: readJson, ndjson: readNdjson } as const;

/** How a list is written. */
export type ListFormat = keyof typeof READERS;

/**
 * Reads a list of households from text, which may begin with a byte order mark. Never throws. No row is lost: one
 * that cannot be read stays, marked as such, and the others are read. Only where the file as a whole says nothing
 * (no header that is known, no JSON) are there no rows, and `issues` says why.
 */
export function readList({ text, format }: { text: string; format: ListFormat }): HouseholdList {
  const list = READERS[format](text);
  return { ...list, rows: flagDuplicateHouseholds(list.rows) };
}
