import type { Token } from '../../policy/explanation.js';
import type { Assessment } from '../assessment.js';
import { deadlineTexts, measureDetails } from '../measures.js';
import { both, titled } from './citations.js';
import type { Page } from './page.js';

/** Degree and kind of help, measures with what they answer, deadlines, schemes of social assistance. */
export function addHelp(page: Page): void {
  const { assessment, policy } = page;
  page.decided('tier', 'tier', assessment.tier);
  page.decided('track', 'track', assessment.track);
  for (const each of assessment.measures.certain) {
    const { measure } = each;
    const details: Token[] =
      measure === undefined
        ? []
        : [
            {
              ...both((locale) => measureDetails(measure, policy, locale).trim()),
              sensitivity: page.sensitivityOf(each.rule),
            } as Token,
          ];
    page.add('measures', [page.ruleToken(each), ...details, ...page.defaultMark([each.rule])]);
  }
  // What is not settled yet is told by name only; the unknowns stand under what is still to be found out.
  const { possible } = assessment.measures;
  if (possible.length > 0 && needsHelp(assessment))
    page.add('possibleMeasures', [page.list(possible.map((each) => [page.ruleToken(each)]))]);
  if (assessment.identification.outcome === 'identify')
    for (const [index] of deadlineTexts(policy, assessment.on, 'zh-CN').entries())
      page.add('deadlines', [both((locale) => deadlineTexts(policy, assessment.on, locale)[index] ?? '')]);
  page.collected('referrals', assessment.referrals, true);
  if (needsHelp(assessment)) addPossibleReferrals(page);
  // Who may exit goes the way of exit; to go on helping beside it would contradict that.
  page.decided('reassessment', 'reassess', assessment.reassessment);
}

/** Whether the household is to be helped, or may be. */
function needsHelp({ identification, exit }: Assessment): boolean {
  return (
    identification.outcome === 'identify' || identification.outcome === 'review' || exit.outcome === 'retain'
  );
}

/** The schemes that the household may qualify for, each with what has to be found out. */
function addPossibleReferrals(page: Page): void {
  const { possible } = page.assessment.referrals;
  if (possible.length === 0) return;
  const schemes = [...new Set(possible.map((each) => each.code ?? ''))];
  const missing = new Map(
    possible.flatMap((each) => page.assessment.missingOf(each.rule)).map((fact) => [fact.name, fact.title]),
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
                said: [page.list([...missing.values()].map((title) => [titled(title)]))],
              },
            ],
          },
        ];
  page.add('possibleReferrals', [page.list(schemes.map((code) => [{ kind: 'code', code }])), ...needed]);
}
