import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Where the adapters are written by hand. */
export const HOSTS = fileURLToPath(new URL('../../src/sheets/hosts', import.meta.url));

/** The adapters: what each is made of, and the functions that its host finds by name outside of its own scope. */
const ADAPTERS = {
  wps: { entry: 'wps/adapter.ts', functions: 'wps/functions.ts', language: 'script' },
  airScript: { entry: 'airscript/adapter.ts', functions: 'airscript/functions.ts', language: 'script' },
  appsScript: { entry: 'apps-script/adapter.ts', functions: 'apps-script/functions.ts', language: 'script' },
  excelAddIn: { entry: 'excel-add-in/adapter.ts', functions: undefined, language: 'script' },
  officeScript: { entry: 'office-script/adapter.ts', functions: undefined, language: 'typeScript' },
} as const;

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);

/** The files that a file needs when it runs, itself last; types are needed by a host that checks them. */
function filesOf(entry: string, withTypes: boolean, seen: Set<string> = new Set()): readonly string[] {
  if (seen.has(entry)) return [];
  seen.add(entry);
  const tree = parse(entry, readFileSync(join(HOSTS, entry), 'utf8'));
  const imported = tree.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const bindings = statement.importClause?.namedBindings;
    const isOfTypes =
      statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (bindings !== undefined &&
        ts.isNamedImports(bindings) &&
        bindings.elements.every((each) => each.isTypeOnly));
    if (isOfTypes && !withTypes) return [];
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    return [relative('.', join(dirname(entry), text)).replace(/\.js$/, '.ts')];
  });
  return [...imported.flatMap((file) => filesOf(file, withTypes, seen)), entry];
}

/** Removes ranges of a text. */
const without = (text: string, ranges: readonly { readonly pos: number; readonly end: number }[]): string =>
  [...ranges]
    .sort((left, right) => right.pos - left.pos)
    .reduce((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), text);

/** A file as it stands in a script: without imports, without `export`, without what the host declares itself. */
function asScript(path: string): string {
  const text = readFileSync(join(HOSTS, path), 'utf8');
  const tree = parse(path, text);
  const ranges = tree.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
    if (ts.isImportDeclaration(statement) || has(ts.SyntaxKind.DeclareKeyword))
      return [{ pos: statement.getFullStart(), end: statement.end }];
    return modifiers
      .filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      .map((modifier) => ({ pos: modifier.getStart(tree), end: modifier.end + 1 }));
  });
  return without(text, ranges);
}

const HAN = /\p{Script=Han}/u;

/** Without the comments that are not in Chinese: whoever pastes a script into a workbook reads Chinese. */
function withChineseComments(path: string, text: string): string {
  const tree = parse(path, text);
  const comments = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
      comments.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(text, node.end) ?? []) comments.set(range.pos, range);
    node.getChildren(tree).forEach(visit);
  };
  visit(tree);
  const foreign = [...comments.values()].filter(({ pos, end }) => !HAN.test(text.slice(pos, end)));
  return without(text, foreign)
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .replace(/^\n/, '');
}

function lowered(path: string, text: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.ESNext,
      ignoreDeprecations: '6.0',
      noEmitHelpers: true,
      newLine: ts.NewLineKind.LineFeed,
      alwaysStrict: false,
    },
  });
  return outputText.replace(/^export \{\};\n/m, '');
}

const exportedFunctions = (path: string): readonly string[] =>
  parse(path, readFileSync(join(HOSTS, path), 'utf8'))
    .statements.filter(ts.isFunctionDeclaration)
    .filter((statement) => statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .map(({ name }) => name?.text ?? '');

const DECLARATIONS = /^(?:const|let|var|function|interface|type) ([\p{L}_$][\p{L}\p{N}_$]*)/gmu;

/** @throws Error where two files of an adapter give one name to two things: they share a scope. */
function requireOwnNames(entry: string, text: string): void {
  const names = [...text.matchAll(DECLARATIONS)].map(([, name]) => name ?? '');
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`${entry}: ${twice.join(', ')} is declared twice.`);
}

/** A string literal of one line. */
const literal = (text: string): string => JSON.stringify(text);

/** The module `src/sheets/hosts/adapter-pieces.ts`: every file once, as each language needs it, and the adapters. */
export function adapterPieces(): string {
  const pieces = { script: new Map<string, string>(), typeScript: new Map<string, string>() };
  const adapters = Object.entries(ADAPTERS).map(([name, { entry, functions, language }]) => {
    const files = filesOf(entry, language === 'typeScript');
    requireOwnNames(entry, files.map(asScript).join('\n'));
    for (const file of functions === undefined ? files : [...files, functions]) {
      const script = asScript(file);
      const text = language === 'typeScript' ? script : lowered(file, script);
      const bare = withChineseComments(language === 'typeScript' ? file : `${file}.js`, text);
      if (bare !== '') pieces[language].set(file, bare);
    }
    const used = files.filter((file) => pieces[language].has(file));
    return `  ${name}: ${JSON.stringify({ files: used, functions: functions ?? '', exported: exportedFunctions(entry) })},`;
  });
  const shown = (texts: ReadonlyMap<string, string>): string =>
    [...texts].map(([file, text]) => `  ${JSON.stringify(file)}: ${literal(text)},`).join('\n');
  return [
    '// biome-ignore-all format: made of the other files of this folder by `npx tsx test/support/write-host-texts.ts`.',
    '// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text of a script.',
    '',
    '/** The files of the adapters as ES5, without imports and exports. */',
    `export const SCRIPT_PIECES: Readonly<Record<string, string>> = {\n${shown(pieces.script)}\n};`,
    '',
    '/** Those of the Office Script as TypeScript. */',
    `export const TYPESCRIPT_PIECES: Readonly<Record<string, string>> = {\n${shown(pieces.typeScript)}\n};`,
    '',
    '/** Of what an adapter is made, in this order; `exported`: what stays in sight of its functions. */',
    `export const ADAPTERS = {\n${adapters.join('\n')}\n} as const;`,
    '',
  ].join('\n');
}
