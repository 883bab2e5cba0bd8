import { showAmount, showCode, showValue } from '../../backends/words/show.js';
import { absenceText } from '../../backends/words/standing.js';
import { factOf } from '../../facts/catalogue.js';
import type { Explanation, HeadName, Line, Token } from '../../policy/explanation.js';
import type { Policy } from '../../policy/policy.js';
import { NO_CONCLUSION, type StageName } from '../../policy/stages.js';
import type { Truth } from '../../values/truth.js';
import { VERSION } from '../../version.js';
import type { Assessment, Collected, Concluded, Decided, MissingFact } from '../assessment.js';
import { deadlineTexts, measureDetails } from '../measures.js';
import { adviceSentence, EXIT_WORDS, identificationWords } from '../outcome-words.js';
import { temporaryTexts } from '../standards.js';
import { alternativeLines, gapLines } from './alternative-lines.js';
import { both, Citations, titled } from './citations.js';
import { isDecisive } from './decisive-rules.js';
import { LeafLines, type SensitivityOf, ToldSoFar } from './leaf-lines.js';
import { neededLines } from './needed-lines.js';

const DEFAULT_MARK: Token = { kind: 'bracketed', tokens: [{ kind: 'phrase', phrase: 'projectDefault' }] };
/** More possible risks than these are not told one by one. */
const MOST_POSSIBLE = 4;
type DecidedHead = 'category' | 'reassessment' | 'tier' | 'track' | 'exitMode';

export interface ExplanationRequest {
  /** Whether to tell what would change the answer, which takes most of the time; without it, yes. */
  readonly alternatives?: boolean;
}

/** Everything about one assessment, in the order in which an official reads it. */
export class CaseFile {
  private readonly policy: Policy;
  private readonly assessment: Assessment;
  /** Of a rule as its name is told, and of a definition as its truth is. */
  private readonly sensitivityOf: SensitivityOf;
  private readonly truthSensitivityOf: SensitivityOf;
  private readonly withAlternatives: boolean;
  private readonly citations: Citations;
  private readonly collectedLines: Line[] = [];
  private readonly told = new ToldSoFar();

  constructor(
    policy: Policy,
    assessment: Assessment,
    { ofRule, ofTruth }: { readonly ofRule: SensitivityOf; readonly ofTruth: SensitivityOf },
    { alternatives = true }: ExplanationRequest,
  ) {
    this.withAlternatives = alternatives;
    this.policy = policy;
    this.assessment = assessment;
    this.sensitivityOf = ofRule;
    this.truthSensitivityOf = ofTruth;
    this.citations = new Citations(policy);
  }

  explanation(): Explanation {
    const { policy, assessment } = this;
    this.answers();
    this.collectedLines.push(...this.reasons());
    // What was cited is known only when all else has been told.
    for (const line of this.citations.lines()) this.collectedLines.push({ head: 'source', ...line });
    this.add(undefined, [both(adviceSentence)]);
    return Object.freeze({
      advice: true,
      engineVersion: VERSION,
      policyHash: assessment.policyHash,
      region: policy.region.name,
      on: assessment.on,
      lines: this.collectedLines,
    });
  }

  private add(head: HeadName | undefined, tokens: readonly Token[], below: readonly Line[] = []): void {
    this.collectedLines.push({ ...(head === undefined ? {} : { head }), tokens, below });
  }

