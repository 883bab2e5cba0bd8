import { describe, expect, test } from 'vitest';
import { compile, type ParameterValue, type Policy, resolvePolicy } from '../../src/index.js';
import { BASE_REQUEST, codesOf, confirmed, issuesOf, withFiles } from './support.js';

type Files = Readonly<Record<string, unknown>>;
interface Asked {
  readonly on: string;
  readonly region?: string;
  readonly knownOn?: string | undefined;
}

const title = { zh: '试验', en: 'test' };
const resolve = (files: Files, asked: Asked): Policy => {
  const request = { ...BASE_REQUEST, ...asked };
  return resolvePolicy(confirmed(withFiles(files), request), request);
};

const FIGURES_HEADER = 'indicator,region,year,value,unit,vintage,status,publishedOn,confidence,source,note';

/** A value of a province, for the days of a year unless others are given. */
const value = (year: number, amount: string | undefined, more: object = {}): object => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  ...(amount === undefined ? {} : { value: amount }),
  status: 'announced',
  authority: 'provincial',
  document: 'notice',
  ...more,
});
const filling = (values: readonly object[], more: object = {}, parameter = 'line'): object => ({
  kind: 'parameterValues',
  values: { [parameter]: { ...more, values } },
});
const lineOf = (...values: readonly object[]): Files => ({ 'province/line.json': filling(values) });
const overrides = (pack: string, act = 'replace'): object => ({
  overrides: { pack, act, reason: '试验', document: 'notice' },
});
const packOf = (name: string, region: string, more: object = {}): object => ({
  kind: 'pack',
  name,
  region,
  title,
  inForce: { from: '2020-01-01' },
  ...more,
});

function inForceOf(policy: Policy, on: string, parameter = 'line'): ParameterValue | undefined {
  const [entry, ...others] = (policy.parameters[parameter]?.series ?? []).filter(
    (each) => each.from <= on && on <= (each.to ?? '9999-12-31'),
  );
  expect(others).toEqual([]);
  return entry;
}
const lineOn = (files: Files, on: string, more: Omit<Asked, 'on'> = {}): ParameterValue | undefined =>
  inForceOf(resolve(files, { on, ...more }), on);

/** What becomes of a household that has nothing but an income of 5,000 yuan, below every line here. */
function outcomeOf(files: Files, asked: Asked): string {
  const poor = { reportedNetIncome: 5_000, reportedMemberCount: 1, ableToCope: false };
  return compile(resolve(files, asked)).assess(poor, asked).identification.outcome;
}

