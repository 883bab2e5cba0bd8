import { describe, expect, test } from 'vitest';
import { type FactName, factOf } from '../../src/facts/catalogue.js';
import type { CodesFact, ScalarFact } from '../../src/facts/kinds.js';
import { cleanCell } from '../../src/tables/clean-cell.js';
import { cleanCodes } from '../../src/tables/clean-code.js';
import { mapHeader } from '../../src/tables/map-header.js';

/** The value of a cell under a header; 'blank' or 'notUnderstood' where there is none. */
function read(header: string, text: string): unknown {
  const [column] = mapHeader([header]).mapping;
  if (column === undefined) throw new Error(`no such column: ${header}`);
  const cleaned = cleanCell(text, factOf(column.fact) as ScalarFact, column);
  return cleaned.kind === 'value' ? cleaned.value : cleaned.kind;
}

describe('blanks are unknown, never zero and never false', () => {
  const words = ['', ' ', '\t', '　', '/', '／', '—', '——', '-', '－', '--', '无', '不详', '未知', 'N/A'];
  const headers = ['工资性收入', '是否经营企业', '监测状态', '入户核实日期', '识别监测时间', '户主姓名'];
  test.each(headers.flatMap((header) => words.map((word) => [header, word])))('%s: %j', (header, word) => {
    expect(read(header, word)).toBe('blank');
  });
});

describe('numbers', () => {
  test.each([
    ['工资性收入', '7800', 7800],
    ['工资性收入', '0', 0],
    ['工资性收入', ' 7800.50 ', 7800.5],
    ['工资性收入', '７８００．５', 7800.5],
    ['工资性收入', '1,234,567.89', 1234567.89],
    ['工资性收入', '12，000', 12000],
    ['工资性收入', '7800元', 7800],
    ['工资性收入', '0.78万元', 7800],
    ['工资性收入', '0.78万', 7800],
    ['工资性收入(万元)', '0.78', 7800],
    ['工资性收入(万元)', '1.1', 11000],
    ['工资性收入(万元)', '2.675301', 26753.01],
    ['工资性收入(万元)', '7800元', 7800],
    ['工资性收入', "'7800", 7800],
    ['工资性收入', '7799.9999999999991', 7800],
    ['家庭纯收入', '-120.50', -120.5],
    ['家庭纯收入', '−120.50', -120.5],
    ['家庭纯收入', '-0', 0],
    ['家庭人口数', '4人', 4],
    ['家庭人口数', '4.0', 4],
  ])('%s: %j is %d', (header, text, value) => {
    expect(Object.is(read(header, text), value)).toBe(true);
  });

  test.each([
    '1,23',
    '12,34,567',
    ',500',
    '1,2345',
    '50%',
    '7.8E+03',
    '约7800',
    '7800左右',
    '7800元/月',
    '7800人',
    '.5',
    '5.',
    '#REF!',
    '#N/A',
    '一万',
    '7800-8000',
    '9'.repeat(400),
  ])('%j is not understood', (text) => {
    expect(read('工资性收入', text)).toBe('notUnderstood');
  });
});

describe('flags', () => {
  test.each([
    ['是否有车辆', '是', true],
    ['是否有车辆', '否', false],
    ['是否有车辆', '有', true],
    ['是否有车辆', '无', false],
    ['是否有车辆', 'TRUE', true],
    ['是否有车辆', '0', false],
    ['是否有车辆', '1.0', true],
    ['是否有车辆', '√', true],
    ['是否有车辆', '×', false],
    ['有无车辆', '有', true],
    ['有无车辆', '无', false],
    ['住房安全', '是', false],
    ['住房安全', '否', true],
    ['是否危房户', '是', true],
    ['是否无法自行解决', '是', false],
  ])('%s: %s is %s', (header, text, value) => {
    expect(read(header, text)).toBe(value);
  });

  test.each(['是/否', '否定', '2', '待核实', 'yes'])('%j is not understood', (text) => {
    expect(read('是否有车辆', text)).toBe('notUnderstood');
  });
});

describe('codes', () => {
  test.each([
    ['监测状态', '风险未消除', '风险未消除'],
    ['监测状态', ' 风险 已消除', '风险已消除'],
    ['监测状态', '非监测对象', '未纳入'],
    ['风险是否已消除', '否', '风险未消除'],
    ['户类型', '脱贫户（享受政策）', '脱贫户'],
    ['住房安全等级', 'Ｃ级', 'C'],
    ['住房安全等级', 'D', 'D'],
  ])('%s: %s is %s', (header, text, value) => {
    expect(read(header, text)).toBe(value);
  });

  test.each([
    ['监测状态', '是'],
    ['监测状态', '否'],
    ['监测状态', '消除'],
    ['户类型', '城镇户'],
    ['住房安全等级', 'E'],
    ['户类型', 'constructor'],
  ])('%s: %s is not understood', (header, text) => {
    expect(read(header, text)).toBe('notUnderstood');
  });

  test('the hint names what may be written', () => {
    const fact = factOf('housingGrade') as ScalarFact;
    expect(cleanCell('X', fact, { column: '', reversed: false, multiplier: 1 })).toMatchObject({
      hint: { zh: '可选：A、B、C、D。' },
    });
  });
});

