import { CATALOGUE } from '../../facts/catalogue.js';
import type { Fact } from '../../facts/kinds.js';
import { type Node, walk } from '../../language/nodes.js';
import type { Definition, Program } from '../../policy/policy.js';
import { type AnswerPlace, answerOf } from './answer-places.js';
import { type Code, Unsupported } from './code.js';
import { Emitter, isLeaf } from './emitter.js';
import { type Figure, figureOf, figuresMember } from './figures.js';
import { jointLoops } from './joint-loops.js';
import { isListOfMissing, isOfMissing, lateDefinitions, readsLate } from './missing.js';
import { DayParameters } from './parameters.js';
import { LEAVES_OF_A_WORD } from './recorded.js';
import { RUNTIME } from './runtime-text.js';
import { DayExpressions, Numbering, Scope } from './scope.js';
import { loaded, Storage } from './storage.js';

/** What a program needs of a household, and where its answers stand. */
export interface RowLayout {
  /** The facts that the program reads, in the order of a row's keys. */
  readonly facts: readonly { readonly name: string; readonly fact: Fact }[];
  readonly answers: ReadonlyMap<string, AnswerPlace>;
  /**
   * Every distinct leaf of the conditions that needs no item of a list at hand, with gaps; empty where they are not
   * recorded.
   */
  readonly leaves: readonly (Node | undefined)[];
  /** The definitions whose numbers `figures` records, in their order. */
  readonly figures: readonly string[];
  /** Definitions that generated code cannot say, and why: the interpreter answers them. */
  readonly unsupported: ReadonlyMap<string, string>;
}

export interface GeneratedProgram {
  /**
   * A script without imports, ES5, whose value is an object: `day(yyyymmdd)` sets the day, `decide(row)` works out a
   * household and returns whether every number was exact, `missing()` works out what is missing after it; `T` holds
   * truths (3, 0, 2), `O` texts; `figures(F)` puts numbers into `F`, where some were asked for.
   */
  readonly source: string;
  readonly layout: RowLayout;
}

const LINES_OF_A_FUNCTION = 400;

/**
 * A program as JavaScript, made from its checked expressions only: names are generated, texts are escaped literals.
 * What generated code cannot say is listed with all that reads it; the interpreter can.
 */
export function generateJavaScript(program: Program, wanted: GenerateOptions = {}): GeneratedProgram {
  return new Generator(program, wanted).generated();
}

export interface GenerateOptions {
  /** The definitions whose answers are wanted; without it all. What they do not rest on is left out. */
  readonly answers?: Iterable<string>;
  /**
   * Whether the truth of every leaf is recorded: two bits each, sixteen to a number of `W`, in the order of the layout's
   * leaves. From them and the household the reasons can be told without deciding again.
   */
  readonly leaves?: boolean;
  /** Definitions whose numbers are told after a decision by `figures`; those that are no numbers are passed over. */
  readonly figures?: Iterable<string>;
  /** So many lines make a function, 400 if it is not given: engines leave very long ones alone. */
  readonly functionLines?: number;
}

/** What a definition came to in the function that works it out, and its places once something needs them. */
interface Made {
  readonly code: Code;
  readonly lines: string[];
  placed?: Code;
}

class Generator {
  private readonly program: Program;
  private readonly storage = new Storage();
  private readonly made = new Map<string, Made>();
  private readonly facts = new Set<string>();
  private readonly functions: {
    readonly name: string;
    readonly lines: readonly string[];
    readonly end: string;
  }[] = [];
  private readonly wanted: ReadonlySet<string>;
  private readonly isRecording: boolean;
  private readonly figuresWanted: ReadonlySet<string>;
  private readonly functionLines: number;
  private readonly leaves: (Node | undefined)[] = [];
  private readonly recorded = new Set<number>();
  private readonly calls = {
    decide: [] as string[],
    lacks: [] as string[],
    late: [] as string[],
    missing: [] as string[],
  };
  private readonly parameters: DayParameters;
  private readonly unsupported = new Map<string, string>();
  private readonly ofDay = new Scope(undefined);
  private readonly numbering = new Numbering();
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly joined = new Map<number, Made>();
  private readonly dayExpressions: DayExpressions;

  constructor(
    program: Program,
    { answers, leaves = false, figures = [], functionLines = LINES_OF_A_FUNCTION }: GenerateOptions,
  ) {
    this.figuresWanted = new Set(figures);
    this.functionLines = functionLines;
    this.program = program;
    this.isRecording = leaves;
    this.wanted = new Set(answers ?? program.definitions.map(({ name }) => name));
    this.nodes = new Map(program.definitions.map(({ name, node }) => [name, node]));
    this.dayExpressions = new DayExpressions((name) => this.nodes.get(name));
    this.parameters = new DayParameters(program);
  }

