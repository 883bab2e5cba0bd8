import { type Issue, inFile, issue } from '../values/issues.js';
import type { CsvFile, CsvRow } from './csv-file.js';
import { AUTHORITIES, NAME_PATTERN } from './schema-parts.js';

/** The columns of a CSV file with the measures of a toolbox. */
export const TOOLBOX_COLUMNS: readonly string[] = [
  'toolbox',
  'act',
  'measure',
  'heading',
  'kind',
  'needs',
  'condition',
  'department',
  'amount',
  'limit',
  'conflictsWith',
  'titleZh',
  'titleEn',
  'authority',
  'document',
  'confidence',
  'note',
];

/** What a row does: enter a measure, switch one of an upper layer off, or limit it. */
export const TOOLBOX_ACTS = ['add', 'switchOff', 'limit'] as const;
export const MEASURE_KINDS = ['development', 'safetyNet', 'other'] as const;

/** A row of a toolbox, checked as far as it can be by itself. */
export interface ToolboxRow {
  readonly file: string;
  readonly line: number;
  readonly act: (typeof TOOLBOX_ACTS)[number];
  readonly measure: string;
  readonly heading: string;
  readonly kind: (typeof MEASURE_KINDS)[number];
  readonly needs: readonly string[];
  readonly conditions: readonly string[];
  readonly department?: string;
  readonly amount?: string;
  readonly limit?: string;
  readonly conflictsWith: readonly string[];
  readonly title: { readonly zh: string; readonly en: string };
  readonly authority: (typeof AUTHORITIES)[number];
  readonly document?: string;
  readonly confidence?: 'high' | 'medium' | 'low';
  readonly note?: string;
}

export const hasToolboxRows = (file: CsvFile): boolean => file.columns.join() === TOOLBOX_COLUMNS.join();

const namesIn = (cell: string): string[] =>
  cell
    .split(/[;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
const given = <Key extends string>(key: Key, cell: string): { readonly [Name in Key]?: string } =>
  (cell === '' ? {} : { [key]: cell }) as { readonly [Name in Key]?: string };

/** What only a measure that is entered must have; a row that limits one says the rest by what it leaves. */
const REQUIRED_TO_ADD = ['heading', 'kind', 'needs', 'titleZh', 'titleEn', 'authority'] as const;

/** What a row that does not enter a measure cannot say of it; it would be read by nothing. */
const SAID_ON_ENTRY = [
  'heading',
  'kind',
  'needs',
  'department',
  'conflictsWith',
  'titleZh',
  'titleEn',
] as const;
const UNUSED_BY: Readonly<Record<string, readonly string[]>> = {
  limit: SAID_ON_ENTRY,
  switchOff: [...SAID_ON_ENTRY, 'condition', 'amount', 'limit'],
};

function problemsOf(row: CsvRow): Issue[] {
  const found: Issue[] = [];
  const cell = (column: string): string => row.cells[column] ?? '';
  const oneOf = (column: string, known: readonly string[]): void => {
    if (cell(column) !== '' && !known.includes(cell(column)))
      found.push(issue('toolboxCell', [row.line], { column, value: cell(column), known: known.join('、') }));
  };
  const required = cell('act') === 'add' ? REQUIRED_TO_ADD : ['authority'];
  for (const column of ['act', 'measure', ...required])
    if (cell(column) === '') found.push(issue('tableCellBlank', [row.line], { column }));
  for (const column of UNUSED_BY[cell('act')] ?? [])
    if (cell(column) !== '') found.push(issue('toolboxCellUnused', [row.line], { column, act: cell('act') }));
  oneOf('act', TOOLBOX_ACTS);
  oneOf('kind', MEASURE_KINDS);
  oneOf('authority', AUTHORITIES);
  oneOf('confidence', ['high', 'medium', 'low']);
  const { measure = '', needs = '', condition = '', conflictsWith = '', amount = '', limit = '' } = row.cells;
  const names = [needs, condition, conflictsWith].flatMap(namesIn);
  for (const name of [measure, amount, limit, ...names])
    if (name !== '' && (!NAME_PATTERN.test(name) || name in {}))
      found.push(issue('tableRuleName', [row.line], { rule: name }));
  return found;
}

/** The rows that a pack's files have for one toolbox, in order; a row with a mistake is an issue and left out. */
export function readToolboxRows(name: string, files: readonly CsvFile[], issues: Issue[]): ToolboxRow[] {
  return files.flatMap((file) =>
    file.rows
      .filter((row) => row.cells['toolbox'] === name)
      .flatMap((row) => {
        const found = problemsOf(row);
        issues.push(...found.map((each) => inFile(file.path, each)));
        if (found.length > 0) return [];
        const cell = (column: string): string => row.cells[column] ?? '';
        return [
          {
            file: file.path,
            line: row.line,
            act: cell('act') as ToolboxRow['act'],
            measure: cell('measure'),
            heading: cell('heading'),
            kind: (cell('kind') || 'other') as ToolboxRow['kind'],
            needs: namesIn(cell('needs')),
            conditions: namesIn(cell('condition')),
            conflictsWith: namesIn(cell('conflictsWith')),
            title: { zh: cell('titleZh'), en: cell('titleEn') },
            authority: (cell('authority') || 'projectDefault') as ToolboxRow['authority'],
            ...given('department', cell('department')),
            ...given('amount', cell('amount')),
            ...given('limit', cell('limit')),
            ...given('document', cell('document')),
            ...(given('confidence', cell('confidence')) as Pick<ToolboxRow, 'confidence'>),
            ...given('note', cell('note')),
          },
        ];
      }),
  );
}
