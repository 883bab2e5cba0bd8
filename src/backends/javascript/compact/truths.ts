import { CATALOGUE } from '../../../facts/catalogue.js';
import type { Fact } from '../../../facts/kinds.js';
import { type Node, not } from '../../../language/nodes.js';
import type { Program } from '../../../policy/policy.js';
import { isTruthOperator } from './words.js';

/** Tells expressions that are truths, and writes `x = true` as `x`. */
export class Truths {
  private readonly program: Program;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly known = new Map<string, boolean>();
  private readonly plainOnes = new WeakMap<Node, Node>();

  constructor(program: Program) {
    this.program = program;
    this.nodes = new Map(program.definitions.map(({ name, node }) => [name, node]));
  }

  /** The same without a comparison with a truth that is written out: known, unknown and missing exactly where it is. */
  plain(node: Node): Node {
    const known = this.plainOnes.get(node);
    if (known !== undefined) return known;
    const made = this.made(node);
    this.plainOnes.set(node, made);
    return made;
  }

  private made(node: Node): Node {
    if (node.kind !== 'apply' || node.operator !== 'equal') return node;
    const [left, right] = node.operands as [Node, Node];
    if (right.kind !== 'literal' || right.type !== 'truth' || !this.isTruth(left)) return node;
    return right.value === true ? this.plain(left) : not(left);
  }

  /** Whether an expression certainly is a truth, known or not. */
  private isTruth(node: Node): boolean {
    switch (node.kind) {
      case 'not':
      case 'all':
      case 'any':
      case 'isUnknown':
        return true;
      case 'literal':
        return node.type === 'truth';
      case 'fact':
        return (CATALOGUE as Readonly<Record<string, Fact>>)[node.name]?.kind === 'flag';
      case 'parameter':
        return (this.program.parameters[node.name] ?? []).some(({ value }) => typeof value === 'boolean');
      case 'definition': {
        const known = this.known.get(node.name);
        if (known !== undefined) return known;
        const behind = this.nodes.get(node.name);
        const found = behind !== undefined && this.isTruth(behind);
        this.known.set(node.name, found);
        return found;
      }
      case 'if':
        return this.isTruth(node.then) && this.isTruth(node.otherwise);
      case 'apply':
        return node.operator === 'firstKnown'
          ? node.operands.every((each) => this.isTruth(each))
          : isTruthOperator(node.operator);
      case 'aggregate':
        return node.operator === 'some' || node.operator === 'every';
      default:
        return isFlagField(node);
    }
  }
}

/** A field of a record is a flag only if it is one in every list of the catalogue. */
function isFlagField(node: Node): boolean {
  if (node.kind !== 'item' || node.field === undefined) return false;
  const { field } = node;
  const kinds = Object.values(CATALOGUE as Readonly<Record<string, Fact>>).flatMap((fact) =>
    fact.kind === 'list' && fact.fields[field] !== undefined ? [fact.fields[field].kind] : [],
  );
  return kinds.length > 0 && kinds.every((kind) => kind === 'flag');
}
