import fc from 'fast-check';
import type { FactItem, FactRecord, FactValue } from '../../src/facts/given.js';
import {
  type AggregateName,
  aggregate,
  all,
  any,
  apply,
  choose,
  dayLiteral,
  evaluationDay,
  fact,
  filter,
  item,
  list,
  monthLiteral,
  type Node,
  not,
  numberLiteral,
  parameter,
  textLiteral,
  truthLiteral,
  unknownLiteral,
} from '../../src/language/nodes.js';
import type { OperatorName } from '../../src/language/operators.js';
import type { Program } from '../../src/policy/policy.js';
import { exactDay } from '../../src/values/day.js';
import { between, exactly, type Range } from '../../src/values/range.js';
import { rational } from '../../src/values/rational.js';

/** The types of random expressions. */
export type Sort = 'truth' | 'number' | 'text' | 'day' | 'month';
const SORTS: readonly Sort[] = ['truth', 'number', 'text', 'day', 'month'];
const CODES = ['因病', '因学', '因残'] as const;
const DAYS = ['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-29', '2024-03-01', '2024-11-15'] as const;
const MONTHS = ['2023-12', '2024-01', '2024-02', '2024-11'] as const;

/** Facts of each sort that the expressions read, and the fields of the one list of records. */
const FACTS: Readonly<Record<Sort, readonly string[]>> = {
  truth: ['ownsVehicle', 'villageCadre'],
  number: ['reportedClaims', 'reportedNetIncome', 'reportedMemberCount'],
  text: ['headName', 'village'],
  day: ['visitedOn'],
  month: ['incomeFromMonth', 'incomeToMonth'],
};
const FIELDS: Readonly<Record<Sort, readonly string[]>> = {
  truth: ['droppedOut', 'holdsPublicPost'],
  number: ['workMonths'],
  text: ['memberId'],
  day: ['birthDate'],
  month: [],
};
const PARAMETERS: Program['parameters'] = {
  line: [
    { from: '2023-01-01', to: '2023-12-31', value: '3' },
    { from: '2024-01-01', to: '2024-02-29', value: '4' },
  ],
  allowed: [{ from: '2024-01-01', value: true }],
};

/** An item in scope: of the list of records, or of a list of values of one sort. */
interface Scope {
  readonly binding: string;
  readonly sort: Sort | 'record';
}

const small = fc.constantFrom('0', '1', '2', '3', '-1', '-2', '0.5', '1/3', '12');
const literals: Readonly<Record<Sort, fc.Arbitrary<Node>>> = {
  truth: fc.boolean().map(truthLiteral),
  number: small.map(numberLiteral),
  text: fc.constantFrom(...CODES).map(textLiteral),
  day: fc.constantFrom(...DAYS).map(dayLiteral),
  month: fc.constantFrom(...MONTHS).map(monthLiteral),
};

/** Leaves: constants, facts, fields of the items in scope, parameters, the evaluation day, unknown. */
function leaf(sort: Sort, scopes: readonly Scope[]): fc.Arbitrary<Node> {
  const choices: fc.Arbitrary<Node>[] = [literals[sort], fc.constant(unknownLiteral())];
  const facts = fc.constantFrom(...FACTS[sort]).map(fact);
  choices.push(facts, facts, facts);
  for (const scope of scopes) {
    if (scope.sort === sort) choices.push(fc.constant(item(scope.binding)));
    if (scope.sort === 'record' && FIELDS[sort].length > 0)
      choices.push(fc.constantFrom(...FIELDS[sort]).map((field) => item(scope.binding, field)));
  }
  if (sort === 'day') choices.push(fc.constant(evaluationDay()));
  if (sort === 'number') choices.push(fc.constant(parameter('line')));
  if (sort === 'truth') choices.push(fc.constant(parameter('allowed')));
  return fc.oneof(...choices);
}

