import { mkdir, readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { MODULE_FORMS, type ModuleForm, moduleText } from '../backends/javascript/module-text.js';
import { showDay } from '../backends/words/show.js';
import { type Policy, policyFile } from '../policy/policy.js';
import { loadPolicy } from '../policy-files.node.js';
import type { Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { type ListOptions, requireFolder } from './household-list.js';
import { writeWhole } from './text-file.js';

export interface BuildOptions extends ListOptions {
  /** The folder to write into, made if it is not there; the one at hand without it. */
  readonly out?: string;
  /** Write generated code instead, in this form. */
  readonly module?: string;
}

/** What `dixian build` can write. */
interface Built {
  readonly name: string;
  readonly text: string;
}

const isForm = (form: string): form is ModuleForm => (MODULE_FORMS as readonly string[]).includes(form);

/** @throws CommandError for a form that is not known, or where generated code cannot give every answer. */
function built(policy: Policy, form: string | undefined): Built {
  if (form === undefined) return policyFile(policy);
  if (!isForm(form))
    throw new CommandError(
      `没有 ${form} 这种模块格式。可选：${MODULE_FORMS.join('、')}。`,
      `There is no form of module "${form}". One of: ${MODULE_FORMS.join(', ')}.`,
    );
  const { name, text, unsupported } = moduleText(policy, form);
  if (unsupported.length > 0)
    throw new CommandError(
      `有 ${unsupported.length} 项写不成代码：${unsupported.join('、')}。请去掉 --module，写政策文件。`,
      `${unsupported.length} answers cannot be generated: ${unsupported.join(', ')}. Leave out --module to write the policy file.`,
    );
  return { name, text };
}

/** What stands at a path; undefined where nothing does. */
async function bytesAt(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new CommandError(
      `${path} 已经存在，而且读不了（${code ?? '未知原因'}）。请用 --out 换一个目录。`,
      `${path} exists and cannot be read (${code ?? 'unknown cause'}). Choose another folder with --out.`,
    );
  }
}

/** Writes what was built, whole or not at all. @returns false where the same file is there already. */
async function put(path: string, text: string): Promise<boolean> {
  const before = await bytesAt(path);
  if (before === undefined) {
    await writeWhole(path, text);
    return true;
  }
  if (before.equals(Buffer.from(text, 'utf8'))) return false;
  throw new CommandError(
    `${path} 已经存在，内容不同。没有写入。请先移走它，或用 --out 换一个目录。`,
    `${path} exists and is different. Nothing was written. Move it away, or choose another folder with --out.`,
  );
}

/** How what was written is used, as lines. */
function usage(path: string, form: string | undefined, locale: Locale): readonly string[] {
  const name = JSON.stringify(path).slice(1, -1).replaceAll("'", "\\'");
  const module = isAbsolute(path) ? name : `./${name}`;
  const zh = locale === 'zh-CN';
  if (form === undefined)
    return [
      zh ? '用法（不再需要规则包）：' : 'To use it (no packs are needed):',
      `  import { readFileSync } from 'node:fs';`,
      `  import { compile, readPolicy } from 'dixian';`,
      `  const assessor = compile(readPolicy(readFileSync('${name}', 'utf8')));`,
    ];
  const load =
    form === 'cjs' ? `const policy = require('${module}');` : `import * as policy from '${module}';`;
  return [
    zh ? '用法（不需要安装底线，不由文字生成代码）：' : 'To use it (without dixian, without code from text):',
    `  ${load}`,
    '  policy.day(YYYYMMDD); policy.fault(row); policy.decide(row); policy.read(policy.answers[0]);',
    zh
      ? '每户写成一行的格式，见文件开头的说明和 docs/generated-code.md。'
      : 'How a household becomes a row: see the head of the file, and docs/generated-code.md.',
  ];
}

/**
 * `dixian build`: the policy of a region and day as a file named by its hash, or as generated code. A file that is there
 * already is never overwritten, unless it is the same: then nothing is done.
 */
export async function buildCommand(options: BuildOptions, print: (line: string) => void): Promise<number> {
  const { locale, out = '.' } = options;
  const zh = locale === 'zh-CN';
  if (out.trim() === '')
    throw new CommandError('--out 后面是空的。请写目录名。', '--out is empty. Give the name of a folder.');
  for (const folder of options.packs ?? []) await requireFolder(folder);
  const policy = await loadPolicy({
    region: options.region,
    on: options.on,
    knownOn: options.knownOn,
    packs: options.packs ?? [],
  });
  const { name, text } = built(policy, options.module);
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `建不了目录 ${out}（${code ?? '未知原因'}）。请用 --out 换一个目录。`,
      `The folder ${out} cannot be made (${code ?? 'unknown cause'}). Choose another one with --out.`,
    );
  }
  const path = join(out, name);
  const isNew = await put(path, text);
  if (zh) print(isNew ? `已写入 ${path}` : `${path} 已经有了，内容相同。`);
  else print(isNew ? `Written: ${path}` : `${path} is there already, and is the same.`);
  const { validFrom, validTo } = policy;
  const region = zh ? policy.region.name.zh : policy.region.name.en;
  const days =
    validTo === undefined
      ? zh
        ? `${showDay(validFrom, locale)}起有效`
        : `valid from ${validFrom} on`
      : zh
        ? `${showDay(validFrom, locale)}至${showDay(validTo, locale)}有效`
        : `valid from ${validFrom} to ${validTo}`;
  print(zh ? `${region}，${days}。散列值 ${policy.hash}` : `${region}, ${days}. Hash ${policy.hash}`);
  for (const line of usage(path, options.module, locale)) print(line);
  return 0;
}
