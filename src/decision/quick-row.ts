import type { RowLayout } from '../backends/javascript/generate.js';
import { COMPLETE_KEY, END_KEY, type Row, rowOf } from '../backends/javascript/rows.js';
import { runnable } from '../backends/javascript/runnable.js';
import { CATALOGUE } from '../facts/catalogue.js';
import { codesOf } from '../facts/code-lists.js';
import type { CodesFact, Fact, ListFact, ScalarFact } from '../facts/kinds.js';
import type { Program } from '../policy/policy.js';
import { applyDeclaredBlanks } from './declared-blanks.js';

/** Puts a value into a row; false where it is anything but a bare value that can be. */
type Put = (row: Row, value: unknown) => boolean;

/** Longer texts and lists are rare, and are for `readFor` to judge. */
const SHORT_TEXT = 64;
const SHORT_LIST = 100;

const scalars: {
  readonly [Kind in ScalarFact['kind']]: (fact: Extract<ScalarFact, { kind: Kind }>, name: string) => Put;
} = {
  number: ({ minimum, maximum, decimals }, name) => {
    const scale = 10 ** decimals;
    return (row, value) => {
      if (typeof value !== 'number' || !(value >= minimum && value <= maximum)) return false;
      const whole = Math.round(value * scale);
      // Of so small a size every number with so few decimals is the double next to it.
      if (whole / scale !== value) return false;
      row[name] = whole + 0;
      return true;
    };
  },
  flag: (_, name) => (row, value) => {
    if (typeof value !== 'boolean') return false;
    row[name] = value ? 3 : 0;
    return true;
  },
  code: ({ codes }, name) => {
    const known = new Set<unknown>(codesOf(codes));
    return (row, value) => {
      if (!known.has(value)) return false;
      row[name] = value as string;
      return true;
    };
  },
  text: ({ pattern }, name) => {
    const form = new RegExp(pattern ?? '');
    return (row, value) => {
      if (typeof value !== 'string' || value.length > SHORT_TEXT) return false;
      if (pattern === undefined ? value.length === 0 : !form.test(value)) return false;
      row[name] = value;
      return true;
    };
  },
  day: (_, name) => {
    const endName = name + END_KEY;
    const read = dayReader();
    return (row, value) => {
      if (typeof value !== 'string') return false;
      const [low, high] = read(value);
      if (low === undefined || high === undefined) return false;
      row[name] = low;
      row[endName] = high;
      return true;
    };
  },
  month: (_, name) => {
    const endName = name + END_KEY;
    const read = dayReader();
    return (row, value) => {
      if (typeof value !== 'string' || value.length !== MONTH_LENGTH) return false;
      const [low] = read(value);
      if (low === undefined) return false;
      const month = Math.floor(low / 100);
      row[name] = month;
      row[endName] = month;
      return true;
    };
  },
};

/** The first and last day that a text stands for, as numbers yyyymmdd; none where it is no day and no month. */
type Numbers = readonly [number, number] | readonly [];

/** Days and months come again and again, the months of a window above all. */
const MOST_REMEMBERED = 1_000;

/** Reads days and months, and remembers some of them; never a text that is neither. */
function dayReader(): (text: string) => Numbers {
  const remembered = new Map<string, Numbers>();
  return (text) => {
    const before = remembered.get(text);
    if (before !== undefined) return before;
    const numbers = numbersOfDay(text);
    if (numbers.length === 0) return numbers;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, numbers);
    return numbers;
  };
}

