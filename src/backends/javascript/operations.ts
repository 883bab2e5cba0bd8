import type { Node } from '../../language/nodes.js';
import type { OperatorName } from '../../language/operators.js';
import { ROUNDING_MODES } from '../../values/decimal.js';
import { rationalFromExactText } from '../../values/rational.js';
import { type Code, type NumberCode, UNKNOWN_NUMBER, Unsupported } from './code.js';
import type { Emitter } from './emitter.js';
import {
  aligned,
  asTime,
  CONVERSIONS,
  DISTANCES,
  ends,
  equalNumbers,
  extremeOf,
  type Keep,
  lessThan,
  negated,
  opposite,
  order,
  productOf,
  quotientOf,
  roundedTo,
  SHIFTS,
  scaledBy,
  sumOf,
} from './numbers.js';
import type { Scope } from './scope.js';

/** No two days are further apart, in years. */
const YEARS = 10_000;

/** The truth of two values being the same, as an expression. */
export function equalCodes(left: Code, right: Code, keep: Keep): string {
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

/** The truth of two texts being the same; one that is written out is known. */
function equalTexts(x: string, y: string): string {
  const unknown = [x, y].filter((text) => !text.startsWith('"')).map((text) => `${text} === null`);
  const same = `${x} === ${y} ? 3 : 0`;
  return unknown.length === 0 ? same : `${unknown.join(' || ')} ? 2 : ${same}`;
}

/** The truth of `left < right`: numbers where one of them is a number, days and months otherwise. */
function lessCodes(left: Code, right: Code, keep: Keep, isNegated = false): string {
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

/** The operators and functions of the language, on values of generated code. */
export class Operations {
  private readonly emitter: Emitter;
  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  /** An operator on its operands, in the scope where it stands. */
  apply(operator: OperatorName, operands: readonly Node[], scope: Scope, keep: Keep): Code {
    const [first, second, third] = operands as readonly [Node, Node, Node];
    const truth = (expression: string): Code => ({ kind: 'truth', truth: keep(expression) });
    const both = (): [NumberCode, NumberCode] => [this.emitter.number(first), this.emitter.number(second)];
    switch (operator) {
      case 'equal':
        return truth(equalCodes(this.emitter.emit(first), this.emitter.emit(second), keep));
      case 'lessThan':
        return truth(lessCodes(this.emitter.emit(first), this.emitter.emit(second), keep));
      case 'greaterThan':
        return truth(lessCodes(this.emitter.emit(second), this.emitter.emit(first), keep));
      case 'lessThanInclusive':
        return truth(lessCodes(this.emitter.emit(second), this.emitter.emit(first), keep, true));
      case 'greaterThanInclusive':
        return truth(lessCodes(this.emitter.emit(first), this.emitter.emit(second), keep, true));
      case 'contains':
        return this.emitter.lists.contains(first, this.emitter.emit(second), scope);
      case 'add':
        return sumOf(...both(), keep);
      case 'subtract':
        return sumOf(this.emitter.number(first), negated(this.emitter.number(second), keep), keep);
      case 'multiply':
        return productOf(...both(), keep);
      case 'divide':
        return quotientOf(...both(), keep);
      case 'negate':
        return negated(this.emitter.number(first), keep);
      case 'minimumOf':
      case 'maximumOf':
        return extremeOf(
          operands.map((operand) => this.emitter.number(operand)),
          operator,
          keep,
        );
      case 'round':
        return this.round(this.emitter.number(first), second, third, keep);
      case 'perYear':
        return scaledBy(this.emitter.number(first), 12, 1, keep);
      case 'perMonth':
        return scaledBy(this.emitter.number(first), 1, 12, keep);
      case 'percent':
        return scaledBy(this.emitter.number(first), 1, 100, keep);
      default:
        return this.calendar(operator, operands, keep);
    }
  }

  private round(value: NumberCode, multiple: Node, mode: Node, keep: Keep): Code {
    if (multiple.kind !== 'literal' || mode.kind !== 'literal')
      throw new Unsupported('a rounding not written out');
    const step = rationalFromExactText(String(multiple.value));
    if (step === undefined) throw new Unsupported('a rounding without a multiple');
    if (!Object.hasOwn(ROUNDING_MODES, String(mode.value)))
      throw new Unsupported('a rounding in no known mode');
    return roundedTo(value, Number(step.numerator), Number(step.denominator), String(mode.value), keep);
  }

  private calendar(operator: OperatorName, operands: readonly Node[], keep: Keep): Code {
    const first = asTime(this.emitter.emit(operands[0] as Node));
    const conversion = CONVERSIONS[operator];
    if (conversion !== undefined) {
      const [kind, call] = conversion;
      const low = keep(`${call}(${first.low})`);
      return { kind, low, high: first.high === first.low ? low : keep(`${call}(${first.high})`) };
    }
    const distance = DISTANCES[operator];
    if (distance !== undefined) {
      const second = asTime(this.emitter.emit(operands[1] as Node));
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
    const by = this.wholeEnds(this.emitter.number(operands[1] as Node), keep);
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
}
