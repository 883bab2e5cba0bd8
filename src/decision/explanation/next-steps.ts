import { withoutNumbers } from '../../facts/without-numbers.js';
import type { Line, Token } from '../../policy/explanation.js';
import type { Policy } from '../../policy/policy.js';
import { DixianError, issue } from '../../values/issues.js';
import type { PlannedLength } from '../procedure/lengths.js';
import { planProcedure } from '../procedure/plan.js';
import type { PlannedStep } from '../procedure/procedure-plan.js';
import { LEVEL_WORDS } from '../procedure/procedure-words.js';
import { both, titled } from './citations.js';

/** A number of days in words, or nothing where it is not set. */
export function daysToken(length: PlannedLength | undefined): Token | undefined {
  if (length?.days === undefined || length.unit === undefined) return undefined;
  const { days, unit } = length;
  return both((locale) =>
    locale === 'zh-CN'
      ? `不少于 ${days} ${unit === 'workingDays' ? '个工作日' : '天'}`
      : `at least ${days} ${unit === 'workingDays' ? 'working days' : 'days'}`,
  );
}

/** The steps of a procedure of the policy on a day; none if the policy has no procedure of this name. */
export const stepsOf = (policy: Policy, procedure: string, on: string): readonly PlannedStep[] =>
  Object.hasOwn(policy.procedures, procedure)
    ? planProcedure(policy, { procedure, startedOn: on }).steps
    : [];

/**
 * The steps that are still to come, from the one named on; all of them if none is named.
 * @throws DixianError if the procedure has no step of that name.
 */
export function stepLines(steps: readonly PlannedStep[], first: string | undefined): readonly Line[] {
  const from = first === undefined ? 0 : steps.findIndex(({ name }) => name === first);
  if (from < 0)
    throw new DixianError([
      issue('unknownStep', ['nextStep'], {
        name: withoutNumbers(first ?? ''),
        known: steps.map(({ name }) => name).join(', '),
      }),
    ]);
  return steps.slice(from).map(({ title, level, atLeast }, index): Line => {
    const days = daysToken(atLeast);
    const items: Token[][] = [
      [both((locale) => LEVEL_WORDS[locale][level])],
      ...(days === undefined ? [] : [[days]]),
    ];
    const number = both((locale) => `${index + 1}.${locale === 'zh-CN' ? ' ' : ''}`);
    return {
      tokens: [number, titled(title), { kind: 'bracketed', tokens: [{ kind: 'list', items, by: 'part' }] }],
      below: [],
    };
  });
}
