import type { Household } from './facts/household.js';
import { unusableFacts } from './facts/read.js';
import type { AssessedRow } from './tables/decision-rows.js';
import type { ListRow } from './tables/household-list.js';
import { tellRow, toldKeys } from './tables/told-rows.js';
import type { TellingAnswer, TellingTask } from './telling-task.js';
import type { Issue } from './values/issues.js';
import { readyFor } from './worker-policies.node.js';
import type { PolicyOfTask } from './worker-task.js';

/** What a thread may run before there are rows. */
export function makeReady(task: PolicyOfTask): boolean {
  return readyFor(task).assessor.isGenerated;
}

/** What a thread runs: assesses rows as `assessRow` of the command does, and tells them. */
export function tellRows(task: TellingTask): TellingAnswer {
  const { on, telling, issuesOfList, rows } = task;
  const { assessor } = readyFor(task);
  const assess = (row: ListRow): AssessedRow => {
    if (!row.readable) return { row };
    const unusable = unusableFacts([...issuesOfList, ...row.issues]);
    const { declarations } = row;
    const request = { on, unusable, ...(declarations === undefined ? {} : { declarations }) };
    return { row, assessment: assessor.assess(row.household as Household, request) };
  };
  const keys = toldKeys(telling);
  const cells: string[] = [];
  const counted: string[] = [];
  const issues: [number, readonly Issue[]][] = [];
  for (const [place, row] of rows.entries()) {
    const told = tellRow(assess(row), telling);
    for (const key of keys) cells.push(told.record[key] ?? '');
    counted.push(told.counted === undefined ? '' : JSON.stringify(told.counted));
    if (told.issues.length > 0) issues.push([place, told.issues]);
  }
  return { keys, cells, counted, issues };
}
