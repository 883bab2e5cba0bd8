import { describe, expect, test } from 'vitest';
import {
  type DecisionLogEntry,
  EMPTY_LOG,
  type LoggedDecision,
  type LogHead,
  type OfficialDecision,
} from '../../../src/decision/log/entry.js';
import { type DecisionReport, reportDecisions } from '../../../src/decision/log/report.js';
import { decisionReportTexts } from '../../../src/decision/log/report-texts.js';
import { sealEntry } from '../../../src/decision/log/seal-entry.js';
import type { ExitOutcome, IdentificationOutcome } from '../../../src/index.js';
import type { Truth } from '../../../src/values/truth.js';
import { receiptOf } from './support.js';

interface Sketch {
  readonly advised: IdentificationOutcome;
  readonly exit?: ExitOutcome;
  readonly decision: OfficialDecision;
  readonly on?: string;
  readonly rules?: Readonly<Record<string, Truth>>;
  readonly isPublic?: boolean;
}

function entriesOf(sketches: readonly Sketch[]): DecisionLogEntry[] {
  let head: LogHead = EMPTY_LOG;
  return sketches.map(({ advised, exit = 'notApplicable', decision, on, rules = {}, isPublic }) => {
    const { rules: _, declaredBlanks: __, unusable: ___, ...shared } = receiptOf(1);
    const outcome = { ...shared.outcome, identification: advised, exit };
    const receipt =
      isPublic === true ? { ...shared, grade: 'public', outcome } : { ...receiptOf(1), outcome, rules };
    const given = { receipt, explanation: [], decision, decidedOn: on ?? '2024-11-05' } as LoggedDecision;
    const entry = sealEntry(given, head);
    head = entry;
    return entry;
  });
}

const AS_ADVISED: OfficialDecision = { kind: 'asAdvised' };
const differs = (
  answers: { identification?: 'identify' | 'notIdentified'; exit?: 'exit' | 'retain' },
  code: 'appraisal' | 'visitFoundOtherwise' | 'other' = 'appraisal',
  text?: string,
): OfficialDecision => ({
  kind: 'differs',
  ...answers,
  reason: { code, ...(text === undefined ? {} : { text }) },
});

const SKETCHES: readonly Sketch[] = [
  { advised: 'identify', decision: AS_ADVISED, rules: { wayIn: 'true', criterion: 'false' } },
  { advised: 'identify', decision: AS_ADVISED, rules: { wayIn: 'true', criterion: 'true' } },
  {
    advised: 'identify',
    decision: differs({ identification: 'notIdentified' }),
    rules: { wayIn: 'true', criterion: 'false' },
  },
  {
    advised: 'identify',
    decision: differs({ identification: 'notIdentified' }, 'visitFoundOtherwise', '家里有新车'),
    rules: { wayIn: 'true', criterion: 'unknown' },
    on: '2024-12-31',
  },
  {
    advised: 'verify',
    decision: differs({ identification: 'identify' }),
    rules: { wayIn: 'unknown' },
    on: '2025-01-01',
  },
  {
    advised: 'notIdentified',
    exit: 'exit',
    // The identification is named, and is the advice: only the exit differs.
    decision: differs({ identification: 'notIdentified', exit: 'retain' }),
    isPublic: true,
    on: '2024-12-01',
  },
];
const REPORT = reportDecisions(entriesOf(SKETCHES));
const ZERO = { numerator: 0, denominator: 0 };
const share = (numerator: number, denominator: number, exact: string, text: string) => ({
  numerator,
  denominator,
  exact,
  text,
});

