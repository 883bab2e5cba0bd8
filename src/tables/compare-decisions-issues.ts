import { type Issue, issue } from '../values/issues.js';
import { COMPARED, type DecisionStore, type ToldRows } from './compare-decisions-store.js';
import { DECISION_COLUMNS } from './decision-rows.js';
import type { DecisionKey } from './read-decisions.js';

const WORDS = {
  old: { file: '旧结果', fileEn: 'the old decisions' },
  new: { file: '新结果', fileEn: 'the new decisions' },
};

const rowParams = ({ count, first }: ToldRows): Record<string, string | number> => ({
  count,
  rows: first.join('、') + (count > first.length ? '……' : ''),
  rowsEn: first.join(', ') + (count > first.length ? ' …' : ''),
});

/** What of a file was left out. */
export function leftOut(which: 'old' | 'new', store: DecisionStore): Issue[] {
  const told = [
    ['decisionsUnreadable', store.unreadable],
    ['decisionsWithoutNumber', store.withoutNumber],
    ['decisionsNumberLost', store.numberLost],
    ['decisionsRepeated', store.repeatedRows],
  ] as const;
  return told.flatMap(([code, rows]) =>
    rows.count === 0 ? [] : [issue(code, [], { ...WORDS[which], ...rowParams(rows) })],
  );
}

/** Columns that a comparison can do without, but then says less. */
const EXPLAINING = ['policy', 'on', 'engine', 'rules', 'parameters', 'reason'] as const;

/** What a file does not say at all. */
export function missingColumns(which: 'old' | 'new', columns: ReadonlySet<DecisionKey> | undefined): Issue[] {
  if (columns === undefined) return [];
  const missing = (keys: readonly DecisionKey[]): Record<string, string> | undefined => {
    const titles = DECISION_COLUMNS.filter(({ key }) => keys.includes(key) && !columns.has(key));
    return titles.length === 0
      ? undefined
      : { columns: titles.map(({ zh }) => zh).join('、'), columnsEn: titles.map(({ en }) => en).join(', ') };
  };
  const [answers, causes] = [missing(COMPARED), missing(EXPLAINING)];
  return [
    ...(answers ? [issue('decisionColumnsMissing', [], { ...WORDS[which], ...answers })] : []),
    ...(causes ? [issue('decisionCausesMissing', [], { ...WORDS[which], ...causes }, 'warning')] : []),
  ];
}
