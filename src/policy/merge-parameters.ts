import { type Issue, issue } from '../values/issues.js';
import { compare, rationalFromText } from '../values/rational.js';
import type { Layers, Pack } from './layers.js';
import type { MergeReport } from './merge-report.js';
import type { OverrideSource, ParameterSource, ValueSource } from './pack-schemas.js';
import { overlay, readSeries } from './parameters.js';
import type { ParameterValue } from './policy.js';

export interface MergedParameter {
  readonly declared: ParameterSource;
  readonly series: readonly ParameterValue[];
  /** The layer that settled it last, and what that layer lets a lower one do. */
  readonly owner: string;
  readonly permits: readonly string[];
}

/** What a lower layer says of a parameter that an upper one has declared. */
interface Filling {
  readonly values: readonly ValueSource[];
  readonly permits?: readonly string[] | undefined;
  readonly overrides?: OverrideSource | undefined;
}

/** The parameters of the layers in force: declared by one, filled or overridden by lower ones. */
export class ParameterMerge {
  readonly parameters = new Map<string, MergedParameter>();
  private readonly reports: MergeReport;
  private readonly knownOn: string | undefined;
  /** Every parameter that some pack declares, whether that pack is in force on the day or not. */
  private readonly declaredSomewhere: ReadonlySet<string>;
  /** The file in which a pack fills a parameter: one pack fills it once. */
  private readonly filled = new Map<string, string>();

  constructor(reports: MergeReport, layers: Layers, knownOn: string | undefined) {
    this.reports = reports;
    this.knownOn = knownOn;
    const files = layers.packs.flatMap((pack) => pack.files);
    this.declaredSomewhere = new Set(
      files.flatMap(({ content }) => (content.kind === 'parameters' ? Object.keys(content.parameters) : [])),
    );
  }

  declare(pack: Pack, file: string, name: string, source: ParameterSource): void {
    const path = ['parameters', name];
    const existing = this.parameters.get(name);
    if (existing !== undefined) {
      this.reports.report(file, issue('duplicateName', path, { name, other: existing.owner }));
      return;
    }
    if (source.document !== undefined)
      this.reports.checkProvenance(file, path, { authority: 'national', document: source.document });
    const [low, high] = [source.minimum, source.maximum].map((text) => rationalFromText(text ?? ''));
    if (low !== undefined && high !== undefined && compare(low, high) > 0)
      this.reports.report(file, issue('boundsReversed', path, { name }));
    const series = this.read(pack, file, path, name, source, source.values);
    this.parameters.set(name, {
      declared: source,
      series,
      owner: pack.head.name,
      permits: source.permits ?? [],
    });
  }

  fill(pack: Pack, file: string, name: string, filling: Filling): void {
    const path = ['values', name];
    const existing = this.parameters.get(name);
    if (existing === undefined) {
      // The pack that declares it may not be in force on this day; then there is nothing to fill.
      if (!this.declaredSomewhere.has(name))
        this.reports.report(file, issue('unknownParameter', path, { name }));
      return;
    }
    const fillKey = `${pack.head.name} ${name}`;
    const filledIn = this.filled.get(fillKey);
    if (filledIn !== undefined) {
      this.reports.report(file, issue('duplicateName', path, { name, other: filledIn }));
      return;
    }
    const isOpen =
      existing.declared.open !== undefined && existing.declared.values.length === 0 && !this.isFilled(name);
    this.filled.set(fillKey, file);
    const owner = isOpen ? undefined : existing.owner;
    if (!this.reports.mayOverride(name, filling.overrides, owner, existing.permits, file, path)) return;
    const series = this.read(pack, file, path, name, existing.declared, filling.values);
    this.parameters.set(name, {
      ...existing,
      series: overlay(existing.series, series),
      owner: pack.head.name,
      permits: filling.permits ?? [],
    });
  }

  private isFilled(name: string): boolean {
    return [...this.filled.keys()].some((key) => key.endsWith(` ${name}`));
  }

  private read(
    pack: Pack,
    file: string,
    path: readonly (string | number)[],
    name: string,
    declared: ParameterSource,
    values: readonly ValueSource[],
  ): ParameterValue[] {
    const issues: Issue[] = [];
    const series = readSeries(
      name,
      declared,
      values,
      pack.head.name,
      this.reports.documents,
      this.knownOn,
      issues,
    );
    for (const found of issues) this.reports.report(file, { ...found, path: [...path, ...found.path] });
    for (const [index, value] of values.entries())
      this.reports.checkProvenance(file, [...path, 'values', index], value);
    return series;
  }
}
