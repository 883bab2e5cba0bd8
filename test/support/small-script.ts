import { transformSync } from 'esbuild';
import ts from 'typescript';
import { PUBLIC_FUNCTIONS } from '../../src/sheets/public-functions.js';
import { withLooseEquality } from './loose-equality.js';
import { OWN, withOwnProperties } from './own-properties.js';
import { loweredScript, portableParts } from './portable-text.js';
import { ownPropertyNames, portableProgram } from './property-names.js';
import {
  ADDED_NAMES,
  LANGUAGE_NAMES,
  rewriting,
  withIncrements,
  withJoinedVariables,
  withLanguageNames,
  withoutWriter,
  withReturnedChoices,
  withShortTruths,
  withSums,
} from './small-syntax.js';

/** The portable part as small bundles have it. */
export interface SmallScript {
  /** All of a bundle; `PACKED_TEXT`, `PACKED_LENGTH` and `PACKED_SUM` stand for the data. */
  readonly code: string;
  /** Texts of the code that stand among the data, which are packed. */
  readonly texts: readonly string[];
  /** What the properties of the data are called in the code. */
  readonly names: Readonly<Record<string, string>>;
}

/** What unpacks the data. It comes first, and has its texts in itself. */
const UNPACKER = new Set(['lists.ts', 'text-number.ts', 'text-sum.ts', 'text-model.ts', 'packed-data.ts']);
/** Shorter texts of ASCII are shorter where they are. */
const SHORTEST_MOVED = 12;
const SHORTEST_PATTERN = 22;
const LONGEST_LINE = 3_000;

/** Takes the long and the Chinese texts out of the code, the most frequent first. */
class MovedTexts {
  readonly #counts = new Map<string, number>();
  readonly #places = new Map<string, number>();

  get texts(): readonly string[] {
    return [...this.#places.keys()];
  }

  readonly count = rewriting((node) => {
    const text = movable(node);
    if (text !== undefined) this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
    return node;
  });

  readonly move = rewriting((node) => {
    const text = movable(node);
    if (text === undefined) return node;
    if (this.#places.size === 0)
      for (const [each] of [...this.#counts].sort(([, one], [, other]) => other - one))
        this.#places.set(each, this.#places.size);
    const place = this.#places.get(text);
    if (place === undefined) throw new Error(`${text} was not counted.`);
    const { factory } = ts;
    const moved = factory.createElementAccessExpression(factory.createIdentifier('movedTexts'), place);
    if (!ts.isRegularExpressionLiteral(node)) return moved;
    const flags = /[a-z]*$/.exec(node.text)?.[0] ?? '';
    const given = flags === '' ? [moved] : [moved, factory.createStringLiteral(flags)];
    return factory.createCallExpression(factory.createIdentifier('RegExp'), undefined, given);
  });
}

/** The text that is taken out in the place of a node. */
function movable(node: ts.Node): string | undefined {
  if (ts.isRegularExpressionLiteral(node)) return movablePattern(node.text);
  if (!ts.isStringLiteral(node) || node.text.includes('\n')) return undefined;
  const isChinese = /[^\x20-\x7e]/.test(node.text);
  return isChinese || node.text.length >= SHORTEST_MOVED ? node.text : undefined;
}

/** The pattern of a regular expression that is long or in Chinese, with its characters themselves. */
function movablePattern(text: string): string | undefined {
  const pattern = text
    .slice(1, text.lastIndexOf('/'))
    .replace(/\\u([0-9a-f]{4})/g, (escaped, code: string) =>
      Number.parseInt(code, 16) < 0x100 ? escaped : String.fromCharCode(Number.parseInt(code, 16)),
    );
  return /[^\x20-\x7e]/.test(pattern) || pattern.length >= SHORTEST_PATTERN ? pattern : undefined;
}

/** The code with the data in its middle: behind what unpacks them, before what is made from them. */
function wholeScript(program: ts.Program): { readonly script: string; readonly texts: readonly string[] } {
  const parts = portableParts((file) => withLooseEquality(program, file));
  const textOf = (isUnpacker: boolean): string =>
    parts
      .filter(({ file }) => UNPACKER.has(file) === isUnpacker)
      .map(({ text }) => text)
      .join('\n');
  const moved = new MovedTexts();
  const shorter = [withIncrements, withLanguageNames, withReturnedChoices];
  const rest = textOf(false);
  const [clash] = ADDED_NAMES.exec(rest + textOf(true)) ?? [];
  if (clash !== undefined) throw new Error(`The code has a ${clash} of its own.`);
  loweredScript(rest, [withSums, moved.count]);
  const unpacker = loweredScript(textOf(true), [withoutWriter, ...shorter]);
  const code = loweredScript(rest, [withSums, moved.move, ...shorter]);
  const script = `var Dixian = (function () {
${LANGUAGE_NAMES}
${unpacker}
var packedPolicy = unpackedData(modelledText(PACKED_TEXT, PACKED_LENGTH), PACKED_SUM);
var movedTexts = packedPolicy.texts;
${code}
${PUBLIC_FUNCTIONS.replace('(policy)', '(packedPolicy)')}
})();`;
  return { script: loweredScript(script, [withJoinedVariables]), texts: moved.texts };
}

/**
 * The same as the other scripts, in fewer characters: short names, texts among the packed data, and what small-syntax does.
 */
export function smallScript(): SmallScript {
  const program = withOwnProperties(portableProgram());
  const { script, texts } = wholeScript(program);
  const own = ownPropertyNames(program);
  const called = new Set(PUBLIC_FUNCTIONS.match(/\w+(?=: function)/g));
  const free = own.filter(({ name, isFree }) => isFree && !called.has(name)).map(({ name }) => name);
  const { code, mangleCache = {} } = transformSync(script, {
    minifyIdentifiers: true,
    minifyWhitespace: true,
    minifySyntax: false,
    charset: 'ascii',
    target: 'es5',
    mangleProps: new RegExp(`^(?:${free.join('|')})$`),
    mangleCache: {},
  });
  // Of two of one name, the data have the own one.
  const sorted = [...own].sort((one, other) => one.name.length - other.name.length);
  const names = Object.fromEntries(
    sorted.map(({ name }) => [name.replace(OWN, ''), String(mangleCache[name] ?? name)]),
  );
  const tree = ts.createSourceFile('small.js', withShortTruths(code), ts.ScriptTarget.ES5, true);
  const lines = tree.statements.flatMap((statement) => {
    const inner = bodyOf(statement);
    return inner === undefined ? [statement.getText()] : inLines(statement, inner);
  });
  return { code: lines.join('\n'), texts, names };
}

/** The statements of the function that holds all of the script. */
function bodyOf(statement: ts.Statement): readonly ts.Statement[] | undefined {
  let found: readonly ts.Statement[] | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionExpression(node)) found ??= node.body.statements;
    else ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

/** A function a line, or, where that is too long, a statement of it a line. */
function inLines(around: ts.Node, statements: readonly ts.Statement[]): readonly string[] {
  const text = around.getText();
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return [text];
  const start = around.getStart();
  return [
    text.slice(0, first.getStart() - start),
    ...statements.flatMap((statement) => {
      const isLong = statement.getText().length > LONGEST_LINE && ts.isFunctionDeclaration(statement);
      return isLong ? inLines(statement, statement.body?.statements ?? []) : [statement.getText()];
    }),
    text.slice(last.end - start),
  ];
}
