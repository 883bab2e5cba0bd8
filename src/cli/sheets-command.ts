import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { showDay } from '../backends/words/show.js';
import { standardsInForce, standardText } from '../decision/standards.js';
import { loadPolicy } from '../policy-files.node.js';
import { sheetFiles, UnsupportedInSheets } from '../sheet-files.node.js';
import { UnusableInSheets } from '../sheets/unusable-in-sheets.js';
import { writeWholeFile } from '../whole-file.node.js';
import { CommandError } from './command-error.js';
import { type ListOptions, requireFolder } from './household-list.js';

export interface SheetsOptions extends ListOptions {
  /** The folder to write into: empty, or not there yet. */
  readonly out: string;
}

/** Throws CommandError if anything is in the folder: old rules must not stand beside new ones. */
async function requireNewFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw toldOf(error, folder);
  });
  if (names.length > 0)
    throw new CommandError(
      `目录 ${folder} 里已有文件，没有写入。请换一个空目录，以免新旧规则混在一起。`,
      `The folder ${folder} already holds files; nothing was written. Give an empty one, so that old rules do not stand beside new ones.`,
    );
}

function toldOf(error: unknown, out: string): unknown {
  if (error instanceof UnsupportedInSheets)
    return new CommandError(
      `这份政策有 ${error.answers.length} 项写不成表格脚本：${error.answers.join('、')}。没有写入任何文件。请用 dixian assess。`,
      `${error.answers.length} answers of this policy cannot be given by a script for sheets: ${error.answers.join(', ')}. Nothing was written. Use dixian assess.`,
    );
  if (error instanceof UnusableInSheets)
    return new CommandError(
      `规则包里的文字“${error.text}”含有“${error.sign === '\n' || error.sign === '\r' ? '换行' : error.sign}”，表格脚本里不能有。没有写入任何文件。请在规则包里换一个写法。`,
      `The text "${error.text}" of a pack holds ${JSON.stringify(error.sign)}, which no text in a script for sheets may hold. Nothing was written. Write it otherwise in the pack.`,
    );
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  return new CommandError(
    `写不了目录 ${out}（${code ?? '未知原因'}）。里面如果有文件，是不全的，请不要用；请换一个目录再做。`,
    `The folder ${out} cannot be written (${code ?? 'unknown cause'}). If files are there, they are not whole: do not use them, and choose another folder.`,
  );
}

/**
 * `dixian sheets`: writes the scripts and workbooks by which a policy decides inside of spreadsheet programs, all of them
 * made before the first one is written.
 * @returns 0.
 * @throws CommandError or DixianError with what to mend.
 */
export async function sheetsCommand(options: SheetsOptions, print: (line: string) => void): Promise<number> {
  const { region, on, knownOn, packs = [], locale, out } = options;
  const zh = locale === 'zh-CN';
  await requireNewFolder(out);
  for (const folder of packs) await requireFolder(folder);
  const policy = await loadPolicy({ region, on, knownOn, packs });
  try {
    const files = await sheetFiles(policy, on);
    for (const { path, content } of files) {
      const target = join(out, path);
      await mkdir(dirname(target), { recursive: true });
      await writeWholeFile(target, [content]);
    }
    print(zh ? `已写入 ${out}：` : `Written to ${out}:`);
    for (const { path, use } of files) print(zh ? `  ${path}　${use}` : `  ${path}`);
  } catch (error) {
    throw toldOf(error, out);
  }
  const name = zh ? policy.region.name.zh : policy.region.name.en;
  const last = policy.validTo === undefined ? undefined : showDay(policy.validTo, locale);
  const from = showDay(policy.validFrom, locale);
  print(
    zh
      ? `${name}，${from}${last === undefined ? '起' : `至${last}`}有效，政策 ${policy.hash.slice(0, 16)}`
      : `${name}, valid from ${from}${last === undefined ? ' on' : ` to ${last}`}, policy ${policy.hash.slice(0, 16)}`,
  );
  for (const standard of standardsInForce(policy, on))
    print(`${zh ? '所用标准：' : 'standard: '}${standardText(standard, policy, locale)}`);
  print(
    zh
      ? '第一次使用，请先做“规则自检”。怎样装、哪些没有在原软件里运行过：怎样使用.md'
      : 'Run the self-test first. How to install, and what was never run in its own program: 怎样使用.md',
  );
  return 0;
}
