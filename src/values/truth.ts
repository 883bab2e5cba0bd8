/** Strong Kleene truth. A blank fact is `unknown`, never `false`. */
export type Truth = 'true' | 'false' | 'unknown';

/** Lifts a JavaScript boolean to a definite truth. */
export const truthOf = (value: boolean): Truth => (value ? 'true' : 'false');

/** Negation: unknown stays unknown. */
export function negate(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'true' ? 'false' : 'true';
}

/** Conjunction: one false settles it; of no members it is true. */
export function allOf(truths: Iterable<Truth>): Truth {
  let result: Truth = 'true';
  for (const truth of truths) {
    if (truth === 'false') return 'false';
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** Disjunction: one true settles it; of no members it is false. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let result: Truth = 'false';
  for (const truth of truths) {
    if (truth === 'true') return 'true';
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}
