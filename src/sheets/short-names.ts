import type { PolicyData } from './portable/policy-data.js';
import type { ProgramData } from './portable/program-form.js';

/** The parts of the data that pair a rule with its words, as rule=words. */
const PAIRS = ['waysIn', 'risks', 'measures', 'referrals', 'checks', 'alerts', 'reminders'] as const;

interface NamedData {
  readonly data: PolicyData;
  readonly program: ProgramData;
}

interface ShortNamedData extends NamedData {
  /** The places of definitions that are asked for by their place. */
  readonly places: ReadonlySet<string>;
}

/**
 * The same data with places for the names of rules, which nobody is told, and without the names of definitions that nobody
 * asks for.
 * @param isAsked whether the code has a name in it.
 */
export function withShortNames(
  { data, program }: NamedData,
  isAsked: (name: string) => boolean,
): ShortNamedData {
  const places = new Map<string, string>();
  const words = program.names.split(' ');
  for (let at = 0; at + 1 < words.length; at += 2) places.set(words[at] as string, words[at + 1] as string);
  const short = new Map<string, string>();
  const used = new Set<string>();
  const shorten = (name: string): string => {
    const place = places.get(name);
    // A name that is also a text of the code stays: nobody can tell the one from the other.
    if (place === undefined || used.has(place) || isAsked(name)) return name;
    used.add(place);
    return place;
  };
  const pairs = PAIRS.map((kind) => {
    const renamed = data[kind].map((pair) => {
      const [name = '', told = ''] = pair.split('=');
      if (!short.has(name)) short.set(name, shorten(name));
      return `${short.get(name)}=${told}`;
    });
    return [kind, renamed] as const;
  });
  const names = [...places].filter(([name]) => (short.get(name) ?? (isAsked(name) ? name : '')) === name);
  return {
    data: { ...data, ...Object.fromEntries(pairs) },
    program: { ...program, names: names.flat().join(' ') },
    places: used,
  };
}
