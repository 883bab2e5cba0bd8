import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Random, randomFrom } from '../../../bench/households.js';
import { type Interpreter, nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import { type NeededFacts, neededFacts } from '../../../src/decision/needed/needed-facts.js';
import { interpreterOf, type Reading, readFor } from '../../../src/decision/reading.js';
import type { Household } from '../../../src/index.js';
import { OUTCOMES } from '../../../src/policy/stages.js';
import { agreeingHousehold, assessIn, type Setting, settingsOf } from '../rule-book-households.js';
import { blanked, fullHousehold, type Given } from '../support.js';
import { answersTo, type Facts, isOpen, outcomeOf, outcomeWith } from './answers.js';

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

/** Answers that leave a decision open, looked for one fact at a time: of each that which leaves most missing. */
function openAnswers({ reading, of }: Open, names: readonly string[], random: Random): boolean {
  let facts: Facts = {};
  for (const name of names) {
    const open = Array.from({ length: 6 }, () => answersTo([name], withFacts(reading, facts), random))
      .map((answer) => ({ facts: { ...facts, ...answer } }))
      .map((tried) => ({ ...tried, interpreter: interpreterOf(reading, tried) }))
      .filter(({ interpreter }) => isOpen(outcomeOf(interpreter, OUTCOMES[of])))
      .map((tried) => ({ ...tried, missing: missingCount(tried.interpreter, of) }))
      .sort((a, b) => b.missing - a.missing);
    if (open[0] === undefined) return false;
    facts = open[0].facts;
  }
  return true;
}
function missingCount(interpreter: Interpreter, of: Decision): number {
  const list = interpreter.definition(of === 'exit' ? OUTCOMES.exitMissing : OUTCOMES.identificationMissing);
  return list.type === 'list' ? list.members.length : 0;
}
const withFacts = (reading: Reading, facts: Facts): Reading => ({
  ...reading,
  facts: { ...reading.facts, ...facts },
});

const shuffled = (names: readonly string[], random: Random): string[] =>
  names
    .map((name) => [random(), name] as const)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);

const namesOf = ({ questions }: NeededFacts['sets'][number]): string[] => questions.map(({ fact }) => fact);

describe('the sets of needed facts, by the shipped rules', () => {
  test('each set settles the outcome, whatever the answers are', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const random = randomFrom(drawn.seed + 2);
        for (const { reading, of, needed } of openDecisions(drawn.setting, householdOf(drawn)))
          for (const set of needed.sets)
            for (let time = 0; time < 25; time += 1) {
              const outcome = outcomeWith(reading, OUTCOMES[of], answersTo(namesOf(set), reading, random));
              if (isOpen(outcome)) expect.fail(`${of} stays ${outcome} after ${namesOf(set).join()}`);
            }
      }),
      { numRuns: 40 },
    );
  });

  test('an answer that is said to end it ends it so', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        for (const { reading, of, needed } of openDecisions(drawn.setting, householdOf(drawn)))
          for (const { fact, endsWith } of [...needed.sets.flatMap(({ questions }) => questions)])
            for (const { answer, outcome } of endsWith) {
              const value = 'value' in answer ? answer.value : undefined;
              expect(outcomeWith(reading, OUTCOMES[of], { [fact]: value })).toBe(outcome);
            }
      }),
      { numRuns: 25 },
    );
  });

  test('without one of its facts a set mostly leaves the outcome open for some answers', {
    timeout: 240_000,
  }, () => {
    let tried = 0;
    let open = 0;
    for (let seed = 1; seed <= 18; seed += 1) {
      const setting = settings[seed % settings.length] as Setting;
      const drawn = {
        setting,
        seed,
        parts: seed % 2 === 0,
        agreeing: seed % 4 < 2,
        isMonitored: seed % 3 === 0,
      };
      const random = randomFrom(seed + 3);
      for (const decision of openDecisions(setting, householdOf(drawn)))
        for (const set of decision.needed.complete ? decision.needed.sets : [])
          for (const left of namesOf(set)) {
            const rest = namesOf(set).filter((name) => name !== left);
            tried += 1;
            const isFound = Array.from({ length: 5 }).some(() =>
              openAnswers(decision, shuffled(rest, random), random),
            );
            if (isFound) open += 1;
          }
    }

    expect(tried).toBeGreaterThan(50);
    // A search that draws at random does not find every such answer.
    expect(open / tried).toBeGreaterThan(0.9);
  });

  test('whatever the household is like, the answer is bounded and the same again', {
    timeout: 240_000,
  }, () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...DECISIONS), (drawn, of) => {
        const reading = readingOf(drawn.setting, householdOf(drawn));
        const odd = ['ableToCope', 'members', 'members.birthDate', 'incomeStandard', 'rules.inForce'];
        const needed = neededFacts(reading, of, odd);
        expect(needed.blockedBy).toEqual(expect.arrayContaining(['incomeStandard', 'rules.inForce']));
        expect(needed.sets.length).toBeLessThanOrEqual(5);
        expect(neededFacts(reading, of, odd)).toEqual(needed);
      }),
      { numRuns: 25 },
    );
  });
});
