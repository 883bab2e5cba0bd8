import type { Code } from './code.js';

/** Where the answer of a definition stands after a decision; one without a place is the same for every household. */
export type AnswerPlace =
  | { readonly kind: 'truth'; readonly place?: number; readonly constant?: string }
  | { readonly kind: 'text'; readonly place?: number; readonly constant?: string }
  | {
      readonly kind: 'codes';
      readonly items: readonly { readonly belongs: string; readonly text: string }[];
    };

/** Where the answer stands that a definition came to; none for what is no answer. */
export function answerOf(name: string, code: Code): [string, AnswerPlace][] {
  const placed = (text: string, kind: 'truth' | 'text'): AnswerPlace => {
    const place = /^[TO]\[(\d+)\]$/.exec(text)?.[1];
    return place === undefined ? { kind, constant: text } : { kind, place: Number(place) };
  };
  if (code.kind === 'truth') return [[name, placed(code.truth, 'truth')]];
  if (code.kind === 'text') return [[name, placed(code.text, 'text')]];
  if (code.kind !== 'written') return [];
  const items = code.items.flatMap(({ belongs, value }) =>
    value.kind === 'text' && !value.text.startsWith('O[')
      ? [{ belongs, text: JSON.parse(value.text) as string }]
      : [],
  );
  return items.length === code.items.length ? [[name, { kind: 'codes', items }]] : [];
}
