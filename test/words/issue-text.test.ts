import { describe, expect, test } from 'vitest';
import { issueText } from '../../src/backends/words/tokens.js';
import { compile, type Household } from '../../src/index.js';
import { gansu2024 } from '../decision/support.js';

const GANSU = { region: '620000', on: '2024-11-01' } as const;
const AMOUNT = 99_999_999_999;
const list = (items: readonly unknown[]) => ({ complete: true, items });

describe('what cannot be used in a household', () => {
  const { assess } = compile(gansu2024.policy);
  const told = (household: unknown, locale: 'zh-CN' | 'en' = 'zh-CN'): readonly string[] =>
    assess(household as Household, GANSU).issues.map((found) => issueText(found, locale));

  test('is told with its list and place, so that no two of them sound alike', () => {
    const texts = told({
      incomes: list([{ amount: 1 }, { amount: AMOUNT }]),
      claims: list([{ amount: 1 }, { amount: AMOUNT }]),
    });
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^收入明细第2项：“金额”超出可能范围/);
    expect(texts[1]).toMatch(/^.+第2项：“金额”超出可能范围/);
    expect(new Set(texts).size).toBe(2);
  });

  test('is told of the member, not of what stands within', () => {
    const [text = ''] = told({ members: list([{}, { healthStates: list(['健康', '看不懂']) }]) });
    expect(text).toMatch(/^家庭成员第2项：/);
  });

  test('names a fact without its name for programs', () => {
    const [text = ''] = told({ reportedMemberCount: 1_000 });
    expect(text).toMatch(/^“家庭人口数”超出可能范围/);
    const [english = ''] = told({ members: list([{ age: 1, nope: 1 }]) }, 'en');
    expect(english).toMatch(/^\w[\w ]* item 1: /);
  });
});
