import type { HeadName, PhraseName, Relation } from '../../policy/explanation.js';
import type { Authority } from '../../policy/pack-schemas.js';
import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';

/** Everything that one language says by itself. */
export interface Phrases {
  readonly heads: Readonly<Record<HeadName, string>>;
  readonly phrases: Readonly<Record<PhraseName, string>>;
  readonly truths: Readonly<Record<Truth, string>>;
  readonly relations: Readonly<Record<Relation, string>>;
  readonly dayRelations: Readonly<Partial<Record<Relation, string>>>;
  readonly authorities: Readonly<Record<Authority, string>>;
  readonly margins: Readonly<Record<'below' | 'above', string>>;
  readonly separators: Readonly<Record<'item' | 'part' | 'clause', string>>;
  readonly brackets: readonly [string, string];
  readonly colon: string;
  /** What stands between two tokens of one sentence. */
  readonly space: (left: string, right: string) => string;
  readonly masked: string;
  readonly movements: Readonly<Record<'more' | 'less', string>>;
  readonly crossing: (parts: {
    readonly fact: string;
    readonly bound: string;
    /** Absent where the figure was on the line already. */
    readonly amount: string | undefined;
    readonly direction: 'up' | 'down';
    readonly arrives: 'reaches' | 'passes';
    /** Days, persons and the like, and no amount of money. */
    readonly isCount: boolean;
  }) => string;
  readonly ordinal: (number: number) => string;
  readonly notShown: (count: number) => string;
  readonly described: string;
  readonly departments: Readonly<Record<'from' | 'ask' | 'inspect' | 'named', (name: string) => string>>;
  readonly answer: (value: string) => string;
  readonly documentNumber: string;
  /** Before a document that something is only modelled on. */
  readonly modelledOn: string;
}

/** A figure or a letter stands apart from the character beside it. */
const needsSpace = (left: string, right: string): boolean =>
  (/[\u4e00-\u9fff]$/.test(left) && /^[0-9A-Za-z-]/.test(right)) ||
  (/[0-9A-Za-z]$/.test(left) && /^[\u4e00-\u9fff]/.test(right));
/** Before an amount; one that is rounded says so in a word of its own. */
const gap = (amount: string): string => (/^[0-9-]/.test(amount) ? ' ' : '');

