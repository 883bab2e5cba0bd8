import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import { generateJavaScript } from '../../src/backends/javascript/generate.js';
import { moduleText, type PolicyModule } from '../../src/backends/javascript/module-text.js';
import type { Row } from '../../src/backends/javascript/rows.js';
import { type BuildOptions, buildCommand } from '../../src/cli/build-command.js';
import { readPolicy } from '../../src/index.js';
import { loadPolicy } from '../../src/node.js';
import {
  dayNumber,
  factsOf,
  interpreted,
  rowsOf,
  rowsText,
  someHouseholds,
} from '../backends/module-support.js';
import { dixian, filesBelow, printed, refused, temporaryFolder } from './support.js';

const ON = '2024-11-01';
const REQUEST = { region: '620000', on: ON, locale: 'zh-CN' } as const;
const policy = await loadPolicy({ region: REQUEST.region, on: ON });
const NAME = `620000.2024-01-01.${policy.hash.slice(0, 16)}.policy`;
const folder = temporaryFolder();

/** What all its definitions read: more than a module's answers do. */
const LAYOUT = generateJavaScript(policy.program).layout;

const build = (options: Partial<BuildOptions>) =>
  printed((print) => buildCommand({ ...REQUEST, ...options }, print));

const FORMS = [
  ['esm', `${NAME}.mjs`],
  ['cjs', `${NAME}.cjs`],
] as const;

