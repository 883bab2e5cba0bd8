import * as acorn from 'acorn';
import { describe, expect, test } from 'vitest';
import { RESULT_TITLES } from '../../src/sheets/portable/results.js';
import {
  PORTABLE_SCRIPT,
  PORTABLE_TYPESCRIPT,
  SMALL_NAMES,
  SMALL_PATTERNS,
  SMALL_PORTABLE_SCRIPT,
  SMALL_TEXTS,
} from '../../src/sheets/portable-text.js';
import { DECISION_COLUMNS } from '../../src/tables/decision-rows.js';
import { portableScript, portableTypeScript } from '../support/portable-text.js';
import { smallScript } from '../support/small-script.js';
import { type BundleFunctions, plain, policyOf, runBundle, shippedBundle } from './bundle-support.js';

const [REGION, ON] = ['620000', '2024-11-01'];
const FORMS = ['readable', 'small', 'quick'] as const;
const DAY = { on: 20241101 };
const HEADER = ['户编号', '户主姓名', '家庭人口数', '人均纯收入', '住房安全'];
const UNSEEN_UNIT =
  '金额按元读。表的上方写着别的单位的，或者表头有两行的，公式里的表头要从第 1 行选到表头最后一行。';

test.each([
  ['the script', PORTABLE_SCRIPT, portableScript],
  [
    'the small script',
    JSON.stringify([SMALL_PORTABLE_SCRIPT, SMALL_TEXTS, SMALL_PATTERNS, SMALL_NAMES]),
    () => {
      const { pieces, texts, patterns, names } = smallScript();
      return JSON.stringify([pieces, texts, patterns, names]);
    },
  ],
  ['the TypeScript', PORTABLE_TYPESCRIPT, portableTypeScript],
])(
  '%s of src/sheets/portable-text.ts is current: npx tsx test/support/write-portable.ts',
  (_, kept, make) => {
    expect(kept === make()).toBe(true);
  },
);

/** What one host or another has not, or has otherwise: things, and methods that are called. */
const BANNED_NAMES = new Set([
  ...[
    'Map',
    'Set',
    'WeakMap',
    'Symbol',
    'Promise',
    'Proxy',
    'Reflect',
    'JSON',
    'Date',
    'Intl',
    'BigInt',
    'eval',
  ],
  ...[
    'Function',
    'setTimeout',
    'console',
    'require',
    'process',
    'globalThis',
    'window',
    'parseInt',
    'parseFloat',
  ],
]);
const BANNED_METHODS = new Set([
  ...[
    'forEach',
    'map',
    'filter',
    'reduce',
    'some',
    'every',
    'trim',
    'keys',
    'entries',
    'values',
    'assign',
    'create',
  ],
  ...[
    'toFixed',
    'toPrecision',
    'toExponential',
    'toLocaleString',
    'localeCompare',
    'normalize',
    'codePointAt',
  ],
  ...['includes', 'startsWith', 'endsWith', 'padStart', 'padEnd', 'repeat', 'replaceAll', 'matchAll', 'flat'],
  ...['find', 'findIndex', 'fill', 'isArray', 'isInteger', 'isNaN', 'isFinite', 'imul', 'trunc', 'sign'],
]);

interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every node of a script. */
function* nodesOf(node: unknown): Generator<SyntaxNode> {
  if (Array.isArray(node)) for (const each of node) yield* nodesOf(each);
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    yield node as SyntaxNode;
    for (const child of Object.values(node)) yield* nodesOf(child);
  }
}

describe.each(FORMS)('the %s bundle', (form) => {
  const text = shippedBundle(REGION, ON, form);
  const nodes = [...nodesOf(acorn.parse(text, { ecmaVersion: 3 }))];

  test('is JavaScript of 1999 in ASCII, in lines that editors can show', () => {
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(4_000);
  });

  test('uses nothing that a host may not have', () => {
    const keys = new Set(
      nodes.flatMap((node) => {
        if (node.type === 'Property') return [node['key']];
        return node.type === 'MemberExpression' && node['computed'] === false ? [node['property']] : [];
      }),
    );
    const used = nodes.flatMap((node) => {
      if (node.type === 'Identifier' && !keys.has(node))
        return BANNED_NAMES.has(String(node['name'])) ? [node['name']] : [];
      const called = node.type === 'CallExpression' ? (node['callee'] as SyntaxNode) : undefined;
      const name =
        called?.type === 'MemberExpression' ? (called['property'] as { name?: string }).name : undefined;
      return name !== undefined && BANNED_METHODS.has(name) ? [name] : [];
    });
    expect(used).toEqual([]);
  });

  test('takes no constant for the value of || and &&, which the engine of LibreOffice miscomputes', () => {
    const isConstant = (node: SyntaxNode): boolean =>
      node.type === 'Literal' ||
      (node.type === 'UnaryExpression' && isConstant(node['argument'] as SyntaxNode));
    const risky = nodes.filter(
      (node) =>
        node.type === 'LogicalExpression' &&
        (isConstant(node['left'] as SyntaxNode) || isConstant(node['right'] as SyntaxNode)),
    );
    expect(risky.map(({ start, end }) => text.slice(start as number, end as number))).toEqual([]);
  });

  test('leaves no block by a label and begins no statement with a regular expression, which that engine cannot read', () => {
    expect(nodes.filter(({ type }) => type === 'LabeledStatement')).toEqual([]);
    const starts = nodes.flatMap(({ type, start }) =>
      type === 'ExpressionStatement' ? [start as number] : [],
    );
    expect(starts.filter((start) => text[start] === '/')).toEqual([]);
  });

  test('passes its self-test and says which policy it is', () => {
    const bundle = runBundle(text);
    expect(plain(bundle.selfTest())).toEqual([]);
    const { hash, region } = policyOf(REGION, ON);
    expect(bundle.versions()).toMatchObject({ policy: hash, region: REGION, regionName: region.name.zh });
  });
});

