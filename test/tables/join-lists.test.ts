import { describe, expect, test } from 'vitest';
import type { HouseholdList } from '../../src/tables/household-list.js';
import type { Grid, GridCell } from './official-sheets/grid.js';
import { codesOf, householdsOf, mappingOf, readGrids } from './official-sheets/read-grids.js';

const PERSONS = ['户编号', '户主姓名', '家庭人口数', '工资性收入', '姓名', '与户主关系', '证件号码'];
const COMPLETE = mappingOf({
  authority: 'county',
  document: '某县台账说明（2024）1号',
  lists: { members: { complete: true }, events: { complete: true } },
});
type Cells = readonly GridCell[];

const persons = (rows: readonly Cells[], merges: Grid['merges'] = []): Grid => ({
  rows: [PERSONS, ...rows],
  merges,
});
const read = async (grid: Grid, complete = false): Promise<HouseholdList> =>
  readGrids(grid, 'xlsx', complete ? { own: COMPLETE } : {});
const person = (name: string, relation: string, idNumber?: string) => ({
  name,
  relation,
  ...(idNumber === undefined ? {} : { idNumber }),
});
const FIRST = { householdId: '0001', headName: '甲', reportedMemberCount: 2, reportedWageIncome: 1_000 };
const SECOND = { householdId: '0002', headName: '乙', reportedMemberCount: 1, reportedWageIncome: 2_000 };
const ROWS: readonly Cells[] = [
  ['0001', '甲', 2, 1_000, '甲', '户主', '620000198001010001'],
  ['0001', '甲', 2, 1_000, '丙', '配偶', '620000198002020002'],
  ['0002', '乙', 1, 2_000, '乙', '户主', '620000198003030003'],
];
const [HEAD, WIFE, OTHER] = [
  person('甲', '户主', '620000198001010001'),
  person('丙', '配偶', '620000198002020002'),
  person('乙', '户主', '620000198003030003'),
];
const withMembers = (facts: object, complete: boolean, ...items: object[]) => ({
  ...facts,
  members: { complete, items },
});

