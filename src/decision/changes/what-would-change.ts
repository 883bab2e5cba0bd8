import { OUTCOMES } from '../../policy/stages.js';
import { interpreterOf, type Reading, readFor } from '../reading.js';
import { type Alternative, type Change, changedHousehold, changeOf, type WhatWouldChange } from './change.js';
import { type Answer, Question } from './question.js';
import { reachedBy } from './reaches.js';
import { type Evaluations, Search } from './search.js';
import { variablesOf } from './variables.js';

/** Evaluations for one answer: many times what a household needs, and little enough for a list of them. */
export const MOST_EVALUATIONS: Evaluations = { singles: 4_096, pairs: 1_000 };

/**
 * What would change an answer: of every fact that can change and is exactly known the smallest change, and of two
 * facts where neither will do alone. Every one is tried on the changed household before it is offered. Where there is
 * no answer (`verify`, `noStandard`, `notApplicable`) nothing is offered: a blank is to be found out, not changed.
 */
export function whatWouldChange(reading: Reading, of: Answer): WhatWouldChange {
  const question = new Question(reading, of);
  const isOffered = question.targets.length > 0;
  if (!isOffered)
    return Object.freeze({ of, now: question.now, isOffered, alternatives: [], complete: true });
  const { variables, complete } = variablesOf(reading);
  const search = new Search(question, variables, MOST_EVALUATIONS);
  const found = search.run();
  const alternatives = found.flatMap((each): Alternative[] => {
    const changes = each.steps.map(({ variable, value }) => changeOf(variable, value));
    if (answerOf(reading, changes, of) !== each.outcome) return [];
    return [Object.freeze({ changes, outcome: each.outcome, reaches: reachedBy(reading, question, each) })];
  });
  return Object.freeze({
    of,
    now: question.now,
    isOffered,
    alternatives: Object.freeze(alternatives),
    complete: complete && search.complete && alternatives.length === found.length,
  });
}

/** The answer for the household with changes made, read again as a user's would be. */
function answerOf(reading: Reading, changes: readonly Change[], of: Answer): string {
  const { policy, nodes, household, on, unusable } = reading;
  const again = readFor(policy, nodes, changedHousehold(household, changes), on, unusable);
  const value = interpreterOf(again).definition(OUTCOMES[of]);
  return value.type === 'text' ? value.value : '';
}
