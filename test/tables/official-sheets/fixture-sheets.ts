import { commaSeparated, type Grid, gb18030Bytes, workbookBytes } from './grid.js';
import { LIST_HOUSEHOLDS, LIST_WORKBOOK } from './list-workbook.js';
import { HOUSEHOLDS_OF_PERSONS, LEDGER_HOUSEHOLDS, LEDGER_OF_PERSONS, LOCAL_LEDGER } from './local-ledger.js';
import { NATIONAL_EXPORT, NATIONAL_HOUSEHOLDS } from './national-export.js';

/** A file of `fixtures/sheets/`, as it is made, with the households that were written by hand for it. */
export interface FixtureSheet {
  readonly file: string;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  /** The file beside it that holds the households. */
  readonly answers: string;
  readonly households: readonly Readonly<Record<string, unknown>>[];
}

const workbook = (
  file: string,
  grids: readonly Grid[],
  households: FixtureSheet['households'],
): FixtureSheet => ({
  file: `${file}.xlsx`,
  bytes: () => workbookBytes(grids),
  answers: `${file}.households.json`,
  households,
});

/**
 * The files of `fixtures/sheets/`; whoever changes one of the sheets writes them anew:
 * `for (const { file, bytes } of FIXTURE_SHEETS) writeFileSync('fixtures/sheets/' + file, await bytes())`, the answers likewise.
 */
export const FIXTURE_SHEETS: readonly FixtureSheet[] = [
  workbook('national-export', [NATIONAL_EXPORT], NATIONAL_HOUSEHOLDS),
  workbook('township-ledger', [LOCAL_LEDGER], LEDGER_HOUSEHOLDS),
  {
    file: 'township-ledger-gb18030.csv',
    bytes: () => gb18030Bytes(commaSeparated(LOCAL_LEDGER)),
    answers: 'township-ledger.households.json',
    households: LEDGER_HOUSEHOLDS,
  },
  workbook('village-persons', [LEDGER_OF_PERSONS], HOUSEHOLDS_OF_PERSONS),
  workbook('households-with-lists', LIST_WORKBOOK, LIST_HOUSEHOLDS),
];
