import { COMPARE_ISSUES } from './issue-texts/compare.js';
import { FIXTURE_ISSUES } from './issue-texts/fixtures.js';
import { HOUSEHOLD_ISSUES } from './issue-texts/household.js';
import { LANGUAGE_ISSUES } from './issue-texts/language.js';
import { LOG_ISSUES } from './issue-texts/log.js';
import { ON_DEMAND_ISSUES } from './issue-texts/on-demand.js';
import { PACK_ISSUES } from './issue-texts/packs.js';
import { PROCEDURE_ISSUES } from './issue-texts/procedure.js';
import { RECEIPT_ISSUES } from './issue-texts/receipts.js';
import { RULE_BOOK_ISSUES } from './issue-texts/rule-book.js';
import { STANDARD_ISSUES } from './issue-texts/standards.js';
import { TABLE_ISSUES } from './issue-texts/tables.js';
import { WORKBOOK_ISSUES } from './issue-texts/workbooks.js';

/** The text of every issue. */
export const ISSUE_TEXTS = {
  ...HOUSEHOLD_ISSUES,
  ...FIXTURE_ISSUES,
  ...LANGUAGE_ISSUES,
  ...ON_DEMAND_ISSUES,
  ...LOG_ISSUES,
  ...PACK_ISSUES,
  ...PROCEDURE_ISSUES,
  ...RECEIPT_ISSUES,
  ...RULE_BOOK_ISSUES,
  ...STANDARD_ISSUES,
  ...TABLE_ISSUES,
  ...WORKBOOK_ISSUES,
  ...COMPARE_ISSUES,
} as const;
