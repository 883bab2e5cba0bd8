import type { Fact } from '../../facts/kinds.js';

/** What a list has in it. */
export type ItemShape =
  | { readonly kind: 'text' | 'truth' | 'number' }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Fact>> };

/**
 * What an expression has become: the texts of variables or constants of generated code that hold its value.
 * Numbers in four forms: one whole number over a fixed scale (not a number where unknown), two ends over a fixed
 * scale, two fractions in variables, or an object of two fractions.
 */
export type Code =
  | { readonly kind: 'truth'; readonly truth: string }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly form: 'point';
      readonly value: string;
      readonly scale: number;
      /** No known value is further from zero, in units of the scale; infinity where that is not known now. */
      readonly bound: number;
    }
  | {
      readonly kind: 'number';
      readonly form: 'ends';
      readonly low: string;
      readonly high: string;
      readonly scale: number;
      readonly bound: number;
    }
  /** Two fractions, low = a / b and high = c / d, each part in a variable. */
  | {
      readonly kind: 'number';
      readonly form: 'parts';
      readonly a: string;
      readonly b: string;
      readonly c: string;
      readonly d: string;
      /** Of the numerators, and of the denominators. */
      readonly bound: number;
      readonly below: number;
    }
  | { readonly kind: 'number'; readonly form: 'fraction'; readonly range: string }
  | { readonly kind: 'day' | 'month'; readonly low: string; readonly high: string }
  | { readonly kind: 'record'; readonly row: string; readonly fields: Readonly<Record<string, Fact>> }
  /** A list written out: who belongs is known by a truth each. It is complete. */
  | {
      readonly kind: 'written';
      readonly items: readonly { readonly belongs: string; readonly value: Code }[];
    }
  /** A list that was given: the array of its items or null, and whether it is complete. All belong to it. */
  | { readonly kind: 'rows'; readonly rows: string; readonly complete: string; readonly item: ItemShape }
  /** A list made at run time: `{k: complete, b: who belongs, v: values}`, or null where it is unknown. */
  | { readonly kind: 'list'; readonly list: string; readonly item: ItemShape }
  | { readonly kind: 'unknown' };

export type NumberCode = Extract<Code, { readonly kind: 'number' }>;

/** No number is known. */
export const UNKNOWN_NUMBER: NumberCode = { kind: 'number', form: 'point', value: 'NO', scale: 1, bound: 0 };

export const truthOfCode = (code: Code): string => (code.kind === 'truth' ? code.truth : '2');
export const textOfCode = (code: Code): string => (code.kind === 'text' ? code.text : 'null');
export const numberOfCode = (code: Code): NumberCode => (code.kind === 'number' ? code : UNKNOWN_NUMBER);

/** Something of a program that generated code cannot say; the interpreter can. */
export class Unsupported extends Error {
  constructor(what: string) {
    super(`Generated code cannot say ${what}.`);
    this.name = 'Unsupported';
  }
}

/** A text as a literal of ASCII only, that neither a script tag nor a line separator can end. */
export const textLiteralOf = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]|[<>]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
