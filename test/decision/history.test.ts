import { describe, expect, test } from 'vitest';
import { assessHistory } from '../../src/decision/history/assess-history.js';
import { explainHistory } from '../../src/decision/history/explain-history.js';
import type { HistoryRecord } from '../../src/decision/history/history.js';
import { type Household, openPacks, resolvePolicy } from '../../src/index.js';
import { codesOf, SHIPPED_FILES } from '../policy/support.js';
import { historyOf, POOR, recordOn, TURN_FILES, WELL } from './history-support.js';

const monitored = { monitoringStatus: '风险未消除', identifiedMonth: '2024-03' } as const;
const removed = {
  monitoringStatus: '风险已消除',
  identifiedMonth: '2024-03',
  removedMonth: '2024-08',
  removalMode: '帮扶消除',
} as const;
const outside = { monitoringStatus: '未纳入' } as const;

/** From a clue to the second identification. */
const LIFE: readonly HistoryRecord[] = [
  recordOn('2024-01-01', { ...WELL, ...outside }),
  recordOn('2024-03-01', { ...POOR, ...outside }),
  recordOn('2024-04-01', { ...POOR, ...monitored }),
  recordOn('2024-05-01', {
    ...POOR,
    ...monitored,
    measures: { complete: true, items: [{ measure: '产业帮扶', forRisk: '因病', status: '已实施' }] },
  }),
  recordOn('2024-08-01', { ...WELL, ...monitored }),
  recordOn('2024-09-01', { ...WELL, ...removed }),
  recordOn('2024-12-01', { ...WELL, ...removed }),
  recordOn('2025-02-01', { ...POOR, ...removed }),
  recordOn('2025-03-01', { ...POOR, monitoringStatus: '风险未消除', identifiedMonth: '2025-02' }),
];

const eventsOf = (...records: HistoryRecord[]): string[][] =>
  historyOf(...records).steps.map(({ events }) => events.map(({ kind }) => kind));

describe('the path of a household', () => {
  test('from a way in over help and exit to a new identification', () => {
    const history = historyOf(...LIFE);
    expect(history.steps.map(({ on, event, from, to }) => [on, event, from, to])).toEqual([
      ['2024-01-01', 'firstStatus', undefined, 'notMonitored'],
      ['2024-03-01', 'advisedToIdentify', 'notMonitored', 'notMonitored'],
      ['2024-04-01', 'identified', 'notMonitored', 'monitored'],
      ['2024-05-01', 'helped', 'monitored', 'monitored'],
      ['2024-08-01', 'advisedToExit', 'monitored', 'monitored'],
      ['2024-09-01', 'exited', 'monitored', 'removed'],
      ['2024-12-01', 'unchanged', 'removed', 'removed'],
      ['2025-02-01', 'advisedToReidentify', 'removed', 'removed'],
      ['2025-03-01', 'reidentified', 'removed', 'monitored'],
    ]);
    expect(history.issues).toEqual([]);
    expect(history.spells).toEqual([
      {
        identifiedMonth: '2024-03',
        firstRecordOn: '2024-04-01',
        lastRecordOn: '2025-02-01',
        firstRemovedOn: '2024-09-01',
        removedMonth: '2024-08',
        mode: '帮扶消除',
        state: 'removed',
        remarkedOn: [],
      },
      {
        identifiedMonth: '2025-02',
        firstRecordOn: '2025-03-01',
        lastRecordOn: '2025-03-01',
        state: 'monitored',
        remarkedOn: [],
      },
    ]);
  });

  test('every step tells all that happened, not the foremost only', () => {
    expect(eventsOf(...LIFE.slice(2, 4))).toEqual([
      ['firstStatus', 'retained'],
      ['helped', 'retained'],
    ]);
  });

  test('an exit that is advised is not an exit', () => {
    const { spells } = historyOf(...LIFE.slice(0, 5));
    expect(spells).toMatchObject([{ state: 'monitored' }]);
    expect(spells[0]).not.toHaveProperty('removedMonth');
  });

  test('what people decided gives the days of the spell', () => {
    const { spells, issues } = historyOf(
      recordOn('2024-03-01', { ...POOR, ...outside }, { outcome: 'identified', on: '2024-03-14' }),
      recordOn('2024-04-01', { ...POOR, ...monitored }),
      recordOn('2024-08-01', { ...WELL, ...monitored }, { outcome: 'exited', on: '2024-08-20' }),
      recordOn('2024-09-01', { ...WELL, ...removed }),
    );
    expect(spells).toMatchObject([{ identifiedOn: '2024-03-14', exitedOn: '2024-08-20' }]);
    expect(issues).toEqual([]);
  });

  test('no record is an empty path', () => {
    expect(historyOf()).toMatchObject({ steps: [], spells: [], issues: [] });
    expect(explainHistory(historyOf(), 'zh-CN')[0]).toBe('没有记录。');
  });
});

