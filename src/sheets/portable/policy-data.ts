import type { ProgramData } from './program-form.js';

/** Something that is said of every household on the days from one to another, yyyymmdd. */
export interface DatedText {
  from: number;
  to: number;
  text: string;
}

/** Households whose answers are known, to test an engine by before anything is decided with it. */
export interface GoldenHouseholds {
  on: number;
  /** The cells of each household under the titles of all facts, in their order, parted by |. */
  rows: string[];
  /** What `textSum` makes of the answers of each. */
  sums: number[];
}

/** What of one policy is no decision code: its columns, words and golden households. */
export interface PolicyData {
  engine: string;
  /** The hash of the policy, as receipts quote it. */
  hash: string;
  region: string;
  regionName: string;
  /** yyyymmdd, both included; 99991231 where it has no end. */
  validFrom: number;
  validTo: number;
  /** See `readSheetFacts`. */
  facts: string[];
  codeLists: string[];
  units: string[];
  /** The lists that a household may have beside its columns, as name=title. */
  lists: string[];
  memberFields: string[];
  /** The rules of the stages that collect, each as rule=words. */
  waysIn: string[];
  risks: string[];
  measures: string[];
  referrals: string[];
  checks: string[];
  alerts: string[];
  reminders: string[];
  datedReminders: DatedText[];
  /** Names of sheets that hold no households. */
  explainingSheets: string[];
  /** The titles of what may be missing and is no fact of a column, as name=title. */
  missingTitles: string[];
  /** The words of outcomes, as outcome=words. */
  identificationWords: string[];
  exitWords: string[];
  /** The fact that says whether a household is monitored, and its codes that say so. */
  monitoringFact: string;
  monitoredCodes: string[];
  /** The code of a stage in which no rule holds. */
  noConclusion: string;
  advice: string;
  golden: GoldenHouseholds;
}

/** Both parts of a policy, as the bundle has them. */
export interface BundledPolicy {
  data: PolicyData;
  program: ProgramData;
}
