import { readFileSync, writeFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

/**
 * Published as ES modules only. They are development dependencies, so tsup puts them into our files, and
 * `require("dixian")` works on every Node 20.
 */
const BUNDLED = [
  'lezer-feel',
  '@lezer/lr',
  '@lezer/common',
  '@lezer/highlight',
  'min-dash',
  'canonicalize',
  '@noble/hashes',
];

/** Their licences ask to stand beside what is made of them. */
function writeNotices(): void {
  const notices = BUNDLED.map(
    (name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n`,
  );
  writeFileSync('dist/third-party-licences.txt', notices.join('\n-----\n\n'));
}

const shared: Options = { target: 'es2022', sourcemap: false, treeshake: true, removeNodeProtocol: false };

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      node: 'src/node.ts',
      'json-rules-engine': 'src/json-rules-engine.ts',
      sql: 'src/sql.ts',
      sheets: 'src/sheets.ts',
      // What a thread of the worker pool runs.
      worker: 'src/worker.node.ts',
    },
    format: ['esm', 'cjs'],
    platform: 'neutral',
    shims: true,
    noExternal: [/^@lezer\//, 'min-dash'],
    external: [/^node:/, /^@duckdb\//],
    splitting: true,
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    onSuccess: async () => writeNotices(),
  },
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    platform: 'node',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    noExternal: [/^@lezer\//, 'min-dash'],
    external: [/^@duckdb\//],
  },
]);