describe('the rules of the day', () => {
  const sameHousehold = { ...POOR, ...outside, ableToCope: true };
  const { steps } = historyOf(recordOn('2025-12-31', sameHousehold), recordOn('2026-01-01', sameHousehold));

  test('decide a household that crosses the turn of the regime, each on its side', () => {
    expect(steps.map(({ assessment }) => assessment?.identification.outcome)).toEqual([
      'notIdentified',
      'identify',
    ]);
    expect(steps.map(({ event }) => event)).toEqual(['firstStatus', 'advisedToIdentify']);
  });

  test('are named by every step', () => {
    expect(steps.map(({ layers }) => layers.map(({ name }) => name))).toEqual([
      ['nation', 'province'],
      ['nationNew', 'province'],
    ]);
    expect(steps.map(({ layersChanged }) => layersChanged)).toEqual([false, true]);
    expect(steps.map(({ policyHash }) => policyHash)).toEqual(
      ['2025-12-31', '2026-01-01'].map((on) => resolvePolicy(TURN_FILES, { region: '900000', on }).hash),
    );
  });

  test('are the line of the day too', () => {
    const between = { ...outside, reportedNetIncome: 15_800 };
    const { steps: byYear } = historyOf(recordOn('2024-12-31', between), recordOn('2025-01-01', between));
    expect(byYear.map(({ assessment }) => assessment?.identification.outcome)).toEqual([
      'notIdentified',
      'identify',
    ]);
  });

  test('of a day without a line leave it undecided, with what is missing', () => {
    const [step] = historyOf(recordOn('2027-01-01', { ...POOR, ...outside })).steps;
    expect(step?.events).toContainEqual(
      expect.objectContaining({ kind: 'undecided', of: 'identification', noStandard: true }),
    );
    const undecided = step?.events.find((event) => event.kind === 'undecided');
    expect(undecided?.missing.map(({ name }) => name)).toContain('line');
  });
});

describe('a blank', () => {
  test('of the status is unknown, with what was last known beside it and no turn made of it', () => {
    const { steps } = historyOf(
      recordOn('2024-04-01', { ...POOR, ...monitored }),
      recordOn('2024-05-01', { ...POOR }),
      recordOn('2024-06-01', { ...POOR, monitoringStatus: null }),
      recordOn('2024-07-01', { ...POOR, ...monitored }),
    );
    expect(steps.map(({ from, to, lastKnown }) => [from, to, lastKnown?.on])).toEqual([
      [undefined, 'monitored', undefined],
      ['monitored', 'unknown', '2024-04-01'],
      ['unknown', 'unknown', '2024-04-01'],
      ['unknown', 'monitored', '2024-04-01'],
    ]);
    expect(steps.map(({ events }) => events[0]?.kind)).toEqual([
      'firstStatus',
      'statusUnknown',
      'statusUnknown',
      'retained',
    ]);
  });

  test('of the status leaves the exit undecided, with the status as what is missing', () => {
    const [step] = historyOf(recordOn('2024-05-01', { ...WELL })).steps;
    expect(step?.events.map(({ kind }) => kind)).toEqual(['statusUnknown', 'undecided']);
    const undecided = step?.events.find((event) => event.kind === 'undecided');
    expect(undecided).toMatchObject({ of: 'exit', missing: [{ name: 'monitoringStatus' }] });
  });

  test('between two states does not hide the turn', () => {
    expect(
      eventsOf(
        recordOn('2024-03-01', { ...WELL, ...outside }),
        recordOn('2024-04-01', { ...WELL }),
        recordOn('2024-05-01', { ...WELL, ...monitored, identifiedMonth: '2024-04' }),
      ).at(-1),
    ).toEqual(['identified', 'advisedToExit']);
  });

  test('of the income leaves the way in undecided', () => {
    const [step] = historyOf(recordOn('2024-05-01', outside)).steps;
    expect(step?.event).toBe('undecided');
    expect(step?.assessment?.identification.outcome).toBe('verify');
  });

  test('that a pack declares to mean not monitored is taken so, as in the assessment', () => {
    const head = JSON.parse(TURN_FILES.find(({ path }) => path === 'nation/pack.json')?.text ?? '') as object;
    const declaredBlanks = { monitoringStatus: { value: '未纳入', authority: 'projectDefault' } };
    const files = TURN_FILES.map((file) =>
      file.path === 'nation/pack.json'
        ? { ...file, text: JSON.stringify({ ...head, declaredBlanks }) }
        : file,
    );
    const { steps } = assessHistory(openPacks(files), {
      region: '900000',
      records: [recordOn('2024-05-01', POOR), recordOn('2026-05-01', POOR)],
    });
    expect(steps.map(({ to }) => to)).toEqual(['notMonitored', 'unknown']);
    expect(steps[0]?.assessment?.declaredBlanks).toEqual(['monitoringStatus']);
  });

  test.each([
    ['monitored', monitored, 'advisedToIdentify'],
    ['removed', removed, 'advisedToReidentify'],
  ] as const)(
    'of the status after one that says %s: the way in is told as it was last known',
    (_, before, event) => {
      const kinds = eventsOf(recordOn('2024-09-01', { ...WELL, ...before }), recordOn('2024-10-01', POOR));
      expect(kinds[1]).toEqual(['statusUnknown', event, 'undecided']);
    },
  );

  test('that cannot be read is a blank, and its issue stands in the assessment', () => {
    const [step] = historyOf(recordOn('2024-05-01', { ...POOR, monitoringStatus: '不明' } as never)).steps;
    expect(step).toMatchObject({ to: 'unknown', assessment: { issues: [{ code: 'notInCodeList' }] } });
  });
});

