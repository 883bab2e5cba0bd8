import type { Policy } from '../../policy/policy.js';
import { type Form, planTemplate } from '../../tables/template.js';
import { templateColumns } from '../../tables/template-columns.js';
import {
  choicesPage,
  codeListOf,
  guidePage,
  type Page,
  requirementsPage,
} from '../../tables/template-pages.js';

/** What a workbook with rules inside is made of: one sheet to fill in, a row a household, and what explains it. */
export interface HouseholdTemplate {
  readonly form: Form;
  readonly guide: Page;
  readonly requirements: Page;
  readonly choices: Page;
}

/**
 * The template of a policy without its lists: members and entries stand in sheets of their own, which the rules in a sheet
 * do not read.
 * @param on the day of assessment, YYYY-MM-DD; within the validity of the policy.
 */
export function householdTemplate(policy: Policy, on: string): HouseholdTemplate {
  const locale = 'zh-CN';
  const columns = templateColumns(policy, 'household').main.filter(({ entry }) => entry.kind !== 'list');
  const main = planTemplate(policy, { on, rows: 'household', locale }).sheets.find(
    (sheet): sheet is Form => sheet.kind === 'form',
  );
  if (main === undefined) throw new Error('A template has a sheet to fill in.');
  const lists = [...new Set(columns.map(codeListOf).filter((list) => list !== undefined))];
  const byHeader = new Map(columns.map((column) => [column.header, column]));
  const described = { name: main.name, columns, rows: main.rows };
  return {
    form: {
      ...main,
      columns: main.columns.flatMap((column) => {
        const template = byHeader.get(column.header);
        if (template === undefined) return [];
        const list = codeListOf(template);
        // Lists of codes that only other sheets choose from are left out, so the others stand in other columns.
        return column.check?.kind !== 'code' || list === undefined
          ? [column]
          : [{ ...column, check: { ...column.check, choicesColumn: lists.indexOf(list) } }];
      }),
    },
    guide: guidePage([described], policy, on, locale),
    requirements: requirementsPage([described], policy, locale),
    choices: choicesPage(lists, columns),
  };
}
