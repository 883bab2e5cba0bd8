import { explanationTexts } from '../backends/words/tokens.js';
import type { Assessment } from '../decision/assessment.js';
import { describeIssue } from '../values/issues.js';
import { openAnyList } from './assess-engine.js';
import { CommandError } from './command-error.js';
import { assessRow, householdIdOf, type ListOptions } from './household-list.js';

export const RENDERINGS = ['case-file', 'letter', 'notice'] as const;

export interface ExplainOptions extends ListOptions {
  readonly household: string;
  readonly as: (typeof RENDERINGS)[number];
  /** Who takes objections, as it is to stand in a letter or notice. */
  readonly office?: string;
}

/** The lines of one rendering; a notice of a household of which nothing is to be made public has none. */
function rendered(assessment: Assessment, { as, office, locale }: ExplainOptions): readonly string[] {
  const request = office === undefined ? {} : { office: { name: office } };
  if (as === 'case-file') return assessment.explain(locale);
  if (as === 'letter') return explanationTexts(assessment.letter(request), locale);
  const notice = assessment.notice(request);
  if (notice !== undefined) return explanationTexts(notice, locale);
  throw new CommandError(
    '这一户没有要公示的内容：只有建议纳入或建议退出的农户才公示。',
    'There is nothing to make public of this household: only taking in and exit are announced.',
  );
}

/** `dixian explain`: why one household of a list is decided as it is. Every row with its number is told. */
export async function explainCommand(
  path: string,
  options: ExplainOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale } = options;
  const { assessor, list } = await openAnyList(path, options);
  const rows = list.rows.filter((row) => householdIdOf(row.household) === options.household);
  if (rows.length === 0)
    throw new CommandError(
      `名单的 ${list.rows.length} 行里没有户编号为 ${options.household} 的农户。请核对户编号，或检查“户编号”一列是否被识别。`,
      `None of the ${list.rows.length} rows has the household number ${options.household}. Check it, or whether the column of household numbers was found.`,
    );
  // All of them first: half of an answer would look like a whole one.
  const renderings = rows.map((row) => ({
    row,
    lines: rendered(assessRow(assessor, list, row, options.on), options),
  }));
  for (const { row, lines } of renderings) {
    // A letter or notice goes out as it is printed: what is for the office alone stands in the case file.
    if (options.as === 'case-file') {
      print(
        locale === 'zh-CN'
          ? `第 ${row.row} 行，户编号 ${options.household}`
          : `row ${row.row}, household ${options.household}`,
      );
      for (const found of row.issues) print(`! ${describeIssue(found, locale)}`);
    }
    for (const line of lines) print(line);
    print('');
  }
  return 0;
}
