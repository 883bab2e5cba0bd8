import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compile, describeIssue, type Household } from '../../src/index.js';
import type { LookUpParams } from '../../src/json-rules-engine.js';
import { issue } from '../../src/values/issues.js';
import { assessWith, DECLARING, later, ON, prepared, SMALL, smallPolicy } from './support.js';

/** All that decides but the income and whether they can cope. */
const KNOWN = {
  reportedMemberCount: 1,
  monitoringStatus: '未纳入',
  householdKind: '脱贫户',
  ownsVehicle: false,
};
const SECRET = '620000190001010000';

describe('what a look-up answers', () => {
  test.each<[string, unknown, string, string, readonly string[]]>([
    ['a bare value', 7_799.99, 'found', 'true', []],
    [
      'a value with its source',
      { value: 7_800, source: '税务', observedOn: '2024-05-01' },
      'found',
      'false',
      [],
    ],
    [
      'values of sources that agree',
      [
        { value: 7_800, source: '税务' },
        { value: 7_800, source: '村' },
      ],
      'found',
      'false',
      [],
    ],
    ['undefined', undefined, 'notKnown', 'unknown', []],
    ['null', null, 'notKnown', 'unknown', []],
    [
      'values of sources that differ',
      [
        { value: 7_800, source: '税务' },
        { value: 1, source: '村' },
      ],
      'refused',
      'unknown',
      ['sourcesDiffer'],
    ],
    ['a text for a number', '七千', 'refused', 'unknown', ['notANumber']],
    ['a number that is not finite', Number.NaN, 'refused', 'unknown', ['notANumber']],
    ['too many decimals', 0.1 + 0.2, 'refused', 'unknown', ['tooManyDecimals']],
    ['an empty object', {}, 'refused', 'unknown', ['notANumber']],
  ])('%s', async (_, answer, status, below, codes) => {
    const asked = prepared({ reportedNetIncome: answer });
    const { assessment, lookups } = await assessWith(asked, { ...KNOWN, ableToCope: false });
    expect(lookups.map((each) => each.status)).toEqual([status]);
    expect(assessment.rules['wayBelow']).toBe(below);
    expect(assessment.issues.map(({ code, path }) => [code, path[0]])).toEqual(
      codes.map((code) => [code, 'reportedNetIncome']),
    );
  });
});

describe('a look-up that fails', () => {
  const failing: readonly [string, (params: LookUpParams) => unknown][] = [
    [
      'throws',
      () => {
        throw new Error(`no such person: ${SECRET}`);
      },
    ],
    ['rejects', () => Promise.reject(new Error(`no such person: ${SECRET}`))],
    ['throws what is no Error', () => Promise.reject(SECRET)],
  ];

  test.each(failing)(
    'because it %s leaves its fact unknown, is told, and others are asked on',
    async (_, fail) => {
      const asked = prepared(
        { ableToCope: fail, reportedNetIncome: 90_000 },
        { ableToCope: { priority: 2 } },
      );
      const { assessment, lookups } = await assessWith(asked, KNOWN);
      expect(lookups.map(({ fact, status }) => [fact, status])).toEqual([
        ['ableToCope', 'failed'],
        ['reportedNetIncome', 'found'],
      ]);
      expect(assessment.identification.outcome).toBe('notIdentified');
      expect(assessment.issues.map(({ code, severity, path }) => [code, severity, path])).toEqual([
        ['lookUpFailed', 'error', ['ableToCope']],
      ]);
    },
  );

  test.each(failing)(
    'because it %s tells nothing of what was thrown, but keeps it as cause',
    async (_, fail) => {
      const result = await assessWith(prepared({ ableToCope: fail }), { ...KNOWN, reportedNetIncome: 1 });
      const { assessment, lookups } = result;
      const texts = [
        JSON.stringify(result),
        ...assessment.explain('zh-CN'),
        ...assessment.explain('en'),
        ...assessment.issues.flatMap((found) => [describeIssue(found, 'zh-CN'), describeIssue(found, 'en')]),
        JSON.stringify({ ...lookups[0] }),
      ];
      expect(texts.filter((text) => text.includes(SECRET))).toEqual([]);
      const explained = assessment.explain('zh-CN');
      expect(explained.some((line) => line.includes('没有成功'))).toBe(true);
      const cause: unknown = lookups[0]?.cause;
      expect(cause instanceof Error ? cause.message : cause).toContain(SECRET);
    },
  );

  test("is told beside what the caller's source could not read", async () => {
    const asked = prepared({
      ableToCope: () => {
        throw new Error('down');
      },
    });
    const unread = issue('notANumber', ['reportedNetIncome'], { fact: '家庭纯收入', factEn: 'net income' });
    const { assessment } = await asked.engine.assess(KNOWN as Household, {
      on: ON,
      unusable: ['reportedNetIncome'],
      issues: [unread],
    });
    expect(assessment.issues.map(({ code }) => code)).toEqual(['notANumber', 'lookUpFailed']);
  });

  test('leaves the answer as if nobody had tried', async () => {
    const asked = prepared({
      reportedNetIncome: () => {
        throw new Error('down');
      },
    });
    const given = { ...KNOWN, ableToCope: false };
    const { assessment } = await assessWith(asked, given);
    const untried = compile(SMALL).assess(given as Household, { on: ON });
    expect(assessment.identification).toEqual(untried.identification);
    expect(assessment.rules).toEqual(untried.rules);
  });
});

