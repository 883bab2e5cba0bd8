import type { Fact } from '../../src/facts/kinds.js';
import { factOf, openPacks, type Policy } from '../../src/index.js';
import { type Form, planTemplate, type Template } from '../../src/tables/template.js';
import { type TemplateRows, templateColumns } from '../../src/tables/template-columns.js';
import type { Page } from '../../src/tables/template-pages.js';
import { SHIPPED_FILES } from '../policy/support.js';

export const library = openPacks(SHIPPED_FILES);
export const gansu = library.resolve({ region: '620000', on: '2024-11-01' });

export const planFor = (
  rows: TemplateRows,
  policy: Policy = gansu,
  locale: 'zh-CN' | 'en' = 'zh-CN',
): Template => planTemplate(policy, { on: '2024-11-01', rows, locale });
export const formsOf = (template: Template): readonly Form[] =>
  template.sheets.filter((sheet): sheet is Form => sheet.kind === 'form');
export const pagesOf = (template: Template): readonly Page[] =>
  template.sheets.filter((sheet): sheet is Page => sheet.kind === 'page');

/** The columns of each sheet, with the scope in which its header is read. */
export function sheetsOf(rows: TemplateRows, policy: Policy = gansu) {
  const { main, lists } = templateColumns(policy, rows);
  return [
    { name: rows === 'member' ? '人口' : '农户', scope: rows, columns: main },
    ...lists.map(({ fact, columns }) => ({
      name: (factOf(fact) as Fact).title.zh,
      scope: fact,
      columns,
    })),
  ] as const;
}
