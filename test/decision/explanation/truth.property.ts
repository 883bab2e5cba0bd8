import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Relation, Token } from '../../../src/policy/explanation.js';
import type { Reason, ShownValue } from '../../../src/policy/reason.js';
import { compare, rationalFromExactText, rationalToText, subtract } from '../../../src/values/rational.js';
import { allOf, anyOf, negate, type Truth } from '../../../src/values/truth.js';
import { assessDrawn, drawn, drawnToTell, linesOf, renderings, tokensOf } from './households.js';

const RUNS = 100;

const exactly = (text: string) => {
  const value = rationalFromExactText(text);
  if (value === undefined) throw new Error(`${text} is no exact number.`);
  return value;
};

type Ordered = Extract<ShownValue, { readonly type: 'number' | 'day' | 'month' }>;
const isOrdered = (value: ShownValue): value is Ordered =>
  value.type === 'number' || value.type === 'day' || value.type === 'month';

/** −1, 0 or 1; undefined where one of the ends is open. */
function order(type: Ordered['type'], left: string | undefined, right: string | undefined) {
  if (left === undefined || right === undefined) return undefined;
  if (type === 'number') return compare(exactly(left), exactly(right));
  return left < right ? -1 : left === right ? 0 : 1;
}

/** Whether one value can be below, on, or above the other. */
function possibleOrders(left: Ordered, right: Ordered): readonly (-1 | 0 | 1)[] {
  const { type } = left;
  const lowest = order(type, left.low, right.high);
  const highest = order(type, left.high, right.low);
  return [
    ...(lowest === undefined || lowest === -1 ? ([-1] as const) : []),
    ...((lowest ?? -1) <= 0 && (highest ?? 1) >= 0 ? ([0] as const) : []),
    ...(highest === undefined || highest === 1 ? ([1] as const) : []),
  ];
}

type Comparison = Extract<Reason, { readonly kind: 'comparison' }>;
const HOLDS: Readonly<Record<Exclude<Comparison['operator'], 'contains'>, readonly number[]>> = {
  equal: [0],
  lessThan: [-1],
  lessThanInclusive: [-1, 0],
  greaterThan: [1],
  greaterThanInclusive: [0, 1],
};
const lifted = (answers: readonly boolean[]): Truth =>
  answers.every(Boolean) ? 'true' : answers.some(Boolean) ? 'unknown' : 'false';

/** What a comparison comes to by the values that are shown of its two sides. */
function truthByValues({ operator, fact, bound }: Comparison): Truth {
  const [left, right] = [fact.value, bound.value];
  if (operator === 'contains') {
    const [list, text] = left.type === 'list' ? [left, right] : [right, left];
    if (list.type !== 'list' || text.type !== 'text') return 'unknown';
    if (list.certain.includes(text.value)) return 'true';
    return list.complete && !list.possible.includes(text.value) ? 'false' : 'unknown';
  }
  if (isOrdered(left) && isOrdered(right))
    return lifted(possibleOrders(left, right).map((each) => HOLDS[operator].includes(each)));
  if ((left.type === 'text' || left.type === 'truth') && left.type === right.type)
    return left.value === right.value ? 'true' : 'false';
  return 'unknown';
}

function membersOf(reason: Reason): readonly Reason[] {
  if (reason.kind === 'named') return [reason.member];
  return reason.kind === 'all' || reason.kind === 'any' || reason.kind === 'not' ? reason.members : [];
}

/** `told`: the nodes looked at already; what many rules read is explained once and shared. */
function expectTruthful(reason: Reason, path: string, told: Set<Reason>): void {
  if (told.has(reason)) return;
  told.add(reason);
  const truths = membersOf(reason).map(({ truth }) => truth);
  switch (reason.kind) {
    case 'all':
      expect(reason.truth, path).toBe(allOf(truths));
      break;
    case 'any':
      expect(reason.truth, path).toBe(anyOf(truths));
      break;
    case 'not':
      expect(truths, path).toHaveLength(1);
      expect(reason.truth, path).toBe(negate(truths[0] as Truth));
      break;
    case 'named':
      expect(reason.truth, path).toBe(truths[0]);
      break;
    case 'comparison': {
      expect(reason.truth, path).toBe(truthByValues(reason));
      const { distance, fact, bound } = reason;
      if (distance === undefined || fact.value.type !== 'number' || bound.value.type !== 'number') break;
      const apart = subtract(exactly(fact.value.low as string), exactly(bound.value.low as string));
      expect(distance.amount, path).toBe(rationalToText(apart));
      break;
    }
    case 'test': {
      const { value } = reason.subject;
      const shown = value.type === 'truth' ? (value.value ? 'true' : 'false') : 'unknown';
      expect(reason.truth, path).toBe(shown);
    }
  }
  for (const [index, member] of membersOf(reason).entries())
    expectTruthful(
      member,
      `${path} > ${member.kind === 'named' ? member.name : `${reason.kind} ${index}`}`,
      told,
    );
}

