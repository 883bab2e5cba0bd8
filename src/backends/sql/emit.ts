import {
  type AggregateNode,
  type ApplyNode,
  type FilterNode,
  type ListNode,
  type LiteralNode,
  type Node,
  type ParameterNode,
  walk,
} from '../../language/nodes.js';
import { endOf, inForceOn } from '../../policy/parameters.js';
import type { Program } from '../../policy/policy.js';
import { rationalFromExactText } from '../../values/rational.js';
import { aggregateList } from './aggregates.js';
import type { Expression, Expressions } from './expression.js';
import { factValue } from './fact-values.js';
import { type Bindings, type Bound, freeBindings } from './free-bindings.js';
import { unusableColumn } from './layout.js';
import { exactly, literalFraction } from './numbers.js';
import { EMITTERS } from './operators.js';
import { entriesOf } from './reduce.js';
import type { Scope } from './scope.js';
import { type SqlList, type SqlRows, type SqlValue, textOf, truthOf, UNKNOWN } from './sql-value.js';
import { timeNumber } from './times.js';
import { Unsupported, type UnsupportedDefinition } from './unsupported.js';
import { chooseBranch, chooseValue, exactOnly, isExact, overLists, timeFrom, truthFrom } from './values.js';

const NO_BINDINGS: Bindings = new Map();

/** Says the definitions of a program for a day; what depends on the day and the parameters alone is worked out. */
export class Emitter {
  readonly x: Expressions;
  readonly unsupported: UnsupportedDefinition[] = [];
  /** Facts of which it matters whether they were given and cannot be used. */
  readonly unusableFacts = new Set<string>();
  private readonly program: Program;
  private readonly on: string;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly values = new Map<string, SqlValue | UnsupportedDefinition>();
  private readonly spoiled = new Map<string, Expression>();

  constructor(x: Expressions, program: Program, on: string) {
    this.x = x;
    this.program = program;
    this.on = on;
    this.nodes = new Map(program.definitions.map(({ name, node }) => [name, node]));
  }

  /** A definition, or undefined if it cannot be said: then it is listed among what is unsupported. */
  definitionOrNothing(name: string): SqlValue | undefined {
    const known = this.values.get(name);
    if (known !== undefined) return 'definition' in known ? undefined : known;
    const node = this.nodes.get(name);
    if (node === undefined) throw new Error(`The program has no definition "${name}".`);
    try {
      const value = this.emit(node);
      this.values.set(name, value);
      return value;
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      const because =
        error.node === 'definition' ? { because: error.message.replace(/^definition: /, '') } : {};
      const refused = { definition: name, node: error.node, detail: error.message, ...because };
      this.values.set(name, refused);
      this.unsupported.push(refused);
      return undefined;
    }
  }

  private definition(name: string): SqlValue {
    const value = this.definitionOrNothing(name);
    if (value === undefined) throw new Unsupported('definition', name);
    return value;
  }

  emit(node: Node, bindings: Bindings = NO_BINDINGS): SqlValue {
    const { x } = this;
    const truth = (each: Node): Expression => truthFrom(x, this.emit(each, bindings));
    switch (node.kind) {
      case 'literal':
        return this.literal(node);
      case 'evaluationDay':
        return this.exactTime('day', this.on);
      case 'fact':
        return factValue(x, node.name, x.households, this.program.declaredBlanks[node.name]);
      case 'parameter':
        return this.parameter(node, bindings);
      case 'definition':
        return this.definition(node.name);
      case 'item': {
        const item = bindings.get(node.binding)?.value ?? UNKNOWN;
        if (node.field === undefined) return item;
        return item.type === 'record' ? item.field(node.field) : UNKNOWN;
      }
      case 'not':
        return truthOf(x.not(truth(node.operand)));
      case 'all':
        return truthOf(x.and(node.operands.map(truth)));
      case 'any':
        return truthOf(x.or(node.operands.map(truth)));
      case 'if':
        return chooseBranch(
          x,
          truth(node.condition),
          this.emit(node.then, bindings),
          this.emit(node.otherwise, bindings),
        );
      case 'apply':
        return this.apply(node, bindings);
      case 'list':
        return this.list(node, bindings);
      case 'filter':
        return this.filter(node, bindings, this.scopeAround(node, bindings));
      case 'aggregate':
        return this.aggregate(node, bindings, this.scopeAround(node, bindings));
      case 'isUnknown':
        return truthOf(x.not(isExact(x, this.emit(node.operand, bindings))));
    }
  }

