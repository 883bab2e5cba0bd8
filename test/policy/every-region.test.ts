import { describe, expect, test } from 'vitest';
import { compile, openPacks, type Policy } from '../../src/index.js';
import { addDays } from '../../src/values/day.js';
import { SHIPPED_FILES } from './support.js';

const FIRST_DAY = '2021-05-16';
const library = openPacks(SHIPPED_FILES);
const codes = [...library.packs.regions.codes()];
const withPack = new Set(library.packs.packs.map(({ head }) => head.region));
const provinces = codes.filter((code) => library.packs.regions.get(code)?.level === 'provincial');
const counties = codes.filter((code) => library.packs.regions.get(code)?.level === 'county');

/** The policies of a region from the first day on, one after another without a gap. */
function policiesFrom(region: string, first: string): Policy[] {
  const policies: Policy[] = [];
  for (let on: string | undefined = first; on !== undefined; ) {
    const policy: Policy = library.resolve({ region, on });
    policies.push(policy);
    on = policy.validTo === undefined ? undefined : addDays(policy.validTo, 1);
  }
  return policies;
}

describe('the shipped rules', () => {
  test('know 31 provinces and all their counties', () => {
    expect(provinces).toHaveLength(31);
    expect(counties.length).toBeGreaterThan(2_800);
  });

  test.each([...provinces, ...withPack])('of %s load on every day from 16 May 2021 on', (region) => {
    const policies = policiesFrom(region, FIRST_DAY);
    expect(policies[0]?.validFrom).toBe(FIRST_DAY);
    for (const [index, policy] of policies.entries()) {
      const next = policies[index + 1];
      if (next !== undefined) expect(next.validFrom).toBe(addDays(policy.validTo as string, 1));
      expect(policy.region.code).toBe(region);
    }
    expect(policies.at(-1)?.validTo).toBeUndefined();
  });

  test('of every county resolve, and a county without a pack has its province’s standard', {
    timeout: 60_000,
  }, () => {
    // One in ten, and those of the provinces that have packs below them.
    for (const county of counties.filter((_, index) => index % 10 === 0)) {
      if (withPack.has(county)) continue;
      const chain = library.packs.regions.ancestry(county).map(({ code }) => code);
      const above = chain.filter((code) => code !== county && withPack.has(code)).at(-1) as string;
      const on = '2023-06-01';
      const [own, upper] = [county, above].map((region) => library.resolve({ region, on }));
      expect(own?.parameters['incomeStandard']?.series, county).toEqual(
        upper?.parameters['incomeStandard']?.series,
      );
    }
  });

  test('never lend a county’s line to its province', () => {
    for (const { head } of library.packs.packs) {
      const level = library.packs.regions.get(head.region)?.level;
      if (level !== 'county' && level !== 'prefectural') continue;
      const province = library.packs.regions.ancestry(head.region)[1]?.code as string;
      for (const policy of policiesFrom(province, FIRST_DAY))
        expect(policy.layers.map(({ name }) => name)).not.toContain(head.name);
    }
  });

  test.each([
    // [region, day, value]
    ['000000', '2024-01-01', undefined],
    ['210000', '2021-07-01', '6600'],
    ['210000', '2022-12-31', '7260'],
    ['210000', '2023-01-01', undefined],
    ['350121', '2023-06-01', '10560'],
    ['350526', '2024-06-01', '19560'],
    ['350982', '2022-06-01', undefined],
    ['350000', '2024-06-01', undefined],
    ['360703', '2024-06-01', '8500'],
    ['360000', '2024-06-01', undefined],
    ['410522', '2023-06-01', '7500'],
    ['410000', '2023-06-01', undefined],
    ['420000', '2023-06-01', '7600'],
    ['420000', '2022-06-01', undefined],
    ['420300', '2022-06-01', '6900'],
    ['420300', '2023-06-01', '7600'],
    ['420302', '2022-06-01', '6900'],
    ['530000', '2025-06-01', '8700'],
    ['532328', '2023-06-01', '8050'],
    ['530000', '2023-06-01', undefined],
    ['610824', '2021-06-01', '6000'],
    ['610000', '2021-06-01', undefined],
    ['620000', '2022-06-01', '6500'],
    ['620000', '2023-06-01', '7200'],
    ['620000', '2024-06-01', '7800'],
    ['620000', '2025-06-01', undefined],
    ['620171', '2025-06-01', '8600'],
    ['620102', '2025-06-01', undefined],
    ['632800', '2021-06-01', '6000'],
    ['630000', '2021-06-01', undefined],
  ])('of %s on %s have the income standard %s', (region, on, value) => {
    const { standards } = compile(library.resolve({ region, on })).assess({}, { on });
    expect(standards.map((standard) => standard.value)).toEqual([value]);
  });
});
