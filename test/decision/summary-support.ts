import { summarize } from '../../src/decision/aggregates/summarize.js';
import type {
  AreaCounts,
  Summary,
  SummaryItem,
  SummaryRequest,
} from '../../src/decision/aggregates/summary.js';
import { type Assessment, compile, type Household, resolvePolicy } from '../../src/index.js';
import { BASE_FILES, BASE_REQUEST } from '../policy/support.js';

const assessor = compile(resolvePolicy(BASE_FILES, BASE_REQUEST));

/** A household of the test rules, assessed on the day of the base pack. */
export function itemOf(household: Household, assessed: Household = household): SummaryItem {
  return { household, assessment: assessor.assess(assessed, { on: BASE_REQUEST.on }) };
}

/** An assessment of the test rules with some of its answers put in their place. */
export const assessmentWith = (changes: Partial<Assessment>): Assessment => ({
  ...assessor.assess({}, { on: BASE_REQUEST.on }),
  ...changes,
});

export const summaryOf = (items: Iterable<SummaryItem>, request: Partial<SummaryRequest> = {}): Summary =>
  summarize(items, { by: 'village', ...request });

/** Counts of households and persons as given. */
export const countsOf = (items: Iterable<SummaryItem>, request: Partial<SummaryRequest> = {}): AreaCounts =>
  summaryOf(items, request).total;
