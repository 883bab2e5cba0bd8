import { type CountedAssessment, countedOf } from '../decision/counted-assessment.js';
import { partTexts } from '../decision/part-texts.js';
import { assessmentOf, type Outcome } from '../decision/shape-assessment.js';
import { shortReasonOf } from '../decision/short-reason.js';
import type { Issue, Locale } from '../values/issues.js';
import {
  type AssessedRow,
  type DecisionRecord,
  decisionColumns,
  decisionRecord,
  explanationCell,
  rowCells,
} from './decision-rows.js';
import { nextQuestion } from './decision-workbook-questions.js';
import type { ListRow } from './household-list.js';
import type { DecisionTable } from './write-decisions.js';

/** What of decisions is told, and in which language. */
export interface Telling {
  readonly locale: Locale;
  /** The full reasons in a column of their own. */
  readonly explain: boolean;
  /** What to ask next, where an answer is open. */
  readonly ask: boolean;
}

/** What became of a row, as plain data: another thread can make it. */
export interface Told {
  /** The cells of the decision by column, and under `ask` what to ask next; a blank cell may be left out. */
  readonly record: DecisionRecord;
  /** Nothing where the row could not be read. */
  readonly counted?: CountedAssessment | undefined;
  /** What the assessment found wrong; what is wrong with the row itself stands with the row. */
  readonly issues: readonly Issue[];
}

/** A row of a list and what became of it. */
export interface ToldRow extends Told {
  readonly row: ListRow;
}

/** Tells a decision. The assessment is not needed any more after that. */
export function tellRow(assessed: AssessedRow, { locale, explain, ask }: Telling): ToldRow {
  const { row, assessment } = assessed;
  const record = decisionRecord(assessed, locale, explain);
  if (assessment === undefined) return { row, record, issues: [] };
  return {
    row,
    record: ask ? { ...record, ask: nextQuestion(assessment, locale) } : record,
    counted: countedOf(assessment),
    issues: assessment.issues,
  };
}

/**
 * The cells of a decision that are told of its household only: with those of `outcomeCells` what `tellRow` tells.
 * @param outcome nothing where the row could not be read.
 */
export function ownCells(
  row: ListRow,
  outcome: Outcome | undefined,
  { locale, explain, ask }: Telling,
): DecisionRecord {
  const cells = rowCells(row, outcome?.told, locale);
  if (outcome === undefined) return cells;
  const reason = shortReasonOf(outcome.told, partTexts(outcome.behind, locale), locale);
  if (!explain && !ask) return { ...cells, reason };
  const assessment = assessmentOf(outcome);
  return {
    ...cells,
    reason,
    ...(explain ? { explanation: explanationCell(assessment, locale) } : {}),
    ...(ask ? { ask: nextQuestion(assessment, locale) } : {}),
  };
}

/** Rows that were told, as a table. */
export const toldTable = (rows: readonly Told[], { locale, explain }: Telling): DecisionTable => ({
  columns: decisionColumns(locale, explain),
  rows: rows.map(({ record }) => record),
});