describe('the two time axes: in force on a day, known on a day', () => {
  const files = lineOf(
    value(2023, '7200', { publishedOn: '2023-01-20' }),
    value(2024, '7800', { publishedOn: '2024-04-09' }),
  );

  test.each([
    // For the day, known on: value, status, outcome.
    ['2024-06-01', undefined, '7800', 'announced', 'identify'],
    ['2024-06-01', '2024-06-01', '7800', 'announced', 'identify'],
    ['2024-06-01', '2024-04-09', '7800', 'announced', 'identify'],
    ['2024-06-01', '2024-04-08', undefined, 'notYetKnown', 'noStandard'],
    ['2024-03-01', '2024-03-01', undefined, 'notYetKnown', 'noStandard'],
    ['2024-03-01', '2024-06-01', '7800', 'announced', 'identify'],
    ['2023-06-01', '2024-03-01', '7200', 'announced', 'identify'],
    ['2023-06-01', '2023-01-20', '7200', 'announced', 'identify'],
    ['2023-06-01', '2023-01-19', undefined, 'notYetKnown', 'noStandard'],
  ])(
    'the line of %s, known on %s: %s (%s), and a poor household: %s',
    (on, knownOn, amount, status, outcome) => {
      const entry = lineOn(files, on, { knownOn });
      expect([entry?.value, entry?.status]).toEqual([amount, status]);
      expect(outcomeOf(files, { on, knownOn })).toBe(outcome);
    },
  );

  test('what is not yet known says when it was published, and shows its figure nowhere', () => {
    const policy = resolve(files, { on: '2024-03-01', knownOn: '2024-03-01' });
    expect(inForceOf(policy, '2024-03-01')).toMatchObject({ publishedOn: '2024-04-09' });
    expect(JSON.stringify(policy)).not.toContain('7800');
  });

  test('the assessment names what is missing', () => {
    const asked = { on: '2024-03-01', knownOn: '2024-03-01' };
    const { missing } = compile(resolve(files, asked)).assess(
      { reportedNetIncome: 5_000, reportedMemberCount: 1, ableToCope: false },
      asked,
    ).identification;
    expect(missing.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['parameter line']);
  });

  test.each([
    ['the day of its document where it has no day of its own', { document: 'notice' }, '2024-01-01', true],
    ['not before that day', { document: 'notice' }, '2023-12-31', false],
    ['never, where nobody recorded a day', { document: 'undated' }, '2030-01-01', false],
    ['always, where it is only our own default', { authority: 'projectDefault' }, '1999-01-01', true],
  ])('a value is known from %s', (_, more, knownOn, isKnown) => {
    const undated = { undated: { title: '无日期', confidence: 'low' } };
    const dated = { notice: { title: '通知', date: '2024-01-01', confidence: 'high' } };
    const given = {
      ...lineOf(value(2024, '7800', more)),
      'province/documents.json': { kind: 'documents', documents: { ...dated, ...undated } },
    };
    expect(lineOn(given, '2024-06-01', { knownOn })?.status).toBe(isKnown ? 'announced' : 'notYetKnown');
    expect(lineOn(given, '2024-06-01')?.status).toBe('announced');
  });

  test('a county whose own line is not yet known keeps the line of its province until then', () => {
    const given = {
      'province/line.json': filling([value(2024, '7800', { publishedOn: '2023-12-20' })], {
        permits: ['replace'],
      }),
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling(
        [value(2024, '8600', { publishedOn: '2024-04-09' })],
        overrides('province'),
      ),
    };
    const known = (knownOn: string) => lineOn(given, '2024-06-01', { region: '900100', knownOn });
    expect(known('2024-04-08')).toMatchObject({ value: '7800', layer: 'province' });
    expect(known('2024-04-09')).toMatchObject({ value: '8600', layer: 'county' });
  });
});

describe('a derived value', () => {
  const derived = (year: number, formula: string, more: object = {}) =>
    value(year, undefined, { status: 'derived', formula, ...more });
  // A default of ours is known always, so that only the figures decide.
  const ours = lineOf(derived(2024, 'lineByIncome', { authority: 'projectDefault' }));

  test.each([
    // Known on: value, status of its figure, outcome. 12,500 × 0.6 = 7,500; revised in December: 13,000 × 0.6.
    [undefined, '7800', 'final', 'identify'],
    ['2024-12-01', '7800', 'final', 'identify'],
    ['2024-11-30', '7500', 'preliminary', 'identify'],
    ['2024-02-01', '7500', 'preliminary', 'identify'],
    ['2024-01-31', undefined, undefined, 'noStandard'],
  ])('is worked out from the figures that were known on %s: %s', (knownOn, amount, status, outcome) => {
    const entry = lineOn(ours, '2024-06-01', { knownOn });
    const figures = entry?.derivation?.inputs.flatMap((input) =>
      input.kind === 'indicator' && input.figure !== undefined ? [input.figure.status] : [],
    );
    expect([entry?.value, figures]).toEqual([amount, status === undefined ? [] : [status]]);
    expect(outcomeOf(ours, { on: '2024-06-01', knownOn })).toBe(outcome);
  });

  test('is worked out on the value of the year before, which may be derived itself', () => {
    const chain = lineOf(value(2022, '7000'), derived(2023, 'lineByPrices'), derived(2024, 'lineByPrices'));
    // 7,000 × 1.02 = 7,140; 7,140 × 1.01 = 7,211.4, to the next 10.
    expect(lineOn(chain, '2023-06-01')?.value).toBe('7140');
    expect(lineOn(chain, '2024-06-01')?.value).toBe('7210');
  });

  test('of a county reads the figures of the region that it names', () => {
    const files = {
      'province/line.json': { kind: 'parameterValues', values: {} },
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling([derived(2024, 'lineByIncome', { figuresOf: '900000' })]),
    };
    expect(lineOn(files, '2024-06-01', { region: '900100' })).toMatchObject({
      value: '7800',
      layer: 'county',
      derivation: { region: '900000', year: 2024 },
    });
  });

  test.each([
    ['the earlier first', ['2021-02-01', '2022-02-01']],
    ['the later first', ['2022-02-01', '2021-02-01']],
  ])('of a figure that is given twice, %s, is known from the earlier publication', (_, published) => {
    const rows = published.map(
      (day) => `prices,900000,2020,103,percent,published,final,${day},high,a test bulletin,`,
    );
    const files = {
      ...lineOf(
        value(2020, '7000', { authority: 'projectDefault' }),
        derived(2021, 'lineByPrices', { authority: 'projectDefault' }),
      ),
      'more-figures.csv': `${[FIGURES_HEADER, ...rows].join('\n')}\n`,
    };
    expect(lineOn(files, '2021-06-01', { knownOn: '2021-01-31' })?.value).toBe(undefined);
    expect(lineOn(files, '2021-06-01', { knownOn: '2021-02-01' })?.value).toBe('7210');
  });

  test('carried over is still that of the year it was made for', () => {
    const files = lineOf(derived(2024, 'lineByIncome', { carriedOverTo: '2025-06-30' }));
    expect(lineOn(files, '2025-03-01')).toMatchObject({
      value: '7800',
      carriedOver: true,
      derivation: { year: 2024 },
    });
  });
});

