import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { DixianError, openPacks, type Policy, resolvePolicy } from '../../src/index.js';
import { addDays } from '../../src/values/day.js';
import { BASE_FILES, confirmed, SHIPPED_FILES, withFiles } from './support.js';

/** One library for all runs: what it keeps of earlier answers must never show in later ones. */
const library = openPacks(SHIPPED_FILES);

const regions = fc.constantFrom(
  ...['000000', '110000', '210000', '350102', '350121', '350526', '350982', '360703', '410522', '420000'],
  ...['420300', '420302', '530000', '532328', '610824', '620000', '620102', '620171', '632800', '632801'],
);
const days = fc.oneof(
  fc.integer({ min: 0, max: 2_500 }).map((count) => addDays('2020-06-01', count)),
  fc.constantFrom('2021-05-15', '2021-05-16', '2023-12-31', '2024-01-01', '2025-12-31', '2026-01-01'),
);
const requests = fc.record({ region: regions, on: days, knownOn: fc.option(days, { nil: undefined }) });

const ours = (year: number, more: object): object => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  status: 'derived',
  authority: 'projectDefault',
  ...more,
});
const lines = (values: readonly object[], more: object = {}): object => ({
  kind: 'parameterValues',
  values: { line: { ...more, values } },
});
/** A province whose lines are each worked out on the one before, and a county with lines of its own in between. */
const DERIVED_FILES = confirmed(
  withFiles({
    'province/line.json': lines(
      [
        ours(2022, { value: '7000' }),
        ours(2023, { formula: 'lineByPrices' }),
        ours(2024, { formula: 'lineByPrices', carriedOverTo: '2025-06-30' }),
      ],
      { permits: ['replace'] },
    ),
    'county/pack.json': {
      kind: 'pack',
      name: 'county',
      region: '900100',
      title: { zh: '县', en: 'county' },
      inForce: { from: '2020-01-01', to: '2025-03-31' },
    },
    'county/line.json': lines(
      [ours(2024, { from: '2024-03-01', formula: 'lineByIncome', figuresOf: '900000' })],
      {
        overrides: { pack: 'province', act: 'replace', reason: '试验', document: 'notice' },
      },
    ),
  }),
  { region: '900100', on: '2024-06-01' },
);

/** A policy, or the texts of what is wrong. */
function outcome(resolve: () => Policy): Policy | string {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof DixianError) return error.message;
    throw error;
  }
}

describe('a library of packs', () => {
  test.prop([requests], { numRuns: 8 })('gives the policy that its files alone give', (request) => {
    const policy = library.resolve(request);
    const alone = resolvePolicy(SHIPPED_FILES, request);
    expect(policy.hash).toBe(alone.hash);
    expect(policy).toEqual(alone);
  });

  test.prop([requests], { numRuns: 20 })(
    'gives one and the same policy on every day of its validity, and another beyond',
    (request) => {
      const policy = library.resolve(request);
      const { validFrom, validTo } = policy;
      expect([request.on >= validFrom, request.on <= (validTo ?? '9999-12-31')]).toEqual([true, true]);
      const on = (day: string): Policy => library.resolve({ ...request, on: day });
      expect(on(validFrom)).toBe(policy);
      expect(resolvePolicy(SHIPPED_FILES, { ...request, on: validFrom }).hash).toBe(policy.hash);
      if (validFrom > '1000-01-01') expect(on(addDays(validFrom, -1)).hash).not.toBe(policy.hash);
      if (validTo !== undefined) {
        expect(resolvePolicy(SHIPPED_FILES, { ...request, on: validTo }).hash).toBe(policy.hash);
        expect(on(addDays(validTo, 1)).hash).not.toBe(policy.hash);
      }
    },
  );

  test.prop([fc.array(requests, { minLength: 2, maxLength: 6 }), fc.nat()], { numRuns: 5 })(
    'gives the same answers in whatever order it is asked',
    (asked, seed) => {
      const [forwards, backwards] = [openPacks(SHIPPED_FILES), openPacks(SHIPPED_FILES)];
      const hashes = asked.map((request) => forwards.resolve(request).hash);
      const order = [...asked.keys()].sort((a, b) => ((a * 7 + seed) % 11) - ((b * 7 + seed) % 11));
      for (const index of order)
        expect(backwards.resolve(asked[index] as (typeof asked)[number]).hash).toBe(hashes[index]);
    },
  );

  test.prop(
    [
      fc.array(
        fc.record({
          region: fc.constantFrom('000000', '900000', '900100'),
          on: fc.integer({ min: 0, max: 1_500 }).map((count) => addDays('2021-12-01', count)),
          knownOn: fc.option(fc.constantFrom('2023-02-01', '2024-01-31', '2024-02-01', '2024-12-01'), {
            nil: undefined,
          }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
    ],
    { numRuns: 6 },
  )('with derived and carried-over values too', (asked) => {
    const opened = openPacks(DERIVED_FILES);
    for (const request of asked)
      expect(opened.resolve(request)).toEqual(resolvePolicy(DERIVED_FILES, request));
  });

  const broken = ['nation/derived-facts.json', 'province/line.json', 'figures.csv', 'regions.json'];
  test.prop(
    [
      fc.constantFrom(...broken),
      fc.nat(),
      fc.constantFrom('', ' ', '"', ',', '9', '{'),
      fc.constantFrom('900000', '900100', '999999'),
    ],
    { numRuns: 8 },
  )('of a damaged file reports what its files alone report', (path, place, put, region) => {
    const files = BASE_FILES.map((file) => {
      const at = place % file.text.length;
      return file.path === path
        ? { path, text: `${file.text.slice(0, at)}${put}${file.text.slice(at + 1)}` }
        : file;
    });
    const request = { region, on: '2024-06-01' };
    const opened = openPacks(files);
    const first = outcome(() => opened.resolve(request));
    expect(outcome(() => opened.resolve(request))).toEqual(first);
    expect(outcome(() => resolvePolicy(files, request))).toEqual(first);
  });
});
