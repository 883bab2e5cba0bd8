import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const COMPILER = require.resolve('google-closure-compiler/cli.js');
const OPTIONS = [
  '--platform=native',
  '--compilation_level=SIMPLE',
  '--language_in=ECMASCRIPT5',
  // The JavaScript of 1999.
  '--language_out=ECMASCRIPT3',
  '--charset=US-ASCII',
  '--env=CUSTOM',
  '--emit_use_strict=false',
  '--rewrite_polyfills=false',
  '--warning_level=QUIET',
];

/** A script in fewer characters: unused code out, functions that are called once put in where they are, short names. */
export function compiledScript(script: string): string {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [COMPILER, ...OPTIONS], {
    input: script,
    encoding: 'utf8',
  });
  if (status !== 0 || stdout === '')
    throw new Error(
      `The Closure Compiler did not run: npm ci has to install its program for this platform (google-closure-compiler-linux and its likes; not with --omit=optional). ${error?.message ?? stderr}`,
    );
  const [label] = /\b(?:break|continue) [\w$]+/.exec(stdout) ?? [];
  if (label !== undefined)
    throw new Error(`The script leaves a block by a label (${label}), which old engines cannot.`);
  return withoutBreaks(stdout.trim());
}

/** It breaks lines where it likes; a break stands for a space between words and between signs that would become another. */
const withoutBreaks = (script: string): string =>
  script.replace(/(.)\n(.)/g, (found, left: string, right: string) =>
    /[\w$][\w$]|[+\-/]{2}/.test(left + right) ? found : left + right,
  );