// The last one is the largest of all regions that have packs.
test.each([
  [REGION, ON],
  ['530000', '2026-06-01'],
  ['632800', '2026-06-01'],
])('the small bundle of %s on %s is one that can be pasted: 60 KB', (region, on) => {
  expect(shippedBundle(region, on, 'small').length).toBeLessThanOrEqual(60 * 1_024);
});

test('all forms answer alike', () => {
  const [readable, ...others] = FORMS.map((form) => runBundle(shippedBundle(REGION, ON, form))) as [
    BundleFunctions,
    ...BundleFunctions[],
  ];
  const grid = [HEADER, ['1', '甲', 3, 5000, '是'], ['2', '乙', '约3', 9000, '否'], ['合计', null, 6]];
  for (const other of others)
    expect(plain(other.decideTable(grid, DAY))).toEqual(plain(readable.decideTable(grid, DAY)));
});

test('the results have the names of the decisions of dixian assess', () => {
  const names = DECISION_COLUMNS.map(({ zh }) => zh as string);
  expect(RESULT_TITLES.filter((title) => !names.includes(title))).toEqual([]);
});

describe('the bundle refuses', () => {
  const bundle = runBundle(shippedBundle(REGION, ON, 'small'));
  const ROWS = [
    ['1', '甲', 3, 5000, '是'],
    ['2', '乙', 4, 9000, '否'],
  ];
  test.each([
    ['a day before the policy', [HEADER, ...ROWS], { on: 20231231 }, '不在这份政策的有效期内'],
    ['a day behind it', [HEADER, ...ROWS], { on: 20250101 }, '不在这份政策的有效期内'],
    ['what is no day', [HEADER, ...ROWS], { on: 20241301 }, '研判日期不对'],
    ['a sheet without a header', ROWS, DAY, '没有找到表头'],
    ['an empty sheet', [], DAY, '没有找到表头'],
    ['two columns of one fact', [[...HEADER, '家庭人均纯收入'], ...ROWS], DAY, '同一项事实'],
    ['a unit that is not clear', [['单位：万元、千元'], HEADER, ...ROWS], DAY, '金额单位不清楚'],
    ['a unit told too late', [HEADER, ...ROWS, ['注：金额单位：万元']], DAY, '金额单位是万元'],
    [
      'a row a person',
      [
        ['户编号', '姓名', '与户主关系', '家庭人口数'],
        ['1', '甲', '户主', 3],
      ],
      DAY,
      '一行一人',
    ],
    ['a sheet as wide as a sheet can be', [Array.from({ length: 10_001 }, () => '列')], DAY, '表有 10001 列'],
  ])('%s', (_, grid, options, message) => {
    const decided = bundle.decideTable(grid, options);
    expect(plain(decided.rows)).toEqual([]);
    expect(decided.messages.join()).toContain(message);
  });

  test('to decide in an engine that answers the golden households otherwise', () => {
    const text = shippedBundle(REGION, ON, 'readable');
    const broken = text
      .replace(/return left < right/g, 'return left > right')
      .replace(/sum \* 131/, 'sum * 137');
    expect(broken).not.toBe(text);
    const decided = runBundle(broken).decideTable([HEADER, ...ROWS], DAY);
    expect(plain(decided.rows)).toEqual([]);
    expect(decided.messages.join()).toContain('规则自检第 1 户');
    expect(runBundle(broken).explainRow(ROWS[0] as string[], HEADER, DAY)).toContain('规则自检');
  });

  test('to decide where a character was lost by which numbers are read as hundredths', () => {
    const text = shippedBundle(REGION, ON, 'readable');
    const broken = text.replace('factor *= 10;', 'factor *= 1;');
    expect(broken).not.toBe(text);
    expect(plain(runBundle(broken).decideTable([HEADER, ...ROWS], DAY).rows)).toEqual([]);
  });
});

