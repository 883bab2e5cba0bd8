import { DIALECTS } from '../backends/sql/dialects.js';
import { policyScript } from '../backends/sql/script.js';
import { loadPolicy } from '../policy-files.node.js';
import { CommandError } from './command-error.js';
import { type ListOptions, requireFolder } from './household-list.js';

export interface SqlCommandOptions extends ListOptions {
  /** One of the dialects that are known. */
  readonly dialect: string;
}

/** The dialects that can be asked for. */
export const SQL_DIALECTS: readonly string[] = Object.keys(DIALECTS);

/**
 * `dixian sql`: the policy of a region and day as a script, with the tables in which the households are given.
 * What cannot be said is told before anything is printed: a script that decides a part would look whole.
 */
export async function sqlCommand(options: SqlCommandOptions, print: (line: string) => void): Promise<number> {
  const dialect = DIALECTS[options.dialect];
  if (dialect === undefined)
    throw new CommandError(
      `没有名为 ${options.dialect} 的数据库方言。可选：${SQL_DIALECTS.join('、')}。`,
      `There is no dialect "${options.dialect}". One of: ${SQL_DIALECTS.join(', ')}.`,
    );
  for (const folder of options.packs ?? []) await requireFolder(folder);
  const policy = await loadPolicy({
    region: options.region,
    on: options.on,
    knownOn: options.knownOn,
    packs: options.packs ?? [],
  });
  const { text, unsupported } = policyScript(policy, { on: options.on, dialect });
  if (unsupported.length > 0) {
    const names = unsupported.map(({ definition }) => definition);
    throw new CommandError(
      `有 ${names.length} 项写不成 SQL：${names.join('、')}。请改用 dixian assess。`,
      `${names.length} definitions cannot be said in SQL: ${names.join(', ')}. Use dixian assess instead.`,
    );
  }
  print(text);
  return 0;
}
