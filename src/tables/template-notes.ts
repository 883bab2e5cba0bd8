import { showProvenance } from '../backends/words/provenance-text.js';
import { showAmount, showCode } from '../backends/words/show.js';
import { codesOf } from '../facts/code-lists.js';
import type { CodesFact, Fact, ListFact, ScalarFact, Title } from '../facts/kinds.js';
import { UNITS } from '../facts/units.js';
import type { Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import type { ColumnUse, TemplateColumn } from './template-columns.js';

/** 是 and 否, as flags are filled in whatever the language of the notes. */
export const YES_NO = ['是', '否'] as const;

const inLanguage = ({ zh, en }: Title, locale: Locale): string => (locale === 'zh-CN' ? zh : en);

const USES: Readonly<Record<ColumnUse, Title>> = {
  identity: { zh: '分清是哪一户、哪个人，规则不读', en: 'to tell rows apart; no rule reads it' },
  identification: { zh: '识别', en: 'identification' },
  exit: { zh: '退出', en: 'exit' },
  other: { zh: '分层分类帮扶、线索、核对', en: 'tiers and measures, clues, checks' },
};
/** What the policy reads a column for. */
export const useText = ({ use }: TemplateColumn, locale: Locale): string => inLanguage(USES[use], locale);

/** What is asked: the question of the catalogue, or whether the entries of a list are all there are. */
export function meaningText({ entry, field }: TemplateColumn, locale: Locale): string {
  if (entry.kind !== 'list' || field !== undefined) return inLanguage(entry.question, locale);
  const mayBeNone = entry.minimumItems === 0;
  return locale === 'zh-CN'
    ? `“${entry.title.zh}”是不是全部登记了，没有漏的？${mayBeNone ? '一项也没有，也填“是”。' : ''}`
    : `Are the entries of "${entry.title.en}" all there are?${mayBeNone ? ' 是 (yes) also where there is none.' : ''}`;
}

function noneWord({ columns }: CodesFact): string | undefined {
  return columns.flatMap(({ noneWords }) => noneWords ?? [])[0];
}

function numberText(entry: Extract<Fact, { kind: 'number' }>, locale: Locale): string {
  const [least, most] = [entry.minimum, entry.maximum].map((bound) =>
    showAmount(String(bound), undefined, locale),
  );
  if (locale === 'zh-CN')
    return entry.decimals === 0
      ? `整数，${least} 至 ${most}`
      : `数字，${least} 至 ${most}，最多 ${entry.decimals} 位小数`;
  return entry.decimals === 0
    ? `a whole number, ${least} to ${most}`
    : `a number, ${least} to ${most}, with at most ${entry.decimals} decimals`;
}

/** What may be written into a cell. */
export function allowedText(entry: ScalarFact | CodesFact | ListFact, locale: Locale): string {
  const zh = locale === 'zh-CN';
  switch (entry.kind) {
    case 'number':
      return numberText(entry, locale);
    case 'flag':
    case 'list':
      return zh ? '是、否' : '是 (yes), 否 (no)';
    case 'code':
      return shownCodes(entry, locale);
    case 'codes':
      return severalText(entry, locale);
    case 'day':
      return zh
        ? '年-月-日，如 2024-11-01；只知道月份，写成 2024-11'
        : 'YYYY-MM-DD; YYYY-MM where only the month is known';
    case 'month':
      return zh ? '年-月，如 2024-11' : 'YYYY-MM';
    case 'text':
      return zh ? '文字，编号前面的零要保留' : 'text; leading zeros of numbers are kept';
  }
}

const shownCodes = ({ codes }: { readonly codes: CodesFact['codes'] }, locale: Locale): string =>
  locale === 'zh-CN'
    ? codesOf(codes).join('、')
    : codesOf(codes)
        .map((code) => `${code} (${showCode(code, locale)})`)
        .join(', ');

/** How several names stand in one cell, and none. */
export function severalText(entry: CodesFact, locale: Locale): string {
  const none = noneWord(entry);
  const names = codesOf(entry.codes).slice(1, 3).join('、');
  if (locale === 'zh-CN')
    return `可多选，用顿号隔开，如 ${names}${none === undefined ? '' : `；核实没有，填“${none}”`}。可选：${shownCodes(entry, locale)}`;
  return `several may hold: ${names}${none === undefined ? '' : `; where there is none, ${none}`}. One or more of: ${shownCodes(entry, locale)}`;
}

/** The unit of an amount; '' for what has none. */
export function unitText(entry: Fact, locale: Locale): string {
  return entry.kind === 'number' ? inLanguage(UNITS[entry.unit], locale) : '';
}

/** Who knows it. */
export function knownByText(entry: Fact, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const ways = {
    household: { zh: '入户询问', en: 'the household' },
    inspection: { zh: '现场查看', en: 'inspection' },
    department: { zh: '部门数据', en: 'a department' },
  };
  const way = inLanguage(ways[entry.foundBy], locale);
  if (entry.department === undefined) return way;
  return zh ? `${way}（${entry.department}）` : `${way} (${entry.department})`;
}

/** What a blank means: not known yet, unless the policy declares it otherwise, and on whose word. */
export function blankText(column: TemplateColumn, policy: Policy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  if (column.isRequired) return zh ? '必填' : 'required';
  const declared =
    column.field === undefined && column.entry.kind !== 'list'
      ? policy.declaredBlanks[column.fact]
      : undefined;
  if (declared === undefined) return zh ? '还不知道' : 'not known yet';
  const { value, ...provenance } = declared;
  const unit = column.entry.kind === 'number' ? column.entry.unit : undefined;
  const shown =
    typeof value === 'boolean'
      ? YES_NO[value ? 0 : 1]
      : typeof value === 'number'
        ? showAmount(String(value), unit, locale)
        : value;
  const on = showProvenance(provenance, policy.documents, locale);
  return zh ? `按声明视为“${shown}”（${on}）` : `by declaration "${shown}" (${on})`;
}

/** The note on the head of a column. */
export function columnNote(column: TemplateColumn, policy: Policy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const { entry } = column;
  const unit = unitText(entry, locale);
  const line = (head: string, text: string): string => (zh ? `${head}：${text}` : `${head}: ${text}`);
  return [
    ...(zh ? [] : [entry.title.en]),
    meaningText(column, locale),
    line(zh ? '填写' : 'Write', allowedText(entry, locale)),
    ...(unit === '' ? [] : [line(zh ? '单位' : 'Unit', unit)]),
    line(zh ? '留空' : 'Blank', blankText(column, policy, locale)),
    ...(entry.kind === 'list' ? [] : [line(zh ? '谁掌握' : 'Known by', knownByText(entry, locale))]),
  ].join('\n');
}
