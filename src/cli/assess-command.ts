import { showDay } from '../backends/words/show.js';
import { issueText } from '../backends/words/tokens.js';
import { Summarizer } from '../decision/aggregates/summarize.js';
import type { AreaLevel } from '../decision/aggregates/summary.js';
import { summaryTexts } from '../decision/aggregates/summary-texts.js';
import { adviceSentence } from '../decision/outcome-words.js';
import { standardsInForce, standardText, temporaryTexts } from '../decision/standards.js';
import type { Household } from '../facts/household.js';
import { withoutNumbers } from '../facts/without-numbers.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import type { Locale } from '../values/issues.js';
import { type EngineOptions, withAssessedList } from './assess-engine.js';
import { CommandError } from './command-error.js';
import { outputFormatOf, writeDecisions } from './decision-output.js';
import type { AssessedList } from './engine-list.js';
import { issueLines } from './issue-lines.js';
import { requireEmptyFolder, writeReceipts } from './receipts-folder.js';
import { summaryLines } from './summary.js';
import { isSameFile } from './text-file.js';

export interface AssessOptions extends EngineOptions {
  readonly out?: string;
  readonly explain?: boolean;
  /** In a workbook, what to ask next also where the list is long. */
  readonly ask?: boolean;
  /** Also by village, township, county …, in households and persons. */
  readonly by?: AreaLevel;
  /** An empty folder for the receipts, the facts that they need, and the policy. */
  readonly receipts?: string;
  /** The file of the private key (Ed25519, PEM) that signs the receipts. */
  readonly signKey?: string;
}

function headLines({ policy, head, counts }: AssessedList, on: string, locale: Locale): string[] {
  const zh = locale === 'zh-CN';
  const region = zh ? policy.region.name.zh : policy.region.name.en;
  const last = policy.validTo === undefined ? undefined : showDay(policy.validTo, locale);
  const until = zh ? (last === undefined ? '起' : `至${last}`) : (last ?? 'further notice');
  const { rows, unreadable } = counts;
  const lines = [
    zh
      ? `${region}，研判日期 ${showDay(on, locale)}，政策 ${policy.hash.slice(0, 16)}（${showDay(policy.validFrom, locale)}${until}有效）`
      : `${region}, ${on}, policy ${policy.hash.slice(0, 16)} (valid ${policy.validFrom} to ${until})`,
    zh
      ? `名单 ${rows} 行，读出 ${rows - unreadable} 行${unreadable > 0 ? `，读不出 ${unreadable} 行` : ''}`
      : `${rows} rows, ${rows - unreadable} read${unreadable > 0 ? `, ${unreadable} could not be read` : ''}`,
  ];
  for (const layer of temporaryTexts(policy, locale))
    lines.push(zh ? `临时措施：${layer}` : `temporary: ${layer}`);
  for (const standard of standardsInForce(policy, on))
    lines.push(`${zh ? '所用标准：' : 'standard: '}${standardText(standard, policy, locale)}`);
  if (head.unmapped.length > 0) {
    const names = head.unmapped
      .map(({ column, nearest }) => ({ column: withoutNumbers(column), nearest }))
      .map(({ column, nearest }) =>
        nearest === undefined ? column : `${column}（${zh ? '是否应为' : 'is this'}“${nearest}”？）`,
      )
      .join('、');
    lines.push(
      zh
        ? `没有用到的列（${head.unmapped.length}）：${names}`
        : `columns not used (${head.unmapped.length}): ${names}`,
    );
  }
  return lines;
}

/** Each row of a list, with its assessment. */
async function* rowsOf(list: AssessedList): AsyncGenerator<AssessedRow, void, undefined> {
  for await (const group of list.groups()) yield* group;
}

/** The same by area, in households and persons; a row that could not be read is counted apart. */
async function areaLines(list: AssessedList, by: AreaLevel, locale: Locale): Promise<readonly string[]> {
  const summarizer = new Summarizer({ by, declaredBlanks: list.policy.program.declaredBlanks });
  for await (const { row, assessment } of rowsOf(list))
    summarizer.add({ household: (row.household ?? {}) as Household, assessment });
  return summaryTexts(summarizer.result(), locale);
}

