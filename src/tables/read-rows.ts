import type { Declaration } from '../decision/declarations.js';
import type { FactName } from '../facts/catalogue.js';
import { type Issue, issue } from '../values/issues.js';
import { BodyMerges, mayBeMerged } from './body-merges.js';
import { columnLetters } from './column-letters.js';
import { withoutWidthAndSpace } from './column-names.js';
import { repeatsHeader, type SheetHead } from './find-header.js';
import { type Detail, EMPTY_ROW, type ListRow, unreadableRow } from './household-list.js';
import { type CellsRead, columnsByFact, type FactColumns, readFact } from './read-cells.js';
import type { MergedCells } from './sheet.js';
import { moneyUnitsIn } from './unit-words.js';

/** A row as it comes from a file: its cells, or why they are not known. */
export interface RawRow {
  readonly row: number;
  readonly cells?: readonly string[];
  readonly notRead?: Detail;
}

/** What a row says of a household, and, where it is about a person or an entry of a list, of that. */
export interface ReadRow {
  readonly row: number;
  readonly household: Readonly<Record<string, unknown>>;
  /** The fields of the person or entry; empty in a row about a household. */
  readonly record: Readonly<Record<string, unknown>>;
  /** Whether a list is said to hold all of its entries. */
  readonly completes: ReadonlyMap<FactName, boolean>;
  /** Of the household; those of the record stand under its fields. */
  readonly issues: readonly Issue[];
  readonly recordIssues: readonly Issue[];
  readonly declarations: readonly Declaration[];
  readonly cells?: readonly string[];
  /** What stands in cells that are merged over several rows: it is known only if those are of one household. */
  readonly merged: readonly MergedFact[];
  /** Why nothing of the row is used. */
  readonly unreadable?: Detail;
  /** What stands in a row that is no household. */
  readonly texts?: readonly string[];
}

/** A fact of a household in a merged cell. */
export interface MergedFact {
  readonly fact: FactName;
  readonly column: string;
  readonly cells: MergedCells;
}

/** How rows of a sheet are read. */
export interface RowOptions {
  /** The name of the sheet as issues tell it; left out where there is one sheet only. */
  readonly sheet?: string;
  readonly merges?: readonly MergedCells[];
  readonly serialDays?: boolean;
  /** Rows have as many cells as the header, or their cells may have shifted: so in comma-separated text. */
  readonly sameWidth?: boolean;
  readonly keepCells?: boolean;
}

const IS_TOTAL: Detail = { zh: '是合计，不是一户', en: 'it is a total, not a household', isNone: true };
const IS_FOOTER: Detail = {
  zh: '是表尾的说明，不是一户',
  en: 'it is a note below the table, not a household',
  isNone: true,
};
const IS_HEADING: Detail = {
  zh: '是一行标题文字，不是一户',
  en: 'it is a line of text, not a household',
  isNone: true,
};
const IS_HEADER: Detail = {
  zh: '又是表头，不是一户',
  en: 'it repeats the header and is no household',
  isNone: true,
};
const SAYS_NOTHING: Detail = {
  zh: '认识的列里没有任何内容',
  en: 'no column that is known has anything in it',
  isNone: true,
};
const SAYS_NOTHING_KNOWN: Detail = {
  zh: '认识的列里没有任何内容，不知道是谁的',
  en: 'no column that is known has anything in it: nobody knows whose it is',
  mayBeSomebody: true,
};
const OF_NOBODY: Detail = {
  zh: '户编号、姓名、证件号码都是空的，不知道是哪一户',
  en: 'its numbers and names are blank: nobody knows which household it is',
  mayBeSomebody: true,
};

