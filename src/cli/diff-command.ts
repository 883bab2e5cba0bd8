import { describeChanges } from '../backends/words/pack-changes.js';
import { diffPacks } from '../policy/diff-packs.js';
import { openPacks } from '../policy/library.js';
import type { PolicyFile } from '../policy/pack-file.js';
import { openPackFolders, readPackFolder, SHIPPED_RULES } from '../policy-files.node.js';
import { DixianError, type Locale } from '../values/issues.js';
import { requireFolder } from './household-list.js';

export interface DiffOptions {
  readonly json?: boolean;
  readonly locale: Locale;
}

/** `dixian diff`: what changed from one version of a pack to another, in words. */
export async function diffCommand(
  before: string,
  after: string,
  options: DiffOptions,
  print: (line: string) => void,
): Promise<number> {
  for (const each of [before, after]) await requireFolder(each);
  const declarations = (await readPackFolder(SHIPPED_RULES)).filter(isDeclaration);
  const [old, now] = (await Promise.all([before, after].map(readPackFolder))).map((files) =>
    openPacks([...declarations, ...files]),
  );
  if (old === undefined || now === undefined) return 1;
  // A file that cannot be read would look like something removed. Other faults are for `dixian check`.
  const unread = [...old.issues, ...now.issues].filter(({ code }) => UNREAD.has(code));
  if (unread.length > 0) throw new DixianError(unread);
  const changes = diffPacks(old, now, await openPackFolders());
  if (options.json === true) print(JSON.stringify(changes, null, 1));
  else for (const line of describeChanges(changes, options.locale)) print(line);
  return 0;
}

/** What says which indicators and regions there are: figures of a folder are read by it. */
const isDeclaration = ({ path, text }: PolicyFile): boolean =>
  path.endsWith('.csv')
    ? text.startsWith('code,')
    : /"kind"\s*:\s*"(indicators|regions|regionAttributes)"/.test(text);

const UNREAD: ReadonlySet<string> = new Set([
  'notJson',
  'jsonSyntax',
  'duplicateKey',
  'forbiddenKey',
  'fileTooLarge',
  'tooDeep',
  'schemaViolation',
  'unknownFileKind',
  'fileOutsidePack',
  'csvDamaged',
  'csvCellCount',
  'csvHeader',
]);
