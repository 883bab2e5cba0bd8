import { Counts, type Tally } from '../decision/aggregates/counts.js';
import type { SummaryFacts } from '../decision/aggregates/item-facts.js';
import { Summarizer } from '../decision/aggregates/summarize.js';
import type { CountedStage, Summary } from '../decision/aggregates/summary.js';
import type { MissingFact } from '../decision/assessment.js';
import type { CountedAssessment, CountedConclusion } from '../decision/counted-assessment.js';
import { EXIT_WORDS } from '../decision/outcome-words.js';
import type { Household } from '../facts/household.js';
import type { Policy } from '../policy/policy.js';
import { NO_CONCLUSION } from '../policy/stages.js';
import type { Locale } from '../values/issues.js';
import { word } from './decision-workbook-words.js';
import type { ToldRow } from './told-rows.js';

/** How often a fact stands in the way of an identification. */
export interface MissingCount {
  readonly missing: MissingFact;
  readonly households: number;
}

const placeKey = (place: Summary['groups'][number]['place']): string => JSON.stringify(place);

/** Stages of which the decisions name what is possible. */
type DoubtedStage = Exclude<CountedStage, 'referrals'>;

/** Not beside an advice to exit, which they would contradict. */
const NOT_OF_EXITS: ReadonlySet<DoubtedStage> = new Set(['tier', 'track', 'measures', 'reassessment']);

const DOUBTED: readonly DoubtedStage[] = ['category', 'risks', 'tier', 'track', 'measures', 'reassessment'];

/** The codes that the column of a decision names as possible, as `decisionTable` writes it; a rule without a code by its name. */
function possibleShown(assessment: CountedAssessment, stage: DoubtedStage): ReadonlySet<string> {
  const { identification, exit } = assessment;
  if (exit.outcome === 'exit' && NOT_OF_EXITS.has(stage)) return new Set();
  const found = assessment[stage];
  if (!('certain' in found))
    return new Set(found.answer === undefined ? found.possible.filter((code) => code !== NO_CONCLUSION) : []);
  if (identification.outcome === 'notIdentified') return new Set();
  const codeOf = ({ code, rule }: CountedConclusion): string => code ?? rule;
  const certain = new Set(found.certain.map(codeOf));
  return new Set(found.possible.map(codeOf).filter((code) => !certain.has(code)));
}

/** Rows of which the facts and what is counted are the same. */
interface Passed {
  /** What stands in the column of the identification. */
  readonly words: string;
  households: number;
}

/** So many kinds of rows are gathered before they are counted. */
const MOST_PASSED = 2_000;

/** What the summary sheet tells of the rows, counted while they pass; nothing of a household is kept. */
export class DecisionCounts {
  private openRows = 0;
  private checkedRows = 0;
  private readonly passed = new Map<SummaryFacts, Map<CountedAssessment | undefined, Passed>>();
  private kinds = 0;
  private readonly counts = new Counts();
  private readonly missing = new Map<string, { missing: MissingFact; households: number }>();
  private readonly summarizer: Summarizer;
  private readonly locale: Locale;

  constructor(policy: Policy, locale: Locale) {
    this.locale = locale;
    this.summarizer = new Summarizer({ by: 'township', declaredBlanks: policy.program.declaredBlanks });
  }

  add({ row, record, counted }: ToldRow): void {
    const facts = this.summarizer.read({
      household: (row.household ?? {}) as Household,
      assessment: counted,
    });
    const ofFacts = this.passed.get(facts) ?? new Map<CountedAssessment | undefined, Passed>();
    this.passed.set(facts, ofFacts);
    const passed = ofFacts.get(counted);
    if (passed !== undefined) {
      passed.households += 1;
      return;
    }
    const words =
      counted === undefined ? word('unreadableRow', this.locale) : (record['identification'] ?? '');
    ofFacts.set(counted, { words, households: 1 });
    this.kinds += 1;
    if (this.kinds >= MOST_PASSED) this.countPassed();
  }

  /** Counts what passed since the last time: households that are alike at once. */
  private countPassed(): void {
    for (const [facts, ofFacts] of this.passed)
      for (const [counted, { words, households }] of ofFacts) this.count(facts, counted, words, households);
    this.passed.clear();
    this.kinds = 0;
  }

  private count(
    facts: SummaryFacts,
    counted: CountedAssessment | undefined,
    words: string,
    households: number,
  ): void {
    const { persons, place } = facts;
    const count = (dimension: string, code: string): void =>
      this.counts.count(dimension, code, persons, households);
    this.summarizer.count(facts, counted, households);
    count('identification', words);
    count(`identification ${placeKey(place)}`, words);
    if (counted === undefined) return;
    count('exit', EXIT_WORDS[this.locale][counted.exit.outcome]);
    for (const stage of DOUBTED)
      for (const code of possibleShown(counted, stage)) count(`possible ${stage}`, code);
    if (counted.checks.certain.length > 0) this.checkedRows += households;
    this.addMissing(counted.identification.missing, households);
  }

  private addMissing(missing: readonly MissingFact[], households: number): void {
    if (missing.length === 0) return;
    this.openRows += households;
    for (const each of new Map(missing.map((one) => [one.title.zh, one])).values()) {
      const known = this.missing.get(each.title.zh);
      if (known === undefined) this.missing.set(each.title.zh, { missing: each, households });
      else known.households += households;
    }
  }

  /** Households whose identification is open. */
  get open(): number {
    this.countPassed();
    return this.openRows;
  }

  /** Households whose data contradict each other. */
  get checked(): number {
    this.countPassed();
    return this.checkedRows;
  }

  summary(): Summary {
    this.countPassed();
    return this.summarizer.result();
  }

  /** By the words that stand in the column of the decisions. */
  identification(text: string): Tally {
    this.countPassed();
    return this.counts.get('identification', text);
  }

  identificationIn(place: Summary['groups'][number]['place'], text: string): Tally {
    this.countPassed();
    return this.counts.get(`identification ${placeKey(place)}`, text);
  }

  exit(text: string): Tally {
    this.countPassed();
    return this.counts.get('exit', text);
  }

  /** For how many households the column of a stage names a code as possible. */
  possible(stage: DoubtedStage, code: string): number {
    this.countPassed();
    return this.counts.get(`possible ${stage}`, code).households;
  }

  /** The most frequent first; of equals by title. */
  mostMissing(most: number): readonly MissingCount[] {
    this.countPassed();
    return [...this.missing.entries()]
      .sort(([a, left], [b, right]) => right.households - left.households || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([, count]) => count);
  }
}
