import type { Interpreter } from '../../backends/interpreter/interpreter.js';
import type { AggregateNode, ApplyNode, FilterNode, IfNode, ListNode, Node } from '../../language/nodes.js';
import { operatorOf } from '../../language/operators.js';
import { commonValue, UNKNOWN, type Value } from '../../language/value.js';
import {
  ANYTHING,
  aggregateRange,
  allTruths,
  anyTruths,
  EITHER,
  enclosureOf,
  equalTruths,
  exactly,
  exactPart,
  join,
  listOf,
  MAY_BE_OPEN,
  MAY_FAIL,
  MAY_HOLD,
  mayBeExact,
  mayBeInexact,
  notTruths,
  OPEN,
  ofTruths,
  orderingTruths,
  type Possible,
  type PossibleList,
  type PossibleMember,
  ranging,
  type Truths,
  truthsOf,
} from './possible.js';
import { containsTruths, eachOf, isTotal, itemValue, someTruths } from './possible-tests.js';
import type { Situation } from './situation.js';
import type { Suppositions } from './suppositions.js';

/** The items that a filter or aggregate has in hand, by binding. */
export type PossibleBindings = Readonly<Record<string, Possible>>;
const NO_BINDINGS: PossibleBindings = Object.freeze({});

/** Whether a test is decided in every case, though it seems to stay open where the cases are not told apart. */
export type NeverOpen = (situation: Situation, node: Node) => boolean;

/**
 * Works a program out as the interpreter does, for a household of which some facts are asked for and not yet
 * answered: each expression comes to the set of values that it may have. What none of those facts bears on is
 * left to the interpreter itself.
 */
export class Trial {
  readonly situation: Situation;
  readonly supposed: Suppositions;
  private readonly isNeverOpen: NeverOpen;
  private readonly base: Interpreter;
  private readonly made = new Map<string, Possible>();

  /** A trial of the same situation, and the facts of which something else is supposed there. */
  private readonly other: { readonly trial: Trial; readonly differing: ReadonlySet<string> } | undefined;

  constructor(situation: Situation, supposed: Suppositions, isNeverOpen: NeverOpen, other?: Trial) {
    this.isNeverOpen = isNeverOpen;
    this.situation = situation;
    this.supposed = supposed;
    this.base = situation.base;
    if (other !== undefined) this.other = { trial: other, differing: supposed.differingFrom(other.supposed) };
  }

  /** The same situation with other suppositions. */
  supposing(supposed: Suppositions): Trial {
    return new Trial(this.situation, supposed, this.isNeverOpen, this);
  }

  definition(name: string): Possible {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const value =
      this.asElsewhere(name) ??
      (this.supposed.isEmpty
        ? this.situation.definition(name, () => this.tightened(name))
        : this.notOpenIfNeverOpen(name));
    this.made.set(name, value);
    return value;
  }

  /** What reads nothing that is supposed otherwise comes to the same. */
  private asElsewhere(name: string): Possible | undefined {
    if (this.other === undefined) return undefined;
    const { trial, differing } = this.other;
    const read = this.situation.reach.factsOf(this.situation.nodeOf(name));
    for (const fact of differing) if (read.has(fact)) return undefined;
    return trial.definition(name);
  }

  /** A definition that seems to stay open, and of which every case is decided, is decided. */
  private tightened(name: string): Possible {
    const node = this.situation.nodeOf(name);
    const value = this.evaluate(node);
    const truths = truthsOf(value);
    if (value.kind !== 'truth' || (truths & MAY_BE_OPEN) === 0) return value;
    // Where something that it reads stays unknown, it mostly does stay open.
    if (!this.situation.knowsAllOf(node)) return value;
    return this.isNeverOpen(this.situation, node) ? ofTruths(truths & EITHER) : value;
  }

