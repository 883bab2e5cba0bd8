import type { Locale } from '../../values/issues.js';
import type { HistoryEventKind, HistoryIssueCode, HouseholdDecision } from './history.js';

/** A text in both languages; `{name}` is filled from params. */
type Texts<Key extends string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

/** The events as a village committee reads them. */
export const EVENT_WORDS: Texts<HistoryEventKind> = {
  'zh-CN': {
    firstStatus: '首次记录',
    identified: '已纳入监测',
    reidentified: '风险消除后又重新纳入监测（新的一次识别）',
    exited: '风险已消除',
    remarked: '风险消除后又改回“{monitored}”，不是新的识别',
    statusReversed: '记录改回“{notMonitored}”',
    statusUnknown: '监测状态未填',
    helped: '新落实帮扶',
    helpUnverified: '新登记帮扶，是否已实施未填',
    decided: '审定',
    advisedToIdentify: '建议纳入',
    advisedToReidentify: '建议重新纳入（按新的风险重新识别）',
    advisedToReview: '符合纳入条件，建议复核后再定',
    advisedToExit: '建议退出（风险消除）',
    retained: '建议继续监测帮扶',
    undecided: '待核实',
    notAssessed: '同一天有两份以上记录，未研判',
    unchanged: '无变化',
  },
  en: {
    firstStatus: 'first record',
    identified: 'identified',
    reidentified: 'identified anew after its risk had been removed',
    exited: 'risk removed',
    remarked: 'marked "{monitored}" again after the removal, without a new identification',
    statusReversed: 'the record went back to "{notMonitored}"',
    statusUnknown: 'monitoring status left blank',
    helped: 'help newly carried out',
    helpUnverified: 'help newly on record, not known to be carried out',
    decided: 'decided',
    advisedToIdentify: 'advised: identify',
    advisedToReidentify: 'advised: identify anew, on its risk of today',
    advisedToReview: 'meets a way in; advised: review before deciding',
    advisedToExit: 'advised: exit (risk removed)',
    retained: 'advised: keep monitoring and helping',
    undecided: 'to be verified',
    notAssessed: 'two or more records of one day; not assessed',
    unchanged: 'no change',
  },
};

export const DECISION_WORDS: Texts<HouseholdDecision['outcome']> = {
  'zh-CN': { identified: '同意纳入', notIdentified: '不予纳入', exited: '同意退出', retained: '继续监测' },
  en: {
    identified: 'identify',
    notIdentified: 'do not identify',
    exited: 'exit',
    retained: 'keep monitoring',
  },
};

/** The parts of a line around the events. */
export const LINE_WORDS = {
  'zh-CN': {
    rules: '适用规则：{layers}',
    rulesFrom: '自{on}起适用规则：{layers}',
    lastKnown: '上次已知：{on} {status}',
    identifiedMonth: '{month}识别',
    removedMonth: '{month}消除',
    blankMonth: '时间未填',
    unnamed: '未写明哪一项',
    forRisk: '{measure}（{risk}）',
    unnamedMeasure: '未填类型的措施',
    identification: '能否纳入{outcome}',
    exit: '能否退出{outcome}',
    noStandard: '无法判定（没有有效的标准）',
    missing: '还需查明：{missing}',
    missingMore: '{missing}等 {count} 项',
    unreadable: '读不出的内容：{text}',
    spell: '第 {number} 次监测：{from}，{to}',
    spellOpen: '仍在监测（最后一份记录 {on}）',
    spellUnknown: '其后去向不明（最后一份记录 {on}）',
    identifiedAt: '{month}纳入',
    firstSeen: '识别时间未填或不一致（首见于 {on}）',
    removedAt: '{month}{mode}',
    removedSeen: '{mode}，消除时间未填或不一致（首见于 {on}）',
    removedPlain: '风险消除',
    remarked: '；期间 {count} 次改回未消除',
    contradiction: '记录有矛盾（{on}）：{text}',
    empty: '没有记录。',
    colon: '：',
    semicolon: '；',
    comma: '、',
    open: '（',
    close: '）',
    space: ' ',
    why: '；研判理由：',
  },
  en: {
    rules: 'rules in force: {layers}',
    rulesFrom: 'rules in force from {on}: {layers}',
    lastKnown: 'as last known on {on}: {status}',
    identifiedMonth: 'identified in {month}',
    removedMonth: 'removed in {month}',
    blankMonth: 'month left blank',
    unnamed: 'which is not on record',
    forRisk: '{measure} ({risk})',
    unnamedMeasure: 'a measure of no recorded kind',
    identification: 'identification {outcome}',
    exit: 'exit {outcome}',
    noStandard: 'cannot be decided (no standard is in force)',
    missing: 'still to be found out: {missing}',
    missingMore: '{missing} and others, {count} in all',
    unreadable: 'could not be read: {text}',
    spell: 'monitored, time {number}: {from}; {to}',
    spellOpen: 'still monitored (last record {on})',
    spellUnknown: 'what became of it is not known (last record {on})',
    identifiedAt: 'identified in {month}',
    firstSeen: 'month of identification blank or differing (first seen {on})',
    removedAt: '{mode} in {month}',
    removedSeen: '{mode}, month of removal blank or differing (first seen {on})',
    removedPlain: 'risk removed',
    remarked: '; marked as not removed again {count} times',
    contradiction: 'records contradict each other ({on}): {text}',
    empty: 'no records.',
    colon: ': ',
    semicolon: '; ',
    comma: ', ',
    open: ' (',
    close: ')',
    space: ': ',
    why: '; why: ',
  },
} as const satisfies Readonly<Record<Locale, Readonly<Record<string, string>>>>;

