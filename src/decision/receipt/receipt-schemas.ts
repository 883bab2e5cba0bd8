import * as z from 'zod';
import { authority, NAME_PATTERN, text } from '../../policy/schema-parts.js';
import { canonicalJson } from '../../values/canonical.js';
import { isDay } from '../../values/day.js';
import { DixianError, type Issue, inFile, issue } from '../../values/issues.js';
import {
  FACTS_FORMAT,
  type PublicReceipt,
  RECEIPT_FORMAT,
  type Receipt,
  type ReceiptFacts,
} from './receipt.js';

const HEXADECIMAL = z.string().regex(/^[0-9a-f]{64}$/);
/** 64 bytes in base 64. */
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;
const FORM = /^dixian-[a-z]{1,20}\/\d{1,4}$/;
const DAY = z.string().refine(isDay);
const NAMES = z.array(z.string().regex(NAME_PATTERN));
const CODES = z.array(z.string());
const TRUTH = z.enum(['true', 'false', 'unknown']);
const IDENTIFICATION = z.enum(['identify', 'review', 'notIdentified', 'verify', 'noStandard']);
const EXIT = z.enum(['exit', 'retain', 'verify', 'noStandard', 'notApplicable']);

const DECLARATION = {
  fact: z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/),
  kind: z.enum(['blank', 'complete']),
  column: text.optional(),
  authority,
  document: text,
};

const SHARED = {
  format: z.literal(RECEIPT_FORMAT),
  engineVersion: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
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
  signature: z
    .strictObject({ algorithm: z.literal('Ed25519'), value: z.string().regex(SIGNATURE) })
    .optional(),
};

const RECEIPT = z.strictObject({
  ...SHARED,
  grade: z.literal('caseFile'),
  declaredBlanks: NAMES,
  declarations: z.array(z.strictObject(DECLARATION)).min(1).optional(),
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
  rules: z.record(z.string().regex(NAME_PATTERN), TRUTH),
});
const PUBLIC_RECEIPT = z.strictObject({
  ...SHARED,
  grade: z.literal('public'),
  outcome: z.strictObject({ identification: IDENTIFICATION, exit: EXIT, category: CODES }),
});
const FACTS = z.strictObject({
  format: z.literal(FACTS_FORMAT),
  salt: HEXADECIMAL,
  // Anything that JSON can say, null included; only a missing household is none.
  household: z.custom<unknown>((value) => value !== undefined),
  unusable: NAMES,
  declarations: z
    .array(
      z.strictObject({ ...DECLARATION, value: z.union([z.boolean(), z.number(), z.string()]).optional() }),
    )
    .min(1)
    .optional(),
});

/** A value of a file, with the line that it stands in and its text. */
interface FileValue {
  readonly value: unknown;
  readonly line: number;
  readonly text: string;
}

/** The values of a text: one JSON value, or one a line. Never tells what stands in a line. */
function valuesOf(text: string, file: string): readonly FileValue[] {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return [{ value: JSON.parse(plain), line: 1, text: plain }];
  } catch {
    // Not one value: one a line.
  }
  const issues: Issue[] = [];
  const values = plain.split('\n').flatMap((line, index): FileValue[] => {
    if (line.trim() === '') return [];
    try {
      return [{ value: JSON.parse(line) as unknown, line: index + 1, text: line }];
    } catch {
      issues.push(inFile(file, issue('lineNotJson', [], { line: index + 1 })));
      return [];
    }
  });
  if (issues.length > 0) throw new DixianError(issues);
  return values;
}

/** The form that a value names, if it is one of ours; anything else in that place is not repeated. */
function formatOf(value: unknown): string {
  const format = (value as { readonly format?: unknown } | null)?.format;
  return typeof format === 'string' && FORM.test(format) ? format : '—';
}

const countKeys = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? (Array.isArray(value) ? 0 : Object.keys(value).length) +
      Object.values(value).reduce((sum: number, each) => sum + countKeys(each), 0)
    : 0;

/** Whether a key stands twice in an object: a reader that takes the first would read something else than this one. */
function hasDoubledKey({ value, text }: FileValue): boolean {
  const keys = [...text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)].filter(
    (match) => match[1] !== undefined,
  );
  return keys.length !== countKeys(value);
}

