import { childrenOf, type Node } from '../../language/nodes.js';
import { listOf, MAY_FAIL, MAY_HOLD, mayBeInexact, membersOf, type Possible } from './possible.js';
import { isOpenThroughout, mayStayOpen } from './settling.js';
import type { PossibleBindings, Trial } from './trial.js';

/** What may leave an outcome open: facts and fields that are not asked for, and parameters without a value. */
export interface Lacking {
  readonly facts: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  /** The innermost definition that may be open; where nothing else is lacking, what is asked for contradicts itself in it. */
  readonly innermost: string | undefined;
}

/** The lists that the items in hand come from, by binding. */
type Sources = Readonly<Record<string, string>>;

const listBelow = (node: Node): string | undefined =>
  node.kind === 'fact' ? node.name : node.kind === 'filter' ? listBelow(node.list) : undefined;

/** Walks down from what may be open, only through what may itself be open, to the facts that are reached. */
export class LackingFinder {
  readonly facts = new Set<string>();
  readonly parameters = new Set<string>();
  innermost: string | undefined;
  private readonly trial: Trial;
  private readonly seen = new Set<string>();

  constructor(trial: Trial) {
    this.trial = trial;
  }

  /**
   * From an outcome, a chain of choices, to the first test of what is unknown that may leave it open: until that
   * is settled, nothing further down settles the outcome.
   */
  fromOutcome(node: Node): Lacking {
    if (node.kind !== 'if') return this;
    const condition = this.trial.truths(node.condition);
    const mayHold = condition !== MAY_FAIL;
    if (mayHold && isOpenThroughout(node.then)) this.fromTest(node.condition);
    else if (mayHold && mayStayOpen(node.then, this.trial)) this.fromOutcome(node.then);
    else this.fromOutcome(node.otherwise);
    return this;
  }

  private fromTest(node: Node): void {
    if (node.kind === 'isUnknown') this.from(node.operand, {}, {});
    else for (const child of childrenOf(node)) this.fromTest(child);
  }

  private from(node: Node, bindings: PossibleBindings, sources: Sources): void {
    if (!mayBeInexact(this.trial.evaluate(node, bindings))) return;
    switch (node.kind) {
      case 'fact':
        if (!this.trial.situation.asked.has(node.name)) this.facts.add(node.name);
        return;
      case 'definition':
        if (this.seen.has(node.name)) return;
        this.seen.add(node.name);
        this.from(this.trial.situation.nodeOf(node.name), {}, {});
        this.innermost ??= node.name;
        return;
      case 'item': {
        const source = sources[node.binding];
        if (source !== undefined && node.field !== undefined) this.facts.add(`${source}.${node.field}`);
        return;
      }
      case 'parameter':
        if (node.day === undefined) this.parameters.add(node.name);
        else if (mayBeInexact(this.trial.evaluate(node.day, bindings)))
          this.from(node.day, bindings, sources);
        else this.parameters.add(node.name);
        return;
      case 'if': {
        const condition = this.trial.truths(node.condition, bindings);
        this.from(node.condition, bindings, sources);
        if (condition !== MAY_FAIL) this.from(node.then, bindings, sources);
        if (condition !== MAY_HOLD) this.from(node.otherwise, bindings, sources);
        return;
      }
      case 'filter':
        this.from(node.list, bindings, sources);
        this.eachItem(node.list, node.binding, node.condition, bindings, sources);
        return;
      case 'aggregate':
        this.from(node.list, bindings, sources);
        if (node.body !== undefined) this.eachItem(node.list, node.binding, node.body, bindings, sources);
        return;
      default:
        for (const child of childrenOf(node)) this.from(child, bindings, sources);
    }
  }

  private eachItem(
    list: Node,
    binding: string,
    part: Node,
    bindings: PossibleBindings,
    sources: Sources,
  ): void {
    const items: Possible | undefined = listOf(this.trial.evaluate(list, bindings));
    const name = listBelow(list);
    if (items === undefined) return;
    for (const { value } of membersOf(items))
      this.from(
        part,
        { ...bindings, [binding]: value },
        name === undefined ? sources : { ...sources, [binding]: name },
      );
  }
}
