import type { Policy, PolicyMeasure, PolicyRule } from '../policy/policy.js';
import { STAGE_NAMES, type StageName } from '../policy/stages.js';
import { freezeDeep } from '../values/freeze-deep.js';
import type { Truth } from '../values/truth.js';
import type { Answers } from './answers.js';
import type { Collected, Concluded } from './assessment.js';
import { type ConcludingRule, type ConcludingRules, concludedBy } from './concluding-rules.js';
import { type MeasureAdvice, measureAdvice } from './measures.js';

/** What the rules of a stage came to. Households whose rules came to the same share it, so nobody can change it. */
export interface StageResult {
  /** Of each rule of the stage, in their order. */
  readonly truths: readonly Truth[];
  /** By group of the stage's rules, in their order. */
  readonly groups: readonly Collected[];
}

/** So many different ways in which the rules of a stage come out are remembered. */
const MOST_REMEMBERED = 10_000;
/** So many truths, three of a kind each, are one character of a text. */
const TRUTHS_OF_A_CHARACTER = 10;
/** Behind what is always of one length. */
const [NONE, SOME] = ['-', '+'];
const DIGITS: Readonly<Record<Truth, number>> = { false: 0, unknown: 1, true: 2 };

/** A text for a row of truths: of two rows of one length the same only if they are the same. */
function keyOf(truths: readonly Truth[]): string {
  let key = '';
  let digits = 0;
  for (let at = 0; at < truths.length; at += 1) {
    digits = digits * 3 + DIGITS[truths[at] as Truth];
    if (at % TRUTHS_OF_A_CHARACTER !== TRUTHS_OF_A_CHARACTER - 1) continue;
    key += String.fromCharCode(digits);
    digits = 0;
  }
  return key + String.fromCharCode(digits);
}

/** The results of one stage, for a policy and a day. */
class ResultsOfStage {
  private readonly policy: Policy;
  private readonly on: string;
  private readonly rules: readonly ConcludingRule[];
  private readonly groups: readonly (readonly ConcludingRule[])[];
  /** What measures of the stage answer. */
  private readonly needs: readonly string[];
  private readonly headings: readonly string[];
  private readonly remembered = new Map<string, StageResult>();

  constructor(
    policy: Policy,
    on: string,
    rules: readonly ConcludingRule[],
    groups: readonly (readonly ConcludingRule[])[],
  ) {
    this.policy = policy;
    this.on = on;
    this.rules = rules;
    this.groups = groups;
    const made = rules.map(({ rule }) => policy.rules[rule] as PolicyRule);
    const measures = made.filter(({ measure }) => measure !== undefined);
    this.needs = [...new Set(measures.flatMap(({ measure }) => (measure as PolicyMeasure).needs))];
    this.headings = [...new Set(measures.map(({ concludes }) => concludes ?? ''))];
  }

  of({ truth }: Answers, underWay: () => ReadonlySet<string>): StageResult {
    const truths: Truth[] = [];
    for (const { rule } of this.rules) truths.push(truth(rule));
    let key = keyOf(truths);
    if (this.headings.length > 0) {
      const going = underWay();
      const isGoing = (heading: string): Truth => (going.has(heading) ? 'true' : 'false');
      // Most households have none under way.
      const states = going.size === 0 ? NONE : SOME + keyOf(this.headings.map(isGoing));
      key += keyOf(this.needs.map(truth)) + states;
    }
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const byRule = new Map(this.rules.map(({ rule }, at) => [rule, truths[at] as Truth]));
    const collect = (rules: readonly ConcludingRule[]): Collected => {
      const found: Record<Truth, Concluded[]> = { true: [], unknown: [], false: [] };
      for (const each of rules)
        found[byRule.get(each.rule) as Truth].push(this.conclude(each, truth, underWay));
      return { certain: found.true, possible: found.unknown, excluded: found.false };
    };
    const made = freezeDeep({ truths, groups: this.groups.map(collect) });
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, made);
    return made;
  }

  private conclude(
    { rule, concluded, advised }: ConcludingRule,
    truth: Answers['truth'],
    underWay: () => ReadonlySet<string>,
  ): Concluded {
    if (concluded !== undefined) return concluded;
    const { policy, on } = this;
    const made = policy.rules[rule] as PolicyRule;
    const needs = (made.measure as PolicyMeasure).needs.map(truth);
    const key = `${needs.join(' ')} ${underWay().has(made.concludes ?? '')}`;
    const before = advised.get(key);
    if (before !== undefined) return before;
    const measure = measureAdvice(policy, rule, on, truth, underWay()) as MeasureAdvice;
    const found = freezeDeep({ ...concludedBy(rule, made), measure });
    advised.set(key, found);
    return found;
  }
}

/** What the rules of a household came to, by stage. */
export type ResultsByStage = { readonly [Stage in StageName]: StageResult };

/** The results of all stages, for a policy and a day. */
export class StageResults {
  private readonly rules: ConcludingRules;
  private readonly stages: { readonly [Stage in StageName]: ResultsOfStage };

  constructor(policy: Policy, on: string, rules: ConcludingRules) {
    this.rules = rules;
    const { all, redFlags, refusals, risks, riskKinds } = rules;
    const groupsOf = (stage: StageName): readonly (readonly ConcludingRule[])[] =>
      stage === 'review' ? [redFlags, refusals] : stage === 'risk' ? [risks, riskKinds] : [all[stage]];
    this.stages = Object.fromEntries(
      STAGE_NAMES.map((stage) => [stage, new ResultsOfStage(policy, on, all[stage], groupsOf(stage))]),
    ) as unknown as typeof this.stages;
  }

  /** @param answers read at once, and not kept. */
  of(answers: Answers, underWay: () => ReadonlySet<string>): ResultsByStage {
    const results = {} as Record<StageName, StageResult>;
    for (const stage of STAGE_NAMES) results[stage] = this.stages[stage].of(answers, underWay);
    return results;
  }

  /** The truth of every rule in force, by name. */
  truths(results: ResultsByStage): Readonly<Record<string, Truth>> {
    const truths: Record<string, Truth> = {};
    for (const stage of STAGE_NAMES) {
      const { truths: ofStage } = results[stage];
      for (const [at, { rule }] of this.rules.all[stage].entries()) truths[rule] = ofStage[at] as Truth;
    }
    return truths;
  }
}