describe('help', () => {
  const measure = (status?: '已实施' | '尚未实施', startedOn?: string) => ({
    measure: '产业帮扶' as const,
    ...(status === undefined ? {} : { status }),
    ...(startedOn === undefined ? {} : { startedOn }),
  });
  const withMeasures = (...lists: (readonly ReturnType<typeof measure>[] | undefined)[]): string[][] =>
    eventsOf(
      ...lists.map((items, index) =>
        recordOn(`2024-0${index + 4}-01`, {
          ...POOR,
          ...monitored,
          ...(items === undefined ? {} : { measures: { complete: true, items } }),
        }),
      ),
    ).map((kinds) => kinds.filter((kind) => kind.startsWith('help')));

  test.each([
    ['carried out from one record to the next', [[], [measure('已实施')]], [[], ['helped']]],
    ['that stays on record', [[measure('已实施')], [measure('已实施')]], [['helped'], []]],
    [
      'of the same kind once more',
      [[measure('已实施')], [measure('已实施'), measure('已实施')]],
      [['helped'], ['helped']],
    ],
    [
      'begun another time',
      [[measure('已实施', '2024-04')], [measure('已实施', '2024-05')]],
      [['helped'], ['helped']],
    ],
    ['that is only planned', [[], [measure('尚未实施')]], [[], []]],
    ['planned, then carried out', [[measure('尚未实施')], [measure('已实施')]], [[], ['helped']]],
    ['not known to be carried out', [[], [measure()]], [[], ['helpUnverified']]],
    ['known to be carried out later', [[measure()], [measure('已实施')]], [['helpUnverified'], ['helped']]],
    ['carried out, then with the status left blank', [[measure('已实施')], [measure()]], [['helped'], []]],
    [
      'of which an earlier record had more',
      [[measure('已实施'), measure('已实施')], [measure('已实施')], [measure('已实施'), measure('已实施')]],
      [['helped'], [], []],
    ],
    [
      'after a record without a list',
      [[measure('已实施')], undefined, [measure('已实施')]],
      [['helped'], [], []],
    ],
  ] as const)('%s', (_, lists, events) => {
    expect(withMeasures(...lists)).toEqual(events);
  });

  test('keeps what is on record of it: a day that is exact, otherwise its month', () => {
    const [step] = historyOf(
      recordOn('2024-05-01', {
        ...POOR,
        ...monitored,
        measures: { complete: true, items: [measure('已实施', '2024-04-02'), measure('已实施', '2024-04')] },
      }),
    ).steps;
    expect(step?.events).toContainEqual({
      kind: 'helped',
      measures: [
        { measure: '产业帮扶', startedOn: '2024-04-02', carriedOut: 'true' },
        { measure: '产业帮扶', startedOn: '2024-04', carriedOut: 'true' },
      ],
    });
  });

  test('that a flag states beside measures already told, or again after a blank, is not new', () => {
    const flags = [undefined, true, null, true];
    const measures = { complete: true, items: [measure('已实施')] };
    const record = (lists: boolean) => (measureCarriedOut: boolean | null | undefined, index: number) =>
      recordOn(`2024-0${index + 4}-01`, {
        ...POOR,
        ...monitored,
        ...(lists ? { measures } : {}),
        measureCarriedOut,
      });
    const isHelped = (records: HistoryRecord[]) =>
      eventsOf(...records).map((kinds) => kinds.includes('helped'));
    expect(isHelped(flags.map(record(true)))).toEqual([true, false, false, false]);
    expect(isHelped(flags.map(record(false)))).toEqual([false, true, false, false]);
  });

  test('that only a flag states is told once, as not named', () => {
    const flagged = { ...POOR, ...monitored, measureCarriedOut: true };
    const history = historyOf(recordOn('2024-04-01', flagged), recordOn('2024-05-01', flagged));
    expect(history.steps.map(({ event }) => event)).toEqual(['helped', 'retained']);
    expect(explainHistory(history, 'zh-CN').join('\n')).toContain('新落实帮扶（未写明哪一项）');
  });
});

