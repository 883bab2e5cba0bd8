import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Random, randomFrom } from '../../bench/households.js';
import type { Assessment, Household } from '../../src/index.js';
import { type LookUpRecord, PolicyEngine, type Want } from '../../src/json-rules-engine.js';
import { agreeingHousehold, type Setting, settingsOf } from '../decision/rule-book-households.js';
import { blanked, type Given } from '../decision/support.js';
import { heldBy, heldIn } from './support.js';

const SETTINGS = await settingsOf();
const WANTS: readonly Want[] = ['outcomes', 'help', 'everything'];

/** A household with some facts given, some to be looked up, some that nobody knows. */
const drawn = fc.record({
  // By its name, so that a counterexample can be read.
  region: fc.constantFrom(...SETTINGS.map(({ name }) => name)),
  want: fc.constantFrom(...WANTS),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  fates: fc.integer({ min: 0, max: 2 ** 31 }),
  parts: fc.boolean(),
  hidden: fc.constantFrom(0.2, 0.6, 0.9),
});
interface Drawn {
  readonly region: string;
  readonly want: Want;
  readonly seed: number;
  readonly fates: number;
  readonly parts: boolean;
  readonly hidden: number;
}

const settingOf = ({ region }: Drawn): Setting => SETTINGS.find(({ name }) => name === region) as Setting;

/** What a look-up does: answers, does not know, throws, answers nonsense. */
type Deed = 'answers' | 'knowsNothing' | 'throws' | 'talksNonsense';
interface World {
  readonly given: Given;
  readonly answers: Readonly<Record<string, { readonly deed: Deed; readonly value: unknown }>>;
}
const NONSENSE = { no: 'such thing' };

function worldOf(from: Drawn, deedOf: (random: Random) => Deed): World {
  const { seed, fates, parts, hidden } = from;
  const random = randomFrom(fates);
  const full = agreeingHousehold(settingOf(from), seed, parts);
  const { more } = blanked(full, random);
  const given: Given = {};
  const answers: Record<string, { deed: Deed; value: unknown }> = {};
  for (const [name, value] of Object.entries(full)) {
    const fate = random();
    if (fate < hidden) answers[name] = { deed: deedOf(random), value };
    else if (fate < hidden + 0.05) continue;
    else if (random() < 0.9) given[name] = value;
    else if (more[name] !== undefined) given[name] = more[name];
  }
  return { given, answers };
}

interface Ran {
  readonly assessment: Assessment;
  readonly lookups: readonly LookUpRecord[];
  readonly held: readonly unknown[];
  readonly calls: readonly string[];
  /** What the look-ups answered, by name, in the order asked. */
  readonly found: Given;
}

async function run(from: Drawn, { given, answers }: World): Promise<Ran> {
  const { want, fates } = from;
  const setting = settingOf(from);
  const engine = new PolicyEngine(setting.assessor.policy, { timeoutMilliseconds: 60_000 });
  const random = randomFrom(fates + 1);
  const calls: string[] = [];
  const found: Given = {};
  for (const [name, { deed, value }] of Object.entries(answers))
    engine.addFact(
      name,
      async () => {
        calls.push(name);
        if (deed === 'throws') throw new Error('down');
        if (deed === 'knowsNothing') return undefined;
        found[name] = deed === 'talksNonsense' ? NONSENSE : value;
        return found[name];
      },
      { cost: Math.floor(random() * 4) },
    );
  const { assessment, lookups, events } = await engine.assess(given as Household, { on: setting.on, want });
  return { assessment, lookups, held: heldBy(events), calls, found };
}

function atOnce(from: Drawn, household: Given, unusable: readonly string[] = []): Assessment {
  const { assessor, on } = settingOf(from);
  return assessor.assess(household as Household, { on, unusable });
}
const failedOf = (lookups: readonly LookUpRecord[]): readonly string[] =>
  lookups.filter(({ status }) => status === 'failed').map(({ fact }) => fact);
const plain = (assessment: Assessment): unknown => JSON.parse(JSON.stringify(assessment));

const anyDeed = (random: Random): Deed => {
  const fate = random();
  if (fate < 0.6) return 'answers';
  if (fate < 0.75) return 'knowsNothing';
  return fate < 0.9 ? 'throws' : 'talksNonsense';
};

const RUNS = Number(process.env['ON_DEMAND_RUNS'] ?? 30);

