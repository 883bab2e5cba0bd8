/** Sums are whole numbers below it, so that every engine works them out exactly. */
const SUM_LIMIT = 16777213;

/** A number that stands for a text: another text has another one, but once in 16 million. */
export function textSum(text: string): number {
  let sum = 7;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 131 + text.charCodeAt(at)) % SUM_LIMIT;
  return sum;
}