describe('a row a person', () => {
  test.each([
    ['in the order of households', [0, 1, 2]],
    ['mixed', [1, 2, 0]],
    ['the head last', [2, 1, 0]],
  ])('gives households whose rows stand anywhere: %s', async (_, order) => {
    const list = await read(persons(order.map((at) => ROWS[at] as Cells)), true);
    const households = householdsOf(list) as readonly { householdId: string }[];
    expect(households).toHaveLength(2);
    for (const household of households)
      expect(household).toEqual(
        household.householdId === '0002'
          ? withMembers(SECOND, true, OTHER)
          : { ...FIRST, members: { complete: true, items: expect.arrayContaining([HEAD, WIFE]) } },
      );
    expect(list.rows.find(({ household }) => (household as typeof FIRST).householdId === '0001')?.row).toBe(
      order.indexOf(0) + 2,
    );
    expect(codesOf(list)).toEqual([]);
  });

  test('the number in a row is that of the person, never of the head', async () => {
    for (const household of householdsOf(await read(persons(ROWS))))
      expect(household).not.toHaveProperty('headIdNumber');
  });

  test('without a word that they are all, the persons are not all', async () => {
    expect(householdsOf(await read(persons(ROWS)))).toEqual([
      withMembers(FIRST, false, HEAD, WIFE),
      withMembers(SECOND, false, OTHER),
    ]);
  });

  test('facts of the household merged over its persons stand for all of them', async () => {
    const merged = [
      ROWS[0] as Cells,
      [null, null, null, null, ...(ROWS[1] as Cells).slice(4)],
      ROWS[2] as Cells,
    ];
    const list = await read(
      persons(merged, [
        [2, 1, 3, 1],
        [2, 2, 3, 2],
        [2, 3, 3, 3],
        [2, 4, 3, 4],
      ]),
      true,
    );
    expect(householdsOf(list)).toEqual([
      withMembers(FIRST, true, HEAD, WIFE),
      withMembers(SECOND, true, OTHER),
    ]);
    expect(codesOf(list)).toEqual([]);
  });

  test('a value merged over two households is that of neither', async () => {
    const merged = [ROWS[0] as Cells, ROWS[1] as Cells, (ROWS[2] as Cells).with(3, null)];
    const list = await read(persons(merged, [[3, 4, 4, 4]]));
    const [first, second] = householdsOf(list);
    expect(second).not.toHaveProperty('reportedWageIncome');
    expect([undefined, 1_000]).toContain((first as { reportedWageIncome?: number }).reportedWageIncome);
  });

  test('a person merged over two rows is nobody, rather than twice the same', async () => {
    const merged = [ROWS[0] as Cells, (ROWS[1] as Cells).with(4, null), ROWS[2] as Cells];
    const [first] = householdsOf(await read(persons(merged, [[2, 5, 3, 5]])));
    expect(first).toMatchObject({ members: { items: [{ relation: '户主' }, { relation: '配偶' }] } });
    expect(JSON.stringify(first)).not.toMatch(/"name"/);
  });

  test.each([
    ['household', 3, 1_500, 'reportedWageIncome'],
    ['household', 2, 3, 'reportedMemberCount'],
    ['head', 1, '丁', 'headName'],
  ])(
    'rows that differ about their %s leave the fact unknown, and are told',
    async (_, column, other, fact) => {
      const list = await read(persons([ROWS[0] as Cells, (ROWS[1] as Cells).with(column, other)]));
      const { [fact]: _gone, ...rest } = FIRST as Record<string, unknown>;
      expect(householdsOf(list)).toEqual([withMembers(rest, false, HEAD, WIFE)]);
      expect(codesOf(list)).toEqual(['rowsOfHouseholdDiffer']);
    },
  );

  test('one that cannot be read leaves the fact unknown, though another row has it', async () => {
    const list = await read(persons([ROWS[0] as Cells, (ROWS[1] as Cells).with(3, '#REF!')]));
    expect(householdsOf(list)[0]).not.toHaveProperty('reportedWageIncome');
    expect(codesOf(list)).toEqual(['cellNotUnderstood']);
  });

  test('a blank beside a value is no other value', async () => {
    const list = await read(persons([(ROWS[0] as Cells).with(3, null), ROWS[1] as Cells]));
    expect(householdsOf(list)[0]).toMatchObject(FIRST);
    expect(codesOf(list)).toEqual([]);
  });

  test.each([
    ['by number', ROWS[1] as Cells],
    ['by number, in another writing', (ROWS[1] as Cells).with(6, ' 620000198002020002 ')],
    ['by number, full-width', (ROWS[1] as Cells).with(6, '６２００００１９８００２０２０００２')],
    ['with no number', (ROWS[1] as Cells).with(6, null)],
  ])('a person who is there twice is told, and the list is not complete: %s', async (_, again) => {
    const list = await read(persons([...ROWS, again]), true);
    const [first] = householdsOf(list) as readonly { members?: { complete: boolean } }[];
    expect(first?.members?.complete ?? false).toBe(false);
  });

  test.each([
    ['without a number of the household', (ROWS[1] as Cells).with(0, null)],
    ['with a failed formula for it', (ROWS[1] as Cells).with(0, '#N/A')],
    ['with a number that lost digits', (ROWS[1] as Cells).with(0, '6.20105E+17')],
  ])('a person %s belongs to nobody, and no list is complete', async (_, lost) => {
    const list = await read(persons([ROWS[0] as Cells, lost, ROWS[2] as Cells]), true);
    expect(householdsOf(list)).toEqual([withMembers(FIRST, false, HEAD), withMembers(SECOND, false, OTHER)]);
    expect(list.rows.map(({ row, readable }) => [row, readable])).toEqual([
      [2, true],
      [3, false],
      [4, true],
    ]);
    expect(codesOf(list)).toContain('listNotComplete');
  });

  test.each(['合计', '小计：1', '全村'])(
    'a person with “%s” in one of the cells is somebody',
    async (word) => {
      for (const column of [1, 2, 4, 6]) {
        const list = await read(persons([ROWS[0] as Cells, (ROWS[1] as Cells).with(column, word)]), true);
        const [first] = householdsOf(list) as readonly {
          members?: { complete: boolean; items: readonly unknown[] };
        }[];
        if (first?.members?.complete === true) expect(first.members.items).toHaveLength(2);
        else expect(codesOf(list)).toContain('listNotComplete');
      }
    },
  );

  test('what a blank is declared to mean does not contradict the row of the head', async () => {
    const own = mappingOf({
      authority: 'county',
      document: '某县台账说明（2024）1号',
      columns: { 是否危房户: { fact: 'housingProblem', blankMeans: '否' } },
    });
    const names = [...PERSONS, '是否危房户'];
    const rows = [
      names,
      [...(ROWS[0] as Cells), '是'],
      [...(ROWS[1] as Cells), null],
      [...(ROWS[2] as Cells), null],
    ];
    const list = await readGrids({ rows }, 'xlsx', { own });
    expect(householdsOf(list)).toMatchObject([{ housingProblem: true }, { housingProblem: false }]);
    expect(list.rows.map(({ declarations = [] }) => declarations.length)).toEqual([0, 1]);
    expect(codesOf(list)).toEqual([]);
  });

  test('in comma-separated text a household merged over its persons is that of the first only, and told', async () => {
    const merged = [
      ROWS[0] as Cells,
      [null, null, null, null, ...(ROWS[1] as Cells).slice(4)],
      ROWS[2] as Cells,
    ];
    const list = await readGrids(persons(merged), 'csv', { own: COMPLETE });
    expect(householdsOf(list)).toEqual([withMembers(FIRST, false, HEAD), withMembers(SECOND, false, OTHER)]);
    expect(codesOf(list)).toContain('listNotComplete');
  });

  test.each([
    ['totals', ['合计', null, 3, 3_000]],
    ['a footer', ['注：略']],
  ])('%s lose nobody', async (_, row) => {
    const list = await read(persons([...ROWS, row]), true);
    expect(householdsOf(list)).toEqual([
      withMembers(FIRST, true, HEAD, WIFE),
      withMembers(SECOND, true, OTHER),
    ]);
  });

  test.each(['xlsx', 'csv'] as const)('a heading of a village is nobody (%s)', async (written) => {
    const list = await readGrids(persons([['张家湾村'], ...ROWS]), written, { own: COMPLETE });
    expect(householdsOf(list)).toHaveLength(2);
  });

  test('without the column of the household nothing is decided', async () => {
    const list = await readGrids({ rows: [PERSONS, ...ROWS].map((cells) => cells.slice(1)) });
    expect(list.rows).toEqual([]);
    expect(codesOf(list)).toContain('requiredColumnsMissing');
  });
});

