import { showDay } from '../backends/words/show.js';
import { summarize } from '../decision/aggregates/summarize.js';
import type { AreaLevel, SummaryItem } from '../decision/aggregates/summary.js';
import { summaryTexts } from '../decision/aggregates/summary-texts.js';
import { adviceSentence } from '../decision/outcome-words.js';
import { standardsInForce, standardText, temporaryTexts } from '../decision/standards.js';
import type { Household } from '../facts/household.js';
import { withoutNumbers } from '../facts/without-numbers.js';
import type { Policy } from '../policy/policy.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import type { HouseholdList } from '../tables/index.js';
import { describeIssue, type Locale } from '../values/issues.js';
import { writeWholeFile } from '../whole-file.node.js';
import { openAnyList } from './assess-engine.js';
import { assessedRows, CountedRows, decisionPieces, inGroups } from './assessed-rows.js';
import { CommandError } from './command-error.js';
import type { ListOptions } from './household-list.js';
import { requireEmptyFolder, writeReceipts } from './receipts-folder.js';
import { summaryLines } from './summary.js';
import { formatOf, isSameFile } from './text-file.js';

export interface AssessOptions extends ListOptions {
  readonly out?: string;
  readonly explain?: boolean;
  /** Also by village, township, county …, in households and persons. */
  readonly by?: AreaLevel;
  /** An empty folder for the receipts, the facts that they need, and the policy. */
  readonly receipts?: string;
  /** The file of the private key (Ed25519, PEM) that signs the receipts. */
  readonly signKey?: string;
}

function headLines(policy: Policy, list: HouseholdList, on: string, locale: Locale): string[] {
  const zh = locale === 'zh-CN';
  const region = zh ? policy.region.name.zh : policy.region.name.en;
  const last = policy.validTo === undefined ? undefined : showDay(policy.validTo, locale);
  const until = zh ? (last === undefined ? '起' : `至${last}`) : (last ?? 'further notice');
  const unreadable = list.rows.filter((row) => !row.readable).length;
  const lines = [
    zh
      ? `${region}，研判日期 ${showDay(on, locale)}，政策 ${policy.hash.slice(0, 16)}（${showDay(policy.validFrom, locale)}${until}有效）`
      : `${region}, ${on}, policy ${policy.hash.slice(0, 16)} (valid ${policy.validFrom} to ${until})`,
    zh
      ? `名单 ${list.rows.length} 行，读出 ${list.rows.length - unreadable} 行${unreadable > 0 ? `，读不出 ${unreadable} 行` : ''}`
      : `${list.rows.length} rows, ${list.rows.length - unreadable} read${unreadable > 0 ? `, ${unreadable} could not be read` : ''}`,
  ];
  for (const layer of temporaryTexts(policy, locale))
    lines.push(zh ? `临时措施：${layer}` : `temporary: ${layer}`);
  for (const standard of standardsInForce(policy, on))
    lines.push(`${zh ? '所用标准：' : 'standard: '}${standardText(standard, policy, locale)}`);
  if (list.unmapped.length > 0) {
    const names = list.unmapped

      .map(({ column, nearest }) => ({ column: withoutNumbers(column), nearest }))
      .map(({ column, nearest }) =>
        nearest === undefined ? column : `${column}（${zh ? '是否应为' : 'is this'}“${nearest}”？）`,
      )
      .join('、');
    lines.push(
      zh
        ? `没有用到的列（${list.unmapped.length}）：${names}`
        : `columns not used (${list.unmapped.length}): ${names}`,
    );
  }
  return lines;
}

function* summaryItems(rows: readonly AssessedRow[]): Generator<SummaryItem> {
  for (const { row, assessment } of rows) yield { household: (row.household ?? {}) as Household, assessment };
}

/** The same by area, in households and persons; a row that could not be read is counted apart. */
const areaLines = (
  rows: readonly AssessedRow[],
  by: AreaLevel,
  policy: Policy,
  locale: Locale,
): readonly string[] =>
  summaryTexts(summarize(summaryItems(rows), { by, declaredBlanks: policy.program.declaredBlanks }), locale);

