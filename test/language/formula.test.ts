import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../src/language/feel/functions.js';
import { readFormula } from '../../src/language/feel.js';
import {
  aggregate,
  all,
  any,
  apply,
  choose,
  dayLiteral,
  definition,
  evaluationDay,
  fact,
  filter,
  isUnknown,
  item,
  list,
  type Node,
  not,
  numberLiteral,
  parameter,
  textLiteral,
  truthLiteral,
  unknownLiteral,
  walk,
} from '../../src/language/nodes.js';
import { OPERATORS } from '../../src/language/operators.js';
import { describeType } from '../../src/language/type.js';
import { describeIssue } from '../../src/values/issues.js';
import { NAMES } from '../support/language-names.js';

const number = numberLiteral;
const text = textLiteral;
const claims = fact('reportedClaims');
const wages = fact('reportedWageIncome');
const car = fact('ownsVehicle');
const cadre = fact('villageCadre');
const firm = fact('operatesCompany');
const size = fact('reportedMemberCount');
const kind = fact('householdKind');
const members = fact('members');
const incomes = fact('incomes');
const risks = fact('visitRisks');
const visit = fact('visitedOn');
const net = fact('reportedNetIncome');
const field = (name: string, binding = 'item1'): Node => item(binding, name);

describe('each construct becomes its node', () => {
  test.each<[string, Node]>([
    ['7800.50', number('7800.5')],
    ['.5', number('0.5')],
    ['007', number('7')],
    ['1e3', number('1000')],
    ['true', truthLiteral(true)],
    ['false', truthLiteral(false)],
    ['null', unknownLiteral()],
    ['"因病"', text('因病')],
    ['"因\\u75c5"', text('因病')],
    ['date("2024-02-29")', dayLiteral('2024-02-29')],
    ['@"2024-02-29"', dayLiteral('2024-02-29')],
    ['evaluationDay', evaluationDay()],
    ['ownsVehicle', car],
    ['windowMonths', parameter('windowMonths')],
    ['netIncome', definition('netIncome')],
    ['parameter("incomeStandard")', parameter('incomeStandard')],
    ['parameter("incomeStandard", evaluationDay)', parameter('incomeStandard', evaluationDay())],
    ['["因病", "因学"]', list([{ value: text('因病') }, { value: text('因学') }])],
    ['reportedClaims + reportedWageIncome', apply('add', [claims, wages])],
    ['reportedClaims - reportedWageIncome', apply('subtract', [claims, wages])],
    ['reportedClaims * 2', apply('multiply', [claims, number('2')])],
    ['reportedClaims / 2', apply('divide', [claims, number('2')])],
    ['-reportedClaims', apply('negate', [claims])],
    [
      'reportedClaims + reportedWageIncome * 2',
      apply('add', [claims, apply('multiply', [wages, number('2')])]),
    ],
    [
      '(reportedClaims + reportedWageIncome) * 2',
      apply('multiply', [apply('add', [claims, wages]), number('2')]),
    ],
    [
      'reportedClaims - reportedWageIncome - 0',
      apply('subtract', [apply('subtract', [claims, wages]), number('0')]),
    ],
    ['reportedClaims = reportedWageIncome', apply('equal', [claims, wages])],
    ['reportedClaims != reportedWageIncome', not(apply('equal', [claims, wages]))],
    ['reportedClaims < reportedWageIncome', apply('lessThan', [claims, wages])],
    ['reportedClaims <= reportedWageIncome', apply('lessThanInclusive', [claims, wages])],
    ['reportedClaims > reportedWageIncome', apply('greaterThan', [claims, wages])],
    ['reportedClaims >= reportedWageIncome', apply('greaterThanInclusive', [claims, wages])],
    [
      'reportedMemberCount between 1 and 3',
      all([
        apply('greaterThanInclusive', [size, number('1')]),
        apply('lessThanInclusive', [size, number('3')]),
      ]),
    ],
    [
      'reportedMemberCount in [1..3]',
      all([
        apply('greaterThanInclusive', [size, number('1')]),
        apply('lessThanInclusive', [size, number('3')]),
      ]),
    ],
    [
      'reportedMemberCount in (1..3)',
      all([apply('greaterThan', [size, number('1')]), apply('lessThan', [size, number('3')])]),
    ],
    [
      'reportedMemberCount in [1..3)',
      all([apply('greaterThanInclusive', [size, number('1')]), apply('lessThan', [size, number('3')])]),
    ],
    [
      'reportedMemberCount in (1..3]',
      all([apply('greaterThan', [size, number('1')]), apply('lessThanInclusive', [size, number('3')])]),
    ],
    ['reportedMemberCount in > 3', apply('greaterThan', [size, number('3')])],
    [
      'reportedMemberCount in (< 2, > 3)',
      any([apply('lessThan', [size, number('2')]), apply('greaterThan', [size, number('3')])]),
    ],
    [
      'reportedMemberCount in (1, [3..4])',
      any([
        all([
          apply('greaterThanInclusive', [size, number('3')]),
          apply('lessThanInclusive', [size, number('4')]),
        ]),
        apply('contains', [list([{ value: number('1') }]), size]),
      ]),
    ],
    [
      'householdKind in ("脱贫户", "一般农户")',
      apply('contains', [list([{ value: text('脱贫户') }, { value: text('一般农户') }]), kind]),
    ],
    [
      'householdKind in ["脱贫户", "一般农户"]',
      apply('contains', [list([{ value: text('脱贫户') }, { value: text('一般农户') }]), kind]),
    ],
    ['"因病" in visitRisks', apply('contains', [risks, text('因病')])],
    ['ownsVehicle and villageCadre', all([car, cadre])],
    ['ownsVehicle or villageCadre', any([car, cadre])],
    ['ownsVehicle and villageCadre or operatesCompany', any([all([car, cadre]), firm])],
    ['ownsVehicle and (villageCadre or operatesCompany)', all([car, any([cadre, firm])])],
    ['not(ownsVehicle)', not(car)],
    ['if ownsVehicle then 1 else 2', choose(car, number('1'), number('2'))],
    ['if ownsVehicle then reportedClaims else null', choose(car, claims, unknownLiteral())],
    ['isUnknown(visitedOn)', isUnknown(visit)],
    ['some m in members satisfies m.droppedOut', aggregate('some', members, 'item1', field('droppedOut'))],
    ['every m in members satisfies m.droppedOut', aggregate('every', members, 'item1', field('droppedOut'))],
    [
      'some r in visitRisks satisfies r = "因病"',
      aggregate('some', risks, 'item1', apply('equal', [item('item1'), text('因病')])),
    ],
    [
      'some m in members, i in incomes satisfies m.memberId = i.memberId',
      aggregate(
        'some',
        members,
        'item1',
        aggregate('some', incomes, 'item2', apply('equal', [field('memberId'), field('memberId', 'item2')])),
      ),
    ],
    ['members[droppedOut]', filter(members, 'item1', field('droppedOut'))],
    ['members[item.droppedOut]', filter(members, 'item1', field('droppedOut'))],
    [
      'visitRisks[item != "其他"]',
      filter(risks, 'item1', not(apply('equal', [item('item1'), text('其他')]))),
    ],
    [
      'members[droppedOut][holdsPublicPost]',
      filter(filter(members, 'item1', field('droppedOut')), 'item2', field('holdsPublicPost', 'item2')),
    ],
    ['count(members)', aggregate('count', members, 'counted')],
    ['count(members.name)', aggregate('count', members, 'counted')],
    [
      'count(members[droppedOut])',
      aggregate('count', filter(members, 'item1', field('droppedOut')), 'counted'),
    ],
    [
      'some m in members satisfies count(m.healthStates) > 0',
      aggregate(
        'some',
        members,
        'item1',
        apply('greaterThan', [aggregate('count', field('healthStates'), 'counted'), number('0')]),
      ),
    ],
    ['sum(incomes.amount)', aggregate('sum', incomes, 'item1', field('amount'))],
    [
      'sum([reportedClaims, reportedWageIncome])',
      aggregate('sum', list([{ value: claims }, { value: wages }]), 'item1', item('item1')),
    ],
    ['min(incomes.amount)', aggregate('minimum', incomes, 'item1', field('amount'))],
    ['max(members.birthDate)', aggregate('maximum', members, 'item1', field('birthDate'))],
    ['min(reportedClaims, reportedWageIncome, 0)', apply('minimumOf', [claims, wages, number('0')])],
    ['max(reportedClaims, 0)', apply('maximumOf', [claims, number('0')])],
    ['list contains(visitRisks, "因病")', apply('contains', [risks, text('因病')])],
    ['firstKnown(reportedClaims, reportedWageIncome)', apply('firstKnown', [claims, wages])],
    ['ageOn(visitedOn, evaluationDay)', apply('ageOn', [visit, evaluationDay()])],
    ['addMonths(monthOf(visitedOn), -1)', apply('addMonths', [apply('monthOf', [visit]), number('-1')])],
    ['addMonths(visitedOn, 1)', apply('addMonthsToDay', [visit, number('1')])],
    ['addDays(visitedOn, noticeDays)', apply('addDays', [visit, parameter('noticeDays')])],
    ['round up(reportedNetIncome, 2)', apply('round', [net, number('0.01'), text('up')])],
    ['round down(reportedNetIncome, -2)', apply('round', [net, number('100'), text('down')])],
    ['round half up(reportedNetIncome, 0)', apply('round', [net, number('1'), text('halfUp')])],
    ['round half down(reportedNetIncome, 1)', apply('round', [net, number('0.1'), text('halfDown')])],
    ['decimal(reportedNetIncome, 2)', apply('round', [net, number('0.01'), text('halfEven')])],
    ['floor(reportedNetIncome)', apply('round', [net, number('1'), text('floor')])],
    ['ceiling(reportedNetIncome)', apply('round', [net, number('1'), text('ceiling')])],
    [
      'roundToMultiple(reportedNetIncome, .5, "halfUp")',
      apply('round', [net, number('0.5'), text('halfUp')]),
    ],
    ['reportedClaims /* 理赔 */ + // 工资\n reportedWageIncome', apply('add', [claims, wages])],
  ])('%s', (source, node) => {
    expect(readFormula(source, NAMES)).toMatchObject({ issues: [], node });
  });
});

