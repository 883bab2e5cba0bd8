import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { portableScript, portableTypeScript } from './portable-text.js';
import { smallScript } from './small-script.js';

/*
 * Writes src/sheets/portable-text.ts from src/sheets/portable: `npx tsx test/support/write-portable.ts`. Run it after every
 * change there; a test tells where it was forgotten.
 */
/** Spaces that nobody sees, and that tools take for the end of a line, as escapes. */
const visible = (text: string): string =>
  text.replace(
    /[\u0080-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const literalLine = (line: string): string => `  ${visible(JSON.stringify(line))},`;
const literal = (text: string): string => text.split('\n').map(literalLine).join('\n');

const small = smallScript();
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

/** The same in as few characters as can be, a statement each; PACKED_TEXT, PACKED_LENGTH and PACKED_SUM are for the data. */
export const SMALL_PORTABLE_SCRIPT: readonly string[] = [
${small.pieces.map(literalLine).join('\n')}
];

/** Texts of the small script that stand among its data. */
export const SMALL_TEXTS: readonly string[] = [
${literal(small.texts.join('\n'))}
];

/** Regular expressions of the small script that stand there too. */
export const SMALL_PATTERNS: readonly string[] = [
${literal(small.patterns.join('\n'))}
];

/** What the small script calls the properties of its data. */
export const SMALL_NAMES: Readonly<Record<string, string>> = ${JSON.stringify(small.names, null, 2)};

/** The same as TypeScript, for Office Scripts; ASCII only. */
export const PORTABLE_TYPESCRIPT: string = [
${literal(portableTypeScript())}
].join('\\n');
`,
);