describe('persons without their relation to the head', () => {
  const NAMES = ['户编号', '户主姓名', '家庭人口数', '工资性收入', '姓名', '证件号码', '出生日期', '性别'];
  const rows = (wife: Cells): Grid['rows'] => [
    NAMES,
    ['0001', '甲', 2, 1_000, '甲', '620000198001010001', '1980-01-01', '男'],
    [...wife, '丙', '620000198002020002', '1980-02-02', '女'],
  ];
  test.each<[string, Grid]>([
    ['repeated', { rows: rows(['0001', '甲', 2, 1_000]) }],
    [
      'merged',
      {
        rows: rows([null, null, null, null]),
        merges: [
          [2, 1, 3, 1],
          [2, 2, 3, 2],
          [2, 3, 3, 3],
          [2, 4, 3, 4],
        ],
      },
    ],
    ['blank', { rows: rows([null, null, null, null]) }],
  ])('are no households of their own, and their numbers not those of the head: %s', async (_, grid) => {
    for (const written of ['xlsx', 'csv'] as const) {
      const households = householdsOf(await readGrids(grid, written));
      expect(households.length).toBeLessThanOrEqual(1);
      expect(JSON.stringify(households)).not.toContain('"headIdNumber":"620000198002020002"');
    }
  });
});

