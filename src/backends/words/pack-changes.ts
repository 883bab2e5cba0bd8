import type { ChangedKind, PackChange } from '../../policy/diff-packs.js';
import { canonicalJson } from '../../values/canonical.js';
import type { Locale } from '../../values/issues.js';
import { showDay } from './show.js';

const KINDS: Readonly<Record<ChangedKind, readonly [zh: string, en: string]>> = {
  pack: ['规则包', 'pack'],
  document: ['文件', 'document'],
  parameter: ['参数', 'parameter'],
  value: ['参数值', 'value of'],
  formula: ['公式', 'formula'],
  derivedFact: ['派生事实', 'derived fact'],
  condition: ['命名条件', 'condition'],
  rule: ['规则', 'rule'],
  decisionTable: ['决策表', 'decision table'],
  toolbox: ['工具箱', 'toolbox'],
  row: ['表中一行', 'row'],
  procedure: ['程序', 'procedure'],
  calendar: ['工作日历', 'calendar'],
  areaWarning: ['区域预警', 'area warning'],
  figure: ['指标数', 'figure'],
  indicator: ['指标', 'indicator'],
  region: ['区域', 'region'],
  attribute: ['区域属性', 'region attribute'],
};
const ACTS = {
  added: ['新增', 'added'],
  removed: ['删去', 'removed'],
  replaced: ['改动', 'changed'],
} as const;
const FIELDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  value: ['数值', 'value'],
  position: ['次序', 'position'],
  steps: ['步骤', 'steps'],
  holidays: ['放假', 'days off'],
  workdays: ['补班', 'made-up working days'],
  needs: ['对应所缺', 'needs'],
  heading: ['名目', 'heading'],
  department: ['部门', 'department'],
  amount: ['标准', 'amount'],
  limit: ['上限', 'limit'],
  refuses: ['不予纳入', 'refuses'],
  detail: ['子类', 'kind'],
  switchedOff: ['停用', 'switched off'],
  codes: ['增列名称', 'added names'],
  from: ['起', 'from'],
  to: ['止', 'to'],
  status: ['状态', 'status'],
  document: ['文件', 'document'],
  authority: ['权威层级', 'authority'],
  confidence: ['可信度', 'confidence'],
  note: ['说明', 'note'],
  title: ['名称', 'title'],
  conditions: ['条件', 'conditions'],
  condition: ['条件', 'condition'],
  concludes: ['结论', 'concludes'],
  priority: ['先后', 'priority'],
  formula: ['算式', 'formula'],
  rounding: ['取整', 'rounding'],
  floor: ['下限', 'floor'],
  ceiling: ['上限', 'ceiling'],
  publishedOn: ['公布日期', 'published on'],
  inForce: ['有效期', 'in force'],
  stage: ['阶段', 'stage'],
  permits: ['允许下级', 'permits'],
  minimum: ['下限', 'minimum'],
  maximum: ['上限', 'maximum'],
  overrides: ['改动上级', 'overrides'],
  evidence: ['怎样查到', 'evidence'],
  carriedOverTo: ['沿用至', 'carried over to'],
  expectedOn: ['预计公布日', 'expected on'],
  datePrecision: ['日期精度', 'date precision'],
  date: ['日期', 'date'],
  issuer: ['发布单位', 'issuer'],
  number: ['文号', 'number'],
  address: ['网址', 'address'],
  clause: ['条款', 'clause'],
  unit: ['单位', 'unit'],
  source: ['出处', 'source'],
};
const LONGEST = 160;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));

/** A value as text; of a long one the part from just before the first difference to the other side. */
function shown(value: unknown, other: unknown, locale: Locale): string {
  if (value === undefined) return locale === 'zh-CN' ? '（无）' : '(none)';
  const text = textOf(value);
  if (text.length <= LONGEST) return text;
  const against = other === undefined ? '' : textOf(other);
  let same = 0;
  while (same < text.length && text[same] === against[same]) same += 1;
  const start = Math.max(0, Math.min(same - 20, text.length - LONGEST));
  const end = start + LONGEST;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

function changeLines(change: PackChange, locale: Locale): string[] {
  const at = locale === 'zh-CN' ? 0 : 1;
  const title = change.title === undefined ? '' : locale === 'zh-CN' ? change.title.zh : change.title.en;
  const name =
    title === '' ? change.name : at === 0 ? `“${title}”（${change.name}）` : `"${title}" (${change.name})`;
  const to = change.to === undefined ? '' : at === 0 ? `至${showDay(change.to, locale)}` : ` to ${change.to}`;
  const days = change.from === undefined ? '' : ` ${showDay(change.from, locale)}${to}`;
  const head = `${ACTS[change.act][at]} ${KINDS[change.kind][at]} ${name}${days}`;
  const value = change.fields.find(({ field }) => field === 'value');
  if (change.kind === 'value' && change.act !== 'replaced') {
    const amount = change.act === 'added' ? value?.after : value?.before;
    return [
      amount === undefined ? head : `${head}${at === 0 ? '：' : ': '}${shown(amount, undefined, locale)}`,
    ];
  }
  if (change.act !== 'replaced') return [head];
  return [
    head,
    ...change.fields.map(({ field, before, after }) => {
      const named = FIELDS[field]?.[at] ?? field;
      return `  ${named}${at === 0 ? '：' : ': '}${shown(before, after, locale)} → ${shown(after, before, locale)}`;
    }),
  ];
}

/** The differences between two versions of packs, in lines, by pack. */
export function describeChanges(changes: readonly PackChange[], locale: Locale): string[] {
  if (changes.length === 0) return [locale === 'zh-CN' ? '没有变化。' : 'No change.'];
  const packs = [...new Set(changes.map(({ pack }) => pack))];
  return packs.flatMap((pack) => [
    ...(pack === '' ? [] : [`── ${pack}`]),
    ...changes.filter((change) => change.pack === pack).flatMap((change) => changeLines(change, locale)),
  ]);
}
