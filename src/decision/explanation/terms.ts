import type { Sensitivity } from '../../facts/kinds.js';
import type { Token } from '../../policy/explanation.js';
import type { Reason, Term } from '../../policy/reason.js';
import type { Truth } from '../../values/truth.js';

export type Comparison = Extract<Reason, { readonly kind: 'comparison' }>;

export const sensitivityOf = ({ sensitivity }: Term): Pick<Term, 'sensitivity'> =>
  sensitivity === undefined ? {} : { sensitivity };

export const factToken = (term: Term): Token => ({
  kind: 'fact',
  ...(term.name === undefined ? {} : { name: term.name }),
  title: term.title,
  ...sensitivityOf(term),
});
export const valueToken = (term: Term): Token => ({
  kind: 'value',
  value: term.value,
  ...sensitivityOf(term),
});
/** A condition by its name and title; who may see whether it holds may see that it was asked. */
export const leafToken = (name: string, title: Term['title'], sensitivity: Sensitivity): Token => ({
  kind: 'leaf',
  name,
  title,
  sensitivity,
});
export const truthToken = (truth: Truth, sensitivity: Sensitivity = 'plain'): Token => ({
  kind: 'truth',
  truth,
  sensitivity,
});
export const bracketed = (...tokens: Token[]): Token => ({ kind: 'bracketed', tokens });
export const pair = (of: readonly Token[], said: readonly Token[]): Token => ({ kind: 'pair', of, said });

/** A fact with what it is: an amount stands behind its name, a word is said of it. */
export const held = (term: Term): readonly Token[] =>
  ['number', 'day', 'month'].includes(term.value.type)
    ? [factToken(term), valueToken(term)]
    : [pair([factToken(term)], [valueToken(term)])];

/** A derived fact that only takes over one other: to take it apart would say the same twice. */
export function isTakenOver({ value, inputs }: Term): boolean {
  const [only, ...others] = inputs ?? [];
  return only !== undefined && others.length === 0 && JSON.stringify(only.value) === JSON.stringify(value);
}

/** Both ends of a value that is exactly known. */
export function exactText(value: Term['value']): string | undefined {
  if (value.type !== 'number' && value.type !== 'day' && value.type !== 'month') return undefined;
  return value.low !== undefined && value.low === value.high ? value.low : undefined;
}

/** A count held against none. */
export const isCountOfNone = ({ fact, bound }: Comparison): boolean =>
  bound.kind === 'constant' &&
  fact.kind === 'expression' &&
  fact.title.zh !== '' &&
  exactText(bound.value) === '0';

export function isOpenValue(value: Term['value']): boolean {
  if (value.type === 'unknown' || value.type === 'absent') return true;
  if (value.type === 'list') return !value.complete || value.possible.length > 0;
  return value.type !== 'truth' && value.type !== 'text' && exactText(value) === undefined;
}

/** A list without what is only possible: nobody is told to have what nobody has looked at. */
export function certainPart(term: Term): Term {
  const { value } = term;
  if (value.type !== 'list' || value.possible.length === 0) return term;
  if (value.certain.length === 0) return { ...term, value: { type: 'unknown' } };
  return { ...term, value: { ...value, possible: [], complete: true, count: value.certain.length } };
}
