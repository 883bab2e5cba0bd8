import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Assessor, compile, type Household, type Locale } from '../../src/index.js';
import { openPackFolders } from '../../src/node.js';
import { inputColumns, withInputCells } from '../../src/tables/decision-input-columns.js';
import { type AssessedRow, DECISION_COLUMNS, decisionTable } from '../../src/tables/decision-rows.js';
import { type DecidedList, decisionWorkbook } from '../../src/tables/decision-workbook.js';
import { exitColours, identificationColours } from '../../src/tables/decision-workbook-outcomes.js';
import type { WorkbookRow } from '../../src/tables/decision-workbook-sheet.js';
import { EMPTY_ROW, type ListRow, unreadableRow } from '../../src/tables/household-list.js';
import { readList } from '../../src/tables/index.js';
import { tellRow } from '../../src/tables/told-rows.js';
import { issue } from '../../src/values/issues.js';
import { gansu2024, ON } from '../decision/support.js';
import { readFixtures } from '../support/household-fixtures.js';

const IDENTITY_NUMBER = '620102199001011234';
const demo = readList({
  text: readFileSync(new URL('../../fixtures/demo/households.csv', import.meta.url), 'utf8'),
  format: 'csv',
});

const assessed = (rows: readonly ListRow[]): readonly AssessedRow[] =>
  rows.map((row) =>
    row.readable ? { row, assessment: gansu2024.assess(row.household as Household, { on: ON }) } : { row },
  );
const someRows = assessed([...demo.rows.slice(0, 60), unreadableRow(999, EMPTY_ROW)]);

function decided(rows: readonly AssessedRow[], parts: Partial<DecidedList> = {}): DecidedList {
  const { rows: _, ...head } = demo;
  return {
    policy: gansu2024.policy,
    on: ON,
    engine: 'dixian',
    head,
    rows: { rows: rows.length, unreadable: rows.filter(({ row }) => !row.readable).length, repeated: 0 },
    told: async function* (telling) {
      yield rows.slice(0, 40).map((row) => tellRow(row, telling));
      yield rows.slice(40).map((row) => tellRow(row, telling));
    },
    ...parts,
  };
}

interface Taken {
  readonly names: readonly string[];
  /** The values of the rows of each sheet, in the order of the tabs. */
  readonly sheets: readonly (readonly (readonly (string | number)[])[])[];
  readonly rows: readonly (readonly WorkbookRow[])[];
}

/** All rows of a workbook, taken in the order in which a writer takes them. */
async function taken(
  list: DecidedList,
  options: { locale?: Locale; explain?: boolean; ask?: boolean } = {},
): Promise<Taken> {
  const { sheets } = decisionWorkbook(list, { locale: 'zh-CN', explain: false, ...options });
  const rows = new Map<string, WorkbookRow[]>();
  for (const sheet of [...sheets].sort((a, b) => Number(b.isTakenFirst) - Number(a.isTakenFirst))) {
    const found: WorkbookRow[] = [];
    for await (const row of sheet.rows) found.push(row);
    rows.set(sheet.name, found);
  }
  const names = sheets.map(({ name }) => name);
  const inOrder = names.map((name) => rows.get(name) ?? []);
  return { names, rows: inOrder, sheets: inOrder.map((each) => each.map(({ values }) => values)) };
}

const columnOf = (sheet: readonly (readonly (string | number)[])[] | undefined, title: string) => {
  const index = sheet?.[0]?.indexOf(title) ?? -1;
  expect(index, title).toBeGreaterThanOrEqual(0);
  return (sheet ?? []).slice(1).map((row) => row[index]);
};

/** A table of the summary: the rows below the header that begins with a title, to the next blank row. */
function tableOf(summary: Taken['sheets'][number], title: string): readonly (readonly (string | number)[])[] {
  const start = summary.findIndex(([first, second]) => first === title && second === '户数');
  const length = summary.slice(start).findIndex(({ length: cells }) => cells === 0);
  return start < 0 ? [] : summary.slice(start + 1, length < 0 ? undefined : start + length);
}

