import { describe, expect, test } from 'vitest';
import { type Clue, cluesOfAlerts, mergeClues } from '../../src/decision/cases.js';
import { planProcedure } from '../../src/decision/procedure/plan.js';
import type { Assessment } from '../../src/index.js';
import { pattern } from './procedure/support.js';

const clue = (receivedOn: string, more: Partial<Clue> = {}): Clue => ({
  householdId: 'D0001',
  channel: '部门预警',
  receivedOn,
  ...more,
});

/** The days of the clues of each case, with how often each came. */
const daysOf = (clues: readonly Clue[], closings: Parameters<typeof mergeClues>[1] = []) =>
  mergeClues(clues, closings).cases.map(({ householdId, openedOn, closedOn, clues: kept }) => [
    householdId,
    openedOn,
    closedOn,
    kept.map(({ receivedOn, times }) => `${receivedOn}×${times}`),
  ]);

describe('clues of one household', () => {
  test('from three channels are one case, whose deadlines begin with the first', () => {
    const { cases, unassigned, issues } = mergeClues([
      clue('2025-03-09', { channel: '本人申请', note: '住院' }),
      clue('2025-03-05', { department: '医保', about: '因病' }),
      clue('2025-03-07', { channel: '基层排查' }),
    ]);
    expect(cases).toEqual([
      {
        householdId: 'D0001',
        openedOn: '2025-03-05',
        clues: [
          {
            receivedOn: '2025-03-05',
            channel: '部门预警',
            department: '医保',
            about: '因病',
            times: 1,
            notes: [],
          },
          { receivedOn: '2025-03-07', channel: '基层排查', times: 1, notes: [] },
          { receivedOn: '2025-03-09', channel: '本人申请', times: 1, notes: ['住院'] },
        ],
      },
    ]);
    expect([unassigned, issues]).toEqual([[], []]);
    const startedOn = cases[0]?.openedOn ?? '';
    expect(planProcedure(pattern(), { procedure: 'identification', startedOn }).dueBy).toBe('2025-03-20');
  });

  test.each([
    ['the same twice is kept once', {}, ['2025-03-05×2']],
    ['another note is the same clue', { note: '再次推送' }, ['2025-03-05×2']],
    ['another department is another clue', { department: '民政' }, ['2025-03-05×1', '2025-03-05×1']],
    ['another subject is another clue', { about: '因病' }, ['2025-03-05×1', '2025-03-05×1']],
    ['another channel is another clue', { channel: '基层排查' }, ['2025-03-05×1', '2025-03-05×1']],
    ['another alert is another clue', { alert: 'alertOther' }, ['2025-03-05×1', '2025-03-05×1']],
    ['another day is another clue', { receivedOn: '2025-03-06' }, ['2025-03-05×1', '2025-03-06×1']],
  ])('%s', (_, more, kept) => {
    const clues = [clue('2025-03-05', { note: '首次推送' }), clue('2025-03-05', more)];
    expect(daysOf(clues)).toEqual([['D0001', '2025-03-05', undefined, kept]]);
  });

  test('all notes of the same clue are kept, each once', () => {
    const clues = ['乙', '甲', '乙', ''].map((note) => clue('2025-03-05', { note }));
    expect(mergeClues(clues).cases[0]?.clues).toMatchObject([{ times: 4, notes: ['乙', '甲'] }]);
  });

  test('of two households are two cases', () => {
    expect(daysOf([clue('2025-03-05', { householdId: 'D0002' }), clue('2025-03-06')])).toEqual([
      ['D0001', '2025-03-06', undefined, ['2025-03-06×1']],
      ['D0002', '2025-03-05', undefined, ['2025-03-05×1']],
    ]);
  });
});

