import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  test: {
    // The gate runs all tests four times: every core is used, and files share what they import. No test changes what
    // another one reads.
    maxWorkers: '100%',
    projects: [
      {
        root,
        test: { name: 'runtime', include: ['test/**/*.test.ts'], isolate: false, testTimeout: 60_000 },
      },
      {
        root,
        test: {
          name: 'properties',
          include: ['test/**/*.property.ts'],
          isolate: false,
          testTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/**/*.test-d.ts'],
            tsconfig: './tsconfig.json',
          },
        },
      },
    ],
  },
});
