import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mapCommand } from '../../src/cli/map-command.js';
import { type FactName, factOf } from '../../src/facts/catalogue.js';
import type { ScalarFact } from '../../src/facts/kinds.js';
import { compile, type Household } from '../../src/index.js';
import { loadPolicy, readHouseholdFile, readMapping } from '../../src/node.js';
import { cleanCell } from '../../src/tables/clean-cell.js';
import { printed, temporaryFolder, written } from '../cli/support.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PAGE = read('docs/spreadsheets.md');
const ON = '2024-11-01';

const blocksOf = (kind: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text as string);

/** The files of the example, as the page has them. */
function exampleFiles() {
  const [households = '', members = ''] = blocksOf('csv');
  const [mapping = ''] = blocksOf('json');
  const folder = written(temporaryFolder(), {
    '台账.csv': households,
    '成员.csv': members,
    '对照.json': mapping,
  });
  const path = (name: string): string => join(folder, name);
  return { mapping, households: path('台账.csv'), members: path('成员.csv'), map: path('对照.json') };
}

describe('the example of a mapping file', () => {
  const files = exampleFiles();
  const mapping = readMapping({ path: files.map, text: files.mapping });
  const list = () => readHouseholdFile(files.households, { mapping, lists: { members: files.members } });

  test('is shown by dixian map as the page says', async () => {
    const options = { map: files.map, list: [`家庭成员=${files.members}`], locale: 'zh-CN' } as const;
    const { code, lines } = await printed((print) => mapCommand(files.households, options, print));
    const [quoted = ''] = blocksOf('text');
    expect(code).toBe(0);
    expect(lines.slice(0, quoted.trim().split('\n').length)).toEqual(quoted.trim().split('\n'));
  });

  test('gives the households of the sheet, with 万元 and 元 side by side, and the blank as declared', async () => {
    const { rows, unmapped, issues } = await list();
    expect(unmapped).toEqual([]);
    // The total and the note below it.
    expect(issues.map(({ code }) => code)).toEqual(['rowsPassedOver', 'rowsPassedOver']);
    expect(rows.map(({ household }) => household)).toMatchObject([
      {
        householdId: '0001',
        headName: '张三',
        reportedMemberCount: 3,
        reportedWageIncome: 9000,
        reportedTransferIncome: 1800,
        reportedEligibleSpending: 12600,
        housingProblem: false,
        monitoringStatus: '未纳入',
        members: {
          complete: true,
          items: [{ relation: '户主' }, { relation: '配偶' }, { relation: '之子' }],
        },
      },
      { householdId: '0002', reportedWageIncome: 42000, monitoringStatus: '风险未消除' },
    ]);
    expect(rows[1]?.household).not.toHaveProperty('housingProblem');
  });

  test('is decided by the lines of the page, and what was declared is told', async () => {
    const households = await list();
    const assessor = compile(await loadPolicy({ region: '620000', on: ON }));
    const [first] = households.rows;
    const unread = [...households.issues, ...(first?.issues ?? [])].filter(
      ({ severity }) => severity === 'error',
    );
    const assessment = assessor.assess(first?.household as Household, {
      on: ON,
      unusable: unread.map(({ path }) => String(path[0] ?? '')),
      ...(first?.declarations && { declarations: first.declarations }),
    });
    expect(assessment.identification.outcome).toBe('verify');
    const lines = assessment.explain('zh-CN');
    expect(lines.some((line) => line.startsWith('空白按声明理解：监测状态：未纳入'))).toBe(true);
    expect(lines.some((line) => line.startsWith('清单按声明视为完整：家庭成员'))).toBe(true);
  });

  test('without the word of anybody it is refused, and nothing may be declared', () => {
    const { authority, ...rest } = JSON.parse(files.mapping) as Record<string, unknown>;
    expect(authority).toBe('county');
    expect(() => readMapping({ path: files.map, text: JSON.stringify(rest) })).toThrow(/authority/);
  });
});

/** The cells that the page says are read so, under a header. */
function cellsRead(reading: string): readonly string[] {
  const line = PAGE.split('\n').find((each) => each.startsWith('|') && each.includes(`| ${reading}`));
  return [...(line?.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, cell]) => cell as string);
}

describe('the table of what cells are read as', () => {
  const column = { column: '', reversed: false, multiplier: 1 } as const;
  const readAs = (fact: FactName, cells: readonly string[]): readonly unknown[] =>
    cells.map((cell) => {
      const cleaned = cleanCell(cell, factOf(fact) as ScalarFact, column);
      return cleaned.kind === 'value' ? cleaned.value : cleaned.kind;
    });

  test.each([
    ['9000 元', 'reportedWageIncome', 9000],
    ['7800：', 'reportedWageIncome', 7800],
    ['2024年3月 ', 'identifiedMonth', '2024-03'],
    ['2024年3月5日', 'visitedOn', '2024-03-05'],
    ['看不懂：后几位', 'householdId', 'notUnderstood'],
  ] as const)('%s', (reading, fact, value) => {
    const cells = cellsRead(reading);
    expect(cells.length).toBeGreaterThan(0);
    expect(readAs(fact, cells)).toEqual(cells.map(() => value));
  });

  test('yes and no', () => {
    expect(readAs('housingProblem', cellsRead('是；否'))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('blanks are not known yet, as an amount and as an answer', () => {
    const cells = ['', ...cellsRead('还不知道')];
    expect(cells).toContain('无');
    for (const fact of ['reportedWageIncome', 'housingProblem', 'visitedOn'] as const)
      expect(readAs(fact, cells)).toEqual(cells.map(() => 'blank'));
  });

  test('what is not understood is no amount and no day', () => {
    const cells = cellsRead('看不懂：按未知处理');
    expect(cells).toContain('约9000');
    const days = ['2024.1', '2024-02-30'];
    const amounts = cells.filter((cell) => !days.includes(cell));
    expect(readAs('reportedWageIncome', amounts)).toEqual(amounts.map(() => 'notUnderstood'));
    expect(readAs('visitedOn', days)).toEqual(days.map(() => 'notUnderstood'));
  });
});

describe('pages', () => {
  const main = read('src/cli/main.ts');

  test.each(['README.md', 'docs/spreadsheets.md', 'docs/comparing.md'])(
    '%s names commands and options that there are',
    (path) => {
      const commands = [...read(path).matchAll(/\bdixian ([a-z][a-z-]+)/g)].map(([, name]) => name);
      const options = [...read(path).matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, name]) => name);
      expect(commands.length).toBeGreaterThan(0);
      expect([...new Set(commands)].filter((name) => !main.includes(`.command('${name}')`))).toEqual([]);
      // Of the scripts of this repository, not of the command line.
      const ofScripts = ['back-end'];
      expect(
        [...new Set(options)].filter(
          (name) => !ofScripts.includes(String(name)) && !main.includes(`--${name}`),
        ),
      ).toEqual([]);
    },
  );

  test.each(['README.md', 'docs/spreadsheets.md', 'docs/comparing.md'])(
    '%s links to files that there are',
    (path) => {
      const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link as string);
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((link) => !existsSync(resolve(ROOT, dirname(path), link)))).toEqual([]);
    },
  );

  test('the pictures of README are there, and small', () => {
    const pictures = [...read('README.md').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, path]) => path as string,
    );
    expect(pictures).toHaveLength(4);
    for (const path of pictures) expect(statSync(join(ROOT, path)).size).toBeLessThan(150_000);
  });
});
