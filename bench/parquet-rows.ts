import { codesOf } from '../src/facts/code-lists.js';
import type { CodesFact, Fact } from '../src/facts/kinds.js';
import type { Policy } from '../src/policy/policy.js';
import {
  type Column,
  firstDayOf,
  firstMonthOf,
  lastDayOf,
  lastMonthOf,
  UNKNOWN_CODE,
} from './parquet-columns.js';
import { CodeTable, RecordTable, type Source } from './parquet-tables.js';
import { fieldsRead, type Row } from './rows.js';

/** Makes the row at a place of a table. */
type RowAt = (place: number) => Row;
/** The items of the outer row at a place. */
type ItemsAt = (place: number) => readonly (Row | string)[];
/** Columns into rows: new columns, the same code. */
interface RowMaker {
  readonly set: (columns: readonly Column[]) => void;
  readonly row: RowAt;
}

/** Codes by their place; the last one is unknown. */
function textsOf({ codes }: Pick<CodesFact, 'codes'>): readonly (string | null)[] {
  const texts = new Array<string | null>(UNKNOWN_CODE + 1).fill(null);
  for (const [place, code] of codesOf(codes).entries()) texts[place] = code;
  return texts;
}

/** The keys of a fact in a row and what stands there, as code. */
function entriesOf(name: string, fact: Fact, place: number): readonly string[] {
  const at = `c${place}[i]`;
  switch (fact.kind) {
    case 'code':
      return [`${name}: texts[${place}][${at}]`];
    case 'day':
      return [`${name}: firstDayOf(${at})`, `${name}$to: lastDayOf(${at})`];
    case 'month':
      return [`${name}: firstMonthOf(${at})`, `${name}$to: lastMonthOf(${at})`];
    case 'list':
    case 'codes':
      return [`${name}: ${at} === 2 ? null : items[${place}](i)`, `${name}$complete: ${at} === 3 ? 3 : 2`];
    default:
      return [`${name}: ${at}`];
  }
}

/**
 * The rows of a table are literals in code made from text, as generated code is: all have one shape, and a value comes
 * out of its column by one instruction.
 */
class TableRows {
  private readonly table: RecordTable;
  private readonly maker: RowMaker;
  private readonly inner: readonly (TableRows | undefined)[];

  constructor(table: RecordTable) {
    this.table = table;
    this.inner = table.lists.map((list) => (list instanceof RecordTable ? new TableRows(list) : undefined));
    const items = table.lists.map((list, place) =>
      list instanceof CodeTable ? codesAt(list) : this.inner[place]?.items,
    );
    const columns = table.fields.map((_, place) => `c${place}`);
    const entries = table.fields.flatMap(({ name, fact }, place) => entriesOf(name, fact, place));
    const source = `let ${columns.join(', ')};
      return {
        set(columns) { [${columns.join(', ')}] = columns; },
        row(i) { return { ${entries.join(', ')} }; },
      };`;
    const names = ['texts', 'items', 'firstDayOf', 'lastDayOf', 'firstMonthOf', 'lastMonthOf'];
    this.maker = new Function(...names, source)(
      table.fields.map(({ fact }) => (fact.kind === 'code' ? textsOf(fact) : undefined)),
      items,
      firstDayOf,
      lastDayOf,
      firstMonthOf,
      lastMonthOf,
    ) as RowMaker;
  }

  /** Takes the columns that the table holds now. */
  refresh(): void {
    this.maker.set(this.table.columns);
    for (const rows of this.inner) rows?.refresh();
  }

  get row(): RowAt {
    return this.maker.row;
  }

  private items: ItemsAt = (place) => {
    const { starts } = this.table;
    const rows: Row[] = [];
    for (let at = starts[place] as number; at < (starts[place + 1] as number); at += 1)
      rows.push(this.maker.row(at));
    return rows;
  };
}

function codesAt(list: CodeTable): ItemsAt {
  const texts = textsOf(list.fact);
  return (place) => {
    const { starts, places } = list;
    const codes: string[] = [];
    for (let at = starts[place] as number; at < (starts[place + 1] as number); at += 1)
      codes.push(texts[places[at] as number] as string);
    return codes;
  };
}

/**
 * Reads the rows of generated code straight out of Parquet files, each made when it is asked for. What stands in the
 * files is trusted: a value that cannot be makes a cast refuse all that is read with it.
 */
export class ParquetRows {
  private readonly households: RecordTable;
  private readonly rows: TableRows;

  constructor(policy: Policy) {
    this.households = new RecordTable(fieldsRead(policy.program));
    this.rows = new TableRows(this.households);
  }

  /** The rows of some households, by their place among them; good until the next call. */
  async load(source: Source): Promise<RowAt> {
    await this.households.load(source);
    this.rows.refresh();
    return this.rows.row;
  }
}
