import type { Title } from '../../facts/kinds.js';
import type { Unit } from '../../facts/units.js';
import { addDays, isDay } from '../../values/day.js';
import { DixianError, type Issue, issue } from '../../values/issues.js';
import {
  divide,
  type Rational,
  rationalFromExactText,
  rationalToText,
  subtract,
} from '../../values/rational.js';
import { checkBounds, unique } from '../bounds.js';
import type { Derivation } from '../derivation.js';
import type { Figure } from '../indicators.js';
import type { PackLibrary } from '../library.js';
import type { DocumentSource } from '../pack-schemas.js';
import { definedOnly, endOf, inForceOn, type SeriesValue } from '../parameters.js';
import type { ParameterValue } from '../policy.js';
import type { DayContext, RegionLayers } from '../region-layers.js';

export interface StandardRequest {
  /** A division code of six digits, or the identifier of a region that a pack has entered. */
  readonly region: string;
  /** First and last year. */
  readonly from: number;
  readonly to: number;
  /** Leave out what was not yet published on this day. */
  readonly knownOn?: string | undefined;
  /** Which yearly parameter; may be left out where the packs have formulas for one only. */
  readonly parameter?: string | undefined;
  /** Whose indicators the formulas read: a county without figures of its own may name its province. */
  readonly figuresOf?: string | undefined;
}

/** What a formula gives for a year, and how far that is from the value in force. */
export interface FormulaOfYear {
  readonly derivation: Derivation;
  /** The formula's value less the one in force, exact text in the parameter's unit. */
  readonly difference?: string;
  /** The difference as a share of the value in force, exact text. */
  readonly relative?: string;
}

/** The value in force beside an indicator of the year before, in the same unit. */
export interface ShareOfYear {
  readonly indicator: string;
  readonly title: Title;
  /** The year of the figure. */
  readonly year: number;
  readonly figure?: Figure;
  /** Exact text: 1/3 is a third. */
  readonly share?: string;
}

export interface YearOfStandard {
  readonly year: number;
  /** Everything that the packs say of the days of this year, in order of time. */
  readonly values: readonly ParameterValue[];
  /** What is in force on its last day, if anything is. */
  readonly inForce?: ParameterValue;
  readonly formulas: readonly FormulaOfYear[];
  readonly shares: readonly ShareOfYear[];
}

/** A yearly parameter over the years: what was announced, what each formula gives, and from what. */
export interface StandardExplanation {
  readonly region: { readonly code: string; readonly name: Title };
  readonly figuresOf: { readonly code: string; readonly name: Title };
  readonly parameter: { readonly name: string; readonly title: Title; readonly unit?: Unit };
  readonly knownOn?: string;
  readonly years: readonly YearOfStandard[];
  readonly documents: Readonly<Record<string, DocumentSource>>;
}

/** The longest span of years, so that a slip of the keyboard costs no minutes. */
const MAXIMUM_YEARS = 100;

const published = ({ origin: _, ...value }: SeriesValue): ParameterValue => value;
const numberOf = (text: string | boolean | undefined): Rational | undefined =>
  typeof text === 'string' ? rationalFromExactText(text) : undefined;

/**
 * Explains a yearly parameter, such as the income standard, year by year: the announced value, what each formula
 * of the packs gives with every step and source, the difference, and its share of the indicators. Formulas and
 * parameters of a year are those in force on its last day. Synchronous and pure.
 * @throws DixianError if the region or the years cannot be used, or the packs have faults.
 */
export function explainStandard(library: PackLibrary, request: StandardRequest): StandardExplanation {
  const { region, from, to, knownOn } = request;
  const isGood = Number.isInteger(from) && Number.isInteger(to) && from <= to && to - from < MAXIMUM_YEARS;
  if (!isGood || from < 1900 || to > 9998) throw new DixianError([issue('yearsWrong', [], { from, to })]);
  if (knownOn !== undefined && !isDay(knownOn))
    throw new DixianError([issue('invalidDay', ['knownOn'], { value: knownOn, column: 1 })]);
  const layers = library.layersOf(region, knownOn);
  const figuresOf = request.figuresOf ?? region;
  const unknown: Issue[] =
    figuresOf === region || library.packs.regions.has(figuresOf)
      ? []
      : [library.packs.regions.unknown(figuresOf, ['figuresOf'])];
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const contexts = years.map((year) => layers.contextOn(`${year}-12-31`));
  const faults = [
    ...library.issues,
    ...layers.layers.issues,
    ...unknown,
    ...[...new Set(contexts)].flatMap((context) => [
      ...context.issues,
      ...checkBounds(context.merged.parameters, (name, value) => layers.deriver.settled(name, value)),
    ]),
  ];
  if (faults.length > 0) throw new DixianError(unique(faults));
  const name = parameterName(request.parameter, contexts);
  const declared = contexts.map(({ merged }) => merged.parameters.get(name)?.declared).find((each) => each);
  return {
    region: { code: region, name: nameOf(library, region) },
    figuresOf: { code: figuresOf, name: nameOf(library, figuresOf) },
    parameter: definedOnly({
      name,
      title: declared?.title ?? { zh: name, en: name },
      unit: declared?.unit,
    }) as {
      name: string;
      title: Title;
      unit?: Unit;
    },
    ...(knownOn === undefined ? {} : { knownOn }),
    years: years.map((year, index) =>
      explainYear({ library, layers, name, figuresOf, knownOn }, contexts[index] as DayContext, year),
    ),
    documents: Object.fromEntries(contexts.flatMap(({ merged }) => [...merged.documents])),
  };
}

