import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCondition } from '../../src/language/conditions.js';
import {
  aggregate,
  all,
  any,
  apply,
  dayLiteral,
  definition,
  fact,
  item,
  list,
  monthLiteral,
  type Node,
  not,
  numberLiteral,
  parameter,
  textLiteral,
  truthLiteral,
} from '../../src/language/nodes.js';
import { truthOfValue } from '../../src/language/value.js';
import { exactly } from '../../src/values/range.js';
import { rational } from '../../src/values/rational.js';
import { evaluate } from '../support/back-ends.js';
import { NAMES } from '../support/language-names.js';

const CONDITIONS = new Set(['poorHousehold']);
const read = (condition: unknown) => readCondition(condition, NAMES, CONDITIONS);

const car = { fact: 'ownsVehicle', operator: 'equal', value: true };
const carNode = apply('equal', [fact('ownsVehicle'), truthLiteral(true)]);
const kind = fact('householdKind');
const risks = fact('visitRisks');
const known = fact('identifiedRisks');
const income = fact('reportedNetIncomePerPerson');
const line = parameter('incomeStandard');
const texts = (...values: string[]): Node => list(values.map((value) => ({ value: textLiteral(value) })));
const equals = (left: Node, value: string): Node => apply('equal', [left, textLiteral(value)]);
const entry = item('item1');

describe('groups', () => {
  test.each<[string, unknown, Node]>([
    ['all', { all: [car, car] }, all([carNode, carNode])],
    ['any', { any: [car] }, any([carNode])],
    ['not', { not: car }, not(carNode)],
    [
      'nested',
      { any: [{ all: [car, { not: { any: [car] } }] }] },
      any([all([carNode, not(any([carNode]))])]),
    ],
    ['a named condition', { condition: 'poorHousehold' }, definition('poorHousehold')],
    [
      'beside a name and a priority',
      { name: '车辆', priority: 3, all: [{ ...car, name: '车', priority: 1 }] },
      all([carNode]),
    ],
  ])('%s', (_, condition, node) => {
    expect(read(condition)).toEqual({ node, issues: [] });
  });
});

describe('operators', () => {
  test.each<[string, string, unknown, Node]>([
    ['householdKind', 'equal', '脱贫户', equals(kind, '脱贫户')],
    ['householdKind', 'notEqual', '脱贫户', not(equals(kind, '脱贫户'))],
    ['householdKind', 'in', ['脱贫户', '一般农户'], apply('contains', [texts('脱贫户', '一般农户'), kind])],
    ['householdKind', 'notIn', ['脱贫户'], not(apply('contains', [texts('脱贫户'), kind]))],
    ['visitRisks', 'contains', '因病', apply('contains', [risks, textLiteral('因病')])],
    ['visitRisks', 'doesNotContain', '因病', not(apply('contains', [risks, textLiteral('因病')]))],
    ['reportedNetIncome', 'lessThan', 0, apply('lessThan', [fact('reportedNetIncome'), numberLiteral('0')])],
    ['reportedNetIncomePerPerson', 'lessThan', { fact: 'incomeStandard' }, apply('lessThan', [income, line])],
    [
      'reportedNetIncomePerPerson',
      'lessThanInclusive',
      { fact: 'incomeStandard' },
      apply('lessThanInclusive', [income, line]),
    ],
    [
      'reportedNetIncomePerPerson',
      'greaterThan',
      { fact: 'incomeStandard' },
      apply('greaterThan', [income, line]),
    ],
    [
      'reportedNetIncomePerPerson',
      'greaterThanInclusive',
      { fact: 'incomeStandard' },
      apply('greaterThanInclusive', [income, line]),
    ],
    ['atRisk', 'equal', true, apply('equal', [definition('atRisk'), truthLiteral(true)])],
    ['visitedOn', 'equal', '2024-11-01', apply('equal', [fact('visitedOn'), dayLiteral('2024-11-01')])],
    [
      'incomeFromMonth',
      'in',
      ['2024-11'],
      apply('contains', [list([{ value: monthLiteral('2024-11') }]), fact('incomeFromMonth')]),
    ],
    ['reportedMemberCount', 'equal', 2, apply('equal', [fact('reportedMemberCount'), numberLiteral('2')])],
    ['identifiedRisks', 'contains', '其他', apply('contains', [known, textLiteral('其他')])],
  ])('%s %s %o', (name, operator, value, node) => {
    expect(read({ fact: name, operator, value })).toEqual({ node, issues: [] });
  });
});

