import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import { nearestName } from '../facts/nearest-name.js';
import { factSchema } from '../facts/schema.js';
import { problemsOf } from '../facts/schema-issues.js';
import { addDays } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import { regionAttributes } from './attributes.js';
import type { Layers, Pack } from './layers.js';
import { type MergedParameter, ParameterMerge } from './merge-parameters.js';
import { type Claim, MergeReport, type SettledAbove } from './merge-report.js';
import type {
  ConditionSource,
  DeclaredBlankSource,
  DerivedFactSource,
  DocumentSource,
  FormulaSource,
  RuleSource,
} from './pack-schemas.js';
import type { RegionTable } from './regions.js';
import type { StageName } from './stages.js';
import { tightenedCondition, tightenedRule } from './tighten.js';

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
}

/** All layers in force on a day, merged: each name settled once. */
export interface Merged {
  readonly parameters: ReadonlyMap<string, MergedParameter>;
  readonly derivedFacts: ReadonlyMap<string, Settled<DerivedFactSource>>;
  readonly conditions: ReadonlyMap<string, Settled<ConditionSource>>;
  readonly rules: ReadonlyMap<string, Settled<RuleSource>>;
  /** How values of a year can be worked out. */
  readonly formulas: ReadonlyMap<string, Settled<FormulaSource>>;
  readonly documents: ReadonlyMap<string, DocumentSource>;
  readonly declaredBlanks: ReadonlyMap<string, Settled<DeclaredBlankSource>>;
  readonly stageConditions: ReadonlyMap<StageName, Settled<string>>;
  /** The packs in force, from the nation down. */
  readonly inForce: readonly Pack[];
  /** The day for which they were merged. */
  readonly on: string;
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
  readonly formulas = new Map<string, Settled<FormulaSource>>();
  readonly declaredBlanks = new Map<string, Settled<DeclaredBlankSource>>();
  readonly stageConditions = new Map<StageName, Settled<string>>();
  readonly boundaries = new Set<string>();
  readonly parameters: ReadonlyMap<string, MergedParameter>;
  readonly reports: MergeReport;
  private readonly parameterMerge: ParameterMerge;
  readonly on: string;
  readonly inForce: Pack[] = [];
  /** The names that each pack settles, on whatever day. */
  private readonly everSettled: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(layers: Layers, regions: RegionTable, on: string, knownOn: string | undefined) {
    this.on = on;
    this.everSettled = new Map(layers.packs.map((pack) => [pack.head.name, namesSettledBy(pack)]));
    this.reports = new MergeReport(layers.documentsUnread);
    this.parameterMerge = new ParameterMerge(this.reports, layers, knownOn, regions.attributeNames());
    for (const pack of layers.packs) {
      const { from, to } = pack.head.inForce;
      if (to !== undefined && to < from)
        this.report(pack.path, issue('periodReversed', ['inForce'], { from, to }));
      this.addBoundaries(pack.head.inForce);
      if (!covers(pack.head.inForce, on)) continue;
      this.addPack(pack);
      this.inForce.push(pack);
    }
    const attributes = regionAttributes(layers, regions, this.inForce, this.reports);
    this.parameters = new Map([...attributes, ...this.parameterMerge.finished()]);
    for (const { series } of this.parameters.values()) for (const value of series) this.addBoundaries(value);
  }

