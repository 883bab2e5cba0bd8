import { stat } from 'node:fs/promises';
import type { Assessor } from '../decision/assess.js';
import type { Assessment } from '../decision/assessment.js';
import type { Household } from '../facts/household.js';
import { unusableFacts } from '../facts/read.js';
import type { HouseholdList, ListRow } from '../tables/index.js';
import type { ListHead } from '../tables/list-in-batches.js';
import { DixianError, type Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';

/** How a table is to be read. */
export interface TableSourceOptions {
  /** The mapping file: a county's own names for columns. */
  readonly map?: string;
  /** The sheet of a workbook with the households. */
  readonly sheet?: string;
  /** Files with the entries of lists, each as NAME=FILE. */
  readonly list?: readonly string[];
  /** Keep the columns of the list beside the decisions. */
  readonly withInput?: boolean;
}

/** What every command on a list takes. */
export interface ListOptions extends TableSourceOptions {
  readonly region: string;
  readonly on: string;
  readonly knownOn?: string;
  readonly packs?: readonly string[];
  readonly locale: Locale;
}

/**
 * Of a list whose header is not usable no row was looked at: then nothing is decided, and nothing is written.
 * @throws DixianError with what is wrong with it.
 */
export function requireRows(head: ListHead): void {
  if (head.nothingRead === true) throw new DixianError(head.issues);
}

/**
 * Of a list whose last rows name a unit that the amounts were not read in, nothing is decided.
 * @throws DixianError with what to mend.
 */
export function requireUnits({ issues }: ListHead): void {
  const found = issues.filter(({ code }) => code === 'unitBelowTable');
  if (found.length > 0) throw new DixianError(found);
}

/** Throws CommandError if a folder is not there; `what` it is, in Chinese. */
export async function requireFolder(path: string, what = '规则包目录'): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new CommandError(
      `${what} ${path} 不存在，或不是目录。请检查路径。`,
      `${path} is not a folder. Check the path.`,
    );
}

/** Assesses one row; what a cell or a doubled column gave and nobody can read is unknown, not blank. */
export const assessRow = (assessor: Assessor, list: HouseholdList, row: ListRow, on: string): Assessment =>
  assessor.assess(row.household as Household, {
    on,
    unusable: unusableFacts([...list.issues, ...row.issues]),
    ...(row.declarations === undefined ? {} : { declarations: row.declarations }),
  });

/** The household number of a row, as text. */
export function householdIdOf(household: unknown): string | undefined {
  const given = (household as { householdId?: unknown } | null | undefined)?.householdId;
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
  return typeof value === 'string' ? value : undefined;
}
