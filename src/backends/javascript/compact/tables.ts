import { CATALOGUE } from '../../../facts/catalogue.js';
import type { Fact } from '../../../facts/kinds.js';
import { LAST_DAY } from '../../../policy/parameters.js';
import type { Program } from '../../../policy/policy.js';
import { rationalFromExactText } from '../../../values/rational.js';
import { Unsupported } from '../code.js';
import { scaleOf } from '../facts.js';

/** Entries that are told by their places, each once. */
export class Places {
  readonly entries: string[] = [];
  private readonly places = new Map<string, number>();

  of(entry: string): number {
    const known = this.places.get(entry);
    if (known !== undefined) return known;
    const place = this.entries.length;
    this.entries.push(entry);
    this.places.set(entry, place);
    return place;
  }
}

export const dayNumber = (day: string): number => Number(day.replace(/-/g, ''));

/**
 * A number as `7/100` or `-3`.
 * @throws Unsupported where it has more digits than whole numbers of JavaScript.
 */
export function exactText(text: string): string | undefined {
  const exact = rationalFromExactText(text);
  if (exact === undefined) return undefined;
  const [whole, over] = [Number(exact.numerator), Number(exact.denominator)];
  if (!Number.isSafeInteger(whole) || !Number.isSafeInteger(over))
    throw new Unsupported('a number of more than fifteen digits');
  return over === 1 ? String(whole) : `${whole}/${over}`;
}

const FORMS: Readonly<Record<Fact['kind'], string>> = {
  number: 'n',
  flag: 'b',
  code: 'x',
  text: 'x',
  day: 't',
  month: 't',
  codes: 'c',
  list: 'l',
};

/** How a fact stands in a row, and its name. */
export const factText = (name: string, fact: Fact): string =>
  `${FORMS[fact.kind]}${fact.kind === 'number' && fact.decimals > 0 ? scaleOf(fact.decimals) : ''} ${name}`;

/** Fields of records by name: a name stands for one form in all lists of the catalogue, or it cannot be told. */
const FIELDS: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, readonly string[]>();
  for (const fact of Object.values(CATALOGUE as Readonly<Record<string, Fact>>))
    if (fact.kind === 'list')
      for (const [name, field] of Object.entries(fact.fields))
        found.set(name, [...new Set([...(found.get(name) ?? []), factText(name, field)])]);
  return found;
})();

/**
 * A field of a record, by its name.
 * @throws Unsupported where fields of that name have several forms.
 */
export function fieldText(name: string): string {
  const [text, other] = FIELDS.get(name) ?? [`x ${name}`];
  if (other !== undefined) throw new Unsupported(`the field ${name}, which has several forms`);
  return text as string;
}

/** A parameter with its values: `name from to value …`. */
export function parameterText(program: Program, name: string): string {
  const entries = program.parameters[name] ?? [];
  const series = entries.flatMap(({ from, to, value }) => [
    dayNumber(from),
    dayNumber(to ?? LAST_DAY),
    value === undefined ? 'U' : typeof value === 'boolean' ? (value ? 'T' : 'F') : (exactText(value) ?? 'U'),
  ]);
  return [name, ...series].join(' ');
}

/** What a pack declares that a blank means, as a word; a text is told by its place. */
export function blankText(fact: Fact, value: boolean | number | string, texts: Places): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'number') {
    const exact = exactText(String(value));
    if (exact === undefined) throw new Unsupported(`a blank that means ${value}`);
    return `#${exact}`;
  }
  return fact.kind === 'day' || fact.kind === 'month' ? `@${dayNumber(value)}` : `x${texts.of(value)}`;
}