describe('dixian build', () => {
  test('writes the policy of a region and day, named by its hash, and says how it is used', async () => {
    const out = join(folder, 'new', 'policy');
    const { code, text } = await build({ out });
    expect(code).toBe(0);
    expect(Object.keys(filesBelow(out))).toEqual([`${NAME}.json`]);
    expect(readPolicy(readFileSync(join(out, `${NAME}.json`), 'utf8'))).toEqual(policy);
    expect(text).toContain(`已写入 ${join(out, `${NAME}.json`)}`);
    expect(text).toContain('甘肃省，2024年1月1日至2024年12月31日有效');
    expect(text).toContain(policy.hash);
    expect(text).toContain('readPolicy');
  });

  test("policies that differ in the day on which figures were known do not stand in each other's way", async () => {
    const out = join(folder, 'known');
    for (const knownOn of ['2026-11-01', '2026-11-02', undefined])
      expect((await build({ out, module: 'esm', ...(knownOn === undefined ? {} : { knownOn }) })).code).toBe(
        0,
      );
    const known = Object.keys(filesBelow(out)).map((name) => /known-[\d-]+/.exec(name)?.[0]);
    expect(known.sort()).toEqual(['known-2026-11-01', 'known-2026-11-02', undefined]);
  });

  test('says the same in English', async () => {
    const { text } = await build({ out: join(folder, 'english'), locale: 'en', module: 'esm' });
    expect(text).toContain(`Written: ${join(folder, 'english', `${NAME}.mjs`)}`);
    expect(text).toContain('Gansu, valid from 2024-01-01 to 2024-12-31');
    expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  test.each(FORMS)(
    'a module (%s) that Node runs gives the truths of the interpreter',
    async (module, name) => {
      const out = join(folder, module);
      await build({ out, module });
      const households = someHouseholds(50, 11, ON);
      const facts = factsOf(policy, households, ON);
      const rows = rowsOf(LAYOUT, facts);
      const load =
        module === 'esm'
          ? `await import(${JSON.stringify(pathToFileURL(join(out, name)).href)})`
          : `(await import('node:module')).createRequire(import.meta.url)(${JSON.stringify(join(out, name))})`;
      const script = join(out, 'run.mjs');
      writeFileSync(
        script,
        `const policy = ${load};
const rows = ${rowsText(rows)};
policy.day(${dayNumber(ON)});
const decided = rows.map((row) => {
  if (policy.fault(row) !== null) throw new Error(policy.fault(row));
  if (!policy.decide(row)) throw new Error('not exact');
  return policy.answers.map((answer) => policy.read(answer));
});
const { format, hash, region, validFrom, validTo, knownOn, answers } = policy;
process.stdout.write(JSON.stringify({ format, hash, region, validFrom, validTo, knownOn, answers, decided }));
`,
      );
      const options = { maxBuffer: 1 << 28, cwd: out };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--disallow-code-generation-from-strings', script],
        options,
      );
      const there = JSON.parse(stdout) as PolicyModule & { decided: unknown[][] };
      const { hash, validFrom, validTo } = policy;
      expect(there).toMatchObject({
        format: 'dixian-module/1',
        hash,
        region: '620000',
        validFrom,
        validTo,
        knownOn: null,
      });
      expect(there.decided).toEqual(interpreted(policy.program, there.answers, facts, ON));
      const outcomes = there.answers.findIndex((answer) => answer.name === 'identification.outcome');
      expect(new Set(there.decided.map((answers) => answers[outcomes])).size).toBeGreaterThan(2);
    },
  );

  test('a module keeps every rule, every outcome and every list of what is missing', async () => {
    const out = join(folder, 'kept');
    await build({ out, module: 'esm' });
    const { answers } = (await import(pathToFileURL(join(out, `${NAME}.mjs`)).href)) as PolicyModule;
    const named = (of: string) => answers.filter((answer) => answer.of === of).map(({ name }) => name);
    expect(named('rule').sort()).toEqual(Object.keys(policy.rules).sort());
    expect(named('outcome').sort()).toEqual([
      'exit.missing',
      'exit.outcome',
      'identification.missing',
      'identification.outcome',
      'noWayInHolds',
      'refusalHolds',
    ]);
    expect(named('stage')).toEqual(
      expect.arrayContaining(['concludedRisks', 'concludedTier', 'tier.possible']),
    );
    expect(answers.find(({ name }) => name === 'identification.missing')).toMatchObject({
      kind: 'codes',
      afterMissing: true,
    });
  });

  test('a module imports nothing', async () => {
    const out = join(folder, 'alone');
    await build({ out, module: 'esm' });
    const tree = parse(readFileSync(join(out, `${NAME}.mjs`), 'utf8'), {
      ecmaVersion: 2015,
      sourceType: 'module',
    });
    expect(tree.body.map(({ type }) => type)).toEqual(['VariableDeclaration', 'ExportNamedDeclaration']);
  });

  test('the same file is not written again, and a different one is never overwritten', async () => {
    const out = join(folder, 'again');
    await build({ out, module: 'esm' });
    const before = filesBelow(out);
    const { text } = await build({ out, module: 'esm' });
    expect(text).toContain(`${join(out, `${NAME}.mjs`)} 已经有了，内容相同。`);
    expect(filesBelow(out)).toEqual(before);
    writeFileSync(join(out, `${NAME}.mjs`), 'mine');
    const { told, prints } = await refused((print) =>
      buildCommand({ ...REQUEST, out, module: 'esm' }, print),
    );
    expect(told).toEqual([expect.stringContaining('已经存在，内容不同。没有写入。')]);
    expect(prints).toEqual([]);
    expect(Object.values(filesBelow(out))).toEqual([Buffer.from('mine').toString('base64')]);
  });

  test('a folder of that name is left alone', async () => {
    const out = join(folder, 'taken');
    mkdirSync(join(out, `${NAME}.json`), { recursive: true });
    const { told } = await refused((print) => buildCommand({ ...REQUEST, out }, print));
    expect(told).toEqual([expect.stringMatching(/已经存在，而且读不了（EISDIR）/)]);
    expect(filesBelow(out)).toEqual({});
  });

  test.each<[string, Partial<BuildOptions>, RegExp]>([
    ['an empty folder name', { out: ' ' }, /--out 后面是空的/],
    ['a folder that cannot be made', { out: '/dev/null/x' }, /建不了目录 \/dev\/null\/x/],
    [
      'a form that is not known',
      { out: join(folder, 'none'), module: 'amd' },
      /没有 amd 这种模块格式。可选：esm、cjs/,
    ],
    [
      'packs that are not there',
      { out: join(folder, 'none'), packs: ['/nowhere'] },
      /规则包目录 \/nowhere 不存在/,
    ],
    ['a region that is not known', { out: join(folder, 'none'), region: '99' }, /99/],
  ])('refuses %s and writes nothing', async (_, options, message) => {
    const { told, prints } = await refused((print) => buildCommand({ ...REQUEST, ...options }, print));
    expect(told.join('\n')).toMatch(message);
    expect(prints).toEqual([]);
    expect(() => filesBelow(join(folder, 'none'))).toThrow(/ENOENT/);
  });

  test('as a command it writes into the folder at hand, an ECMAScript module unless told otherwise', async () => {
    const cwd = join(folder, 'command');
    mkdirSync(cwd);
    const { status, stdout } = await dixian(['build', '--region', '620000', '--on', ON, '--module'], cwd);
    expect(status).toBe(0);
    expect(stdout).toContain(`import * as policy from './${NAME}.mjs'`);
    expect(Object.keys(filesBelow(cwd))).toEqual([`${NAME}.mjs`]);
    const wrong = await dixian(['build', '--region', '620000', '--on', ON, '--module', 'amd'], cwd);
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
  });
});

describe('a module', () => {
  const { text } = moduleText(policy, 'cjs');
  const load = (): PolicyModule => {
    const exported = { exports: undefined as unknown };
    new Function('module', text)(exported);
    return exported.exports as PolicyModule;
  };
  const [facts = {}] = factsOf(policy, someHouseholds(1, 3, ON), ON);
  const rowOfOne = (): Row => rowsOf(LAYOUT, [facts])[0] as Row;

  test.each([20241301, 20230229, 20240231, 2024.5, 0, Number.NaN, '20241101', 20231231, 20250101, 20241000])(
    'refuses %o as its day',
    (on) => {
      const module = load();
      expect(() => module.day(on as number)).toThrow(RangeError);
      expect(() => module.decide({})).toThrow(/day\(20241101\)/);
    },
  );

  test('answers nothing before a household is decided, nor after the day was changed', () => {
    const module = load();
    const [answer] = module.answers;
    expect(() => module.read(answer as never)).toThrow(/decide\(row\)/);
    module.day(20241101);
    expect(() => module.missing()).toThrow(/decide\(row\)/);
    expect(module.decide(rowOfOne())).toBe(true);
    expect(() => module.read(answer as never)).not.toThrow();
    module.day(20241102);
    expect(() => module.read(answer as never)).toThrow(/decide\(row\)/);
  });

  test('reads what is missing of this household, not of the one before', () => {
    const module = load();
    const missing = module.answers.find(({ name }) => name === 'identification.missing') as never;
    module.day(20241101);
    const row = rowOfOne();
    module.decide(row);
    const known = module.read(missing);
    const blank = Object.fromEntries(
      module.facts.flatMap(({ kind, keys }) => {
        const [first = '', second = ''] = keys;
        if (kind === 'number') return [[first, Number.NaN]];
        if (kind === 'flag') return [[first, 2]];
        if (kind === 'day' || kind === 'month')
          return [
            [first, -1 / 0],
            [second, 1 / 0],
          ];
        return second === ''
          ? [[first, null]]
          : [
              [first, null],
              [second, 2],
            ];
      }),
    );
    expect(module.fault(blank)).toBeNull();
    module.decide(blank);
    expect((module.read(missing) as unknown[]).length).toBeGreaterThan((known as unknown[]).length);
    module.decide(row);
    expect(module.read(missing)).toEqual(known);
  });

  test('tells the first value of a row that cannot be', () => {
    const module = load();
    const row = rowOfOne();
    expect(module.fault(row)).toBeNull();
    const wrongs: Record<string, readonly unknown[]> = {
      number: [undefined, null, '1', 0.5, -1e15, 1e15, 1 / 0],
      flag: [undefined, null, true, 1, '3'],
      code: [undefined, '', 'constructor', 1],
      text: [undefined, '', 1],
      day: [undefined, 20240231, '2024-11-01', Number.NaN, 1 / 0],
      month: [undefined, 202413, 20241101, Number.NaN],
      codes: [undefined, ['constructor'], 'x', {}],
      list: [undefined, [null], [{}], {}],
    };
    for (const { name, kind, keys } of module.facts)
      for (const wrong of wrongs[kind] ?? []) {
        expect(module.fault({ ...row, [keys[0] as string]: wrong }), `${name} ${String(wrong)}`).toMatch(
          new RegExp(`^${name}(?:$|[$\\[])`),
        );
        const { [keys.at(-1) as string]: _, ...without } = row;
        expect(module.fault(without), name).toMatch(new RegExp(`^${name}`));
      }
    expect(new Set(module.facts.map(({ kind }) => kind)).size).toBeGreaterThan(5);
    for (const none of [null, undefined, 1, 'row', []]) expect(module.fault(none)).toBe('row');
  });
});
