import type { Locale } from '../../values/issues.js';
import type { CountedStage } from './summary.js';

type Texts<Key extends string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

export const STAGE_WORDS: Texts<CountedStage> = {
  'zh-CN': {
    category: '类别',
    risks: '风险',
    tier: '困难程度',
    track: '帮扶类型',
    measures: '建议措施',
    referrals: '可转介的救助',
    reassessment: '综合研判',
  },
  en: {
    category: 'Category',
    risks: 'Risks',
    tier: 'Tier',
    track: 'Track',
    measures: 'Measures',
    referrals: 'Referrals',
    reassessment: 'Re-assessment',
  },
};

/** The state that has no name in the code list. */
export const UNKNOWN_STATE_WORDS: Readonly<Record<Locale, string>> = {
  'zh-CN': '监测状态未填',
  en: 'status left blank',
};

/** `{…}` are filled; every line names its unit and what it is a part of. */
export const SUMMARY_WORDS = {
  'zh-CN': {
    total: '合计',
    blank: '（{level}未填）',
    merged: '（合并的 {groups} 个小组别）',
    size: '{name}：{tally}；已研判 {assessed}，未能研判 {notAssessed}',
    tally: '{households} 户 {persons} 人',
    tallyOpen: '{households} 户 {persons} 人（另有 {unknown} 户人口数未填，未计入人数）',
    identification: '识别建议（单位：户、人；范围：已研判的 {assessed} 户）：{parts}',
    newly: '其中不在监测中而建议纳入：{tally}；建议复核后再定：{review}',
    exit: '退出建议（单位：户、人；范围：已研判的 {assessed} 户）：{parts}',
    status: '监测状态（单位：户、人；范围：全部 {all} 户）：{parts}',
    cleared: '风险消除率：按户 {byHouseholds}；按人 {byPersons}。未填监测状态的 {unknown} 户不在内',
    clearedHouseholds: '{share}（已消除 {numerator} 户 ÷ 已消除与未消除共 {denominator} 户）',
    clearedPersons: '{share}（已消除 {numerator} 人 ÷ 已消除与未消除共 {denominator} 人）',
    clearedPersonsOpen:
      '{share}（已消除 {numerator} 人 ÷ 已消除与未消除共 {denominator} 人，另有 {unknown} 户人口数未填，不在内）',
    noShare: '无法计算（分母为 0）',
    distribution: '{stage}（单位：户、人；范围：已研判的 {assessed} 户）：{parts}',
    overlapping: '{stage}（单位：户、人；范围：已研判的 {assessed} 户；一户可有多项）：{parts}',
    possible: '{code}（尚未定，可能）',
    none: '无',
    unsettled: '其中有未定项的共',
    exitAdvised: '建议退出、不再列入的',
    period:
      '{from} 至 {to}（单位：户、人）：新识别 {identified}，可能新识别（时间未填或记录有矛盾）{possiblyIdentified}；新消除 {removed}，可能新消除 {possiblyRemoved}',
    small: '少于 {households} 户的组别已合并，不单列。',
    smallNotReached: '少于 {households} 户的组别已合并；合并后仍少于 {households} 户，公开前请注意。',
    part: '{name} {tally}',
    comma: '，',
  },
  en: {
    total: 'Total',
    blank: '({level} left blank)',
    merged: '({groups} small groups merged)',
    size: '{name}: {tally}; assessed {assessed}, could not be assessed {notAssessed}',
    tally: '{households} households, {persons} persons',
    tallyOpen:
      '{households} households, {persons} persons (the persons of {unknown} more households are not known and not counted)',
    identification:
      'Identification (unit: households, persons; of the {assessed} households assessed): {parts}',
    newly: 'of these, not monitored and advised to be identified: {tally}; to be reviewed first: {review}',
    exit: 'Exit (unit: households, persons; of the {assessed} households assessed): {parts}',
    status: 'Status on record (unit: households, persons; of all {all} households): {parts}',
    cleared:
      'Cleared: by households {byHouseholds}; by persons {byPersons}. {unknown} households of unknown status are in neither',
    clearedHouseholds:
      '{share} (removed {numerator} households ÷ removed and not removed {denominator} households)',
    clearedPersons: '{share} (removed {numerator} persons ÷ removed and not removed {denominator} persons)',
    clearedPersonsOpen:
      '{share} (removed {numerator} persons ÷ removed and not removed {denominator} persons; {unknown} households of unknown size are in neither)',
    noShare: 'none (the denominator is 0)',
    distribution: '{stage} (unit: households, persons; of the {assessed} households assessed): {parts}',
    overlapping:
      '{stage} (unit: households, persons; of the {assessed} households assessed; one may have several): {parts}',
    possible: '{code} (not settled, possibly)',
    none: 'none',
    unsettled: 'of these with anything unsettled',
    exitAdvised: 'advised to exit, left out',
    period:
      '{from} to {to} (unit: households, persons): newly identified {identified}, possibly (month blank or record contradictory) {possiblyIdentified}; newly removed {removed}, possibly {possiblyRemoved}',
    small: 'Groups of fewer than {households} households are merged and not shown by themselves.',
    smallNotReached:
      'Groups of fewer than {households} households are merged; even merged they have fewer. Mind that before publishing.',
    part: '{name} {tally}',
    comma: ', ',
  },
} as const satisfies Readonly<Record<Locale, Readonly<Record<string, string>>>>;
export type SummaryWord = keyof (typeof SUMMARY_WORDS)['en'];

export type AreaFactGap =
  | 'areaSizeNotGiven'
  | 'areaSizeTooSmall'
  | 'statusUnknown'
  | 'sizeUnknown'
  | 'periodNotGiven'
  | 'identificationUnclear'
  | 'risksUnclear'
  | 'nobodyMonitored'
  | 'noneGiven';

/** Why an area fact is unknown, and how to make it known. */
export const AREA_GAP_TEXTS: Texts<AreaFactGap> = {
  'zh-CN': {
    areaSizeNotGiven: '没有给出区域的总户数（总人数）。名单若覆盖全部农户，请注明。',
    areaSizeTooSmall: '给出的总户数（总人数）比名单还少。请核对。',
    statusUnknown: '有 {households} 户监测状态未填。请补填。',
    sizeUnknown: '有 {households} 户人口数未填。请补填。',
    periodNotGiven: '汇总时没有指定时段。请在 summarize 中给出 period。',
    identificationUnclear: '有 {households} 户识别时间未填或记录有矛盾。请核对。',
    risksUnclear: '有 {households} 户的风险类型不全。请补填。',
    nobodyMonitored: '没有可统计风险类型的农户。',
    noneGiven: '没有给出可比的汇总。',
  },
  en: {
    areaSizeNotGiven:
      'the number of all households (persons) of the area was not given. Say so if the list covers all.',
    areaSizeTooSmall: 'the number of all households (persons) given is below that of the list. Check it.',
    statusUnknown: '{households} households have no monitoring status. Enter it.',
    sizeUnknown: '{households} households have no number of members. Enter it.',
    periodNotGiven: 'the summary names no period. Give `period` to summarize.',
    identificationUnclear:
      '{households} households have no month of identification, or contradictory records. Check them.',
    risksUnclear: '{households} households have no complete list of risks. Enter it.',
    nobodyMonitored: 'there is no household whose risks could be counted.',
    noneGiven: 'no summary to compare with was given.',
  },
};
