import { describe, expect, test } from 'vitest';
import { compile, describeIssue, resolvePolicy } from '../../src/index.js';
import { answerDifferences } from '../../src/tables/fixture-answers.js';
import { type FixtureHouseholds, readFixtureHouseholds } from '../../src/tables/fixture-households.js';
import { BASE_FILES } from '../policy/support.js';

/** One good household; `changes` replace lines that begin with their key. */
function yaml(changes: Readonly<Record<string, string>> = {}, id = 'a-01'): string {
  const lines = {
    编号: `- 编号: ${id}`,
    名称: '  名称: 张家三口',
    区域: '  区域: "900000"',
    日期: '  日期: "2024-06-01"',
    农户: '  农户: {有机动车: 是, 自主应对能力: 否}',
    演算: '  演算: 车一辆。',
    应得: '  应得: {识别: verify}',
    ...changes,
  };
  return `${Object.values(lines).join('\n')}\n`;
}
const read = (...texts: readonly string[]): FixtureHouseholds =>
  readFixtureHouseholds(texts.map((text, index) => ({ path: `fixtures/${index + 1}.yaml`, text })));
const SECRET = '13912345678';

describe('a file of fixture households', () => {
  test('gives households with the facts by their names', () => {
    const { fixtures, issues } = read(
      yaml({
        农户: `  农户:
    有机动车: 是
    自主应对能力:
    户类型: 脱贫户
    家庭人口数: [{值: 3, 来源: 医保}, {值: 4}]
    入户核实的风险: {完整: 否, 内容: [因病]}
    家庭成员: {完整: 是, 内容: [{出生日期: "1982-03-08", 失学辍学: 否}]}`,
      }),
    );
    expect(issues).toEqual([]);
    expect(fixtures[0]).toMatchObject({
      file: 'fixtures/1.yaml',
      id: 'a-01',
      region: '900000',
      on: '2024-06-01',
    });
    expect(fixtures[0]?.household).toEqual({
      ownsVehicle: true,
      ableToCope: null,
      householdKind: '脱贫户',
      reportedMemberCount: [{ value: 3, source: '医保' }, { value: 4 }],
      visitRisks: { complete: false, items: ['因病'] },
      members: { complete: true, items: [{ birthDate: '1982-03-08', droppedOut: false }] },
    });
  });

  test('may hold impossible values on purpose', () => {
    const { fixtures, issues } = read(
      yaml({ 农户: '  农户: {家庭人口数: -7, 有机动车: 也许, 户类型: 贵族}' }),
    );
    expect(issues).toEqual([]);
    expect(fixtures[0]?.household).toEqual({
      reportedMemberCount: -7,
      ownsVehicle: '也许',
      householdKind: '贵族',
    });
  });

  test.each<[string, string, string, string]>([
    ['not well formed', `- {编号: "${SECRET}"`, '', '不是有效的 YAML：第 1 行第 \\d+ 列.*写法不对'],
    ['a key written twice', yaml({ 名称: '  名称: 甲\n  名称: 乙' }), '', '第 3 行第 3 列.*同一个键写了两次'],
    ['a tab', '\t编号: a-01', '', '第 1 行第 1 列.*制表符'],
    ['an alias of nothing', yaml({ 名称: '  名称: *x' }), '', '没有定义'],
    ['a tag', yaml({ 名称: '  名称: !secret 甲' }), '', '第 2 行.*“!”标记'],
    ['two documents', `${yaml()}---\n${yaml({}, 'a-02')}`, '', '一个文件里不能有几份'],
    ['no list', '编号: a-01', '', '应为农户的清单'],
    ['nothing', '', '', '应为农户的清单'],
    ['a household that is no table', '- 张家', '[0]', '应为“名称: 内容”的一组'],
    ['a key that is missing', yaml({ 演算: '' }), 'a-01', '缺“演算”。每户都要有：编号、名称'],
    ['a key without content', yaml({ 日期: '  日期:' }), 'a-01', '缺“日期”'],
    ['an unknown key', yaml({ 名称: '  名称: 甲\n  备忘: 乙' }), 'a-01', '不认识“备忘”'],
    ['a number without quotes', yaml({ 区域: '  区域: 900000' }), 'a-01.区域', '应为文字.*加引号'],
    ['a day that does not exist', yaml({ 日期: '  日期: "2024-06-31"' }), 'a-01.日期', '不是存在的日期'],
    ['a household without number', yaml({ 编号: '- 类: 甲' }), '[0]', '缺“编号”|不认识“类”'],
    ['facts that are a list', yaml({ 农户: '  农户: [1]' }), 'a-01.农户', '应为“名称: 内容”的一组'],
    [
      'a title nearly right',
      yaml({ 农户: `  农户: {有机动: ${SECRET}}` }),
      'a-01.农户',
      '没有叫“有机动”的事实，是否应为“有机动车”',
    ],
    [
      'a title far from any',
      yaml({ 农户: `  农户: {宠物龟: ${SECRET}}` }),
      'a-01.农户',
      '没有叫“宠物龟”的事实（见',
    ],
    [
      'a title of a member',
      yaml({ 农户: `  农户: {家庭成员: {完整: 是, 内容: [{生日子: ${SECRET}}]}}` }),
      'a-01.农户.家庭成员.内容[0]',
      '没有叫“生日子”的事实',
    ],
    [
      'a list without its form',
      yaml({ 农户: `  农户: {入户核实的风险: [${SECRET}]}` }),
      'a-01.农户.入户核实的风险',
      '要写明“完整”',
    ],
    [
      'a list with another key',
      yaml({ 农户: '  农户: {入户核实的风险: {完整: 是, 内容: [], 说明: 无}}' }),
      'a-01.农户.入户核实的风险',
      '没有别的键',
    ],
    [
      'a value with another key',
      yaml({ 农户: `  农户: {家庭人口数: {值: ${SECRET}, 出处: 医保}}` }),
      'a-01.农户.家庭人口数',
      '不认识“出处”.*值、来源',
    ],
    [
      'an answer that nobody gives',
      yaml({ 应得: '  应得: {识别: verify, 结果: 好}' }),
      'a-01.应得',
      '不认识“结果”.*识别、类别',
    ],
    ['a list for one word', yaml({ 应得: '  应得: {识别: [verify]}' }), 'a-01.应得.识别', '应写成：一个词。'],
    ['one word for a list', yaml({ 应得: '  应得: {风险: 因病}' }), 'a-01.应得.风险', '没有就写 \\[\\]'],
    [
      'a truth that is none',
      yaml({ 应得: '  应得: {规则: {checkCars: 也许}}' }),
      'a-01.应得.规则',
      'true、false 或 unknown',
    ],
    ['an answer that is no table', yaml({ 应得: '  应得: 纳入' }), 'a-01.应得', '应为“名称: 内容”的一组'],
  ])('with %s is told with its place, and the household is not used', (_, text, place, message) => {
    const { fixtures, issues } = read(text);
    expect(fixtures).toEqual([]);
    const told = issues.map((found) => describeIssue(found, 'zh-CN'));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) {
      expect(line.startsWith(`fixtures/1.yaml${place === '' ? '' : ` › ${place}`}：`)).toBe(true);
      expect(line).toMatch(new RegExp(message));
    }
    const everything = [...told, ...issues.map((found) => describeIssue(found, 'en'))].join('\n');
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toMatch(/undefined|\[object/);
  });

  test('is told all of its mistakes at once, and its good households stay', () => {
    const { fixtures, issues } = read(
      yaml({ 演算: '' }) + yaml({}, 'a-02') + yaml({ 日期: '  日期: 昨天' }, 'a-03'),
    );
    expect(fixtures.map(({ id }) => id)).toEqual(['a-02']);
    expect(issues.map(({ code, path }) => [code, path[0]])).toEqual([
      ['fixtureKeyMissing', 'a-01'],
      ['fixtureDay', 'a-03'],
    ]);
  });

  test.each([
    ['one file', [yaml() + yaml()], 'fixtures/1.yaml'],
    ['two files', [yaml(), yaml()], 'fixtures/2.yaml'],
  ])('may not use a number twice: %s', (_, texts, file) => {
    const { fixtures, issues } = read(...texts);
    expect(fixtures).toHaveLength(1);
    expect(issues).toMatchObject([
      { code: 'fixtureDuplicate', file, path: ['a-01'], params: { id: 'a-01', other: 'fixtures/1.yaml' } },
    ]);
  });

  test.each([
    ['an endless alias', `- &a [${'&b [*a],'.repeat(3)}]\n`],
    ['very deep nesting', `${'['.repeat(20_000)}`],
    ['keys of every object', yaml({ 农户: '  农户: {__proto__: {有机动车: 是}, constructor: 1}' })],
    ['answers of every object', yaml({ 应得: '  应得: {constructor: x, toString: y}' })],
  ])('never makes the reader throw: %s', (_, text) => {
    const { fixtures, issues } = read(text);
    expect(fixtures).toEqual([]);
    expect(issues.length).toBeGreaterThan(0);
  });
});

