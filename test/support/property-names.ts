import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { FOLDER } from './portable-text.js';

/** What hosts and people who call a bundle name: these properties keep their names. */
export const CALLED_FROM_OUTSIDE = new Set([
  ...['DecideOptions', 'DecidedTable', 'MappedSheetColumn', 'MappedHeader', 'BundleVersions'],
]);

/**
 * The portable files with their types, as they are or with other sources, which have to fit each other as well: a name that
 * were another one in one place only would be told here.
 */
export function portableProgram(sources?: ReadonlyMap<string, string>): ts.Program {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(FOLDER, file));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    types: [],
  };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => {
    const source = sources?.get(file);
    return source === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram(files, options, host);
  const [wrong] = sources === undefined ? [] : ts.getPreEmitDiagnostics(program);
  if (wrong !== undefined) throw new Error(ts.flattenDiagnosticMessageText(wrong.messageText, ' '));
  return program;
}

/** The properties that the portable files declare; those that `isFree` nothing but these files ever names. */
export function ownPropertyNames(
  program: ts.Program,
): readonly { readonly name: string; readonly isFree: boolean }[] {
  const reading: NameReading = { checker: program.getTypeChecker(), own: new Set(), kept: new Set() };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(FOLDER)) readNames(reading, file);
  return [...reading.own].map((name) => ({ name, isFree: !reading.kept.has(name) }));
}

interface NameReading {
  readonly checker: ts.TypeChecker;
  readonly own: Set<string>;
  /** Names that must stay wherever they stand: of the language, of what is called from outside, keys of tables. */
  readonly kept: Set<string>;
}

function readNames(reading: NameReading, node: ts.Node): void {
  const { own, kept, checker } = reading;
  if (ts.isPropertyAccessExpression(node)) {
    const declared = checker.getSymbolAtLocation(node.name)?.declarations ?? [];
    if (declared.length === 0) throw new Error(`Nobody knows what ${node.getText()} is.`);
    const isOwn = declared.every((each) => each.getSourceFile().fileName.startsWith(FOLDER));
    (isOwn ? own : kept).add(node.name.text);
  } else if (ts.isPropertySignature(node)) {
    const { parent } = node;
    const isCalled = ts.isInterfaceDeclaration(parent) && CALLED_FROM_OUTSIDE.has(parent.name.text);
    own.add((node.name as ts.Identifier).text);
    if (isCalled) kept.add((node.name as ts.Identifier).text);
  } else if (ts.isObjectLiteralElement(node)) {
    (isKeyOfTable(checker, node) ? kept : own).add((node.name as ts.Identifier | ts.StringLiteral).text);
  } else if (ts.isElementAccessExpression(node)) readKey(reading, node);
  else if (
    ts.isForInStatement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isObjectBindingPattern(node) ||
    isIn(node)
  )
    throw new Error(`Names of properties would be read by ${node.getText()}.`);
  ts.forEachChild(node, (child) => readNames(reading, child));
}

const isIn = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword;

/** Whether a property of an object that is written out is looked up by a text, or of a type that nobody knows. */
export function isKeyOfTable(checker: ts.TypeChecker, node: ts.ObjectLiteralElement): boolean {
  const literal = node.parent as ts.ObjectLiteralExpression;
  const type = checker.getContextualType(literal) ?? checker.getTypeAtLocation(literal);
  return checker.getIndexInfosOfType(type).length > 0;
}

/** What is looked up by a text must be a table or a list: an object of known properties is never. */
function readKey({ checker, kept }: NameReading, node: ts.ElementAccessExpression): void {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node.expression));
  const types = type.isUnion() ? type.types : [type];
  for (const each of types)
    if (checker.getIndexInfosOfType(each).length === 0)
      throw new Error(`${node.getText()} looks up a property by a text.`);
  if (ts.isStringLiteralLike(node.argumentExpression)) kept.add(node.argumentExpression.text);
}
