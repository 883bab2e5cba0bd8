import { Decimal } from 'decimal.js';

/**
 * A private clone: whatever an application sets on the global Decimal, our answers stay the same.
 * The precision is far above any quotient that is ever displayed; exact work is done on BigInt pairs.
 */
export const PrivateDecimal = Decimal.clone({
  precision: 100,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
});

/** How a document orders a number to be rounded. */
export type RoundingMode = 'up' | 'down' | 'ceiling' | 'floor' | 'halfUp' | 'halfDown' | 'halfEven';

export const ROUNDING_MODES: Readonly<Record<RoundingMode, Decimal.Rounding>> = Object.freeze({
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  halfUp: Decimal.ROUND_HALF_UP,
  halfDown: Decimal.ROUND_HALF_DOWN,
  halfEven: Decimal.ROUND_HALF_EVEN,
});