describe('a carried-over value', () => {
  const carried = value(2024, '7800', { carriedOverTo: '2025-06-30' });
  const files = lineOf(carried);

  test.each([
    ['2024-12-31', '7800', undefined, 'identify'],
    ['2025-01-01', '7800', true, 'identify'],
    ['2025-06-30', '7800', true, 'identify'],
    ['2025-07-01', undefined, undefined, 'noStandard'],
  ])('on %s is %s, and goes on to its day only', (on, amount, carriedOver, outcome) => {
    const entry = lineOn(files, on);
    expect([entry?.value, entry?.carriedOver]).toEqual([amount, carriedOver]);
    expect(outcomeOf(files, { on })).toBe(outcome);
  });

  test('is another policy than that of its own year, and ends with its last day', () => {
    expect([2024, 2025].map((year) => resolve(files, { on: `${year}-03-01` }))).toMatchObject([
      { validFrom: '2024-01-01', validTo: '2024-12-31' },
      { validFrom: '2025-01-01', validTo: '2025-06-30' },
    ]);
  });

  test.each([
    ['2025-03-31', '7800', true],
    ['2025-04-01', '8200', undefined],
    ['2025-12-31', '8200', undefined],
  ])('gives way to what is announced from April on: on %s it is %s', (on, amount, carriedOver) => {
    const announced = lineOf(carried, value(2025, '8200', { from: '2025-04-01' }));
    const entry = lineOn(announced, on);
    expect([entry?.value, entry?.carriedOver]).toEqual([amount, carriedOver]);
  });

  test.each([
    ['withdrawn', undefined],
    ['notApplicable', undefined],
    ['expected', '7800'],
  ])('while the new year is %s is %s', (status, amount) => {
    const next = lineOf(carried, value(2025, undefined, { status, expectedOn: '2025-04-09' }));
    expect(lineOn(next, '2025-03-01')?.value).toBe(amount);
  });

  test.each([
    ['2025-04-08', '2025-03-01', '7800', true],
    ['2025-04-09', '2025-03-01', '8200', undefined],
    ['2025-04-08', '2025-07-01', undefined, undefined],
  ])(
    'known on %s, on %s is %s: what was not yet announced takes nothing over',
    (knownOn, on, amount, over) => {
      const announced = lineOf(
        { ...carried, publishedOn: '2024-01-01' },
        value(2025, '8200', { publishedOn: '2025-04-09' }),
      );
      const entry = lineOn(announced, on, { knownOn });
      expect([entry?.value, entry?.carriedOver]).toEqual([amount, over]);
    },
  );

  test('of a province lies below the value of a county', () => {
    const county = {
      'province/line.json': filling([carried], { permits: ['replace'] }),
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling([value(2025, '8600', { from: '2025-03-01' })], overrides('province')),
    };
    const inCounty = (on: string) => lineOn(county, on, { region: '900100' });
    expect(['2025-02-28', '2025-03-01', '2025-06-30', '2025-12-31'].map((on) => inCounty(on)?.value)).toEqual(
      ['7800', '8600', '8600', '8600'],
    );
  });
});

