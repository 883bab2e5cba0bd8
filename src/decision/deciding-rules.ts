import { type Node, walk } from '../language/nodes.js';
import { inForceOn } from '../policy/parameters.js';
import type { Policy, PolicyParameter } from '../policy/policy.js';
import { OUTCOMES, type StageName } from '../policy/stages.js';
import type { Truth } from '../values/truth.js';
import { isOpen } from './answers.js';
import type { Assessment, Concluded, ToldOutcome } from './assessment.js';
import type { Behind } from './behind.js';

/** A rule that an answer hangs on, and whether it holds. */
export interface DecidingRule {
  readonly rule: string;
  readonly truth: Truth;
}

/** A parameter on the day of an assessment; without a value where none is in force. */
export interface ReadParameter {
  readonly name: string;
  readonly unit?: PolicyParameter['unit'];
  /** A number as exact text, or a flag. */
  readonly value?: string | boolean;
}

/** Rules of a stage of which the first that holds decides: that one, and those before it that may hold. */
function firstOf({ reading, stages }: Behind, stage: StageName): readonly DecidingRule[] {
  const found: DecidingRule[] = [];
  for (const [at, rule] of reading.policy.stages[stage].entries()) {
    const truth = stages[stage].truths[at] as Truth;
    if (truth === 'false') continue;
    found.push({ rule, truth });
    if (truth === 'true') break;
  }
  return found;
}

const withTruth = (truth: Truth, concluded: readonly Concluded[]): readonly DecidingRule[] =>
  concluded.map(({ rule }) => ({ rule, truth }));

/** The ways in that hold; else those that may hold; else all, of which none holds. */
function identifying({ waysIn, redFlags, refusals, outcome }: Assessment['identification']): DecidingRule[] {
  if (waysIn.certain.length === 0)
    return waysIn.possible.length > 0
      ? [...withTruth('unknown', waysIn.possible)]
      : [...withTruth('false', waysIn.excluded)];
  return [
    ...withTruth('true', waysIn.certain),
    ...withTruth('true', redFlags.certain),
    ...withTruth('true', refusals.certain),
    ...(isOpen(outcome)
      ? [...withTruth('unknown', redFlags.possible), ...withTruth('unknown', refusals.possible)]
      : []),
  ];
}

/** Every exit criterion where there is something to exit from, the engine's own included. */
function releasing({ exit }: ToldOutcome, behind: Behind): readonly DecidingRule[] {
  if (exit.outcome === 'notApplicable') return [];
  const isIn = (concluded: readonly Concluded[]): boolean =>
    concluded.some(({ rule }) => rule === OUTCOMES.noWayIn);
  const noWayIn = isIn(exit.unmet) ? 'false' : isIn(exit.undecided) ? 'unknown' : 'true';
  const { truths } = behind.stages.exitCriterion;
  return [
    ...behind.reading.policy.stages.exitCriterion.map(
      (rule, at): DecidingRule => ({ rule, truth: truths[at] as Truth }),
    ),
    { rule: OUTCOMES.noWayIn, truth: noWayIn },
    ...(exit.outcome === 'exit' ? firstOf(behind, 'exitMode') : []),
  ];
}

/**
 * The rules that an assessment's answers hang on: what identifies (or what all fails or is open), the category, risks,
 * tier, track, measures and schemes that it gives, and of a household that is monitored all exit criteria.
 * What a table of decisions leaves out beside an exit is left out here too.
 */
export function decidingRulesOf(told: ToldOutcome, behind: Behind): readonly DecidingRule[] {
  const { identification, risks, measures, referrals, exit } = told;
  const isNotIdentified = identification.outcome === 'notIdentified';
  const collected = ({ certain, possible }: Assessment['risks']): readonly DecidingRule[] => [
    ...withTruth('true', certain),
    ...(isNotIdentified ? [] : withTruth('unknown', possible)),
  ];
  return [
    ...identifying(identification),
    ...firstOf(behind, 'category'),
    ...collected(risks),
    ...(exit.outcome === 'exit'
      ? []
      : [
          ...firstOf(behind, 'tier'),
          ...firstOf(behind, 'track'),
          ...collected(measures),
          ...firstOf(behind, 'reassess'),
        ]),
    ...withTruth('true', referrals.certain),
    ...releasing(told, behind),
  ];
}

/** The names of the parameters that the definitions of a policy read, directly or through others. */
class ParameterNames {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(nodes: ReadonlyMap<string, Node>) {
    this.nodes = nodes;
  }

  of(definition: string): ReadonlySet<string> {
    const known = this.known.get(definition);
    if (known !== undefined) return known;
    const names = new Set<string>();
    this.known.set(definition, names);
    const node = this.nodes.get(definition);
    if (node !== undefined)
      for (const each of walk(node)) {
        if (each.kind === 'parameter') names.add(each.name);
        else if (each.kind === 'definition') for (const name of this.of(each.name)) names.add(name);
      }
    return names;
  }
}

const OF_POLICIES = new WeakMap<Policy, ParameterNames>();

/**
 * The parameters that rules of an assessment read, directly or through others, in the order of their names, each with its
 * value on the day of the assessment.
 */
export function parametersRead(
  { reading: { policy, nodes, on } }: Behind,
  rules: readonly DecidingRule[],
): readonly ReadParameter[] {
  const ofPolicy = OF_POLICIES.get(policy) ?? new ParameterNames(nodes);
  OF_POLICIES.set(policy, ofPolicy);
  const names = new Set(rules.flatMap(({ rule }) => [...ofPolicy.of(rule)]));
  return [...names].sort().map((name) => {
    const { unit, series } = policy.parameters[name] as PolicyParameter;
    const value = inForceOn(series, on)?.value;
    return { name, ...(unit === undefined ? {} : { unit }), ...(value === undefined ? {} : { value }) };
  });
}
