import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { decisionsAsCsv, decisionsAsJson, decisionsAsNdjson } from '../../src/tables/index.js';

const table = {
  columns: [
    { key: 'householdId', title: '户编号' },
    { key: 'reasons', title: '理由' },
  ],
  rows: [{ householdId: '0001', reasons: '人均 7,800.00 元\n"持平"', other: 'x' }, { householdId: '0002' }],
};
const oneCell = (text: string): string =>
  decisionsAsCsv({ columns: [{ key: 'a', title: 'a' }], rows: [{ a: text }] });
const readBack = (csv: string): string | undefined =>
  Papa.parse<string[]>(csv.slice(1), { delimiter: ',', newline: '\r\n' }).data[1]?.[0];

describe('decisions as CSV', () => {
  test('have a byte order mark, titles, CRLF, and blanks for what is missing', () => {
    expect(decisionsAsCsv(table)).toBe('\ufeff户编号,理由\r\n0001,"人均 7,800.00 元\n""持平"""\r\n0002,\r\n');
  });

  test.each([
    '=1+1',
    '+1',
    '-1+cmd',
    '-',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '=HYPERLINK("x")\nsecond line',
    '＝1+1',
    '－1＋1',
    '--1',
    '-1.2.3',
  ])('%j cannot run as a formula', (text) => {
    expect(oneCell(text)).toContain(`"'${text.replaceAll('"', '""')}"`);
  });

  test.each(['-120.50', '-5', '-0.01', '120.50', '7,800.00', '2024-11-01', '因病', ''])(
    '%j stays as it is',
    (text) => {
      expect(readBack(oneCell(text))).toBe(text);
      expect(oneCell(text)).not.toContain("'");
    },
  );

  test('no cell begins as a formula, and every other cell comes back unchanged', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `=${rest}`),
      fc.string().map((rest) => `-${rest}`),
    );
    fc.assert(
      fc.property(text, (cell) => {
        const back = readBack(oneCell(cell));
        if (back === cell)
          return !/^[=+@\t\r\n]/.test(cell) && (!cell.startsWith('-') || /^-\d+(\.\d+)?$/.test(cell));
        return back === `'${cell}`;
      }),
      { numRuns: 5000 },
    );
  });
});

describe('decisions as JSON and NDJSON', () => {
  const records = [
    { householdId: '0001', reasons: '人均 7,800.00 元\n"持平"' },
    { householdId: '0002', reasons: '' },
  ];
  test('hold the columns by key, in order', () => {
    expect(JSON.parse(decisionsAsJson(table))).toEqual(records);
    const lines = decisionsAsNdjson(table).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(records);
  });

  test('an empty table is an empty list', () => {
    const empty = { columns: table.columns, rows: [] };
    expect([decisionsAsJson(empty), decisionsAsNdjson(empty), decisionsAsCsv(empty)]).toEqual([
      '[]\n',
      '',
      '\ufeff户编号,理由\r\n',
    ]);
  });
});