describe('a blank that a pack declares', () => {
  const policy = smallPolicy(DECLARING);
  const given = { reportedNetIncome: 90_000, reportedMemberCount: 1 };

  test.each<[string, unknown, string, readonly string[]]>([
    ['is looked up all the same', '风险未消除', 'exit', []],
    ['means what is declared where nobody knows', null, 'notApplicable', ['monitoringStatus']],
    [
      'does not stand in for a look-up that failed',
      () => {
        throw new Error('down');
      },
      'verify',
      [],
    ],
    ['does not stand in for an impossible answer', '有', 'verify', []],
  ])('%s', async (_, answer, exit, declared) => {
    const asked = prepared({ monitoringStatus: answer }, {}, policy);
    const { assessment } = await assessWith(asked, given);
    expect(asked.calls).toEqual(['monitoringStatus']);
    expect(assessment.exit.outcome).toBe(exit);
    expect(assessment.declaredBlanks).toEqual(declared);
  });

  test('needs no look-up to mean what is declared', async () => {
    const { assessment } = await assessWith(prepared({}, {}, policy), given);
    expect(assessment.exit.outcome).toBe('notApplicable');
  });
});

describe('a look-up that does not answer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const never = () => new Promise<never>(() => undefined);

  test('is unknown when its time is over, and not a millisecond before', async () => {
    const asked = prepared({ reportedNetIncome: never }, {}, SMALL, 5_000);
    let ended = false;
    const running = assessWith(asked, { ...KNOWN, ableToCope: false }).finally(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const { assessment, lookups } = await running;
    expect(lookups.map(({ status }) => status)).toEqual(['timedOut']);
    expect(assessment.identification.outcome).toBe('verify');
    expect(assessment.issues.map((found) => describeIssue(found, 'zh-CN'))).toEqual([
      expect.stringContaining('超过 5000 毫秒没有答复'),
    ]);
  });

  test('can have a time of its own', async () => {
    const asked = prepared({ reportedNetIncome: never }, { reportedNetIncome: { timeoutMilliseconds: 7 } });
    const running = assessWith(asked, { ...KNOWN, ableToCope: false });
    await vi.advanceTimersByTimeAsync(7);
    expect((await running).lookups.map(({ status }) => status)).toEqual(['timedOut']);
  });

  test('is told so by its signal; one that answered is not', async () => {
    const signals: Record<string, AbortSignal> = {};
    const asked = prepared({
      ableToCope: ({ signal }: LookUpParams) => {
        signals['ableToCope'] = signal;
        return false;
      },
      reportedNetIncome: ({ signal }: LookUpParams) => {
        signals['reportedNetIncome'] = signal;
        return never();
      },
    });
    const running = assessWith(asked, KNOWN);
    await vi.advanceTimersByTimeAsync(999);
    expect(signals['reportedNetIncome']?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await running;
    expect([signals['ableToCope']?.aborted, signals['reportedNetIncome']?.aborted]).toEqual([false, true]);
  });

  test.each([
    ['answer', () => 1],
    ['error', () => Promise.reject(new Error('late'))],
  ])('is not heard when its %s comes late', async (_, tell) => {
    const asked = prepared(
      {
        ableToCope: async () => {
          await new Promise((resolve) => setTimeout(resolve, 1_500));
          return tell();
        },
        // Goes on while the late one arrives.
        reportedNetIncome: () => new Promise((resolve) => setTimeout(() => resolve(1), 900)),
      },
      { ableToCope: { priority: 2 } },
    );
    const running = assessWith(asked, KNOWN);
    await vi.advanceTimersByTimeAsync(5_000);
    const { assessment, lookups } = await running;
    expect(lookups.map(({ fact, status }) => [fact, status])).toEqual([
      ['ableToCope', 'timedOut'],
      ['reportedNetIncome', 'found'],
    ]);
    expect(assessment.issues.map(({ code }) => code)).toEqual(['lookUpTimedOut']);
    expect(assessment.rules['wayBelow']).toBe('unknown');
  });

  test('leaves no timer behind, nor does one that answers, throws or is refused', async () => {
    const asked = prepared({
      ableToCope: false,
      householdKind: 'no such kind',
      monitoringStatus: () => {
        throw new Error('down');
      },
      reportedMemberCount: null,
      reportedNetIncome: never,
      ownsVehicle: never,
    });
    const running = assessWith(asked, {}, 'everything');
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    await running;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('many assessments at once on one engine', () => {
  test('do not mix, whatever ends first', async () => {
    const count = 40;
    const asked = prepared({
      ableToCope: ({ household }: LookUpParams) => later(Number(household.householdId) % 7, false),
      reportedNetIncome: ({ household }: LookUpParams) =>
        later((count - Number(household.householdId)) % 5, Number(household.householdId) * 400),
    });
    const numbers = Array.from({ length: count }, (_, index) => index);
    const results = await Promise.all(
      numbers.map((number) => assessWith(asked, { ...KNOWN, householdId: String(number) })),
    );
    for (const [number, { assessment, events, lookups }] of results.entries()) {
      const isBelow = number * 400 < 7_800;
      expect(assessment.identification.outcome).toBe(isBelow ? 'identify' : 'notIdentified');
      expect(events.some(({ type }) => type === 'identify')).toBe(isBelow);
      expect(lookups.map(({ status }) => status)).toEqual(['found', 'found']);
    }
    expect(asked.calls).toHaveLength(2 * count);
  });

  test('keep what each was told when a household or a look-up changes meanwhile', async () => {
    const household: Record<string, unknown> = { ...KNOWN };
    const asked = prepared({ ableToCope: () => later(5, false), reportedNetIncome: () => later(5, 1) });
    const running = assessWith(asked, household);
    household['reportedMemberCount'] = 999;
    delete household['monitoringStatus'];
    asked.engine.removeFact('ableToCope');
    asked.engine.removeFact('reportedNetIncome');
    const { assessment } = await running;
    expect(assessment.identification.outcome).toBe('identify');
    expect(assessment.exit.outcome).toBe('notApplicable');
  });
});

describe('a look-up that asks the almanac', () => {
  interface Almanac {
    factValue(name: string): Promise<unknown>;
  }
  const ask =
    (...names: readonly string[]) =>
    async (_: LookUpParams, almanac: Almanac) =>
      Promise.all(names.map((name) => almanac.factValue(name)));

  test('is told what is given, found, not known, and no fact', async () => {
    const told: unknown[] = [];
    const asked = prepared(
      {
        ableToCope: false,
        reportedNetIncome: async (params: LookUpParams, almanac: Almanac) => {
          told.push(
            ...(await ask('reportedMemberCount', 'ableToCope', 'ownsTownProperty', 'x')(params, almanac)),
          );
          return 1;
        },
      },
      { ableToCope: { priority: 2 } },
    );
    await assessWith(asked, KNOWN);
    expect(told).toEqual([1, false, undefined, undefined]);
  });

  test('has the other one looked up, once', async () => {
    const asked = prepared(
      {
        ableToCope: async (params: LookUpParams, almanac: Almanac) =>
          (await ask('housingGrade', 'housingGrade')(params, almanac)).every((grade) => grade === 'A'),
        housingGrade: () => later(3, 'D'),
        reportedNetIncome: 1,
      },
      { ableToCope: { priority: 2 } },
    );
    const { assessment, lookups } = await assessWith(asked, KNOWN);
    expect(lookups.map(({ fact, status }) => [fact, status])).toEqual([
      ['ableToCope', 'found'],
      ['housingGrade', 'found'],
      ['reportedNetIncome', 'found'],
    ]);
    expect(assessment.identification.outcome).toBe('identify');
  });

  test('need not wait for what it had looked up: it is waited for before anything is decided', async () => {
    const asked = prepared(
      {
        ableToCope: (_: LookUpParams, almanac: Almanac) => {
          void almanac.factValue('reportedNetIncome');
          return false;
        },
        reportedNetIncome: () => later(5, 1),
      },
      { ableToCope: { priority: 2 } },
    );
    const { assessment } = await assessWith(asked, KNOWN);
    expect(asked.calls).toEqual(['ableToCope', 'reportedNetIncome']);
    expect(assessment.identification.outcome).toBe('identify');
  });

  test('ends by its time where two wait for each other', async () => {
    const asked = prepared(
      { ableToCope: ask('reportedNetIncome'), reportedNetIncome: ask('ableToCope') },
      { ableToCope: { timeoutMilliseconds: 15, priority: 2 } },
      SMALL,
      20,
    );
    const { assessment, lookups } = await assessWith(asked, KNOWN);
    expect(lookups[0]).toMatchObject({ fact: 'ableToCope', status: 'timedOut' });
    expect(assessment.identification.outcome).toBe('verify');
  });

  test('asks nothing any more once the rules are being told', async () => {
    const heard: unknown[] = [];
    const asked = prepared({ ownsTownProperty: true });
    asked.engine.on('success', async (_, almanac) => {
      heard.push(await almanac.factValue('ownsTownProperty'));
    });
    await assessWith(asked, { ...KNOWN, ableToCope: false, reportedNetIncome: 1 });
    expect(heard.length).toBeGreaterThan(0);
    expect(new Set(heard)).toEqual(new Set([undefined]));
    expect(asked.calls).toEqual([]);
  });
});
