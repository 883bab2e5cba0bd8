import { formatRational, type Rational, rational, rationalToText } from '../../values/rational.js';
import { sumOf, type Tally } from './counts.js';

export type CountingUnit = 'households' | 'persons';

/** A share with all that is needed to read it: its unit, both numbers, and who is in neither. */
export interface Share {
  readonly unit: CountingUnit;
  readonly numerator: number;
  readonly denominator: number;
  /** The exact share, `7282/16369` in lowest terms; absent where the denominator is 0. */
  readonly exact?: string;
  /** For display: in per cent, rounded half up to two decimals, `44.49%`; absent where `exact` is. */
  readonly text?: string;
  /** Of a share by persons: households in neither number, since their size is not known. */
  readonly householdsOfUnknownSize: number;
}

/** The exact quotient of two counts, or undefined where the second is 0. */
export const quotient = (numerator: number, denominator: number): Rational | undefined =>
  denominator === 0 ? undefined : rational(BigInt(numerator), BigInt(denominator));

/** The share of some households in all of them, or of their persons. */
export function shareOf(part: Tally, whole: Tally, unit: CountingUnit): Share {
  const [numerator, denominator] = [part[unit], whole[unit]];
  const exact = quotient(numerator, denominator);
  return Object.freeze({
    unit,
    numerator,
    denominator,
    ...(exact === undefined
      ? {}
      : {
          exact: rationalToText(exact),
          text: `${formatRational(rational(exact.numerator * 100n, exact.denominator), 2)}%`,
        }),
    householdsOfUnknownSize: unit === 'persons' ? whole.householdsOfUnknownSize : 0,
  });
}

/**
 * How many have been cleared of all that were ever taken in: removed ÷ (removed + still monitored). The two units
 * give different figures (POLICY §14), so both are given.
 */
export interface ClearedShare {
  readonly byHouseholds: Share;
  readonly byPersons: Share;
}

/** @param removed households whose risk is removed. @param monitored those whose risk is not removed yet. */
export function clearedShare(removed: Tally, monitored: Tally): ClearedShare {
  const ever = sumOf([removed, monitored]);
  return Object.freeze({
    byHouseholds: shareOf(removed, ever, 'households'),
    byPersons: shareOf(removed, ever, 'persons'),
  });
}
