import { check, type Names, startChecking } from '../../src/language/check.js';
import { type Node, walk } from '../../src/language/nodes.js';
import type { OperatorName } from '../../src/language/operators.js';
import type { Type } from '../../src/language/type.js';
import type { Program } from '../../src/policy/policy.js';

export const COMPARISONS: readonly OperatorName[] = [
  'equal',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
];

const isBlank = (node: Node | undefined): boolean => node?.kind === 'literal' && node.type === 'unknown';

/** The type of an expression that the language lets through: its types fit, and nothing is compared with `null`. */
export function typeOf(node: Node, names: Names): Type | undefined {
  const checking = startChecking(names, '', new WeakMap());
  const type = check(checking, node);
  const compares = [...walk(node)].some(
    (each) => each.kind === 'apply' && COMPARISONS.includes(each.operator) && each.operands.some(isBlank),
  );
  return checking.issues.length > 0 || type.kind === 'invalid' || compares ? undefined : type;
}

/** Whether a smaller program is still one that the language lets through. */
export function isWellTyped(program: Program, { facts, parameters }: Names): boolean {
  const definitions = new Map<string, Type>();
  return program.definitions.every(({ name, node }) => {
    const type = typeOf(node, { facts, parameters, definitions });
    if (type !== undefined) definitions.set(name, type);
    return type !== undefined;
  });
}
