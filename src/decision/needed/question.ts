import { factOf } from '../../facts/catalogue.js';
import { ASKING_COST, type FoundBy, type Title } from '../../facts/kinds.js';
import { fieldOfName, listOfName } from './asked-facts.js';

/** A question that finds out one fact, or one field of the entries of a list. */
export interface FactQuestion {
  /** `reportedNetIncome`, or `members.birthDate`: that field of every entry at hand in which it is blank. */
  readonly fact: string;
  readonly title: Title;
  readonly question: Title;
  /** The department that knows it first-hand. */
  readonly department?: string;
  readonly foundBy: FoundBy;
  /** What the question costs; the unit is one look-up at a department. */
  readonly cost: number;
}

/**
 * The question for a fact of the catalogue, or for a field of a list's entries (家庭成员：出生日期).
 * @throws RangeError if the catalogue has no fact of that name.
 */
export function questionOf(name: string): FactQuestion {
  const fact = factOf(listOfName(name));
  const field = fieldOfName(name);
  const entry = field === undefined || fact?.kind !== 'list' ? undefined : fact.fields[field];
  if (fact === undefined || (field !== undefined && entry === undefined))
    throw new RangeError(`The catalogue has no fact "${name}".`);
  const { title, question, department, foundBy } = entry ?? fact;
  const within = (text: Title): Title =>
    entry === undefined ? text : { zh: `${fact.title.zh}：${text.zh}`, en: `${fact.title.en}: ${text.en}` };
  return {
    fact: name,
    title: within(title),
    question: within(question),
    ...(department === undefined ? {} : { department }),
    foundBy,
    cost: ASKING_COST[foundBy],
  };
}
