/** node run.cjs 规则.js [名单.json]：在 Univer 里判定一张小表，每户一行打印出来。 */
const { readFileSync } = require('node:fs');
const { createUniver, LocaleType, mergeLocales } = require('@univerjs/presets');
const { UniverSheetsNodeCorePreset } = require('@univerjs/preset-sheets-node-core');
const locale = require('@univerjs/preset-sheets-node-core/locales/zh-CN');
const { dixianFunctions } = require('./dixian-functions.cjs');

/** Invented: one with everything, one with blanks, one whose income is 0. */
const EXAMPLE = {
  on: '2024-11-01',
  rows: [
    ['户编号', '家庭人口数', '饮水是否安全', '人均收入'],
    ['0001', 3, '否', 9000],
    ['0002', 2, null, null],
    ['0003', 4, '是', 0],
  ],
};

const letters = (column) =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));
function cell(value) {
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: 3 };
  // With its type; without it Univer does not look at the format of a number.
  if (typeof value === 'number') return { v: value, t: 2 };
  return value.startsWith('=') ? { f: value } : { v: value, t: 1 };
}

async function main() {
  const [, , bundlePath, listPath] = process.argv;
  if (bundlePath === undefined) throw new Error('请给出规则文件：node run.cjs 规则.js [名单.json]');
  const { on, rows, percentages = [] } = listPath === undefined ? EXAMPLE : JSON.parse(readFileSync(listPath, 'utf8'));
  const { univer, univerAPI } = createUniver({
    locale: LocaleType.ZH_CN,
    locales: { [LocaleType.ZH_CN]: mergeLocales(locale.default ?? locale) },
    presets: [UniverSheetsNodeCorePreset({ formula: { function: dixianFunctions(readFileSync(bundlePath, 'utf8')) } })],
  });
  const width = rows[0].length;
  const last = letters(width - 1);
  const cellData = Object.fromEntries(
    rows.map((cells, row) => [
      row,
      Object.fromEntries(
        cells
          .map((value, column) => [column, value === null ? undefined : cell(value)])
          .filter(([, value]) => value !== undefined)
          .map(([column, value]) =>
            percentages.some(([at, beside]) => at === row && beside === Number(column))
              ? [column, { ...value, s: { n: { pattern: '0%' } } }]
              : [column, value],
          ),
      ),
    ]),
  );
  univerAPI.createWorkbook({
    id: 'list',
    sheetOrder: ['households'],
    sheets: { households: { id: 'households', name: '农户', rowCount: rows.length + 2, columnCount: width + 2, cellData } },
  });
  const sheet = univerAPI.getActiveWorkbook().getActiveSheet();
  const results = sheet.getRange(1, width, rows.length - 1, 1);
  results.setFormulas(
    rows.slice(1).map((_, row) => [`=DIXIAN_ROW(A${row + 2}:${last}${row + 2},A$1:${last}$1,"${on}")`]),
  );
  sheet.getRange(0, width, 1, 1).setFormula('=DIXIAN_CHECK()');
  const deadline = Date.now() + 30_000;
  const values = () => [sheet.getRange(0, width, rows.length, 1).getValues()].flat().map(([value]) => value);
  const isOpen = () => values().some((value) => value === null || value === undefined || value === 0);
  while (isOpen() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  if (isOpen()) throw new Error('Univer 没有在 30 秒内算完，没有结果。请分成几张小表。');
  const text = `${JSON.stringify(values(), null, 2)}\n`;
  univer.dispose();
  // Univer keeps the process alive; to end it before all is written would cut the text off.
  process.stdout.write(text, () => process.exit(0));
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
