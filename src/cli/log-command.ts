import type { DecisionLogEntry } from '../decision/log/entry.js';
import { DecisionCounter } from '../decision/log/report.js';
import { decisionReportTexts } from '../decision/log/report-texts.js';
import { type DecisionLogReading, readDecisionLog } from '../decision-log-reader.node.js';
import type { Title } from '../facts/kinds.js';
import type { PolicyRule } from '../policy/policy.js';
import { openPackFolders } from '../policy-files.node.js';
import { describeIssue, type Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { requireFolder } from './household-list.js';

export interface LogOptions {
  /** The hash of the last entry as it was noted elsewhere. */
  readonly head?: string;
  /** Packs in which the titles of rules are looked up, beside the shipped ones. */
  readonly packs?: readonly string[];
  /** Also print the texts of reasons, which are people's own words. */
  readonly reasonTexts?: boolean;
  readonly json?: boolean;
  readonly locale: Locale;
}

interface ReadLog {
  readonly reading: DecisionLogReading;
  readonly counter: DecisionCounter;
  /** A region, a day and what was known of each policy that entries were decided by. */
  readonly policies: readonly DecisionLogEntry['receipt'][];
}

async function readLog(folder: string, expectedHead: string | undefined): Promise<ReadLog> {
  const counter = new DecisionCounter();
  const policies = new Map<string, DecisionLogEntry['receipt']>();
  const onEntry = (entry: DecisionLogEntry): void => {
    counter.add(entry);
    policies.set(entry.receipt.policy.hash, entry.receipt);
  };
  try {
    const reading = await readDecisionLog(folder, {
      onEntry,
      ...(expectedHead === undefined ? {} : { expectedHead }),
    });
    return { reading, counter, policies: [...policies.values()] };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError(
      `读不了日志目录 ${folder}（${code}）。请检查路径和权限。`,
      `${folder} cannot be read (${code}). Check the path and permissions.`,
    );
  }
}

/** The rules of the entries' policies, as far as the packs at hand know them: only for titles and stages. */
async function rulesOf(
  receipts: ReadLog['policies'],
  packs: readonly string[],
): Promise<Record<string, PolicyRule>> {
  const library = await openPackFolders({ packs });
  const rules: Record<string, PolicyRule> = {};
  for (const { policy, on } of receipts) {
    const { region, knownOn } = policy;
    try {
      Object.assign(
        rules,
        library.resolve({ region, on, ...(knownOn === undefined ? {} : { knownOn }) }).rules,
      );
    } catch {
      // A county whose packs are not at hand: its rules are shown by their names.
    }
  }
  return rules;
}

function verificationLines(reading: DecisionLogReading, locale: Locale): string[] {
  const { files, lines, verified, breaks, breakCount, torn, head, expectedHead } = reading;
  const zh = locale === 'zh-CN';
  const told = breaks.map((each) => `  ${describeIssue(each, locale)}`);
  const untold = breakCount - breaks.length;
  return [
    zh
      ? `核对：${files.length} 个文件，${lines} 行，${verified} 条记录核对无误。`
      : `Verified: ${lines} lines in ${files.length} file(s), ${verified} entries found whole.`,
    ...(breakCount === 0
      ? [
          zh
            ? '没有发现改动、缺失、重复、乱序。'
            : 'Nothing changed, missing, doubled or out of order was found.',
        ]
      : [zh ? `发现 ${breakCount} 处不符，第一处在前：` : `${breakCount} breaks, the first one first:`]),
    ...told,
    ...(untold > 0 ? [zh ? `  另有 ${untold} 处没有列出。` : `  ${untold} more are not listed.`] : []),
    ...(torn.length > 0
      ? [
          zh
            ? `另存的未写完的行（不在日志里）：${torn.join('、')}。`
            : `Unfinished lines moved aside (no part of the log): ${torn.join(', ')}.`,
        ]
      : []),
    head.sequence === 0
      ? zh
        ? '日志是空的。'
        : 'The log is empty.'
      : zh
        ? `末条：第 ${head.sequence} 条，散列值 ${head.hash}`
        : `Head: entry ${head.sequence}, hash ${head.hash}`,
    headLine(expectedHead, locale),
  ];
}

function headLine(expected: DecisionLogReading['expectedHead'], locale: Locale): string {
  const zh = locale === 'zh-CN';
  switch (expected.status) {
    case 'notGiven':
      return zh
        ? '末尾若被截去，从日志本身看不出来。请把末条散列值另记在别处，下次用 --head 核对。'
        : 'An end that was cut off cannot be seen from the log itself. Note the hash of the head elsewhere, and give it as --head.';
    case 'last':
      return zh ? '与另记的末条相符，之后没有新记录。' : 'It is the head that was noted.';
    case 'earlier':
      return zh
        ? `另记的末条在日志里，其后又有 ${expected.later} 条。`
        : `The head that was noted is in the log; ${expected.later} entries came after it.`;
    case 'absent':
      return zh
        ? '日志里没有另记的末条：末尾可能被截去，或不是同一个日志。'
        : 'The head that was noted is not in the log: its end may have been cut off, or this is another log.';
  }
}

/**
 * `dixian log`: verifies a decision log and reports how often, in what and why officials differ from the advice.
 * Only verified entries are counted.
 * @returns 0 where the log is whole, 2 where something was found.
 */
export async function logCommand(
  folder: string,
  options: LogOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale, head, packs = [], json = false, reasonTexts = false } = options;
  const zh = locale === 'zh-CN';
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new CommandError(
      '--head 应为末条的散列值，64 位小写十六进制数字。',
      '--head is the hash of the last entry: 64 lower-case hexadecimal digits.',
    );
  await requireFolder(folder, '日志目录');
  for (const each of packs) await requireFolder(each);
  const { reading, counter, policies } = await readLog(folder, head);
  if (reading.files.length === 0)
    throw new CommandError(
      `${folder} 里没有日志文件（decisions-000001.ndjson 等）。请检查目录。`,
      `${folder} has no files of a log (decisions-000001.ndjson and so on). Check the folder.`,
    );
  const rules = await rulesOf(policies, packs);
  const report = counter.report({ rules, withReasonTexts: reasonTexts });
  const code = reading.isWhole ? 0 : 2;
  if (json) {
    print(JSON.stringify({ ...reading, report }, null, 1));
    return code;
  }
  for (const line of verificationLines(reading, locale)) print(line);
  print('');
  if (!reading.isWhole) {
    const left = reading.lines - reading.verified;
    print(
      zh
        ? `以下只统计核对无误的 ${reading.verified} 条，其余 ${left} 行没有计入。`
        : `Only the ${reading.verified} verified entries are counted below; ${left} other lines are not.`,
    );
  }
  const titles: Record<string, Title> = Object.fromEntries(
    Object.entries(rules).map(([name, { title }]) => [name, title]),
  );
  for (const line of decisionReportTexts(report, locale, titles)) print(line);
  return code;
}
