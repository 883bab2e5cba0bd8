import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const CALC = new URL('../../src/sheets/hosts/calc/', import.meta.url);
/** Where the text is checked in. */
export const ADAPTER_TEXT = fileURLToPath(new URL('adapter-text.ts', CALC));

/** Of what the adapter is made, in this order. */
const FILES = ['read-values.ts', 'adapter.ts'];

/** The adapter of Calc as ES5 without imports and exports, and without comments: as a module that hands out its text. */
export function adapterModule(): string {
  const text = FILES.map(fileText).join('');
  return [
    '// biome-ignore-all format: made of read-values.ts and adapter.ts by `npx tsx test/sheets/write-calc-adapter.ts`.',
    '',
    '/** The adapter of Calc as ES5, without imports and exports. */',
    `export const CALC_ADAPTER =\n  ${JSON.stringify(text)};`,
    '',
  ].join('\n');
}

function fileText(file: string): string {
  const path = fileURLToPath(new URL(file, CALC));
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.ESNext,
      ignoreDeprecations: '6.0',
      noEmitHelpers: true,
      removeComments: true,
      newLine: ts.NewLineKind.LineFeed,
      alwaysStrict: false,
    },
  });
  return outputText
    .replace(/^import [^;]*;\n/gm, '')
    .replace(/^export \{\};\n/gm, '')
    .replace(/^export /gm, '');
}
