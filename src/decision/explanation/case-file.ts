import { showAmount, showCode, showDay, showValue } from '../../backends/words/show.js';
import { absenceText } from '../../backends/words/standing.js';
import { factOf } from '../../facts/catalogue.js';
import type { Fact, Title } from '../../facts/kinds.js';
import type { Explanation, Line, Token } from '../../policy/explanation.js';
import type { Policy } from '../../policy/policy.js';
import type { Truth } from '../../values/truth.js';
import type { Assessment, MissingFact } from '../assessment.js';
import type { Declaration } from '../declarations.js';
import { namedFact } from '../named-fact.js';
import { adviceSentence, EXIT_WORDS, identificationWords } from '../outcome-words.js';
import { temporaryTexts } from '../standards.js';
import { alternativeLines, gapLines } from './alternative-lines.js';
import { both, explanationOf, titled } from './citations.js';
import { isDecisive } from './decisive-rules.js';
import { addHelp } from './help-lines.js';
import { LeafLines, type SensitivityOf, ToldSoFar } from './leaf-lines.js';
import { neededLines } from './needed-lines.js';
import { Page } from './page.js';

export interface ExplanationRequest {
  /** Whether to tell what would change the answer, which takes most of the time; without it, yes. */
  readonly alternatives?: boolean;
}

/** Everything about one assessment, in the order in which an official reads it. */
export class CaseFile {
  private readonly page: Page;
  /** Who may see what a definition comes to. */
  private readonly truthSensitivityOf: SensitivityOf;
  private readonly withAlternatives: boolean;
  private readonly told = new ToldSoFar();

  constructor(
    policy: Policy,
    assessment: Assessment,
    { ofRule, ofTruth }: { readonly ofRule: SensitivityOf; readonly ofTruth: SensitivityOf },
    { alternatives = true }: ExplanationRequest,
  ) {
    this.page = new Page(policy, assessment, ofRule);
    this.truthSensitivityOf = ofTruth;
    this.withAlternatives = alternatives;
  }

  explanation(): Explanation {
    const { policy, assessment } = this.page;
    this.answers();
    this.page.lines.push(...this.reasons());
    // What was cited is known only when all else has been told.
    for (const line of this.page.citations.lines()) this.page.lines.push({ head: 'source', ...line });
    this.page.add(undefined, [both(adviceSentence)]);
    return explanationOf(policy, assessment.on, this.page.lines);
  }

