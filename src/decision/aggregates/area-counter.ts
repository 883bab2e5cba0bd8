import { codesOf } from '../../facts/code-lists.js';
import { NO_CONCLUSION, stageOf } from '../../policy/stages.js';
import { compareText } from '../../values/day.js';
import type { Decided, ExitOutcome, IdentificationOutcome } from '../assessment.js';
import type { CountedAssessment, CountedCollection, CountedConclusion } from '../counted-assessment.js';
import type { MonitoringState } from '../history/monitoring-record.js';
import { Counts, sumOf, type Tally } from './counts.js';
import type { RecordedRisks, SummaryFacts } from './item-facts.js';
import { clearedShare } from './shares.js';
import {
  type AreaCounts,
  COUNTED_STAGES,
  type CountedStage,
  type Distribution,
  type PeriodCounts,
  type SummaryRequest,
} from './summary.js';

const IDENTIFICATION_OUTCOMES = [
  'identify',
  'review',
  'notIdentified',
  'verify',
  'noStandard',
] as const satisfies readonly IdentificationOutcome[];
const EXIT_OUTCOMES = [
  'exit',
  'retain',
  'verify',
  'noStandard',
  'notApplicable',
] as const satisfies readonly ExitOutcome[];
const STATES = [
  'notMonitored',
  'monitored',
  'removed',
  'unknown',
] as const satisfies readonly MonitoringState[];

/** What is advised to a household that stays; beside an exit it would contradict it. */
const HELP: readonly CountedStage[] = ['tier', 'track', 'measures'];

/** What an answer says of codes: those that are certain, and those that are open. */
interface Codes {
  readonly certain: readonly string[];
  readonly possible: readonly string[];
  /** Whether anything is open, named or not. */
  readonly isOpen: boolean;
}

function codesOfCollected({ certain, possible }: CountedCollection): Codes {
  const codeOf = (each: CountedConclusion): string => each.code ?? each.rule;
  const sure = new Set(certain.map(codeOf));
  const open = [...new Set(possible.map(codeOf))].filter((code) => !sure.has(code));
  return { certain: [...sure], possible: open, isOpen: open.length > 0 };
}

function codesOfDecided({ answer, possible }: Decided): Codes {
  const codes = (answer === undefined ? possible : [answer]).filter((code) => code !== NO_CONCLUSION);
  return answer === undefined
    ? { certain: [], possible: codes, isOpen: true }
    : { certain: codes, possible: [], isOpen: false };
}

const codesOfRisks = (risks: RecordedRisks | undefined): Codes => ({
  certain: risks?.codes ?? [],
  possible: [],
  isOpen: risks?.complete !== true,
});

const codesOfStage = (assessment: CountedAssessment, stage: CountedStage): Codes => {
  const answer = assessment[stage];
  return 'certain' in answer ? codesOfCollected(answer) : codesOfDecided(answer);
};

/** So many households, each of so many persons. */
interface Size {
  readonly persons: number | undefined;
  readonly households: number;
}

/** The counters of one area. What they come to does not depend on the order of households or of merging. */
export class AreaCounter {
  private readonly counts = new Counts();

  /** @param households how many of which facts and assessment are the same. */
  add(
    facts: SummaryFacts,
    assessment: CountedAssessment | undefined,
    { period }: SummaryRequest,
    households: number,
  ): void {
    const { state } = facts;
    const size = { persons: facts.persons, households };
    const count = (dimension: string, code: string): void => this.count(dimension, code, size);
    count('all', assessment === undefined ? 'notAssessed' : 'assessed');
    count('status', state);
    if (state === 'monitored') this.addCodes('risksOfMonitored', codesOfRisks(facts.risks), size);
    if (assessment !== undefined) this.addAssessment(assessment, state, size);
    if (period === undefined) return;
    const isWithin = (month: string): boolean => period.from <= month && month <= period.to;
    const identified = facts.identifiedMonth === undefined ? undefined : isWithin(facts.identifiedMonth);
    if (identified === true && state !== 'notMonitored') {
      count('period', 'newlyIdentified');
      this.addCodes('risksOfNewlyIdentified', codesOfRisks(facts.risks), size);
    } else if (identified === true || (identified === undefined && state !== 'notMonitored'))
      count('period', 'possiblyNewlyIdentified');
    const removed = facts.removedMonth === undefined ? undefined : isWithin(facts.removedMonth);
    if (removed === true && state === 'removed') count('period', 'newlyRemoved');
    // A monitored household with a month of removal may have been cleared then, and identified again since.
    else if (removed === true || (removed === undefined && (state === 'removed' || state === 'unknown')))
      count('period', 'possiblyNewlyRemoved');
  }

