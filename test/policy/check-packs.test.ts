import { describe, expect, test } from 'vitest';
import { checkPacks, confirmOverrides, openPacks, type PackCheck, type PolicyFile } from '../../src/index.js';
import { BASE_FILES, confirmed, withFiles } from './support.js';

const check = (
  files: readonly PolicyFile[],
  request: { regions?: readonly string[]; on?: string; days?: number } = {},
): PackCheck => checkPacks(openPacks(files), { on: '2024-06-01', days: 90, ...request });

const value = (from: string, to: string | undefined, more: object = {}): object => ({
  from,
  ...(to === undefined ? {} : { to }),
  value: '7800',
  status: 'announced',
  document: 'notice',
  authority: 'provincial',
  ...more,
});
const line = (values: readonly object[], more: object = {}) => ({
  'province/line.json': { kind: 'parameterValues', values: { line: { ...more, values } } },
});
const stretches = ({ withoutValue }: PackCheck, region = '900000'): string[] =>
  withoutValue
    .filter((each) => each.region === region && each.parameter !== '')
    .map(({ parameter, from, to, status }) => [parameter, from, to ?? '…', status ?? '—'].join(' '));
const ends = ({ runsOut }: PackCheck): string[] =>
  runsOut.map(({ region, kind, name, to }) => [region, kind, name, to].join(' '));

describe('checking packs', () => {
  test('of the base pack finds no fault, and the days without a line', () => {
    const found = check(BASE_FILES);
    expect(found.issues).toEqual([]);
    expect(found.regions).toEqual(['000000', '900000']);
    expect(stretches(found)).toEqual(['line 2020-01-01 2023-12-31 —', 'line 2025-01-01 … —']);
    expect(found.withoutValue[0]?.title).toEqual({ zh: '标准', en: 'line' });
  });

  test('looks at the regions that it is asked for, in order', () => {
    expect(check(BASE_FILES, { regions: ['900000'] }).regions).toEqual(['900000']);
    expect(check(BASE_FILES, { regions: ['900100', '000000'] }).regions).toEqual(['000000', '900100']);
    expect(check(BASE_FILES, { regions: [] })).toMatchObject({ regions: [], withoutValue: [], runsOut: [] });
  });

  test('of a region without a pack looks from the day asked for', () => {
    const found = check(BASE_FILES, { regions: ['900100'], on: '2024-06-01' });
    expect(stretches(found, '900100')).toEqual(['line 2025-01-01 … —']);
  });

  test('the nation does not have to set what it leaves open', () => {
    expect(stretches(check(BASE_FILES), '000000')).toEqual([]);
  });

  test('neither changes the files nor its answer when it is asked again', () => {
    const library = openPacks(BASE_FILES);
    const request = { on: '2024-06-01', days: 300 };
    expect(checkPacks(library, request)).toEqual(checkPacks(library, request));
    expect(check([...BASE_FILES].reverse(), { days: 300 })).toEqual(checkPacks(library, request));
  });
});

describe('days without a value', () => {
  test('are one stretch where something else changes among them', () => {
    const halves = (name: string) => ({
      'province/months.json': {
        kind: 'parameters',
        parameters: {
          [name]: {
            title: { zh: '另', en: 'other' },
            type: 'number',
            unit: 'months',
            values: [
              value('2021-01-01', '2021-12-31', { value: '1' }),
              value('2022-06-01', undefined, { value: '2' }),
            ],
          },
        },
      },
    });
    const found = check(withFiles(halves('otherMonths')));
    expect(found.issues).toEqual([]);
    // Boundaries on 2021-01-01, 2022-01-01 and 2022-06-01 lie within the first stretch.
    expect(stretches(found)).toEqual(['line 2020-01-01 2023-12-31 —', 'line 2025-01-01 … —']);
  });

  test('are several where the reasons differ', () => {
    const found = check(
      withFiles(
        line([
          value('2024-01-01', '2024-12-31'),
          {
            from: '2025-01-01',
            to: '2025-06-30',
            status: 'expected',
            expectedOn: '2025-03-31',
            authority: 'projectDefault',
          },
          { from: '2025-07-01', to: '2025-12-31', status: 'withdrawn', authority: 'projectDefault' },
          {
            from: '2026-01-01',
            to: '2026-12-31',
            status: 'undated',
            value: '8100',
            authority: 'projectDefault',
          },
        ]),
      ),
    );
    expect(found.issues).toEqual([]);
    expect(stretches(found)).toEqual([
      'line 2020-01-01 2023-12-31 —',
      'line 2025-01-01 2025-06-30 expected',
      'line 2025-07-01 2025-12-31 withdrawn',
      'line 2026-01-01 2026-12-31 undated',
      'line 2027-01-01 … —',
    ]);
    expect(found.withoutValue.find(({ status }) => status === 'expected')?.expectedOn).toBe('2025-03-31');
  });

  test('are several where a value lies between them, and one where two neighbours have the same reason', () => {
    const expected = {
      status: 'expected',
      value: undefined,
      note: 'x',
      document: undefined,
      authority: 'projectDefault',
    };
    const plain = (from: string, to: string) =>
      JSON.parse(JSON.stringify(value(from, to, expected))) as object;
    const found = check(
      withFiles(
        line([
          plain('2020-01-01', '2020-12-31'),
          plain('2021-01-01', '2021-12-31'),
          value('2022-01-01', '2022-01-01'),
          plain('2022-01-02', '2099-12-31'),
        ]),
      ),
    );
    expect(stretches(found)).toEqual([
      'line 2020-01-01 2021-12-31 expected',
      'line 2022-01-02 2099-12-31 expected',
      'line 2100-01-01 … —',
    ]);
  });

  test('are none where the value is carried over', () => {
    const found = check(
      withFiles(line([value('2020-01-01', '2024-12-31', { carriedOverTo: '2025-06-30' })])),
    );
    expect(stretches(found)).toEqual(['line 2025-07-01 … —']);
  });

  test('are none of a parameter that nothing reads', () => {
    const unread = {
      kind: 'parameters',
      parameters: {
        unread: { title: { zh: '无用', en: 'unread' }, type: 'number', unit: 'months', values: [] },
      },
    };
    expect(stretches(check(withFiles({ 'province/unread.json': unread })))).toEqual(
      stretches(check(BASE_FILES)),
    );
  });
});

