import { type AggregateNode, childrenOf, type Node } from '../../language/nodes.js';
import { textValue } from '../../language/value.js';
import {
  EITHER,
  exactly,
  listOf,
  MAY_FAIL,
  MAY_HOLD,
  type Possible,
  type PossibleList,
  type PossibleMember,
  textsOf,
} from './possible.js';
import type { Suppositions } from './suppositions.js';
import type { PossibleBindings, Trial } from './trial.js';

/** Some codes of a list of codes: the list contains one of them, or none. */
interface Split {
  readonly fact: string;
  readonly list: PossibleList;
  readonly codes: readonly string[];
}

/**
 * The cases of a test about what a list of codes contains that is asked for: it contains one of the codes that
 * decide the test, or none of them. So one answer to the question tells in all tests of the list alike.
 *
 * @returns the case in which it contains one, and that in which it does not; undefined where no code decides.
 */
export function codeCases(node: Node, trial: Trial): readonly [Suppositions, Suppositions] | undefined {
  const split = splitOf(node, trial, {});
  if (split === undefined) return undefined;
  const { fact, list, codes } = split;
  const without = withoutCodes(list, codes);
  if (without === undefined) return undefined;
  const [only] = codes;
  const one: Possible =
    codes.length === 1 ? exactly(textValue(only as string)) : { kind: 'text', among: codes, known: true };
  const containing: PossibleList = { ...list, items: [...list.items, { belongs: MAY_HOLD, value: one }] };
  return [trial.supposed.withFact(fact, containing), trial.supposed.withFact(fact, without)];
}

function splitOf(node: Node, trial: Trial, bindings: PossibleBindings): Split | undefined {
  switch (node.kind) {
    case 'aggregate':
      return splitOfItems(node, trial, bindings);
    case 'apply': {
      const [list, element] = node.operands;
      if (node.operator !== 'contains' || list?.kind !== 'fact' || element === undefined) break;
      const wanted = trial.evaluate(element, bindings);
      return wanted.kind === 'exactly' ? splitBy(list.name, textsOf(wanted) ?? [], trial) : undefined;
    }
    case 'all':
    case 'any':
    case 'not':
      break;
    default:
      return undefined;
  }
  for (const child of childrenOf(node)) {
    const found = trial.truths(child, bindings) === EITHER ? splitOf(child, trial, bindings) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By the codes of which one alone decides whether some or every item passes; or by what one item is tested for. */
function splitOfItems(node: AggregateNode, trial: Trial, bindings: PossibleBindings): Split | undefined {
  const { operator, body } = node;
  if (body === undefined || (operator !== 'some' && operator !== 'every')) return undefined;
  const passes = (value: Possible): number => trial.truths(body, { ...bindings, [node.binding]: value });
  if (node.list.kind === 'fact') {
    const decisive = operator === 'some' ? MAY_HOLD : MAY_FAIL;
    const codes = openCodes(node.list.name, trial).filter(
      (code) => passes(exactly(textValue(code))) === decisive,
    );
    const found = splitBy(node.list.name, codes, trial);
    if (found !== undefined) return found;
  }
  for (const { value } of listOf(trial.evaluate(node.list, bindings))?.items ?? []) {
    if (value.kind !== 'exactly' || passes(value) !== EITHER) continue;
    const found = splitOf(body, trial, { ...bindings, [node.binding]: value });
    if (found !== undefined) return found;
  }
  return undefined;
}

function splitBy(fact: string, wanted: readonly string[], trial: Trial): Split | undefined {
  const list = trial.evaluate({ kind: 'fact', name: fact });
  const open = openCodes(fact, trial);
  const codes = wanted.filter((code) => open.includes(code));
  return list.kind === 'list' && codes.length > 0 ? { fact, list, codes } : undefined;
}

/** The codes of which nobody has said whether the list contains them. */
function openCodes(fact: string, trial: Trial): readonly string[] {
  const list = trial.evaluate({ kind: 'fact', name: fact });
  if (list.kind !== 'list' || list.more?.value.kind !== 'text') return [];
  const contained = list.items.flatMap(({ value }) =>
    value.kind === 'exactly' ? (textsOf(value) ?? []) : [],
  );
  return (list.more.value.among ?? []).filter((code) => !contained.includes(code));
}

/** A list that contains none of some codes; undefined if it must contain one. */
function withoutCodes(
  { items, more, ...list }: PossibleList,
  codes: readonly string[],
): PossibleList | undefined {
  const left: PossibleMember[] = [];
  for (const item of items) {
    const kept = memberWithout(item, codes);
    if (kept === undefined) return undefined;
    left.push(kept);
  }
  const others = more === undefined ? undefined : memberWithout(more, codes);
  return others === undefined ? { ...list, items: left } : { ...list, items: left, more: others };
}

function memberWithout(member: PossibleMember, codes: readonly string[]): PossibleMember | undefined {
  const { value } = member;
  if (value.kind !== 'text' || value.among === undefined) return member;
  const among = value.among.filter((code) => !codes.includes(code));
  return among.length === 0 ? undefined : { ...member, value: { ...value, among } };
}
