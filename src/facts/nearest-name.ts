import { distance } from 'fastest-levenshtein';

/**
 * The name that was probably meant, or undefined if none is near: at most a third of its letters differ, so that
 * a name of one or two letters is near none but itself.
 */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of names) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best !== undefined && bestDistance <= Math.floor(Math.max(name.length, best.length) / 3)
    ? best
    : undefined;
}
