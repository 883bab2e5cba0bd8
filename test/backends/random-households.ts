import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import { type CodeListName, codesOf } from '../../src/facts/code-lists.js';
import type { FactItem, FactValue } from '../../src/facts/given.js';
import type { Fact, NumberFact } from '../../src/facts/kinds.js';
import type { Program } from '../../src/policy/policy.js';
import { compareText, daysOfMonth, exactDay, monthOfDay } from '../../src/values/day.js';
import { exactly, exactValue } from '../../src/values/range.js';
import {
  add,
  compare,
  multiply,
  type Rational,
  rational,
  rationalFromExactText,
  roundToMultiple,
} from '../../src/values/rational.js';
import type { Draw } from './draw.js';
import type { Palette, PaletteList } from './palette.js';
import type { Boundary, RandomProgram } from './program-maker.js';
import type { HouseholdFacts } from './support.js';

/** How many of the households are put on a boundary, where one can be found. */
const ON_A_BOUNDARY = 0.3;

const smallestUnit = (fact: NumberFact): Rational => rational(1n, 10n ** BigInt(fact.decimals));
const HUNDRED = rational(100n);

function isPossible(fact: NumberFact, value: Rational): boolean {
  const { minimum, maximum, decimals } = fact;
  if (compare(value, rational(BigInt(minimum))) < 0 || compare(value, rational(BigInt(maximum))) > 0)
    return false;
  return (decimals === 2 ? multiply(value, HUNDRED) : value).denominator === 1n;
}

const figures = new WeakMap<Program, readonly Rational[]>();
/** The numbers that parameters of the program have, read once. */
function figuresOf(program: Program): readonly Rational[] {
  const known = figures.get(program);
  if (known !== undefined) return known;
  const read = Object.values(program.parameters)
    .flat()
    .flatMap(({ value }) => (typeof value === 'string' ? (rationalFromExactText(value) ?? []) : []));
  figures.set(program, read);
  return read;
}

/** A number that is possible, near what the program asks about; the ends of what is possible now and then. */
function drawNumber(draw: Draw, fact: NumberFact, made: RandomProgram): Rational {
  const candidates: Rational[] = [];
  const chance = draw.integer(1, 100);
  if (chance <= 35) {
    const values = figuresOf(made.program);
    const near = values.length > 0 ? draw.pick(values) : undefined;
    if (near !== undefined)
      candidates.push(
        add(
          roundToMultiple(near, smallestUnit(fact), 'floor'),
          multiply(smallestUnit(fact), rational(BigInt(draw.integer(-1, 1)))),
        ),
      );
  }
  if (chance > 95) candidates.push(rational(BigInt(draw.pick([fact.minimum, fact.maximum]))));
  if (fact.decimals === 0) candidates.push(rational(BigInt(fact.minimum + draw.integer(0, 4))));
  else
    candidates.push(
      rational(
        BigInt(
          draw.pick([
            0,
            1,
            100,
            780_000,
            840_000,
            65_000,
            draw.integer(0, 3_000_000),
            draw.integer(0, 99_999_999),
          ]) * (fact.minimum < 0 && draw.chance(0.3) ? -1 : 1),
        ),
        100n,
      ),
    );
  return candidates.find((value) => isPossible(fact, value)) ?? rational(BigInt(fact.minimum));
}

function drawCode(draw: Draw, list: CodeListName, palette: Palette): string {
  const preferred = palette.codeLists[list];
  return draw.pick(preferred !== undefined && draw.chance(0.85) ? preferred : codesOf(list));
}

/** What is given of a fact; a share of `blank` is not known. */
function drawValue(draw: Draw, fact: Fact, made: RandomProgram, blank: number): FactValue {
  if (draw.chance(blank)) return undefined;
  const { palette } = made;
  switch (fact.kind) {
    case 'number':
      return drawNumber(draw, fact, made);
    case 'flag':
      return draw.chance(0.5);
    case 'code':
      return drawCode(draw, fact.codes, palette);
    case 'text':
      return draw.pick(palette.texts);
    case 'day': {
      const day = draw.pick(palette.days);
      return draw.chance(blank > 0 ? 0.25 : 0) ? daysOfMonth(monthOfDay(day)) : exactDay(day);
    }
    case 'month':
      return exactly(draw.pick(palette.months));
    case 'codes':
    case 'list':
      return drawList(draw, blank, () =>
        fact.kind === 'codes'
          ? drawCode(draw, fact.codes, palette)
          : drawRecord(draw, { fact, fields: fact.fields }, made, blank),
      );
  }
}

