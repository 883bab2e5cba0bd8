import { type Assessor, compile } from '../decision/assess.js';
import type { Household } from '../facts/household.js';
import { loadPolicy } from '../policy-files.node.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import { type HouseholdList, readList } from '../tables/index.js';
import type { Locale } from '../values/issues.js';
import { formatOf, readText } from './text-file.js';

/** What every command on a list takes. */
export interface ListOptions {
  readonly region: string;
  readonly on: string;
  readonly knownOn?: string;
  readonly packs?: readonly string[];
  readonly locale: Locale;
}

/** Loads the policy and the list of a command. Throws CommandError or DixianError with what to mend. */
export async function openList(
  path: string,
  options: ListOptions,
): Promise<{ assessor: Assessor; list: HouseholdList }> {
  const format = formatOf(path);
  const assessor = compile(
    await loadPolicy({
      region: options.region,
      on: options.on,
      knownOn: options.knownOn,
      packs: options.packs ?? [],
    }),
  );
  return { assessor, list: readList({ text: await readText(path), format }) };
}

/** Assesses every row that could be read; the others stay in their places, undecided. */
export const assessRows = (assessor: Assessor, list: HouseholdList, on: string): AssessedRow[] =>
  list.rows.map((row) =>
    row.readable ? { row, assessment: assessor.assess(row.household as Household, { on }) } : { row },
  );

/** The household number of a row, as text. */
export function householdIdOf(household: unknown): string | undefined {
  const given = (household as { householdId?: unknown } | null | undefined)?.householdId;
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
  return typeof value === 'string' ? value : undefined;
}
