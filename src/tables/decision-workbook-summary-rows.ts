import { linesOf, type WorkbookRow, type WorkbookStyle } from './decision-workbook-sheet.js';

/** Label, households, persons, of unknown size, share; the table by township goes on to the right. */
export const SUMMARY_WIDTHS: readonly number[] = [40, 12, 12, 14, 18, ...Array.from({ length: 9 }, () => 14)];
/** Sentences go on to here. */
const LAST_COLUMN = 8;

export const BLANK: WorkbookRow = { values: [], styles: [] };

export const plainRow = (style: WorkbookStyle, ...values: readonly (string | number)[]): WorkbookRow => ({
  values,
  styles: values.map(() => style),
});

/** A label, and a text that is as long as it has to be. */
export function told(label: string, text: string): WorkbookRow {
  const width = SUMMARY_WIDTHS.slice(1, LAST_COLUMN + 1).reduce((sum, each) => sum + each, 0);
  const rest = SUMMARY_WIDTHS.slice(2, LAST_COLUMN + 1);
  return {
    values: [label, text, ...rest.map(() => '')],
    styles: ['label', 'wrapped', ...rest.map(() => 'wrapped' as const)],
    lines: linesOf([text], [width]),
    joined: { from: 1, to: LAST_COLUMN },
  };
}
