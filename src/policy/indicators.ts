import type { Title } from '../facts/kinds.js';
import { nearestName } from '../facts/nearest-name.js';
import { UNITS } from '../facts/units.js';
import { numberType, type Type } from '../language/type.js';
import { isDay } from '../values/day.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import { compare, rationalFromText } from '../values/rational.js';
import type { CsvFile } from './csv-file.js';
import type { IndicatorSource } from './pack-schemas.js';
import type { RegionTable } from './regions.js';

export const FIGURE_COLUMNS = [
  'indicator',
  'region',
  'year',
  'value',
  'unit',
  'vintage',
  'status',
  'publishedOn',
  'confidence',
  'source',
  'note',
] as const;

/** A published figure of a region and year. */
export interface Figure {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  /** Exact text, above zero. */
  readonly value: string;
  /** The series that it belongs to; growth is taken within one series only. */
  readonly vintage: string;
  readonly vintageTitle?: Title;
  readonly status: 'preliminary' | 'final';
  readonly publishedOn?: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly source: string;
  readonly note?: string;
  /** What the region's own pack put it in the place of. */
  readonly insteadOf?: { readonly value: string; readonly source: string };
}

/** A figure, where it was read, and whether a pack of its region supplied it. */
interface Entered {
  readonly figure: Figure;
  readonly place: string;
  readonly isOwn: boolean;
}

const keyOf = (indicator: string, region: string, year: number): string => `${indicator} ${region} ${year}`;

/** What the statistics say: indicators as they are declared, and their figures by region, year and vintage. */
export class Indicators {
  readonly issues: Issue[] = [];
  private readonly declared = new Map<string, { source: IndicatorSource; file: string }>();
  private readonly entered = new Map<string, Entered[]>();

  declare(file: string, name: string, source: IndicatorSource): void {
    const other = this.declared.get(name);
    if (other !== undefined)
      this.issues.push(
        inFile(file, issue('duplicateName', ['indicators', name], { name, other: other.file })),
      );
    this.declared.set(name, { source, file });
  }

  /**
   * Once all are declared. A row that cannot be used is an issue; the others are entered. A file of a pack holds
   * figures of the pack's own region and those below it, and takes the place of what the country-wide files say of
   * them; so it is entered after those.
   */
  enterRows(file: CsvFile, regions: RegionTable, packRegion?: string): void {
    for (const { line, cells: row } of file.rows) {
      // The header was compared before: every column is there.
      const cells = row as Cells;
      const report = (column: string, code: Issue['code'], params: Issue['params']): void => {
        this.issues.push(inFile(file.path, issue(code, [line, column], { line, column, ...params })));
      };
      const indicator = cells.indicator;
      const source = this.declared.get(indicator)?.source;
      if (source === undefined) {
        const known = [...this.declared.keys()];
        report('indicator', 'unknownIndicatorOfFigure', {
          name: indicator,
          nearest: nearestName(indicator, known) ?? '—',
        });
        continue;
      }
      const faults = faultsOf(cells, source, regions);
      for (const [column, expected, expectedEn] of faults)
        report(column, 'figureRow', { expected, expectedEn });
      if (source.formula !== undefined) report('indicator', 'figureOfFormula', { name: indicator });
      const isOutside =
        packRegion !== undefined && !regions.ancestry(cells.region).some(({ code }) => code === packRegion);
      if (isOutside && faults.length === 0)
        report('region', 'figureOutsidePack', { region: cells.region, pack: packRegion });
      else if (faults.length === 0)
        this.enter(file.path, line, figureOf(cells, source), packRegion !== undefined);
    }
  }

  private enter(file: string, line: number, figure: Figure, isOwn: boolean): void {
    const key = keyOf(figure.indicator, figure.region, figure.year);
    const entries = this.entered.get(key) ?? [];
    const other = entries.find((entry) => entry.figure.vintage === figure.vintage);
    const place = `${file} › ${line}`;
    if (other === undefined) this.entered.set(key, [...entries, { figure, place, isOwn }]);
    // What a region supplies itself stands for what the country-wide files have of it, and says so.
    else if (isOwn && !other.isOwn) this.replace(key, entries, other, figure, place);
    // The same figure from two files is one figure, known from the first time that it was published.
    else if (isSameAmount(other.figure, figure))
      this.entered.set(
        key,
        entries.map((entry) =>
          entry === other ? { ...entry, figure: earlier(entry.figure, figure) } : entry,
        ),
      );
    else
      this.issues.push(
        inFile(
          file,
          issue('figuresDiffer', [line, 'value'], {
            indicator: figure.indicator,
            region: figure.region,
            year: figure.year,
            other: other.place,
          }),
        ),
      );
  }

