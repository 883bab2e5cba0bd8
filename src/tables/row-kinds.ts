import type { BodyMerges } from './body-merges.js';
import { isBlankCell } from './cleaned-cell.js';
import { withoutWidthAndSpace } from './column-names.js';
import { isHeaderRow, repeatsHeader, type SheetHead } from './find-header.js';
import { type Detail, EMPTY_ROW } from './household-list.js';
import { cellFactOf } from './map-header.js';
import { moneyUnitsIn } from './unit-words.js';

const none = (zh: string, en: string): Detail => ({ zh, en, isNone: true });
const perhaps = (zh: string, en: string): Detail => ({ zh, en, mayBeSomebody: true });

const IS_TOTAL = none('是合计，不是一户', 'it is a total, not a household');
const IS_FOOTER = none('是表尾的说明，不是一户', 'it is a note below the table, not a household');
const IS_HEADING = none('是一行标题文字，不是一户', 'it is a line of text, not a household');
export const IS_HEADER = none('又是表头，不是一户', 'it repeats the header and is no household');
const IS_EXAMPLE = none(
  '是填表的示例，不是一户',
  'it is an example of how to fill in the table, not a household',
);
const SAYS_NOTHING = none('认识的列里没有任何内容', 'no column that is known has anything in it');
/** A row that was numbered beforehand, and in which nobody was entered. */
export const IS_BLANK_ENTRY = none(
  '除了户编号没有填写内容，不算一人（一项）',
  'it has the number of a household and nothing else: no person and no entry',
);
const SAYS_NOTHING_KNOWN = perhaps(
  '认识的列里没有任何内容，不知道是谁的',
  'no column that is known has anything in it: nobody knows whose it is',
);
const OF_NOBODY = perhaps(
  '户编号、姓名、证件号码都是空的，不知道是哪一户',
  'its numbers and names are blank: nobody knows which household it is',
);
const PERSON_OR_PLACE = perhaps(
  '只有一格，不知道是人名还是地名',
  'it has one cell only, which may be the name of a person or of a place',
);
const OTHER_HEADER = perhaps(
  '又是一个表头，列名、次序或单位与上面的不同，从这里起没有往下读；请把两个表分到两张工作表',
  'it is another header, whose names, order or units differ from the one above; from here on nothing was read: put the tables on sheets of their own',
);
const UNDER_OTHER_HEADER = perhaps(
  '在另一个表头下面，没有读；请把两个表分到两张工作表',
  'it stands under another header, and was not read: put the tables on sheets of their own',
);