const MONTH_LENGTH = 'YYYY-MM'.length;
const DAY_OR_MONTH = /^[1-9]\d{3}-\d{2}(?:-\d{2})?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function numbersOfDay(value: string): Numbers {
  if (!DAY_OR_MONTH.test(value)) return [];
  const [year, month] = [Number(value.slice(0, 4)), Number(value.slice(5, 7))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : DAYS[month - 1];
  if (last === undefined) return [];
  const before = year * 10_000 + month * 100;
  if (value.length === MONTH_LENGTH) return [before + 1, before + last];
  const day = Number(value.slice(8));
  return day >= 1 && day <= last ? [before + day, before + day] : [];
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function hasTwoKeys(value: object): boolean {
  let count = 0;
  for (const _ in value) count += 1;
  return count === 2;
}

/** The items of a list that is given as it should be, whatever they are. */
function itemsOf(value: unknown, minimumItems: number): readonly unknown[] | undefined {
  if (!isPlain(value)) return undefined;
  const { complete, items } = value;
  const isList = typeof complete === 'boolean' && Array.isArray(items) && hasTwoKeys(value);
  if (!isList || items.length > SHORT_LIST || (complete && items.length < minimumItems)) return undefined;
  return items;
}

function codesPut({ codes }: CodesFact, name: string): Put {
  const known = new Set<unknown>(codesOf(codes));
  const completeName = name + COMPLETE_KEY;
  return (row, value) => {
    const items = itemsOf(value, 0);
    if (items === undefined) return false;
    for (const item of items) if (!known.has(item)) return false;
    row[name] = items as readonly string[];
    row[completeName] = (value as { complete: boolean }).complete ? 3 : 2;
    return true;
  };
}

function listPut(layout: RowLayout, fact: ListFact, name: string): Put {
  const { makeBlank, puts } = recordPuts(layout, fact.fields);
  const completeName = name + COMPLETE_KEY;
  return (row, value) => {
    const items = itemsOf(value, fact.minimumItems);
    if (items === undefined) return false;
    const rows: Row[] = [];
    for (const item of items) {
      const made = makeBlank();
      if (!putAll(puts, made, item)) return false;
      rows.push(made);
    }
    row[name] = rows;
    row[completeName] = (value as { complete: boolean }).complete ? 3 : 2;
    return true;
  };
}

function putOf(layout: RowLayout, fact: Fact, name: string): Put {
  if (fact.kind === 'list') return listPut(layout, fact, name);
  if (fact.kind === 'codes') return codesPut(fact, name);
  return (scalars[fact.kind] as (fact: ScalarFact, name: string) => Put)(fact, name);
}

/**
 * Makes copies of a row. As a literal in code every copy has one shape that engines lay out flat; a copied object of so
 * many keys would be a table of hashes, which is several times as slow to fill and to read.
 */
function maker(layout: RowLayout, blank: Row): () => Row {
  const entries = Object.entries(blank).map(
    ([key, value]) =>
      `${JSON.stringify(key)}: ${typeof value === 'number' ? String(value) : JSON.stringify(value)}`,
  );
  return runnable({
    source: `(function () { return { ${entries.join(', ')} }; })`,
    layout,
  }) as unknown as () => Row;
}

/** What puts the fields of a record, and a row of which nothing is known. */
function recordPuts(
  layout: RowLayout,
  fields: Readonly<Record<string, Fact>>,
): {
  readonly makeBlank: () => Row;
  readonly puts: ReadonlyMap<string, Put>;
} {
  const names = Object.keys(fields).sort();
  const facts = names.map((name) => ({ name, fact: fields[name] as Fact }));
  return {
    makeBlank: maker(layout, rowOf({ ...layout, facts }, {}) as Row),
    puts: new Map(facts.map(({ name, fact }) => [name, putOf(layout, fact, name)])),
  };
}

/** False where the record is none, has a key that is not known, or a value that is to be looked at more closely. */
function putAll(puts: ReadonlyMap<string, Put>, row: Row, record: unknown): boolean {
  if (!isPlain(record)) return false;
  // What somebody gave to all objects is no fact of this one.
  for (const name in record) {
    const put = puts.get(name);
    if (put === undefined || !Object.hasOwn(record, name)) return false;
    const value = record[name];
    if (value !== null && value !== undefined && !put(row, value)) return false;
  }
  return true;
}

/**
 * Reads plain households, such as JSON gives them, straight into rows of generated code: what `readFor` and `rowOf` make
 * of them, at several times the speed, and all rows of one shape. A household is read only where every value is bare
 * and can be; anything else (a value with its source, an unknown name, something impossible) gives undefined, and is
 * for `readFor`, which tells what is wrong. Getters may throw.
 */
export function quickRowReader(
  layout: RowLayout,
  program: Program,
): ((household: unknown) => Row | undefined) | undefined {
  const blank = rowOf(layout, applyDeclaredBlanks(program, {}, new Set()).values);
  if (blank === undefined) return undefined;
  const makeBlank = maker(layout, blank);
  const isRead = new Set(layout.facts.map(({ name }) => name));
  const puts = new Map(
    Object.entries(CATALOGUE as Readonly<Record<string, Fact>>).map(([name, fact]): [string, Put] => {
      const put = putOf(layout, fact, name);
      // Facts that the rules do not read are looked at all the same, so that their faults are told; nothing is kept.
      return [name, isRead.has(name) ? put : (_, value) => put({}, value)];
    }),
  );
  return (household) => {
    const row = makeBlank();
    return putAll(puts, row, household) ? row : undefined;
  };
}
