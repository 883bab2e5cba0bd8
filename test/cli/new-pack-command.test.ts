import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.js';
import { type NewPackOptions, newPackCommand } from '../../src/cli/new-pack-command.js';
import { compile, FILE_KINDS, type Household } from '../../src/index.js';
import { loadPolicy } from '../../src/node.js';
import {
  filesBelow,
  head,
  printed,
  refused,
  standard,
  standards,
  temporaryFolder,
  written,
} from './support.js';

const folder = temporaryFolder();
let count = 0;
const freshPath = (): string => {
  count += 1;
  return join(folder, `pack-${count}`);
};
/** Makes a pack in a folder of its own. */
async function make(region: string, options: Partial<NewPackOptions> = {}) {
  const out = options.out ?? freshPath();
  const result = await printed((print) =>
    newPackCommand(region, { year: 2024, locale: 'zh-CN', ...options, out }, print),
  );
  return { ...result, out };
}
const refusal = (region: string, options: Partial<NewPackOptions> = {}) =>
  refused(
    (print) => newPackCommand(region, { year: 2024, locale: 'zh-CN', out: freshPath(), ...options }, print),
    options.locale,
  );
const check = (path: string, packs: readonly string[] = []) =>
  printed((print) => checkCommand(path, { on: '2024-11-01', days: 90, locale: 'zh-CN', packs }, print));
