import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import { nearestName } from '../facts/nearest-name.js';
import { factSchema } from '../facts/schema.js';
import { problemsOf } from '../facts/schema-issues.js';
import { addDays } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import type { Layers, Pack } from './layers.js';
import { type MergedParameter, ParameterMerge } from './merge-parameters.js';
import { MergeReport } from './merge-report.js';
import type {
  ConditionSource,
  DeclaredBlankSource,
  DerivedFactSource,
  DocumentSource,
  OverrideSource,
  RuleSource,
} from './pack-schemas.js';
import type { StageName } from './stages.js';

/** Something a layer settles, with the layer and file that it comes from. */
export interface Settled<Source> {
  readonly source: Source;
  readonly pack: string;
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** All layers in force on a day, merged: each name settled once. */
export interface Merged {
  readonly parameters: ReadonlyMap<string, MergedParameter>;
  readonly derivedFacts: ReadonlyMap<string, Settled<DerivedFactSource>>;
  readonly conditions: ReadonlyMap<string, Settled<ConditionSource>>;
  readonly rules: ReadonlyMap<string, Settled<RuleSource>>;
  readonly documents: ReadonlyMap<string, DocumentSource>;
  readonly declaredBlanks: ReadonlyMap<string, Settled<DeclaredBlankSource>>;
  readonly stageConditions: ReadonlyMap<StageName, Settled<string>>;
  /** Days on which something in these layers changes. */
  readonly boundaries: ReadonlySet<string>;
}

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
const covers = (period: Period, day: string): boolean =>
  (period.from ?? '') <= day && day <= (period.to ?? '9999-12-31');

class Merge {
  readonly derivedFacts = new Map<string, Settled<DerivedFactSource>>();
  readonly conditions = new Map<string, Settled<ConditionSource>>();
  readonly rules = new Map<string, Settled<RuleSource>>();
  readonly declaredBlanks = new Map<string, Settled<DeclaredBlankSource>>();
  readonly stageConditions = new Map<StageName, Settled<string>>();
  readonly boundaries = new Set<string>();
  readonly reports: MergeReport;
  private readonly parameterMerge: ParameterMerge;
  private readonly on: string;
  private readonly above: Pack[] = [];

  constructor(layers: Layers, on: string, knownOn: string | undefined) {
    this.on = on;
    this.reports = new MergeReport(layers.documentsUnread);
    this.parameterMerge = new ParameterMerge(this.reports, layers, knownOn);
    for (const pack of layers.packs) {
      const { from, to } = pack.head.inForce;
      if (to !== undefined && to < from)
        this.report(pack.path, issue('periodReversed', ['inForce'], { from, to }));
      this.addBoundaries(pack.head.inForce);
      if (!covers(pack.head.inForce, on)) continue;
      this.addPack(pack);
      this.above.push(pack);
    }
    for (const { series } of this.parameters.values()) for (const value of series) this.addBoundaries(value);
  }

  private addBoundaries(period: Period): void {
    if (period.from !== undefined) this.boundaries.add(period.from);
    if (period.to !== undefined && period.to < '9999-12-31') this.boundaries.add(addDays(period.to, 1));
  }

  get parameters(): ReadonlyMap<string, MergedParameter> {
    return this.parameterMerge.parameters;
  }

  get documents(): ReadonlyMap<string, DocumentSource> {
    return this.reports.documents;
  }

  private report(file: string, found: Issue): void {
    this.reports.report(file, found);
  }

  private addPack(pack: Pack): void {
    for (const file of pack.files) {
      if (file.content.kind !== 'documents') continue;
      for (const [name, source] of Object.entries(file.content.documents)) {
        if (this.documents.has(name))
          this.report(file.path, issue('duplicateName', ['documents', name], { name, other: 'documents' }));
        this.reports.documents.set(name, source);
      }
    }
    for (const [stage, { appliesWhen }] of Object.entries(pack.head.stages ?? {})) {
      const path = ['stages', stage];
      const existing = this.stageConditions.get(stage as StageName);
      if (existing !== undefined)
        this.report(pack.path, issue('undeclaredOverride', path, { name: stage, other: existing.pack }));
      else
        this.stageConditions.set(stage as StageName, {
          source: appliesWhen,
          pack: pack.head.name,
          file: pack.path,
          path,
        });
    }
    for (const [fact, source] of Object.entries(pack.head.declaredBlanks ?? {}))
      this.addDeclaredBlank(pack, fact, source);
    for (const file of pack.files) {
      if (file.content.kind === 'parameters')
        for (const [name, source] of Object.entries(file.content.parameters))
          this.parameterMerge.declare(pack, file.path, name, source);
    }
    for (const file of pack.files) {
      const { content, path } = file;
      if (content.kind === 'parameterValues')
        for (const [name, entry] of Object.entries(content.values))
          this.parameterMerge.fill(pack, path, name, entry);
      if (content.kind === 'derivedFacts')
        for (const [name, source] of Object.entries(content.derivedFacts))
          this.settle(this.derivedFacts, name, source, source, pack, path, ['derivedFacts', name], source);
      if (content.kind === 'conditions')
        for (const [name, source] of Object.entries(content.conditions))
          this.settle(this.conditions, name, source, source, pack, path, ['conditions', name]);
      if (content.kind === 'rules')
        for (const [index, source] of content.rules.entries()) this.addRule(pack, path, source, index);
    }
  }

