import type { Locale } from '../values/issues.js';
import { DECISION_COLUMNS, EXPLANATION } from './decision-rows.js';
import { word } from './decision-workbook-words.js';
import type { ListRow } from './household-list.js';
import type { DecisionTable } from './write-decisions.js';

/** The columns of the list, to stand beside the decisions under names that are nobody else's. */
export type InputColumns = DecisionTable['columns'];

/** Databases take names that differ by capitals for one. */
const comparedName = (name: string): string => name.toLowerCase();

/** What only the workbook says of each decision. */
export const WORKBOOK_COLUMNS = ['township', 'village', 'ask', 'deadlines'] as const;

const OWN_NAMES: ReadonlySet<string> = new Set(
  [
    ...[...DECISION_COLUMNS, EXPLANATION].flatMap(({ key, zh, en }) => [key, zh, en]),
    ...WORKBOOK_COLUMNS.flatMap((name) => [name, word(name, 'zh-CN'), word(name, 'en')]),
  ].map(comparedName),
);

/** The names of a list's columns, told apart from those of the decisions and from each other. */
export function inputColumns(names: readonly string[], locale: Locale): InputColumns {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const bare = name.trim();
    const wanted =
      bare === ''
        ? word('inputBlank', locale, { number: index + 1 })
        : OWN_NAMES.has(comparedName(bare))
          ? word('input', locale, { name: bare })
          : bare;
    let title = wanted;
    for (let number = 2; taken.has(comparedName(title)); number += 1)
      title = word('repeated', locale, { name: wanted, number });
    taken.add(comparedName(title));
    return { key: title, title };
  });
}

/** Between cells that have no column of their own. */
const SURPLUS = ' | ';

/** The cells of a row under the columns of its list. In a row that is longer, the last column holds the rest too. */
export function cellsUnder(columns: InputColumns, cells: readonly string[]): readonly string[] {
  const rest = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (rest.length === 0) return cells;
  const last = columns.length - 1;
  return [...cells.slice(0, last), [cells[last], ...rest].join(SURPLUS)];
}

/** The decisions with the cells of their rows beside them, as they stand in the list. */
export function withInputCells(
  table: DecisionTable,
  rows: readonly { readonly row: ListRow }[],
  columns: InputColumns,
): DecisionTable {
  if (columns.length === 0) return table;
  return {
    columns: [...table.columns, ...columns],
    rows: table.rows.map((record, at) => {
      const cells = cellsUnder(columns, rows[at]?.row.cells ?? []);
      return Object.fromEntries([
        ...Object.entries(record),
        ...columns.map(({ key }, index) => [key, cells[index] ?? ''] as const),
      ]);
    }),
  };
}