describe('of random households, facts found on demand', () => {
  test.prop([drawn], { numRuns: RUNS })('give the assessment that is made of them at once', async (from) => {
    const world = worldOf(from, anyDeed);
    const { assessment, lookups, held, found } = await run(from, world);
    const declared = Object.keys(settingOf(from).assessor.policy.program.declaredBlanks);
    const failed = failedOf(lookups);
    const withheld = failed.filter((name) => declared.includes(name));
    const expected = atOnce(from, { ...world.given, ...found }, withheld);
    const { issues, ...rest } = plain(assessment) as { issues: { code: string; path: unknown[] }[] };
    const { issues: expectedIssues, ...expectedRest } = plain(expected) as { issues: unknown[] };
    expect(rest).toEqual(expectedRest);
    const ofLookUps = issues.filter(({ code }) => code === 'lookUpFailed');
    expect(issues.filter((each) => !ofLookUps.includes(each))).toEqual(expectedIssues);
    expect(ofLookUps.map(({ path }) => path)).toEqual(failed.map((name) => [name]));
    expect(held).toEqual(heldIn(assessment));
  });

  test.prop([drawn], { numRuns: RUNS })('are each asked at most once, and never if given', async (from) => {
    const world = worldOf(from, anyDeed);
    const { lookups, calls, found } = await run(from, world);
    expect(calls).toEqual(lookups.map(({ fact }) => fact));
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.filter((name) => Object.hasOwn(world.given, name))).toEqual([]);
    const statusOf: Readonly<Record<Deed, string>> = {
      answers: 'found',
      knowsNothing: 'notKnown',
      throws: 'failed',
      talksNonsense: 'refused',
    };
    expect(lookups.map(({ status }) => status)).toEqual(
      calls.map((name) => statusOf[world.answers[name]?.deed as Deed]),
    );
    expect(Object.keys(found).every((name) => calls.includes(name))).toBe(true);
  });

  test.prop([drawn], { numRuns: RUNS })(
    'settle as much of what is wanted as asking for everything would',
    async (from) => {
      const world = worldOf(from, (random) => (random() < 0.8 ? 'answers' : 'throws'));
      const { assessment } = await run(from, world);
      const findable = Object.entries(world.answers).filter(([, { deed }]) => deed === 'answers');
      const all = atOnce(from, {
        ...world.given,
        ...Object.fromEntries(findable.map(([name, { value }]) => [name, value])),
      });
      expect(assessment.identification.outcome).toBe(all.identification.outcome);
      expect(assessment.exit.outcome).toBe(all.exit.outcome);
      const isHelped =
        ['identify', 'review'].includes(all.identification.outcome) || all.exit.outcome === 'retain';
      if (from.want === 'everything' || (from.want === 'help' && isHelped)) {
        for (const stage of ['risks', 'riskKinds', 'measures'] as const)
          expect(assessment[stage].certain.map(({ rule }) => rule)).toEqual(
            all[stage].certain.map(({ rule }) => rule),
          );
        for (const stage of ['category', 'tier', 'track'] as const)
          expect(assessment[stage]).toEqual(all[stage]);
      }
      if (from.want !== 'everything') return;
      // Clues and checks may ask whether something is blank: of those, what is settled is settled by a blank.
      const { policy } = settingOf(from).assessor;
      const open = Object.keys(policy.rules).filter(
        (rule) =>
          assessment.rules[rule] !== all.rules[rule] &&
          !['alert', 'check'].includes(policy.rules[rule]?.stage as string),
      );
      expect(open).toEqual([]);
    },
  );

  test.prop([drawn, fc.nat()], { numRuns: RUNS })(
    'were asked only while what they were asked for was open',
    async (from, pick) => {
      const world = worldOf(from, () => 'answers');
      const { lookups, found } = await run(from, world);
      if (lookups.length === 0) return;
      const index = pick % lookups.length;
      const before = Object.fromEntries(Object.entries(found).slice(0, index));
      const { identification, exit, rules } = atOnce(from, { ...world.given, ...before });
      const outcomes: Readonly<Record<string, string>> = {
        'identification.outcome': identification.outcome,
        'exit.outcome': exit.outcome,
      };
      const [wanted = ''] = lookups[index]?.askedFor ?? [];
      const outcome = outcomes[wanted];
      if (outcome !== undefined) expect(['verify', 'noStandard']).toContain(outcome);
      else if (rules[wanted] !== undefined) expect(rules[wanted]).toBe('unknown');
      else expect(wanted).toMatch(/^concluded/);
    },
  );
});
