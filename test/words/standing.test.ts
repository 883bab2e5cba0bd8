import { describe, expect, test } from 'vitest';
import { absenceText, standingText } from '../../src/backends/words/standing.js';
import type { Derivation, ParameterValue } from '../../src/index.js';

const STATUSES = ['notYetKnown', 'expected', 'withdrawn', 'notApplicable', 'undated', 'derived'] as const;

const derivation = (more: Partial<Derivation> = {}): Derivation =>
  ({
    title: { zh: '按物价', en: 'by prices' },
    regionName: { zh: '甘肃省', en: 'Gansu' },
    inputs: [],
    standIns: [],
    projectDefaults: [],
    ...more,
  }) as unknown as Derivation;

describe('why there is no value', () => {
  test.each([
    ['nothing at all', undefined, '规则包里没有这一天的值', 'the packs have no value for this day'],
    ['expected', { status: 'expected' }, '尚未公布', 'not published yet'],
    [
      'expected on a day',
      { status: 'expected', expectedOn: '2025-03-31' },
      '尚未公布，预计2025年3月31日公布',
      'not published yet, expected on 2025-03-31',
    ],
    [
      'published later',
      { status: 'notYetKnown', publishedOn: '2024-08-13' },
      '2024年8月13日才公布，当时尚未公布',
      'published on 2024-08-13 only',
    ],
    [
      'published on an unknown day',
      { status: 'notYetKnown' },
      '公布日期不详，当时是否已公布无法确认',
      'nobody recorded when it was published',
    ],
    ['withdrawn', { status: 'withdrawn' }, '已撤销', 'withdrawn'],
  ] as const satisfies readonly (readonly [string, Partial<ParameterValue> | undefined, string, string])[])(
    '%s',
    (_, value, zh, en) => {
      expect(absenceText(value, 'zh-CN')).toBe(zh);
      expect(absenceText(value, 'en')).toBe(en);
    },
  );

  test('every status has words of its own, Chinese ones in Chinese and English ones in English', () => {
    const zh = STATUSES.map((status) => absenceText({ status }, 'zh-CN'));
    const en = STATUSES.map((status) => absenceText({ status }, 'en'));
    expect(new Set([...zh, ...en]).size).toBe(2 * STATUSES.length);
    for (const text of zh) expect(text).not.toMatch(/[A-Za-z]/);
    for (const text of en) expect(text).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('what is said of a value beside its source', () => {
  test('nothing of an announced one', () => {
    expect(
      standingText({ status: 'announced', to: '2024-12-31', datePrecision: 'day' }, 'zh-CN'),
    ).toBeUndefined();
    expect(standingText({}, 'en')).toBeUndefined();
  });

  test.each([
    [{ status: 'derived' }, '由算术推出，非直接公布', 'worked out, not announced as such'],
    [{ status: 'announced', datePrecision: 'year' }, '来源只写明年份', 'its source names the year only'],
    [
      { status: 'announced', carriedOver: true, to: '2025-03-31' },
      '沿用上一期标准，最迟至2025年3月31日',
      'the value of the period before, carried over to 2025-03-31 at the latest',
    ],
    [
      { status: 'derived', derivation: derivation() },
      '按公式“按物价”推算',
      'derived by the formula "by prices"',
    ],
    [
      {
        status: 'derived',
        derivation: derivation({
          inputs: [
            {
              kind: 'standard',
              name: 'line',
              title: { zh: '标准', en: 'the line' },
              year: 2023,
              value: '7000',
              status: 'announced',
              carriedOver: true,
            },
          ],
        }),
      },
      '按公式“按物价”推算，所依据的2023年标准是沿用更早的',
      'derived by the formula "by prices", the standard of 2023 that it starts from was carried over',
    ],
    [
      {
        status: 'derived',
        derivation: derivation({
          inputs: [
            {
              kind: 'standard',
              name: 'line',
              title: { zh: '标准', en: 'the line' },
              year: 2023,
              value: '7000',
              status: 'derived',
            },
          ],
        }),
      },
      '按公式“按物价”推算，所依据的2023年标准也是推算的',
      'derived by the formula "by prices", the standard of 2023 that it starts from was itself worked out',
    ],
    [
      { status: 'derived', derivation: derivation({ projectDefaults: ['byPrices'] }) },
      '按公式“按物价”推算，公式或其中的权重、比例无人公布，为本库暂定',
      'derived by the formula "by prices", the formula or its weights are project defaults, published by nobody',
    ],
  ] as const satisfies readonly (readonly [Partial<ParameterValue>, string, string])[])(
    '%j',
    (value, zh, en) => {
      expect(standingText(value, 'zh-CN')).toBe(zh);
      expect(standingText(value, 'en')).toBe(en);
    },
  );

  test('all of it at once, in one order', () => {
    const value: Partial<ParameterValue> = {
      status: 'derived',
      derivation: derivation({
        standIns: [
          {
            instead: { zh: '农村指数', en: 'rural index' },
            used: { zh: '居民指数', en: 'index' },
            year: 2023,
          },
        ],
        projectDefaults: ['byPrices'],
      }),
      carriedOver: true,
      to: '2025-03-31',
      datePrecision: 'year',
    };
    expect(standingText(value, 'zh-CN')?.split('，')).toEqual([
      '按公式“按物价”推算',
      '2023年缺“农村指数”',
      '以“居民指数”代替',
      '公式或其中的权重、比例无人公布',
      '为本库暂定',
      '沿用上一期标准',
      '最迟至2025年3月31日',
      '来源只写明年份',
    ]);
    expect(standingText(value, 'en')).toContain('"index" stands in for "rural index" of 2023');
  });
});
