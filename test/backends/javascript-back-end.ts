import { Unsupported } from '../../src/backends/javascript/code.js';
import { generateJavaScript } from '../../src/backends/javascript/generate.js';
import { rowOf } from '../../src/backends/javascript/rows.js';
import { answerIn, runnable } from '../../src/backends/javascript/runnable.js';
import type { Program } from '../../src/policy/policy.js';
import { readBy } from './shrink.js';
import {
  type Answers,
  type BackEnd,
  comparedDefinitions,
  type HouseholdFacts,
  noAnswers,
} from './support.js';

/** The answers of a program that can be generated as a whole. */
function decided(
  program: Program,
  households: readonly HouseholdFacts[],
  on: string,
): Record<string, string>[] {
  // Half of the programs are cut into a function a definition, so that values go from one to another.
  const functionLines = program.definitions.length % 2 === 0 ? 1 : 400;
  const generated = generateJavaScript(program, { functionLines });
  const running = runnable(generated);
  running.day(Number(on.replaceAll('-', '')));
  const { answers: places } = generated.layout;
  const compared = [...comparedDefinitions(program).keys()];
  return households.map((household) => {
    const answers = noAnswers();
    const row = rowOf(generated.layout, household);
    // A number that leaves the exact ones: the interpreter decides such a household.
    if (row === undefined || !running.decide(row) || !running.missing()) return answers;
    for (const name of compared) {
      const place = places.get(name);
      if (place !== undefined && place.kind !== 'codes')
        answers[name] = answerIn(running, place) ?? 'unknown';
    }
    return answers;
  });
}

/** The generated JavaScript. What cannot be generated is left out, and what reads it; the rest is decided. */
export const javascriptBackEnd: BackEnd = {
  name: 'javascript',
  run: async (program, households, on): Promise<readonly Answers[]> => {
    try {
      return decided(program, households, on);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
    }
    const answers = households.map(noAnswers);
    for (const name of comparedDefinitions(program).keys()) {
      try {
        for (const [index, one] of decided(readBy(program, name), households, on).entries())
          if (one[name] !== undefined) (answers[index] as Record<string, string>)[name] = one[name];
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
      }
    }
    return answers;
  },
};
