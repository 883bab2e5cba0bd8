import type { Title } from '../../facts/kinds.js';
import { evaluateConstant } from '../../language/constant.js';
import { yearlyReading } from '../../language/feel/yearly.js';
import { childrenOf, type Node } from '../../language/nodes.js';
import { isExact, type Value } from '../../language/value.js';
import { type Rational, rationalFromText, rationalToText, roundToMultiple } from '../../values/rational.js';
import type { Derivation, DerivationInput, MissingInput } from '../derivation.js';
import { definedOnly, inForceOn, type SeriesValue } from '../parameters.js';
import { arithmeticOf } from './arithmetic.js';
import { FigureInputs, type FigureSource } from './figure-inputs.js';
import { vintagesFor } from './readings.js';
import {
  isNotPositive,
  missingOf,
  numberOf,
  projectDefaultsOf,
  type Read,
  type Run,
  valueOfText,
  whyOf,
  withinBounds,
  withoutValue,
  type YearlyContext,
} from './run.js';
import { standInsOf } from './stand-ins.js';
import type { YearlyFormula } from './yearly-formula.js';

export interface DeriverSource extends FigureSource {
  /** The region whose layers these are. */
  readonly region: string;
  readonly regionOfLayer: (layer: string) => string;
  readonly nameOf: (region: string) => Title;
  /** The deriver of another region: what a layer above derives, it derives from its own layers. */
  readonly deriverOf: (region: string) => Deriver;
  readonly contextOn: (day: string) => YearlyContext;
}

/** A value that was carried over, or cut by a lower layer's, is still of the year that it was made for. */
const yearOfValue = (value: SeriesValue): number => Number(value.origin.from.slice(0, 4));

/** Why an entry of a series has no value to work with. */
function whyAbsent(entry: SeriesValue | undefined): MissingInput['why'] {
  if (entry?.status !== 'notYetKnown') return whyOf(entry?.derivation?.missing ?? []);
  return entry.publishedOn === undefined ? 'publicationUnknown' : 'notYetKnown';
}

const lastDayOf = (year: number): string => `${year}-12-31`;

/**
 * Works out yearly values from the formulas of packs. Everything that a formula of a year reads of a parameter is
 * what is in force on the last day of that year; exact to the one last rounding.
 */
export class Deriver {
  private readonly source: DeriverSource;
  private readonly derivations = new Map<string, Derivation>();
  /** What is being worked out: a circle gives no value here, and is reported where the formulas are checked. */
  private readonly open = new Set<string>();
  private readonly figures: FigureInputs;

  constructor(source: DeriverSource) {
    this.source = source;
    this.figures = new FigureInputs(source, (run, name) => this.read(run, name));
  }

  /** A value of a series with its figure: a derived one is worked out, the others stay as they are. */
  settled(name: string, value: SeriesValue): SeriesValue {
    if (value.formula === undefined || value.status !== 'derived') return value;
    const owner = this.source.regionOfLayer(value.layer);
    if (owner !== this.source.region) return this.source.deriverOf(owner).settled(name, value);
    const derivation = this.derivationOf(name, value, value.formula);
    return definedOnly({ ...value, value: derivation?.value, derivation }) as SeriesValue;
  }

  /** The layers in force in the year that a derived value is made for. */
  contextOf(value: SeriesValue): YearlyContext {
    const owner = this.source.regionOfLayer(value.layer);
    if (owner !== this.source.region) return this.source.deriverOf(owner).contextOf(value);
    return this.source.contextOn(lastDayOf(yearOfValue(value)));
  }

  private derivationOf(name: string, value: SeriesValue, formulaName: string): Derivation | undefined {
    const year = yearOfValue(value);
    const region = value.figuresOf ?? this.source.regionOfLayer(value.layer);
    const key = `${name} ${formulaName} ${region} ${year}`;
    const known = this.derivations.get(key);
    if (known !== undefined || this.open.has(key)) return known;
    const context = this.source.contextOn(lastDayOf(year));
    const formula = context.formulas.get(formulaName);
    if (formula === undefined || formula.source.parameter !== name) return undefined;
    this.open.add(key);
    const derivation = this.derive(formula, context, region, year);
    this.open.delete(key);
    this.derivations.set(key, derivation);
    return derivation;
  }

