import type { RuleReason } from '../policy/reason.js';
import type { Assessment } from './assessment.js';

const OUTLINES = new WeakMap<Assessment, (rule: string) => RuleReason>();

/** Says where the outlines of an assessment's reasons come from; they are no part of what callers see of it. */
export const rememberOutlines = (assessment: Assessment, outline: (rule: string) => RuleReason): void => {
  OUTLINES.set(assessment, outline);
};

/**
 * Why a rule is what it is, as far as one line tells it: the parts that decide, by title and figures. Where the
 * assessment has no outlines (a copy of it), its whole reasons.
 */
export const outlineOf = (assessment: Assessment, rule: string): RuleReason =>
  (OUTLINES.get(assessment) ?? assessment.reasonOf)(rule);
