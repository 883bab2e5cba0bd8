import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import type { Names } from '../../src/language/check.js';
import {
  aggregate,
  all,
  any,
  apply,
  choose,
  dayLiteral,
  definition,
  fact,
  isUnknown,
  item,
  list,
  monthLiteral,
  type Node,
  not,
  numberLiteral,
  textLiteral,
  walk,
} from '../../src/language/nodes.js';
import type { OperatorName } from '../../src/language/operators.js';
import { numberType, TRUTH, type Type } from '../../src/language/type.js';
import type { Value } from '../../src/language/value.js';
import type { Definition, Program } from '../../src/policy/policy.js';
import { type Rational, rationalToText } from '../../src/values/rational.js';
import type { Draw } from './draw.js';
import { HOSTILE_NAMES, type Palette } from './palette.js';
import { ExpressionMaker } from './random-expressions.js';
import { seriesOf } from './random-figures.js';
import { FORMS, FORMS_IN_TURN } from './random-forms.js';
import { drawHousehold } from './random-households.js';
import { COMPARISONS, typeOf } from './well-typed.js';

/** A fact and what a rule compares it with: households are made in which both are the same. */
export interface Boundary {
  readonly fact: string;
  readonly threshold: Node;
}

/** A random program with what is needed to make households for it. */
export interface RandomProgram {
  readonly program: Program;
  readonly on: string;
  readonly palette: Palette;
  readonly boundaries: readonly Boundary[];
  /** The names that the program reads, with their types. */
  readonly names: Names;
}

/** Makes the definitions of one program one after the other; each may read those before it. */
export class ProgramMaker {
  readonly definitions: Definition[] = [];
  readonly boundaries: Boundary[] = [];
  // No name of a program is a name that every object has.
  readonly values = Object.create(null) as Record<string, Program['parameters'][string]>;
  readonly maker: ExpressionMaker;
  private readonly draw: Draw;
  private readonly palette: Palette;
  private readonly names: string[];

  constructor(draw: Draw, palette: Palette) {
    this.draw = draw;
    this.palette = palette;
    this.names = draw.shuffled(HOSTILE_NAMES);
    this.maker = new ExpressionMaker(draw, palette, () => this.newName('parameter'));
  }

  get program(): Program {
    for (const [name, type] of this.maker.parameters) {
      const figure = this.maker.figures.get(name);
      this.values[name] ??=
        figure === undefined
          ? seriesOf(this.draw, this.palette.on, type)
          : [{ from: '2000-01-01', value: figure }];
    }
    return { definitions: this.definitions, parameters: { ...this.values }, declaredBlanks: {} };
  }

  private taken = 0;
  private newName(kind: string): string {
    this.taken += 1;
    const hostile = this.draw.chance(0.25) ? this.names.pop() : undefined;
    return hostile ?? (this.draw.chance(0.1) ? `${kind}${this.taken}.outcome` : `${kind}${this.taken}`);
  }

  /** Adds a definition if it is well-typed; its name, if so. */
  add(node: Node, kind = 'definition'): string | undefined {
    const type = typeOf(node, this.maker.names);
    if (type === undefined || type.kind === 'unknown') return undefined;
    const name = this.newName(kind);
    this.definitions.push({ name, node });
    this.maker.definitions.set(name, type);
    return name;
  }

