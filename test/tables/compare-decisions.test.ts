import { describe, expect, test } from 'vitest';
import { compareDecisions } from '../../src/tables/compare-decisions.js';
import type { Comparison } from '../../src/tables/compare-decisions-types.js';
import { parametersOfCell, rulesOfCell } from '../../src/tables/deciding-cells.js';
import { inputColumns } from '../../src/tables/decision-input-columns.js';
import { DECISION_COLUMNS, decisionTable } from '../../src/tables/decision-rows.js';
import { decisionsAsCsv, decisionsAsJson, decisionsAsNdjson } from '../../src/tables/index.js';
import {
  type DecisionsRead,
  decisionsOfCells,
  decisionsOfCsv,
  decisionsOfJson,
  decisionsOfLines,
} from '../../src/tables/read-decisions.js';
import { DixianError } from '../../src/values/issues.js';
import { assess, fullHousehold, type Given } from '../decision/support.js';
import { comparedRows, decision, type GivenDecision, inPieces, tableOf } from './compare-support.js';

const rejected = async (work: () => Promise<unknown> | unknown): Promise<readonly string[]> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof DixianError) return error.issues.map(({ code }) => code);
    throw error;
  }
  return [];
};
const compared = async (old: readonly GivenDecision[], now: readonly GivenDecision[]): Promise<Comparison> =>
  compareDecisions(comparedRows(old), comparedRows(now));
const codes = ({ issues }: Comparison): readonly string[] => issues.map(({ code }) => code);

describe('households of two files', () => {
  test('are new, gone, decided otherwise or as before', async () => {
    const found = await compared(
      [decision('1'), decision('2'), decision('3')],
      [decision('4'), decision('2', { identification: '建议纳入' }), decision('1')],
    );
    expect(found.counts).toEqual({ unchanged: 1, changed: 1, added: 1, gone: 1 });
    expect(
      [...found.changes()].map(({ kind, householdId, oldRow, newRow }) => [
        kind,
        householdId,
        oldRow,
        newRow,
      ]),
    ).toEqual([
      ['added', '4', undefined, 1],
      ['changed', '2', 2, 2],
      ['gone', '3', 3, undefined],
    ]);
    expect(found.issues).toEqual([]);
  });

  test.each([
    ['full width', '００１２', '0012'],
    ['spaces at the ends', ' 0012　', '0012'],
  ])('are matched with %s', async (_, old, now) => {
    expect((await compared([decision(old)], [decision(now)])).counts.unchanged).toBe(1);
  });

  test.each([
    ['leading zeros', '0012', '12'],
    ['capitals', 'd0012', 'D0012'],
    ['long numbers', '620102001001000001', '620102001001000002'],
  ])('are not matched where %s differ', async (_, old, now) => {
    expect((await compared([decision(old)], [decision(now)])).counts).toEqual({
      unchanged: 0,
      changed: 0,
      added: 1,
      gone: 1,
    });
  });

  test.each([
    ['identification', '建议纳入'],
    ['category', '边缘易致贫户'],
    ['risks', '因病'],
    ['tier', '重度困难'],
    ['track', '兜底'],
    ['measures', '健康帮扶'],
    ['referrals', '低保'],
    ['reassessment', '继续'],
    ['exit', '建议继续监测帮扶'],
    ['exitMode', '帮扶消除'],
  ] as const)('have changed where the column %s has', async (key, value) => {
    const found = await compared([decision('1')], [decision('1', { [key]: value })]);
    expect([...found.changes()].map(({ columns }) => columns)).toEqual([
      [{ key, old: decision('1')[key] ?? '', new: value }],
    ]);
  });

  test.each(['reason', 'missing', 'checks', 'headName', 'row', 'rules', 'note', 'issues'] as const)(
    'are decided as before where only the column %s differs',
    async (key) => {
      expect((await compared([decision('1')], [decision('1', { [key]: '另一个' })])).counts.changed).toBe(0);
    },
  );

  test('are decided as before where measures stand in another order', async () => {
    const found = await compared(
      [decision('1', { measures: '健康帮扶、就业帮扶' })],
      [decision('1', { measures: '就业帮扶、健康帮扶' })],
    );
    expect(found.counts).toMatchObject({ unchanged: 1, changed: 0 });
  });
});

