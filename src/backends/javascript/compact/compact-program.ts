import { CATALOGUE } from '../../../facts/catalogue.js';
import type { Fact } from '../../../facts/kinds.js';
import { all, definition, isUnknown, type Node, walk } from '../../../language/nodes.js';
import type { Program } from '../../../policy/policy.js';
import { Unsupported } from '../code.js';
import { freeBindings } from '../scope.js';
import { ExpressionTexts } from './expression-text.js';
import { DEMANDS, type DemandRoot, demandRoots, isLoweredFor } from './lacks.js';
import { blankText, factText } from './tables.js';

/** A program as lines of words, for the evaluator in src/sheets/portable/program.ts. */
export interface CompactProgram {
  readonly facts: readonly string[];
  readonly fields: readonly string[];
  readonly blanks: readonly string[];
  readonly parameters: readonly string[];
  readonly texts: readonly string[];
  readonly nodes: readonly string[];
  /** How many of the nodes are definitions; the others are what several of them share. */
  readonly definitions: number;
  /** Names that can be asked for, each with its place. */
  readonly names: string;
  readonly roots: readonly string[];
  /** What was asked for beside the definitions, in the order of `also`; undefined where it cannot be said. */
  readonly also: readonly (string | undefined)[];
  /** The facts that are read, by name. */
  readonly factNames: readonly string[];
  /** Wanted definitions and searches of what is missing that this form cannot say, and why. */
  readonly unsupported: ReadonlyMap<string, string>;
}

export interface CompactOptions {
  /** The definitions whose answers are wanted; without it all that no search of what is missing stands for. */
  readonly answers?: Iterable<string>;
  /** Further expressions that are wanted, whose items are all bound. */
  readonly also?: readonly Node[];
  /** Texts of the caller, put into the table of texts beside the codes. */
  readonly texts?: Iterable<string>;
}

/**
 * A program in a form that is small rather than fast: an expression is its words in prefix notation, what several
 * expressions share stands once, and what is missing is searched by the evaluator instead of being lowered.
 * Texts and names of packs are told by their places only.
 */
export function compactProgram(program: Program, options: CompactOptions = {}): CompactProgram {
  return new Compacter(program, options).made();
}

class Compacter {
  private readonly program: Program;
  private readonly options: CompactOptions;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly unsupported = new Map<string, string>();
  /** From where what is missing is searched, of each prefix of which it is. */
  private readonly roots = new Map<string, readonly DemandRoot[]>();
  private readonly places = new Map<string, number>();
  private readonly texts: ExpressionTexts;

  constructor(program: Program, options: CompactOptions) {
    this.program = program;
    this.options = options;
    this.nodes = new Map(program.definitions.map(({ name, node }) => [name, node]));
    for (const prefix of DEMANDS) {
      const roots = demandRoots(program, prefix);
      if (roots !== undefined) this.roots.set(prefix, roots);
    }
    this.texts = new ExpressionTexts(program, new Set(this.roots.keys()), (name) => {
      const place = this.places.get(name);
      if (place === undefined) throw new Unsupported(`what reads ${name}`);
      return place;
    });
  }

  made(): CompactProgram {
    const { texts, program } = this;
    const wanted = [...(this.options.answers ?? program.definitions.map(({ name }) => name))].filter(
      (name) => this.nodes.has(name) && !this.isSearched(name),
    );
    const also = this.options.also ?? [];
    const reached = this.reached(wanted, also);
    const definitions = program.definitions.filter(({ name }) => reached.has(name));
    const roots = DEMANDS.map((prefix) => this.rootNodes(prefix, reached));
    for (const node of [...definitions.map((each) => each.node), ...also, ...roots.flat()]) texts.count(node);
    const lines = definitions.flatMap(({ name, node }) => {
      const line = this.attempt(name, () => {
        if (freeBindings(node).length > 0) throw new Unsupported('an item without its list');
        return texts.written(node);
      });
      if (line === undefined) return [];
      this.places.set(name, this.places.size);
      return [line];
    });
    const alsoLines = also.map((node) => this.attempt(undefined, () => texts.of(node)));
    // A search that leaves anything out would look whole.
    const searches = DEMANDS.map((prefix) => `${prefix}.missing`);
    const rootLines = roots.map(
      (nodes, of) => this.attempt(searches[of], () => nodes.map((node) => texts.of(node)).join(' ')) ?? '',
    );
    const blanks = this.blanks();
    for (const text of this.options.texts ?? []) texts.texts.of(text);
    return {
      facts: texts.facts.entries,
      fields: texts.fields.entries,
      blanks,
      parameters: texts.parameters.entries,
      texts: texts.texts.entries,
      nodes: [...lines, ...texts.sharedLines].map((line) => shifted(line, lines.length)),
      definitions: lines.length,
      names: wanted.flatMap((name) => this.placeWords(name)).join(' '),
      roots: rootLines.map((line) => shifted(line, lines.length)),
      also: alsoLines.map((line) => (line === undefined ? undefined : shifted(line, lines.length))),
      factNames: texts.facts.entries.map((entry) => entry.slice(entry.indexOf(' ') + 1)),
      unsupported: new Map(
        [...this.unsupported].filter(([name]) => wanted.includes(name) || searches.includes(name)),
      ),
    };
  }

  private placeWords(name: string): string[] {
    const place = this.places.get(name);
    return place === undefined ? [] : [name, String(place)];
  }

  /** A definition that the search of what is missing stands for. */
  private isSearched(name: string): boolean {
    return [...this.roots.keys()].some(
      (prefix) => isLoweredFor(name, prefix) || name === `${prefix}.missing`,
    );
  }

  private attempt<Made>(name: string | undefined, make: () => Made): Made | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      if (name !== undefined) this.unsupported.set(name, error.message);
      return undefined;
    }
  }

  private rootNodes(prefix: string, reached: ReadonlySet<string>): readonly Node[] {
    return (this.roots.get(prefix) ?? []).flatMap(({ name, when }) =>
      reached.has(name) ? [definition(name), all([...when, isUnknown(definition(name))])] : [],
    );
  }

  /** The definitions that others rest on, the roots of what is missing included. */
  private reached(wanted: readonly string[], also: readonly Node[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const open: Node[] = [...also];
    const enter = (name: string): void => {
      const node = this.nodes.get(name);
      if (node === undefined || reached.has(name) || this.isSearched(name)) return;
      reached.add(name);
      open.push(node);
    };
    for (const name of wanted) enter(name);
    for (const roots of this.roots.values())
      for (const { name, when } of roots) {
        enter(name);
        open.push(...when);
      }
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const each of walk(node)) if (each.kind === 'definition') enter(each.name);
    return reached;
  }

  /** What a pack declares that blanks mean, of the facts that are read. */
  private blanks(): string[] {
    const { declaredBlanks } = this.program;
    return Object.keys(declaredBlanks).flatMap((name) => {
      if (!Object.hasOwn(CATALOGUE, name)) return [];
      const fact = (CATALOGUE as Readonly<Record<string, Fact>>)[name] as Fact;
      const place = this.texts.facts.entries.indexOf(factText(name, fact));
      const value = declaredBlanks[name] as boolean | number | string;
      return place < 0 ? [] : [`${place} ${blankText(fact, value, this.texts.texts)}`];
    });
  }
}

/** The places of shared expressions stand behind those of the definitions. */
const shifted = (line: string, by: number): string =>
  line.replace(
    /(^|[ ~])s(\d+)(?= |$)/g,
    (_, before: string, place: string) => `${before}s${Number(place) + by}`,
  );
