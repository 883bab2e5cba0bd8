import type { IssueText } from './issue-text.js';

/** What can be wrong with procedures, what was done of them, clues and cases. */
export const PROCEDURE_ISSUES = {
  // Days
  daysNotCountable: {
    'zh-CN': '天数“{count}”不是 0 或以上的整数，无法计算日期。请填整数。',
    en: '"{count}" is not a whole number of days of 0 or more; no day can be counted. Give a whole number.',
  },
  daysBeyondCalendar: {
    'zh-CN': '从 {day} 起算 {days} 天，超出了 1000 年至 9999 年。请核对日期。',
    en: '{days} days from {day} lie outside the years 1000 to 9999. Check the day.',
  },

  // Plans
  unknownProcedure: {
    'zh-CN': '政策里没有名为“{name}”的程序。现有：{known}。',
    en: 'the policy has no procedure named "{name}". There are: {known}.',
  },
  procedureLengthMissing: {
    'zh-CN': '参数“{title}”（{name}）在 {on} 没有值，由它决定的日期因此空缺。请在本地规则包中填写。',
    en: 'the parameter "{titleEn}" ({name}) has no value on {on}; the days that hang on it are left out. Set it in a pack.',
  },
  procedureLengthNotDays: {
    'zh-CN':
      '参数“{title}”的值“{value}”不是 0 至 36600 的整天数，由它决定的日期因此空缺。请改为以天为单位的整数。',
    en: 'the value "{value}" of the parameter "{titleEn}" is not a whole number of days from 0 to 36600; the days that hang on it are left out. Give whole days.',
  },
  leastDaysExceedDeadline: {
    'zh-CN': '步骤“{title}”至少要 {least} 天，时限却只有 {within} 天，不可能按时完成。请核对这两个参数。',
    en: 'the step "{titleEn}" takes {least} days at least and has a deadline of {within}; it cannot be done in time. Check the two parameters.',
  },
  stepsExceedTotal: {
    'zh-CN':
      '程序“{title}”应于 {due} 前完成，但各步骤最短也要到 {last}，超出 {days} {unit}。请核对总时限和各步骤的最短天数。',
    en: 'the procedure "{titleEn}" is due by {due}, but its steps take until {last} at the shortest, {days} {unitEn} more. Check the total and the least days of the steps.',
  },
  deadlinesExceedTotal: {
    'zh-CN':
      '程序“{title}”应于 {due} 前完成；各步骤若都用足时限，要到 {last}，超出 {days} {unit}。请提前安排，不要每一步都用足时限。',
    en: 'the procedure "{titleEn}" is due by {due}; if every step uses up its deadline it takes until {last}, {days} {unitEn} more. Do some steps earlier.',
  },
  noGreenChannel: {
    'zh-CN': '程序“{title}”没有写明可以先行的步骤，绿色通道不起作用，按一般步骤办理。',
    en: 'the procedure "{titleEn}" lists nothing that may be done first; the green channel changes nothing. Follow its steps.',
  },

  // What was done
  doneStepUnknown: {
    'zh-CN': '程序里没有名为“{name}”的步骤，这一条未采用。现有步骤：{known}。',
    en: 'the procedure has no step named "{name}"; what is said of it was not used. Its steps: {known}.',
  },
  doneStepNotReadable: {
    'zh-CN': '步骤“{title}”的办理情况应写成 { startedOn, endedOn }，这一条未采用。',
    en: 'what was done of the step "{titleEn}" must be written as { startedOn, endedOn }; it was not used.',
  },
  doneDayInvalid: {
    'zh-CN': '步骤“{title}”的{which}不是存在的日期，按未填处理。请写成 2024-11-01。',
    en: '{whichEn} of the step "{titleEn}" is not a day that exists; it is treated as not given. Write 2024-11-01.',
  },
  doneDayInFuture: {
    'zh-CN': '步骤“{title}”的{which}（{day}）晚于查询之日（{on}），按未办处理。请核对。',
    en: '{whichEn} of the step "{titleEn}" ({day}) is later than the day asked for ({on}); it is treated as not given. Check it.',
  },
  doneDayBeforeStart: {
    'zh-CN': '步骤“{title}”的{which}（{day}）早于程序开始之日（{start}），按未填处理。请核对。',
    en: '{whichEn} of the step "{titleEn}" ({day}) is before the procedure started ({start}); it is treated as not given. Check it.',
  },
  doneEndBeforeBeginning: {
    'zh-CN': '步骤“{title}”结束于 {end}，却开始于 {begin}，两个日期都按未填处理。请核对。',
    en: 'the step "{titleEn}" ended on {end} but began on {begin}; both days are treated as not given. Check them.',
  },
  doneBeginningMissing: {
    'zh-CN': '步骤“{title}”没有填开始日，或其最短天数没有值，无法判断是否够天数。请补填开始日。',
    en: 'the first day of the step "{titleEn}" was not given, or its least days have no value; whether it lasted long enough cannot be told. Give the first day.',
  },
  statusBeforeStart: {
    'zh-CN': '查询之日（{on}）早于程序开始之日（{start}），程序尚未开始。请核对。',
    en: 'the day asked for ({on}) is before the procedure starts ({start}). Check it.',
  },

  // Clues and cases
  clueNotReadable: {
    'zh-CN': '这一条不是线索对象，放在未归户线索里。请写明户编号、渠道和收到日期。',
    en: 'this is no clue; it stands among the clues that belong to no case. Give household number, channel and day.',
  },
  clueWithoutHousehold: {
    'zh-CN': '线索没有户编号，放在未归户线索里，不会丢失。请核实是哪一户后补填。',
    en: 'the clue has no household number; it stands among the clues that belong to no case. Find out the household.',
  },
  clueWithoutDay: {
    'zh-CN': '线索没有收到日期，或日期不存在，时限无从起算，放在未归户线索里。请补填，写成 2024-11-01。',
    en: 'the clue has no day of receipt, or one that does not exist, so no deadline can begin; it stands among the clues that belong to no case. Write 2024-11-01.',
  },
  clueChannelUnknown: {
    'zh-CN': '线索的渠道未填或不在代码表中，线索仍然采用。可选：{codes}。',
    en: 'the channel of the clue is missing or not in its code list; the clue is used all the same. One of: {codes}.',
  },
  policyOfOtherAssessment: {
    'zh-CN': '给出的政策不是这次研判所用的政策。请用研判时的那一份。',
    en: 'the policy is not the one that the assessment was made with. Give that one.',
  },
  unknownStep: {
    'zh-CN': '程序里没有名为“{name}”的步骤。可用：{known}。',
    en: 'the procedure has no step named "{name}". One of: {known}.',
  },
  noticeEndsBeforeItStarts: {
    'zh-CN': '公示的截止日 {to} 早于开始日 {from}。请核对。',
    en: 'the notice ends on {to}, before it starts on {from}. Check the days.',
  },
  closingNotReadable: {
    'zh-CN': '结案记录缺户编号或结案日期，未采用；该户的线索可能因此并入旧案。请补填。',
    en: 'a closing without household number or day was not used; clues of that household may have joined an old case. Complete it.',
  },
  closingWithoutCase: {
    'zh-CN': '有一条 {closedOn} 的结案记录，但此前没有这一户的线索。请核对是否漏了线索。',
    en: 'a case is said to be closed on {closedOn}, but the household has no clue before. Look whether clues are left out.',
  },
} as const satisfies Record<string, IssueText>;
