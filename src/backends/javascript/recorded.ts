import type { Node } from '../../language/nodes.js';
import type { Truth } from '../../values/truth.js';
import { isLeaf } from './emitter.js';
import type { RowLayout } from './generate.js';
import { TRUTHS } from './runnable.js';
import { Numbering } from './scope.js';

/** Two bits each in the 32 of a number. */
export const LEAVES_OF_A_WORD = 16;

/** What was recorded of one household. */
type Leaves = ArrayLike<number>;
/** As they stand in a record, a truth each; see `TRUTHS`. */
const [FALSE, UNTOLD, UNKNOWN, TRUE] = [0, 1, 2, 3];
/** What definitions came to, one more than it stands in a record: 0 of one that was not asked for. */
type Known = Uint8Array;
type Telling = (record: Leaves, known: Known) => number;

const untold: Telling = () => UNTOLD;

/**
 * Tells the truth of conditions from the recorded truths of their leaves, without working anything out again. One is
 * made for a program, and asked with the record of any household that was given nothing unusable: generated code
 * decides no others.
 */
export class RecordReader {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly numbering = new Numbering();
  private readonly places = new Map<number, number>();
  private readonly tellings = new WeakMap<Node, Telling>();
  private readonly definitions = new Map<string, Telling>();
  private readonly knownNow: Known;

  constructor(layout: RowLayout, nodes: ReadonlyMap<string, Node>) {
    this.nodes = nodes;
    this.knownNow = new Uint8Array(nodes.size);
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
    let known: Known | undefined;
    return (node) => {
      known ??= new Uint8Array(this.nodes.size);
      return TRUTHS[this.telling(node)(record, known)];
    };
  }

  /** The same of a record that is not copied: to be asked before the next household is decided. */
  now(words: Leaves): (node: Node) => Truth | undefined {
    const known = this.knownNow.fill(0);
    return (node) => TRUTHS[this.telling(node)(words, known)];
  }

  private telling(node: Node): Telling {
    if (node.kind === 'definition') return this.definition(node.name);
    const before = this.tellings.get(node);
    if (before !== undefined) return before;
    const made = this.make(node);
    this.tellings.set(node, made);
    return made;
  }

  private make(node: Node): Telling {
    switch (node.kind) {
      case 'literal': {
        const truth = typeof node.value !== 'boolean' ? UNTOLD : node.value ? TRUE : FALSE;
        return () => truth;
      }
      case 'not': {
        const operand = this.telling(node.operand);
        return (record, known) => negated(operand(record, known));
      }
      case 'all':
      case 'any':
        return joined(
          node.operands.map((operand) => this.telling(operand)),
          node.kind === 'all',
        );
      case 'if':
        return chosen(this.telling(node.condition), this.telling(node.then), this.telling(node.otherwise));
      case 'apply':
        return node.operator === 'firstKnown'
          ? firstKnown(node.operands.map((operand) => this.telling(operand)))
          : this.leaf(node);
      default:
        return isLeaf(node) ? this.leaf(node) : untold;
    }
  }

  private definition(name: string): Telling {
    const before = this.definitions.get(name);
    if (before !== undefined) return before;
    const behind = this.nodes.get(name);
    // Only what is defined has a place among what is known.
    if (behind === undefined) return untold;
    const telling = this.telling(behind);
    const place = this.definitions.size;
    const made: Telling = (record, known) => {
      const told = known[place] as number;
      if (told !== 0) return told - 1;
      const truth = telling(record, known);
      known[place] = truth + 1;
      return truth;
    };
    this.definitions.set(name, made);
    return made;
  }

  private leaf(node: Node): Telling {
    const place = this.places.get(this.numbering.of(node));
    if (place === undefined) return untold;
    const [word, shift] = [Math.floor(place / LEAVES_OF_A_WORD), 2 * (place % LEAVES_OF_A_WORD)];
    return (record) => ((record[word] as number) >>> shift) & 3;
  }
}

const negated = (truth: number): number => (truth === TRUE ? FALSE : truth === FALSE ? TRUE : truth);

/** The least of the truths where all have to hold, the greatest where one has to. */
const joined =
  (operands: readonly Telling[], isAll: boolean): Telling =>
  (record, known) => {
    let found = isAll ? TRUE : FALSE;
    for (const operand of operands) {
      const truth = operand(record, known);
      if (truth === UNTOLD) return UNTOLD;
      if (isAll ? truth < found : truth > found) found = truth;
    }
    return found;
  };

/** Nothing that a household of a record was given is unusable, so what is unknown is only blank. */
const firstKnown =
  (operands: readonly Telling[]): Telling =>
  (record, known) => {
    for (const operand of operands) {
      const truth = operand(record, known);
      if (truth !== UNKNOWN) return truth;
    }
    return UNKNOWN;
  };

const chosen =
  (condition: Telling, then: Telling, otherwise: Telling): Telling =>
  (record, known) => {
    const truth = condition(record, known);
    if (truth === UNTOLD) return UNTOLD;
    if (truth !== UNKNOWN) return truth === TRUE ? then(record, known) : otherwise(record, known);
    const [one, other] = [then(record, known), otherwise(record, known)];
    if (one === UNTOLD || other === UNTOLD) return UNTOLD;
    return one === other ? one : UNKNOWN;
  };
