import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FACT_NAMES, factOf } from '../../src/facts/catalogue.js';
import type { Fact } from '../../src/facts/kinds.js';
import { mapHeader } from '../../src/tables/map-header.js';

const factOfHeader = (header: string): string | undefined => mapHeader([header]).mapping[0]?.fact;

/** Every name that the catalogue knows for a column, worked out without the code under test. */
const KNOWN_NAMES: readonly { name: string; fact: string }[] = FACT_NAMES.flatMap((fact) => {
  const entry = factOf(fact) as Fact;
  if (entry.kind === 'list') return [];
  return [...entry.columns.flatMap((column) => column.names), entry.title.zh, fact].map((name) => ({
    name,
    fact,
  }));
});

describe('a header is mapped by name', () => {
  test.each([
    ['户编号', 'householdId'],
    ['*户编号', 'householdId'],
    [' 户 编 号 ', 'householdId'],
    ['户主\n姓名', 'headName'],
    ['县（市、区）', 'county'],
    ['纯收入（元）', 'reportedNetIncome'],
    ['生产经营性支出（合计）', 'reportedBusinessCost'],
    ['人均纯收入(元/人·年)', 'reportedNetIncomePerPerson'],
    ['家庭人口数（必填）', 'reportedMemberCount'],
    ['车辆仅为残疾人代步车', 'vehicleIsDisabilityScooter'],
    ['reportedWageIncome', 'reportedWageIncome'],
    ['致贫／返贫风险1', 'identifiedRisks'],
    ['识别监测时间（YYYYMM）', 'identifiedMonth'],
  ])('%j is %s', (header, fact) => {
    expect(factOfHeader(header)).toBe(fact);
  });

  test('every known name is mapped to its fact, and no name stands for two facts', () => {
    for (const { name, fact } of KNOWN_NAMES) expect([name, factOfHeader(name)]).toEqual([name, fact]);
  });

  test.each([
    ['工资性收入(万元)', 10_000],
    ['工资性收入（单位：万元）', 10_000],
    ['工资性收入(元)', 1],
    ['工资性收入', 1],
  ])('%s multiplies by %d', (header, multiplier) => {
    expect(mapHeader([header]).mapping[0]).toMatchObject({ fact: 'reportedWageIncome', multiplier });
  });

  test.each([
    ['住房安全', true],
    ['是否危房户', false],
    ['饮水是否安全', true],
  ])('是 under %s means that all is well: %s', (header, reversed) => {
    expect(mapHeader([header]).mapping[0]?.reversed).toBe(reversed);
  });
});

describe('a header is never guessed', () => {
  test.each([
    '风险消除后工资性收入',
    '风险消除后家庭人均纯收入',
    '工资性收入(风险消除后)',
    '工资性收入(元/月)',
    '家庭纯收入(人均)',
    '家庭纯收入(元/人)',
    '家庭人口数(元)',
    '上年工资性收入',
    '是否有家庭成员未参加城乡居民基本医疗保险',
    '家庭成员',
    '帮扶措施',
    'toString',
    '__proto__',
    '备注',
  ])('%s stays unmapped', (header) => {
    const { mapping, unmapped } = mapHeader(['户编号', header]);
    expect(mapping).toHaveLength(1);
    expect(unmapped).toEqual([expect.objectContaining({ column: header, index: 1 })]);
  });

  test('the nearest name is proposed, but not for values at exit', () => {
    const { unmapped } = mapHeader([
      '户编号',
      '工资姓收入',
      '风险消除后纳入监测对象的人均收入参考范围',
      '备注',
    ]);
    expect(unmapped).toEqual([
      { column: '工资姓收入', index: 1, nearest: '工资性收入' },
      { column: '风险消除后纳入监测对象的人均收入参考范围', index: 2 },
      { column: '备注', index: 3 },
    ]);
  });

  test('no known name at all is an issue', () => {
    expect(mapHeader(['防止返贫监测对象台账', '', '']).issues).toMatchObject([{ code: 'noHeader' }]);
  });

  test('whatever is changed in a name, it is mapped to its own fact or to none', () => {
    const change = fc.record({
      known: fc.constantFrom(...KNOWN_NAMES),
      at: fc.nat(30),
      drop: fc.nat(2),
      insert: fc.oneof(
        fc.constantFrom('', ' ', '＊', '未', '不', '月', '（元）', '(人均)', '后', '1'),
        fc.string({ maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(change, ({ known, at, drop, insert }) => {
        const header = known.name.slice(0, at) + insert + known.name.slice(at + drop);
        const fact = factOfHeader(header);
        const plain = header
          .normalize('NFKC')
          .replace(/[\s*\u200b-\u200d\ufeff]/g, '')
          .replace(/[[(【〔](?:元|合计|区|市区|市、区)[)\]】〕]/g, '');
        const allowed = KNOWN_NAMES.filter(({ name }) =>
          [name.normalize('NFKC'), name.normalize('NFKC').replace(/\(.*\)/g, '')].includes(plain),
        );
        return fact === undefined || allowed.some((name) => name.fact === fact);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('two columns for one fact', () => {
  test('are both left out, with an issue', () => {
    const { mapping, issues } = mapHeader(['户编号', '住房安全', '是否危房户']);
    expect(mapping.map(({ fact }) => fact)).toEqual(['householdId']);
    expect(issues).toMatchObject([
      { code: 'duplicateColumn', severity: 'error', params: { column: '是否危房户', other: '住房安全' } },
    ]);
  });

  test('join where they are numbered parts of a list', () => {
    const { mapping, issues } = mapHeader(['致贫/返贫风险1', '致贫/返贫风险2', '致贫返贫风险3']);
    expect(mapping.map(({ fact }) => fact)).toEqual([
      'identifiedRisks',
      'identifiedRisks',
      'identifiedRisks',
    ]);
    expect(issues).toEqual([]);
  });

  test.each([
    ['致贫/返贫风险1', '致贫返贫风险1'],
    ['入户核实风险', '核实风险'],
    ['致贫返贫风险', '致贫/返贫风险1'],
  ])('do not join where both say the same: %s, %s', (left, right) => {
    const { mapping, issues } = mapHeader([left, right]);
    expect(mapping).toEqual([]);
    expect(issues).toMatchObject([{ code: 'duplicateColumn' }]);
  });
});