describe('decorators, from the left', () => {
  test.each<[string, string, unknown, Node]>([
    ['householdKind', 'not:equal', '脱贫户', not(equals(kind, '脱贫户'))],
    ['householdKind', 'not:not:equal', '脱贫户', not(not(equals(kind, '脱贫户')))],
    [
      'reportedNetIncomePerPerson',
      'swap:lessThan',
      { fact: 'incomeStandard' },
      apply('lessThan', [line, income]),
    ],
    [
      'reportedNetIncomePerPerson',
      'not:swap:lessThan',
      { fact: 'incomeStandard' },
      not(apply('lessThan', [line, income])),
    ],
    [
      'reportedNetIncomePerPerson',
      'swap:not:lessThan',
      { fact: 'incomeStandard' },
      not(apply('lessThan', [line, income])),
    ],
    ['visitRisks', 'swap:in', '因病', apply('contains', [risks, textLiteral('因病')])],
    ['householdKind', 'swap:contains', ['脱贫户'], apply('contains', [texts('脱贫户'), kind])],
    ['visitRisks', 'someFact:equal', '因病', aggregate('some', risks, 'item1', equals(entry, '因病'))],
    [
      'visitRisks',
      'everyFact:in',
      ['因病'],
      aggregate('every', risks, 'item1', apply('contains', [texts('因病'), entry])),
    ],
    [
      'visitRisks',
      'not:everyFact:equal',
      '因病',
      not(aggregate('every', risks, 'item1', equals(entry, '因病'))),
    ],
    [
      'visitRisks',
      'everyFact:not:equal',
      '因病',
      aggregate('every', risks, 'item1', not(equals(entry, '因病'))),
    ],
    [
      'householdKind',
      'someValue:equal',
      ['脱贫户', '一般农户'],
      any([equals(kind, '脱贫户'), equals(kind, '一般农户')]),
    ],
    [
      'householdKind',
      'everyValue:notEqual',
      ['脱贫户', '一般农户'],
      all([not(equals(kind, '脱贫户')), not(equals(kind, '一般农户'))]),
    ],
    [
      'visitRisks',
      'someValue:contains',
      { fact: 'identifiedRisks' },
      aggregate('some', known, 'item1', apply('contains', [risks, entry])),
    ],
    ['visitRisks', 'everyValue:contains', ['因病'], all([apply('contains', [risks, textLiteral('因病')])])],
    [
      'identifiedRisks',
      'everyFact:someValue:equal',
      { fact: 'visitRisks' },
      aggregate(
        'every',
        known,
        'item1',
        aggregate('some', risks, 'item2', apply('equal', [entry, item('item2')])),
      ),
    ],
  ])('%s %s %o', (name, operator, value, node) => {
    expect(read({ fact: name, operator, value })).toEqual({ node, issues: [] });
  });

  test('docs/semantics.md names every operator and decorator, and no other', () => {
    const section = readFileSync(new URL('../../docs/semantics.md', import.meta.url), 'utf8')
      .split('\n## ')
      .find((part) => part.startsWith('Conditions')) as string;
    const named = [...section.matchAll(/^\| `(\w+):?` \|/gm)].map((match) => match[1]);
    const { params } = read({ ...car, operator: 'no such' }).issues[0] as { params: Record<string, string> };
    expect(named.sort()).toEqual(params['known']?.split(', ').sort());
  });
});

