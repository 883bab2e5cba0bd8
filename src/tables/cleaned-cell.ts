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

/**
 * What our reader of workbooks leaves of a formula with an empty result, as IFERROR(VLOOKUP(…),"") has where nothing was
 * found. As blank as an empty cell, but nobody left it blank: what a blank is declared to mean does not hold for it.
 */
export const EMPTY_RESULT = '\u205f';

/** Words that our reader of workbooks puts before a text of which nobody can say for certain what the cell shows. */
const UNCERTAIN: readonly (readonly [string, ReturnType<typeof notUnderstood>])[] = [
  [
    '#数字格式 ',
    notUnderstood(
      '单元格的数字格式把数改了样（如按“万”显示）：看到的和存的不是同一个数。请把格式改为“常规”，核对后填写实际的数。',
      'The number format shows another number than the cell holds. Set the format to General, and check the number.',
    ),
  ],
  [
    '#删除线 ',
    notUnderstood(
      '有划掉的内容（删除线），不知道还算不算。请删掉作废的内容，取消删除线。',
      'Something in it is crossed out. Delete what no longer holds, and take the strikethrough away.',
    ),
  ],
  [
    '#上下标 ',
    notUnderstood(
      '有上标或下标（如脚注号），会和正文连成另一个数。请删掉，把说明写到备注列。',
      'It has superscript or subscript, such as the mark of a footnote. Delete it, and write the note elsewhere.',
    ),
  ],
];

/** Why a text from a workbook cannot be read at all, or undefined. */
export const unreadableText = (text: string): ReturnType<typeof notUnderstood> | undefined => {
  if (!text.trimStart().startsWith('#') && !/^\s*Err:/i.test(text)) return undefined;
  if (isFailedFormula(text)) return FAILED_FORMULA;
  return UNCERTAIN.find(([word]) => text.trimStart().startsWith(word))?.[1];
};