describe('a value without a figure in force', () => {
  test.each([
    ['undated', { value: '14670' }],
    ['expected', { expectedOn: '2024-04-01' }],
    ['expected', { note: '不知何日公布' }],
    ['withdrawn', {}],
    ['notApplicable', {}],
  ])('%s (%o) is shown as such and used on no day', (status, more) => {
    const files = lineOf(value(2024, undefined, { status, ...more }));
    for (const on of ['2024-01-01', '2024-06-01', '2024-12-31']) {
      const policy = resolve(files, { on });
      expect(inForceOf(policy, on)).toMatchObject({ status });
      expect(inForceOf(policy, on)).not.toHaveProperty('value');
      expect(policy.program.parameters['line']?.filter((entry) => 'value' in entry)).toEqual([]);
      expect(outcomeOf(files, { on })).toBe('noStandard');
    }
  });

  test.each([
    ['undated', { value: '14670' }],
    ['expected', { expectedOn: '2024-04-01' }],
  ])('%s of a county hides no value of its province', (status, more) => {
    const files = {
      'province/line.json': filling([value(2024, '7800')], { permits: ['replace'] }),
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling([value(2024, undefined, { status, ...more })], overrides('province')),
    };
    expect(lineOn(files, '2024-06-01', { region: '900100' })).toMatchObject({
      value: '7800',
      layer: 'province',
    });
  });

  test.each(['withdrawn', 'notApplicable'])('%s of a county takes the place of its province’s', (status) => {
    const files = {
      'province/line.json': filling([value(2024, '7800')], { permits: ['replace'] }),
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling([value(2024, undefined, { status })], overrides('province')),
    };
    const entry = lineOn(files, '2024-06-01', { region: '900100' });
    expect([entry?.status, entry?.value, entry?.layer]).toEqual([status, undefined, 'county']);
  });

  test('undated keeps its figure for people to read', () => {
    const files = lineOf(value(2024, '14670', { status: 'undated' }));
    expect(lineOn(files, '2024-06-01')).toMatchObject({ undatedValue: '14670' });
  });

  test('expected says when it is expected', () => {
    const files = lineOf(value(2024, undefined, { status: 'expected', expectedOn: '2024-04-01' }));
    expect(lineOn(files, '2024-06-01')).toMatchObject({ expectedOn: '2024-04-01' });
  });
});

describe('two lower layers', () => {
  const files = {
    'province/line.json': filling([value(2024, '7800')], { permits: ['replace'] }),
    'county/pack.json': packOf('county', '900100'),
    'county/line.json': filling([value(2024, '8000', { from: '2024-03-01', to: '2024-08-31' })], {
      ...overrides('province'),
      permits: ['replace'],
    }),
    'office/pack.json': packOf('office', '900100', { below: 'county' }),
    'office/line.json': filling(
      [value(2024, '8100', { from: '2024-05-01', to: '2024-05-31' })],
      overrides('county'),
    ),
  };

  test.each([
    ['2024-02-29', '7800', 'province'],
    ['2024-03-01', '8000', 'county'],
    ['2024-04-30', '8000', 'county'],
    ['2024-05-01', '8100', 'office'],
    ['2024-05-31', '8100', 'office'],
    ['2024-06-01', '8000', 'county'],
    ['2024-08-31', '8000', 'county'],
    ['2024-09-01', '7800', 'province'],
  ])('on %s the line is %s, by %s', (on, amount, layer) => {
    expect(lineOn(files, on, { region: '900100' })).toMatchObject({ value: amount, layer });
    expect(lineOn(files, on)).toMatchObject({ value: '7800', layer: 'province' });
  });

  test('the lowest answers to the one above it, not to the province', () => {
    const wrong = {
      ...files,
      'office/line.json': filling(
        [value(2024, '8100', { from: '2024-05-01', to: '2024-05-31' })],
        overrides('province'),
      ),
    };
    expect(
      issuesOf(() => resolve(wrong, { on: '2024-06-01', region: '900100' })).map(
        ({ code, file }) => `${code} ${file}`,
      ),
    ).toEqual(['overridesOtherPack office/line.json']);
  });
});