describe('the bundle tells', () => {
  const bundle = runBundle(shippedBundle(REGION, ON, 'small'));
  const decide = (rows: (string | number | boolean | null)[][], merges: number[][] = []) =>
    plain(bundle.decideTable([HEADER, ...rows], { ...DAY, merges }));

  test('the row and column of what it cannot read, and takes it for unknown', () => {
    const { rows, header } = decide([['1', '甲', '约3', '#REF!', '也许']]);
    const issues = rows[0]?.[header.indexOf('读不出的内容')] ?? '';
    for (const column of ['家庭人口数', '人均纯收入', '住房安全'])
      expect(issues).toContain(`第 2 行“${column}”`);
    expect(rows[0]?.[0]).toBe('待核实');
  });

  test('a blank from a zero', () => {
    const [blank, zero] = decide([
      ['1', '甲', 3, null, null],
      ['2', '乙', 3, 0, '否'],
    ]).rows as [string[], string[]];
    expect(blank.slice(0, 15)).not.toEqual(zero.slice(0, 15));
    expect(blank[11]).toContain('人均纯收入');
  });

  test('totals, notes and repeated headers, and decides none of them', () => {
    const { rows, messages } = decide([
      ['1', '甲', 3, 5000, '是'],
      HEADER,
      ['合计', null, 3],
      ['填表人：某', null],
    ]);
    expect(rows.map(([outcome]) => outcome !== '')).toEqual([true, false, false, false]);
    for (const row of [3, 4, 5]) expect(messages.join()).toContain(`第 ${row} 行`);
  });

  test('a merged cell, of which nobody knows whose it is', () => {
    const { rows } = decide(
      [
        ['1', '甲', 3, 5000, '是'],
        ['2', '乙', 4, null, '是'],
      ],
      [[2, 3, 3, 3]],
    );
    for (const [at, cells] of rows.entries())
      expect(cells[15]).toContain(`第 ${at + 2} 行“人均纯收入”的内容看不懂`);
  });

  test('a number that stands for two households', () => {
    const { messages } = decide([
      ['１２', '甲', 3, 5000, '是'],
      ['12', '乙', 4, 9000, '否'],
    ]);
    expect(messages.join()).toContain('第 3 行的户编号与第 2 行相同');
  });

  test('the policy, the day and that it is advice, in every row', () => {
    const { rows, header } = decide([['1', '甲', 3, 5000, '是']]);
    const cell = (name: string) => rows[0]?.[header.indexOf(name)];
    expect([cell('政策'), cell('研判日期')]).toEqual([
      policyOf(REGION, ON).hash.slice(0, 16),
      '2024年11月1日',
    ]);
    expect(cell('说明')).toContain('民主评议');
  });

  test('in one row what the table has', () => {
    const row = ['1', '甲', 3, 5000, '是'];
    const { rows, header } = decide([row]);
    const text = bundle.explainRow(row, HEADER, DAY);
    for (const [at, cell] of (rows[0] ?? []).entries())
      if (cell !== '') expect(text).toContain(`${header[at]}：${cell}`);
    // With the row above it, nothing about units is left unseen.
    expect(`${bundle.explainRow(row, [['台账'], HEADER], DAY)}\n提示：${UNSEEN_UNIT}`).toBe(text);
  });

  test('the same of a row whatever was decided before it', () => {
    const row = ['1', '甲', 3, 5000, '是'];
    const first = bundle.explainRow(row, HEADER, DAY);
    bundle.decideTable(
      [
        ['户编号', '住房安全', '户类型'],
        ['1', '否', '脱贫户'],
      ],
      DAY,
    );
    expect(bundle.explainRow(row, HEADER, DAY)).toBe(first);
    bundle.explainRow(['1', '否', '脱贫户'], ['户编号', '住房安全', '户类型'], DAY);
    expect(bundle.explainRow(row, HEADER, DAY)).toBe(first);
    expect(bundle.explainRow(row, HEADER, { on: 20240201 })).toContain('2024年2月1日');
    expect(bundle.explainRow(row, HEADER, DAY)).toBe(first);
  });

  test('what its columns give', () => {
    const { columns, unmatched } = plain(
      bundle.mapHeader(['户编号', '人均纯收入（万元）', '住房安全', '备注']),
    );
    expect(columns.map(({ fact, multiplier, isReversed }) => [fact, multiplier, isReversed])).toEqual([
      ['householdId', 1, false],
      ['reportedNetIncomePerPerson', 10_000, false],
      ['housingProblem', 1, true],
      ['', 1, false],
    ]);
    expect(unmatched).toEqual(['备注']);
  });
});

test.each([
  [undefined],
  [Number.NaN],
  ['__proto__'],
  ['constructor'],
  [true],
  ['9'.repeat(5000)],
  ['\ud800'],
])('a cell with %s makes nothing throw', (cell) => {
  const bundle = runBundle(shippedBundle(REGION, ON, 'small'));
  const rows = HEADER.map((__, at) => HEADER.map((___, column) => (column === at ? cell : '1')) as string[]);
  expect(() =>
    bundle.decideTable([HEADER, ...rows, rows[0]?.map(() => cell) as string[]], DAY),
  ).not.toThrow();
  expect(() => bundle.decideTable([HEADER.map(() => cell) as string[], ...rows], DAY)).not.toThrow();
});
