import { describe, expect, test } from 'vitest';
import {
  type Derivation,
  explainStandard,
  openPacks,
  type PackLibrary,
  type YearOfStandard,
} from '../../src/index.js';
import type { RoundingMode } from '../../src/values/decimal.js';
import { issuesOf } from '../policy/support.js';
import {
  derivationOf,
  type ExpectedYear,
  filesOf,
  inputKey,
  MODES,
  NOT_APPLICABLE,
  REGION,
  readStandardFixtures,
  SHIPPED,
  SHIPPED_FORMULAS,
  type StandardFixture,
  standardOn,
} from './support.js';

const fixtures = readStandardFixtures();
const shipped = fixtures.filter(({ 区域 }) => 区域 !== undefined);
const small = fixtures.filter(({ 区域 }) => 区域 === undefined);

const WHY: Readonly<Record<string, string>> = {
  absent: '没有数',
  otherVintage: '版本不同',
  notYetKnown: '尚未公布',
  publicationUnknown: '未记公布日',
};
const BOUND = { floor: '下限', ceiling: '上限' } as const;

const yearsOf = (fixture: StandardFixture): number[] => Object.keys(fixture.应得).map(Number);

/** What the library says of a year, in the words of the fixture; readings and vintages as far as it names them. */
function answer(
  { derivation, difference, relative }: YearOfStandard['formulas'][number],
  expected: ExpectedYear,
): ExpectedYear {
  const { exact, boundedBy, value, missing, standIns, projectDefaults, inputs } = derivation;
  const readings = new Map(inputs.map((input) => [inputKey(input), input.value]));
  const vintages = (name: string): string =>
    inputs
      .flatMap((input) => {
        if (!('indicator' in input) || input.indicator !== name || input.value === undefined) return [];
        if (input.kind === 'growth') return input.figures;
        return input.figure === undefined ? [] : [input.figure];
      })
      .map(({ vintage }) => vintage)
      .filter((vintage, index, all) => all.indexOf(vintage) === index)
      .join(' ');
  return {
    ...(exact === undefined ? {} : { 精确值: exact }),
    ...(boundedBy === undefined ? {} : { 界限: BOUND[boundedBy] }),
    ...(value === undefined ? {} : { 结果: value }),
    ...(difference === undefined ? {} : { 差额: difference }),
    ...(relative === undefined ? {} : { 相对: relative }),
    读数: Object.fromEntries(Object.keys(expected.读数 ?? {}).map((key) => [key, readings.get(key) ?? '—'])),
    版本: Object.fromEntries(Object.keys(expected.版本 ?? {}).map((name) => [name, vintages(name)])),
    缺: missing
      .map(({ kind, name, year, why }) => ({
        类: kind,
        项: name,
        ...(year === undefined ? {} : { 年: year }),
        因: WHY[why] ?? why,
      }))
      .sort(byText),
    代替: standIns.map(({ instead, used, year }) => ({ 缺: instead.zh, 用: used.zh, 年: year })).sort(byText),
    本库默认: [...projectDefaults].sort(),
  };
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** The same with what a fixture leaves unsaid: nothing missing, nothing stood in for, no project default. */
const wanted = (expected: ExpectedYear): ExpectedYear => ({
  ...expected,
  读数: expected.读数 ?? {},
  版本: expected.版本 ?? {},
  缺: (expected.缺 ?? [])
    .map(({ 类, 项, 年, 因 }) => ({ 类, 项, ...(年 === undefined ? {} : { 年 }), 因 }))
    .sort(byText),
  代替: [...(expected.代替 ?? [])].map(({ 缺, 用, 年 }) => ({ 缺, 用, 年 })).sort(byText),
  本库默认: [...(expected.本库默认 ?? [])].sort(),
});

/** A difference is told wherever there is a value in force: of a year that takes the formula's own value it is 0. */
function withDifference(fixture: StandardFixture, year: number, expected: ExpectedYear): ExpectedYear {
  const isAdopted = fixture.区域 === undefined && fixture.标准?.[year] === undefined;
  if (!isAdopted || expected.结果 === undefined || expected.结果 === '0') return expected;
  return { ...expected, 差额: '0', 相对: '0' };
}

function libraryOf(fixture: StandardFixture, mode: RoundingMode): PackLibrary {
  return openPacks(
    filesOf({
      name: fixture.公式,
      formula: fixture.算式,
      floor: fixture.下限,
      ceiling: fixture.上限,
      rounding: { multiple: fixture.取整.到, mode },
      standards: fixture.标准 ?? {},
      derived: yearsOf(fixture).filter((year) => fixture.标准?.[year] === undefined),
      parameters: parametersOf(fixture),
      projectDefaults: fixture.本库暂定 ?? [],
      figures: (fixture.数据 ?? []).map(([indicator, year, value, vintage, publishedOn]) => ({
        indicator,
        year,
        value,
        vintage,
        ...(publishedOn === undefined ? {} : { publishedOn }),
      })),
    }),
  );
}

function parametersOf({ 参数, 取整, 下限, 上限 }: StandardFixture) {
  const all = { ...参数 };
  for (const name of [取整.到, 下限, 上限])
    if (name !== undefined && /^[a-z]\w*$/i.test(name)) all[name] ??= {};
  return Object.fromEntries(
    Object.entries(all).map(([name, given]) => [
      name,
      typeof given === 'string'
        ? given
        : Object.fromEntries(
            Object.entries(given).map(([year, value]) => [year, value === '不适用' ? NOT_APPLICABLE : value]),
          ),
    ]),
  );
}

function explain(fixture: StandardFixture, library: PackLibrary): readonly YearOfStandard[] {
  const years = yearsOf(fixture);
  return explainStandard(library, {
    region: fixture.区域 ?? REGION,
    from: Math.min(...years),
    to: Math.max(...years),
    knownOn: fixture.已知日,
    parameter: 'incomeStandard',
  }).years;
}

const formulaOf = (years: readonly YearOfStandard[], fixture: StandardFixture, year: number) => {
  const found = years
    .find((each) => each.year === year)
    ?.formulas.find(({ derivation }) => derivation.formula === fixture.公式);
  if (found === undefined) throw new Error(`${fixture.编号}: no formula ${fixture.公式} in ${year}`);
  return found;
};

/** What the case expects of every year, with one rounding mode. */
const expectations = (fixture: StandardFixture, mode: RoundingMode): [number, ExpectedYear][] =>
  Object.entries(fixture.应得).map(([year, expected]) => [
    Number(year),
    fixture.各方式 === undefined ? expected : { ...expected, 结果: fixture.各方式[mode] },
  ]);

const casesOf = (fixture: StandardFixture): [string, string, RoundingMode, StandardFixture][] =>
  (fixture.各方式 === undefined ? [fixture.取整?.方式 ?? 'halfUp'] : MODES).map((mode) => [
    fixture.编号,
    fixture.名称,
    mode,
    fixture,
  ]);

describe('standards worked out by hand', () => {
  test('every case has its own number and its arithmetic, every formula a file of its own', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(140);
    expect(new Set(fixtures.map((fixture) => fixture.编号)).size).toBe(fixtures.length);
    for (const fixture of fixtures) expect(fixture.演算.length).toBeGreaterThan(10);
    const formulas = new Set(small.map((fixture) => fixture.公式));
    for (const name of Object.keys(SHIPPED_FORMULAS)) expect(formulas).toContain(name);
  });

  test('a case that names a shipped formula has its text, letter for letter', () => {
    const named = small.filter((fixture) => SHIPPED_FORMULAS[fixture.公式] !== undefined);
    expect(named.map((fixture) => fixture.算式)).toEqual(
      named.map((fixture) => SHIPPED_FORMULAS[fixture.公式]),
    );
  });

  test.each(small.flatMap(casesOf))('%s %s (%s)', (_, __, mode, fixture) => {
    const years = explain(fixture, libraryOf(fixture, mode));
    for (const [year, expected] of expectations(fixture, mode)) {
      const found = formulaOf(years, fixture, year);
      expect({ year, ...answer(found, expected) }).toEqual({
        year,
        ...wanted(withDifference(fixture, year, expected)),
      });
      expect(found.derivation.rounding.mode).toBe(mode);
      expect(found.derivation.text).toBe(fixture.算式);
    }
  });

  test.each(small.flatMap(casesOf))('%s %s (%s): adopted by a pack', (_, __, mode, fixture) => {
    const library = libraryOf(fixture, mode);
    const wantedYears = expectations(fixture, mode).filter(([year]) => fixture.标准?.[year] === undefined);
    const explained = explain(fixture, library);
    for (const [year, { 结果, 缺 = [] }] of wantedYears) {
      const resolve = () => library.resolve({ region: REGION, on: `${year}-06-30`, knownOn: fixture.已知日 });
      // What was not yet published is no fault of the pack: there is no value, and that is all.
      const isKeptOut = 缺.some(({ 因 }) => 因 === '尚未公布' || 因 === '未记公布日');
      const fault = 结果 !== undefined ? fixture.采用时 : isKeptOut ? undefined : 'indicatorMissing';
      if (fault !== undefined) {
        expect([year, ...issuesOf(resolve).map(({ code }) => code)]).toEqual([year, fault]);
        continue;
      }
      const policy = resolve();
      const value = standardOn(policy, `${year}-12-31`);
      expect([year, value?.status, value?.value]).toEqual([year, 'derived', 结果]);
      const derivation: Derivation = formulaOf(explained, fixture, year).derivation;
      expect(value?.derivation).toEqual(derivation);
      expect(policy.program.parameters['incomeStandard']).toContainEqual({
        from: `${year}-01-01`,
        to: `${year}-12-31`,
        ...(结果 === undefined ? {} : { value: 结果 }),
      });
    }
  });
});

