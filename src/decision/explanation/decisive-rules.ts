import type { StageName } from '../../policy/stages.js';
import type { Truth } from '../../values/truth.js';
import type { Assessment } from '../assessment.js';

const isOpen = (outcome: string): boolean => outcome === 'verify' || outcome === 'noStandard';

/** Whether a rule decided an outcome, so that its reasons are to be told. */
export function isDecisive(assessment: Assessment, stage: StageName, truth: Truth): boolean {
  const { outcome, waysIn } = assessment.identification;
  const { exit } = assessment;
  switch (stage) {
    case 'identify':
      // Where a way in holds, the others do not matter, whatever becomes of it.
      if (waysIn.certain.length > 0) return truth === 'true';
      return outcome === 'notIdentified' || (isOpen(outcome) && truth === 'unknown');
    case 'review':
      return waysIn.certain.length > 0 && (truth === 'true' || (isOpen(outcome) && truth === 'unknown'));
    case 'reassess':
      return truth === 'true' && assessment.reassessment.answer !== undefined;
    case 'exitCriterion':
      return (
        (exit.outcome === 'retain' && truth === 'false') ||
        (exit.outcome === 'exit' && truth === 'true') ||
        (isOpen(exit.outcome) && truth === 'unknown')
      );
    default:
      return false;
  }
}