describe('lists on sheets of their own', () => {
  const HOUSEHOLDS: Grid = {
    name: '农户',
    rows: [
      ['户编号', '户主姓名', '突发事件是否登记完整'],
      ['0001', '甲', '是'],
      ['0002', '乙', '是'],
      ['0003', '丙', '否'],
      ['0004', '丁', null],
      ['0005', '戊', '不清楚'],
    ],
  };
  const events = (rows: readonly Cells[], more: Partial<Grid> = {}): Grid => ({
    name: '突发事件',
    rows: [['户编号', '事件类型', '发生日期'], ...rows],
    ...more,
  });
  const FLOOD = { type: '自然灾害', occurredOn: '2024-08-01' };
  const flood = (number: GridCell): Cells => [number, '自然灾害', '2024-08-01'];
  const eventsOf = (list: HouseholdList) =>
    Object.fromEntries(
      (householdsOf(list) as readonly { householdId: string; events?: unknown }[]).map((each) => [
        each.householdId,
        each.events,
      ]),
    );

  test('are complete only where the household’s row says so', async () => {
    const list = await readGrids([HOUSEHOLDS, events([flood('0001'), flood('0003'), flood('0005')])]);
    expect(eventsOf(list)).toEqual({
      '0001': { complete: true, items: [FLOOD] },
      '0002': { complete: true, items: [] },
      '0003': { complete: false, items: [FLOOD] },
      '0004': undefined,
      '0005': { complete: false, items: [FLOOD] },
    });
    expect(codesOf(list)).toEqual(['cellNotUnderstoodOnSheet']);
  });

  test('a mapping says so for those that say nothing, and that is recorded; 否 stands against it', async () => {
    const list = await readGrids([HOUSEHOLDS, events([flood('0004')])], 'xlsx', { own: COMPLETE });
    expect(eventsOf(list)).toMatchObject({
      '0002': { complete: true, items: [] },
      '0004': { complete: true, items: [FLOOD] },
    });
    expect(eventsOf(list)['0003']).toBeUndefined();
    const declared = {
      fact: 'events',
      kind: 'complete',
      authority: 'county',
      document: '某县台账说明（2024）1号',
    };
    expect(list.rows.map(({ declarations }) => declarations)).toMatchObject([
      undefined,
      undefined,
      undefined,
      [declared],
      expect.anything(),
    ]);
  });

  test.each<[string, GridCell]>([
    ['its number is blank', null],
    ['its number is a failed formula', '#N/A'],
    ['its number lost its zeros', 1],
    ['its number has a decimal point', '0001.0'],
    ['its number has the letter O', 'OOO1'],
    ['its number has a space', '00 01'],
    ['its number is that of no household', '9999'],
  ])('no list is complete that lost an entry: %s', async (_, number) => {
    const list = await readGrids([HOUSEHOLDS, events([flood(number), flood('0002')])]);
    expect(eventsOf(list)['0001']).not.toMatchObject({ complete: true, items: [] });
    expect(codesOf(list).length).toBeGreaterThan(1);
  });

  test.each<[string, Cells]>([
    ['only its type', [null, '失业']],
    ['only a column that is not known', [null, null, null, '走访时补登']],
    ['a type and a column that is not known', [null, '失业', null, '走访时补登']],
  ])('nor one of which is written %s', async (_, entry) => {
    const names = ['户编号', '事件类型', '发生日期', '来源'];
    const sheet: Grid = { name: '突发事件', rows: [names, [...flood('0002'), '村报'], entry] };
    const list = await readGrids([HOUSEHOLDS, sheet]);
    expect(eventsOf(list)['0001']).not.toMatchObject({ complete: true });
    expect(eventsOf(list)['0002']).toMatchObject({ complete: false });
    expect(codesOf(list)).toContain('listNotComplete');
  });

  test('a number written full-width is the same', async () => {
    const list = await readGrids([HOUSEHOLDS, events([flood('０００１')])]);
    expect(eventsOf(list)['0001']).toEqual({ complete: true, items: [FLOOD] });
  });

  test('a number merged over several entries is that of each', async () => {
    const grid = events([flood('0001'), [null, '失业', '2024-09-01']], { merges: [[2, 1, 3, 1]] });
    expect(eventsOf(await readGrids([HOUSEHOLDS, grid]))['0001']).toEqual({
      complete: true,
      items: [FLOOD, { type: '失业', occurredOn: '2024-09-01' }],
    });
  });

  test('a type merged over the entries of two households is that of neither', async () => {
    const grid = events([flood('0001'), ['0002', null, '2024-09-01']], { merges: [[2, 2, 3, 2]] });
    const list = await readGrids([HOUSEHOLDS, grid]);
    expect(eventsOf(list)['0002']).toEqual({ complete: true, items: [{ occurredOn: '2024-09-01' }] });
    expect(codesOf(list)).toContain('cellNotUnderstoodOnSheet');
  });

  test('a total and a footer lose nothing', async () => {
    const list = await readGrids([HOUSEHOLDS, events([flood('0001'), ['合计', '1起'], ['注：略']])]);
    expect(eventsOf(list)).toMatchObject({
      '0001': { complete: true, items: [FLOOD] },
      '0002': { complete: true, items: [] },
    });
  });

  test.each<[string, readonly Grid[]]>([
    ['is not there', []],
    ['is hidden', [events([flood('0001')], { hidden: true })]],
    ['is there twice', [events([flood('0001')]), events([flood('0002')], { name: 'events' })]],
    ['has no header', [{ name: '突发事件', rows: [['0001', '自然灾害']] }]],
    [
      'has no column of the household',
      [
        {
          name: '突发事件',
          rows: [
            ['事件类型', '发生日期'],
            ['自然灾害', '2024-08-01'],
          ],
        },
      ],
    ],
    [
      'has two columns of the household',
      [
        {
          name: '突发事件',
          rows: [
            ['户编号', '家庭编号', '事件类型'],
            ['0001', '0002', '自然灾害'],
          ],
        },
      ],
    ],
  ])('nobody is said to have no events where their sheet %s', async (_, sheets) => {
    const list = await readGrids([HOUSEHOLDS, ...sheets], 'xlsx', { own: COMPLETE });
    for (const found of Object.values(eventsOf(list))) expect(found).toBeUndefined();
    expect(codesOf(list).filter((code) => !code.startsWith('cellNotUnderstood'))).not.toEqual([]);
  });

  test('an issue of an entry stands at its place, names its sheet, and shows no value', async () => {
    const list = await readGrids([HOUSEHOLDS, events([flood('0001'), ['0001', '龙卷风来了', '2024-08-01']])]);
    const [found] = list.rows[0]?.issues ?? [];
    expect(found).toMatchObject({
      code: 'cellNotUnderstoodOnSheet',
      path: ['events', 'items', 1, 'type'],
      params: { row: 3, column: '事件类型', sheet: '突发事件' },
    });
    expect(JSON.stringify(found)).not.toContain('龙卷风');
  });

  test('a household whose number stands twice is told', async () => {
    const twice: Grid = { ...HOUSEHOLDS, rows: [...HOUSEHOLDS.rows, ['0001', '己', '是']] };
    const list = await readGrids([twice, events([flood('0001')])]);
    expect(codesOf(list)).toContain('duplicateHousehold');
  });
});