  generated(): GeneratedProgram {
    const needed = this.neededDefinitions();
    const definitions = this.program.definitions.filter(({ name }) => needed.has(name));
    const late = lateDefinitions(definitions);
    const isLate = ({ name }: Definition): boolean => late.has(name);
    const inMain = definitions.filter((each) => !isOfMissing(each.name) && !isListOfMissing(each.name));
    this.makeJointLoops(inMain);
    this.makeFunctions(
      inMain.filter((each) => !isLate(each)),
      this.calls.decide,
    );
    this.makeFunctions(
      definitions.filter(({ name }) => isOfMissing(name)),
      this.calls.lacks,
    );
    const guard = this.makeLate(inMain.filter(isLate), late);
    this.makeFunctions(
      definitions.filter(({ name }) => isListOfMissing(name)),
      this.calls.missing,
    );
    const answers = [...this.made].flatMap(([name, made]) =>
      this.wanted.has(name) ? answerOf(name, this.placed(made)) : [],
    );
    const figures = this.figures(late);
    const { T, N, O } = this.storage.lengths;
    const filled = (length: number, value: string): string =>
      `(function () { var i, a = []; for (i = 0; i < ${length}; i += 1) a.push(${value}); return a; }())`;
    const source = `(function () {
'use strict';
${RUNTIME}
var E = 0, W = ${filled(this.leaves.length / LEAVES_OF_A_WORD, '0')}, T = ${filled(T, '0')}, N = ${filled(N, '0.5')}, O = ${filled(O, 'null')}, row = null, told = 0, ofDay = 0;
${this.parameters.seriesLines.join('\n')}
${this.ofDay.lines.map((_, index) => `var d${index};`).join(' ')}
function day(on) {
over = 0; E = on;
var i;
${this.parameters.dayLines.join('\n')}
${this.ofDay.lines.join('\n')}
ofDay = over;
}
${this.functions.map(({ name, lines, end }) => `function ${name}(r) {\n${lines.join('\n')}\n${end}}`).join('\n')}
function lacks(r) {
if (told === 1) return;
told = 1;
${called(this.calls.lacks)}
}
function decide(r) {
over = ofDay; row = r; told = 0;
${called(this.calls.decide)}
${guard}
return over === 0;
}
function missing() {
var r = row;
lacks(r);
${called(this.calls.missing)}
return over === 0;
}
return { day: day, decide: decide, missing: missing, T: T, O: O, W: W${figuresMember(figures)} };
}())`;
    const catalogue = CATALOGUE as Readonly<Record<string, Fact>>;
    return {
      source,
      layout: {
        facts: [...this.facts].sort().map((name) => ({ name, fact: catalogue[name] as Fact })),
        answers: new Map(answers),
        leaves: this.leaves,
        figures: figures.map(({ name }) => name),
        unsupported: this.unsupported,
      },
    };
  }

  /** The numbers that were asked for; a late one may not have been worked out. */
  private figures(late: ReadonlySet<string>): readonly Figure[] {
    return [...this.made].flatMap(([name, made]) =>
      this.figuresWanted.has(name) && !late.has(name) && made.code.kind === 'number'
        ? figureOf(name, this.placed(made))
        : [],
    );
  }

  /** The functions of the late definitions; what is missing is worked out before them where they will read it. */
  private makeLate(definitions: readonly Definition[], late: ReadonlySet<string>): string {
    if (definitions.length === 0) return '';
    const emitter = this.emitter();
    const conditions = definitions.map(({ node }) =>
      orElse('true', () => readsLate(node, late, (each) => emitter.truth(each))),
    );
    const guard = this.addFunction(emitter.top.lines, `return ${conditions.join(' || ')};\n`);
    this.makeFunctions(definitions, this.calls.late);
    const full = `lacks(r); ${this.calls.late.map((name) => `${name}(r);`).join(' ')}`;
    const quick = this.withoutMissing(definitions);
    return quick === undefined
      ? `if (${guard}(r)) lacks(r);\n${called(this.calls.late)}`
      : `if (${guard}(r)) { ${full} } else ${quick}(r);`;
  }

