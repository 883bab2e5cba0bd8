import { nearestName } from '../facts/nearest-name.js';
import { isDay, isMonth } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import { rationalFromNumber, rationalToText } from '../values/rational.js';
import { check, type Names, type Spans, startChecking } from './check.js';
import { MAXIMUM_DEPTH } from './feel/reading.js';
import {
  aggregate,
  all,
  any,
  apply,
  dayLiteral,
  definition,
  fact,
  item,
  list,
  monthLiteral,
  type Node,
  not,
  numberLiteral,
  parameter,
  textLiteral,
  truthLiteral,
  unknownLiteral,
} from './nodes.js';
import { describeType, type Type } from './type.js';

/** A condition of json-rules-engine as an expression. `issues` have paths into the condition. */
export interface Condition {
  readonly node: Node;
  readonly issues: readonly Issue[];
}

type Path = readonly (string | number)[];
/** The right side of a condition: written values, or another fact. */
type Operand =
  | { readonly values: readonly unknown[]; readonly isArray: boolean }
  | { readonly node: Node; readonly type: Type };

const OPERATORS = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const;
const DECORATORS = ['someFact', 'someValue', 'everyFact', 'everyValue', 'swap', 'not'] as const;
const ORDERINGS: readonly string[] = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];

/** A value as text for an issue; an object of its own making could make String() throw. */
const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

class ConditionReader {
  readonly names: Names;
  readonly conditionNames: Pick<ReadonlySet<string>, 'has'>;
  readonly issues: Issue[] = [];
  private readonly spans: Spans = new WeakMap();
  private readonly itemTypes = new Map<string, Type>();

  constructor(names: Names, conditionNames: Pick<ReadonlySet<string>, 'has'>) {
    this.names = names;
    this.conditionNames = conditionNames;
  }

  problem(code: Issue['code'], path: Path, params: Readonly<Record<string, string | number>> = {}): Node {
    this.issues.push(issue(code, path, params));
    return unknownLiteral();
  }

  read(condition: unknown, path: Path, depth: number): Node {
    if (depth > MAXIMUM_DEPTH) return this.problem('tooDeep', path, { limit: MAXIMUM_DEPTH });
    if (!isRecord(condition)) return this.malformed(path, '应为对象', 'it should be an object');
    const keys = Object.keys(condition).filter((key) => key !== 'name' && key !== 'priority');
    for (const group of ['all', 'any'] as const) {
      if (Object.hasOwn(condition, group)) return this.readGroup(group, condition[group], keys, path, depth);
    }
    if (Object.hasOwn(condition, 'not')) {
      if (keys.length > 1) return this.extraKeys(keys, ['not'], path);
      return not(this.read(condition['not'], [...path, 'not'], depth + 1));
    }
    if (Object.hasOwn(condition, 'condition')) return this.readNamed(condition['condition'], keys, path);
    return this.readLeaf(condition, keys, path);
  }

  private malformed(path: Path, zh: string, en: string): Node {
    return this.problem('malformedCondition', path, { detail: zh, detailEn: en });
  }

  private extraKeys(keys: readonly string[], known: readonly string[], path: Path): Node {
    const extra = keys.filter((key) => !known.includes(key)).join('、');
    return this.malformed(path, `多余的键 ${extra}`, `it has the extra keys ${extra}`);
  }

  private readGroup(
    group: 'all' | 'any',
    members: unknown,
    keys: readonly string[],
    path: Path,
    depth: number,
  ): Node {
    if (keys.length > 1) return this.extraKeys(keys, [group], path);
    if (!Array.isArray(members)) return this.malformed([...path, group], '应为数组', 'it should be an array');
    if (members.length === 0)
      return this.problem(group === 'any' ? 'emptyAny' : 'emptyAll', [...path, group]);
    const nodes = members.map((member: unknown, index) =>
      this.read(member, [...path, group, index], depth + 1),
    );
    return group === 'all' ? all(nodes) : any(nodes);
  }

  private readNamed(name: unknown, keys: readonly string[], path: Path): Node {
    if (keys.length > 1) return this.extraKeys(keys, ['condition'], path);
    if (typeof name !== 'string' || !this.conditionNames.has(name))
      return this.problem('unknownCondition', [...path, 'condition'], { name: shown(name) });
    return definition(name);
  }

