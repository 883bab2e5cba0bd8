import * as z from 'zod';
import { isDay } from '../../values/day.js';
import { DixianError, inFile, issue } from '../../values/issues.js';
import {
  FACTS_FORMAT,
  type PublicReceipt,
  RECEIPT_FORMAT,
  type Receipt,
  type ReceiptFacts,
} from './receipt.js';

const HEXADECIMAL = z.string().regex(/^[0-9a-f]{64}$/);
const DAY = z.string().refine(isDay);
const NAMES = z.array(z.string());
const CODES = z.array(z.string());
const TRUTH = z.enum(['true', 'false', 'unknown']);
const IDENTIFICATION = z.enum(['identify', 'review', 'notIdentified', 'verify', 'noStandard']);
const EXIT = z.enum(['exit', 'retain', 'verify', 'noStandard', 'notApplicable']);

const SHARED = {
  format: z.literal(RECEIPT_FORMAT),
  engineVersion: z.string().regex(/^\d+\.\d+\.\d+/),
  policy: z.strictObject({
    hash: HEXADECIMAL,
    region: z.string(),
    validFrom: DAY,
    validTo: DAY.optional(),
    knownOn: DAY.optional(),
    layers: z.array(z.strictObject({ name: z.string(), region: z.string() })),
    documents: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        number: z.string().optional(),
        issuer: z.string().optional(),
        date: z.string().optional(),
      }),
    ),
  }),
  on: DAY,
  facts: z.strictObject({ algorithm: z.literal('HMAC-SHA-256'), digest: HEXADECIMAL }),
  signature: z.strictObject({ algorithm: z.literal('Ed25519'), value: z.string() }).optional(),
};

const RECEIPT = z.strictObject({
  ...SHARED,
  grade: z.literal('caseFile'),
  declaredBlanks: NAMES,
  unusable: NAMES,
  outcome: z.strictObject({
    identification: IDENTIFICATION,
    exit: EXIT,
    category: CODES,
    reassessment: CODES,
    exitMode: CODES,
    tier: CODES,
    track: CODES,
  }),
  rules: z.record(z.string(), TRUTH),
});
const PUBLIC_RECEIPT = z.strictObject({
  ...SHARED,
  grade: z.literal('public'),
  outcome: z.strictObject({ identification: IDENTIFICATION, exit: EXIT, category: CODES }),
});
const FACTS = z.strictObject({
  format: z.literal(FACTS_FORMAT),
  salt: HEXADECIMAL,
  household: z.unknown(),
  unusable: NAMES,
});

/** The values of a text: one JSON value, or one a line. Never tells what stands in a line. */
function valuesOf(text: string, file: string): readonly { readonly value: unknown; readonly line: number }[] {
  const plain = text.replace(/^﻿/, '');
  try {
    return [{ value: JSON.parse(plain), line: 1 }];
  } catch {
    return plain.split('\n').flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [{ value: JSON.parse(line) as unknown, line: index + 1 }];
      } catch {
        throw new DixianError([inFile(file, issue('lineNotJson', [], { line: index + 1 }))]);
      }
    });
  }
}

const formatOf = (value: unknown): string => String((value as { format?: unknown } | null)?.format ?? '—');

function readAll<Read>(text: string, file: string, schema: z.ZodType, format: string): Read[] {
  const read = valuesOf(text, file).map(({ value, line }) => {
    const given = formatOf(value);
    if (given !== format)
      throw new DixianError([inFile(file, issue('receiptOfOtherFormat', [], { line, given, format }))]);
    const parsed = schema.safeParse(value);
    if (parsed.success) return Object.freeze(parsed.data) as Read;
    const path = parsed.error.issues[0]?.path.map((part) => (typeof part === 'number' ? part : String(part)));
    throw new DixianError([inFile(file, issue('receiptDamaged', path ?? [], { line }))]);
  });
  if (read.length === 0) throw new DixianError([inFile(file, issue('receiptFileEmpty', []))]);
  return read;
}

const isPublic = (value: unknown): boolean => (value as { grade?: unknown } | null)?.grade === 'public';

/**
 * Reads receipts of the case-file grade: one as JSON, or one a line. `file` is named in errors.
 * @throws DixianError if a line is no JSON, no receipt, a public one (which cannot be replayed), or damaged.
 */
export function readReceipts(text: string, file: string): readonly Receipt[] {
  const shown = valuesOf(text, file).find(({ value }) => isPublic(value));
  if (shown !== undefined)
    throw new DixianError([inFile(file, issue('receiptIsPublic', [], { line: shown.line }))]);
  return readAll<Receipt>(text, file, RECEIPT, RECEIPT_FORMAT);
}

/**
 * Reads public receipts, for whoever checks a signature.
 * @throws DixianError if a line is no JSON, no public receipt, or damaged.
 */
export const readPublicReceipts = (text: string, file: string): readonly PublicReceipt[] =>
  readAll<PublicReceipt>(text, file, PUBLIC_RECEIPT, RECEIPT_FORMAT);

/**
 * Reads the facts kept for receipts: one as JSON, or one a line.
 * @throws DixianError if a line is no JSON, has another form, or is damaged; never tells a fact.
 */
export const readReceiptFacts = (text: string, file: string): readonly ReceiptFacts[] =>
  readAll<ReceiptFacts>(text, file, FACTS, FACTS_FORMAT);
