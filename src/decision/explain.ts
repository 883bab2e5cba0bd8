import { reasonsBelow, showProvenance, truthText } from '../backends/words/reason-lines.js';
import { showCode, showDay } from '../backends/words/show.js';
import { absenceText } from '../backends/words/standing.js';
import type { Policy } from '../policy/policy.js';
import { NO_CONCLUSION, type StageName } from '../policy/stages.js';
import { describeIssue, type Locale } from '../values/issues.js';
import type { Truth } from '../values/truth.js';
import type { Assessment, Collected, Concluded, Decided, MissingFact } from './assessment.js';
import { deadlineTexts, measureDetails } from './measures.js';
import { adviceSentence, EXIT_WORDS, identificationWords } from './outcome-words.js';
import { temporaryTexts } from './standards.js';

const WORDS = {
  'zh-CN': {
    heads: {
      temporary: '临时措施',
      layers: '所用规则',
      standard: '所用标准',
      identification: '识别',
      category: '类别',
      risks: '风险',
      tier: '困难程度',
      track: '帮扶类型',
      measures: '建议措施',
      possibleMeasures: '另有可能的措施',
      exit: '退出',
      exitMode: '消除方式',
      missing: '还需查明',
      undecided: '尚不能判断的退出条件',
      checks: '数据核对',
      alerts: '预警线索',
      reminders: '提醒',
      referrals: '社会救助',
      possibleReferrals: '社会救助（待核实）',
      reassessment: '综合研判',
      riskKinds: '灾害类型',
      deadlines: '措施期限',
      redFlags: '复核情形',
      refusals: '不予纳入情形',
      why: '理由',
      issues: '读不出的内容',
    },
    none: '无',
    stillPossible: '尚不确定，可能为',
    basis: '政策',
    needed: '还缺：',
    colon: '：',
    separator: '、',
    semicolon: '；',
    source: '依据',
    projectDefault: '本库默认，未见公布',
  },
  en: {
    heads: {
      temporary: 'Temporary measures',
      layers: 'Rules',
      standard: 'Standard',
      identification: 'Identification',
      category: 'Category',
      risks: 'Risks',
      tier: 'Tier',
      track: 'Track',
      measures: 'Measures',
      possibleMeasures: 'Possible measures',
      exit: 'Exit',
      exitMode: 'Exit mode',
      missing: 'Still to be found out',
      undecided: 'Exit criteria not yet decided',
      checks: 'Checks',
      alerts: 'Alerts',
      reminders: 'Reminders',
      referrals: 'Social assistance',
      possibleReferrals: 'Social assistance, to be verified',
      reassessment: 'Reassessment',
      riskKinds: 'Kind of disaster',
      deadlines: 'Measures are due',
      redFlags: 'Red flags',
      refusals: 'Refused on',
      why: 'Why',
      issues: 'Could not be read',
    },
    none: 'none',
    stillPossible: 'not settled, possibly',
    basis: 'Policy',
    needed: 'still needed: ',
    colon: ': ',
    separator: ', ',
    semicolon: '; ',
    source: 'on',
    projectDefault: 'project default, not published',
  },
} as const;

class Explanation {
  readonly lines: string[] = [];
  private readonly locale: Locale;
  private readonly words: (typeof WORDS)[Locale];

  constructor(locale: Locale) {
    this.locale = locale;
    this.words = WORDS[locale];
  }

  line(head: keyof (typeof WORDS)['en']['heads'], text: string): void {
    this.lines.push(`${this.words.heads[head]}${this.words.colon}${text}`);
  }

  title(concluded: { readonly title: { readonly zh: string; readonly en: string } }): string {
    return this.locale === 'zh-CN' ? concluded.title.zh : concluded.title.en;
  }

  decided(
    head: 'category' | 'reassessment' | 'tier' | 'track' | 'exitMode',
    decided: Decided,
    mark: string,
  ): void {
    const show = (code: string): string =>
      code === NO_CONCLUSION ? this.words.none : showCode(code, this.locale);
    if (decided.answer === NO_CONCLUSION) return;
    const possible = decided.possible.map(show).join(this.words.separator);
    this.line(
      head,
      decided.answer === undefined
        ? `${this.words.stillPossible}${this.words.colon}${possible}`
        : `${possible}${mark}`,
    );
  }