const ZH: Phrases = {
  heads: {
    temporary: '临时措施',
    layers: '所用规则',
    standard: '所用标准',
    identification: '识别',
    category: '类别',
    risks: '风险',
    riskKinds: '灾害类型',
    redFlags: '复核情形',
    refusals: '不予纳入情形',
    tier: '困难程度',
    track: '帮扶类型',
    measures: '建议措施',
    possibleMeasures: '另有可能的措施',
    deadlines: '措施期限',
    referrals: '社会救助',
    possibleReferrals: '社会救助（待核实）',
    reassessment: '综合研判',
    exit: '退出',
    exitMode: '消除方式',
    missing: '还需查明',
    askFirst: '先问',
    askSets: '问什么能定',
    gap: '退出还差',
    changeIdentification: '怎样会改变识别结论',
    changeExit: '怎样会改变退出结论',
    checks: '数据核对',
    alerts: '预警线索',
    reminders: '提醒',
    issues: '读不出的内容',
    declaredBlanks: '空白按声明理解',
    declaredComplete: '清单按声明视为完整',
    why: '理由',
    standsOn: '出处',
    from: '其中',
    source: '',
    result: '结果',
    reasons: '为什么',
    toAnswer: '还要问您',
    toCheck: '我们还要向这些部门核对',
    risksRecorded: '风险（识别时登记或入户核实的）',
    procedureSteps: '办理步骤',
    helpAdvised: '建议的帮扶（还没有定）',
    afterwards: '以后',
    publicObjection: '意见反映',
    steps: '接下来',
    object: '如有不同意见',
    place: '所在地',
    household: '户主',
    memberCount: '家庭人口',
    proposal: '公示事项',
    grounds: '依据的情形',
    period: '公示时间',
  },
  phrases: {
    none: '无',
    notSettledPossibly: '还不确定，可能为',
    possibly: '可能',
    projectDefault: '本库默认，未见公布',
    needed: '还缺',
    thisSetSettles: '问清这些，不论答案是什么，都能判断',
    anySetSettles: '以下任选一组，问清后不论答案是什么，都能判断',
    notAllSets: '可能还有别的问法',
    mustNotHold: '此处须不成立',
    oneIsEnough: '以下有一项成立即可',
    firstOfThese: '以下查清一项即可，排在前面的优先',
    mustBe: '须为',
    mustInclude: '须含有',
    cannotCompareWith: '还不能与',
    compared: '比较',
    noBoundOnDay: '没有这一天适用的',
    yes: '是',
    no: '否',
    unknownYet: '还不清楚',
    visitToSee: '有的要上门查看',
    lowConfidence: '可信度低',
    atDepartment: '可向有关部门了解',
    alsoMissing: '除上面所列外，还有',
    othersOpen: '其余还不清楚',
    noneOfThese: '都不是',
    sameAsAbove: '见上',
    notYetKnown: '还不清楚',
    noSmallChange: '收入、支出、住房、参保等可以改变的情况，只改变一两项，结论不会变',
    noSmallChangeFound: '收入、支出、住房、参保等可以改变的情况，没有找到改变一两项就会改变结论的',
    unpublished: '未见公布的文件，系统暂定',
    unpublishedRule: '这一条没有见到公布的文件，是系统暂用的',
    unpublishedAll: '以上各条都没有见到公布的文件，是系统暂用的',
    departmentsCheck: '有的情况还没有核对，核对以后再定',
    refusedBecause: '不予纳入的情形',
    localRule: '符合当地规定的条件',
    notUntilThen: '也不会满足',
    atTheDoor: '入户询问',
    byInspection: '须检测鉴定',
    fromValue: '由',
    toValue: '改为',
    becomes: '结论变为',
    meets: '符合',
    doesNotMeet: '不符合',
    notYetMet: '还没有达到',
    notYetTold: '还不能判断',
    toReview: '需要复核',
    anyOfThese: '以下任一项即可',
    notAllChanges: '可能还有别的改变',
    earliestOn: '其他情况不变，最早',
    notUntil: '其他情况不变，到规则的最后一天',
    notByTimeAlone: '其他情况不变，只等时间不会满足',
  },
  truths: { true: '成立', false: '不成立', unknown: '尚不能判断' },
  relations: {
    below: '低于',
    equal: '等于',
    above: '高于',
    within: '属于',
    outside: '不属于',
    includes: '含有',
    lacks: '没有',
  },
  dayRelations: { below: '早于', above: '晚于', equal: '就是' },
  authorities: {
    national: '国家',
    provincial: '省级',
    prefectural: '市级',
    county: '县级',
    projectDefault: '本库默认，未见公布',
  },
  margins: { below: '相差', above: '高出' },
  separators: { item: '、', part: '，', clause: '；' },
  brackets: ['（', '）'],
  colon: '：',
  space: (left, right) => (needsSpace(left, right) ? ' ' : ''),
  masked: '（略）',
  movements: { more: '增加 ', less: '减少 ' },
  crossing: ({ fact, bound, amount, direction, arrives, isCount }) => {
    const [more, less] = isCount ? ['多', '少'] : ['高', '低'];
    const side = direction === 'up' ? more : less;
    const by = amount === undefined ? '一点' : `${arrives === 'passes' ? '超过' : ''}${gap(amount)}${amount}`;
    // To come down onto a line is no reaching of it: an alarm that rings above it then stops.
    const then = arrives === 'passes' ? `${side}于` : direction === 'up' ? '达到' : `不再${more}于`;
    return `${fact}再${side}${by}，就${then}${bound}`;
  },
  ordinal: (number) => `第${number}项`,
  notShown: (count) => `另有 ${count} 项没有列出`,
  described: '（题名系本库所拟）',
  departments: {
    from: (name) => `来自${name}部门`,
    ask: (name) => `可向${name}部门了解`,
    inspect: (name) => `须请${name}部门检测鉴定`,
    named: (name) => `${name}部门`,
  },
  answer: (value) => `答“${value}”`,
  documentNumber: '依据',
  modelledOn: '参照',
};

