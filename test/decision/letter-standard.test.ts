import { describe, expect, test } from 'vitest';
import { compile, explanationTexts, openPacks } from '../../src/index.js';
import { SHIPPED_FILES } from '../policy/support.js';

/** Gansu's line of 2025, as a pack of a trial gives it. */
const lineOf2025 = (value: object) =>
  openPacks([
    ...SHIPPED_FILES,
    {
      path: 'own/pack.json',
      text: JSON.stringify({
        kind: 'pack',
        name: 'gansuTrial',
        region: '620000',
        below: 'gansu',
        title: { zh: '甘肃试算', en: 'Gansu, a trial' },
        inForce: { from: '2025-01-01' },
      }),
    },
    {
      path: 'own/standard.json',
      text: JSON.stringify({
        kind: 'parameterValues',
        values: {
          incomeStandard: {
            values: [{ from: '2025-01-01', to: '2025-12-31', authority: 'projectDefault', ...value }],
          },
        },
      }),
    },
  ]).resolve({ region: '620000', on: '2025-06-01' });

const letter = (value: object, locale: 'zh-CN' | 'en'): string => {
  const household = { reportedNetIncomePerPerson: 5_000, monitoringStatus: '风险未消除' as const };
  const assessment = compile(lineOf2025(value)).assess(household, { on: '2025-06-01' });
  return explanationTexts(assessment.letter(), locale).join('\n');
};

describe('a letter that names the standard', () => {
  test.each([
    [
      'that nobody announced',
      { status: 'announced', value: '8300' },
      /8,300\.00 元\/人·年（本库默认，未见公布）/,
    ],
    [
      'that was worked out by a formula, with a stand-in',
      { status: 'derived', formula: 'indexedByRuralIncome' },
      /8,300\.00 元\/人·年（本库默认，未见公布，按公式“上年标准按农村居民收入增速调整”推算，2024年缺“农村居民人均可支配收入的增速”，以“全体居民人均可支配收入的增速”代替/,
    ],
  ])('%s says so', (_, value, said) => {
    expect(letter(value, 'zh-CN')).toMatch(said);
    expect(letter(value, 'en')).toMatch(/project default/);
  });

  test('that was announced says nothing more of it', () => {
    const announced = { status: 'announced', value: '8300', authority: 'provincial' };
    expect(letter({ ...announced, document: 'gansuNews2024' }, 'zh-CN')).toContain('8,300.00 元/人·年，');
  });
});