const operator = (name: OperatorName, ...operands: fc.Arbitrary<Node>[]): fc.Arbitrary<Node> =>
  fc.tuple(...operands).map((nodes) => apply(name, nodes));
const ORDERINGS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const;
const MODES = ['up', 'down', 'ceiling', 'floor', 'halfUp', 'halfDown', 'halfEven'] as const;

interface Making {
  readonly depth: number;
  readonly scopes: readonly Scope[];
}

const bindingIn = ({ scopes }: Making): string => `item${scopes.length + 1}`;

/** A list of values of one sort, or of records, and what its items are. */
function listOf(making: Making): fc.Arbitrary<{ readonly node: Node; readonly sort: Sort | 'record' }> {
  const inner = { ...making, depth: making.depth - 1 };
  const written = fc.constantFrom(...SORTS).chain((sort) =>
    fc
      .array(
        fc.record({
          when: fc.option(expression('truth', inner), { nil: undefined }),
          value: expression(sort, inner),
        }),
        { maxLength: 3 },
      )
      .map((items) => ({
        node: list(items.map(({ when, value }) => (when === undefined ? { value } : { when, value }))),
        sort,
      })),
  );
  const base = fc.oneof(
    fc.constant({ node: fact('members') as Node, sort: 'record' as const }),
    fc.constant({ node: fact('visitRisks') as Node, sort: 'text' as const }),
    ...(making.depth > 0 ? [written] : []),
  );
  if (making.depth <= 0) return base;
  const filtered = base.chain(({ node, sort }) => {
    const binding = bindingIn(making);
    return expression('truth', { ...inner, scopes: [...making.scopes, { binding, sort }] }).map(
      (condition) => ({
        node: filter(node, binding, condition),
        sort,
      }),
    );
  });
  return fc.oneof(base, filtered);
}

function aggregated(name: AggregateName, body: Sort, making: Making): fc.Arbitrary<Node> {
  const inner = { ...making, depth: making.depth - 1 };
  return listOf(inner).chain(({ node, sort }) => {
    const binding = bindingIn(making);
    if (name === 'count') return fc.constant(aggregate('count', node, binding));
    return expression(body, { ...inner, scopes: [...making.scopes, { binding, sort }] }).map((taken) =>
      aggregate(name, node, binding, taken),
    );
  });
}