  private readLeaf(condition: Record<string, unknown>, keys: readonly string[], path: Path): Node {
    if (Object.hasOwn(condition, 'path')) return this.problem('pathForbidden', [...path, 'path']);
    if (keys.some((key) => !['fact', 'operator', 'value'].includes(key)))
      return this.extraKeys(keys, ['fact', 'operator', 'value'], path);
    if (!['fact', 'operator', 'value'].every((key) => Object.hasOwn(condition, key)))
      return this.malformed(
        path,
        '应有 fact、operator、value，或 all、any、not、condition',
        'it needs fact, operator and value, or all, any, not or condition',
      );
    const left = this.resolve(condition['fact'], [...path, 'fact']);
    const right = this.readOperand(condition['value'], [...path, 'value']);
    if (left === undefined || right === undefined) return unknownLiteral();
    if (typeof condition['operator'] !== 'string')
      return this.problem('unknownOperator', [...path, 'operator'], {
        operator: shown(condition['operator']),
        known: [...OPERATORS, ...DECORATORS].join(', '),
      });
    const [operator, ...reversed] = condition['operator'].split(':').reverse() as [string, ...string[]];
    const decorators = reversed.reverse();
    const known: readonly string[] = [...OPERATORS, ...DECORATORS];
    const unknown = [
      ...decorators.filter((name) => !(DECORATORS as readonly string[]).includes(name)),
      ...((OPERATORS as readonly string[]).includes(operator) ? [] : [operator]),
    ];
    if (unknown.length > 0 || decorators.length > 8)
      return this.problem('unknownOperator', [...path, 'operator'], {
        operator: unknown.join(', ') || condition['operator'],
        known: known.join(', '),
      });
    return this.apply(decorators, operator, left, right, path);
  }

  private resolve(name: unknown, path: Path): Node | undefined {
    if (typeof name === 'string') {
      if (this.names.facts.has(name)) return fact(name);
      if (this.names.parameters.has(name)) return parameter(name);
      if (this.names.definitions.has(name)) return definition(name);
    }
    const known = [
      ...this.names.facts.keys(),
      ...this.names.parameters.keys(),
      ...this.names.definitions.keys(),
    ];
    const nearest = typeof name === 'string' ? nearestName(name, known) : undefined;
    if (nearest === undefined) this.problem('unknownName', path, { name: shown(name), column: 1 });
    else this.problem('unknownNameNear', path, { name: shown(name), nearest, column: 1 });
    return undefined;
  }

  private readOperand(value: unknown, path: Path): Operand | undefined {
    if (Array.isArray(value)) return { values: value, isArray: true };
    if (!isRecord(value)) return { values: [value], isArray: false };
    if (Object.hasOwn(value, 'path')) {
      this.problem('pathForbidden', [...path, 'path']);
      return undefined;
    }
    const keys = Object.keys(value);
    if (keys.length !== 1 || keys[0] !== 'fact') {
      this.malformed(
        path,
        'value 应为 {"fact": 名称} 或一个值',
        'a value is {"fact": name} or a plain value',
      );
      return undefined;
    }
    const node = this.resolve(value['fact'], [...path, 'fact']);
    return node === undefined ? undefined : { node, type: this.typeOf(node) };
  }

  private typeOf(node: Node): Type {
    return check({ ...startChecking(this.names, '', this.spans), scope: this.itemTypes }, node);
  }

  /** Applies the decorators from the outside in, as json-rules-engine does. */
  private apply(
    decorators: readonly string[],
    operator: string,
    left: Node,
    right: Operand,
    path: Path,
  ): Node {
    const [decorator, ...rest] = decorators;
    switch (decorator) {
      case undefined:
        return this.compare(operator, left, right, path);
      case 'not':
        return not(this.apply(rest, operator, left, right, path));
      case 'swap': {
        const swapped = this.nodeOf(right, this.typeOf(left), path);
        return swapped === undefined
          ? unknownLiteral()
          : this.apply(rest, operator, swapped, { node: left, type: this.typeOf(left) }, path);
      }
      case 'someFact':
      case 'everyFact':
        return this.overList(decorator === 'someFact' ? 'some' : 'every', left, [...path, 'fact'], (each) =>
          this.apply(rest, operator, each, right, path),
        );
      default: {
        const quantifier = decorator === 'someValue' ? 'some' : 'every';
        if ('node' in right)
          return this.overList(quantifier, right.node, [...path, 'value'], (each) =>
            this.apply(rest, operator, left, { node: each, type: this.typeOf(each) }, path),
          );
        if (!right.isArray)
          return this.malformed(
            [...path, 'value'],
            `修饰符 ${decorator} 需要数组`,
            `the decorator ${decorator} needs an array`,
          );
        if (right.values.length === 0)
          return this.problem(quantifier === 'some' ? 'emptyAny' : 'emptyAll', [...path, 'value']);
        const nodes = right.values.map((value) =>
          this.apply(rest, operator, left, { values: [value], isArray: false }, path),
        );
        return quantifier === 'some' ? any(nodes) : all(nodes);
      }
    }
  }

