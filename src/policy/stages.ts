import type { CodeListName } from '../facts/code-lists.js';

/** How the rules of a stage combine (DESIGN.md §2.3). */
export type Combination = 'collect' | 'any' | 'all' | 'first';

export interface Stage {
  readonly combination: Combination;
  /** The closed list from which its rules draw their conclusions, where they draw any. */
  readonly codes?: CodeListName;
  /** The closed list of the kinds of a conclusion. */
  readonly details?: CodeListName;
  /** The name under which later stages read what it concludes. */
  readonly conclusion?: string;
}

/** The stages in the order in which they are decided; a rule may read the conclusions of earlier ones. */
export const STAGES = {
  alert: { combination: 'collect' },
  check: { combination: 'collect' },
  risk: { combination: 'collect', codes: 'risk', details: 'naturalDisaster', conclusion: 'concludedRisks' },
  identify: { combination: 'any', conclusion: 'wayInHolds' },
  review: { combination: 'any', conclusion: 'reviewNeeded' },
  category: { combination: 'first', codes: 'monitoringCategory', conclusion: 'concludedCategory' },
  reassess: { combination: 'first', codes: 'reassessment', conclusion: 'concludedReassessment' },
  tier: { combination: 'first', codes: 'tier', conclusion: 'concludedTier' },
  track: { combination: 'first', codes: 'track', conclusion: 'concludedTrack' },
  measure: { combination: 'collect', codes: 'measure', conclusion: 'concludedMeasures' },
  refer: { combination: 'collect', codes: 'scheme', conclusion: 'concludedSchemes' },
  exitCriterion: { combination: 'all', conclusion: 'exitCriteriaHold' },
  exitMode: { combination: 'first', codes: 'removalMode', conclusion: 'concludedExitMode' },
  reminder: { combination: 'collect' },
} as const satisfies Record<string, Stage>;

export type StageName = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as readonly StageName[];
export const stageOf = (name: StageName): Stage => STAGES[name];

/** The answer of a `first` stage in which no rule holds. */
export const NO_CONCLUSION = 'none';

/** Stages that may ask whether something is unknown; no decision may depend on it (docs/semantics.md). */
export const STAGES_THAT_MAY_ASK_UNKNOWN: readonly StageName[] = ['alert', 'check'];

/** Names of the definitions that hold the outcomes; no name of a pack can have a dot. */
export const OUTCOMES = {
  identification: 'identification.outcome',
  identificationMissing: 'identification.missing',
  exit: 'exit.outcome',
  exitMissing: 'exit.missing',
  /** What is missing where no rule of a stage is in force. */
  rules: 'rules.inForce',
  /** The exit criterion that is everywhere: no way in holds today. */
  noWayIn: 'noWayInHolds',
  /** Whether a red flag holds that a region lets refuse outright. */
  refusal: 'refusalHolds',
} as const;
export const possibleConclusions = (stage: StageName): string => `${stage}.possible`;
