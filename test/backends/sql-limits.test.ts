import { describe, expect, test } from 'vitest';
import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { generateSql } from '../../src/backends/sql/generate.js';
import { readHousehold } from '../../src/facts/read.js';
import { openPacks } from '../../src/index.js';
import {
  aggregate,
  apply,
  choose,
  definition,
  fact,
  item,
  type Node,
  not,
  numberLiteral,
  textLiteral,
} from '../../src/language/nodes.js';
import type { Program } from '../../src/policy/policy.js';
import { policyScript } from '../../src/sql.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { answers, inDuckdb, loadFacts } from './sql-support.js';

const DAY = '2024-11-01';
const programOf = (definitions: Readonly<Record<string, Node>>): Program => ({
  definitions: Object.entries(definitions).map(([name, node]) => ({ name, node })),
  parameters: {},
  declaredBlanks: {},
});

/** What the interpreter and the SQL say of a definition, for each household. */
async function both(program: Program, name: string, households: readonly object[]) {
  const readings = households.map(readHousehold);
  const sql = generateSql(program, { on: DAY, definitions: [name] });
  expect(sql.unsupported).toEqual([]);
  const found = await inDuckdb(async (connection) => {
    await loadFacts(
      connection,
      sql,
      readings.map(({ values, unusable }) => ({ facts: values, unusable })),
    );
    return answers(connection, sql);
  });
  const expected = readings.map(({ values, unusable }) => {
    const interpreter = new Interpreter(program, nodesByName(program), values, DAY, unusable);
    const value = interpreter.definition(name);
    return { [name]: value.type === 'truth' ? value.value : undefined };
  });
  return { found, expected };
}

const same = (left: Node, right: Node): Node => apply('equal', [left, right]);
const memberId = (binding: string): Node => item(binding, 'memberId');
const members = {
  complete: true,
  items: [
    { memberId: 'a', workMonths: 3 },
    { memberId: 'b', workMonths: 9 },
  ],
};

describe('a list within a list', () => {
  const another = (list: Node): Node =>
    aggregate(
      'some',
      fact('members'),
      'm',
      aggregate('some', list, 'c', not(same(memberId('c'), memberId('m')))),
    );
  const chosen = choose(fact('ownsVehicle'), fact('members'), fact('members'));

  test('over the same list pairs its entries', async () => {
    const { found, expected } = await both(programOf({ another: another(fact('members')) }), 'another', [
      { members },
      { members: { ...members, items: members.items.slice(1) } },
    ]);
    expect(found).toEqual(expected);
    expect(found).toEqual([{ another: true }, { another: false }]);
  });

  test.each([
    ['a choice', chosen],
    ['the first that is known', apply('firstKnown', [fact('members'), fact('members')])],
    ['a definition that is a choice', definition('chosen')],
  ])('that is %s is refused: its entries would be taken for the outer ones', (_, list) => {
    const { unsupported } = generateSql(programOf({ chosen, another: another(list) }), { on: DAY });
    expect(unsupported.map((each) => each.definition)).toEqual(['another']);
  });
});

describe('whole numbers near the end of 64 bits', () => {
  const large = (flag: string): Node =>
    choose(fact(flag), numberLiteral('5000000000000000000'), numberLiteral('4700000000000000000'));
  const flags = ['ownsVehicle', 'operatesCompany'] as const;

  test.each(['add', 'multiply'] as const)('%s without overflow', async (operator) => {
    const sum = apply(operator, [large(flags[0]), large(flags[1])]);
    const bound = operator === 'add' ? '9700000000000000000' : '23500000000000000000000000000000000000';
    const program = programOf({ exact: same(sum, numberLiteral(bound)) });
    const { found, expected } = await both(program, 'exact', [
      { ownsVehicle: true, operatesCompany: true },
      { ownsVehicle: true, operatesCompany: false },
      { ownsVehicle: false, operatesCompany: false },
    ]);
    expect(found).toEqual(expected);
    expect(found.map(({ exact }) => exact)).toEqual([false, true, false]);
  });
});

describe('a list of texts as one column', () => {
  test('is refused where a text holds what stands between them', () => {
    const list = (...texts: readonly string[]): Node => ({
      kind: 'list',
      items: texts.map((text) => ({ value: textLiteral(text) })),
    });
    const program = programOf({ plain: list('技能培训', '就业援助'), joined: list('技能培训, 就业援助') });
    const sql = generateSql(program, { on: DAY, lists: true });
    expect(sql.unsupported.map((each) => [each.definition, each.node])).toEqual([['joined', 'list']]);
    expect(sql.columns.map((each) => each.definition)).toEqual(['plain', 'plain']);
  });
});

describe('the day of a script', () => {
  const policy = openPacks(SHIPPED_FILES).resolve({ region: '620000', on: DAY });

  test.each(['2031-01-01', '1999-01-01', '2024-02-31', 'x'])('%s is refused', (on) => {
    expect(() => policyScript(policy, { on })).toThrow(expect.objectContaining({ name: 'DixianError' }));
  });
});
