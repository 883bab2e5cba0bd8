import { HOUSEHOLD_ISSUES } from './issue-texts/household.js';
import { LANGUAGE_ISSUES } from './issue-texts/language.js';
import { PACK_ISSUES } from './issue-texts/packs.js';
import { STANDARD_ISSUES } from './issue-texts/standards.js';
import { TABLE_ISSUES } from './issue-texts/tables.js';

/** The text of every issue. */
export const ISSUE_TEXTS = {
  ...HOUSEHOLD_ISSUES,
  ...LANGUAGE_ISSUES,
  ...PACK_ISSUES,
  ...STANDARD_ISSUES,
  ...TABLE_ISSUES,
} as const;