  private answers(): void {
    const { policy, assessment } = this;
    const { identification, exit } = assessment;
    this.add(undefined, [
      {
        kind: 'list',
        by: 'part',
        items: [
          [titled(policy.region.name)],
          [{ kind: 'day', day: assessment.on }],
          [
            both(
              (locale) => `${locale === 'zh-CN' ? '政策 ' : 'Policy '}${assessment.policyHash.slice(0, 12)}`,
            ),
          ],
        ],
      },
    ]);
    const layers = policy.layers.map(({ title }): Token[] => [titled(title)]);
    this.add('layers', [{ kind: 'list', by: 'item', items: layers }]);
    for (const [index] of temporaryTexts(policy, 'zh-CN').entries())
      this.add('temporary', [both((locale) => temporaryTexts(policy, locale)[index] ?? '')]);
    for (const standard of assessment.standards) this.add('standard', this.citations.standard(standard));
    this.add('identification', [both((locale) => identificationWords(assessment, locale))]);
    this.missing(identification.missing, []);
    this.collectedLines.push(...neededLines(assessment, 'identification'));
    if (this.mayBeHelped()) this.decided('category', 'category', assessment.category);
    this.collected(exit.monitored === 'true' ? 'risksRecorded' : 'risks', assessment.risks);
    this.collected('riskKinds', assessment.riskKinds);
    this.collected('redFlags', identification.redFlags);
    this.collected('refusals', identification.refusals);
    // To advise measures beside an exit would contradict itself; as data both are there.
    if (this.mayBeHelped() && exit.outcome !== 'exit') this.help();
    this.add('exit', [both((locale) => EXIT_WORDS[locale][exit.outcome])]);
    if (exit.outcome === 'verify' || exit.outcome === 'noStandard') {
      this.missing(exit.missing, identification.missing);
      this.collectedLines.push(...neededLines(assessment, 'exit'));
    }
    if (exit.outcome === 'exit') this.decided('exitMode', 'exitMode', exit.mode);
    this.collectedLines.push(...this.gaps());
    if (this.withAlternatives) this.collectedLines.push(...alternativeLines(assessment));
    this.collected('checks', assessment.checks, true);
    this.collected('alerts', assessment.alerts, true);
    this.collected('reminders', assessment.reminders, true);
    this.declaredBlanks();
    for (const issue of assessment.issues) this.add('issues', [{ kind: 'issue', issue }]);
  }

  /** Blanks that were taken to mean a value, and on whose word. */
  private declaredBlanks(): void {
    for (const name of this.assessment.declaredBlanks) {
      const declared = this.policy.declaredBlanks[name];
      const fact = factOf(name);
      if (declared === undefined || fact === undefined) continue;
      const { value, ...provenance } = declared;
      const unit = fact.kind === 'number' ? fact.unit : undefined;
      const { sensitivity } = fact;
      const said = both((locale) => {
        if (typeof value === 'boolean') return showValue({ type: 'truth', value }, locale);
        return typeof value === 'number' ? showAmount(String(value), unit, locale) : showCode(value, locale);
      });
      this.add('declaredBlanks', [
        {
          kind: 'pair',
          of: [{ kind: 'fact', name, title: fact.title, sensitivity }],
          said: [{ ...said, sensitivity } as Token],
        },
        { kind: 'bracketed', tokens: this.citations.provenance(provenance) },
      ]);
    }
  }

  private help(): void {
    const { assessment, policy } = this;
    this.decided('tier', 'tier', assessment.tier);
    this.decided('track', 'track', assessment.track);
    for (const each of assessment.measures.certain) {
      const { measure } = each;
      const details: Token[] =
        measure === undefined
          ? []
          : [
              {
                ...both((locale) => measureDetails(measure, policy, locale).trim()),
                sensitivity: this.sensitivityOf(each.rule),
              } as Token,
            ];
      this.add('measures', [this.ruleToken(each), ...details, ...this.defaultMark([each.rule])]);
    }
    // What is not settled yet is told by name only; the unknowns stand under what is still to be found out.
    const { possible } = assessment.measures;
    if (possible.length > 0 && this.needsHelp())
      this.add('possibleMeasures', [this.list(possible.map((each) => [this.ruleToken(each)]))]);
    if (assessment.identification.outcome === 'identify')
      for (const [index] of deadlineTexts(policy, assessment.on, 'zh-CN').entries())
        this.add('deadlines', [both((locale) => deadlineTexts(policy, assessment.on, locale)[index] ?? '')]);
    this.collected('referrals', assessment.referrals, true);
    if (this.needsHelp()) this.possibleReferrals();
    // Who may exit goes the way of exit; to go on helping beside it would contradict that.
    this.decided('reassessment', 'reassess', assessment.reassessment);
  }

