import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import { nearestName } from '../facts/nearest-name.js';
import { factSchema } from '../facts/schema.js';
import { allowed, problemsOf } from '../facts/schema-issues.js';
import { addDays, isMonth } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import { rationalFromNumber } from '../values/rational.js';
import { regionAttributes } from './attributes.js';
import type { Layers, Pack } from './layers.js';
import { type MergedParameter, ParameterMerge } from './merge-parameters.js';
import { type Claim, MergeReport } from './merge-report.js';
import { TableMerge } from './merge-tables.js';
import type {
  AreaWarningSource,
  CalendarSource,
  ConditionSource,
  DeclaredBlankSource,
  DerivedFactSource,
  DocumentSource,
  FormulaSource,
  OverrideSource,
  ProcedureSource,
  RuleSource,
  ToolboxSource,
} from './pack-schemas.js';
import { fitsDecimals } from './parameters.js';
import type { RegionTable } from './regions.js';
import {
  aboveOf,
  changesMoreThanConditions,
  namesSettledBy,
  permitsFrom,
  type Settled,
  stagesWithRules,
} from './settled.js';
import type { StageName } from './stages.js';
import { tightenedCondition, tightenedRule } from './tighten.js';

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
  /** What else a stage may conclude, with its English. */
  readonly codes: ReadonlyMap<StageName, Readonly<Record<string, string>>>;
  readonly toolboxes: ReadonlyMap<string, Settled<ToolboxSource>>;
  readonly procedures: ReadonlyMap<string, Settled<ProcedureSource>>;
  readonly calendars: ReadonlyMap<string, Settled<CalendarSource>>;
  readonly areaWarnings: ReadonlyMap<string, Settled<AreaWarningSource>>;
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
  readonly codes = new Map<StageName, Readonly<Record<string, string>>>();
  readonly procedures = new Map<string, Settled<ProcedureSource>>();
  readonly calendars = new Map<string, Settled<CalendarSource>>();
  readonly areaWarnings = new Map<string, Settled<AreaWarningSource>>();
  readonly toolboxes: ReadonlyMap<string, Settled<ToolboxSource>>;
  readonly boundaries = new Set<string>();
  readonly parameters: ReadonlyMap<string, MergedParameter>;
  readonly reports: MergeReport;
  private readonly parameterMerge: ParameterMerge;
  private readonly tableMerge: TableMerge;
  private readonly regions: RegionTable;
  readonly on: string;
  readonly inForce: Pack[] = [];
  /** The names that each pack settles, on whatever day. */
  private readonly everSettled: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(layers: Layers, regions: RegionTable, on: string, knownOn: string | undefined) {
    this.on = on;
    this.regions = regions;
    this.everSettled = new Map(layers.packs.map((pack) => [pack.head.name, namesSettledBy(pack)]));
    this.reports = new MergeReport(layers.documentsUnread);
    this.tableMerge = new TableMerge(this.reports, (pack, name) => this.isSettledOn(pack, name));
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
    this.tableMerge.enterRules(this.rules, this.conditions);
    this.toolboxes = this.tableMerge.settledToolboxes();
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
    for (const [stage, codes] of Object.entries(pack.head.codes ?? {}))
      this.codes.set(stage as StageName, { ...this.codes.get(stage as StageName), ...codes });
    this.reportUnclaimedRows(pack);
    for (const [rule, source] of Object.entries(pack.head.switchedOff ?? {}))
      this.switchOff(pack, rule, source.overrides);
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
      if (content.kind === 'decisionTables')
        for (const [name, source] of Object.entries(content.tables)) {
          this.checkAddition(source.stage, name, path, ['tables', name], source.overrides);
          this.tableMerge.enterTable(pack, path, name, source);
        }
      if (content.kind === 'toolboxes')
        for (const [name, source] of Object.entries(content.toolboxes)) {
          this.checkAddition('measure', name, path, ['toolboxes', name], source.overrides);
          this.tableMerge.enterToolbox(pack, path, name, source);
        }
      if (content.kind === 'procedures')
        for (const [name, source] of Object.entries(content.procedures)) {
          const at = { name, file: path, path: ['procedures', name], overrides: source.overrides };
          const { steps, first = [], within = null, inWorkingDays = null } = source;
          this.settle(this.procedures, pack, source, at, { steps, first, within, inWorkingDays }, source);
        }
      if (content.kind === 'areaWarnings')
        for (const [name, source] of Object.entries(content.warnings)) {
          const at = { name, file: path, path: ['warnings', name], overrides: source.overrides };
          this.settle(this.areaWarnings, pack, source, at, { formula: source.formula }, source);
        }
      if (content.kind === 'calendar') {
        const at = { name: String(content.year), file: path, path: ['year'] };
        this.settle(this.calendars, pack, content, at, content, { authority: 'national', ...content });
      }
    }
  }

  /** Rows of a table that the pack does not declare would do nothing in silence. */
  private reportUnclaimedRows(pack: Pack): void {
    const declared = new Set(
      pack.files.flatMap(({ content }) => {
        if (content.kind === 'decisionTables') return Object.keys(content.tables);
        return content.kind === 'toolboxes' ? Object.keys(content.toolboxes) : [];
      }),
    );
    for (const { path, rows } of pack.tables)
      for (const { line, cells } of rows) {
        const name = cells['table'] ?? cells['toolbox'] ?? '';
        if (!declared.has(name)) this.report(path, issue('tableRowsUnclaimed', [line], { name }));
      }
  }

  /** Takes a rule of an upper layer out of force, where that one permits it. */
  private switchOff(pack: Pack, name: string, overrides: OverrideSource): void {
    const path = ['switchedOff', name];
    const existing = this.rules.get(name);
    if (overrides.act !== 'switchOff')
      this.report(pack.path, issue('switchOffAct', path, { name, act: overrides.act }));
    // A rule that is not in force today has nothing to be switched off.
    if (existing === undefined && this.isSettledOn(overrides.pack, name)) return;
    const above = existing === undefined ? undefined : aboveOf(existing);
    if (this.reports.mayOverride({ name, overrides, file: pack.path, path }, above)) this.rules.delete(name);
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
    // The form of a household lets a day be known by its month; what every blank means is one day.
    if (entry.kind === 'day' && typeof source.value === 'string' && isMonth(source.value))
      this.report(pack.path, issue('declaredDayByMonth', [...path, 'value'], allowed(entry)));
    const exact = typeof source.value === 'number' ? rationalFromNumber(source.value) : undefined;
    if (entry.kind === 'number' && exact !== undefined && !fitsDecimals(exact, entry.decimals))
      this.report(pack.path, issue('tooManyDecimals', [...path, 'value'], allowed(entry)));
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
    const above = existing === undefined ? undefined : aboveOf(existing);
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
    if (!this.rules.has(source.name))
      this.checkAddition(source.event.type, source.name, file, path, params.overrides);
    this.checkRefusal(pack, source, file, path);
    const item = {
      conditions: source.conditions,
      stage: source.event.type,
      concludes: params.concludes ?? null,
      priority: source.priority ?? null,
      from: params.from ?? null,
      to: params.to ?? null,
      ...(params.refuses === undefined ? {} : { refuses: true }),
      ...(params.detail === undefined ? {} : { detail: params.detail }),
    };
    const within = ['event', 'params'];
    const at = { name: source.name, file, path, within, overrides: params.overrides };
    this.settle(this.rules, pack, source, at, item, params, tightenedRule);
  }

  /** A rule that is new to a stage which an upper layer has rules in needs that layer's permission. */
  private checkAddition(
    stage: StageName,
    name: string,
    file: string,
    path: readonly (string | number)[],
    overrides: OverrideSource | undefined,
  ): void {
    if (overrides !== undefined) return;
    for (const upper of this.inForce) {
      const permitted = upper.head.permits?.stages[stage] ?? [];
      if (stagesWithRules(upper).has(stage) && !permitted.includes('add'))
        this.reports.reportForbidden(file, path, name, 'add', upper.head.name, permitted);
    }
  }

  /** Only a region may refuse outright, and on a document of its own (DESIGN.md §2.3). */
  private checkRefusal(pack: Pack, source: RuleSource, file: string, path: Issue['path']): void {
    const { refuses, authority } = source.event.params;
    if (refuses === undefined) return;
    const at = [...path, 'event', 'params', 'refuses'];
    if (source.event.type !== 'review') this.report(file, issue('refusalStage', at, { name: source.name }));
    const isLocal = this.regions.get(pack.head.region)?.level !== 'national';
    if (!isLocal || authority === 'projectDefault')
      this.report(file, issue('refusalNotLocal', at, { name: source.name }));
  }
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
