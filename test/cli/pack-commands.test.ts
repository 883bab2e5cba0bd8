import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/index.js';
import {
  dixian,
  head,
  PROVINCE_AND_COUNTY,
  standard,
  standards,
  temporaryFolder,
  written,
} from './support.js';

const folder = temporaryFolder();
const clean = written(join(folder, 'clean'), {
  'pack.json': head('guizhou', '520000'),
  'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
});
const faulty = written(join(folder, 'faulty'), {
  'pack.json': head('guizhou', '520000'),
  'standard.json': standards([standard('2024-01-01', '2024-12-31', '5800')]),
});
const packs = written(join(folder, 'packs'), PROVINCE_AND_COUNTY);
const elsewhere = join(folder, 'elsewhere');
mkdirSync(elsewhere);
const ownWork = written(join(folder, 'own-work'), { 'pack.json': 'my own work' });

const GANSU = ['standard', '--region', '620000'];
const YEARS = ['--from', '2024', '--to', '2024'];
const missing = join(folder, 'no-such-folder');

/** Each process is slow to start, so all are run before the tests, a few at a time. */
const CALLS = {
  help: ['--help'],
  version: ['--version'],
  helpOfStandard: ['standard', '--help'],
  helpOfCheck: ['check', '--help'],
  helpOfNewPack: ['new-pack', '--help'],
  helpOfDiff: ['diff', '--help'],
  standard: [...GANSU, ...YEARS, '--explain', '--locale', 'en'],
  json: [...GANSU, ...YEARS, '--json'],
  reversed: [...GANSU, '--from', '2026', '--to', '2021'],
  reversedEnglish: [...GANSU, '--from', '2026', '--to', '2021', '--locale', 'en'],
  twoDigits: [...GANSU, '--from', '21', '--to', '2022'],
  noYears: GANSU,
  noRegion: ['standard', ...YEARS],
  wrongDay: [...GANSU, ...YEARS, '--known-on', '2024-02-30'],
  wrongLocale: [...GANSU, ...YEARS, '--locale', 'fr'],
  unknownOption: [...GANSU, ...YEARS, '--csv'],
  clean: ['check', clean, '--on', '2024-11-01'],
  faulty: ['check', faulty, '--on', '2024-11-01'],
  withPacks: [
    'check',
    join(packs, 'county'),
    '--packs',
    join(packs, 'province'),
    '--packs',
    join(folder, 'none'),
  ],
  noFolder: ['check'],
  wrongDays: ['check', clean, '--days', '-1'],
  wrongOn: ['check', clean, '--on', '2024-13-01'],
  missingFolder: ['check', missing],
  newPack: ['new-pack', '520000'],
  newPackUnknown: ['new-pack', '52000', '--out', join(folder, 'unmade')],
  newPackNoCode: ['new-pack'],
  newPackEmptyOut: ['new-pack', '520000', '--out', ''],
  newPackYear: ['new-pack', '520000', '--year', 'next', '--out', join(folder, 'unmade')],
  differs: ['diff', clean, faulty],
  differsNot: ['diff', clean, clean, '--locale', 'en'],
  oneFolder: ['diff', clean],
  diffMissing: ['diff', clean, missing],
  misspelt: ['standrad'],
} as const satisfies Record<string, readonly string[]>;
type Call = keyof typeof CALLS;
/** Where a call is made, if that matters. */
const PLACES: Partial<Readonly<Record<Call, string>>> = { newPack: elsewhere, newPackEmptyOut: ownWork };
const results = new Map<Call, Awaited<ReturnType<typeof dixian>>>();

beforeAll(async () => {
  const waiting = Object.keys(CALLS) as Call[];
  const work = async (): Promise<void> => {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift())
      results.set(call, await dixian(CALLS[call], PLACES[call]));
  };
  await Promise.all([work(), work(), work(), work()]);
}, 240_000);

function of(call: Call): Awaited<ReturnType<typeof dixian>> {
  const found = results.get(call);
  if (found === undefined) throw new Error(`${call} was not run`);
  return found;
}

