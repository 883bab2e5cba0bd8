import { showCode } from '../backends/words/show.js';
import { issueText } from '../backends/words/tokens.js';
import type { Assessment, Collected, Decided, MissingFact, ToldOutcome } from '../decision/assessment.js';
import { type Behind, behindOf } from '../decision/behind.js';
import type { Declaration } from '../decision/declarations.js';
import { namedFact } from '../decision/named-fact.js';
import { ADVICE_WORDS, EXIT_WORDS, identificationWords } from '../decision/outcome-words.js';
import { shortReason } from '../decision/short-reason.js';
import { HEAD_OF_HOUSEHOLD } from '../facts/code-lists.js';
import { NO_CONCLUSION } from '../policy/stages.js';
import type { Locale } from '../values/issues.js';
import { decidingCells, NOTHING_DECIDES } from './deciding-cells.js';
import type { ListRow } from './household-list.js';
import type { DecisionTable } from './write-decisions.js';

/** What is written of every decision, in this order. */
export const DECISION_COLUMNS = [
  { key: 'row', zh: '行号', en: 'row' },
  { key: 'householdId', zh: '户编号', en: 'household number' },
  { key: 'headName', zh: '户主姓名', en: 'head' },
  { key: 'identification', zh: '识别建议', en: 'identification' },
  { key: 'category', zh: '类别', en: 'category' },
  { key: 'risks', zh: '风险', en: 'risks' },
  { key: 'tier', zh: '困难程度', en: 'tier' },
  { key: 'track', zh: '帮扶类型', en: 'track' },
  { key: 'measures', zh: '建议措施', en: 'measures' },
  { key: 'referrals', zh: '似可申请', en: 'seems to qualify for' },
  { key: 'reassessment', zh: '综合研判', en: 'reassessment' },
  { key: 'exit', zh: '退出建议', en: 'exit' },
  { key: 'exitMode', zh: '消除方式', en: 'exit mode' },
  { key: 'reason', zh: '理由', en: 'reason' },
  { key: 'standards', zh: '所用标准', en: 'standard' },
  { key: 'missing', zh: '还需查明', en: 'still to be found out' },
  { key: 'checks', zh: '数据核对', en: 'checks' },
  { key: 'alerts', zh: '预警线索', en: 'alerts' },
  { key: 'reminders', zh: '提醒', en: 'reminders' },
  { key: 'issues', zh: '读不出的内容', en: 'could not be read' },
  { key: 'declarations', zh: '按声明理解', en: 'read as declared' },
  { key: 'on', zh: '研判日期', en: 'day' },
  { key: 'policy', zh: '政策', en: 'policy' },
  { key: 'engine', zh: '引擎版本', en: 'engine' },
  { key: 'region', zh: '区划代码', en: 'region' },
  { key: 'rules', zh: '所据规则', en: 'deciding rules' },
  { key: 'parameters', zh: '用到的参数', en: 'parameters used' },
  { key: 'note', zh: '说明', en: 'note' },
] as const;
/** Written where the full reasons are asked for. */
export const EXPLANATION = { key: 'explanation', zh: '理由全文', en: 'explanation' } as const;

const NOTES = {
  'zh-CN': {
    unreadable: '读不出，未判定',
    possible: '可能',
    none: '无',
    open: '未定：',
  },
  en: {
    unreadable: 'could not be read, not decided',
    possible: 'possibly',
    none: 'none',
    open: 'open: ',
  },
} as const;

/** A row of a list with its assessment; one that could not be read has none. */
export interface AssessedRow {
  readonly row: ListRow;
  readonly assessment?: Assessment;
}

function decidedText(decided: Decided, locale: Locale): string {
  const show = (code: string): string =>
    code === NO_CONCLUSION ? NOTES[locale].none : showCode(code, locale);
  if (decided.answer !== undefined) return decided.answer === NO_CONCLUSION ? '' : show(decided.answer);
  return `${NOTES[locale].open}${decided.possible.map(show).join('/')}`;
}

function collectedText(collected: Collected, locale: Locale, withPossible: boolean): string {
  const name = (each: Collected['certain'][number]): string =>
    each.code === undefined
      ? locale === 'zh-CN'
        ? each.title.zh
        : each.title.en
      : showCode(each.code, locale);
  const certain = new Set(collected.certain.map(name));
  // What one rule concludes for certain is not in doubt because another may conclude it too.
  const possible = withPossible ? collected.possible.map(name).filter((each) => !certain.has(each)) : [];
  const doubted = possible.map((each) => (locale === 'zh-CN' ? `${each}（可能）` : `${each} (possibly)`));
  return [...new Set([...certain, ...doubted])].join('、');
}

/** What a mapping declared of the household, on whose document: a blank that means something, a list that is complete. */
function declarationsText({ declarations }: Pick<ToldOutcome, 'declarations'>, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const shown = (value: Declaration['value']): string => {
    if (typeof value === 'boolean') return zh ? (value ? '是' : '否') : value ? 'yes' : 'no';
    return typeof value === 'string' ? showCode(value, locale) : String(value ?? NOTES[locale].none);
  };
  return declarations
    .map(({ fact, kind, value, document }) => {
      const { zh: title, en: titleEn } = namedFact(fact)?.title ?? { zh: fact, en: fact };
      if (kind === 'complete')
        return zh
          ? `${title}：视为登记完整（${document}）`
          : `${titleEn}: taken to be complete (${document})`;
      return zh
        ? `${title}：空白视为“${shown(value)}”（${document}）`
        : `${titleEn}: a blank taken for "${shown(value)}" (${document})`;
    })
    .join(zh ? '；' : '; ');
}