  /** A definition with a form at its root, and comparisons that read it. */
  addForm(turn: number): void {
    const { form: name, kind } = FORMS_IN_TURN[turn % FORMS_IN_TURN.length] as (typeof FORMS_IN_TURN)[number];
    const form = FORMS[name];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      this.maker.startDefinition();
      this.maker.favoured = kind;
      const type = form?.goals(this.maker) as Type;
      const node = form?.make(this.maker, type, this.draw.pick([0, 1, 1, 2]));
      this.maker.favoured = undefined;
      const added = node === undefined ? undefined : this.add(node);
      if (added === undefined) continue;
      this.addReaders(added);
      return;
    }
  }

  /** Truths over a definition that is none, so that its value is compared. */
  private addReaders(name: string): void {
    const type = this.maker.definitions.get(name) as Type;
    const read = definition(name);
    if (this.draw.chance(0.3)) this.add(isUnknown(read), 'blank');
    if (type.kind === 'list') this.addReadersOfList(name, type);
    if (type.kind === 'truth' || type.kind === 'list') return;
    const values = this.sampled(name);
    for (const operator of this.draw.some(
      type.kind === 'code' || type.kind === 'text' ? ['equal'] : COMPARISONS,
      2,
    ) as OperatorName[]) {
      const bound = this.boundAt(this.draw.pick(values), type);
      if (bound !== undefined)
        this.add(apply(operator, this.draw.chance(0.8) ? [read, bound] : [bound, read]), 'rule');
    }
  }

  private addReadersOfList(name: string, type: Extract<Type, { kind: 'list' }>): void {
    const { maker, draw } = this;
    const read = definition(name);
    const written = maker.writtenCode(type.item);
    if (type.item.kind !== 'record')
      this.add(apply('contains', [read, written ?? maker.known(type.item, 0)]), 'rule');
    this.add(
      apply(draw.pick(COMPARISONS), [
        aggregate('count', read, 'counted'),
        type.unit === 'ratio'
          ? maker.parameterOf(numberType('ratio'))
          : numberLiteral(draw.pick(['0', '1', '2'])),
      ]),
      'rule',
    );
    if (type.item.kind === 'truth')
      this.add(aggregate(draw.pick(['some', 'every'] as const), read, 'item1', item('item1')), 'rule');
  }

  /** What a definition comes to in some households. */
  private sampled(name: string): readonly Value[] {
    const { program } = this;
    const nodes = nodesByName(program);
    const made: RandomProgram = {
      program,
      on: this.palette.on,
      palette: this.palette,
      boundaries: [],
      names: this.maker.names,
    };
    return Array.from({ length: 8 }, (_, index) =>
      new Interpreter(
        program,
        nodes,
        drawHousehold(this.draw, made, index < 4 ? 0 : 0.3),
        this.palette.on,
      ).definition(name),
    );
  }

  /** Something of a type that is exactly at an end of a value: a parameter, or a constant. */
  private boundAt(value: Value, type: Type): Node | undefined {
    const end =
      'range' in value
        ? this.draw.chance(0.5)
          ? (value.range.low ?? value.range.high)
          : (value.range.high ?? value.range.low)
        : undefined;
    if (type.kind === 'number') {
      if (end === undefined) return this.maker.leaf(type, 0, false);
      const unit = type.literal === undefined ? type.unit : 'ratio';
      return this.maker.figure(rationalToText(end as Rational), numberType(unit));
    }
    if (type.kind === 'day')
      return end === undefined ? this.maker.leaf(type, 0, false) : dayLiteral(end as string);
    if (type.kind === 'month')
      return end === undefined ? this.maker.leaf(type, 0, false) : monthLiteral(end as string);
    if (value.type === 'text' && this.draw.chance(0.6)) return textLiteral(value.value);
    return this.maker.writtenCode(type);
  }

  /** A rule on a number or day as it is given, against something that does not read it. */
  addBoundary(): void {
    const { draw, maker } = this;
    const numbers = Object.entries(this.palette.scalars).filter(
      ([, { kind }]) => kind === 'number' || kind === 'day',
    );
    const [name] = draw.pick(numbers);
    const type = maker.names.facts.get(name) as Type;
    maker.startDefinition();
    const threshold =
      draw.chance(0.4) && type.kind === 'number'
        ? maker.parameterOf(numberType(type.unit))
        : maker.known(type.kind === 'number' ? numberType(type.unit) : type, 1);
    if (this.factsRead(threshold).has(name)) return;
    const operands = draw.chance(0.7) ? [fact(name), threshold] : [threshold, fact(name)];
    if (this.add(apply(draw.pick(COMPARISONS), operands), 'rule') !== undefined)
      this.boundaries.push({ fact: name, threshold });
  }

  private factsRead(node: Node, into = new Set<string>()): Set<string> {
    for (const each of walk(node)) {
      if (each.kind === 'fact') into.add(each.name);
      if (each.kind === 'definition') {
        const found = this.definitions.find(({ name }) => name === each.name);
        if (found !== undefined) this.factsRead(found.node, into);
      }
    }
    return into;
  }

  /** A rule as packs write them: all, any and not over comparisons of names. */
  addRule(): void {
    const { maker, draw } = this;
    maker.startDefinition();
    const comparison = (): Node => {
      const type = draw.chance(0.5) ? maker.numberType() : maker.scalarType();
      if (type.kind === 'truth')
        return apply('equal', [
          maker.leaf(TRUTH, 0, false),
          maker.constants(TRUTH)[draw.integer(0, 1)] as Node,
        ]);
      const operator = type.kind === 'number' ? draw.pick(COMPARISONS) : 'equal';
      if (type.kind === 'code' && draw.chance(0.3)) {
        const codes = Object.keys(this.palette.codes)[0] as string;
        const held = maker.names.facts.get(codes) as Extract<Type, { kind: 'list' }>;
        return apply('contains', [fact(codes), maker.writtenCode(held.item) as Node]);
      }
      return apply(operator, [
        maker.leaf(type, 0, false),
        (type.kind === 'code' ? maker.writtenCode(type) : undefined) ?? maker.leaf(type, 0, false),
      ]);
    };
    const condition = (depth: number): Node => {
      if (depth === 0 || draw.chance(0.3)) return comparison();
      if (draw.chance(0.2)) return not(condition(depth - 1));
      return draw.pick([all, any])(Array.from({ length: draw.integer(1, 3) }, () => condition(depth - 1)));
    };
    this.add(condition(2), 'rule');
  }

  /**
   * An outcome as stages come to it: one text of several, by truths that may be open; and what is missing for it, under
   * the names that the resolver gives.
   */
  addOutcome(): void {
    const truths = [...this.maker.definitions]
      .filter(([, { kind }]) => kind === 'truth')
      .map(([name]) => definition(name));
    if (truths.length < 3) return;
    const [first, second, third] = this.draw.some(truths, 3) as [Node, Node, Node];
    const needs = this.addNamed('stage.needs.first', any([isUnknown(first), isUnknown(second)]));
    const part = this.addNamed('stage.part.1', all([needs, isUnknown(second)]));
    const lacks = this.addNamed('stage.lacks.third', any([part, all([needs, isUnknown(third)])]));
    const certainly = (node: Node): Node => all([not(isUnknown(node)), node]);
    this.addNamed(
      'stage.missing',
      list([
        { when: certainly(lacks), value: textLiteral('third') },
        { when: certainly(needs), value: textLiteral('first') },
      ]),
    );
    this.addNamed(
      'stage.outcome',
      choose(
        isUnknown(first),
        choose(any([certainly(lacks)]), textLiteral('noStandard'), textLiteral('verify')),
        choose(
          first,
          choose(second, textLiteral('review'), textLiteral('identify')),
          textLiteral('notIdentified'),
        ),
      ),
    );
  }

  private addNamed(name: string, node: Node): Node {
    const type = typeOf(node, this.maker.names) as Type;
    this.definitions.push({ name, node });
    this.maker.definitions.set(name, type);
    return definition(name);
  }
}
