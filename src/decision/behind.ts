import type { Assessment } from './assessment.js';
import type { OfDay } from './of-day.js';
import type { Reading } from './reading.js';
import type { WorkedOut } from './reasons.js';
import type { ResultsByStage } from './stage-results.js';

/** What an assessment was made from. */
export interface Behind {
  readonly reading: Reading;
  readonly worked: WorkedOut;
  readonly ofDay: OfDay;
  readonly stages: ResultsByStage;
}

const BEHIND = new WeakMap<Assessment, Behind>();

/** Keeps what an assessment was made from; it is no part of what callers see of it. */
export const rememberBehind = (assessment: Assessment, behind: Behind): void => {
  BEHIND.set(assessment, behind);
};

/** Undefined of a copy of an assessment. */
export const behindOf = (assessment: Assessment): Behind | undefined => BEHIND.get(assessment);
