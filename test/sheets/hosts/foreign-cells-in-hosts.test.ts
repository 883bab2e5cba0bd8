import { describe, expect, test } from 'vitest';
import { airScript } from '../../../src/sheets/hosts/airscript/air-script.js';
import { appsScriptFiles } from '../../../src/sheets/hosts/apps-script/apps-script.js';
import { officeScript } from '../../../src/sheets/hosts/office-script/office-script.js';
import { wpsModules } from '../../../src/sheets/hosts/wps/wps-script.js';
import { GoogleMock } from './google-mock.js';
import { Formula, LIST_HEADER, MemorySheet, ON } from './memory-sheet.js';
import { OfficeMock } from './office-mock.js';
import { STUB_BUNDLE, STUB_TYPESCRIPT } from './stub-bundle.js';
import { WpsMock } from './wps-mock.js';

/** Decides the first sheet once, and says what was told. */
const HOSTS: readonly (readonly [string, (sheets: MemorySheet[]) => string])[] = [
  [
    'WPS',
    (sheets) => {
      const mock = new WpsMock(sheets);
      mock.run(wpsModules(STUB_BUNDLE).map(({ text }) => text))['整表判定']?.();
      return mock.dialogs.join('\n');
    },
  ],
  [
    'AirScript',
    (sheets) => {
      const mock = new WpsMock(sheets, { hasHostLists: true, singleCell: 'rows' });
      mock.run([airScript(STUB_BUNDLE)]);
      return mock.logs.join('\n');
    },
  ],
  [
    'Apps Script',
    (sheets) => {
      const mock = new GoogleMock(sheets, { grid: { columns: 8, rows: 8 } });
      mock.run(appsScriptFiles(STUB_BUNDLE))['整表判定']?.();
      return mock.alerts.join('\n');
    },
  ],
  [
    'an Office Script',
    (sheets) => {
      const mock = new OfficeMock(sheets);
      return mock.open(officeScript(STUB_TYPESCRIPT)).main(mock.workbook);
    },
  ],
];

describe.each(HOSTS)('pressed again in %s', (_, decide) => {
  /** A list that was decided; what the user does then; what a second run says of it. */
  function again(change: (sheet: MemorySheet, day: MemorySheet) => void) {
    const sheet = new MemorySheet('农户', [LIST_HEADER, ['1', '否', 9000], ['2', '是', 9000]]);
    const day = new MemorySheet('研判日期', [[ON]]);
    decide([sheet, day]);
    expect(sheet.at(1, 4)).toBe('identify');
    change(sheet, day);
    const before = new Map(sheet.values);
    const said = decide([sheet, day]);
    return { sheet, before, said };
  }
  const paste = (sheet: MemorySheet): void => {
    const village = ['甲村', '一组', '有', '备注'];
    [
      [...LIST_HEADER, '村', '组', '风险', '备注'],
      ['8', '否', 9000, undefined, ...village],
      ['9', '是', 100, undefined, ...village],
    ].forEach((row, down) => {
      row.forEach((cell, right) => {
        sheet.put(4 + down, right, cell);
      });
    });
  };

  test.each<[string, (sheet: MemorySheet, day: MemorySheet) => void, string]>([
    [
      'a second list stays, and nobody is decided from half of it',
      paste,
      '第 5 行 E 列、第 6 行 E 列、第 7 行 E 列',
    ],
    ['a sum stays', (sheet) => sheet.put(3, 4, '合计待核实：'), '第 4 行 E 列'],
    [
      'a formula stays',
      (sheet) => sheet.put(3, 5, new Formula('=COUNTIF(E2:E3,"verify")', 0)),
      '第 4 行 F 列',
    ],
    [
      'a formula that shows nothing stays',
      (sheet) => sheet.put(3, 6, new Formula('=""', '')),
      '第 4 行 G 列',
    ],
    [
      'a formula in a row of results stays',
      (sheet) => sheet.put(1, 5, new Formula('=A1', '户编号')),
      '第 2 行 F 列',
    ],
    [
      'a second list stays on a refusal',
      (sheet, day) => {
        paste(sheet);
        day.put(0, 0, '不知道');
      },
      '第 5 行 E 列',
    ],
  ])('%s', (__, change, place) => {
    const { sheet, before, said } = again(change);
    expect(sheet.values).toEqual(before);
    expect(said).toContain('没有判定。');
    expect(said).toContain(place);
  });

  test('new households and deleted ones are decided in the place of the results', () => {
    const { sheet, said } = again((changed) => {
      changed.put(1, 1, '是');
      changed.put(3, 0, '3');
      changed.put(3, 1, '否');
      changed.put(3, 2, 9000);
    });
    expect(said).toContain('判定了 3 户');
    expect(sheet.rows().map((row) => row[4])).toEqual([
      '底线：识别建议',
      'notIdentified',
      'notIdentified',
      'identify',
    ]);
  });

  test('the first results leave formulas that show nothing', () => {
    const sheet = new MemorySheet('农户', [LIST_HEADER, ['1', '否', 9000]]);
    sheet.put(1, 4, new Formula('=IF(C2>10000,"高","")', ''));
    decide([sheet, new MemorySheet('研判日期', [[ON]])]);
    expect(sheet.formulaAt(1, 4)).not.toBe('');
    expect(sheet.at(1, 5)).toBe('identify');
  });
});