describe('standards of the shipped rules worked out by hand', () => {
  test('every formula is worked out for Gansu in 2023, 2024 and 2025', () => {
    const covered = shipped
      .filter(({ 区域 }) => 区域 === '620000')
      .flatMap((fixture) => yearsOf(fixture).map((year) => `${fixture.公式} ${year}`));
    for (const name of Object.keys(SHIPPED_FORMULAS))
      for (const year of [2023, 2024, 2025]) expect(covered).toContain(`${name} ${year}`);
  });

  test.each(shipped.map((fixture) => [fixture.编号, fixture.名称, fixture] as const))(
    '%s %s',
    (_, __, fixture) => {
      const years = explain(fixture, SHIPPED);
      for (const [year, expected] of expectations(fixture, 'halfUp'))
        expect({ year, ...answer(formulaOf(years, fixture, year), expected) }).toEqual({
          year,
          ...wanted(expected),
        });
    },
  );

  test('the line of Dehua for 2024 is twice its minimum living standard, and the difference is nothing', () => {
    const [year] = explainStandard(SHIPPED, { region: '350526', from: 2024, to: 2024 }).years;
    const found = year?.formulas.find(
      ({ derivation }) => derivation.formula === 'multipleOfMinimumLivingStandard',
    );
    expect([year?.inForce?.value, found?.derivation.value, found?.difference, found?.relative]).toEqual([
      '19560',
      '19560',
      '0',
      '0',
    ]);
    expect(derivationOf(year as YearOfStandard, 'multipleOfMinimumLivingStandard').arithmetic).toBe(
      '9780 × 2',
    );
  });
});