  private exactTime(type: 'day' | 'month', text: string): SqlValue {
    const end = this.x.integer(timeNumber(text));
    return { type, low: end, high: end };
  }

  private literal(node: LiteralNode): SqlValue {
    switch (node.type) {
      case 'truth':
        return truthOf(this.x.truth(node.value as boolean));
      case 'number':
        return this.number(node.value as string);
      case 'text':
        return textOf(this.x.literal(node.value as string, 'text'));
      case 'day':
      case 'month':
        return this.exactTime(node.type, node.value as string);
      case 'unknown':
        return UNKNOWN;
    }
  }

  private number(text: string): SqlValue {
    const exact = rationalFromExactText(text);
    return exact === undefined ? UNKNOWN : exactly(literalFraction(this.x, exact));
  }

  /** A parameter on the day, or on another day; on a range of days only if all of them have one entry. */
  private parameter(node: ParameterNode, bindings: Bindings): SqlValue {
    const { x } = this;
    const series = this.program.parameters[node.name] ?? [];
    const value = (entry: (typeof series)[number] | undefined): SqlValue => {
      if (entry?.value === undefined) return UNKNOWN;
      return typeof entry.value === 'boolean' ? truthOf(x.truth(entry.value)) : this.number(entry.value);
    };
    if (node.day === undefined) return value(inForceOn(series, this.on));
    const { low, high } = timeFrom(x, this.emit(node.day, bindings), 'day');
    const cases = series.flatMap((entry): [Expression, SqlValue][] => {
      const within = (day: Expression): Expression =>
        x.and([
          x.compare('<=', x.integer(timeNumber(entry.from)), day),
          x.compare('<=', day, x.integer(timeNumber(endOf(entry)))),
        ]);
      return [
        [x.and([within(low), within(high)]), value(entry)],
        [x.or([within(low), within(high)]), UNKNOWN],
      ];
    });
    return chooseValue(x, cases);
  }

  private apply(node: ApplyNode, bindings: Bindings): SqlValue {
    if (node.operator === 'firstKnown') return this.firstKnown(node.operands, bindings);
    if (node.operator === 'contains') {
      const [list, element] = node.operands as [Node, Node];
      const parent = this.scopeAround(node, bindings);
      return EMITTERS.contains(this.x, [this.listOf(list, bindings, parent), this.emit(element, bindings)]);
    }
    return EMITTERS[node.operator](
      this.x,
      node.operands.map((operand) => this.emit(operand, bindings)),
    );
  }

  /** The first that is exact, unless one before it was given and cannot be used. */
  private firstKnown(operands: readonly Node[], bindings: Bindings): SqlValue {
    const { x } = this;
    const cases = operands.flatMap((operand): [Expression, SqlValue][] => {
      const value = this.emit(operand, bindings);
      return [
        [isExact(x, value), exactOnly(value)],
        [this.readsUnusable(operand), UNKNOWN],
      ];
    });
    const last = cases.at(-1)?.[1] === UNKNOWN ? cases.slice(0, -1) : cases;
    return chooseValue(x, last);
  }

