import { readFile } from 'node:fs/promises';
import { showDay } from './backends/words/show.js';
import { ADVICE_WORDS } from './decision/outcome-words.js';
import { standardsInForce, standardText } from './decision/standards.js';
import type { Policy } from './policy/policy.js';
import { requireDay } from './policy/require-day.js';
import { type BundleForm, bundleText, bundleTypeScript } from './sheets/bundle.js';
import { airScript } from './sheets/hosts/airscript/air-script.js';
import { appsScriptFiles } from './sheets/hosts/apps-script/apps-script.js';
import { calcWorkbook } from './sheets/hosts/calc/package.js';
import { planCalcBook } from './sheets/hosts/calc/workbook.js';
import { excelAddInFiles } from './sheets/hosts/excel-add-in/excel-add-in.js';
import { officeScript } from './sheets/hosts/office-script/office-script.js';
import { scriptHead } from './sheets/hosts/script-head.js';
import { wpsModules, wpsScript } from './sheets/hosts/wps/wps-script.js';
import { planWpsTemplate } from './sheets/hosts/wps/wps-template.js';
import { wpsWorkbook } from './sheets/hosts/wps/wps-workbook.js';
import { VERSION } from './version.js';
import { templatePieces } from './workbook-template.node.js';

/** A file by which a policy decides inside of a program for spreadsheets. */
export interface SheetFile {
  /** Its path below the folder of all of them, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Where it is used, in Chinese. */
  readonly use: string;
}

/** The page of this library about these files goes with them: whoever gets them has nothing else. */
const GUIDE = new URL('../docs/inside-spreadsheets.md', import.meta.url);
const HOW_TO_USE = '怎样使用.md';

/** Answers that the scripts for sheets cannot give; with any of them they would look whole and not be. */
export class UnsupportedInSheets extends Error {
  override readonly name = 'UnsupportedInSheets';
  readonly answers: readonly string[];

  constructor(answers: readonly string[]) {
    super(`Scripts for sheets cannot give: ${answers.join(', ')}.`);
    this.answers = answers;
  }
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The page without links to what does not go with it; links within it stay. */
const withoutOtherPages = (page: string): string =>
  page.replace(/(?<!!)\[([^\]]+)\]\((?!#|https?:)[^)]*\)/g, '$1');

/** What stands beside the files: what they are, by which policy they decide, and how to check them. */
function guideText(policy: Policy, on: string, files: readonly SheetFile[]): string {
  const { validFrom, validTo } = policy;
  const until = validTo === undefined ? '起' : `至${showDay(validTo, 'zh-CN')}`;
  const lines = [
    '在表格软件里研判',
    '',
    `地区：${policy.region.name.zh}（${policy.region.code}）`,
    `政策有效期：${showDay(validFrom, 'zh-CN')}${until}。过了有效期，文件会拒绝判定，请重新做。`,
    `政策编号：${policy.hash}`,
    `做这套文件的程序：底线 ${VERSION}；自检样例户的研判日期：${showDay(on, 'zh-CN')}`,
    ...standardsInForce(policy, on).map((standard) => `所用标准：${standardText(standard, policy, 'zh-CN')}`),
    `结果是${ADVICE_WORDS['zh-CN']}。`,
    '',
    ...files.map(({ path, use }) => `${path}　${use}`),
    '',
    '第一次使用，请先做“规则自检”，应显示“规则自检通过。”。没有通过，就不要用，改用命令行 dixian assess。',
    `怎样装、怎样启用宏，哪些没有在原软件里运行过：见 ${HOW_TO_USE}。`,
  ];
  // Old editors of Windows know UTF-8 by its mark and lines by both characters.
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/**
 * All files by which a policy decides inside of spreadsheet programs: scripts that stand alone, and workbooks with the
 * scripts inside. The same policy and day give the same bytes.
 * @param on the day of assessment that stands in the workbooks at first, and of the households by which the scripts test
 *   themselves, YYYY-MM-DD.
 * @throws DixianError if the policy is not valid on the day; UnsupportedInSheets if the scripts cannot give an answer of
 *   the policy; UnusableInSheets if a text of a pack cannot stand in them.
 */
export async function sheetFiles(policy: Policy, on: string): Promise<readonly SheetFile[]> {
  requireDay(policy, on);
  const bundle = (form: BundleForm): string => {
    const { text, unsupported } = bundleText(policy, { form, on });
    if (unsupported.length > 0) throw new UnsupportedInSheets(unsupported);
    return text;
  };
  const [readable, small, quick] = [bundle('readable'), bundle('small'), bundle('quick')];
  const wps = planWpsTemplate(policy, on);
  const template = await bytesOf(templatePieces(wps.template));
  const addIn = excelAddInFiles(small);
  const files: readonly SheetFile[] = [
    {
      path: 'calc.ods',
      content: await calcWorkbook(planCalcBook(policy, on), quick),
      use: 'LibreOffice Calc：打开就用，宏在文件里',
    },
    {
      path: 'wps.js',
      content: `${scriptHead(policy, 'wps')}${wpsScript(small)}`,
      use: 'WPS 表格：粘贴到 JS 宏里',
    },
    {
      path: 'wps.xlsm',
      content: await wpsWorkbook(template, wpsModules(small), wps.openSheets),
      use: 'WPS 表格：打开就用，宏在文件里（试用，没有在 WPS 里打开过）',
    },
    {
      path: 'airscript.js',
      content: `${scriptHead(policy, 'airScript')}${airScript(small)}`,
      use: '金山文档：粘贴到 AirScript 里',
    },
    ...appsScriptFiles(quick).map(({ name, text }) => ({
      path: `apps-script/${name}`,
      content: name.startsWith('1') ? `${scriptHead(policy, 'appsScript')}${text}` : text,
      use: 'Google 表格：粘贴到 Apps 脚本里',
    })),
    {
      path: 'office-script.ts',
      content: `${scriptHead(policy, 'officeScript')}${officeScript(bundleTypeScript(policy, { on }).text)}`,
      use: 'Excel 的 Office 脚本：粘贴',
    },
    { path: 'excel-add-in/functions.js', content: addIn.script, use: 'Excel 加载项：自定义函数' },
    { path: 'excel-add-in/functions.json', content: addIn.metadata, use: 'Excel 加载项：函数的说明' },
    { path: 'rules.js', content: readable, use: '规则本身，可以读；给自己的程序用' },
  ];
  return [
    ...files,
    {
      path: HOW_TO_USE,
      content: withoutOtherPages(await readFile(GUIDE, 'utf8')),
      use: '每种软件怎样装、怎样启用宏、怎样自检',
    },
    { path: '说明.txt', content: guideText(policy, on, files), use: '是哪份政策的、各个文件用在哪里' },
  ];
}
