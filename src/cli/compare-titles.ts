import { NO_WAY_IN_TITLE } from '../decision/titles.js';
import type { Title } from '../facts/kinds.js';
import type { Policy } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';
import { openPackFolders } from '../policy-files.node.js';
import type { Comparison } from '../tables/compare-decisions-types.js';
import { DixianError } from '../values/issues.js';

/** What rules and parameters are called. One that is in no pack is called by its name. */
export interface Titles {
  readonly rule: (name: string) => Title;
  readonly parameter: (name: string) => Title;
}

/** Titles hardly differ from day to day, so not all days of a long file are looked at. */
const MOST_DAYS = 3;

/**
 * The titles that the packs give to rules and parameters in the regions and on the days of two files of decisions, the
 * shipped packs and those of `packs`. A region or day that no pack has gives none.
 */
export async function titlesOf({ madeBy }: Comparison, packs: readonly string[]): Promise<Titles> {
  const library = await openPackFolders({ packs });
  const rules = new Map<string, Title>([[OUTCOMES.noWayIn, NO_WAY_IN_TITLE]]);
  const parameters = new Map<string, Title>();
  // What the new decisions call a rule counts.
  for (const { region: regions, on: days } of [madeBy.new, madeBy.old])
    for (const region of regions.slice(0, MOST_DAYS))
      for (const on of days.slice(0, MOST_DAYS)) {
        const policy = resolved(() => library.resolve({ region, on }));
        for (const [name, { title }] of Object.entries(policy?.rules ?? {}))
          if (!rules.has(name)) rules.set(name, title);
        for (const [name, { title }] of Object.entries(policy?.parameters ?? {}))
          if (!parameters.has(name)) parameters.set(name, title);
      }
  const named = (titles: ReadonlyMap<string, Title>, name: string): Title =>
    titles.get(name) ?? { zh: name, en: name };
  return { rule: (name) => named(rules, name), parameter: (name) => named(parameters, name) };
}

function resolved(resolve: () => Policy): Policy | undefined {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof DixianError) return undefined;
    throw error;
  }
}