const nameOf = (library: PackLibrary, code: string): Title =>
  library.packs.regions.get(code)?.name ?? { zh: code, en: code };

/** The parameter asked for, or the only one that has formulas. */
function parameterName(asked: string | undefined, contexts: readonly DayContext[]): string {
  const known = new Set(
    contexts.flatMap(({ formulas }) => [...formulas.values()].map(({ source }) => source.parameter)),
  );
  const declared = contexts.some(({ merged }) => asked !== undefined && merged.parameters.has(asked));
  if (asked !== undefined && declared) return asked;
  const [only, ...others] = known;
  if (asked !== undefined) throw new DixianError([issue('unknownParameter', ['parameter'], { name: asked })]);
  if (only === undefined || others.length > 0)
    throw new DixianError([
      issue('noYearlyParameter', ['parameter'], { known: [...known].join('、') || '—' }),
    ]);
  return only;
}

/** What all years have in common. */
interface Asked {
  readonly library: PackLibrary;
  readonly layers: RegionLayers;
  readonly name: string;
  readonly figuresOf: string;
  readonly knownOn: string | undefined;
}

function explainYear(asked: Asked, context: DayContext, year: number): YearOfStandard {
  const { layers, name, figuresOf } = asked;
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const values = valuesBetween(asked, first, last);
  const inForce = inForceOn(values, last);
  const standard = numberOf(inForce?.value);
  const formulas = [...context.formulas.values()]
    .filter(({ source }) => source.parameter === name)
    .map((formula): FormulaOfYear => {
      const derivation = layers.deriver.derive(formula, context, figuresOf, year);
      const given = numberOf(derivation.value);
      if (standard === undefined || given === undefined || standard.numerator === 0n) return { derivation };
      const difference = subtract(given, standard);
      return {
        derivation,
        difference: rationalToText(difference),
        relative: rationalToText(divide(difference, standard)),
      };
    });
  return definedOnly({
    year,
    values,
    inForce,
    formulas,
    shares: sharesOf(asked, context, year, standard),
  }) as YearOfStandard;
}

/** What the layers say of each day of a year: they may change within it, as with a layer for a time. */
function valuesBetween({ layers, name }: Asked, first: string, last: string): readonly ParameterValue[] {
  const found: SeriesValue[] = [];
  for (let day = first; day <= last; ) {
    const { merged } = layers.contextOn(day);
    const next = [...merged.boundaries].filter((boundary) => boundary > day).sort()[0];
    const end = next === undefined || next > last ? last : addDays(next, -1);
    for (const value of merged.parameters.get(name)?.series ?? []) {
      if (value.from > end || endOf(value) < day) continue;
      const before = found.at(-1);
      const isSame = before !== undefined && before.origin.path.join() === value.origin.path.join();
      const isOne = isSame && before.origin.file === value.origin.file && before.to === addDays(day, -1);
      if (isOne) found[found.length - 1] = { ...value, from: before.from, to: earlier(endOf(value), end) };
      else found.push({ ...value, from: later(value.from, day), to: earlier(endOf(value), end) });
    }
    day = addDays(end, 1);
  }
  return found.map((value) => published(layers.deriver.settled(name, value)));
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** The standard beside every indicator of the same unit, as it stood for the year before. */
function sharesOf(
  { library, name, figuresOf, knownOn }: Asked,
  context: DayContext,
  year: number,
  standard: Rational | undefined,
): ShareOfYear[] {
  const { indicators } = library.packs;
  const unit = context.merged.parameters.get(name)?.declared.unit;
  return indicators
    .names()
    .filter((each) => indicators.get(each)?.unit === unit && indicators.get(each)?.measure === 'level')
    .map((indicator) => {
      const [figure] = indicators.of(indicator, figuresOf, year - 1, knownOn);
      const value = numberOf(figure?.value);
      return definedOnly({
        indicator,
        title: indicators.get(indicator)?.title ?? { zh: indicator, en: indicator },
        year: year - 1,
        figure,
        share:
          standard === undefined || value === undefined ? undefined : rationalToText(divide(standard, value)),
      }) as ShareOfYear;
    });
}