function drawRecord(draw: Draw, { fields }: PaletteList, made: RandomProgram, blank: number): FactItem {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = drawValue(draw, field, made, blank);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function drawList(draw: Draw, blank: number, drawItem: () => FactItem, least = 0): FactValue {
  const complete = !draw.chance(blank * 0.7);
  const length = Math.max(draw.pick([0, 1, 1, 2, 2, 3, 4]), complete ? least : 0);
  return { complete, items: Array.from({ length }, drawItem) };
}

/** A possible value of every fact of the palette; about a share of `blank` is not known. */
export function drawHousehold(draw: Draw, made: RandomProgram, blank: number): HouseholdFacts {
  const { scalars, codes, lists } = made.palette;
  const values: Record<string, FactValue> = {};
  for (const [name, fact] of [...Object.entries(scalars), ...Object.entries(codes)]) {
    const value = drawValue(draw, fact, made, blank);
    if (value !== undefined) values[name] = value;
  }
  for (const [name, list] of Object.entries(lists))
    if (!draw.chance(blank * 0.6))
      values[name] = drawList(draw, blank, () => drawRecord(draw, list, made, blank), list.fact.minimumItems);
  if (made.boundaries.length === 0 || !draw.chance(ON_A_BOUNDARY)) return values;
  for (const boundary of draw.shuffled(made.boundaries)) {
    const moved = onBoundary(values, boundary, made);
    if (moved !== undefined) return moved;
  }
  return values;
}

/** The household with a fact put exactly on what a rule compares it with; undefined if that is not possible. */
function onBoundary(
  household: HouseholdFacts,
  { fact, threshold }: Boundary,
  made: RandomProgram,
): HouseholdFacts | undefined {
  const value = new Interpreter(made.program, nodesByName(made.program), household, made.on).evaluate(
    threshold,
  );
  const described = made.palette.scalars[fact];
  if (value.type === 'number' && described?.kind === 'number') {
    const exact = exactValue(value.range, compare);
    return exact !== undefined && isPossible(described, exact) ? { ...household, [fact]: exact } : undefined;
  }
  if (value.type !== 'day' || described?.kind !== 'day') return undefined;
  const exact = exactValue(value.range, compareText);
  return exact === undefined ? undefined : { ...household, [fact]: exactDay(exact) };
}

/** Whether a fact of the household is exactly what a rule compares it with. */
export function isOnABoundary(
  household: HouseholdFacts,
  made: RandomProgram,
  interpreter: Interpreter,
): boolean {
  return made.boundaries.some(({ fact, threshold }) => {
    const given = household[fact];
    const value = interpreter.evaluate(threshold);
    if (typeof given !== 'object') return false;
    if (value.type === 'number' && 'numerator' in given) {
      const exact = exactValue(value.range, compare);
      return exact !== undefined && compare(exact, given) === 0;
    }
    if (value.type !== 'day' || !('low' in given)) return false;
    const [left, right] = [exactValue(value.range, compareText), exactValue(given, compareText)];
    return left !== undefined && left === right;
  });
}

/** How many of the facts of the palette, fields of records included, are known of a household, and how many not. */
export function knownAndBlank(
  household: HouseholdFacts,
  { scalars, codes, lists }: Palette,
): { known: number; blank: number } {
  let [known, blank] = [0, 0];
  const count = (value: FactValue): void => {
    const isRange = typeof value === 'object' && 'low' in value && value.low !== value.high;
    if (value === undefined || isRange || (typeof value === 'object' && 'items' in value && !value.complete))
      blank += 1;
    else known += 1;
  };
  for (const name of [...Object.keys(scalars), ...Object.keys(codes), ...Object.keys(lists)])
    count(household[name]);
  for (const [name, { fields }] of Object.entries(lists)) {
    const given = household[name];
    if (typeof given === 'object' && 'items' in given)
      for (const item of given.items)
        for (const field of Object.keys(fields)) count(typeof item === 'string' ? undefined : item[field]);
  }
  return { known, blank };
}
