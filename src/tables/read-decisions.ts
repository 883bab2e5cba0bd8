import { factOf } from '../facts/catalogue.js';
import { DixianError, issue } from '../values/issues.js';
import { decisionRecords } from './decision-csv.js';
import { DECISION_COLUMNS } from './decision-rows.js';
import { word } from './decision-workbook-words.js';

export type DecisionKey = (typeof DECISION_COLUMNS)[number]['key'] | 'township';

/** A row of a file of decisions, by the keys of its columns. */
export interface ReadDecision {
  /** As a person counts: the row of a sheet, the line of NDJSON, the place in a JSON array. */
  readonly row: number;
  /** Undefined where the row is damaged, so that nobody knows which cell stands in which column. */
  readonly cells: Readonly<Partial<Record<DecisionKey, string>>> | undefined;
}

/** A file of decisions, read row by row. */
export interface DecisionsRead {
  /** Which columns it has; of JSON known once all rows were taken. Undefined of a JSON file without rows. */
  readonly columns: () => ReadonlySet<DecisionKey> | undefined;
  /** In their order, to be taken once. Rows without any text are left out. */
  readonly rows: AsyncIterable<ReadDecision>;
}

/** Cells of a row; undefined for one that is damaged. */
export interface CellsOfRow {
  readonly row: number;
  readonly cells: readonly string[] | undefined;
}

/** Title rows may stand above the header. */
const HEADER_WITHIN = 10;

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s\ufeff]/g, '');

const TOWNSHIP = factOf('township');
const OWN_TOWNSHIP: ReadonlySet<string> = new Set(
  ['township', ...(TOWNSHIP === undefined ? [] : [TOWNSHIP.title.zh, TOWNSHIP.title.en])].map(plain),
);
/** Columns of the list that were kept beside the decisions, under their names or told apart from ours. */
const KEPT_TOWNSHIP: ReadonlySet<string> = new Set(
  [...OWN_TOWNSHIP, ...(TOWNSHIP?.columns.flatMap(({ names }) => names) ?? [])]
    .flatMap((name) => [name, word('input', 'zh-CN', { name }), word('input', 'en', { name })])
    .map(plain),
);

