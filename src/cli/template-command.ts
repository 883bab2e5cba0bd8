import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { showDay } from '../backends/words/show.js';
import { standardsInForce, standardText } from '../decision/standards.js';
import { loadPolicy } from '../policy-files.node.js';
import { planTemplate } from '../tables/template.js';
import { TEMPLATE_ROWS, type TemplateRows } from '../tables/template-columns.js';
import { writeWholeFile } from '../whole-file.node.js';
import { templatePieces } from '../workbook-template.node.js';
import { CommandError } from './command-error.js';
import { type ListOptions, requireFolder } from './household-list.js';

export interface TemplateOptions extends ListOptions {
  /** What a row of the main sheet is about: `household` or `member`. */
  readonly rows: string;
  /** The workbook to write, .xlsx. */
  readonly out: string;
}

function rowsOf(text: string): TemplateRows {
  const rows = TEMPLATE_ROWS.find((each) => each === text);
  if (rows !== undefined) return rows;
  throw new CommandError(
    `--rows 只能是 ${TEMPLATE_ROWS.join('、')}：一户一行，或一人一行。`,
    `--rows is one of ${TEMPLATE_ROWS.join(', ')}: a row a household, or a row a person.`,
  );
}

/** @throws CommandError if it is no .xlsx, or a file is there already: it may have been filled in. */
async function requireNewWorkbook(path: string): Promise<void> {
  if (extname(path).toLowerCase() !== '.xlsx')
    throw new CommandError(
      `${path} 的名字要以 .xlsx 结尾。请用 --out 换一个文件名。`,
      `${path} has to end with .xlsx. Choose another name with --out.`,
    );
  if ((await stat(path).catch(() => undefined)) !== undefined)
    throw new CommandError(
      `${path} 已经存在，里面可能已经填了内容。没有写入。请先移走它，或用 --out 换一个文件名。`,
      `${path} exists and may have been filled in. Nothing was written. Move it away, or choose another name with --out.`,
    );
}

/**
 * `dixian template`: writes the workbook to fill in for a policy, with the columns that it reads. Never over a file that
 * is there.
 * @returns 0.
 * @throws CommandError or DixianError with what to mend; then nothing was written.
 */
export async function templateCommand(
  options: TemplateOptions,
  print: (line: string) => void,
): Promise<number> {
  const { region, on, knownOn, packs = [], locale, out } = options;
  const zh = locale === 'zh-CN';
  const rows = rowsOf(options.rows);
  await requireNewWorkbook(out);
  for (const folder of packs) await requireFolder(folder);
  const policy = await loadPolicy({ region, on, knownOn, packs });
  const template = planTemplate(policy, { on, rows, locale });
  try {
    await writeWholeFile(out, templatePieces(template));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new CommandError(
      `写不了 ${out}（${code ?? '未知原因'}），没有写入任何内容。请换一个目录。`,
      `${out} cannot be written (${code ?? 'unknown cause'}); nothing was written. Choose another folder.`,
    );
  }
  print(zh ? `已写入 ${out}` : `Written: ${out}`);
  for (const sheet of template.sheets)
    if (sheet.kind === 'form')
      print(
        zh
          ? `  ${sheet.name}：${sheet.columns.length} 列`
          : `  ${sheet.name}: ${sheet.columns.length} columns`,
      );
  const name = zh ? policy.region.name.zh : policy.region.name.en;
  print(
    zh
      ? `${name}，研判日期 ${showDay(on, locale)}，政策 ${policy.hash.slice(0, 16)}`
      : `${name}, ${on}, policy ${policy.hash.slice(0, 16)}`,
  );
  for (const standard of standardsInForce(policy, on))
    print(`${zh ? '所用标准：' : 'standard: '}${standardText(standard, policy, locale)}`);
  const shared = ['--region', region, '--on', on, ...packs.flatMap((folder) => ['--packs', folder])].join(
    ' ',
  );
  print(
    zh
      ? `填好后运行：dixian assess ${out} ${shared} --out 结果.xlsx`
      : `Filled in, run: dixian assess ${out} ${shared} --out decisions.xlsx`,
  );
  return 0;
}