describe('what cannot be compared is told and matches nothing', () => {
  test('a number that stands twice in one file, in either', async () => {
    const twice = [decision('1'), decision('1', { identification: '建议纳入' }), decision('2')];
    const once = [decision('1', { identification: '待核实' }), decision('2')];
    for (const [old, now] of [
      [twice, once],
      [once, twice],
    ] as const) {
      const found = await compared(old, now);
      expect(found.counts).toEqual({ unchanged: 1, changed: 0, added: 0, gone: 0 });
      expect([found.old.repeated, found.new.repeated]).toEqual(old === twice ? [2, 1] : [1, 2]);
      expect(codes(found)).toEqual(['decisionsRepeated']);
    }
  });

  test('rows without a number, with a shortened one, and damaged rows', async () => {
    const found = await compareDecisions(
      comparedRows([decision(''), decision('6.20105E+17'), decision('1'), undefined]),
      comparedRows([decision('  '), decision('6.20105E+17'), decision('1')]),
    );
    expect(found.counts).toEqual({ unchanged: 1, changed: 0, added: 0, gone: 0 });
    expect(found.old).toEqual({ rows: 4, matched: 1, only: 0, repeated: 0, withoutNumber: 2, unreadable: 1 });
    expect(found.new).toEqual({ rows: 3, matched: 1, only: 0, repeated: 0, withoutNumber: 2, unreadable: 0 });
    expect(codes(found)).toEqual([
      'decisionsUnreadable',
      'decisionsWithoutNumber',
      'decisionsNumberLost',
      'decisionsWithoutNumber',
      'decisionsNumberLost',
    ]);
    expect(found.issues.every(({ severity }) => severity === 'error')).toBe(true);
  });

  test('of many such rows the first ten are named', async () => {
    const found = await compared(
      Array.from({ length: 12 }, () => decision('')),
      [],
    );
    expect(found.issues[0]?.params).toMatchObject({ count: 12, rows: '1、2、3、4、5、6、7、8、9、10……' });
  });

  test('a column that one file has not', async () => {
    const found = await compareDecisions(
      await decisionsOfCsv(
        inPieces(decisionsAsCsv(tableOf([decision('1', { tier: '轻度困难' })], ['tier', 'policy']))),
      ),
      await decisionsOfCsv(
        inPieces(decisionsAsCsv(tableOf([decision('1', { tier: '重度困难', identification: '待核实' })]))),
      ),
    );
    expect(found.compared).not.toContain('tier');
    const [change] = [...found.changes()];
    expect(change?.columns.map(({ key }) => key)).toEqual(['identification']);
    expect(change?.cause?.by).toBe('unknown');
    expect(found.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['decisionColumnsMissing', 'error'],
      ['decisionCausesMissing', 'warning'],
    ]);
    expect(found.issues[0]?.params).toMatchObject({ file: '旧结果', columns: '困难程度' });
  });

  test('files of two regions', async () => {
    const found = await compared([decision('1')], [decision('1', { region: '530000' })]);
    expect(found.issues.map(({ code, severity, params }) => [code, severity, params])).toEqual([
      ['decisionRegionsDiffer', 'warning', { old: '620000', new: '530000' }],
    ]);
  });

  test('files in two languages are refused', async () => {
    const english = decision('1', { identification: 'advised: identify' });
    expect(await rejected(() => compared([decision('1')], [english]))).toEqual(['decisionLanguagesDiffer']);
    expect(await rejected(() => compared([english], [english]))).toEqual([]);
  });
});

describe('by what a household changed', () => {
  const causeOf = async (old: GivenDecision, now: GivenDecision) =>
    [...(await compared([decision('1', old)], [decision('1', now)])).changes()][0]?.cause;
  const changed = { identification: '建议纳入' };

  test('another policy, with the parameters and rules that differ', async () => {
    expect(
      await causeOf(
        {
          policy: 'a',
          on: '2023-11-01',
          rules: '!wayOne; riskOne',
          parameters: 'line=7200 yuanPerPersonYear; window=12 months; flag=true',
        },
        {
          ...changed,
          policy: 'b',
          on: '2024-11-01',
          rules: 'wayOne; reviewOne?',
          parameters: 'line=7800 yuanPerPersonYear; window=12 months; flag=none; other=1 items',
        },
      ),
    ).toEqual({
      by: 'policy',
      policy: { old: 'a', new: 'b' },
      on: { old: '2023-11-01', new: '2024-11-01' },
      parameters: [
        { name: 'flag', old: { value: 'true' }, new: {} },
        {
          name: 'line',
          old: { value: '7200', unit: 'yuanPerPersonYear' },
          new: { value: '7800', unit: 'yuanPerPersonYear' },
        },
      ],
      rulesBegun: ['wayOne'],
      rulesEnded: ['riskOne'],
      rulesOpened: ['reviewOne'],
      rulesSettled: [],
      reasonsGone: [],
      reasonsNew: [],
    });
  });

  test('the facts, where policy, day and program are the same', async () => {
    expect(
      await causeOf(
        { reason: '低于标准：不成立（8,000.00 对 7,800.00）；住房：不成立' },
        { ...changed, reason: '低于标准：成立（7,000.00 对 7,800.00）；住房：不成立' },
      ),
    ).toMatchObject({
      by: 'facts',
      parameters: [],
      reasonsGone: ['低于标准：不成立（8,000.00 对 7,800.00）'],
      reasonsNew: ['低于标准：成立（7,000.00 对 7,800.00）'],
    });
  });

  test.each(['policy', 'on', 'engine', 'region'] as const)(
    'another %s is never told as the facts',
    async (key) => {
      expect(await causeOf({}, { ...changed, [key]: '2020-01-01' })).toMatchObject({
        by: 'policy',
        [key]: { new: '2020-01-01' },
      });
    },
  );
});