describe('what runs out', () => {
  test.each([
    ['2024-10-02', 90, ['900000 parameter line 2024-12-31']],
    ['2024-10-01', 90, []],
    ['2024-12-31', 0, ['900000 parameter line 2024-12-31']],
    ['2025-01-01', 0, []],
    ['2023-12-31', 366, []],
    ['2024-01-01', 365, ['900000 parameter line 2024-12-31']],
    ['2024-01-01', 364, []],
  ])('looking from %s for %i days', (on, days, expected) => {
    expect(ends(check(BASE_FILES, { on, days }))).toEqual(expected);
  });

  test('is a value of a flag as well', () => {
    const nation = JSON.parse(
      BASE_FILES.find(({ path }) => path === 'nation/parameters.json')?.text ?? '{}',
    ) as { parameters: { strict: { values: { to?: string }[] } } };
    for (const each of nation.parameters.strict.values) each.to = '2024-06-30';
    const found = ends(
      check(withFiles({ 'nation/parameters.json': nation }), { on: '2024-06-01', days: 30 }),
    );
    expect(found.filter((each) => each.endsWith('parameter strict 2024-06-30')).length).toBeGreaterThan(0);
  });

  test('is a pack in force, not one to come or gone', () => {
    const pack = (from: string, to: string) => ({
      'province/pack.json': {
        kind: 'pack',
        name: 'province',
        region: '900000',
        title: { zh: '试验省', en: 'province' },
        inForce: { from, to },
      },
    });
    const endsOf = (from: string, to: string, on: string) =>
      ends(check(withFiles(pack(from, to)), { on, days: 30 })).filter((each) => each.includes(' pack '));
    expect(endsOf('2020-01-01', '2024-06-30', '2024-05-31')).toEqual(['900000 pack province 2024-06-30']);
    expect(endsOf('2020-01-01', '2024-06-30', '2024-05-30')).toEqual([]);
    expect(endsOf('2024-06-01', '2024-06-30', '2024-05-31')).toEqual([]);
    expect(endsOf('2020-01-01', '2024-06-30', '2024-07-01')).toEqual([]);
  });
});

