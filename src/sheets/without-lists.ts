import type { ProgramData } from './portable/program-form.js';
import { demandItems } from './portable/program-missing.js';
import { OPERATIONS } from './portable/program-operations.js';

/** An expression of a program: its word, and its parts. */
interface Tree {
  readonly word: string;
  readonly name: string;
  readonly parts: readonly Tree[];
}

/** What stands behind a name in a word: `f12`, `some3`, `#100`. */
const nameOf = (word: string): string => (word.startsWith('#') ? '#' : (/^[^\d]*/.exec(word)?.[0] ?? ''));
const placeOf = (word: string): number => Number(word.slice(nameOf(word).length));

function readTree(words: readonly string[], from: number): { readonly tree: Tree; readonly next: number } {
  const word = words[from] as string;
  const name = nameOf(word);
  const operation = OPERATIONS[name];
  if (operation === undefined) throw new RangeError(`${word} is no operation.`);
  const count = operation.parts < 0 ? placeOf(word) : operation.parts;
  const parts: Tree[] = [];
  let next = from + 1;
  while (parts.length < count) {
    const read = readTree(words, next);
    parts.push(read.tree);
    next = read.next;
  }
  return { tree: { word, name, parts }, next };
}

const textOf = ({ word, parts }: Tree): string => [word, ...parts.map(textOf)].join(' ');

/** Never open, and never missing. */
const CONSTANTS: ReadonlySet<string> = new Set(['x', '#', '@', 'T', 'F', 'U', 'E']);
/** Not known where none of their parts is, and then missing what their parts miss. */
const OPEN_WITH_PARTS: ReadonlySet<string> = new Set(
  'over ! & | choose first = < > <= >= + - * / has'.split(' '),
);

/**
 * A sheet gives no list of records, so what is made of one is never known, whatever its condition is: the list is what is
 * missing. This writes the list in its place. Where a condition reads a fact of the household it stays: one that cannot be
 * used counts even there.
 */
class ListRemover {
  readonly #lines: readonly { readonly isOfItem: boolean; readonly tree: Tree }[];
  readonly #isList: (place: number) => boolean;
  readonly #unknown = new Map<number, ReadonlySet<string> | undefined>();

  constructor({ nodes, facts, blanks }: ProgramData) {
    const withMeaning = new Set(blanks.map((line) => Number(line.split(' ')[0])));
    this.#isList = (place) => facts[place]?.startsWith('l ') === true && !withMeaning.has(place);
    this.#lines = nodes.map((line) => ({
      isOfItem: line.startsWith('~'),
      tree: readTree(line.replace(/^~/, '').split(' '), 0).tree,
    }));
  }

  lines(): readonly string[] {
    return this.#lines.map(({ isOfItem, tree }) => (isOfItem ? '~' : '') + textOf(this.#shorter(tree)));
  }

  #shorter(tree: Tree): Tree {
    const lists = this.#unknownBy(tree);
    if (lists === undefined) return { ...tree, parts: tree.parts.map((part) => this.#shorter(part)) };
    const leaves = [...lists].map((word) => ({ word, name: nameOf(word), parts: [] }));
    if (leaves.length === 1) return leaves[0] as Tree;
    return leaves.length === 0
      ? { word: 'U', name: 'U', parts: [] }
      : { word: `first${leaves.length}`, name: 'first', parts: leaves };
  }

  /** The lists that are missing where an expression is never known for want of lists, and of nothing else. */
  #unknownBy({ word, name, parts }: Tree): ReadonlySet<string> | undefined {
    if (name === 'f') return this.#isList(placeOf(word)) ? new Set([word]) : undefined;
    if (name === 'd' || name === 's') return this.#unknownLine(placeOf(word));
    if (OPERATIONS[name]?.demand === demandItems) {
      const [list, condition] = parts as [Tree, Tree];
      return this.#readsNoFact(condition) ? this.#unknownBy(list) : undefined;
    }
    if (!OPEN_WITH_PARTS.has(name) || parts.length === 0) return undefined;
    const all = new Set<string>();
    let isOpen = false;
    for (const part of parts) {
      const lists = this.#unknownBy(part);
      if (lists === undefined && !this.#mayStandBeside(name, part)) return undefined;
      if (lists !== undefined) isOpen = true;
      for (const list of lists ?? []) all.add(list);
    }
    return isOpen ? all : undefined;
  }

  /** Of `&`, `|` and alternatives a part that is known may decide; of the others it leaves them open. */
  #mayStandBeside(name: string, part: Tree): boolean {
    if (part.name === 'U') return true;
    return !['&', '|', 'first', 'choose'].includes(name) && CONSTANTS.has(part.name);
  }

  #unknownLine(place: number): ReadonlySet<string> | undefined {
    if (!this.#unknown.has(place)) {
      const line = this.#lines[place];
      // A line that comes back to itself is none that this can tell.
      this.#unknown.set(place, undefined);
      if (line !== undefined && !line.isOfItem) this.#unknown.set(place, this.#unknownBy(line.tree));
    }
    return this.#unknown.get(place);
  }

  #readsNoFact({ word, name, parts }: Tree): boolean {
    if (name === 'f' || name === 'k') return false;
    if (name === 'd' || name === 's')
      return this.#readsNoFact((this.#lines[placeOf(word)] as { tree: Tree }).tree);
    return parts.every((part) => this.#readsNoFact(part));
  }
}