describe('a blank is unknown, under every decorator', () => {
  const facts = { visitRisks: { complete: false, items: ['因病'] } };
  test.each([
    ['householdKind', 'equal', '脱贫户', 'unknown'],
    ['householdKind', 'notEqual', '脱贫户', 'unknown'],
    ['householdKind', 'not:equal', '脱贫户', 'unknown'],
    ['householdKind', 'notIn', ['脱贫户'], 'unknown'],
    ['householdKind', 'in', ['脱贫户', '一般农户'], 'unknown'],
    ['identifiedRisks', 'doesNotContain', '因病', 'unknown'],
    ['identifiedRisks', 'everyFact:equal', '因病', 'unknown'],
    ['visitRisks', 'contains', '因病', 'true'],
    ['visitRisks', 'doesNotContain', '因病', 'false'],
    ['visitRisks', 'doesNotContain', '因学', 'unknown'],
    ['visitRisks', 'everyFact:equal', '因病', 'unknown'],
    ['visitRisks', 'everyFact:equal', '因学', 'false'],
    ['visitRisks', 'someFact:equal', '因病', 'true'],
    ['reportedNetIncome', 'lessThan', 0, 'unknown'],
    ['reportedNetIncome', 'not:lessThan', 0, 'unknown'],
  ])('%s %s %o is %s', (name, operator, value, truth) => {
    const { node, issues } = read({ fact: name, operator, value });
    expect(issues).toEqual([]);
    expect(truthOfValue(evaluate(node, facts))).toBe(truth);
  });

  test('a number is compared exactly, at the cent', () => {
    const { node } = read({
      fact: 'reportedNetIncomePerPerson',
      operator: 'lessThan',
      value: { fact: 'incomeStandard' },
    });
    const parameters = { incomeStandard: [{ from: '2024-01-01', value: '7800' }] };
    const truths = [779_999n, 780_000n, 780_001n].map((cents) =>
      truthOfValue(
        evaluate(node, { reportedNetIncomePerPerson: rational(cents, 100n) }, '2024-11-01', parameters),
      ),
    );
    expect(truths).toEqual(['true', 'false', 'false']);
  });

  test('a day known by its month is neither equal to a day of it nor unequal', () => {
    const { node } = read({ fact: 'visitedOn', operator: 'equal', value: '2024-11-15' });
    const on = (low: string, high: string) => truthOfValue(evaluate(node, { visitedOn: { low, high } }));
    expect([on('2024-11-01', '2024-11-30'), on('2024-12-01', '2024-12-31')]).toEqual(['unknown', 'false']);
    expect(truthOfValue(evaluate(node, { visitedOn: exactly('2024-11-15') }))).toBe('true');
  });
});

const nested = (levels: number): unknown => (levels === 1 ? car : { not: nested(levels - 1) });