  /** What a formula gives for a region and year, with every step. */
  derive(formula: YearlyFormula, context: YearlyContext, region: string, year: number): Derivation {
    const { source } = formula;
    const [low, high] = [formula.floor, formula.ceiling].map((node) =>
      this.isWaived(context, node, year) ? undefined : node,
    );
    const nodes = [formula.node, low, high].filter((node) => node !== undefined);
    const vintages = vintagesFor(nodes, region, year, this.source);
    const run: Run = {
      region,
      year,
      context,
      vintages,
      inputs: new Map(),
      standIns: [],
      projectDefaults: [],
      worked: new Map(),
    };
    const read = (name: string): Value => this.read(run, name);
    const exact = numberOf(evaluateConstant(formula.node, read));
    const floor = this.bound(run, low);
    const ceiling = this.bound(run, high);
    const multiple = rationalFromText(source.rounding.multiple) ?? numberOf(read(source.rounding.multiple));
    const boundsKnown = floor !== 'missing' && ceiling !== 'missing';
    const isWhole = exact !== undefined && boundsKnown && multiple !== undefined && multiple.numerator > 0n;
    const bounded = isWhole
      ? withinBounds(exact, floor as Rational | undefined, ceiling as Rational | undefined)
      : undefined;
    const value =
      bounded === undefined || multiple === undefined
        ? undefined
        : roundToMultiple(bounded.value, multiple, source.rounding.mode);
    const inputs = [...run.inputs.values()];
    const text = (number: Rational | 'missing' | undefined): string | undefined =>
      number === undefined || number === 'missing' ? undefined : rationalToText(number);
    return definedOnly({
      formula: formula.name,
      title: source.title,
      text: source.formula,
      authority: source.authority,
      document: source.document,
      parameter: source.parameter,
      unit: context.merged.parameters.get(source.parameter)?.declared.unit,
      region,
      regionName: this.source.nameOf(region),
      year,
      inputs: inputs.map((each) => each.input),
      arithmetic: arithmeticOf(formula.node, read),
      exact: text(exact),
      floor: text(floor),
      ceiling: text(ceiling),
      boundedBy: bounded?.by,
      rounding: definedOnly({ multiple: text(multiple), mode: source.rounding.mode }),
      value: text(value),
      missing: value === undefined ? missingOf(this.blocking(run, nodes, source.rounding.multiple)) : [],
      standIns: value === undefined ? [] : [...standInsOf(run, nodes, read), ...run.standIns],
      projectDefaults: [...new Set([...projectDefaultsOf(formula, inputs), ...run.projectDefaults])],
    }) as Derivation;
  }

  /** A bound as a number; nothing where its parameter is said not to apply; `missing` where it is not known. */
  private bound(run: Run, node: Node | undefined): Rational | 'missing' | undefined {
    if (node === undefined) return undefined;
    return numberOf(evaluateConstant(node, (name) => this.read(run, name))) ?? 'missing';
  }

  /** Whether a bound is a parameter that its pack says does not apply in the year. */
  private isWaived(context: YearlyContext, node: Node | undefined, year: number): boolean {
    if (node?.kind !== 'parameter' || yearlyReading(node.name) !== undefined) return false;
    return this.entryOf(context, node.name, year)?.status === 'notApplicable';
  }

  private read(run: Run, name: string): Value {
    const known = run.inputs.get(name);
    if (known !== undefined) return known.value;
    const found = this.input(run, name);
    run.inputs.set(name, found);
    return found.value;
  }

  private input(run: Run, name: string): Read {
    const reading = yearlyReading(name);
    if (reading === undefined) return this.parameterInput(run, run.context, name, run.year, 'parameter');
    const year = run.year + reading.offset;
    if (reading.kind === 'standard') return this.standardInput(run, reading.name, year);
    return reading.kind === 'growth'
      ? this.figures.growth(run, reading.name, year)
      : this.figures.indicator(run, reading.name, year);
  }

  private entryOf(context: YearlyContext, name: string, year: number): SeriesValue | undefined {
    const parameter = context.merged.parameters.get(name);
    const entry = parameter === undefined ? undefined : inForceOn(parameter.series, lastDayOf(year));
    return entry === undefined ? undefined : this.settled(name, entry);
  }

  private parameterInput(
    run: Run,
    context: YearlyContext,
    name: string,
    year: number,
    kind: 'parameter' | 'standard',
  ): Read {
    const declared = context.merged.parameters.get(name)?.declared;
    const entry = this.entryOf(context, name, year);
    const value = valueOfText(entry?.value);
    const exact = numberOf(value);
    // What it was worked out with stands behind this value as well.
    run.standIns.push(...(entry?.derivation?.standIns ?? []));
    run.projectDefaults.push(...(entry?.derivation?.projectDefaults ?? []));
    const input = definedOnly({
      kind,
      name,
      title: declared?.title ?? { zh: name, en: name },
      year: kind === 'standard' ? year : undefined,
      value: exact === undefined ? undefined : rationalToText(exact),
      unit: declared?.unit,
      status: kind === 'standard' ? entry?.status : undefined,
      carriedOver: kind === 'standard' ? entry?.carriedOver : undefined,
      authority: entry?.authority,
      document: entry?.document,
    }) as DerivationInput;
    return { value, input, why: whyAbsent(entry) };
  }

  /** The value of another year: of layers that may not be in force in this one, so its title is this year's. */
  private standardInput(run: Run, name: string, year: number): Read {
    const context = this.source.contextOn(lastDayOf(year));
    const read = this.parameterInput(run, context, name, year, 'standard');
    const title = run.context.merged.parameters.get(name)?.declared.title;
    return title === undefined ? read : { ...read, input: { ...read.input, title } };
  }

  /** The readings without a value that keep the result from being known: not those that something stands in for. */
  private blocking(run: Run, nodes: readonly Node[], multiple: string): Read[] {
    const names = new Set<string>();
    const search = (node: Node): void => {
      if (isExact(evaluateConstant(node, (name) => this.read(run, name)))) return;
      if (node.kind === 'parameter') names.add(node.name);
      if (node.kind !== 'if') {
        for (const child of childrenOf(node)) search(child);
        return;
      }
      // Of a decided `if` only the branch that is taken.
      const condition = evaluateConstant(node.condition, (name) => this.read(run, name));
      if (condition.type === 'truth') search(condition.value ? node.then : node.otherwise);
      else for (const child of childrenOf(node)) search(child);
    };
    for (const node of nodes) search(node);
    names.add(multiple);
    return [...run.inputs]
      .filter(([name]) => names.has(name))
      .map(([name, read]) =>
        // What is rounded to has to be above zero: with a value or without, it is what is wrong.
        name === multiple && isNotPositive(read) ? withoutValue(read) : read,
      );
  }
}
