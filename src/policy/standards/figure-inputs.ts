import { evaluateConstant } from '../../language/constant.js';
import type { Node } from '../../language/nodes.js';
import { exactNumber, UNKNOWN, type Value } from '../../language/value.js';
import { divide, rational, rationalToText, subtract } from '../../values/rational.js';
import type { DerivationInput, MissingInput } from '../derivation.js';
import type { Indicators } from '../indicators.js';
import { definedOnly } from '../parameters.js';
import { FIRST_YEAR, figureIn } from './readings.js';
import { numberOf, type Read, type Run, valueOfText, whyOf } from './run.js';
import { standInsOf } from './stand-ins.js';

const HUNDRED = rational(100n);
const ONE = rational(1n);

export interface FigureSource {
  readonly indicators: Indicators;
  /** The formulas of the indicators that are worked out themselves. */
  readonly indicatorFormulas: ReadonlyMap<string, Node>;
  readonly knownOn: string | undefined;
}

/** What formulas read of the statistics: figures, their growth, and indicators worked out from others. */
export class FigureInputs {
  private readonly source: FigureSource;
  private readonly read: (run: Run, name: string) => Value;
  /** What is being worked out: a circle gives no value here, and is reported where the files are read. */
  private readonly open = new Set<string>();
  /** Why an indicator that is worked out has no value. */
  private readonly reasons = new Map<string, MissingInput['why']>();

  constructor(source: FigureSource, read: (run: Run, name: string) => Value) {
    this.source = source;
    this.read = read;
  }

  /** A figure of a year, or an indicator worked out for it. */
  indicator(run: Run, name: string, year: number): Read {
    const declared = this.source.indicators.get(name);
    const base = {
      kind: 'indicator' as const,
      indicator: name,
      title: declared?.title ?? { zh: name, en: name },
      year,
      region: run.region,
      unit: declared?.unit ?? 'ratio',
    };
    if (declared?.formula !== undefined) {
      const value = this.worked(run, name, year);
      const exact = numberOf(value);
      const shown = exact === undefined ? {} : { value: rationalToText(exact) };
      const why = this.reasons.get(`${name} ${run.region} ${year}`) ?? 'absent';
      return { value, input: { ...base, ...shown, formula: declared.formula }, why };
    }
    const { indicators, knownOn } = this.source;
    const figure = figureIn(run.vintages, indicators, name, run.region, year, knownOn);
    if (typeof figure === 'string') return { value: UNKNOWN, input: base, why: figure };
    return { value: valueOfText(figure.value), input: { ...base, value: figure.value, figure } };
  }

  /** An indicator that is worked out from others; what those read is kept beside it. */
  private worked(run: Run, name: string, year: number): Value {
    const node = this.source.indicatorFormulas.get(name);
    const key = `${name} ${run.region} ${year}`;
    const known = run.worked.get(key);
    if (known !== undefined) return known;
    if (node === undefined || this.open.has(key) || year < FIRST_YEAR) return UNKNOWN;
    this.open.add(key);
    const inner: Run = { ...run, year, inputs: new Map() };
    const value = evaluateConstant(node, (each) => this.read(inner, each));
    run.standIns.push(...standInsOf(inner, [node], (each) => this.read(inner, each)));
    for (const [each, read] of inner.inputs) run.inputs.set(`${key} ${each}`, read);
    const missing = [...inner.inputs.values()].filter(({ input }) => input.value === undefined);
    this.reasons.set(key, whyOf(missing));
    this.open.delete(key);
    run.worked.set(key, value);
    return value;
  }

  /** Growth over the year before, of two figures of one vintage. */
  growth(run: Run, name: string, year: number): Read {
    const declared = this.source.indicators.get(name);
    const now = this.indicator(run, name, year);
    const isIndex = declared?.measure === 'index';
    const before = isIndex ? undefined : this.indicator(run, name, year - 1);
    const later = numberOf(now.value);
    const earlier = isIndex ? HUNDRED : before === undefined ? undefined : numberOf(before.value);
    const growth =
      later === undefined || earlier === undefined || earlier.numerator <= 0n
        ? undefined
        : subtract(divide(later, earlier), ONE);
    const figures = [before?.input, now.input].flatMap((each) =>
      each?.kind === 'indicator' && each.figure !== undefined ? [each.figure] : [],
    );
    const why = later === undefined ? (now.why ?? 'absent') : (before?.why ?? 'absent');
    // A year that has figures, only none of the other year's series, lacks nothing that could be supplied.
    const isLacking = (read: Read | undefined): boolean =>
      read !== undefined && numberOf(read.value) === undefined && read.why !== 'otherVintage';
    const lacks = [...(isLacking(before) ? [year - 1] : []), ...(isLacking(now) ? [year] : [])];
    return {
      value: growth === undefined ? UNKNOWN : exactNumber(growth),
      input: definedOnly({
        kind: 'growth' as const,
        indicator: name,
        title: declared?.title ?? { zh: name, en: name },
        year,
        region: run.region,
        value: growth === undefined ? undefined : rationalToText(growth),
        figures,
        ofIndex: isIndex ? (true as const) : undefined,
        lacks: isIndex || growth !== undefined || lacks.length === 0 ? undefined : lacks,
      }) as DerivationInput,
      why,
    };
  }
}