const read = (...path: string[]): Record<string, unknown> =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>;
const visible = (path: string): string[] => readdirSync(path).filter((name) => !name.startsWith('.'));

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
/** What an editor would mark in a file: it reads the schema that the file names. */
function marked(path: string, content: Record<string, unknown> = read(path)): string[] {
  const schema = read(resolve(dirname(path), content['$schema'] as string));
  const validate = ajv.getSchema(schema['$id'] as string) ?? ajv.compile(schema);
  validate(content);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** Open terms of the nation that a province or county may set. */
const MAY_BE_SET = [
  'localMeanDisposableIncome',
  'rigidSpendingShareMinimum',
  'ruralDibaoStandard',
  'temporaryReliefAmount',
  'yuluPlanAmount',
];
const STANDARD = '防止返贫致贫收入标准（监测范围） incomeStandard';

describe('dixian new-pack', () => {
  test('of a province writes its head, its documents and its open terms, and says what to do next', async () => {
    const { code, lines, out } = await make('520000');
    expect(code).toBe(0);
    expect(lines.slice(0, -1)).toEqual([
      `已写入 ${out}：`,
      '  pack.json',
      '  documents.json',
      '  open-terms.json',
      '待填写：',
      `  ${STANDARD}`,
      ...MAY_BE_SET.map((name) => expect.stringMatching(new RegExp(`^  \\p{Script=Han}.* ${name}$`, 'u'))),
    ]);
    expect(lines.at(-1)).toBe(`填好后运行：dixian check ${out}`);
    expect(visible(out)).toEqual(['documents.json', 'open-terms.json', 'pack.json']);
    expect(read(out, 'pack.json')).toMatchObject({
      kind: 'pack',
      name: 'guizhou',
      region: '520000',
      title: { zh: '贵州省', en: 'Guizhou' },
      inForce: { from: '2024-01-01' },
    });
    expect('below' in read(out, 'pack.json')).toBe(false);
  });

  test('speaks English when asked', async () => {
    const { text, out } = await make('520000', { locale: 'en' });
    expect(text).toContain(`Written to ${out}:`);
    expect(text).toContain('To be filled in:\n  the income standard incomeStandard');
    expect(text).toContain(`Then run: dixian check ${out}`);
    expect(text).not.toMatch(/[\p{Script=Han}，。：“”]/u);
    const gansu = await make('620000', { locale: 'en' });
    expect(gansu.text).toContain('"overrides"');
    expect(gansu.text).not.toMatch(/[\p{Script=Han}，。：“”]/u);
  });

  test('sets the open terms of the year that is asked for, as expected and to be filled in', async () => {
    const { out } = await make('520000', { year: 2027 });
    expect(read(out, 'pack.json')['inForce']).toEqual({ from: '2027-01-01' });
    const expected = {
      values: [
        {
          from: '2027-01-01',
          to: '2027-12-31',
          status: 'expected',
          authority: 'projectDefault',
          note: expect.stringMatching(/待填.*"announced".*To be filled/),
        },
      ],
    };
    expect(read(out, 'open-terms.json')['values']).toEqual(
      Object.fromEntries(['incomeStandard', ...MAY_BE_SET].map((name) => [name, expected])),
    );
  });

  test('of a county has a name of its own, and what the province leaves open', async () => {
    const { code, out } = await make('522301');
    expect(code).toBe(0);
    expect(read(out, 'pack.json')).toMatchObject({ region: '522301', title: { zh: '兴义市' } });
    expect(read(out, 'pack.json')['name']).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(Object.keys(read(out, 'open-terms.json')['values'] as object)).toEqual([
      'incomeStandard',
      ...MAY_BE_SET,
    ]);
  });

  test('of a county whose province has set the standard says so, and leaves the others to fill', async () => {
    const packs = written(join(folder, 'province'), {
      'pack.json': head('guizhou', '520000'),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')], { permits: ['replace'] }),
    });
    const { lines, out } = await make('522301', { packs: [packs] });
    expect(lines.indexOf(`  ${STANDARD}`)).toBeGreaterThan(
      lines.findIndex((line) => /上级.*overrides/.test(line)),
    );
    expect(Object.keys(read(out, 'open-terms.json')['values'] as object)).toEqual(MAY_BE_SET);
    expect((await check(out, [packs])).code).toBe(0);
  });

  test('of a province that has a pack lies below that, under another name', async () => {
    const { text, out } = await make('620000');
    expect(read(out, 'pack.json')).toMatchObject({ name: 'gansu2', region: '620000', below: 'gansu' });
    expect(text).toContain(STANDARD);
    expect(text).toMatch(/上级.*overrides/);
    expect((await check(out)).code).toBe(0);
  });

  test('a pack that is to stay does not lie below one for a time', async () => {
    const packs = written(freshPath(), {
      'a/pack.json': head('guizhou', '520000'),
      'b/pack.json': head('guizhouFlood', '520000', {
        below: 'guizhou',
        inForce: { from: '2024-07-01', to: '2024-09-30' },
        temporary: { reason: { zh: '洪涝', en: 'floods' } },
      }),
    });
    const { out } = await make('520000', { packs: [packs] });
    expect(read(out, 'pack.json')['below']).toBe('guizhou');
  });

  test.each(['520000', '522301', '620000', '620171', '110101', '000000'])(
    'of %s loads without fault, and every file is what its own schema says',
    async (region) => {
      const { out } = await make(region);
      const { code, text } = await check(out);
      expect(code).toBe(0);
      expect(text).not.toContain('✗');
      for (const name of visible(out)) {
        expect(read(out, name)['$schema']).toMatch(/^\.\/\.schemas\/\w+\.json$/);
        expect(marked(join(out, name))).toEqual([]);
      }
    },
  );

  test('brings the schema of every kind of file, out of the way of the rules', async () => {
    const { out } = await make('520000');
    expect(readdirSync(join(out, '.schemas')).sort()).toEqual(
      FILE_KINDS.map((kind) => `${kind}.json`).sort(),
    );
    for (const kind of FILE_KINDS) {
      const schema = read(out, '.schemas', `${kind}.json`);
      expect(ajv.validateSchema(schema)).toBe(true);
    }
  });
});

describe('a mistake that an editor marks by the schema of a new pack', () => {
  const filled = {
    from: '2024-01-01',
    to: '2024-12-31',
    value: '8000',
    status: 'announced',
    authority: 'projectDefault',
  };
  const terms = (value: object, more: object = {}) => ({
    $schema: './.schemas/parameterValues.json',
    kind: 'parameterValues',
    values: { incomeStandard: { values: [value] } },
    ...more,
  });

  test('is none where there is no mistake', async () => {
    const { out } = await make('520000');
    expect(marked(join(out, 'open-terms.json'), terms(filled))).toEqual([]);
  });

  test.each([
    ['a misspelt key', terms({ ...filled, publishOn: '2024-03-01' }), 'additional properties'],
    ['a status that there is not', terms({ ...filled, status: 'anounced' }), 'allowed values'],
    ['an authority in Chinese', terms({ ...filled, authority: '省级' }), 'allowed values'],
    ['separators in an amount', terms({ ...filled, value: '8,000' }), 'pattern|anyOf|match'],
    ['an amount with its unit', terms({ ...filled, value: '8000元' }), 'pattern|anyOf|match'],
    ['a day of another form', terms({ ...filled, from: '2024/1/1' }), 'pattern'],
    ['a value without its first day', terms({ ...filled, from: undefined }), "required property 'from'"],
    ['a key beside the others', terms(filled, { note: '' }), 'additional properties'],
    ['another kind', terms(filled, { kind: 'parameters' }), 'constant|equal'],
    [
      'a name with a capital',
      { ...terms(filled), values: { IncomeStandard: { values: [filled] } } },
      'pattern|property name',
    ],
    ['no value at all', { ...terms(filled), values: { incomeStandard: { values: [] } } }, 'fewer'],
  ])('is %s', async (_, content, message) => {
    const { out } = await make('520000');
    const asRead = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
    expect(marked(join(out, 'open-terms.json'), asRead).join('\n')).toMatch(new RegExp(message));
  });

  test('in the head and the documents as well', async () => {
    const { out } = await make('520000');
    const pack = read(out, 'pack.json');
    expect(marked(join(out, 'pack.json'), { ...pack, region: '52' }).join()).toContain('pattern');
    expect(marked(join(out, 'pack.json'), { ...pack, inforce: {} }).join()).toContain('additional');
    const documents = { ...read(out, 'documents.json'), documents: { notice: { title: '通知' } } };
    expect(marked(join(out, 'documents.json'), documents).join()).toContain("required property 'confidence'");
  });
});

describe('a new pack that is filled in', () => {
  const household: Household = {
    reportedNetIncomePerPerson: 7_000,
    ableToCope: false,
    visitRisks: { complete: true, items: ['因病'] },
    reportedSuddenEvent: false,
    basicLifeInSeriousDifficulty: false,
    housingProblem: false,
    educationDropout: false,
    memberUninsured: false,
    waterProblem: false,
    ownsVehicle: false,
    ownsTownProperty: false,
    operatesCompany: false,
    unexplainedDoubt: false,
  };
  const decide = async (region: string, packs: readonly string[]) => {
    const policy = await loadPolicy({ region, on: '2024-11-01', packs });
    return compile(policy).assess(household, { on: '2024-11-01' }).identification.outcome;
  };
  const fillIn = (out: string, value: string): void => {
    written(out, {
      'documents.json': {
        ...read(out, 'documents.json'),
        documents: { notice: { title: '试验通知', date: '2024-03-01', confidence: 'high' } },
      },
      'open-terms.json': {
        ...read(out, 'open-terms.json'),
        values: {
          incomeStandard: {
            values: [
              {
                from: '2024-01-01',
                to: '2024-12-31',
                value,
                status: 'announced',
                authority: 'provincial',
                document: 'notice',
                publishedOn: '2024-03-01',
              },
            ],
          },
        },
      },
    });
  };

  test.each(['520000', '522301'])(
    'in %s decides the household that could not be decided before',
    async (region) => {
      const { out } = await make(region);
      expect(await decide(region, [out])).toBe('noStandard');
      fillIn(out, '8000');
      expect((await check(out)).code).toBe(0);
      expect(marked(join(out, 'open-terms.json'))).toEqual([]);
      expect(await decide(region, [out])).toBe('identify');
      fillIn(out, '6500');
      expect(await decide(region, [out])).not.toBe('identify');
    },
  );

  test('in a province decides its counties too', async () => {
    const { out } = await make('520000');
    fillIn(out, '8000');
    expect(await decide('522301', [out])).toBe('identify');
    expect(await decide('510000', [out])).toBe('noStandard');
  });
});

describe('a new pack that is not filled in', () => {
  test('a province’s skeleton, which settles nothing, leaves the packs of its counties as they are', async () => {
    const county = written(freshPath(), {
      'pack.json': head('xingyi', '522301'),
      'standard.json': standards([standard('2024-01-01', '2024-12-31', '8000')]),
    });
    expect((await check(county)).code).toBe(0);
    const { out } = await make('520000', { packs: [county] });
    expect((await check(county, [out])).code).toBe(0);
  });
});

describe('what dixian new-pack refuses', () => {
  test('a folder that exists already, empty or not, and a file: nothing is written', async () => {
    const own = written(freshPath(), { 'pack.json': 'my own work' });
    const before = filesBelow(own);
    const empty = freshPath();
    mkdirSync(empty);
    for (const out of [own, empty, join(own, 'pack.json')]) {
      const { told, prints } = await refusal('520000', { out });
      expect(told).toEqual([`${out} 已经存在。请用 --out 换一个目录，以免盖掉已有的规则包。`]);
      expect(prints).toEqual([]);
    }
    expect(filesBelow(own)).toEqual(before);
    expect(readdirSync(empty)).toEqual([]);
    const english = await refusal('520000', { out: own, locale: 'en' });
    expect(english.told).toEqual([`${own} exists already. Choose another folder with --out.`]);
  });

  test.each([
    ['of no region', '699999', '不认识的区域“699999”。请在 kind 为 "regions" 的文件里登记它及其上级。'],
    ['with a digit too few', '52000', '是否应为 520000（贵州省）？'],
    ['with digits exchanged', '520001', '是否应为 520000（贵州省）？'],
    ['in words', 'guizhou', '不认识的区域“guizhou”'],
    ['that is no code', '__proto__', '不认识的区域“__proto__”'],
  ])('a code %s: says so, and nothing is written', async (_, region, message) => {
    const out = freshPath();
    const { told, prints } = await refusal(region, { out });
    expect(told).toEqual([expect.stringContaining(message)]);
    expect(prints).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });

  test('packs beside it that have faults, or are not there', async () => {
    const faulty = written(freshPath(), { 'pack.json': head('guizhou', '520000', { name: 'Guizhou' }) });
    const out = freshPath();
    expect((await refusal('522301', { packs: [faulty], out })).told).toEqual([
      expect.stringContaining('pack.json › name：'),
    ]);
    expect(existsSync(out)).toBe(false);
    const missing = join(folder, 'no-such-folder');
    expect((await refusal('522301', { packs: [missing], out })).told).toEqual([
      expect.stringContaining(missing),
    ]);
    expect(existsSync(out)).toBe(false);
  });
});

describe('what else dixian new-pack takes care of', () => {
  test('a folder that cannot be made is told, not thrown', async () => {
    const file = join(written(freshPath(), { 'a-file': '' }), 'a-file');
    expect((await refusal('520000', { out: join(file, 'below') })).told).toHaveLength(1);
  });

  test('a year for which nothing is set above is left to be filled in', async () => {
    const { out } = await make('620000', { year: 2026 });
    expect(Object.keys(read(out, 'open-terms.json')['values'] as object)).toContain('incomeStandard');
  });
});
