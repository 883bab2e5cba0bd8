import { codesOf } from '../facts/code-lists.js';
import type { NumberFact } from '../facts/kinds.js';
import type { TemplateColumn } from './template-columns.js';
import { YES_NO } from './template-notes.js';

/** How many households are invented; of the last one little is known yet. */
export const EXAMPLES = 3;

/** Amounts that nobody takes for real ones. */
const AMOUNTS: readonly number[] = [1111.11, 2222.22];
const DAYS: readonly string[] = ['2000-01-01', '2000-02-02'];

function amountOf({ unit, minimum, maximum }: NumberFact, example: number): number {
  const amount = unit.startsWith('yuan') ? (AMOUNTS[example] as number) : example + 2;
  return Math.min(Math.max(minimum, amount), maximum);
}

/** What an invented household has in a column; '' where it is not known yet. */
export function exampleCell(column: TemplateColumn, example: number): string {
  const { entry, header } = column;
  const number = String(example + 1).padStart(3, '0');
  if (column.isRequired) return `示例${number}`;
  if (example >= EXAMPLES - 1) return '';
  switch (entry.kind) {
    case 'number':
      return String(amountOf(entry, example));
    case 'flag':
    case 'list':
      // The first example has no flag, the second all of them.
      return YES_NO[entry.kind === 'list' || example > 0 ? 0 : 1];
    case 'code':
      return codesOf(entry.codes)[example] ?? '';
    case 'codes':
      return codesOf(entry.codes)
        .slice(example, example * 2 + 1)
        .join('、');
    case 'day':
      return DAYS[example] as string;
    case 'month':
      return (DAYS[example] as string).slice(0, 7);
    case 'text':
      return `示例${header}${number}`;
  }
}