  private addDeclaredBlank(pack: Pack, fact: string, source: DeclaredBlankSource): void {
    const path = ['declaredBlanks', fact];
    const entry = factOf(fact);
    if (entry === undefined) {
      const nearest = nearestName(fact, FACT_NAMES);
      this.report(
        pack.path,
        issue(nearest === undefined ? 'unknownFact' : 'unknownFactNear', path, {
          name: fact,
          nearest: nearest ?? '',
        }),
      );
      return;
    }
    for (const found of problemsOf(factSchema(entry), source.value, entry, [...path, 'value']))
      this.report(pack.path, found);
    this.reports.checkProvenance(pack.path, path, source);
    const existing = this.declaredBlanks.get(fact);
    if (existing !== undefined)
      this.report(pack.path, issue('undeclaredOverride', path, { name: fact, other: existing.pack }));
    this.declaredBlanks.set(fact, { source, pack: pack.head.name, file: pack.path, path });
  }

  /** Enters a named thing; one that an upper layer has settled only with an act of overriding that it permits. */
  private settle<Source>(
    table: Map<string, Settled<Source>>,
    name: string,
    source: Source,
    governed: { overrides?: OverrideSource | undefined },
    pack: Pack,
    file: string,
    path: readonly (string | number)[],
    provenance?: { authority: string; document?: string | undefined },
  ): void {
    if (provenance !== undefined) this.reports.checkProvenance(file, path, provenance);
    const existing = table.get(name) as Settled<Source & { permits?: readonly string[] }> | undefined;
    if (existing?.pack === pack.head.name)
      this.report(file, issue('duplicateName', path, { name, other: existing.file }));
    else if (
      !this.reports.mayOverride(
        name,
        governed.overrides,
        existing?.pack,
        permitsOf(existing?.source),
        file,
        path,
      )
    )
      return;
    table.set(name, { source, pack: pack.head.name, file, path });
  }

  private addRule(pack: Pack, file: string, source: RuleSource, index: number): void {
    const params = source.event.params;
    const path = ['rules', index];
    if (params.from !== undefined && params.to !== undefined && params.to < params.from)
      this.report(
        file,
        issue('periodReversed', [...path, 'event', 'params'], { from: params.from, to: params.to }),
      );
    this.addBoundaries(params);
    if (!covers(params, this.on)) return;
    if (params.overrides === undefined && !this.rules.has(source.name))
      this.checkAddition(source, file, path);
    this.settle(this.rules, source.name, source, params, pack, file, path, params);
  }

  /** A rule that is new to a stage which an upper layer has rules in needs that layer's permission. */
  private checkAddition(source: RuleSource, file: string, path: readonly (string | number)[]): void {
    const stage = source.event.type;
    for (const upper of this.above) {
      const hasRules = upper.files.some(
        (each) =>
          each.content.kind === 'rules' && each.content.rules.some((rule) => rule.event.type === stage),
      );
      const permitted = upper.head.permits?.stages[stage] ?? [];
      if (hasRules && !permitted.includes('add'))
        this.reports.reportForbidden(file, path, source.name, 'add', upper.head.name, permitted);
    }
  }
}

/** What a source lets a lower layer do: a rule says so within its event. */
function permitsOf(source: unknown): readonly string[] {
  const governed = source as
    | { permits?: readonly string[]; event?: { params: { permits?: readonly string[] } } }
    | undefined;
  return governed?.permits ?? governed?.event?.params.permits ?? [];
}

/** Merges the layers that are in force on a day, and reports every conflict between them. */
export function mergeLayers(
  layers: Layers,
  on: string,
  knownOn: string | undefined,
): { merged: Merged; issues: readonly Issue[] } {
  const merge = new Merge(layers, on, knownOn);
  return { merged: merge, issues: merge.reports.issues };
}