  private answers(): void {
    const { policy, assessment } = this.page;
    const { identification, exit } = assessment;
    this.page.add(undefined, [
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
    this.page.add('layers', [{ kind: 'list', by: 'item', items: layers }]);
    for (const [index] of temporaryTexts(policy, 'zh-CN').entries())
      this.page.add('temporary', [both((locale) => temporaryTexts(policy, locale)[index] ?? '')]);
    for (const standard of assessment.standards)
      this.page.add('standard', this.page.citations.standard(standard));
    this.page.add('identification', [both((locale) => identificationWords(assessment, locale))]);
    this.missing(identification.missing, []);
    this.page.lines.push(...neededLines(assessment, 'identification'));
    if (this.mayBeHelped()) this.page.decided('category', 'category', assessment.category);
    this.page.collected(exit.monitored === 'true' ? 'risksRecorded' : 'risks', assessment.risks);
    this.page.collected('riskKinds', assessment.riskKinds);
    this.page.collected('redFlags', identification.redFlags);
    this.page.collected('refusals', identification.refusals);
    // To advise measures beside an exit would contradict itself; as data both are there.
    if (this.mayBeHelped() && exit.outcome !== 'exit') addHelp(this.page);
    this.page.add('exit', [both((locale) => EXIT_WORDS[locale][exit.outcome])]);
    if (exit.outcome === 'verify' || exit.outcome === 'noStandard') {
      this.missing(exit.missing, identification.missing);
      this.page.lines.push(...neededLines(assessment, 'exit'));
    }
    if (exit.outcome === 'exit') this.page.decided('exitMode', 'exitMode', exit.mode);
    this.page.lines.push(...this.gaps());
    if (this.withAlternatives) this.page.lines.push(...alternativeLines(assessment));
    this.page.collected('checks', assessment.checks, true);
    this.page.collected('alerts', assessment.alerts, true);
    this.page.collected('reminders', assessment.reminders, true);
    this.declaredBlanks();
    for (const declaration of assessment.declarations) this.declared(declaration);
    for (const issue of assessment.issues) this.page.add('issues', [{ kind: 'issue', issue }]);
  }

  /** Blanks that were taken to mean a value, and on whose word. */
  private declaredBlanks(): void {
    for (const name of this.page.assessment.declaredBlanks) {
      const declared = this.page.policy.declaredBlanks[name];
      const fact = factOf(name);
      if (declared === undefined || fact === undefined) continue;
      const { value, ...provenance } = declared;
      const { sensitivity } = fact;
      this.page.add('declaredBlanks', [
        {
          kind: 'pair',
          of: [{ kind: 'fact', name, title: fact.title, sensitivity }],
          said: [{ ...meaningOf(fact, value), sensitivity } as Token],
        },
        { kind: 'bracketed', tokens: this.page.citations.provenance(provenance) },
      ]);
    }
  }

  /** What the column mapping of the list declared, on whose word. The header of a column tells as much as its fact. */
  private declared({ fact, kind, value, column, authority, document }: Declaration): void {
    const of = namedFact(fact);
    if (of === undefined) return;
    const { title, sensitivity, entry } = of;
    const named: Token = { kind: 'fact', name: fact, title, sensitivity };
    const quoted = (say: (text: string) => Title, text: string): Token[] => [
      { kind: 'text', text: say(oneLine(text)), sensitivity },
    ];
    const items: Token[][] = [
      [{ kind: 'authority', authority }],
      quoted((zh) => ({ zh, en: zh }), document),
      ...(column === undefined
        ? []
        : [quoted((header) => ({ zh: `列“${header}”`, en: `column "${header}"` }), column)]),
    ];
    const source: Token = { kind: 'bracketed', tokens: [{ kind: 'list', items, by: 'part' }] };
    if (kind === 'complete') {
      this.page.add('declaredComplete', [named, source]);
      return;
    }
    const meaning = value === undefined ? NO_ENTRIES : meaningOf(entry, value);
    this.page.add('declaredBlanks', [
      { kind: 'pair', of: [named], said: [{ ...meaning, sensitivity } as Token] },
      source,
    ]);
  }

  /** Whether an answer is advised that help belongs to, or the household has it already. */
  private mayBeHelped(): boolean {
    const { identification, exit } = this.page.assessment;
    return exit.monitored === 'true' || !['verify', 'noStandard'].includes(identification.outcome);
  }

  private gaps(): readonly Line[] {
    const { citations } = this.page;
    return gapLines(
      this.page.assessment,
      () => new LeafLines(citations, 'everything', this.truthSensitivityOf, this.told),
      this.page.sensitivityOf,
      ({ rule, provenance }) =>
        provenance === undefined
          ? []
          : [
              {
                head: 'standsOn',
                tokens: citations.provenance(provenance, this.page.sensitivityOf(rule)),
                below: [],
              },
            ],
    );
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
    const listed = this.page.list(items, 'clause');
    this.page.add(
      'missing',
      fresh.length === missing.length ? [listed] : [{ kind: 'pair', of: [also], said: [listed] }],
    );
  }

  private reasons(): readonly Line[] {
    const { assessment, policy } = this.page;
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
    const { policy, assessment, citations } = this.page;
    const truth = assessment.rules[name] as Truth;
    const { stage } = policy.rules[name] as Policy['rules'][string];
    // What keeps from exit is told where exit is.
    const isGap = stage === 'exitCriterion' && truth === 'false';
    if (isGap || !isDecisive(assessment, stage, truth)) return [];
    const { title, reason, provenance } = assessment.reasonOf(name);
    const sensitivity = this.page.sensitivityOf(name);
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

const NO_ENTRIES: Token = titled({ zh: '无', en: 'none' });

/** What a blank was taken to mean, in words. */
const meaningOf = (fact: Fact, value: boolean | number | string): Token =>
  both((locale) => {
    if (typeof value === 'boolean') return showValue({ type: 'truth', value }, locale);
    if (typeof value === 'number')
      return showAmount(String(value), fact.kind === 'number' ? fact.unit : undefined, locale);
    return fact.kind === 'day' || fact.kind === 'month' ? showDay(value, locale) : showCode(value, locale);
  });

/** What stands in a sheet as people wrote it: no line break, and nothing that steers a screen. */
const oneLine = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();
