import { CATALOGUE } from '../../facts/catalogue.js';
import type { Fact } from '../../facts/kinds.js';
import type { ItemNode, LiteralNode, Node, ParameterNode } from '../../language/nodes.js';
import { rationalFromExactText } from '../../values/rational.js';
import { Choices } from './choices.js';
import {
  type Code,
  type NumberCode,
  textLiteralOf,
  truthOfCode,
  UNKNOWN_NUMBER,
  Unsupported,
} from './code.js';
import { factCode } from './facts.js';
import type { NodeOf } from './joint-loops.js';
import { ListEmitter } from './lists.js';
import { asTime, exactly, isExactNumber, type Keep, opposite, point } from './numbers.js';
import { Operations } from './operations.js';
import { type DayExpressions, freeBindings, type Numbering, Scope } from './scope.js';

/** What the emitter has to be told of the program around an expression. */
export interface Surroundings {
  readonly numbering: Numbering;
  readonly nodeOf: NodeOf;
  readonly dayExpressions: DayExpressions;
  /** What a loop that was made before has worked out already, by the number of the expression. */
  readonly joined: (number: number) => Code | undefined;
  /** The value of a definition that was made before. */
  readonly definition: (name: string) => Code;
  readonly parameter: (name: string) => Code;
  /** The variable of a parameter's series, and how its values stand in it. */
  readonly series: (name: string) => {
    readonly series: string;
    /** What stands for a value that there is none of. */
    readonly blank: string;
    readonly of: (value: string) => Code;
  };
  /** Notes that a fact is read. */
  readonly readsFact: (name: string) => void;
}

