import type { Almanac, FactOptions } from '../../backends/json-rules-engine/guarded-engine.js';
import { FACT_NAMES, factOf } from '../../facts/catalogue.js';
import type { Household } from '../../facts/household.js';
import { ASKING_COST, type Fact } from '../../facts/kinds.js';
import { nearestName } from '../../facts/nearest-name.js';
import { DixianError, issue } from '../../values/issues.js';
import { LONGEST_WAIT_MILLISECONDS } from './time-limit.js';

/** What a look-up is told. */
export interface LookUpParams {
  /** The fact that is asked for. */
  readonly fact: string;
  /** The household as far as it is known by now: what was given, and what was found before. */
  readonly household: Household;
  /** The day of assessment, `YYYY-MM-DD`. */
  readonly on: string;
  /** Aborted when the time limit is over: what still runs then can stop. */
  readonly signal: AbortSignal;
}

/**
 * Finds out one fact of one household. It gives what a household may give for that fact: the bare value,
 * `{value, source, observedOn}`, an array of those, or a list `{complete, items}`; undefined or null where nobody
 * knows. The almanac answers for other facts (`almanac.factValue(name)`), by their look-ups too.
 */
export type LookUpFunction<Found = unknown> = (params: LookUpParams, almanac: Almanac) => Found;

export interface LookUpOptions extends FactOptions {
  /** Higher is asked first, before cost is looked at; a whole number from 1 (the default) to 1,000,000. */
  readonly priority?: number;
  /** What one question costs; from 0, in look-ups at a department. Without it, the catalogue's (`foundBy`). */
  readonly cost?: number;
  /** How long to wait, in whole milliseconds from 1; without it, as long as the engine says. */
  readonly timeoutMilliseconds?: number;
}

/** A look-up as it is kept: of one fact, with what decides its turn. */
export interface LookUp {
  readonly name: string;
  readonly fact: Fact;
  readonly ask: LookUpFunction;
  readonly priority: number;
  readonly cost: number;
  readonly timeoutMilliseconds: number;
}

/**
 * `found`: a usable value. `notKnown`: the answer was that nobody knows. `refused`: what came back cannot be used (an
 * impossible value, sources that differ); the issues of the assessment say why. `failed`: the function threw.
 * `timedOut`: no answer in time.
 */
export type LookUpStatus = 'found' | 'notKnown' | 'refused' | 'failed' | 'timedOut';

/** What became of one look-up in one assessment. */
export interface LookUpRecord {
  readonly fact: string;
  readonly status: LookUpStatus;
  /** The conclusion that was to be settled, and the rules below it that the fact kept open. */
  readonly askedFor: readonly string[];
  /**
   * Upon `failed`, what was thrown, as it was. It may hold personal data, so it is not enumerable: neither
   * `JSON.stringify` nor a spread copies it.
   */
  readonly cause?: unknown;
}

const HIGHEST_PRIORITY = 1_000_000;
const HIGHEST_COST = 1_000_000_000;

function requireNumber(
  name: string,
  value: unknown,
  minimum: number,
  maximum: number,
  whole: boolean,
): number {
  const isRight =
    typeof value === 'number' && value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
  if (isRight) return value;
  const kind = whole ? { kind: '整数', kindEn: 'a whole number' } : { kind: '数', kindEn: 'a number' };
  throw new DixianError([issue('lookUpOptionInvalid', [name], { name, minimum, maximum, ...kind })]);
}

/** @throws DixianError unless it is a whole number of milliseconds that a timer can wait. */
export const requireTimeout = (value: unknown): number =>
  requireNumber('timeoutMilliseconds', value, 1, LONGEST_WAIT_MILLISECONDS, true);

/** @throws DixianError if the catalogue has no such fact; with the nearest name, or the list of a field. */
function requireFact(name: string): Fact {
  const fact = factOf(name);
  if (fact !== undefined) return fact;
  const [list = '', field] = name.split('.');
  if (field !== undefined && factOf(list)?.kind === 'list')
    throw new DixianError([issue('lookUpOfListField', [name], { name, list })]);
  const nearest = nearestName(name, FACT_NAMES);
  throw new DixianError([
    nearest === undefined
      ? issue('lookUpOfUnknownFact', [name], { name })
      : issue('lookUpOfUnknownFactNear', [name], { name, nearest }),
  ]);
}

/**
 * Makes a look-up of a fact; a value that is no function is what everybody has.
 * @throws DixianError on an unknown name or a wrong option.
 */
export function lookUpOf(
  name: string,
  ask: unknown,
  options: LookUpOptions,
  timeoutMilliseconds: number,
): LookUp {
  const fact = requireFact(String(name));
  const { priority = 1, cost = ASKING_COST[fact.foundBy] } = options;
  return {
    name,
    fact,
    ask: typeof ask === 'function' ? (ask as LookUpFunction) : () => ask,
    priority: requireNumber('priority', priority, 1, HIGHEST_PRIORITY, true),
    cost: requireNumber('cost', cost, 0, HIGHEST_COST, false),
    timeoutMilliseconds: requireTimeout(options.timeoutMilliseconds ?? timeoutMilliseconds),
  };
}

/** Higher priority first, then what is cheaper, then by name. */
export const byTurn = (left: LookUp, right: LookUp): number =>
  right.priority - left.priority || left.cost - right.cost || (left.name < right.name ? -1 : 1);