describe('a closed case', () => {
  const clues = [clue('2025-03-05'), clue('2025-03-20'), clue('2025-03-21'), clue('2025-06-01')];
  const closed = (closedOn: string) => ({ householdId: 'D0001', closedOn });

  test.each([
    ['never', [], [['2025-03-05', undefined, 4]]],
    // A clue of the day of the closing still belongs to what was closed.
    [
      '2025-03-20',
      ['2025-03-20'],
      [
        ['2025-03-05', '2025-03-20', 2],
        ['2025-03-21', undefined, 2],
      ],
    ],
    [
      '2025-03-19',
      ['2025-03-19'],
      [
        ['2025-03-05', '2025-03-19', 1],
        ['2025-03-20', undefined, 3],
      ],
    ],
    [
      'twice',
      ['2025-05-01', '2025-03-20'],
      [
        ['2025-03-05', '2025-03-20', 2],
        ['2025-03-21', '2025-05-01', 1],
        ['2025-06-01', undefined, 1],
      ],
    ],
    ['after all clues', ['2025-12-31'], [['2025-03-05', '2025-12-31', 4]]],
    ['twice on one day', ['2025-12-31', '2025-12-31'], [['2025-03-05', '2025-12-31', 4]]],
  ])('%s', (_, days, cases) => {
    const merged = mergeClues(clues, days.map(closed));
    expect(merged.cases.map((each) => [each.openedOn, each.closedOn, each.clues.length])).toEqual(cases);
    expect(merged.issues).toEqual([]);
  });

  test('that had no clue is told', () => {
    const { cases, issues } = mergeClues(clues, [closed('2025-03-01')]);
    expect(cases).toMatchObject([{ openedOn: '2025-03-05' }]);
    expect(issues).toMatchObject([
      { code: 'closingWithoutCase', severity: 'warning', params: { closedOn: '2025-03-01' } },
    ]);
  });

  test.each([
    {},
    { householdId: 'D0001' },
    { householdId: '', closedOn: '2025-03-20' },
    closed('2025-02-29'),
    null,
  ])('that cannot be read is told: %j', (closing) => {
    const { cases, issues } = mergeClues(clues, [closing as never]);
    expect(cases).toHaveLength(1);
    expect(issues.map(({ code }) => code)).toEqual(['closingNotReadable']);
  });
});

describe('a clue that belongs to no case is not lost', () => {
  test.each([
    ['without household', { receivedOn: '2025-03-05' }, 'clueWithoutHousehold'],
    ['with a blank for the household', clue('2025-03-05', { householdId: ' ' }), 'clueWithoutHousehold'],
    ['with a number for the household', { ...clue('2025-03-05'), householdId: 1 }, 'clueWithoutHousehold'],
    ['without day', { householdId: 'D0001' }, 'clueWithoutDay'],
    ['of a day that does not exist', clue('2025-02-29'), 'clueWithoutDay'],
    ['of a month', clue('2025-02'), 'clueWithoutDay'],
    ['that is text', '医保推送', 'clueNotReadable'],
    ['that is null', null, 'clueNotReadable'],
  ])('%s', (_, given, code) => {
    const { cases, unassigned } = mergeClues([given as Clue, clue('2025-03-06')]);
    expect(cases).toMatchObject([{ openedOn: '2025-03-06', clues: [{ times: 1 }] }]);
    expect(unassigned).toMatchObject([{ clue: given, issue: { code } }]);
  });

  test('and its issue does not quote it', () => {
    const { unassigned } = mergeClues([{ receivedOn: '2025-03-05', note: '某某患大病' }]);
    expect(JSON.stringify(unassigned[0]?.issue)).not.toContain('大病');
  });
});

test.each([undefined, '热线'])('a clue of the channel %s is used, with a warning', (channel) => {
  const { cases, issues } = mergeClues([clue('2025-03-05', { channel })]);
  expect(cases).toHaveLength(1);
  expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['clueChannelUnknown', 'warning']]);
});

describe('the alerts of an assessment', () => {
  const title = { zh: '', en: '' };
  const assessment = {
    on: '2025-03-05',
    policyHash: 'hash',
    alerts: {
      certain: [
        { rule: 'alertMedical', title, code: '因病', department: '医保' },
        { rule: 'alertSchooling', title },
      ],
      possible: [{ rule: 'alertWater', title }],
      excluded: [{ rule: 'alertHousing', title }],
    },
  } as unknown as Assessment;

  test('that hold for certain are clues of its day; those that only may hold are none', () => {
    expect(cluesOfAlerts(assessment, 'D0001')).toEqual([
      {
        householdId: 'D0001',
        channel: '部门预警',
        receivedOn: '2025-03-05',
        department: '医保',
        about: '因病',
        alert: 'alertMedical',
      },
      { householdId: 'D0001', channel: '基层排查', receivedOn: '2025-03-05', alert: 'alertSchooling' },
    ]);
  });

  test('assessed twice on one day, they are one case with two clues', () => {
    const clues = cluesOfAlerts(assessment, 'D0001');
    expect(mergeClues([...clues, ...clues]).cases).toMatchObject([{ clues: [{ times: 2 }, { times: 2 }] }]);
  });

  test('open a case that says nothing of how it ends', () => {
    const [opened] = mergeClues(cluesOfAlerts(assessment, 'D0001')).cases;
    expect(Object.keys(opened ?? {}).sort()).toEqual(['clues', 'householdId', 'openedOn']);
  });
});
