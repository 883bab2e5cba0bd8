import { nodesByName } from '../backends/interpreter/interpreter.js';
import type { Household } from '../facts/household.js';
import type { Node } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import { requireDay } from '../policy/require-day.js';
import type { Issue } from '../values/issues.js';
import { interpreterAnswers } from './answers.js';
import { type Declaration, readDeclarations } from './declarations.js';
import { GeneratedDecider } from './generated-decider.js';
import { OfDay } from './of-day.js';
import { interpreterOf, type Reading, readFor, workedOutBy } from './reading.js';
import { type Outcome, shapeOutcome } from './shape-assessment.js';

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

/** To generate the code takes about as long as to interpret so many households. */
const WORTH_GENERATING = 64;

/** Decides households of one policy: by generated code where it can, else by the interpreter. */
export class HouseholdDecider {
  /** The definitions of the policy's program, by name. */
  readonly nodes: ReadonlyMap<string, Node>;
  private readonly policy: Policy;
  /** So many whole households, until code is generated. */
  private waiting: number;
  private decider: GeneratedDecider | undefined;
  private day: { readonly on: string; readonly all: OfDay } | undefined;

  /** @param generate as `CompileOptions` has it. */
  constructor(policy: Policy, generate: boolean | undefined) {
    this.policy = policy;
    this.nodes = nodesByName(policy.program);
    this.waiting = generate === false ? Number.POSITIVE_INFINITY : generate === true ? 0 : WORTH_GENERATING;
  }

  get isGenerated(): boolean {
    if (this.waiting === 0) this.generated();
    return this.decider !== undefined;
  }

  /**
   * What `Assessor.assess` makes an assessment of.
   * @throws DixianError as that does.
   */
  decide(household: Household, request: AssessRequest): Outcome {
    return this.decided(household, request, false);
  }

  /**
   * The same of a household that nobody changes; its reasons are to be asked for before the next household is decided, and
   * are not what they were afterwards.
   * @throws DixianError as `Assessor.assess` does.
   */
  decideForNow(household: Household, request: AssessRequest): Outcome {
    return this.decided(household, request, true);
  }

  private decided(household: Household, request: AssessRequest, isForNow: boolean): Outcome {
    const { on, issues = [] } = request;
    requireDay(this.policy, on);
    const declarations = readDeclarations(request.declarations);
    const unusable = [...(request.unusable ?? [])];
    const isWhole = issues.length === 0 && unusable.length === 0;
    const quick = isWhole ? this.generated()?.decide(household, on, isForNow) : undefined;
    if (quick?.answers !== undefined)
      return shapeOutcome(quick.reading, quick.answers, quick.worked, this.ofDay(on), declarations);
    const reading = quick?.reading ?? this.read(household, on, unusable, issues);
    return this.interpreted(reading, declarations);
  }

  private interpreted(reading: Reading, declarations: readonly Declaration[]): Outcome {
    const interpreter = interpreterOf(reading);
    const worked = workedOutBy(() => interpreter, reading.on);
    return shapeOutcome(
      reading,
      interpreterAnswers(interpreter),
      worked,
      this.ofDay(reading.on),
      declarations,
    );
  }

  private generated(): GeneratedDecider | undefined {
    if (this.waiting === 0) this.decider = GeneratedDecider.of(this.policy, this.nodes);
    this.waiting -= 1;
    return this.decider;
  }

  private read(
    household: Household,
    on: string,
    unusable: readonly string[],
    issues: readonly Issue[],
  ): Reading {
    const reading = readFor(this.policy, this.nodes, household, on, unusable);
    return issues.length === 0 ? reading : { ...reading, issues: [...issues, ...reading.issues] };
  }

  private ofDay(on: string): OfDay {
    if (this.day?.on !== on) this.day = { on, all: new OfDay(this.policy, this.nodes, on) };
    return this.day.all;
  }
}
