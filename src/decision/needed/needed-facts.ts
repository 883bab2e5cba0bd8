import { valueOfFact } from '../../backends/interpreter/facts-to-values.js';
import { factOf } from '../../facts/catalogue.js';
import { codesOf } from '../../facts/code-lists.js';
import type { FactValue } from '../../facts/given.js';
import type { ShownValue } from '../../policy/reason.js';
import { OUTCOMES } from '../../policy/stages.js';
import { compareText } from '../../values/day.js';
import type { Reading } from '../reading.js';
import { shownValue } from '../shown-value.js';
import {
  everySmallestSet,
  inOrder,
  type MinimalSet,
  MinimalSetSearch,
  type MinimalSets,
  withoutSupersets,
} from './minimal-sets.js';
import { exactly } from './possible.js';
import { Prover } from './prover.js';
import { type FactQuestion, questionOf } from './question.js';
import { isAskable, searchUniverses, type Universes } from './universes.js';

/** A question, and the answers to it that settle the outcome at once, without any other question. */
export interface Question extends FactQuestion {
  /** Only of flags and codes; of other facts always empty. */
  readonly endsWith: readonly { readonly answer: ShownValue; readonly outcome: string }[];
}

/** Questions that together settle an outcome, whatever the answers are. */
export interface QuestionSet {
  /** The cheapest first, then by name. */
  readonly questions: readonly Question[];
  readonly cost: number;
}

/** Which facts are needed to settle an outcome that is open. */
export interface NeededFacts {
  readonly of: 'identification' | 'exit';
  /** Whether there is a set of facts that settles the outcome. */
  readonly settles: boolean;
  /** The smallest sets, the cheapest first, at most five. Empty if none settles, or nothing has to be asked. */
  readonly sets: readonly QuestionSet[];
  /** The question to put first; where no set settles, the first of all that may be asked. */
  readonly first?: Question;
  /** Where no set settles, everything that may still be asked; empty otherwise. */
  readonly askable: readonly Question[];
  /** What stands in the way and cannot be asked of anybody about this household: parameters, attributes, rules. */
  readonly blockedBy: readonly string[];
  /**
   * Whether `sets` are all the smallest sets that can be proved. Where it is false, the search came to its limit:
   * there may be others, and cheaper ones, a fact of a set may turn out not to be needed, and where no set was
   * found there may be one.
   */
  readonly complete: boolean;
}

const MOST_SETS = 5;
/** Up to so many facts every set of them is tried. */
const FEW_FACTS = 4;
/** How often the program may be worked out for one question; a bound on the work that no clock decides. */
const MOST_TRIALS = 550;
/** From so many facts on one set is looked for, and not the cheapest: there is no end to the others. */
const MANY_FACTS = 35;
/** How often more, to find one set where the search came to its limit before it found any. */
const TRIALS_FOR_ONE = 150;

/**
 * The smallest sets of unknown facts that settle an outcome, the cheapest first.
 *
 * A set of facts settles an outcome if the outcome is definite whatever is found for them: any values that the
 * catalogue allows, a list then being complete and every field of its entries known. It is a smallest one if none
 * of its facts can be left out. That a set settles is proved, never guessed; where the proof is not found the set
 * counts as not settling, so that too much may be asked, and never too little. Sets are compared by what asking
 * costs, then by the number of questions, then by name.
 *
 * Bounded and deterministic; throws nothing, whatever the household is like.
 *
 * @param missing what the assessment lists as missing for this outcome; nothing if it is settled.
 */