describe('the sheet of the decisions', () => {
  let workbook: Taken;
  beforeAll(async () => {
    workbook = await taken(decided(someRows));
  });

  test('has a row for every row of the list, in their order, those that could not be read too', () => {
    expect(columnOf(workbook.sheets[1], '行号')).toEqual(someRows.map(({ row }) => row.row));
    expect(workbook.sheets[1]?.at(-1)?.slice(0, 6)).toEqual([999, '', '', '', '', '读不出，未判定']);
  });

  test('begins with what an official reads first', () => {
    expect(workbook.sheets[1]?.[0]?.slice(0, 13)).toEqual([
      '行号',
      '户编号',
      '户主姓名',
      '乡镇',
      '村',
      '识别建议',
      '类别',
      '困难程度',
      '理由',
      '下一步先问',
      '还需查明',
      '建议措施',
      '期限',
    ]);
  });

  test('holds every column of the decisions under its name, with the same cells', () => {
    const table = decisionTable(someRows, 'zh-CN', false);
    for (const { key, zh } of DECISION_COLUMNS)
      expect(columnOf(workbook.sheets[1], zh).map(String), zh).toEqual(
        table.rows.map((record) => (Object.hasOwn(record, key) ? record[key] : '')),
      );
  });

  test('asks about every household that is open, and no other', () => {
    const questions = columnOf(workbook.sheets[1], '下一步先问');
    const isOpen = someRows.map(
      ({ assessment }) =>
        assessment?.neededFacts('identification')?.first !== undefined ||
        assessment?.neededFacts('exit')?.first !== undefined,
    );
    expect(questions.map((text) => text !== '')).toEqual(isOpen);
    expect(isOpen.filter(Boolean).length).toBeGreaterThan(5);
    expect(questions).toContain('入户询问：对眼下的困难和风险，家里能不能自主应对？');
  });

  test('gives the deadlines to households that are advised to be taken in', () => {
    const outcomes = columnOf(workbook.sheets[1], '识别建议');
    const deadlines = columnOf(workbook.sheets[1], '期限');
    for (const [index, text] of deadlines.entries())
      expect(text !== '', String(outcomes[index])).toBe(
        ['建议纳入', '仍符合纳入条件'].includes(String(outcomes[index])) &&
          someRows[index]?.assessment?.exit.outcome !== 'exit',
      );
    expect(deadlines.find((text) => text !== '')).toMatch(/个月内落实/);
  });

  test.each([
    ['asked not to', { ask: false }],
    ['that is long', {}],
  ])('asks nothing in a list %s, and the summary of a long one says so', async (what, options) => {
    const rows = { rows: what === 'that is long' ? 2_001 : 61, unreadable: 1, repeated: 0 };
    const { sheets } = await taken(decided(someRows, { rows }), options);
    expect(sheets[1]?.[0]).not.toContain('下一步先问');
    const told = (sheets[0] ?? []).some(
      ([label, text]) => label === '下一步先问' && /2000 行/.test(String(text)),
    );
    expect(told).toBe(what === 'that is long');
  });

  test('has the full reasons where they are asked for', async () => {
    const { sheets } = await taken(decided(someRows.slice(0, 3)), { explain: true });
    expect(columnOf(sheets[1], '理由全文')[0]).toBe(
      someRows[0]?.assessment?.explain('zh-CN', { alternatives: false }).join('\n'),
    );
  });

  test('is in English where that is asked for, without a Chinese title', async () => {
    const { names, sheets } = await taken(decided(someRows.slice(0, 3)), { locale: 'en' });
    expect(names).toEqual(['Summary', 'Decisions', 'Issues', 'Columns']);
    expect(sheets.flatMap(([header]) => header).join(' ')).not.toMatch(/\p{Script=Han}/u);
  });

  test('makes rows high enough for their reasons', () => {
    const at = workbook.sheets[1]?.[0]?.indexOf('理由') ?? -1;
    const [long, short] = [60, 10].map((length) =>
      workbook.rows[1]?.find(({ values }) => {
        const text = String(values[at]);
        return length === 60 ? text.length > 60 : text.length < 10;
      }),
    );
    expect(long?.lines).toBeGreaterThan(1);
    expect(short?.lines).toBe(1);
  });
});