  private addBoundaries(period: Period): void {
    if (period.from !== undefined) this.boundaries.add(period.from);
    if (period.to !== undefined && period.to < '9999-12-31') this.boundaries.add(addDays(period.to, 1));
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
        for (const [name, source] of Object.entries(content.derivedFacts)) {
          const at = { name, file: path, path: ['derivedFacts', name], overrides: source.overrides };
          this.settle(this.derivedFacts, pack, source, at, { formula: source.formula }, source);
        }
      if (content.kind === 'formulas')
        for (const [name, source] of Object.entries(content.formulas)) {
          const { parameter, formula, floor, ceiling, rounding } = source;
          const item = { parameter, formula, floor: floor ?? null, ceiling: ceiling ?? null, rounding };
          const at = { name, file: path, path: ['formulas', name], overrides: source.overrides };
          this.settle(this.formulas, pack, source, at, item, source);
        }
      if (content.kind === 'conditions')
        for (const [name, source] of Object.entries(content.conditions)) {
          const at = { name, file: path, path: ['conditions', name], overrides: source.overrides };
          const item = { condition: source.condition };
          this.settle(this.conditions, pack, source, at, item, undefined, tightenedCondition);
        }
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
    pack: Pack,
    source: Source,
    claim: Claim,
    item: unknown,
    provenance: { authority: string; document?: string | undefined } | undefined,
    tighten?: (upper: Source, lower: Source) => Source,
  ): void {
    const { name, file, path, overrides } = claim;
    if (provenance !== undefined) this.reports.checkProvenance(file, path, provenance);
    const existing = table.get(name);
    if (existing?.pack === pack.head.name) {
      this.report(file, issue('duplicateName', path, { name, other: existing.file }));
      return;
    }
    const above: SettledAbove | undefined =
      existing === undefined
        ? undefined
        : {
            owner: existing.pack,
            permits: existing.permits ?? permitsOf(existing.source),
            item: existing.item,
            isTemporary: existing.isTemporary === true,
            above: existing.above,
          };
    // What it replaces is not in force today: then there is nothing to replace, and nothing to replace it with.
    if (above === undefined && overrides !== undefined && this.isSettledOn(overrides.pack, name)) return;
    if (!this.reports.mayOverride(claim, above)) return;
    const isTightening = existing !== undefined && overrides?.act === 'tighten';
    if (isTightening && tighten === undefined) this.report(file, issue('tightenNotPossible', path, { name }));
    if (isTightening && changesMoreThanConditions(existing.item, item))
      this.report(file, issue('tightenChangesRule', path, { name, other: existing.pack }));
    const settled = isTightening && tighten !== undefined ? tighten(existing.source, source) : source;
    table.set(name, {
      source: settled,
      pack: pack.head.name,
      file,
      path,
      item,
      ...(isTightening
        ? { tightened: `${existing.file}#${existing.path.join('.')}<${existing.tightened ?? ''}` }
        : {}),
      isTemporary: pack.head.temporary !== undefined,
      above,
      permits: permitsFrom(source, above, pack.head.temporary !== undefined),
    });
  }

  /** Whether a pack settles a name on any day. */
  private isSettledOn(pack: string, name: string): boolean {
    return this.everSettled.get(pack)?.has(name) === true;
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
    const item = {
      conditions: source.conditions,
      stage: source.event.type,
      concludes: params.concludes ?? null,
      priority: source.priority ?? null,
      from: params.from ?? null,
      to: params.to ?? null,
    };
    const within = ['event', 'params'];
    const at = { name: source.name, file, path, within, overrides: params.overrides };
    this.settle(this.rules, pack, source, at, item, params, tightenedRule);
  }

  /** A rule that is new to a stage which an upper layer has rules in needs that layer's permission. */
  private checkAddition(source: RuleSource, file: string, path: readonly (string | number)[]): void {
    const stage = source.event.type;
    for (const upper of this.inForce) {
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

function namesSettledBy(pack: Pack): ReadonlySet<string> {
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
        default:
          return [];
      }
    }),
  );
}

/** Whether something would get another stage, conclusion or priority: then it is not tightened but replaced. */
const changesMoreThanConditions = (upper: unknown, lower: unknown): boolean =>
  (['stage', 'concludes', 'priority'] as const).some((key) => {
    const [was, is] = [upper, lower].map((item) => (item as Readonly<Record<string, unknown>>)[key]);
    return was !== is;
  });

/** Nobody permits more than was permitted to it; a layer for a time leaves to others what the one below it leaves. */
function permitsFrom(
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
function permitsOf(source: unknown): readonly string[] {
  const governed = source as
    | { permits?: readonly string[]; event?: { params: { permits?: readonly string[] } } }
    | undefined;
  return governed?.permits ?? governed?.event?.params.permits ?? [];
}

/** Merges the layers that are in force on a day, and reports every conflict between them. */
export function mergeLayers(
  layers: Layers,
  regions: RegionTable,
  on: string,
  knownOn: string | undefined,
): { merged: Merged; issues: readonly Issue[] } {
  const merge = new Merge(layers, regions, on, knownOn);
  return { merged: merge, issues: merge.reports.issues };
}

/** The days around the one merged for between which nothing in the layers changes. */
export function validityOf(merged: Merged): { validFrom: string; validTo?: string } {
  const days = [...merged.boundaries].sort();
  const next = days.find((day) => day > merged.on);
  const from = days.filter((day) => day <= merged.on).at(-1) ?? '1000-01-01';
  return next === undefined ? { validFrom: from } : { validFrom: from, validTo: addDays(next, -1) };
}