test('townships are counted where both files have them', async () => {
  const found = await compared(
    [
      decision('1', { township: '东乡' }),
      decision('2', { township: '东乡' }),
      decision('3', { township: '' }),
    ],
    [
      decision('1', { township: '西乡', identification: '建议纳入' }),
      decision('3', { township: '' }),
      decision('4', { township: '西乡' }),
    ],
  );
  expect(found.townships).toEqual([
    { township: '', unchanged: 1, changed: 0, added: 0, gone: 0 },
    { township: '东乡', unchanged: 0, changed: 0, added: 0, gone: 1 },
    { township: '西乡', unchanged: 0, changed: 1, added: 1, gone: 0 },
  ]);
});

const assessed = decisionTable(
  [{}, { monitoringStatus: '风险未消除' }, fullHousehold(7, true)].map((household, index) => ({
    row: {
      row: index + 1,
      household: { ...household, householdId: `=A${index}` },
      issues: [],
      readable: true,
    },
    assessment: assess(household),
  })),
  'zh-CN',
  true,
);
const lines = async function* (text: string) {
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    yield { text: line, number };
  }
};
const FORMS: readonly (readonly [string, () => Promise<DecisionsRead> | DecisionsRead])[] = [
  ['CSV', () => decisionsOfCsv(inPieces(decisionsAsCsv(assessed)))],
  ['CSV cut anywhere', () => decisionsOfCsv(inPieces(decisionsAsCsv(assessed), 7))],
  ['JSON', () => decisionsOfJson(decisionsAsJson(assessed))],
  ['NDJSON', () => decisionsOfLines(lines(decisionsAsNdjson(assessed)))],
];

