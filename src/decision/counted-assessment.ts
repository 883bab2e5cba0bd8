import type { CountedStage } from './aggregates/summary.js';
import type {
  Assessment,
  Collected,
  Concluded,
  Decided,
  Exit,
  Identification,
  ToldOutcome,
} from './assessment.js';

/** A conclusion, as far as it is counted. */
export type CountedConclusion = Pick<Concluded, 'rule' | 'code'>;

/** What a stage that collects came to, as far as it is counted. */
export interface CountedCollection {
  readonly certain: readonly CountedConclusion[];
  readonly possible: readonly CountedConclusion[];
}

type CountedStages = {
  readonly [Stage in CountedStage]: Assessment[Stage] extends Collected ? CountedCollection : Decided;
};

/** What summaries count of an assessment: plain data, without anything that is told of one household only. */
export interface CountedAssessment extends CountedStages {
  readonly identification: Pick<Identification, 'outcome' | 'missing'> & {
    readonly waysIn: Pick<CountedCollection, 'certain'>;
  };
  readonly exit: Pick<Exit, 'outcome' | 'monitored'>;
  readonly checks: CountedCollection;
  readonly declaredBlanks: Assessment['declaredBlanks'];
}

const collection = ({ certain, possible }: Collected): CountedCollection => {
  const counted = ({ rule, code }: Concluded): CountedConclusion =>
    code === undefined ? { rule } : { rule, code };
  return { certain: certain.map(counted), possible: possible.map(counted) };
};

/** What is counted of an assessment, taken out of it: it can go from thread to thread. */
export const countedOf = (assessment: ToldOutcome): CountedAssessment => ({
  identification: {
    outcome: assessment.identification.outcome,
    missing: assessment.identification.missing,
    waysIn: { certain: collection(assessment.identification.waysIn).certain },
  },
  exit: { outcome: assessment.exit.outcome, monitored: assessment.exit.monitored },
  category: assessment.category,
  risks: collection(assessment.risks),
  tier: assessment.tier,
  track: assessment.track,
  measures: collection(assessment.measures),
  referrals: collection(assessment.referrals),
  reassessment: assessment.reassessment,
  checks: collection(assessment.checks),
  declaredBlanks: assessment.declaredBlanks,
});
