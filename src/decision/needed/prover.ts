import type { Node } from '../../language/nodes.js';
import { isExact } from '../../language/value.js';
import type { Reading } from '../reading.js';
import { listOfName } from './asked-facts.js';
import { type Lacking, LackingFinder } from './lacking.js';
import { MAY_BE_OPEN, type Possible } from './possible.js';
import { CaseFinder, mayStayOpen, outcomeOf } from './settling.js';
import { Situation, Starting } from './situation.js';
import { Suppositions } from './suppositions.js';
import { type NeverOpen, Trial } from './trial.js';

/** Whether a set of facts settles the outcome; where it does not, what the first open case lacks. */
export type Finding = { readonly settles: true } | { readonly settles: false; readonly lacking: Lacking };

/** The most cases that are gone through for one set of facts, and for one test of the program. */
const MOST_CASES = 300;
const MOST_CASES_OF_A_TEST = 40;
/** The cases that are gone through to see soon whether a set leaves the outcome open. */
const FEW_CASES = 8;
/** How many open cases are tried again first. */
const MOST_REMEMBERED = 2;
const SETTLES: Finding = Object.freeze({ settles: true });

/**
 * Proves that a set of facts settles an outcome whatever is found for them: by the sets of values that everything
 * may come to, and, where that leaves it open, by going through the cases of what is decided either way. What
 * cannot be proved counts as not settling: too much is asked rather than too little.
 */
export class Prover {
  /** How many times the program was worked out. */
  trials = 0;
  /** Whether not all the cases of some set of facts were gone through: what counts as open may settle. */
  wasCutShort = false;
  private readonly starting: Starting;
  private readonly root: Node;
  private limit: number;
  /** The cases that left the latest sets open. */
  private openBefore: readonly Suppositions[] = [];
  private readonly overturning = new Map<string, boolean>();
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

  /** Allows the program to be worked out some more times. */
  allow(more: number): void {
    this.limit = this.trials + more;
  }

  prove(facts: ReadonlySet<string>): Finding {
    const key = [...facts].sort().join();
    const known = this.findings.get(key);
    if (known !== undefined) return known;
    const cases = { left: MOST_CASES };
    const finding = this.findingWith(new Situation(this.starting, facts), cases);
    if (cases.left <= 0 || this.isExhausted) this.wasCutShort ||= !finding.settles;
    this.findings.set(key, finding);
    return finding;
  }

  /** Whether a set of facts is soon seen to leave the outcome open. Where it is not, it may do so nevertheless. */
  isSoonOpen(facts: ReadonlySet<string>): boolean {
    const key = [...facts].sort().join();
    const known = this.findings.get(key);
    if (known !== undefined) return !known.settles;
    const cases = { left: FEW_CASES };
    const finding = this.findingWith(new Situation(this.starting, facts), cases);
    if (!finding.settles && (cases.left <= 0 || this.isExhausted)) return false;
    this.findings.set(key, finding);
    return !finding.settles;
  }

  private findingWith(situation: Situation, cases: { left: number }): Finding {
    const isOpen = (trial: Trial): boolean => mayStayOpen(this.root, trial);
    const start = this.trialOf(situation);
    // What left one set open often leaves the next one open too.
    const likely = this.openBefore.map((supposed) =>
      start.supposing(supposed.about((name) => situation.asked.has(name))),
    );
    for (const trial of [...likely, start]) {
      const open = this.openCase(trial, this.root, isOpen, cases);
      if (open === undefined) continue;
      this.openBefore = [open.supposed, ...this.openBefore].slice(0, MOST_REMEMBERED);
      return { settles: false, lacking: new LackingFinder(open).fromOutcome(this.root) };
    }
    return SETTLES;
  }

  private trialOf(situation: Situation): Trial {
    return new Trial(situation, new Suppositions(this.starting.reach), this.isNeverOpen);
  }

  /** Goes through the cases of one test alone, so that they are not multiplied by those of every other. */
  private readonly isNeverOpen: NeverOpen = (situation, node) => {
    const isOpen = (trial: Trial): boolean => (trial.truths(node) & MAY_BE_OPEN) !== 0;
    return this.openCase(this.trialOf(situation), node, isOpen, { left: MOST_CASES_OF_A_TEST }) === undefined;
  };

  /** A case in which something may stay open; undefined if there is none. */
  private openCase(
    trial: Trial,
    node: Node,
    isOpen: (trial: Trial) => boolean,
    cases: { left: number },
  ): Trial | undefined {
    this.trials += 1;
    cases.left -= 1;
    if (!isOpen(trial)) return undefined;
    const next = this.isExhausted || cases.left <= 0 ? undefined : new CaseFinder(trial).below(node);
    if (next === undefined) return trial;
    for (const supposed of next) {
      const open = this.openCase(trial.supposing(supposed), node, isOpen, cases);
      if (open !== undefined) return open;
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
    return outcomeOf(this.root, this.trialOf(situation).supposing(supposed));
  }

  /** Whether an answer may overturn a figure that is settled now: complete parts win over a recorded total. */
  overturns(fact: string): boolean {
    const known = this.overturning.get(fact);
    if (known !== undefined) return known;
    const found = this.mayOverturn(fact);
    this.overturning.set(fact, found);
    return found;
  }

  private mayOverturn(fact: string): boolean {
    const situation = new Situation(this.starting, new Set([fact]));
    const trial = this.trialOf(situation);
    return this.starting.reach.choosing.some((name) => {
      if (!situation.bearsOn(situation.nodeOf(name))) return false;
      if (!isExact(this.starting.base.definition(name))) return false;
      return trial.definition(name).kind !== 'exactly';
    });
  }
}
