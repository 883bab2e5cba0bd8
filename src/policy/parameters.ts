import { numberType, TRUTH, type Type } from '../language/type.js';
import { addDays } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import {
  multiply,
  type Rational,
  rational,
  rationalFromNumber,
  rationalFromText,
  rationalToText,
} from '../values/rational.js';
import type { DocumentSource, ParameterSource, ValueSource } from './pack-schemas.js';
import type { ParameterValue } from './policy.js';

/** A value of a series, with the file and path that it was read from. */
export interface SeriesValue extends ParameterValue {
  readonly origin: {
    readonly file: string;
    readonly path: Issue['path'];
    /** The first day as it is written, whatever a lower layer has cut off. */
    readonly from: string;
  };
}

/** The type of a parameter in a formula. A bound that is itself a parameter says nothing of the sign. */
export function typeOfParameter(source: ParameterSource): Type {
  if (source.type === 'flag') return TRUTH;
  const minimum = source.minimum === undefined ? undefined : rationalFromText(source.minimum);
  const sign =
    minimum === undefined || minimum.numerator < 0n
      ? 'any'
      : minimum.numerator > 0n
        ? 'positive'
        : 'nonNegative';
  return numberType(source.unit ?? 'ratio', sign);
}

export const LAST_DAY = '9999-12-31';
export const endOf = (value: { readonly to?: string | undefined }): string => value.to ?? LAST_DAY;

const IN_FORCE: readonly ValueSource['status'][] = ['announced', 'derived'];

/** What a value may carry, by its status; what is wrong goes to the issues. */
function checkForm(
  name: string,
  declared: ParameterSource,
  source: ValueSource,
  path: Issue['path'],
  issues: Issue[],
): void {
  const { from, to, carriedOverTo, status } = source;
  if (to !== undefined && to < from) issues.push(issue('periodReversed', path, { from, to }));
  if (to === undefined && declared.endRequired === true)
    issues.push(issue('endMissing', [...path, 'to'], { name, from }));
  if (carriedOverTo !== undefined && (to === undefined || carriedOverTo <= to))
    issues.push(issue('carriedOverBeforeEnd', [...path, 'carriedOverTo'], { name, to: to ?? '—' }));
  if (source.formula !== undefined && (status !== 'derived' || source.value !== undefined))
    issues.push(issue('formulaBesideValue', [...path, 'formula'], { name }));
  if (source.formula !== undefined && to?.slice(0, 4) !== from.slice(0, 4))
    issues.push(issue('formulaOfSeveralYears', [...path, 'to'], { name, from }));
  if (source.value === undefined && source.formula === undefined && IN_FORCE.includes(status))
    issues.push(wrongType(name, declared, [...path, 'value']));
  if (source.value === undefined && status === 'undated')
    issues.push(wrongType(name, declared, [...path, 'value']));
  if (status === 'expected' && source.expectedOn === undefined && source.note === undefined)
    issues.push(issue('expectedWithoutDay', path, { name }));
}

/** A written value as exact text or flag; what is wrong with it goes to the issues. */
function writtenValue(
  name: string,
  declared: ParameterSource,
  source: ValueSource,
  path: Issue['path'],
  issues: Issue[],
): string | boolean | undefined {
  if (source.value === undefined) return undefined;
  if (!IN_FORCE.includes(source.status) && source.status !== 'undated') {
    issues.push(issue('valueNotInForce', path, { name, status: source.status }));
    return undefined;
  }
  if (declared.type === 'flag') {
    if (typeof source.value === 'boolean') return source.value;
    issues.push(wrongType(name, declared, path));
    return undefined;
  }
  const exact =
    typeof source.value === 'number'
      ? rationalFromNumber(source.value)
      : typeof source.value === 'string'
        ? rationalFromText(source.value)
        : undefined;
  if (exact === undefined || !fitsDecimals(exact, declared.decimals)) {
    issues.push(wrongType(name, declared, path));
    return undefined;
  }
  return rationalToText(exact);
}

/** That a value is not of its parameter's type, or has too many decimals. */
export const wrongType = (name: string, declared: ParameterSource, path: Issue['path']): Issue =>
  issue('valueOfWrongType', path, {
    name,
    expected: declared.type === 'flag' ? ' true 或 false' : `数字，最多 ${declared.decimals ?? 2} 位小数`,
    expectedEn:
      declared.type === 'flag' ? 'true or false' : `a number with at most ${declared.decimals ?? 2} decimals`,
  });

/** Whether a number has no more decimals than its parameter allows. */
export const fitsDecimals = (value: Rational, decimals = 2): boolean =>
  multiply(value, rational(10n ** BigInt(decimals))).denominator === 1n;

/** The day from which a value can have been known: its publication, or the date of its document. */
const knownFrom = (value: ValueSource, documents: ReadonlyMap<string, DocumentSource>): string | undefined =>
  value.publishedOn ?? (value.document === undefined ? undefined : documents.get(value.document)?.date);

