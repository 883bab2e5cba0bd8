import type { Interpreter } from '../../src/backends/interpreter/interpreter.js';
import type { Program } from '../../src/policy/policy.js';
import { Coverage } from './coverage.js';
import type { RandomProgram } from './program-maker.js';
import { isOnABoundary, knownAndBlank } from './random-households.js';
import { randomHouseholds, randomProgram } from './random-programs.js';
import { showHousehold, showProgram } from './show.js';
import { type Difference, readBy, shrink } from './shrink.js';
import {
  type Answers,
  type BackEnd,
  comparedDefinitions,
  type HouseholdFacts,
  interpreterBackEnd,
  interpretersOf,
  type Truthful,
} from './support.js';
import { isWellTyped } from './well-typed.js';

export interface DifferentialOptions {
  /** Program number 0 of a run is program `seed` of all; another seed gives other programs. */
  readonly seed: number;
  readonly programs: number;
  readonly households: number;
  readonly backEnds: readonly BackEnd[];
  /** How long to look for the smallest program with the same difference. */
  readonly shrinkMilliseconds?: number;
  readonly onProgram?: (done: number, result: DifferentialResult) => void;
}

export interface DifferentialResult {
  readonly coverage: Coverage;
  /** Answers compared, of all back ends together. */
  compared: number;
  households: number;
  onABoundary: number;
  known: number;
  blank: number;
  /** The first difference, told with the smallest program that shows it. */
  difference?: string;
}

/** What a back end answers, or how it fails. */
async function run(
  backEnd: BackEnd,
  program: Program,
  households: readonly HouseholdFacts[],
  on: string,
  interpreters = interpretersOf(program, households, on),
): Promise<readonly Answers[] | string> {
  try {
    const answers = await backEnd.run(program, households, on, interpreters);
    return answers.length === households.length ? answers : `${answers.length} answers`;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** The answer of one definition; no answer is one that every object has by that name. */
const given = (answers: Answers | undefined, definition: string): string | undefined =>
  answers !== undefined && Object.hasOwn(answers, definition) ? answers[definition] : undefined;

/** The answer of one definition, or how the back end fails; undefined where the definition is refused. */
async function answer(
  backEnd: BackEnd,
  { program, household, definition }: Difference,
  on: string,
): Promise<string | undefined> {
  const answers = await run(backEnd, program, [household], on);
  return typeof answers === 'string' ? answers : given(answers[0], definition);
}

/** The difference with the smallest program and household, as text: both answers, and where they come from. */
async function told(
  backEnd: BackEnd,
  found: Difference,
  {
    made,
    seed,
    milliseconds,
  }: { readonly made: RandomProgram; readonly seed: number; readonly milliseconds: number },
): Promise<string> {
  const { on, names } = made;
  const differs = async (tried: Difference): Promise<boolean> => {
    if (!isWellTyped(tried.program, names)) return false;
    if (!comparedDefinitions(tried.program).has(tried.definition)) return false;
    const wrong = await answer(backEnd, tried, on);
    return wrong !== undefined && wrong !== (await answer(interpreterBackEnd, tried, on));
  };
  const smallest = await shrink(found, differs, milliseconds);
  return [
    `${backEnd.name} differs from the interpreter on "${found.definition}" of program ${seed} on ${on}.`,
    showProgram(smallest.program),
    `  household ${showHousehold(smallest.household)}`,
    `  interpreter: ${String(await answer(interpreterBackEnd, smallest, on))}`,
    `  ${backEnd.name}: ${String(await answer(backEnd, smallest, on))}`,
  ].join('\n');
}

/** The first household and definition on which the answers are not those of the interpreter. */
async function firstDifference(
  backEnd: BackEnd,
  { program, households, on, right, found: answers }: Comparison,
): Promise<Difference | undefined> {
  const names = [...comparedDefinitions(program).keys()];
  if (typeof answers !== 'string') {
    for (const [index, household] of households.entries())
      for (const definition of names) {
        const found = given(answers[index], definition);
        if (found !== undefined && found !== given(right[index], definition))
          return { program, household, definition };
      }
    return undefined;
  }
  // It fails on something: on which definition and household?
  for (const definition of names) {
    const alone = readBy(program, definition);
    for (const household of households.slice(0, 20))
      if (typeof (await run(backEnd, alone, [household], on)) === 'string')
        return { program: alone, household, definition };
  }
  return { program, household: households[0] ?? {}, definition: names[0] ?? '' };
}
interface Comparison {
  readonly program: Program;
  readonly households: readonly HouseholdFacts[];
  readonly on: string;
  readonly right: readonly Answers[];
  readonly found: readonly Answers[] | string;
}

/** Counts what was compared, by what each truth speaks of. */
function count(
  result: DifferentialResult,
  backEnd: string,
  program: Program,
  found: readonly Answers[],
): void {
  for (const [name, kind] of comparedDefinitions(program)) {
    const times = { true: 0, false: 0, unknown: 0 };
    let refused = 0;
    for (const answers of found) {
      const answer = given(answers, name);
      if (answer === undefined) refused += 1;
      else if (kind === 'text') result.compared += 1;
      else times[answer as Truthful] += 1;
    }
    for (const truth of ['true', 'false', 'unknown'] as const)
      result.coverage.add(backEnd, name, truth, times[truth]);
    result.compared += times.true + times.false + times.unknown;
    if (refused > 0) result.coverage.addRefused(backEnd, refused);
  }
}

/**
 * Holds back ends against the interpreter on random programs and households. Stops at the first difference, which
 * it tells; it is up to the caller to look at that, and at the empty cells of the coverage.
 */
export async function runDifferential(options: DifferentialOptions): Promise<DifferentialResult> {
  const { seed, programs, backEnds, shrinkMilliseconds = 20_000 } = options;
  const result: DifferentialResult = {
    coverage: new Coverage(backEnds),
    compared: 0,
    households: 0,
    onABoundary: 0,
    known: 0,
    blank: 0,
  };
  for (let number = seed; number < seed + programs; number += 1) {
    const made = randomProgram(number);
    const { program, on, palette } = made;
    const households = randomHouseholds(made, number, options.households);
    const interpreters = interpretersOf(program, households, on);
    for (const [index, household] of households.entries()) {
      const { known, blank } = knownAndBlank(household, palette);
      result.known += known;
      result.blank += blank;
      if (isOnABoundary(household, made, interpreters[index] as Interpreter)) result.onABoundary += 1;
    }
    result.households += households.length;
    // Worked out once for all back ends.
    const right = await interpreterBackEnd.run(program, households, on, interpreters);
    result.coverage.startProgram(program, comparedDefinitions(program).keys());
    for (const backEnd of backEnds) {
      const asked = households.slice(0, Math.ceil(households.length * (backEnd.share ?? 1)));
      const found = await run(backEnd, program, asked, on, interpreters.slice(0, asked.length));
      const difference = await firstDifference(backEnd, { program, households: asked, on, right, found });
      if (difference !== undefined) {
        result.difference = await told(backEnd, difference, {
          made,
          seed: number,
          milliseconds: shrinkMilliseconds,
        });
        return result;
      }
      if (typeof found !== 'string') count(result, backEnd.name, program, found);
    }
    options.onProgram?.(number - seed + 1, result);
  }
  return result;
}
