import { reasonLines, showProvenance } from '../backends/words/reason-lines.js';
import { showCode, showDay } from '../backends/words/show.js';
import type { Policy } from '../policy/policy.js';
import { NO_CONCLUSION } from '../policy/stages.js';
import { describeIssue, type Locale } from '../values/issues.js';
import type { Assessment, Collected, Concluded, Decided, MissingFact } from './assessment.js';

const WORDS = {
  'zh-CN': {
    identification: { identify: '建议纳入', review: '建议复核后再定', notIdentified: '不建议纳入', verify: '待核实', noStandard: '没有有效的标准，无法判定' },
    exit: { exit: '建议退出（风险消除）', retain: '建议继续监测帮扶', verify: '待核实', noStandard: '没有有效的标准，无法判定', notApplicable: '不适用（不是监测中的农户）' },
    heads: { identification: '识别', category: '类别', risks: '风险', tier: '困难程度', track: '帮扶类型', measures: '建议措施', exit: '退出', exitMode: '消除方式', missing: '还需查明', undecided: '尚不能判断的退出条件', checks: '数据核对', alerts: '预警线索', redFlags: '复核情形', why: '理由', issues: '读不出的内容' },
    none: '无',
    stillPossible: '尚不确定，可能为',
    possible: '可能',
    department: '可问',
    note: '以上为辅助建议，须经民主评议、审核和县级审定。',
    basis: '政策',
    colon: '：',
    separator: '、',
    source: '依据',
  },
  en: {
    identification: { identify: 'advised: identify', review: 'advised: review before deciding', notIdentified: 'advised: do not identify', verify: 'to be verified', noStandard: 'no standard is in force; cannot be decided' },
    exit: { exit: 'advised: exit (risk removed)', retain: 'advised: keep monitoring and helping', verify: 'to be verified', noStandard: 'no standard is in force; cannot be decided', notApplicable: 'not applicable (not monitored)' },
    heads: { identification: 'Identification', category: 'Category', risks: 'Risks', tier: 'Tier', track: 'Track', measures: 'Measures', exit: 'Exit', exitMode: 'Exit mode', missing: 'Still to be found out', undecided: 'Exit criteria not yet decided', checks: 'Checks', alerts: 'Alerts', redFlags: 'Red flags', why: 'Why', issues: 'Could not be read' },
    none: 'none',
    stillPossible: 'not settled, possibly',
    possible: 'possibly',
    department: 'known to',
    note: 'This is advice, pending democratic appraisal (民主评议), review and county approval.',
    basis: 'Policy',
    colon: ': ',
    separator: ', ',
    source: 'on',
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

  decided(head: 'category' | 'tier' | 'track' | 'exitMode', decided: Decided): void {
    const show = (code: string): string => (code === NO_CONCLUSION ? this.words.none : showCode(code, this.locale));
    if (decided.answer === NO_CONCLUSION) return;
    const possible = decided.possible.map(show).join(this.words.separator);
    this.line(head, decided.answer === undefined ? `${this.words.stillPossible}${this.words.colon}${possible}` : possible);
  }

  collected(head: 'risks' | 'measures' | 'checks' | 'alerts' | 'redFlags', collected: Collected, always: boolean): void {
    const name = (each: Concluded): string => (each.code === undefined ? this.title(each) : showCode(each.code, this.locale));
    const certain = collected.certain.map(name);
    const possible = collected.possible.map((each) => `${name(each)}（${this.words.possible}）`);
    const shown = head === 'risks' || head === 'measures' ? [...certain, ...possible] : certain;
    if (shown.length > 0 || always) this.line(head, shown.length === 0 ? this.words.none : [...new Set(shown)].join(this.words.separator));
  }

  missing(missing: readonly MissingFact[]): void {
    if (missing.length === 0) return;
    const texts = missing.map((each) => this.title(each) + (each.department === undefined ? '' : `（${this.words.department} ${each.department}）`));
    this.line('missing', texts.join(this.words.separator));
  }
}

/** The rules whose truth decided an outcome, to be told with their reasons. */
function decisiveRules(assessment: Assessment): string[] {
  const { identification, exit } = assessment;
  const ways = identification.outcome === 'notIdentified' ? Object.entries(assessment.rules).filter(([, truth]) => truth === 'false').map(([name]) => name) : [...identification.waysIn.certain, ...identification.waysIn.possible, ...identification.redFlags.certain].map((each) => each.rule);
  return [...ways, ...exit.unmet.map((each) => each.rule)];
}

/**
 * An assessment in short lines: the answers, what is still missing, and for each rule that decided, its
 * condition with values, bounds, documents and distances. Ends by saying that it is advice.
 */
export function explainAssessment(policy: Policy, assessment: Assessment, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const text = new Explanation(locale);
  const region = locale === 'zh-CN' ? policy.region.name.zh : policy.region.name.en;
  text.lines.push(`${region}，${showDay(assessment.on, locale)}，${words.basis} ${assessment.policyHash.slice(0, 12)}`.replaceAll('，', locale === 'zh-CN' ? '，' : ', '));
  text.line('identification', words.identification[assessment.identification.outcome]);
  text.missing(assessment.identification.missing);
  text.decided('category', assessment.category);
  text.collected('risks', assessment.risks, true);
  text.collected('redFlags', assessment.identification.redFlags, false);
  text.decided('tier', assessment.tier);
  text.decided('track', assessment.track);
  text.collected('measures', assessment.measures, false);
  text.line('exit', words.exit[assessment.exit.outcome]);
  if (assessment.exit.outcome === 'verify' || assessment.exit.outcome === 'noStandard') text.missing(assessment.exit.missing);
  if (assessment.exit.outcome === 'exit') text.decided('exitMode', assessment.exit.mode);
  text.collected('checks', assessment.checks, false);
  text.collected('alerts', assessment.alerts, false);
  for (const found of assessment.issues) text.line('issues', describeIssue(found, locale));
  appendReasons(text, policy, assessment, locale);
  text.lines.push(words.note);
  return text.lines;
}

function appendReasons(text: Explanation, policy: Policy, assessment: Assessment, locale: Locale): void {
  const words = WORDS[locale];
  const decisive = new Set(decisiveRules(assessment));
  const stages = ['identify', 'review', 'exitCriterion'];
  for (const rule of assessment.reasons()) {
    if (!decisive.has(rule.rule) || !stages.includes(rule.stage)) continue;
    if (rule.stage === 'exitCriterion' && assessment.exit.outcome !== 'retain') continue;
    const title = text.title(rule);
    text.lines.push(`${words.heads.why}${words.colon}${title}`);
    text.lines.push(...reasonLines(rule.reason, policy.documents, locale, 1));
    text.lines.push(`  ${words.source}${words.colon}${showProvenance(rule.provenance, policy.documents, locale)}`);
  }
  if (assessment.exit.unmet.some((each) => policy.rules[each.rule] === undefined)) text.lines.push(...reasonLines(assessment.noWayIn(), policy.documents, locale, 1));
}

