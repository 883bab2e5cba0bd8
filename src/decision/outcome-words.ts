import type { Locale } from '../values/issues.js';
import type { Exit, ExitOutcome, IdentificationOutcome } from './assessment.js';

/** What every rendering says: the engine advises, people decide. */
export const ADVICE_WORDS: Readonly<Record<Locale, string>> = {
  'zh-CN': '辅助建议，须经民主评议、审核和县级审定',
  en: 'advice, pending democratic appraisal (民主评议), review and county approval',
};

/** The same as a sentence, for the end of a text. */
export const adviceSentence = (locale: Locale): string =>
  locale === 'zh-CN' ? `以上为${ADVICE_WORDS[locale]}。` : `This is ${ADVICE_WORDS[locale]}.`;

/** The outcomes in words, worded as the advice that they are. */
export const IDENTIFICATION_WORDS: Readonly<Record<Locale, Readonly<Record<IdentificationOutcome, string>>>> =
  {
    'zh-CN': {
      identify: '建议纳入',
      review: '建议复核后再定',
      notIdentified: '不建议纳入',
      verify: '待核实',
      noStandard: '没有有效的标准，无法判定',
    },
    en: {
      identify: 'advised: identify',
      review: 'advised: review before deciding',
      notIdentified: 'advised: do not identify',
      verify: 'to be verified',
      noStandard: 'no standard is in force; cannot be decided',
    },
  };

export const EXIT_WORDS: Readonly<Record<Locale, Readonly<Record<ExitOutcome, string>>>> = {
  'zh-CN': {
    exit: '建议退出（风险消除）',
    retain: '建议继续监测帮扶',
    verify: '待核实',
    noStandard: '没有有效的标准，无法判定',
    notApplicable: '不适用（不是监测中的农户）',
  },
  en: {
    exit: 'advised: exit (risk removed)',
    retain: 'advised: keep monitoring and helping',
    verify: 'to be verified',
    noStandard: 'no standard is in force; cannot be decided',
    notApplicable: 'not applicable (not monitored)',
  },
};

/** What of an assessment decides how its identification is worded. */
export interface Identified {
  readonly identification: {
    readonly outcome: IdentificationOutcome;
    readonly waysIn: { readonly certain: readonly unknown[] };
  };
  readonly exit: Pick<Exit, 'monitored'>;
}

/** The outcome of an identification in words: whoever is monitored already is not newly taken in or left out. */
export function identificationWords({ identification, exit }: Identified, locale: Locale): string {
  if (identification.outcome === 'notIdentified' && identification.waysIn.certain.length > 0)
    return locale === 'zh-CN'
      ? '符合纳入条件，但属本地规定不予纳入的情形'
      : 'meets a way in, but is a case in which the region refuses';
  const isMonitored = exit.monitored === 'true';
  if (isMonitored && identification.outcome === 'identify')
    return locale === 'zh-CN' ? '仍符合纳入条件' : 'still meets a way in';
  if (isMonitored && identification.outcome === 'notIdentified')
    return locale === 'zh-CN' ? '已不符合纳入条件' : 'no longer meets a way in';
  return IDENTIFICATION_WORDS[locale][identification.outcome];
}
