import { codesOf } from '../../src/facts/code-lists.js';
import { COUNTING_UNITS, type Unit } from '../../src/facts/units.js';
import type { Names } from '../../src/language/check.js';
import {
  dayLiteral,
  definition,
  evaluationDay,
  fact,
  item,
  monthLiteral,
  type Node,
  numberLiteral,
  parameter,
  textLiteral,
  truthLiteral,
  unknownLiteral,
} from '../../src/language/nodes.js';
import { numberType, TRUTH, type Type } from '../../src/language/type.js';
import type { Draw } from './draw.js';
import type { Palette } from './palette.js';
import { FORMS, formsOf } from './random-forms.js';
import { type ListType, listOf } from './random-lists.js';
import { limited } from './random-numbers.js';

type NumberType = Extract<Type, { kind: 'number' }>;

/** Units that only parameters have, or that only functions make. */
const FURTHER_UNITS: readonly Unit[] = ['ratio', 'percent', 'yuanPerMonth', 'years', 'days', 'months'];

/** Whether an expression of one type can stand where another one is wanted. */
function fits(found: Type, wanted: Type): boolean {
  if (found.kind === 'number' && wanted.kind === 'number')
    return (
      found.literal === undefined &&
      found.unit === wanted.unit &&
      (wanted.sign !== 'positive' || found.sign === 'positive')
    );
  if (found.kind === 'code' && wanted.kind === 'code') return found.list === wanted.list;
  if (found.kind === 'list' && wanted.kind === 'list') return fits(found.item, wanted.item);
  if (found.kind === 'record' && wanted.kind === 'record')
    return Object.keys(found.fields).join() === Object.keys(wanted.fields).join();
  return found.kind === wanted.kind;
}

/** Makes well-typed expressions over a palette, the definitions made so far, and parameters that it adds as needed. */
export class ExpressionMaker {
  readonly draw: Draw;
  readonly palette: Palette;
  readonly parameters = new Map<string, Type>();
  /** The values of parameters that were made for their value. */
  readonly figures = new Map<string, string>();
  readonly definitions = new Map<string, Type>();
  private readonly scopes: { readonly binding: string; readonly type: Type }[] = [];
  private readonly nameParameter: () => string;
  /** The kind that the next type that is drawn has; then it is free again. */
  favoured: Type['kind'] | undefined;
  private bindings = 0;

  constructor(draw: Draw, palette: Palette, nameParameter: () => string) {
    this.draw = draw;
    this.palette = palette;
    this.nameParameter = nameParameter;
  }

  /** What `check` is told of the names. */
  get names(): Names {
    return { facts: this.palette.types, parameters: this.parameters, definitions: this.definitions };
  }

  /** Bindings are counted from the start of each definition, as the readers of formulas and rules count them. */
  startDefinition(): void {
    this.bindings = 0;
  }

  within<Result>(type: Type, read: (binding: string) => Result): Result {
    this.bindings += 1;
    const binding = `item${this.bindings}`;
    this.scopes.push({ binding, type });
    try {
      return read(binding);
    } finally {
      this.scopes.pop();
    }
  }

  /** An expression of a type. */
  make(type: Type, depth: number): Node {
    if (depth > 0 && this.draw.chance(0.65)) {
      const names = formsOf(type);
      for (let attempt = 0; attempt < 3 && names.length > 0; attempt += 1) {
        const made = FORMS[this.draw.pick(names)]?.make(this, type, depth - 1);
        if (made !== undefined) return made;
      }
    }
    return type.kind === 'number' && type.sign !== 'positive' && this.draw.chance(0.12)
      ? limited(this, type)
      : this.leaf(type, depth);
  }

  /** A parameter that has a value from the first day on. */
  figure(value: string, type: Type): Node {
    const name = this.nameParameter();
    this.parameters.set(name, type);
    this.figures.set(name, value);
    return parameter(name);
  }

  /** An expression that is no mere blank: nothing is compared with `null`. */
  known(type: Type, depth: number): Node {
    const made = this.make(type, depth);
    return made.kind === 'literal' && made.type === 'unknown' ? this.leaf(type, depth, false) : made;
  }

  /** A name or constant of a type. */
  leaf(type: Type, depth: number, mayBeUnknown = true): Node {
    const { draw } = this;
    const fields = this.scopes.flatMap(({ binding, type: held }) => [
      ...(fits(held, type) ? [item(binding)] : []),
      ...(held.kind === 'record'
        ? Object.entries(held.fields).flatMap(([name, field]) =>
            fits(field, type) ? [item(binding, name)] : [],
          )
        : []),
    ]);
    if (fields.length > 0 && draw.chance(0.6)) return draw.pick(fields);
    const facts = [...this.palette.types]
      .filter(([, found]) => fits(found, type))
      .map(([name]) => fact(name));
    const definitions = [...this.definitions]
      .filter(([, found]) => fits(found, type))
      .map(([name]) => definition(name));
    const chance = draw.integer(1, 100);
    if (mayBeUnknown && chance <= 3) return unknownLiteral();
    if (definitions.length > 0 && chance <= 25) return draw.pick(definitions);
    if (chance <= 50 && (type.kind === 'number' || type.kind === 'truth')) return this.parameterOf(type);
    const constants = this.constants(type);
    if (constants.length > 0 && (chance <= 62 || (facts.length === 0 && chance <= 80)))
      return draw.pick(constants);
    const others: readonly Node[] = facts.length > 0 ? facts : fields.length > 0 ? fields : definitions;
    if (others.length > 0) return draw.pick(others);
    if (type.kind === 'number') return this.parameterOf(type);
    if (constants.length > 0) return draw.pick(constants);
    // A list that no fact is, or a code that none has: written, or of any record that has it.
    const form = type.kind === 'list' ? FORMS['list']?.make(this, type, Math.max(depth - 1, 0)) : undefined;
    return form ?? unknownLiteral();
  }

