import { distance } from 'fastest-levenshtein';

/** How many letters differ; two neighbours that changed places are nearer than one wrong letter. */
function lettersApart(one: string, other: string): number {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const exchanged =
    at >= 0 &&
    one.length === other.length &&
    `${one.slice(0, at)}${one[at + 1] ?? ''}${one[at] ?? ''}${one.slice(at + 2)}` === other;
  return exchanged ? 0.5 : distance(one, other);
}

/**
 * The name that was probably meant, or undefined if none is near: at most a third of its letters differ, so that
 * a name of one or two letters is near none but itself.
 */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of names) {
    const found = lettersApart(name.toLowerCase(), candidate.toLowerCase());
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best !== undefined && bestDistance <= Math.floor(Math.max(name.length, best.length) / 3)
    ? best
    : undefined;
}
