import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import { nearestName } from '../facts/nearest-name.js';
import { factSchema } from '../facts/schema.js';
import { problemsOf } from '../facts/schema-issues.js';
import { addDays } from '../values/day.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import type { Layers, Pack } from './layers.js';
import type {
  ConditionSource,
  DeclaredBlankSource,
  DerivedFactSource,
  DocumentSource,
  OverrideSource,
  ParameterSource,
  RuleSource,
  ValueSource,
} from './pack-schemas.js';
import { overlay, readSeries } from './parameters.js';
import type { ParameterValue } from './policy.js';
import type { StageName } from './stages.js';

/** Something a layer settles, with the layer and file that it comes from. */
export interface Settled<Source> {
  readonly source: Source;
  readonly pack: string;
  readonly file: string;
  readonly path: readonly (string | number)[];
}

export interface MergedParameter {
  readonly declared: ParameterSource;
  readonly series: readonly ParameterValue[];
  /** The layer that settled it last, and what that layer lets a lower one do. */
  readonly owner: string;
  readonly permits: readonly string[];
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
  readonly parameters = new Map<string, MergedParameter>();
  readonly derivedFacts = new Map<string, Settled<DerivedFactSource>>();
  readonly conditions = new Map<string, Settled<ConditionSource>>();
  readonly rules = new Map<string, Settled<RuleSource>>();
  readonly documents = new Map<string, DocumentSource>();
  readonly declaredBlanks = new Map<string, Settled<DeclaredBlankSource>>();
  readonly stageConditions = new Map<StageName, Settled<string>>();
  readonly boundaries = new Set<string>();
  readonly issues: Issue[] = [];
  private readonly declaredElsewhere: ReadonlySet<string>;
  private readonly documentsUnread: boolean;
  private readonly on: string;
  private readonly knownOn: string | undefined;
  private readonly above: Pack[] = [];
  /** The file in which a pack fills a parameter: one pack fills it once. */
  private readonly filled = new Map<string, string>();

