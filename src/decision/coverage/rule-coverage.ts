import { nodesByName } from '../../backends/interpreter/interpreter.js';
import type { Title } from '../../facts/kinds.js';
import type { Node } from '../../language/nodes.js';
import type { Policy } from '../../policy/policy.js';
import type { Reason, Term } from '../../policy/reason.js';
import { STAGE_NAMES, type StageName } from '../../policy/stages.js';
import { hashOf } from '../../values/canonical.js';
import type { Truth } from '../../values/truth.js';
import type { Assessment } from '../assessment.js';
import {
  type ConditionLeaf,
  determines,
  leafReasons,
  type RuleConditions,
  readRuleConditions,
} from './condition-tree.js';
import { isNeverUnknown, type Judgement, judgeCase, judgeOutcome } from './couplings.js';

/**
 * What households have shown of something that can happen with a rule. `impossible`: proved to be excluded by the
 * leaves in `forcedBy` together. `missing`: no household shows it, and nothing was found that excludes it.
 * `undecided`: no household shows it, and whether anything excludes it was too much to search.
 */
export type CaseCoverage =
  | { readonly status: 'seen'; readonly household: string }
  | { readonly status: 'impossible'; readonly forcedBy: readonly number[] }
  | { readonly status: 'missing' | 'undecided' };

/** One comparison of a rule, and the two cases of masking MC/DC: it is true, or false, and alone decides the rule. */
export interface LeafCoverage {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
  /** The titles of the named conditions in which it stands, from the outside in. */
  readonly within: readonly Title[];
  readonly whenTrue: CaseCoverage;
  readonly whenFalse: CaseCoverage;
}

/** What households have shown of one rule, over all regions and days where it stands with the same conditions. */
export interface RuleCoverage {
  readonly rule: string;
  readonly title: Title;
  readonly stage: StageName;
  /** The pack that says it. */
  readonly layer: string;
  /** Tells rules of one name apart: SHA-256 of the conditions, named conditions written out. */
  readonly conditionsHash: string;
  /** How many households it was true, false and unknown of. */
  readonly counts: Readonly<Record<Truth, number>>;
  readonly outcomes: Readonly<Record<Truth, CaseCoverage>>;
  readonly leaves: readonly LeafCoverage[];
  /** Titles of what the leaves name. */
  readonly titles: Readonly<Record<string, Title>>;
  /** Every outcome and case was seen, or is impossible. */
  readonly isComplete: boolean;
}

interface Entry {
  readonly rule: string;
  readonly title: Title;
  readonly stage: StageName;
  readonly layer: string;
  readonly conditions: RuleConditions;
  readonly within: readonly (readonly Title[])[];
  /** By their hashes, the different programs in which the rule stands: its facts may be derived differently. */
  readonly programs: Map<string, ReadonlyMap<string, Node>>;
  readonly counts: Record<Truth, number>;
  /** The first household that showed an outcome or case, by its name. */
  readonly witnesses: Map<string, string>;
  readonly titles: Record<string, Title>;
}

const TRUTHS: readonly Truth[] = ['true', 'false', 'unknown'];
const caseName = (leaf: number, truth: Truth): string => `${leaf} ${truth}`;

/** The names in a reason with their titles. */
function* titlesIn(reason: Reason): Generator<readonly [string, Title]> {
  const ofTerm = function* (term: Term): Generator<readonly [string, Title]> {
    if (term.name !== undefined) yield [term.name, term.title];
    for (const input of term.inputs ?? []) yield* ofTerm(input);
  };
  switch (reason.kind) {
    case 'named':
      yield [reason.name, reason.title];
      return;
    case 'comparison':
      yield* ofTerm(reason.fact);
      yield* ofTerm(reason.bound);
      return;
    case 'test':
      yield* ofTerm(reason.subject);
      return;
    default:
      for (const member of reason.members) yield* titlesIn(member);
  }
}

const namesOf = ({ fact, value }: ConditionLeaf): string[] => [
  fact,
  ...(typeof value === 'object' && value !== null && 'fact' in value ? [String(value.fact)] : []),
];

/** A policy made ready to be watched: its nodes, and the rules in force with their conditions. */
interface Watched {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly programHash: string;
  readonly entries: readonly Entry[];
}

/**
 * Watches assessments and tells what they have shown of each rule in force: true, false, unknown, and for each of
 * its comparisons the two cases of masking MC/DC. A rule is known by its name and its conditions, not by region.
 */
export class RuleCoverageRecorder {
  private readonly entries = new Map<string, Entry>();
  private readonly watched = new Map<Policy, Watched>();
  private readonly hashes = new Map<object, string>();

  /** Adds an assessment made under a policy; `household` is the name under which it is told. */
  add(household: string, policy: Policy, assessment: Assessment): void {
    for (const entry of this.watch(policy).entries) {
      const { truth, reason } = assessment.reasonOf(entry.rule);
      const { tree, leaves } = entry.conditions;
      const reasons = leafReasons(tree, reason);
      const truths = reasons.map((each) => each.truth);
      entry.counts[truth] += 1;
      witness(entry, truth, household);
      for (const [index, leaf] of leaves.entries()) {
        if (determines(tree, truths, index))
          witness(entry, caseName(index, truths[index] as Truth), household);
        if (namesOf(leaf).every((name) => Object.hasOwn(entry.titles, name))) continue;
        for (const [name, title] of titlesIn(reasons[index] as Reason)) entry.titles[name] ??= title;
      }
    }
  }

