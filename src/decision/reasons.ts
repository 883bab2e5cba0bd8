import { factOf } from '../facts/catalogue.js';
import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import { childrenOf, type Node, walk } from '../language/nodes.js';
import { isExact, UNKNOWN, type Value } from '../language/value.js';
import { definedOnly, inForceOn } from '../policy/parameters.js';
import type { Policy } from '../policy/policy.js';
import type { Reason, RuleReason, Term } from '../policy/reason.js';
import { OUTCOMES } from '../policy/stages.js';
import { exactValue } from '../values/range.js';
import { compare, rationalToText, subtract } from '../values/rational.js';
import type { Truth } from '../values/truth.js';
import { isComparison } from './comparisons.js';
import { type Sensitivities, sensitivitiesOf } from './sensitivity.js';
import { shownValue } from './shown-value.js';
import { titleOf, titleOfTerm, unitOfTerm } from './titles.js';

/** Of a longer list an explanation shows the first entries. */
const MOST_RECORDS = 12;

/** What the reasons of one household are told from. */
export interface WorkedOut {
  readonly on: string;
  /** Whether a condition holds. */
  readonly truth: (node: Node) => Truth;
  /** What a condition compared. */
  readonly value: (node: Node) => Value;
}

/** Builds the reasons of one assessment from what has been worked out. */
export class Reasons {
  private readonly policy: Policy;
  private readonly worked: WorkedOut;
  private readonly nodes: ReadonlyMap<string, Node>;
  // What many rules read is explained once and shared.
  private readonly namedReasons = new Map<string, Reason>();
  private readonly definitionTerms = new Map<string, Term>();
  private readonly sensitivities: Sensitivities;

  constructor(policy: Policy, nodes: ReadonlyMap<string, Node>, worked: WorkedOut) {
    this.policy = policy;
    this.sensitivities = sensitivitiesOf(policy, nodes);
    this.nodes = nodes;
    this.worked = worked;
  }

  /** Why a rule holds, does not hold, or cannot be told. */
  rule(name: string): RuleReason {
    const rule = this.policy.rules[name];
    if (rule === undefined) throw new Error(`The policy has no rule "${name}".`);
    return definedOnly({
      rule: name,
      stage: rule.stage,
      title: rule.title,
      truth: this.worked.truth({ kind: 'definition', name }),
      concludes: rule.concludes,
      provenance: rule.provenance,
      reason: this.reason(this.nodes.get(name) as Node),
    }) as RuleReason;
  }

  /** The criterion that the engine adds to every exit. */
  noWayIn(): Reason {
    return this.named(OUTCOMES.noWayIn);
  }

  private titleOf(name: string): Title {
    return titleOf(this.policy, name);
  }

  private named(name: string): Reason {
    const known = this.namedReasons.get(name);
    if (known !== undefined) return known;
    const made: Reason = {
      kind: 'named',
      name,
      title: this.titleOf(name),
      truth: this.worked.truth({ kind: 'definition', name }),
      member: this.reason(this.nodes.get(name) as Node),
    };
    this.namedReasons.set(name, made);
    return made;
  }

  private reason(node: Node): Reason {
    const truth = this.worked.truth(node);
    switch (node.kind) {
      case 'all':
      case 'any':
        return { kind: node.kind, truth, members: node.operands.map((operand) => this.reason(operand)) };
      case 'not':
        return { kind: 'not', truth, members: [this.reason(node.operand)] };
      case 'definition':
        return this.named(node.name);
      case 'apply':
        return (
          this.comparison(node.operator, node.operands, truth) ?? {
            kind: 'test',
            truth,
            subject: this.term(node),
          }
        );
      default:
        return { kind: 'test', truth, subject: this.term(node) };
    }
  }

  private comparison(
    operator: string,
    operands: readonly Node[],
    truth: Reason['truth'],
  ): Reason | undefined {
    if (operator === 'firstKnown') {
      const isKnown = (operand: Node): boolean => this.worked.truth(operand) !== 'unknown';
      const used = truth === 'unknown' ? undefined : operands.find(isKnown);
      if (used !== undefined) return this.reason(used);
      // Something that was given and cannot be used ends the search: what comes after it was not used.
      const open = operands.filter((operand) => !isKnown(operand));
      return { kind: 'any', truth, members: open.map((operand) => this.reason(operand)), isFirstOf: true };
    }
    if (!isComparison(operator)) return undefined;
    const [left, right] = operands as [Node, Node];
    // `belowStandard equal true` is the condition itself, and is explained as such.
    if (
      operator === 'equal' &&
      left.kind === 'definition' &&
      right.kind === 'literal' &&
      right.type === 'truth'
    ) {
      const named = this.named(left.name);
      return right.value === true ? named : { kind: 'not', truth, members: [named] };
    }
    const [fact, bound] = operator === 'contains' && left.kind === 'list' ? [right, left] : [left, right];
    const unit = this.unitOf(fact) ?? this.unitOf(bound);
    const distance = this.distance(fact, bound, unit);
    return {
      kind: 'comparison',
      truth,
      operator,
      fact: this.term(fact),
      bound: this.term(bound),
      ...(distance === undefined ? {} : { distance }),
    };
  }

  private titleOfTerm(node: Node): Title {
    return titleOfTerm(this.policy, node);
  }

  /** The alternative that was used, if any was: behind something unusable none is. */
  private firstUsed(operands: readonly Node[], isSettled: boolean): Node | undefined {
    if (!isSettled) return undefined;
    return operands.find((operand) => isExact(this.worked.value(operand)));
  }