describe('a report on decisions', () => {
  test('tells how many, how many as advised, how many not, each with its denominator', () => {
    expect(REPORT).toMatchObject({
      decisions: 6,
      asAdvised: share(2, 6, '1/3', '33.33%'),
      differing: share(4, 6, '2/3', '66.67%'),
      onlyAnsweringOpenAdvice: share(1, 4, '0.25', '25.00%'),
    });
  });

  test('tells what was advised and what decided, most frequent first', () => {
    expect(
      REPORT.changes.map(({ question, advised, decided, share: each }) => [
        question,
        advised,
        decided,
        each.numerator,
      ]),
    ).toEqual([
      ['identification', 'identify', 'notIdentified', 2],
      ['exit', 'exit', 'retain', 1],
      ['identification', 'verify', 'identify', 1],
    ]);
    expect(REPORT.changes.every(({ share: { denominator } }) => denominator === 4)).toBe(true);
  });

  test('tells the reasons, most frequent first', () => {
    expect(REPORT.reasons).toEqual([
      { code: 'appraisal', share: share(3, 4, '0.75', '75.00%') },
      { code: 'visitFoundOtherwise', share: share(1, 4, '0.25', '25.00%') },
    ]);
  });

  test('tells of each truth of a rule how many decisions differ, of the receipts that hold truths', () => {
    expect(REPORT.withRuleTruths).toEqual({ decisions: 5, differing: 3 });
    expect(REPORT.rules).toEqual([
      { rule: 'wayIn', truth: 'true', share: share(2, 4, '0.5', '50.00%') },
      { rule: 'criterion', truth: 'unknown', share: share(1, 1, '1', '100.00%') },
      { rule: 'wayIn', truth: 'unknown', share: share(1, 1, '1', '100.00%') },
      { rule: 'criterion', truth: 'false', share: share(1, 2, '0.5', '50.00%') },
    ]);
  });

  test.each<[string, Record<string, { stage: 'identify' | 'exitCriterion' | 'risk' }>, string[]]>([
    [
      'ways in and criteria are kept',
      { wayIn: { stage: 'identify' }, criterion: { stage: 'exitCriterion' } },
      ['criterion', 'wayIn'],
    ],
    [
      'other rules are left out',
      { wayIn: { stage: 'risk' }, criterion: { stage: 'exitCriterion' } },
      ['criterion'],
    ],
    ['a rule nobody knows is kept', { wayIn: { stage: 'risk' } }, ['criterion']],
  ])('where policies are at hand, %s', (_, rules, expected) => {
    const report = reportDecisions(entriesOf(SKETCHES), { rules });
    expect([...new Set(report.rules.map(({ rule }) => rule))].sort()).toEqual(expected);
  });

  test('tells the months in their order, each with its own denominator', () => {
    expect(REPORT.months).toEqual([
      { month: '2024-11', differing: share(1, 3, '1/3', '33.33%') },
      { month: '2024-12', differing: share(2, 2, '1', '100.00%') },
      { month: '2025-01', differing: share(1, 1, '1', '100.00%') },
    ]);
  });

  test('of no decisions has no shares, and no zero per cent', () => {
    expect(reportDecisions([])).toMatchObject({ decisions: 0, asAdvised: ZERO, differing: ZERO, rules: [] });
    expect(decisionReportTexts(reportDecisions([]), 'zh-CN')).toEqual(['日志里没有决定。']);
  });

  test('does not depend on the order of entries', () => {
    const entries = entriesOf(SKETCHES);
    expect(reportDecisions([...entries].reverse())).toEqual(reportDecisions(entries));
  });

  test('holds texts of reasons only where they are asked for', () => {
    const texts = (report: DecisionReport): string =>
      [
        JSON.stringify(report),
        ...decisionReportTexts(report, 'zh-CN'),
        ...decisionReportTexts(report, 'en'),
      ].join();
    expect(texts(REPORT)).not.toContain('新车');
    const asked = reportDecisions(entriesOf(SKETCHES), { withReasonTexts: true });
    expect(asked.reasonTexts).toEqual([{ sequence: 4, code: 'visitFoundOtherwise', text: '家里有新车' }]);
    expect(decisionReportTexts(asked, 'zh-CN')).toContain('  第 4 条（入户核实情况不同）：家里有新车');
  });

  test('reads so', () => {
    const titles = { wayIn: { zh: '收入低于标准', en: 'income below the standard' } };
    const report = reportDecisions(entriesOf(SKETCHES), {
      rules: { wayIn: { stage: 'identify' }, criterion: { stage: 'risk' } },
    });
    expect(decisionReportTexts(report, 'zh-CN', titles)).toEqual([
      '共 6 个决定（按决定计，一户可能有几个）。',
      '与建议一致：2 个，占 6 个的 33.33%。',
      '与建议不一致：4 个，占 6 个的 66.67%。',
      '不一致的决定中，建议本身没有给出结论（待核实、建议复核、没有标准）、由人定下来的：1 个，占 4 个的 25.00%。',
      '改了什么（占不一致的决定）：',
      '  识别：建议纳入 → 决定不纳入　2 个，占 4 个的 50.00%',
      '  退出：建议退出（风险消除） → 决定继续监测帮扶　1 个，占 4 个的 25.00%',
      '  识别：待核实 → 决定纳入　1 个，占 4 个的 25.00%',
      '为什么（占不一致的决定）：',
      '  民主评议意见　3 个，占 4 个的 75.00%',
      '  入户核实情况不同　1 个，占 4 个的 25.00%',
      '与哪些规则有关（只看带规则结果的 5 个决定，其中不一致 3 个）：',
      '  【收入低于标准】成立的决定中，不一致的　2 个，占 4 个的 50.00%',
      '  【收入低于标准】不能判断的决定中，不一致的　1 个，占 1 个的 100.00%',
      '按决定月份，不一致的：',
      '  2024年11月　1 个，占 3 个的 33.33%',
      '  2024年12月　2 个，占 2 个的 100.00%',
      '  2025年1月　1 个，占 1 个的 100.00%',
      '这里的“建议”是辅助建议，须经民主评议、审核和县级审定。',
    ]);
    const english = decisionReportTexts(report, 'en', titles);
    expect(english).toContain(
      '  identification, advised: identify → decided: do not identify  2 of 4, 50.00%',
    );
    expect(english).toContain(
      '  of the decisions in which "income below the standard" holds, those that differ  2 of 4, 50.00%',
    );
  });

  test('shows ten rules of each truth, and says how many are left', () => {
    const rules = Object.fromEntries(
      Array.from({ length: 13 }, (_, index) => [`rule${index}`, 'true' as const]),
    );
    const report = reportDecisions(
      entriesOf([{ advised: 'identify', decision: differs({ identification: 'notIdentified' }), rules }]),
    );
    const texts = decisionReportTexts(report, 'zh-CN');
    expect(texts.filter((text) => text.includes('【rule'))).toHaveLength(10);
    expect(texts).toContain('  另有 3 项没有列出。');
  });
});