  /** Whether an answer is advised that help belongs to, or the household has it already. */
  private mayBeHelped(): boolean {
    const { identification, exit } = this.assessment;
    return exit.monitored === 'true' || !['verify', 'noStandard'].includes(identification.outcome);
  }

  /** Whether the household is to be helped, or may be. */
  private needsHelp(): boolean {
    const { identification, exit } = this.assessment;
    return (
      identification.outcome === 'identify' ||
      identification.outcome === 'review' ||
      exit.outcome === 'retain'
    );
  }

  private gaps(): readonly Line[] {
    const { citations } = this;
    return gapLines(
      this.assessment,
      () => new LeafLines(citations, 'everything', this.truthSensitivityOf, this.told),
      this.sensitivityOf,
      ({ rule, provenance }) =>
        provenance === undefined
          ? []
          : [
              {
                head: 'standsOn',
                tokens: citations.provenance(provenance, this.sensitivityOf(rule)),
                below: [],
              },
            ],
    );
  }

  private list(items: readonly (readonly Token[])[], by: 'item' | 'clause' = 'item'): Token {
    return { kind: 'list', items, by };
  }

  private ruleToken({ rule, title }: Concluded): Token {
    const sensitivity = this.sensitivityOf(rule);
    return { kind: 'rule', name: rule, title, ...(sensitivity === 'plain' ? {} : { sensitivity }) };
  }

  private decided(head: DecidedHead, stage: StageName, { answer, possible }: Decided): void {
    if (answer === NO_CONCLUSION) return;
    const rules = this.policy.stages[stage];
    // Even which of several answers is possible tells something of what they were worked out from.
    const sensitivities = rules.map((rule) => this.sensitivityOf(rule));
    const sensitivity = sensitivities.find((each) => each !== 'plain') ?? 'plain';
    const codes = possible.map((code): Token[] => [
      code === NO_CONCLUSION
        ? { kind: 'phrase', phrase: 'noneOfThese' }
        : { kind: 'code', code, ...(sensitivity === 'plain' ? {} : { sensitivity }) },
    ]);
    const rule = rules.find((name) => this.assessment.rules[name] === 'true');
    if (answer !== undefined) {
      this.add(head, [this.list(codes), ...this.defaultMark(rule === undefined ? [] : [rule])]);
      return;
    }
    const of: Token = { kind: 'phrase', phrase: 'notSettledPossibly' };
    this.add(head, [{ kind: 'pair', of: [of], said: [this.list(codes)] }]);
  }

  private collected(
    head:
      | 'risks'
      | 'risksRecorded'
      | 'riskKinds'
      | 'checks'
      | 'alerts'
      | 'redFlags'
      | 'refusals'
      | 'reminders'
      | 'referrals',
    { certain, possible }: Collected,
    marked = false,
  ): void {
    const isRisk = head === 'risks' || head === 'risksRecorded';
    const named = (each: Concluded): Token[] => {
      const sensitivity = this.sensitivityOf(each.rule);
      if (each.code !== undefined && head !== 'referrals')
        return [{ kind: 'code', code: each.code, sensitivity }];
      const department: Token[] =
        each.department === undefined
          ? []
          : [
              {
                kind: 'bracketed',
                tokens: [{ kind: 'department', name: each.department, role: 'from' }],
              },
            ];
      return [this.ruleToken(each), ...department];
    };
    const mark = (each: Concluded): readonly Token[] =>
      marked && this.policy.rules[each.rule] !== undefined ? this.defaultMark([each.rule]) : [];
    const shown: (readonly Token[])[] = certain.map((each) => [...named(each), ...mark(each)]);
    if (isRisk) shown.push(...this.possibleRisks(possible.map(named)));
    // That no risk was found is an answer; the other heads stand only where there is something.
    if (shown.length === 0 && !isRisk) return;
    const distinct = [...new Map(shown.map((tokens) => [JSON.stringify(tokens), tokens])).values()];
    const byItem = isRisk || head === 'riskKinds';
    this.add(head, [
      shown.length === 0
        ? { kind: 'phrase', phrase: 'none' }
        : this.list(distinct, byItem ? 'item' : 'clause'),
    ]);
  }

