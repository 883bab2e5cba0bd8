import { CATALOGUE } from '../../facts/catalogue.js';
import type { Fact } from '../../facts/kinds.js';
import { MAXIMUM_ITEMS } from '../../facts/schema.js';
import { type Node, walk } from '../../language/nodes.js';
import { type DayExpressions, freeBindings } from './scope.js';

/** A fact of the catalogue; a program that was made by hand may name what is none. */
const factNamed = (name: string): Fact | undefined =>
  Object.hasOwn(CATALOGUE, name) ? (CATALOGUE as Readonly<Record<string, Fact>>)[name] : undefined;

/** The definitions of a program by name. */
export type NodeOf = (name: string) => Node | undefined;

/** A list that a definition gives as a part of a fact, written out in its place; the list itself otherwise. */
export function listBehind(node: Node, nodeOf: NodeOf): Node {
  if (node.kind !== 'definition') return node;
  const behind = nodeOf(node.name);
  return behind !== undefined && (behind.kind === 'filter' || behind.kind === 'definition')
    ? listBehind(behind, nodeOf)
    : node;
}

/** How many items a list can have, as far as the catalogue and the formula tell. */
export function mostItems(list: Node, nodeOf: NodeOf): number {
  const behind = listBehind(list, nodeOf);
  if (behind.kind === 'filter') return mostItems(behind.list, nodeOf);
  if (behind.kind === 'list') return behind.items.length;
  const fact = behind.kind === 'fact' ? factNamed(behind.name) : undefined;
  return fact?.kind === 'list' || fact?.kind === 'codes' ? MAXIMUM_ITEMS : Number.POSITIVE_INFINITY;
}

/** The list that an expression goes through item by item. */
export const listOf = (node: Node): Node | undefined =>
  node.kind === 'aggregate'
    ? node.list
    : node.kind === 'apply' && node.operator === 'contains'
      ? node.operands[0]
      : undefined;

/** The fact whose items an expression goes through, if it goes through parts of one fact only. */
function factBehind(list: Node, nodeOf: NodeOf): string | undefined {
  const behind = listBehind(list, nodeOf);
  if (behind.kind === 'filter') return factBehind(behind.list, nodeOf);
  const fact = behind.kind === 'fact' ? factNamed(behind.name) : undefined;
  return fact?.kind === 'list' || fact?.kind === 'codes' ? (behind as { name: string }).name : undefined;
}

/** Whether an expression needs no definition but parts of facts' lists, so that it can be worked out first. */
function standsAlone(node: Node, nodeOf: NodeOf, ofDay: DayExpressions): boolean {
  for (const each of walk(node)) {
    if (each.kind !== 'definition' || ofDay.has(each)) continue;
    const behind = listBehind(each, nodeOf);
    if (behind === each || !standsAlone(behind, nodeOf, ofDay)) return false;
  }
  return true;
}

/**
 * What goes through each list of a household and can be worked out first, by fact: one loop can do all of it, and
 * every field of an item is read once.
 */
export function jointLoops(
  nodes: Iterable<Node>,
  nodeOf: NodeOf,
  ofDay: DayExpressions,
): ReadonlyMap<string, readonly Node[]> {
  const byFact = new Map<string, Node[]>();
  for (const root of nodes)
    for (const node of walk(root)) {
      const list = listOf(node);
      if (list === undefined || freeBindings(node).length > 0 || !standsAlone(node, nodeOf, ofDay)) continue;
      const fact = factBehind(list, nodeOf);
      if (fact !== undefined) byFact.set(fact, [...(byFact.get(fact) ?? []), node]);
    }
  return byFact;
}
