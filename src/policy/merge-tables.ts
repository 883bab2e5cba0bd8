import { type Issue, issue } from '../values/issues.js';
import { readTableRows, type TableRow } from './decision-table-rows.js';
import type { Pack } from './layers.js';
import type { MergeReport, SettledAbove } from './merge-report.js';
import type { ConditionSource, DecisionTableSource, RuleSource, ToolboxSource } from './pack-schemas.js';
import type { Settled } from './settled.js';
import { readToolboxRows, type ToolboxRow } from './toolbox-rows.js';
import { type ToolboxMeasure, toolboxRules } from './toolbox-rules.js';

/** A decision table or toolbox as the layers so far leave it. */
interface Growing<Source> {
  readonly source: Source;
  readonly pack: string;
  readonly file: string;
  readonly path: Issue['path'];
  readonly item: unknown;
  readonly permits: readonly string[];
  readonly isTemporary: boolean;
  readonly above?: SettledAbove | undefined;
}
interface GrowingTable extends Growing<DecisionTableSource> {
  readonly rows: readonly TableRow[];
}
interface GrowingToolbox extends Growing<ToolboxSource> {
  readonly measures: readonly ToolboxMeasure[];
  /** What a layer for a time has switched off: to limit it below is no mistake. */
  readonly suspended: readonly string[];
}

const aboveOf = (growing: Growing<unknown> | undefined): SettledAbove | undefined =>
  growing === undefined
    ? undefined
    : {
        owner: growing.pack,
        permits: growing.permits,
        item: growing.item,
        isTemporary: growing.isTemporary,
        above: growing.above,
      };

/** Nobody permits more than was permitted to it; a layer for a time leaves what the one above it leaves. */
function permitsBelow(
  own: readonly string[] | undefined,
  above: SettledAbove | undefined,
  isTemporary: boolean,
): readonly string[] {
  if (above === undefined) return own ?? [];
  const granted = isTemporary && own === undefined ? above.permits : (own ?? []);
  return granted.filter((act) => above.permits.includes(act));
}

/**
 * Lays the decision tables and toolboxes of the layers over each other. A lower layer replaces a table whole, or
 * adjusts a toolbox row by row; only what is left at the end becomes rules.
 */
export class TableMerge {
  private readonly reports: MergeReport;
  private readonly isSettledOn: (pack: string, name: string) => boolean;
  private readonly tables = new Map<string, GrowingTable>();
  private readonly toolboxes = new Map<string, GrowingToolbox>();

  /** `isSettledOn`: whether a pack settles a name on any day. */
  constructor(reports: MergeReport, isSettledOn: (pack: string, name: string) => boolean) {
    this.reports = reports;
    this.isSettledOn = isSettledOn;
  }

  enterTable(pack: Pack, file: string, name: string, source: DecisionTableSource): void {
    const path = ['tables', name];
    this.reports.checkProvenance(file, path, source);
    const existing = this.tables.get(name);
    if (this.isTwice(existing, pack, file, path, name)) return;
    const above = aboveOf(existing);
    const { overrides } = source;
    // What it lies over is not in force today: then there is nothing to lie over.
    if (above === undefined && overrides !== undefined && this.isSettledOn(overrides.pack, name)) return;
    if (!this.reports.mayOverride({ name, overrides, file, path }, above)) return;
    if (existing !== undefined && source.overrides?.act !== 'replace')
      this.report(file, issue('tableActNotPossible', path, { name, act: source.overrides?.act ?? '' }));
    const rows = readTableRows(name, source, pack.tables, this.reports.issues);
    if (rows.length === 0) this.report(file, issue('tableWithoutRows', path, { name }));
    const isTemporary = pack.head.temporary !== undefined;
    this.tables.set(name, {
      source,
      pack: pack.head.name,
      file,
      path,
      rows,
      item: {
        stage: source.stage,
        rows: rows.map(({ rule }) => [rule.name, rule.event.params.concludes, rule.conditions]),
      },
      permits: permitsBelow(source.permits, above, isTemporary),
      isTemporary,
      above,
    });
  }

  enterToolbox(pack: Pack, file: string, name: string, source: ToolboxSource): void {
    const path = ['toolboxes', name];
    this.reports.checkProvenance(file, path, source);
    const existing = this.toolboxes.get(name);
    if (this.isTwice(existing, pack, file, path, name)) return;
    const above = aboveOf(existing);
    const { overrides } = source;
    // What it lies over is not in force today: then there is nothing to lie over.
    if (above === undefined && overrides !== undefined && this.isSettledOn(overrides.pack, name)) return;
    if (!this.reports.mayOverride({ name, overrides, file, path }, above)) return;
    const act = source.overrides?.act;
    if (existing !== undefined && act !== 'replace' && act !== 'adjust')
      this.report(file, issue('toolboxActNotPossible', path, { name, act: act ?? '' }));
    const rows = readToolboxRows(name, pack.tables, this.reports.issues);
    if (rows.length === 0) this.report(file, issue('tableWithoutRows', path, { name }));
    for (const row of rows) this.reports.checkProvenance(row.file, [row.line], row);
    const isTemporary = pack.head.temporary !== undefined;
    const upper = act === 'adjust' ? existing : undefined;
    const measures = this.adjusted(upper, rows, pack.head.name);
    const switchedOff = rows.filter((row) => row.act === 'switchOff').map((row) => row.measure);
    this.toolboxes.set(name, {
      source,
      pack: pack.head.name,
      file,
      path,
      measures,
      suspended: [...(upper?.suspended ?? []), ...(isTemporary ? switchedOff : [])],
      item: {
        shared: [
          source.appliesWhen,
          source.developmentRequires,
          source.developmentNeed,
          source.firstWithin ?? null,
          source.developmentWithin ?? null,
        ],
        measures: measures.map(({ row }) => [
          row.measure,
          row.heading,
          row.kind,
          row.needs,
          row.conditions,
          row.amount ?? null,
          row.limit ?? null,
          row.conflictsWith,
        ]),
      },
      permits: permitsBelow(source.permits, above, isTemporary),
      isTemporary,
      above,
    });
  }

