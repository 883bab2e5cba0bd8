import { Counts, type Tally } from '../decision/aggregates/counts.js';
import { summaryFacts } from '../decision/aggregates/item-facts.js';
import { Summarizer } from '../decision/aggregates/summarize.js';
import type { Summary } from '../decision/aggregates/summary.js';
import type { MissingFact } from '../decision/assessment.js';
import { EXIT_WORDS, identificationWords } from '../decision/outcome-words.js';
import type { Household } from '../facts/household.js';
import type { Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import type { AssessedRow } from './decision-rows.js';
import { word } from './decision-workbook-words.js';

/** How often a fact stands in the way of an identification. */
export interface MissingCount {
  readonly missing: MissingFact;
  readonly households: number;
}

const placeKey = (place: Summary['groups'][number]['place']): string => JSON.stringify(place);

/** What the summary sheet tells of the rows, counted while they pass; nothing of a household is kept. */
export class DecisionCounts {
  /** Households whose identification is open. */
  open = 0;
  /** Households whose data contradict each other. */
  checked = 0;
  private readonly counts = new Counts();
  private readonly missing = new Map<string, { missing: MissingFact; households: number }>();
  private readonly summarizer: Summarizer;
  private readonly blanks: Policy['program']['declaredBlanks'];
  private readonly locale: Locale;

  constructor(policy: Policy, locale: Locale) {
    this.blanks = policy.program.declaredBlanks;
    this.locale = locale;
    this.summarizer = new Summarizer({ by: 'township', declaredBlanks: this.blanks });
  }

  add({ row, assessment }: AssessedRow): void {
    const { locale } = this;
    const item = { household: (row.household ?? {}) as Household, assessment };
    this.summarizer.add(item);
    const { place, persons } = summaryFacts(item, { by: 'township', declaredBlanks: this.blanks });
    const words =
      assessment === undefined ? word('unreadableRow', locale) : identificationWords(assessment, locale);
    this.counts.count('identification', words, persons);
    this.counts.count(`identification ${placeKey(place)}`, words, persons);
    if (assessment === undefined) return;
    this.counts.count('exit', EXIT_WORDS[locale][assessment.exit.outcome], persons);
    if (assessment.checks.certain.length > 0) this.checked += 1;
    this.addMissing(assessment.identification.missing);
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

  /** The most frequent first; of equals by title. */
  mostMissing(most: number): readonly MissingCount[] {
    return [...this.missing.entries()]
      .sort(([a, left], [b, right]) => right.households - left.households || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([, count]) => count);
  }
}
