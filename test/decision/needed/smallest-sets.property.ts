import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodesByName } from '../../../src/backends/interpreter/interpreter.js';
import { neededFacts } from '../../../src/decision/needed/needed-facts.js';
import type { Reading } from '../../../src/decision/reading.js';
import type { FactValue } from '../../../src/facts/given.js';
import {
  aggregate,
  all,
  any,
  apply,
  choose,
  definition,
  fact,
  isUnknown,
  item,
  type Node,
  not,
  numberLiteral,
  textLiteral,
  truthLiteral,
  unknownLiteral,
} from '../../../src/language/nodes.js';
import { OUTCOMES } from '../../../src/policy/stages.js';
import { rational } from '../../../src/values/rational.js';
import { type Facts, isOpen, outcomeWith } from './answers.js';

/** Every answer that makes a difference to the small programs: all of flags and codes, of counts both sides of each bound. */
const ANSWERS: Readonly<Record<string, readonly FactValue[]>> = {
  ownsVehicle: [true, false],
  villageCadre: [true, false],
  ableToCope: [true, false],
  householdKind: ['脱贫户', '一般农户'],
  reportedLabourCount: [0n, 1n, 2n, 3n, 50n].map((value) => rational(value)),
  identifiedRisks: subsetsOf(['因病', '因学', '其他']).map((items) => ({ complete: true, items })),
};
const FLAGS = ['ownsVehicle', 'villageCadre', 'ableToCope'];

const flag = fc.constantFrom(...FLAGS).map(fact);
const leaf: fc.Arbitrary<Node> = fc.oneof(
  { weight: 4, arbitrary: flag },
  { weight: 1, arbitrary: fc.constant(apply('equal', [fact('householdKind'), textLiteral('脱贫户')])) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('lessThan' as const, 'greaterThan' as const, 'equal' as const),
        fc.constantFrom('1', '2'),
      )
      .map(([operator, bound]) => apply(operator, [fact('reportedLabourCount'), numberLiteral(bound)])),
  },
);
/** Tests of what a list contains that is asked for, some of them against a list that is known. */
const known = fact('visitRisks');
const blank = fact('identifiedRisks');
const codeTest: fc.Arbitrary<Node> = fc.constantFrom(
  apply('contains', [blank, textLiteral('因病')]),
  apply('contains', [blank, textLiteral('因学')]),
  aggregate('every', blank, 'each', not(apply('contains', [known, item('each')]))),
  aggregate('every', known, 'each', apply('contains', [blank, item('each')])),
  aggregate('some', known, 'each', apply('contains', [blank, item('each')])),
  aggregate('some', blank, 'each', apply('contains', [known, item('each')])),
);
const several = (part: fc.Arbitrary<Node>): fc.Arbitrary<Node[]> =>
  fc.array(part, { minLength: 2, maxLength: 3 });

function truths(depth: number, below: fc.Arbitrary<Node>, isChoosing: boolean): fc.Arbitrary<Node> {
  if (depth === 0) return fc.oneof(leaf, below, codeTest);
  const part = truths(depth - 1, below, isChoosing);
  const made: fc.Arbitrary<Node>[] = [
    leaf,
    part.map(not),
    several(part).map(all),
    several(part).map(any),
    part.map((node) => apply('equal', [node, truthLiteral(false)])),
    fc.tuple(part, part, part).map(([condition, then, otherwise]) => choose(condition, then, otherwise)),
  ];
  const choosing = [
    fc.tuple(part, part).map((parts) => apply('firstKnown', parts)),
    fc.tuple(part, part).map(([a, b]) => any([a, choose(b, unknownLiteral(), truthLiteral(false))])),
  ];
  return fc.oneof(...made, ...(isChoosing ? choosing : []));
}