  private replace(
    key: string,
    entries: readonly Entered[],
    other: Entered,
    figure: Figure,
    place: string,
  ): void {
    const { value, source } = other.figure;
    const own = { figure: { ...figure, insteadOf: { value, source } }, place, isOwn: true };
    this.entered.set(
      key,
      entries.map((entry) => (entry === other ? own : entry)),
    );
  }

  /** Every figure, by indicator, region, year and vintage. */
  figures(): readonly Figure[] {
    return [...this.entered.keys()]
      .sort()
      .flatMap((key) => (this.entered.get(key) ?? []).map(({ figure }) => figure));
  }

  names(): readonly string[] {
    return [...this.declared.keys()].sort();
  }

  get(name: string): IndicatorSource | undefined {
    return this.declared.get(name)?.source;
  }

  fileOf(name: string): string | undefined {
    return this.declared.get(name)?.file;
  }

  /** The type of a reading in a formula: figures are above zero. */
  typeOf(name: string): Type | undefined {
    const source = this.get(name);
    return source === undefined
      ? undefined
      : numberType(source.unit, source.formula === undefined ? 'positive' : 'any');
  }

  /** The vintages of an indicator, the preferred one first. */
  vintagesOf(name: string): readonly string[] {
    return Object.keys(this.get(name)?.vintages ?? {});
  }

  /** The figures of a region and year, of the preferred vintage first; with `knownOn`, what was published by then. */
  of(indicator: string, region: string, year: number, knownOn?: string): readonly Figure[] {
    const vintages = this.vintagesOf(indicator);
    return (this.entered.get(keyOf(indicator, region, year)) ?? [])
      .map(({ figure }) => figure)
      .filter(
        ({ publishedOn }) => knownOn === undefined || (publishedOn !== undefined && publishedOn <= knownOn),
      )
      .sort((a, b) => vintages.indexOf(a.vintage) - vintages.indexOf(b.vintage));
  }
}

const earlier = (a: Figure, b: Figure): Figure =>
  b.publishedOn !== undefined && (a.publishedOn === undefined || b.publishedOn < a.publishedOn) ? b : a;

type Cells = Readonly<Record<(typeof FIGURE_COLUMNS)[number], string>>;

const CONFIDENCES: readonly string[] = ['high', 'medium', 'low'];

/** What is wrong with a row: column, what it should be, in both languages. */
function faultsOf(
  cells: Cells,
  source: IndicatorSource,
  regions: RegionTable,
): [column: string, zh: string, en: string][] {
  const value = rationalFromText(cells.value);
  const vintages = Object.keys(source.vintages ?? {});
  const checks: [column: string, holds: boolean, zh: string, en: string][] = [
    ['region', regions.has(cells.region), '已登记的区域代码', 'the code of a region that is known'],
    ['year', /^(19|20)\d{2}$/.test(cells.year), '四位数的年份', 'a year of four digits'],
    ['value', value !== undefined && value.numerator > 0n, '大于 0 的数字', 'a number above 0'],
    [
      'unit',
      cells.unit === source.unit,
      `${source.unit}（${UNITS[source.unit].zh}）`,
      `${source.unit} (${UNITS[source.unit].en})`,
    ],
    ['vintage', vintages.includes(cells.vintage), vintages.join('、'), vintages.join(', ')],
    [
      'status',
      ['preliminary', 'final'].includes(cells.status),
      'preliminary 或 final',
      'preliminary or final',
    ],
    ['publishedOn', cells.publishedOn === '' || isDay(cells.publishedOn), '日期或留空', 'a day, or empty'],
    ['confidence', CONFIDENCES.includes(cells.confidence), CONFIDENCES.join('、'), CONFIDENCES.join(', ')],
    ['source', cells.source !== '', '出处', 'where it was published'],
  ];
  return checks.filter(([, holds]) => !holds).map(([column, , zh, en]) => [column, zh, en]);
}

/** However many decimals are written. */
const isSameAmount = (one: Figure, other: Figure): boolean => {
  const [left, right] = [rationalFromText(one.value), rationalFromText(other.value)];
  return left !== undefined && right !== undefined && compare(left, right) === 0;
};

const figureOf = (cells: Cells, { vintages }: IndicatorSource): Figure => ({
  indicator: cells.indicator,
  region: cells.region,
  year: Number(cells.year),
  value: cells.value,
  vintage: cells.vintage,
  ...(vintages?.[cells.vintage] === undefined ? {} : { vintageTitle: vintages[cells.vintage] as Title }),
  status: cells.status as Figure['status'],
  ...(cells.publishedOn === '' ? {} : { publishedOn: cells.publishedOn }),
  confidence: cells.confidence as Figure['confidence'],
  source: cells.source,
  ...(cells.note === '' ? {} : { note: cells.note }),
});
