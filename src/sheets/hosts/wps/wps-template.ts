import type { Policy } from '../../../policy/policy.js';
import type { Template } from '../../../tables/template.js';
import type { Page, PageRow } from '../../../tables/template-pages.js';
import { householdTemplate } from '../household-template.js';
import { DAY_NAME, NOTES_SHEET } from '../shared/sheet-plan.js';

/** What the guide says of this workbook, a section a heading. */
const SECTIONS: readonly { readonly heading: string; readonly lines: readonly string[] }[] = [
  {
    heading: '怎么允许宏（试用）',
    lines: [
      '规则装在本文件里，不联网，不读别的文件。我们没有在 WPS 里打开过它；打不开、没有宏，就用粘贴的办法，见附带的脚本文件。',
      '用 WPS 表格打开本文件。问要不要启用宏时，选“启用”。没有问，就到“开发工具”的“宏安全性”里选“中”，关闭文件再打开。',
      '“开发工具”里要切换到“JS 宏”环境。没有“开发工具”，是这个版本不带宏。',
      '只启用您信得过的人给的文件。不启用宏也能填表，只是不能判定。',
    ],
  },
  {
    heading: '怎么填、怎么判定',
    lines: [
      '在“农户”表里填，一户一行，不要改列名。户编号必填，两户不能用同一个编号。',
      '留空＝还不知道，不等于没有，也不等于零。核实没有的，金额填 0，是否填“否”。',
      `在“${DAY_NAME}”表的第一格写研判日期，如 2024-11-01。`,
      '切换到“农户”表，到“开发工具”的“JS 宏”里选“整表判定”，运行。可以用“插入”“形状”画一个按钮，指定这个宏。',
      `结果写在表的最右边，列名以“底线：”开头；提示写在“${NOTES_SHEET}”表。`,
      '改了内容、排了序，都要再判定一次：结果不会自己变。',
      '本文件只读一户一行的表。家庭成员、清单等另有表的，请用命令行的 dixian assess。',
    ],
  },
  {
    heading: '怎么自检',
    lines: [
      '运行宏“检查规则”，或在格子里写 =规则自检()，应显示“规则自检通过。”。没有通过，就不判定。',
      '写 =版本() 可以看到地区、有效期和政策编号，和下面写的应当一致。',
    ],
  },
];

/** The guide without its first section, which is about workbooks with several sheets. */
function guideOf(page: Page): Page {
  const [title, ...rows] = page.rows;
  const second = rows.findIndex(({ look }, index) => look === 'heading' && index > 0);
  const own = SECTIONS.flatMap(({ heading, lines }): PageRow[] => [
    { cells: [heading], look: 'heading' },
    ...lines.map((line, index): PageRow => ({ cells: [`${index + 1}. ${line}`], look: 'text' })),
  ]);
  return { ...page, rows: [...(title === undefined ? [] : [title]), ...own, ...rows.slice(second)] };
}

const daySheet = (on: string): Page => ({
  kind: 'page',
  name: DAY_NAME,
  widths: [16, 60],
  isHidden: false,
  rows: [{ cells: [on, '左边是研判日期，要在政策有效期内，见“说明”表。'], look: 'text' }],
});

/** The workbook of a policy for WPS, before the macros are put in. */
export interface WpsTemplate {
  readonly template: Template;
  /** The sheets that are written to, by their place, from 1: they must not be protected. */
  readonly openSheets: readonly number[];
}

/**
 * How to use it, the sheet to fill in, the day of assessment, what each column asks, and the lists of the drop-downs.
 * @param on the day of assessment that stands in it at first, YYYY-MM-DD; within the validity of the policy.
 */
export function planWpsTemplate(policy: Policy, on: string): WpsTemplate {
  const { form, guide, requirements, choices } = householdTemplate(policy, on);
  return {
    template: {
      title: guide.rows[0]?.cells[0] ?? '',
      on,
      sheets: [guideOf(guide), form, daySheet(on), requirements, choices],
    },
    openSheets: [2, 3],
  };
}
