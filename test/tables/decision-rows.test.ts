import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/decision/declarations.js';
import type { Household } from '../../src/facts/household.js';
import { decisionTable } from '../../src/tables/decision-rows.js';
import { readList } from '../../src/tables/index.js';
import { assessorFor } from '../decision/support.js';

const assessor = assessorFor('620000', '2024-11-01');

/** The decisions of a list of persons, as the columns of a file have them. */
function decisionsOf(text: string, declarations: readonly Declaration[] = []) {
  const { rows } = readList({ text, format: 'csv' });
  const assessed = rows.map((row) => ({
    row,
    assessment: assessor.assess(row.household as Household, { on: '2024-11-01', declarations }),
  }));
  return decisionTable(assessed, 'zh-CN', false).rows;
}

describe('the name of the head', () => {
  test.each([
    ['is that of the member who is the head', '甲,配偶\nA1,乙,户主', '乙'],
    ['is blank where nobody is the head', '甲,配偶\nA1,乙,之子', ''],
    ['is blank where two are', '甲,户主\nA1,乙,户主', ''],
  ])('in a list of persons %s', (_, persons, name) => {
    expect(decisionsOf(`户编号,姓名,与户主关系\nA1,${persons}`)[0]?.['headName']).toBe(name);
  });

  test('is the one that the list gives, where it does', () => {
    const [row] = decisionsOf('户编号,户主姓名,姓名,与户主关系\nA1,丙,甲,户主');
    expect(row?.['headName']).toBe('丙');
  });
});

test('what was declared of a household stands in its row, with the document', () => {
  const word = { authority: 'county', document: '某县〔2024〕1号（虚构）' } as const;
  const [row] = decisionsOf('户编号,监测状态,是否低保户\nA1,未纳入,否', [
    { fact: 'monitoringStatus', kind: 'blank', value: '未纳入', column: '监测状态', ...word },
    { fact: 'dibaoHousehold', kind: 'blank', value: false, column: '是否低保户', ...word },
  ]);
  expect(row?.['declarations']).toBe(
    '监测状态：空白视为“未纳入”（某县〔2024〕1号（虚构））；低保户：空白视为“否”（某县〔2024〕1号（虚构））',
  );
});