  /** Whatever is supposed, a definition that is never open is not. */
  private notOpenIfNeverOpen(name: string): Possible {
    const value = this.evaluate(this.situation.nodeOf(name));
    const truths = truthsOf(value);
    if (value.kind !== 'truth' || (truths & MAY_BE_OPEN) === 0) return value;
    const before = this.situation.foundBefore(name);
    return before === undefined || (truthsOf(before) & MAY_BE_OPEN) !== 0 ? value : ofTruths(truths & EITHER);
  }

  truths(node: Node, bindings: PossibleBindings = NO_BINDINGS): Truths {
    return truthsOf(this.evaluate(node, bindings));
  }

  evaluate(node: Node, bindings: PossibleBindings = NO_BINDINGS): Possible {
    if (!this.situation.bearsOn(node)) return this.situation.settled(node);
    switch (node.kind) {
      case 'fact':
        return this.supposed.fact(node.name) ?? this.situation.fact(node.name);
      case 'definition':
        return this.definition(node.name);
      case 'item':
        return itemValue(node, bindings);
      case 'not':
        return ofTruths(notTruths(this.truths(node.operand, bindings)));
      case 'all':
        return ofTruths(allTruths(this.each(node.operands, bindings)));
      case 'any':
        return ofTruths(anyTruths(this.each(node.operands, bindings)));
      case 'if':
        return this.choose(node, bindings);
      case 'apply':
        return this.apply(node, bindings);
      case 'list':
        return this.list(node, bindings);
      case 'filter':
        return this.filter(node, bindings);
      case 'aggregate':
        return this.aggregate(node, bindings);
      case 'isUnknown': {
        const operand = this.evaluate(node.operand, bindings);
        return ofTruths((mayBeInexact(operand) ? MAY_HOLD : 0) | (mayBeExact(operand) ? MAY_FAIL : 0));
      }
      case 'parameter': {
        const day = node.day === undefined ? OPEN : this.evaluate(node.day, bindings);
        // A day that is not settled may be one without a value.
        return day.kind === 'exactly' ? this.concretely(node, [day]) : ANYTHING;
      }
      case 'literal':
      case 'evaluationDay':
        return exactly(this.base.evaluate(node));
    }
  }

  private *each(operands: readonly Node[], bindings: PossibleBindings): Generator<Truths> {
    for (const operand of operands) yield this.truths(operand, bindings);
  }

  /** A parameter of a day that is settled. */
  private concretely(node: Extract<Node, { kind: 'parameter' }>, [day]: readonly Possible[]): Possible {
    const value = day?.kind === 'exactly' ? day.value : UNKNOWN;
    const binding = 'settledDay';
    const asked: Node = { ...node, day: { kind: 'item', binding } };
    return exactly(this.base.evaluate(asked, { [binding]: value }));
  }

  private choose(node: IfNode, bindings: PossibleBindings): Possible {
    const condition = this.truths(node.condition, bindings);
    const found: Possible[] = [];
    if ((condition & (MAY_HOLD | MAY_BE_OPEN)) !== 0) found.push(this.evaluate(node.then, bindings));
    if ((condition & (MAY_FAIL | MAY_BE_OPEN)) !== 0) found.push(this.evaluate(node.otherwise, bindings));
    const [first = OPEN, second] = found;
    if (second === undefined) return first;
    if (condition === EITHER) return join(first, second);
    const open =
      first.kind === 'exactly' && second.kind === 'exactly'
        ? exactly(commonValue(first.value, second.value))
        : // Some value that both may have, or unknown.
          join(OPEN, join(first, second));
    let result = open;
    if ((condition & MAY_HOLD) !== 0) result = join(result, first);
    if ((condition & MAY_FAIL) !== 0) result = join(result, second);
    return result;
  }

