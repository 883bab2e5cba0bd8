import {
  isAmong,
  isBlankWord,
  isFailedFormula,
  normalisedCell,
  trimmed,
  withoutWidthAndSpace,
} from './characters.js';
import { CODES_FACT, KEY_SIGN, type SheetFact } from './sheet-facts.js';

const SEPARATORS = /[,、;\n]/;

/** The code that a text means under a header, or undefined where its list has none. 是 and 否 answer a question only. */
export function codeIn(text: string, fact: SheetFact, column: string): string | undefined {
  const written = withoutWidthAndSpace(text);
  if ((written === '是' || written === '否') && column.indexOf('是否') < 0) return undefined;
  return fact.codeOf[KEY_SIGN + written];
}

export function codesHint(fact: SheetFact): string {
  const hint = `可选：${fact.codes.join('、')}。`;
  if (fact.kind !== CODES_FACT || fact.noneWords.length === 0) return hint;
  return `${hint}核实没有时填“${fact.noneWords[0]}”。`;
}

/** The codes that the cells of a row name together; null where all of them are blank or none is understood. */
export interface NamedCodes {
  items: string[] | null;
  isComplete: boolean;
  /** The places of cells that say something else. */
  misunderstood: number[];
}

/**
 * Joins the cells of one row into a list. What is written is the whole list: blanks beside it mean no more. With a cell
 * that is not understood, or one that says "none" beside others that name some, the list is not complete.
 */
export function namedCodes(texts: string[], columns: string[], fact: SheetFact): NamedCodes {
  let filled = 0;
  let none = 0;
  for (let at = 0; at < texts.length; at += 1) {
    if (isBlankWord(normalisedCell(texts[at] as string))) continue;
    filled += 1;
    if (isAmong(withoutWidthAndSpace(texts[at] as string), fact.noneWords)) none += 1;
  }
  if (filled === 0) return { items: null, isComplete: false, misunderstood: [] };
  if (filled === none) return { items: [], isComplete: true, misunderstood: [] };
  const items: string[] = [];
  const misunderstood: number[] = [];
  for (let at = 0; at < texts.length; at += 1) {
    const text = normalisedCell(texts[at] as string);
    if (isBlankWord(text)) continue;
    const parts = isFailedFormula(text) ? [] : text.split(SEPARATORS);
    let isUnderstood = false;
    let isDoubtful = false;
    for (let part = 0; part < parts.length; part += 1) {
      if (trimmed(parts[part] as string) === '') continue;
      const code = codeIn(parts[part] as string, fact, columns[at] as string);
      if (code === undefined) isDoubtful = true;
      else {
        isUnderstood = true;
        if (!isAmong(code, items)) items.push(code);
      }
    }
    if (isDoubtful || !isUnderstood) misunderstood.push(at);
  }
  return {
    items: items.length === 0 ? null : items,
    isComplete: misunderstood.length === 0,
    misunderstood: misunderstood,
  };
}
