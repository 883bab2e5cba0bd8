import type { SheetRow } from './tables/sheet.js';
import { type Epoch, isoText, NumberTexts, unescaped } from './workbook-read-cells.node.js';
import { type CellFormat, PLAIN_FORMAT } from './workbook-read-formats.node.js';
import { type CellPlace, MAXIMUM_COLUMNS, MAXIMUM_ROW, placeOf } from './workbook-read-places.node.js';
import { Malformed } from './workbook-read-problems.node.js';
import { ownCopy, StringText } from './workbook-read-strings.node.js';
import { attributeOf, type XmlListener } from './workbook-read-xml.node.js';

/** What of a workbook its cells refer to. */
export interface CellContext {
  readonly epoch: Epoch;
  readonly texts: readonly string[];
  readonly formats: readonly CellFormat[];
}

/** What stands for a formula that was never worked out: many programs write formulas without their results. */
const NOT_CALCULATED = '#未计算';

/** Collects the rows of a sheet, each cell as the text that a person would write. Rows without text are left out. */
export class RowListener implements XmlListener {
  readonly #context: CellContext;
  readonly #numbers: NumberTexts;
  readonly #inline = new StringText();
  #ready: SheetRow[] = [];

  #isInRows = false;
  #row = 0;
  #isRowGiven = false;
  /** Undefined where no cell was given. */
  #cells: (string | undefined)[] = [];
  #last = -1;

  #isInCell = false;
  #column = -1;
  #type = '';
  #style = '';
  #value = '';
  #isValue = false;
  #hasValue = false;
  #hasFormula = false;
  #isInline = false;

  constructor(context: CellContext) {
    this.#context = context;
    this.#numbers = new NumberTexts(context.epoch);
  }

  /** The rows that have come since this was asked last. */
  takeRows(): readonly SheetRow[] {
    const rows = this.#ready;
    this.#ready = [];
    return rows;
  }

  readonly open = (name: string, attributes: string): void => {
    if (this.#isInCell) this.#openInCell(name);
    else if (name === 'c' && this.#isInRows) this.#openCell(attributes);
    else if (name === 'row' && this.#isInRows) this.#openRow(attributes);
    else if (name === 'sheetData') this.#isInRows = true;
  };

  readonly text = (text: string): void => {
    if (this.#isValue) this.#value += text;
    else if (this.#isInline) this.#inline.text(text);
  };

  readonly close = (name: string): void => {
    if (this.#isInCell) this.#closeInCell(name);
    else if (name === 'row' && this.#isInRows) this.#closeRow();
    else if (name === 'sheetData') this.#isInRows = false;
  };

  #openRow(attributes: string): void {
    const given = attributeOf(attributes, 'r');
    const row = given === undefined ? this.#row + 1 : Number(given);
    if (!Number.isInteger(row) || row <= this.#row || row > MAXIMUM_ROW) throw new Malformed('row');
    this.#row = row;
    this.#isRowGiven = given !== undefined;
    this.#cells = [];
    this.#last = -1;
  }

  #openCell(attributes: string): void {
    const reference = attributeOf(attributes, 'r');
    if (reference === undefined) this.#column = this.#last + 1;
    else this.#placeCell(placeOf(reference));
    if (this.#column >= MAXIMUM_COLUMNS) throw new Malformed('column');
    this.#last = this.#column;
    this.#type = attributeOf(attributes, 't') ?? 'n';
    this.#style = attributeOf(attributes, 's') ?? '0';
    this.#value = '';
    this.#hasValue = false;
    this.#hasFormula = false;
    this.#isInCell = true;
  }

  #placeCell({ row, column }: CellPlace): void {
    // A row without a number stands where its cells say.
    if (!this.#isRowGiven && row > this.#row && this.#cells.length === 0) this.#row = row;
    this.#isRowGiven = true;
    if (row !== this.#row || this.#cells[column] !== undefined) throw new Malformed('cell');
    this.#column = column;
  }

  #openInCell(name: string): void {
    if (this.#isInline) this.#inline.open(name);
    else if (name === 'v') {
      this.#isValue = true;
      this.#hasValue = true;
    } else if (name === 'f') this.#hasFormula = true;
    else if (name === 'is') this.#isInline = true;
    else if (name === 'c') throw new Malformed('cell in a cell');
  }

  #closeInCell(name: string): void {
    if (name === 'v') this.#isValue = false;
    else if (name === 'is') this.#isInline = false;
    else if (this.#isInline) this.#inline.close(name);
    else if (name === 'c') {
      this.#isInCell = false;
      this.#keepCell(this.#cellText());
    }
  }

  #closeRow(): void {
    const cells = this.#cells;
    let length = cells.length;
    while (length > 0 && (cells[length - 1] ?? '') === '') length -= 1;
    if (length > 0)
      this.#ready.push({ row: this.#row, cells: cells.slice(0, length).map((text) => text ?? '') });
  }

  #keepCell(text: string): void {
    const cells = this.#cells;
    // An array with holes is slow.
    while (cells.length < this.#column) cells.push(undefined);
    cells[this.#column] = text;
  }

  #cellText(): string {
    // What stands inline may be there whatever the type says; it must not stay for the next cell.
    const inline = this.#inline.take();
    if (this.#isNotCalculated(inline)) return NOT_CALCULATED;
    switch (this.#type) {
      case 's':
        return this.#sharedText();
      case 'str':
        return ownCopy(unescaped(this.#value));
      case 'inlineStr':
        return inline;
      case 'b':
        return this.#value === '1' ? 'TRUE' : this.#value === '0' ? 'FALSE' : this.#value.toUpperCase();
      case 'e':
        return this.#value;
      case 'd':
        return isoText(this.#value, this.#format());
      default:
        return this.#value === '' ? '' : ownCopy(this.#numbers.textOf(this.#value, this.#format()));
    }
  }

  /** The result of a formula may be the empty text, but then it says so. */
  #isNotCalculated(inline: string): boolean {
    if (!this.#hasFormula || inline !== '') return false;
    return this.#type === 'str' ? !this.#hasValue : this.#value === '';
  }

  #sharedText(): string {
    if (this.#value === '') return '';
    const text = this.#context.texts[Number(this.#value)];
    // A text that is not there is no blank.
    if (text === undefined) throw new Malformed('text');
    return text;
  }

  #format(): CellFormat {
    return this.#context.formats[Number(this.#style)] ?? PLAIN_FORMAT;
  }
}
