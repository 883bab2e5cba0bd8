import { Counts, type Tally } from '../decision/aggregates/counts.js';
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

/** What the summary sheet tells of the rows, counted while they pass; nothing of a household is kept. */
export class DecisionCounts {
  /** Households whose identification is open. */
  open = 0;
  /** Households whose data contradict each other. */
  checked = 0;
  private readonly counts = new Counts();
  private readonly missing = new Map<string, { missing: MissingFact; households: number }>();
  private readonly summarizer: Summarizer;
  private readonly locale: Locale;

  constructor(policy: Policy, locale: Locale) {
    this.locale = locale;
    this.summarizer = new Summarizer({ by: 'township', declaredBlanks: policy.program.declaredBlanks });
  }

  add({ row, record, counted }: ToldRow): void {
    const { locale } = this;
    const item = { household: (row.household ?? {}) as Household, assessment: counted };
    const { place, persons } = this.summarizer.add(item);
    const words = counted === undefined ? word('unreadableRow', locale) : (record['identification'] ?? '');
    this.counts.count('identification', words, persons);
    this.counts.count(`identification ${placeKey(place)}`, words, persons);
    if (counted === undefined) return;
    this.counts.count('exit', EXIT_WORDS[locale][counted.exit.outcome], persons);
    for (const stage of DOUBTED)
      for (const code of possibleShown(counted, stage)) this.counts.count(`possible ${stage}`, code, persons);
    if (counted.checks.certain.length > 0) this.checked += 1;
    this.addMissing(counted.identification.missing);
  }

  private addMissing(missing: readonly MissingFact[]): void {
    if (missing.length === 0) return;
    this.open += 1;
    for (const each of new Map(missing.map((one) => [one.title.zh, one])).values()) {
      const known = this.missing.get(each.title.zh);
      if (known === undefined) this.missing.set(each.title.zh, { missing: each, households: 1 });
      else known.households += 1;
    }
  }

  summary(): Summary {
    return this.summarizer.result();
  }

  /** By the words that stand in the column of the decisions. */
  identification(text: string): Tally {
    return this.counts.get('identification', text);
  }

  identificationIn(place: Summary['groups'][number]['place'], text: string): Tally {
    return this.counts.get(`identification ${placeKey(place)}`, text);
  }

  exit(text: string): Tally {
    return this.counts.get('exit', text);
  }

  /** For how many households the column of a stage names a code as possible. */
  possible(stage: DoubtedStage, code: string): number {
    return this.counts.get(`possible ${stage}`, code).households;
  }

  /** The most frequent first; of equals by title. */
  mostMissing(most: number): readonly MissingCount[] {
    return [...this.missing.entries()]
      .sort(([a, left], [b, right]) => right.households - left.households || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([, count]) => count);
  }
}