describe('a bound with days', () => {
  const announced = (from: string, to: string | undefined, amount: string | undefined) => ({
    from,
    ...(to === undefined ? {} : { to }),
    ...(amount === undefined ? {} : { value: amount }),
    status: amount === undefined ? 'notApplicable' : 'announced',
    authority: 'national',
    document: 'rulebook',
  });
  const amount = { title, type: 'number', unit: 'yuanPerPersonYear' };
  const national = {
    'nation/regime.json': {
      kind: 'parameters',
      parameters: {
        bounded: { ...amount, minimum: 'floor', open: 'must', values: [] },
        // The floor rises in the middle of 2024 and ends with the regime of 2025.
        floor: {
          ...amount,
          values: [
            announced('2024-01-01', '2024-06-30', '6000'),
            announced('2024-07-01', '2025-12-31', '6500'),
            announced('2026-01-01', undefined, undefined),
          ],
        },
      },
    },
  };
  const codes = (files: Files, region = '900000'): readonly string[] =>
    codesOf(() => resolve(files, { on: '2025-06-01', region }));

  test.each([
    ['2024-01-01', '2024-06-30', '6000', []],
    ['2024-01-01', '2024-06-30', '5999.99', ['valueOutOfBounds']],
    ['2024-01-01', '2024-07-01', '6499.99', ['valueOutOfBounds']],
    ['2024-07-01', '2025-12-31', '6500', []],
    ['2025-12-31', '2026-12-31', '6499.99', ['valueOutOfBounds']],
    ['2026-01-01', '2026-12-31', '1', []],
    ['2023-01-01', '2023-12-31', '1', []],
  ])('holds on the days it is in force: from %s to %s, %s gives %j', (from, to, text, expected) => {
    const files = { 'province/bounded.json': filling([value(2024, text, { from, to })], {}, 'bounded') };
    expect(codes({ ...national, ...files })).toEqual(expected);
  });

  describe('that a province sets binds its counties', () => {
    const province = (inForce: object, own: string) => ({
      'province/pack.json': packOf('province', '900000', { inForce }),
      'province/line.json': filling([value(2024, own)], { minimum: '7000', permits: ['replace'] }),
    });
    const county = (year: number, text: string) => ({
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling([value(year, text)], overrides('province')),
    });
    const always = { from: '2020-01-01' };

    test.each([
      ['6999.99', ['valueOutOfBounds']],
      ['7000', []],
      // Above the province's floor and the nation's, and above the nation's ceiling.
      ['20000.01', ['valueOutOfBounds']],
    ])('a county with %s gives %j', (text, expected) => {
      expect(codes({ ...province(always, '7800'), ...county(2024, text) }, '900100')).toEqual(expected);
    });

    test('and not the province itself', () => {
      expect(codes(province(always, '6900'))).toEqual([]);
      expect(codes(province(always, '5999'))).toEqual(['valueOutOfBounds']);
    });

    test.each([
      [2025, ['valueOutOfBounds']],
      [2026, []],
    ])('for the days of the pack that sets it only: a county with 6,500 in %d gives %j', (year, expected) => {
      const inForce = { from: '2020-01-01', to: '2025-12-31' };
      expect(codes({ ...province(inForce, '7800'), ...county(year, '6500') }, '900100')).toEqual(expected);
    });
  });
});