describe('the summary', () => {
  let workbook: Taken;
  beforeAll(async () => {
    workbook = await taken(decided(someRows));
  });

  const counted = (title: string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const text of columnOf(workbook.sheets[1], title))
      counts.set(String(text), (counts.get(String(text)) ?? 0) + 1);
    return counts;
  };

  test('counts the outcomes as a filter on the decisions does', () => {
    const table = tableOf(workbook.sheets[0] ?? [], '识别建议');
    expect(new Map(table.slice(0, -1).map(([name, households]) => [name, households]))).toEqual(
      counted('识别建议'),
    );
    expect(table.at(-1)?.slice(0, 2)).toEqual(['合计', 61]);
  });

  test('counts exits of the monitored alone', () => {
    const exits = counted('退出建议');
    exits.delete('不适用（不是监测中的农户）');
    exits.delete('');
    const table = tableOf(workbook.sheets[0] ?? [], '退出建议');
    expect(new Map(table.slice(0, -1).map(([name, households]) => [name, households]))).toEqual(exits);
  });

  test('has shares that add up to one, of the rows that it names', () => {
    const table = tableOf(workbook.sheets[0] ?? [], '识别建议').slice(0, -1);
    expect(table.reduce((sum, [, , , , share]) => sum + Number(share), 0)).toBeCloseTo(1, 12);
    expect(workbook.sheets[0]?.find(([first]) => first === '识别建议')?.[4]).toBe('占比（共 61 户）');
  });

  // The names, as the column of the decisions has them beside a doubt.
  const namesInDoubt = (cell: string): readonly string[] =>
    cell.startsWith('未定：')
      ? cell.slice('未定：'.length).split('/')
      : cell
          .split('、')
          .flatMap((part) => (part.endsWith('（可能）') ? [part.slice(0, -'（可能）'.length)] : []));

  test.each([
    ['类别', '类别'],
    ['困难程度', '困难程度'],
    ['帮扶类型', '帮扶类型'],
    ['风险（一户可计入几行）', '风险'],
    ['建议措施（一户可计入几行）', '建议措施'],
  ])('counts what is possible as the decisions name it: %s', async (_, column) => {
    const rows = assessed(demo.rows);
    const { sheets } = await taken(decided(rows), { ask: false });
    const named = new Map<string, number>();
    for (const cell of columnOf(sheets[1], column))
      for (const name of namesInDoubt(String(cell))) named.set(name, (named.get(name) ?? 0) + 1);
    named.delete('无');
    const stage = sheets[0]?.find(
      ([first, , , , , possible]) => String(first).startsWith(column) && possible === '还可能属于（户）',
    );
    const counted = tableOf(sheets[0] ?? [], String(stage?.[0])).filter(
      ([, , , , , possible]) => Number(possible) > 0,
    );
    expect(new Map(counted.map(([name, , , , , possible]) => [name, possible]))).toEqual(named);
    expect(named.size).toBeGreaterThan(0);
  });

  test('counts no possible application, of which no decision tells; what is open is told', () => {
    const start = workbook.sheets[0]?.find(([first]) => String(first).startsWith('可转介'));
    expect(start).not.toContain('还可能属于（户）');
    const table = tableOf(workbook.sheets[0] ?? [], String(start?.[0]));
    expect(table.map(([name]) => name)).toContain('还有未定的户（各户的结果里不一定列出）');
  });

  test.each([
    ['a household', 'household', '共 3 行，读出 3 行，读不出 0 行'],
    ['a person', 'member', '一行一人，共 3 户，读出 3 户，读不出 0 户'],
  ] as const)('says what was counted of a list whose rows are each %s', async (_, rowsAre, text) => {
    const { rows: __, ...head } = demo;
    const sheets = [{ rowsAre, headerRows: { first: 1, last: 1 } }];
    const made = await taken(decided(someRows.slice(0, 3), { head: { ...head, sheets } }));
    expect(made.sheets[0]?.find(([label]) => label === '名单')?.[1]).toContain(text);
  });

  test.each([
    ['member', ['姓名'], true],
    ['member', [], false],
    ['household', ['姓名'], false],
  ] as const)(
    'says where the rows of persons are not all beside the decisions: %s %s',
    async (rowsAre, columns, says) => {
      const { rows: _, ...head } = demo;
      const sheets = [{ rowsAre, headerRows: { first: 1, last: 1 } }];
      const made = await taken(decided(someRows.slice(0, 3), { head: { ...head, sheets, columns } }));
      const told = (made.sheets[0] ?? [])
        .filter(([label]) => label === '名单')
        .map(([, text]) => String(text));
      expect(told.some((text) => text.includes('同户其他人的行没有写在结果里'))).toBe(says);
    },
  );

  test.each([
    [IDENTITY_NUMBER, '（形似证件号码，不显示）'],
    ['620102001000', '620102001000'],
  ])('by township of %s', async (township, shown) => {
    const [first] = demo.rows as [ListRow];
    const row = { ...first, household: { ...(first.household as object), township } };
    const { sheets } = await taken(decided(assessed([row])));
    expect(tableOf(sheets[0] ?? [], '乡镇')[0]?.[0]).toBe(shown);
  });

  test('adds up over the townships, with those that have none apart', () => {
    const table = tableOf(workbook.sheets[0] ?? [], '乡镇');
    const total = table.at(-1) ?? [];
    expect(total.slice(0, 2)).toEqual(['合计', 61]);
    for (let column = 1; column < total.length; column += 1)
      expect(
        table.slice(0, -1).reduce((sum, row) => sum + Number(row[column]), 0),
        `${column}`,
      ).toBe(total[column]);
    expect(table.find(([name]) => name === '（没有填乡镇）')?.[1]).toBe(1);
  });

  test('says what is missing most, as often as it is missing', () => {
    const [[name, households] = []] = tableOf(workbook.sheets[0] ?? [], '识别还缺什么（最多的 15 项）');
    const missing = someRows.filter(({ assessment }) =>
      assessment?.identification.missing.some(({ title }) => title.zh === name),
    );
    expect(households).toBe(missing.length);
    expect(missing.length).toBeGreaterThan(1);
  });

  test('says on what it rests: region, day, policy, standard, and that people decide', () => {
    const told = new Map((workbook.sheets[0] ?? []).map(([label, text]) => [label, String(text)]));
    expect(told.get('地区')).toBe('甘肃省（620000）');
    expect(told.get('研判日期')).toBe('2024年11月1日');
    expect(told.get('政策')).toContain(gansu2024.policy.hash.slice(0, 16));
    expect(told.get('所用标准')).toMatch(/7,800\.00 元\/人·年/);
    expect(told.get('名单')).toMatch(/共 61 行，读出 60 行，读不出 1 行/);
    expect(told.get('说明')).toMatch(/民主评议/);
  });

  test('knows every text of an identification and of an exit, so that none is left out or without a colour', async () => {
    const [identifications, exits] = [identificationColours('zh-CN'), exitColours('zh-CN')];
    const seen = new Set<string>();
    const library = await openPackFolders({
      packs: [fileURLToPath(new URL('../../fixtures/packs/', import.meta.url))],
    });
    const assessors = new Map<string, Assessor>();
    for (const { region, on, household } of readFixtures()) {
      const assessor = assessors.get(region + on) ?? compile(library.resolve({ region, on }));
      assessors.set(region + on, assessor);
      const assessment = assessor.assess(household as Household, { on });
      const [record] = decisionTable([{ row: demo.rows[0] as ListRow, assessment }], 'zh-CN', false).rows;
      expect(identifications).toHaveProperty([record?.['identification'] ?? '']);
      if (assessment.exit.outcome !== 'notApplicable') expect(exits).toHaveProperty([record?.['exit'] ?? '']);
      seen.add(record?.['identification'] ?? '');
    }
    expect([...seen].sort()).toEqual(
      Object.keys(identifications)
        .filter((text) => text !== '读不出，未判定')
        .sort(),
    );
  });

  test('of an empty list is whole', async () => {
    const { sheets } = await taken(decided([]));
    expect(tableOf(sheets[0] ?? [], '识别建议')).toEqual([['合计', 0, 0, 0, '']]);
    expect(sheets[1]?.length).toBe(1);
  });
});

