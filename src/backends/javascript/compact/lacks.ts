import { all, definition, isUnknown, type Node, not, walk } from '../../../language/nodes.js';
import { MissingLowering } from '../../../policy/lower-missing.js';
import type { Program } from '../../../policy/policy.js';

/** What is looked for among what is missing: of the identification (0) or the exit (1), by name. */
export interface Lack {
  readonly of: number;
  readonly name: string;
}

/** A definition from which what is missing is searched, and what has to hold for it to matter. */
export interface DemandRoot {
  readonly name: string;
  readonly when: readonly Node[];
}

/** The prefixes of the two lists of what is missing, in the order of a compact program. */
export const DEMANDS = ['identification', 'exit'] as const;

const sameText = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The prefixes whose lowered definitions the search stands for. */
export type Searched = ReadonlySet<string>;

/** Whether a definition was lowered to tell what is missing, under a prefix. */
export const isLoweredFor = (name: string, prefix: string): boolean =>
  ['needs', 'part', 'lacks'].some((kind) => name.startsWith(`${prefix}.${kind}.`));

/**
 * What an expression asks for among what is missing, in the one form that policies use: whether it certainly is. The
 * search tells no more than that.
 */
export function lackOf(node: Node, searched: Searched): Lack | undefined {
  if (node.kind !== 'all' || node.operands.length !== 2) return undefined;
  const second = node.operands[1];
  if (second?.kind !== 'definition') return undefined;
  const found = /^(identification|exit)\.lacks\.(.+)$/.exec(second.name);
  if (found === null || !searched.has(found[1] as string)) return undefined;
  if (!sameText(node, all([not(isUnknown(definition(second.name))), second]))) return undefined;
  return { of: DEMANDS.indexOf(found[1] as 'exit'), name: found[2] as string };
}

/**
 * From where a program searches what is missing, found again from what was lowered: the occurrences that no walk made.
 * @returns undefined where nothing was lowered, or lowering from there does not give the same definitions: then the
 *   search would be another one.
 */
export function demandRoots({ definitions }: Program, prefix: string): readonly DemandRoot[] | undefined {
  const lowered = definitions.filter(({ name }) => isLoweredFor(name, prefix));
  if (lowered.length === 0) return undefined;
  const readsLowered = (node: Node): boolean =>
    [...walk(node)].some((each) => each.kind === 'definition' && isLoweredFor(each.name, prefix));
  const roots = lowered.flatMap(({ name, node }): DemandRoot[] => {
    const head = `${prefix}.needs.`;
    if (!name.startsWith(head) || node.kind !== 'any') return [];
    return node.operands
      .filter((operand) => !readsLowered(operand))
      .map((operand) => ({
        name: name.slice(head.length),
        when: operand.kind === 'all' ? operand.operands.slice(0, -1) : [],
      }));
  });
  const program = definitions.filter(({ name }) => !name.includes('.'));
  const again = new MissingLowering(program, prefix, roots).definitions;
  return sameText(again, lowered) ? roots : undefined;
}
