import { type Issue, inFile, issue } from '../values/issues.js';
import type { CsvFile, CsvRow } from './csv-file.js';
import type { DecisionTableSource, RuleSource } from './pack-schemas.js';
import { NAME_PATTERN } from './schema-parts.js';

/** The first columns of a CSV file with rows of decision tables; each further one is a fact to be tested. */
export const TABLE_COLUMNS: readonly string[] = ['table', 'rule', 'concludes', 'titleZh', 'titleEn', 'note'];

/** Whether a file has rows of decision tables: known by its first columns. */
export const hasTableRows = (file: CsvFile): boolean =>
  TABLE_COLUMNS.every((column, at) => file.columns[at] === column);

/** A row of a decision table as a rule, with the line that it stands on. */
export interface TableRow {
  readonly line: number;
  readonly file: string;
  readonly rule: RuleSource;
}

/** A test of one cell, as a condition of json-rules-engine. */
type Leaf = Readonly<{ fact: string; operator: string; value: unknown }>;

const ORDERINGS: Readonly<Record<string, string>> = {
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '=': 'equal',
  '!=': 'notEqual',
};
const TRUTHS: Readonly<Record<string, boolean>> = { 是: true, true: true, 否: false, false: false };
/** What stands in a cell that the row does not look at. A blank would leave open what was meant. */
const ANY = '-';

/** The name that a column header ends in: `有劳动力 hasLabour` tests `hasLabour`. */
const factOfColumn = (column: string): string => column.trim().split(/\s+/).at(-1) ?? '';

function leafOf(fact: string, cell: string): Leaf {
  const truth = Object.hasOwn(TRUTHS, cell) ? TRUTHS[cell] : undefined;
  if (truth !== undefined) return { fact, operator: 'equal', value: truth };
  const ordering = /^(<=|>=|!=|<|>|=)\s*([A-Za-z][A-Za-z0-9]*)$/.exec(cell);
  if (ordering !== null)
    return { fact, operator: ORDERINGS[ordering[1] as string] as string, value: { fact: ordering[2] } };
  const listed = /^(包含|不含|contains|excludes)\s+(\S.*)$/.exec(cell);
  if (listed !== null) {
    const isIn = listed[1] === '包含' || listed[1] === 'contains';
    return { fact, operator: isIn ? 'contains' : 'doesNotContain', value: listed[2] };
  }
  const codes = cell.split('|').map((code) => code.trim());
  return codes.length === 1
    ? { fact, operator: 'equal', value: codes[0] }
    : { fact, operator: 'in', value: codes };
}

/** The tests of a row in the order of the columns; blank cells are issues. */
function leavesOf(file: CsvFile, row: CsvRow, issues: Issue[]): Leaf[] {
  const leaves: Leaf[] = [];
  for (const column of file.columns.slice(TABLE_COLUMNS.length)) {
    const cell = row.cells[column] ?? '';
    if (cell === '') issues.push(inFile(file.path, issue('tableCellBlank', [row.line], { column })));
    else if (cell !== ANY) leaves.push(leafOf(factOfColumn(column), cell));
  }
  return leaves;
}

/**
 * The rows of one decision table as rules of its stage: the first row that holds decides, so the rules get
 * priorities from the top down. A row without a rule name, conclusion or test is an issue.
 */
export function readTableRows(
  name: string,
  source: DecisionTableSource,
  files: readonly CsvFile[],
  issues: Issue[],
): readonly TableRow[] {
  const lines = files.flatMap((file) =>
    file.rows.filter((row) => row.cells['table'] === name).map((row) => ({ file, row })),
  );
  return lines.flatMap(({ file, row }, index) => {
    const { rule = '', concludes = '', titleZh = '', titleEn = '', note = '' } = row.cells;
    const before = issues.length;
    for (const [column, cell] of Object.entries({ concludes, titleZh, titleEn }))
      if (cell === '') issues.push(inFile(file.path, issue('tableCellBlank', [row.line], { column })));
    if (!NAME_PATTERN.test(rule) || rule in {})
      issues.push(inFile(file.path, issue('tableRuleName', [row.line], { rule })));
    const leaves = leavesOf(file, row, issues);
    if (issues.length === before && leaves.length === 0)
      issues.push(inFile(file.path, issue('tableRowWithoutTest', [row.line], { rule })));
    if (issues.length > before) return [];
    const { title: _, stage, permits: _permits, overrides: _overrides, ...provenance } = source;
    const made: RuleSource = {
      name: rule,
      priority: (lines.length - index) * 10,
      conditions: { all: leaves },
      event: {
        type: stage,
        params: {
          title: { zh: titleZh, en: titleEn },
          concludes,
          ...provenance,
          ...(note === '' ? {} : { note }),
        },
      },
    };
    return [{ line: row.line, file: file.path, rule: made }];
  });
}