/** Throws CommandError if the output is one of the files that are read. */
async function requireOtherFile(
  out: string,
  path: string,
  { map, list = [], signKey }: AssessOptions,
): Promise<void> {
  const lists = list.map((given) => given.slice(given.indexOf('=') + 1));
  for (const input of [path, ...lists, map, signKey])
    if (input !== undefined && (await isSameFile(input, out)))
      throw new CommandError(
        '输出文件与名单（或对照文件、清单文件、私钥）是同一个文件。请换一个文件名，以免它被盖掉。',
        'The output is the list itself, or another file that is read. Choose another name, so that it is not overwritten.',
      );
}

/**
 * `dixian assess`: decides every household of a list. Prints a summary; writes the decisions whole or not at all.
 * @returns 0 where every row was decided, 2 where the file or a row could not be read.
 */
export async function assessCommand(
  path: string,
  options: AssessOptions,
  print: (line: string) => void,
): Promise<number> {
  const { out } = options;
  // Of a format that is not supported, nothing is decided.
  if (out !== undefined) outputFormatOf(out);
  if (out !== undefined) await requireOtherFile(out, path, options);
  if (options.signKey !== undefined && options.receipts === undefined)
    throw new CommandError(
      '--sign-key 只在写凭据时有用。请同时给 --receipts 目录。',
      '--sign-key signs receipts only. Give --receipts DIR with it.',
    );
  if (options.receipts !== undefined) await requireEmptyFolder(options.receipts);
  return withAssessedList(path, options, (list) => assessList(list, options, print));
}

async function assessList(
  list: AssessedList,
  options: AssessOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale, out } = options;
  const { policy, head, counts } = list;
  const counted = await writeDecisions(out, list, options);
  for (const line of headLines(list, options.on, locale)) print(line);
  for (const line of issueLines(head.issues, locale)) print(line);
  if (counted.unused > 0)
    print(
      locale === 'zh-CN'
        ? `! 有 ${counted.unused} 处内容看不懂，没有采用，按未知处理；每一处写在那一行的“读不出的内容”里`
        : `! ${counted.unused} values could not be used and are treated as unknown; each stands in its row, under "could not be read"`,
    );
  if (counts.repeated > 0)
    print(
      locale === 'zh-CN'
        ? `! 有 ${counts.repeated} 行的户编号与前面的行相同，都已判定，请核对；是哪几行，见结果里“读不出的内容”`
        : `! ${counts.repeated} rows repeat a household number of a row before; all were decided: check them; each stands in its row, under "could not be read"`,
    );
  print('');
  for (const line of summaryLines(counted.rows, locale)) print(line);
  print('');
  if (options.by !== undefined) {
    if (counts.repeated > 0)
      print(
        locale === 'zh-CN'
          ? `其中 ${counts.repeated} 行户编号重复，下面的户数没有剔除`
          : `${counts.repeated} rows repeat a household number and are counted below all the same`,
      );
    for (const line of await areaLines(list, options.by, locale)) print(line);
    print('');
  }
  if (out === undefined && options.explain === true) await printReasons(list, locale, print);
  if (out !== undefined)
    print(
      locale === 'zh-CN'
        ? `${counts.rows} 行结果已写入 ${out}`
        : `${counts.rows} decisions written to ${out}`,
    );
  if (options.receipts !== undefined) {
    const made = await writeReceipts(options.receipts, rowsOf(list), policy, options.signKey);
    print(
      locale === 'zh-CN'
        ? `${made} 份凭据已写入 ${options.receipts}；facts.ndjson 含全部事实和盐值，与案卷同等保管`
        : `${made} receipts written to ${options.receipts}; facts.ndjson holds all facts and the salts: keep it like the case file`,
    );
  }
  print(adviceSentence(locale));
  const isWhole = head.issues.every((found) => found.severity === 'warning') && counts.unreadable === 0;
  return isWhole ? 0 : 2;
}

async function printReasons(
  list: AssessedList,
  locale: Locale,
  print: (line: string) => void,
): Promise<void> {
  for await (const { row, assessment } of rowsOf(list)) {
    print(`── ${locale === 'zh-CN' ? `第 ${row.row} 行` : `row ${row.row}`}`);
    for (const line of assessment?.explain(locale, { alternatives: false }) ??
      row.issues.map((found) => issueText(found, locale)))
      print(line);
    print('');
  }
}
