import type { Names, NameTable } from '../language/check.js';
import type { Type } from '../language/type.js';
import type { Issue } from '../values/issues.js';

/** As much of a set as a reader of conditions needs. */
type Membership = Pick<ReadonlySet<string>, 'has'>;

/** Where the names of one policy are looked up. */
export interface NamesOfPolicy {
  readonly names: Names;
  /** Names of conditions, for `{"condition": …}`. */
  readonly conditionNames: Membership;
}

type Question = 'has' | 'get';
interface LookUp {
  readonly table: 'parameters' | 'definitions' | 'conditionNames';
  readonly question: Question;
  readonly name: string;
  readonly answer: boolean | Type | undefined;
}

interface Remembered {
  readonly lookUps: readonly LookUp[];
  readonly result: unknown;
}

const isSame = (one: LookUp['answer'], other: LookUp['answer']): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/**
 * What texts of packs were read as, for the policies of other regions and days. A text reads the same where every
 * name that it looked up is of the same type; each is looked up again, in the same order, so what it needs is
 * built before it as if it were read anew. The names of facts are the same everywhere.
 */
export class ReadingMemory {
  private readonly remembered = new Map<string, Remembered[]>();

  /** Reads a text, or gives what it was read as before. Only what was read without a fault is remembered. */
  read<Result extends { readonly issues: readonly Issue[] }>(
    text: string,
    policy: NamesOfPolicy,
    read: (policy: NamesOfPolicy) => Result,
  ): Result {
    const earlier = this.remembered.get(text) ?? [];
    for (const { lookUps, result } of earlier)
      if (lookUps.every((each) => isSame(lookUp(policy, each), each.answer))) return result as Result;
    const lookUps = new Map<string, LookUp>();
    const result = read(recording(policy, lookUps));
    if (result.issues.length === 0)
      this.remembered.set(text, [...earlier, { lookUps: [...lookUps.values()], result }]);
    return result;
  }
}

function lookUp(
  { names, conditionNames }: NamesOfPolicy,
  { table, question, name }: LookUp,
): LookUp['answer'] {
  if (table === 'conditionNames') return conditionNames.has(name);
  return question === 'has' ? names[table].has(name) : names[table].get(name);
}

function recording(policy: NamesOfPolicy, lookUps: Map<string, LookUp>): NamesOfPolicy {
  const note = <Answer extends LookUp['answer']>(
    table: LookUp['table'],
    question: Question,
    name: string,
    answer: Answer,
  ): Answer => {
    const key = `${table} ${question} ${name}`;
    if (!lookUps.has(key)) lookUps.set(key, { table, question, name, answer });
    return answer;
  };
  const recorded = (table: 'parameters' | 'definitions'): NameTable => ({
    has: (name) => note(table, 'has', name, policy.names[table].has(name)),
    get: (name) => note(table, 'get', name, policy.names[table].get(name)),
    // Asked for only to propose a name for one that is not known: then nothing is remembered.
    keys: () => policy.names[table].keys(),
  });
  return {
    names: { ...policy.names, parameters: recorded('parameters'), definitions: recorded('definitions') },
    conditionNames: { has: (name) => note('conditionNames', 'has', name, policy.conditionNames.has(name)) },
  };
}