  /**
   * What was seen of every rule, in the order of the stages; what was not seen is judged possible or not.
   * @param prefix leaves out the rules whose names begin otherwise.
   */
  report(prefix = ''): readonly RuleCoverage[] {
    const stageOrder = (entry: Entry): number => STAGE_NAMES.indexOf(entry.stage);
    return [...this.entries.values()]
      .filter(({ rule }) => rule.startsWith(prefix))
      .sort((a, b) => stageOrder(a) - stageOrder(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
      .map(coverageOf);
  }

  private watch(policy: Policy): Watched {
    const known = this.watched.get(policy);
    if (known !== undefined) return known;
    const nodes = nodesByName(policy.program);
    const programHash = this.hashOfProgram(policy);
    const entries = STAGE_NAMES.flatMap((stage) =>
      policy.stages[stage].map((rule) => this.entryOf(policy, nodes, rule)),
    );
    for (const entry of entries) if (!entry.programs.has(programHash)) entry.programs.set(programHash, nodes);
    const made = { nodes, programHash, entries };
    this.watched.set(policy, made);
    return made;
  }

  /** Policies share their definitions where nothing differs, and hashing them takes time. */
  private hashOfProgram({ program }: Policy): string {
    const known = this.hashes.get(program.definitions);
    if (known !== undefined) return known;
    const hash = hashOf(program.definitions);
    this.hashes.set(program.definitions, hash);
    return hash;
  }

  private entryOf(policy: Policy, nodes: ReadonlyMap<string, Node>, rule: string): Entry {
    const conditions = readRuleConditions(policy, nodes, rule);
    const key = `${rule} ${conditions.hash}`;
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const { title, stage, provenance } = policy.rules[rule] as Policy['rules'][string];
    const within = conditions.leaves.map((leaf) =>
      leaf.within.map((name) => policy.conditions[name]?.title ?? { zh: name, en: name }),
    );
    const made: Entry = {
      rule,
      title,
      stage,
      layer: provenance.layer,
      conditions,
      within,
      programs: new Map(),
      counts: { true: 0, false: 0, unknown: 0 },
      witnesses: new Map(),
      titles: {},
    };
    this.entries.set(key, made);
    return made;
  }
}

function witness({ witnesses }: Entry, name: string, household: string): void {
  if (!witnesses.has(name)) witnesses.set(name, household);
}

/** Seen, or what is to be said of it in all programs in which the rule stands: it must be impossible in each. */
function judged(
  entry: Entry,
  name: string,
  judge: (conditions: RuleConditions, nodes: ReadonlyMap<string, Node>) => Judgement,
): CaseCoverage {
  const household = entry.witnesses.get(name);
  if (household !== undefined) return { status: 'seen', household };
  let status: 'impossible' | 'undecided' = 'impossible';
  const forcedBy = new Set<number>();
  for (const nodes of entry.programs.values()) {
    const judgement = judge(entry.conditions, nodes);
    if (judgement.verdict === 'possible') return { status: 'missing' };
    if (judgement.verdict === 'undecided') status = 'undecided';
    for (const leaf of judgement.forcedBy) forcedBy.add(leaf);
  }
  return status === 'undecided' ? { status } : { status, forcedBy: [...forcedBy].sort((a, b) => a - b) };
}

const isSettled = ({ status }: CaseCoverage): boolean => status === 'seen' || status === 'impossible';

function coverageOf(entry: Entry): RuleCoverage {
  const caseOf = (leaf: number, truth: boolean): CaseCoverage =>
    judged(entry, caseName(leaf, truth ? 'true' : 'false'), (conditions, nodes) =>
      judgeCase(conditions, nodes, leaf, truth),
    );
  const { rule, title, stage, layer, conditions, counts, titles } = entry;
  const leaves = conditions.leaves.map(
    ({ fact, operator, value }, index): LeafCoverage => ({
      fact,
      operator,
      value,
      within: entry.within[index] ?? [],
      whenTrue: caseOf(index, true),
      whenFalse: caseOf(index, false),
    }),
  );
  const outcomes = Object.fromEntries(
    TRUTHS.map((truth) => [truth, judged(entry, truth, (...of) => judgeTruth(...of, truth))]),
  ) as Record<Truth, CaseCoverage>;
  const cases = [...Object.values(outcomes), ...leaves.flatMap((leaf) => [leaf.whenTrue, leaf.whenFalse])];
  return {
    rule,
    title,
    stage,
    layer,
    conditionsHash: conditions.hash,
    counts: { ...counts },
    outcomes,
    leaves,
    titles: { ...titles },
    isComplete: cases.every(isSettled),
  };
}

function judgeTruth(conditions: RuleConditions, nodes: ReadonlyMap<string, Node>, truth: Truth): Judgement {
  if (truth !== 'unknown') return judgeOutcome(conditions, nodes, truth === 'true');
  return { verdict: isNeverUnknown(conditions, nodes) ? 'impossible' : 'possible', forcedBy: [] };
}