const missingText = (missing: readonly MissingFact[], locale: Locale): string =>
  [...new Set(missing.map((each) => (locale === 'zh-CN' ? each.title.zh : each.title.en)))].join('、');

const bareText = (row: ListRow, name: string): string => {
  const given = (row.household as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** The name of the member who is the head, in a list that names its members only. */
function nameOfHead({ household }: ListRow): string {
  const { members } = (household ?? {}) as { readonly members?: { readonly items?: readonly unknown[] } };
  const items = Array.isArray(members?.items) ? members.items : [];
  const heads = items.filter(
    (item) => (item as { readonly relation?: unknown } | null)?.relation === HEAD_OF_HOUSEHOLD,
  );
  const [name] = heads.map((head) => (head as { readonly name?: unknown }).name);
  return heads.length === 1 && typeof name === 'string' ? name : '';
}

/**
 * The cells of an outcome that say nothing of one household only: those who come to the same have the same.
 * @param behind nothing of a copy of an assessment.
 */
export function outcomeCells(told: ToldOutcome, behind: Behind | undefined, locale: Locale): DecisionRecord {
  const { identification, exit } = told;
  // To advise measures beside an exit would contradict itself; as data both are there.
  const assistance: Record<string, string> =
    exit.outcome === 'exit'
      ? {}
      : {
          tier: decidedText(told.tier, locale),
          track: decidedText(told.track, locale),
          measures: collectedText(told.measures, locale, identification.outcome !== 'notIdentified'),
        };
  return {
    identification: identificationWords(told, locale),
    category: decidedText(told.category, locale),
    risks: collectedText(told.risks, locale, identification.outcome !== 'notIdentified'),
    ...assistance,
    referrals: collectedText(told.referrals, locale, false),
    reassessment: exit.outcome === 'exit' ? '' : decidedText(told.reassessment, locale),
    exit: EXIT_WORDS[locale][exit.outcome],
    exitMode: exit.outcome === 'exit' ? decidedText(exit.mode, locale) : '',
    standards: told.standardTexts(locale).join(locale === 'zh-CN' ? '；' : '; '),
    missing: missingText(
      [...identification.missing, ...(exit.outcome === 'retain' ? [] : exit.missing)],
      locale,
    ),
    checks: collectedText(told.checks, locale, false),
    alerts: collectedText(told.alerts, locale, false),
    reminders: collectedText(told.reminders, locale, false),
    on: told.on,
    policy: told.policyHash.slice(0, 16),
    engine: told.engineVersion,
    region: told.region,
    ...(behind === undefined ? NOTHING_DECIDES : decidingCells(told, behind)),
    note: ADVICE_WORDS[locale],
  };
}

/** The other cells of a row of the decisions. */
export const rowCells = (
  row: ListRow,
  told: Pick<ToldOutcome, 'declarations' | 'issues'> | undefined,
  locale: Locale,
): DecisionRecord => ({
  row: String(row.row),
  householdId: row.readable ? bareText(row, 'householdId') : '',
  headName: row.readable ? bareText(row, 'headName') || nameOfHead(row) : '',
  declarations: told === undefined ? '' : declarationsText(told, locale),
  issues: [...row.issues, ...(told?.issues ?? [])].map((found) => issueText(found, locale)).join(' '),
});

/** The columns of decisions, with the full reasons where they are asked for. */
export const decisionColumns = (locale: Locale, withExplanation: boolean): DecisionTable['columns'] =>
  (withExplanation ? [...DECISION_COLUMNS, EXPLANATION] : DECISION_COLUMNS).map(({ key, zh, en }) => ({
    key,
    title: locale === 'zh-CN' ? zh : en,
  }));

/** The cells of a decision by column; a blank cell may be left out. */
export type DecisionRecord = Readonly<Record<string, string>>;

/** The full reasons of a decision in one cell. */
export const explanationCell = (assessment: Assessment, locale: Locale): string =>
  assessment.explain(locale, { alternatives: false }).join('\n');

/** What stands in every row that could not be read. */
export const unreadableCells = (locale: Locale): DecisionRecord => ({
  identification: NOTES[locale].unreadable,
  note: ADVICE_WORDS[locale],
});

/** The cells of a row of the decisions, also of one that could not be read. */
export function decisionRecord(
  { row, assessment }: AssessedRow,
  locale: Locale,
  withExplanation: boolean,
): DecisionRecord {
  if (assessment === undefined) return { ...rowCells(row, undefined, locale), ...unreadableCells(locale) };
  return {
    ...rowCells(row, assessment, locale),
    ...outcomeCells(assessment, behindOf(assessment), locale),
    reason: shortReason(assessment, locale),
    ...(withExplanation ? { explanation: explanationCell(assessment, locale) } : {}),
  };
}

/** The decisions of a list as a table: a row for every row of the list, also for those that could not be read. */
export const decisionTable = (
  rows: readonly AssessedRow[],
  locale: Locale,
  withExplanation: boolean,
): DecisionTable => ({
  columns: decisionColumns(locale, withExplanation),
  rows: rows.map((row) => decisionRecord(row, locale, withExplanation)),
});