const ORDERS: Readonly<Partial<Record<Relation, number>>> = { below: -1, equal: 0, above: 1 };
const textsOf = (value: ShownValue): readonly string[] =>
  value.type === 'list' ? value.certain : value.type === 'text' ? [value.value] : [];

/** What is said of two values that stand beside each other in one line. */
function expectRelation(before: ShownValue, relation: Relation, behind: ShownValue, line: string): void {
  const expected = ORDERS[relation];
  if (expected !== undefined) {
    if (!isOrdered(before) || !isOrdered(behind)) throw new Error(`Nothing to compare: ${line}`);
    expect(possibleOrders(before, behind), line).toEqual([expected]);
    return;
  }
  const isThere =
    textsOf(before).some((text) => textsOf(behind).includes(text)) &&
    (textsOf(before).length > 0 || textsOf(behind).length > 0);
  expect(isThere, line).toBe(relation === 'within' || relation === 'includes');
}

function expectRelationsAgree(tokens: readonly Token[], line: string): void {
  const read = [...tokensOf(tokens)];
  for (const [index, token] of read.entries()) {
    if (token.kind !== 'relation') continue;
    const shownBeside = (each: Token | undefined): ShownValue => {
      if (each?.kind === 'value' || each?.kind === 'bound') return each.value;
      throw new Error(`A relation without a value beside it: ${line}`);
    };
    const isValue = ({ kind }: Token): boolean => kind === 'value' || kind === 'bound';
    const before = shownBeside(read.slice(0, index).reverse().find(isValue));
    const behind = shownBeside(read.slice(index).find(isValue));
    expectRelation(before, token.relation, behind, line);
    const margin = read.slice(index).find(({ kind }) => kind === 'margin' || kind === 'relation');
    const next = read.slice(index + 1).find(({ kind }) => kind === 'margin' || kind === 'relation');
    if (margin === undefined || next?.kind !== 'margin') continue;
    expect(next.direction, line).toBe(token.relation);
    if (before.type !== 'number' || behind.type !== 'number') throw new Error(`A margin of what? ${line}`);
    const apart = subtract(exactly(before.low as string), exactly(behind.low as string));
    expect(next.amount.replace('-', ''), line).toBe(rationalToText(apart).replace('-', ''));
  }
}

describe('an explanation tells the truth of the decision', () => {
  test.prop([drawn], { numRuns: RUNS })('at every node of every tree of reasons', (from) => {
    const assessment = assessDrawn(from);
    const reasons = assessment.reasons();
    expect(reasons.map(({ rule }) => rule)).toEqual(Object.keys(assessment.rules));
    const told = new Set<Reason>();
    for (const { rule, truth, reason } of reasons) {
      expect(truth, rule).toBe(assessment.rules[rule]);
      expect(reason.truth, rule).toBe(truth);
      expectTruthful(reason, rule, told);
    }
    expectTruthful(assessment.noWayIn(), 'noWayIn', told);
  });

  test.prop([drawnToTell], { numRuns: RUNS })('and says of no two values what their figures deny', (from) => {
    for (const { lines } of renderings(assessDrawn(from)))
      for (const { tokens } of linesOf(lines)) expectRelationsAgree(tokens, JSON.stringify(tokens));
  });
});

// The test of the test: a relation turned round is found.
test.prop([fc.constantFrom<Relation>('above', 'equal')])('a false relation would be found', (relation) => {
  const value = (low: string): Token => ({ kind: 'value', value: { type: 'number', low, high: low } });
  const line: Token[] = [value('3'), { kind: 'relation', relation }, value('4')];
  expect(() => expectRelationsAgree(line, '')).toThrow();
});
