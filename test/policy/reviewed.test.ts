/** Faults that a review found: wrong answers of layers laid over each other. */
import { describe, expect, test } from 'vitest';
import { openPacks, type PolicyFile, resolvePolicy } from '../../src/index.js';
import { confirmed, issuesOf, SHIPPED_FILES } from './support.js';

const title = { zh: '试验', en: 'trial' };
const source = { authority: 'provincial', document: 'notice', status: 'announced' } as const;
const file = (path: string, content: object): PolicyFile => ({ path, text: JSON.stringify(content) });
const documents = (folder: string): PolicyFile =>
  file(`${folder}/documents.json`, {
    kind: 'documents',
    documents: { [`notice${folder}`]: { title: '试验通知', confidence: 'high', date: '2024-03-01' } },
  });
const pack = (name: string, region: string, more: object = {}): PolicyFile =>
  file(`${name}/pack.json`, { kind: 'pack', name, region, title, inForce: { from: '2021-05-16' }, ...more });
const values = (name: string, content: object): PolicyFile =>
  file(`${name}/values.json`, { kind: 'parameterValues', values: content });
const overriding = (upper: string, name: string, act = 'replace') => ({
  overrides: { pack: upper, act, reason: '试验', document: `notice${name}` },
});

const province = [
  pack('upper', '520000'),
  documents('upper'),
  values('upper', {
    incomeStandard: {
      permits: ['replace'],
      values: [
        { from: '2024-01-01', to: '2024-12-31', value: '8000', ...source, document: 'noticeupper' },
        {
          from: '2025-01-01',
          to: '2025-12-31',
          formula: 'indexedByRuralIncome',
          ...source,
          status: 'derived',
          document: 'noticeupper',
        },
      ],
    },
  }),
];
const county = [
  pack('lower', '520324'),
  documents('lower'),
  values('lower', {
    incomeStandard: {
      ...overriding('upper', 'lower'),
      values: [
        {
          from: '2024-01-01',
          to: '2024-12-31',
          value: '8800',
          ...source,
          authority: 'county',
          document: 'noticelower',
        },
      ],
    },
    ruralIncomeShare: {
      ...overriding('nationalIncomeStandard', 'lower'),
      values: [{ from: '2024-01-01', to: '2025-12-31', value: '0.9', ...source, document: 'noticelower' }],
    },
  }),
];

describe('a line that a province derives', () => {
  const on = '2025-06-01';
  const files = confirmed([...SHIPPED_FILES, ...province, ...county], { region: '520324', on });
  const lineOf = (region: string): unknown =>
    resolvePolicy(files, { region, on }).parameters['incomeStandard']?.series.find(
      ({ from, to = '' }) => from <= on && on <= to,
    )?.value;

  test('is the same in every county, also in one with a line of its own the year before', () => {
    expect(lineOf('520324')).toBe(lineOf('520000'));
    expect(lineOf('520325')).toBe(lineOf('520000'));
    expect(Number(lineOf('520000'))).toBeGreaterThan(8_000);
  });
});

describe('the floor of the regime to 2025', () => {
  const withFloor = (act: string, value: string): PolicyFile[] => [
    pack('upper', '520000'),
    documents('upper'),
    values('upper', {
      incomeStandardFloor: {
        ...overriding('nationalIncomeStandard', 'upper', act),
        values: [{ from: '2024-01-01', to: '2024-12-31', value, ...source, document: 'noticeupper' }],
      },
    }),
  ];
  const request = { region: '520000', on: '2024-06-01' };

  test('is lowered by nobody', () => {
    const codes = (act: string): string[] =>
      issuesOf(() =>
        resolvePolicy(confirmed([...SHIPPED_FILES, ...withFloor(act, '4000')], request), request),
      ).map(({ code }) => code);
    expect(codes('replace')).toContain('overrideNotPermitted');
    expect(codes('tighten')).toContain('tightenedTheWrongWay');
  });

  test('may be raised', () => {
    const files = confirmed([...SHIPPED_FILES, ...withFloor('tighten', '6500')], request);
    expect(() => resolvePolicy(files, request)).not.toThrow();
  });
});

