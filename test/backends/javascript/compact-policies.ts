import { Interpreter, nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import { type AnswersNeeded, answersNeeded, interpreterAnswers } from '../../../src/decision/answers.js';
import type { Policy } from '../../../src/index.js';
import {
  codesOf,
  leftExactNumbers,
  openProgram,
  startHousehold,
  startTable,
  textOf,
  truthOf,
} from '../../../src/sheets/portable/program.js';
import type { Program as OpenProgram } from '../../../src/sheets/portable/program-form.js';
import { missingOf } from '../../../src/sheets/portable/program-missing.js';
import { type BundledProgram, programData } from '../../../src/sheets/program-data.js';
import type { HouseholdFacts } from '../support.js';
import { compactRow } from './compact-back-end.js';

/** A policy as a bundle holds it, opened. */
export interface OpenPolicy {
  readonly policy: Policy;
  readonly needed: AnswersNeeded;
  readonly made: BundledProgram;
  readonly open: OpenProgram;
}

export function openPolicy(policy: Policy): OpenPolicy {
  const made = programData(policy);
  return { policy, needed: answersNeeded(policy), made, open: openProgram(made.data) };
}

/** Everything that an assessment is shaped from, by name. */
export type AllAnswers = Readonly<Record<string, string>>;

const TRUTHS: Readonly<Record<number, string>> = { 3: 'true', 0: 'false', 2: 'unknown' };

/** The answers of the compact program; `given` are the facts that the table has. */
export function compactAnswers(
  { made, needed, open }: OpenPolicy,
  facts: HouseholdFacts,
  on: string,
  unusable: readonly string[] = [],
  given: readonly string[] = made.facts,
): AllAnswers {
  const row = compactRow({ factNames: made.facts }, facts);
  if (row === undefined) throw new Error('A household has no row.');
  startTable(open, Number(on.replaceAll('-', '')), [...given]);
  startHousehold(open, row, [...unusable]);
  const answers = {
    ...Object.fromEntries(needed.truths.map((name) => [name, TRUTHS[truthOf(open, name)] as string])),
    ...Object.fromEntries(needed.texts.map((name) => [name, textOf(open, name) ?? 'unknown'])),
    ...Object.fromEntries(
      needed.possible.map((name) => [
        name,
        codesOf(open, name)
          .map(({ text }) => text)
          .join(),
      ]),
    ),
    ...Object.fromEntries(needed.missing.map((name, of) => [name, missingOf(open, of).join()])),
  };
  if (leftExactNumbers()) throw new Error('A household left the exact numbers.');
  return answers;
}

/** The same of the interpreter. */
export function interpreterAnswersOf(
  { policy, needed }: OpenPolicy,
  facts: HouseholdFacts,
  on: string,
  unusable: readonly string[] = [],
): AllAnswers {
  const nodes = nodesByName(policy.program);
  const answers = interpreterAnswers(new Interpreter(policy.program, nodes, facts, on, new Set(unusable)));
  return {
    ...Object.fromEntries(needed.truths.map((name) => [name, answers.truth(name)])),
    ...Object.fromEntries(needed.texts.map((name) => [name, answers.text(name) ?? 'unknown'])),
    ...Object.fromEntries(needed.possible.map((name) => [name, [...new Set(answers.texts(name))].join()])),
    ...Object.fromEntries(needed.missing.map((name) => [name, answers.texts(name).join()])),
  };
}