describe('the sheet of the issues', () => {
  test('has a row for each, with row, column and fact, and never the cell itself', async () => {
    const household = { householdId: 'X1', headName: '甲', idNumber: IDENTITY_NUMBER };
    const wrong: ListRow = {
      row: 7,
      household,
      readable: true,
      issues: [
        issue('cellNotUnderstood', ['reportedWageIncome'], {
          row: 7,
          column: '工资性收入（元）',
          hint: '请填写数字。',
          hintEn: 'Write a number.',
        }),
      ],
    };
    const { sheets } = await taken(decided(assessed([wrong])));
    expect(sheets[2]?.slice(0, 2)).toEqual([
      ['行号', '户编号', '位置', '列名', '事项', '程度', '问题和改正办法'],
      [
        7,
        'X1',
        '第 7 行',
        '工资性收入（元）',
        '工资性收入',
        '没有采用',
        '第 7 行“工资性收入（元）”的内容看不懂，按未知处理。请填写数字。',
      ],
    ]);
    expect(JSON.stringify(sheets)).not.toContain(IDENTITY_NUMBER);
  });

  const memberColumn = (column: string, field: string, index: number) =>
    ({ column, index, fact: 'members', field, reversed: false, multiplier: 1, sheet: '家庭成员' }) as const;

  test.each([
    [
      'the household gives, but cannot be so',
      { complete: true, items: [{}, { workMonths: 99 }] },
      [],
      ['本户第 2 条', '务工时间（月）', '家庭成员：务工时间'],
    ],
    [
      'is in a list of codes within it',
      { complete: true, items: [{}, {}, { healthStates: { complete: true, items: ['no such state'] } }] },
      [],
      ['本户第 3 条', '健康状况', '家庭成员：健康状况'],
    ],
    [
      'stands in a cell of a sheet of its own',
      undefined,
      [
        issue('cellNotUnderstoodOnSheet', ['members', 'items', 1, 'workMonths'], {
          sheet: '家庭成员',
          row: 8,
          column: '务工时间（月）',
          hint: '',
          hintEn: '',
        }),
      ],
      ['“家庭成员”表第 8 行', '务工时间（月）', '家庭成员：务工时间'],
    ],
    [
      'is no field at all',
      { complete: true, items: [{ 'no such field': 1 }] },
      [],
      ['本户第 1 条', '', '家庭成员'],
    ],
  ] as const)('says of what %s: which entry, column and fact', async (_, members, issues, told) => {
    const { rows: __, ...head } = demo;
    const mapping = [
      memberColumn('务工时间（月）', 'workMonths', 4),
      memberColumn('健康状况', 'healthStates', 5),
    ];
    const household = { householdId: 'X1', ...(members === undefined ? {} : { members }) };
    const row: ListRow = { row: 2, household, readable: true, issues };
    const { sheets } = await taken(decided(assessed([row]), { head: { ...head, mapping } }));
    expect(sheets[2]?.slice(1).map((cells) => cells.slice(2, 5))).toEqual([told]);
  });

  test('names a column once that stands on several sheets', async () => {
    const { rows: _, ...head } = demo;
    const column = {
      column: '户编号',
      index: 0,
      fact: 'householdId',
      reversed: false,
      multiplier: 1,
    } as const;
    const mapping = ['农户', '家庭成员', '风险'].map((sheet) => ({ ...column, sheet }));
    const repeated = issue('duplicateHousehold', ['householdId'], { row: 3, other: 2 }, 'warning');
    const row: ListRow = { row: 3, household: { householdId: 'X1' }, readable: true, issues: [repeated] };
    const { sheets } = await taken(decided(assessed([row]), { head: { ...head, mapping } }));
    expect(sheets[2]?.[1]?.[3]).toBe('户编号');
  });

  test('tells no household number that is the identity number of a person, but the row', async () => {
    const found = issue('duplicateHousehold', ['householdId'], { row: 3, other: 2 }, 'warning');
    const household = { householdId: IDENTITY_NUMBER };
    const row: ListRow = { row: 3, household, readable: true, issues: [found] };
    const { sheets } = await taken(decided(assessed([row])));
    expect(sheets[2]?.[1]?.slice(0, 2)).toEqual([3, '（形似证件号码，不显示）']);
    expect(JSON.stringify(sheets[2])).not.toContain(IDENTITY_NUMBER);
  });

  test('has room for those of the rows, however many the list as a whole has', async () => {
    const found = issue('duplicateColumn', [], { column: '甲', other: '乙', fact: '丙', factEn: 'c' });
    const { rows: _, ...head } = demo;
    const issues = Array.from({ length: 1_003 }, () => found);
    const row: ListRow = { row: 7, household: {}, readable: true, issues: [found] };
    const { sheets } = await taken(decided(assessed([row]), { head: { ...head, issues } }));
    expect(sheets[2]?.at(-2)?.[0]).toBe(7);
    expect(sheets[2]?.at(-1)?.at(-1)).toMatch(/^整份名单还有 3 个问题没有列出/);
  });

  test('lists no more than a person can look through, and says how many it leaves out', async () => {
    const found = issue('duplicateColumn', [], { column: '甲', other: '乙', fact: '丙', factEn: 'c' });
    const issues = Array.from({ length: 131_075 }, () => found);
    const row: ListRow = { row: 7, household: {}, readable: true, issues };
    const { sheets } = await taken(decided(assessed([row])));
    expect(sheets[2]?.length).toBe(1 + 131_072 + 1);
    expect(sheets[2]?.at(-1)?.at(-1)).toMatch(/^还有 3 个问题没有列出/);
  });

  test('begins with those of the list as a whole, and says where there is none', async () => {
    const { rows: _, ...head } = demo;
    const ofList = [issue('duplicateColumn', [], { column: '甲', other: '乙', fact: '丙', factEn: 'c' })];
    const { sheets } = await taken(decided([], { head: { ...head, issues: ofList } }));
    expect(sheets[2]?.[1]?.slice(0, 4)).toEqual(['整份名单', '', '', '甲']);
    const none = await taken(decided([]));
    expect(none.sheets[2]?.[1]?.at(-1)).toBe('没有发现问题');
  });
});

