import type { CodeListName } from '../facts/code-lists.js';
import { codesOf } from '../facts/code-lists.js';
import type { Fact } from '../facts/kinds.js';
import { UNITS, type Unit } from '../facts/units.js';

/** What is known of a number's sign before any household is seen. A divisor must be `positive`. */
export type Sign = 'positive' | 'nonNegative' | 'any';

/** The type of an expression. */
export type Type =
  | { readonly kind: 'truth' }
  | {
      readonly kind: 'number';
      readonly unit: Unit;
      readonly sign: Sign;
      /** A number written in a formula: zero takes any unit, a whole number any counting unit. */
      readonly literal?: 'zero' | 'whole' | 'fraction';
    }
  | {
      readonly kind: 'code';
      readonly list: CodeListName;
      /** Names that packs add to the list. */
      readonly added?: readonly string[];
    }
  | { readonly kind: 'text'; readonly literal?: string }
  | { readonly kind: 'day' }
  | { readonly kind: 'month' }
  | { readonly kind: 'list'; readonly item: Type; readonly unit: Unit; readonly nonEmpty: boolean }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Type>> }
  /** `null` in a branch: fits every type. */
  | { readonly kind: 'unknown' }
  /** Something already reported; fits everything, so that one mistake gives one issue. */
  | { readonly kind: 'invalid' };

export const TRUTH: Type = { kind: 'truth' };
export const INVALID: Type = { kind: 'invalid' };
export const numberType = (unit: Unit, sign: Sign = 'any'): Type => ({ kind: 'number', unit, sign });

/** Every name that a code type allows. */
export const codesOfType = ({ list, added = [] }: Extract<Type, { kind: 'code' }>): readonly string[] => [
  ...codesOf(list),
  ...added,
];

const signOf = (minimum: number): Sign => (minimum > 0 ? 'positive' : minimum === 0 ? 'nonNegative' : 'any');

/** The type of a fact of the catalogue. */
export function typeOfFact(fact: Fact): Type {
  switch (fact.kind) {
    case 'number':
      return numberType(fact.unit, signOf(fact.minimum));
    case 'flag':
      return TRUTH;
    case 'code':
      return { kind: 'code', list: fact.codes };
    case 'codes':
      return { kind: 'list', item: { kind: 'code', list: fact.codes }, unit: 'items', nonEmpty: false };
    case 'text':
      return { kind: 'text' };
    case 'day':
    case 'month':
      return { kind: fact.kind };
    case 'list':
      return {
        kind: 'list',
        item: {
          kind: 'record',
          fields: Object.fromEntries(
            Object.entries(fact.fields).map(([name, field]) => [name, typeOfFact(field)]),
          ),
        },
        unit: fact.unit,
        nonEmpty: fact.minimumItems > 0,
      };
  }
}

/** A type in words, for errors. */
export function describeType(type: Type): { zh: string; en: string } {
  switch (type.kind) {
    case 'truth':
      return { zh: '是非（true/false）', en: 'a truth' };
    case 'number':
      return type.unit === 'ratio'
        ? { zh: '数字（无单位）', en: 'a plain number' }
        : { zh: `数字（${UNITS[type.unit].zh}）`, en: `a number of ${UNITS[type.unit].en}` };
    case 'code':
      return { zh: `代码（${codesOfType(type).slice(0, 3).join('、')}…）`, en: `a code of "${type.list}"` };
    case 'text':
      return { zh: '文字', en: 'a text' };
    case 'day':
      return { zh: '日期', en: 'a day' };
    case 'month':
      return { zh: '月份', en: 'a month' };
    case 'list':
      return { zh: '清单', en: 'a list' };
    case 'record':
      return { zh: '清单中的一项', en: 'an item with fields' };
    case 'unknown':
    case 'invalid':
      return { zh: '未知', en: 'unknown' };
  }
}
