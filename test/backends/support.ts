import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { factOf } from '../../src/facts/catalogue.js';
import type { FactValue } from '../../src/facts/given.js';
import type { Node } from '../../src/language/nodes.js';
import { typeOfFact } from '../../src/language/type.js';
import type { Value } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';

/** A household as the back ends are given it: a fact that is absent or undefined is unknown. */
export type HouseholdFacts = Readonly<Record<string, FactValue>>;

/** Of a truth: 'true', 'false' or 'unknown'. Of a text or code: the text, or 'unknown'. */
export type Answer = string;
export type Answers = Readonly<Record<string, Answer>>;

/** Whatever decides households by a program. */
export interface BackEnd {
  readonly name: string;
  /**
   * The answers of each household, in the order of the households: one for every definition of
   * `comparedDefinitions(program)`. One that is left out counts as refused (`Unsupported`). `interpreters` are those of
   * the households: for what a back end is not asked but has to be told. Each works out a definition once.
   */
  run(
    program: Program,
    households: readonly HouseholdFacts[],
    on: string,
    interpreters: readonly Interpreter[],
  ): Promise<readonly Answers[]>;
  /** Of how many of the households it is asked, where it is much slower than the others; 1 if not given. */
  readonly share?: number;
  /** Whether it may leave answers out: by its nature it cannot say everything. */
  readonly refuses?: true;
  /** What it can be asked, if not everything: an engine of two truths never answers `unknown`. */
  readonly reaches?: (label: string, truth: Truthful) => boolean;
}
export type Truthful = 'true' | 'false' | 'unknown';

/** The kinds of values that definitions have, as far as they decide whether and how they are compared. */
export type Kind = 'truth' | 'number' | 'text' | 'day' | 'month' | 'list' | 'record' | 'unknown';

/** What a value is, and of a list, what its items are. */
export interface Shape {
  readonly kind: Kind;
  readonly item?: Shape;
  readonly fields?: Readonly<Record<string, Shape>>;
}
const UNKNOWN_SHAPE: Shape = { kind: 'unknown' };

type CatalogueType = ReturnType<typeof typeOfFact>;
function shapeOfType(type: CatalogueType): Shape {
  switch (type.kind) {
    case 'code':
      return { kind: 'text' };
    case 'invalid':
      return UNKNOWN_SHAPE;
    case 'list':
      return { kind: 'list', item: shapeOfType(type.item) };
    case 'record':
      return {
        kind: 'record',
        fields: Object.fromEntries(
          Object.entries(type.fields).map(([name, field]) => [name, shapeOfType(field)]),
        ),
      };
    default:
      return { kind: type.kind };
  }
}

const RESULTS: Readonly<Record<string, Kind>> = {
  monthOf: 'month',
  addMonths: 'month',
  firstDayOf: 'day',
  lastDayOf: 'day',
  addMonthsToDay: 'day',
  addDays: 'day',
  equal: 'truth',
  lessThan: 'truth',
  lessThanInclusive: 'truth',
  greaterThan: 'truth',
  greaterThanInclusive: 'truth',
  contains: 'truth',
};

/** The shapes of nodes of one program; definitions are looked at once. */
export class Shapes {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly program: Program;
  private readonly known = new Map<string, Shape>();

  constructor(program: Program) {
    this.program = program;
    this.nodes = nodesByName(program);
  }

  definition(name: string): Shape {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const node = this.nodes.get(name);
    const found = node === undefined ? UNKNOWN_SHAPE : this.of(node);
    this.known.set(name, found);
    return found;
  }

  /** The first of several nodes that is more than a blank says what all of them are. */
  private first(nodes: readonly Node[], scope: ReadonlyMap<string, Shape>): Shape {
    for (const node of nodes) {
      const found = this.of(node, scope);
      if (found.kind !== 'unknown') return found;
    }
    return UNKNOWN_SHAPE;
  }

  of(node: Node, scope: ReadonlyMap<string, Shape> = new Map()): Shape {
    switch (node.kind) {
      case 'literal':
        return { kind: node.type };
      case 'evaluationDay':
        return { kind: 'day' };
      case 'fact': {
        const fact = factOf(node.name);
        return fact === undefined ? UNKNOWN_SHAPE : shapeOfType(typeOfFact(fact));
      }
      case 'parameter': {
        const values = (this.program.parameters[node.name] ?? []).map(({ value }) => value);
        return { kind: values.some((value) => typeof value === 'boolean') ? 'truth' : 'number' };
      }
      case 'definition':
        return this.definition(node.name);
      case 'item': {
        const item = scope.get(node.binding) ?? UNKNOWN_SHAPE;
        return node.field === undefined ? item : (item.fields?.[node.field] ?? UNKNOWN_SHAPE);
      }
      case 'if':
        return this.first([node.then, node.otherwise], scope);
      case 'apply':
        if (node.operator === 'firstKnown') return this.first(node.operands, scope);
        return { kind: RESULTS[node.operator] ?? 'number' };
      case 'list':
        return {
          kind: 'list',
          item: this.first(
            node.items.map(({ value }) => value),
            scope,
          ),
        };
      case 'filter':
        return this.of(node.list, scope);
      case 'aggregate': {
        if (node.operator === 'some' || node.operator === 'every') return { kind: 'truth' };
        if (node.operator === 'count' || node.operator === 'sum' || node.body === undefined)
          return { kind: 'number' };
        const item = this.of(node.list, scope).item ?? UNKNOWN_SHAPE;
        return this.of(node.body, new Map([...scope, [node.binding, item]]));
      }
      default:
        return { kind: 'truth' };
    }
  }
}

/** The definitions whose answers back ends are compared by: those that are truths, texts or codes. */
export function comparedDefinitions(program: Program): ReadonlyMap<string, 'truth' | 'text'> {
  const shapes = new Shapes(program);
  const compared = new Map<string, 'truth' | 'text'>();
  for (const { name } of program.definitions) {
    const { kind } = shapes.definition(name);
    if (kind === 'truth' || kind === 'text') compared.set(name, kind);
  }
  return compared;
}

export function answerOf(value: Value): Answer {
  if (value.type === 'truth') return value.value ? 'true' : 'false';
  return value.type === 'text' ? value.value : 'unknown';
}

/** Answers of one household: no name of a program is a name that every object has. */
export const noAnswers = (): Record<string, Answer> => Object.create(null) as Record<string, Answer>;

/** The interpreter at each household. */
export function interpretersOf(
  program: Program,
  households: readonly HouseholdFacts[],
  on: string,
): readonly Interpreter[] {
  const nodes = nodesByName(program);
  return households.map((household) => new Interpreter(program, nodes, household, on));
}

/** The interpreter as a back end: what all others are held against. */
export const interpreterBackEnd: BackEnd = {
  name: 'interpreter',
  run: async (program, _households, _on, interpreters) => {
    const compared = [...comparedDefinitions(program).keys()];
    return interpreters.map((interpreter) => {
      const answers = noAnswers();
      for (const name of compared) answers[name] = answerOf(interpreter.definition(name));
      return answers;
    });
  },
};
