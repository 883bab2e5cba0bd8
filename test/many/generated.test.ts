import { afterEach, describe, expect, test, vi } from 'vitest';
import { nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { generateJavaScript, type RowLayout } from '../../src/backends/javascript/generate.js';
import { RecordReader } from '../../src/backends/javascript/recorded.js';
import { rowOf } from '../../src/backends/javascript/rows.js';
import { runnable } from '../../src/backends/javascript/runnable.js';
import { interpreterOf, readFor } from '../../src/decision/reading.js';
import { shortReason } from '../../src/decision/short-reason.js';
import { type Assessment, type Assessor, compile, type Household } from '../../src/index.js';
import { truthOfValue } from '../../src/language/value.js';
import { assessorFor, fullHousehold, type Given, gansu2024, ON } from '../decision/support.js';
import { HOUSEHOLDS, throwing } from './odd-households.js';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** Everything that an assessment says of itself, and why. */
const all = (assessment: Assessment): unknown =>
  plain([assessment, assessment.reasons(), assessment.noWayIn(), assessment.standardTexts('zh-CN')]);

const POLICIES = [
  ['620000', ON],
  ['620000', '2026-03-01'],
  ['330000', ON],
  ['611022', ON],
] as const;

const readable = HOUSEHOLDS.filter((household) => household !== throwing) as readonly Household[];

describe('generated code and the interpreter', () => {
  test.each(POLICIES)('give the same assessments and reasons in %s on %s', (region, on) => {
    const { policy } = assessorFor(region, on);
    const [quick, slow] = [compile(policy, { generate: true }), compile(policy, { generate: false })];
    expect([quick.isGenerated, slow.isGenerated]).toEqual([true, false]);
    const some = readable.filter((_, index) => index % 3 === 0);
    for (const [index, household] of some.entries()) {
      const [found, expected] = [quick, slow].map((assessor) => assessor.assess(household, { on }));
      expect([index, plain(found)]).toEqual([index, plain(expected)]);
      // The reasons of all rules are ten times the assessment.
      if (index % 6 === 0)
        expect([index, all(found as Assessment)]).toEqual([index, all(expected as Assessment)]);
    }
  });

  test('give the same texts, questions, changes and receipts', () => {
    const { policy } = gansu2024;
    const [quick, slow] = [compile(policy, { generate: true }), compile(policy, { generate: false })];
    const salt = 'a5'.repeat(32);
    const told = (assessor: Assessor, household: Household) => {
      const assessment = assessor.assess(household, { on: ON });
      return [
        assessment.explain('zh-CN'),
        assessment.letter(),
        assessment.notice() ?? 'none',
        assessment.exitGaps(),
        assessment.receipt({ salt }),
      ];
    };
    for (const household of readable.filter((each, index) => index % 90 === 1 && typeof each === 'object'))
      expect(plain(told(quick, household))).toEqual(plain(told(slow, household)));
  });

  test('give the same line of reasons, from the parts of rules or from whole reasons', () => {
    const assessor = compile(gansu2024.policy, { generate: true });
    for (const [index, household] of readable.filter((_, at) => at % 7 === 0).entries()) {
      const assessment = assessor.assess(household, { on: ON });
      // A copy has only its whole reasons.
      const [outlined, whole] = [assessment, { ...assessment }].map((each) => [
        shortReason(each, 'zh-CN'),
        shortReason(each, 'en'),
      ]);
      expect([index, outlined]).toEqual([index, whole]);
    }
  });

  test('know what the source of a household could not read', () => {
    const { policy } = gansu2024;
    const [quick, slow] = [compile(policy, { generate: true }), compile(policy, { generate: false })];
    const { incomes: _, reportedLabourCount: __, ...household } = fullHousehold(2, true);
    function* unusable() {
      yield 'incomes';
      yield 'reportedLabourCount';
    }
    const assessed = quick.assess(household as Household, { on: ON, unusable: unusable() });
    const expected = slow.assess(household as Household, { on: ON, unusable: unusable() });
    expect(all(assessed)).toEqual(all(expected));
    expect(all(assessed)).not.toEqual(all(quick.assess(household as Household, { on: ON })));
  });
});

test('a record tells nothing of names that are not defined, and all others as before', () => {
  const reader = new RecordReader(
    { leaves: [] } as unknown as RowLayout,
    new Map([['no', { kind: 'literal', type: 'truth', value: false }]]),
  );
  const [no, yes] = [
    { kind: 'definition', name: 'no' },
    { kind: 'literal', type: 'truth', value: true },
  ] as const;
  for (const name of ['nowhere', 'nowhere', 'toString', '__proto__']) {
    const told = reader.of(new Uint32Array(1));
    expect(told({ kind: 'definition', name })).toBeUndefined();
    expect(told({ kind: 'all', operands: [yes, { kind: 'definition', name }] })).toBeUndefined();
    expect([told(no), told({ kind: 'all', operands: [no, yes] })]).toEqual(['false', 'false']);
  }
});

describe.each([
  ['generated code', true],
  ['the interpreter', false],
])('an assessment by %s', (_, generate) => {
  const assessor = compile(gansu2024.policy, { generate });
  const household = (): Given => structuredClone(fullHousehold(7, true));

  test('is not changed by what comes after it', () => {
    const first = assessor.assess(household() as Household, { on: ON });
    const before = all(
      compile(gansu2024.policy, { generate: false }).assess(household() as Household, { on: ON }),
    );
    for (let seed = 20; seed < 25; seed += 1)
      assessor.assess(fullHousehold(seed, false) as Household, { on: '2024-12-31' });
    expect(all(first)).toEqual(before);
  });

  const isDeeplyFrozen = (data: unknown): boolean =>
    typeof data !== 'object' ||
    data === null ||
    (Object.isFrozen(data) && Object.values(data).every(isDeeplyFrozen));

  test('has its parts in one order, whoever writes it down', () => {
    const written = Object.keys(
      JSON.parse(JSON.stringify(assessor.assess(household() as Household, { on: ON }))),
    );
    expect(written.slice(0, 6)).toEqual([
      'advice',
      'engineVersion',
      'policyHash',
      'region',
      'on',
      'identification',
    ]);
    expect(written.slice(-6)).toEqual([
      'layers',
      'rules',
      'declaredBlanks',
      'declarations',
      'issues',
      'standards',
    ]);
  });

  test('shares with others only what nobody can change', () => {
    const assessment = assessor.assess(household() as Household, { on: ON });
    const { standards, measureDeadlines, identification, exit } = assessment;
    const { waysIn, redFlags, refusals, missing } = identification;
    const { risks, riskKinds, measures, alerts, checks, referrals, reminders } = assessment;
    const { category, tier, track, reassessment } = assessment;
    const shared = [
      ...[standards, measureDeadlines, waysIn, redFlags, refusals, missing, exit.mode],
      ...[risks, riskKinds, measures, alerts, checks, referrals, reminders],
      ...[category, tier, track, reassessment, assessment.standardTexts('zh-CN')],
    ];
    expect(shared.length).toBeGreaterThan(5);
    expect(shared.filter((part) => !isDeeplyFrozen(part))).toEqual([]);
  });

  test('is not changed with its household', () => {
    const given = household();
    const assessment = assessor.assess(given as Household, { on: ON });
    for (const name of Object.keys(given)) {
      const list = given[name] as { items?: unknown[] };
      if (Array.isArray(list?.items)) list.items.length = 0;
      else delete given[name];
    }
    const before = compile(gansu2024.policy, { generate: false }).assess(household() as Household, {
      on: ON,
    });
    expect(all(assessment)).toEqual(all(before));
    expect(assessment.explain('zh-CN')).toEqual(before.explain('zh-CN'));
    expect(plain(assessment.whatWouldChange('exit'))).toEqual(plain(before.whatWouldChange('exit')));
    const salt = 'a5'.repeat(32);
    expect(plain(assessment.receipt({ salt }))).toEqual(plain(before.receipt({ salt })));
    expect(plain(assessment.exitGaps())).toEqual(plain(before.exitGaps()));
    expect(plain(assessment.letter())).toEqual(plain(before.letter()));
  });
});

describe('code is generated', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('once enough households came to make up for it', () => {
    const assessor = compile(gansu2024.policy);
    const isGenerated = Array.from({ length: 80 }, () => {
      const before = assessor.isGenerated;
      assessor.assess({}, { on: ON });
      return before;
    });
    expect(isGenerated.indexOf(true)).toBe(64);
    expect(isGenerated.lastIndexOf(false)).toBe(63);
  });

  test('not where the host forbids code from text, and the interpreter gives the answers', () => {
    vi.stubGlobal('Function', () => {
      throw new EvalError('Code generation from strings disallowed for this context');
    });
    const assessor = compile(gansu2024.policy, { generate: true });
    const found = assessor.assess(fullHousehold(3, true) as Household, { on: ON });
    expect(assessor.isGenerated).toBe(false);
    vi.unstubAllGlobals();
    expect(all(found)).toEqual(all(gansu2024.assess(fullHousehold(3, true) as Household, { on: ON })));
  });
});

describe('the record of the leaves', () => {
  test.each(POLICIES)('tells every rule in %s on %s, without deciding again', (region, on) => {
    const { policy } = assessorFor(region, on);
    const nodes = nodesByName(policy.program);
    const generated = generateJavaScript(policy.program, { leaves: true });
    const running = runnable(generated);
    const record = new RecordReader(generated.layout, nodes);
    running.day(Number(on.replaceAll('-', '')));
    let compared = 0;
    for (const given of readable.filter((_, index) => index % 2 === 0)) {
      const reading = readFor(policy, nodes, given, on, []);
      const row = reading.unusable.size > 0 ? undefined : rowOf(generated.layout, reading.facts);
      if (row === undefined || !running.decide(row)) continue;
      const interpreter = interpreterOf(reading);
      const recorded = record.of(running.W);
      compared += 1;
      const untold = Object.keys(policy.rules).filter(
        (rule) => recorded({ kind: 'definition', name: rule }) !== truthOfValue(interpreter.definition(rule)),
      );
      expect(untold).toEqual([]);
    }
    expect(compared).toBeGreaterThan(50);
  });
});