/** A way in over a few facts, of several definitions. */
const programs = (isChoosing: boolean): fc.Arbitrary<ReadonlyMap<string, Node>> =>
  fc
    .tuple(truths(1, leaf, isChoosing), truths(2, fc.constant(definition('first')), isChoosing))
    .chain(([first, second]) =>
      truths(2, fc.constantFrom(definition('first'), definition('second')), isChoosing).map((wayIn) =>
        nodesByName({
          definitions: [
            { name: 'first', node: first },
            { name: 'second', node: second },
            { name: 'wayIn', node: wayIn },
            {
              name: OUTCOMES.identification,
              node: choose(
                isUnknown(definition('wayIn')),
                textLiteral('verify'),
                choose(definition('wayIn'), textLiteral('identify'), textLiteral('notIdentified')),
              ),
            },
          ],
          parameters: {},
          declaredBlanks: {},
        }),
      ),
    );

const readingOf = (nodes: ReadonlyMap<string, Node>, facts: Facts): Reading =>
  ({
    policy: { program: { definitions: [], parameters: {}, declaredBlanks: {} } },
    nodes,
    on: '2024-11-01',
    household: {},
    facts,
    unusable: new Set(),
    declaredBlanks: [],
    issues: [],
  }) as unknown as Reading;

function* everyAnswer(names: readonly string[]): Generator<Facts> {
  const [name, ...rest] = names;
  if (name === undefined) {
    yield {};
    return;
  }
  for (const others of everyAnswer(rest))
    for (const value of ANSWERS[name] as readonly FactValue[]) yield { ...others, [name]: value };
}

const settles = (reading: Reading, names: readonly string[]): boolean => {
  for (const facts of everyAnswer(names))
    if (isOpen(outcomeWith(reading, OUTCOMES.identification, facts))) return false;
  return true;
};

function subsetsOf([name, ...rest]: readonly string[]): string[][] {
  if (name === undefined) return [[]];
  return subsetsOf(rest).flatMap((set) => [set, [...set, name]]);
}

/** The smallest settling sets, by trying every set with every answer. */
function smallestSets(reading: Reading, names: readonly string[]): string[][] {
  const settling = subsetsOf(names).filter((set) => settles(reading, set));
  return settling.filter(
    (set) =>
      !settling.some((other) => other.length < set.length && other.every((name) => set.includes(name))),
  );
}

const given = fc.record(
  {
    ownsVehicle: fc.boolean(),
    villageCadre: fc.boolean(),
    householdKind: fc.constant('脱贫户'),
    visitRisks: fc.subarray(['因病', '因学']).map((items) => ({ complete: true, items })),
  },
  { requiredKeys: ['visitRisks'] },
) as fc.Arbitrary<Facts>;

const written = (sets: readonly (readonly string[])[]): string[] =>
  sets.map((set) => [...set].sort().join()).sort();

describe('the smallest settling sets of small programs, against every set with every answer', () => {
  test.each([
    ['without figures that stand in for each other', false],
    ['with figures that stand in for each other', true],
  ])('%s', (_, isChoosing) => {
    fc.assert(
      fc.property(programs(isChoosing), given, (nodes, facts) => {
        const reading = readingOf(nodes, facts);
        if (!isOpen(outcomeWith(reading, OUTCOMES.identification, {}))) return;
        const blank = Object.keys(ANSWERS).filter((name) => facts[name] === undefined);
        const needed = neededFacts(reading, 'identification', blank);
        const found = needed.sets.map(({ questions }) => questions.map((question) => question.fact));
        const expected = smallestSets(reading, blank);
        // Each is a smallest one; all are found where nothing can be contradicted, or where the facts are few.
        expect(written(expected)).toEqual(expect.arrayContaining(written(found)));
        if (!isChoosing || blank.length < 5) {
          expect(needed.settles).toBe(expected.length > 0);
          expect(needed.complete).toBe(true);
          expect(written(found)).toEqual(written(expected));
        }
        expect(needed.sets.map(({ cost }) => cost)).toEqual(
          needed.sets.map(({ cost }) => cost).sort((a, b) => a - b),
        );
      }),
      { numRuns: 150 },
    );
  });
});
