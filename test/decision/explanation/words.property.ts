import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plainTest } from 'vitest';
import { randomFrom } from '../../../bench/households.js';
import { CATALOGUE, explanationTexts, maskExplanation } from '../../../src/index.js';
import type { Given } from '../support.js';
import { assessDrawn, type Drawn, drawnToTell, householdOf, renderings } from './households.js';

const RUNS = 100;

/** What is Latin in Chinese papers: an address, a grade of a house, the hash by which a policy is found again. */
const LATIN_ALLOWED = [/https?:\/\/\S+/g, /(?<![A-Za-z])[A-D](?![A-Za-z])/g, /政策 [0-9a-f]{12}/g];
const latinIn = (line: string): readonly string[] =>
  LATIN_ALLOWED.reduce((rest, allowed) => rest.replace(allowed, ''), line).match(/[A-Za-z]+/g) ?? [];

const depthOf = (line: string | undefined): number => line?.match(/^ */)?.[0].length ?? 0;

function expectWhole(lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    // What could not be read is told to whoever wrote it, in the words of the file.
    if (line.startsWith('读不出的内容')) continue;
    expect(latinIn(line), line).toEqual([]);
    // A part that had no words would leave its punctuation behind.
    expect(line, line).not.toMatch(/：：|，，|；；|、、|（）|（，|，）|undefined|^\s*$/);
    // The first line of a letter greets.
    if (line.endsWith('：') && index > 0)
      expect(depthOf(lines[index + 1]), line).toBeGreaterThan(depthOf(line));
  }
}

/** The same with the keys of every object in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((each) => shuffled(each, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => ({ key, each, place: random() }));
  entries.sort((a, b) => a.place - b.place);
  return Object.fromEntries(entries.map(({ key, each }) => [key, shuffled(each, random)]));
}

describe('the words', () => {
  test.prop([drawnToTell], { numRuns: RUNS })(
    'hold no English in Chinese, no heading of nothing, and say that it is advice',
    (from) => {
      for (const rendering of renderings(assessDrawn(from))) {
        const [zh, en] = [explanationTexts(rendering, 'zh-CN'), explanationTexts(rendering, 'en')];
        expect(rendering.advice).toBe(true);
        expect(zh.join('\n')).toMatch(/建议[\s\S]*民主评议[\s\S]*县级审定/);
        expect(en.join('\n')).toMatch(/advice[\s\S]*民主评议[\s\S]*county approval/);
        expectWhole(zh);
      }
    },
  );

  test.prop([drawnToTell], { numRuns: RUNS / 4 })('do not depend on the order of keys', (from) => {
    const household = householdOf(from);
    const other = shuffled(household, randomFrom(from.seed + 2));
    const withAlternatives = from.seed % 10 === 0;
    expect(renderings(assessDrawn(from, other), withAlternatives)).toEqual(
      renderings(assessDrawn(from, household), withAlternatives),
    );
  });
});

/** Anything that a sheet, a form or a programmer may put in the place of a value. */
const garbage = fc.oneof(
  fc.constantFrom(null, '', ' ', '是', -1, 0, 1e308, 0.1, Number.NaN, Number.POSITIVE_INFINITY, '2024-02-30'),
  fc.constantFrom([], {}, { items: null }, { complete: true }, { complete: true, items: [null] }),
  fc.constantFrom({ value: 1 }, [{ value: 1, source: '甲' }, { value: 2 }], [null], [[]]),
  fc.string(),
  fc.anything({ maxDepth: 2 }),
);
const names = fc.constantFrom(...Object.keys(CATALOGUE), 'noSuchFact', '__proto__x');
const spoiled = fc.dictionary(names, garbage, { maxKeys: 12 });

/** Fields of the items of lists replaced. */
function spoiledItems(household: Given, values: readonly unknown[], random: () => number): Given {
  const pick = (): unknown => values[Math.floor(random() * values.length)];
  const spoil = (value: unknown): unknown => {
    const { items } = value as { readonly items?: readonly unknown[] };
    if (!Array.isArray(items)) return value;
    const changed = items.map((item) =>
      typeof item !== 'object' || item === null
        ? pick()
        : Object.fromEntries(
            Object.entries(item).map(([key, each]) => [key, random() < 0.1 ? pick() : each]),
          ),
    );
    return { ...(value as object), items: changed };
  };
  return Object.fromEntries(Object.entries(household).map(([key, value]) => [key, spoil(value)]));
}

describe('whatever is given', () => {
  test.prop([drawnToTell, spoiled, fc.array(garbage, { minLength: 1, maxLength: 5 })], { numRuns: RUNS / 2 })(
    'the renderings are made, and never throw',
    (from, spoil, values) => {
      const household = spoiledItems(householdOf(from), values, randomFrom(from.seed + 3));
      const assessment = assessDrawn(from, { ...household, ...spoil });
      for (const rendering of renderings(assessment, from.seed % 10 === 0)) {
        const masked = maskExplanation(rendering, ['personal', 'identity', 'health']);
        for (const locale of ['zh-CN', 'en'] as const) {
          expect(explanationTexts(rendering, locale).join('\n')).not.toMatch(/undefined|NaN|\[object/);
          expect(explanationTexts(masked, locale).length).toBeGreaterThan(0);
        }
      }
    },
  );

  // Of nothing known, everything has to be asked: each takes a second or two.
  plainTest.each<[string, unknown]>([
    ['null', null],
    ['a number', 1],
    ['a list', []],
    ['garbage only', { members: 'x', monitoringStatus: 7, incomes: { complete: true, items: [null] } }],
  ])('%s for a household is told as one of which nothing is known', (_, nothing) => {
    const from: Drawn = { place: 0, seed: 1, kind: 'full', parts: true, isBlanked: false };
    const assessment = assessDrawn(from, nothing);
    expect(assessment.identification.outcome).toBe('verify');
    for (const rendering of renderings(assessment))
      expect(explanationTexts(rendering, 'zh-CN').length).toBeGreaterThan(3);
  });
});
