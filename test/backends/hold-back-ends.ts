import { expect, test } from 'vitest';
import { BACK_ENDS } from './back-ends.js';
import { runDifferential } from './differential.js';

/** The files of tests that share the programs, so that every core of the machine works on them. */
const PARTS = 2;
/** How large the run is, all parts together: `DIXIAN_PROGRAMS=2000 DIXIAN_HOUSEHOLDS=500` for a longer one. */
const PROGRAMS = Number(process.env['DIXIAN_PROGRAMS'] ?? 500);
const HOUSEHOLDS = Number(process.env['DIXIAN_HOUSEHOLDS'] ?? 200);

/** Where random programs begin: other ones in every run; a failure names the number of its program. */
export const SEED = Number(process.env['DIXIAN_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Holds every back end against the interpreter on one part of the programs, counted from 0. */
export function holdBackEnds(part: number): void {
  const programs = Math.ceil(PROGRAMS / PARTS);
  const seed = SEED + part * programs;
  test('gives the answers of the interpreter on random programs and households', async () => {
    const { difference, coverage, ...counted } = await runDifferential({
      seed,
      programs,
      households: HOUSEHOLDS,
      backEnds: BACK_ENDS,
    });
    expect(difference, difference).toBeUndefined();
    const unknown = counted.blank / (counted.blank + counted.known);
    const onABoundary = counted.onABoundary / counted.households;
    console.info(
      `${counted.compared} answers compared: ${programs} programs from ${seed}, ${HOUSEHOLDS} households each, ` +
        `${percent(unknown)} of the facts unknown, ${percent(onABoundary)} of the households on a boundary\n${coverage.table()}`,
    );
    expect(coverage.empty()).toEqual([]);
    expect(unknown).toBeGreaterThan(0.2);
    expect(onABoundary).toBeGreaterThan(0.05);
  }, 600_000);
}
