import { partsOf } from './characters.js';
import { numberOfText } from './text-number.js';

/** What a cell gives, as the data write it. */
export const NUMBER_FACT = 'n';
export const FLAG_FACT = 'f';
export const CODE_FACT = 'c';
export const CODES_FACT = 's';
export const DAY_FACT = 'd';
export const MONTH_FACT = 'm';
const TEXT_FACT = 't';

/** A fact that cells may give, or a field of a member. */
export interface SheetFact {
  name: string;
  title: string;
  /** `NUMBER_FACT` or another of them. */
  kind: string;
  /** Normalised; 是 under the reversed ones says that the fact is false. */
  names: string[];
  reversedNames: string[];
  /** Whether it says whose row it is. */
  isIdentity: boolean;
  /** Whether a text that is merged downwards may stand for each of its rows. */
  mayBeMerged: boolean;
  unit: string;
  /** How sheets write its unit, where it is an amount of money; else none. */
  yuanWords: string[];
  /** Of a number, in units of its last decimal. */
  least: number;
  most: number;
  decimals: number;
  codes: string[];
  /** Every way of writing a code, after a sign that no name begins with. */
  codeOf: { [written: string]: string };
  /** The words that say there is none, where cells name several codes. */
  noneWords: string[];
  pattern: string;
}

/** Before every key of a table that texts of a sheet are looked up in. */
export const KEY_SIGN = '$';

function codeTable(list: string): { codes: string[]; codeOf: { [written: string]: string } } {
  const codes: string[] = [];
  const codeOf: { [written: string]: string } = {};
  const entries = partsOf(list, '|');
  for (let at = 0; at < entries.length; at += 1) {
    const written = (entries[at] as string).split('=');
    const code = written[0] as string;
    codes.push(code);
    for (let each = written.length - 1; each >= 0; each -= 1) codeOf[KEY_SIGN + written[each]] = code;
  }
  return { codes: codes, codeOf: codeOf };
}

/**
 * Reads the lines of the facts: kind and marks; name; title; names; reversed names; and of a number the place of
 * its unit, least, most, decimals; of a code the place of its list and the words for none; of a text its form.
 */
export function readSheetFacts(lines: string[], codeLists: string[], units: string[]): SheetFact[] {
  const facts: SheetFact[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const parts = (lines[at] as string).split(';');
    const marks = parts[0] as string;
    const kind = marks.charAt(0);
    const isNumber = kind === NUMBER_FACT;
    const isCode = (kind === CODE_FACT || kind === CODES_FACT) && parts[5] !== undefined;
    const unit = isNumber ? (units[Number(parts[5])] as string).split('|') : [''];
    const table = codeTable(isCode ? (codeLists[Number(parts[5])] as string) : '');
    facts.push({
      name: parts[1] as string,
      title: parts[2] as string,
      kind: kind,
      names: partsOf(parts[3] as string, '|'),
      reversedNames: partsOf(parts[4] as string, '|'),
      isIdentity: marks.indexOf('i') > 0,
      mayBeMerged: marks.indexOf('o') > 0,
      unit: unit[0] as string,
      yuanWords: unit.slice(1),
      least: isNumber ? numberOfText(parts[6] as string) : 0,
      most: isNumber ? numberOfText(parts[7] as string) : 0,
      decimals: isNumber ? Number(parts[8]) : 0,
      codes: table.codes,
      codeOf: table.codeOf,
      noneWords: isCode ? partsOf(parts[6] as string, '|') : [],
      pattern: kind === TEXT_FACT && parts[5] !== undefined ? parts[5] : '',
    });
  }
  return facts;
}
