import { transformSync } from 'esbuild';
import ts from 'typescript';
import { PUBLIC_FUNCTIONS } from '../../src/sheets/public-functions.js';
import { compiledScript } from './closure-compiler.js';
import { withLooseEquality } from './loose-equality.js';
import { MOVED, MovedTexts } from './moved-texts.js';
import { OWN, withOwnProperties } from './own-properties.js';
import { loweredScript, portableParts } from './portable-text.js';
import { ownPropertyNames, portableProgram } from './property-names.js';
import { shortPropertyNames } from './short-properties.js';
import {
  ADDED_NAMES,
  LANGUAGE_NAMES,
  withIncrements,
  withLanguageNames,
  withoutWriter,
  withSums,
} from './small-syntax.js';

/** The portable part as small bundles have it. */
export interface SmallScript {
  /** All of a bundle, a statement each; `PACKED_TEXT`, `PACKED_LENGTH` and `PACKED_SUM` stand for the data. */
  readonly pieces: readonly string[];
  /** Texts of the code that stand among the data, which are packed. */
  readonly texts: readonly string[];
  /** The regular expressions of the code that stand there too. */
  readonly patterns: readonly string[];
  /** What the properties of the data are called in the code. */
  readonly names: Readonly<Record<string, string>>;
}

/** What unpacks the data. It comes first, and has its texts in itself. */
const UNPACKER = new Set(['lists.ts', 'text-number.ts', 'text-sum.ts', 'text-model.ts', 'packed-data.ts']);
/** Words of two letters that are no names in the JavaScript of 1999. */
const RESERVED = ['do', 'if', 'in'];
const LONGEST_LINE = 2_500;

/** The code with the data in its middle: behind what unpacks them, before what is made from them. */
function wholeScript(
  program: ts.Program,
): Omit<SmallScript, 'pieces' | 'names'> & { readonly script: string } {
  const parts = portableParts((file) => withLooseEquality(program, file));
  const textOf = (isUnpacker: boolean): string =>
    parts
      .filter(({ file }) => UNPACKER.has(file) === isUnpacker)
      .map(({ text }) => text)
      .join('\n');
  const moved = new MovedTexts();
  const shorter = [withIncrements, withLanguageNames];
  const rest = textOf(false);
  const [clash] = ADDED_NAMES.exec(rest + textOf(true)) ?? [];
  if (clash !== undefined) throw new Error(`The code has a ${clash} of its own.`);
  loweredScript(rest, [withSums, moved.count]);
  const unpacker = loweredScript(textOf(true), [withSums, withoutWriter, ...shorter]);
  const code = loweredScript(rest, [withSums, moved.move, ...shorter]);
  const script = `var Dixian = (function () {
${LANGUAGE_NAMES}
${unpacker}
var packedParts = unpackedData(modelledText(PACKED_TEXT, PACKED_LENGTH), PACKED_SUM);
${MOVED}
${code}
${PUBLIC_FUNCTIONS.replace('(policy)', '(packedParts[0])')}
})();`;
  return { script, texts: moved.texts, patterns: moved.patterns };
}

/**
 * What unpacks has to stay a function by itself: the quick form leaves it out. And so has what returns from within a loop:
 * put in where it is called it would leave a block by its label, which the engine of LibreOffice cannot.
 */
function withFunctionsApart(script: string): string {
  const tree = ts.createSourceFile('whole.js', script, ts.ScriptTarget.ES5, true);
  const starts: number[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isFunctionDeclaration(node)) return;
    if (node.name?.text === 'modelledText' || returnsFromLoop(node)) starts.push(node.getStart());
  };
  visit(tree);
  return starts
    .sort((one, other) => other - one)
    .reduce((text, start) => `${text.slice(0, start)}/** @noinline */${text.slice(start)}`, script);
}

function returnsFromLoop(node: ts.Node, isInLoop = false): boolean {
  if (ts.isReturnStatement(node)) return isInLoop;
  const isLoop = ts.isIterationStatement(node, false);
  return (
    ts.forEachChild(
      node,
      (child) => !ts.isFunctionLike(child) && returnsFromLoop(child, isInLoop || isLoop),
    ) ?? false
  );
}

/**
 * The same as the other scripts, in fewer characters: texts among the packed data, short names of properties, what
 * small-syntax does, and what the Closure Compiler makes of it.
 */
export function smallScript(): SmallScript {
  const program = withOwnProperties(portableProgram());
  const { script, texts, patterns } = wholeScript(program);
  const own = ownPropertyNames(program);
  const called = new Set(PUBLIC_FUNCTIONS.match(/\w+(?=: function)/g));
  const [free, kept] = [true, false].map((isFree) =>
    own.filter((each) => (each.isFree && !called.has(each.name)) === isFree).map(({ name }) => name),
  ) as [string[], string[]];
  const mangleCache = Object.fromEntries(shortPropertyNames(program, free, new Set([...kept, ...RESERVED])));
  const { code } = transformSync(script, {
    charset: 'ascii',
    target: 'es5',
    mangleProps: new RegExp(`^(?:${free.join('|')})$`),
    mangleCache,
  });
  // Of two of one name, the data have the own one.
  const sorted = [...own].sort((one, other) => one.name.length - other.name.length);
  const names = Object.fromEntries(
    sorted.map(({ name }) => [name.replace(OWN, ''), String(mangleCache[name] ?? name)]),
  );
  return { pieces: piecesOf(compiledScript(withFunctionsApart(code))), texts, patterns, names };
}

/** The statements of the function that holds all of the script, and what stands around them. */
function piecesOf(script: string): readonly string[] {
  const tree = ts.createSourceFile('small.js', script, ts.ScriptTarget.ES5, true);
  const statements = bodyOf(tree);
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) throw new Error('The script has no statements.');
  return [
    script.slice(0, first.getStart()),
    ...statements.map((statement) => inLines(statement)),
    script.slice(last.end),
  ];
}

function bodyOf(node: ts.Node): readonly ts.Statement[] {
  return ts.isFunctionExpression(node)
    ? node.body.statements
    : (ts.forEachChild(node, (child) => {
        const found = bodyOf(child);
        return found.length > 0 ? found : undefined;
      }) ?? []);
}

/** A statement as it is; a long one in lines, each of which ends where a statement of it does. */
function inLines(statement: ts.Statement): string {
  const text = statement.getText();
  const start = statement.getStart();
  const ends: number[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (ts.isBlock(node)) ends.push(...node.statements.map(({ end }) => end - start));
  };
  visit(statement);
  let made = '';
  let from = 0;
  for (const [at, end] of ends.sort((one, other) => one - other).entries()) {
    const next = ends[at + 1] ?? text.length;
    if (next - from <= LONGEST_LINE) continue;
    made += `${text.slice(from, end)}\n`;
    from = end;
  }
  return made + text.slice(from);
}
