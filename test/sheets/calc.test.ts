import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASIC_LIBRARY, BASIC_MODULE, COMMANDS } from '../../src/sheets/hosts/calc/basic-text.js';
import { planCalcBook } from '../../src/sheets/hosts/calc/workbook.js';
import { gansu } from '../tables/template-support.js';
import { CalcBook, type OpenOptions } from './calc-book.js';
import { CalcHost, isCalcHere, type WrittenCell } from './calc-host.js';
import { stubBundle } from './stub-bundle.js';

const BOOK = planCalcBook(gansu, '2024-11-01');
const HEADER = ['户编号', '户主姓名', '饮水是否安全', '人均纯收入', '识别监测时间'];
const RESULTS = ['底线：识别建议', '底线：理由', '底线：还需查明', '底线：政策'];
const POLICY = '0123456789abcdef';
const NOT_SAFE = '饮水不安全';
const FAILED =
  '规则自检没有通过，有 1 处不对，不能用这个程序判定。请换一个软件或版本，或用命令行 dixian assess。';
const POOR = '人均纯收入低于标准';

describe.runIf(isCalcHere())('LibreOffice Calc, in a fresh profile with macros on "medium"', () => {
  let host: CalcHost;
  beforeAll(async () => {
    host = await CalcHost.start();
  }, 60_000);
  afterAll(async () => host?.stop());

  const opened = (bundle = stubBundle(), options: OpenOptions = {}): Promise<CalcBook> =>
    CalcBook.open(host, BOOK, bundle, options);

  describe('the button that decides a whole sheet', () => {
    test('writes results beside every household, and what is to be told to the sheet of the buttons', async () => {
      const book = await opened();
      await book.sheet([
        ['某村'],
        HEADER,
        ['001', '甲', '是', 7799.99, null],
        ['002', '乙', '是', 7800, null],
        [null, null, null, null, null],
        ['=1', '丙', '说不清', 'abc', null],
      ]);
      await book.press();
      expect((await book.read('F1:I6')).map((row) => row.join('|'))).toEqual([
        '|||',
        RESULTS.join('|'),
        `纳入|${POOR}||${POLICY}`,
        `不纳入|||${POLICY}`,
        '|||',
        `需核实||饮水是否安全、人均纯收入|${POLICY}`,
      ]);
      const [first, second, ...told] = await book.messages();
      expect(first).toContain('研判日期：2024年11月1日。');
      expect(second).toContain('判定了 3 户。结果只是建议');
      expect(told).toEqual(['1. 第 6 行“饮水是否安全”读不出。', '2. 第 6 行“人均纯收入”读不出。']);
    });

    test.each<[string, WrittenCell, string, string]>([
      ['a blank is not known', null, '需核实', ''],
      ['a formula that gives an empty text is not known', { formula: '=""' }, '需核实', ''],
      ['0 is an answer', 0, '纳入', NOT_SAFE],
      ['否 is an answer', '否', '纳入', NOT_SAFE],
      ['a formula that gives 0 is an answer', { formula: '=2-2' }, '纳入', NOT_SAFE],
      ['a formula that is false is an answer', { formula: '=1=2' }, '纳入', NOT_SAFE],
      ['a formula that is true is an answer', { formula: '=1=1' }, '不纳入', ''],
      ['a failed formula is not read', { formula: '=1/0' }, '需核实', ''],
    ])('%s', async (_, water, answer, reason) => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', water, 9000, null]]);
      await book.press();
      expect((await book.read('F2:G2'))[0]).toEqual([answer, reason]);
    });

    test('a failed formula is told, with its row', async () => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', { formula: '=NA()' }, { formula: '=1/0' }, null]]);
      await book.press();
      expect(await book.messages()).toEqual(
        expect.arrayContaining(['1. 第 2 行“饮水是否安全”读不出。', '2. 第 2 行“人均纯收入”读不出。']),
      );
    });

    test.each<[string, WrittenCell, string | undefined, string]>([
      ['a day', 45356, 'YYYY-MM-DD', '2024-03-05'],
      ['a day that a formula gives', { formula: '=DATE(2024;3;5)' }, undefined, '2024-03-05'],
      ['a month', 45352, 'YYYY"年"M"月"', '2024-03'],
      ['a day that is shown as a month', 45356, 'YYYY-MM', '2024-03-05'],
      ['a moment', 45356.5, 'YYYY-MM-DD HH:MM', '2024-03-05 12:00:00'],
      ['a percent', 0.5, '0.00%', '50%'],
      ['a number with leading zeros', 12, '000000', '000012'],
      ['a plain number', 202403, undefined, '202403'],
      ['an amount with separators', 1234.5, '#,##0.00', '1234.5'],
      ['a long number kept as text', '620105199001011234', '@', '620105199001011234'],
    ])('reads %s as it is shown', async (_, value, code, expected) => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', '是', 9000, value]]);
      if (code !== undefined) await book.ask('format', { sheet: '名单', range: 'E2', code });
      await book.press();
      expect((await book.read('G2'))[0]).toEqual([`日期 ${expected}`]);
    });

    test('hands over which cells are merged', async () => {
      const book = await opened();
      await book.sheet([
        ['某村名单'],
        HEADER,
        ['1', '甲', '是', 9000, null],
        ['2', '乙', null, 9000, null],
        ['3', '丙', '是', 9000, null],
      ]);
      await book.ask('merge', { sheet: '名单', range: 'A1:E1' });
      await book.ask('merge', { sheet: '名单', range: 'C3:C4' });
      await book.press();
      const told = await book.messages();
      expect(told.slice(2), told.join()).toEqual(['1. 合并 1 1 0 4', '2. 合并 3 4 2 2']);
    });

    test('replaces its own columns when pressed again, and leaves those of the user', async () => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', '是', 100, null]]);
      await book.press();
      await book.write([['备注'], ['用户写的']], '名单', 9);
      await book.write([[9000]], '名单', 3, 1);
      await book.press();
      expect(await book.read('A1:O2')).toEqual([
        [...HEADER, ...RESULTS, '备注', '', '', '', '', ''],
        ['1', '甲', '是', '9000', '', '不纳入', '', '', POLICY, '用户写的', '', '', '', '', ''],
      ]);
    });

    test.each<[string, WrittenCell[][], string, string]>([
      [
        'a second list pasted below',
        [
          [...HEADER, '村', '组'],
          ['9', '丁', '是', 9000, null, '甲村', '一组'],
        ],
        '第 3 行 F 列、第 4 行 F 列',
        '村组甲村一组',
      ],
      ['a sum below', [[null, null, null, null, null, '合计待核实：']], '第 3 行 F 列', '合计待核实：'],
      [
        'a formula that shows nothing',
        [[null, null, null, null, null, null, { formula: '=IF(1=2;1;"")' }]],
        '第 3 行 G 列',
        '',
      ],
    ])('leaves %s under its columns, decides nothing and says where it is', async (_, rows, place, kept) => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', '是', 100, null]]);
      await book.press();
      await book.write(rows, '名单', 0, 2);
      for (const day of ['2024-11-01', '2031-01-01']) {
        await book.write([[day]], '判定', 1, 2);
        await book.press();
        expect((await book.read('F2'))[0]).toEqual(['纳入']);
        expect((await book.read('F3:I4')).flat().join('')).toBe(kept);
        const messages = await book.messages();
        expect(messages[0]).toBe('没有判定。');
        expect(messages.join()).toContain(place);
      }
    });

    test('leaves titles and remarks of the user that begin as its own columns do', async () => {
      const book = await opened();
      const rows = [
        ['底线：人均纯收入7800元', '', '', '', ''],
        HEADER,
        ['1', '甲', '是', 100, '底线：已核实'],
      ] as const;
      await book.sheet(rows);
      await book.press();
      await book.press();
      expect((await book.read('A1:F3')).map((row) => row.slice(0, 5))).toEqual(
        rows.map((row) => row.map(String)),
      );
      expect((await book.read('F2:J2'))[0]).toEqual([...RESULTS, '']);
      expect((await book.read('F3'))[0]).toEqual(['纳入']);
    });

    test('tells the rules the name of the sheet, and people of sheets that are not read', async () => {
      const told = `Dixian = (function (rules) {
  return {
    decideTable: function (grid, options) {
      var answer = rules.decideTable(grid, options);
      answer.messages[answer.messages.length] = options.name;
      return answer;
    },
    selfTest: rules.selfTest,
    versions: function () { var all = rules.versions(); all.lists = ['\\u5bb6\\u5ead\\u6210\\u5458']; return all; }
  };
})(Dixian);
`;
      const book = await opened(`${stubBundle()}\n${told}`);
      await book.ask('new_sheet', { sheet: '家庭成员' });
      await book.sheet([HEADER, ['1', '甲', '是', 9000, null]], '农户（万元）');
      await book.press();
      expect((await book.messages()).slice(1)).toEqual([
        '判定了 1 户。结果只是建议，须经民主评议、审核和县级审定。',
        '1. 本工作簿还有“家庭成员”表，没有读。要一起判定，请用命令行 dixian assess。',
        '2. 农户（万元）',
      ]);
    });

    test.each<[string, (book: CalcBook) => Promise<void>, string]>([
      [
        'the day is outside of the validity of the policy',
        (book) => book.write([['2031-01-01']], '判定', 1, 2),
        '有效期',
      ],
      [
        'there is no day',
        (book) => book.write([[null]], '判定', 1, 2),
        '在“判定”表的“研判日期”一格写 2024-11-01',
      ],
      ['the day is none', (book) => book.write([['2024-02-30']], '判定', 1, 2), '研判日期'],
      ['the header is gone', (book) => book.write([['编号']]), '没有找到表头'],
      ['two columns have one name', (book) => book.write([['户编号', '户编号']]), '两列都叫'],
    ])(
      'decides nothing, says why, and takes away what it decided before where %s',
      async (_, change, why) => {
        const book = await opened();
        await book.sheet([HEADER, ['1', '甲', '否', 100, null]]);
        await book.press();
        expect((await book.read('F2'))[0]).toEqual(['纳入']);
        await change(book);
        await book.press();
        expect((await book.read('F1:I2')).flat().join('')).toBe('');
        const messages = await book.messages();
        expect(messages[0]).toBe('没有判定。');
        expect(messages.join()).toContain(why);
      },
    );

    test.each<[string, (book: CalcBook) => Promise<unknown>, string]>([
      ['the sheet is protected', (book) => book.ask('protect', { sheet: '名单' }), '有保护'],
      ['there is no such sheet', (book) => book.write([['没有的表']], '判定', 1, 3), '没有叫“没有的表”的表'],
      ['cells far away are filled in', (book) => book.write([['x']], '名单', 300, 60_000), '太大'],
    ])('touches nothing where %s', async (_, change, why) => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', '否', 100, null]]);
      await change(book);
      await book.press();
      expect((await book.read('F1:I2')).flat().join('')).toBe('');
      expect((await book.messages()).join()).toContain(why);
    });

    test('tells on a sheet of its own where the sheet of the buttons is protected, and decides all the same', async () => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', '否', 100, null]]);
      await book.ask('protect', { sheet: '判定' });
      await book.press();
      expect((await book.read('F2'))[0]).toEqual(['纳入']);
      const told = await book.read(undefined, '研判提示');
      expect(told.slice(0, 3).map(([text]) => text)).toEqual([
        '底线：研判提示',
        expect.stringContaining('研判日期：2024年11月1日。'),
        expect.stringContaining('判定了 1 户'),
      ]);
      await book.press(COMMANDS.selfTest);
      expect((await book.read(undefined, '研判提示')).flat()).toEqual(['底线：研判提示', '规则自检通过。']);
    });

    test('counts days from where the workbook does', async () => {
      const book = await opened();
      await book.ask('null_date', { day: [1904, 1, 1] });
      await book.write([['2024-11-01']], '判定', 1, 2);
      await book.sheet([HEADER, ['1', '甲', '是', 9000, 43894]]);
      await book.ask('format', { sheet: '名单', range: 'E2', code: 'YYYY-MM-DD' });
      await book.press();
      expect((await book.read('G2'))[0]).toEqual(['日期 2024-03-05']);
    });

    test('works without a window', async () => {
      const book = await opened(undefined, { hidden: true });
      await book.sheet([HEADER, ['1', '甲', '否', 9000, null]]);
      await book.press();
      expect((await book.read('F2'))[0]).toEqual(['纳入']);
    });
  });

  describe('functions in cells', () => {
    const formula = (row = 2): WrittenCell => ({ formula: `=判定(A${row}:E${row};A$1:E$1;研判日期)` });

    test('know a blank from a zero, and answer anew after an edit', async () => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', null, 9000, null], ['2', '乙', 0, 9000, null]]);
      await book.write([[formula(2)], [formula(3)]], '名单', 10, 1);
      expect((await book.read('K2:K3')).flat()).toEqual([
        `需核实：｜缺：饮水是否安全｜政策 ${POLICY}`,
        `纳入：${NOT_SAFE}｜缺：｜政策 ${POLICY}`,
      ]);
      await book.write([['是']], '名单', 2, 1);
      await book.write([[null]], '名单', 2, 2);
      expect((await book.read('K2:K3')).flat()).toEqual([
        `不纳入：｜缺：｜政策 ${POLICY}`,
        `需核实：｜缺：饮水是否安全｜政策 ${POLICY}`,
      ]);
      await book.write([['2031-01-01']], '判定', 1, 2);
      expect((await book.read('K2:K3')).flat()).toEqual(Array(2).fill('研判日期不在政策有效期内。'));
    });

    test.each([
      ['a failed formula is shown as such', '=判定(A3:E3;A$1:E$1;研判日期)', '#DIV/0!'],
      [
        'texts of an array keep blanks',
        '=判定(A2:E2&"";A$1:E$1;研判日期)',
        `需核实：｜缺：饮水是否安全｜政策 ${POLICY}`,
      ],
      ['a header of another width is refused', '=判定(A2:D2;A$1:E$1;研判日期)', '没有判定'],
      ['two rows are refused', '=判定(A2:E3;A$1:E$1;研判日期)', '#DIV/0!'],
      ['a cell without a header is refused', '=判定(A2:E2)', '没有判定：写法是'],
      ['a blank day is refused', '=判定(A2:E2;A$1:E$1;Z99)', '没有判定：请写研判日期'],
      ['a day may be written', '=判定(A2:E2;A$1:E$1;"2024年11月1日")', '需核实'],
      ['the self-test', '=规则自检()', '规则自检通过。'],
      ['the versions', '=规则版本()', `政策编号：${POLICY}`],
    ])('%s', async (_, text, expected) => {
      const book = await opened();
      await book.sheet([HEADER, ['1', '甲', null, 9000, null], ['2', '乙', null, { formula: '=1/0' }, null]]);
      await book.write([[{ formula: text, array: [1, 1] }]], '名单', 10, 1);
      expect((await book.read('K2'))[0]?.[0]).toContain(expected);
    });

    test('an array formula decides a table', async () => {
      const book = await opened();
      await book.sheet([['某村'], HEADER, ['1', '甲', null, 9000, null], ['2', '乙', '否', 9000, null]]);
      await book.write([[{ formula: '=整表判定(A1:E4;研判日期)', array: [4, 4] }]], '名单', 6, 0);
      expect(await book.read('G1:J4')).toEqual([
        ['', '', '', ''],
        RESULTS,
        ['需核实', '', '饮水是否安全', POLICY],
        ['纳入', NOT_SAFE, '', POLICY],
      ]);
    });
  });

  test('rules that the engine of this program computes wrongly decide nothing, anywhere', async () => {
    const book = await opened(stubBundle('miscomputedByOldEngines'));
    await book.sheet([HEADER, ['1', '甲', '否', 100, null]]);
    await book.write(
      [[{ formula: '=判定(A2:E2;A$1:E$1;研判日期)' }, { formula: '=规则自检()' }]],
      '名单',
      10,
      1,
    );
    await book.press();
    expect((await book.read('F1:I2')).flat().join('')).toBe('');
    expect((await book.read('K2:L2'))[0]).toEqual(Array(2).fill(`${FAILED}\n示例户一算错了`));
    expect(await book.messages()).toEqual(['没有判定。', FAILED, '示例户一算错了']);
  });

  test('two workbooks with different rules do not meet', async () => {
    const one = await opened();
    const two = await opened(stubBundle().replaceAll(POLICY, 'fedcba9876543210'));
    for (const book of [one, two]) {
      await book.sheet([HEADER, ['1', '甲', '否', 100, null]]);
      await book.write([[{ formula: '=规则版本()' }]], '名单', 10, 1);
    }
    for (const book of [one, two, one]) {
      await book.press();
      await book.ask('recalculate');
    }
    const shown = async (book: CalcBook): Promise<string[]> => [
      (await book.read('O2'))[0]?.[0] ?? '',
      /政策编号：(\w+)/.exec((await book.read('K2'))[0]?.[0] ?? '')?.[1] ?? '',
    ];
    expect(await shown(one)).toEqual([POLICY, POLICY]);
    expect(await shown(two)).toEqual(['fedcba9876543210', 'fedcba9876543210']);
  });

  test('without leave to run macros nothing is decided, and the form can be filled in', async () => {
    const book = await opened(undefined, { macros: false });
    await book.sheet([HEADER, ['1', '甲', '否', 100, null]]);
    await book.write([[{ formula: '=判定(A2:E2;A$1:E$1;研判日期)' }]], '名单', 10, 1);
    await book.press().catch(() => undefined);
    expect((await book.read('F1:I2')).flat().join('')).toBe('');
    expect((await book.read('K2'))[0]?.[0]).toMatch(/^(?:#|Err:)/);
  });

  describe('the workbook', () => {
    test('has buttons that call the commands', async () => {
      const book = await opened();
      const address = (command: string): string =>
        `vnd.sun.star.script:${BASIC_LIBRARY}.${BASIC_MODULE}.${command}?language=Basic&location=document`;
      expect(await book.ask('buttons', { sheet: '判定' })).toEqual([
        ['判定', [address(COMMANDS.decide)]],
        ['规则自检', [address(COMMANDS.selfTest)]],
        ['规则版本', [address(COMMANDS.versions)]],
      ]);
      await book.press(COMMANDS.selfTest);
      expect(await book.messages()).toEqual(['规则自检通过。']);
      await book.press(COMMANDS.versions);
      expect((await book.messages()).join()).toContain('测试省（990000）');
    });

    const columnOf = (kind: string): string => {
      const index = BOOK.sheets[2]?.columns.findIndex(({ check }) => check?.kind === kind) ?? -1;
      return index < 26
        ? String.fromCharCode(65 + index)
        : `${String.fromCharCode(64 + Math.floor(index / 26))}${String.fromCharCode(65 + (index % 26))}`;
    };
    test.each([
      ['yesOrNo', 'LIST'],
      ['code', 'LIST'],
      ['number', 'WHOLE'],
      ['day', 'CUSTOM'],
    ])('checks what is filled in: %s', async (kind, type) => {
      const book = await opened();
      for (const row of [2, 2001]) {
        const found = await book.ask('validation', { sheet: '农户', range: `${columnOf(kind)}${row}` });
        expect(found).toEqual([type, expect.any(String), true, expect.any(Boolean)]);
      }
      expect(await book.ask('validation', { sheet: '农户', range: `${columnOf(kind)}2002` })).toEqual(
        expect.arrayContaining(['ANY']),
      );
    });

    test('decides the form that it begins with, and keeps rules and results when it is saved', async () => {
      const book = await opened();
      await book.write([['001', '甲']], '农户', 0, 1);
      await book.press();
      const path = host.file('saved.ods');
      await book.ask('save', { path });
      const again = new CalcBook(host, 'saved');
      await again.ask('open', { path, macros: true });
      const width = BOOK.sheets[2]?.columns.length ?? 0;
      const [header, first] = await again.read(undefined, '农户');
      expect(header?.slice(0, 1)).toEqual([BOOK.sheets[2]?.rows[0]?.cells[0]?.text]);
      expect(width).toBeGreaterThan(50);
      expect(first?.slice(0, 2)).toEqual(['001', '甲']);
      await again.press(COMMANDS.selfTest);
      expect(await again.messages()).toEqual(['规则自检通过。']);
    });
  });
});

if (!isCalcHere())
  test.skip('!!! LibreOffice Calc IS ABSENT: NOT RUN (.ci/install-spreadsheet-hosts)', () => {});
