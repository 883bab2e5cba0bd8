import { describe, expect, test } from 'vitest';
import type { Household } from '../../src/index.js';
import { resolvePolicy } from '../../src/index.js';
import { engineFor } from '../../src/json-rules-engine.js';
import { assessorWith, ownText, policyWith, withRuleBook } from './rule-book-support.js';
import { BASE_REQUEST, codesOf, confirmed, issuesOf } from './support.js';

const on = BASE_REQUEST.on;
const HEAD = 'table,rule,concludes,titleZh,titleEn,note';

/** The nation's tier table with other columns and rows; a row gives its name, its conclusion and its cells. */
function table(columns: string, rows: readonly (readonly [string, string, string])[]): string {
  const lines = rows.map(([rule, concludes, cells]) => `tierTable,${rule},${concludes},试验,test,,${cells}`);
  return `${[`${HEAD},${columns}`, ...lines].join('\n')}\n`;
}
const withTable = (columns: string, rows: readonly (readonly [string, string, string])[]) => ({
  'nation/tiers.csv': table(columns, rows),
});
const tierOf = (changes: Readonly<Record<string, unknown>>, household: Household) =>
  assessorWith(changes).assess(household, { on }).tier;

describe('the rows of a decision table', () => {
  const housing = ['rowHousing', '重度困难', '是,-'] as const;
  const workers = ['rowWorkers', '轻度困难', '-,是'] as const;
  const columns = '住房 housingProblem,劳动力 hasWorkers';
  const both: Household = { housingProblem: true, reportedLabourCount: 1 };

  test.each([
    ['the housing row above', [housing, workers], '重度困难'],
    ['the housing row below', [workers, housing], '轻度困难'],
  ])('where two rows hold the first decides: %s', (_, rows, answer) => {
    expect(tierOf(withTable(columns, rows), both)).toEqual({ answer, possible: [answer] });
  });

  test('their order in the file is the order of the stage, whatever their names', () => {
    const rows = [
      ['zebra', '重度困难', '是,-'],
      ['ant', '轻度困难', '-,是'],
    ] as const;
    expect(policyWith(withTable(columns, rows)).stages.tier).toEqual(['zebra', 'ant']);
  });

  test('where no row holds nothing is concluded', () => {
    const household: Household = { housingProblem: false, reportedLabourCount: 0 };
    expect(tierOf(withTable(columns, [housing, workers]), household).answer).toBe('none');
  });

  test('a row above that is open keeps the answer open, however sure a row below is', () => {
    expect(tierOf(withTable(columns, [housing, workers]), { reportedLabourCount: 1 })).toEqual({
      answer: undefined,
      possible: ['重度困难', '轻度困难'],
    });
  });

  test('a row above that is open does not matter where the first row holds', () => {
    expect(tierOf(withTable(columns, [housing, workers]), { housingProblem: true }).answer).toBe('重度困难');
  });

  test('several files give the rows in the order of their names', () => {
    const changes = {
      ...withTable('housingProblem', [['rowOfFirstFile', '重度困难', '是']]),
      'nation/tiers-more.csv': table('hasWorkers', [['rowOfSecondFile', '轻度困难', '是']]),
    };
    expect(policyWith(changes).stages.tier).toEqual(['rowOfSecondFile', 'rowOfFirstFile']);
  });

  test('say on whose word they stand, which table they are of, and keep their note', () => {
    const changes = {
      'nation/tiers.csv': `${HEAD},housingProblem\ntierTable,row,重度困难,住房,housing,只看住房,是\n`,
    };
    expect(policyWith(changes).rules['row']).toMatchObject({
      table: 'tierTable',
      stage: 'tier',
      concludes: '重度困难',
      title: { zh: '住房', en: 'housing' },
      provenance: { authority: 'national', document: 'rulebook', note: '只看住房', layer: 'nation' },
    });
  });
});

