import type { Title } from '../../facts/kinds.js';
import { evaluateConstant } from '../../language/constant.js';
import { type Node, walk } from '../../language/nodes.js';
import { isExact, type Value } from '../../language/value.js';
import type { Derivation } from '../derivation.js';
import { type Run, yearOf } from './run.js';

/** What an operand reads, in words: the indicators and parameters in it. */
function titleOf(run: Run, node: Node): Title {
  const titles = [...walk(node)].flatMap((each) => {
    const input = each.kind === 'parameter' ? run.inputs.get(each.name)?.input : undefined;
    if (input === undefined) return [];
    const { zh, en } = input.title;
    return input.kind === 'growth' && input.ofIndex !== true
      ? { zh: `${zh}的增速`, en: `growth of ${en}` }
      : { zh, en };
  });
  return { zh: titles.map((title) => title.zh).join('、'), en: titles.map((title) => title.en).join(', ') };
}

/** Every `firstKnown` whose first operand is not known: what stands in for what. */
export function standInsOf(
  run: Run,
  nodes: readonly Node[],
  read: (name: string) => Value,
): Derivation['standIns'][number][] {
  return nodes
    .flatMap((node) => [...walk(node)])
    .flatMap((each) => {
      if (each.kind !== 'apply' || each.operator !== 'firstKnown') return [];
      const index = each.operands.findIndex((operand) => isExact(evaluateConstant(operand, read)));
      const [first, used] = [each.operands[0], each.operands[index]];
      if (index <= 0 || first === undefined || used === undefined) return [];
      return [{ instead: titleOf(run, first), used: titleOf(run, used), year: yearOf(run, used) }];
    });
}
