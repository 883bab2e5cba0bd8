import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHousehold } from '../../src/facts/read.js';
import { COLUMN_NAMES } from '../../src/tables/column-names.js';
import { readList } from '../../src/tables/index.js';
import { describeIssue, type Issue } from '../../src/values/issues.js';

const csv = (...lines: string[]) => readList({ text: lines.join('\r\n'), format: 'csv' });
const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code);

describe('a sheet of households', () => {
  test('gives bare facts, row by row as the sheet counts', () => {
    const { rows, mapping, unmapped, issues } = csv(
      '\ufeff户编号,户主姓名,家庭人口数,工资性收入(万元),住房安全,致贫/返贫风险1,致贫/返贫风险2,备注',
      '0001,王某某,4,"1,2.5",是,因病,,x',
      '0002,"李\n某某",3,"1,200",否,,/,',
    );
    expect(rows).toMatchObject([
      {
        row: 2,
        readable: true,
        household: {
          householdId: '0001',
          headName: '王某某',
          reportedMemberCount: 4,
          housingProblem: false,
          identifiedRisks: { complete: true, items: ['因病'] },
        },
        issues: [
          {
            code: 'cellNotUnderstood',
            path: ['reportedWageIncome'],
            params: { row: 2, column: '工资性收入(万元)' },
          },
        ],
      },
      {
        row: 3,
        household: { headName: '李\n某某', reportedWageIncome: 12_000_000, housingProblem: true },
        issues: [],
      },
    ]);
    expect(rows[1]?.household).not.toHaveProperty('identifiedRisks');
    expect(mapping).toHaveLength(7);
    expect(unmapped).toEqual([{ column: '备注', index: 7 }]);
    expect(issues).toEqual([]);
  });

  test('a row with a cell too many or too few is kept as unreadable, and the rest is read', () => {
    const { rows } = csv('户编号,家庭人口数', '1,4', '2,1,234', '3', '4,2');
    expect(rows.map(({ row, readable }) => [row, readable])).toEqual([
      [2, true],
      [3, false],
      [4, false],
      [5, true],
    ]);
    expect(describeIssue(rows[1]?.issues[0] as Issue, 'zh-CN')).toBe(
      '第 3 行读不出来（有 3 格，表头有 2 格），没有判定。请修好后重新运行。',
    );
  });

  test.each([
    ['a note', '注：数据截至10月底'],
    ['a note with a comma', '注：数据截至10月底,待核实'],
    ['who filled it in', '填表人：某某'],
    ['a unit', '单位：元'],
    ['a total', '合计,21'],
    ['a village', '张家湾村（2户）'],
  ])('%s in a line without further commas is no household, and is told', (_, line) => {
    const { rows, issues } = csv('户编号,家庭人口数,工资性收入（元）', '1,4,1', line, '2,3,1');
    expect(issues.slice(1)).toEqual([]);
    expect(rows.map(({ row, readable }) => [row, readable])).toEqual([
      [2, true],
      [4, true],
    ]);
    expect(issues).toMatchObject([{ code: 'rowsPassedOver', params: { rows: '3' } }]);
  });

  test.each(['注：金额单位为万元', '单位：万元', '注：收入单位万元,人口单位人'])(
    'a unit in a line below the table without further commas is too late for the rows above: %s',
    (line) => {
      const { issues } = csv('户编号,家庭人口数,工资性收入', '1,4,1', line);
      expect(issues.map(({ code }) => code)).toContain('unitBelowTable');
    },
  );

  test('half a row that may be a household is still told as one that cannot be read', () => {
    for (const line of ['张某某', '3', '3,张家湾村', '备注：某某户,4,1,2', '某某,合计', '"3,张某某,甲村"']) {
      const { rows } = csv('户编号,村,家庭人口数', '1,甲村,4', line);
      expect(rows.map(({ readable }) => readable)).toEqual([true, false]);
    }
  });

  test.each([
    ['never closed', ['1,4', '"2,5', '3,6', '4,7']],
    ['closed lines later', ['1,4', '"2,5', '3",6', '4,7']],
    ['followed by text', ['1,4', '"2"x,5', '3,6', '4,"7"']],
  ])('a quotation mark that is %s costs its own line only', (_, lines) => {
    const { rows } = csv('户编号,家庭人口数', ...lines);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ row: 2, readable: true });
    expect(rows[1]).toMatchObject({ row: 3, readable: false });
    expect(rows[2]?.row).toBe(4);
    expect(rows[3]).toMatchObject({ row: 5, household: { householdId: '4', reportedMemberCount: 7 } });
  });

  test('a file full of open quotation marks is read in reasonable time, line by line', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `"${index},4`);
    const { rows } = csv('户编号,家庭人口数', ...lines, 'last,4');
    expect(rows).toHaveLength(20_001);
    expect(rows.filter(({ readable }) => readable)).toMatchObject([{ household: { householdId: 'last' } }]);
  });

  test('empty rows are passed over at the end only', () => {
    const { rows } = csv('户编号,家庭人口数', '1,4', ',', '2,3', ',', '', '');
    expect(rows.map(({ readable }) => readable)).toEqual([true, false, true]);
  });

  test.each(['', '\ufeff', '防止返贫监测台账\n2024年', '备注,说明\n1,2'])('%j has no header', (text) => {
    const { rows, issues } = readList({ text, format: 'csv' });
    expect(rows).toEqual([]);
    expect(codes(issues)).toEqual(['noHeader']);
  });

  test('two rows of one household are both kept, the later with a warning', () => {
    const { rows } = csv('户编号,家庭人口数', '1,4', '2,3', '１,5', ',1', ',1');
    expect(
      rows.flatMap(({ row, issues }) =>
        issues.map((found) => [row, found.code, found.severity, found.params]),
      ),
    ).toMatchObject([
      [4, 'duplicateHousehold', 'warning', { row: 4, other: 2 }],
      // Whose these are, nobody can say; so they are not the same household either.
      [5, 'unreadableRow', 'error', { row: 5 }],
      [6, 'unreadableRow', 'error', { row: 6 }],
    ]);
  });
});

