/** The operators that compare two values and give a truth. */
export const COMPARISONS = [
  'equal',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'contains',
] as const;
export type ComparisonName = (typeof COMPARISONS)[number];
export const isComparison = (operator: string): operator is ComparisonName =>
  (COMPARISONS as readonly string[]).includes(operator);
