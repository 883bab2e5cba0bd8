import { serialize } from 'node:v8';
import { buffersOf, type HouseholdColumns, householdsOfColumns } from './decision/household-columns.js';
import type { Household } from './facts/household.js';
import type { CsvHead } from './tables/csv-head.js';
import { findHeader, type SheetHead } from './tables/find-header.js';
import type { HouseholdList } from './tables/index.js';
import { fileBatches, type LineBatch, lineBatches } from './tables/line-batches.node.js';
import { type BatchLimits, csvBatches } from './tables/text-batches.js';
import { DixianError, issue } from './values/issues.js';
import type { BatchInput } from './worker-task.js';

type Many<Item> = Iterable<Item> | AsyncIterable<Item>;
/** Pieces of a file, wherever they are cut: what `createReadStream` gives. */
type Pieces = Many<Uint8Array | string>;

/** What a sheet's header came to. */
export type ReadHeader = Pick<HouseholdList, 'mapping' | 'unmapped' | 'issues'>;

/** Where households come from. Text is fastest: the workers read it, and no object goes from thread to thread. */
export type HouseholdSource =
  /** A household a line, in UTF-8. A line that is no JSON costs only itself. */
  | { readonly ndjson: Pieces }
  /** The same by the path of its file: the fastest of all. */
  | { readonly ndjsonFile: string }
  /**
   * A sheet in UTF-8 under a header of official column names. Who does not listen to `onHeader` is not told which
   * columns are used; a header that something is wrong with (one fact in two columns) is then refused.
   */
  | { readonly csv: Pieces; readonly onHeader?: (header: ReadHeader) => void }
  | { readonly households: Many<Household> }
  /** Columns, a batch each, as large as the caller makes them. */
  | { readonly columns: Many<HouseholdColumns> };

/** A batch on its way to a worker. */
export interface PlacedInput {
  readonly firstRow: number;
  readonly rows: number;
  readonly input: BatchInput;
  /** Memory that is given away to the worker. */
  readonly transfer?: ArrayBuffer[];
  /** To be called when no worker reads the input any more. */
  readonly release?: () => void;
}

const isAsync = <Item>(many: Many<Item>): many is AsyncIterable<Item> => Symbol.asyncIterator in many;

async function* groups<Item>(many: Many<Item>, size: number): AsyncGenerator<Item[], void, undefined> {
  let group: Item[] = [];
  const full = function* (item: Item): Generator<Item[]> {
    group.push(item);
    if (group.length < size) return;
    yield group;
    group = [];
  };
  if (isAsync(many)) for await (const item of many) yield* full(item);
  else for (const item of many) yield* full(item);
  if (group.length > 0) yield group;
}

/** Objects as bytes: what a function or a throwing property keeps from being written is left out, one by one. */
function writeHouseholds(households: readonly unknown[]): Extract<BatchInput, { from: 'households' }> {
  try {
    return { from: 'households', bytes: new Uint8Array(serialize(households)), unwritable: [] };
  } catch {
    const unwritable: number[] = [];
    const writable = households.map((household, index) => {
      try {
        serialize(household);
        return household;
      } catch {
        unwritable.push(index);
        return undefined;
      }
    });
    return { from: 'households', bytes: new Uint8Array(serialize(writable)), unwritable };
  }
}

/** @throws DixianError if no column of a header is known, or something is wrong with it and nobody would be told. */
function tellHeader(head: SheetHead, onHeader: ((header: ReadHeader) => void) | undefined): void {
  const { mapping, unmapped, issues, scope } = head;
  // The rows of a household may stand in several batches.
  if (scope === 'member') throw new DixianError([issue('memberRowsInBatches', [])]);
  const isWrong = issues.some(({ severity }) => severity === 'error');
  if (mapping.length === 0 || (isWrong && onHeader === undefined)) throw new DixianError(issues);
  onHeader?.({ mapping, unmapped, issues });
}

/**
 * A copy of columns. A caller may fill the same arrays again for the next batch, while this one still waits for a thread.
 * @throws DixianError if a column does not have one value for each household, or a value cannot go to another thread.
 */
function copyOf(columns: HouseholdColumns): HouseholdColumns {
  householdsOfColumns(columns);
  try {
    return structuredClone(columns);
  } catch {
    // What was thrown quotes the value.
    throw new DixianError([
      issue('schemaViolation', [], {
        detail: '列里有不能交给线程的值（例如函数）。请只放文字、null 和类型化数组。',
        detailEn:
          'a column holds a value that cannot go to a thread, such as a function. Put only texts, null and typed arrays there.',
      }),
    ]);
  }
}

async function* lineInputs(batches: AsyncIterable<LineBatch>): AsyncGenerator<PlacedInput> {
  for await (const { firstRow, rows, text, isLast, release } of batches)
    yield { firstRow, rows, input: { from: 'ndjson', bytes: text, isLast }, release };
}

async function* sheetInputs(
  { csv, onHeader }: Extract<HouseholdSource, { csv: Pieces }>,
  limits: BatchLimits,
): AsyncGenerator<PlacedInput> {
  let head: CsvHead | undefined;
  for await (const batch of csvBatches(csv, limits)) {
    if ('head' in batch) {
      head = batch.head;
      tellHeader(head.head, onHeader);
    } else {
      const { firstRow, rows, ...text } = batch;
      yield { firstRow, rows, input: { from: 'csv', head: head as CsvHead, ...text } };
    }
  }
  if (head === undefined) tellHeader(findHeader([], []), onHeader);
}

/**
 * The households of a source in batches, in their order.
 * @throws DixianError if a sheet is not UTF-8 or its header is not usable, or columns are not; what the source throws.
 */
export async function* inputsOf(source: HouseholdSource, limits: BatchLimits): AsyncGenerator<PlacedInput> {
  if ('ndjson' in source) return yield* lineInputs(lineBatches(source.ndjson, limits));
  if ('ndjsonFile' in source) return yield* lineInputs(fileBatches(source.ndjsonFile, limits));
  if ('csv' in source) return yield* sheetInputs(source, limits);
  let firstRow = 1;
  if ('households' in source)
    for await (const households of groups(source.households, limits.rows)) {
      const input = writeHouseholds(households);
      yield { firstRow, rows: households.length, input, transfer: [input.bytes.buffer as ArrayBuffer] };
      firstRow += households.length;
    }
  else
    for await (const given of source.columns) {
      const columns = copyOf(given);
      const { length } = columns;
      yield { firstRow, rows: length, input: { from: 'columns', columns }, transfer: buffersOf(columns) };
      firstRow += length;
    }
}
