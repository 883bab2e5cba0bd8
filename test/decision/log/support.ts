import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LoggedDecision } from '../../../src/decision/log/entry.js';
import { publicReceipt } from '../../../src/decision/receipt/make-receipt.js';
import type { Receipt } from '../../../src/decision/receipt/receipt.js';
import type { Household } from '../../../src/index.js';
import { fullHousehold, type Given, gansu2024, ON } from '../support.js';

/** A folder of its own for a file of tests, gone when they are done; each call gives a new one inside. */
export function temporaryFolders(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'dixian-log-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => mkdtempSync(join(root, 'log-'));
}

const saltOf = (seed: number): string => seed.toString(16).padStart(64, '0');

export const receiptFor = (household: Given, seed = 1): Receipt =>
  gansu2024.assess(household as Household, { on: ON }).receipt({ salt: saltOf(seed) }).receipt;

const RECEIPTS = new Map<number, Receipt>();
/** The receipt of a random household, each made once. */
export function receiptOf(seed: number): Receipt {
  const known = RECEIPTS.get(seed);
  if (known !== undefined) return known;
  const made = receiptFor(fullHousehold(seed, true), seed);
  RECEIPTS.set(seed, made);
  return made;
}

/** A decision as advised, with a short receipt, so that a test of every byte stays quick. */
export function shortDecision(seed: number, more: Partial<LoggedDecision> = {}): LoggedDecision {
  const receipt = publicReceipt(receiptOf(seed));
  return {
    receipt: { ...receipt, policy: { ...receipt.policy, documents: [], layers: [] } },
    explanation: [`第 ${seed} 户：说明`],
    decision: { kind: 'asAdvised' },
    decidedOn: '2024-11-05',
    ...more,
  };
}

/** A decision with the receipt of the case file. */
export const caseFileDecision = (seed: number, more: Partial<LoggedDecision> = {}): LoggedDecision => ({
  receipt: receiptOf(seed),
  explanation: [`第 ${seed} 户：说明`],
  decision: { kind: 'asAdvised' },
  decidedOn: '2024-11-05',
  ...more,
});