  /** A parameter of a type, one that there is or a new one. */
  parameterOf(type: Type): Node {
    const found = [...this.parameters].filter(([, each]) => fits(each, type)).map(([name]) => name);
    if (found.length > 0 && this.draw.chance(0.8)) return parameter(this.draw.pick(found));
    const name = this.nameParameter();
    const sign = this.draw.chance(0.3) ? 'positive' : 'any';
    this.parameters.set(
      name,
      type.kind === 'number' ? numberType(type.unit, type.sign === 'positive' ? 'positive' : sign) : TRUTH,
    );
    return parameter(name);
  }

  /** Constants that may be written for a type. A plain number stands only beside plain and counted numbers. */
  constants(type: Type): readonly Node[] {
    const { palette } = this;
    switch (type.kind) {
      case 'truth':
        return [truthLiteral(true), truthLiteral(false)];
      case 'number':
        return this.numbers(type);
      case 'text':
        return palette.texts.map(textLiteral);
      case 'day':
        return [
          ...palette.days.map(dayLiteral),
          evaluationDay(),
          evaluationDay(),
          evaluationDay(),
          ...(this.draw.chance(0.2) ? [dayLiteral('9999-12-31'), dayLiteral('1000-01-01')] : []),
        ];
      case 'month':
        return [
          ...palette.months.map(monthLiteral),
          ...(this.draw.chance(0.2) ? [monthLiteral('9999-12'), monthLiteral('1000-01')] : []),
        ];
      default:
        return [];
    }
  }

  private numbers({ unit, sign }: NumberType): readonly Node[] {
    const whole = ['1', '2', '3', '12'];
    const signed = sign === 'positive' ? whole : [...whole, '0', '-1'];
    if (COUNTING_UNITS.includes(unit)) return signed.map(numberLiteral);
    if (unit === 'ratio') return [...signed, '0.5', '1.5', '0.01', '0.333'].map(numberLiteral);
    return sign === 'positive' ? [] : [numberLiteral('0')];
  }

  /** A code or text to compare with, written as text. */
  writtenCode(type: Type): Node | undefined {
    if (type.kind === 'text') return textLiteral(this.draw.pick(this.palette.texts));
    if (type.kind !== 'code') return undefined;
    return textLiteral(this.draw.pick(this.palette.codeLists[type.list] ?? codesOf(type.list)));
  }

  /** A type of a single value that the palette can say something of. */
  scalarType(): Type {
    const kind =
      this.favoured ??
      this.draw.pick(['truth', 'text', 'day', 'month', 'code', 'number', 'number', 'number']);
    this.favoured = undefined;
    switch (kind) {
      case 'truth':
        return TRUTH;
      case 'code':
        return this.codeType();
      case 'text':
      case 'day':
      case 'month':
        return { kind };
      default:
        return this.numberType();
    }
  }

  /** A type of what can be put in order. */
  orderedType(): Type {
    this.favoured ??= this.draw.pick(['number', 'number', 'day', 'month']);
    return this.scalarType();
  }

  anyType(): Type {
    const isList = this.favoured === undefined ? this.draw.chance(0.25) : this.favoured === 'list';
    if (!isList) return this.scalarType();
    this.favoured = undefined;
    return this.listType();
  }

  numberType(): Type {
    return numberType(
      this.draw.chance(0.8) ? this.draw.pick(this.palette.units) : this.draw.pick(FURTHER_UNITS),
    );
  }

  /** The type of a code that some fact of the palette has. */
  codeType(): Type {
    const held = [...this.palette.types.values()].flatMap((type) =>
      type.kind === 'list' && type.item.kind === 'record' ? Object.values(type.item.fields) : [type],
    );
    const codes = [...held, ...this.scopes.map(({ type }) => type)].flatMap((type) =>
      type.kind === 'code' ? [type] : type.kind === 'list' && type.item.kind === 'code' ? [type.item] : [],
    );
    return codes.length > 0 ? this.draw.pick(codes) : { kind: 'text' };
  }

  /** A list of records; wanted is a field of a type in it, where one has it. */
  recordList(wanted?: Type): ListType {
    const lists = [...this.palette.types.values()].filter(
      (type): type is ListType => type.kind === 'list' && type.item.kind === 'record',
    );
    const having = lists.filter(
      ({ item: held }) =>
        wanted !== undefined &&
        held.kind === 'record' &&
        Object.values(held.fields).some((field) => fits(field, wanted)),
    );
    return this.draw.pick(having.length > 0 ? having : lists);
  }

  /** A list of records of which each has a list, where there is one. */
  recordListWithLists(): ListType {
    const lists = [...this.palette.types.values()].filter(
      (type): type is ListType =>
        type.kind === 'list' &&
        type.item.kind === 'record' &&
        Object.values(type.item.fields).some(({ kind }) => kind === 'list'),
    );
    return lists.length > 0 ? this.draw.pick(lists) : this.recordList();
  }

  /** Any type of list: of records, of codes, of written values. */
  listType(wanted?: Type): ListType {
    const chance = this.draw.integer(1, 10);
    if (chance <= 6) return this.recordList(wanted);
    if (chance <= 8) return listOf(this.codeType());
    return listOf(wanted ?? this.scalarType());
  }
}
