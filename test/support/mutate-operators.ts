/**
 * Plants one wrong line at a time in the meaning of an operator, aggregate or node, and runs the truth tables of
 * docs/semantics.md: each must notice. Run by `npx tsx test/support/mutate-operators.ts`; fails if one does not.
 */
import { AGGREGATES } from '../../src/backends/interpreter/aggregates.js';
import { Interpreter } from '../../src/backends/interpreter/interpreter.js';
import type { Node, NodeKind } from '../../src/language/nodes.js';
import type { Operator } from '../../src/language/operators/operator.js';
import { OPERATORS } from '../../src/language/operators.js';
import {
  exactNumber,
  isExact,
  numberRange,
  numberValue,
  textValue,
  timeValue,
  truthValue,
  UNKNOWN,
  type Value,
} from '../../src/language/value.js';
import { addDays, addMonths } from '../../src/values/day.js';
import { between, exactly } from '../../src/values/range.js';
import { add, rational, ZERO } from '../../src/values/rational.js';
import { truthOf } from '../../src/values/truth.js';
import { interpreter } from './back-ends.js';
import { readTruthTables, wrongRows } from './truth-tables.js';

const ONE = rational(1n);

type Evaluate = (operands: readonly Value[]) => Value;
/** Changes what an evaluation gives; the last argument says whether it is the outermost. */
interface Mutation {
  readonly name: string;
  readonly mutate: (right: Evaluate) => Evaluate;
}

const onResult = (name: string, change: (result: Value) => Value): Mutation => ({
  name,
  mutate: (right) => (operands) => change(right(operands)),
});
const onOperands = (name: string, change: (operands: readonly Value[]) => readonly Value[]): Mutation => ({
  name,
  mutate: (right) => (operands) => right(change(operands)),
});
const onOperand = (name: string, index: number, change: (operand: Value) => Value): Mutation =>
  onOperands(`${name} ${index + 1}`, (operands) =>
    operands.map((each, at) => (at === index ? change(each) : each)),
  );

/** The other end of a range; unknown where that end is open. */
const onlyEnd =
  (end: 'low' | 'high') =>
  (value: Value): Value => {
    if (value.type === 'number') {
      const found = value.range[end];
      return found === undefined ? UNKNOWN : exactNumber(found);
    }
    if (value.type !== 'day' && value.type !== 'month') return value;
    const found = value.range[end];
    return found === undefined ? UNKNOWN : timeValue(value.type, exactly(found));
  };
const withoutEnd =
  (end: 'low' | 'high') =>
  (value: Value): Value => {
    if (value.type === 'number') return numberValue({ ...value.range, [end]: undefined });
    return value.type === 'day' || value.type === 'month'
      ? timeValue(value.type, { ...value.range, [end]: undefined })
      : value;
  };
const oneMore = (value: Value): Value => {
  if (value.type === 'number') {
    const { low, high } = value.range;
    return numberValue(between(low && add(low, ONE), high && add(high, ONE)));
  }
  if (value.type !== 'day' && value.type !== 'month') return value;
  const move = value.type === 'day' ? addDays : addMonths;
  const { low, high } = value.range;
  return timeValue(value.type, between(low && move(low, 1), high && move(high, 1)));
};
const negated = (value: Value): Value => (value.type === 'truth' ? truthValue(truthOf(!value.value)) : value);
const unknownAs =
  (stand: Value) =>
  (value: Value): Value =>
    value.type === 'unknown' ? stand : value;
const asComplete = (value: Value): Value => (value.type === 'list' ? { ...value, complete: true } : value);
const possibleAs =
  (belongs: 'true' | 'false') =>
  (value: Value): Value =>
    value.type !== 'list'
      ? value
      : {
          ...value,
          members: value.members
            .map((member) => (member.belongs === 'unknown' ? { ...member, belongs } : member))
            .filter((member) => member.belongs !== 'false'),
        };

const FALSE = truthValue('false');
const TRUE = truthValue('true');
const zero = exactNumber(ZERO);

