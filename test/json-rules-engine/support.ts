import { setTimeout as wait } from 'node:timers/promises';
import { type Household, type Policy, resolvePolicy } from '../../src/index.js';
import { type LookUpOptions, type OnDemandResult, PolicyEngine } from '../../src/json-rules-engine.js';
import { BASE_REQUEST, withFiles } from '../policy/support.js';

export const ON = BASE_REQUEST.on;

const rule = (name: string, type: string, conditions: unknown) => ({
  name,
  conditions,
  event: { type, params: { title: { zh: name, en: name }, authority: 'national', document: 'rulebook' } },
});

/** Rules beside those of the base pack: three kinds of asking in one check, and one that only knows what is blank. */
const MORE_RULES = {
  kind: 'rules',
  rules: [
    rule('checkAllThree', 'check', {
      all: [
        { fact: 'housingGrade', operator: 'equal', value: 'D' },
        { fact: 'foodShortage', operator: 'equal', value: true },
        { fact: 'ownsTownProperty', operator: 'equal', value: true },
      ],
    }),
    rule('checkMembers', 'check', { all: [{ fact: 'oldMember', operator: 'equal', value: true }] }),
  ],
};
const MORE_DERIVED = {
  kind: 'derivedFacts',
  derivedFacts: {
    oldMember: {
      title: { zh: '有老人', en: 'somebody old' },
      formula: 'some member in members satisfies member.birthDate < date("1964-01-01")',
      authority: 'national',
      document: 'rulebook',
    },
  },
};

/** The small nation and province: below the line of 7,800 and not able to cope is a way in. */
export const smallPolicy = (changes: Readonly<Record<string, unknown>> = {}, on: string = ON): Policy =>
  resolvePolicy(
    withFiles({ 'nation/more.json': MORE_RULES, 'nation/more-derived.json': MORE_DERIVED, ...changes }),
    { ...BASE_REQUEST, on },
  );
export const SMALL = smallPolicy();

/** A pack in which a blank monitoring status means that the household is not monitored. */
export const DECLARING = {
  'nation/pack.json': {
    kind: 'pack',
    name: 'nation',
    region: '000000',
    title: { zh: '试验规则包', en: 'test pack' },
    inForce: { from: '2020-01-01' },
    stages: { exitCriterion: { appliesWhen: 'isMonitored' } },
    permits: { stages: { check: ['add'] } },
    declaredBlanks: { monitoringStatus: { value: '未纳入', authority: 'national', document: 'rulebook' } },
  },
} as const;

export type Values = Readonly<Record<string, unknown>>;
export interface Prepared {
  readonly engine: PolicyEngine;
  /** The facts asked for, in the order in which the functions were called. */
  readonly calls: string[];
}

/** An engine with a look-up for each value; a function is the look-up itself. */
export function prepared(
  values: Values,
  options: Readonly<Record<string, LookUpOptions>> = {},
  policy = SMALL,
  timeoutMilliseconds = 1_000,
): Prepared {
  const engine = new PolicyEngine(policy, { timeoutMilliseconds });
  const calls: string[] = [];
  for (const [name, value] of Object.entries(values))
    engine.addFact(
      name,
      async (params, almanac) => {
        calls.push(name);
        return typeof value === 'function' ? value(params, almanac) : value;
      },
      options[name] ?? {},
    );
  return { engine, calls };
}

export const assessWith = (
  { engine }: Prepared,
  household: Values,
  want: 'outcomes' | 'help' | 'everything' = 'help',
): Promise<OnDemandResult> => engine.assess(household as Household, { on: ON, want });

export const later = <Value>(milliseconds: number, value: Value): Promise<Value> =>
  wait(milliseconds, value, { ref: true });

/** The names of the rules that hold, of events and of an assessment. */
export const heldBy = (events: OnDemandResult['events']): readonly unknown[] =>
  events.map((event) => event.params?.['rule']).sort();
export const heldIn = ({ rules }: OnDemandResult['assessment']): readonly string[] =>
  Object.keys(rules)
    .filter((name) => rules[name] === 'true')
    .sort();
