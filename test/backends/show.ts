import type { FactValue } from '../../src/facts/given.js';
import type { Node } from '../../src/language/nodes.js';
import type { Program } from '../../src/policy/policy.js';
import { rationalToText } from '../../src/values/rational.js';
import type { HouseholdFacts } from './support.js';

/** An expression on one line, for whoever looks for a difference. */
export function showNode(node: Node): string {
  const several = (nodes: readonly Node[]): string => nodes.map(showNode).join(', ');
  switch (node.kind) {
    case 'literal':
      return node.type === 'text' ? JSON.stringify(node.value) : String(node.value ?? 'unknown');
    case 'evaluationDay':
      return 'evaluationDay';
    case 'fact':
      return `fact ${node.name}`;
    case 'definition':
      return `definition ${node.name}`;
    case 'parameter':
      return `parameter ${node.name}${node.day === undefined ? '' : ` on (${showNode(node.day)})`}`;
    case 'item':
      return node.field === undefined ? node.binding : `${node.binding}.${node.field}`;
    case 'not':
    case 'isUnknown':
      return `${node.kind}(${showNode(node.operand)})`;
    case 'all':
    case 'any':
      return `${node.kind}(${several(node.operands)})`;
    case 'if':
      return `if(${several([node.condition, node.then, node.otherwise])})`;
    case 'apply':
      return `${node.operator}(${several(node.operands)})`;
    case 'list':
      return `[${node.items
        .map(({ when, value }) => `${showNode(value)}${when === undefined ? '' : ` when ${showNode(when)}`}`)
        .join('; ')}]`;
    case 'filter':
      return `filter(${node.binding} in ${showNode(node.list)}: ${showNode(node.condition)})`;
    case 'aggregate':
      return `${node.operator}(${node.binding} in ${showNode(node.list)}${node.body === undefined ? '' : `: ${showNode(node.body)}`})`;
  }
}

export function showFact(value: FactValue): string {
  if (value === undefined) return 'unknown';
  if (typeof value !== 'object') return JSON.stringify(value);
  if ('numerator' in value) return rationalToText(value);
  if ('items' in value)
    return `[${value.items.map((item) => (typeof item === 'string' ? item : showHousehold(item))).join('; ')}${value.complete ? '' : '; …'}]`;
  return value.low === value.high ? String(value.low) : `${value.low ?? '−∞'}…${value.high ?? '∞'}`;
}

export const showHousehold = (household: HouseholdFacts): string =>
  `{ ${Object.entries(household)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${showFact(value)}`)
    .join(', ')} }`;

export const showProgram = ({ definitions, parameters }: Program): string =>
  [
    ...Object.entries(parameters).map(
      ([name, series]) =>
        `  parameter ${name} = ${series.map(({ from, to, value }) => `${String(value ?? 'nothing')} from ${from}${to === undefined ? '' : ` to ${to}`}`).join(', ')}`,
    ),
    ...definitions.map(({ name, node }) => `  ${name} := ${showNode(node)}`),
  ].join('\n');
