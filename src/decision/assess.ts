import { type PlainFact, plainFacts } from '../backends/json-rules-engine/facts-for.js';
import type { Household } from '../facts/household.js';
import type { Policy } from '../policy/policy.js';
import { requireDay } from '../policy/require-day.js';
import type { Assessment } from './assessment.js';
import { readDeclarations } from './declarations.js';
import { type AssessRequest, HouseholdDecider } from './household-decider.js';
import { interpreterOf, readFor } from './reading.js';
import { assessmentOf } from './shape-assessment.js';

export type { AssessRequest, HouseholdDecider };

export interface CompileOptions {
  /**
   * Whether households are decided by JavaScript generated from the rules, where the host allows code from text. The
   * answers are those of the interpreter, which is the definition; it decides where `false` is given, where the host
   * forbids generated code, where a policy holds an answer that generated code cannot say, and each household that it does
   * not decide (a fact that was given and cannot be used, a number that leaves the exact ones). `true`: from the first
   * household on. Left out: once 64 households came whole (without `unusable` and `issues`), which makes up for generating
   * it; that call takes some tenths of a second longer.
   */
  readonly generate?: boolean;
}

/** A policy made ready to assess households. */
export interface Assessor {
  readonly policy: Policy;
  /** Whether generated code decides now what it can. To ask generates it, where it is due. */
  readonly isGenerated: boolean;
  /**
   * Assesses one household for a day. Pure and synchronous: the same inputs give the same answer for ever.
   * Impossible values become unknown and an issue; nothing in a household makes it throw, but what throws when it is read.
   * @throws DixianError if the day does not exist or lies outside the policy's validity, or a declaration is wrong.
   */
  assess(household: Household, request: AssessRequest): Assessment;
  /**
   * What the rules read of a household, as plain values for json-rules-engine: facts, derived facts, parameters
   * and earlier conclusions. What is unknown is left out. Throws as `assess` does.
   */
  factsFor(household: Household, request: AssessRequest): Record<string, PlainFact>;
}

const DECIDERS = new WeakMap<Assessor, HouseholdDecider>();

/** What decides the households of an assessor; undefined of a copy of one. */
export const deciderOf = (assessor: Assessor): HouseholdDecider | undefined => DECIDERS.get(assessor);

/** Makes a policy ready to assess. */
export function compile(policy: Policy, { generate }: CompileOptions = {}): Assessor {
  const decider = new HouseholdDecider(policy, generate);
  const assessor: Assessor = Object.freeze({
    policy,
    get isGenerated() {
      return decider.isGenerated;
    },
    assess: (household: Household, request: AssessRequest): Assessment =>
      assessmentOf(decider.decide(household, request)),
    factsFor: (household: Household, request: AssessRequest): Record<string, PlainFact> => {
      const { on, unusable = [] } = request;
      requireDay(policy, on);
      readDeclarations(request.declarations);
      const interpreter = interpreterOf(readFor(policy, decider.nodes, household, on, unusable));
      return plainFacts(policy, {
        definition: (name) => interpreter.definition(name),
        fact: (name) => interpreter.evaluate({ kind: 'fact', name }),
        parameter: (name) => interpreter.evaluate({ kind: 'parameter', name }),
      });
    },
  });
  DECIDERS.set(assessor, decider);
  return assessor;
}
