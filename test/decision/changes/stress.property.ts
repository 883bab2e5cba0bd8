import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomFrom } from '../../../bench/households.js';
import { changeOf } from '../../../src/decision/changes/change.js';
import { changedHousehold, whatWouldChange } from '../../../src/decision/changes/index.js';
import { Question } from '../../../src/decision/changes/question.js';
import { Search } from '../../../src/decision/changes/search.js';
import { otherValues, type Variable, variablesOf } from '../../../src/decision/changes/variables.js';
import { MOST_EVALUATIONS } from '../../../src/decision/changes/what-would-change.js';
import type { Reading } from '../../../src/decision/reading.js';
import type { FactValue } from '../../../src/facts/given.js';
import type { Fact, NumberFact } from '../../../src/facts/kinds.js';
import { CATALOGUE, type Household } from '../../../src/index.js';
import {
  type Rational,
  rational,
  rationalFromExactText,
  rationalToNumber,
} from '../../../src/values/rational.js';
import { agreeingHousehold, type Setting, settingsOf } from '../rule-book-households.js';
import { blanked, type Given } from '../support.js';
import { readingOf } from './support.js';

const SETTINGS = await settingsOf();

interface Drawn {
  readonly place: number;
  readonly seed: number;
  readonly parts: boolean;
  readonly blanks: boolean;
  readonly of: 'identification' | 'exit';
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  place: fc.nat(SETTINGS.length - 1),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  parts: fc.boolean(),
  blanks: fc.boolean(),
  of: fc.constantFrom('identification' as const, 'exit' as const),
});
const settingOf = ({ place }: Drawn): Setting => SETTINGS[place] as Setting;

/** A household of which some is not known, or all; monitored where an exit is asked for. */
function householdOf(from: Drawn): Given {
  const full = agreeingHousehold(settingOf(from), from.seed, from.parts);
  const given = from.blanks ? blanked(full, randomFrom(from.seed)).more : full;
  return from.of === 'exit' ? { ...given, monitoringStatus: '风险未消除' } : given;
}
const readingOfDrawn = (from: Drawn): Reading =>
  readingOf(householdOf(from), settingOf(from).assessor, settingOf(from).on);

function answerOf(from: Drawn, household: Given): string {
  const { assessor, on } = settingOf(from);
  return assessor.assess(household as Household, { on })[from.of].outcome;
}
/** The household with variables set as a user would set them. */
const withValues = (household: Given, ...steps: (readonly [Variable, NonNullable<FactValue>])[]): Given =>
  changedHousehold(
    household as Household,
    steps.map(([variable, value]) => changeOf(variable, value)),
  ) as Given;

function isChangeable(fact: string): boolean {
  const [name = '', field] = fact.split('.');
  const entry = CATALOGUE[name as keyof typeof CATALOGUE];
  if (field === undefined) return entry.changeable;
  return 'fields' in entry && (entry.fields as Record<string, Fact>)[field]?.changeable === true;
}

const isNumber = (variable: Variable): boolean => variable.entry.kind === 'number';
const pathOf = ({ path }: { readonly path: readonly (string | number)[] }): string => path.join('.');
const exact = (text: string): Rational => rationalFromExactText(text) as Rational;

/** A value of a number that can be given, and is another one. */
function drawnNumber({ entry, value }: Variable, random: () => number): Rational | undefined {
  const { minimum, maximum, decimals } = entry as NumberFact;
  const now = rationalToNumber(value as Rational);
  const reach = [5, 100, 5_000, 50_000][Math.floor(random() * 4)] as number;
  const other = Math.min(maximum, Math.max(minimum, now + (random() - 0.5) * 2 * reach));
  const found = exact(other.toFixed(decimals));
  return rationalToNumber(found) === now ? undefined : found;
}

describe('what is offered', () => {
  test.prop([drawn], { numRuns: 150 })('holds, is another answer, and only of what can change', (from) => {
    const household = householdOf(from);
    const reading = readingOfDrawn(from);
    const { alternatives, now, isOffered } = whatWouldChange(reading, from.of);
    expect(answerOf(from, household)).toBe(now);
    for (const { changes, outcome } of alternatives) {
      expect(outcome).not.toBe(now);
      expect(answerOf(from, changedHousehold(household as Household, changes) as Given)).toBe(outcome);
      for (const { fact } of changes) expect(isChangeable(fact), fact).toBe(true);
    }
    // What is found holds by itself: nothing has to be dropped for not holding when it is tried.
    const question = new Question(reading, from.of);
    const search = new Search(question, variablesOf(reading).variables, MOST_EVALUATIONS);
    expect(isOffered ? search.run().length : 0).toBe(alternatives.length);
  });

  test.prop([drawn], { numRuns: 60 })('is the same each time', (from) => {
    expect(whatWouldChange(readingOfDrawn(from), from.of)).toEqual(
      whatWouldChange(readingOfDrawn(from), from.of),
    );
  });

  test.prop([drawn], { numRuns: 150 })('is the smallest change of a number, by tries nearer by', (from) => {
    const household = householdOf(from);
    const reading = readingOfDrawn(from);
    const random = randomFrom(from.seed);
    const { alternatives } = whatWouldChange(reading, from.of);
    const { variables } = variablesOf(reading);
    for (const { changes, outcome } of alternatives) {
      const [change] = changes;
      if (changes.length > 1 || change?.by === undefined) continue;
      const variable = variables.find((each) => pathOf(each) === pathOf(change)) as Variable;
      const { decimals } = variable.entry as NumberFact;
      const scale = 10 ** decimals;
      const start = Math.round(rationalToNumber(variable.value as Rational) * scale);
      const steps = Math.abs(Math.round(Number(change.by.amount) * scale));
      const nearer = [1, 2, 3, 4, 5, steps - 1, steps - 2, Math.floor(random() * steps)];
      for (const distance of nearer.filter((each) => each > 0 && each < steps))
        for (const sign of [1, -1]) {
          const value = rational(BigInt(start + sign * distance), BigInt(scale));
          const { minimum, maximum } = variable.entry as NumberFact;
          if (rationalToNumber(value) < minimum || rationalToNumber(value) > maximum) continue;
          const context = `${pathOf(change)} ${rationalToNumber(value)} ${outcome}`;
          expect(answerOf(from, withValues(household, [variable, value])), context).not.toBe(outcome);
        }
    }
  });
});

