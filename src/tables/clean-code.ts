import { CODE_SYNONYMS, type CodeListName, codesOf } from '../facts/code-lists.js';
import type { CodesFact } from '../facts/kinds.js';
import { isBlankCell, normaliseCell, unreadableText } from './cleaned-cell.js';
import { withoutWidthAndSpace } from './column-names.js';
import type { Detail } from './household-list.js';

const spellings = new Map<CodeListName, ReadonlyMap<string, string>>();

/** Every way of writing the codes of a list, normalised, with the code that is meant. Made once per list. */
function spellingsOf(list: CodeListName): ReadonlyMap<string, string> {
  const known = spellings.get(list);
  if (known !== undefined) return known;
  const pairs = [
    ...Object.entries(CODE_SYNONYMS[list] ?? {}),
    ...codesOf(list).map((code) => [code, code] as const),
  ];
  const made = new Map(pairs.map(([written, code]) => [withoutWidthAndSpace(written), code]));
  spellings.set(list, made);
  return made;
}

/** 是 and 否 answer a question: under a header that asks none they say nothing about a state. */
const ANSWERS: ReadonlySet<string> = new Set(['是', '否']);

/** The code that a text means under a header, or undefined if the list has none for it. */
export function codeIn(text: string, list: CodeListName, column: string): string | undefined {
  const written = withoutWidthAndSpace(text);
  return ANSWERS.has(written) && !column.includes('是否') ? undefined : spellingsOf(list).get(written);
}

export const codesHint = (list: CodeListName): Detail => ({
  zh: `可选：${codesOf(list).join('、')}。`,
  en: `One of: ${codesOf(list).join(', ')}.`,
});

/** A cell of a list of codes: alone, or one of several numbered columns that make up the list. */
interface CodesCell {
  readonly column: string;
  readonly text: string;
}

/** The list that the cells make up, if they give any, and the cells that were not understood. */
interface CleanedCodes {
  readonly value: { readonly complete: boolean; readonly items: readonly string[] } | undefined;
  readonly misunderstood: readonly { readonly column: string; readonly hint: Detail }[];
}

const SEPARATORS = /[,、;\n]+/;

const noneWordsOf = (fact: CodesFact): readonly string[] =>
  fact.columns.flatMap((column) => column.noneWords ?? []);

function codesCellHint(fact: CodesFact): Detail {
  const { zh, en } = codesHint(fact.codes);
  const none = noneWordsOf(fact)[0];
  return none === undefined
    ? { zh, en }
    : { zh: `${zh}核实没有时填“${none}”。`, en: `${en} Where there is none, write "${none}".` };
}

/**
 * Joins the cells of one row into a list. What is written is the whole list: blanks beside it mean no more.
 * Where all is blank, nothing is known. With a cell that is not understood, or one that says "none" beside
 * others that name some, the list is no longer complete.
 */
export function cleanCodes(cells: readonly CodesCell[], fact: CodesFact): CleanedCodes {
  const filled = cells.filter(({ text }) => !isBlankCell(text));
  const noneWords = noneWordsOf(fact);
  const saysNone = ({ text }: CodesCell): boolean => noneWords.includes(withoutWidthAndSpace(text));
  if (filled.length > 0 && filled.every(saysNone))
    return { value: { complete: true, items: [] }, misunderstood: [] };

  const items = new Set<string>();
  const misunderstood: { column: string; hint: Detail }[] = [];
  for (const { column, text } of filled) {
    const unreadable = unreadableText(text);
    if (unreadable !== undefined) {
      misunderstood.push({ column, hint: unreadable.hint });
      continue;
    }
    const parts = normaliseCell(text)
      .split(SEPARATORS)
      .filter((part) => part.trim() !== '');
    const codes = parts.map((part) => codeIn(part, fact.codes, column));
    for (const code of codes) if (code !== undefined) items.add(code);
    if (codes.includes(undefined) || codes.length === 0)
      misunderstood.push({ column, hint: codesCellHint(fact) });
  }
  const value = items.size === 0 ? undefined : { complete: misunderstood.length === 0, items: [...items] };
  return { value, misunderstood };
}
