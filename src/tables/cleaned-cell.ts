import type { Detail } from './household-list.js';

/** What a cell turned out to hold: nothing, a value of its fact, or something that has to be written otherwise. */
export type CleanedCell<Value = unknown> =
  | { readonly kind: 'blank' }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'notUnderstood'; readonly hint: Detail };

export const BLANK: CleanedCell<never> = Object.freeze({ kind: 'blank' });
export const valueCell = <Value>(value: Value): CleanedCell<Value> => ({ kind: 'value', value });
/** The hint says what may be written, never what was. */
export const notUnderstood = (zh: string, en: string): Extract<CleanedCell, { kind: 'notUnderstood' }> => ({
  kind: 'notUnderstood',
  hint: { zh, en },
});

/** Words for "not known yet", after normalising. None of them is a zero or a refusal. */
export const BLANK_WORDS: ReadonlySet<string> = new Set([
  '',
  '/',
  '//',
  '\\',
  '-',
  '--',
  '—',
  '——',
  '–',
  '无',
  '不详',
  '未知',
  'N/A',
  'n/a',
]);

const WIDE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Half-width letters, digits and signs. Not more: by NFKC the mark of a footnote is a digit, and ① stands for 1. */
const halfWidth = (text: string): string =>
  text.replace(WIDE, (wide) =>
    wide < '\uff01' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );

/** Half-width, without surrounding spaces and without the apostrophe by which a spreadsheet marks text. */
export const normaliseCell = (text: string): string => halfWidth(text).trim().replace(/^'/, '').trim();

/** Whether a text that is normalised already stands for "not known yet". */
export const isBlankWord = (normalised: string): boolean => BLANK_WORDS.has(normalised);

export const isBlankCell = (text: string): boolean => isBlankWord(normaliseCell(text));

/** What a program of spreadsheets writes where a formula failed, and what our reader of workbooks does where it was never worked out. */
const FORMULA_FAILED =
  /^(?:#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|未计算)|Err:\d+)$/i;

export const isFailedFormula = (text: string): boolean => FORMULA_FAILED.test(text.trim());

export const FAILED_FORMULA = notUnderstood(
  '公式出错，或者没有算好的结果。请在表格软件里改好，打开、保存后再用。',
  'A formula failed, or its result was never worked out. Mend it in the spreadsheet program, and save it there.',
);