/** So many cells at the beginning of a row may say what the row is: province to group, number, name. */
const LABELS = 8;
const CHINESE = /[\u4e00-\u9fff]/;
/** The name of a place, perhaps with how many live there: 张家湾村（3户）. */
const PLACE = /[\u4e00-\u9fff\d](?:村|组|社|社区|镇|乡|县|区|队|屯|寨)(?:[(].*[)]|[,:]?\d+[户人口]?)?$/;
const TOTAL =
  /^(?:合计|总计|小计|共计|累计|平均|全村|全乡|全镇|全县|全组)(?:[:(数]|\d|$)|(?:合计|小计|总计)$/;
/** A line below a table: who filled it in, when, and what is to be noted. */
export const FOOTER_WORDS =
  '注|备注|附注|说明|填表说明|数据来源|资料来源|填表人|填表日期|填表时间|填报人|填报单位|填报日期|填报时间|制表|制表人|制表日期|审核|审核人|审批人|负责人|经办人|联系人|联系电话|盖章|单位负责人|主管领导|村[(]社区[)]负责人|日期';
const FOOTER = new RegExp(
  `^(?:(?:${FOOTER_WORDS})\\d*[:.、]|[(](?:盖章|签字|签章|公章)[)]$|\\d{4}年\\d{1,2}月\\d{1,2}日$)`,
);

/** Facts and fields that say whose row it is. */
const IDENTITY: ReadonlySet<string> = new Set([
  'householdId',
  'headName',
  'headIdNumber',
  'telephone',
  'name',
  'idNumber',
  'memberId',
]);

const TOLD_COLUMNS = 20;

const nothingOf = (row: number): ReadRow => ({
  row,
  household: {},
  record: {},
  completes: new Map(),
  issues: [],
  recordIssues: [],
  declarations: [],
  merged: [],
});

/** How many cells have something in them, and what the first of them say. Every row comes by here. */
function filledOf(cells: readonly string[]): { readonly count: number; readonly labels: readonly string[] } {
  const labels: string[] = [];
  let count = 0;
  for (const cell of cells) {
    if (cell === '' || cell.trim() === '') continue;
    count += 1;
    if (labels.length < LABELS) labels.push(withoutWidthAndSpace(cell));
  }
  return { count, labels };
}

/** What a line is that was not filled up with commas to the width of the table, as people write them by hand. */
function lineOfTextIn(cells: readonly string[], first: string, isFooter: boolean): Detail | undefined {
  if (isFooter) return IS_FOOTER;
  // Commas in a cell: stray quotation marks may have made one of a whole row.
  if (cells.some((cell) => /[,\n]/.test(cell))) return undefined;
  if (TOTAL.test(first)) return IS_TOTAL;
  if (cells.length > 1) return undefined;
  if (moneyUnitsIn(cells).length > 0) return IS_FOOTER;
  return PLACE.test(first) ? IS_HEADING : undefined;
}

/** Reads the rows of one sheet, in their order. */
export class RowReader {
  readonly #head: SheetHead;
  readonly #options: RowOptions;
  readonly #merges: BodyMerges;
  readonly #facts: readonly FactColumns[];
  /** By place: whether what is merged over several rows stands for each of them. */
  readonly #repeated: ReadonlySet<number>;
  readonly #known: readonly number[];
  /** Where it stands whose row it is, and the number of the household. */
  readonly #identity: readonly number[];
  readonly #numbers: readonly number[];
  /** Columns without a name, and those of them that have something in a row. */
  readonly #nameless: readonly number[];
  readonly #filled = new Set<number>();

  constructor(head: SheetHead, options: RowOptions = {}) {
    this.#head = head;
    this.#options = options;
    this.#merges = new BodyMerges(options.merges ?? [], head.firstDataRow);
    this.#facts = columnsByFact(head.mapping);
    const isAboutMembers = head.scope !== 'household';
    this.#repeated = new Set(
      this.#facts.flatMap((columns) =>
        mayBeMerged(columns, isAboutMembers) ? columns.columns.map(({ index }) => index) : [],
      ),
    );
    this.#known = head.mapping.map(({ index }) => index);
    this.#identity = head.mapping
      .filter(({ fact, field }) => IDENTITY.has(field ?? fact))
      .map(({ index }) => index);
    this.#nameless = head.parts.flatMap((parts, index) => (parts.length === 0 ? [index] : []));
    this.#numbers = head.mapping.filter(({ fact }) => fact === 'householdId').map(({ index }) => index);
  }

  /** Undefined for a blank row, where those are passed over. */
  read(raw: RawRow): ReadRow {
    const { row, cells } = raw;
    const { sheet, serialDays = true, keepCells = false } = this.#options;
    const kept = keepCells && cells !== undefined ? { cells } : {};
    if (cells === undefined) return { ...nothingOf(row), unreadable: raw.notRead ?? EMPTY_ROW };
    this.#merges.enter(row, cells);
    const unreadable = this.whyUnreadable(row, cells);
    if (unreadable !== undefined)
      return {
        ...nothingOf(row),
        ...kept,
        unreadable,
        ...(unreadable.isNone === true ? { texts: cells } : {}),
      };
    for (const index of this.#nameless) if ((cells[index] ?? '').trim() !== '') this.#filled.add(index);
    for (let index = this.#head.names.length; index < cells.length; index += 1)
      if ((cells[index] as string).trim() !== '') this.#filled.add(index);
    const textAt: CellsRead['textAt'] = this.#merges.hasOpen
      ? (index) => this.#merges.textAt(index, cells, this.#repeated.has(index))
      : (index) => cells[index] ?? '';
    const issues: Issue[] = [];
    const recordIssues: Issue[] = [];
    const declarations: Declaration[] = [];
    const household: Record<string, unknown> = {};
    const record: Record<string, unknown> = {};
    const completes = new Map<FactName, boolean>();
    const shared = { row, serialDays, textAt, declarations, ...(sheet === undefined ? {} : { sheet }) };
    const [ofHousehold, ofRecord] = [
      { ...shared, issues },
      { ...shared, issues: recordIssues },
    ];
    for (const target of this.#facts) {
      const { name, field } = target;
      const value = readFact(target, field === undefined ? ofHousehold : ofRecord, target.path);
      if (value === undefined) continue;
      if (target.completes === true) completes.set(name, value === true);
      else if (field !== undefined) record[field] = value;
      else household[name] = value;
    }
    const merged = this.#merges.hasOpen ? this.merged() : [];
    return { row, household, record, completes, issues, recordIssues, declarations, merged, ...kept };
  }

  /** The facts that stand in merged cells in the row that was entered last. */
  private merged(): readonly MergedFact[] {
    return this.#facts.flatMap(({ name, columns }) =>
      columns.flatMap(({ index, column }): readonly MergedFact[] => {
        const over = this.#merges.over(index);
        return over === undefined ? [] : [{ fact: name, column, cells: over }];
      }),
    );
  }

  /** Columns that have no name and were not used, once all rows were read. */
  issues(): readonly Issue[] {
    if (this.#filled.size === 0) return [];
    const columns = [...this.#filled].sort((a, b) => a - b).map(columnLetters);
    const told = columns.slice(0, TOLD_COLUMNS).join('、');
    return [issue('namelessColumns', [], { columns: told, count: columns.length }, 'warning')];
  }

  private whyUnreadable(row: number, cells: readonly string[]): Detail | undefined {
    const { count, labels } = filledOf(cells);
    const [first] = labels;
    if (first === undefined) return EMPTY_ROW;
    const width = this.#head.names.length;
    const areFooters = labels.length === count && labels.every((text) => FOOTER.test(text));
    const isFooter = areFooters || (count <= 2 && FOOTER.test(first));
    if (this.#options.sameWidth === true && cells.length !== width) {
      const lineOfText = cells.length < width ? lineOfTextIn(cells, first, isFooter) : undefined;
      if (lineOfText !== undefined) return lineOfText;
      return {
        zh: `有 ${cells.length} 格，表头有 ${width} 格`,
        en: `it has ${cells.length} cells, the header ${width}`,
        mayBeSomebody: true,
      };
    }
    if (this.#merges.isHeading(width)) return IS_HEADING;
    if (TOTAL.test(first) || (labels.some((text) => TOTAL.test(text)) && this.isOfNobody(cells)))
      return IS_TOTAL;
    if (isFooter) return IS_FOOTER;
    if (repeatsHeader({ row, cells }, this.#head)) return IS_HEADER;
    if (count === 1 && width > 2 && this.isHeading(first, cells)) return IS_HEADING;
    const isHousehold = this.#head.scope === 'household';
    if (this.isBlankAt(this.#known, cells)) return isHousehold ? SAYS_NOTHING : SAYS_NOTHING_KNOWN;
    return this.#identity.length > 0 && this.isBlankAt(this.#identity, cells) ? OF_NOBODY : undefined;
  }

  /** A text alone in its row: a village above its households, as where merged cells are not told. */
  private isHeading(text: string, cells: readonly string[]): boolean {
    if (PLACE.test(text)) return true;
    const index = cells.findIndex((cell) => cell.trim() !== '');
    const isWhereRowsBegin = index === 0 || this.#numbers.includes(index);
    // An entry or a person may have lost all but one cell; a household is told by the cell that its row begins with.
    return this.#head.scope === 'household' && isWhereRowsBegin && CHINESE.test(text) && !/\d/.test(text);
  }

  /** Whether no number and no name says whose row it is, but perhaps the word for a total. */
  private isOfNobody(cells: readonly string[]): boolean {
    return this.#identity.every((index) => {
      const text = withoutWidthAndSpace(cells[index] ?? '');
      return text === '' || TOTAL.test(text);
    });
  }

  private isBlankAt(places: readonly number[], cells: readonly string[]): boolean {
    return places.every((index) => {
      const text = this.#merges.textAt(index, cells, this.#repeated.has(index));
      return typeof text === 'string' && text.trim() === '';
    });
  }
}

/** A row about a household, as a row of a list. */
export function asListRow(read: ReadRow): ListRow {
  const { row, household, issues, declarations, cells, unreadable } = read;
  const kept = cells === undefined ? {} : { cells };
  if (unreadable !== undefined) return { ...unreadableRow(row, unreadable), ...kept };
  return {
    row,
    household,
    issues,
    readable: true,
    ...(declarations.length === 0 ? {} : { declarations }),
    ...kept,
  };
}
