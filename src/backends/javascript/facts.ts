import type { Fact } from '../../facts/kinds.js';
import type { Code, ItemShape } from './code.js';
import { type Keep, point } from './numbers.js';

/** How a number of the catalogue stands in a row: in units of its last decimal. */
export const scaleOf = (decimals: number): number => 10 ** decimals;

/** A fact of a row, or a field of an item's row, read into variables. */
export function factCode(row: string, name: string, fact: Fact, keep: Keep): Code {
  const place = `${row}.${name}`;
  switch (fact.kind) {
    case 'number':
      return point(
        keep(place),
        scaleOf(fact.decimals),
        Math.max(Math.abs(fact.minimum), Math.abs(fact.maximum)) * scaleOf(fact.decimals),
      );
    case 'flag':
      return { kind: 'truth', truth: keep(place) };
    case 'code':
    case 'text':
      return { kind: 'text', text: keep(place) };
    case 'day':
    case 'month':
      return { kind: fact.kind, low: keep(place), high: keep(`${place}$to`) };
    case 'codes':
    case 'list': {
      return {
        kind: 'rows',
        rows: keep(place),
        complete: keep(`${place}$complete`),
        item: shapeOf(fact),
      };
    }
  }
}

const shapeOf = (fact: Extract<Fact, { readonly kind: 'codes' | 'list' }>): ItemShape =>
  fact.kind === 'codes' ? { kind: 'text' } : { kind: 'record', fields: fact.fields };
