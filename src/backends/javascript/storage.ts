import type { Code } from './code.js';

/** An array of the generated code's state: truths, numbers, everything else. */
export type Store = 'T' | 'N' | 'O';

/** Where values of definitions are kept between the functions of generated code. */
export class Storage {
  private readonly sizes: Record<Store, number> = { T: 0, N: 0, O: 0 };

  /** How long the arrays are. */
  get lengths(): Readonly<Record<Store, number>> {
    return this.sizes;
  }

  /** The value with its variables put into the state: constants stay as they are. */
  kept(code: Code, lines: string[]): Code {
    const put = (atom: string, store: Store): string => {
      if (store === 'N' ? isKept(atom) : isLiteral(atom)) return atom;
      const place = `${store}[${this.sizes[store]}]`;
      this.sizes[store] += 1;
      lines.push(`${place} = ${atom};`);
      return place;
    };
    switch (code.kind) {
      case 'truth':
        return { kind: 'truth', truth: put(code.truth, 'T') };
      case 'text':
        return { kind: 'text', text: put(code.text, 'O') };
      case 'number':
        if (code.form === 'point') return { ...code, value: put(code.value, 'N') };
        if (code.form === 'parts') {
          const [a, b] = [put(code.a, 'N'), put(code.b, 'N')];
          return { ...code, a, b, c: put(code.c, 'N'), d: code.d === code.b ? b : put(code.d, 'N') };
        }
        return code.form === 'ends'
          ? { ...code, low: put(code.low, 'N'), high: put(code.high, 'N') }
          : { ...code, range: put(code.range, 'O') };
      case 'day':
      case 'month':
        return { ...code, low: put(code.low, 'N'), high: put(code.high, 'N') };
      case 'record':
        return { ...code, row: put(code.row, 'O') };
      case 'rows':
        return { ...code, rows: put(code.rows, 'O'), complete: put(code.complete, 'T') };
      case 'list':
        return { ...code, list: put(code.list, 'O') };
      case 'written':
        return {
          kind: 'written',
          items: code.items.map(({ belongs, value }) => ({
            belongs: put(belongs, 'T'),
            value: this.kept(value, lines),
          })),
        };
      case 'unknown':
        return code;
    }
  }
}

/** A literal of generated code. */
const isLiteral = (atom: string): boolean => /^(?:[023]|null|".*)$/.test(atom);
/** A number that needs no place: a literal, or a variable that outlives the function. */
const isKept = (atom: string): boolean => /^(?:-?\d+|LOW|TOP|NO|E|[dP]\d+)$/.test(atom);

/** A stored value as variables of the function at hand: each place is read once. */
export function loaded(code: Code, load: (place: string) => string): Code {
  const get = (place: string): string => (/^[TNO]\[/.test(place) ? load(place) : place);
  switch (code.kind) {
    case 'truth':
      return { kind: 'truth', truth: get(code.truth) };
    case 'text':
      return { kind: 'text', text: get(code.text) };
    case 'number':
      if (code.form === 'point') return { ...code, value: get(code.value) };
      if (code.form === 'parts')
        return { ...code, a: get(code.a), b: get(code.b), c: get(code.c), d: get(code.d) };
      return code.form === 'ends'
        ? { ...code, low: get(code.low), high: get(code.high) }
        : { ...code, range: get(code.range) };
    case 'day':
    case 'month':
      return { ...code, low: get(code.low), high: get(code.high) };
    case 'record':
      return { ...code, row: get(code.row) };
    case 'rows':
      return { ...code, rows: get(code.rows), complete: get(code.complete) };
    case 'list':
      return { ...code, list: get(code.list) };
    case 'written':
      return {
        kind: 'written',
        items: code.items.map(({ belongs, value }) => ({
          belongs: get(belongs),
          value: loaded(value, load),
        })),
      };
    case 'unknown':
      return code;
  }
}