const EN: Phrases = {
  heads: {
    temporary: 'Temporary measures',
    layers: 'Rules',
    standard: 'Standard',
    identification: 'Identification',
    category: 'Category',
    risks: 'Risks',
    riskKinds: 'Kind of disaster',
    redFlags: 'Red flags',
    refusals: 'Refused on',
    tier: 'Tier',
    track: 'Track',
    measures: 'Measures',
    possibleMeasures: 'Possible measures',
    deadlines: 'Measures are due',
    referrals: 'Social assistance',
    possibleReferrals: 'Social assistance, to be verified',
    reassessment: 'Reassessment',
    exit: 'Exit',
    exitMode: 'Exit mode',
    missing: 'Still to be found out',
    askFirst: 'Ask first',
    askSets: 'What settles it',
    gap: 'Lacking for exit',
    changeIdentification: 'What would change the identification',
    changeExit: 'What would change the exit',
    checks: 'Checks',
    alerts: 'Alerts',
    reminders: 'Reminders',
    issues: 'Could not be read',
    declaredBlanks: 'Blanks taken as declared',
    declaredComplete: 'Lists taken as complete, as declared',
    why: 'Why',
    standsOn: 'Stands on',
    from: 'from',
    source: '',
    result: 'Result',
    reasons: 'Why',
    toAnswer: 'We still have to ask you',
    toCheck: 'We still have to check with',
    risksRecorded: 'Risks recorded or found',
    procedureSteps: 'The procedure',
    helpAdvised: 'Help that is advised (not decided yet)',
    afterwards: 'Later',
    publicObjection: 'Objections',
    steps: 'What happens next',
    object: 'If you disagree',
    place: 'Place',
    household: 'Head of the household',
    memberCount: 'Members',
    proposal: 'Proposed',
    grounds: 'Grounds',
    period: 'The notice stands',
  },
  phrases: {
    none: 'none',
    notSettledPossibly: 'not settled, possibly',
    possibly: 'possibly',
    projectDefault: 'project default, not published',
    needed: 'still needed',
    thisSetSettles: 'once these are answered, whatever the answers, it can be decided',
    anySetSettles: 'once any one of these sets is answered, whatever the answers, it can be decided',
    notAllSets: 'there may be other sets',
    mustNotHold: 'here it must not hold',
    oneIsEnough: 'one of these is enough',
    firstOfThese: 'one of these is enough to be known, the earlier one first',
    mustBe: 'must be',
    mustInclude: 'must include',
    cannotCompareWith: 'cannot be held yet against',
    compared: '',
    noBoundOnDay: 'none is in force on this day of',
    yes: 'yes',
    no: 'no',
    unknownYet: 'not known yet',
    visitToSee: 'some by a visit',
    lowConfidence: 'low confidence',
    atDepartment: 'known to a department',
    alsoMissing: 'beside those above',
    othersOpen: 'the others are not known yet',
    noneOfThese: 'none of these',
    sameAsAbove: 'see above',
    notYetKnown: 'not known yet',
    noSmallChange:
      'of what can be changed (income, spending, a repair, insurance …), one or two facts do not change it',
    noSmallChangeFound:
      'of what can be changed (income, spending, a repair, insurance …), no one or two facts were found that change it',
    unpublished: 'no published document, a stand-in of the system',
    unpublishedRule: 'nobody has published this rule; it is a stand-in of the system',
    unpublishedAll: 'nobody has published any of these rules; they are stand-ins of the system',
    departmentsCheck: 'some things are not checked yet; it is decided after that',
    refusedBecause: 'refused on',
    localRule: 'meets a condition of the local rules',
    notUntilThen: 'either, the last day of these rules',
    atTheDoor: 'asked at the door',
    byInspection: 'needs an inspection',
    fromValue: 'from',
    toValue: 'to',
    becomes: 'then it is',
    meets: 'met',
    doesNotMeet: 'not met',
    notYetMet: 'not met yet',
    notYetTold: 'cannot be told yet',
    toReview: 'to be looked at again',
    anyOfThese: 'any one of these will do',
    notAllChanges: 'there may be other changes',
    earliestOn: 'all else equal, at the earliest on',
    notUntil: 'all else equal, not by',
    notByTimeAlone: 'all else equal, time alone will not bring it',
  },
  truths: { true: 'holds', false: 'does not hold', unknown: 'cannot be told yet' },
  relations: {
    below: 'below',
    equal: 'equal to',
    above: 'above',
    within: 'one of',
    outside: 'none of',
    includes: 'including',
    lacks: 'without',
  },
  dayRelations: { below: 'before', above: 'after', equal: 'on' },
  authorities: {
    national: 'national',
    provincial: 'provincial',
    prefectural: 'prefectural',
    county: 'county',
    projectDefault: 'project default, not published',
  },
  margins: { below: 'short by', above: 'over by' },
  separators: { item: ', ', part: ', ', clause: '; ' },
  brackets: ['(', ')'],
  colon: ': ',
  space: () => ' ',
  masked: '(left out)',
  movements: { more: 'more by ', less: 'less by ' },
  crossing: ({ fact, bound, amount, direction, arrives }) => {
    const [more, past, onto] =
      direction === 'up' ? ['higher', 'is above', 'reaches'] : ['lower', 'is below', 'is no longer above'];
    const by = amount === undefined ? 'a little' : `${arrives === 'passes' ? 'more than ' : ''}${amount}`;
    return `${by} ${more}, and ${fact} ${arrives === 'passes' ? past : onto} ${bound}`;
  },
  ordinal: (number) => `item ${number}`,
  notShown: (count) => `${count} more ${count === 1 ? 'entry is' : 'entries are'} not shown`,
  described: ' (title is a description)',
  departments: {
    from: (name) => `from the department of ${name}`,
    ask: (name) => `known to the department of ${name}`,
    inspect: (name) => `to be inspected by the department of ${name}`,
    named: (name) => `department of ${name}`,
  },
  answer: (value) => `if "${value}"`,
  documentNumber: 'source ',
  modelledOn: 'after ',
};

/** What each language says. */
export const PHRASES: Readonly<Record<Locale, Phrases>> = { 'zh-CN': ZH, en: EN };