describe('days and months', () => {
  test.each([
    ['2024-11-01', '2024-11-01'],
    ['2024/11/1', '2024-11-01'],
    ['2024.11.1', '2024-11-01'],
    ['2024年11月1日', '2024-11-01'],
    ['20241101', '2024-11-01'],
    ['2024/11/1 0:00', '2024-11-01'],
    ['2024-11-01 00:00:00', '2024-11-01'],
    ['2024-11', '2024-11'],
    ['202411.0', '2024-11'],
    ['2024-02-30', 'notUnderstood'],
    ['2024/11-1', 'notUnderstood'],
    ['20241301', 'notUnderstood'],
    ['45597', '2024-11-01'],
    ['45597.0', '2024-11-01'],
    ['31048', '1985-01-01'],
    ['20243', 'notUnderstood'],
    ['19856', 'notUnderstood'],
    ['4559', 'notUnderstood'],
    ['455970', 'notUnderstood'],
    ['2024-11-01 13:30', 'notUnderstood'],
    ['24-11-01', 'notUnderstood'],
  ])('the day %j is %s', (text, value) => {
    expect(read('入户核实日期', text)).toBe(value);
  });

  test.each([
    ['2024-11', '2024-11'],
    ['2024-1', '2024-01'],
    ['2024/11', '2024-11'],
    ['202411', '2024-11'],
    ['202411.0', '2024-11'],
    ['2024年1月', '2024-01'],
    ['２０２４年１１月份', '2024-11'],
    ['2024.10', '2024-10'],
    ['2024-11-01', '2024-11'],
    // 2024.10 in a number cell becomes 2024.1: January or October.
    ['2024.1', 'notUnderstood'],
    ['202413', 'notUnderstood'],
    ['2024', 'notUnderstood'],
  ])('the month %j is %s', (text, value) => {
    expect(read('识别监测时间', text)).toBe(value);
  });
});

describe('text', () => {
  test.each([
    ['户编号', '00123', '00123'],
    ['户编号', '620102030405\t', '620102030405'],
    ['户编号', "'00123", '00123'],
    ['户主姓名', ' 王某某 ', '王某某'],
    ['户编号', '6.20123E+17', 'notUnderstood'],
  ])('%s: %j is %s', (header, text, value) => {
    expect(read(header, text)).toBe(value);
  });
});

describe('lists of codes', () => {
  const clean = (fact: FactName, ...texts: string[]) =>
    cleanCodes(
      texts.map((text, index) => ({ column: `column ${index + 1}`, text })),
      factOf(fact) as CodesFact,
    );

  test.each([
    [['因病'], ['因病']],
    [['因病、因学'], ['因病', '因学']],
    [['因病，因灾；因残'], ['因病', '因自然灾害', '因残']],
    [['因病\n因学'], ['因病', '因学']],
    [['因病、'], ['因病']],
    [['因病', '因病'], ['因病']],
    [
      ['因病', '', '/', '因学', ''],
      ['因病', '因学'],
    ],
    [['无风险'], []],
  ])('%j is a complete list', (texts, items) => {
    expect(clean('identifiedRisks', ...texts)).toEqual({
      value: { complete: true, items },
      misunderstood: [],
    });
  });

  test.each([[['']], [['', '/', '不详']]])('%j is unknown', (texts) => {
    expect(clean('identifiedRisks', ...texts)).toEqual({ value: undefined, misunderstood: [] });
  });

  test('what is not understood leaves the list incomplete', () => {
    expect(clean('visitRisks', '因病、因懒')).toMatchObject({
      value: { complete: false, items: ['因病'] },
      misunderstood: [{ column: 'column 1' }],
    });
    expect(clean('visitRisks', '因懒').value).toBeUndefined();
    expect(clean('visitRisks', '、').misunderstood).toHaveLength(1);
  });

  test('"none" beside a risk is a contradiction', () => {
    expect(clean('identifiedRisks', '无风险', '因病')).toMatchObject({
      value: { complete: false, items: ['因病'] },
      misunderstood: [{ column: 'column 1' }],
    });
  });
});