  private count(dimension: string, code: string, { persons, households }: Size): void {
    this.counts.count(dimension, code, persons, households);
  }

  private addAssessment(assessment: CountedAssessment, state: MonitoringState, size: Size): void {
    const { identification, exit } = assessment;
    this.count(`identification ${state}`, identification.outcome, size);
    this.count('exit', exit.outcome, size);
    for (const stage of Object.keys(COUNTED_STAGES) as CountedStage[])
      if (exit.outcome === 'exit' && HELP.includes(stage))
        this.count(`${stage} as a whole`, 'exitAdvised', size);
      else this.addCodes(stage, codesOfStage(assessment, stage), size);
  }

  private addCodes(dimension: string, { certain, possible, isOpen }: Codes, size: Size): void {
    for (const code of certain) this.count(`${dimension} certain`, code, size);
    for (const code of possible) this.count(`${dimension} possible`, code, size);
    if (isOpen) this.count(`${dimension} as a whole`, 'unsettled', size);
    else if (certain.length === 0) this.count(`${dimension} as a whole`, 'none', size);
  }

  merge(other: AreaCounter): void {
    this.counts.merge(other.counts);
  }

  /** How many households were counted. */
  get households(): number {
    return this.get('all', 'assessed').households + this.get('all', 'notAssessed').households;
  }

  private get(dimension: string, code: string): Tally {
    return this.counts.get(dimension, code);
  }

  private table<Code extends string>(codes: readonly Code[], tallyOf: (code: Code) => Tally) {
    return Object.freeze(
      Object.fromEntries(codes.map((code) => [code, tallyOf(code)])) as Record<Code, Tally>,
    );
  }

  /** The codes of a closed list in their official order, then others by name. */
  private distribution(dimension: string, official: readonly string[]): Distribution {
    const rank = (code: string): number =>
      official.includes(code) ? official.indexOf(code) : official.length;
    const tableOf = (name: string): Readonly<Record<string, Tally>> =>
      this.table(
        [...this.counts.codes(name)].sort((a, b) => rank(a) - rank(b) || compareText(a, b)),
        (code) => this.get(name, code),
      );
    return Object.freeze({
      certain: tableOf(`${dimension} certain`),
      possible: tableOf(`${dimension} possible`),
      none: this.get(`${dimension} as a whole`, 'none'),
      unsettled: this.get(`${dimension} as a whole`, 'unsettled'),
      exitAdvised: this.get(`${dimension} as a whole`, 'exitAdvised'),
    });
  }

  result({ period }: SummaryRequest): AreaCounts {
    const [assessed, notAssessed] = [this.get('all', 'assessed'), this.get('all', 'notAssessed')];
    const status = this.table(STATES, (state) => this.get('status', state));
    const byStatus = (state: MonitoringState) =>
      this.table(IDENTIFICATION_OUTCOMES, (outcome) => this.get(`identification ${state}`, outcome));
    return Object.freeze({
      all: sumOf([assessed, notAssessed]),
      assessed,
      notAssessed,
      identification: this.table(IDENTIFICATION_OUTCOMES, (outcome) =>
        sumOf(STATES.map((state) => this.get(`identification ${state}`, outcome))),
      ),
      exit: this.table(EXIT_OUTCOMES, (outcome) => this.get('exit', outcome)),
      status,
      identificationByStatus: Object.freeze(
        Object.fromEntries(STATES.map((state) => [state, byStatus(state)])),
      ) as AreaCounts['identificationByStatus'],
      stages: this.stages(),
      risksOfMonitored: this.distribution('risksOfMonitored', codesOf('risk')),
      cleared: clearedShare(status.removed, status.monitored),
      ...(period === undefined ? {} : { period: this.periodCounts(period) }),
    });
  }

  private stages(): AreaCounts['stages'] {
    return Object.freeze(
      Object.fromEntries(
        Object.entries(COUNTED_STAGES).map(([stage, name]) => {
          const { codes } = stageOf(name);
          return [stage, this.distribution(stage, codes === undefined ? [] : codesOf(codes))];
        }),
      ),
    ) as AreaCounts['stages'];
  }

  private periodCounts({ from, to }: NonNullable<SummaryRequest['period']>): PeriodCounts {
    return Object.freeze({
      from,
      to,
      newlyIdentified: this.get('period', 'newlyIdentified'),
      possiblyNewlyIdentified: this.get('period', 'possiblyNewlyIdentified'),
      newlyRemoved: this.get('period', 'newlyRemoved'),
      possiblyNewlyRemoved: this.get('period', 'possiblyNewlyRemoved'),
      risksOfNewlyIdentified: this.distribution('risksOfNewlyIdentified', codesOf('risk')),
    });
  }
}
