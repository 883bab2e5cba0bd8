import type { Pack } from './layers.js';
import type { SettledAbove } from './merge-report.js';
import type { PolicyMeasure } from './policy.js';
import type { StageName } from './stages.js';

/** Something a layer settles, with the layer and file that it comes from. */
export interface Settled<Source> {
  readonly source: Source;
  readonly pack: string;
  readonly file: string;
  readonly path: readonly (string | number)[];
  /** What a layer that overrides it quotes the hash of. */
  readonly item?: unknown;
  /** Of something tightened: the places of all that it was added to. */
  readonly tightened?: string;
  readonly isTemporary?: boolean;
  readonly above?: SettledAbove | undefined;
  /** What a lower layer may do with it. */
  readonly permits?: readonly string[];
  /** Of a rule: the decision table that it is a row of, or the measure of a toolbox that it stands for. */
  readonly table?: string;
  readonly measure?: PolicyMeasure;
}

export function stagesWithRules(pack: Pack): ReadonlySet<StageName> {
  return new Set(
    pack.files.flatMap(({ content }): StageName[] => {
      if (content.kind === 'rules') return content.rules.map((rule) => rule.event.type);
      if (content.kind === 'decisionTables') return Object.values(content.tables).map(({ stage }) => stage);
      return content.kind === 'toolboxes' ? ['measure'] : [];
    }),
  );
}

export function namesSettledBy(pack: Pack): ReadonlySet<string> {
  return new Set(
    pack.files.flatMap(({ content }) => {
      switch (content.kind) {
        case 'derivedFacts':
          return Object.keys(content.derivedFacts);
        case 'formulas':
          return Object.keys(content.formulas);
        case 'conditions':
          return Object.keys(content.conditions);
        case 'rules':
          return content.rules.map((rule) => rule.name);
        case 'decisionTables':
          return Object.keys(content.tables);
        case 'toolboxes':
          return Object.keys(content.toolboxes);
        case 'procedures':
          return Object.keys(content.procedures);
        case 'areaWarnings':
          return Object.keys(content.warnings);
        default:
          return [];
      }
    }),
  );
}

/** What a layer that settles the same name again has above it. */
export const aboveOf = (existing: Settled<unknown>): SettledAbove => ({
  owner: existing.pack,
  permits: existing.permits ?? permitsOf(existing.source),
  item: existing.item,
  isTemporary: existing.isTemporary === true,
  above: existing.above,
});

/** Whether something would get another stage, conclusion or priority: then it is not tightened but replaced. */
export const changesMoreThanConditions = (upper: unknown, lower: unknown): boolean =>
  (['stage', 'concludes', 'priority'] as const).some((key) => {
    const [was, is] = [upper, lower].map((item) => (item as Readonly<Record<string, unknown>>)[key]);
    return was !== is;
  });

/** Nobody permits more than was permitted to it; a layer for a time leaves to others what the one below it leaves. */
export function permitsFrom(
  source: unknown,
  above: SettledAbove | undefined,
  isTemporary: boolean,
): readonly string[] {
  const own = permitsOf(source);
  if (above === undefined) return own;
  const granted = isTemporary && own.length === 0 ? above.permits : own;
  return granted.filter((act) => above.permits.includes(act));
}

/** What a source lets a lower layer do: a rule says so within its event. */
export function permitsOf(source: unknown): readonly string[] {
  const governed = source as
    | { permits?: readonly string[]; event?: { params: { permits?: readonly string[] } } }
    | undefined;
  return governed?.permits ?? governed?.event?.params.permits ?? [];
}