/** The words of lines that are parts of expressions or speak of them. */
const wordsOf = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.replace(/^~/, '').split(' '));

/** The same program without the lines, texts and parameters that nothing speaks of any more. Places stay as they are. */
function withoutUnread(program: ProgramData, asked: ReadonlySet<string>): ProgramData {
  const { nodes, reasons, roots, blanks, names } = program;
  const started = [
    ...wordsOf([...reasons.waysIn, ...reasons.redFlags, ...reasons.criteria, ...roots, ...blanks]),
    ...[...names.split(' '), ...asked].map((word) => `d${word}`),
  ];
  const read = new Set<number>();
  const words = [...started];
  for (let at = 0; at < words.length; at += 1) {
    const [, place] = /^[ds](\d+)$/.exec(words[at] as string) ?? [];
    if (place === undefined || read.has(Number(place))) continue;
    read.add(Number(place));
    words.push(...wordsOf([nodes[Number(place)] ?? '']));
  }
  const placesIn = (all: readonly string[], pattern: RegExp): ReadonlySet<number> =>
    new Set(all.flatMap((word) => [...word.matchAll(pattern)].map(([, place]) => Number(place))));
  const told = wordsOf([...reasons.waysIn, ...reasons.redFlags, ...reasons.criteria]);
  // Of reasons any number may be that of a text.
  const texts = new Set([
    ...placesIn(words, /^x(\d+)$/g),
    ...placesIn(words, /^k\d+\.(\d+)$/g),
    ...placesIn(told, /(\d+)/g),
  ]);
  const fields = placesIn(words, /^i\d+\.(\d+)$/g);
  const parameters = placesIn(words, /^[pP](\d+)$/g);
  return {
    ...program,
    nodes: nodes.map((line, place) => (read.has(place) ? line : 'U')),
    texts: program.texts.map((text, place) => (texts.has(place) ? text : '')),
    fields: program.fields.map((field, place) => (fields.has(place) ? field : '')),
    parameters: program.parameters.map((line, place) => (parameters.has(place) ? line : '')),
  };
}

/** The operations that a program has, by name. */
export function operationsIn({ nodes, roots, blanks, reasons }: ProgramData): ReadonlySet<string> {
  const lines = [...nodes, ...roots, ...blanks, ...reasons.waysIn, ...reasons.redFlags, ...reasons.criteria];
  return new Set(['over', ...wordsOf(lines).map(nameOf)]);
}

/**
 * The same program for sheets, which give no lists of records.
 * @param asked places of definitions that are asked for beside those that the program names.
 */
export function withoutLists(program: ProgramData, asked: ReadonlySet<string> = new Set()): ProgramData {
  return withoutUnread({ ...program, nodes: [...new ListRemover(program).lines()] }, asked);
}
