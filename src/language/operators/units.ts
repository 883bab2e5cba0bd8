import { COUNTING_UNITS, UNITS, type Unit } from '../../facts/units.js';
import type { Type } from '../type.js';
import type { SignatureProblem } from './operator.js';

type NumberType = Extract<Type, { kind: 'number' }>;

/** The unit that two numbers share when they are added or compared, or undefined if they cannot be. */
export function sharedUnit(left: NumberType, right: NumberType): Unit | undefined {
  if (left.unit === right.unit && left.literal === undefined && right.literal === undefined) return left.unit;
  if (left.literal !== undefined && right.literal !== undefined) return 'ratio';
  const [literal, other] = left.literal === undefined ? [right, left] : [left, right];
  if (literal.literal === undefined) return undefined;
  if (literal.literal === 'zero' || other.unit === 'ratio') return other.unit;
  return literal.literal === 'whole' && COUNTING_UNITS.includes(other.unit) ? other.unit : undefined;
}

/** A problem if two numbers cannot stand side by side. */
export function settlesUnit(left: NumberType, right: NumberType): SignatureProblem | undefined {
  if (sharedUnit(left, right) !== undefined) return undefined;
  return { problem: 'unitMismatch', operand: 1, params: unitParams(left.unit, right.unit) };
}

const named = (unit: Unit): { zh: string; en: string } =>
  unit === 'ratio' ? { zh: '无单位的数', en: 'a plain number' } : UNITS[unit];

export const unitParams = (left: Unit, right: Unit): Record<string, string> => ({
  left: named(left).zh,
  right: named(right).zh,
  leftEn: named(left).en,
  rightEn: named(right).en,
});
