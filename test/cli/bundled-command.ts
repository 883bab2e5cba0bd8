import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll } from 'vitest';

const ROOT = new URL('../..', import.meta.url);

/**
 * The command line as one script, made anew of the sources: to start it takes a quarter of the time that starting the
 * sources takes, and whole files of tests start it again and again. It is removed after the tests of the file.
 */
export function bundledCommand(): string {
  // Where packages are found as they are from the sources.
  const scratch = fileURLToPath(new URL('node_modules/.cache', ROOT));
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, 'dixian-command-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const script = join(folder, 'main.mjs');
  buildSync({
    entryPoints: [fileURLToPath(new URL('src/cli/main.ts', ROOT))],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // What is found beside the sources is found from there.
    define: { 'import.meta.url': JSON.stringify(new URL('src/main.ts', ROOT).href) },
    logLevel: 'silent',
  });
  return script;
}