/** What one layer says of a parameter, and the context that it says it in. */
export interface SeriesContext {
  readonly name: string;
  readonly declared: ParameterSource;
  readonly layer: string;
  readonly file: string;
  readonly path: Issue['path'];
  readonly documents: ReadonlyMap<string, DocumentSource>;
  readonly knownOn: string | undefined;
}

/** What one layer says of a parameter. */
export interface ReadSeries {
  /** What it settles, carried-over days included. */
  readonly settled: readonly SeriesValue[];
  /** What settles nothing, and so never hides another layer's value: expected, undated, published later. */
  readonly open: readonly SeriesValue[];
}

const SETTLES_NOTHING: readonly ParameterValue['status'][] = ['expected', 'undated', 'notYetKnown'];

/** A layer's values in order of time, checked; with `knownOn`, those published later settle nothing. */
export function readSeries(
  { name, declared, layer, file, path, documents, knownOn }: SeriesContext,
  sources: readonly ValueSource[],
  issues: Issue[],
): ReadSeries {
  const all: SeriesValue[] = [];
  for (const [index, source] of sources.entries()) {
    const at = [...path, 'values', index];
    checkForm(name, declared, source, at, issues);
    const written = writtenValue(name, declared, source, [...at, 'value'], issues);
    const { value: _, ...rest } = source;
    const published = knownFrom(source, documents);
    // A value whose day of publication nobody recorded cannot be said to have been known on a given day.
    const isKnown =
      knownOn === undefined ||
      source.authority === 'projectDefault' ||
      (published !== undefined && published <= knownOn);
    const base = { ...definedOnly(rest), layer, origin: { file, path: at, from: source.from } };
    const value = !isKnown
      ? {
          ...base,
          status: 'notYetKnown',
          ...(source.publishedOn === undefined && published !== undefined ? { seenOn: published } : {}),
        }
      : source.status === 'undated'
        ? { ...base, undatedValue: written }
        : { ...base, ...(written === undefined ? {} : { value: written }) };
    all.push(value as SeriesValue);
  }
  all.sort((a, b) => (a.from < b.from ? -1 : 1));
  checkOverlaps(name, all, [...path, 'values'], issues);
  const settled = all.filter(({ status }) => !SETTLES_NOTHING.includes(status));
  const open = all.filter(({ status }) => SETTLES_NOTHING.includes(status));
  return { settled: overlay(carriedOver(settled), settled), open };
}

function checkOverlaps(
  name: string,
  series: readonly SeriesValue[],
  path: Issue['path'],
  issues: Issue[],
): void {
  for (const [index, value] of series.entries()) {
    const previous = series[index - 1];
    if (previous !== undefined && endOf(previous) >= value.from)
      issues.push(
        issue('overlappingValues', path, {
          name,
          from: value.from,
          to: endOf(previous) < endOf(value) ? endOf(previous) : endOf(value),
        }),
      );
  }
}

/** The days after a value's end on which its file lets it go on. */
const carriedOver = (series: readonly SeriesValue[]): SeriesValue[] =>
  series.flatMap((value) =>
    value.carriedOverTo === undefined || value.to === undefined || value.carriedOverTo <= value.to
      ? []
      : [{ ...value, from: addDays(value.to, 1), to: value.carriedOverTo, carriedOver: true as const }],
  );

/** An object without the keys whose value is undefined. */
export const definedOnly = <Source extends object>(source: Source): Source =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as Source;

interface Period {
  readonly from: string;
  readonly to?: string | undefined;
}

/** The lower layer's values where it has any, the upper layer's on the other days. */
export function overlay<Value extends Period>(upper: readonly Value[], lower: readonly Value[]): Value[] {
  let rest = [...upper];
  for (const cover of lower) {
    rest = rest.flatMap((value) => {
      if (endOf(value) < cover.from || value.from > endOf(cover)) return [value];
      const before = value.from < cover.from ? [{ ...value, to: addDays(cover.from, -1) }] : [];
      const after = endOf(value) > endOf(cover) ? [{ ...value, from: addDays(endOf(cover), 1) }] : [];
      return [...before, ...after];
    });
  }
  return [...rest, ...lower].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The entry in force on a day, whether it has a value or is expected, withdrawn or not applicable. */
export const inForceOn = <Entry extends Period>(series: readonly Entry[], day: string): Entry | undefined =>
  series.find((value) => value.from <= day && day <= endOf(value));

/** The first day between two entries of a series that neither covers, and the entry after which it comes. */
export function gapIn<Value extends Period>(
  series: readonly Value[],
): { readonly from: string; readonly after: Value } | undefined {
  for (const [index, value] of series.entries()) {
    const previous = series[index - 1];
    if (previous !== undefined && previous.to !== undefined && addDays(previous.to, 1) < value.from)
      return { from: addDays(previous.to, 1), after: previous };
  }
  return undefined;
}
