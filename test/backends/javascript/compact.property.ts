import { describe, expect, test } from 'vitest';
import { runDifferential } from '../differential.js';
import { compactBackEnd } from './compact-back-end.js';

/** Other programs in every run; a failure names the number of its program. */
const SEED = Number(process.env['DIXIAN_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
const PROGRAMS = Number(process.env['DIXIAN_PROGRAMS'] ?? 150);

describe('the compact form of a program', () => {
  test('gives the answers of the interpreter, on random programs and households', async () => {
    const result = await runDifferential({
      seed: SEED,
      programs: PROGRAMS,
      households: 60,
      backEnds: [compactBackEnd],
    });
    expect(result.difference).toBe(undefined);
    expect(result.compared).toBeGreaterThan(PROGRAMS * 500);
    expect(result.onABoundary).toBeGreaterThan(0);
  }, 240_000);
});
