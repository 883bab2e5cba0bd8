import { type Plant, plant } from './planted.js';

/** Another emitter in the place of an operator's. */
const inPlaceOf = (operator: string, right: string, wrong: string): Plant =>
  plant(operator, `  ${operator}: ${right}`, `  ${operator}: ${wrong}`);

/** One wrong emitter for every operator, aggregate and kind of node of the SQL. */
export const SQL_PLANTS: readonly Plant[] = [
  inPlaceOf('equal', 'comparison(equalValues)', 'comparison((x, a, b) => x.not(equalValues(x, a, b)))'),
  plant(
    'equal of texts',
    'return x.sameText(left.value, right.value);',
    'return x.not(x.sameText(left.value, right.value));',
  ),
  inPlaceOf(
    'lessThan',
    'comparison(lessValues)',
    'comparison((x, left, right) => x.not(lessValues(x, right, left)))',
  ),
  inPlaceOf(
    'lessThanInclusive',
    'comparison((x, left, right) => x.not(lessValues(x, right, left)))',
    'comparison(lessValues)',
  ),
  inPlaceOf(
    'greaterThan',
    'comparison((x, left, right) => lessValues(x, right, left))',
    'comparison((x, left, right) => x.not(lessValues(x, left, right)))',
  ),
  inPlaceOf(
    'greaterThanInclusive',
    'comparison((x, left, right) => x.not(lessValues(x, left, right)))',
    'comparison((x, left, right) => lessValues(x, right, left))',
  ),
  plant(
    'contains',
    'truthOf(containsValue(x, each, element))',
    'truthOf(x.not(containsValue(x, each, element)))',
  ),
  plant(
    'add',
    'both(addFractions(x, a.low, b.low), () => addFractions(x, a.high, b.high), isPoint(a, b))',
    'both(a.low, () => addFractions(x, a.high, b.high), isPoint(a, b))',
  ),
  plant('subtract', 'addFractions(x, a.low, negateFraction(x, b.high))', 'addFractions(x, a.low, b.high)'),
  inPlaceOf(
    'multiply',
    'numeric((x, a, b) => overEnds(x, a, b, (left, right) => multiplyFractions(x, left, right)))',
    'numeric((x, a, b) => overEnds(x, a, b, (left, right) => addFractions(x, left, right)))',
  ),
  plant('divide', 'divideFractions(x, left, right)', 'multiplyFractions(x, left, right)'),
  plant('negate', 'const negative = negateFraction(x, high);', 'const negative = high;'),
  inPlaceOf('minimumOf', "extreme('least')", "extreme('greatest')"),
  inPlaceOf('maximumOf', "extreme('greatest')", "extreme('least')"),
  plant('round up', 'up: () => some', 'up: () => x.truth(false)'),
  plant('round down', 'down: () => x.truth(false)', 'down: () => some'),
  plant('round ceiling', 'ceiling: () => x.and([some, x.not(isNegative)])', 'ceiling: () => some'),
  plant('round floor', 'floor: () => x.and([some, isNegative])', 'floor: () => x.truth(false)'),
  plant(
    'round halfUp',
    "halfUp: () => x.compare('<=', divisor, twice)",
    "halfUp: () => x.compare('<', divisor, twice)",
  ),
  plant(
    'round halfDown',
    "halfDown: () => x.compare('<', divisor, twice)",
    "halfDown: () => x.compare('<=', divisor, twice)",
  ),
  plant('round halfEven', 'x.and([half, isOdd])', 'half'),
  inPlaceOf('perYear', 'scaled(rational(12n))', 'scaled(rational(10n))'),
  inPlaceOf('perMonth', 'scaled(rational(1n, 12n))', 'scaled(rational(1n, 10n))'),
  inPlaceOf('percent', 'scaled(rational(1n, 100n))', 'scaled(rational(1n, 10n))'),
  plant(
    'firstKnown',
    '[isExact(x, value), exactOnly(value)]',
    '[x.not(isExact(x, value)), exactOnly(value)]',
  ),
  inPlaceOf('ageOn', "distance('day', ageOf)", "distance('day', completedMonths)"),
  inPlaceOf('daysBetween', "distance('day', daysFrom)", "distance('day', completedMonths)"),
  inPlaceOf('monthsBetween', "distance('month', monthsFrom)", "distance('month', (x, from) => from)"),
  inPlaceOf('completedMonths', "distance('day', completedMonths)", "distance('day', daysFrom)"),
  plant(
    'completedMonths at the end of a month',
    "x.compare('=', reached, lengthOfMonth(x, monthOf(x, end)))",
    'x.truth(false)',
  ),
  inPlaceOf('monthOf', "conversion('day', 'month', monthOf)", "conversion('day', 'month', (_, day) => day)"),
  inPlaceOf('firstDayOf', "conversion('month', 'day', firstDayOf)", "conversion('month', 'day', lastDayOf)"),
  inPlaceOf('lastDayOf', "conversion('month', 'day', lastDayOf)", "conversion('month', 'day', firstDayOf)"),
  inPlaceOf('addMonths', "shift('month', shiftMonth)", "shift('month', (_, month) => month)"),
  inPlaceOf('addMonthsToDay', "shift('day', shiftDayByMonths)", "shift('day', shiftDay)"),
  inPlaceOf('addDays', "shift('day', shiftDay)", "shift('day', shiftDayByMonths)"),
  plant('not', 'return truthOf(x.not(truth(node.operand)));', 'return truthOf(truth(node.operand));'),
  plant(
    'all',
    'return truthOf(x.and(node.operands.map(truth)));',
    'return truthOf(x.or(node.operands.map(truth)));',
  ),
  plant(
    'any',
    'return truthOf(x.or(node.operands.map(truth)));',
    'return truthOf(x.and(node.operands.map(truth)));',
  ),
  plant(
    'isUnknown',
    'truthOf(x.not(isExact(x, this.emit(node.operand, bindings))))',
    'truthOf(isExact(x, this.emit(node.operand, bindings)))',
  ),
  plant('if', '[x.not(condition), otherwise],', '[x.not(condition), then],'),
  plant('if that is open', '    [common, then],\n', ''),
  plant('literal truth', 'x.truth(node.value as boolean)', 'x.truth(true)'),
  plant('evaluationDay', "return this.exactTime('day', this.on);", 'return UNKNOWN;'),
  plant(
    'fact of a list',
    "complete: x.column(x.households, completeColumn(name), 'truth'),",
    'complete: x.truth(true),',
  ),
  plant(
    'item.field',
    "item.type === 'record' ? item.field(node.field) : UNKNOWN",
    "item.type === 'record' ? UNKNOWN : UNKNOWN",
  ),
  plant('parameter', 'return value(inForceOn(series, this.on));', 'return value(series[0]);'),
  plant(
    'parameter(day)',
    '[x.and([within(low), within(high)]), value(entry)]',
    '[within(low), value(entry)]',
  ),
  plant(
    'list',
    'belongs: when === undefined ? x.truth(true) : truthFrom(x, this.emit(when, bindings)),',
    'belongs: x.truth(true),',
  ),
  plant('filter', 'this.x.and([belongs, truthFrom(', 'this.x.or([belongs, truthFrom('),
  plant(
    'some of an open list',
    "x.choose([[list.complete, x.truth(false)]], x.nothing('truth'))",
    'x.truth(false)',
  ),
  plant('some', 'x.and([entry.belongs, truths[index] as Expression])', 'truths[index] as Expression'),
  plant(
    'every',
    'values.map((value) => x.not(truthFrom(x, value)))',
    'values.map((value) => truthFrom(x, value))',
  ),
  plant(
    'count',
    'const high = wholeNumber(x.where(list.complete, possible));',
    'const high = wholeNumber(x.where(list.complete, certain));',
  ),
  plant('sum', "which === 'low' ? x.compare('<', number, zero)", "which === 'low' ? x.truth(true)"),
  plant(
    'minimum',
    "const direction = which === 'minimum' ? 'least' : 'greatest';",
    "const direction = 'greatest';",
  ),
  plant(
    'maximum',
    "const direction = which === 'minimum' ? 'least' : 'greatest';",
    "const direction = 'least';",
  ),
  plant('definition', 'return this.definition(node.name);', 'return this.definition(node.name) && UNKNOWN;'),
  plant(
    'item',
    'if (node.field === undefined) return item;',
    'if (node.field === undefined) return UNKNOWN;',
  ),
];