describe('a temporary layer', () => {
  const reason = { zh: '应对灾情', en: 'against a disaster' };
  const files = {
    'province/line.json': filling([value(2024, '7800')], { permits: ['replace'] }),
    'relief/pack.json': packOf('relief', '900000', {
      below: 'province',
      inForce: { from: '2024-03-01', to: '2024-05-31' },
      temporary: { reason },
    }),
    'relief/line.json': filling([value(2024, '9000')], overrides('province')),
    'relief/rules.json': {
      kind: 'rules',
      rules: [
        {
          name: 'checkRelief',
          conditions: { all: [{ fact: 'relocated', operator: 'equal', value: true }] },
          event: { type: 'check', params: { title, authority: 'provincial', document: 'notice' } },
        },
      ],
    },
  };

  test.each([
    ['2024-02-29', '7800', ['checkCars'], undefined],
    ['2024-03-01', '9000', ['checkCars', 'checkRelief'], { reason, to: '2024-05-31' }],
    ['2024-05-31', '9000', ['checkCars', 'checkRelief'], { reason, to: '2024-05-31' }],
    ['2024-06-01', '7800', ['checkCars'], undefined],
  ])('on %s the line is %s and the checks are %s', (on, amount, checks, temporary) => {
    const policy = resolve(files, { on });
    expect(inForceOf(policy, on)?.value).toBe(amount);
    expect(policy.stages.check).toEqual(checks);
    expect(policy.layers.find((layer) => layer.name === 'relief')?.temporary).toEqual(temporary);
  });

  describe('over a province whose line a county replaces', () => {
    const county = {
      'county/pack.json': packOf('county', '900100'),
      'county/line.json': filling([value(2024, '8000')], overrides('province')),
    };
    /** Each pack confirmed once: the province's temporary one in April, the county's in February, without it. */
    const inCounty = (relief: object) => {
      const packs = withFiles({ ...files, ...county, 'relief/line.json': relief });
      const above = confirmed(packs, { region: '900000', on: '2024-04-01' });
      const all = confirmed(above, { region: '900100', on: '2024-02-01' });
      return (on: string) => resolvePolicy(all, { region: '900100', on });
    };

    test.each(['2024-02-29', '2024-03-01', '2024-05-31', '2024-06-01'])(
      "leaves the county's line alone, on %s too",
      (on) => {
        const policy = inCounty(filling([value(2024, '9000')], overrides('province')))(on);
        expect(inForceOf(policy, on)).toMatchObject({ value: '8000', layer: 'county' });
      },
    );

    test('may forbid it to replace the line in its days', () => {
      const resolveOn = inCounty(filling([value(2024, '9000')], { ...overrides('province'), permits: [] }));
      expect(codesOf(() => resolveOn('2024-02-29'))).toEqual([]);
      expect(codesOf(() => resolveOn('2024-03-01'))).toEqual(['overrideNotPermitted']);
    });
  });

  test('makes policies that are valid between its days', () => {
    const validity = ['2024-02-01', '2024-04-01', '2024-07-01'].map((on) => {
      const { validFrom, validTo } = resolve(files, { on });
      return [validFrom, validTo];
    });
    expect(validity).toEqual([
      ['2024-01-01', '2024-02-29'],
      ['2024-03-01', '2024-05-31'],
      ['2024-06-01', '2024-12-31'],
    ]);
  });

  test('after its days is as if it had never been', () => {
    const { 'province/line.json': line } = files;
    expect(resolve(files, { on: '2024-06-01' }).program).toEqual(
      resolve({ 'province/line.json': line }, { on: '2024-06-01' }).program,
    );
  });
});

describe('the next year, below a pack that has not set it', () => {
  const files = {
    ...lineOf(value(2024, '7800')),
    'own/pack.json': packOf('provinceOwn', '900000', { below: 'province' }),
    'own/line.json': filling([value(2025, '8600')]),
  };

  test('is filled in without an override, and leaves the year before as it is', () => {
    expect(lineOn(files, '2024-06-01')?.value).toBe('7800');
    expect(lineOn(files, '2025-06-01')?.value).toBe('8600');
  });

  test('a day that is set already still asks for an override', () => {
    const overlapping = { ...files, 'own/line.json': filling([value(2025, '8600', { from: '2024-12-31' })]) };
    const found = issuesOf(() => resolve(overlapping, { on: '2025-06-01' }));
    expect(found.map(({ code, file }) => `${code} ${file}`)).toEqual(['undeclaredOverride own/line.json']);
  });
});

describe('an override of a value that was worked out above', () => {
  const formula = (text: string): object => ({
    title,
    parameter: 'line',
    formula: text,
    rounding: { multiple: 'lineStep', mode: 'halfUp' },
    authority: 'projectDefault',
  });
  const below = (text: string): Files => ({
    'province/formulas.json': { kind: 'formulas', formulas: { ownFormula: formula(text) } },
    'province/line.json': filling(
      [
        value(2023, '7200'),
        value(2024, undefined, { status: 'derived', formula: 'ownFormula', authority: 'projectDefault' }),
      ],
      { permits: ['replace'] },
    ),
    'county/pack.json': packOf('county', '900100'),
    'county/line.json': filling([value(2024, '9000', { authority: 'county' })], overrides('province')),
  });
  const asked = { ...BASE_REQUEST, region: '900100', on: '2024-06-01' };
  const before = confirmed(withFiles(below('standard(year - 1) * (1 + growth("prices", year - 1))')), asked);
  const county = before.find(({ path }) => path === 'county/line.json')?.text ?? '';

  test('stands while the formula does', () => {
    expect(inForceOf(resolvePolicy(before, asked), asked.on)?.value).toBe('9000');
  });

  test('asks to be confirmed again when the formula is changed', () => {
    const after = withFiles({ ...below('standard(year - 1) + lineStep'), 'county/line.json': county });
    expect(codesOf(() => resolvePolicy(after, asked))).toEqual(['overrideOutdated']);
  });
});
