import { describeIssue } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { assessRow, householdIdOf, type ListOptions, openList } from './household-list.js';

export interface ExplainOptions extends ListOptions {
  readonly household: string;
}

/** `dixian explain`: why one household of a list is decided as it is. Every row with its number is told. */
export async function explainCommand(
  path: string,
  options: ExplainOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale } = options;
  const { assessor, list } = await openList(path, options);
  const rows = list.rows.filter((row) => householdIdOf(row.household) === options.household);
  if (rows.length === 0)
    throw new CommandError(
      `名单的 ${list.rows.length} 行里没有户编号为 ${options.household} 的农户。请核对户编号，或检查“户编号”一列是否被识别。`,
      `None of the ${list.rows.length} rows has the household number ${options.household}. Check it, or whether the column of household numbers was found.`,
    );
  for (const row of rows) {
    print(
      locale === 'zh-CN'
        ? `第 ${row.row} 行，户编号 ${options.household}`
        : `row ${row.row}, household ${options.household}`,
    );
    for (const found of row.issues) print(`! ${describeIssue(found, locale)}`);
    for (const line of assessRow(assessor, list, row, options.on).explain(locale)) print(line);
    print('');
  }
  return 0;
}
