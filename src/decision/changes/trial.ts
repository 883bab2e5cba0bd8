import { type Bindings, Interpreter } from '../../backends/interpreter/interpreter.js';
import type { FactValue } from '../../facts/given.js';
import { type ApplyNode, evaluationDay, type Node, walk } from '../../language/nodes.js';
import { operatorOf } from '../../language/operators.js';
import { isExact, timeValue, UNKNOWN, type Value } from '../../language/value.js';
import type { Range } from '../../values/range.js';
import { compare, type Rational, subtract } from '../../values/rational.js';
import { COMPARISONS } from '../comparisons.js';
import type { Reading } from '../reading.js';
import type { FactPlace } from './dependents.js';

/** Operators at which a growing number can turn the course of an evaluation. */
const TURNS: readonly string[] = [...COMPARISONS, 'minimumOf', 'maximumOf'];

/** A comparison that was made: what it came to, and the differences whose sign decides it. */
export interface Turn {
  readonly node: ApplyNode;
  readonly value: Value;
  readonly differences: readonly Rational[];
}

/** What a trial tries instead of what it stands on. */
export interface Tried {
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** A fact that is tried as unknown: nothing that is recorded beside it may take its place. */
  readonly unknown?: string;
  /** Days tried at once: what does not hold on all of them alike is unknown. */
  readonly days?: Range<string>;
  /** Comparisons that are held to a value. */
  readonly held?: ReadonlyMap<Node, Value>;
  /** The definitions that can change by it; all others are taken from what the trial stands on. */
  readonly affected: ReadonlySet<string>;
}

interface Frame {
  readonly facts: Set<string>;
  readonly fields: Set<string>;
  readonly definitions: Set<string>;
  /** Parameters of the evaluation day. */
  readonly parameters: Set<string>;
  readsDay: boolean;
}
const newFrame = (): Frame => ({
  facts: new Set(),
  fields: new Set(),
  definitions: new Set(),
  parameters: new Set(),
  readsDay: false,
});

/** What was read on the way to an answer. */
export interface Reads {
  has(place: FactPlace): boolean;
  /** The parameters whose value of the evaluation day was read. */
  readonly parameters: ReadonlySet<string>;
  /** Whether the evaluation day itself was read. */
  readonly readsDay: boolean;
}

/**
 * The interpreter with something tried instead. It works out only what that can change, takes the rest from what it
 * stands on, and keeps which facts were read and which comparisons were made.
 */
export class Trial extends Interpreter {
  readonly turns: Turn[] = [];
  readonly given: Readonly<Record<string, FactValue>>;
  private readonly notUsable: ReadonlySet<string>;
  private readonly reading: Reading;
  private readonly tried: Tried | undefined;
  private readonly below: Trial | undefined;
  private readonly frames = new Map<string, Frame>();
  private readonly outermost = newFrame();
  private frame: Frame = this.outermost;

  private constructor(reading: Reading, below?: Trial, tried?: Tried) {
    const given = Object.assign(
      Object.create(below?.given ?? reading.facts) as Record<string, FactValue>,
      tried?.facts,
    );
    const inherited = below?.notUsable ?? reading.unusable;
    const notUsable = tried?.unknown === undefined ? inherited : new Set([...inherited, tried.unknown]);
    super(reading.policy.program, reading.nodes, given, tried?.days?.low ?? reading.on, notUsable);
    this.given = given;
    this.notUsable = notUsable;
    this.reading = reading;
    this.tried = tried;
    this.below = below;
  }

  /** The household as it was read. */
  static of(reading: Reading): Trial {
    return new Trial(reading);
  }

  /** Something tried on top of this. */
  with(tried: Tried): Trial {
    return new Trial(this.reading, this, tried);
  }

  override definition(name: string): Value {
    this.frame.definitions.add(name);
    if (this.below !== undefined && this.tried?.affected.has(name) !== true)
      return this.below.definition(name);
    if (this.frames.has(name)) return super.definition(name);
    const outer = this.frame;
    this.frame = newFrame();
    this.frames.set(name, this.frame);
    const value = super.definition(name);
    this.frame = outer;
    return value;
  }

  override evaluate(node: Node, bindings?: Bindings): Value {
    switch (node.kind) {
      case 'fact':
        this.frame.facts.add(node.name);
        if (this.below !== undefined && !Object.hasOwn(this.tried?.facts ?? {}, node.name))
          return this.below.evaluate(node);
        return super.evaluate(node, bindings);
      case 'item':
        if (node.field !== undefined) this.frame.fields.add(node.field);
        return super.evaluate(node, bindings);
      case 'evaluationDay':
        this.frame.readsDay = true;
        return this.tried?.days === undefined ? super.evaluate(node) : timeValue('day', this.tried.days);
      case 'parameter':
        if (node.day === undefined) this.frame.parameters.add(node.name);
        return this.tried?.days !== undefined && node.day === undefined
          ? super.evaluate({ ...node, day: evaluationDay() }, bindings)
          : super.evaluate(node, bindings);
      case 'apply':
        if (TURNS.includes(node.operator)) return this.turn(node, bindings);
        return node.operator === 'firstKnown' && this.triesSeveralDays
          ? this.firstOnAllDays(node, bindings)
          : super.evaluate(node, bindings);
      default:
        return super.evaluate(node, bindings);
    }
  }

