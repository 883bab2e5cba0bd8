import { isDay } from '../values/day.js';
import { DixianError, issue } from '../values/issues.js';
import type { Policy } from './policy.js';

/** @throws DixianError if the policy is not valid on the day. */
export function requireDay(policy: Policy, on: string): void {
  if (typeof on !== 'string' || !isDay(on))
    throw new DixianError([issue('invalidDay', ['on'], { value: String(on), column: 1 })]);
  if (on < policy.validFrom || on > (policy.validTo ?? '9999-12-31'))
    throw new DixianError([
      issue('dayOutsideValidity', ['on'], { on, from: policy.validFrom, to: policy.validTo ?? '—' }),
    ]);
}
