import { showAmount, showDay } from '../../backends/words/show.js';
import type { Explanation, HeadName, Line, Token } from '../../policy/explanation.js';
import type { Truth } from '../../values/truth.js';
import type { Assessment, MissingFact } from '../assessment.js';
import type { Reading } from '../reading.js';
import { earliestTokens } from './alternative-lines.js';
import { both, Citations, explanationOf, titled } from './citations.js';
import { isDecisive } from './decisive-rules.js';
import { LeafLines } from './leaf-lines.js';
import { stepLines, stepsOf } from './next-steps.js';
import {
  afterwardsWords,
  isRefused,
  NOT_FINAL,
  OBJECT_ANYWHERE,
  OBJECT_AT,
  resultWords,
} from './plain-words.js';

/** Who takes objections: given by whoever sends the letter, never made up. */
export interface Office {
  readonly name: string;
  readonly telephone?: string;
  readonly address?: string;
}

export interface LetterRequest {
  readonly office?: Office;
  /** The first step of the procedure that is still to come, by its name; without it all steps are told. */
  readonly nextStep?: string;
}

/** A fact of the household that is a text, as it was given. */
export function textOfFact({ facts }: Reading, name: string): string | undefined {
  const value = facts[name];
  return typeof value === 'string' ? value : undefined;
}

/** The office as one sentence. */
export const officeToken = ({ name, telephone, address }: Office): Token => ({
  kind: 'list',
  by: 'part',
  items: [name, address, telephone]
    .filter((part) => part !== undefined)
    .map((part): Token[] => [titled({ zh: part, en: part })]),
});

/** The letter to the household: what came out, why, what happens next, what is still asked, how to object. */
export function letterOf(reading: Reading, assessment: Assessment, request: LetterRequest = {}): Explanation {
  return explanationOf(reading.policy, reading.on, new Letter(reading, assessment, request).lines());
}

const phraseToken = (phrase: Extract<Token, { readonly kind: 'phrase' }>['phrase']): Token => ({
  kind: 'phrase',
  phrase,
});

class Letter {
  private readonly reading: Reading;
  private readonly assessment: Assessment;
  private readonly request: LetterRequest;
  private readonly written: Line[] = [];
  private readonly leaves: LeafLines;
  /** Who is monitored is written to about staying or leaving, everybody else about being taken in. */
  private readonly isMonitored: boolean;

  constructor(reading: Reading, assessment: Assessment, request: LetterRequest) {
    this.reading = reading;
    this.assessment = assessment;
    this.request = request;
    this.leaves = new LeafLines(new Citations(reading.policy), 'statements', () => 'plain');
    this.isMonitored = assessment.exit.monitored === 'true';
  }

  lines(): readonly Line[] {
    const { assessment } = this;
    this.opening();
    const result = resultWords(assessment);
    this.add('result', [both((locale) => result[locale])]);
    this.add(undefined, [both((locale) => NOT_FINAL[locale])]);
    this.add('reasons', [], saidOnce(this.reasons()));
    this.reassessment();
    this.questions();
    this.help();
    this.steps();
    const afterwards = afterwardsWords(assessment);
    if (afterwards !== undefined) this.add('afterwards', [both((locale) => afterwards[locale])]);
    this.objection();
    return this.written;
  }

  private add(head: HeadName | undefined, tokens: readonly Token[], below: readonly Line[] = []): void {
    this.written.push({ ...(head === undefined ? {} : { head }), tokens, below });
  }

  private opening(): void {
    const { on, policy } = this.reading;
    const name = textOfFact(this.reading, 'headName');
    const { zh, en } = policy.region.name;
    this.add(undefined, [
      both((locale) =>
        locale === 'zh-CN'
          ? `尊敬的${name ?? '农户'}：`
          : `To the household${name === undefined ? '' : ` of ${name}`}:`,
      ),
    ]);
    this.add(undefined, [
      both((locale) =>
        locale === 'zh-CN'
          ? `${showDay(on, locale)}，按国家和当地（${zh}）的规定，对您家的情况作了研判。`
          : `On ${on} the situation of your household was looked at by the national and local rules (${en}).`,
      ),
    ]);
  }