  private distance(
    fact: Node,
    bound: Node,
    unit: Unit | undefined,
  ): { amount: string; unit?: Unit } | undefined {
    const [left, right] = [this.worked.value(fact), this.worked.value(bound)];
    if (left.type !== 'number' || right.type !== 'number') return undefined;
    const [a, b] = [exactValue(left.range, compare), exactValue(right.range, compare)];
    if (a === undefined || b === undefined) return undefined;
    return { amount: rationalToText(subtract(a, b)), ...(unit === undefined ? {} : { unit }) };
  }

  private unitOf(node: Node): Unit | undefined {
    return unitOfTerm(this.policy, node);
  }

  private term(node: Node): Term {
    const term = this.bareTerm(node);
    const sensitivity = this.sensitivities.ofNode(node);
    return sensitivity === 'plain' || term.sensitivity !== undefined ? term : { ...term, sensitivity };
  }

  private bareTerm(node: Node): Term {
    const value = this.worked.value(node);
    const shown = shownValue(value, this.unitOf(node));
    switch (node.kind) {
      case 'fact':
        return { kind: 'fact', name: node.name, title: this.titleOfTerm(node), value: shown };
      case 'evaluationDay':
        return { kind: 'constant', name: 'evaluationDay', title: this.titleOfTerm(node), value: shown };
      case 'parameter':
        return this.parameterTerm(node.name, shown, value);
      case 'definition':
        return this.sharedTerm(node.name, shown);
      case 'literal':
      case 'list':
        return { kind: 'constant', title: this.titleOfTerm(node), value: shown };
      default:
        return { kind: 'expression', title: this.titleOfTerm(node), value: shown, inputs: this.inputs(node) };
    }
  }

  private parameterTerm(name: string, shown: Term['value'], value: Value): Term {
    const inForce = inForceOn(this.policy.parameters[name]?.series ?? [], this.worked.on);
    const title = this.titleOf(name);
    const isAttribute = this.policy.parameters[name]?.isAttribute === true;
    const known = value.type === 'unknown' && !isAttribute ? ({ type: 'absent' } as const) : shown;
    if (inForce === undefined) return { kind: 'parameter', name, title, value: known };
    const { value: _, ...source } = inForce;
    return { kind: 'parameter', name, title, value: known, source };
  }

  private sharedTerm(name: string, shown: Term['value']): Term {
    const known = this.definitionTerms.get(name);
    if (known !== undefined) return known;
    const made = this.definitionTerm(name, shown);
    this.definitionTerms.set(name, made);
    return made;
  }

  private definitionTerm(name: string, shown: Term['value']): Term {
    const derived = this.policy.derivedFacts[name];
    if (derived === undefined) return { kind: 'conclusion', name, title: this.titleOf(name), value: shown };
    const inputs = this.inputs(this.nodes.get(name) as Node);
    return {
      kind: 'derivedFact',
      name,
      title: derived.title,
      value: shown,
      formula: derived.formula,
      inputs,
    };
  }

  /** The entries of a list of records, by the fields that were read; undefined for anything else. */
  private records(name: string, fieldsRead: ReadonlySet<string>): readonly (readonly Term[])[] | undefined {
    const fact = factOf(name);
    const value = this.worked.value({ kind: 'fact', name });
    if (fact?.kind !== 'list' || value.type !== 'list') return undefined;
    // Whether two identity numbers are the same can be told without telling either.
    const fields = Object.entries(fact.fields).filter(
      ([field, { sensitivity }]) => fieldsRead.has(field) && sensitivity !== 'identity',
    );
    if (fields.length === 0) return undefined;
    return value.members.slice(0, MOST_RECORDS).map(({ value: record }) =>
      fields.map(([field, { title, sensitivity, ...entry }]): Term => {
        const given = record.type === 'record' ? (record.fields[field] ?? UNKNOWN) : UNKNOWN;
        const unit = entry.kind === 'number' ? entry.unit : undefined;
        return {
          kind: 'fact',
          name: `${name}.${field}`,
          title,
          value: shownValue(given, unit),
          ...(sensitivity === 'plain' ? {} : { sensitivity }),
        };
      }),
    );
  }

  /** What an expression read, each name once; of alternatives only the one that was used. */
  private inputs(node: Node): Term[] {
    const terms = new Map<string, Term>();
    const fieldsRead = new Set<string>();
    for (const each of walk(node))
      if (each.kind === 'item' && each.field !== undefined) fieldsRead.add(each.field);
    const visit = (each: Node): void => {
      if (each.kind === 'fact' || each.kind === 'parameter' || each.kind === 'definition') {
        if (!terms.has(each.name)) {
          const term = this.term(each.kind === 'parameter' ? { kind: 'parameter', name: each.name } : each);
          const records = each.kind === 'fact' ? this.records(each.name, fieldsRead) : undefined;
          terms.set(each.name, records === undefined ? term : { ...term, records });
        }
        return;
      }
      if (each.kind === 'apply' && each.operator === 'firstKnown') {
        const used = this.firstUsed(each.operands, isExact(this.worked.value(each)));
        for (const operand of used === undefined ? each.operands : [used]) visit(operand);
        return;
      }
      if (each.kind === 'if') {
        const truth = this.worked.truth(each.condition);
        // Where nothing came of it, why no branch held is what has to be told.
        if (truth !== 'false' || !isExact(this.worked.value(each))) visit(each.condition);
        if (truth !== 'false') visit(each.then);
        if (truth !== 'true') visitBranch(each.otherwise, truth);
        return;
      }
      for (const child of childrenOf(each)) visit(child);
    };
    // A branch that is only another name is told by what that one read.
    const visitBranch = (branch: Node, truth: Reason['truth']): void => {
      const named = branch.kind === 'definition' ? this.nodes.get(branch.name) : undefined;
      visit(truth === 'false' && named !== undefined ? named : branch);
    };
    visit(node);
    return [...terms.values()];
  }
}
