import { expect, test } from 'vitest';
import { appsScriptFiles } from '../../../src/sheets/hosts/apps-script/apps-script.js';
import { officeScript } from '../../../src/sheets/hosts/office-script/office-script.js';
import { wpsModules } from '../../../src/sheets/hosts/wps/wps-script.js';
import { GoogleMock } from './google-mock.js';
import { LIST_HEADER, MemorySheet, ON } from './memory-sheet.js';
import { OfficeMock } from './office-mock.js';
import { STUB_BUNDLE, STUB_TYPESCRIPT } from './stub-bundle.js';
import { WpsMock } from './wps-mock.js';

test.each<[string, (sheets: MemorySheet[]) => string]>([
  [
    'WPS',
    (sheets) => {
      const mock = new WpsMock(sheets, { isStructureProtected: true });
      mock.run(wpsModules(STUB_BUNDLE).map(({ text }) => text))['整表判定']?.();
      return mock.dialogs.join();
    },
  ],
  [
    'Google Sheets',
    (sheets) => {
      const mock = new GoogleMock(sheets, { isStructureProtected: true });
      mock.run(appsScriptFiles(STUB_BUNDLE))['整表判定']?.();
      return mock.alerts.join();
    },
  ],
  [
    'Excel',
    (sheets) => {
      const mock = new OfficeMock(sheets, { isStructureProtected: true });
      return mock.open(officeScript(STUB_TYPESCRIPT)).main(mock.workbook);
    },
  ],
])('where no sheet of notes can be added in %s, the results stand and the notes are told', (_, decide) => {
  const sheet = new MemorySheet('农户', [LIST_HEADER, ['1', '否', 9000]]);
  const said = decide([sheet, new MemorySheet('研判日期', [[ON]])]);
  expect(sheet.at(1, 4)).toBe('identify');
  expect(said).toMatch(/^判定了 1 户，.*写不进“研判提示”表.*研判日期：2024年11月1日/s);
});
