import { childrenOf, type Node } from '../../src/language/nodes.js';
import { OPERATORS } from '../../src/language/operators.js';
import type { Program } from '../../src/policy/policy.js';
import { ROUNDING_MODES } from '../../src/values/decimal.js';
import { type BackEnd, type Kind, type Shape, Shapes, type Truthful } from './support.js';

const TRUTHS: readonly Truthful[] = ['true', 'false', 'unknown'];
const ORDERED: readonly Kind[] = ['number', 'day', 'month'];
const SINGLE: readonly Kind[] = ['truth', 'text', ...ORDERED];

/** Operators that mean something of their own for each kind of operand: what they are covered for. */
const BY_KIND: Readonly<Record<string, readonly Kind[]>> = {
  equal: SINGLE,
  lessThan: ORDERED,
  lessThanInclusive: ORDERED,
  greaterThan: ORDERED,
  greaterThanInclusive: ORDERED,
  contains: SINGLE,
  firstKnown: [...SINGLE, 'list'],
  if: SINGLE,
  minimum: ORDERED,
  maximum: ORDERED,
  literal: [...SINGLE, 'unknown'],
  fact: [...SINGLE, 'list'],
  item: SINGLE,
  'item.field': [...SINGLE, 'list'],
  parameter: ['truth', 'number'],
  'parameter(day)': ['truth', 'number'],
  definition: [...SINGLE, 'list'],
  isUnknown: [...SINGLE, 'list'],
};
const NODES = ['not', 'all', 'any', 'if', 'isUnknown', 'literal', 'fact', 'item', 'item.field'] as const;
const OTHERS = [
  'parameter',
  'parameter(day)',
  'definition',
  'evaluationDay',
  'list',
  'filter',
  'some',
  'every',
  'count',
  'sum',
  'minimum',
  'maximum',
  'all of none',
  'any of none',
  'list of none',
] as const;

const expanded = (name: string): readonly string[] =>
  name === 'round'
    ? Object.keys(ROUNDING_MODES).map((mode) => `round ${mode}`)
    : (BY_KIND[name]?.map((kind) => `${name} ${kind}`) ?? [name]);

/** Everything that has to come up: operators, aggregates and kinds of node, by the kinds of what they are given. */
export const LABELS: readonly string[] = [...NODES, ...Object.keys(OPERATORS), ...OTHERS].flatMap(expanded);

/** Whether a cell can come up. An operator is also counted below another one, whose truth it has a part in. */
export const isReachable = (label: string, truth: Truthful): boolean => {
  if (label.startsWith('isUnknown')) return truth !== 'unknown';
  if (label === 'all of none') return truth === 'true';
  if (label === 'any of none') return truth === 'false';
  return true;
};

type Scope = ReadonlyMap<string, Shape>;

function kindOf(shapes: Shapes, nodes: readonly Node[], scope: Scope): Kind {
  return nodes.map((node) => shapes.of(node, scope).kind).find((kind) => kind !== 'unknown') ?? 'unknown';
}

function labelOf(shapes: Shapes, node: Node, scope: Scope): string {
  const own = (name: string): string => `${name} ${shapes.of(node, scope).kind}`;
  switch (node.kind) {
    case 'apply': {
      const { operator, operands } = node;
      const [first, second, third] = operands;
      if (operator === 'round') return third?.kind === 'literal' ? `round ${String(third.value)}` : operator;
      if (operator === 'contains')
        return `contains ${first === undefined ? 'unknown' : (shapes.of(first, scope).item?.kind ?? kindOf(shapes, second === undefined ? [] : [second], scope))}`;
      return BY_KIND[operator] === undefined ? operator : `${operator} ${kindOf(shapes, operands, scope)}`;
    }
    case 'aggregate':
      return node.operator === 'minimum' || node.operator === 'maximum' ? own(node.operator) : node.operator;
    case 'parameter':
      return own(node.day === undefined ? 'parameter' : 'parameter(day)');
    case 'item':
      return own(node.field === undefined ? 'item' : 'item.field');
    case 'isUnknown':
      return `isUnknown ${shapes.of(node.operand, scope).kind}`;
    case 'all':
    case 'any':
      return node.operands.length === 0 ? `${node.kind} of none` : node.kind;
    case 'list':
      return node.items.length === 0 ? 'list of none' : 'list';
    case 'literal':
    case 'fact':
    case 'definition':
    case 'if':
      return own(node.kind);
    default:
      return node.kind;
  }
}

