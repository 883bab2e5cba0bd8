import { nodesByName } from '../../backends/interpreter/interpreter.js';
import { eventOf } from '../../backends/json-rules-engine/engine.js';
import {
  Almanac,
  type EngineResult,
  type Event,
  Fact,
  GuardedEngine,
  type Operator,
  type OperatorDecorator,
  type RuleConditions,
  type RuleProperties,
  refusePath,
  requireNoPath,
} from '../../backends/json-rules-engine/guarded-engine.js';
import { factOf } from '../../facts/catalogue.js';
import type { Household } from '../../facts/household.js';
import type { Node } from '../../language/nodes.js';
import type { Policy, PolicyRule } from '../../policy/policy.js';
import { requireDay } from '../../policy/require-day.js';
import { STAGE_NAMES } from '../../policy/stages.js';
import { DixianError, issue } from '../../values/issues.js';
import { type Assessor, type AssessRequest, compile } from '../assess.js';
import type { Assessment } from '../assessment.js';
import { Inquiry } from './inquiry.js';
import {
  type LookUp,
  type LookUpFunction,
  type LookUpOptions,
  type LookUpRecord,
  lookUpOf,
  requireTimeout,
} from './look-up.js';
import { WANTS, type Want } from './wanted.js';

export interface PolicyEngineOptions {
  /** How long one look-up may take, in whole milliseconds from 1; 10,000 if not said. */
  readonly timeoutMilliseconds?: number;
}

export interface OnDemandRequest extends AssessRequest {
  /** What look-ups are made for; `help` if not said. */
  readonly want?: Want;
}

export interface OnDemandResult {
  /** As `compile(policy).assess` gives it for the household with what was found; issues also tell what failed. */
  readonly assessment: Assessment;
  /** What was asked, in the order asked. */
  readonly lookups: readonly LookUpRecord[];
  /** One event for each rule that holds, as `engineFor` gives them: its stage, its name, what it concludes. */
  readonly events: readonly Event[];
}

const DEFAULT_TIMEOUT_MILLISECONDS = 10_000;

/** The fact of the engine's conditions. No name of the catalogue has a dot. */
const TRUTH_OF_RULE = 'truth.ofRule';

/**
 * A policy as an engine of json-rules-engine whose facts may be looked up on demand. Its rules are the policy's, one
 * each, in the policy's order; its listeners (`on`) are called for each that holds. json-rules-engine knows two truths
 * only (to it, not-unknown is true), so each condition asks for the truth that Dixian finds, and the first one asked
 * waits until the look-ups are done.
 */
export class PolicyEngine extends GuardedEngine {
  readonly policy: Policy;
  private readonly assessor: Assessor;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly timeoutMilliseconds: number;
  private readonly lookUps = new Map<string, LookUp>();
  /** Not set while the engine is being made: upstream's constructor adds its operators by the methods refused below. */
  private readonly isMade: boolean;

  /** @throws DixianError if the time limit is no whole number of milliseconds. */
  constructor(policy: Policy, options: PolicyEngineOptions = {}) {
    super();
    this.policy = policy;
    this.assessor = compile(policy);
    this.nodes = nodesByName(policy.program);
    this.timeoutMilliseconds = requireTimeout(options.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS);
    const names = STAGE_NAMES.flatMap((stage) => policy.stages[stage]);
    // Each has a priority of its own: json-rules-engine runs rules of one priority at the same time.
    for (const [index, name] of names.entries())
      super.addRule({
        name,
        priority: names.length - index,
        conditions: {
          all: [{ fact: TRUTH_OF_RULE, params: { rule: name }, operator: 'equal', value: 'true' }],
        },
        event: eventOf(name, policy.rules[name] as PolicyRule),
      });
    this.isMade = true;
  }

  /**
   * Says how a fact is looked up where a household does not give it. A value that is no function is what every
   * household has. Asked at most once an assessment, whatever `cache` says.
   * @throws DixianError if the catalogue has no such fact, or an option is wrong.
   */
  override addFact<Found>(fact: Fact<Found>): this;
  override addFact<Found>(name: string, lookUp: LookUpFunction<Found> | Found, options?: LookUpOptions): this;
  override addFact(nameOrFact: string | Fact, lookUp?: unknown, options?: LookUpOptions): this {
    const isFact = nameOrFact instanceof Fact;
    const name = isFact ? nameOrFact.id : nameOrFact;
    const ask = isFact ? (nameOrFact.calculationMethod ?? nameOrFact.value) : lookUp;
    const made = lookUpOf(name, ask, (isFact ? nameOrFact.options : options) ?? {}, this.timeoutMilliseconds);
    this.lookUps.set(name, made);
    return super.addFact(isFact ? nameOrFact : new Fact(name, ask));
  }

  override removeFact(nameOrFact: string | Fact): boolean {
    this.lookUps.delete(typeof nameOrFact === 'string' ? nameOrFact : nameOrFact.id);
    return super.removeFact(nameOrFact);
  }

