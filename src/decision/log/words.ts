import type { Locale } from '../../values/issues.js';
import type { DecidedExit, DecidedIdentification, DifferenceReason } from './entry.js';

type Words<Code extends string> = Readonly<Record<Locale, Readonly<Record<Code, string>>>>;

/** Why officials differ. */
export const DIFFERENCE_REASON_WORDS: Words<DifferenceReason> = {
  'zh-CN': {
    appraisal: '民主评议意见',
    visitFoundOtherwise: '入户核实情况不同',
    factsCompleted: '已补充核实缺少的情况',
    dataWrong: '数据有误',
    circumstancesChanged: '研判后情况有变化',
    rulesReadOtherwise: '政策理解不同',
    other: '其他原因',
  },
  en: {
    appraisal: 'the democratic appraisal (民主评议)',
    visitFoundOtherwise: 'the visit found it otherwise',
    factsCompleted: 'what was missing has been found out',
    dataWrong: 'the data were wrong',
    circumstancesChanged: 'circumstances have changed since',
    rulesReadOtherwise: 'the policy is read otherwise',
    other: 'another reason',
  },
};

/** What officials decide of the identification. */
export const DECIDED_IDENTIFICATION_WORDS: Words<DecidedIdentification> = {
  'zh-CN': { identify: '纳入', review: '再复核', notIdentified: '不纳入', verify: '继续核实' },
  en: {
    identify: 'identify',
    review: 'review again',
    notIdentified: 'do not identify',
    verify: 'go on verifying',
  },
};

/** What officials decide of the exit. */
export const DECIDED_EXIT_WORDS: Words<DecidedExit> = {
  'zh-CN': {
    exit: '退出（风险消除）',
    retain: '继续监测帮扶',
    verify: '继续核实',
    notApplicable: '不适用（不是监测中的农户）',
  },
  en: {
    exit: 'exit (risk removed)',
    retain: 'keep monitoring and helping',
    verify: 'go on verifying',
    notApplicable: 'not applicable (not monitored)',
  },
};