  collected(
    head: 'risks' | 'riskKinds' | 'checks' | 'alerts' | 'redFlags' | 'refusals' | 'reminders' | 'referrals',
    collected: Collected,
    mark = '',
  ): void {
    const name = (each: Concluded): string =>
      (each.code === undefined || head === 'referrals'
        ? this.title(each)
        : showCode(each.code, this.locale)) +
      (each.department === undefined || each.code !== undefined ? '' : this.department(each.department));
    const certain = collected.certain.map(name);
    const possible = collected.possible.map((each) =>
      this.locale === 'zh-CN' ? `${name(each)}（可能）` : `${name(each)} (possibly)`,
    );
    const shown = head === 'risks' ? [...certain, ...possible] : certain;
    // That no risk was found is an answer; the other heads stand only where there is something.
    if (shown.length === 0 && head !== 'risks') return;
    const separator = head.startsWith('risk') ? this.words.separator : this.words.semicolon;
    this.line(head, shown.length === 0 ? this.words.none : `${[...new Set(shown)].join(separator)}${mark}`);
  }

  /** The measures, each with what it answers, how much and by whom; several of one heading stand apart. */
  measures(measures: Collected, policy: Policy, withPossible: boolean): void {
    const text = (each: Concluded): string =>
      `${this.title(each)}${each.measure === undefined ? '' : measureDetails(each.measure, policy, this.locale)}`;
    for (const each of measures.certain)
      this.line('measures', `${text(each)}${this.defaultMark(policy, [each.rule])}`);
    // What is not settled yet is told by name only; the unknowns stand under what is still to be found out.
    if (measures.possible.length > 0 && withPossible)
      this.line(
        'possibleMeasures',
        measures.possible.map((each) => this.title(each)).join(this.words.separator),
      );
  }

  /** The schemes that the household may qualify for, each with what has to be found out. */
  possibleReferrals(assessment: Assessment): void {
    const { possible } = assessment.referrals;
    if (possible.length === 0) return;
    const schemes = new Set(possible.map((each) => showCode(each.code ?? '', this.locale)));
    const missing = new Set(
      possible.flatMap((each) => assessment.missingOf(each.rule).map((fact) => this.title(fact))),
    );
    const needed = this.bracketed(`${this.words.needed}${[...missing].join(this.words.separator)}`);
    this.line(
      'possibleReferrals',
      `${[...schemes].join(this.words.separator)}${missing.size === 0 ? '' : needed}`,
    );
  }

  /** Says of what all of these rules conclude that nobody has published it. */
  defaultMark(policy: Policy, rules: readonly string[]): string {
    const isDefault = (rule: string): boolean =>
      policy.rules[rule]?.provenance.authority === 'projectDefault';
    return rules.length > 0 && rules.every(isDefault) ? this.bracketed(this.words.projectDefault) : '';
  }

  private department(name: string): string {
    return this.locale === 'zh-CN' ? `（可向${name}部门了解）` : ` (known to the department of ${name})`;
  }

  private bracketed(text: string): string {
    return this.locale === 'zh-CN' ? `（${text}）` : ` (${text})`;
  }

  missing(missing: readonly MissingFact[]): void {
    if (missing.length === 0) return;
    const texts = missing.map(
      (each) =>
        this.title(each) +
        (each.department === undefined ? '' : this.department(each.department)) +
        (each.kind === 'parameter' ? this.bracketed(absenceText(each.standing, this.locale)) : ''),
    );
    this.line('missing', texts.join(this.words.separator));
  }
}

/** Whether a rule decided an outcome, so that its reasons are to be told. */
function isDecisive(assessment: Assessment, stage: StageName, truth: Truth): boolean {
  const { outcome } = assessment.identification;
  switch (stage) {
    case 'identify':
      return (
        outcome === 'notIdentified' ||
        truth === (outcome === 'verify' || outcome === 'noStandard' ? 'unknown' : 'true') ||
        truth === 'true'
      );
    case 'review':
      return assessment.identification.waysIn.certain.length > 0 && truth !== 'false';
    case 'reassess':
      return truth === 'true' && assessment.reassessment.answer !== undefined;
    case 'exitCriterion':
      return (
        (assessment.exit.outcome === 'retain' && truth === 'false') ||
        (assessment.exit.outcome === 'exit' && truth === 'true')
      );
    default:
      return false;
  }
}

/**
 * An assessment in short lines: the answers, what is still missing, and for each rule that decided, its
 * condition with values, bounds, documents and distances. Ends by saying that it is advice.
 */