/** A well-typed expression with every kind of node and operator, but `isUnknown` and `firstKnown`. */
function expression(sort: Sort, making: Making): fc.Arbitrary<Node> {
  if (making.depth <= 0) return leaf(sort, making.scopes);
  const inner = { ...making, depth: making.depth - 1 };
  const of = (wanted: Sort): fc.Arbitrary<Node> => expression(wanted, inner);
  const several = (): fc.Arbitrary<Node[]> => fc.array(of('truth'), { minLength: 1, maxLength: 3 });
  const branch = (): fc.Arbitrary<Node> =>
    fc
      .tuple(of('truth'), of(sort), of(sort))
      .map(([condition, then, otherwise]) => choose(condition, then, otherwise));
  const made: Readonly<Record<Sort, readonly (() => fc.Arbitrary<Node>)[]>> = {
    truth: [
      () => of('truth').map(not),
      () => several().map(all),
      () => several().map(any),
      () => fc.constantFrom(...SORTS).chain((compared) => operator('equal', of(compared), of(compared))),
      () => fc.constantFrom(...ORDERINGS).chain((name) => operator(name, of('number'), of('number'))),
      () => fc.constantFrom(...ORDERINGS).chain((name) => operator(name, of('day'), of('day'))),
      () => fc.constantFrom(...ORDERINGS).chain((name) => operator(name, of('month'), of('month'))),
      () =>
        listOf(inner).chain(({ node, sort: held }) =>
          of(held === 'record' ? 'text' : held).map((value) => apply('contains', [node, value])),
        ),
      () => aggregated('some', 'truth', making),
      () => aggregated('every', 'truth', making),
    ],
    number: [
      () => operator('add', of('number'), of('number')),
      () => operator('subtract', of('number'), of('number')),
      () => operator('multiply', of('number'), of('number')),
      () => operator('divide', of('number'), of('number')),
      () => operator('negate', of('number')),
      () =>
        fc
          .constantFrom('minimumOf', 'maximumOf')
          .chain((name) => operator(name as OperatorName, of('number'), of('number'), of('number'))),
      () =>
        fc
          .tuple(of('number'), fc.constantFrom('1', '100', '0.5'), fc.constantFrom(...MODES))
          .map(([value, multiple, mode]) =>
            apply('round', [value, numberLiteral(multiple), textLiteral(mode)]),
          ),
      () =>
        fc
          .constantFrom('perYear', 'perMonth', 'percent')
          .chain((name) => operator(name as OperatorName, of('number'))),
      () =>
        fc
          .constantFrom('ageOn', 'daysBetween', 'completedMonths')
          .chain((name) => operator(name as OperatorName, of('day'), of('day'))),
      () => operator('monthsBetween', of('month'), of('month')),
      () => of('day').map((day) => parameter('line', day)),
      () => aggregated('count', 'number', making),
      () => aggregated('sum', 'number', making),
      () => aggregated('minimum', 'number', making),
      () => aggregated('maximum', 'number', making),
    ],
    text: [],
    day: [
      () => operator('firstDayOf', of('month')),
      () => operator('lastDayOf', of('month')),
      () => operator('addDays', of('day'), of('number')),
      () => operator('addMonthsToDay', of('day'), of('number')),
      () => aggregated('minimum', 'day', making),
      () => aggregated('maximum', 'day', making),
    ],
    month: [
      () => operator('monthOf', of('day')),
      () => operator('addMonths', of('month'), of('number')),
      () => aggregated('minimum', 'month', making),
      () => aggregated('maximum', 'month', making),
    ],
  };
  // Chosen first and made then: made at once, the choices of four levels would be millions.
  const choices = [() => leaf(sort, making.scopes), branch, ...made[sort], ...made[sort]];
  return fc.constantFrom(...choices).chain((make) => make());
}

/** An expression of any sort, as a program that answers with it. */
export const programs: fc.Arbitrary<Program> = fc
  .tuple(fc.constantFrom(...SORTS), fc.constantFrom(1, 2, 3, 4))
  .chain(([sort, depth]) => expression(sort, { depth, scopes: [] }))
  .map((node) => ({ definitions: [{ name: 'answer', node }], parameters: PARAMETERS, declaredBlanks: {} }));

const amounts = fc.constantFrom(0n, 1n, 2n, 3n, 12n, -1n).map((value) => rational(value));
const scalars: Readonly<Record<Sort, fc.Arbitrary<FactValue>>> = {
  truth: fc.boolean(),
  number: amounts,
  text: fc.constantFrom(...CODES),
  day: fc.constantFrom(...DAYS).map(exactDay),
  month: fc.constantFrom(...MONTHS).map((month) => exactly(month)),
};
const SORT_OF = new Map<string, Sort>(
  SORTS.flatMap((sort) => [...FACTS[sort], ...FIELDS[sort]].map((name) => [name, sort] as const)),
);

const member: fc.Arbitrary<FactRecord> = fc.record({
  memberId: scalars.text,
  workMonths: scalars.number,
  droppedOut: fc.boolean(),
  holdsPublicPost: fc.boolean(),
  birthDate: scalars.day,
});

/** A household of which everything is known. */
export const knownHouseholds: fc.Arbitrary<Readonly<Record<string, FactValue>>> = fc.record({
  ...Object.fromEntries(SORTS.flatMap((sort) => FACTS[sort].map((name) => [name, scalars[sort]] as const))),
  members: fc.array(member, { maxLength: 3 }).map((items) => ({ complete: true, items })),
  visitRisks: fc
    .array(fc.constantFrom(...CODES), { maxLength: 3 })
    .map((items) => ({ complete: true, items })),
});