  /** What was read to work out a definition, by this trial and by what it stands on; without a name, to work out all. */
  readsOf(name?: string): Reads {
    const all = newFrame();
    const add = (frame: Frame): void => {
      for (const fact of frame.facts) all.facts.add(fact);
      for (const field of frame.fields) all.fields.add(field);
      for (const parameter of frame.parameters) all.parameters.add(parameter);
      all.readsDay ||= frame.readsDay;
      for (const definition of frame.definitions) visit(definition);
    };
    const visit = (definition: string): void => {
      if (all.definitions.has(definition)) return;
      all.definitions.add(definition);
      const frame = this.frameOf(definition);
      if (frame !== undefined) add(frame);
    };
    if (name === undefined) add(this.outermost);
    else visit(name);
    const { facts, fields, parameters, readsDay } = all;
    return {
      has: ({ name: fact, field }) => facts.has(fact) && (field === undefined || fields.has(field)),
      parameters,
      readsDay,
    };
  }

  private get triesSeveralDays(): boolean {
    const days = this.tried?.days;
    return days !== undefined && days.low !== days.high;
  }

  /** What is not known for all days at once may be known on one of them: nothing may take its place. */
  private firstOnAllDays(node: ApplyNode, bindings?: Bindings): Value {
    for (const operand of node.operands) {
      if (isExact(this.evaluate(operand, bindings))) break;
      if (this.movesWithDay(operand)) return UNKNOWN;
    }
    return super.evaluate(node, bindings);
  }

  private movesWithDay(node: Node): boolean {
    for (const each of walk(node)) {
      if (each.kind === 'evaluationDay' || each.kind === 'parameter') return true;
      if (each.kind === 'definition' && this.tried?.affected.has(each.name) === true) return true;
    }
    return false;
  }

  private frameOf(name: string): Frame | undefined {
    return this.frames.get(name) ?? this.below?.frameOf(name);
  }

  private turn(node: ApplyNode, bindings?: Bindings): Value {
    const operands = node.operands.map((operand) => this.evaluate(operand, bindings));
    const value = this.tried?.held?.get(node) ?? operatorOf(node.operator).evaluate(operands);
    this.turns.push({ node, value, differences: differencesOf(operands) });
    return value;
  }
}

type NumberValue = Extract<Value, { type: 'number' }>;
const isNumber = (value: Value): value is NumberValue => value.type === 'number';

/** The differences between numbers whose signs decide a comparison; of ranges those of the ends that can meet. */
function differencesOf(operands: readonly Value[]): readonly Rational[] {
  const numbers = operands.map((operand) =>
    operand.type === 'list'
      ? operand.members.map(({ value }) => value).filter(isNumber)
      : [operand].filter(isNumber),
  );
  if (numbers.filter(({ length }) => length > 0).length < 2) return NO_DIFFERENCES;
  return numbers.flatMap((left, index) =>
    numbers.slice(index + 1).flatMap((right) => left.flatMap((a) => right.flatMap((b) => between(a, b)))),
  );
}

const NO_DIFFERENCES: readonly Rational[] = Object.freeze([]);

function between({ range: a }: NumberValue, { range: b }: NumberValue): Rational[] {
  const areExact = isExactRange(a) && isExactRange(b);
  return [
    ...(a.high === undefined || b.low === undefined ? [] : [subtract(a.high, b.low)]),
    ...(a.low === undefined || b.high === undefined || areExact ? [] : [subtract(a.low, b.high)]),
  ];
}

const isExactRange = ({ low, high }: Range<Rational>): boolean =>
  low !== undefined && high !== undefined && compare(low, high) === 0;

/** Whether two evaluations took the same course. */
export function sameCourse(left: readonly Turn[], right: readonly Turn[]): boolean {
  return left.length === right.length && sharedCourse(left, right) === left.length;
}

/** How many comparisons, from the first on, were the same and came to the same. */
export function sharedCourse(left: readonly Turn[], right: readonly Turn[]): number {
  const end = Math.min(left.length, right.length);
  for (let index = 0; index < end; index += 1) {
    const [a, b] = [left[index] as Turn, right[index] as Turn];
    if (a.node !== b.node || !sameTurn(a.value, b.value)) return index;
  }
  return end;
}

/** Numbers move with what is tried; only truths tell the course. */
const sameTurn = (left: Value, right: Value): boolean =>
  left.type === right.type && (left.type !== 'truth' || left.value === (right as typeof left).value);