/** Where a value departs from its form, by names only; undefined if it does not. Nothing in it is passed over. */
function damageOf(found: FileValue, schema: z.ZodType): Issue['path'] | undefined {
  const parsed = schema.safeParse(found.value);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    return path.map(
      (part) => (typeof part === 'number' || NAME_PATTERN.test(String(part)) ? part : '—') as string,
    );
  }
  const canonical = canonicalText(found.value);
  const isWhole = canonical !== undefined && canonical === canonicalText(parsed.data);
  return isWhole && !hasDoubledKey(found) ? undefined : [];
}

/** Undefined for what has no canonical form, such as half a character: it stands in no receipt. */
function canonicalText(value: unknown): string | undefined {
  try {
    return canonicalJson(value);
  } catch {
    return undefined;
  }
}

/** What is wrong with a value that should be of a form; undefined if nothing is. Never tells what stands in it. */
function faultOf(found: FileValue, schema: z.ZodType, format: string): Issue | undefined {
  const { value, line } = found;
  const given = formatOf(value);
  if (given !== format) return issue('receiptOfOtherFormat', [], { line, given, format });
  const damage = damageOf(found, schema);
  return damage === undefined ? undefined : issue('receiptDamaged', damage, { line });
}

function readAll<Read>(
  values: readonly FileValue[],
  file: string,
  schema: z.ZodType,
  format: string,
): Read[] {
  const issues = values.flatMap((found) => faultOf(found, schema, format) ?? []);
  if (values.length === 0) issues.push(issue('receiptFileEmpty', []));
  if (issues.length > 0) throw new DixianError(issues.map((found) => inFile(file, found)));
  return values.map(({ value }) => Object.freeze(value) as Read);
}

const isPublic = (value: unknown): boolean => (value as { grade?: unknown } | null)?.grade === 'public';

/**
 * Reads receipts of the case-file grade: one as JSON, or one a line. `file` is named in errors.
 * @throws DixianError if a line is no JSON, no receipt, a public one (which cannot be replayed), or damaged.
 */
export function readReceipts(text: string, file: string): readonly Receipt[] {
  const values = valuesOf(text, file);
  const shown = values.find(({ value }) => isPublic(value));
  if (shown !== undefined)
    throw new DixianError([inFile(file, issue('receiptIsPublic', [], { line: shown.line }))]);
  return readAll<Receipt>(values, file, RECEIPT, RECEIPT_FORMAT);
}

/**
 * Reads public receipts, for whoever checks a signature.
 * @throws DixianError if a line is no JSON, no public receipt, or damaged.
 */
export const readPublicReceipts = (text: string, file: string): readonly PublicReceipt[] =>
  readAll<PublicReceipt>(valuesOf(text, file), file, PUBLIC_RECEIPT, RECEIPT_FORMAT);

/**
 * Reads the facts kept for receipts: one as JSON, or one a line.
 * @throws DixianError if a line is no JSON, has another form, or is damaged; never tells a fact.
 */
export const readReceiptFacts = (text: string, file: string): readonly ReceiptFacts[] =>
  readAll<ReceiptFacts>(valuesOf(text, file), file, FACTS, FACTS_FORMAT);

/** What stands in one line: what was to be read, or why it is not that. */
export type LineRead<Read> = { readonly value: Read } | { readonly fault: Issue };

function readLine<Read>(
  text: string,
  line: number,
  file: string,
  faultIn: (found: FileValue) => Issue | undefined,
): LineRead<Read> | undefined {
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: inFile(file, issue('lineNotJson', [], { line })) };
  }
  const fault = faultIn({ value, line, text });
  return fault === undefined ? { value: Object.freeze(value) as Read } : { fault: inFile(file, fault) };
}

/**
 * Reads a line of a file that is too large to be one text, as `readReceipts` would. `line`: its number, from 1 on.
 * Undefined for an empty line.
 */
export const readReceiptLine = (text: string, line: number, file: string): LineRead<Receipt> | undefined =>
  readLine(text, line, file, (found) =>
    isPublic(found.value) ? issue('receiptIsPublic', [], { line }) : faultOf(found, RECEIPT, RECEIPT_FORMAT),
  );

/** The same for the facts kept for receipts, as `readReceiptFacts` would. Never tells a fact. */
export const readReceiptFactsLine = (
  text: string,
  line: number,
  file: string,
): LineRead<ReceiptFacts> | undefined =>
  readLine(text, line, file, (found) => faultOf(found, FACTS, FACTS_FORMAT));
