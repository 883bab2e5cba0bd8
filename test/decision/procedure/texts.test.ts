import { describe, expect, test } from 'vitest';
import { planProcedure } from '../../../src/decision/procedure/plan.js';
import { procedureStatus } from '../../../src/decision/procedure/status.js';
import { procedureTexts } from '../../../src/decision/procedure/texts.js';
import { PATTERN, pattern, policyOf } from './support.js';

const request = { procedure: 'identification', startedOn: '2025-03-05' } as const;
const RULES = '《某县办法》（某政〔2025〕1号）';

describe('a plan in words', () => {
  const plan = planProcedure(pattern(), { ...request, greenChannel: true });

  test('in Chinese', () => {
    expect(procedureTexts(plan, 'zh-CN')).toEqual([
      `识别程序：2025年3月5日开始；应于2025年3月20日前（含当日）完成；总时限 15 天，自次日起算（县级，${RULES}）`,
      '绿色通道，可先行：步骤measures（村级）：最早2025年3月5日',
      '步骤visit（村级）：最早2025年3月5日；最迟2025年3月15日（按总时限倒推）',
      '步骤appraisal（村级）：最早2025年3月5日；最迟2025年3月15日（按总时限倒推）',
      `步骤publicity（村级）：最早2025年3月5日至3月10日；至少 5 天（县级，${RULES}）；最迟2025年3月20日（按总时限倒推）；最迟2025年3月15日开始`,
      '步骤approval（县级）：最早2025年3月10日；最迟2025年3月20日（按总时限倒推）',
      `步骤：县级，${RULES}`,
      '以上为辅助建议，须经民主评议、审核和县级审定。',
    ]);
  });

  test('in English', () => {
    const [whole, , visit, , publicity] = procedureTexts(plan, 'en');
    expect(whole).toMatch(
      /^identification: started on 2025-03-05; due by 2025-03-20, that day included; 15 days in all/,
    );
    expect(visit).toBe(
      'step visit (village): 2025-03-05 at the earliest; by 2025-03-15 (counted back from the end of the whole)',
    );
    expect(publicity).toMatch(
      /2025-03-05 to 2025-03-10 at the earliest; at least 5 days .*; begin by 2025-03-15$/,
    );
  });

  test.each(['zh-CN', 'en'] as const)('in %s says that it is advice', (locale) => {
    expect(procedureTexts(plan, locale).at(-1)).toMatch(/建议|advice/);
  });

  test('that reaches a year without calendar says so, and names the notice of the other', () => {
    const late = planProcedure(pattern({ totalDays: 10, inWorkingDays: true }), {
      ...request,
      startedOn: '2025-12-24',
    });
    expect(procedureTexts(late, 'zh-CN')[0]).toMatch(/总时限 10 个工作日.*；估算（2026年没有工作日历）$/);
    expect(procedureTexts(late, 'zh-CN')).toContain('工作日历：放假通知（某办〔2024〕12号）');
    expect(procedureTexts(late, 'en')[0]).toMatch(/an estimate \(no calendar of working days for 2026\)$/);
  });

  test('says what is missing, and never a number in its place', () => {
    const without = planProcedure(
      pattern({ publicityDays: { value: undefined, status: 'expected' } as object }),
      request,
    );
    const texts = procedureTexts(without, 'zh-CN');
    expect(texts[3]).toBe(
      '步骤publicity（村级）：最早2025年3月5日起；参数publicityDays（尚未公布）；最迟2025年3月20日（按总时限倒推）',
    );
    expect(texts[4]).toMatch(/^步骤approval（县级）：最早日期未定/);
    expect(texts.at(-2)).toMatch(/参数“参数publicityDays”（publicityDays）在 2025-03-05 没有值/);
  });

  test('without a total says so', () => {
    const { within: _, ...open } = PATTERN;
    const [whole] = procedureTexts(
      planProcedure(policyOf(open, { publicityDays: 5, publicityInWorkingDays: false }), request),
      'zh-CN',
    );
    expect(whole).toBe('识别程序：2025年3月5日开始；没有总时限');
  });

  test('over a turn of the year names both years', () => {
    const plan2025 = planProcedure(pattern(), { ...request, startedOn: '2025-12-30' });
    expect(procedureTexts(plan2025, 'zh-CN')[3]).toMatch(/最早2025年12月30日至2026年1月4日/);
  });
});

describe('how it stands, in words', () => {
  const plan = planProcedure(pattern(), request);
  const done = {
    visit: { endedOn: '2025-03-06' },
    appraisal: { endedOn: '2025-03-16' },
    publicity: { startedOn: '2025-03-16', endedOn: '2025-03-19' },
  };

  test('in Chinese', () => {
    expect(procedureTexts(procedureStatus(plan, done, '2025-03-22'), 'zh-CN')).toEqual([
      '识别程序（2025年3月22日）：已超总时限 2 天；应于2025年3月20日前（含当日）完成',
      '步骤visit（村级）：2025年3月6日已办',
      '步骤appraisal（村级）：2025年3月16日已办；迟办 1 天',
      '步骤publicity（村级）：2025年3月16日至3月19日已办；天数不足，少 2 天',
      '步骤approval（县级）：等待步骤publicity；最迟2025年3月20日（按总时限倒推）',
      '下一步：步骤publicity（村级）补足天数；最迟2025年3月20日（按总时限倒推）',
      '以上为辅助建议，须经民主评议、审核和县级审定。',
    ]);
  });

  test.each([
    ['2025-03-10', '待办；最迟2025年3月20日（按总时限倒推）；最迟2025年3月15日开始；最早2025年3月15日可办结'],
    [
      '2025-03-17',
      '已不能按时办结，至少迟 2 天；最迟2025年3月20日（按总时限倒推）；最迟2025年3月15日开始；最早2025年3月22日可办结',
    ],
    [
      '2025-03-21',
      '逾期 6 天；最迟2025年3月20日（按总时限倒推）；最迟2025年3月15日开始；最早2025年3月26日可办结',
    ],
  ])('a publicity that has not begun on %s', (on, text) => {
    const before = { visit: done.visit, appraisal: { endedOn: '2025-03-09' } };
    expect(procedureTexts(procedureStatus(plan, before, on), 'zh-CN')[3]).toBe(
      `步骤publicity（村级）：${text}`,
    );
  });

  test('in English', () => {
    const texts = procedureTexts(procedureStatus(plan, done, '2025-03-20'), 'en');
    expect(texts[0]).toBe('identification on 2025-03-20: under way; due by 2025-03-20, that day included');
    expect(texts[3]).toBe(
      'step publicity (village): done 2025-03-16 to 2025-03-19; too short, lacking 2 days',
    );
    expect(texts[5]).toMatch(/^Next: make up the days of step publicity \(village\)/);
  });
});