describe('an answer', () => {
  const history = historyOf(...LIFE);

  test('is frozen', () => {
    const parts = [history, history.steps, history.steps[0], history.steps[0]?.events, history.spells[0]];
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
  });

  test('is the same the second time', () => {
    expect(JSON.stringify(historyOf(...LIFE))).toBe(JSON.stringify(history));
  });

  test.each([[null], [[]], ['text'], [{ monitoringStatus: 7, measures: 'x', identifiedMonth: '2024-13' }]])(
    'is given for a household that is %j',
    (household) => {
      const [step] = historyOf({ on: '2024-04-01', household: household as Household }).steps;
      expect(step?.to).toBe('unknown');
      expect(step?.assessment?.issues.length).toBeGreaterThan(0);
    },
  );

  test('is refused for days that do not exist, all at once', () => {
    const bad = [
      recordOn('2024-02-30', WELL),
      recordOn('2024-03-01', WELL, { outcome: 'exited', on: '2024-13-01' }),
    ];
    expect(codesOf(() => historyOf(...bad))).toEqual(['invalidDay', 'invalidDay']);
  });
});

describe('the path in words', () => {
  const lines = explainHistory(historyOf(...LIFE), 'zh-CN');

  test('is a line a record, in plain Chinese, with the figures that decide', () => {
    expect(lines).toContain('2024年3月1日 建议纳入：wayBelow（7,500.00 对 7,800.00 元/人·年，差 300.00）');
    expect(lines.find((line) => line.startsWith('2024年4月1日'))).toMatch(
      /^2024年4月1日 已纳入监测（2024年3月识别）；建议继续监测帮扶：/,
    );
    expect(lines.find((line) => line.startsWith('2024年5月1日'))).toContain('新落实帮扶：产业帮扶（因病）；');
    expect(lines.find((line) => line.startsWith('2024年9月1日'))).toContain(
      '风险已消除（2024年8月消除、帮扶消除）',
    );
    expect(lines).toContain('第 1 次监测：2024年3月纳入，2024年8月帮扶消除');
    expect(lines).toContain('第 2 次监测：2025年2月纳入，仍在监测（最后一份记录 2025年3月1日）');
  });

  test('names the rules once, and again when they change', () => {
    const texts = explainHistory(
      historyOf(
        ...LIFE,
        recordOn('2026-01-01', { ...POOR, monitoringStatus: '风险未消除', identifiedMonth: '2025-02' }),
      ),
      'zh-CN',
    );
    expect(texts.filter((line) => line.includes('适用规则'))).toEqual([
      '适用规则：旧机制、试验省规则包',
      '自2026年1月1日起适用规则：新机制、试验省规则包',
    ]);
  });

  test.each(['zh-CN', 'en'] as const)('in %s leaves no place unfilled and ends as advice', (locale) => {
    const texts = explainHistory(historyOf(...LIFE, recordOn('2025-05-01', {})), locale);
    expect(texts.join('\n')).not.toMatch(/[{}]|undefined/);
    expect(texts.at(-1)).toContain('民主评议');
    expect(texts.length).toBeGreaterThan(LIFE.length + 3);
  });

  test('says what was last known of a status left blank', () => {
    const texts = explainHistory(historyOf(...LIFE, recordOn('2025-05-01', POOR)), 'zh-CN');
    expect(texts.find((line) => line.startsWith('2025年5月1日'))).toContain(
      '监测状态未填（上次已知：2025年3月1日 风险未消除）',
    );
  });

  test('counts the missing facts that it does not name', () => {
    const { steps } = assessHistory(openPacks(SHIPPED_FILES), {
      region: '620000',
      records: [recordOn('2024-11-01', {})],
    });
    const undecided = steps[0]?.events.find((event) => event.kind === 'undecided');
    const count = new Set(undecided?.missing.map(({ title }) => title.zh)).size;
    expect(count).toBeGreaterThan(6);
    const history = { advice: true, region: '620000', steps, spells: [], issues: [] } as const;
    expect(explainHistory(history, 'zh-CN').join('\n')).toContain(`等 ${count} 项`);
  });
});
