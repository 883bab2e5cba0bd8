import { type Issue, inFile, issue } from '../values/issues.js';
import { compare, type Rational, rationalFromExactText, rationalFromText } from '../values/rational.js';
import type { MergedParameter } from './merge-parameters.js';
import { endOf, type SeriesValue } from './parameters.js';

/** A bound that a layer sets for a parameter, while that layer is in force. */
export interface Bounds {
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
  readonly from: string;
  readonly to?: string | undefined;
  /** A layer's bounds bind the layers below it. */
  readonly layer: string;
  readonly origin: { readonly file: string; readonly path: Issue['path'] };
}

/** A value that a layer may only move one way from what stands above it. */
export interface Tightening {
  readonly value: SeriesValue;
  readonly above: readonly SeriesValue[];
  readonly towards: 'higher' | 'lower';
}

type Parameters = ReadonlyMap<string, MergedParameter>;

const numberOf = (value: { readonly value?: string | boolean } | undefined): Rational | undefined =>
  typeof value?.value === 'string' ? rationalFromExactText(value.value) : undefined;

const overlap = (a: { from: string; to?: string | undefined }, b: typeof a): boolean =>
  a.from <= endOf(b) && b.from <= endOf(a);

/** What a bound comes to on the days that it shares with a value: a number, or a parameter's values there. */
function* boundValues(
  text: string | undefined,
  days: { from: string; to?: string | undefined },
  parameters: Parameters,
): Generator<{ text: string; exact: Rational }> {
  if (text === undefined) return;
  const written = rationalFromText(text);
  if (written !== undefined) {
    yield { text, exact: written };
    return;
  }
  for (const entry of parameters.get(text)?.series ?? []) {
    const exact = overlap(entry, days) ? numberOf(entry) : undefined;
    if (exact !== undefined) yield { text: entry.value as string, exact };
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

function checkValue(
  name: string,
  value: SeriesValue,
  bounds: Bounds,
  parameters: Parameters,
  issues: Issue[],
): void {
  const exact = numberOf(value);
  if (exact === undefined || !overlap(value, bounds)) return;
  const days = { from: later(value.from, bounds.from), to: earlier(endOf(value), endOf(bounds)) };
  const lows = [...boundValues(bounds.minimum, days, parameters)];
  const highs = [...boundValues(bounds.maximum, days, parameters)];
  const low = lows.find((each) => compare(exact, each.exact) < 0);
  const high = highs.find((each) => compare(exact, each.exact) > 0);
  if (low === undefined && high === undefined) return;
  issues.push(
    inFile(
      value.origin.file,
      issue('valueOutOfBounds', [...value.origin.path, 'value'], {
        name,
        value: value.value as string,
        minimum: low?.text ?? lows[0]?.text ?? '−∞',
        maximum: high?.text ?? highs[0]?.text ?? '∞',
      }),
    ),
  );
}

function checkTightening(name: string, { value, above, towards }: Tightening, issues: Issue[]): void {
  const exact = numberOf(value);
  if (value.status === 'notApplicable' || value.status === 'withdrawn') {
    const removed = above.find((upper) => overlap(value, upper) && upper.value !== undefined);
    if (removed !== undefined)
      issues.push(
        inFile(
          value.origin.file,
          issue('tightenedAway', [...value.origin.path, 'status'], { name, other: removed.layer }),
        ),
      );
  }
  if (exact === undefined) return;
  // An entry without a value is enough here: `knownOn` may keep its value out.
  if (!above.some((upper) => overlap(value, upper)))
    issues.push(inFile(value.origin.file, issue('overridesNothing', value.origin.path, { name, pack: '—' })));
  for (const upper of above) {
    const other = overlap(value, upper) ? numberOf(upper) : undefined;
    if (other === undefined) continue;
    const difference = compare(exact, other);
    if (towards === 'higher' ? difference >= 0 : difference <= 0) continue;
    issues.push(
      inFile(
        value.origin.file,
        issue('tightenedTheWrongWay', [...value.origin.path, 'value'], {
          name,
          value: value.value as string,
          above: upper.value as string,
          other: upper.layer,
        }),
      ),
    );
  }
}

/** Whether every value keeps to the bounds of the layers above it; derived values are worked out before. */
export function checkBounds(
  parameters: Parameters,
  settled: (name: string, value: SeriesValue) => SeriesValue,
): Issue[] {
  const issues: Issue[] = [];
  for (const [name, parameter] of parameters) {
    for (const { value, bounds } of parameter.bounded) {
      const worked = settled(name, value);
      for (const each of bounds) checkValue(name, worked, each, parameters, issues);
    }
    for (const each of parameter.tightenings)
      checkTightening(
        name,
        {
          ...each,
          value: settled(name, each.value),
          above: each.above.map((upper) => settled(name, upper)),
        },
        issues,
      );
  }
  return unique(issues);
}

/** Each fault once: a value and the days that it is carried over to are one value. */
export function unique(issues: readonly Issue[]): Issue[] {
  const seen = new Map(issues.map((each) => [JSON.stringify([each.file, each.path, each.code]), each]));
  return [...seen.values()];
}
