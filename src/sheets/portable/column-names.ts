import { given, partsOf, withoutWidthAndSpace } from './characters.js';
import { FLAG_FACT, KEY_SIGN, type SheetFact } from './sheet-facts.js';

/** What a column gives: a fact of the household, a field of a member, or whether a list is complete. */
export interface ColumnTarget {
  fact: SheetFact;
  /** What one column may give at most once. */
  target: string;
  isOfMember: boolean;
  isCompleteness: boolean;
  isReversed: boolean;
}

/** The columns that are known, by their normalised names after the sign. */
export interface ColumnNames {
  [name: string]: ColumnTarget;
}

/** A header, brought into the form in which names are compared. */
export interface NormalisedName {
  /** Half-width, without spaces and asterisks, brackets kept. */
  whole: string;
  /** The same without brackets and what stands in them. */
  bare: string;
  /** What stands in the brackets. */
  notes: string[];
}

const BRACKETED = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/g;

/** The notes in brackets, in their order. */
function notesIn(whole: string): string[] {
  const notes: string[] = [];
  BRACKETED.lastIndex = 0;
  for (let found = BRACKETED.exec(whole); found !== null; found = BRACKETED.exec(whole))
    notes.push(given(found[1]));
  return notes;
}

/** A name without those of its brackets that hold one of the notes; without any brackets where none are given. */
export function withoutBrackets(whole: string, meant: string[] | null): string {
  let made = '';
  let from = 0;
  BRACKETED.lastIndex = 0;
  for (let found = BRACKETED.exec(whole); found !== null; found = BRACKETED.exec(whole)) {
    const note = given(found[1]);
    let isMeant = meant === null;
    for (let at = 0; meant !== null && at < meant.length; at += 1) if (meant[at] === note) isMeant = true;
    made += whole.substring(from, isMeant ? found.index : found.index + found[0].length);
    from = found.index + found[0].length;
  }
  return made + whole.substring(from);
}

export function normalisedName(header: string): NormalisedName {
  const whole = withoutWidthAndSpace(header);
  return { whole: whole, bare: withoutBrackets(whole, null), notes: notesIn(whole) };
}

export function columnTarget(names: ColumnNames, whole: string): ColumnTarget | undefined {
  return names[KEY_SIGN + whole];
}

function addName(names: ColumnNames, written: string, target: ColumnTarget): void {
  // The first of equal names stays.
  if (names[KEY_SIGN + written] === undefined) names[KEY_SIGN + written] = target;
}

/** Names seen in the field come first, then the titles, then the names in JSON. */
function addFacts(names: ColumnNames, facts: SheetFact[], prefix: string): void {
  for (let round = 0; round < 3; round += 1)
    for (let at = 0; at < facts.length; at += 1) {
      const fact = facts[at] as SheetFact;
      const made: ColumnTarget = {
        fact: fact,
        target: prefix + fact.name,
        isOfMember: prefix !== '',
        isCompleteness: false,
        isReversed: false,
      };
      if (round === 1) addName(names, withoutWidthAndSpace(fact.title), made);
      if (round === 2) addName(names, fact.name, made);
      if (round !== 0) continue;
      for (let each = 0; each < fact.names.length; each += 1)
        addName(names, fact.names[each] as string, made);
      for (let each = 0; each < fact.reversedNames.length; each += 1)
        addName(names, fact.reversedNames[each] as string, {
          fact: fact,
          target: made.target,
          isOfMember: made.isOfMember,
          isCompleteness: false,
          isReversed: true,
        });
    }
}

/** A flag that only says whether the entries of a list are all there are. */
function completenessOf(name: string, title: string): SheetFact {
  return {
    name: name,
    title: title,
    kind: FLAG_FACT,
    names: [],
    reversedNames: [],
    isIdentity: false,
    mayBeMerged: false,
    unit: '',
    yuanWords: [],
    least: 0,
    most: 0,
    decimals: 0,
    codes: [],
    codeOf: {},
    noneWords: [],
    pattern: '',
  };
}

/**
 * The names of columns of a household.
 * @param lists name and title of each list, as name=title.
 * @param members with the fields of a member, whose names go before.
 */
export function columnNamesOf(facts: SheetFact[], lists: string[], members: SheetFact[]): ColumnNames {
  const names: ColumnNames = {};
  addFacts(names, members, 'members.');
  addFacts(names, facts, '');
  for (let at = 0; at < lists.length; at += 1) {
    const parts = partsOf(lists[at] as string, '=');
    addName(names, `${parts[1]}是否登记完整`, {
      fact: completenessOf(parts[0] as string, parts[1] as string),
      target: `${parts[0]}.completes`,
      isOfMember: false,
      isCompleteness: true,
      isReversed: false,
    });
  }
  return names;
}
