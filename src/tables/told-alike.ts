import { countedOf } from '../decision/counted-assessment.js';
import type { Outcome } from '../decision/shape-assessment.js';
import { STAGE_NAMES } from '../policy/stages.js';
import type { Locale } from '../values/issues.js';
import { type DecisionRecord, outcomeCells } from './decision-rows.js';

/** What is told alike of all households that come to the same. */
export interface ToldAlike {
  readonly cells: DecisionRecord;
  /** What is counted of each of them, as JSON. */
  readonly counted: string;
}

/** So many outcomes are remembered. */
const MOST_REMEMBERED = 10_000;

/** Tells the outcomes of one policy and day, and remembers what it told: many households come to the same. */
export class OutcomesAlike {
  private readonly locale: Locale;
  private readonly remembered = new Map<string, ToldAlike>();
  private readonly numbers = new WeakMap<object, number>();
  private count = 0;

  constructor(locale: Locale) {
    this.locale = locale;
  }

  of({ told, behind }: Outcome): ToldAlike {
    const key = this.keyOf({ told, behind });
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const cells = outcomeCells(told, behind, this.locale);
    const made = { cells, counted: JSON.stringify(countedOf(told)) };
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, made);
    return made;
  }

  /** A text for all that an outcome is told from; what outcomes share is one object, and has one number. */
  private keyOf({ told, behind }: Outcome): string {
    const { identification, exit, category, tier, track, reassessment, declaredBlanks } = told;
    let key = `${identification.outcome} ${exit.outcome} ${exit.monitored} ${exit.unmet.length} ${exit.undecided.length}`;
    for (const stage of STAGE_NAMES) key += ` ${this.numberOf(behind.stages[stage])}`;
    for (const decided of [category, tier, track, reassessment, exit.mode])
      key += ` ${this.numberOf(decided)}`;
    for (const missing of [identification.missing, exit.missing]) key += ` ${this.numberOf(missing)}`;
    return `${key} ${declaredBlanks.join(' ')}`;
  }

  private numberOf(shared: object): number {
    const known = this.numbers.get(shared);
    if (known !== undefined) return known;
    this.count += 1;
    this.numbers.set(shared, this.count);
    return this.count;
  }
}