export function explainAssessment(policy: Policy, assessment: Assessment, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const text = new Explanation(locale);
  const region = locale === 'zh-CN' ? policy.region.name.zh : policy.region.name.en;
  text.lines.push(
    `${region}，${showDay(assessment.on, locale)}，${words.basis} ${assessment.policyHash.slice(0, 12)}`.replaceAll(
      '，',
      locale === 'zh-CN' ? '，' : ', ',
    ),
  );
  text.line('layers', layerTitles(policy, locale));
  for (const layer of temporaryTexts(policy, locale)) text.line('temporary', layer);
  for (const standard of assessment.standardTexts(locale)) text.line('standard', standard);
  text.line('identification', identificationWords(assessment, locale));
  text.missing(assessment.identification.missing);
  const decided = (
    head: 'category' | 'reassessment' | 'tier' | 'track' | 'exitMode',
    stage: StageName,
    answer: Decided,
  ): void => {
    const rule = policy.stages[stage].find((name) => assessment.rules[name] === 'true');
    text.decided(head, answer, text.defaultMark(policy, rule === undefined ? [] : [rule]));
  };
  const collected = (head: Parameters<Explanation['collected']>[0], found: Collected): void =>
    text.collected(head, found, text.defaultMark(policy, namesOf(policy, found)));
  decided('category', 'category', assessment.category);
  text.collected('risks', assessment.risks);
  text.collected('riskKinds', assessment.riskKinds);
  text.collected('redFlags', assessment.identification.redFlags);
  text.collected('refusals', assessment.identification.refusals);
  // To advise measures beside an exit would contradict itself; as data both are there.
  if (assessment.exit.outcome !== 'exit') {
    decided('tier', 'tier', assessment.tier);
    decided('track', 'track', assessment.track);
    text.measures(assessment.measures, policy, needsHelp(assessment));
    if (assessment.identification.outcome === 'identify')
      for (const deadline of deadlineTexts(policy, assessment.on, locale)) text.line('deadlines', deadline);
    collected('referrals', assessment.referrals);
    if (needsHelp(assessment)) text.possibleReferrals(assessment);
  }
  // Who may exit goes the way of exit; to go on helping beside it would contradict that.
  if (assessment.exit.outcome !== 'exit') decided('reassessment', 'reassess', assessment.reassessment);
  text.line('exit', EXIT_WORDS[locale][assessment.exit.outcome]);
  if (assessment.exit.outcome === 'verify' || assessment.exit.outcome === 'noStandard')
    text.missing(assessment.exit.missing);
  if (assessment.exit.outcome === 'exit') decided('exitMode', 'exitMode', assessment.exit.mode);
  collected('checks', assessment.checks);
  collected('alerts', assessment.alerts);
  collected('reminders', assessment.reminders);
  for (const found of assessment.issues) text.line('issues', describeIssue(found, locale));
  appendReasons(text, policy, assessment, locale);
  text.lines.push(adviceSentence(locale));
  return text.lines;
}

/** The rules of a stage that hold; a reminder of a standard that runs out is no rule. */
const namesOf = (policy: Policy, { certain }: Collected): string[] =>
  certain.map(({ rule }) => rule).filter((rule) => policy.rules[rule] !== undefined);

/** Whether the household is to be helped, or may be. */
const needsHelp = ({ identification, exit }: Assessment): boolean =>
  identification.outcome === 'identify' || identification.outcome === 'review' || exit.outcome === 'retain';

/** The layers that decided, from the nation down: which regime it was, and whose packs. */
const layerTitles = ({ layers }: Policy, locale: Locale): string =>
  layers
    .map(({ title }) => (locale === 'zh-CN' ? title.zh : title.en))
    .join(locale === 'zh-CN' ? '、' : ', ');

function appendReasons(text: Explanation, policy: Policy, assessment: Assessment, locale: Locale): void {
  const words = WORDS[locale];
  for (const [name, truth] of Object.entries(assessment.rules)) {
    const { stage } = policy.rules[name] as Policy['rules'][string];
    if (!isDecisive(assessment, stage, truth)) continue;
    const rule = assessment.reasonOf(name);
    text.lines.push(
      `${words.heads.why}${words.colon}${text.title(rule)}${words.colon}${truthText(rule.truth, locale)}`,
    );
    text.lines.push(...reasonsBelow(rule.reason, policy.documents, locale, 1));
    text.lines.push(
      `  ${words.source}${words.colon}${showProvenance(rule.provenance, policy.documents, locale)}`,
    );
  }
  // The criterion that the engine adds has been explained by the ways in above.
  const added = assessment.exit.unmet.find((each) => policy.rules[each.rule] === undefined);
  if (added !== undefined)
    text.lines.push(
      `${words.heads.why}${words.colon}${text.title(added)}${words.colon}${truthText('false', locale)}`,
    );
}
