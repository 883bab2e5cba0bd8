import type { Node } from '../../language/nodes.js';
import { isExact } from '../../language/value.js';
import type { Reading } from '../reading.js';
import { listOfName } from './asked-facts.js';
import { type Lacking, LackingFinder } from './lacking.js';
import type { Possible } from './possible.js';
import { CaseFinder, mayStayOpen, outcomeOf } from './settling.js';
import { Situation, Starting } from './situation.js';
import { Suppositions } from './suppositions.js';
import { Trial } from './trial.js';

/** Whether a set of facts settles the outcome; where it does not, what the first open case lacks. */
export type Finding = { readonly settles: true } | { readonly settles: false; readonly lacking: Lacking };

const SETTLES: Finding = Object.freeze({ settles: true });

/**
 * Proves that a set of facts settles an outcome whatever is found for them: by the sets of values that everything
 * may come to, and, where that leaves it open, by going through the cases of what is decided either way. What
 * cannot be proved counts as not settling: too much is asked rather than too little.
 */
export class Prover {
  /** How many times the program was worked out. */
  trials = 0;
  private readonly starting: Starting;
  private readonly root: Node;
  private readonly limit: number;
  private readonly findings = new Map<string, Finding>();

  /** @param limit how many times the program may be worked out. */
  constructor(reading: Reading, outcome: string, limit: number) {
    this.starting = new Starting(reading);
    this.root = this.starting.nodeOf(outcome);
    this.limit = limit;
  }

  /** Whether the limit is used up: what is found from then on is not proved. */
  get isExhausted(): boolean {
    return this.trials >= this.limit;
  }

  prove(facts: ReadonlySet<string>): Finding {
    const key = [...facts].sort().join();
    const known = this.findings.get(key);
    if (known !== undefined) return known;
    const situation = new Situation(this.starting, facts);
    const lacking = this.openCase(situation, new Suppositions(this.starting.reach));
    const finding: Finding = lacking === undefined ? SETTLES : { settles: false, lacking };
    this.findings.set(key, finding);
    return finding;
  }

  /** What a case lacks in which the outcome may stay open; undefined if there is none. */
  private openCase(situation: Situation, supposed: Suppositions): Lacking | undefined {
    this.trials += 1;
    const trial = new Trial(situation, supposed);
    if (!mayStayOpen(this.root, trial)) return undefined;
    const cases = this.isExhausted ? undefined : new CaseFinder(trial).below(this.root);
    if (cases === undefined) return new LackingFinder(trial).fromOutcome(this.root);
    for (const each of cases) {
      const lacking = this.openCase(situation, each);
      if (lacking !== undefined) return lacking;
    }
    return undefined;
  }

  nodeOf(name: string): Node {
    return this.starting.nodeOf(name);
  }

  /** The facts of a set that an expression reads, fields of lists among them. */
  readsAmong(node: Node, facts: ReadonlySet<string>): readonly string[] {
    const read = this.starting.reach.factsOf(node);
    return [...facts].filter((name) => read.has(listOfName(name)));
  }

  /** The outcome that one answer leads to at once; undefined if it leaves the outcome open. */
  outcomeAfter(fact: string, answer: Possible): string | undefined {
    const situation = new Situation(this.starting, new Set([fact]));
    const supposed = new Suppositions(this.starting.reach).withFact(fact, answer);
    return outcomeOf(this.root, new Trial(situation, supposed));
  }

  /** Whether an answer may overturn a figure that is settled now: complete parts win over a recorded total. */
  overturns(fact: string): boolean {
    const situation = new Situation(this.starting, new Set([fact]));
    const trial = new Trial(situation, new Suppositions(this.starting.reach));
    return this.starting.reach.choosing.some((name) => {
      if (!situation.bearsOn(situation.nodeOf(name))) return false;
      if (!isExact(this.starting.base.definition(name))) return false;
      return trial.definition(name).kind !== 'exactly';
    });
  }
}