  /** A few are told one by one; where nobody has looked, all of them would be. */
  private possibleRisks(possible: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
    if (possible.length > MOST_POSSIBLE) return [[{ kind: 'phrase', phrase: 'othersOpen' }]];
    const possibly: Token = { kind: 'bracketed', tokens: [{ kind: 'phrase', phrase: 'possibly' }] };
    return possible.map((tokens) => [...tokens, possibly]);
  }

  /** The schemes that the household may qualify for, each with what has to be found out. */
  private possibleReferrals(): void {
    const { possible } = this.assessment.referrals;
    if (possible.length === 0) return;
    const schemes = [...new Set(possible.map((each) => each.code ?? ''))];
    const missing = new Map(
      possible.flatMap((each) => this.assessment.missingOf(each.rule)).map((fact) => [fact.name, fact.title]),
    );
    const needed: Token[] =
      missing.size === 0
        ? []
        : [
            {
              kind: 'bracketed',
              tokens: [
                {
                  kind: 'pair',
                  of: [{ kind: 'phrase', phrase: 'needed' }],
                  said: [this.list([...missing.values()].map((title) => [titled(title)]))],
                },
              ],
            },
          ];
    this.add('possibleReferrals', [this.list(schemes.map((code) => [{ kind: 'code', code }])), ...needed]);
  }

  /** What is missing, without what has been told above. */
  private missing(missing: readonly MissingFact[], above: readonly MissingFact[]): void {
    const told = new Set(above.map(({ name }) => name));
    const fresh = missing.filter(({ name }) => !told.has(name));
    if (fresh.length === 0) return;
    const items = fresh.map((each): Token[] => [
      { kind: 'fact', name: each.name, title: each.title },
      ...(each.kind === 'parameter'
        ? [{ kind: 'bracketed', tokens: [both((locale) => absenceText(each.standing, locale))] } as const]
        : []),
    ]);
    const also: Token = { kind: 'phrase', phrase: 'alsoMissing' };
    const listed = this.list(items, 'clause');
    this.add(
      'missing',
      fresh.length === missing.length ? [listed] : [{ kind: 'pair', of: [also], said: [listed] }],
    );
  }

  /** Says of what all of these rules conclude that nobody has published it. */
  private defaultMark(rules: readonly string[]): readonly Token[] {
    const isDefault = (rule: string): boolean =>
      this.policy.rules[rule]?.provenance.authority === 'projectDefault';
    return rules.length > 0 && rules.every(isDefault) ? [DEFAULT_MARK] : [];
  }

  private reasons(): readonly Line[] {
    const { assessment, policy } = this;
    const names = Object.keys(assessment.rules);
    const isOfExit = (name: string): boolean => policy.rules[name]?.stage === 'exitCriterion';
    // Who is monitored asks about exit first.
    const ordered =
      assessment.exit.monitored === 'true'
        ? [...names.filter(isOfExit), ...names.filter((name) => !isOfExit(name))]
        : names;
    return ordered.flatMap((name) => this.reasonLines(name));
  }

  private reasonLines(name: string): readonly Line[] {
    const { policy, assessment, citations } = this;
    const truth = assessment.rules[name] as Truth;
    const { stage } = policy.rules[name] as Policy['rules'][string];
    // What keeps from exit is told where exit is.
    const isGap = stage === 'exitCriterion' && truth === 'false';
    if (isGap || !isDecisive(assessment, stage, truth)) return [];
    const { title, reason, provenance } = assessment.reasonOf(name);
    const sensitivity = this.sensitivityOf(name);
    return [
      {
        head: 'why',
        tokens: [
          { kind: 'rule', name, title, sensitivity },
          { kind: 'bracketed', tokens: [{ kind: 'truth', truth, sensitivity }] },
        ],
        below: [
          ...new LeafLines(citations, 'everything', this.truthSensitivityOf, this.told).below(title, reason),
          { head: 'standsOn', tokens: citations.provenance(provenance, sensitivity), below: [] },
        ],
      },
    ];
  }
}