const TRUTHS: readonly Mutation[] = [
  onResult('unknown is called false', unknownAs(FALSE)),
  onResult('unknown is called true', unknownAs(TRUE)),
  onResult('true and false are exchanged', negated),
  onResult('false is called unknown', (value) => (value === FALSE ? UNKNOWN : value)),
  onResult('true is called unknown', (value) => (value === TRUE ? UNKNOWN : value)),
];
const AMOUNTS: readonly Mutation[] = [
  onResult('the result is one too large', oneMore),
  onResult('the lower end is lost', withoutEnd('low')),
  onResult('the upper end is lost', withoutEnd('high')),
  onResult('only the lower end is given', onlyEnd('low')),
  onResult('only the upper end is given', onlyEnd('high')),
  onResult('a range is called unknown', (value) => (isExact(value) ? value : UNKNOWN)),
];
const unknownOperand = (index: number, stand: Value): Mutation =>
  onOperand('a blank is read as nothing in operand', index, unknownAs(stand));
const ends = (index: number): readonly Mutation[] => [
  onOperand('only the lower end is read of operand', index, onlyEnd('low')),
  onOperand('only the upper end is read of operand', index, onlyEnd('high')),
];
const exchanged = onOperands('the operands are exchanged', (operands) => [...operands].reverse());
const instead = (name: string, other: Evaluate): Mutation => ({
  name: `${name} in its place`,
  mutate: () => other,
});

const LISTS: readonly Mutation[] = [
  onOperand('a list is taken as complete in operand', 0, asComplete),
  onOperand('what possibly belongs is counted in, in operand', 0, possibleAs('true')),
  onOperand('what possibly belongs is left out, in operand', 0, possibleAs('false')),
];
const evaluateOf = (name: string): Evaluate =>
  (OPERATORS as Readonly<Record<string, Operator>>)[name]?.evaluate as Evaluate;

