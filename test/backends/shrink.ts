import type { FactItem, FactValue } from '../../src/facts/given.js';
import {
  childrenOf,
  choose,
  type Node,
  truthLiteral,
  unknownLiteral,
  walk,
} from '../../src/language/nodes.js';
import type { Program } from '../../src/policy/policy.js';
import { rational } from '../../src/values/rational.js';
import { type HouseholdFacts, Shapes } from './support.js';

/** A program, a household and the definition on which two back ends differ. */
export interface Difference {
  readonly program: Program;
  readonly household: HouseholdFacts;
  readonly definition: string;
}
type Differs = (tried: Difference) => Promise<boolean>;

/** The program with only what a definition reads. */
export function readBy(program: Program, name: string): Program {
  const nodes = new Map(program.definitions.map((each) => [each.name, each.node]));
  const definitions = new Set<string>();
  const parameters = new Set<string>();
  const visit = (each: string): void => {
    const node = nodes.get(each);
    if (node === undefined || definitions.has(each)) return;
    definitions.add(each);
    for (const below of walk(node)) {
      if (below.kind === 'definition') visit(below.name);
      if (below.kind === 'parameter') parameters.add(below.name);
    }
  };
  visit(name);
  return {
    ...program,
    definitions: program.definitions.filter((each) => definitions.has(each.name)),
    parameters: Object.fromEntries(
      Object.entries(program.parameters).filter(([each]) => parameters.has(each)),
    ),
  };
}

const factsOf = (program: Program): ReadonlySet<string> =>
  new Set(
    program.definitions.flatMap(({ node }) =>
      [...walk(node)].flatMap((each) => (each.kind === 'fact' ? [each.name] : [])),
    ),
  );

/** The node with its child in one place replaced. */
function withChild(node: Node, index: number, child: Node): Node {
  const at = (offset: number, own: Node): Node => (index === offset ? child : own);
  switch (node.kind) {
    case 'not':
    case 'isUnknown':
      return { ...node, operand: child };
    case 'all':
    case 'any':
    case 'apply':
      return { ...node, operands: node.operands.map((operand, place) => at(place, operand)) };
    case 'if':
      return choose(at(0, node.condition), at(1, node.then), at(2, node.otherwise));
    case 'list': {
      let place = -1;
      const next = (own: Node): Node => {
        place += 1;
        return at(place, own);
      };
      return {
        ...node,
        items: node.items.map(({ when, value }) =>
          when === undefined ? { value: next(value) } : { when: next(when), value: next(value) },
        ),
      };
    }
    case 'filter':
      return { ...node, list: at(0, node.list), condition: at(1, node.condition) };
    case 'aggregate':
      return node.body === undefined
        ? { ...node, list: child }
        : { ...node, list: at(0, node.list), body: at(1, node.body) };
    case 'parameter':
      return { ...node, day: child };
    default:
      return node;
  }
}

const withoutOne = <Item>(items: readonly Item[]): Item[][] =>
  items.map((_, index) => items.filter((__, place) => place !== index));

/** Smaller expressions of the same kind, the smallest first, at any place of a tree. */
function* smaller(node: Node, shapes: Shapes, nodes: ReadonlyMap<string, Node>): Generator<Node> {
  const { kind } = shapes.of(node);
  if (kind === 'truth' && node.kind !== 'literal')
    yield* [truthLiteral(true), truthLiteral(false), unknownLiteral()];
  for (const child of childrenOf(node)) if (shapes.of(child).kind === kind && isClosed(child)) yield child;
  // What a definition stands for may be smaller than the definition.
  if (node.kind === 'definition') yield* [nodes.get(node.name) ?? node];
  if ((node.kind === 'all' || node.kind === 'any') && node.operands.length > 1)
    for (const operands of withoutOne(node.operands)) yield { ...node, operands };
  if (node.kind === 'list') for (const items of withoutOne(node.items)) yield { ...node, items };
  if (node.kind === 'filter') yield node.list;
  for (const [index, child] of childrenOf(node).entries())
    for (const less of smaller(child, shapes, nodes)) yield withChild(node, index, less);
}

/** Whether no item of a surrounding list is read. */
function isClosed(node: Node): boolean {
  const made = new Set<string>();
  for (const each of walk(node))
    if (each.kind === 'filter' || each.kind === 'aggregate') made.add(each.binding);
  return [...walk(node)].every((each) => each.kind !== 'item' || made.has(each.binding));
}

function* smallerPrograms({ program, definition }: Difference): Generator<Program> {
  const shapes = new Shapes(program);
  const nodes = new Map(program.definitions.map((each) => [each.name, each.node]));
  for (const [index, { name, node }] of program.definitions.entries())
    for (const less of smaller(node, shapes, nodes))
      yield readBy(
        { ...program, definitions: program.definitions.with(index, { name, node: less }) },
        definition,
      );
  for (const [name, series] of Object.entries(program.parameters))
    if (series.length > 1)
      for (const one of series) yield { ...program, parameters: { ...program.parameters, [name]: [one] } };
}

/** A household with less in it: a fact blank, an entry fewer, a day for a month. */
function* smallerHouseholds(household: HouseholdFacts): Generator<HouseholdFacts> {
  for (const [name, value] of Object.entries(household)) {
    const { [name]: _, ...others } = household;
    yield others;
    for (const less of smallerValues(value)) yield { ...household, [name]: less };
  }
}
function* smallerValues(value: FactValue): Generator<FactValue> {
  if (typeof value !== 'object') return;
  if ('numerator' in value && value.denominator !== 1n) yield rational(value.numerator / value.denominator);
  if (!('items' in value)) return;
  for (const items of withoutOne(value.items)) yield { ...value, items };
  if (!value.complete) yield { ...value, complete: true };
  for (const [index, entry] of value.items.entries())
    if (typeof entry !== 'string')
      for (const less of smallerHouseholds(entry))
        yield { ...value, items: value.items.with(index, less as FactItem) };
}

/**
 * The smallest program and household found on which there still is a difference, by taking away one thing after the
 * other for as long as `milliseconds` allow.
 */
export async function shrink(found: Difference, differs: Differs, milliseconds: number): Promise<Difference> {
  const until = performance.now() + milliseconds;
  let best = found;
  const read = readBy(found.program, found.definition);
  if (await differs({ ...found, program: read })) best = { ...found, program: read };
  const improve = async (tries: Iterable<Difference>): Promise<boolean> => {
    for (const tried of tries) {
      if (performance.now() > until) return false;
      if (!(await differs(tried))) continue;
      best = tried;
      return true;
    }
    return false;
  };
  const programs = function* (): Generator<Difference> {
    for (const program of smallerPrograms(best))
      if (sizeOf(program) <= sizeOf(best.program)) yield { ...best, program };
  };
  const households = function* (): Generator<Difference> {
    const facts = factsOf(best.program);
    yield {
      ...best,
      household: Object.fromEntries(Object.entries(best.household).filter(([name]) => facts.has(name))),
    };
    for (const household of smallerHouseholds(best.household)) yield { ...best, household };
  };
  let seen: string | undefined;
  // Where nothing gets smaller any more, `seen` is what it was before.
  for (let now = keyOf(best); now !== seen && performance.now() < until; now = keyOf(best)) {
    seen = now;
    await improve(households());
    await improve(programs());
  }
  return best;
}

const sizeOf = (program: Program): number =>
  program.definitions.reduce((sum, { node }) => sum + [...walk(node)].length, 0) * 2 +
  program.definitions.length +
  Object.values(program.parameters).flat().length;
const keyOf = (difference: Difference): string =>
  JSON.stringify(difference, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
