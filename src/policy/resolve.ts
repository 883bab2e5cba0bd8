import { DixianError, type Issue } from '../values/issues.js';
import { checkBounds } from './bounds.js';
import { Definitions } from './definitions.js';
import type { Layers } from './layers.js';
import { lowerProgram } from './lower.js';
import { type Merged, validityOf } from './merge.js';
import type { MergedParameter } from './merge-parameters.js';
import type { DocumentSource } from './pack-schemas.js';
import { definedOnly, LAST_DAY, type SeriesValue } from './parameters.js';
import {
  type Definition,
  type ParameterValue,
  POLICY_FORMAT,
  type Policy,
  type Program,
  sealDefinitions,
  sealPart,
  sealPolicy,
} from './policy.js';
import { provenanceOf } from './provenance.js';
import { ReadingMemory } from './reading-memory.js';
import type { RegionLayers } from './region-layers.js';
import { describeRuleBook, readAreaWarnings, ruleBookIssues } from './rule-book.js';
import { STAGE_NAMES, type StageName } from './stages.js';
import { derivationIssues } from './standards/derivation-issues.js';

export interface ResolveRequest {
  /** A division code of six digits, or the identifier of a region that a pack has entered. */
  readonly region: string;
  /** The day, `YYYY-MM-DD`, for which households will be assessed. */
  readonly on: string;
  /**
   * Leave out the values and figures that were not yet published on this day, and those whose publication nobody
   * recorded. Rules, formulas and region attributes are those in force on `on`, whenever they were published.
   * Without it, all that the files hold is used.
   */
  readonly knownOn?: string | undefined;
}

const mapEntries = <Source, Result>(
  entries: ReadonlyMap<string, Source>,
  change: (source: Source) => Result,
): Record<string, Result> =>
  Object.fromEntries(
    [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, source]) => [name, change(source)]),
  );

/** The definitions of the layers, typed and lowered: the same for every region that only fills parameters. */
interface Lowered {
  readonly definitions: Definitions;
  readonly program: readonly Definition[];
  readonly described: Pick<Policy, 'stages' | 'rules' | 'derivedFacts' | 'conditions'>;
  readonly ruleBook: Pick<Policy, 'toolboxes' | 'procedures' | 'calendars' | 'areaWarnings'>;
  /** What is wrong with them. */
  readonly issues: readonly Issue[];
}

/** The parameters of the layers with every derived value worked out. */
type Parameters = ReadonlyMap<string, MergedParameter>;

function settledParameters(merged: Merged, { deriver }: RegionLayers): Parameters {
  return new Map(
    [...merged.parameters].map(([name, parameter]) => [
      name,
      { ...parameter, series: parameter.series.map((value) => deriver.settled(name, value)) },
    ]),
  );
}

const published = ({ origin: _, ...value }: SeriesValue): ParameterValue => value;

function programOf(merged: Merged, program: readonly Definition[], parameters: Parameters): Program {
  return {
    definitions: program,
    parameters: mapEntries(parameters, (entry) =>
      entry.series.map(({ from, to, value }) => definedOnly({ from, to, value })),
    ) as Program['parameters'],
    declaredBlanks: mapEntries(merged.declaredBlanks, (entry) => entry.source.value),
  };
}

function describeDefinitions(merged: Merged, definitions: Definitions): Lowered['described'] {
  const stages = Object.fromEntries(
    STAGE_NAMES.map((stage) => [stage, definitions.rulesOf(stage)]),
  ) as Record<StageName, readonly string[]>;
  return {
    stages: sealPart(stages),
    rules: sealPart(
      mapEntries(merged.rules, ({ source, pack, table, measure }) => {
        const { params } = source.event;
        return definedOnly({
          stage: source.event.type,
          title: params.title,
          provenance: provenanceOf(params, pack),
          concludes: params.concludes,
          detail: params.detail,
          refuses: params.refuses,
          department: params.department,
          table,
          measure,
          priority: source.priority,
          conditions: source.conditions,
        });
      }) as Policy['rules'],
    ),
    derivedFacts: sealPart(
      Object.fromEntries(
        [...merged.derivedFacts]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, { source, pack }]) => {
            const type = definitions.get(name);
            const unit = type?.kind === 'number' ? { unit: type.unit } : {};
            const { title, formula } = source;
            return [name, { title, formula, ...unit, provenance: provenanceOf(source, pack) }];
          }),
      ),
    ),
    conditions: sealPart(
      mapEntries(merged.conditions, ({ source }) => ({ title: source.title, condition: source.condition })),
    ),
  };
}