  private reasons(): readonly Line[] {
    const { assessment } = this;
    // What keeps from exit, the engine's own criterion among it, with when it could hold.
    if (assessment.exit.outcome === 'retain')
      return assessment.exitGaps().map((gap) => {
        const when: Token[] =
          gap.earliest.kind === 'day' ? [{ kind: 'bracketed', tokens: earliestTokens(gap) }] : [];
        return this.told(
          'notYetMet',
          gap.rule,
          gap.title,
          gap.leaves.flatMap((leaf) => this.leaves.lines(leaf)),
          when,
        );
      });
    return [...this.refusals(), ...this.rules()];
  }

  private rules(): readonly Line[] {
    const { assessment, isMonitored } = this;
    const { rules } = this.reading.policy;
    const unchecked: string[] = [];
    const lines = Object.entries(assessment.rules).flatMap(([name, truth]): Line[] => {
      const stage = rules[name]?.stage;
      if (stage === undefined || stage === 'reassess' || !isDecisive(assessment, stage, truth)) return [];
      if (isMonitored ? stage !== 'exitCriterion' : stage === 'exitCriterion') return [];
      // Who is refused is told on what; that something else would have to be looked at again does not matter.
      if (stage === 'review' && isRefused(assessment)) return [];
      // What nobody has looked at is no reproach.
      if (stage === 'review' && truth === 'unknown') {
        unchecked.push(name);
        return [];
      }
      const { title, reason } = assessment.reasonOf(name);
      const below = truth === 'unknown' ? this.notYetKnown(name) : this.leaves.below(title, reason);
      return [this.told(stage === 'review' ? 'toReview' : MEETS[truth], name, title, below)];
    });
    if (unchecked.length === 0) return lines;
    return [...lines, { tokens: [phraseToken('departmentsCheck')], below: [] }];
  }

  private refusals(): readonly Line[] {
    if (!isRefused(this.assessment)) return [];
    return this.assessment.identification.refusals.certain.map(({ rule, title }) =>
      this.told(
        'refusedBecause',
        rule,
        title,
        this.leaves.below(title, this.assessment.reasonOf(rule).reason),
      ),
    );
  }

  /** A rule that decided, how things stand, each statement once, and that nobody has published it. */
  private told(
    phrase: Extract<Token, { readonly kind: 'phrase' }>['phrase'],
    rule: string,
    title: { readonly zh: string; readonly en: string },
    statements: readonly Line[],
    more: readonly Token[] = [],
  ): Line {
    const distinct = new Map(statements.map((line) => [JSON.stringify(line.tokens), line]));
    const isDefault = this.reading.policy.rules[rule]?.provenance.authority === 'projectDefault';
    const unpublished: Line[] = isDefault ? [{ tokens: [phraseToken('unpublishedRule')], below: [] }] : [];
    return {
      tokens: [{ kind: 'pair', of: [phraseToken(phrase)], said: [titled(title), ...more] }],
      below: [...distinct.values(), ...unpublished],
    };
  }

  /** Of an open rule no conditions are told, which half of a truth would misstate: only what is not known. */
  private notYetKnown(rule: string): readonly Line[] {
    const missing = this.assessment.missingOf(rule);
    const isToBeSet = ({ kind }: MissingFact): boolean => kind === 'parameter' || kind === 'rules';
    // Nobody can find out a standard that is not there.
    const absent = missing.filter(isToBeSet).map(
      ({ title }): Line => ({
        tokens: [phraseToken('noBoundOnDay'), titled(title)],
        below: [],
      }),
    );
    const items = missing.filter((each) => !isToBeSet(each)).map(({ title }): Token[] => [titled(title)]);
    if (items.length === 0) return absent;
    const list: Token = { kind: 'list', items, by: 'clause' };
    return [
      { tokens: [{ kind: 'pair', of: [phraseToken('notYetKnown')], said: [list] }], below: [] },
      ...absent,
    ];
  }