describe('the sheet of the columns', () => {
  test('says how each was read, and which were not used', async () => {
    const { sheets } = await taken(decided([]));
    const rows = new Map((sheets[3] ?? []).map((row) => [row[2], row]));
    expect(rows.get('住房安全')).toEqual([
      '',
      'V',
      '住房安全',
      '住房出现安全问题',
      'housingProblem',
      '',
      '反着读：“是”表示没有',
    ]);
    expect(rows.get('工资性收入（元）')?.slice(3, 6)).toEqual(['工资性收入', 'reportedWageIncome', '元/年']);
    expect(rows.get('备注')?.at(-1)).toBe('没有用到');
    expect(sheets[3]?.length).toBe(1 + demo.mapping.length + demo.unmapped.length);
  });

  test('tells what was declared, on whose word, and never a number that stands where a name should', async () => {
    const { rows: _, ...head } = demo;
    const declared = {
      fact: 'ownsVehicle',
      kind: 'blank',
      value: false,
      column: '是否有车辆',
      authority: 'county',
      document: '某县〔2024〕1号',
    } as const;
    const list = decided([], {
      head: {
        ...head,
        unmapped: [{ column: IDENTITY_NUMBER, index: 50 }],
        declarations: [
          declared,
          { fact: 'events', kind: 'complete', authority: 'county', document: '某县〔2024〕2号' },
        ],
      },
    });
    const { sheets } = await taken(list);
    const told = (sheets[0] ?? []).filter(([label]) => label === '名单声明').map(([, text]) => text);
    expect(told).toEqual([
      '是否有车辆 → 有机动车：空白视为“否”（县级，某县〔2024〕1号）',
      '突发事件：所列视为完整（县级，某县〔2024〕2号）',
    ]);
    expect(JSON.stringify(sheets)).not.toContain(IDENTITY_NUMBER);
  });
});

