import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { randomFrom } from '../../bench/households.js';
import { FACT_NAMES } from '../../src/index.js';
import { agreeingHousehold, type Setting, settingsOf } from './rule-book-households.js';
import { assess, blanked, filled, fullHousehold, type Given, gansu2024, isBlank } from './support.js';

const seed = fc.integer({ min: 0, max: 2 ** 31 });
/** Only totals as recorded; or totals and the lists that they come from, in agreement. */
const household = fc.record({ seed, parts: fc.boolean() });

const [GANSU] = (await settingsOf()) as [Setting];
const DEFINITE = ['identify', 'review', 'notIdentified', 'exit', 'retain', 'notApplicable'];

/** Shuffles keys at every level, and the items of lists. */
function shuffled(value: unknown, random: () => number): unknown {
  const order = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item): [number, Item] => [random(), item])
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  if (Array.isArray(value)) return order(value).map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    order(Object.entries(value)).map(([key, member]) => [key, shuffled(member, random)]),
  );
}

describe('of random households', () => {
  test.prop([household, seed], { numRuns: 200 })(
    'nobody is identified and released on the same day',
    (from, blanks) => {
      const full = fullHousehold(from.seed, from.parts);
      for (const given of [full, ...Object.values(blanked(full, randomFrom(blanks)))]) {
        const { identification, exit } = assess(given);
        if (exit.outcome === 'exit') expect(identification.outcome).toBe('notIdentified');
        if (identification.waysIn.certain.length > 0)
          expect(['retain', 'verify', 'notApplicable']).toContain(exit.outcome);
      }
    },
  );

  test.prop([household, seed], { numRuns: 200 })(
    'the order of keys, members and items never matters',
    (from, order) => {
      const { less } = blanked(fullHousehold(from.seed, from.parts), randomFrom(order));
      const there = assess(shuffled(less, randomFrom(order)) as Given);
      expect(JSON.stringify(there)).toBe(JSON.stringify(assess(less)));
    },
  );

  test.prop([household, seed], { numRuns: 200 })(
    'a retained household lists every unmet criterion',
    (from, blanks) => {
      const { less } = blanked(fullHousehold(from.seed, from.parts), randomFrom(blanks));
      const { exit, rules, identification } = assess({ ...less, monitoringStatus: '风险未消除' });
      const failing = gansu2024.policy.stages.exitCriterion.filter((rule) => rules[rule] === 'false');
      const wayIn = identification.waysIn.certain.length > 0 ? ['noWayInHolds'] : [];
      expect(exit.unmet.map((each) => each.rule)).toEqual([...failing, ...wayIn]);
      expect(exit.outcome === 'retain').toBe(exit.unmet.length > 0);
    },
  );

  test.prop([household, seed], { numRuns: 200 })(
    'what is missing is blank, and finding it out settles the answer step by step',
    (from, blanks) => {
      // Where the facts contradict the visit, what is found out can overrule what the visit said (docs/semantics.md).
      const full = agreeingHousehold(GANSU, from.seed, from.parts);
      const settled = assess(full);
      for (const stage of ['identification', 'exit'] as const) {
        let given = blanked(full, randomFrom(blanks)).less;
        const asked = new Set<string>();
        for (let round = 0; round < 15; round += 1) {
          const { outcome, missing } = assess(given)[stage];
          const context = `${stage} ${outcome} ${missing.map((each) => each.name)} ${JSON.stringify(given)}`;
          if (DEFINITE.includes(outcome)) {
            expect(missing, context).toEqual([]);
            break;
          }
          expect(missing, context).not.toEqual([]);
          const names = missing.map((each) => each.name).filter((name) => !asked.has(name));
          expect(
            names.filter((name) => !isBlank(given, name)),
            context,
          ).toEqual([]);
          const known = names.filter((name) => full[name.split('.')[0] as string] !== undefined);
          if (known.length === 0) break;
          for (const name of known) {
            given = filled(given, full, name);
            asked.add(name);
          }
        }
        const { outcome } = assess(given)[stage];
        if (from.parts) expect(outcome, JSON.stringify(given)).toBe(settled[stage].outcome);
      }
    },
  );
});

describe('whatever is given', () => {
  const rubbish = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withSparseArray: true,
    withObjectString: true,
  });
  const nearlyHousehold = fc.dictionary(
    fc.constantFrom(...FACT_NAMES, 'unheardOf', 'toString', '__proto__'),
    fc.oneof(
      rubbish,
      fc.record({ complete: fc.boolean(), items: fc.array(rubbish) }),
      fc.record({ value: rubbish, source: rubbish }),
      fc.array(fc.record({ value: rubbish })),
    ),
  );

  test.prop([fc.oneof(rubbish, nearlyHousehold)], { numRuns: 600 })(
    'assessing and giving facts never throws',
    (given) => {
      const assessment = assess(given as Given);
      expect(JSON.parse(JSON.stringify(assessment))).toMatchObject({ advice: true });
      expect(Object.keys(gansu2024.factsFor(given as Given, { on: '2024-11-01' }))).toContain(
        'incomeStandard',
      );
    },
  );

  test.prop([fc.oneof(rubbish, nearlyHousehold)], { numRuns: 12 })(
    'giving reasons and explaining never throws',
    (given) => {
      const assessment = assess(given as Given);
      expect(assessment.explain('zh-CN').at(-1)).toContain('民主评议');
      expect(assessment.explain('en').length).toBeGreaterThan(3);
      expect(assessment.reasons()).toHaveLength(Object.keys(assessment.rules).length);
    },
  );
});