/** Which of the names is that of the township; undefined where nobody knows which of several it is. */
function townshipIn(names: readonly string[]): number | undefined {
  for (const known of [OWN_TOWNSHIP, KEPT_TOWNSHIP]) {
    const found = names.flatMap((name, index) => (known.has(plain(name)) ? [index] : []));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

const NAMINGS = (['zh', 'en', 'key'] as const).map(
  (naming) => new Map<string, DecisionKey>(DECISION_COLUMNS.map((each) => [plain(each[naming]), each.key])),
);

/** Without these a file is no file of decisions. */
const ESSENTIAL: readonly DecisionKey[] = ['householdId', 'identification'];

type Places = ReadonlyMap<DecisionKey, number>;

/** Where the columns stand, if the cells are those of a header; a name that stands there twice is an error. */
function placesIn(header: readonly string[]): Places | undefined {
  const names = header.map(plain);
  const naming = NAMINGS.find((known) => {
    const found = names.map((name) => known.get(name));
    return ESSENTIAL.every((key) => found.includes(key));
  });
  if (naming === undefined) return undefined;
  const places = new Map<DecisionKey, number>();
  names.forEach((name, index) => {
    const key = naming.get(name);
    if (key === undefined) return;
    if (places.has(key))
      throw new DixianError([issue('decisionColumnTwice', [], { column: header[index]?.trim() ?? '' })]);
    places.set(key, index);
  });
  const township = townshipIn(header);
  if (township !== undefined) places.set('township', township);
  return places;
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * Reads the decisions of a table of cells, whose header stands within its first ten rows under the Chinese titles, the
 * English ones or the keys.
 * @throws DixianError if there is no such header, or a column of it stands there twice.
 */
export async function decisionsOfCells(source: AsyncIterable<CellsOfRow>): Promise<DecisionsRead> {
  const rows = source[Symbol.asyncIterator]();
  let header: readonly string[] = [];
  let places: Places | undefined;
  for (let looked = 0; looked < HEADER_WITHIN && places === undefined; looked += 1) {
    const next = await rows.next();
    if (next.done === true) break;
    header = next.value.cells ?? [];
    places = placesIn(header);
  }
  if (places === undefined) {
    await rows.return?.();
    throw new DixianError([issue('decisionsNoHeader', [])]);
  }
  const found = places;
  const columns = new Set(found.keys());
  async function* decisions(): AsyncGenerator<ReadDecision, void, undefined> {
    for await (const { row, cells } of { [Symbol.asyncIterator]: () => rows }) {
      if (cells === undefined || !isBlank(cells.slice(header.length))) yield { row, cells: undefined };
      else if (!isBlank(cells)) yield { row, cells: byKey(found, cells) };
    }
  }
  return { columns: () => columns, rows: decisions() };
}

function byKey(places: Places, cells: readonly string[]): NonNullable<ReadDecision['cells']> {
  const made: Partial<Record<DecisionKey, string>> = {};
  for (const [key, index] of places) made[key] = cells[index] ?? '';
  return made;
}

/** What `decisionsAsCsv` puts before a text that a spreadsheet would run. */
const GUARD = /^'(?=[=+\-@\t\r\n＝＋－＠])/;

async function* cellsOfCsv(
  pieces: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<CellsOfRow, void, undefined> {
  let row = 0;
  let width: number | undefined;
  for await (const cells of decisionRecords(pieces)) {
    row += 1;
    width ??= cells?.length ?? 0;
    const isWhole = cells !== undefined && (cells.length === width || isBlank(cells));
    yield { row, cells: isWhole ? cells.map((cell) => cell.replace(GUARD, '')) : undefined };
  }
}

/**
 * Reads decisions as `decisionsAsCsv` writes them, in pieces: memory does not grow with the file. A row with more or fewer
 * cells than the header is damaged.
 * @throws DixianError as `decisionsOfCells` does, and if the bytes are not UTF-8, also while rows are taken.
 */
export const decisionsOfCsv = (pieces: AsyncIterable<Uint8Array | string>): Promise<DecisionsRead> =>
  decisionsOfCells(cellsOfCsv(pieces));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KEYS = DECISION_COLUMNS.map(({ key }) => key);

/** A value as the text of a cell; undefined where it is none. */
function cellText(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Collects which columns the records have. */
class RecordReader {
  readonly columns = new Set<DecisionKey>();
  private hasRows = false;

  read(record: unknown, row: number): ReadDecision {
    this.hasRows = true;
    if (!isRecord(record)) return { row, cells: undefined };
    const cells: Partial<Record<DecisionKey, string>> = {};
    for (const key of KEYS) {
      if (!Object.hasOwn(record, key)) continue;
      const text = cellText(record[key]);
      if (text === undefined) return { row, cells: undefined };
      cells[key] = text;
      this.columns.add(key);
    }
    const names = Object.keys(record);
    const township = cellText(record[names[townshipIn(names) ?? -1] ?? '']);
    if (township !== undefined && township !== '') {
      cells.township = township;
      this.columns.add('township');
    }
    return { row, cells };
  }

  /**
   * What was seen of them.
   * @throws DixianError if records were there, and none is a decision.
   */
  seen(): ReadonlySet<DecisionKey> | undefined {
    if (!this.hasRows) return undefined;
    if (!ESSENTIAL.every((key) => this.columns.has(key)))
      throw new DixianError([issue('decisionsNoHeader', [])]);
    return this.columns;
  }
}

const NO_JSON = Symbol('no JSON');
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return NO_JSON;
  }
}

/**
 * Reads decisions as `decisionsAsJson` writes them.
 * @throws DixianError if the text is no JSON array.
 */
export function decisionsOfJson(text: string): DecisionsRead {
  const value = parsed(text.replace(/^\ufeff/, ''));
  if (value === NO_JSON) throw new DixianError([issue('decisionsNotJson', [])]);
  if (!Array.isArray(value)) throw new DixianError([issue('decisionsNoHeader', [])]);
  const records: readonly unknown[] = value;
  const reader = new RecordReader();
  async function* rows(): AsyncGenerator<ReadDecision, void, undefined> {
    for (const [index, record] of records.entries()) yield reader.read(record, index + 1);
  }
  return { columns: () => reader.seen(), rows: rows() };
}

/** Reads decisions as `decisionsAsNdjson` writes them. A line that is no JSON, or undefined, is damaged. */
export function decisionsOfLines(
  lines: AsyncIterable<{ readonly text: string | undefined; readonly number: number }>,
): DecisionsRead {
  const reader = new RecordReader();
  async function* rows(): AsyncGenerator<ReadDecision, void, undefined> {
    for await (const { text, number } of lines)
      if (text === undefined) yield { row: number, cells: undefined };
      else if (text.trim() !== '') yield reader.read(parsed(text), number);
  }
  return { columns: () => reader.seen(), rows: rows() };
}
