import { explanationTexts } from '../../backends/words/tokens.js';
import type { Sensitivity } from '../../facts/kinds.js';
import type { Explanation } from '../../policy/explanation.js';
import { canonicalJson, hashOf } from '../../values/canonical.js';
import { DixianError, type Issue, issue } from '../../values/issues.js';
import { maskExplanation } from '../explanation/masking.js';
import {
  type DecisionLogEntry,
  type DecisionToLog,
  DIFFERENCE_REASONS,
  LOG_FORMAT,
  LONGEST_REASON_TEXT,
  type LoggedDecision,
  type LogHead,
} from './entry.js';
import { misplaced } from './entry-schema.js';
import { holdsPersonalNumber } from './personal-number.js';
import { DIFFERENCE_REASON_WORDS } from './words.js';

type Path = readonly (string | number)[];

const isText = (value: unknown): value is string => typeof value === 'string';

/** A copy as plain JSON, so that nothing the caller does later can change it; undefined if it cannot be JSON. */
function plainCopy(given: unknown): unknown {
  try {
    return JSON.parse(canonicalJson(given));
  } catch {
    return undefined;
  }
}

/** What is not of the form, told as closely as it can be mended. */
function formIssue(path: Path, given: LoggedDecision): Issue {
  const place = path.join('.');
  if (place.startsWith('receipt')) return issue('logReceiptDamaged', path);
  if (place === 'decidedOn') return issue('logDayNotADay', path);
  if (place.startsWith('decision.reason')) {
    const { reason } = given.decision as { reason?: { text?: unknown } | null };
    if (reason === undefined || reason === null) return issue('logReasonMissing', path);
    if (place === 'decision.reason.code') return issue('logReasonUnknown', path, reasonCodes());
    if (isText(reason.text)) return issue('logReasonTooLong', path, { limit: LONGEST_REASON_TEXT });
  }
  return issue('logDecisionMalformed', path);
}

const reasonCodes = (): { codes: string; codesEn: string } => {
  const list = (locale: 'zh-CN' | 'en', separator: string): string =>
    DIFFERENCE_REASONS.map((code) => `${code}（${DIFFERENCE_REASON_WORDS[locale][code]}）`).join(separator);
  return { codes: list('zh-CN', '、'), codesEn: DIFFERENCE_REASONS.join(', ') };
};

/** Every text of a value with its path. The names of keys are the form's own. */
function* textsOf(value: unknown, path: Path): Generator<readonly [Path, string]> {
  if (isText(value)) yield [path, value];
  else if (Array.isArray(value))
    for (const [index, each] of value.entries()) yield* textsOf(each, [...path, index]);
  else if (typeof value === 'object' && value !== null)
    // A signature is random characters, and nobody's number.
    for (const [key, each] of Object.entries(value))
      if (key !== 'signature') yield* textsOf(each, [...path, key]);
}

function decisionIssues({ receipt, decision, decidedOn }: LoggedDecision): Issue[] {
  const issues: Issue[] = [];
  if (decidedOn < receipt.on)
    issues.push(issue('logDecidedBeforeAssessed', ['decidedOn'], { decidedOn, on: receipt.on }));
  if (decision.kind === 'asAdvised') return issues;
  const { identification, exit, reason } = decision;
  const { outcome } = receipt;
  const differs =
    (identification ?? outcome.identification) !== outcome.identification ||
    (exit ?? outcome.exit) !== outcome.exit;
  if (!differs) issues.push(issue('logDifferenceIsNone', ['decision']));
  if (reason.code === 'other' && (reason.text ?? '').trim() === '')
    issues.push(issue('logOtherNeedsText', ['decision', 'reason', 'text']));
  return issues;
}

/** Who reads a log may know neither who a household is nor how its members are. */
const HIDDEN: readonly Sensitivity[] = ['identity', 'health'];

/** The same with its explanation in words, masked; what is no explanation stays as it is, for the form to refuse. */
function inWords(given: DecisionToLog): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { locale = 'zh-CN', explanation, ...rest } = given;
  if (Array.isArray(explanation) || typeof explanation !== 'object' || explanation === null)
    return { ...rest, explanation };
  return {
    ...rest,
    explanation: explanationTexts(maskExplanation(explanation as Explanation, HIDDEN), locale),
  };
}

/**
 * A decision as it can be logged: a copy of what was given, checked.
 * @throws DixianError with what is wrong: of another form, a difference without reason, a day before the assessment,
 * something that looks like an identity number, a telephone or a bank card. The value itself is never told.
 */
export function checkDecision(given: DecisionToLog): LoggedDecision {
  const plain = plainCopy(inWords(given));
  if (plain === undefined) throw new DixianError([issue('logDecisionNotJson', [])]);
  const path = misplaced(plain);
  if (path !== undefined) throw new DixianError([formIssue(path, plain as LoggedDecision)]);
  const decision = plain as LoggedDecision;
  const numbers = [...textsOf(decision, [])]
    .filter(([, text]) => holdsPersonalNumber(text))
    .map(([place]) => issue('logPersonalNumber', place));
  const issues = [...decisionIssues(decision), ...numbers];
  if (issues.length > 0) throw new DixianError(issues);
  return decision;
}

/** The entry of a checked decision, after the last one of its log. */
export function sealEntry(decision: LoggedDecision, { sequence, hash }: LogHead): DecisionLogEntry {
  const rest = { ...decision, format: LOG_FORMAT, sequence: sequence + 1, previous: hash } as const;
  return Object.freeze({ ...rest, hash: hashOf(rest) });
}

/** The line of an entry, with its end. */
export const lineOf = (entry: DecisionLogEntry): string => `${canonicalJson(entry)}\n`;
