import { describe, expect, test } from 'vitest';
import { assess, type Given } from './support.js';

/** A household below the line with a risk that it cannot cope with; the status is what differs. */
const POOR: Given = {
  householdKind: '一般农户',
  headName: '示例户主',
  reportedMemberCount: 4,
  reportedNetIncome: 30_000,
  visitRisks: { complete: true, items: ['因病'] },
  ableToCope: false,
  ownsVehicle: false,
  ownsTownProperty: false,
  operatesCompany: false,
  unexplainedDoubt: false,
};
const given = (monitoringStatus: string | undefined): Given =>
  monitoringStatus === undefined ? POOR : { ...POOR, monitoringStatus };

describe('whether a household is monitored', () => {
  test.each([
    ['未纳入', 'false'],
    ['风险已消除', 'false'],
    ['风险未消除', 'true'],
    [undefined, 'unknown'],
  ])('%s on record: %s', (status, monitored) => {
    expect(assess(given(status)).exit.monitored).toBe(monitored);
  });

  test('a household that is to be taken in is announced and told so, though its status is blank', () => {
    const assessment = assess(given(undefined));
    expect(assessment.identification.outcome).toBe('identify');
    expect(assessment.notice()).toBeDefined();
    const lines = assessment.explain('zh-CN');
    expect(lines).toContain('识别：建议纳入');
    expect(lines.some((line) => line.startsWith('怎样会改变识别结论：'))).toBe(true);
  });

  test('one that is monitored is asked about exit, and no notice takes it in again', () => {
    const assessment = assess(given('风险未消除'));
    expect(assessment.exit.outcome).toBe('retain');
    expect(assessment.notice()).toBeUndefined();
    expect(assessment.explain('zh-CN')).toContain('识别：仍符合纳入条件');
    expect(assessment.explain('zh-CN').some((line) => line.startsWith('怎样会改变识别结论'))).toBe(false);
  });
});
