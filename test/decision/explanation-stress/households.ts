import { fc } from '@fast-check/vitest';
import { randomFrom } from '../../../bench/households.js';
import type { Assessment, Explanation, Household } from '../../../src/index.js';
import type { Line, Token } from '../../../src/policy/explanation.js';
import { namedHousehold } from '../receipt/support.js';
import { agreeingHousehold, type Setting, settingsOf } from '../rule-book-households.js';
import { blanked, fullHousehold, type Given } from '../support.js';

export const SETTINGS = await settingsOf();

/** A household by its numbers, so that a counterexample stays short. */
export interface Drawn {
  readonly place: number;
  readonly seed: number;
  readonly kind: 'agreeing' | 'full' | 'named';
  readonly parts: boolean;
  readonly isBlanked: boolean;
}
const drawnWith = (isBlanked: fc.Arbitrary<boolean>): fc.Arbitrary<Drawn> =>
  fc.record({
    place: fc.nat(SETTINGS.length - 1),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    kind: fc.constantFrom('agreeing', 'full', 'named'),
    parts: fc.boolean(),
    isBlanked,
  });
/** Half of them with blanks. */
export const drawn = drawnWith(fc.boolean());
/** For renderings: where little is known, what to ask takes long, so that only one in six has blanks. */
export const drawnToTell = drawnWith(fc.nat(5).map((number) => number === 5));
export const settingOf = ({ place }: Drawn): Setting => SETTINGS[place] as Setting;

/** Who the household is, which sheets have and rules do not read. */
const IDENTITY = ['householdId', 'headName', 'headIdNumber', 'telephone', 'bankAccount'];
const PLACE = { province: '示例省', county: '示例县', township: '示例乡', village: '示例村' };

function fullOf(from: Drawn): Given {
  const { kind, seed, parts } = from;
  if (kind === 'full') return fullHousehold(seed, parts);
  const agreeing = agreeingHousehold(settingOf(from), seed, parts);
  if (kind === 'agreeing') return agreeing;
  const named = namedHousehold(seed);
  const identity = Object.fromEntries(IDENTITY.map((name) => [name, named[name]]));
  return { ...agreeing, ...PLACE, ...identity, members: named['members'] };
}

export function householdOf(from: Drawn): Given {
  const full = fullOf(from);
  return from.isBlanked ? blanked(full, randomFrom(from.seed + 1)).less : full;
}

/** Like `assessIn`, for whatever stands in a household. */
export const assessDrawn = (from: Drawn, household: unknown = householdOf(from)): Assessment => {
  const { assessor, on } = settingOf(from);
  return assessor.assess(household as Household, { on });
};

/** All renderings of an assessment. What would change it takes long, and has tests of its own. */
export function renderings(assessment: Assessment, withAlternatives = false): readonly Explanation[] {
  const notice = assessment.notice();
  const caseFile = assessment.explanation({ alternatives: withAlternatives });
  return [caseFile, assessment.letter(), ...(notice === undefined ? [] : [notice])];
}

/** Every token, in the order in which it is read. */
export function* tokensOf(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.kind === 'list') for (const item of token.items) yield* tokensOf(item);
    else if (token.kind === 'bracketed') yield* tokensOf(token.tokens);
    else if (token.kind === 'pair') {
      yield* tokensOf(token.of);
      yield* tokensOf(token.said);
    }
  }
}

export function* linesOf(lines: readonly Line[]): Generator<Line> {
  for (const line of lines) {
    yield line;
    yield* linesOf(line.below);
  }
}

/** What an assessment decides, as data of its own. */
export const decisionOf = ({ identification, exit, ...rest }: Assessment): unknown =>
  structuredClone(JSON.parse(JSON.stringify({ identification, exit, ...rest })));