describe('faults', () => {
  test('of the files and of every day are told at once, each once', () => {
    const files = withFiles({
      ...line([
        value('2021-01-01', '2021-12-31', { value: '5' }),
        value('2022-01-01', '2022-12-31', { document: 'nowhere' }),
      ]),
      'province/broken.json': '{',
      'province/rules.json': {
        kind: 'rules',
        rules: [
          {
            name: 'late',
            conditions: { all: [{ fact: 'ownsVehicel', operator: 'equal', value: true }] },
            event: {
              type: 'check',
              params: { title: { zh: '迟', en: 'late' }, authority: 'projectDefault', from: '2030-01-01' },
            },
          },
        ],
      },
    });
    const { issues } = check(files);
    const places = issues.map(({ file, path, code }) => `${file} ${path.join('.')} ${code}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toContainEqual(expect.stringMatching(/^province\/broken\.json /));
    expect(places).toContain('province/line.json values.line.values.0.value valueOutOfBounds');
    expect(places).toContain('province/line.json values.line.values.1.document unknownDocument');
    expect(places).toContainEqual(
      expect.stringMatching(/^province\/rules\.json rules\.0\.conditions.*unknownNameNear$/),
    );
    for (const { code, severity } of issues) expect([code, severity]).toEqual([code, 'error']);
  });

  test('on some days do not keep the other days from being looked at', () => {
    const rule = {
      kind: 'rules',
      rules: [
        {
          name: 'some',
          conditions: { all: [{ fact: 'nowhere', operator: 'equal', value: true }] },
          event: {
            type: 'check',
            params: {
              title: { zh: '某', en: 'some' },
              authority: 'projectDefault',
              from: '2021-01-01',
              to: '2021-12-31',
            },
          },
        },
      ],
    };
    const found = check(withFiles({ 'province/rules.json': rule }));
    expect(found.issues).toHaveLength(1);
    expect(stretches(found).at(-1)).toBe('line 2025-01-01 … —');
    expect(stretches(found)[0]).toBe('line 2020-01-01 2020-12-31 —');
  });

  test('never throw, even where nothing can be read', () => {
    expect(check([]).issues.map(({ code }) => code)).toEqual(['noPacks']);
    expect(check([{ path: 'a.json', text: '' }]).issues).toHaveLength(1);
  });

  test.fails('of an override of a rule with two versions can be confirmed', () => {
    const nation = JSON.parse(BASE_FILES.find(({ path }) => path === 'nation/rules.json')?.text ?? '{}') as {
      rules: { conditions: { all: object[] }; event: { params: Record<string, unknown> } }[];
    };
    const [early, ...others] = nation.rules as [(typeof nation.rules)[number], ...typeof nation.rules];
    const late = structuredClone(early);
    const own = structuredClone(early);
    early.event.params['to'] = '2024-06-30';
    late.event.params['from'] = '2024-07-01';
    late.conditions.all.pop();
    own.event.params = {
      title: { zh: '自定', en: 'own' },
      authority: 'provincial',
      document: 'notice',
      overrides: { pack: 'nation', act: 'replace', reason: '试验', document: 'notice' },
    };
    const files = withFiles({
      'nation/rules.json': { kind: 'rules', rules: [early, late, ...others] },
      'province/rules.json': { kind: 'rules', rules: [own] },
    });
    const { issues } = check(files);
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['overrideUnconfirmed']));
    const changes = new Map(confirmOverrides(files, issues).map((file) => [file.path, file]));
    expect(check(files.map((file) => changes.get(file.path) ?? file)).issues).toEqual([]);
  });

  test('of an unconfirmed override go when it is confirmed', () => {
    const files = withFiles({
      'province/facts.json': {
        kind: 'derivedFacts',
        derivedFacts: {
          perPerson: {
            title: { zh: '人均', en: 'per person' },
            formula: 'reportedNetIncomePerPerson',
            authority: 'provincial',
            document: 'notice',
            overrides: { pack: 'nation', act: 'replace', reason: '试验', document: 'notice' },
          },
        },
      },
    });
    expect(check(files).issues.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'overrideUnconfirmed province/facts.json',
    ]);
    expect(check(confirmed(files)).issues).toEqual([]);
  });
});

describe('what a region set apart, when it ends', () => {
  const county = (to: string): readonly PolicyFile[] =>
    confirmed(
      withFiles({
        ...line([value('2024-01-01', '2024-12-31'), value('2025-01-01', '2025-12-31')], {
          permits: ['replace'],
        }),
        'county/pack.json': {
          kind: 'pack',
          name: 'county',
          region: '900100',
          title: { zh: '县', en: 'county' },
          inForce: { from: '2020-01-01' },
        },
        'county/line.json': {
          kind: 'parameterValues',
          values: {
            line: {
              overrides: { pack: 'province', act: 'replace', reason: '试验', document: 'notice' },
              values: [value('2024-01-01', to, { value: '8800', authority: 'county' })],
            },
          },
        },
      }),
      { region: '900100', on: '2024-06-01' },
    );

  test('is told with the layer whose value is used from then on', () => {
    const { runsOut, issues } = check(county('2024-07-31'), { regions: ['900100'] });
    expect(issues).toEqual([]);
    expect(runsOut.map(({ name, to, fallsBackTo }) => [name, to, fallsBackTo?.en])).toEqual([
      ['line', '2024-07-31', 'test province'],
    ]);
  });

  test('is not told before it is near', () => {
    expect(check(county('2024-12-31'), { regions: ['900100'] }).runsOut).toEqual([]);
  });
});

describe('a file with a key that is not known', () => {
  test('is checked as it was probably meant, so that its other faults come at once', () => {
    const { issues } = check(
      withFiles(
        line([
          value('2024-01-01', '2024-12-31', { publishOn: '2024-03-01', document: 'notise' }),
          value('2024-12-01', '2025-12-31'),
        ]),
      ),
    );
    expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['schemaViolation', 'values.line.values.0'],
      ['overlappingValues', 'values.line.values'],
      ['unknownDocumentNear', 'values.line.values.0.document'],
    ]);
  });

  test.each([
    ['that is not JSON', '{', 'jsonSyntax'],
    [
      'with a day of no form',
      line([value('2024/1/1', '2024-12-31')])['province/line.json'],
      'schemaViolation',
    ],
  ])('one %s is said to be unread', (_, content, code) => {
    const library = openPacks(withFiles({ 'province/line.json': content }));
    expect(library.packs.unread).toEqual(['province/line.json']);
    expect(library.issues.map((each) => each.code)).toContain(code);
  });
});
