import { nodesByName } from '../backends/interpreter/interpreter.js';
import { type PlainFact, plainFacts } from '../backends/json-rules-engine/facts-for.js';
import type { Household } from '../facts/household.js';
import type { Policy } from '../policy/policy.js';
import { requireDay } from '../policy/require-day.js';
import type { Issue } from '../values/issues.js';
import { interpreterAnswers } from './answers.js';
import type { Assessment } from './assessment.js';
import { type Declaration, readDeclarations } from './declarations.js';
import { GeneratedDecider } from './generated-decider.js';
import { OfDay } from './of-day.js';
import { interpreterOf, type Reading, readFor, workedOutBy } from './reading.js';
import { shapeAssessment } from './shape-assessment.js';

export interface AssessRequest {
  /** The day of assessment, `YYYY-MM-DD`, within the policy's validity. */
  readonly on: string;
  /**
   * Facts that the household's source did give, but that could not be read there (a cell that is not understood).
   * They are unknown, and no declared blank or recorded figure takes their place.
   */
  readonly unusable?: Iterable<string>;
  /** What was found wrong before the household came here (a look-up that failed); told with what is found in reading it. */
  readonly issues?: readonly Issue[];
  /**
   * What a column mapping declares of this household: blanks that were taken to mean a value, lists that were taken to be
   * complete. The household holds it already; it is recorded, and changes no answer.
   */
  readonly declarations?: readonly Declaration[];
}

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

/** To generate the code takes about as long as to interpret so many households. */
const WORTH_GENERATING = 64;

/** Makes a policy ready to assess. */
export function compile(policy: Policy, { generate }: CompileOptions = {}): Assessor {
  const nodes = nodesByName(policy.program);
  let waiting = generate === false ? Number.POSITIVE_INFINITY : generate === true ? 0 : WORTH_GENERATING;
  let decider: GeneratedDecider | undefined;
  let day: { readonly on: string; readonly all: OfDay } | undefined;
  const generated = (): GeneratedDecider | undefined => {
    if (waiting === 0) decider = GeneratedDecider.of(policy, nodes);
    waiting -= 1;
    return decider;
  };
  const read = (
    household: Household,
    on: string,
    unusable: readonly string[],
    issues: readonly Issue[],
  ): Reading => {
    const reading = readFor(policy, nodes, household, on, unusable);
    return issues.length === 0 ? reading : { ...reading, issues: [...issues, ...reading.issues] };
  };
  const shared = (on: string): OfDay => {
    if (day?.on !== on) day = { on, all: new OfDay(policy, nodes, on) };
    return day.all;
  };
  return Object.freeze({
    policy,
    get isGenerated() {
      if (waiting === 0) generated();
      return decider !== undefined;
    },
    assess: (household: Household, request: AssessRequest): Assessment => {
      const { on, issues = [] } = request;
      requireDay(policy, on);
      const declarations = readDeclarations(request.declarations);
      const unusable = [...(request.unusable ?? [])];
      const isWhole = issues.length === 0 && unusable.length === 0;
      const quick = isWhole ? generated()?.decide(household, on) : undefined;
      if (quick?.answers !== undefined)
        return shapeAssessment(quick.reading, quick.answers, quick.worked, shared(on), declarations);
      const reading = quick?.reading ?? read(household, on, unusable, issues);
      const interpreter = interpreterOf(reading);
      return shapeAssessment(
        reading,
        interpreterAnswers(interpreter),
        workedOutBy(() => interpreter, on),
        shared(on),
        declarations,
      );
    },
    factsFor: (
      household: Household,
      { on, unusable = [], declarations }: AssessRequest,
    ): Record<string, PlainFact> => {
      requireDay(policy, on);
      readDeclarations(declarations);
      const interpreter = interpreterOf(readFor(policy, nodes, household, on, unusable));
      return plainFacts(policy, {
        definition: (name) => interpreter.definition(name),
        fact: (name) => interpreter.evaluate({ kind: 'fact', name }),
        parameter: (name) => interpreter.evaluate({ kind: 'parameter', name }),
      });
    },
  });
}
