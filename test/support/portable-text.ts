import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const FOLDER = fileURLToPath(new URL('../../src/sheets/portable', import.meta.url));

/** The portable files without imports and exports, each as TypeScript, in an order in which constants are there when used. */
export function portableParts(
  changed: (file: string, source: string) => string = (_, source) => source,
): readonly { readonly file: string; readonly text: string }[] {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const parts = new Map(files.map((file) => [file, readPart(file, changed)]));
  const ordered: { file: string; text: string }[] = [];
  const done = new Set<string>();
  const add = (file: string): void => {
    if (done.has(file)) return;
    done.add(file);
    const part = parts.get(file);
    if (part === undefined) throw new Error(`${file} is imported and is no portable file.`);
    for (const needed of part.needs) add(needed);
    ordered.push({ file, text: part.text });
  };
  for (const file of files) add(file);
  requireOwnNames([...parts].flatMap(([file, { names }]) => names.map((name) => ({ file, name }))));
  return ordered;
}

/** In one script a name that two files have would be that of the later one, without a word. */
function requireOwnNames(all: readonly { readonly file: string; readonly name: string }[]): void {
  const owner = new Map<string, string>();
  for (const { file, name } of all) {
    const other = owner.get(name);
    if (other !== undefined) throw new Error(`${file} and ${other} both have ${name}.`);
    owner.set(name, file);
  }
}

interface Part {
  readonly needs: readonly string[];
  readonly names: readonly string[];
  readonly text: string;
}

function readPart(file: string, changed: (file: string, source: string) => string): Part {
  const source = changed(file, readFileSync(`${FOLDER}/${file}`, 'utf8'));
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const needs: string[] = [];
  const names: string[] = [];
  const removed: [number, number][] = [];
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement)) {
      const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
      if (!/^\.\/[a-z-]+\.js$/.test(specifier)) throw new Error(`${file} imports ${specifier}.`);
      if (statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
        needs.push(specifier.slice(2).replace(/\.js$/, '.ts'));
      removed.push([statement.getStart(), statement.end + 1]);
      continue;
    }
    if (ts.isVariableStatement(statement))
      names.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
    else if ('name' in statement) names.push((statement.name as ts.Identifier).text);
    if (ts.canHaveModifiers(statement))
      for (const modifier of ts.getModifiers(statement) ?? [])
        if (modifier.kind === ts.SyntaxKind.ExportKeyword)
          removed.push([modifier.getStart(), modifier.end + 1]);
  }
  let text = '';
  let from = 0;
  for (const [start, end] of removed) {
    text += source.slice(from, start);
    from = end;
  }
  return { needs, names, text: (text + source.slice(from)).trim() };
}

const escaped = (text: string): string =>
  text.replace(/[^\t\n\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The portable files as one TypeScript text, for hosts that take TypeScript; with comments, in ASCII. */
export const portableTypeScript = (): string =>
  escaped(
    portableParts()
      .map(({ text }) => withoutComments(text))
      .join('\n'),
  );

/** Comments would be four fifths of \u escapes nowhere needed: what a host is given says where the source stands. */
function withoutComments(text: string): string {
  const tree = ts.createSourceFile('portable.ts', text, ts.ScriptTarget.ES2022, true);
  return ts
    .createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })
    .printFile(tree)
    .replace(/^(?: {4})+/gm, (spaces) => ' '.repeat(spaces.length / 4))
    .trimEnd();
}

/** The JavaScript of 1999 has no comma behind the last item. */
const withoutLastCommas: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const { factory } = context;
  const visit = (node: ts.Node): ts.Node => {
    const seen = ts.visitEachChild(node, visit, context);
    if (ts.isObjectLiteralExpression(seen) && seen.properties.hasTrailingComma)
      return factory.createObjectLiteralExpression([...seen.properties], true);
    if (ts.isArrayLiteralExpression(seen) && seen.elements.hasTrailingComma)
      return factory.createArrayLiteralExpression([...seen.elements], true);
    if (ts.isCallExpression(seen) && seen.arguments.hasTrailingComma)
      return factory.createCallExpression(seen.expression, undefined, [...seen.arguments]);
    return seen;
  };
  return (file) => ts.visitNode(file, visit, ts.isSourceFile);
};

/** TypeScript lowered to the JavaScript of 1999, with further changes to it. */
export function loweredScript(
  text: string,
  changes: readonly ts.TransformerFactory<ts.SourceFile>[] = [],
): string {
  const lowered = ts.transpileModule(text, {
    reportDiagnostics: true,
    transformers: { after: [withoutLastCommas, ...changes] },
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.CommonJS,
      alwaysStrict: false,
      removeComments: true,
      noEmitHelpers: true,
      ignoreDeprecations: '6.0',
    },
  });
  const wrong = (lowered.diagnostics ?? []).filter(
    ({ category }) => category === ts.DiagnosticCategory.Error,
  );
  if (wrong.length > 0)
    throw new Error(
      wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')).join('\n'),
    );
  return escaped(lowered.outputText)
    .replace(/^(?:"use strict";|void 0;)\n/gm, '')
    .replace(/^(?: {4})+/gm, (spaces) => ' '.repeat(spaces.length / 4))
    .trimEnd();
}

/** The portable files lowered to the JavaScript of 1999, for all other hosts. */
export const portableScript = (): string =>
  loweredScript(
    portableParts()
      .map(({ text }) => text)
      .join('\n'),
  );
