import type { Node } from '../../language/nodes.js';
import { allOf, anyOf, negate, type Truth, truthOf } from '../../values/truth.js';
import { isLeaf } from './emitter.js';
import type { RowLayout } from './generate.js';
import { TRUTHS } from './runnable.js';
import { Numbering } from './scope.js';

/** Two bits each in the 32 of a number. */
export const LEAVES_OF_A_WORD = 16;

/** What was recorded of one household. */
type Leaves = ArrayLike<number>;
type Known = Map<string, Truth | undefined>;

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
   * What a record (`W` after a decision, which is copied) tells of conditions. It gives undefined where a condition rests
   * on something that is no leaf, such as a parameter by itself.
   */
  of(words: Leaves): (node: Node) => Truth | undefined {
    const record = Uint32Array.from(words);
    // Definitions read each other many times over: each is told once.
    const known: Known = new Map();
    return (node) => this.truth(node, record, known);
  }

  private truth(node: Node, record: Leaves, known: Known): Truth | undefined {
    switch (node.kind) {
      case 'literal':
        return typeof node.value === 'boolean' ? truthOf(node.value) : undefined;
      case 'definition':
        return this.definition(node.name, record, known);
      case 'not': {
        const truth = this.truth(node.operand, record, known);
        return truth === undefined ? undefined : negate(truth);
      }
      case 'all':
      case 'any': {
        const truths = node.operands.map((operand) => this.truth(operand, record, known));
        if (truths.includes(undefined)) return undefined;
        return (node.kind === 'all' ? allOf : anyOf)(truths as readonly Truth[]);
      }
      case 'if':
        return this.chosen(node, record, known);
      case 'apply':
        return node.operator === 'firstKnown'
          ? this.firstKnown(node.operands, record, known)
          : this.leaf(node, record);
      default:
        return isLeaf(node) ? this.leaf(node, record) : undefined;
    }
  }

  private definition(name: string, record: Leaves, known: Known): Truth | undefined {
    if (known.has(name)) return known.get(name);
    const behind = this.nodes.get(name);
    const truth = behind === undefined ? undefined : this.truth(behind, record, known);
    known.set(name, truth);
    return truth;
  }

  private leaf(node: Node, record: Leaves): Truth | undefined {
    const place = this.places.get(this.numbering.of(node));
    if (place === undefined) return undefined;
    const word = record[Math.floor(place / LEAVES_OF_A_WORD)] as number;
    return TRUTHS[(word >>> (2 * (place % LEAVES_OF_A_WORD))) & 3];
  }

  /** Nothing that a household of a record was given is unusable, so what is unknown is only blank. */
  private firstKnown(operands: readonly Node[], record: Leaves, known: Known): Truth | undefined {
    for (const operand of operands) {
      const truth = this.truth(operand, record, known);
      if (truth !== 'unknown') return truth;
    }
    return 'unknown';
  }

  private chosen(
    node: Extract<Node, { readonly kind: 'if' }>,
    record: Leaves,
    known: Known,
  ): Truth | undefined {
    const condition = this.truth(node.condition, record, known);
    if (condition === undefined) return undefined;
    if (condition !== 'unknown')
      return this.truth(condition === 'true' ? node.then : node.otherwise, record, known);
    const then = this.truth(node.then, record, known);
    const otherwise = this.truth(node.otherwise, record, known);
    if (then === undefined || otherwise === undefined) return undefined;
    return then === otherwise ? then : 'unknown';
  }
}