describe('the answers of an assessment beside those that are expected', () => {
  const assessor = compile(resolvePolicy(BASE_FILES, { region: '900000', on: '2024-06-01' }));
  const FACTS =
    '  农户: {户类型: 脱贫户, 家庭人口数: 1, 家庭纯收入: 7000, 自主应对能力: 否, 有机动车: 是, 监测状态: 风险未消除}';
  const compared = (expected: string, facts = FACTS) => {
    const { fixtures, issues } = read(yaml({ 农户: facts, 应得: `  应得: {${expected}}` }));
    expect(issues).toEqual([]);
    const [fixture] = fixtures;
    if (fixture === undefined) throw new Error('The fixture was not read.');
    return answerDifferences(assessor.assess(fixture.household, { on: fixture.on }), fixture.expectations);
  };

  test.each([
    '识别: identify',
    '类别: 脱贫不稳定户',
    '风险: [], 可能风险: [], 措施: [], 转介: [], 提醒: [], 预警: []',
    '层级: 无, 类型: 无, 退出方式: 无, 重估: 无',
    '退出: retain, 未达到: [noWayInHolds, exitAbove]',
    '未达到: [exitAbove, noWayInHolds, exitAbove]',
    '还缺: []',
    '规则: {wayBelow: true, exitAbove: false}',
  ])('agree, in any order: %s', (expected) => {
    expect(compared(expected)).toEqual([]);
  });

  test.each<[string, object]>([
    ['识别: verify', { key: '识别', expected: 'verify', actual: 'identify' }],
    ['类别: [脱贫不稳定户, 无]', { key: '类别', expected: ['无', '脱贫不稳定户'], actual: '脱贫不稳定户' }],
    [
      '未达到: [exitAbove]',
      { key: '未达到', expected: ['exitAbove'], actual: ['exitAbove', 'noWayInHolds'] },
    ],
    ['风险: [因病]', { key: '风险', expected: ['因病'], actual: [] }],
    ['规则: {wayBelow: unknown}', { key: '规则.wayBelow', expected: 'unknown', actual: 'true' }],
    ['规则: {nobody: false}', { key: '规则.nobody', expected: 'false', actual: undefined }],
  ])('differ: %s', (expected, difference) => {
    expect(compared(expected)).toEqual([difference]);
  });

  test('list what is still possible where it is not settled', () => {
    expect(
      compared(
        '识别: verify, 类别: [边缘易致贫户, 脱贫不稳定户, 无], 还缺: [ableToCope]',
        '  农户: {家庭人口数: 1, 家庭纯收入: 7000}',
      ),
    ).toEqual([]);
  });
});
