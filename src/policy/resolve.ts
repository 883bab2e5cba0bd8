import { addDays, isDay } from '../values/day.js';
import { DixianError, issue } from '../values/issues.js';
import { Definitions } from './definitions.js';
import { type Layers, layersOf } from './layers.js';
import { lowerProgram } from './lower.js';
import { type Merged, mergeLayers } from './merge.js';
import type { PolicyFile } from './pack-file.js';
import type { DocumentSource } from './pack-schemas.js';
import { definedOnly } from './parameters.js';
import { type Policy, type Program, type Provenance, sealPolicy } from './policy.js';
import { STAGE_NAMES, type StageName } from './stages.js';

export interface ResolveRequest {
  /** A division code of six digits, or the identifier of a region that a pack has entered. */
  readonly region: string;
  /** The day, `YYYY-MM-DD`, for which households will be assessed. */
  readonly on: string;
  /** Leave out what was not yet published on this day. Without it, all that the files hold is used. */
  readonly knownOn?: string | undefined;
}

interface Sourced {
  readonly authority: Provenance['authority'];
  readonly document?: string | undefined;
  readonly clause?: string | undefined;
  readonly confidence?: Provenance['confidence'] | undefined;
  readonly note?: string | undefined;
}

const provenanceOf = (source: Sourced, layer: string): Provenance =>
  definedOnly({
    authority: source.authority,
    layer,
    document: source.document,
    clause: source.clause,
    confidence: source.confidence,
    note: source.note,
  }) as Provenance;

const mapEntries = <Source, Result>(
  entries: ReadonlyMap<string, Source>,
  change: (source: Source) => Result,
): Record<string, Result> =>
  Object.fromEntries(
    [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, source]) => [name, change(source)]),
  );

/** The days around `on` between which nothing in the layers changes. */
function validity(merged: Merged, on: string): { validFrom: string; validTo?: string } {
  const days = [...merged.boundaries].sort();
  const next = days.find((day) => day > on);
  const from = days.filter((day) => day <= on).at(-1) ?? '1000-01-01';
  return next === undefined ? { validFrom: from } : { validFrom: from, validTo: addDays(next, -1) };
}

function programOf(merged: Merged, definitions: Definitions): Program {
  return {
    definitions: lowerProgram(definitions, merged),
    parameters: mapEntries(merged.parameters, (entry) =>
      entry.series.map(({ from, to, value }) => definedOnly({ from, to, value })),
    ) as Program['parameters'],
    declaredBlanks: mapEntries(merged.declaredBlanks, (entry) => entry.source.value),
  };
}

function describePolicy(
  request: ResolveRequest,
  layers: Layers,
  merged: Merged,
  definitions: Definitions,
): Omit<Policy, 'hash'> {
  const region = layers.regions.at(-1) as Layers['regions'][number];
  const stages = Object.fromEntries(
    STAGE_NAMES.map((stage) => [stage, definitions.rulesOf(stage)]),
  ) as Record<StageName, readonly string[]>;
  return {
    format: 'dixian-policy/1',
    region: { code: region.code, name: region.region.name },
    ...validity(merged, request.on),
    ...(request.knownOn === undefined ? {} : { knownOn: request.knownOn }),
    layers: layers.packs.map((pack) => ({
      name: pack.head.name,
      region: pack.head.region,
      title: pack.head.title,
    })),
    program: programOf(merged, definitions),
    stages,
    rules: mapEntries(merged.rules, ({ source, pack }) => {
      const { params } = source.event;
      return definedOnly({
        stage: source.event.type,
        title: params.title,
        provenance: provenanceOf(params, pack),
        concludes: params.concludes,
        priority: source.priority,
        conditions: source.conditions,
      });
    }) as Policy['rules'],
    derivedFacts: Object.fromEntries(
      [...merged.derivedFacts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { source, pack }]) => {
          const type = definitions.get(name);
          const unit = type?.kind === 'number' ? { unit: type.unit } : {};
          return [
            name,
            { title: source.title, formula: source.formula, ...unit, provenance: provenanceOf(source, pack) },
          ];
        }),
    ),
    conditions: mapEntries(merged.conditions, ({ source }) => ({
      title: source.title,
      condition: source.condition,
    })),
    parameters: mapEntries(merged.parameters, ({ declared, series }) =>
      definedOnly({ title: declared.title, type: declared.type, unit: declared.unit, series }),
    ) as Policy['parameters'],
    documents: mapEntries(merged.documents, (source) => definedOnly(source) as DocumentSource),
    declaredBlanks: mapEntries(merged.declaredBlanks, ({ source, pack }) => ({
      value: source.value,
      ...provenanceOf(source, pack),
    })),
  };
}

/**
 * Resolves the files of packs into the policy of one region and day. Pure: the same files give the same policy,
 * whatever their order and wherever it runs.
 * @throws DixianError with every fault of every file (file, path, cause and mend), not the first only.
 */
export function resolvePolicy(files: readonly PolicyFile[], request: ResolveRequest): Policy {
  if (typeof request.region !== 'string')
    throw new DixianError([issue('unknownRegion', ['region'], { region: '' })]);
  for (const [key, day] of [
    ['on', request.on ?? ''],
    ['knownOn', request.knownOn],
  ] as const)
    if (day !== undefined && !isDay(day))
      throw new DixianError([issue('invalidDay', [key], { value: day, column: 1 })]);
  const layers = layersOf(files, request.region);
  const { merged, issues } = mergeLayers(layers, request.on, request.knownOn);
  const definitions = new Definitions(merged);
  const found = [...layers.issues, ...issues, ...definitions.issues];
  if (found.length > 0) throw new DixianError(found);
  return sealPolicy(describePolicy(request, layers, merged, definitions));
}
