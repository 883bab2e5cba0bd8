import type { IfNode, Node } from '../../language/nodes.js';
import { type Code, type NumberCode, numberOfCode, textOfCode, truthOfCode, Unsupported } from './code.js';
import type { Emitter } from './emitter.js';
import { aligned, asTime, ends, fraction, fractionOf, type Keep, point } from './numbers.js';

/** What depends on a condition, or on what is known. */
export class Choices {
  private readonly emitter: Emitter;
  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  /** One of two branches, or what both have in common where it is not known which. */
  choose(node: IfNode, keep: Keep): Code {
    const condition = this.emitter.truth(node.condition);
    const [then, otherwise] = [this.emitter.emit(node.then), this.emitter.emit(node.otherwise)];
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
        return this.emitter.lists.choose(condition, then, otherwise, keep);
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

  /** The first operand that is exactly known. */
  firstKnown(operands: readonly Node[], keep: Keep): Code {
    const codes = operands
      .map((operand) => this.emitter.emit(operand))
      .filter((code) => code.kind !== 'unknown');
    const [first] = codes;
    if (first === undefined) return { kind: 'unknown' };
    const isKnown = codes.map((code) => {
      const expression = this.emitter.exact(code);
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
        const objects = codes.map((code) => this.emitter.lists.objectOf(code, keep));
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
}