/** The rows of a table of docs/semantics.md with an example: construct, example, what it gives. */
const examples = readFileSync(new URL('../../docs/semantics.md', import.meta.url), 'utf8')
  .split('\n## ')
  .find((section) => section.startsWith('Formulas'))
  ?.split('\n')
  .flatMap((line) => {
    const row = /^\| (.+) \| `(.+)` \| (.+) \|$/.exec(line);
    return row === null ? [] : [[row[1] as string, row[2] as string, row[3] as string] as const];
  }) as [string, string, string][];

describe('docs/semantics.md', () => {
  test.each(examples)('%s: %s gives %s', (_, example, gives) => {
    const { issues, type } = readFormula(example, NAMES);
    expect(issues.map((found) => describeIssue(found, 'en'))).toEqual([]);
    expect(type.kind === 'list' || type.kind === 'unknown' ? gives : describeType(type).en).toBe(gives);
  });

  test('shows every function, and none that there is not', () => {
    const shown = examples.flatMap(([construct]) =>
      [...construct.matchAll(/`([A-Za-z ]+)\(/g)].map((match) => match[1]),
    );
    expect(new Set(shown)).toEqual(new Set(Object.keys(FUNCTIONS)));
  });

  test('shows a way to write every operator', () => {
    const used = examples.flatMap(([, example]) => [...walk(readFormula(example, NAMES).node)]);
    const shown = new Set(used.flatMap((node) => (node.kind === 'apply' ? [node.operator] : [])));
    expect(shown).toEqual(new Set(Object.keys(OPERATORS)));
  });
});

describe('an error points at its characters', () => {
  test.each<[string, string, number, Record<string, unknown>?]>([
    // Names
    [
      'reportedClaims + reportdWageIncome',
      'unknownNameNear',
      18,
      { name: 'reportdWageIncome', nearest: 'reportedWageIncome' },
    ],
    ['1 + zzzzzzzzzzzz', 'unknownName', 5, { name: 'zzzzzzzzzzzz' }],
    ['members[workMonts > 1]', 'unknownNameNear', 9, { nearest: 'workMonths' }],
    ['some m in members satisfies m.workMonts > 1', 'unknownNameNear', 31, { nearest: 'workMonths' }],
    ['sum(incomes.amout)', 'unknownNameNear', 13, { nearest: 'amount' }],
    ['parameter("incomeStandart")', 'unknownNameNear', 11, { nearest: 'incomeStandard' }],
    ['some m in membrs satisfies true', 'unknownNameNear', 11, { nearest: 'members' }],
    ['evaluationDai', 'unknownNameNear', 1, { nearest: 'evaluationDay' }],
    ['true and workMonths > 1', 'unknownName', 10],
    ['__proto__', 'unknownName', 1],
    ['members[__proto__ = 1]', 'unknownName', 9],
    ['some m in members satisfies m.__proto__ = 1', 'unknownName', 31],
    ['1 + constructor(1)', 'unknownFunction', 5],
    ['string length("a")', 'unknownFunction', 1],
    // Types
    [
      'ownsVehicle and reportedClaims',
      'wrongType',
      17,
      { foundEn: 'a number of yuan a year', expectedEn: 'a truth' },
    ],
    ['not(1)', 'wrongType', 5],
    ['ownsVehicle + 1', 'wrongType', 1],
    ['"a" < "b"', 'wrongType', 1],
    ['ownsVehicle < operatesCompany', 'wrongType', 1],
    ['visitedOn > incomeFromMonth', 'wrongType', 13, { foundEn: 'a month', expectedEn: 'a day' }],
    ['householdKind = visitedOn', 'wrongType', 17],
    ['identifiedDisaster in visitRisks', 'wrongType', 1],
    ['if householdKind then 1 else 2', 'wrongType', 4],
    ['if ownsVehicle then 1 else "a"', 'wrongType', 28],
    ['if ownsVehicle then householdKind else monitoringStatus', 'wrongType', 40],
    ['if ownsVehicle then visitRisks else members', 'wrongType', 37],
    ['firstKnown(householdKind, monitoringStatus)', 'wrongType', 27],
    ['firstKnown(ownsVehicle, 1)', 'wrongType', 25],
    ['householdKind = (if ownsVehicle then "脱贫户" else "富裕户")', 'wrongType', 18],
    ['[1, "a"]', 'wrongType', 5],
    ['count([householdKind, monitoringStatus])', 'wrongType', 23],
    ['count(ownsVehicle)', 'wrongType', 7],
    ['members[1]', 'wrongType', 9],
    ['sum(visitRisks)', 'wrongType', 5],
    ['sum(members.birthDate)', 'wrongType', 5],
    ['min(visitedOn, evaluationDay)', 'wrongType', 5],
    ['every m in members satisfies m.workMonths', 'wrongType', 30],
    ['ageOn(incomeFromMonth, evaluationDay)', 'wrongType', 7],
    ['parameter("incomeStandard", incomeFromMonth)', 'wrongType', 29],
    ['visitRisks = identifiedRisks', 'wrongType', 14],
    ['householdKind = "富裕户"', 'notACodeOf', 17, { value: '富裕户' }],
    ['"富裕户" = householdKind', 'notACodeOf', 1],
    ['householdKind in ("脱贫户", "富裕户")', 'notACodeOf', 26],
    ['list contains(visitRisks, "因懒")', 'notACodeOf', 27],
    // Units
    [
      '1 + (netIncome + incomeStandard)',
      'unitMismatch',
      6,
      { leftEn: 'yuan a year', rightEn: 'yuan a person and year' },
    ],
    ['netIncome < incomeStandard', 'unitMismatch', 1],
    ['netIncome < 7800', 'unitMismatch', 1],
    ['reportedMemberCount >= 1.5', 'unitMismatch', 1],
    ['max(netIncome, incomeStandard)', 'unitMismatch', 1],
    ['if ownsVehicle then netIncome else incomeStandard', 'unitMismatch', 1],
    ['perYear(netIncome)', 'unitMismatch', 1],
    ['perMonth(perMonth(netIncome))', 'unitMismatch', 1],
    ['percent(netIncome)', 'unitMismatch', 1],
    ['sum([netIncome, incomeStandard])', 'unitMismatch', 5],
    ['max([netIncome, 1])', 'unitMismatch', 5],
    ['addDays(visitedOn, reportedNetIncome)', 'unitMismatch', 1],
    ['addDays(visitedOn, windowMonths)', 'unitMismatch', 1],
    ['addDays(visitedOn, 1.5)', 'unitMismatch', 1],
    ['addMonths(visitedOn, noticeDays)', 'unitMismatch', 1],
    ['netIncome * netIncome', 'noSuchUnit', 1],
    ['1 / noticeDays', 'noSuchUnit', 1],
    // Blanks, days, arguments, syntax
    ['netIncome = null', 'nullComparison', 1],
    ['ownsVehicle and null != netIncome', 'nullComparison', 17],
    ['visitedOn > date("2025-02-30")', 'invalidDay', 18, { value: '2025-02-30' }],
    ['date("2025-13-01")', 'invalidDay', 6],
    ['@"2023-02-29"', 'invalidDay', 2],
    ['1 + sum()', 'wrongArguments', 5],
    ['sum(1, 2)', 'wrongArguments', 1],
    ['not(ownsVehicle, villageCadre)', 'wrongArguments', 1],
    ['firstKnown(1)', 'wrongArguments', 1],
    ['ageOn(visitedOn)', 'wrongArguments', 1],
    ['parameter(incomeStandard)', 'wrongArguments', 1],
    ['round up(netIncome, householdSize)', 'wrongArguments', 1],
    ['round up(netIncome, 1.5)', 'wrongArguments', 1],
    ['roundToMultiple(netIncome, 0, "halfUp")', 'wrongArguments', 1],
    ['roundToMultiple(netIncome, -100, "halfUp")', 'wrongArguments', 1],
    ['roundToMultiple(netIncome, 100, "sideways")', 'wrongArguments', 1],
    ['(netIncome', 'syntaxError', 11],
    ['ownsVehicle and ', 'syntaxError', 17],
    ['"因病', 'syntaxError', 1],
    ['if ownsVehicle then 1', 'syntaxError', 22],
    ['householdKind in ()', 'syntaxError', 19],
    ['1e9999', 'syntaxError', 1],
    ['', 'syntaxError', 1],
    ['1 + 2 ** 3', 'unsupportedSyntax', 5],
    ['for m in members return m.workMonths', 'unsupportedSyntax', 1],
    ['{a: 1}', 'unsupportedSyntax', 1],
    ['function(x) x', 'unsupportedSyntax', 1],
    ['1 instance of number', 'unsupportedSyntax', 1],
    ['incomes.amount', 'unsupportedSyntax', 1],
    ['true or duration("P1D") = 1', 'unsupportedSyntax', 9],
    ['date(2025, 2, 28)', 'unsupportedSyntax', 1],
    ['count(list: members)', 'unsupportedSyntax', 1],
  ])('%s: %s at %i', (source, code, column, params = {}) => {
    const [first, ...others] = readFormula(source, NAMES).issues;
    expect(first).toMatchObject({ code, params: { column, ...params } });
    expect(others).toEqual([]);
  });

  test('all of them at once, each in its place', () => {
    const { issues } = readFormula('ownsVehicl and count(membrs) > 0', NAMES);
    expect(issues.map(({ params }) => [params['column'], params['nearest']])).toEqual([
      [1, 'ownsVehicle'],
      [22, 'members'],
    ]);
  });

  test('an excerpt of at most 60 characters, in both languages', () => {
    const [found] = readFormula(`1 + (${'reportedClaims + '.repeat(9)}ownsVehicle)`, NAMES).issues;
    expect(describeIssue(found as NonNullable<typeof found>, 'zh-CN')).toContain('“ownsVehicle”');
    const [long] = readFormula(`(${'netIncome + '.repeat(9)}incomeStandard) < 0`, NAMES).issues;
    expect(String((long as NonNullable<typeof long>).params['text'])).toHaveLength(58);
  });
});

describe('units', () => {
  test.each([
    ['netIncome / reportedMemberCount', 'a number of yuan a person and year'],
    ['incomeStandard * reportedMemberCount', 'a number of yuan a year'],
    ['reportedMemberCount * incomeStandard', 'a number of yuan a year'],
    ['incomeStandard * windowMonths / windowMonths', undefined],
    ['perMonth(incomeStandard)', 'a number of yuan a person and month'],
    ['perYear(perMonth(incomeStandard))', 'a number of yuan a person and year'],
    ['perMonth(netIncome) * windowMonths', 'a number of yuan'],
    ['netIncome * percent(selfPaidShare)', 'a number of yuan a year'],
    ['netIncome / reportedWageIncome', undefined],
    ['1 + 1', 'a plain number'],
    ['netIncome + 0', 'a number of yuan a year'],
    ['reportedMemberCount + 1', 'a number of persons'],
    ['if ownsVehicle then reportedMemberCount else 1', 'a number of persons'],
    ['if ownsVehicle then null else 1', 'a plain number'],
    ['count(members)', 'a number of persons'],
    ['count(members.workMonths)', 'a number of persons'],
    ['count(incomes)', 'a number of items'],
    ['sum(members.workMonths)', 'a number of months'],
  ])('%s is %s', (source, expected) => {
    const { type, issues } = readFormula(source, NAMES);
    expect(expected === undefined ? issues.length : describeType(type).en).toBe(expected ?? 1);
  });

  test.each([
    'reportedMemberCount >= 2',
    'reportedMemberCount >= 1 + 1',
    'reportedMemberCount >= max(1, 2)',
    'reportedMemberCount >= (if ownsVehicle then 1 else 2)',
    'reportedMemberCount > -1',
    'netIncome > 0',
    'netIncome in (0, reportedClaims)',
  ])('a number that is written takes the unit beside it: %s', (source) => {
    expect(readFormula(source, NAMES).issues).toEqual([]);
  });
});

describe('division', () => {
  test.each([
    'netIncome / householdSize',
    'netIncome / reportedMemberCount',
    'netIncome / count(members)',
    'netIncome / 2',
    'netIncome / (reportedMemberCount + reportedLabourCount)',
    'netIncome / max(1, reportedLabourCount)',
    'netIncome / min(1, reportedMemberCount)',
    'netIncome / min([reportedMemberCount, householdSize])',
    'netIncome / (reportedMemberCount * 2)',
    'netIncome / firstKnown(count(members), reportedMemberCount)',
    'if reportedLabourCount > 0 then netIncome / reportedLabourCount else null',
    'if reportedLabourCount > 0 and ownsVehicle then netIncome / reportedLabourCount else null',
    'if reportedLabourCount > 2 then netIncome / reportedLabourCount else null',
    'if count(members[droppedOut]) > 0 then netIncome / count(members[droppedOut]) else null',
    'if reportedLabourCount > 0 then (if ownsVehicle then netIncome / reportedLabourCount else null) else null',
  ])('%s is safe', (source) => {
    expect(readFormula(source, NAMES).issues).toEqual([]);
  });

  test.each([
    ['netIncome / 0', 13],
    ['netIncome / 0.0', 13],
    ['netIncome / -2', 13],
    ['netIncome / reportedLabourCount', 13],
    ['netIncome / count(members[droppedOut])', 13],
    ['netIncome / (reportedMemberCount - 1)', 14],
    ['netIncome / sum([reportedMemberCount])', 13],
    ['netIncome / min(1, reportedLabourCount)', 13],
    ['netIncome / min([reportedMemberCount, reportedLabourCount])', 13],
    ['reportedClaims / max([1, -1])', 18],
    ['netIncome / firstKnown(reportedMemberCount, reportedLabourCount)', 13],
    ['netIncome / (if ownsVehicle then reportedMemberCount else reportedLabourCount)', 14],
    ['if reportedLabourCount > 0 or ownsVehicle then netIncome / reportedLabourCount else null', 60],
    ['if reportedLabourCount > 0 then null else netIncome / reportedLabourCount', 55],
    ['if reportedLabourCount > -1 then netIncome / reportedLabourCount else null', 46],
    ['if reportedLabourCount >= 0 then netIncome / reportedLabourCount else null', 46],
    ['if not(reportedLabourCount > 0) then netIncome / reportedLabourCount else null', 50],
    ['if reportedMemberCount > 0 then netIncome / reportedLabourCount else null', 45],
    ['(if reportedLabourCount > 0 then 1 else 2) * (netIncome / reportedLabourCount)', 59],
  ])('%s is refused at %i', (source, column) => {
    const issues = readFormula(source, NAMES).issues;
    expect(issues.filter(({ code }) => code !== 'unitMismatch')).toMatchObject([
      { code: 'unsafeDivision', params: { column } },
    ]);
  });
});

describe('limits', () => {
  const nested = (count: number): string => `${'not('.repeat(count)}true${')'.repeat(count)}`;
  test.each(['not', 'if', '(', '['])('a formula nested too deep in %s is refused as a whole', (by) => {
    const deep = {
      not: nested(40),
      if: `${'if true then '.repeat(40)}1${' else 2'.repeat(40)}`,
      '(': `${'('.repeat(40)}1${')'.repeat(40)}`,
      '[': `${'['.repeat(40)}1${']'.repeat(40)}`,
    }[by] as string;
    expect(readFormula(deep, NAMES).issues).toMatchObject([{ code: 'tooDeep', params: { limit: 32 } }]);
  });

  test('32 levels are read, 33 are not', () => {
    expect(readFormula(nested(32), NAMES).issues).toEqual([]);
    expect(readFormula(nested(33), NAMES).issues).toMatchObject([{ code: 'tooDeep' }]);
  });

  test('a formula of more than 4,096 characters is refused, one of 4,096 is read', () => {
    const padded = (length: number): string => `1 /*${'.'.repeat(length - 6)}*/`;
    expect(readFormula(padded(4_096), NAMES).issues).toEqual([]);
    expect(readFormula(padded(4_097), NAMES).issues).toMatchObject([{ code: 'tooDeep' }]);
  });
});
