import type { Node } from '../../language/nodes.js';
import { allOf, anyOf, negate, type Truth, truthOf } from '../../values/truth.js';
import { isLeaf } from './emitter.js';
import type { RowLayout } from './generate.js';
import { TRUTHS } from './runnable.js';
import { Numbering } from './scope.js';

/** Two bits each in the 32 of a number. */
export const LEAVES_OF_A_WORD = 16;

/**
 * Tells the truth of conditions from the recorded truths of their leaves, without working anything out again. One is
 * made for a program, and asked with the record of any household that was given nothing unusable: generated code
 * decides no others.
 */
export class RecordReader {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly numbering = new Numbering();
  private readonly places = new Map<number, number>();

  constructor(layout: RowLayout, nodes: ReadonlyMap<string, Node>) {
    this.nodes = nodes;
    for (const [place, leaf] of layout.leaves.entries())
      if (leaf !== undefined) this.places.set(this.numbering.of(leaf), place);
  }

  /**
   * The truth of a condition in a record (`W` after a decision, or a copy of it).
   * @returns undefined where it rests on something that is no leaf of the record, such as what depends on the day alone.
   */
  truth(node: Node, record: ArrayLike<number>): Truth | undefined {
    switch (node.kind) {
      case 'literal':
        return typeof node.value === 'boolean' ? truthOf(node.value) : undefined;
      case 'definition': {
        const behind = this.nodes.get(node.name);
        return behind === undefined ? undefined : this.truth(behind, record);
      }
      case 'not': {
        const truth = this.truth(node.operand, record);
        return truth === undefined ? undefined : negate(truth);
      }
      case 'all':
      case 'any': {
        const truths = node.operands.map((operand) => this.truth(operand, record));
        if (truths.includes(undefined)) return undefined;
        return (node.kind === 'all' ? allOf : anyOf)(truths as readonly Truth[]);
      }
      case 'if':
        return this.chosen(node, record);
      case 'apply':
        return node.operator === 'firstKnown'
          ? this.firstKnown(node.operands, record)
          : this.leaf(node, record);
      default:
        return isLeaf(node) ? this.leaf(node, record) : undefined;
    }
  }

  private leaf(node: Node, record: ArrayLike<number>): Truth | undefined {
    const place = this.places.get(this.numbering.of(node));
    if (place === undefined) return undefined;
    const word = record[Math.floor(place / LEAVES_OF_A_WORD)] as number;
    return TRUTHS[(word >>> (2 * (place % LEAVES_OF_A_WORD))) & 3];
  }

  /** Nothing that a household of a record was given is unusable, so what is unknown is only blank. */
  private firstKnown(operands: readonly Node[], record: ArrayLike<number>): Truth | undefined {
    for (const operand of operands) {
      const truth = this.truth(operand, record);
      if (truth !== 'unknown') return truth;
    }
    return 'unknown';
  }

  private chosen(node: Extract<Node, { readonly kind: 'if' }>, record: ArrayLike<number>): Truth | undefined {
    const condition = this.truth(node.condition, record);
    if (condition === undefined) return undefined;
    if (condition !== 'unknown') return this.truth(condition === 'true' ? node.then : node.otherwise, record);
    const [then, otherwise] = [this.truth(node.then, record), this.truth(node.otherwise, record)];
    if (then === undefined || otherwise === undefined) return undefined;
    return then === otherwise ? then : 'unknown';
  }
}
