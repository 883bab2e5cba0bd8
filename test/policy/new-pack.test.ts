import { describe, expect, test } from 'vitest';
import {
  FILE_KINDS,
  newPack,
  openPacks,
  type PolicyFile,
  packJsonSchema,
  resolvePolicy,
} from '../../src/index.js';
import { SHIPPED } from '../standards/support.js';
import { BASE_FILES, issuesOf, SHIPPED_FILES, withFiles } from './support.js';

const make = (region: string, year = 2024, files: readonly PolicyFile[] = BASE_FILES) =>
  newPack(openPacks(files), { region, year });
const contentOf = (made: { files: readonly PolicyFile[] }, path: string): Record<string, unknown> =>
  JSON.parse(made.files.find((file) => file.path === path)?.text ?? 'null') as Record<string, unknown>;
const visible = (made: { files: readonly PolicyFile[] }): PolicyFile[] =>
  made.files.filter(({ path }) => !path.startsWith('.'));
const beside = (made: { files: readonly PolicyFile[] }): PolicyFile[] =>
  visible(made).map(({ path, text }) => ({ path: `own/${path}`, text }));

const codes = [...SHIPPED.packs.regions.codes()];
const levelOf = (code: string): string => SHIPPED.packs.regions.get(code)?.level ?? '';

describe('the skeleton of a pack', () => {
  test('in a county lies below what its province has set', () => {
    const made = make('900100');
    expect(made).toMatchObject({ openTerms: [], alreadySet: ['line'] });
    expect('below' in made).toBe(false);
    expect(visible(made).map(({ path }) => path)).toEqual(['pack.json', 'documents.json']);
    expect(contentOf(made, 'pack.json')).toMatchObject({ name: 'testCounty', region: '900100' });
  });

  test('where nothing is set has the open terms, each expected for the whole year', () => {
    const made = make(
      '900000',
      2025,
      BASE_FILES.filter(({ path }) => !path.startsWith('province/')),
    );
    expect(made).toMatchObject({ openTerms: ['line'], alreadySet: [] });
    expect(contentOf(made, 'open-terms.json')['values']).toMatchObject({
      line: { values: [{ from: '2025-01-01', to: '2025-12-31', status: 'expected' }] },
    });
  });

  test('in a region that has a pack lies below that, with a name that nobody has', () => {
    const made = make('900000');
    expect(made.below).toBe('province');
    expect(contentOf(made, 'pack.json')).toMatchObject({ below: 'province', name: 'testProvince' });
    const taken = withFiles({
      'third/pack.json': { ...contentOf(made, 'pack.json'), $schema: undefined },
    });
    expect(contentOf(make('900000', 2024, taken), 'pack.json')['name']).toBe('testProvince2');
  });

  test('is the same when it is made again, and changes nothing of the library', () => {
    const library = openPacks(BASE_FILES);
    const before = library.resolve({ region: '900000', on: '2024-06-01' });
    const request = { region: '900000', year: 2024 };
    expect(newPack(library, request)).toEqual(newPack(library, request));
    expect(library.resolve({ region: '900000', on: '2024-06-01' })).toBe(before);
  });

  test('brings every schema as it is given elsewhere', () => {
    const made = make('900100');
    expect(
      made.files
        .filter(({ path }) => path.startsWith('.'))
        .map(({ path }) => path)
        .sort(),
    ).toEqual(FILE_KINDS.map((kind) => `.schemas/${kind}.json`).sort());
    for (const kind of FILE_KINDS)
      expect(contentOf(made, `.schemas/${kind}.json`)).toEqual(
        JSON.parse(JSON.stringify(packJsonSchema(kind))),
      );
  });

  test.each(['900100', '900000'])('of %s leaves every day of its region as it is', (region) => {
    const files = [...BASE_FILES, ...beside(make(region))];
    for (const on of ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'])
      expect(resolvePolicy(files, { region, on }).program).toEqual(
        resolvePolicy(BASE_FILES, { region, on }).program,
      );
  });
});

describe('the skeletons of real regions', () => {
  const provinces = codes.filter((code) => levelOf(code) === 'provincial');
  const counties = codes.filter((code, index) => levelOf(code) === 'county' && index % 150 === 0);
  const prefectures = codes.filter((code, index) => levelOf(code) === 'prefectural' && index % 40 === 0);
  const names = (made: ReturnType<typeof newPack>): string => String(contentOf(made, 'pack.json')['name']);

  test('of all provinces together load without fault, and each leaves its standard open or names the pack above', () => {
    const made = provinces.map((region) => newPack(SHIPPED, { region, year: 2024 }));
    const files = made.flatMap((each, index) =>
      visible(each).map(({ path, text }) => ({ path: `own/${provinces[index]}/${path}`, text })),
    );
    const library = openPacks([...SHIPPED_FILES, ...files]);
    expect(library.issues).toEqual([]);
    expect(new Set(made.map(names)).size).toBe(31);
    for (const [index, region] of provinces.entries()) {
      const { openTerms, alreadySet, below } = made[index] as (typeof made)[number];
      expect([...openTerms, ...alreadySet]).toContain('incomeStandard');
      if (alreadySet.length > 0) expect(below).toBeDefined();
      const policy = library.resolve({ region, on: '2024-06-01' });
      expect(policy.layers.at(-1)?.name).toBe(names(made[index] as (typeof made)[number]));
    }
  });

  test.each([...prefectures, ...counties])('of %s loads without fault', (region) => {
    const made = newPack(SHIPPED, { region, year: 2024 });
    expect(names(made)).toMatch(/^[a-z][A-Za-z0-9]*$/);
    const library = openPacks([...SHIPPED_FILES, ...beside(made)]);
    expect(library.resolve({ region, on: '2024-06-01' }).layers.at(-1)?.name).toBe(names(made));
  });
});

describe('a skeleton that cannot be made', () => {
  test('of an unknown region names it, and the one that may be meant', () => {
    expect(issuesOf(() => make('999999')).map(({ code }) => code)).toEqual(['unknownRegion']);
    expect(issuesOf(() => make(''))[0]?.code).toBe('unknownRegion');
    const [near, ...more] = issuesOf(() => make('900101'));
    expect(more).toEqual([]);
    expect(near).toMatchObject({
      code: 'unknownRegionNear',
      params: { region: '900101', nearest: '900100' },
    });
  });

  test('above faulty packs tells their faults', () => {
    const files = withFiles({ 'province/line.json': '{' });
    expect(issuesOf(() => make('900100', 2024, files)).map(({ file }) => file)).toEqual([
      'province/line.json',
    ]);
  });
});
