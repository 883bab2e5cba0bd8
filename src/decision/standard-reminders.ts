import { showAmount, showDay } from '../backends/words/show.js';
import type { Title } from '../facts/kinds.js';
import { endOf, inForceOn } from '../policy/parameters.js';
import type { Policy } from '../policy/policy.js';
import { addDays } from '../values/day.js';
import { rationalFromText } from '../values/rational.js';
import type { Concluded } from './assessment.js';

/** The last day up to which a series has values without a gap, from a day on; undefined if it has no end. */
function lastDayOfSeries(series: Policy['parameters'][string]['series'], on: string): string | undefined {
  let end = inForceOn(series, on)?.to;
  for (;;) {
    if (end === undefined) return undefined;
    const next = inForceOn(series, addDays(end, 1));
    if (next?.value === undefined || endOf(next) <= end) return end;
    end = next.to;
  }
}

/**
 * Parameters that run out soon and ask to be reminded of (`remindBefore`), the income standard above all: from
 * that day on there is no answer, so somebody has to set the next one.
 */
export function standardReminders(policy: Policy, on: string): readonly Concluded[] {
  return Object.entries(policy.parameters).flatMap(([name, { title, unit, remindBefore, series }]) => {
    const notice = remindBefore === undefined ? undefined : policy.parameters[remindBefore];
    const days = notice === undefined ? undefined : inForceOn(notice.series, on)?.value;
    const value = inForceOn(series, on)?.value;
    const whole = typeof days === 'string' ? rationalFromText(days) : undefined;
    if (typeof value !== 'string' || whole === undefined || whole.denominator !== 1n) return [];
    const last = lastDayOfSeries(series, on);
    if (last === undefined || addDays(on, Number(whole.numerator)) < last) return [];
    const text: Title = {
      zh: `${title.zh}（${showAmount(value, unit, 'zh-CN')}）${showDay(last, 'zh-CN')}到期，其后还没有新的`,
      en: `${title.en} (${showAmount(value, unit, 'en')}) ends on ${last}, and nothing is set after it`,
    };
    return [{ rule: name, title: text }];
  });
}