function describePolicy(
  request: ResolveRequest,
  layers: Layers,
  merged: Merged,
  { program, described, ruleBook }: Lowered,
  parameters: Parameters,
): Omit<Policy, 'hash'> {
  const region = layers.regions.at(-1) as Layers['regions'][number];
  return {
    format: POLICY_FORMAT,
    region: { code: region.code, name: region.region.name },
    ...validityOf(merged),
    ...(request.knownOn === undefined ? {} : { knownOn: request.knownOn }),
    layers: merged.inForce.map(({ head: { name, region: of, title, temporary, inForce } }) =>
      definedOnly({
        name,
        region: of,
        title,
        temporary:
          temporary === undefined ? undefined : { reason: temporary.reason, to: inForce.to ?? LAST_DAY },
      }),
    ) as Policy['layers'],
    program: programOf(merged, program, parameters),
    ...described,
    parameters: mapEntries(parameters, (entry) =>
      definedOnly({
        title: entry.declared.title,
        type: entry.declared.type,
        unit: entry.declared.unit,
        open: entry.declared.open,
        remindBefore: entry.declared.remindBefore,
        isAttribute: entry.isAttribute,
        series: entry.series.map(published),
      }),
    ) as Policy['parameters'],
    documents: mapEntries(merged.documents, (source) => definedOnly(source) as DocumentSource),
    declaredBlanks: mapEntries(merged.declaredBlanks, ({ source, pack }) => ({
      value: source.value,
      ...provenanceOf(source, pack),
    })),
    ...ruleBook,
    codes: Object.fromEntries([...merged.codes].sort()) as Policy['codes'],
  };
}

/** Makes policies of merged layers. Definitions that several regions or days share are read once. */
export class Resolver {
  private readonly lowered = new Map<string, Lowered>();
  private readonly memory = new ReadingMemory();

  /** @throws DixianError with every fault found. */
  resolve(region: RegionLayers, fileIssues: readonly Issue[], request: ResolveRequest): Policy {
    const context = region.contextOn(request.on);
    // The boundaries are those of the day merged for; the content is the same on every day between them.
    const { merged } = context;
    const lowered = this.lower(merged);
    const parameters = settledParameters(merged, region);
    const found = [
      ...fileIssues,
      ...region.layers.issues,
      ...context.issues,
      ...lowered.definitions.issues,
      ...derivationIssues(parameters, region, request.on, request.knownOn),
      ...checkBounds(parameters, (name, value) => region.deriver.settled(name, value)),
      ...lowered.issues,
    ];
    if (found.length > 0) throw new DixianError(found);
    return sealPolicy(describePolicy(request, region.layers, merged, lowered, parameters));
  }

  private lower(merged: Merged): Lowered {
    const key = signatureOf(merged);
    const known = this.lowered.get(key);
    if (known !== undefined) return known;
    const definitions = new Definitions(merged, this.memory);
    // With faults there is no program: they are thrown before it is used.
    const hasFaults = definitions.issues.length > 0;
    const issues = [...ruleBookIssues(merged)];
    const { toolboxes, procedures, calendars } = describeRuleBook(merged);
    const areaWarnings = readAreaWarnings(merged, issues);
    const made: Lowered = {
      definitions,
      issues,
      ruleBook: {
        toolboxes: sealPart(toolboxes),
        procedures: sealPart(procedures),
        calendars: sealPart(calendars),
        areaWarnings: sealPart(areaWarnings),
      },
      program: hasFaults ? [] : sealDefinitions(lowerProgram(definitions, merged)),
      described: describeDefinitions(merged, definitions),
    };
    this.lowered.set(key, made);
    return made;
  }
}

/** Two merges with one signature have the same definitions: the same sources from the same places. */
function signatureOf(merged: Merged): string {
  const tables = [
    merged.derivedFacts,
    merged.conditions,
    merged.rules,
    merged.stageConditions,
    merged.toolboxes,
    merged.procedures,
    merged.calendars,
    merged.areaWarnings,
  ];
  const places = tables.map((table) =>
    [...(table as ReadonlyMap<string, { file: string; path: Issue['path']; tightened?: string }>)].map(
      ([name, { file, path, tightened }]) => `${name}@${file}#${path.join('.')}<${tightened ?? ''}`,
    ),
  );
  const declared = [...merged.parameters].map(
    ([
      name,
      {
        isAttribute,
        declared: { type, unit, minimum },
      },
    ]) => [name, isAttribute, type, unit, minimum].join(),
  );
  const codes = [...merged.codes].map(([stage, added]) => [stage, Object.keys(added).sort()]);
  return JSON.stringify([...places, declared, codes.sort()]);
}
