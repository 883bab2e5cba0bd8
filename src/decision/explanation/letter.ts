import { showAmount, showDay } from '../../backends/words/show.js';
import type { Explanation, HeadName, Line, Token } from '../../policy/explanation.js';
import type { Policy } from '../../policy/policy.js';
import { VERSION } from '../../version.js';
import type { Assessment } from '../assessment.js';
import { deadlineTexts } from '../measures.js';
import type { Reading } from '../reading.js';
import { both, Citations, titled } from './citations.js';
import { isDecisive } from './decisive-rules.js';
import { LeafLines } from './leaf-lines.js';
import { stepLines, stepsOf } from './next-steps.js';
import { NOT_FINAL, OBJECT_ANYWHERE, OBJECT_AT, resultWords } from './plain-words.js';

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
  const { policy, on } = reading;
  const lines: Line[] = [];
  const add = (head: HeadName | undefined, tokens: readonly Token[], below: readonly Line[] = []): void => {
    lines.push({ ...(head === undefined ? {} : { head }), tokens, below });
  };
  const { identification, exit } = assessment;
  const isMonitored = exit.outcome !== 'notApplicable';
  const name = textOfFact(reading, 'headName');
  add(undefined, [
    both((locale) =>
      locale === 'zh-CN'
        ? `${name ?? '农户'}：`
        : `To the household${name === undefined ? '' : ` of ${name}`}:`,
    ),
  ]);
  const { zh, en } = policy.region.name;
  add(undefined, [
    both((locale) =>
      locale === 'zh-CN'
        ? `${showDay(on, locale)}，按${zh}的规定，对您家的情况作了研判。`
        : `On ${on} the situation of your household was looked at by the rules of ${en}.`,
    ),
  ]);
  const result = resultWords(assessment);
  add('result', [both((locale) => result[locale])]);
  add(undefined, [both((locale) => NOT_FINAL[locale])]);
  add('reasons', [], reasonLines(assessment, policy));
  const needed = assessment.neededFacts(isMonitored ? 'exit' : 'identification');
  const [questions] = needed?.sets ?? [];
  if (questions !== undefined)
    add(
      'toAnswer',
      [],
      questions.questions.map(({ question }) => ({ tokens: [titled(question)], below: [] })),
    );
  if (isHelped(assessment)) {
    const measures = assessment.measures.certain.map(({ title, measure }): Line => {
      const { value, unit } = measure?.amount ?? {};
      const amount: Token[] =
        value === undefined
          ? []
          : [{ kind: 'bracketed', tokens: [both((locale) => showAmount(value, unit, locale))] }];
      return { tokens: [titled(title), ...amount], below: [] };
    });
    if (measures.length > 0) add('help', [], measures);
    if (identification.outcome === 'identify' && !isMonitored)
      for (const [index] of deadlineTexts(policy, on, 'zh-CN').entries())
        add('deadlines', [both((locale) => deadlineTexts(policy, on, locale)[index] ?? '')]);
  }
  const procedure = exit.outcome === 'exit' ? 'exit' : 'identification';
  const isUnderWay =
    exit.outcome === 'exit' || (!isMonitored && ['identify', 'review'].includes(identification.outcome));
  if (isUnderWay) add('steps', [], stepLines(stepsOf(policy, procedure, on), request.nextStep));
  add(
    'object',
    request.office === undefined
      ? [both((locale) => OBJECT_ANYWHERE[locale])]
      : [
          {
            kind: 'list',
            by: 'clause',
            items: [[officeToken(request.office)], [both((locale) => OBJECT_AT[locale])]],
          },
        ],
  );
  return Object.freeze({
    advice: true,
    engineVersion: VERSION,
    policyHash: assessment.policyHash,
    region: policy.region.name,
    on,
    lines,
  });
}

const isHelped = ({ identification, exit }: Assessment): boolean =>
  exit.outcome === 'retain' || (exit.outcome === 'notApplicable' && identification.outcome === 'identify');

const MEETS = { true: 'meets', false: 'doesNotMeet', unknown: 'notYetTold' } as const;

/** The rules that decided, with how things stand; each statement once. */
function reasonLines(assessment: Assessment, policy: Policy): readonly Line[] {
  const { rules } = policy;
  const leaves = new LeafLines(new Citations(policy), 'statements');
  const isMonitored = assessment.exit.outcome !== 'notApplicable';
  const told = Object.entries(assessment.rules).flatMap(([name, truth]): Line[] => {
    const stage = rules[name]?.stage;
    if (stage === undefined || stage === 'reassess' || !isDecisive(assessment, stage, truth)) return [];
    // Who is monitored asks about staying or leaving; ways in are not what the letter is about.
    if (isMonitored ? stage !== 'exitCriterion' : stage === 'exitCriterion') return [];
    const { title, reason } = assessment.reasonOf(name);
    const lines = leaves.below(title, reason);
    const distinct = new Map(lines.map((line) => [JSON.stringify(line.tokens), line]));
    const phrase = stage === 'review' ? 'toReview' : MEETS[truth];
    return [
      {
        tokens: [{ kind: 'pair', of: [{ kind: 'phrase', phrase }], said: [titled(title)] }],
        below: [...distinct.values()],
      },
    ];
  });
  return told;
}