/**
 * Assesses the rows group by group, writes the decisions where they are asked for, and counts.
 * @throws CommandError if the file cannot be written; then there is none, or the one of before.
 */
async function decideRows(
  rows: readonly AssessedRow[],
  { out, locale, explain = false }: AssessOptions,
): Promise<CountedRows> {
  const counted = new CountedRows();
  function* groups(): Generator<readonly AssessedRow[]> {
    for (const group of inGroups(rows)) {
      for (const row of group) counted.add(row);
      yield group;
    }
  }
  if (out === undefined) {
    for (const _ of groups());
    return counted;
  }
  try {
    await writeWholeFile(out, decisionPieces(groups(), formatOf(out), locale, explain));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new CommandError(
      `写不了 ${out}（${code ?? '未知原因'}），没有写入任何结果。`,
      `${out} cannot be written (${code ?? 'unknown cause'}); nothing was written.`,
    );
  }
  return counted;
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
  const { locale, out } = options;
  // Of a format that is not supported, nothing is decided.
  if (out !== undefined) formatOf(out);
  if (out !== undefined && (await isSameFile(path, out)))
    throw new CommandError(
      '输出文件与名单是同一个文件。请换一个文件名，以免名单被盖掉。',
      'The output is the list itself. Choose another name, so that the list is not overwritten.',
    );
  if (options.signKey !== undefined && options.receipts === undefined)
    throw new CommandError(
      '--sign-key 只在写凭据时有用。请同时给 --receipts 目录。',
      '--sign-key signs receipts only. Give --receipts DIR with it.',
    );
  if (options.receipts !== undefined) await requireEmptyFolder(options.receipts);
  const { assessor, list } = await openAnyList(path, options);
  const rows = assessedRows(assessor, list, options.on);
  const counted = await decideRows(rows, options);
  for (const line of headLines(assessor.policy, list, options.on, locale)) print(line);
  for (const found of list.issues) print(`! ${describeIssue(found, locale)}`);
  print('');
  for (const line of summaryLines(counted.rows, locale)) print(line);
  print('');
  if (options.by !== undefined) {
    const doubled = rows.filter(({ row }) =>
      row.issues.some((found) => found.code === 'duplicateHousehold'),
    ).length;
    if (doubled > 0)
      print(
        locale === 'zh-CN'
          ? `其中 ${doubled} 行户编号重复，下面的户数没有剔除`
          : `${doubled} rows repeat a household number and are counted below all the same`,
      );
    for (const line of areaLines(rows, options.by, assessor.policy, locale)) print(line);
    print('');
  }
  if (out === undefined && options.explain === true) {
    for (const { row, assessment } of rows) {
      print(`── ${locale === 'zh-CN' ? `第 ${row.row} 行` : `row ${row.row}`}`);
      for (const line of assessment?.explain(locale, { alternatives: false }) ??
        row.issues.map((found) => describeIssue(found, locale)))
        print(line);
      print('');
    }
  }
  if (out !== undefined)
    print(
      locale === 'zh-CN'
        ? `${rows.length} 行结果已写入 ${out}`
        : `${rows.length} decisions written to ${out}`,
    );
  if (options.receipts !== undefined) {
    const made = await writeReceipts(options.receipts, rows, assessor.policy, options.signKey);
    print(
      locale === 'zh-CN'
        ? `${made} 份凭据已写入 ${options.receipts}；facts.ndjson 含全部事实和盐值，与案卷同等保管`
        : `${made} receipts written to ${options.receipts}; facts.ndjson holds all facts and the salts: keep it like the case file`,
    );
  }
  print(adviceSentence(locale));
  const isWhole =
    list.issues.every((found) => found.severity === 'warning') && list.rows.every((row) => row.readable);
  return isWhole ? 0 : 2;
}
