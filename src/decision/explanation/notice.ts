import { showDay } from '../../backends/words/show.js';
import type { Explanation, HeadName, Line, Token } from '../../policy/explanation.js';
import type { Policy, Provenance } from '../../policy/policy.js';
import { isDay } from '../../values/day.js';
import { DixianError, issue } from '../../values/issues.js';
import { formatRational, type Rational } from '../../values/rational.js';
import type { Assessment } from '../assessment.js';
import { adviceSentence } from '../outcome-words.js';
import type { Reading } from '../reading.js';
import { both, Citations, explanationOf, titled } from './citations.js';
import { type Office, officeToken, textOfFact } from './letter.js';
import { maskExplanation } from './masking.js';
import { daysToken, stepsOf } from './next-steps.js';
import { CONTACT, PROPOSAL, PUBLIC_OBJECTION } from './plain-words.js';

export interface NoticeRequest {
  /** Who takes objections while the notice stands. */
  readonly office?: Office;
  /** First and last day on which the notice stands, `YYYY-MM-DD`. */
  readonly period?: { readonly from: string; readonly to: string };
}

/** Names of places and people hold no long numbers; where one does, it is none of the public's business. */
const publicText = (text: string): string =>
  text.replace(/[0-9０-９][0-9０-９\s-]{4,}[0-9０-９xXｘＸ]/g, '…');

/** Facts that may stand in a public notice. */
const PLACE = ['province', 'prefecture', 'county', 'township', 'village', 'villageGroup'] as const;

/**
 * The public notice for a household that is proposed for monitoring, or for exit: who, where, on what grounds, how to
 * object. Never an identity number, a telephone, a bank account, income, health or disability, nor what reveals them.
 * Undefined for any other outcome: then nothing is to be made public.
 * @throws DixianError if the period's days do not exist or are the wrong way round.
 */
export function noticeOf(
  reading: Reading,
  assessment: Assessment,
  request: NoticeRequest = {},
): Explanation | undefined {
  const { policy, on } = reading;
  const { identification, exit, category } = assessment;
  const proposed =
    exit.outcome === 'exit'
      ? 'exit'
      : exit.monitored !== 'true' && identification.outcome === 'identify'
        ? 'identify'
        : undefined;
  if (proposed === undefined) return undefined;
  requirePeriod(request.period);
  const citations = new Citations(policy);
  const lines: Line[] = [];
  const add = (head: HeadName | undefined, tokens: readonly Token[], below: readonly Line[] = []): void => {
    lines.push({ ...(head === undefined ? {} : { head }), tokens, below });
  };
  add(undefined, [both((locale) => PROPOSAL[proposed].title[locale])]);
  const place = PLACE.map((name) => textOfFact(reading, name))
    .filter((part) => part !== undefined)
    .map(publicText);
  if (place.length > 0) add('place', [both((locale) => place.join(locale === 'zh-CN' ? '' : ' '))]);
  const name = textOfFact(reading, 'headName');
  if (name !== undefined) add('household', [titled({ zh: publicText(name), en: publicText(name) })]);
  const members = memberCount(reading);
  if (members !== undefined)
    add('memberCount', [both((locale) => `${members}${locale === 'zh-CN' ? ' 人' : ''}`)]);
  add('proposal', [both((locale) => PROPOSAL[proposed].said[locale])]);
  if (proposed === 'identify' && category.answer !== undefined && category.answer !== 'none')
    add('category', [{ kind: 'code', code: category.answer }]);
  const grounds = proposed === 'identify' ? identification.waysIn.certain : criteriaMet(assessment, policy);
  add(
    'grounds',
    [],
    grounds.map(({ rule, title }): Line => {
      const { provenance } = policy.rules[rule] as Policy['rules'][string];
      // A local rule may name an illness or a disability in its very title; only the nation's are made public.
      const isNational = policy.layers.some(
        ({ name, region }) => name === provenance.layer && region === policy.layers[0]?.region,
      );
      const { clause: _, ...source } = provenance;
      const said: Token = isNational
        ? { kind: 'rule', name: rule, title }
        : { kind: 'phrase', phrase: 'localRule' };
      return { tokens: [said, { kind: 'bracketed', tokens: sourceTokens(source, citations) }], below: [] };
    }),
  );
  add('period', periodTokens(reading, proposed, request));
  add('publicObjection', [both((locale) => PUBLIC_OBJECTION[locale])]);
  if (request.office !== undefined)
    add(undefined, [
      { kind: 'pair', of: [both((locale) => CONTACT[locale])], said: [officeToken(request.office)] },
    ]);
  for (const line of citations.lines()) lines.push({ head: 'source', ...line });
  add(undefined, [both(adviceSentence)]);
  // Nothing above is sensitive; should a part become so, it is left out and not printed.
  return maskExplanation(explanationOf(policy, on, lines), ['personal', 'health', 'identity']);
}

/** @throws DixianError if a day does not exist, or the last one lies before the first. */
function requirePeriod(period: NoticeRequest['period']): void {
  if (period === undefined) return;
  for (const end of ['from', 'to'] as const)
    if (typeof period[end] !== 'string' || !isDay(period[end]))
      throw new DixianError([
        issue('invalidDay', ['period', end], { value: String(period[end]), column: 1 }),
      ]);
  if (period.to < period.from)
    throw new DixianError([issue('noticeEndsBeforeItStarts', ['period'], { ...period })]);
}

/** A document that nobody's rule stands on is not shown to the public as if it did. */
const sourceTokens = (source: Provenance, citations: Citations): readonly Token[] =>
  source.authority === 'projectDefault'
    ? [{ kind: 'phrase', phrase: 'unpublished' }]
    : citations.provenance(source);

const criteriaMet = (assessment: Assessment, policy: Reading['policy']) =>
  policy.stages.exitCriterion
    .filter((rule) => assessment.rules[rule] === 'true')
    .map((rule) => ({ rule, title: assessment.reasonOf(rule).title }));

/** How many members, where it is certain. */
function memberCount({ facts }: Reading): string | undefined {
  const given = facts['reportedMemberCount'];
  if (typeof given !== 'object' || !('numerator' in given)) return undefined;
  return formatRational(given as Rational, 0);
}

/** The days given; otherwise how long the policy has it stand at the least. */
function periodTokens(
  reading: Reading,
  proposed: 'identify' | 'exit',
  { period }: NoticeRequest,
): readonly Token[] {
  if (period !== undefined)
    return [
      both((locale) =>
        locale === 'zh-CN'
          ? `${showDay(period.from, locale)}至${showDay(period.to, locale)}`
          : `${period.from} to ${period.to}`,
      ),
    ];
  const steps = stepsOf(reading.policy, proposed === 'exit' ? 'exit' : 'identification', reading.on);
  const longest = steps.map(({ atLeast }) => daysToken(atLeast)).find((token) => token !== undefined);
  return [
    longest ?? both((locale) => (locale === 'zh-CN' ? '由张贴的村填写' : 'to be filled in by the village')),
  ];
}
