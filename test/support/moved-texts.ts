import ts from 'typescript';
import { rewriting } from './small-syntax.js';

const { factory } = ts;

/** Shorter texts of ASCII are shorter where they are. */
const SHORTEST = 11;

/** Where the code finds what was taken out of it. */
export const MOVED = `var movedTexts = packedParts[1], movedPatterns = packedParts[2];
for (var place = 0; place < movedPatterns.length; place++) movedPatterns[place] = RegExp(movedPatterns[place]);`;

/** Texts in the order of their places. */
class Places {
  readonly #counts = new Map<string, number>();
  readonly #places = new Map<string, number>();

  get texts(): readonly string[] {
    return [...this.#places.keys()];
  }

  count(text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  /** The most frequent first. */
  of(text: string): number {
    if (this.#places.size === 0)
      for (const [each] of [...this.#counts].sort(([, one], [, other]) => other - one))
        this.#places.set(each, this.#places.size);
    const place = this.#places.get(text);
    if (place === undefined) throw new Error(`${text} was not counted.`);
    return place;
  }
}

/**
 * Takes the long and the Chinese texts out of the code, and the regular expressions: those all, since the engine of
 * LibreOffice cannot read a statement that begins with one. First `count`, then `move`.
 */
export class MovedTexts {
  readonly #texts = new Places();
  readonly #patterns = new Places();
  /** Names of regular expressions, which then stand where the names do. */
  readonly #named = new Map<string, string>();

  get texts(): readonly string[] {
    return this.#texts.texts;
  }

  get patterns(): readonly string[] {
    return this.#patterns.texts;
  }

  readonly count = rewriting((node) => {
    if (ts.isVariableDeclaration(node)) this.#name(node);
    const [text, pattern] = [movedText(node), movedPattern(node)];
    if (text !== undefined) this.#texts.count(text);
    if (pattern !== undefined) this.#patterns.count(pattern);
    return node;
  });

  readonly move = rewriting((node) => {
    if (ts.isVariableStatement(node)) return this.#withoutNamed(node);
    const named = ts.isIdentifier(node) ? this.#named.get(node.text) : undefined;
    const [text, pattern] = [movedText(node), named ?? movedPattern(node)];
    if (pattern !== undefined) return moved('movedPatterns', this.#patterns.of(pattern));
    if (text === undefined) return node;
    const place = moved('movedTexts', this.#texts.of(text));
    if (!ts.isRegularExpressionLiteral(node)) return place;
    return factory.createCallExpression(factory.createIdentifier('RegExp'), undefined, [
      place,
      factory.createStringLiteral(flagsOf(node)),
    ]);
  });

  #name({ name, initializer }: ts.VariableDeclaration): void {
    const pattern = initializer === undefined ? undefined : movedPattern(initializer);
    if (pattern === undefined || !ts.isIdentifier(name)) return;
    if (this.#named.has(name.text)) throw new Error(`Two regular expressions are called ${name.text}.`);
    this.#named.set(name.text, pattern);
  }

  /** The names are gone from their declarations as well: what is left of these is `movedPatterns[1] = movedPatterns[1]`. */
  #withoutNamed(node: ts.VariableStatement): ts.Node {
    const { declarations } = node.declarationList;
    return declarations.every(({ name }) => ts.isElementAccessExpression(name))
      ? factory.createNotEmittedStatement(node)
      : node;
  }
}

const moved = (list: string, place: number): ts.Expression =>
  factory.createElementAccessExpression(factory.createIdentifier(list), place);

const flagsOf = (node: ts.RegularExpressionLiteral): string => /[a-z]*$/.exec(node.text)?.[0] ?? '';

/** The text that is taken out in the place of a node: of regular expressions, of those with flags. */
function movedText(node: ts.Node): string | undefined {
  if (ts.isRegularExpressionLiteral(node)) {
    const pattern = patternOf(node);
    return flagsOf(node) !== '' && isMoved(pattern, 22) ? pattern : undefined;
  }
  if (!ts.isStringLiteral(node) || node.text.includes('\n')) return undefined;
  return isMoved(node.text, SHORTEST) ? node.text : undefined;
}

const isMoved = (text: string, shortest: number): boolean =>
  /[^\x20-\x7e]/.test(text) || text.length >= shortest;

/** A regular expression without flags: one with `g` goes on from where it was, so it is one by itself wherever it stands. */
const movedPattern = (node: ts.Node): string | undefined =>
  ts.isRegularExpressionLiteral(node) && flagsOf(node) === '' ? patternOf(node) : undefined;

/** The pattern of a regular expression with its characters themselves. */
const patternOf = ({ text }: ts.RegularExpressionLiteral): string =>
  text
    .slice(1, text.lastIndexOf('/'))
    .replace(/\\u([0-9a-f]{4})/g, (escaped, code: string) =>
      Number.parseInt(code, 16) < 0x100 ? escaped : String.fromCharCode(Number.parseInt(code, 16)),
    );