  private reassessment(): void {
    const { answer } = this.assessment.reassessment;
    if (answer !== undefined && answer !== 'none' && this.assessment.exit.outcome !== 'exit')
      this.add('reassessment', [{ kind: 'code', code: answer }]);
  }

  /** Only what the household itself can tell is asked of it; the rest is asked where it is known. */
  private questions(): void {
    const needed = this.assessment.neededFacts(this.isMonitored ? 'exit' : 'identification');
    if (needed === undefined) return;
    const first = needed.first === undefined ? [] : [needed.first];
    const questions = needed.sets[0]?.questions ?? first;
    const asked = questions.filter(({ foundBy }) => foundBy === 'household');
    const toAsk = asked.map(({ question }): Line => ({ tokens: [titled(question)], below: [] }));
    if (toAsk.length > 0) this.add('toAnswer', [], toAsk);
    const others = questions.filter(({ foundBy }) => foundBy !== 'household');
    const departments = others.flatMap(({ department }) => (department === undefined ? [] : [department]));
    const items = [...new Set(departments)].map((name): Token[] => [
      { kind: 'department', name, role: 'named' },
    ]);
    const toSee = others.some(({ department }) => department === undefined);
    if (toSee) items.push([phraseToken('visitToSee')]);
    if (items.length > 0) this.add('toCheck', [{ kind: 'list', items, by: 'item' }]);
  }

  private help(): void {
    const { identification, exit, measures } = this.assessment;
    const isHelped = this.isMonitored ? exit.outcome === 'retain' : identification.outcome === 'identify';
    if (!isHelped || measures.certain.length === 0) return;
    const lines = measures.certain.map(({ title, measure }): Line => {
      const { value, unit } = measure?.amount ?? {};
      const amount: Token[] =
        value === undefined
          ? []
          : [{ kind: 'bracketed', tokens: [both((locale) => showAmount(value, unit, locale))] }];
      return { tokens: [titled(title), ...amount], below: [] };
    });
    this.add('helpAdvised', [], lines);
  }

  private steps(): void {
    const { exit, identification } = this.assessment;
    const isExit = exit.outcome === 'exit';
    const isEntry = !this.isMonitored && ['identify', 'review'].includes(identification.outcome);
    if (!isExit && !isEntry) return;
    const { policy, on } = this.reading;
    const steps = stepLines(stepsOf(policy, isExit ? 'exit' : 'identification', on), this.request.nextStep);
    if (steps.length > 0)
      this.add(this.request.nextStep === undefined ? 'procedureSteps' : 'steps', [], steps);
  }

  private objection(): void {
    const { office } = this.request;
    if (office === undefined) this.add('object', [both((locale) => OBJECT_ANYWHERE[locale])]);
    else
      this.add('object', [
        { kind: 'list', by: 'clause', items: [[officeToken(office)], [both((locale) => OBJECT_AT[locale])]] },
      ]);
  }
}

const isUnpublished = ({ tokens: [token] }: Line): boolean =>
  token?.kind === 'phrase' && token.phrase === 'unpublishedRule';

/** Where nobody has published any of the rules, that is said once, for all of them. */
function saidOnce(lines: readonly Line[]): readonly Line[] {
  const rules = lines.filter(({ below }) => below.length > 0);
  if (rules.length < 2 || !rules.every(({ below }) => below.some(isUnpublished))) return lines;
  const bare = lines.map((line) => ({ ...line, below: line.below.filter((each) => !isUnpublished(each)) }));
  return [...bare, { tokens: [phraseToken('unpublishedAll')], below: [] }];
}

const MEETS = { true: 'meets', false: 'doesNotMeet', unknown: 'notYetTold' } as const satisfies Record<
  Truth,
  string
>;