/**
 * What the truth of a definition speaks of: the operator at its root, and what that reads directly: numbers, days,
 * texts, lists and blanks, down to what these are made of. What stands below another truth is covered elsewhere.
 */
export function labelsOf(shapes: Shapes, program: Program, name: string): ReadonlySet<string> {
  const labels = new Set<string>();
  const nodes = new Map(program.definitions.map((each) => [each.name, each.node]));
  const visit = (node: Node, scope: Scope, depth: number): void => {
    const isTruth = shapes.of(node, scope).kind === 'truth';
    const isName = childrenOf(node).length === 0;
    // The truth of an item is the answer's business, that of another part of the household is its own.
    if (isTruth && !isName && depth > 0 && scope.size === 0) return;
    labels.add(labelOf(shapes, node, scope));
    if (node.kind === 'definition') {
      const read = nodes.get(node.name);
      if (read !== undefined && !isTruth) visit(read, new Map(), depth);
      return;
    }
    if (depth >= 4) return;
    const inside =
      node.kind === 'filter' || node.kind === 'aggregate'
        ? new Map([
            ...scope,
            [node.binding, shapes.of(node.list, scope).item ?? { kind: 'unknown' as const }],
          ])
        : scope;
    for (const [index, child] of childrenOf(node).entries())
      visit(child, index === 0 ? scope : inside, depth + 1);
  };
  const root = nodes.get(name);
  if (root !== undefined) visit(root, new Map(), 0);
  return labels;
}

/** How often each label came up with each truth, for each back end, where its answer was compared. */
export class Coverage {
  private readonly counts = new Map<string, Map<string, Record<Truthful, number>>>();
  private readonly refused = new Map<string, number>();
  private readonly labels = new Map<string, ReadonlySet<string>>();
  private readonly backEnds: readonly BackEnd[];

  constructor(backEnds: readonly BackEnd[]) {
    this.backEnds = backEnds;
    for (const { name } of backEnds) this.counts.set(name, new Map());
  }

  /** Says which program the next answers are of. */
  startProgram(program: Program, compared: Iterable<string>): void {
    const shapes = new Shapes(program);
    this.labels.clear();
    for (const name of compared) this.labels.set(name, labelsOf(shapes, program, name));
  }

  /** A truth that a back end and the interpreter agree on; `times` households of one program gave it. */
  add(backEnd: string, definition: string, truth: Truthful, times: number): void {
    const counts = this.counts.get(backEnd);
    if (counts === undefined) return;
    for (const label of this.labels.get(definition) ?? []) {
      const row = counts.get(label) ?? { true: 0, false: 0, unknown: 0 };
      row[truth] += times;
      counts.set(label, row);
    }
  }

  addRefused(backEnd: string, times: number): void {
    this.refused.set(backEnd, (this.refused.get(backEnd) ?? 0) + times);
  }

  /** The cells that should have come up and did not, as `back end: operator: truth`. */
  empty(): string[] {
    return this.backEnds.flatMap(({ name, reaches }) =>
      LABELS.flatMap((label) =>
        TRUTHS.filter(
          (truth) =>
            isReachable(label, truth) &&
            (reaches === undefined || reaches(label, truth)) &&
            (this.counts.get(name)?.get(label)?.[truth] ?? 0) === 0,
        ).map((truth) => `${name}: ${label}: ${truth}`),
      ),
    );
  }

  /** Operator × truth value × back end, as a table. */
  table(): string {
    const width = Math.max(...LABELS.map((label) => label.length));
    const cell = (text: string): string => text.padStart(10);
    const head = [''.padEnd(width), ...this.backEnds.map(({ name }) => name.padStart(30))].join('  ');
    const truths = [''.padEnd(width), ...this.backEnds.map(() => TRUTHS.map(cell).join(''))].join('  ');
    const rows = LABELS.map((label) =>
      [
        label.padEnd(width),
        ...this.backEnds.map(({ name, reaches }) =>
          TRUTHS.map((truth) => {
            const found = this.counts.get(name)?.get(label)?.[truth] ?? 0;
            const wanted = isReachable(label, truth) && (reaches === undefined || reaches(label, truth));
            return cell(found > 0 ? String(found) : wanted ? 'EMPTY' : '–');
          }).join(''),
        ),
      ].join('  '),
    );
    const refused = [...this.refused].map(([name, count]) => `${name} refused ${count} answers.`);
    return [head, truths, ...rows, ...refused].join('\n');
  }
}