/** Makes less known of one value: a blank, or of a day, days around it. */
function blurred(value: FactValue, name: string, random: () => number): FactValue {
  const chance = random();
  if (value === undefined || chance < 0.6) return value;
  if (chance < 0.8 || SORT_OF.get(name) !== 'day') return undefined;
  const range = value as Range<string>;
  return between(
    range.low === undefined ? undefined : `${range.low.slice(0, 8)}01`,
    range.high === undefined ? undefined : `${range.high.slice(0, 8)}${lastOf(range.high)}`,
  );
}
const lastOf = (day: string): string => ({ '02': '29', '11': '30' })[day.slice(5, 7)] ?? '31';

function blurredList(items: readonly FactItem[], complete: boolean, random: () => number): FactValue {
  if (random() < 0.1) return undefined;
  const blurring = items.map(
    (entry): FactItem =>
      typeof entry === 'string'
        ? entry
        : Object.fromEntries(
            Object.entries(entry).map(([field, value]) => [field, blurred(value, field, random)]),
          ),
  );
  if (random() < 0.6) return { complete, items: blurring };
  return { complete: false, items: blurring.filter(() => random() < 0.7) };
}

/** The same household with less known of it: what it still says holds of the fuller one. */
function lessKnown(
  household: Readonly<Record<string, FactValue>>,
  random: () => number,
): Readonly<Record<string, FactValue>> {
  return Object.fromEntries(
    Object.entries(household).map(([name, value]) => {
      if (typeof value !== 'object' || !('items' in value)) return [name, blurred(value, name, random)];
      return [name, blurredList(value.items, value.complete, random)];
    }),
  );
}

/** Numbers from 0 to 1, evenly, from a seed (mulberry32): fast-check's own lean towards the ends. */
function evenly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A fully known household, and two of which ever less is known. */
export const fadingHouseholds = fc.tuple(knownHouseholds, fc.noShrink(fc.nat())).map(([known, seed]) => {
  const random = evenly(seed);
  const dim = lessKnown(known, random);
  return { known, dim, dark: lessKnown(dim, random) };
});

function reversed(node: Node): Node {
  const back = <T>(items: readonly T[]): T[] => [...items].reverse();
  switch (node.kind) {
    case 'not':
      return not(reversed(node.operand));
    case 'all':
      return all(back(node.operands.map(reversed)));
    case 'any':
      return any(back(node.operands.map(reversed)));
    case 'if':
      return choose(reversed(node.condition), reversed(node.then), reversed(node.otherwise));
    case 'apply':
      return apply(node.operator, node.operands.map(reversed));
    case 'list':
      return list(
        back(node.items).map(({ when, value }) => ({
          ...(when === undefined ? {} : { when: reversed(when) }),
          value: reversed(value),
        })),
      );
    case 'filter':
      return filter(reversed(node.list), node.binding, reversed(node.condition));
    case 'aggregate':
      return aggregate(node.operator, reversed(node.list), node.binding, node.body && reversed(node.body));
    case 'parameter':
      return parameter(node.name, node.day && reversed(node.day));
    default:
      return node;
  }
}

/** The same program and household with everything turned round whose order has no meaning. */
export const withOrderReversed = (
  program: Program,
  facts: Readonly<Record<string, FactValue>>,
): { readonly program: Program; readonly facts: Readonly<Record<string, FactValue>> } => ({
  program: {
    ...program,
    definitions: program.definitions.map(({ name, node }) => ({ name, node: reversed(node) })),
  },
  facts: Object.fromEntries(
    Object.entries(facts)
      .reverse()
      .map(([name, value]) => [
        name,
        typeof value === 'object' && 'items' in value
          ? { ...value, items: [...value.items].reverse() }
          : value,
      ]),
  ),
});
