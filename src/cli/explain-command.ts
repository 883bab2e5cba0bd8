import { explanationTexts, issueText } from '../backends/words/tokens.js';
import type { Assessment } from '../decision/assessment.js';
import { flagDuplicateHouseholds } from '../tables/duplicate-households.js';
import type { HouseholdList, ListRow } from '../tables/index.js';
import type { ListInBatches } from '../tables/list-in-batches.js';
import { CommandError } from './command-error.js';
import { loadAssessor, tellingOf, withBatches } from './engine-source.js';
import { assessRow, householdIdOf, type ListOptions, requireRows, requireUnits } from './household-list.js';

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

/** The rows of a list under a household number, and how many rows it has. */
async function rowsOf(
  { head, batches }: ListInBatches,
  household: string,
): Promise<{ readonly list: HouseholdList; readonly count: number }> {
  requireRows(head);
  const asked: ListRow = { row: 0, household: { householdId: household }, issues: [], readable: true };
  const found: ListRow[] = [];
  let count = 0;
  for await (const batch of batches)
    for (const row of batch) {
      count += 1;
      // A number that repeats may be written otherwise.
      const [, flagged] = flagDuplicateHouseholds([asked, row]);
      if (flagged !== row || householdIdOf(row.household) === household) found.push(row);
    }
  requireUnits(head);
  const rows = flagDuplicateHouseholds(found).filter((row) => householdIdOf(row.household) === household);
  return { list: { ...head, rows }, count };
}

/**
 * `dixian explain`: why one household of a list is decided as it is. Every row with its number is told. Of a text of more
 * than `wholeUpTo` bytes one piece at a time is in memory.
 */
export async function explainCommand(
  path: string,
  options: ExplainOptions,
  print: (line: string) => void,
  wholeUpTo?: number,
): Promise<number> {
  const { locale } = options;
  const assessor = await loadAssessor(options);
  const { list, count } = await tellingOf(path, () =>
    withBatches(path, options, (batches) => rowsOf(batches, options.household), { wholeUpTo }),
  );
  const { rows } = list;
  if (rows.length === 0)
    throw new CommandError(
      `名单的 ${count} 行里没有户编号为 ${options.household} 的农户。请核对户编号，或检查“户编号”一列是否被识别。`,
      `None of the ${count} rows has the household number ${options.household}. Check it, or whether the column of household numbers was found.`,
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
      for (const found of row.issues) print(`! ${issueText(found, locale)}`);
    }
    for (const line of lines) print(line);
    print('');
  }
  return 0;
}