  /**
   * Assesses one household for a day, looking up what is blank and decides. Any number of calls may go on at once.
   * A look-up that fails leaves its fact unknown and rejects nothing; what a listener throws does reject.
   * @throws DixianError (rejects) if the day does not exist or lies outside the policy's validity, or `want` is wrong.
   */
  async assess(household: Household, request: OnDemandRequest): Promise<OnDemandResult> {
    const { policy, nodes } = this;
    const { on, unusable = [], want = 'help' } = request;
    requireDay(policy, on);
    if (!WANTS.includes(want))
      throw new DixianError([issue('wantInvalid', ['want'], { choices: WANTS.join('、') })]);
    const lookUps = [...this.lookUps.values()];
    const inquiry = new Inquiry({ policy, nodes, household, on, unusable: [...unusable], want, lookUps });
    const almanac = new Almanac({ allowUndefinedFacts: true, pathResolver: refusePath });
    let answer: Promise<Assessment> | undefined;
    const answerOnce = (): Promise<Assessment> => {
      answer ??= this.answer(inquiry, almanac, request);
      return answer;
    };
    const { events } = await this.runAlone(almanac, [
      new Fact(TRUTH_OF_RULE, async ({ rule }) => (await answerOnce()).rules[rule as string], {
        cache: false,
      }),
      ...factsOf(household, lookUps).map(
        (name) => new Fact(name, () => inquiry.factValue(name, almanac), { cache: false }),
      ),
    ]);
    return Object.freeze({
      assessment: await answerOnce(),
      lookups: Object.freeze([...inquiry.records]),
      events: Object.freeze([...events]),
    });
  }

  private async answer(inquiry: Inquiry, almanac: Almanac, request: OnDemandRequest): Promise<Assessment> {
    await inquiry.settle(almanac);
    return this.assessor.assess(inquiry.household, {
      on: request.on,
      unusable: inquiry.unusable,
      issues: [...(request.issues ?? []), ...inquiry.issues],
      ...(request.declarations === undefined ? {} : { declarations: request.declarations }),
    });
  }

  /**
   * Runs the rules with a status of its own: json-rules-engine keeps one for the whole engine, and of two runs at once
   * the first to end would stop the other.
   */
  private runAlone(almanac: Almanac, facts: readonly Fact[]): Promise<EngineResult> {
    const alone = Object.create(this) as this;
    return super.run.call(alone, Object.fromEntries(facts.map((fact) => [fact.id, fact])), { almanac });
  }

  /** Refused: use `assess`, which knows the day and that a blank is unknown. */
  override async run(): Promise<never> {
    throw new DixianError([issue('engineRunRefused', [])]);
  }

  /** Refused: an assessment is whole or it is none. */
  override stop(): never {
    throw new DixianError([issue('engineNotStopped', [])]);
  }

  /** Refused: the rules are the policy's. A `path` is told first, as the graver fault. */
  override addRule(rule: RuleProperties): never {
    requireNoPath(rule?.conditions, 'conditions');
    return refuse('addRule');
  }

  /** Refused, as `addRule` is. */
  override setCondition(name: string, conditions: RuleConditions): never {
    requireNoPath(conditions, name);
    return refuse('setCondition');
  }

  /** Refused: a rule that is missing would be a conclusion that is missing. */
  override removeRule(): never {
    return refuse('removeRule');
  }

  /** Refused, as `addRule` is. */
  override updateRule(): never {
    return refuse('updateRule');
  }

  /** Refused, as `removeRule` is. */
  override removeCondition(): never {
    return refuse('removeCondition');
  }

  /** Refused: another `equal` would be another answer. */
  override addOperator(...operator: unknown[]): void {
    this.onlyWhileMade('addOperator');
    super.addOperator(...(operator as [Operator]));
  }

  /** Refused, as `addOperator` is. */
  override removeOperator(): never {
    return refuse('removeOperator');
  }

  /** Refused, as `addOperator` is. */
  override addOperatorDecorator(...decorator: unknown[]): void {
    this.onlyWhileMade('addOperatorDecorator');
    super.addOperatorDecorator(...(decorator as [OperatorDecorator]));
  }

  /** Refused, as `addOperator` is. */
  override removeOperatorDecorator(): never {
    return refuse('removeOperatorDecorator');
  }

  private onlyWhileMade(method: string): void {
    if (this.isMade) refuse(method);
  }
}

/** @throws DixianError always. */
function refuse(method: string): never {
  throw new DixianError([issue('engineRulesFixed', [], { method })]);
}

/** The facts that an almanac can answer for: what the household gives, and what can be looked up. */
function factsOf(household: Household, lookUps: readonly LookUp[]): readonly string[] {
  const given = Object.keys(household ?? {}).filter((name) => factOf(name) !== undefined);
  return [...new Set([...given, ...lookUps.map(({ name }) => name)])];
}
