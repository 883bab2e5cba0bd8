import type { Assessment } from '../assessment.js';
import type { HistoryEvent } from './history.js';
import type { MonitoringState } from './monitoring-record.js';

const isUndecided = (outcome: string): boolean => outcome === 'verify' || outcome === 'noStandard';

function identificationAdvice({ identification }: Assessment, wasRemoved: boolean): HistoryEvent | undefined {
  const { outcome, missing } = identification;
  if (outcome === 'identify') return { kind: wasRemoved ? 'advisedToReidentify' : 'advisedToIdentify' };
  if (outcome === 'review') return { kind: 'advisedToReview' };
  if (isUndecided(outcome))
    return { kind: 'undecided', of: 'identification', noStandard: outcome === 'noStandard', missing };
  return undefined;
}

function exitAdvice({ exit: { outcome, missing } }: Assessment): HistoryEvent | undefined {
  if (outcome === 'exit') return { kind: 'advisedToExit' };
  if (outcome === 'retain') return { kind: 'retained' };
  if (isUndecided(outcome))
    return { kind: 'undecided', of: 'exit', noStandard: outcome === 'noStandard', missing };
  return undefined;
}

/**
 * What the assessment advises for a household in this state: the way in of one that is not monitored, the exit of
 * one that is, and both where its state is not known.
 * @param wasRemoved whether the last state known, of this record or before, is that its risk was removed: taking it in
 *   would then be a new identification.
 */
export function adviceEvents(
  assessment: Assessment,
  state: MonitoringState,
  wasRemoved: boolean,
): readonly HistoryEvent[] {
  const identification = state === 'monitored' ? undefined : identificationAdvice(assessment, wasRemoved);
  const exit = state === 'monitored' || state === 'unknown' ? exitAdvice(assessment) : undefined;
  return [identification, exit].filter((event) => event !== undefined);
}
