import { type Node, walk } from '../../language/nodes.js';
import type { Definition } from '../../policy/policy.js';

/**
 * What is missing where an answer is unknown (policy/lower-missing) is most of a program, and read by little else: it
 * is worked out only where something reads it.
 */
export const isOfMissing = (name: string): boolean => /\.(needs|part|lacks)\./.test(name);
export const isListOfMissing = (name: string): boolean => name.endsWith('.missing');

/** When an expression reads what is missing: only in the branches that are taken or possible. */
export function readsLate(node: Node, late: ReadonlySet<string>, truth: (node: Node) => string): string {
  const isRead = [...walk(node)].some(
    (each) => each.kind === 'definition' && (isOfMissing(each.name) || late.has(each.name)),
  );
  if (!isRead) return 'false';
  if (node.kind !== 'if' || readsLate(node.condition, late, truth) !== 'false') return 'true';
  const condition = truth(node.condition);
  const [then, otherwise] = [node.then, node.otherwise].map((each) => readsLate(each, late, truth));
  return `((${condition} !== 0 && ${then}) || (${condition} !== 3 && ${otherwise}))`;
}

/** The definitions that read what is missing, themselves or through others. */
export function lateDefinitions(definitions: readonly Definition[]): ReadonlySet<string> {
  const late = new Set<string>();
  for (const { name, node } of definitions) {
    if (isOfMissing(name) || isListOfMissing(name)) continue;
    for (const each of walk(node))
      if (each.kind === 'definition' && (isOfMissing(each.name) || late.has(each.name))) late.add(name);
  }
  return late;
}