describe('JSON and NDJSON', () => {
  const households = [
    { householdId: 'a' },
    { householdId: { value: 'b', source: 'x' } },
    5,
    { householdId: 'b' },
  ];
  test.each([
    ['json', JSON.stringify(households)],
    ['json', `\ufeff${JSON.stringify({ households })}`],
    ['ndjson', `\ufeff${households.map((household) => JSON.stringify(household)).join('\r\n')}\n\n`],
  ] as const)('a list as %s', (format, text) => {
    const { rows, issues } = readList({ text, format });
    expect(issues).toEqual([]);
    expect(rows.map(({ row, readable, issues: found }) => [row, readable, codes(found)])).toEqual([
      [1, true, []],
      [2, true, []],
      [3, false, ['unreadableRow']],
      [4, true, ['duplicateHousehold']],
    ]);
    expect(rows[1]?.household).toEqual(households[1]);
  });

  test('a JSON file that is none says where, and quotes nothing of it', () => {
    const { rows, issues } = readList({
      text: '[\n  {"headIdNumber": "62010219"} {"a": 1}\n]',
      format: 'json',
    });
    expect(rows).toEqual([]);
    expect(issues).toMatchObject([{ code: 'notJson', params: { detail: '2:32' } }]);
  });

  test.each(['{}', '5', '{"households": {}}', 'null'])('%s is not a list of households', (text) => {
    expect(codes(readList({ text, format: 'json' }).issues)).toEqual(['schemaViolation']);
  });

  test('a bad line of NDJSON costs only itself', () => {
    const { rows } = readList({
      text: '{"householdId":"1"}\n{"householdId":\n\n{"householdId":"2"}',
      format: 'ndjson',
    });
    expect(rows.map(({ row, readable }) => [row, readable])).toEqual([
      [1, true],
      [2, false],
      [3, false],
      [4, true],
    ]);
  });
});

describe('whatever stands in a list', () => {
  const header = COLUMN_NAMES.filter(({ fact, written }, index) => {
    return COLUMN_NAMES.findIndex((other) => other.fact === fact) === index && written !== '';
  }).map(({ written }) => written);
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '',
      '是',
      '否',
      '无',
      '7,800',
      '202411.0',
      '因病、因懒',
      '#REF!',
      '=1+1',
      '1e9',
      '风险已消除',
    ),
  );

  test('random cells never throw, lose no row, and what is read is of the right kind', () => {
    const row = fc.array(cell, { minLength: header.length, maxLength: header.length });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const filled = rows.map((cells) => ['x', ...cells.slice(1)]);
        const text = [header, ...filled].map((cells) => cells.map(quoted).join(',')).join('\n');
        const list = readList({ text, format: 'csv' });
        expect(list.rows).toHaveLength(rows.length);
        for (const { household } of list.rows) {
          const kinds = new Set(codes(readHousehold(household).issues));
          for (const code of [
            'notAFlag',
            'notInCodeList',
            'notADay',
            'notAMonth',
            'notAList',
            'notANumber',
            'unknownFact',
          ] as const) {
            expect(kinds).not.toContain(code);
          }
        }
      }),
    );
  });

  test('no issue tells what stood in a cell', () => {
    const secret = fc.stringMatching(/^[Q-Zq-z]{3}[2-9]{3}[Q-Zq-z、,]{3}$/);
    fc.assert(
      fc.property(secret, (text) => {
        const cells = header.map(() => text);
        const list = readList({
          text: [header, cells].map((row) => row.map(quoted).join(',')).join('\n'),
          format: 'csv',
        });
        const issues = list.rows.flatMap((row) => row.issues);
        expect(issues.length).toBeGreaterThan(20);
        const told = issues
          .map((found) => describeIssue(found, 'zh-CN') + describeIssue(found, 'en'))
          .join('\n');
        expect(told + JSON.stringify(issues)).not.toContain(text);
      }),
    );
  });

  test.each(['csv', 'json', 'ndjson'] as const)('no text throws as %s', (format) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => `户编号,家庭人口数\n${text}`),
        ),
        (text) => {
          readList({ text, format });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('two stray quotation marks, wherever they stand, make no row disappear', () => {
    const clean = ['a1,王某某,甲村', 'a2,李某某,乙村', 'a3,张某某,丙村', 'a4,赵某某,丁村'].join('\n');
    const place = fc.nat(clean.length);
    fc.assert(
      fc.property(place, place, (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const damaged = `${clean.slice(0, first)}"${clean.slice(first, second)}"${clean.slice(second)}`;
        const { rows } = readList({ text: `户编号,户主姓名,村\n${damaged}\nend,x,y`, format: 'csv' });
        expect(rows).toHaveLength(5);
        expect(rows.at(-1)).toMatchObject({ readable: true, household: { householdId: 'end' } });
      }),
      { numRuns: 2000 },
    );
  });
});
