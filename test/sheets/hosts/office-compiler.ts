import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const HOST_TYPES = fileURLToPath(
  new URL('../../../src/sheets/hosts/office-script/excel-script.d.ts', import.meta.url),
);

/** What the compiler of Office Scripts says of a script, in a folder with nothing else in it. */
export function compiled(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dixian-office-'));
  try {
    writeFileSync(join(folder, 'script.ts'), script);
    copyFileSync(HOST_TYPES, join(folder, 'excel-script.d.ts'));
    writeFileSync(join(folder, 'console.d.ts'), 'declare const console: { log(text: string): void };\n');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          target: 'es2017',
          lib: ['es2017'],
          types: [],
          noEmit: true,
          ignoreDeprecations: undefined,
        },
        files: ['script.ts', 'excel-script.d.ts', 'console.d.ts'],
      }),
    );
    const compiler = createRequire(import.meta.url).resolve('typescript-4.0/lib/tsc.js');
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { readonly stdout?: string }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Office Scripts forbid besides: https://learn.microsoft.com/office/dev/scripts/develop/typescript-restrictions */
export function forbiddenIn(script: string): readonly string[] {
  const tree = ts.createSourceFile('script.ts', script, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push('any');
    if (
      ts.isIdentifier(node) &&
      ['eval', 'Function', 'setTimeout', 'Promise', 'arguments'].includes(node.text)
    )
      found.push(node.text);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) found.push('import');
    if (node.kind === ts.SyntaxKind.ExportKeyword || node.kind === ts.SyntaxKind.DeclareKeyword)
      found.push(node.getText());
    if (ts.isFunctionExpression(node)) found.push('function expression');
    if (ts.isClassDeclaration(node)) found.push('class');
    if (ts.isFunctionDeclaration(node) && node.asteriskToken !== undefined) found.push('generator');
    const names =
      ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isParameter(node)
        ? node.name?.getText()
        : '';
    if (['Excel', 'ExcelScript', 'console'].includes(names ?? '')) found.push(`${names} declared`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