  constructor(layers: Layers, on: string, knownOn: string | undefined) {
    this.on = on;
    this.documentsUnread = layers.documentsUnread;
    this.knownOn = knownOn;
    this.declaredElsewhere = new Set(
      layers.packs.flatMap((pack) =>
        pack.files.flatMap((file) =>
          file.content.kind === 'parameters' ? Object.keys(file.content.parameters) : [],
        ),
      ),
    );
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

  private report(file: string, found: Issue): void {
    this.issues.push(inFile(file, found));
  }

  private addPack(pack: Pack): void {
    for (const file of pack.files) {
      if (file.content.kind !== 'documents') continue;
      for (const [name, source] of Object.entries(file.content.documents)) {
        if (this.documents.has(name))
          this.report(file.path, issue('duplicateName', ['documents', name], { name, other: 'documents' }));
        this.documents.set(name, source);
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
          this.declareParameter(pack, file.path, name, source);
    }
    for (const file of pack.files) {
      const { content, path } = file;
      if (content.kind === 'parameterValues')
        for (const [name, entry] of Object.entries(content.values))
          this.fillParameter(pack, path, name, entry);
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
    this.checkProvenance(pack.path, path, source);
    const existing = this.declaredBlanks.get(fact);
    if (existing !== undefined)
      this.report(pack.path, issue('undeclaredOverride', path, { name: fact, other: existing.pack }));
    this.declaredBlanks.set(fact, { source, pack: pack.head.name, file: pack.path, path });
  }

  private checkProvenance(
    file: string,
    path: readonly (string | number)[],
    source: { authority: string; document?: string | undefined },
  ): void {
    if (source.document === undefined) {
      if (source.authority !== 'projectDefault')
        this.report(file, issue('documentMissing', path, { authority: source.authority }));
    } else if (!this.documentsUnread && !this.documents.has(source.document))
      this.report(file, issue('unknownDocument', [...path, 'document'], { document: source.document }));
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
    if (provenance !== undefined) this.checkProvenance(file, path, provenance);
    const existing = table.get(name) as Settled<Source & { permits?: readonly string[] }> | undefined;
    if (existing?.pack === pack.head.name)
      this.report(file, issue('duplicateName', path, { name, other: existing.file }));
    else if (
      !this.mayOverride(name, governed.overrides, existing?.pack, permitsOf(existing?.source), file, path)
    )
      return;
    table.set(name, { source, pack: pack.head.name, file, path });
  }

  private mayOverride(
    name: string,
    overrides: OverrideSource | undefined,
    owner: string | undefined,
    permits: readonly string[],
    file: string,
    path: readonly (string | number)[],
  ): boolean {
    if (owner === undefined) {
      if (overrides !== undefined) this.report(file, issue('overridesNothing', path, { name }));
      return true;
    }
    if (overrides === undefined || overrides.pack !== owner) {
      this.report(file, issue('undeclaredOverride', path, { name, other: owner }));
      return false;
    }
    if (!this.documentsUnread && !this.documents.has(overrides.document))
      this.report(
        file,
        issue('unknownDocument', [...path, 'overrides', 'document'], { document: overrides.document }),
      );
    if (permits.includes(overrides.act)) return true;
    this.report(
      file,
      issue('overrideNotPermitted', path, {
        name,
        act: overrides.act,
        other: owner,
        permitted: permits.join('、') || '—',
      }),
    );
    return false;
  }

  private declareParameter(pack: Pack, file: string, name: string, source: ParameterSource): void {
    const path = ['parameters', name];
    const existing = this.parameters.get(name);
    if (existing !== undefined) {
      this.report(file, issue('duplicateName', path, { name, other: existing.owner }));
      return;
    }
    const series = this.readSeries(pack, file, path, name, source, source.values);
    this.parameters.set(name, {
      declared: source,
      series,
      owner: pack.head.name,
      permits: source.permits ?? [],
    });
  }

  private readSeries(
    pack: Pack,
    file: string,
    path: readonly (string | number)[],
    name: string,
    declared: ParameterSource,
    values: readonly ValueSource[],
  ): ParameterValue[] {
    const issues: Issue[] = [];
    const series = readSeries(name, declared, values, pack.head.name, this.documents, this.knownOn, issues);
    for (const found of issues) this.report(file, { ...found, path: [...path, ...found.path] });
    for (const [index, value] of values.entries())
      this.checkProvenance(file, [...path, 'values', index], value);
    return series;
  }

  private fillParameter(
    pack: Pack,
    file: string,
    name: string,
    entry: {
      values: readonly ValueSource[];
      permits?: readonly string[] | undefined;
      overrides?: OverrideSource | undefined;
    },
  ): void {
    const path = ['values', name];
    const existing = this.parameters.get(name);
    if (existing === undefined) {
      // The pack that declares it may not be in force on this day; then there is nothing to fill.
      if (!this.declaredElsewhere.has(name)) this.report(file, issue('unknownParameter', path, { name }));
      return;
    }
    const fillKey = `${pack.head.name} ${name}`;
    const filledIn = this.filled.get(fillKey);
    if (filledIn !== undefined) {
      this.report(file, issue('duplicateName', path, { name, other: filledIn }));
      return;
    }
    this.filled.set(fillKey, file);
    const isOpen =
      existing.declared.open !== undefined &&
      existing.declared.values.length === 0 &&
      this.above.every((upper) => !fills(upper, name));
    if (!isOpen && !this.mayOverride(name, entry.overrides, existing.owner, existing.permits, file, path))
      return;
    if (isOpen && entry.overrides !== undefined) this.report(file, issue('overridesNothing', path, { name }));
    const series = this.readSeries(pack, file, path, name, existing.declared, entry.values);
    this.parameters.set(name, {
      ...existing,
      series: overlay(existing.series, series),
      owner: pack.head.name,
      permits: entry.permits ?? [],
    });
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
        this.report(
          file,
          issue('overrideNotPermitted', path, {
            name: source.name,
            act: 'add',
            other: upper.head.name,
            permitted: permitted.join('、') || '—',
          }),
        );
    }
  }
}

const fills = (pack: Pack, name: string): boolean =>
  pack.files.some(
    (file) => file.content.kind === 'parameterValues' && Object.hasOwn(file.content.values, name),
  );

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
  return { merged: merge, issues: merge.issues };
}