describe('a cell of a decision table', () => {
  const cells = (column: string, cell: string) => withTable(column, [['row', '重度困难', cell]]);

  test.each<[string, string, string, Household, string]>([
    ['是 is true', 'housingProblem', '是', { housingProblem: true }, '重度困难'],
    ['是 is not false', 'housingProblem', '是', { housingProblem: false }, 'none'],
    ['否 is false', 'housingProblem', '否', { housingProblem: false }, '重度困难'],
    ['true is true', 'housingProblem', 'true', { housingProblem: true }, '重度困难'],
    ['false is not true', 'housingProblem', 'false', { housingProblem: true }, 'none'],
    ['a code', 'housingGrade', 'C', { housingGrade: 'C' }, '重度困难'],
    ['another code', 'housingGrade', 'C', { housingGrade: 'B' }, 'none'],
    ['one of several codes', 'housingGrade', 'C | D', { housingGrade: 'D' }, '重度困难'],
    ['none of several codes', 'housingGrade', 'C | D', { housingGrade: 'A' }, 'none'],
    ['below a parameter', 'perPerson', '<line', { reportedNetIncome: 7_799.99 }, '重度困难'],
    ['< leaves the line out', 'perPerson', '<line', { reportedNetIncome: 7_800 }, 'none'],
    ['<= takes the line in', 'perPerson', '<= line', { reportedNetIncome: 7_800 }, '重度困难'],
    ['> leaves the line out', 'perPerson', '> line', { reportedNetIncome: 7_800 }, 'none'],
    ['>= takes the line in', 'perPerson', '>=line', { reportedNetIncome: 7_800 }, '重度困难'],
    ['= is the line', 'perPerson', '=line', { reportedNetIncome: 7_800 }, '重度困难'],
    ['!= is not the line', 'perPerson', '!=line', { reportedNetIncome: 7_800 }, 'none'],
    ['包含', 'visitRisks', '包含 因病', { visitRisks: { complete: false, items: ['因病'] } }, '重度困难'],
    ['contains', 'visitRisks', 'contains 因病', { visitRisks: { complete: true, items: ['因学'] } }, 'none'],
    ['不含', 'visitRisks', '不含 因病', { visitRisks: { complete: true, items: ['因学'] } }, '重度困难'],
    ['excludes', 'visitRisks', 'excludes 因病', { visitRisks: { complete: true, items: ['因病'] } }, 'none'],
  ])('%s', (_, column, cell, household, answer) => {
    expect(tierOf(cells(column, cell), { reportedMemberCount: 1, ...household }).answer).toBe(answer);
  });

  test.each<[string, string, string]>([
    ['flag', 'housingProblem', '是'],
    ['code', 'housingGrade', 'C'],
    ['comparison', 'perPerson', '<line'],
    ['list', 'visitRisks', '不含 因病'],
  ])('of a %s on a blank fact is neither true nor false', (_, column, cell) => {
    expect(tierOf(cells(column, cell), {})).toEqual({ answer: undefined, possible: ['重度困难', 'none'] });
  });

  test.each([
    ['a number', 'perPerson', '7800'],
    ['a comparison with a number', 'perPerson', '<7800'],
    ['a formula', 'perPerson', '<line*2'],
    ['an unknown name', 'perPerson', '<lines'],
    ['another flag word', 'housingProblem', '有'],
    ['a flag among codes', 'housingProblem', '是|否'],
    ['a contained code without a space', 'visitRisks', '包含因病'],
    ['a contained code of a single fact', 'housingGrade', '包含 C'],
    ['a comparison of other units', 'reportedNetIncome', '<line'],
    ['a column without a name', ' ', '是'],
  ])('cannot be %s, and the fault names the line', (_, column, cell) => {
    const faults = issuesOf(() => policyWith(cells(column, cell)));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map(({ file, path }) => `${file} ${path[0]}`)).toEqual(
      faults.map(() => 'nation/tiers.csv 2'),
    );
  });

  test('is never passed over because its column stands twice', () => {
    expect(
      codesOf(() => policyWith(withTable('hasWorkers,hasWorkers', [['row', '重度困难', '是,否']]))),
    ).not.toEqual([]);
  });
});

describe('faults of a decision table name file and line', () => {
  test('every blank cell of every row, whatever stands between the rows', () => {
    const text = table('housingProblem,hasWorkers', [
      ['rowA', '重度困难', ',是'],
      ['rowB', '', '是,'],
    ]).replace('tierTable,rowB', '\n\ntierTable,rowB');
    const faults = issuesOf(() => policyWith({ 'nation/tiers.csv': text }));
    expect(faults.slice(0, 3).map(({ code, path, params }) => `${code} ${path} ${params['column']}`)).toEqual(
      ['tableCellBlank 2 housingProblem', 'tableCellBlank 5 concludes', 'tableCellBlank 5 hasWorkers'],
    );
  });

  test('a row with too few cells is told as such', () => {
    const faults = issuesOf(() =>
      policyWith({ 'nation/tiers.csv': `${ownText('nation/tiers.csv')}tierTable,row,重度困难,试验,test\n` }),
    );
    expect(faults.map(({ code, file, path }) => `${code} ${file} ${path}`)).toEqual([
      'csvCellCount nation/tiers.csv 5',
    ]);
  });
});

