import { describe, expect, test } from 'vitest';
import { nodesByName } from '../../src/backends/interpreter/interpreter.js';
import type { Answers } from '../../src/decision/answers.js';
import { concludedBy, concludingRules } from '../../src/decision/concluding-rules.js';
import { measureAdvice } from '../../src/decision/measures.js';
import { OfDay } from '../../src/decision/of-day.js';
import { StageResults } from '../../src/decision/stage-results.js';
import type { Policy, PolicyRule } from '../../src/policy/policy.js';
import { possibleConclusions, STAGE_NAMES, type StageName, stageOf } from '../../src/policy/stages.js';
import type { Truth } from '../../src/values/truth.js';
import { Draw } from '../backends/draw.js';
import { assessorFor, ON } from './support.js';

const TRUTHS: readonly Truth[] = ['true', 'false', 'unknown'];

/** What the rules of a stage come to, said without any memory. */
function plainly(policy: Policy, stage: StageName, truth: Answers['truth'], going: ReadonlySet<string>) {
  const conclude = (rule: string) => {
    const made = policy.rules[rule] as PolicyRule;
    const measure = measureAdvice(policy, rule, ON, truth, going);
    return { ...concludedBy(rule, made), ...(measure === undefined ? {} : { measure }) };
  };
  const rules = policy.stages[stage];
  const isSecond = (rule: string): boolean => {
    const { refuses, detail } = policy.rules[rule] as PolicyRule;
    return stage === 'review' ? refuses === true : detail !== undefined;
  };
  const halves = [rules.filter((rule) => !isSecond(rule)), rules.filter(isSecond)];
  const groups = stage === 'review' || stage === 'risk' ? halves : [rules];
  const having = (all: readonly string[], wanted: Truth) =>
    all.filter((rule) => truth(rule) === wanted).map(conclude);
  return {
    truths: rules.map(truth),
    groups: groups.map((all) => ({
      certain: having(all, 'true'),
      possible: having(all, 'unknown'),
      excluded: having(all, 'false'),
    })),
  };
}

describe('what the rules of the stages come to', () => {
  test.each([
    ['620000', 400],
    ['330000', 100],
  ])(
    'is the same from memory as without one, one truth after the other being another (%s)',
    (region, times) => {
      const { policy } = assessorFor(region, ON);
      const results = new StageResults(policy, ON, concludingRules(policy));
      const draw = new Draw(17);
      const needs = Object.values(policy.rules).flatMap(({ measure }) => measure?.needs ?? []);
      const headings = Object.values(policy.rules).flatMap(({ measure, concludes }) =>
        measure === undefined ? [] : [concludes ?? ''],
      );
      const names = [...new Set([...STAGE_NAMES.flatMap((stage) => policy.stages[stage]), ...needs])];
      const truths = new Map(names.map((name) => [name, draw.pick(TRUTHS)]));
      const truth: Answers['truth'] = (name) => truths.get(name) as Truth;
      const going = new Set<string>();
      for (let time = 0; time < times; time += 1) {
        for (let count = draw.pick([1, 1, 2, 30]); count > 0; count -= 1)
          truths.set(draw.pick(names), draw.pick(TRUTHS));
        if (headings.length > 0 && draw.chance(0.3)) going.add(draw.pick(headings));
        if (draw.chance(0.2)) going.clear();
        const found = results.of({ truth } as Answers, () => going);
        for (const stage of STAGE_NAMES)
          expect([time, stage, found[stage]]).toEqual([time, stage, plainly(policy, stage, truth, going)]);
        expect(results.truths(found)).toEqual(
          Object.fromEntries(
            STAGE_NAMES.flatMap((stage) => policy.stages[stage]).map((rule) => [rule, truth(rule)]),
          ),
        );
      }
    },
  );

  test('is one object where it is the same, and another where one truth is another', () => {
    const { policy } = assessorFor('620000', ON);
    const results = new StageResults(policy, ON, concludingRules(policy));
    const of = (changed?: string) =>
      results.of(
        { truth: (name) => (name === changed ? 'true' : 'false'), text: () => undefined, texts: () => [] },
        () => new Set(),
      );
    const none = of();
    expect(of()).toEqual(none);
    for (const stage of STAGE_NAMES) {
      expect(of()[stage]).toBe(none[stage]);
      for (const rule of policy.stages[stage]) expect(of(rule)[stage]).not.toBe(none[stage]);
    }
  });
});

test('answers and what is missing are told from memory as without one', () => {
  const { policy } = assessorFor('620000', ON);
  const ofDay = new OfDay(policy, nodesByName(policy.program), ON);
  const answersOf = (answer: string | undefined, possible: readonly string[]): Answers => ({
    truth: () => 'unknown',
    text: (name) => (name === stageOf('tier').conclusion ? answer : undefined),
    texts: (name) => (name === possibleConclusions('tier') ? possible : []),
  });
  for (const _ of [1, 2]) {
    expect(ofDay.decided(answersOf('一般', []), 'tier')).toEqual({ answer: '一般', possible: ['一般'] });
    expect(ofDay.decided(answersOf(undefined, ['一般']), 'tier')).toEqual({
      answer: undefined,
      possible: ['一般'],
    });
    expect(ofDay.decided(answersOf(undefined, ['一般', '严重', '一般']), 'tier').possible).toEqual([
      '一般',
      '严重',
    ]);
    expect(ofDay.decided(answersOf(undefined, []), 'tier')).toEqual({ answer: undefined, possible: [] });
    expect(ofDay.decided(answersOf('', []), 'tier')).toEqual({ answer: '', possible: [''] });
    expect(ofDay.missing(['reportedNetIncome', 'members.birthDate']).map(({ name }) => name)).toEqual([
      'reportedNetIncome',
      'members.birthDate',
    ]);
    expect(ofDay.missing(['members.birthDate']).map(({ name }) => name)).toEqual(['members.birthDate']);
    expect(ofDay.missing([])).toEqual([]);
  }
});
