import { factOf } from '../facts/catalogue.js';
import type { Fact, Sensitivity, Title } from '../facts/kinds.js';

/** What stands under a name: a fact (`ableToCope`), or a field of a list of records (`members.droppedOut`). */
interface NamedFact {
  /** Of a field, behind that of its list. */
  readonly title: Title;
  readonly sensitivity: Sensitivity;
  /** The fact, or the field. */
  readonly entry: Fact;
  /** The fact that a household gives: of a field, its list. */
  readonly fact: string;
  readonly field?: string;
}

/** Undefined if the catalogue has no such fact, or the list no such field. */
export function namedFact(name: string): NamedFact | undefined {
  const [fact = '', field, ...more] = name.split('.');
  const given = factOf(fact);
  if (given === undefined || more.length > 0) return undefined;
  const { title, sensitivity } = given;
  if (field === undefined) return { title, sensitivity, entry: given, fact };
  const entry = given.kind === 'list' && Object.hasOwn(given.fields, field) ? given.fields[field] : undefined;
  if (entry === undefined) return undefined;
  return {
    title: { zh: `${title.zh}：${entry.title.zh}`, en: `${title.en}: ${entry.title.en}` },
    sensitivity: entry.sensitivity,
    entry,
    fact,
    field,
  };
}