describe('figures of a region’s own pack', () => {
  const row = (region: string, value: string): PolicyFile => ({
    path: 'upper/figures.csv',
    text: `indicator,region,year,value,unit,vintage,status,publishedOn,confidence,source,note\ngdpPerCapita,${region},2024,${value},yuanPerPersonYear,preliminary,final,,high,试验,\n`,
  });
  const request = { region: '520000', on: '2024-06-01' };

  test('take the place of what ships, and say so', () => {
    const library = openPacks([...SHIPPED_FILES, pack('upper', '520000'), row('520000', '60000')]);
    const [, own] = library.packs.indicators.of('gdpPerCapita', '520000', 2024);
    expect(own).toMatchObject({ value: '60000', source: '试验' });
    expect(own?.insteadOf?.value).toMatch(/^\d+$/);
    expect(() => library.resolve(request)).not.toThrow();
  });

  test('of another region are an error', () => {
    const library = openPacks([...SHIPPED_FILES, pack('upper', '520000'), row('530000', '60000')]);
    expect(library.issues).toMatchObject([{ code: 'figureOutsidePack', path: [2, 'region'] }]);
  });
});

describe('a permission', () => {
  const request = { region: '520324', on: '2024-06-01' };
  const floor = (name: string, upper: string, act: string, value: string, permits?: string[]): PolicyFile =>
    values(name, {
      incomeStandardFloor: {
        ...overriding(upper, name, act),
        ...(permits === undefined ? {} : { permits }),
        values: [{ from: '2024-01-01', to: '2024-12-31', value, ...source, document: `notice${name}` }],
      },
    });

  test('that a province did not have is not given on to its counties', () => {
    const files = [
      ...SHIPPED_FILES,
      pack('upper', '520000'),
      documents('upper'),
      floor('upper', 'nationalIncomeStandard', 'tighten', '6500', ['replace']),
      pack('lower', '520324'),
      documents('lower'),
      floor('lower', 'upper', 'replace', '4000'),
    ];
    expect(
      issuesOf(() => resolvePolicy(confirmed(files, request), request)).map(({ code }) => code),
    ).toContain('overrideNotPermitted');
  });
});

describe('a county that overrides its province', () => {
  const incomeStandardOn = (files: readonly PolicyFile[], on: string, knownOn?: string): unknown =>
    resolvePolicy(files, { region: '520324', on, knownOn }).parameters['incomeStandard']?.series.find(
      ({ from, to = '' }) => from <= on && on <= to,
    )?.value;
  const upper = (head: object): PolicyFile[] => [
    pack('upper', '520000', head),
    documents('upper'),
    values('upper', {
      incomeStandard: {
        permits: ['replace'],
        values: [
          {
            from: '2024-01-01',
            to: '2024-12-31',
            value: '8000',
            ...source,
            document: 'noticeupper',
            publishedOn: '2024-06-01',
          },
        ],
      },
    }),
  ];
  const years = (...given: string[]) => [
    pack('lower', '520324'),
    documents('lower'),
    values('lower', {
      incomeStandard: {
        ...overriding('upper', 'lower'),
        values: given.map((year) => ({
          from: `${year}-01-01`,
          to: `${year}-12-31`,
          value: '8800',
          ...source,
          document: 'noticelower',
          publishedOn: '2024-03-01',
        })),
      },
    }),
  ];

  test('keeps its line on days when the province’s was not yet known', () => {
    const request = { region: '520324', on: '2024-04-01' };
    const files = confirmed([...SHIPPED_FILES, ...upper({}), ...years('2024')], request);
    expect(incomeStandardOn(files, request.on, '2024-04-01')).toBe('8800');
  });

  test('keeps its line on days when the province’s pack is no longer in force', () => {
    const request = { region: '520324', on: '2024-04-01' };
    const ended = upper({ inForce: { from: '2021-05-16', to: '2024-12-31' } });
    const files = confirmed([...SHIPPED_FILES, ...ended, ...years('2024', '2025')], request);
    expect(incomeStandardOn(files, '2024-04-01')).toBe('8800');
    expect(incomeStandardOn(files, '2025-04-01')).toBe('8800');
  });
});