  /** The measures of the layers above with the rows of a pack applied: entered, switched off, or limited. */
  private adjusted(
    upper: GrowingToolbox | undefined,
    rows: readonly ToolboxRow[],
    pack: string,
  ): readonly ToolboxMeasure[] {
    let result = [...(upper?.measures ?? [])];
    for (const row of rows) {
      const existing = result.find((each) => each.row.measure === row.measure);
      if (row.act === 'add') {
        if (existing !== undefined)
          this.report(
            row.file,
            issue('duplicateName', [row.line], { name: row.measure, other: existing.row.file }),
          );
        else result.push({ row, pack, limitedBy: [], place: placeOf(row) });
        continue;
      }
      if (existing === undefined && upper?.suspended.includes(row.measure) === true) continue;
      if (existing === undefined) {
        this.report(row.file, issue('toolboxMeasureUnknown', [row.line], { name: row.measure }));
        continue;
      }
      result =
        row.act === 'switchOff'
          ? result.filter((each) => each !== existing)
          : result.map((each) => (each === existing ? limited(existing, row, pack) : each));
    }
    return result;
  }

  private isTwice(
    existing: Growing<unknown> | undefined,
    pack: Pack,
    file: string,
    path: Issue['path'],
    name: string,
  ): boolean {
    if (existing?.pack !== pack.head.name) return false;
    this.report(file, issue('duplicateName', path, { name, other: existing.file }));
    return true;
  }

  private report(file: string, found: Issue): void {
    this.reports.report(file, found);
  }

  /** The toolboxes in force, for those who show them. */
  settledToolboxes(): ReadonlyMap<string, Settled<ToolboxSource>> {
    return new Map(
      [...this.toolboxes].map(([name, { source, pack, file, path }]) => [name, { source, pack, file, path }]),
    );
  }

  /** Once all layers are laid: every row and measure that is left as a rule, and the conditions that they need. */
  enterRules(
    rules: Map<string, Settled<RuleSource>>,
    conditions: Map<string, Settled<ConditionSource>>,
  ): void {
    for (const [table, { rows, pack }] of this.tables)
      for (const { rule, file, line } of rows)
        this.enter(rules, rule.name, { source: rule, pack, file, path: [line], table });
    for (const [name, { source, measures, file, path }] of this.toolboxes) {
      const made = toolboxRules(name, source, measures, (each) => conditions.has(each));
      // Which measures stand beside one another, and what the toolbox says of all, shapes the conditions of each.
      const beside = [
        `${file}#${path.join('.')}`,
        ...measures.map((each) => [each.row.measure, ...each.limitedBy].join('<')),
      ].join();
      const settledAt = (measure: ToolboxMeasure) => ({
        pack: measure.limitedBy.at(-1) ?? measure.pack,
        ...measure.place,
        tightened: beside,
      });
      for (const each of made.conditions)
        this.enter(conditions, each.name, { source: each.source, ...settledAt(each.measure) });
      for (const each of made.rules)
        this.enter(rules, each.name, {
          source: each.source,
          measure: each.described,
          ...settledAt(each.measure),
        });
    }
  }

  private enter<Source>(entries: Map<string, Settled<Source>>, name: string, settled: Settled<Source>): void {
    const other = entries.get(name);
    if (other !== undefined)
      this.report(settled.file, issue('duplicateName', settled.path, { name, other: other.file }));
    else entries.set(name, settled);
  }
}

/** Where a row stands: what is wrong with a measure is told at the last row that shaped it. */
const placeOf = ({ file, line }: ToolboxRow): ToolboxMeasure['place'] => ({ file, path: [line] });

/** What a row may add to a measure: more conditions, another amount or limit, and on whose word. */
function limited(measure: ToolboxMeasure, row: ToolboxRow, pack: string): ToolboxMeasure {
  // On whose word it now stands is said as a whole: nothing of the upper row's remains.
  const { document: _document, confidence: _confidence, ...upper } = measure.row;
  return {
    ...measure,
    row: {
      ...upper,
      conditions: [...upper.conditions, ...row.conditions],
      ...(row.amount === undefined ? {} : { amount: row.amount }),
      ...(row.limit === undefined ? {} : { limit: row.limit }),
      ...(row.note === undefined ? {} : { note: row.note }),
      authority: row.authority,
      ...(row.document === undefined ? {} : { document: row.document }),
      ...(row.confidence === undefined ? {} : { confidence: row.confidence }),
    },
    place: placeOf(row),
    limitedBy: [...measure.limitedBy, pack],
  };
}
