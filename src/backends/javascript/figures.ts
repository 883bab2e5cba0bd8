import type { Node } from '../../language/nodes.js';
import { exactNumber, type Value } from '../../language/value.js';
import { rational } from '../../values/rational.js';
import type { Code } from './code.js';

/** Numbers that generated code recorded of a household: a numerator and a denominator each, in the order of the layout. */
export type Figures = ArrayLike<number>;

/** A number that is told, as expressions of generated code. */
export interface Figure {
  readonly name: string;
  /** No number where it is not exact, or its two ends are written over different denominators: the interpreter tells it. */
  readonly numerator: string;
  readonly denominator: string;
}

/** None for what is no number. */
export function figureOf(name: string, code: Code): readonly Figure[] {
  if (code.kind !== 'number') return [];
  const same = (a: string, b: string, c: string, d: string): readonly Figure[] => [
    {
      name,
      numerator: `${a} === ${c} && ${b} === ${d} ? ${a} : NO`,
      denominator: b,
    },
  ];
  switch (code.form) {
    case 'point':
      return [{ name, numerator: code.value, denominator: String(code.scale) }];
    case 'ends':
      return same(code.low, String(code.scale), code.high, String(code.scale));
    case 'parts':
      return same(code.a, code.b, code.c, code.d);
    case 'fraction': {
      const { range } = code;
      return same(`${range}.a`, `${range}.b`, `${range}.c`, `${range}.d`);
    }
  }
}

/** The member of a generated program that puts its figures into an array. */
export function figuresMember(figures: readonly Figure[]): string {
  if (figures.length === 0) return '';
  const lines = figures.map(
    ({ numerator, denominator }, place) =>
      `F[${2 * place}] = ${numerator}; F[${2 * place + 1}] = ${denominator};`,
  );
  return `, figures: function (F) {\n${lines.join('\n')}\n}`;
}

/** The number at a place, if it was exact. */
export function figureAt(figures: Figures, place: number): Value | undefined {
  const [numerator, denominator] = [figures[2 * place] as number, figures[2 * place + 1] as number];
  // The ends of what is open are the infinities, which are no whole numbers.
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator < 1)
    return undefined;
  return exactNumber(rational(BigInt(numerator), BigInt(denominator)));
}

/** The definitions that are compared with something, by name. */
export function* comparedDefinitions(nodes: Iterable<Node>): Generator<string, void, undefined> {
  for (const node of nodes)
    if (node.kind === 'apply')
      for (const operand of node.operands) if (operand.kind === 'definition') yield operand.name;
}
