import { numberType, TRUTH, type Type } from '../language/type.js';
import { addDays } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import {
  compare,
  multiply,
  type Rational,
  rational,
  rationalFromNumber,
  rationalFromText,
  rationalToText,
} from '../values/rational.js';
import type { DocumentSource, ParameterSource, ValueSource } from './pack-schemas.js';
import type { ParameterValue } from './policy.js';

/** The type of a parameter in a formula. */
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

const LAST_DAY = '9999-12-31';
const endOf = (value: { readonly to?: string | undefined }): string => value.to ?? LAST_DAY;

/** A written value as exact text or flag; what is wrong with it goes to the issues. */
function writtenValue(
  name: string,
  declared: ParameterSource,
  source: ValueSource,
  path: Issue['path'],
  issues: Issue[],
): string | boolean | undefined {
  if (source.value === undefined) {
    if (source.status === 'announced' || source.status === 'derived')
      issues.push(expected(name, declared, path));
    return undefined;
  }
  if (source.status !== 'announced' && source.status !== 'derived') {
    issues.push(issue('valueNotInForce', path, { name, status: source.status }));
    return undefined;
  }
  if (declared.type === 'flag') {
    if (typeof source.value === 'boolean') return source.value;
    issues.push(expected(name, declared, path));
    return undefined;
  }
  const exact =
    typeof source.value === 'number'
      ? rationalFromNumber(source.value)
      : typeof source.value === 'string'
        ? rationalFromText(source.value)
        : undefined;
  if (exact === undefined || !fitsDecimals(exact, declared.decimals)) {
    issues.push(expected(name, declared, path));
    return undefined;
  }
  const low = declared.minimum === undefined ? undefined : rationalFromText(declared.minimum);
  const high = declared.maximum === undefined ? undefined : rationalFromText(declared.maximum);
  if ((low !== undefined && compare(exact, low) < 0) || (high !== undefined && compare(exact, high) > 0))
    issues.push(
      issue('valueOutOfBounds', path, {
        name,
        value: rationalToText(exact),
        minimum: declared.minimum ?? '−∞',
        maximum: declared.maximum ?? '∞',
      }),
    );
  return rationalToText(exact);
}

const expected = (name: string, declared: ParameterSource, path: Issue['path']): Issue =>
  issue('valueOfWrongType', path, {
    name,
    expected: declared.type === 'flag' ? ' true 或 false' : `数字，最多 ${declared.decimals ?? 2} 位小数`,
    expectedEn:
      declared.type === 'flag' ? 'true or false' : `a number with at most ${declared.decimals ?? 2} decimals`,
  });

const fitsDecimals = (value: Rational, decimals = 2): boolean =>
  multiply(value, rational(10n ** BigInt(decimals))).denominator === 1n;

/** The day from which a value can have been known: its publication, or the date of its document. */
const knownFrom = (value: ValueSource, documents: ReadonlyMap<string, DocumentSource>): string | undefined =>
  value.publishedOn ?? (value.document === undefined ? undefined : documents.get(value.document)?.date);

/** What one layer says of a parameter, checked, as a series in time. */
export function readSeries(
  name: string,
  declared: ParameterSource,
  sources: readonly ValueSource[],
  layer: string,
  documents: ReadonlyMap<string, DocumentSource>,
  knownOn: string | undefined,
  issues: Issue[],
): ParameterValue[] {
  const series: ParameterValue[] = [];
  for (const [index, source] of sources.entries()) {
    const path = ['values', index];
    if (source.to !== undefined && source.to < source.from)
      issues.push(issue('periodReversed', path, { from: source.from, to: source.to }));
    const value = writtenValue(name, declared, source, [...path, 'value'], issues);
    const known = knownFrom(source, documents);
    // A value whose day of publication nobody recorded cannot be said to have been known on a given day.
    if (
      knownOn !== undefined &&
      source.authority !== 'projectDefault' &&
      (known === undefined || known > knownOn)
    )
      continue;
    const { value: _, ...rest } = source;
    series.push({ ...definedOnly(rest), ...(value === undefined ? {} : { value }), layer } as ParameterValue);
  }
  series.sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [index, value] of series.entries()) {
    const previous = series[index - 1];
    if (previous !== undefined && endOf(previous) >= value.from)
      issues.push(
        issue('overlappingValues', ['values'], {
          name,
          from: value.from,
          to: endOf(previous) < endOf(value) ? endOf(previous) : endOf(value),
        }),
      );
  }
  return series;
}

/** An object without the keys whose value is undefined. */
export const definedOnly = <Source extends object>(source: Source): Source =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as Source;

/** The lower layer's values where it has any, the upper layer's on the other days. */
export function overlay(
  upper: readonly ParameterValue[],
  lower: readonly ParameterValue[],
): ParameterValue[] {
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

/** The value in force on a day, whether it has one or is expected, withdrawn or not applicable. */
export const inForceOn = <Entry extends { readonly from: string; readonly to?: string | undefined }>(
  series: readonly Entry[],
  day: string,
): Entry | undefined => series.find((value) => value.from <= day && day <= endOf(value));