describe('refused, where it stands', () => {
  test.each<[string, unknown, string, readonly (string | number)[], Record<string, unknown>?]>([
    ['an empty any', { any: [] }, 'emptyAny', ['any']],
    ['an empty all', { all: [] }, 'emptyAll', ['all']],
    [
      'an empty group deep inside',
      { all: [car, { not: { any: [] } }] },
      'emptyAny',
      ['all', 1, 'not', 'any'],
    ],
    [
      'an empty list under someValue',
      { fact: 'householdKind', operator: 'someValue:equal', value: [] },
      'emptyAny',
      ['value'],
    ],
    [
      'an empty list under everyValue',
      { fact: 'householdKind', operator: 'everyValue:equal', value: [] },
      'emptyAll',
      ['value'],
    ],
    ['a path', { ...car, path: '$.constructor' }, 'pathForbidden', ['path']],
    [
      'a path in a value',
      { ...car, value: { fact: 'atRisk', path: '$' } },
      'pathForbidden',
      ['value', 'path'],
    ],
    ['params', { ...car, params: {} }, 'malformedCondition', []],
    ['params in a value', { ...car, value: { fact: 'atRisk', params: {} } }, 'malformedCondition', ['value']],
    [
      'an unknown operator',
      { ...car, operator: 'equals' },
      'unknownOperator',
      ['operator'],
      { operator: 'equals' },
    ],
    [
      'an unknown decorator',
      { ...car, operator: 'sometimes:equal' },
      'unknownOperator',
      ['operator'],
      { operator: 'sometimes' },
    ],
    ['a decorator without operator', { ...car, operator: 'not:' }, 'unknownOperator', ['operator']],
    [
      'an operator that is a word of JavaScript',
      { ...car, operator: 'constructor' },
      'unknownOperator',
      ['operator'],
    ],
    ['an operator that is no text', { ...car, operator: 7 }, 'unknownOperator', ['operator']],
    [
      'an operator that is an object',
      { ...car, operator: { toString: 1, valueOf: 1 } },
      'unknownOperator',
      ['operator'],
    ],
    ['nine decorators', { ...car, operator: `${'not:'.repeat(9)}equal` }, 'unknownOperator', ['operator']],
    [
      'a misspelt fact',
      { ...car, fact: 'ownsVehicel' },
      'unknownNameNear',
      ['fact'],
      { nearest: 'ownsVehicle' },
    ],
    [
      'a misspelt fact in a value',
      { ...car, value: { fact: 'atRist' } },
      'unknownNameNear',
      ['value', 'fact'],
      { nearest: 'atRisk' },
    ],
    ['a fact that there is not', { ...car, fact: 'zzzzzzzzzz' }, 'unknownName', ['fact']],
    ['a fact that is no text', { ...car, fact: { toString: 1, valueOf: 1 } }, 'unknownName', ['fact']],
    ['the fact __proto__', { ...car, fact: '__proto__' }, 'unknownName', ['fact']],
    [
      'the key __proto__',
      JSON.parse('{"__proto__": {"all": []}, "fact": "ownsVehicle", "operator": "equal", "value": true}'),
      'malformedCondition',
      [],
    ],
    [
      'a value with the key __proto__',
      { ...car, value: JSON.parse('{"__proto__": 1}') as unknown },
      'malformedCondition',
      ['value'],
    ],
    ['a named condition that there is not', { condition: 'atRisk' }, 'unknownCondition', ['condition']],
    [
      'a named condition that is no text',
      { condition: { toString: 1, valueOf: 1 } },
      'unknownCondition',
      ['condition'],
    ],
    ['null as a value', { ...car, value: null }, 'nullComparison', ['value']],
    [
      'null in a list of values',
      { fact: 'householdKind', operator: 'in', value: ['脱贫户', null] },
      'nullComparison',
      ['value'],
    ],
    ['nothing', {}, 'malformedCondition', []],
    ['no object', 'ownsVehicle', 'malformedCondition', []],
    ['an array', [car], 'malformedCondition', []],
    ['an array under not', { not: [car] }, 'malformedCondition', ['not']],
    ['no array under any', { any: car }, 'malformedCondition', ['any']],
    ['two groups at once', { all: [car], any: [car] }, 'malformedCondition', []],
    ['a group and a comparison at once', { not: car, ...car }, 'malformedCondition', []],
    ['no value', { fact: 'ownsVehicle', operator: 'equal' }, 'malformedCondition', []],
    [
      'a list of numbers for a scalar',
      { fact: 'householdKind', operator: 'equal', value: ['脱贫户'] },
      'wrongType',
      [],
    ],
    [
      'a text that is no code',
      { fact: 'householdKind', operator: 'equal', value: '富裕户' },
      'notACodeOf',
      [],
    ],
    [
      'a code of another list',
      { fact: 'householdKind', operator: 'equal', value: { fact: 'monitoringStatus' } },
      'wrongType',
      [],
    ],
    ['a number for a code', { fact: 'householdKind', operator: 'equal', value: 5 }, 'wrongType', []],
    [
      'a comparison of codes',
      { fact: 'householdKind', operator: 'lessThan', value: 5 },
      'orderOfNonNumber',
      [],
    ],
    [
      'a comparison of days',
      { fact: 'visitedOn', operator: 'lessThan', value: '2024-11-01' },
      'orderOfNonNumber',
      [],
    ],
    [
      'two units',
      { fact: 'reportedNetIncome', operator: 'lessThan', value: { fact: 'incomeStandard' } },
      'unitMismatch',
      [],
    ],
    [
      'a day that does not exist',
      { fact: 'visitedOn', operator: 'equal', value: '2024-02-30' },
      'invalidDay',
      ['value'],
    ],
    [
      'someFact on what is no list',
      { fact: 'householdKind', operator: 'someFact:equal', value: '脱贫户' },
      'wrongType',
      ['fact'],
    ],
    [
      'someFact on a list of records',
      { fact: 'members', operator: 'someFact:equal', value: true },
      'wrongType',
      ['fact'],
    ],
    [
      'someValue on one value',
      { fact: 'householdKind', operator: 'someValue:equal', value: '脱贫户' },
      'malformedCondition',
      ['value'],
    ],
    ['in on one value', { fact: 'householdKind', operator: 'in', value: '脱贫户' }, 'wrongType', []],
    [
      'contains on what is no list',
      { fact: 'householdKind', operator: 'contains', value: '脱贫户' },
      'wrongType',
      [],
    ],
    ['33 levels', nested(33), 'tooDeep', Array<string>(32).fill('not')],
  ])('%s', (_, condition, code, path, params = {}) => {
    const { issues } = read(condition);
    expect(issues).toMatchObject([{ code, path, params }]);
  });

  test('32 levels are read', () => {
    expect(read(nested(32)).issues).toEqual([]);
  });

  test('everything that is wrong is reported at once', () => {
    const { issues } = read({
      all: [{ any: [] }, { ...car, path: '$' }, { ...car, fact: 'ownsVehicel' }, car],
    });
    expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['emptyAny', 'all.0.any'],
      ['pathForbidden', 'all.1.path'],
      ['unknownNameNear', 'all.2.fact'],
    ]);
  });
});
