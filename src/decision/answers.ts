import type { Interpreter } from '../backends/interpreter/interpreter.js';
import { truthOfValue, type Value } from '../language/value.js';
import type { Policy } from '../policy/policy.js';
import { OUTCOMES, possibleConclusions, STAGE_NAMES, type StageName, stageOf } from '../policy/stages.js';
import type { Truth } from '../values/truth.js';

/**
 * What the definitions of a policy came to for one household: the interpreter knows it, and so does whatever else has
 * worked them out. An assessment is shaped from these answers, so it is the same whoever gave them.
 */
export interface Answers {
  readonly truth: (definition: string) => Truth;
  /** Undefined where it is unknown. */
  readonly text: (definition: string) => string | undefined;
  /** Of a list of written texts, in their order, each that belongs to it or may. */
  readonly texts: (definition: string) => readonly string[];
}

/** The definitions that an assessment is shaped from, by what they come to. */
export interface AnswersNeeded {
  readonly truths: readonly string[];
  readonly texts: readonly string[];
  /** What is still possible of each stage in which the first rule decides. */
  readonly possible: readonly string[];
  /** What is missing; asked for only where an outcome is open. */
  readonly missing: readonly string[];
}

/** The stages of which an assessment tells the one answer. */
const DECIDED_STAGES = ['category', 'tier', 'track', 'exitMode', 'reassess'] as const satisfies StageName[];

export function answersNeeded(policy: Policy): AnswersNeeded {
  const rules = STAGE_NAMES.flatMap((stage) => policy.stages[stage]);
  const needs = Object.values(policy.rules).flatMap(({ measure }) => measure?.needs ?? []);
  return {
    truths: [...new Set([...rules, ...needs, OUTCOMES.noWayIn])],
    texts: [
      OUTCOMES.identification,
      OUTCOMES.exit,
      ...DECIDED_STAGES.map((stage) => stageOf(stage).conclusion as string),
    ],
    possible: DECIDED_STAGES.map(possibleConclusions),
    missing: [OUTCOMES.identificationMissing, OUTCOMES.exitMissing],
  };
}

/** Nothing is missing where an outcome is settled, so the long list is only worked out where it is not. */
export const isOpen = (outcome: string): boolean => outcome === 'verify' || outcome === 'noStandard';

const textOf = (value: Value): string | undefined => (value.type === 'text' ? value.value : undefined);

/** The answers of the interpreter: the definition of all others. */
export const interpreterAnswers = (interpreter: Interpreter): Answers => ({
  truth: (definition) => truthOfValue(interpreter.definition(definition)),
  text: (definition) => textOf(interpreter.definition(definition)),
  texts: (definition) => {
    const list = interpreter.definition(definition);
    return list.type === 'list' ? list.members.flatMap(({ value }) => textOf(value) ?? []) : [];
  },
});
