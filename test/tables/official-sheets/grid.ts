import ExcelJS from 'exceljs';

/** A cell as it is typed: a number stays a number in a workbook; null is blank. */
export type GridCell = string | number | Date | null | { readonly formula: string; readonly result?: string };

/** A sheet in code. Rows and columns of merges are counted from 1, both ends included, as a person counts. */
export interface Grid {
  readonly name?: string;
  readonly rows: readonly (readonly GridCell[])[];
  /** Top, left, bottom, right. */
  readonly merges?: readonly (readonly [number, number, number, number])[];
  readonly hidden?: boolean;
}

/** A workbook, written by a library that is not the one that reads it. */
export async function workbookBytes(grids: readonly Grid[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = workbook.modified = new Date(0);
  for (const [place, { name, rows, merges = [], hidden = false }] of grids.entries()) {
    const sheet = workbook.addWorksheet(name ?? `Sheet${place + 1}`, {
      state: hidden ? 'hidden' : 'visible',
    });
    for (const [row, cells] of rows.entries())
      for (const [column, value] of cells.entries()) {
        if (value === null || value === '') continue;
        sheet.getCell(row + 1, column + 1).value = value as ExcelJS.CellValue;
      }
    for (const [top, left, bottom, right] of merges) {
      sheet.mergeCells(top, left, bottom, right);
      sheet.getCell(top, left).alignment = { horizontal: 'center', vertical: 'middle' };
    }
    for (const column of sheet.columns ?? []) column.width = 14;
  }
  return new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
}

/** The text of a cell, as a file without types has it. */
export const textOf = (cell: GridCell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).replaceAll('-', '/');
  return typeof cell === 'object' ? (cell.result ?? '') : String(cell);
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Comma-separated text as WPS saves a sheet: every row as wide as the widest, merged cells blank but for the first. */
export function commaSeparated({ rows }: Grid): string {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows
    .map((cells) => Array.from({ length: width }, (_, column) => quoted(textOf(cells[column]))).join(','))
    .map((line) => `${line}\r\n`)
    .join('');
}

let bytesOfCharacter: ReadonlyMap<string, readonly [number, number]> | undefined;

/** The two-byte part of GB18030, turned around: what it has not is no text of a fixture. */
function twoByteTable(): ReadonlyMap<string, readonly [number, number]> {
  if (bytesOfCharacter !== undefined) return bytesOfCharacter;
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, readonly [number, number]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) {
      if (second === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(first, second));
      if ([...character].length === 1 && character !== '\ufffd') made.set(character, [first, second]);
    }
  bytesOfCharacter = made;
  return made;
}

/**
 * Text in GB18030.
 * @throws Error for a character of four bytes.
 */
export function gb18030Bytes(text: string): Uint8Array {
  const table = twoByteTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const pair = code < 0x80 ? [code] : table.get(character);
    if (pair === undefined) throw new Error(`No two bytes of GB18030 for ${character}.`);
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}
