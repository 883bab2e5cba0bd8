import type { Assessment, Household } from '../../src/index.js';
import { type AssessedRow, decisionTable } from '../../src/tables/decision-rows.js';
import { decisionsAsCsv, decisionsAsNdjson } from '../../src/tables/index.js';
import { type Given, gansu2024, ON } from '../decision/support.js';

export async function readAll<Item>(many: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const each of many) all.push(each);
  return all;
}

/** Households assessed one by one, as rows of a list. */
export const oneByOne = (households: readonly Given[]): AssessedRow[] =>
  households.map((household, index) => ({
    row: { row: index + 1, household, issues: [], readable: true },
    assessment: gansu2024.assess(household as Household, { on: ON }),
  }));

export const asCsv = (rows: readonly AssessedRow[]): string =>
  decisionsAsCsv(decisionTable(rows, 'zh-CN', false));
export const asNdjson = (rows: readonly AssessedRow[]): string =>
  decisionsAsNdjson(decisionTable(rows, 'zh-CN', false));

/** An assessment as data, its functions left out. */
export const plain = (assessment: Assessment | undefined): unknown =>
  JSON.parse(JSON.stringify(assessment ?? null));