/** What is wrong with records, and how to mend it. */
export const HISTORY_ISSUE_TEXTS: Texts<HistoryIssueCode> = {
  'zh-CN': {
    twoRecordsOfOneDay: '这一天有 {count} 份记录，不知以哪份为准，都未采用。请只留一份。',
    differentHouseholds: '这些记录有 {count} 个不同的户编号，不像同一户。请按户分开。',
    removalBeforeIdentification: '消除时间 {removed} 早于识别时间 {identified}。请核对两个时间。',
    monthAfterRecord: '“{fact}”{month} 晚于记录日期。请核对。',
    turnBeforeRecord: '“{fact}”为 {month}，但 {before} 的记录尚未体现。请核对时间或那一天的监测状态。',
    monthChanged: '同一次监测的“{fact}”由 {earlier} 变为 {month}。请核对以哪个为准。',
    monitoredWithoutIdentifiedMonth: '监测状态为“{monitored}”，但识别监测时间未填。请补填。',
    removedWithoutRemovedMonth: '监测状态为“{removedStatus}”，但消除监测时间未填。请补填。',
    monitoredWithRemovedMonth:
      '监测状态为“{monitored}”，却有不早于识别时间 {identified} 的消除时间 {removed}。请核对监测状态。',
    notMonitoredWithMonth: '监测状态为“{notMonitored}”，却填有“{fact}”{month}。请核对监测状态。',
    monitoringNotSeen:
      '{before} 的记录还是“{notMonitored}”，这一份直接为“{removedStatus}”，中间没有监测记录。请补上识别时的记录。',
    removedBetweenMonitored:
      '只有这一份记录为“{removedStatus}”，前（{before}）后（{after}）都是“{monitored}”，且看不出是新的识别。请核对这一份。',
    remarkedWithoutNewIdentification:
      '{before} 还是“{removedStatus}”，又改回“{monitored}”，识别时间却不是新的。新的风险应重新识别，不在原记录上改回。',
    removedToNotMonitored:
      '{before} 为“{removedStatus}”，这一份却是“{notMonitored}”。已消除的户不会变回未纳入，请核对。',
    monitoredToNotMonitored:
      '{before} 为“{monitored}”，这一份却是“{notMonitored}”。只能经风险消除退出，请核对。',
    decisionNotOnRecord: '{decided} 已审定，但这一份记录没有体现。请核对监测状态。',
  },
  en: {
    twoRecordsOfOneDay:
      'there are {count} records of this day; which of them counts is not known, so none was used. Keep one.',
    differentHouseholds:
      'these records have {count} different household numbers and hardly are of one household. Separate them.',
    removalBeforeIdentification:
      'the month of removal {removed} is before that of identification {identified}. Check both.',
    monthAfterRecord: '"{factEn}" {month} is after the day of the record. Check it.',
    turnBeforeRecord:
      '"{factEn}" is {month}, yet the record of {before} does not show it. Check the month, or the status on that day.',
    monthChanged:
      'within one time of monitoring, "{factEn}" changed from {earlier} to {month}. Check which of them holds.',
    monitoredWithoutIdentifiedMonth:
      'the status is "{monitored}" without a month of identification. Enter it.',
    removedWithoutRemovedMonth: 'the status is "{removedStatus}" without a month of removal. Enter it.',
    monitoredWithRemovedMonth:
      'the status is "{monitored}", yet there is a month of removal {removed} not before the identification {identified}. Check the status.',
    notMonitoredWithMonth: 'the status is "{notMonitored}", yet "{factEn}" is {month}. Check the status.',
    monitoringNotSeen:
      'on {before} the record said "{notMonitored}", and this one says "{removedStatus}" with no record in between. Add the record of the identification.',
    removedBetweenMonitored:
      'this record alone says "{removedStatus}"; those before ({before}) and after ({after}) say "{monitored}", and nothing shows a new identification. Check it.',
    remarkedWithoutNewIdentification:
      'on {before} it was "{removedStatus}" and now is "{monitored}" again, without a new month of identification. A new risk is identified anew, not marked on the old record.',
    removedToNotMonitored:
      'on {before} it was "{removedStatus}", and now is "{notMonitored}". A household cleared once does not become that. Check it.',
    monitoredToNotMonitored:
      'on {before} it was "{monitored}", and now is "{notMonitored}". The only way out is the removal of the risk. Check it.',
    decisionNotOnRecord: 'decided on {decided}, and this record does not show it. Check the status.',
  },
};
