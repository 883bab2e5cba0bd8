import { childrenOf, type Node } from '../../language/nodes.js';
import { textValue } from '../../language/value.js';
import { exactValue } from '../../values/range.js';
import { compare } from '../../values/rational.js';
import { partsOfNumber } from './asked-facts.js';
import { codeCases } from './code-cases.js';
import {
  EITHER,
  exactly,
  MAY_FAIL,
  MAY_HOLD,
  mayBeInexact,
  OPEN,
  type Possible,
  textsOf,
} from './possible.js';
import type { Suppositions } from './suppositions.js';
import type { Trial } from './trial.js';

/** The outcomes that leave the question open. */
const OPEN_OUTCOMES: ReadonlySet<unknown> = new Set(['verify', 'noStandard']);

/** Whether an outcome, written as a chain of choices between names, may still be an open one. */
export function mayStayOpen(node: Node, trial: Trial): boolean {
  if (node.kind === 'literal') return OPEN_OUTCOMES.has(node.value);
  if (node.kind !== 'if') return true;
  if (isOpenThroughout(node)) return true;
  const condition = trial.truths(node.condition);
  if ((condition & ~EITHER) !== 0) return true;
  return (
    ((condition & MAY_HOLD) !== 0 && mayStayOpen(node.then, trial)) ||
    ((condition & MAY_FAIL) !== 0 && mayStayOpen(node.otherwise, trial))
  );
}

/** The one outcome that an answer leads to, if it is no open one. */
export function outcomeOf(node: Node, trial: Trial): string | undefined {
  if (node.kind === 'literal') return OPEN_OUTCOMES.has(node.value) ? undefined : String(node.value);
  if (node.kind !== 'if' || isOpenThroughout(node)) return undefined;
  const condition = trial.truths(node.condition);
  if (condition === MAY_HOLD) return outcomeOf(node.then, trial);
  return condition === MAY_FAIL ? outcomeOf(node.otherwise, trial) : undefined;
}

/** Whether every outcome of a chain of choices is an open one. */
export const isOpenThroughout = (node: Node): boolean =>
  node.kind === 'literal'
    ? OPEN_OUTCOMES.has(node.value)
    : node.kind === 'if' && isOpenThroughout(node.then) && isOpenThroughout(node.otherwise);

/** The parts of an expression that bear on it in a trial; of a choice only the branches that can be taken. */
function* livingParts(node: Node, trial: Trial): Generator<Node> {
  if (node.kind === 'definition') {
    yield trial.situation.nodeOf(node.name);
    return;
  }
  if (node.kind !== 'if') {
    yield* childrenOf(node);
    return;
  }
  yield node.condition;
  if (isOpenThroughout(node)) return;
  const condition = trial.truths(node.condition);
  if (condition !== MAY_FAIL) yield node.then;
  if (condition !== MAY_HOLD) yield node.otherwise;
}

/** Two or more cases that together cover everything, the one that is likelier to leave the outcome open first. */
type Cases = readonly Suppositions[];

/** Finds something that is decided either way and bears on what may be open, to go through its cases. */
export class CaseFinder {
  private readonly trial: Trial;
  private readonly seen = new Set<Node>();

  constructor(trial: Trial) {
    this.trial = trial;
  }