describe('files of decisions', () => {
  test.each(FORMS)('%s holds what was decided', async (_, open) => {
    const { columns, rows } = await open();
    const read = [];
    for await (const { cells } of rows) read.push(cells);
    expect([...(columns() ?? [])].sort()).toEqual(DECISION_COLUMNS.map(({ key }) => key).sort());
    expect(read).toEqual(
      assessed.rows.map((row) =>
        Object.fromEntries(DECISION_COLUMNS.map(({ key }) => [key, row[key] ?? ''])),
      ),
    );
  });

  test.each(
    FORMS.flatMap(([left, open]) => FORMS.map(([right, other]) => [left, right, open, other] as const)),
  )('%s against %s: no change', async (_, __, old, now) => {
    const found = await compareDecisions(await old(), await now());
    expect([found.counts, found.issues]).toEqual([{ unchanged: 3, changed: 0, added: 0, gone: 0 }, []]);
  });

  const header = '户编号,识别建议,困难程度';
  test.each([
    ['too few cells', `${header}\n1,待核实\n2,待核实,\n`, [2]],
    ['too many cells', `${header}\n1,待核实,,x\n2,待核实,\n`, [2]],
    ['an open quotation mark', `${header}\n1,"待核实,\n2,待核实,\n`, [2]],
    ['blank rows, which are none', `${header}\n1,待核实,\n,,\n\n2,待核实,\n`, []],
    ['a title above the header', `研判结果,,\n${header}\n1,待核实,\n`, []],
  ])('CSV with %s', async (_, csv, unreadable) => {
    const damaged = [];
    for await (const { row, cells } of (await decisionsOfCsv(inPieces(csv))).rows)
      if (cells === undefined) damaged.push(row);
    expect(damaged).toEqual(unreadable);
  });

  test.each([
    ['another list', '姓名,电话\n1,2\n', 'decisionsNoHeader'],
    ['nothing', '', 'decisionsNoHeader'],
    ['a doubled column', '户编号,识别建议,户编号\n', 'decisionColumnTwice'],
    ['a mixture of naming', '户编号,identification\n', 'decisionsNoHeader'],
  ])('CSV of %s is refused', async (_, csv, code) => {
    expect(await rejected(() => decisionsOfCsv(inPieces(csv)))).toEqual([code]);
  });

  test('CSV that is not UTF-8 is refused', async () => {
    const bytes = async function* () {
      yield new TextEncoder().encode(`${header}\n`);
      yield Uint8Array.of(0xb2, 0xbb, 0x0a);
    };
    expect(await rejected(() => decisionsOfCsv(bytes()))).toEqual(['notUtf8']);
  });

  test.each([
    ['text that is none', '[{', 'decisionsNotJson'],
    ['an object', '{}', 'decisionsNoHeader'],
  ])('JSON of %s is refused', async (_, text, code) => {
    expect(await rejected(() => decisionsOfJson(text))).toEqual([code]);
  });

  test('JSON of records that are no decisions is refused', async () => {
    const none = () => decisionsOfJson('[{"name":"x"}]');
    expect(await rejected(() => compareDecisions(none(), none()))).toEqual(['decisionsNoHeader']);
  });

  test('a line of NDJSON that is broken costs only itself', async () => {
    const text = `${decisionsAsNdjson(assessed)}{"householdId":\n["1"]\n{"householdId":{}}\n`;
    const found = await compareDecisions(decisionsOfLines(lines(text)), decisionsOfLines(lines(text)));
    expect(found.old).toMatchObject({ rows: 6, matched: 3, unreadable: 3 });
  });

  test.each([
    ['乡镇', '乡镇'],
    ['原表：乡镇', '原表：乡镇'],
    ['乡', '乡'],
    ['list: township', inputColumns(['township'], 'en')[0]?.title ?? ''],
    ['list: 乡镇', inputColumns(['乡镇'], 'en')[0]?.title ?? ''],
  ])('the township is in the column %s of the list', async (_, name) => {
    const { rows } = await decisionsOfCsv(inPieces(`户编号,识别建议,${name}\n1,待核实,东乡\n`));
    for await (const { cells } of rows) expect(cells?.township).toBe('东乡');
  });

  test('of two townships of the list neither is taken, ours before both', async () => {
    const both = await decisionsOfCsv(inPieces('户编号,识别建议,乡,镇\n1,待核实,东乡,西镇\n'));
    expect(both.columns()?.has('township')).toBe(false);
    const ours = await decisionsOfCsv(inPieces('户编号,识别建议,乡,乡镇,镇\n1,待核实,东乡,中乡,西镇\n'));
    for await (const { cells } of ours.rows) expect(cells?.township).toBe('中乡');
  });

  test('a sheet may leave out blanks at the end of its rows', async () => {
    const cells = async function* () {
      yield { row: 3, cells: ['户编号', '识别建议', '类别'] };
      yield { row: 5, cells: ['1', '待核实'] };
    };
    for await (const read of (await decisionsOfCells(cells())).rows)
      expect(read).toEqual({ row: 5, cells: { householdId: '1', identification: '待核实', category: '' } });
  });
});

describe('what a decision hangs on', () => {
  const cellsOf = (household: Given) => {
    const assessment = assess(household);
    const row = { row: 1, household, issues: [], readable: true };
    const [record] = decisionTable([{ row, assessment }], 'zh-CN', false).rows;
    return {
      assessment,
      rules: rulesOfCell(record?.['rules'] ?? ''),
      parameters: parametersOfCell(record?.['parameters'] ?? ''),
    };
  };

  test('the line stands among the parameters, exactly and with its unit', () => {
    expect(cellsOf({}).parameters.get('incomeStandard')).toEqual({
      value: '7800',
      unit: 'yuanPerPersonYear',
    });
  });

  const HOUSEHOLDS: readonly (readonly [string, Given])[] = [
    ['nothing known', {}],
    ['monitored', { monitoringStatus: '风险未消除' }],
    ...Array.from({ length: 12 }, (_, seed): [string, Given] => [
      `known household ${seed}`,
      fullHousehold(seed, true),
    ]),
  ];
  test.each(HOUSEHOLDS)(
    '%s: every rule of the cell has the truth that the assessment gives it',
    (_, household) => {
      const { assessment, rules } = cellsOf(household);
      expect(rules.size).toBeGreaterThan(0);
      for (const [rule, truth] of rules)
        if (rule in assessment.rules) expect([rule, truth]).toEqual([rule, assessment.rules[rule]]);
    },
  );

  test('of a copy of an assessment they are blank, not wrong', () => {
    const { assessment } = cellsOf({});
    const row = { row: 1, household: {}, issues: [], readable: true };
    const [record] = decisionTable([{ row, assessment: { ...assessment } }], 'zh-CN', false).rows;
    expect([record?.['rules'], record?.['parameters']]).toEqual(['', '']);
  });
});