/** Whether an expression reads the household, or a variable of a function. */
const HOUSEHOLD = /\bv\d|\br\.|\b[TNO]\[/;

/** What conditions are made of: a fact that is so or not, a comparison, a question to a list. */
export const isLeaf = (node: Node): boolean =>
  node.kind === 'fact' ||
  node.kind === 'isUnknown' ||
  (node.kind === 'apply' && node.operator !== 'firstKnown') ||
  (node.kind === 'aggregate' && (node.operator === 'some' || node.operator === 'every'));

/** Turns expressions into the lines of one function. Every distinct expression is worked out once. */
export class Emitter {
  readonly top = new Scope(undefined);
  /** What depends on the day alone is worked out when the day is set; its variables outlive the function. */
  private readonly ofDay: Scope;
  private readonly around: Surroundings;
  readonly lists: ListEmitter;
  private readonly choices: Choices;
  private readonly operations: Operations;
  private readonly bound = new Map<string, { readonly code: Code; readonly scope: Scope }>();
  private variables = 0;
  /** The leaves worked out in this function, by their numbers. */
  readonly leaves = new Map<number, { readonly node: Node; readonly truth: string }>();

  constructor(around: Surroundings, ofDay: Scope) {
    this.around = around;
    this.ofDay = ofDay;
    this.lists = new ListEmitter(this);
    this.choices = new Choices(this);
    this.operations = new Operations(this);
  }

  get nodeOf(): NodeOf {
    return this.around.nodeOf;
  }

  variable(): string {
    this.variables += 1;
    return `v${this.variables}`;
  }

  keepIn(scope: Scope): Keep {
    return (expression) => {
      // What reads neither the household nor a variable of the function is the day's.
      const at = HOUSEHOLD.test(expression) ? scope : this.ofDay;
      const known = at.variableOf(expression);
      if (known !== undefined) return known;
      const name = at === this.ofDay ? `d${at.lines.length}` : this.variable();
      at.lines.push(at === this.ofDay ? `${name} = ${expression};` : `var ${name} = ${expression};`);
      at.kept.set(expression, name);
      return name;
    };
  }

  /** Works with an item in hand. */
  withItem<Result>(binding: string, code: Code, scope: Scope, work: () => Result): Result {
    const before = this.bound.get(binding);
    this.bound.set(binding, { code, scope });
    const result = work();
    if (before === undefined) this.bound.delete(binding);
    else this.bound.set(binding, before);
    return result;
  }

  /** The outermost place where an expression can stand: that of the innermost item that it reads. */
  scopeOf(node: Node): Scope {
    if (this.around.dayExpressions.has(node)) return this.ofDay;
    let scope = this.top;
    for (const name of freeBindings(node)) {
      const bound = this.bound.get(name)?.scope;
      if (bound !== undefined && bound.depth > scope.depth) scope = bound;
    }
    return scope;
  }

  emit(node: Node): Code {
    const scope = this.scopeOf(node);
    const key = this.around.numbering.of(node);
    const known = scope.made.get(key);
    // What a joint loop has worked out depends on nothing but the household.
    const joined = known === undefined && scope === this.top ? this.around.joined(key) : undefined;
    const code = known ?? joined ?? this.make(node, scope);
    scope.made.set(key, code);
    const isOfHousehold = scope === this.top || scope === this.ofDay;
    if (code.kind === 'truth' && isOfHousehold && isLeaf(node))
      this.leaves.set(key, { node, truth: code.truth });
    return code;
  }

  /** The truth of an expression, as a variable or constant; what is no truth is unknown. */
  truth(node: Node): string {
    return truthOfCode(this.emit(node));
  }

  private make(node: Node, scope: Scope): Code {
    const keep = this.keepIn(scope);
    switch (node.kind) {
      case 'literal':
        return literalCode(node);
      case 'evaluationDay':
        return { kind: 'day', low: 'E', high: 'E' };
      case 'fact': {
        if (!Object.hasOwn(CATALOGUE, node.name))
          throw new Unsupported('a fact that is not of the catalogue');
        this.around.readsFact(node.name);
        return factCode(
          'r',
          node.name,
          (CATALOGUE as Readonly<Record<string, Fact>>)[node.name] as Fact,
          keep,
        );
      }
      case 'parameter':
        return node.day === undefined ? this.around.parameter(node.name) : this.parameterOn(node, keep);
      case 'definition': {
        const behind = this.around.nodeOf(node.name);
        return behind !== undefined && scope === this.ofDay
          ? this.emit(behind)
          : this.around.definition(node.name);
      }
      case 'item':
        return this.item(node, keep);
      case 'not': {
        const truth = this.truth(node.operand);
        return { kind: 'truth', truth: truth === '2' ? '2' : keep(opposite(truth)) };
      }
      case 'all':
      case 'any':
        return { kind: 'truth', truth: this.connected(node.operands, node.kind, keep) };
      case 'if':
        return this.choices.choose(node, keep);
      case 'apply':
        return node.operator === 'firstKnown'
          ? this.choices.firstKnown(node.operands, keep)
          : this.operations.apply(node.operator, node.operands, scope, keep);
      case 'isUnknown':
        return { kind: 'truth', truth: keep(`${this.exact(this.emit(node.operand))} ? 0 : 3`) };
      case 'list':
        return {
          kind: 'written',
          items: node.items.map(({ when, value }) => ({
            belongs: when === undefined ? '3' : this.truth(when),
            value: this.emit(value),
          })),
        };
      case 'filter':
        return this.lists.filter(node, scope);
      case 'aggregate':
        return this.lists.aggregates.of(node, scope);
    }
  }

  private connected(operands: readonly Node[], kind: 'all' | 'any', keep: Keep): string {
    const truths = operands.map((operand) => this.truth(operand));
    if (truths.length === 0) return kind === 'all' ? '3' : '0';
    return truths.length === 1 ? (truths[0] as string) : keep(truths.join(kind === 'all' ? ' & ' : ' | '));
  }

  private item({ binding, field }: ItemNode, keep: Keep): Code {
    const code = this.bound.get(binding)?.code;
    if (code === undefined) return { kind: 'unknown' };
    if (field === undefined) return code;
    const isField = code.kind === 'record' && Object.hasOwn(code.fields, field);
    const fact = isField ? code.fields[field] : undefined;
    return code.kind === 'record' && fact !== undefined
      ? factCode(code.row, field, fact, keep)
      : { kind: 'unknown' };
  }

  /** A parameter on a day that may be a range: only where all its days are of one entry. */
  private parameterOn({ name, day }: ParameterNode, keep: Keep): Code {
    const when = asTime(this.emit(day as Node));
    const { series, blank, of } = this.around.series(name);
    const index = keep(`on2(${series}, ${when.low}, ${when.high})`);
    return of(keep(`${index} < 0 ? ${blank} : ${series}[${index}][2]`));
  }

  number(node: Node): NumberCode {
    const code = this.emit(node);
    return code.kind === 'number' ? code : UNKNOWN_NUMBER;
  }

  /** Whether a value leaves nothing open, as an expression. */
  exact(code: Code): string {
    switch (code.kind) {
      case 'truth':
        return code.truth === '2' ? 'false' : `${code.truth} !== 2`;
      case 'text':
        return `${code.text} !== null`;
      case 'number':
        return isExactNumber(code);
      case 'day':
      case 'month':
        return `${code.low} === ${code.high}`;
      case 'record':
        return 'true';
      case 'unknown':
        return 'false';
      case 'written':
      case 'rows':
      case 'list':
        return this.lists.exact(code);
    }
  }
}

const timeNumber = (text: string): string => String(Number(text.replace(/-/g, '')));

function literalCode({ type, value }: LiteralNode): Code {
  switch (type) {
    case 'truth':
      return { kind: 'truth', truth: value === true ? '3' : '0' };
    case 'number':
      return numberCode(value as string);
    case 'text':
      return { kind: 'text', text: textLiteralOf(value as string) };
    case 'day':
    case 'month':
      return { kind: type, low: timeNumber(value as string), high: timeNumber(value as string) };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

function numberCode(text: string): Code {
  const exact = rationalFromExactText(text);
  if (exact === undefined) return { kind: 'unknown' };
  const value = Number(exact.numerator);
  return point(exactly(value), Number(exactly(Number(exact.denominator))), Math.abs(value));
}
