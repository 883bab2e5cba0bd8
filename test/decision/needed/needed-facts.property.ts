import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../bench/households.js';
import { nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import { type NeededFacts, neededFacts } from '../../../src/decision/needed/needed-facts.js';
import { interpreterOf, type Reading, readFor } from '../../../src/decision/reading.js';
import type { Household } from '../../../src/index.js';
import { OUTCOMES } from '../../../src/policy/stages.js';
import { agreeingHousehold, assessIn, type Setting, settingsOf } from '../rule-book-households.js';
import { blanked, fullHousehold, type Given } from '../support.js';
import { answersTo, isOpen, outcomeOf, outcomeWith } from './answers.js';

const settings = await settingsOf();
const nodes = new Map(settings.map((setting) => [setting, nodesByName(setting.assessor.policy.program)]));
const DECISIONS = ['identification', 'exit'] as const;
type Decision = (typeof DECISIONS)[number];

interface Open {
  readonly reading: Reading;
  readonly of: Decision;
  readonly needed: NeededFacts;
}

const readingOf = (setting: Setting, household: Given): Reading =>
  readFor(
    setting.assessor.policy,
    nodes.get(setting) as NonNullable<ReturnType<typeof nodes.get>>,
    household as Household,
    setting.on,
    [],
  );

/** What is needed wherever a household leaves a decision open. */
function openDecisions(setting: Setting, household: Given): Open[] {
  const assessment = assessIn(setting, household);
  const reading = readingOf(setting, household);
  return DECISIONS.filter((of) => isOpen(assessment[of].outcome)).map((of) => ({
    reading,
    of,
    needed: neededFacts(
      reading,
      of,
      assessment[of].missing.map(({ name }) => name),
    ),
  }));
}

const cases = fc.record({
  setting: fc.constantFrom(...settings),
  seed: fc.noShrink(fc.nat()),
  parts: fc.boolean(),
  agreeing: fc.boolean(),
  isMonitored: fc.boolean(),
});
type Case = typeof cases extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function householdOf({ setting, seed, parts, agreeing, isMonitored }: Case): Given {
  const full = agreeing ? agreeingHousehold(setting, seed, parts) : fullHousehold(seed, parts);
  const { less, more } = blanked(full, randomFrom(seed + 1));
  // Half of them with little missing, so that the sets are small.
  const some = seed % 2 === 0 ? less : more;
  return { ...some, ...(isMonitored ? { monitoringStatus: '风险未消除' } : {}) };
}

const runs = { numRuns: 300 };

describe('the sets of needed facts, by the shipped rules', () => {
  test('each set settles the outcome, whatever the answers are', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const random = randomFrom(drawn.seed + 2);
        for (const { reading, of, needed } of openDecisions(drawn.setting, householdOf(drawn)))
          for (const { questions } of needed.sets)
            for (let time = 0; time < 25; time += 1) {
              const facts = answersTo(
                questions.map(({ fact }) => fact),
                reading,
                random,
              );
              const outcome = outcomeWith(reading, OUTCOMES[of], facts);
              if (isOpen(outcome))
                expect.fail(`${of} stays ${outcome} after ${questions.map(({ fact }) => fact).join()}`);
            }
      }),
      runs,
    );
  });
});
export { interpreterOf, outcomeOf };
