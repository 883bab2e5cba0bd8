import type { FactValue } from '../../facts/given.js';
import { OUTCOMES } from '../../policy/stages.js';
import type { Reading } from '../reading.js';
import { type Dependents, dependentsOf } from './dependents.js';
import { canAnswer } from './possible-answers.js';
import { movesStraight } from './straight.js';
import { Trial } from './trial.js';
import { factsWith, type Variable } from './variables.js';

/** Which answer is to be changed. */
export type Answer = 'identification' | 'exit';

/** The answers that settle a household; anything else is no answer (DESIGN.md §2.3). */
const SETTLED: Readonly<Record<Answer, readonly string[]>> = {
  identification: ['identify', 'notIdentified', 'review'],
  exit: ['exit', 'retain'],
};

/** How many evaluations a search may take. Counted, so that the same household always finds the same. */
export class Budget {
  private left: number;

  constructor(evaluations: number) {
    this.left = evaluations;
  }

  /** Takes one evaluation; false if none is left. */
  take(): boolean {
    if (this.left <= 0) return false;
    this.left -= 1;
    return true;
  }

  get isSpent(): boolean {
    return this.left <= 0;
  }
}

/** One answer of one household, asked again with facts tried instead. */
export class Question {
  readonly root: string;
  readonly base: Trial;
  readonly now: string;
  /** The other answers, none if there is no answer now. */
  readonly targets: readonly string[];
  private readonly reading: Reading;
  private readonly dependents: Dependents;
  private readonly straight = new Map<string, boolean>();

  constructor(reading: Reading, of: Answer) {
    this.root = OUTCOMES[of];
    this.reading = reading;
    this.dependents = dependentsOf(reading.nodes);
    this.base = Trial.of(reading);
    this.now = this.outcomeOf(this.base);
    this.targets = SETTLED[of].includes(this.now) ? SETTLED[of].filter((answer) => answer !== this.now) : [];
  }

  /** The answer of a trial. */
  outcomeOf(trial: Trial): string {
    const value = trial.definition(this.root);
    return value.type === 'text' ? value.value : '';
  }

  /** The trial with one thing changed on top of it. */
  changed(from: Trial, variable: Variable, value: NonNullable<FactValue>): Trial {
    return from.with({
      facts: factsWith(from.given, variable, value),
      affected: this.dependents.of(variable),
    });
  }

  /** The household with several things changed, in one trial. */
  changedTogether(
    changes: readonly { readonly variable: Variable; readonly value: NonNullable<FactValue> }[],
  ): Trial {
    const chain = changes.reduce(
      (trial, { variable, value }) => this.changed(trial, variable, value),
      this.base,
    );
    return this.base.with({
      facts: Object.fromEntries(changes.map(({ variable: { name } }) => [name, chain.given[name]])),
      affected: this.affectedBy(changes.map(({ variable }) => variable)),
    });
  }

  /** The trial with one thing not known any more. */
  blanked(from: Trial, variable: Variable): Trial {
    return from.with({
      facts: factsWith(from.given, variable, undefined),
      unknown: variable.name,
      affected: this.dependents.of(variable),
    });
  }

  /**
   * Those of `targets` that the answer of a trial can be for any value of what is blanked. Making a blank known never
   * turns a definite answer into another, so that one that stays definite is that of every value.
   */
  possible(blanked: Trial, targets: readonly string[]): string[] {
    return targets.filter((target) => canAnswer(blanked, this.reading.nodes, this.root, target));
  }

  /** The definitions that can change with any of these. */
  affectedBy(variables: readonly Variable[]): ReadonlySet<string> {
    return new Set(variables.flatMap((variable) => [...this.dependents.of(variable)]));
  }

  /** Whether every comparison moves in a straight line with a number. */
  movesStraight(variable: Variable): boolean {
    const key = variable.field === undefined ? variable.name : `${variable.name}.${variable.field}`;
    const known = this.straight.get(key) ?? movesStraight(this.reading.nodes, this.root, variable);
    this.straight.set(key, known);
    return known;
  }
}
