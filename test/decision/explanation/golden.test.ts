import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GOLDEN, goldenCases, LOCALES } from './golden.js';

const cases = await goldenCases();
const texts = cases.flatMap((each) => LOCALES.map((locale) => [each.id, locale, each] as const));

/** What each outcome is called in the case file; a monitored household is told about exit. */
const OUTCOMES = {
  识别: ['建议纳入', '建议复核后再定', '不建议纳入', '待核实', '没有有效的标准', '不予纳入'],
  退出: ['建议退出', '建议继续监测帮扶', '待核实', '没有有效的标准', '不适用'],
};

describe('golden texts of fixture households, read by eye', () => {
  test('there are thirty households, and no text without one', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
    const stored = readdirSync(GOLDEN).filter((name) => name.endsWith('.txt'));
    expect(stored.sort()).toEqual(texts.map(([id, locale]) => `${id}.${locale}.txt`).sort());
  });

  test.each(Object.entries(OUTCOMES))('every outcome of %s is among them', (head, outcomes) => {
    const told = cases.flatMap((each) => each.text('zh-CN').match(new RegExp(`^${head}：.*$`, 'gm')) ?? []);
    for (const outcome of outcomes) expect(told.filter((line) => line.includes(outcome))).not.toEqual([]);
  });

  test.each(texts)('%s in %s says what it said when it was read', (id, locale, each) => {
    const path = `${GOLDEN}${id}.${locale}.txt`;
    // After a change that is meant: npx tsx test/support/write-golden.ts, and read what changed.
    expect(existsSync(path), path).toBe(true);
    expect(each.text(locale)).toBe(readFileSync(path, 'utf8'));
  });
});
