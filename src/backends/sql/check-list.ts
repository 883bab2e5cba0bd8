import type { CodesFact, ListFact } from '../../facts/kinds.js';
import { MAXIMUM_ITEMS } from '../../facts/schema.js';
import { flagOf, problemColumn } from './check-cell.js';
import { columnName, completeColumn, countColumn } from './layout.js';

/** What is known of a list as it is given, each as SQL; what is counted is NULL where there is no entry. */
export interface GivenList {
  /** The cell that says whether it is complete, as text, blank as NULL. */
  readonly flag: string;
  readonly entries: string;
  /** Of a list of records: whether two of its entries have one number, or one has none. */
  readonly isDoubled?: string;
}

/** Of a list of codes also its codes as a set of bits, and how many of its entries are codes. */
export interface GivenCodes extends GivenList {
  readonly bits: string;
  readonly valid: string;
}

/** The code of what makes a list as a whole impossible, or NULL. */
export function listProblem(fact: ListFact | CodesFact, { flag, entries, isDoubled }: GivenList): string {
  const cases = [
    `WHEN ${flag} IS NULL AND ${entries} IS NULL THEN NULL`,
    `WHEN ${flag} IS NULL OR ${flag} NOT IN ('true', 'false') THEN 'notAList'`,
    `WHEN ${entries} > ${MAXIMUM_ITEMS} THEN 'tooManyItems'`,
  ];
  if (fact.kind === 'list' && fact.minimumItems > 0)
    cases.push(`WHEN ${flag} = 'true' AND coalesce(${entries}, 0) < ${fact.minimumItems} THEN 'tooFewItems'`);
  if (isDoubled !== undefined) cases.push(`WHEN ${isDoubled} THEN 'entryTwice'`);
  return `CASE ${cases.join(' ')} END`;
}

/** Whether a list is complete, if it is whole; NULL where it is not given or cannot be used. */
export const completeOf = (problem: string, { flag }: GivenList, isWhole: string): string =>
  `CASE WHEN (${problem}) IS NULL AND ${flag} IS NOT NULL THEN ${flagOf(flag)} AND ${isWhole} END`;

/** The columns of a list of codes: its set, whether it is complete, how many it has, and what is wrong with it. */
export function codesColumns(name: string, fact: CodesFact, given: GivenCodes): readonly string[] {
  const problem = listProblem(fact, given);
  const [valid, entries] = [`coalesce(${given.valid}, 0)`, `coalesce(${given.entries}, 0)`];
  const isGiven = `(${problem}) IS NULL AND ${given.flag} IS NOT NULL`;
  return [
    `CASE WHEN ${isGiven} THEN coalesce(${given.bits}, 0) END AS ${columnName(name)}`,
    `${completeOf(problem, given, `${valid} = ${entries}`)} AS ${completeColumn(name)}`,
    `CASE WHEN ${isGiven} THEN ${valid} END AS ${countColumn(name)}`,
    `coalesce(${problem}, CASE WHEN ${valid} < ${entries} THEN '${NOT_A_CODE}' END) AS ${problemColumn(name)}`,
  ];
}

/** An entry that is no code of its list. */
export const NOT_A_CODE = 'notInCodeList';
