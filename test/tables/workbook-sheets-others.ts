import exceljs from 'exceljs';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { readSheet } from 'read-excel-file/node';

/** A value of another reader as we would write it; formats, by which it is more than a value, are not compared. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (value instanceof Date)
    return value.toISOString().replace('T00:00:00.000Z', '').replace('T', ' ').slice(0, 19);
  return String(value);
}

/** Rows by their number from 1, blank ends and rows left out. */
function table(rows: Iterable<readonly [number, readonly unknown[]]>): Map<number, readonly string[]> {
  const kept = new Map<number, readonly string[]>();
  for (const [row, values] of rows) {
    const cells = Array.from(values, plain);
    while (cells.at(-1) === '') cells.pop();
    if (cells.length > 0) kept.set(row, cells);
  }
  return kept;
}

const numbered = (rows: Iterable<readonly unknown[]>) =>
  table([...rows].map((values, at) => [at + 1, values] as const));

function exceljsValue({ value }: exceljs.Cell): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value)
    return typeof value.result === 'object' && 'error' in value.result ? value.result.error : value.result;
  return 'error' in value ? value.error : 'text' in value ? value.text : undefined;
}

async function byExceljs(file: Uint8Array): Promise<Map<number, readonly string[]>> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(file as unknown as exceljs.Buffer);
  const rows: [number, unknown[]][] = [];
  workbook.worksheets[0]?.eachRow((row, number) => {
    const values: unknown[] = [];
    row.eachCell((cell, column) => {
      // A joined cell is no copy of the first one.
      if (!cell.isMerged || cell.master.address === cell.address) values[column - 1] = exceljsValue(cell);
    });
    rows.push([number, values]);
  });
  return table(rows);
}

async function byHucreStream(file: Uint8Array): Promise<Map<number, readonly string[]>> {
  const rows: [number, unknown[]][] = [];
  for await (const { index, values } of streamXlsxRows(file)) rows.push([index + 1, values]);
  return table(rows);
}

/** Readers of other makers: the rows of the first sheet by their number. */
export const OTHER_READERS: Readonly<
  Record<string, (file: Uint8Array) => Promise<Map<number, readonly string[]>>>
> = {
  'hucre in memory': async (file) => numbered((await readXlsx(file)).sheets[0]?.rows ?? []),
  'hucre as a stream': byHucreStream,
  'read-excel-file': async (file) => numbered(await readSheet(Buffer.from(file), { trim: false })),
  exceljs: byExceljs,
};