describe('the columns of the list beside the decisions', () => {
  test.each([
    ['its own name', ['工资'], ['工资']],
    [
      'a name of ours',
      ['户编号', 'row', 'ROW', '理由全文', '乡镇'],
      ['原表：户编号', '原表：row', '原表：ROW（2）', '原表：理由全文', '原表：乡镇'],
    ],
    ['a name that another has', ['备注', ' 备注 ', '备注（2）'], ['备注', '备注（2）', '备注（2）（2）']],
    ['no name', ['', ' '], ['原表：第 1 列', '原表：第 2 列']],
    ['a name of JavaScript', ['__proto__', 'constructor'], ['__proto__', 'constructor']],
  ])('with %s are told apart', (_, names, titles) => {
    expect(inputColumns(names, 'zh-CN').map(({ title }) => title)).toEqual(titles);
  });

  test('hold the cells as they stand', async () => {
    const row = { ...(demo.rows[0] as ListRow), cells: ['0012', '=1+1', ''] };
    const { rows: _, ...head } = demo;
    const columns = ['户编号', '备注', '__proto__'];
    const { sheets } = await taken(decided(assessed([row]), { head: { ...head, columns } }));
    expect(sheets[1]?.[0]?.slice(-3)).toEqual(['原表：户编号', '备注', '__proto__']);
    expect(sheets[1]?.[1]?.slice(-3)).toEqual(['0012', '=1+1', '']);
  });

  test.each([
    ['shorter', ['1'], ['1', '']],
    ['as long', ['1', '2'], ['1', '2']],
    ['longer, with blanks', ['1', '2', '', ' '], ['1', '2']],
    ['longer: nothing is lost', ['1', '2', '', '3', '4'], ['1', '2 | 3 | 4']],
  ])('of a row that is %s', (_, cells, shown) => {
    const columns = inputColumns(['甲', '乙'], 'zh-CN');
    const rows = [{ row: { ...(demo.rows[0] as ListRow), cells } }];
    const [record] = withInputCells(decisionTable(rows, 'zh-CN', false), rows, columns).rows;
    expect(columns.map(({ key }) => record?.[key])).toEqual(shown);
  });

  test('leave the decisions as they are', () => {
    const rows = someRows.slice(0, 5);
    const plain = decisionTable(rows, 'zh-CN', false);
    const { columns, rows: records } = withInputCells(
      plain,
      rows,
      inputColumns(['识别建议', 'identification'], 'zh-CN'),
    );
    expect(columns.slice(0, plain.columns.length)).toEqual(plain.columns);
    for (const [index, record] of records.entries()) expect(record).toMatchObject(plain.rows[index] ?? {});
  });
});
