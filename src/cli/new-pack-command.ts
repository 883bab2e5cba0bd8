import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newPack } from '../policy/new-pack.js';
import { openPackFolders } from '../policy-files.node.js';
import type { Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { requireFolder } from './household-list.js';

export interface NewPackOptions {
  readonly out?: string;
  readonly year: number;
  readonly packs?: readonly string[];
  readonly locale: Locale;
}

/** `dixian new-pack`: writes a valid skeleton with every open term as expected. Never into a folder that exists. */
export async function newPackCommand(
  region: string,
  options: NewPackOptions,
  print: (line: string) => void,
): Promise<number> {
  const zh = options.locale === 'zh-CN';
  const folder = options.out ?? region;
  if (folder.trim() === '')
    throw new CommandError('--out 后面是空的。请写目录名。', '--out is empty. Give the name of a folder.');
  if ((await stat(folder).catch(() => undefined)) !== undefined)
    throw new CommandError(
      `${folder} 已经存在。请用 --out 换一个目录，以免盖掉已有的规则包。`,
      `${folder} exists already. Choose another folder with --out.`,
    );
  for (const each of options.packs ?? []) await requireFolder(each);
  const library = await openPackFolders({ packs: options.packs });
  const made = newPack(library, { region, year: options.year });
  for (const { path, text } of made.files) {
    const target = join(folder, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      // Never over a file that is there.
      await writeFile(target, text, { encoding: 'utf8', flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CommandError(
        `写不了 ${target}（${code ?? '未知原因'}）。请换一个目录。`,
        `${target} cannot be written (${code ?? 'unknown cause'}). Choose another folder.`,
      );
    }
  }
  const visible = made.files.filter(({ path }) => !path.startsWith('.'));
  print(zh ? `已写入 ${folder}：` : `Written to ${folder}:`);
  for (const { path } of visible) print(`  ${path}`);
  const title = (name: string): string => {
    const parameter = library.layersOf(region).contextOn(`${options.year}-12-31`).merged.parameters.get(name);
    return `${zh ? parameter?.declared.title.zh : parameter?.declared.title.en} ${name}`;
  };
  if (made.openTerms.length > 0) {
    print(zh ? '待填写：' : 'To be filled in:');
    for (const name of made.openTerms) print(`  ${title(name)}`);
  }
  if (made.alreadySet.length > 0) {
    print(
      zh
        ? '上级规则包已有（要改须写 overrides，见 docs/writing-a-pack.md）：'
        : 'Set by an upper pack (to change one, write "overrides"; see docs/writing-a-pack.md):',
    );
    for (const name of made.alreadySet) print(`  ${title(name)}`);
  }
  const packs = (options.packs ?? []).map((each) => ` --packs ${each}`).join('');
  print(zh ? `填好后运行：dixian check ${folder}${packs}` : `Then run: dixian check ${folder}${packs}`);
  return 0;
}