export function neededFacts(
  reading: Reading,
  of: NeededFacts['of'],
  missing: readonly string[],
): NeededFacts {
  const blockedBy = missing.filter((name) => !isAskable(name)).sort();
  const nothing = { of, sets: Object.freeze([]), askable: Object.freeze([]), blockedBy, complete: true };
  if (missing.length === 0) return Object.freeze({ ...nothing, settles: true });
  const asked = new Set(missing.filter(isAskable));
  const prover = new Prover(reading, OUTCOMES[of], MOST_TRIALS);
  const questions = new Questions(prover);
  const { sets: found, isComplete, universes } = smallestSets(prover, asked);
  if (found.length === 0)
    return Object.freeze({
      ...nothing,
      settles: false,
      ...firstOf([questions.of([...asked])]),
      askable: questions.of([...universes.widest]),
      blockedBy: Object.freeze([...new Set([...blockedBy, ...universes.parameters])].sort()),
      complete: !prover.isExhausted && !prover.wasCutShort,
    });
  const minimal = withoutSupersets(found).sort(inOrder);
  const sets = minimal
    .slice(0, MOST_SETS)
    .map(({ facts, cost }) => Object.freeze({ questions: questions.of(facts), cost }));
  return Object.freeze({
    ...nothing,
    settles: true,
    sets: Object.freeze(sets),
    ...firstOf(sets.map((set) => set.questions)),
    complete: isComplete && !prover.wasCutShort && minimal.length <= MOST_SETS,
  });
}

const costOf = (name: string): number => questionOf(name).cost;

interface Found extends MinimalSets {
  readonly universes: Universes;
}

/** The smallest sets: of a few facts by trying every set, of more by a search; of very many one set. */
function smallestSets(prover: Prover, asked: ReadonlySet<string>): Found {
  if (asked.size <= FEW_FACTS) {
    const every = everySmallestSet(prover, [...asked], costOf);
    if (every.sets.length > 0) return { ...every, universes: { widest: asked, parameters: [] } };
  }
  if (asked.size >= MANY_FACTS) {
    const one = new MinimalSetSearch(prover, asked, costOf).findOne();
    if (one !== undefined)
      return { sets: [one], isComplete: false, universes: { widest: asked, parameters: [] } };
  }
  const found: MinimalSet[] = [];
  let isComplete = true;
  const searches: MinimalSetSearch[] = [];
  const search = (universe: ReadonlySet<string>): void => {
    const one = new MinimalSetSearch(prover, universe, costOf);
    searches.push(one);
    const each = one.find(MOST_SETS);
    found.push(...each.sets);
    isComplete &&= each.isComplete;
  };
  // An answer that overturns a recorded figure makes other facts needed; so first what overturns none.
  const steady = new Set([...asked].filter((name) => !prover.overturns(name)));
  if (steady.size < asked.size && prover.prove(steady).settles) search(steady);
  const universes = searchUniverses(prover, asked, search);
  const [first] = searches;
  if (found.length === 0 && first !== undefined) {
    prover.allow(TRIALS_FOR_ONE);
    found.push(first.findOne() ?? first.shrunkWhole());
  }
  return { sets: found, isComplete, universes };
}

/** The question to put first: the cheapest of the first set, of equals one that may end it at once, then by name. */
function firstOf(sets: readonly (readonly Question[])[]): { readonly first?: Question } {
  const [first] = [...(sets[0] ?? [])].sort(
    (a, b) => a.cost - b.cost || endsLater(a) - endsLater(b) || compareText(a.fact, b.fact),
  );
  return first === undefined ? {} : { first };
}
const endsLater = ({ endsWith }: Question): number => (endsWith.length > 0 ? 0 : 1);

/** Questions, each made once. */
class Questions {
  private readonly prover: Prover;
  private readonly made = new Map<string, Question>();

  constructor(prover: Prover) {
    this.prover = prover;
  }

  of(names: readonly string[]): readonly Question[] {
    return Object.freeze(
      names.map((name) => this.one(name)).sort((a, b) => a.cost - b.cost || compareText(a.fact, b.fact)),
    );
  }

  private one(name: string): Question {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const question = Object.freeze({ ...questionOf(name), endsWith: Object.freeze(this.endings(name)) });
    this.made.set(name, question);
    return question;
  }

  private endings(name: string): { readonly answer: ShownValue; readonly outcome: string }[] {
    const fact = factOf(name);
    if (fact === undefined) return [];
    const answers: readonly FactValue[] =
      fact.kind === 'flag' ? [true, false] : fact.kind === 'code' ? codesOf(fact.codes) : [];
    return answers.flatMap((answer) => {
      const value = valueOfFact(fact, answer);
      const outcome = this.prover.outcomeAfter(name, exactly(value));
      return outcome === undefined ? [] : [Object.freeze({ answer: shownValue(value), outcome })];
    });
  }
}
