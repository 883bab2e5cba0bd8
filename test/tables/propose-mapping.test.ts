import { describe, expect, test } from 'vitest';
import { readList } from '../../src/tables/index.js';
import { readMapping } from '../../src/tables/mapping.js';
import { proposeMapping } from '../../src/tables/propose-mapping.js';

const listOf = (text: string, mapping?: ReturnType<typeof readMapping>) =>
  readList({ text, format: 'csv', ...(mapping === undefined ? {} : { mapping }) });

/** The list read again by what was proposed for it. */
function again(text: string, own?: ReturnType<typeof readMapping>) {
  const source = proposeMapping(listOf(text, own), own);
  return listOf(text, readMapping({ path: 'map.json', text: JSON.stringify(source) }));
}

const mappingOf = (source: object) =>
  readMapping({ path: 'own.json', text: JSON.stringify({ format: 'dixian-mapping/1', ...source }) });

describe('a mapping that was proposed and not mended changes nothing', () => {
  test.each([
    ['plain', '户编号,工资性收入,住房安全,备注\nA1,1.2,是,x'],
    ['with a unit in the header', '户编号,工资性收入（万元）\nA1,1.2'],
    ['with a unit above', '台账（万元）,\n户编号,工资性收入\nA1,1.2'],
    ['with a unit below', '户编号,工资性收入\n,万元\nA1,1.2'],
    ['with groups', '户编号,收入情况（万元）,,风险消除后\n,工资性收入,财产性收入,工资性收入\nA1,1.2,0.1,3'],
    ['with two columns for one fact', '户编号,住房安全,是否危房户\nA1,是,否'],
    ['with numbered columns', '户编号,致贫/返贫风险1,致贫/返贫风险2\nA1,因病,因残'],
    ['with a row a person', '户编号,姓名,与户主关系,证件号码\nA1,甲,户主,1\nA1,乙,配偶,2'],
    ['with names that differ by spaces', '户编号,备 注,备注\nA1,x,y'],
  ])('of a list %s', (_, text) => {
    const before = listOf(text);
    const after = again(text);
    expect(after.rows).toEqual(before.rows);
    expect(after.issues).toEqual(before.issues);
    expect(after.unmapped.map(({ column }) => column)).toEqual(before.unmapped.map(({ column }) => column));
  });

  test('nor does one that adds to a mapping of before, whose unit stays', () => {
    const own = mappingOf({ columns: { 工资性收入: { fact: 'reportedWageIncome', unit: '万元' } } });
    const text = '户编号,收入情况\n,工资性收入\nA1,1.2';
    expect(listOf(text, own).rows[0]?.household).toEqual({ householdId: 'A1', reportedWageIncome: 12_000 });
    expect(again(text, own).rows).toEqual(listOf(text, own).rows);
  });
});

test.each(['风险消除后', '2023年', '上年情况'])(
  'what a mapping says of a name, it does not say of the same name under %s',
  (group) => {
    const own = mappingOf({ columns: { 工资性收入: 'reportedWageIncome' } });
    const { rows, unmapped } = listOf(`户编号,户主姓名,${group}\n,,工资性收入\nA1,甲,9000`, own);
    expect(rows[0]?.household).toEqual({ householdId: 'A1', headName: '甲' });
    expect(unmapped).toMatchObject([{ column: `${group}/工资性收入` }]);
  },
);

test('a column is set aside on purpose by null alone', () => {
  const own = mappingOf({ columns: { 住房安全: null } });
  const { rows, issues, unmapped } = listOf('户编号,住房安全,是否危房户\nA1,是,否', own);
  expect(rows[0]?.household).toEqual({ householdId: 'A1', housingProblem: false });
  expect([issues, unmapped]).toEqual([[], []]);
});