  /** The late definitions where nothing that they read of what is missing matters; undefined if that cannot be said. */
  private withoutMissing(definitions: readonly Definition[]): string | undefined {
    const emitter = this.emitter(true);
    for (const { name, node } of definitions) {
      const made = this.made.get(name);
      if (made === undefined) return undefined;
      const code = orElse(undefined, () => emitter.emit(node));
      if (code === undefined) return undefined;
      this.atHand.set(name, code);
      const place = this.placed(made);
      if (place.kind === 'text' && code.kind === 'text')
        emitter.top.lines.push(`${place.text} = ${code.text};`);
      else if (place.kind === 'truth' && code.kind === 'truth')
        emitter.top.lines.push(`${place.truth} = ${code.truth};`);
      else return undefined;
      if (!/^[TO]\[/.test(place.kind === 'text' ? place.text : place.truth)) return undefined;
    }
    return this.addFunction(emitter.top.lines);
  }

  /** Records the leaves of a function that no other has recorded: two bits each, from a number of their own on. */
  private record(emitter: Emitter): void {
    if (!this.isRecording) return;
    const fresh = [...emitter.leaves].filter(([number]) => !this.recorded.has(number));
    for (let from = 0; from < fresh.length; from += LEAVES_OF_A_WORD) {
      const some = fresh.slice(from, from + LEAVES_OF_A_WORD);
      const bits = some.map(([, { truth }], index) => (index === 0 ? truth : `${truth} << ${2 * index}`));
      emitter.top.lines.push(`W[${this.leaves.length / LEAVES_OF_A_WORD}] = ${bits.join(' | ')};`);
      for (const [number, { node }] of some) {
        this.recorded.add(number);
        this.leaves.push(node);
      }
      while (this.leaves.length % LEAVES_OF_A_WORD !== 0) this.leaves.push(undefined);
    }
  }

  private addFunction(lines: readonly string[], end = ''): string {
    const name = `f${this.functions.length}`;
    this.functions.push({ name, lines, end });
    return name;
  }

  /** Where a value stands for other functions. */
  private placed(made: Made): Code {
    made.placed ??= this.storage.kept(made.code, made.lines);
    return made.placed;
  }

  /** The wanted definitions and all that they rest on. */
  private neededDefinitions(): ReadonlySet<string> {
    const needed = new Set<string>();
    for (const { name, node } of [...this.program.definitions].reverse()) {
      if (!needed.has(name) && !this.wanted.has(name)) continue;
      needed.add(name);
      for (const each of walk(node)) if (each.kind === 'definition') needed.add(each.name);
    }
    return needed;
  }

  /** A function for each list of a household: one loop for all that goes through it. */
  private makeJointLoops(definitions: readonly Definition[]): void {
    const loops = jointLoops(
      definitions.map(({ node }) => node),
      (name) => this.nodes.get(name),
      this.dayExpressions,
    );
    for (const [fact, all] of loops) {
      const nodes = [...new Map(all.map((node) => [this.numbering.of(node), node])).values()];
      const emitter = this.emitter();
      const list = emitter.emit({ kind: 'fact', name: fact });
      if (list.kind !== 'rows') continue;
      const codes = emitter.lists.joined(fact, list, nodes);
      const { lines } = emitter.top;
      for (const [index, code] of codes.entries()) {
        if (code instanceof Unsupported) continue;
        const node = nodes[index] as Node;
        const number = this.numbering.of(node);
        this.joined.set(number, { code, lines });
        if (code.kind === 'truth' && isLeaf(node)) emitter.leaves.set(number, { node, truth: code.truth });
      }
      this.record(emitter);
      this.calls.decide.push(this.addFunction(lines));
    }
  }

  /** Functions that work out definitions in their order, each of a bearable length. */
  private makeFunctions(definitions: readonly Definition[], calls: string[]): void {
    let emitter = this.emitter();
    const finish = (): void => {
      // What is missing is no condition of a rule.
      if (calls === this.calls.decide) this.record(emitter);
      // Lines are added to it still, where another function needs a value.
      calls.push(this.addFunction(emitter.top.lines));
      emitter = this.emitter();
    };
    for (const { name, node } of definitions) {
      try {
        const code = emitter.emit(node);
        this.atHand.set(name, code);
        this.made.set(name, { code, lines: emitter.top.lines });
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        this.unsupported.set(name, error.message);
      }
      if (emitter.top.lines.length > this.functionLines) finish();
    }
    finish();
  }

  /** The definitions of the function being made, in its variables. */
  private readonly atHand = new Map<string, Code>();

  private emitter(isWithoutMissing = false): Emitter {
    this.atHand.clear();
    const places = new Map<string, string>();
    const load = (place: string): string => {
      const known = places.get(place);
      if (known !== undefined) return known;
      const variable = emitter.keepIn(emitter.top)(place);
      places.set(place, variable);
      return variable;
    };
    const emitter: Emitter = new Emitter(
      {
        numbering: this.numbering,
        nodeOf: (name) => this.nodes.get(name),
        dayExpressions: this.dayExpressions,
        joined: (number) => {
          const code = this.joined.get(number);
          return code === undefined ? undefined : loaded(this.placed(code), load);
        },
        definition: (name) => {
          const near = this.atHand.get(name);
          if (near !== undefined) return near;
          if (isWithoutMissing && isOfMissing(name)) return { kind: 'unknown' };
          const made = this.made.get(name);
          if (made === undefined) throw new Unsupported(`what reads ${name}`);
          const code = loaded(this.placed(made), load);
          this.atHand.set(name, code);
          return code;
        },
        parameter: (name) => this.parameters.of(name)?.code ?? { kind: 'unknown' },
        series: (name) =>
          this.parameters.of(name) ?? { series: '[]', blank: 'NO', of: () => ({ kind: 'unknown' }) },
        readsFact: (name) => this.facts.add(name),
      },
      this.ofDay,
    );
    return emitter;
  }
}

/** What is made, or something else where that cannot be said. */
function orElse<Made, Other>(other: Other, make: () => Made): Made | Other {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unsupported) return other;
    throw error;
  }
}

const called = (names: readonly string[]): string => names.map((name) => `${name}(r);`).join('\n');
