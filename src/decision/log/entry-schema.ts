import * as z from 'zod';
import { canonicalJson } from '../../values/canonical.js';
import { isDay } from '../../values/day.js';
import { DixianError } from '../../values/issues.js';
import { readPublicReceipts, readReceipts } from '../receipt/receipt-schemas.js';
import {
  DECIDED_EXITS,
  DECIDED_IDENTIFICATIONS,
  DECISION_LEVELS,
  DIFFERENCE_REASONS,
  LONGEST_REASON_TEXT,
  type LoggedDecision,
} from './entry.js';

const characters = (text: string): number => [...text].length;

/** The form of what a caller gives, but for the receipt. */
const DECISION = z.strictObject({
  receipt: z.unknown(),
  explanation: z.array(z.string().refine((line) => characters(line) <= 2_000)).max(500),
  decision: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('asAdvised') }),
    z.strictObject({
      kind: z.literal('differs'),
      identification: z.enum(DECIDED_IDENTIFICATIONS).optional(),
      exit: z.enum(DECIDED_EXITS).optional(),
      reason: z.strictObject({
        code: z.enum(DIFFERENCE_REASONS),
        text: z
          .string()
          .refine((text) => characters(text) <= LONGEST_REASON_TEXT)
          .optional(),
      }),
    }),
  ]),
  decidedOn: z.string().refine(isDay),
  decidedAt: z.enum(DECISION_LEVELS).optional(),
});

type Path = readonly (string | number)[];

/** Where a value is not of the form of a decision to be logged; undefined if it is. Never tells what stands there. */
export function misplaced(value: unknown): Path | undefined {
  const parsed = DECISION.safeParse(value);
  const [first] = parsed.success ? [] : parsed.error.issues;
  if (first !== undefined) return first.path.map((part) => (typeof part === 'number' ? part : String(part)));
  return misplacedInReceipt((value as LoggedDecision).receipt);
}

/** The same of the receipt. */
function misplacedInReceipt(receipt: unknown): Path | undefined {
  if (typeof receipt !== 'object' || receipt === null) return ['receipt'];
  const isPublic = (receipt as { grade?: unknown }).grade === 'public';
  try {
    const text = canonicalJson(receipt);
    if (isPublic) readPublicReceipts(text, '');
    else readReceipts(text, '');
    return undefined;
  } catch (error) {
    return ['receipt', ...((error instanceof DixianError ? error.issues[0]?.path : undefined) ?? [])];
  }
}