  /** The cases to go through next; undefined if all that bears on the open parts is supposed already. */
  below(node: Node): Cases | undefined {
    if (this.seen.has(node) || !this.trial.situation.bearsOn(node)) return undefined;
    this.seen.add(node);
    if (!this.trial.situation.reach.isClosed(node)) return undefined;
    const codes = node.kind === 'aggregate' ? this.ofCodes(node, true) : undefined;
    if (codes !== undefined) return codes;
    const parts = [...livingParts(node, this.trial)].filter((part) =>
      this.trial.situation.reach.isClosed(part),
    );
    const openParts = parts.filter((part) => mayBeInexact(this.trial.evaluate(part)));
    // What only seems open, since all that it reads is known, is told by its own cases; the rest by what stands beside it.
    const [seeming, open] = [true, false].map((wanted) =>
      openParts.filter((part) => this.trial.situation.knowsAllOf(part) === wanted),
    ) as [Node[], Node[]];
    for (const part of seeming) {
      const found = this.below(part);
      if (found !== undefined) return found;
    }
    for (const part of parts) {
      const found = this.trial.truths(part) === EITHER ? this.of(part, node.kind !== 'any') : undefined;
      if (found !== undefined) return found;
    }
    for (const part of open) {
      const found = this.below(part);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The cases of a test that is decided either way: those of the fact or comparison that decides it. */
  private of(node: Node, wanted: boolean): Cases | undefined {
    switch (node.kind) {
      case 'definition':
        return this.of(this.trial.situation.nodeOf(node.name), wanted);
      case 'not':
        return this.of(node.operand, !wanted);
      case 'isUnknown':
        return this.below(node.operand);
      case 'fact':
        return this.inOrder(
          [MAY_HOLD, MAY_FAIL].map((truth) =>
            this.trial.supposed.withFact(node.name, exactly({ type: 'truth', value: truth === MAY_HOLD })),
          ),
          wanted,
        );
      case 'aggregate':
        return this.ofCodes(node, wanted) ?? this.tested(node, wanted) ?? this.below(node);
      case 'apply':
        return this.ofComparison(node, wanted);
      default:
        return this.ofParts(node, wanted);
    }
  }

  private ofParts(node: Node, wanted: boolean): Cases | undefined {
    for (const part of livingParts(node, this.trial)) {
      const found = this.trial.truths(part) === EITHER ? this.of(part, wanted) : undefined;
      if (found !== undefined) return found;
    }
    for (const part of livingParts(node, this.trial)) {
      const found = mayBeInexact(this.trial.evaluate(part)) ? this.below(part) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private ofComparison(node: Extract<Node, { kind: 'apply' }>, wanted: boolean): Cases | undefined {
    const denies = node.operands.some((operand) => operand.kind === 'literal' && operand.value === false);
    const parts = this.ofParts(node, wanted !== denies);
    // The first known of several truths is no test of its own.
    if (parts !== undefined || node.operator === 'firstKnown') return parts;
    for (const operand of node.operands) {
      const value = this.trial.evaluate(operand);
      if (operand.kind !== 'fact') continue;
      const others = node.operands.filter((other) => other !== operand);
      const parts =
        value.kind === 'text' ? codeParts(value.among) : this.numberParts(operand.name, value, others);
      const found = parts === undefined ? undefined : this.ofFact(node, operand.name, parts, wanted);
      if (found !== undefined) return found;
    }
    return this.ofCodes(node, wanted) ?? this.tested(node, wanted);
  }

  private ofCodes(node: Node, wanted: boolean): Cases | undefined {
    const cases = codeCases(node, this.trial);
    if (cases === undefined) return undefined;
    const denies = node.kind === 'aggregate' && node.operator === 'every';
    return this.inOrder([...cases], wanted !== denies);
  }

  /** A number below, at and above what it is compared with, where that is settled. */
  private numberParts(
    name: string,
    value: Possible,
    others: readonly Node[],
  ): readonly Possible[] | undefined {
    const [other] = others;
    const bound = other === undefined ? OPEN : this.trial.evaluate(other);
    if (value.kind !== 'range' || value.within.type !== 'number') return undefined;
    if (bound.kind !== 'exactly' || bound.value.type !== 'number') return undefined;
    const exact = exactValue(bound.value.range, compare);
    return exact === undefined ? undefined : partsOfNumber(name, value.within.range, exact);
  }

  /** The parts of a fact's values for which a comparison holds, and those for which it fails. */
  private ofFact(node: Node, name: string, parts: readonly Possible[], wanted: boolean): Cases | undefined {
    const told = parts.map((part) => {
      const supposed = this.trial.supposed.withFact(name, part);
      return { supposed, part, truths: this.trial.supposing(supposed).truths(node) };
    });
    if (told.some(({ truths }) => truths !== MAY_HOLD && truths !== MAY_FAIL)) return undefined;
    const cases = [MAY_HOLD, MAY_FAIL].map((truth) => {
      const chosen = told.filter(({ truths }) => truths === truth);
      const codes = chosen.flatMap(({ part }) => textsOf(part) ?? []);
      // Codes with the same truth are one case; ranges of numbers are not joined.
      return codes.length < 2
        ? chosen.map(({ supposed }) => supposed)
        : [this.trial.supposed.withFact(name, { kind: 'text', among: codes, known: true })];
    });
    if (cases.some((each) => each.length === 0)) return undefined;
    return this.inOrder(cases, wanted).flat();
  }

  private tested(node: Node, wanted: boolean): Cases | undefined {
    const holding = this.trial.supposed.withTest(node, true);
    const failing = this.trial.supposed.withTest(node, false);
    return holding === undefined || failing === undefined
      ? undefined
      : this.inOrder([holding, failing], wanted);
  }

  private inOrder<Each>(cases: Each[], wanted: boolean): readonly Each[] {
    return wanted ? cases : cases.reverse();
  }
}

const codeParts = (among: readonly string[] | undefined): readonly Possible[] | undefined =>
  among?.map((code) => exactly(textValue(code)));
