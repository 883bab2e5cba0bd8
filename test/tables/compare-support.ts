import { DECISION_COLUMNS } from '../../src/tables/decision-rows.js';
import type { DecisionTable } from '../../src/tables/index.js';
import type { DecisionKey, DecisionsRead } from '../../src/tables/read-decisions.js';

/** The cells of a decision, as far as a test gives them. */
export type GivenDecision = Partial<Record<DecisionKey, string>>;

/** A decision about a household, with everything that a file of decisions says of who decided. */
export const decision = (householdId: string, cells: GivenDecision = {}): GivenDecision => ({
  householdId,
  identification: '不建议纳入',
  on: '2024-11-01',
  policy: '671b3c77f718b559',
  engine: '0.6.0',
  region: '620000',
  ...cells,
});

const ALL: ReadonlySet<DecisionKey> = new Set([...DECISION_COLUMNS.map(({ key }) => key), 'township']);

/** A file of decisions with all columns; undefined stands for a damaged row. */
export const comparedRows = (decisions: readonly (GivenDecision | undefined)[]): DecisionsRead => ({
  columns: () => ALL,
  rows: (async function* () {
    for (const [index, cells] of decisions.entries()) yield { row: index + 1, cells };
  })(),
});

/** Decisions as a table to be written, without some of the columns. */
export const tableOf = (
  decisions: readonly GivenDecision[],
  without: readonly DecisionKey[] = [],
): DecisionTable => ({
  columns: DECISION_COLUMNS.filter(({ key }) => !without.includes(key)).map(({ key, zh }) => ({
    key,
    title: zh,
  })),
  rows: decisions as DecisionTable['rows'],
});

/** A text in pieces of so many bytes, as a file comes. */
export async function* inPieces(text: string, size = 1 << 16): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