describe('what is not offered does not do', () => {
  test.prop([drawn], { numRuns: 150 })('one flag or code: exactly those values that do', (from) => {
    const household = householdOf(from);
    const reading = readingOfDrawn(from);
    const { alternatives, isOffered, now } = whatWouldChange(reading, from.of);
    fc.pre(isOffered);
    const settled = from.of === 'exit' ? ['exit', 'retain'] : ['identify', 'notIdentified', 'review'];
    const expected = variablesOf(reading).variables.flatMap((variable) =>
      otherValues(variable).flatMap((value) => {
        const outcome = answerOf(from, withValues(household, [variable, value]));
        return settled.includes(outcome) && outcome !== now
          ? [`${pathOf(variable)} ${String(value)} ${outcome}`]
          : [];
      }),
    );
    const found = alternatives.flatMap(({ changes: [change, second], outcome }) =>
      change === undefined || second !== undefined || change.by !== undefined
        ? []
        : [`${pathOf(change)} ${String((change.to as { value?: unknown }).value)} ${outcome}`],
    );
    expect(found.sort()).toEqual(expected.sort());
  });

  test.prop([drawn], { numRuns: 120 })('one number: whatever else does is further away', (from) => {
    const household = householdOf(from);
    const reading = readingOfDrawn(from);
    const { alternatives, isOffered, now } = whatWouldChange(reading, from.of);
    fc.pre(isOffered);
    const random = randomFrom(from.seed + 1);
    for (const variable of variablesOf(reading).variables.filter(isNumber))
      for (let count = 0; count < 4; count += 1) {
        const value = drawnNumber(variable, random);
        if (value === undefined) continue;
        const outcome = answerOf(from, withValues(household, [variable, value]));
        if (outcome === now || !['exit', 'retain', 'identify', 'notIdentified', 'review'].includes(outcome))
          continue;
        const context = `${pathOf(variable)} ${rationalToNumber(value)} ${outcome}`;
        const found = alternatives.find(
          ({ changes, outcome: reached }) =>
            changes.length === 1 && reached === outcome && pathOf(changes[0] as never) === pathOf(variable),
        );
        expect(found, context).toBeDefined();
        const distance = Math.abs(rationalToNumber(value) - rationalToNumber(variable.value as Rational));
        const by = Math.abs(Number(found?.changes[0]?.by?.amount));
        expect(by, context).toBeLessThanOrEqual(distance + 1e-6);
      }
  });

  test.prop([drawn], { numRuns: 100 })('a count: exactly the nearest of all values', (from) => {
    const household = householdOf(from);
    const reading = readingOfDrawn(from);
    const { alternatives, isOffered, now } = whatWouldChange(reading, from.of);
    fc.pre(isOffered);
    const counts = variablesOf(reading).variables.filter(
      ({ entry }) => entry.kind === 'number' && entry.decimals === 0 && entry.maximum <= 50,
    );
    for (const variable of counts) {
      const { minimum, maximum } = variable.entry as NumberFact;
      const start = rationalToNumber(variable.value as Rational);
      const nearest = new Map<string, number>();
      for (let distance = 1; distance <= maximum; distance += 1)
        for (const value of [start + distance, start - distance]) {
          if (value < minimum || value > maximum) continue;
          const outcome = answerOf(from, withValues(household, [variable, rational(BigInt(value))]));
          if (outcome !== now && !['verify', 'noStandard'].includes(outcome) && !nearest.has(outcome))
            nearest.set(outcome, value);
        }
      const found = alternatives.filter(
        ({ changes }) => changes.length === 1 && pathOf(changes[0] as never) === pathOf(variable),
      );
      expect(
        Object.fromEntries(
          found.map(({ outcome, changes }) => [outcome, Number((changes[0]?.to as { low?: string })?.low)]),
        ),
        pathOf(variable),
      ).toEqual(Object.fromEntries(nearest));
    }
  });

  test.prop([drawn], { numRuns: 150 })('two flags or codes, where the search was complete', (from) => {
    const household = householdOf(from);
    const reading = readingOfDrawn(from);
    const { alternatives, isOffered, complete, now } = whatWouldChange(reading, from.of);
    fc.pre(isOffered && complete);
    const random = randomFrom(from.seed + 2);
    const choices = variablesOf(reading).variables.filter((variable) => !isNumber(variable));
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    for (let count = 0; count < 40 && choices.length > 1; count += 1) {
      const [first, second] = [pick(choices), pick(choices)];
      if (first === second) continue;
      const [a, b] = [pick(otherValues(first)), pick(otherValues(second))];
      const outcome = answerOf(from, withValues(household, [first, a], [second, b]));
      if (outcome === now || !['exit', 'retain', 'identify', 'notIdentified', 'review'].includes(outcome))
        continue;
      const paths = [pathOf(first), pathOf(second)];
      const isCovered = alternatives.some(
        ({ changes, outcome: reached }) =>
          reached === outcome && changes.every((change) => paths.includes(pathOf(change))),
      );
      expect(isCovered, `${paths.join(' ')} ${String(a)} ${String(b)} ${outcome}`).toBe(true);
    }
  });
});
