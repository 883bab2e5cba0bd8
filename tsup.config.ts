import { defineConfig, type Options } from 'tsup';

const shared: Options = { target: 'es2022', sourcemap: false, treeshake: true, removeNodeProtocol: false };

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      node: 'src/node.ts',
      'json-rules-engine': 'src/json-rules-engine.ts',
    },
    format: ['esm', 'cjs'],
    platform: 'neutral',
    shims: true,
    // lezer-feel, canonicalize and @noble/hashes are published as ES modules only: bundled, so that `require` works on Node 20.
    noExternal: [
      'lezer-feel',
      '@lezer/lr',
      '@lezer/common',
      '@lezer/highlight',
      'min-dash',
      'canonicalize',
      /^@noble\/hashes/,
    ],
    external: [/^node:/],
    splitting: true,
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  },
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    platform: 'node',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
  },
]);
