import type { PolicyData } from './portable/policy-data.js';
import type { ProgramData } from './portable/program-form.js';

/** The parts of the data that pair a rule with its words, as rule=words. */
const PAIRS = ['waysIn', 'risks', 'measures', 'referrals', 'checks', 'alerts', 'reminders'] as const;

interface NamedData {
  readonly data: PolicyData;
  readonly program: ProgramData;
}

/**
 * The same data with numbers for the names of rules, which nobody is told, and without the names of definitions that
 * nobody asks for.
 * @param isAsked whether the code has a name in it.
 */
export function withShortNames({ data, program }: NamedData, isAsked: (name: string) => boolean): NamedData {
  const short = new Map<string, string>();
  const pairs = PAIRS.map((kind) => {
    const renamed = data[kind].map((pair) => {
      const [name = '', words = ''] = pair.split('=');
      // A name that is also a text of the code stays: nobody can tell the one from the other.
      if (!short.has(name)) short.set(name, isAsked(name) ? name : String(short.size));
      return `${short.get(name)}=${words}`;
    });
    return [kind, renamed] as const;
  });
  const words = program.names.split(' ');
  const names: string[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [name, place] = [words[at] as string, words[at + 1] as string];
    const written = short.get(name);
    if (written !== undefined) names.push(written, place);
    else if (isAsked(name)) names.push(name, place);
  }
  return {
    data: { ...data, ...Object.fromEntries(pairs) },
    program: { ...program, names: names.join(' ') },
  };
}