  private apply(node: ApplyNode, bindings: PossibleBindings): Possible {
    if (node.operator === 'firstKnown') return this.firstKnown(node.operands, bindings);
    const operands = node.operands.map((operand) => this.evaluate(operand, bindings));
    const [left = OPEN, right = OPEN] = operands;
    if (operands.every((operand) => operand.kind === 'exactly')) {
      const values = operands.map((operand) => (operand as { value: Value }).value);
      return exactly(operatorOf(node.operator).evaluate(values));
    }
    switch (node.operator) {
      case 'equal':
        return ofTruths(this.supposed.narrowed(node, equalTruths(left, right)));
      case 'lessThan':
      case 'lessThanInclusive':
      case 'greaterThan':
      case 'greaterThanInclusive':
        return ofTruths(this.supposed.narrowed(node, orderingTruths(node.operator, left, right)));
      case 'contains':
        return ofTruths(this.supposed.narrowed(node, containsTruths(left, right)));
      default: {
        const within = operatorOf(node.operator).evaluate(operands.map(enclosureOf));
        const known = operands.every((operand) => !mayBeInexact(operand));
        return ranging(within, known && isTotal(node.operator, operands, within));
      }
    }
  }

  /** As the interpreter: the first that is exactly known, and no further than one that was given and is unusable. */
  private firstKnown(operands: readonly Node[], bindings: PossibleBindings): Possible {
    let result: Possible | undefined;
    const add = (value: Possible): void => {
      result = result === undefined ? value : join(result, value);
    };
    for (const operand of operands) {
      const value = this.evaluate(operand, bindings);
      if (mayBeExact(value)) add(exactPart(value));
      if (!mayBeInexact(value)) return result as Possible;
      if (this.situation.readsUnusable(operand)) {
        // Perhaps the search ends here, perhaps what is unusable was passed over below.
        add(OPEN);
      }
    }
    add(OPEN);
    return result as Possible;
  }

  private list(node: ListNode, bindings: PossibleBindings): Possible {
    const items = node.items.map(({ when, value }) => ({
      belongs: when === undefined ? MAY_HOLD : this.truths(when, bindings),
      value: this.evaluate(value, bindings),
    }));
    return { kind: 'list', complete: true, items: items.filter(({ belongs }) => belongs !== MAY_FAIL) };
  }

  private filter(node: FilterNode, bindings: PossibleBindings): Possible {
    const source = this.evaluate(node.list, bindings);
    const list = listOf(source);
    if (list === undefined) return source.kind === 'exactly' ? OPEN : ANYTHING;
    const kept = ({ belongs, value }: PossibleMember): PossibleMember => ({
      belongs: allTruths([belongs, this.truths(node.condition, { ...bindings, [node.binding]: value })]),
      value,
    });
    const items = list.items.map(kept).filter(({ belongs }) => belongs !== MAY_FAIL);
    const more = list.more === undefined ? undefined : kept(list.more);
    return more === undefined || more.belongs === MAY_FAIL
      ? { kind: 'list', complete: list.complete, items }
      : { kind: 'list', complete: list.complete, items, more };
  }

  private aggregate(node: AggregateNode, bindings: PossibleBindings): Possible {
    const source = this.evaluate(node.list, bindings);
    const list = listOf(source);
    if (list === undefined) return source.kind === 'exactly' ? OPEN : ANYTHING;
    const { body } = node;
    const bodyOf = (value: Possible): Possible =>
      body === undefined ? value : this.evaluate(body, { ...bindings, [node.binding]: value });
    const taken = ({ belongs, value }: PossibleMember): PossibleMember => ({ belongs, value: bodyOf(value) });
    // One of several codes: each by itself tells more than all at once.
    const takenEach = ({ belongs, value }: PossibleMember): PossibleMember => ({
      belongs,
      value: eachOf(value).map(bodyOf).reduce(join),
    });
    const bodies: PossibleList = {
      kind: 'list',
      complete: list.complete,
      items: list.items.map(takenEach),
      ...(list.more === undefined ? {} : { more: taken(list.more) }),
    };
    switch (node.operator) {
      case 'some':
        return ofTruths(
          this.supposed.narrowed(
            node,
            someTruths(bodies, (value) => truthsOf(value)),
          ),
        );
      case 'every':
        return ofTruths(
          this.supposed.narrowed(node, notTruths(someTruths(bodies, (value) => notTruths(truthsOf(value))))),
        );
      default:
        return aggregateRange(node.operator, bodies);
    }
  }
}
