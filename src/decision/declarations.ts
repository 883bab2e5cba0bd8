import type { FactList, FactRecord, FactValue } from '../facts/given.js';
import type { Fact } from '../facts/kinds.js';
import { bareValue } from '../facts/read-plain.js';
import { AUTHORITIES, type Authority } from '../policy/pack-schemas.js';
import { compareText, isDay, isMonth } from '../values/day.js';
import { freezeDeep } from '../values/freeze-deep.js';
import { DixianError, type Issue, issue } from '../values/issues.js';
import { namedFact } from './named-fact.js';

/**
 * What a county's column mapping says, on its authority, about what a list does not say itself. The household that is
 * given already holds it: a declaration is recorded, and changes no answer.
 */
export interface Declaration {
  /** A fact of the catalogue (`ableToCope`), or a field of a list of records (`members.droppedOut`). */
  readonly fact: string;
  /** A blank was taken to mean `value`; or the entries of a list were taken to be all there are. */
  readonly kind: 'blank' | 'complete';
  /**
   * Of a blank, what it was taken to mean, as a household gives it. Of a list of codes, one of them; left out where the
   * blank was taken to mean that there are none.
   */
  readonly value?: boolean | number | string;
  /** The header of the column whose cell was blank. */
  readonly column?: string;
  readonly authority: Authority;
  /** The document that says so, with its number, as the mapping gives it. */
  readonly document: string;
}

const isList = ({ kind }: Fact): boolean => kind === 'list' || kind === 'codes';

/** Text that says something and can be written as JSON: half a character cannot. */
const isSaid = (text: unknown): boolean =>
  typeof text === 'string' && /\S/.test(text) && text.length <= 2_000 && !/\p{Cs}/u.test(text);

/** Whether a fact can mean this at all; whether the household holds it is another question. */
function canMean(entry: Fact, value: unknown): boolean {
  switch (entry.kind) {
    case 'list':
      return value === undefined;
    case 'codes':
      return value === undefined || typeof value === 'string';
    case 'number':
      return Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'day':
      return typeof value === 'string' && (isDay(value) || isMonth(value));
    case 'month':
      return typeof value === 'string' && isMonth(value);
    default:
      return typeof value === 'string';
  }
}

/** What is wrong with a declaration, each fault in its place; empty if nothing is. */
function faultsOf(given: Declaration, index: number): readonly Issue[] {
  const at = (key: string): readonly (string | number)[] => ['declarations', index, key];
  // From JavaScript anything may come.
  const { fact, kind, value, column, authority, document } = (given ?? {}) as Partial<Declaration>;
  const named = typeof fact === 'string' ? namedFact(fact) : undefined;
  if (named === undefined) return [issue('declaredFactUnknown', at('fact'), { name: String(fact) })];
  const { title, entry } = named;
  const name = { name: title.zh, nameEn: title.en };
  if (kind === 'complete' && !isList(entry)) return [issue('declaredCompleteNoList', at('fact'), name)];
  const wrong: readonly (readonly [key: keyof Declaration, isRight: boolean])[] = [
    ['kind', kind === 'blank' || kind === 'complete'],
    ['value', kind === 'complete' ? value === undefined : canMean(entry, value)],
    ['column', column === undefined || isSaid(column)],
    ['authority', (AUTHORITIES as readonly unknown[]).includes(authority)],
    ['document', isSaid(document)],
  ];
  return wrong
    .filter(([, isRight]) => !isRight)
    .map(([key]) => issue('declarationOfWrongForm', at(key), name));
}

const NONE: readonly Declaration[] = Object.freeze([]);

/**
 * A frozen copy of what a caller declares, each once, in the order given.
 * @throws DixianError with every fault: no such fact, a complete list that is no list, a member missing or wrong.
 */
export function readDeclarations(given: readonly Declaration[] | undefined): readonly Declaration[] {
  if (given === undefined || given.length === 0) return NONE;
  const faults = given.flatMap(faultsOf);
  if (faults.length > 0) throw new DixianError(faults);
  const distinct = new Map(given.map((each) => [keyOf(each), copyOf(each)]));
  return freezeDeep([...distinct.values()]);
}

const copyOf = ({ fact, kind, value, column, authority, document }: Declaration): Declaration => ({
  fact,
  kind,
  ...(value === undefined ? {} : { value }),
  ...(column === undefined ? {} : { column }),
  authority,
  document,
});

const keyOf = ({ fact, kind, value, column, authority, document }: Declaration): string =>
  JSON.stringify([fact, kind, column ?? null, document, authority, value ?? null]);

/** In an order that does not hang on the order of the columns. */
export const inOrder = (declarations: readonly Declaration[]): readonly Declaration[] =>
  [...declarations].sort((a, b) => compareText(keyOf(a), keyOf(b)));

/** What is declared of a household, as far as the household holds it; and what it does not hold, as issues. */
export interface HeldDeclarations {
  readonly declarations: readonly Declaration[];
  readonly issues: readonly Issue[];
}

export const NOTHING_DECLARED: HeldDeclarations = Object.freeze({ declarations: NONE, issues: [] });

/**
 * Holds declarations against a household: what it does not hold was not decided by, and is not recorded as if it were.
 * @param factOfHousehold as it was read.
 */
export function heldDeclarations(
  declarations: readonly Declaration[],
  factOfHousehold: (name: string) => FactValue,
): HeldDeclarations {
  if (declarations.length === 0) return NOTHING_DECLARED;
  const isHeld = (each: Declaration): boolean => holds(each, factOfHousehold);
  if (declarations.every(isHeld)) return { declarations, issues: [] };
  const issues = declarations
    .filter((each) => !isHeld(each))
    .map(({ fact }) => {
      const title = namedFact(fact)?.title;
      const params = { name: title?.zh ?? fact, nameEn: title?.en ?? fact };
      return issue('declarationNotHeld', fact.split('.'), params, 'warning');
    });
  return { declarations: Object.freeze(declarations.filter(isHeld)), issues };
}

function holds({ fact, kind, value }: Declaration, factOfHousehold: (name: string) => FactValue): boolean {
  const named = namedFact(fact);
  if (named === undefined) return false;
  const { entry, field } = named;
  const given = factOfHousehold(named.fact);
  const isIt = (found: FactValue): boolean =>
    kind === 'complete' ? isComplete(found) : isMeant(entry, found, value);
  return field === undefined ? isIt(given) : itemsOf(given).some((item) => isIt((item as FactRecord)[field]));
}

const isComplete = (given: FactValue): given is FactList =>
  (given as FactList | undefined)?.complete === true;
const itemsOf = (given: FactValue): FactList['items'] => (given as FactList | undefined)?.items ?? [];

/** Whether a fact as it was read is what a blank was taken to mean. */
function isMeant(entry: Fact, given: FactValue, value: Declaration['value']): boolean {
  if (given === undefined) return false;
  if (entry.kind === 'list' || entry.kind === 'codes')
    return value === undefined
      ? isComplete(given) && given.items.length === 0
      : itemsOf(given).includes(value as string);
  return exactText(given) === exactText(bareValue(entry, value));
}

/** Big integers have no JSON. */
const exactText = (value: FactValue): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
