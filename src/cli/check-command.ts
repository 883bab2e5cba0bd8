import { realpath, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { showDay } from '../backends/words/show.js';
import { absenceText } from '../backends/words/standing.js';
import { checkPacks, type DaysWithoutValue, type RunsOut } from '../policy/check-packs.js';
import { confirmOverrides } from '../policy/confirm.js';
import { openPacks, type PackLibrary } from '../policy/library.js';
import type { PolicyFile } from '../policy/pack-file.js';
import { readPackFolder, readPackFolders, SHIPPED_RULES } from '../policy-files.node.js';
import { describeIssue, type Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { requireFolder } from './household-list.js';

export interface CheckOptions {
  readonly on: string;
  readonly days: number;
  readonly packs?: readonly string[];
  readonly confirm?: boolean;
  readonly locale: Locale;
}

/** The files of a folder beside the shipped rules; the shipped rules themselves are read once. */
async function filesWith(
  folder: string,
  others: readonly string[],
): Promise<{ own: PolicyFile[]; all: PolicyFile[] }> {
  const own = await readPackFolder(folder);
  const shipped = await realpath(SHIPPED_RULES);
  const real = await realpath(folder);
  const isShipped = real === shipped || real.startsWith(shipped + sep);
  if (!isShipped) return { own, all: await readPackFolders([folder, SHIPPED_RULES, ...others]) };
  const all = await readPackFolders([SHIPPED_RULES, ...others]);
  const below = real.slice(shipped.length);
  const prefix = join(SHIPPED_RULES, below).split(sep).join('/');
  return { own: all.filter((file) => file.path.startsWith(prefix)), all };
}

/** Figures and regions can be checked without a pack. */
const isTable = ({ path }: PolicyFile): boolean => path.endsWith('.csv');

/** The regions of a folder's packs, and the regions below them that have packs: those rest on what these say. */
function regionsOf(library: PackLibrary, own: readonly PolicyFile[]): string[] {
  const paths = new Set(own.map((file) => file.path));
  const { packs, regions } = library.packs;
  const changed = new Set(packs.filter((pack) => paths.has(pack.path)).map((pack) => pack.head.region));
  const isBelow = (region: string): boolean => regions.ancestry(region).some(({ code }) => changed.has(code));
  return [...new Set(packs.map((pack) => pack.head.region))].filter(isBelow);
}

function stretchText(days: DaysWithoutValue, region: string, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const to =
    days.to === undefined ? (zh ? '起' : ' on') : zh ? `至${showDay(days.to, locale)}` : ` to ${days.to}`;
  const why = absenceText(
    {
      ...(days.status === undefined ? {} : { status: days.status }),
      ...(days.expectedOn === undefined ? {} : { expectedOn: days.expectedOn }),
    },
    locale,
  );
  if (days.parameter === '')
    return zh
      ? `${region}：${showDay(days.from, locale)}${to}，没有识别规则，谁也判定不了`
      : `${region}: ${days.from}${to}, no rules of identification, nobody can be decided`;
  return zh
    ? `${region}：${showDay(days.from, locale)}${to}，规则要用“${days.title.zh}”，但没有值（${why}）`
    : `${region}: ${days.from}${to}, rules read "${days.title.en}", which has no value (${why})`;
}

function endText({ title, to, kind, fallsBackTo }: RunsOut, region: string, locale: Locale): string {
  if (fallsBackTo !== undefined)
    return locale === 'en'
      ? `${region}: its own "${title.en}" ends on ${to}; from then on that of ${fallsBackTo.en} is used`
      : `${region}：本级的“${title.zh}”${showDay(to, locale)}到期，其后改用“${fallsBackTo.zh}”的`;
  if (locale === 'en') return `${region}: "${title.en}" (${kind}) ends on ${to}, with nothing after it`;
  return `${region}：${kind === 'pack' ? '规则包' : '参数'}“${title.zh}”${showDay(to, locale)}到期，其后没有新的`;
}

async function confirm(
  all: readonly PolicyFile[],
  own: readonly PolicyFile[],
  options: CheckOptions,
  print: (line: string) => void,
): Promise<readonly PolicyFile[]> {
  const library = openPacks(all);
  const regions = regionsOf(library, own);
  const { issues } = checkPacks(library, { regions, on: options.on, days: options.days });
  const changed = confirmOverrides(own, issues);
  for (const { path, text } of changed) {
    await writeFile(path, text, 'utf8');
    print(options.locale === 'zh-CN' ? `已确认：${path}` : `confirmed: ${path}`);
  }
  if (changed.length === 0)
    print(options.locale === 'zh-CN' ? '没有需要确认的改动。' : 'nothing to confirm.');
  return all.map((file) => changed.find((each) => each.path === file.path) ?? file);
}

/**
 * `dixian check`: every fault of the packs of a folder, on every day; the days without a value; what runs out.
 * @returns 0 where there is no fault, 1 otherwise.
 */
export async function checkCommand(
  folder: string,
  options: CheckOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale, on, days } = options;
  const zh = locale === 'zh-CN';
  for (const each of [folder, ...(options.packs ?? [])]) await requireFolder(each);
  const read = await filesWith(folder, options.packs ?? []);
  const all = options.confirm === true ? await confirm(read.all, read.own, options, print) : read.all;
  const library = openPacks(all);
  const regions = regionsOf(library, read.own);
  const check = checkPacks(library, { regions, on, days });
  const nameOf = (code: string): string => {
    const name = library.packs.regions.get(code)?.name;
    return name === undefined ? code : `${zh ? name.zh : name.en} ${code}`;
  };
  print(
    zh
      ? `${folder}：${read.own.length} 个文件，${regions.length} 个区域，逐日核对`
      : `${folder}: ${read.own.length} files, ${regions.length} regions, every day checked`,
  );
  if (read.own.length === 0 || (regions.length === 0 && check.issues.length === 0 && !read.own.some(isTable)))
    throw new CommandError(
      `${folder} 里没有规则包（kind 为 "pack" 的文件）。请检查目录。`,
      `${folder} has no pack (a file of kind "pack"). Check the folder.`,
    );
  for (const found of check.issues) {
    const dated = check.datedFaults.get(found);
    const since =
      dated === undefined
        ? ''
        : zh
          ? `（${nameOf(dated.region)}，${showDay(dated.from, locale)}起）`
          : ` (${nameOf(dated.region)}, from ${dated.from} on)`;
    print(`✗ ${describeIssue(found, locale)}${since}`);
  }
  if (check.withoutValue.length > 0) print(zh ? '\n没有值的日子：' : '\nDays without a value:');
  for (const each of check.withoutValue) print(`  ${stretchText(each, nameOf(each.region), locale)}`);
  if (check.runsOut.length > 0)
    print(zh ? `\n${on} 起 ${days} 天内到期：` : `\nRuns out within ${days} days of ${on}:`);
  for (const each of check.runsOut) print(`  ${endText(each, nameOf(each.region), locale)}`);
  print('');
  const count = check.issues.length;
  print(
    count === 0
      ? zh
        ? '没有错误。'
        : 'No fault.'
      : zh
        ? `${count} 处错误。改正后再运行一次。`
        : `${count} faults. Mend them and run again.`,
  );
  if (library.packs.unread.length > 0)
    print(
      zh
        ? `其中 ${library.packs.unread.length} 个文件写法有误，内容还没有核对，改正后可能再查出错误。`
        : `${library.packs.unread.length} files could not be read for their form; more may be found once they are mended.`,
    );
  return count === 0 ? 0 : 1;
}