/** Names of operators that can stand in each other's place, so that each is mistaken for each. */
const FAMILIES = {
  comparison: ['equal', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
  arithmetic: ['add', 'subtract', 'multiply', 'divide'],
  choice: ['minimumOf', 'maximumOf', 'firstKnown'],
  scaling: ['negate', 'perYear', 'perMonth', 'percent'],
  distance: ['ageOn', 'daysBetween', 'completedMonths'],
  shift: ['addMonthsToDay', 'addDays'],
} as const;

const today = timeValue('day', exactly('2024-11-01'));
const thisMonth = timeValue('month', exactly('2024-11'));

/** The mutations of an operator; those that change nothing by its nature are left out. */
function mutationsOf(name: string): readonly Mutation[] {
  const family =
    Object.values(FAMILIES).find((members) => (members as readonly string[]).includes(name)) ?? [];
  const others = family.filter((other) => other !== name).map((other) => instead(other, evaluateOf(other)));
  const commutes = ['equal', 'add', 'multiply', 'minimumOf', 'maximumOf'].includes(name);
  switch (name) {
    case 'equal':
    case 'lessThan':
    case 'lessThanInclusive':
    case 'greaterThan':
    case 'greaterThanInclusive':
      return [
        ...TRUTHS,
        ...others,
        ...[0, 1].flatMap((at) => [unknownOperand(at, zero), ...ends(at)]),
        ...(commutes ? [] : [exchanged]),
      ];
    case 'contains':
      return [
        ...TRUTHS,
        ...LISTS,
        unknownOperand(0, { type: 'list', complete: true, members: [] }),
        ...ends(1),
        unknownOperand(1, textValue('')),
      ];
    case 'round':
      return [
        ...AMOUNTS,
        unknownOperand(0, zero),
        ...['up', 'down', 'ceiling', 'floor', 'halfUp', 'halfDown', 'halfEven'].map((mode) =>
          onOperand(`${mode} for every mode, operand`, 2, () => textValue(mode)),
        ),
        onOperand('a multiple of 1 for every one, operand', 1, () => exactNumber(ONE)),
        { name: 'nothing is rounded', mutate: () => (operands) => operands[0] as Value },
      ];
    case 'firstKnown':
      return [
        instead('the last known', (operands) => [...operands].reverse().find(isExact) ?? UNKNOWN),
        instead(
          'the first that is not wholly unknown',
          (operands) => operands.find((each) => each.type !== 'unknown') ?? UNKNOWN,
        ),
        instead('what cannot be used is passed over', evaluateOf('firstKnown')),
        instead('the first', (operands) => operands[0] as Value),
        instead('the second', (operands) => operands[1] as Value),
        onOperand('a list is taken as complete in operand', 0, asComplete),
        onResult('one too large', oneMore),
        unknownOperand(0, zero),
        ...others,
      ];
    case 'minimumOf':
    case 'maximumOf':
      return [
        ...AMOUNTS,
        ...others,
        ...[0, 1].flatMap((at) => [unknownOperand(at, zero), ...ends(at)]),
        onOperands('the third operand is dropped', (operands) => operands.slice(0, 2)),
      ];
    case 'divide':
      return [
        ...AMOUNTS,
        ...others,
        exchanged,
        ...[0, 1].flatMap((at) => [unknownOperand(at, exactNumber(ONE)), ...ends(at)]),
        instead('no look at the sign of the divisor', (operands) => {
          const divisor = numberRange(operands[1] as Value);
          if (divisor.low === undefined || divisor.low.numerator === 0n || divisor.high?.numerator === 0n)
            return UNKNOWN;
          return evaluateOf('multiply')([operands[0] as Value, inverse(operands[1] as Value)]);
        }),
        instead('a quotient by nothing is nothing', ([left, right]) =>
          numberRange(right as Value).low?.numerator === 0n ? zero : right_(left, right),
        ),
      ];
    case 'add':
    case 'subtract':
    case 'multiply':
      return [
        ...AMOUNTS,
        ...others,
        ...(commutes ? [] : [exchanged]),
        ...[0, 1].flatMap((at) => [unknownOperand(at, zero), ...ends(at)]),
      ];
    case 'negate':
    case 'perYear':
    case 'perMonth':
    case 'percent':
      return [
        ...AMOUNTS,
        ...others,
        unknownOperand(0, zero),
        ...ends(0),
        onResult('applied twice', (value) => evaluateOf(name)([value])),
      ];
    case 'ageOn':
    case 'daysBetween':
    case 'completedMonths':
      return [
        ...AMOUNTS,
        ...others,
        exchanged,
        ...[0, 1].flatMap((at) => [unknownOperand(at, today), ...ends(at)]),
      ];
    case 'monthsBetween':
      return [...AMOUNTS, exchanged, ...[0, 1].flatMap((at) => [unknownOperand(at, thisMonth), ...ends(at)])];
    case 'monthOf':
      return [...AMOUNTS, unknownOperand(0, today), ...ends(0)];
    case 'firstDayOf':
    case 'lastDayOf':
      return [
        ...AMOUNTS,
        unknownOperand(0, thisMonth),
        ...ends(0),
        instead('the other end of the month', evaluateOf(name === 'firstDayOf' ? 'lastDayOf' : 'firstDayOf')),
      ];
    case 'addMonths':
    case 'addMonthsToDay':
    case 'addDays':
      return [
        ...AMOUNTS,
        ...others,
        unknownOperand(0, name === 'addMonths' ? thisMonth : today),
        unknownOperand(1, zero),
        ...[0, 1].flatMap((at) => ends(at)),
        onOperands('backwards', ([start, by]) => [start as Value, evaluateOf('negate')([by as Value])]),
        onOperand('a fraction is counted up, operand', 1, (by) =>
          evaluateOf('round')([by, exactNumber(ONE), textValue('ceiling')]),
        ),
        onOperand('a fraction is cut off, operand', 1, (by) =>
          evaluateOf('round')([by, exactNumber(ONE), textValue('down')]),
        ),
      ];
    default:
      // A new operator says here how it can be wrong.
      return [];
  }
}
const divideRight = OPERATORS.divide.evaluate as Evaluate;
const right_ = (left: Value | undefined, right: Value | undefined): Value =>
  divideRight([left as Value, right as Value]);
const inverse = (value: Value): Value => {
  const { low, high } = numberRange(value);
  const turned = (end: typeof low) =>
    end === undefined ? undefined : rational(end.denominator, end.numerator);
  return numberValue(between(turned(high), turned(low)));
};

/** How an aggregate can be wrong: its operand is the list of what is taken. */
function aggregateMutations(name: string): readonly Mutation[] {
  const others =
    name === 'some' || name === 'every'
      ? (['some', 'every'] as const)
      : (['count', 'sum', 'minimum', 'maximum'] as const);
  const replaced = others
    .filter((other) => other !== name)
    .map((other): Mutation => instead(other, aggregateEvaluate(AGGREGATES[other])));
  const blanks = onOperands('a blank entry is passed over', ([list]) =>
    list?.type === 'list'
      ? [{ ...list, members: list.members.filter((member) => member.value.type !== 'unknown') }]
      : [list as Value],
  );
  const empty = onOperands('the first entry is lost', ([list]) =>
    list?.type === 'list' ? [{ ...list, members: list.members.slice(1) }] : [list as Value],
  );
  return [...(name === 'some' || name === 'every' ? TRUTHS : AMOUNTS), ...LISTS, ...replaced, blanks, empty];
}
type Aggregate = (typeof AGGREGATES)['sum'];
const aggregateEvaluate =
  (aggregate: Aggregate): Evaluate =>
  ([list]) =>
    list?.type === 'list' ? aggregate(list.members, list.complete) : UNKNOWN;
const toAggregate =
  (evaluate: Evaluate): Aggregate =>
  (taken, complete) =>
    evaluate([{ type: 'list', complete, members: [...taken] }]);

/** How the other kinds of node can be wrong, seen from their result. */
const NODE_MUTATIONS: Partial<Record<NodeKind, readonly Mutation[]>> = {
  literal: [
    onResult('a text is lost', (value) => (value.type === 'text' ? UNKNOWN : value)),
    onResult('unknown is 0', unknownAs(zero)),
    onResult('one too large', oneMore),
  ],
  evaluationDay: [onResult('a day late', oneMore)],
  fact: [
    onResult('a blank is 0', unknownAs(zero)),
    onResult('a blank is false', unknownAs(FALSE)),
    onResult('a list is taken as complete', asComplete),
    onResult('a month is its first day', onlyEnd('low')),
    onResult('one too large', oneMore),
    onResult('true and false are exchanged', negated),
  ],
  parameter: [
    onResult('nothing in force is 0', unknownAs(zero)),
    onResult('one too large', oneMore),
    onResult('only if asked for', () => UNKNOWN),
  ],
  definition: [
    onResult('unknown', () => UNKNOWN),
    onResult('what possibly belongs is left out', possibleAs('false')),
    onResult('unknown is false', unknownAs(FALSE)),
  ],
  item: [onResult('a blank field is 0', unknownAs(zero)), onResult('one too large', oneMore)],
  not: TRUTHS,
  all: TRUTHS,
  any: TRUTHS,
  if: [
    onResult('unknown is false', unknownAs(FALSE)),
    onResult('unknown is 0', unknownAs(zero)),
    onResult('one too large', oneMore),
    onResult('only what is exact', (value) => (isExact(value) ? value : UNKNOWN)),
  ],
  list: [
    onResult('what possibly belongs is in', possibleAs('true')),
    onResult('what possibly belongs is out', possibleAs('false')),
    onResult('never complete', (value) => (value.type === 'list' ? { ...value, complete: false } : value)),
  ],
  filter: [
    onResult('what possibly belongs is in', possibleAs('true')),
    onResult('what possibly belongs is out', possibleAs('false')),
    onResult('complete', asComplete),
    onResult('unknown is empty', unknownAs({ type: 'list', complete: true, members: [] })),
  ],
  isUnknown: [onResult('exchanged', negated), onResult('never', () => FALSE), onResult('always', () => TRUE)],
};

const ROWS = readTruthTables();
interface Outcome {
  readonly what: string;
  readonly mutation: string;
  readonly rows: number;
  readonly first: string;
}
const outcomes: Outcome[] = [];

/** Runs the tables with something wrong, and puts it right again. */
function run(what: string, mutation: string, plant: () => () => void): void {
  const restore = plant();
  try {
    const wrong = wrongRows(ROWS, interpreter);
    const own = wrong.find((row) => row.table === what) ?? wrong[0];
    outcomes.push({
      what,
      mutation,
      rows: wrong.length,
      first: own === undefined ? '' : `${own.table}: ${own.cells.join(' | ')}`,
    });
  } finally {
    restore();
  }
}

/** The interpreter works `firstKnown` out itself: it has to know why an operand is unknown. */
function plantFirstKnown(mutate: Mutation['mutate']): () => void {
  const prototype = Interpreter.prototype as unknown as FirstKnown;
  const { firstKnown } = prototype;
  prototype.firstKnown = function (operands, bindings) {
    const right: Evaluate = (values) => {
      const given = { evaluate: (node: Node) => values[operands.indexOf(node)] };
      return firstKnown.call(Object.assign(Object.create(this) as FirstKnown, given), operands, bindings);
    };
    return mutate(right)(operands.map((operand) => this.evaluate(operand, bindings) as Value));
  };
  return () => {
    prototype.firstKnown = firstKnown;
  };
}
interface FirstKnown {
  firstKnown: (this: FirstKnown, operands: readonly Node[], bindings: unknown) => Value;
  evaluate: (node: Node, bindings: unknown) => Value | undefined;
}

const operators = OPERATORS as unknown as Record<string, { evaluate: Evaluate }>;
const bare: string[] = [];
for (const name of Object.keys(OPERATORS)) {
  const mutations = mutationsOf(name);
  if (mutations.length === 0) bare.push(name);
  for (const { name: mutation, mutate } of mutations)
    run(name, mutation, () => {
      if (name === 'firstKnown') return plantFirstKnown(mutate);
      const entry = operators[name] as { evaluate: Evaluate };
      operators[name] = { ...entry, evaluate: mutate(entry.evaluate) };
      return () => {
        operators[name] = entry;
      };
    });
}

const aggregates = AGGREGATES as Record<string, Aggregate>;
for (const name of Object.keys(AGGREGATES)) {
  for (const { name: mutation, mutate } of aggregateMutations(name))
    run(name, mutation, () => {
      const entry = aggregates[name] as Aggregate;
      aggregates[name] = toAggregate(mutate(aggregateEvaluate(entry)));
      return () => {
        aggregates[name] = entry;
      };
    });
}

for (const [kind, mutations] of Object.entries(NODE_MUTATIONS)) {
  for (const { name: mutation, mutate } of mutations)
    run(kind, mutation, () => {
      const { evaluate } = Interpreter.prototype;
      Interpreter.prototype.evaluate = function (node, bindings) {
        const result = evaluate.call(this, node, bindings);
        return node.kind === kind ? mutate(() => result)([]) : result;
      };
      return () => {
        Interpreter.prototype.evaluate = evaluate;
      };
    });
}

const width = Math.max(...outcomes.map(({ mutation }) => mutation.length));
for (const { what, mutation, rows, first } of outcomes)
  console.log(
    `${rows > 0 ? 'noticed ' : 'SURVIVED'} ${what.padEnd(21)} ${mutation.padEnd(width)} ${String(rows).padStart(4)} rows  ${first}`,
  );

const untouched = wrongRows(ROWS, interpreter).length;
const survived = outcomes.filter(({ rows }) => rows === 0);
console.log(
  `\n${outcomes.length} wrong lines planted in ${new Set(outcomes.map(({ what }) => what)).size} operators, aggregates and nodes; ${survived.length} survived. ${ROWS.length} rows, ${untouched} of them wrong with nothing planted.`,
);
if (bare.length > 0) console.log(`No wrong line is known for: ${bare.join(', ')}.`);
if (survived.length > 0 || untouched > 0 || bare.length > 0) process.exitCode = 1;