  /** Whether something that an expression reads was given and cannot be used. */
  private readsUnusable(node: Node): Expression {
    const { x } = this;
    const found: Expression[] = [];
    for (const each of walk(node)) {
      if (each.kind === 'fact') {
        this.unusableFacts.add(each.name);
        found.push(x.column(x.households, unusableColumn(each.name), 'truth', 0n, false));
      }
      if (each.kind === 'definition') found.push(this.isSpoiled(each.name));
    }
    return x.or(found);
  }

  private isSpoiled(name: string): Expression {
    const known = this.spoiled.get(name);
    if (known !== undefined) return known;
    const open = this.x.not(isExact(this.x, this.definition(name)));
    const node = this.nodes.get(name) as Node;
    const made = open.constant === false ? open : this.x.and([open, this.readsUnusable(node)]);
    this.spoiled.set(name, made);
    return made;
  }

  private list(node: ListNode, bindings: Bindings): SqlList {
    const { x } = this;
    const members = node.items.map(({ when, value }) => ({
      belongs: when === undefined ? x.truth(true) : truthFrom(x, this.emit(when, bindings)),
      value: this.emit(value, bindings),
    }));
    return {
      type: 'members',
      members: members.filter(({ belongs }) => belongs.constant !== false),
      complete: x.truth(true),
      isSet: false,
    };
  }

  /** The scope whose rows a list inside of an expression belongs to: that of the innermost entry it reads. */
  private scopeAround(node: Node, bindings: Bindings): Scope {
    let result = this.x.households;
    if (bindings.size === 0) return result;
    for (const name of freeBindings(node)) {
      const scope = bindings.get(name)?.scope;
      if (scope !== undefined && scope.depth > result.depth) result = scope;
    }
    return result;
  }

  /** A list; where it is made of rows, they are those below the parent. */
  private listOf(node: Node, bindings: Bindings, parent: Scope): SqlValue {
    if (node.kind === 'fact') return factValue(this.x, node.name, parent);
    if (node.kind === 'filter') return this.filter(node, bindings, parent);
    if (node.kind === 'definition') {
      const value = this.definition(node.name);
      if (value.type === 'members') return value;
      return value.type !== 'rows' || value.scope.parent !== parent
        ? this.listOf(this.nodes.get(node.name) as Node, NO_BINDINGS, parent)
        : value;
    }
    const made = this.emit(node, bindings);
    // A choice of lists is made of the households' rows: below an entry it would be taken for another list.
    if (parent !== this.x.households && made.type !== 'members')
      throw new Unsupported('filter', 'a choice of lists inside of a list');
    return made;
  }

  private boundEntry(list: SqlList, value: SqlValue, parent: Scope): Bound {
    return { value, scope: list.type === 'rows' ? list.scope : parent };
  }

  private filter(node: FilterNode, bindings: Bindings, parent: Scope): SqlValue {
    return overLists(this.x, this.listOf(node.list, bindings, parent), (list) => {
      const condition = (value: SqlValue, belongs: Expression): Expression => {
        const inner = new Map([...bindings, [node.binding, this.boundEntry(list, value, parent)]]);
        return this.x.and([belongs, truthFrom(this.x, this.emit(node.condition, inner))]);
      };
      if (list.type === 'rows')
        return { ...list, belongs: condition(list.element, list.belongs) } satisfies SqlRows;
      const members = list.members
        .map(({ belongs, value }) => ({ belongs: condition(value, belongs), value }))
        .filter(({ belongs }) => belongs.constant !== false);
      return { type: 'members', members, complete: list.complete, isSet: list.isSet };
    });
  }

  private aggregate(node: AggregateNode, bindings: Bindings, parent: Scope): SqlValue {
    return overLists(this.x, this.listOf(node.list, bindings, parent), (list) => {
      const values = entriesOf(list).map(({ value }) =>
        node.body === undefined
          ? value
          : this.emit(
              node.body,
              new Map([...bindings, [node.binding, this.boundEntry(list, value, parent)]]),
            ),
      );
      return aggregateList(this.x, node.operator, list, values);
    });
  }
}
