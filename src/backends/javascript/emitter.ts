import { CATALOGUE } from '../../facts/catalogue.js';
import type { Fact } from '../../facts/kinds.js';
import type { IfNode, ItemNode, LiteralNode, Node, ParameterNode } from '../../language/nodes.js';
import type { OperatorName } from '../../language/operators.js';
import { rationalFromExactText } from '../../values/rational.js';
import { type Code, type NumberCode, textLiteralOf, Unsupported } from './code.js';
import { factCode } from './facts.js';
import type { NodeOf } from './joint-loops.js';
import { ListEmitter } from './lists.js';
import {
  aligned,
  asTime,
  CONVERSIONS,
  DISTANCES,
  ends,
  equalNumbers,
  exactly,
  extremeOf,
  fraction,
  fractionOf,
  isExactNumber,
  type Keep,
  lessThan,
  negated,
  opposite,
  order,
  point,
  productOf,
  quotientOf,
  roundedTo,
  SHIFTS,
  scaledBy,
  sumOf,
  UNKNOWN_NUMBER,
} from './numbers.js';
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

/** No two days are further apart, in years. */
const YEARS = 10_000;

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
  private readonly bound = new Map<string, { readonly code: Code; readonly scope: Scope }>();
  private variables = 0;
  /** The leaves worked out in this function, by their numbers. */
  readonly leaves = new Map<number, { readonly node: Node; readonly truth: string }>();

  constructor(around: Surroundings, ofDay: Scope) {
    this.around = around;
    this.ofDay = ofDay;
    this.lists = new ListEmitter(this);
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
    if (known !== undefined) return known;
    // What a joint loop has worked out depends on nothing but the household.
    const code = (scope === this.top ? this.around.joined(key) : undefined) ?? this.make(node, scope);
    scope.made.set(key, code);
    if (code.kind === 'truth' && scope === this.top && isLeaf(node))
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
        return this.choose(node, keep);
      case 'apply':
        return node.operator === 'firstKnown'
          ? this.firstKnown(node.operands, keep)
          : this.apply(node.operator, node.operands, scope, keep);
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
        return this.lists.aggregate(node, scope);
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
    const fact = code.kind === 'record' ? code.fields[field] : undefined;
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

  equal(left: Code, right: Code, keep: Keep): string {
    if (left.kind === 'number' && right.kind === 'number') return equalNumbers(left, right, keep);
    if ((left.kind === 'day' || left.kind === 'month') && left.kind === right.kind)
      return `ieq(${left.low}, ${left.high}, ${right.low}, ${right.high})`;
    if (left.kind === 'truth' && right.kind === 'truth') {
      const [x, y] = [left.truth, right.truth];
      if (y === '3') return x;
      if (y === '0') return opposite(x);
      return `${x} === 2 || ${y} === 2 ? 2 : ${x} === ${y} ? 3 : 0`;
    }
    if (left.kind === 'text' && right.kind === 'text') return equalTexts(left.text, right.text);
    return '2';
  }

  /** The truth of `left < right`: numbers where one of them is a number, days and months otherwise. */
  private less(left: Code, right: Code, keep: Keep, isNegated = false): string {
    if (left.kind === 'number' || right.kind === 'number')
      return lessThan(
        left.kind === 'number' ? left : UNKNOWN_NUMBER,
        right.kind === 'number' ? right : UNKNOWN_NUMBER,
        keep,
        isNegated,
      );
    const [a, b] = [asTime(left), asTime(right)];
    return order(a.high, b.low, a.low, b.high, isNegated);
  }

  private apply(operator: OperatorName, operands: readonly Node[], scope: Scope, keep: Keep): Code {
    const [first, second, third] = operands as readonly [Node, Node, Node];
    const truth = (expression: string): Code => ({ kind: 'truth', truth: keep(expression) });
    const both = (): [NumberCode, NumberCode] => [this.number(first), this.number(second)];
    switch (operator) {
      case 'equal':
        return truth(this.equal(this.emit(first), this.emit(second), keep));
      case 'lessThan':
        return truth(this.less(this.emit(first), this.emit(second), keep));
      case 'greaterThan':
        return truth(this.less(this.emit(second), this.emit(first), keep));
      case 'lessThanInclusive':
        return truth(this.less(this.emit(second), this.emit(first), keep, true));
      case 'greaterThanInclusive':
        return truth(this.less(this.emit(first), this.emit(second), keep, true));
      case 'contains':
        return this.lists.contains(first, this.emit(second), scope);
      case 'add':
        return sumOf(...both(), keep);
      case 'subtract':
        return sumOf(this.number(first), negated(this.number(second), keep), keep);
      case 'multiply':
        return productOf(...both(), keep);
      case 'divide':
        return quotientOf(...both(), keep);
      case 'negate':
        return negated(this.number(first), keep);
      case 'minimumOf':
      case 'maximumOf':
        return extremeOf(
          operands.map((operand) => this.number(operand)),
          operator,
          keep,
        );
      case 'round':
        return this.round(this.number(first), second, third, keep);
      case 'perYear':
        return scaledBy(this.number(first), 12, 1, keep);
      case 'perMonth':
        return scaledBy(this.number(first), 1, 12, keep);
      case 'percent':
        return scaledBy(this.number(first), 1, 100, keep);
      default:
        return this.calendar(operator, operands, keep);
    }
  }

  private round(value: NumberCode, multiple: Node, mode: Node, keep: Keep): Code {
    if (multiple.kind !== 'literal' || mode.kind !== 'literal')
      throw new Unsupported('a rounding not written out');
    const step = rationalFromExactText(String(multiple.value));
    if (step === undefined) throw new Unsupported('a rounding without a multiple');
    return roundedTo(value, Number(step.numerator), Number(step.denominator), String(mode.value), keep);
  }

  private calendar(operator: OperatorName, operands: readonly Node[], keep: Keep): Code {
    const first = asTime(this.emit(operands[0] as Node));
    const conversion = CONVERSIONS[operator];
    if (conversion !== undefined) {
      const [kind, call] = conversion;
      const low = keep(`${call}(${first.low})`);
      return { kind, low, high: first.high === first.low ? low : keep(`${call}(${first.high})`) };
    }
    const distance = DISTANCES[operator];
    if (distance !== undefined) {
      const second = asTime(this.emit(operands[1] as Node));
      // Of days written as numbers the completed years are the whole ten thousands between them.
      if (operator === 'ageOn')
        return ends(
          keep(`Math.floor((${second.low} - ${first.high}) / 10000)`),
          keep(`Math.floor((${second.high} - ${first.low}) / 10000)`),
          1,
          YEARS,
        );
      return ends(
        keep(`dis(${distance}, ${first.high}, ${second.low}, LOW)`),
        keep(`dis(${distance}, ${first.low}, ${second.high}, TOP)`),
        1,
      );
    }
    const shift = SHIFTS[operator];
    if (shift === undefined) throw new Unsupported(`the operator ${operator}`);
    const by = this.wholeEnds(this.number(operands[1] as Node), keep);
    return {
      kind: operator === 'addMonths' ? 'month' : 'day',
      low: keep(`${shift}(${first.low}, ${by.low}, LOW)`),
      high: keep(`${shift}(${first.high}, ${by.high}, TOP)`),
    };
  }

  /** The ends of a number, each rounded down to a whole one. */
  private wholeEnds(code: NumberCode, keep: Keep): { readonly low: string; readonly high: string } {
    if (code.form === 'parts') return { low: `flo(${code.a}, ${code.b})`, high: `flo(${code.c}, ${code.d})` };
    if (code.form === 'fraction')
      return { low: `flo(${code.range}.a, ${code.range}.b)`, high: `flo(${code.range}.c, ${code.range}.d)` };
    const all = aligned([code], keep);
    const [low, high] =
      all.form === 'point'
        ? (() => {
            const value = all.values[0] as string;
            if (value === 'NO') return ['LOW', 'TOP'];
            if (/^-?\d+$/.test(value)) return [value, value];
            return [
              keep(`${value} === ${value} ? ${value} : LOW`),
              keep(`${value} === ${value} ? ${value} : TOP`),
            ];
          })()
        : [(all as { lows: readonly string[] }).lows[0], (all as { highs: readonly string[] }).highs[0]];
    return code.scale === 1
      ? { low: String(low), high: String(high) }
      : { low: `flo(${low}, ${code.scale})`, high: `flo(${high}, ${code.scale})` };
  }

  private choose(node: IfNode, keep: Keep): Code {
    const condition = this.truth(node.condition);
    const [then, otherwise] = [this.emit(node.then), this.emit(node.otherwise)];
    if (condition === '3') return then;
    if (condition === '0') return otherwise;
    const pick = (a: string, b: string, common: string): string =>
      a === b && common === a ? a : keep(`${condition} === 3 ? ${a} : ${condition} === 0 ? ${b} : ${common}`);
    const kind = then.kind === 'unknown' ? otherwise.kind : then.kind;
    switch (kind) {
      case 'unknown':
        return { kind: 'unknown' };
      case 'truth': {
        const [a, b] = [truthOfCode(then), truthOfCode(otherwise)];
        return { kind: 'truth', truth: pick(a, b, a === b ? a : `(${a} === ${b} ? ${a} : 2)`) };
      }
      case 'text': {
        const [a, b] = [textOfCode(then), textOfCode(otherwise)];
        return { kind: 'text', text: pick(a, b, a === b ? a : `(${a} === ${b} ? ${a} : null)`) };
      }
      case 'number':
        return this.chooseNumber(condition, numberOfCode(then), numberOfCode(otherwise), keep);
      case 'day':
      case 'month': {
        const [a, b] = [asTime(then), asTime(otherwise)];
        const same = keep(`${a.low} === ${a.high} && ${b.low} === ${b.high} && ${a.low} === ${b.low}`);
        return {
          kind,
          low: pick(a.low, b.low, `(${same} ? ${a.low} : LOW)`),
          high: pick(a.high, b.high, `(${same} ? ${a.high} : TOP)`),
        };
      }
      case 'written':
      case 'rows':
      case 'list':
        return this.lists.choose(condition, then, otherwise, keep);
      case 'record':
        throw new Unsupported('a choice between items of a list');
    }
  }

  private chooseNumber(condition: string, then: NumberCode, otherwise: NumberCode, keep: Keep): NumberCode {
    const both = aligned([then, otherwise], keep);
    const pick = (a: string | undefined, b: string | undefined, common: string): string =>
      keep(`${condition} === 3 ? ${a} : ${condition} === 0 ? ${b} : ${common}`);
    if (both.form === 'fraction' || both.form === 'parts') {
      const [a, b] = [fractionOf(then, keep), fractionOf(otherwise, keep)];
      return fraction(pick(a, b, `rc(${a}, ${b})`));
    }
    if (both.form === 'point') {
      const [a, b] = both.values.map((value) => (/^[\w.-]+$/.test(value) ? value : keep(value)));
      return point(pick(a, b, `(${a} === ${b} ? ${a} : NO)`), both.scale, Math.max(...both.bounds));
    }
    const [al, bl] = both.lows;
    const [ah, bh] = both.highs;
    const same = keep(`${al} === ${ah} && ${bl} === ${bh} && ${al} === ${bl}`);
    return ends(
      pick(al, bl, `(${same} ? ${al} : LOW)`),
      pick(ah, bh, `(${same} ? ${ah} : TOP)`),
      both.scale,
      Math.max(...both.bounds),
    );
  }

  private firstKnown(operands: readonly Node[], keep: Keep): Code {
    const codes = operands.map((operand) => this.emit(operand)).filter((code) => code.kind !== 'unknown');
    const [first] = codes;
    if (first === undefined) return { kind: 'unknown' };
    const isKnown = codes.map((code) => {
      const expression = this.exact(code);
      return /^[\w]+$/.test(expression) ? expression : keep(expression);
    });
    const chain = (atoms: readonly string[], none: string): string =>
      keep(atoms.reduceRight((otherwise, atom, index) => `${isKnown[index]} ? ${atom} : ${otherwise}`, none));
    switch (first.kind) {
      case 'truth':
        return { kind: 'truth', truth: chain(codes.map(truthOfCode), '2') };
      case 'text':
        return { kind: 'text', text: chain(codes.map(textOfCode), 'null') };
      case 'number': {
        const all = aligned(codes.map(numberOfCode), keep);
        if (all.form === 'fraction') return fraction(chain(all.ranges, 'U'));
        if (all.form === 'parts') {
          const of = (part: 'a' | 'b' | 'c' | 'd', none: string): string =>
            chain(
              all.parts.map((each) => each[part]),
              none,
            );
          return {
            kind: 'number',
            form: 'parts',
            a: of('a', 'LOW'),
            b: of('b', '1'),
            c: of('c', 'TOP'),
            d: of('d', '1'),
            bound: Math.max(...all.parts.map(({ bound }) => bound)),
            below: Math.max(...all.parts.map(({ below }) => below)),
          };
        }
        const bound = Math.max(...all.bounds);
        if (all.form === 'point') return point(chain(all.values, 'NO'), all.scale, bound);
        return ends(chain(all.lows, 'LOW'), chain(all.highs, 'TOP'), all.scale, bound);
      }
      case 'day':
      case 'month':
        return {
          kind: first.kind,
          low: chain(
            codes.map((code) => asTime(code).low),
            'LOW',
          ),
          high: chain(
            codes.map((code) => asTime(code).high),
            'TOP',
          ),
        };
      case 'written':
      case 'rows':
      case 'list': {
        const objects = codes.map((code) => this.lists.objectOf(code, keep));
        return {
          ...objects[0],
          list: chain(
            objects.map(({ list }) => list),
            'null',
          ),
        } as Code;
      }
      default:
        throw new Unsupported('the first known item of a list');
    }
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

  fractionOf(code: NumberCode, keep: Keep): string {
    return fractionOf(code, keep);
  }
}

export const truthOfCode = (code: Code): string => (code.kind === 'truth' ? code.truth : '2');
export const textOfCode = (code: Code): string => (code.kind === 'text' ? code.text : 'null');
export const numberOfCode = (code: Code): NumberCode => (code.kind === 'number' ? code : UNKNOWN_NUMBER);

/** The truth of two texts being the same; one that is written out is known. */
function equalTexts(x: string, y: string): string {
  const unknown = [x, y].filter((text) => !text.startsWith('"')).map((text) => `${text} === null`);
  const same = `${x} === ${y} ? 3 : 0`;
  return unknown.length === 0 ? same : `${unknown.join(' || ')} ? 2 : ${same}`;
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
