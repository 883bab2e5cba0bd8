import { nearestName } from '../facts/nearest-name.js';
import { type Issue, issue } from '../values/issues.js';
import { compare, rationalFromText } from '../values/rational.js';
import type { Bounds, Tightening } from './bounds.js';
import type { Layers, Pack } from './layers.js';
import type { MergeReport, SettledAbove } from './merge-report.js';
import type { FillingSource, ParameterSource, ValueSource } from './pack-schemas.js';
import { gapIn, LAST_DAY, overlay, type ReadSeries, readSeries, type SeriesValue } from './parameters.js';

export interface MergedParameter {
  readonly declared: ParameterSource;
  readonly series: readonly SeriesValue[];
  /** The layer that settled it last, and what that layer lets a lower one do. */
  readonly owner: string;
  readonly permits: readonly string[];
  /** Whether any layer has given it a value; an open term that nobody has set has none. */
  readonly isSet: boolean;
  /** Whether it is not a parameter of policy but something known of the region. */
  readonly isAttribute?: true;
  /** Where it is declared. */
  readonly file: string;
  readonly bounds: readonly Bounds[];
  /** Each value as a layer gives it, with the bounds that it must keep to. */
  readonly bounded: readonly { readonly value: SeriesValue; readonly bounds: readonly Bounds[] }[];
  readonly tightenings: readonly Tightening[];
}

/** A parameter while its layers are being laid over each other. */
interface Growing extends MergedParameter {
  /** Entries that settle nothing: shown where nothing else is. */
  readonly open: readonly SeriesValue[];
  /** The owner's values as written: a layer that overrides some days quotes those of them. */
  readonly values: readonly ValueSource[];
  readonly isTemporary: boolean;
  /** What a temporary owner has laid itself over. */
  readonly above?: Growing;
}

/** The parameters of the layers in force: declared by one, filled or overridden by lower ones. */
export class ParameterMerge {
  private readonly growing = new Map<string, Growing>();
  private readonly reports: MergeReport;
  private readonly packs: readonly Pack[];
  private readonly knownOn: string | undefined;
  /** Every parameter that some pack declares, whether that pack is in force on the day or not. */
  private readonly declaredSomewhere: ReadonlySet<string>;
  /** The file in which a pack fills a parameter: one pack fills it once. */
  private readonly filled = new Map<string, string>();
  /** Which pack fills which parameter, on whatever day. */
  private readonly everFilled: ReadonlySet<string>;
  /** Names of region attributes, which rules read like parameters. */
  private readonly reserved: readonly string[];

  constructor(
    reports: MergeReport,
    layers: Layers,
    knownOn: string | undefined,
    reserved: readonly string[],
  ) {
    this.reports = reports;
    this.packs = layers.packs;
    this.reserved = reserved;
    this.knownOn = knownOn;
    this.everFilled = new Set(
      layers.packs.flatMap(({ head, files: own }) =>
        own.flatMap(({ content }) =>
          content.kind === 'parameterValues'
            ? Object.keys(content.values).map((name) => `${head.name} ${name}`)
            : [],
        ),
      ),
    );
    const files = layers.packs.flatMap((pack) => pack.files);
    this.declaredSomewhere = new Set(
      files.flatMap(({ content }) => (content.kind === 'parameters' ? Object.keys(content.parameters) : [])),
    );
  }

  declare(pack: Pack, file: string, name: string, source: ParameterSource): void {
    const path = ['parameters', name];
    const existing = this.growing.get(name);
    if (existing !== undefined) {
      this.reports.report(file, issue('duplicateName', path, { name, other: existing.owner }));
      return;
    }
    if (this.reserved.includes(name))
      this.reports.report(file, issue('duplicateName', path, { name, other: 'regionAttributes' }));
    if (source.document !== undefined)
      this.reports.checkProvenance(file, path, { authority: 'national', document: source.document });
    this.checkBoundsOrder(file, path, name, source);
    const bounds = boundsOf(pack, file, path, source);
    const { settled, open } = this.read(pack, file, path, name, source, source.values);
    this.growing.set(name, {
      declared: source,
      file,
      series: settled,
      open,
      owner: pack.head.name,
      permits: source.permits ?? [],
      isSet: source.values.some(settles),
      values: source.values,
      isTemporary: pack.head.temporary !== undefined,
      bounds,
      bounded: settled.map((value) => ({ value, bounds })),
      tightenings: [],
    });
  }