/** So many cells at the beginning of a row may say what the row is: province to group, number, name. */
const LABELS = 8;
const CHINESE = /[\u4e00-\u9fff]/;
/** The name of a place, perhaps with how many live there: 张家湾村（3户）. */
const PLACE = /[\u4e00-\u9fff\d](?:村|组|社|社区|镇|乡|县|区|队|屯|寨)(?:[(].*[)]|[,:]?\d+[户人口]?)?$/;
const GROUP_OF_VILLAGE = /^第?[一二三四五六七八九十\d]+[组社队村区]$/;
/** So long is hardly the name of a person. */
const LONG_NAME = 5;
const TOTAL =
  /^(?:[合总小共累]计|平均|全[村乡镇县组])(?:[:(数]|\d|$)|^(?:本页计|计|汇总|总[户人]?数|[户人]均|total)(?:[:(]|$)|(?:[合小总]计|汇总)[\d户人口,、]*$|^共\d+[户人]/i;
/** Whoever has such a word in the first cell of a row is nobody. */
const SURE_TOTAL = /^(?:[合总小共累]计|平均|全[村乡镇县组])(?:[:(数]|\d|$)|[合小总]计$/;
/** 全镇 and 李小计 may be people; 村小计 is nobody. */
const LIKE_A_NAME = /^(?:全.|[^村乡镇县组社队区](?:[合小总]计|汇总))$/;
const EXAMPLE = /^(?:[示样举]例|例如?)(?::|$)/;
/** A line below a table: who filled it in, when, and what is to be noted. */
export const FOOTER_WORDS =
  '注|备注|附注|说明|填表说明|数据来源|资料来源|填表人|填表日期|填表时间|填报人|填报单位|填报日期|填报时间|制表|制表人|制表日期|审核|审核人|审批人|负责人|经办人|联系人|联系电话|盖章|单位负责人|主管领导|村[(]社区[)]负责人|日期';
const FOOTER = new RegExp(`^(?:(?:${FOOTER_WORDS})\\d*[:.、]|[(](?:盖章|签字|签章|公章)[)]$)`);
const DAY = /^\d{4}年\d{1,2}月\d{1,2}日$/;
/** A sentence, the point of a list, the number of a page: no number of a household is like these. */
const SENTENCE = /[。;]|^\d+[.、)]|^第\d+页|^本[表页]/;
/** 0001 and 2024-11, but not 18位. */
const NUMBERED = /^[^\u4e00-\u9fff]*\d[^\u4e00-\u9fff]*$/;

/** Facts and fields that say whose row it is: by its number, or by a name. */
const NAMES: ReadonlySet<string> = new Set(['headName', 'name']);
const IDENTITY: ReadonlySet<string> = new Set([
  ...NAMES,
  'householdId',
  'headIdNumber',
  'telephone',
  'idNumber',
  'memberId',
]);

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** What the first cells of a row say; every row comes by here. */
function filledOf(cells: readonly string[]): {
  readonly count: number;
  readonly first: number;
  readonly labels: readonly string[];
} {
  const labels: string[] = [];
  let count = 0;
  let first = -1;
  for (const [index, cell] of cells.entries()) {
    if (cell === '' || cell.trim() === '') continue;
    if (count === 0) first = index;
    count += 1;
    if (labels.length < LABELS) labels.push(withoutWidthAndSpace(cell));
  }
  return { count, first, labels };
}

/** What a line is that was not filled up with commas to the width of the table, as people write them by hand. */
function lineOfTextIn(cells: readonly string[], first: string, isFooter: boolean): Detail | undefined {
  if (isFooter) return IS_FOOTER;
  // Commas in a cell: stray quotation marks may have made one of a whole row.
  if (cells.some((cell) => /[,\n]/.test(cell))) return undefined;
  if (TOTAL.test(first)) return IS_TOTAL;
  return cells.length === 1 && PLACE.test(first) ? IS_HEADING : undefined;
}

/** Tells the rows of a sheet that are no household, no person and no entry, and those of which nobody knows. */
export class RowKinds {
  readonly #head: SheetHead;
  readonly #merges: BodyMerges;
  /** Rows have as many cells as the header. */
  readonly #sameWidth: boolean;
  /** By place: whether what is merged over several rows stands for each of them. */
  readonly #repeated: ReadonlySet<number>;
  readonly #known: readonly number[];
  /** Where it stands whose row it is, by its number or a name. */
  readonly #identity: readonly number[];
  readonly #numbers: readonly number[];
  readonly #names: ReadonlySet<number>;
  readonly #days: ReadonlySet<number>;
  readonly #ofEntry: ReadonlySet<number>;
  readonly #titles: ReadonlySet<string>;
  #isUnderOtherHeader = false;

  constructor(head: SheetHead, merges: BodyMerges, sameWidth: boolean, repeated: ReadonlySet<number>) {
    this.#head = head;
    this.#merges = merges;
    this.#sameWidth = sameWidth;
    this.#repeated = repeated;
    const placesOf = (is: (column: SheetHead['mapping'][number]) => boolean): readonly number[] =>
      head.mapping.filter(is).map(({ index }) => index);
    this.#known = placesOf(() => true);
    this.#identity = placesOf(({ fact, field }) => IDENTITY.has(field ?? fact));
    this.#numbers = placesOf(({ fact }) => fact === 'householdId');
    this.#names = new Set(placesOf(({ fact, field }) => NAMES.has(field ?? fact)));
    this.#days = new Set(placesOf((column) => /^(?:day|month)$/.test(cellFactOf(column).kind)));
    this.#ofEntry = new Set(placesOf(({ field }) => field !== undefined));
    this.#titles = new Set(head.parts.flat().map(withoutWidthAndSpace));
  }

  /** Why nothing of a row is used; undefined of one that is to be read. Rows come in their order, after `BodyMerges.enter`. */
  whyNot(row: number, cells: readonly string[]): Detail | undefined {
    const filled = filledOf(cells);
    const { count, labels } = filled;
    const [first] = labels;
    if (first === undefined) return EMPTY_ROW;
    if (repeatsHeader({ row, cells }, this.#head)) {
      this.#isUnderOtherHeader = false;
      return IS_HEADER;
    }
    const isOther = isHeaderRow(labels, { row, cells }, this.#titles);
    if (isOther || this.#isUnderOtherHeader) {
      this.#isUnderOtherHeader = true;
      return isOther ? OTHER_HEADER : UNDER_OTHER_HEADER;
    }
    const width = this.#head.names.length;
    const isFooter = this.#isFooter(filled, cells);
    if (this.#sameWidth && cells.length !== width) {
      const line = cells.length < width ? lineOfTextIn(cells, first, isFooter) : undefined;
      if (line !== undefined) return line;
      return perhaps(
        `有 ${cells.length} 格，表头有 ${width} 格`,
        `it has ${cells.length} cells, the header ${width}`,
      );
    }
    if (this.#merges.isHeading(width) && !this.#hasIdentityBesideMerges(cells)) return IS_HEADING;
    if (SURE_TOTAL.test(first) || (labels.some((text) => TOTAL.test(text)) && this.#isTotal(labels, cells)))
      return IS_TOTAL;
    if (isFooter) return IS_FOOTER;
    if (EXAMPLE.test(first)) return IS_EXAMPLE;
    if (count === 1 && width > 2) {
      const lone = this.#kindOfLone(first, filled.first, cells);
      if (lone !== undefined) return lone;
    }
    const isHousehold = this.#head.scope === 'household';
    if (this.#isBlankAt(this.#known, cells))
      return isHousehold && !labels.some((text) => CHINESE.test(text)) ? SAYS_NOTHING : SAYS_NOTHING_KNOWN;
    return this.#identity.length > 0 && this.#isBlankAt(this.#identity, cells) ? OF_NOBODY : undefined;
  }

  /** Whether a row about a person or an entry says nothing of one: perhaps only whose household it would be. */
  isWithoutEntry(cells: readonly string[]): boolean {
    return cells.every((text, index) => {
      if (isBlankCell(text)) return true;
      if (this.#ofEntry.has(index)) return false;
      return this.#known.includes(index) || /^\d+$/.test(text.trim());
    });
  }

  #isFooter({ count, first, labels }: ReturnType<typeof filledOf>, cells: readonly string[]): boolean {
    const [text = ''] = labels;
    if (labels.length === count && labels.every((label) => FOOTER.test(label) || DAY.test(label)))
      return count > 1 || !DAY.test(text) || !this.#days.has(first);
    if (count > 2) return false;
    if (FOOTER.test(text)) return true;
    if (labels.some((label) => NUMBERED.test(label))) return false;
    const units = moneyUnitsIn(labels).join('');
    if (units !== '元') return units !== '';
    // Beside a name it is a remark on that household.
    return !this.#identity.some(
      (index) => !isBlank(cells[index]) && moneyUnitsIn([cells[index] as string]).length === 0,
    );
  }

  /** A text alone in its row: a village above its households, as where merged cells are not told. */
  #kindOfLone(text: string, index: number, cells: readonly string[]): Detail | undefined {
    const isPlace = PLACE.test(text);
    if (GROUP_OF_VILLAGE.test(text)) return IS_HEADING;
    if (this.#names.has(index) && text.length < LONG_NAME && !/\d/.test(text)) {
      // Whose household it is may stand in merged cells.
      if (!this.#isBlankAt(this.#numbers, cells) || !isPlace) return undefined;
      return PERSON_OR_PLACE;
    }
    if (isPlace) return IS_HEADING;
    const isWhereRowsBegin = index === 0 || this.#numbers.includes(index);
    // An entry or a person may have lost all but one cell; a household is told by the cell that its row begins with.
    if (this.#head.scope !== 'household' || !isWhereRowsBegin || !CHINESE.test(text)) return undefined;
    if (SENTENCE.test(text)) return IS_FOOTER;
    return /\d/.test(text) ? undefined : IS_HEADING;
  }

  /**
   * Of a row with the word for a total: whether nothing else says whose row it is; or the word stands for the name. A
   * row about a person has only numbers and places beside it then.
   */
  #isTotal(labels: readonly string[], cells: readonly string[]): boolean {
    const textAt = (index: number): string => withoutWidthAndSpace(cells[index] ?? '');
    const names = [...this.#names].map(textAt);
    if (names.some((name) => TOTAL.test(name) && !LIKE_A_NAME.test(name)))
      return (
        this.#head.scope === 'household' ||
        labels.every((text) => TOTAL.test(text) || NUMBERED.test(text) || PLACE.test(text))
      );
    return this.#identity.every((index) => {
      const text = textAt(index);
      return text === '' || TOTAL.test(text);
    });
  }

  /** Whether a number or name stands outside of merged cells: then a long text beside it is about that household. */
  #hasIdentityBesideMerges(cells: readonly string[]): boolean {
    return this.#identity.some((index) => {
      const text = withoutWidthAndSpace(cells[index] ?? '');
      if (this.#merges.over(index) !== undefined || text === '') return false;
      // 注 in the place of a number is none.
      return this.#names.has(index) || /[0-9A-Za-z]/.test(text);
    });
  }

  #isBlankAt(places: readonly number[], cells: readonly string[]): boolean {
    return places.every((index) => {
      const text = this.#merges.textAt(index, cells, this.#repeated.has(index));
      return typeof text === 'string' && text.trim() === '';
    });
  }
}
