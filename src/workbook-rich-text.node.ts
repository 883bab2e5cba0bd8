import type { Cell } from 'hucre/xlsx';
import { uncertainText } from './workbook-uncertain-text.node.js';

type RichTextRun = NonNullable<Cell['richText']>[number];

/** What the parts of a file call fonts that are crossed out, raised or lowered. */
const NAMES_OF_FONTS = ['strike', 'vertAlign'];

/** Whether any run of a part may have such a font: most files have none, and their texts need no second look. */
export function mayHaveMarkedRuns(part: Uint8Array): boolean {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.length);
  return NAMES_OF_FONTS.some((name) => bytes.includes(name));
}

/** m² is a unit however it is written. */
const isPowerOfUnit = ({ text }: RichTextRun, before: string): boolean =>
  /^[23]$/.test(text.trim()) && /(?:^|[^a-z])(?:[ckd]?m|米)$/i.test(before);

/**
 * A text in several fonts. What is crossed out is no longer meant, and the raised mark of a footnote is no digit: joined to
 * the rest they would make another text.
 */
export function textOfRuns(text: string, runs: readonly RichTextRun[]): string {
  let before = '';
  let isRaised = false;
  for (const run of runs) {
    const says = run.text.trim() !== '';
    if (says && run.font?.strikethrough === true) return uncertainText('struck', text);
    const isMark = says && run.font?.vertAlign !== undefined;
    if (isMark && !isPowerOfUnit(run, before)) isRaised = true;
    before += run.text;
  }
  return isRaised ? uncertainText('raised', text) : text;
}