  fill(pack: Pack, file: string, name: string, filling: FillingSource): void {
    const path = ['values', name];
    const existing = this.growing.get(name);
    if (existing === undefined) {
      // The pack that declares it may not be in force on this day; then there is nothing to fill.
      if (!this.declaredSomewhere.has(name)) this.reportUnknown(file, path, name);
      return;
    }
    const fillKey = `${pack.head.name} ${name}`;
    const filledIn = this.filled.get(fillKey);
    if (filledIn !== undefined) {
      this.reports.report(file, issue('duplicateName', path, { name, other: filledIn }));
      return;
    }
    this.filled.set(fillKey, file);
    const { overrides } = filling;
    // What nobody has set on its days is open on them, whatever was set for other days: next year's line is filled in.
    const isOpen =
      existing.declared.open !== undefined &&
      (!existing.isSet || (overrides === undefined && !isSetOn(existing.series, filling.values)));
    const above = isOpen ? undefined : this.quotedFor(existing, filling.values);
    // The pack that it overrides may not be in force on this day: then the term is open, and it fills it.
    const isMoot = isOpen && overrides !== undefined && this.isFilledOnOtherDays(overrides.pack, name);
    if (!isMoot && !this.reports.mayOverride({ name, overrides, file, path }, above)) return;
    this.checkBoundsOrder(file, path, name, filling);
    const { settled, open } = this.read(pack, file, path, name, existing.declared, filling.values);
    const own = boundsOf(pack, file, path, filling);
    this.growing.set(name, {
      ...existing,
      series: overlay(existing.series, settled),
      open: overlay(existing.open, open),
      owner: pack.head.name,
      permits: this.permitsFrom(pack, filling, existing, isOpen),
      isSet: existing.isSet || filling.values.some(settles),
      values: filling.values,
      isTemporary: pack.head.temporary !== undefined,
      ...(isOpen ? {} : { above: existing }),
      bounds: [...existing.bounds, ...own],
      bounded: [...existing.bounded, ...settled.map((value) => ({ value, bounds: existing.bounds }))],
      tightenings: [
        ...existing.tightenings,
        ...this.tightenings(file, path, name, existing, filling, settled),
      ],
    });
  }

  /** Nobody permits more than was permitted to it; a layer for a time leaves to others what the one below it leaves. */
  private permitsFrom(
    pack: Pack,
    filling: FillingSource,
    existing: Growing,
    isOpen: boolean,
  ): readonly string[] {
    const inherited = pack.head.temporary === undefined ? [] : existing.permits;
    const granted = filling.permits ?? inherited;
    return isOpen ? granted : granted.filter((act) => existing.permits.includes(act));
  }

  private isFilledOnOtherDays(pack: string, name: string): boolean {
    const key = `${pack} ${name}`;
    return this.everFilled.has(key) && !this.filled.has(key);
  }

  private tightenings(
    file: string,
    path: Issue['path'],
    name: string,
    above: Growing,
    filling: FillingSource,
    values: readonly SeriesValue[],
  ): Tightening[] {
    if (filling.overrides?.act !== 'tighten') return [];
    const towards = above.declared.tightenTowards;
    // A flag has no direction.
    if (towards === undefined || above.declared.type === 'flag') {
      this.reports.report(file, issue('tightenUndirected', path, { name }));
      return [];
    }
    return values.map((value) => ({ value, above: [...above.series, ...above.open], towards }));
  }

  private reportUnknown(file: string, path: Issue['path'], name: string): void {
    const nearest = nearestName(name, this.declaredSomewhere);
    this.reports.report(
      file,
      nearest === undefined
        ? issue('unknownParameter', path, { name })
        : issue('unknownParameterNear', path, { name, nearest }),
    );
  }

  /**
   * What a layer that overrides a parameter on some days quotes: the owner's values on those days, with the formulas
   * that they are worked out by. Another year's value may change above without a word below.
   */
  private quotedFor(owned: Growing, days: readonly ValueSource[]): SettledAbove {
    const values = owned.values.filter((value) =>
      days.some((each) => value.from <= lastDayOf(each) && each.from <= lastDayOf(value)),
    );
    return {
      owner: owned.owner,
      permits: owned.permits,
      isTemporary: owned.isTemporary,
      above: owned.above === undefined ? undefined : this.quotedFor(owned.above, days),
      item: {
        pack: owned.owner,
        values: values.map(({ from, to, value, status, formula, figuresOf, carriedOverTo }) => ({
          from,
          to: to ?? null,
          value: value === undefined ? null : String(value),
          status,
          formula:
            formula === undefined ? null : { name: formula, made: this.formulaMade(owned.owner, formula) },
          figuresOf: figuresOf ?? null,
          carriedOverTo: carriedOverTo ?? null,
        })),
      },
    };
  }