  private overList(quantifier: 'some' | 'every', source: Node, path: Path, body: (each: Node) => Node): Node {
    if (source.kind === 'list') {
      const nodes = source.items.map((entry) => body(entry.value));
      return quantifier === 'some' ? any(nodes) : all(nodes);
    }
    const type = this.typeOf(source);
    if (type.kind !== 'list' || type.item.kind === 'record')
      return this.wrongType(path, type, '代码清单', 'a list of codes');
    const binding = `item${this.itemTypes.size + 1}`;
    this.itemTypes.set(binding, type.item);
    return aggregate(quantifier, source, binding, body(item(binding)));
  }

  private wrongType(path: Path, found: Type, expected: string, expectedEn: string): Node {
    return this.problem('wrongType', path, {
      column: 1,
      text: String(path.at(-1)),
      expected,
      expectedEn,
      found: describeType(found).zh,
      foundEn: describeType(found).en,
    });
  }

  /** A written value as a literal of the type that it stands beside. */
  private literal(value: unknown, beside: Type, path: Path): Node | undefined {
    if (value === null) {
      this.problem('nullComparison', path, { column: 1 });
      return undefined;
    }
    if (typeof value === 'boolean') return truthLiteral(value);
    if (typeof value === 'number') {
      const exact = rationalFromNumber(value);
      if (exact !== undefined) return numberLiteral(rationalToText(exact));
    }
    if (typeof value === 'string') {
      if (beside.kind === 'day' || beside.kind === 'month') {
        const fits = beside.kind === 'day' ? isDay(value) : isMonth(value);
        if (fits) return beside.kind === 'day' ? dayLiteral(value) : monthLiteral(value);
        this.problem('invalidDay', path, { value, column: 1 });
        return undefined;
      }
      return textLiteral(value);
    }
    this.malformed(path, '值应为是非、数字或文字', 'a value is true, false, a number or a text');
    return undefined;
  }

  private nodeOf(operand: Operand, beside: Type, path: Path): Node | undefined {
    if ('node' in operand) return operand.node;
    const itemType = beside.kind === 'list' ? beside.item : beside;
    const nodes = operand.values.map((value) => this.literal(value, itemType, [...path, 'value']));
    if (nodes.some((node) => node === undefined)) return undefined;
    return operand.isArray ? list((nodes as Node[]).map((value) => ({ value }))) : nodes[0];
  }

  private compare(operator: string, left: Node, right: Operand, path: Path): Node {
    const leftType = this.typeOf(left);
    const node = this.nodeOf(right, leftType, path);
    if (node === undefined) return unknownLiteral();
    if (ORDERINGS.includes(operator)) {
      for (const side of [left, node]) {
        const type = this.typeOf(side);
        if (type.kind !== 'number' && type.kind !== 'invalid')
          return this.problem('orderOfNonNumber', path, {
            operator,
            fact:
              side.kind === 'fact' || side.kind === 'definition' || side.kind === 'parameter'
                ? side.name
                : describeType(type).en,
          });
      }
    }
    const positive = { notEqual: 'equal', notIn: 'in', doesNotContain: 'contains' }[operator];
    const made = this.checked(this.kernel(positive ?? operator, left, node), path);
    return positive === undefined ? made : not(made);
  }

  private kernel(operator: string, left: Node, right: Node): Node {
    if (operator === 'in') return apply('contains', [right, left]);
    return apply(operator as 'equal', [left, right]);
  }

  private checked(node: Node, path: Path): Node {
    const checking = { ...startChecking(this.names, '', this.spans), scope: this.itemTypes };
    check(checking, node);
    for (const found of checking.issues)
      this.issues.push(
        issue(found.code, path, { ...found.params, text: String(found.params['text'] || 'value') }),
      );
    return node;
  }
}

/**
 * Reads conditions in json-rules-engine's form: `all`, `any`, `not`, a named `condition`, or
 * `{fact, operator, value}` with the standard operators and decorators. A `path` is refused: upstream would run
 * its text.
 */
export function readCondition(
  condition: unknown,
  names: Names,
  conditionNames: Pick<ReadonlySet<string>, 'has'>,
): Condition {
  const reader = new ConditionReader(names, conditionNames);
  const node = reader.read(condition, [], 1);
  return { node, issues: reader.issues };
}