describe('the commands on packs, as processes', () => {
  test.each([
    ['help', ['standard', 'check', 'new-pack', 'diff', 'assess', 'explain']],
    [
      'helpOfStandard',
      [
        '--region',
        '--from',
        '--to',
        '--known-on',
        '--figures-of',
        '--packs',
        '--explain',
        '--json',
        '--locale',
      ],
    ],
    ['helpOfCheck', ['<DIR>', '--on', '--days', '--packs', '--confirm', '--locale']],
    ['helpOfNewPack', ['<CODE>', '--out', '--year', '--packs', '--locale']],
    ['helpOfDiff', ['<OLD>', '<NEW>', '--json', '--locale']],
  ] as const)('%s names everything in both languages, with exit code 0', (call, names) => {
    const { status, stdout, stderr } = of(call);
    expect([status, stderr]).toEqual([0, '']);
    for (const name of names) expect(stdout).toContain(name);
    // Every option and command has its Chinese and its English words, commander’s own aside.
    const described = stdout
      .replace(/\n {6,}/g, ' ')
      .split('\n')
      .filter((line) => /^ {2}\S/.test(line) && !/--help|--version|help \[/.test(line));
    for (const line of described) expect(line).toMatch(/\p{Script=Han}.* ?\/ ?.*[a-z]/u);
  });

  test('the version is that of the package', () => {
    expect(of('version')).toMatchObject({ status: 0, stdout: `${VERSION}\n` });
  });

  test.each(['standard', 'json', 'clean', 'newPack', 'differs', 'differsNot'] as const)(
    '%s ends with exit code 0 and says nothing on the error stream',
    (call) => {
      expect(of(call)).toMatchObject({ status: 0, stderr: '' });
      expect(of(call).stdout).toMatch(/\n$/);
    },
  );

  test('options reach the commands', () => {
    expect(of('standard').stdout).toContain('── 2024\n');
    expect(of('standard').stdout).toContain('7200 × (1 + 0.005) = 7,236.00 yuan a person and year');
    expect(JSON.parse(of('json').stdout)).toMatchObject({
      region: { code: '620000' },
      years: [{ year: 2024 }],
    });
    expect(of('clean').stdout).toContain('2024-11-01 起 90 天内到期：');
    expect(of('differsNot').stdout).toBe('No change.\n');
    expect(of('differs').stdout).toContain('8000 → 5800');
  });

  test('without --out a new pack is written into a folder with the name of its code, here', () => {
    expect(readdirSync(elsewhere)).toEqual(['520000']);
    expect(readdirSync(join(elsewhere, '520000')).sort()).toEqual([
      '.schemas',
      'documents.json',
      'open-terms.json',
      'pack.json',
    ]);
    expect(of('newPack').stdout).toContain('dixian check 520000');
  });

  test('without --year and --on the clock gives them', () => {
    const year = new Date().getUTCFullYear();
    expect(of('helpOfNewPack').stdout).toContain(`(default: ${year})`);
    expect(of('helpOfCheck').stdout).toMatch(new RegExp(`\\(default:\\s+"${year}-\\d\\d-\\d\\d"\\)`));
  });

  test('faults of packs are printed as the result, with exit code 1', () => {
    const { status, stdout, stderr } = of('faulty');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`✗ ${faulty}/standard.json › values.incomeStandard.values[0].value：`);
    expect(stdout).toContain('1 处错误');
  });

  test.each([
    ['reversed', '年份 2026 至 2021 不能用：请写四位数年份，先小后大'],
    ['reversedEnglish', 'the years 2026 to 2021 cannot be used'],
    ['twoDigits', '请写四位数年份。'],
    ['noYears', '--from <YEAR>'],
    ['noRegion', '--region <CODE>'],
    ['wrongDay', '不是存在的日期，请写成 2024-11-01'],
    ['wrongLocale', 'zh-CN'],
    ['unknownOption', '--csv'],
    ['withPacks', 'none 不存在'],
    ['noFolder', 'DIR'],
    ['wrongDays', '请写天数。'],
    ['wrongOn', '不是存在的日期'],
    ['missingFolder', 'no-such-folder 不存在，或不是目录。请检查路径。'],
    ['newPackUnknown', '是否应为 520000（贵州省）？'],
    ['newPackNoCode', 'CODE'],
    ['newPackYear', '请写四位数年份'],
    ['oneFolder', 'NEW'],
    ['diffMissing', 'no-such-folder 不存在'],
    ['misspelt', 'Did you mean standard?'],
  ] as const)('%s ends with exit code 1, says what to mend, and prints nothing else', (call, message) => {
    const { status, stdout, stderr } = of(call);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  test('an empty --out, as of a variable that is not set, writes over nothing here', () => {
    expect(of('newPackEmptyOut').status).toBe(1);
    expect(readdirSync(ownWork)).toEqual(['pack.json']);
    expect(readFileSync(join(ownWork, 'pack.json'), 'utf8')).toBe('my own work');
  });

  test('nothing is written where a new pack is refused', () => {
    expect(readdirSync(folder)).not.toContain('unmade');
  });
});