  /** How a formula is made by a layer and those above it, without its title and document. */
  private formulaMade(owner: string, name: string): readonly object[] {
    const last = this.packs.findIndex(({ head }) => head.name === owner);
    return this.packs.slice(0, last + 1).flatMap(({ files }) =>
      files.flatMap(({ content }) => {
        const made = content.kind === 'formulas' ? content.formulas[name] : undefined;
        if (made === undefined) return [];
        const { formula, floor = null, ceiling = null, rounding } = made;
        return [{ formula, floor, ceiling, rounding }];
      }),
    );
  }

  /** Once all layers are laid: the series of each parameter, and whether a continuous one has gaps. */
  finished(): ReadonlyMap<string, MergedParameter> {
    const finished = new Map<string, MergedParameter>();
    for (const [name, { open, values: _, above: _above, isTemporary: _temporary, ...parameter }] of this
      .growing) {
      const series = overlay(open, parameter.series);
      const gap = parameter.declared.continuous === true ? gapIn(series) : undefined;
      if (gap !== undefined) {
        const { file, path } = gap.after.origin;
        this.reports.report(file, issue('gapInSeries', path.slice(0, -1), { name, from: gap.from }));
      }
      for (const { origin, ...bounds } of parameter.bounds)
        for (const key of ['minimum', 'maximum'] as const) {
          const text = bounds[key];
          const isName = text !== undefined && rationalFromText(text) === undefined;
          const named = isName ? this.growing.get(text)?.declared : undefined;
          if (named !== undefined && unitOf(named) !== unitOf(parameter.declared))
            this.reports.report(
              origin.file,
              issue('parameterOfOtherUnit', [...origin.path, key], { name, text: text ?? '' }),
            );
          if (isName && !this.growing.has(text)) this.reportUnknown(origin.file, [...origin.path, key], text);
        }
      finished.set(name, { ...parameter, series });
    }
    return finished;
  }

  private checkBoundsOrder(
    file: string,
    path: Issue['path'],
    name: string,
    source: { readonly minimum?: string | undefined; readonly maximum?: string | undefined },
  ): void {
    const [low, high] = [source.minimum, source.maximum].map((text) => rationalFromText(text ?? ''));
    if (low !== undefined && high !== undefined && compare(low, high) > 0)
      this.reports.report(file, issue('boundsReversed', path, { name }));
  }

  private read(
    pack: Pack,
    file: string,
    path: Issue['path'],
    name: string,
    declared: ParameterSource,
    values: readonly ValueSource[],
  ): ReadSeries {
    const issues: Issue[] = [];
    const context = {
      name,
      declared,
      layer: pack.head.name,
      file,
      path,
      documents: this.reports.documents,
      knownOn: this.knownOn,
    };
    const series = readSeries(context, values, issues);
    for (const found of issues) this.reports.report(file, found);
    for (const [index, value] of values.entries())
      this.reports.checkProvenance(file, [...path, 'values', index], value);
    return series;
  }
}

const unitOf = ({ type, unit = 'ratio' }: ParameterSource): string => (type === 'flag' ? type : unit);

function boundsOf(
  pack: Pack,
  file: string,
  path: Issue['path'],
  source: { readonly minimum?: string | undefined; readonly maximum?: string | undefined },
): Bounds[] {
  if (source.minimum === undefined && source.maximum === undefined) return [];
  const { from, to } = pack.head.inForce;
  return [
    {
      minimum: source.minimum,
      maximum: source.maximum,
      from,
      to,
      layer: pack.head.name,
      origin: { file, path },
    },
  ];
}

/** Whether something is settled on any of the days of these values. */
const isSetOn = (series: readonly SeriesValue[], days: readonly ValueSource[]): boolean =>
  series.some(({ from, to = LAST_DAY }) => days.some((each) => from <= lastDayOf(each) && each.from <= to));

/** Whether a value settles something, whether it was known by the day asked for or not. */
const settles = ({ status }: ValueSource): boolean => status !== 'expected' && status !== 'undated';

const lastDayOf = ({ to, carriedOverTo }: ValueSource): string => carriedOverTo ?? to ?? LAST_DAY;
