import type { Locale } from '../../values/issues.js';
import type { Assessment } from '../assessment.js';

type Words = Readonly<Record<Locale, string>>;

/** The result as it is told to the household itself. */
const IDENTIFICATION: Readonly<Record<Assessment['identification']['outcome'], Words>> = {
  identify: {
    'zh-CN': '建议把您家纳入防止返贫致贫监测帮扶。',
    en: 'it is advised that your household be taken into monitoring and help.',
  },
  review: {
    'zh-CN': '您家符合纳入条件，但有情况需要复核，复核以后再定。',
    en: 'your household meets a way in, but something has to be looked at again before it is decided.',
  },
  notIdentified: {
    'zh-CN': '目前不建议把您家纳入监测帮扶。',
    en: 'at present it is not advised that your household be taken in.',
  },
  verify: {
    'zh-CN': '有些情况还没有核实，现在还不能判断。',
    en: 'some things are not verified yet, so it cannot be told at present.',
  },
  noStandard: {
    'zh-CN': '当地没有可用的标准，现在还不能判断。',
    en: 'no standard is in force here, so it cannot be told at present.',
  },
};
const EXIT: Readonly<Record<Assessment['exit']['outcome'], Words | undefined>> = {
  exit: {
    'zh-CN': '从现有情况看，您家的风险已经消除，建议退出监测。',
    en: 'as far as it can be seen, the risks of your household are gone; exit from monitoring is advised.',
  },
  retain: {
    'zh-CN': '建议继续对您家监测帮扶。',
    en: 'it is advised that your household go on being monitored and helped.',
  },
  verify: {
    'zh-CN': '您家能不能退出监测，有些情况还没有核实，现在还不能判断。',
    en: 'whether your household may exit cannot be told yet: some things are not verified.',
  },
  noStandard: {
    'zh-CN': '您家能不能退出监测，因当地没有可用的标准，现在还不能判断。',
    en: 'whether your household may exit cannot be told: no standard is in force here.',
  },
  notApplicable: undefined,
};

const REFUSED: Words = {
  'zh-CN': '您家符合纳入条件，但属于当地规定不予纳入的情形，目前不建议纳入。',
  en: 'your household meets a way in, but is a case in which the region refuses; at present it is not advised that it be taken in.',
};

/** Whether a way in holds and the region refuses all the same. */
export const isRefused = ({ identification, exit }: Assessment): boolean =>
  exit.monitored !== 'true' &&
  identification.outcome === 'notIdentified' &&
  identification.waysIn.certain.length > 0;

/** Who is monitored is told about exit; everybody else about being taken in. */
export function resultWords(assessment: Assessment): Words {
  const { identification, exit } = assessment;
  if (isRefused(assessment)) return REFUSED;
  return (
    (exit.monitored === 'true' ? EXIT[exit.outcome] : undefined) ?? IDENTIFICATION[identification.outcome]
  );
}

/** What a result that is none yet, or a refusal, does not mean. */
export function afterwardsWords({ identification, exit }: Assessment): Words | undefined {
  const isOpen = (outcome: string): boolean => outcome === 'verify' || outcome === 'noStandard';
  if (exit.monitored === 'true')
    return isOpen(exit.outcome)
      ? {
          'zh-CN': '查清以前，继续监测帮扶。',
          en: 'until it is found out, monitoring and help go on.',
        }
      : undefined;
  switch (identification.outcome) {
    case 'notIdentified':
      return {
        'zh-CN': '情况有变化的，可以随时提出申请。',
        en: 'if things change, you may apply at any time.',
      };
    case 'verify':
      return {
        'zh-CN': '这不是不纳入。情况核实清楚以后，再作研判。',
        en: 'this is no refusal. Once things are verified, it will be looked at again.',
      };
    case 'noStandard':
      return {
        'zh-CN': '这不是不纳入。有了当地的标准以后，再作研判。',
        en: 'this is no refusal. Once a local standard is in force, it will be looked at again.',
      };
    default:
      return undefined;
  }
}

/** That the result is not final, and who decides. */
export const NOT_FINAL: Words = {
  'zh-CN': '这只是建议。定不定，要经过民主评议、审核和县级审定。',
  en: 'This is advice only. It is decided by democratic appraisal (民主评议), review and county approval.',
};

/** How to object where the office that takes objections is not given. */
export const OBJECT_ANYWHERE: Words = {
  'zh-CN':
    '您可以向村民委员会、乡镇人民政府或县级主管部门提出，口头、书面都可以，也可以请人代为提出。请说明哪一项不对，有材料的请带上。',
  en: 'You may tell the village committee, the township or the county office, by word or in writing, or through somebody else. Say which point is wrong, and bring what shows it.',
};
export const OBJECT_AT: Words = {
  'zh-CN': '口头、书面都可以，也可以请人代为提出。请说明哪一项不对，有材料的请带上。',
  en: 'By word or in writing, or through somebody else. Say which point is wrong, and bring what shows it.',
};

/** What is proposed to the public. */
export const PROPOSAL: Readonly<
  Record<'identify' | 'exit', { readonly title: Words; readonly said: Words }>
> = {
  identify: {
    title: {
      'zh-CN': '防止返贫致贫监测对象拟纳入公示',
      en: 'Public notice: household proposed for monitoring',
    },
    said: { 'zh-CN': '拟纳入监测帮扶', en: 'proposed for monitoring and help' },
  },
  exit: {
    title: { 'zh-CN': '防止返贫致贫监测对象拟退出公示', en: 'Public notice: household proposed for exit' },
    said: { 'zh-CN': '拟退出监测（风险消除）', en: 'proposed for exit (risk removed)' },
  },
};

/** How the public may object. */
export const PUBLIC_OBJECTION: Words = {
  'zh-CN': '公示期内，任何人都可以向村民委员会、乡镇人民政府反映。',
  en: 'while this notice stands, anybody may tell the village committee or the township.',
};
export const CONTACT: Words = { 'zh-CN': '联系', en: 'contact' };
