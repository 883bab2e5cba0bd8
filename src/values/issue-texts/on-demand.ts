import type { IssueText } from './issue-text.js';

/** What can go wrong where facts are looked up on demand. */
export const ON_DEMAND_ISSUES = {
  lookUpFailed: {
    'zh-CN': '查询“{fact}”没有成功，此项按未知处理。请检查查询接口，或核实后直接填写。',
    en: 'the look-up of "{factEn}" failed; it is treated as unknown. Check the service, or find it out and give it.',
  },
  lookUpTimedOut: {
    'zh-CN': '查询“{fact}”超过 {milliseconds} 毫秒没有答复，此项按未知处理。请稍后再查，或核实后直接填写。',
    en: 'the look-up of "{factEn}" gave no answer within {milliseconds} ms; it is treated as unknown. Try again later, or find it out and give it.',
  },
  lookUpOfUnknownFact: {
    'zh-CN': '没有名为“{name}”的事实，不能为它设查询。事实名见 docs/facts.md。',
    en: 'there is no fact named "{name}" to look up. docs/facts.md lists the names.',
  },
  lookUpOfUnknownFactNear: {
    'zh-CN': '没有名为“{name}”的事实，不能为它设查询。是否应为“{nearest}”？',
    en: 'there is no fact named "{name}" to look up. Is "{nearest}" meant?',
  },
  lookUpOfListField: {
    'zh-CN': '“{name}”是清单里的一栏，不能单独查询。请为“{list}”设查询，给出整个清单。',
    en: '"{name}" is a field of a list and cannot be looked up by itself. Look up "{list}", the whole list.',
  },
  lookUpOptionInvalid: {
    'zh-CN': '查询的选项“{name}”不对。应为 {minimum} 至 {maximum} 之间的{kind}。',
    en: 'the option "{name}" of a look-up is wrong. It must be {kindEn} from {minimum} to {maximum}.',
  },
  wantInvalid: {
    'zh-CN': '选项“want”不对。可选：{choices}。',
    en: 'the option "want" is wrong. One of: {choices}.',
  },
  engineRunRefused: {
    'zh-CN': '这里不能用 run：研判要有研判日期，空白要按未知处理。请用 assess(农户, { on: 日期 })。',
    en: 'run cannot be used here: an assessment needs its day, and a blank is unknown. Use assess(household, { on }).',
  },
  engineRulesFixed: {
    'zh-CN': '不能用 {method}：这里的规则、条件和运算都是政策的。要改规则，请改规则包。',
    en: "{method} cannot be used: rules, conditions and operators are the policy's here. To change rules, change a pack.",
  },
  engineNotStopped: {
    'zh-CN': '不能用 stop：研判不能只做一半。单项查询可以设时限。',
    en: 'stop cannot be used: an assessment is whole or it is none. A look-up can be given a time limit.',
  },
} as const satisfies Record<string, IssueText>;
