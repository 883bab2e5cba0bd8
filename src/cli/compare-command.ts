import { basename, extname } from 'node:path';
import { adviceSentence } from '../decision/outcome-words.js';
import { compareDecisions } from '../tables/compare-decisions.js';
import { CauseCounter } from '../tables/compare-decisions-summary.js';
import type { Comparison, HouseholdChange } from '../tables/compare-decisions-types.js';
import { looksLikeIdentityNumber } from '../tables/identity-number.js';
import { describeIssue, type Locale } from '../values/issues.js';
import { writeWholeFile } from '../whole-file.node.js';
import { CommandError } from './command-error.js';
import { withDecisions } from './compare-files.js';
import { changeLines, comparisonLines } from './compare-lines.js';
import { changePieces } from './compare-table.js';
import { titlesOf } from './compare-titles.js';
import { ChangeWords } from './compare-words.js';
import { requireFolder } from './household-list.js';
import { isSameFile } from './text-file.js';

export interface CompareOptions {
  readonly json?: boolean;
  /** A .csv file for all households that are new, gone or decided otherwise. */
  readonly out?: string;
  /** Folders of packs that give titles to rules and parameters, beside those shipped. */
  readonly packs?: readonly string[];
  readonly locale: Locale;
}

/** So many changed households are printed; all are in the file of `--out` and in `--json`. */
const PRINTED = 20;

async function requireOut(out: string, files: readonly string[]): Promise<void> {
  if (extname(out).toLowerCase() !== '.csv')
    throw new CommandError(
      `比较的结果只写 .csv：${basename(out)}。请改用以 .csv 结尾的名字。`,
      `A comparison is written as .csv only: ${basename(out)}. Give a name that ends in .csv.`,
    );
  for (const file of files)
    if (await isSameFile(file, out))
      throw new CommandError(
        `--out 与要比较的文件是同一个：${out}。请换一个名字。`,
        `--out is one of the files to be compared: ${out}. Give another name.`,
      );
}

/** Tells every change that passes, once. */
function* passing(
  changes: Iterable<HouseholdChange>,
  ...tell: readonly ((change: HouseholdChange) => void)[]
): Generator<HouseholdChange, void, undefined> {
  for (const change of changes) {
    for (const each of tell) each(change);
    yield change;
  }
}

async function written(out: string, pieces: Iterable<string>): Promise<void> {
  try {
    await writeWholeFile(out, pieces);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError(
      `写不了 ${out}（${code}），没有写入任何结果。`,
      `${out} cannot be written (${code}); nothing was written.`,
    );
  }
}

/** As JSON, a household a line: a comparison of a province does not fit into one text. */
function printJson(
  comparison: Comparison,
  causes: CauseCounter,
  words: ChangeWords,
  { locale }: CompareOptions,
  print: (line: string) => void,
): void {
  const { issues, changes, ...head } = comparison;
  const told = issues.map((found) => ({ ...found, text: describeIssue(found, locale) }));
  const start = JSON.stringify({ ...head, causes: causes.counts(), issues: told });
  print(`${start.slice(0, -1)},"households":[`);
  let before: string | undefined;
  for (const change of changes()) {
    if (before !== undefined) print(`${before},`);
    const householdId = looksLikeIdentityNumber(change.householdId) ? null : change.householdId;
    before = JSON.stringify({ ...change, householdId, what: words.what(change), why: words.why(change) });
  }
  if (before !== undefined) print(before);
  print(']}');
}

/** `dixian compare`: which households two files of decisions decide otherwise, and by what. */
export async function compareCommand(
  old: string,
  now: string,
  options: CompareOptions,
  print: (line: string) => void,
): Promise<number> {
  const { out, locale, packs = [] } = options;
  if (out !== undefined) await requireOut(out, [old, now]);
  for (const folder of packs) await requireFolder(folder);
  const comparison = await withDecisions(old, (oldFile) =>
    withDecisions(now, (newFile) => compareDecisions(oldFile, newFile)),
  );
  const words = new ChangeWords(locale, await titlesOf(comparison, packs));
  const causes = new CauseCounter();
  const first: HouseholdChange[] = [];
  const changes = passing(
    comparison.changes(),
    (change) => causes.add(change),
    (change) => {
      if (change.kind === 'changed' && first.length < PRINTED) first.push(change);
    },
  );
  if (out === undefined) for (const _ of changes);
  else await written(out, changePieces(changes, words, locale));
  if (options.json === true) printJson(comparison, causes, words, options, print);
  else {
    for (const line of comparisonLines(comparison, causes.counts(), words, locale)) print(line);
    const isWritten = out !== undefined;
    for (const line of changeLines(first, comparison.counts.changed, isWritten, words, locale)) print(line);
    if (isWritten) print(locale === 'zh-CN' ? `\n变化已写入 ${out}` : `\nThe changes are written to ${out}`);
    print(adviceSentence(locale));
  }
  return comparison.issues.some(({ severity }) => severity === 'error') ? 2 : 0;
}
