import type { Household } from '../facts/household.js';
import { DixianError, issue } from '../values/issues.js';

/** Numbers in the unit of the catalogue (money in yuan); NaN is unknown. */
type Numbers = Float64Array;
/** Flags: 3 yes, 0 no, 2 unknown. Any other byte is an issue of that household, and unknown. */
type Flags = Uint8Array;
/** Codes, texts, days and months as text; null and undefined are unknown. */
type Texts = readonly (string | null | undefined)[];

/** Texts that repeat, each written once: a place in `values`, or below 0 for unknown. */
export interface Dictionary {
  readonly values: readonly string[];
  readonly places: Int8Array | Int16Array | Int32Array;
}

/** A list a household: the items of household n are those from `starts[n]` up to, not including, `starts[n + 1]`. */
interface Lists {
  /** One more than there are households, from 0 on, never falling. */
  readonly starts: Uint32Array | Int32Array;
  /** 3: there are no other items; 2: there may be more; 0: nothing is known of the list. */
  readonly complete: Uint8Array;
}

/** A list of records, its fields as columns of all items of all households. */
export interface RecordColumns extends Lists {
  readonly fields: Readonly<Record<string, FactColumn>>;
}

/** A list of codes. */
export interface CodesColumn extends Lists {
  readonly codes: Texts | Dictionary;
}

/** A fact of all households. */
export type FactColumn = Numbers | Flags | Texts | Dictionary | RecordColumns | CodesColumn;

/** Households as columns, by the names of the catalogue. A fact without a column is unknown of all of them. */
export interface HouseholdColumns {
  readonly length: number;
  readonly facts: Readonly<Record<string, FactColumn>>;
}

const isLists = (column: FactColumn): column is RecordColumns | CodesColumn => 'starts' in column;

/** How many values a column has, or of what it has the wrong number. */
function lengthOf(column: FactColumn): number {
  if (isLists(column)) return column.complete.length;
  return 'places' in column ? column.places.length : column.length;
}

const doesNotFit = (path: readonly string[], zh: string, en: string): never => {
  throw new DixianError([issue('schemaViolation', path, { detail: zh, detailEn: en })]);
};

/** @throws DixianError if a column does not have one value for each household, or the starts of a list fall. */
function requireShape(column: FactColumn, length: number, path: readonly string[]): void {
  if (lengthOf(column) !== length)
    doesNotFit(
      path,
      `这一列有 ${lengthOf(column)} 个值，应有 ${length} 个。`,
      `the column has ${lengthOf(column)} values and should have ${length}.`,
    );
  if (!isLists(column)) return;
  const { starts } = column;
  const falls = starts.some((start, index) => index > 0 && start < (starts[index - 1] as number));
  if (starts.length !== length + 1 || starts[0] !== 0 || falls)
    doesNotFit(
      path,
      `“starts”应有 ${length + 1} 个值，从 0 开始，不减小。`,
      `"starts" should have ${length + 1} values, from 0 on and never falling.`,
    );
  const items = starts[length] as number;
  if ('codes' in column) requireShape(column.codes, items, [...path, 'codes']);
  else
    for (const [field, values] of Object.entries(column.fields))
      requireShape(values, items, [...path, field]);
}

/** The memory that columns stand in, what is shared between threads left out. */
export function buffersOf({ facts }: Pick<HouseholdColumns, 'facts'>): ArrayBuffer[] {
  const arraysOf = (column: FactColumn): readonly { readonly buffer: ArrayBufferLike }[] => {
    if (column instanceof Float64Array || column instanceof Uint8Array) return [column];
    if ('places' in column) return [column.places];
    if (!isLists(column)) return [];
    const inner = 'codes' in column ? [column.codes] : Object.values(column.fields);
    return [column.starts, column.complete, ...inner.flatMap(arraysOf)];
  };
  const buffers = Object.values(facts).flatMap((column) => arraysOf(column).map(({ buffer }) => buffer));
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}

type ValueAt = (index: number) => unknown;

/** What stands in each place of a column; a byte or place that means nothing is handed on, so that reading tells it. */
function readerOf(column: FactColumn): ValueAt {
  if (isLists(column)) return listReaderOf(column);
  if (column instanceof Float64Array)
    return (index) => (Number.isNaN(column[index]) ? undefined : column[index]);
  if (column instanceof Uint8Array)
    return (index) => {
      const byte = column[index] as number;
      return byte === 3 ? true : byte === 0 ? false : byte === 2 ? undefined : byte;
    };
  if ('places' in column)
    return (index) => {
      const place = column.places[index] as number;
      return place < 0 ? undefined : (column.values[place] ?? place);
    };
  return (index) => column[index];
}

function listReaderOf(column: RecordColumns | CodesColumn): ValueAt {
  const { starts, complete } = column;
  const itemAt: ValueAt = 'codes' in column ? readerOf(column.codes) : recordReaderOf(column.fields);
  return (index) => {
    const state = complete[index];
    const [start, end] = [starts[index] as number, starts[index + 1] as number];
    if (state === 0 && start === end) return undefined;
    const items = Array.from({ length: end - start }, (_, place) => itemAt(start + place));
    return { complete: state === 3 ? true : state === 2 || state === 0 ? false : state, items };
  };
}

/** Every record has the same keys in the same order: engines read such records several times as fast. */
function recordReaderOf(fields: Readonly<Record<string, FactColumn>>): ValueAt {
  const readers = Object.entries(fields).map(([name, column]) => [name, readerOf(column)] as const);
  return (index) => Object.fromEntries(readers.map(([name, valueAt]) => [name, valueAt(index)]));
}

/**
 * The households of columns, one after the other, made when they are asked for. A value that cannot be is handed on as
 * it stands, and becomes unknown and an issue when the household is assessed.
 * @throws DixianError at once, if a column does not have one value for each household.
 */
export function householdsOfColumns({ length, facts }: HouseholdColumns): Iterable<Household> {
  for (const [name, column] of Object.entries(facts)) requireShape(column, length, [name]);
  const householdAt = recordReaderOf(facts);
  return {
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) yield householdAt(index) as Household;
    },
  };
}
