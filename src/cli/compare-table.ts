import { ADVICE_WORDS } from '../decision/outcome-words.js';
import type { HouseholdChange } from '../tables/compare-decisions-types.js';
import { type DecisionTable, decisionsAsCsv } from '../tables/index.js';
import type { Locale } from '../values/issues.js';
import type { ChangeWords } from './compare-words.js';

const COLUMNS = [
  { key: 'kind', zh: '变化', en: 'change' },
  { key: 'householdId', zh: '户编号', en: 'household number' },
  { key: 'headName', zh: '户主姓名', en: 'head' },
  { key: 'township', zh: '乡镇', en: 'township' },
  { key: 'oldIdentification', zh: '识别建议（旧）', en: 'identification (old)' },
  { key: 'newIdentification', zh: '识别建议（新）', en: 'identification (new)' },
  { key: 'what', zh: '哪里变了', en: 'what has changed' },
  { key: 'why', zh: '不同之处（不一定是原因）', en: 'what is other (not always the cause)' },
  { key: 'oldReason', zh: '理由（旧）', en: 'reason (old)' },
  { key: 'newReason', zh: '理由（新）', en: 'reason (new)' },
  { key: 'oldRow', zh: '行号（旧）', en: 'row (old)' },
  { key: 'newRow', zh: '行号（新）', en: 'row (new)' },
  { key: 'note', zh: '说明', en: 'note' },
] as const;

function recordOf(
  change: HouseholdChange,
  words: ChangeWords,
  note: string,
): Record<(typeof COLUMNS)[number]['key'], string> {
  const { identification, reason, oldRow, newRow } = change;
  return {
    kind: words.kind(change.kind),
    householdId: change.householdId,
    headName: change.headName,
    township: change.township,
    oldIdentification: identification.old ?? '',
    newIdentification: identification.new ?? '',
    what: words.what(change),
    why: words.why(change),
    oldReason: reason.old ?? '',
    newReason: reason.new ?? '',
    oldRow: String(oldRow ?? ''),
    newRow: String(newRow ?? ''),
    note,
  };
}

const ROWS_AT_ONCE = 1_000;

/** The changes as the text of a CSV file, in pieces: a row for every household that is new, gone or decided otherwise. */
export function* changePieces(
  changes: Iterable<HouseholdChange>,
  words: ChangeWords,
  locale: Locale,
): Generator<string, void, undefined> {
  const columns = COLUMNS.map(({ key, zh, en }) => ({ key, title: locale === 'zh-CN' ? zh : en }));
  const csv = (rows: DecisionTable['rows']): string => decisionsAsCsv({ columns, rows });
  const header = csv([]);
  yield header;
  let rows: Readonly<Record<string, string>>[] = [];
  for (const change of changes) {
    rows.push(recordOf(change, words, ADVICE_WORDS[locale]));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield csv(rows).slice(header.length);
    rows = [];
  }
  if (rows.length > 0) yield csv(rows).slice(header.length);
}
