import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { portableScript, portableTypeScript, smallPortableScript } from './portable-text.js';

/*
 * Writes src/sheets/portable-text.ts from src/sheets/portable: `npx tsx test/support/write-portable.ts`. Run it after every
 * change there; a test tells where it was forgotten.
 */
const literal = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${JSON.stringify(line)},`)
    .join('\n');

const file = fileURLToPath(new URL('../../src/sheets/portable-text.ts', import.meta.url));
writeFileSync(
  file,
  `// biome-ignore-all lint: written by a program.
// biome-ignore-all format: written by a program.
// Written by test/support/write-portable.ts from src/sheets/portable. Do not edit.

/** What runs inside every host, lowered to the JavaScript of 1999; ASCII only. */
export const PORTABLE_SCRIPT: string = [
${literal(portableScript())}
].join('\\n');

/** The same with short names for local variables and without spaces. */
export const SMALL_PORTABLE_SCRIPT: string = [
${literal(smallPortableScript())}
].join('\\n');

/** The same as TypeScript, for Office Scripts; ASCII only. */
export const PORTABLE_TYPESCRIPT: string = [
${literal(portableTypeScript())}
].join('\\n');
`,
);