describe('a province replaces a table', () => {
  const overrides = { pack: 'nation', act: 'replace', reason: '试验', document: 'notice' };
  const declared = {
    title: { zh: '本省', en: 'here' },
    stage: 'tier',
    authority: 'provincial',
    document: 'notice',
    overrides,
  };
  const own = {
    'province/tiers.json': { kind: 'decisionTables', tables: { tierTable: declared } },
    'province/tiers.csv': table('waterProblem', [['rowWater', '中度困难', '是']]),
  };

  test('whole: no row of the nation is left', () => {
    const policy = policyWith(own);
    expect(policy.stages.tier).toEqual(['rowWater']);
    expect(policy.rules['rowWater']?.provenance).toMatchObject({
      authority: 'provincial',
      layer: 'province',
    });
    expect(tierOf(own, { housingProblem: true, waterProblem: false }).answer).toBe('none');
  });

  test('only for itself: elsewhere the rows of the nation stand', () => {
    expect(policyWith(own, '000000').stages.tier).toEqual(['tierHouse', 'tierNoWorkers', 'tierOther']);
  });

  test('and has to confirm again when a row of the nation changes', () => {
    const ready = confirmed(withRuleBook(own));
    const changed = ready.map((file) =>
      file.path === 'nation/tiers.csv' ? { ...file, text: file.text.replace('否,是', '-,是') } : file,
    );
    expect(codesOf(() => resolvePolicy(ready, BASE_REQUEST))).toEqual([]);
    expect(codesOf(() => resolvePolicy(changed, BASE_REQUEST))).toEqual(['overrideOutdated']);
  });

  test('a changed title of the nation asks for no confirmation', () => {
    const changed = confirmed(withRuleBook(own)).map((file) =>
      file.path === 'nation/tiers.csv'
        ? { ...file, text: file.text.replace('unsafe housing', 'housing') }
        : file,
    );
    expect(codesOf(() => resolvePolicy(changed, BASE_REQUEST))).toEqual([]);
  });

  test('and stands, without effect, on days when the table above is not in force', () => {
    const head = JSON.parse(ownText('nation/tiers.json')) as Record<string, unknown>;
    const later = {
      'nation/tiers.json': '{"kind": "documents", "documents": {}}',
      'nation/tiers.csv':
        'indicator,region,year,value,unit,vintage,status,publishedOn,confidence,source,note\n',
      'later/pack.json': {
        kind: 'pack',
        name: 'later',
        region: '000000',
        below: 'nation',
        title: { zh: '以后', en: 'later' },
        inForce: { from: '2025-01-01' },
      },
      'later/tiers.json': head,
      'later/tiers.csv': ownText('nation/tiers.csv'),
    };
    const county = {
      'province/tiers.json': {
        kind: 'decisionTables',
        tables: { tierTable: { ...declared, overrides: { ...overrides, pack: 'later' } } },
      },
      'province/tiers.csv': own['province/tiers.csv'],
    };
    expect(codesOf(() => policyWith({ ...later, ...county }))).toEqual([]);
  });
});

describe('each row in plain json-rules-engine', () => {
  const engineOf = engineFor(policyWith());
  const assessor = assessorWith();
  test.each<[string, Household]>([
    ['housing, no worker', { housingProblem: true, reportedLabourCount: 0 }],
    ['housing, a worker', { housingProblem: true, reportedLabourCount: 2 }],
    ['no worker', { housingProblem: false, reportedLabourCount: 0 }],
    ['neither', { housingProblem: false, reportedLabourCount: 1 }],
  ])('has the truth of the interpreter: %s', async (_, given) => {
    const household: Household = {
      reportedNetIncome: 1_000,
      reportedMemberCount: 1,
      ableToCope: false,
      waterProblem: true,
      needsProductionLoan: false,
      householdKind: '一般农户',
      ownsVehicle: false,
      ownsTownProperty: false,
      monitoringStatus: '未纳入',
      ...given,
    };
    const { rules } = assessor.assess(household, { on });
    const { results } = await engineOf.run(assessor.factsFor(household, { on }));
    const there = new Set(results.map(({ name }) => name));
    expect(
      Object.keys(rules)
        .filter((rule) => rules[rule] === 'true')
        .sort(),
    ).toEqual([...there].sort());
    expect(Object.values(rules)).not.toContain('unknown');
  });
});
