import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Policy, policyFile } from '../policy/policy.js';
import { newSalt, signReceipt } from '../receipts.node.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import { canonicalJson } from '../values/canonical.js';
import { CommandError } from './command-error.js';
import { readText, writeWhole } from './text-file.js';

/** Throws CommandError if a folder holds anything: receipts of two days are never mixed or overwritten. */
export async function requireEmptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0)
    throw new CommandError(
      `凭据目录 ${folder} 里已有文件，没有写入任何结果。请换一个空目录，以免盖掉旧凭据。`,
      `The folder ${folder} already holds files; nothing was written. Give an empty one, so that no receipt is overwritten.`,
    );
}

/**
 * Writes what proves the decisions: `receipts.ndjson`, `facts.ndjson` (with the salts) and `policies/`. Rows that
 * could not be read have no receipt. Returns how many there are.
 */
export async function writeReceipts(
  folder: string,
  rows: readonly AssessedRow[],
  policy: Policy,
  keyFile: string | undefined,
): Promise<number> {
  const key = keyFile === undefined ? undefined : await readText(keyFile);
  const made = rows.flatMap(({ assessment }) =>
    assessment === undefined ? [] : [assessment.receipt({ salt: newSalt() })],
  );
  const lines = (values: readonly unknown[]): string =>
    values.map((value) => `${canonicalJson(value)}\n`).join('');
  const signed = made.map(({ receipt }) => (key === undefined ? receipt : signReceipt(receipt, key)));
  await mkdir(join(folder, 'policies'), { recursive: true });
  const { name, text } = policyFile(policy);
  await writeWhole(join(folder, 'policies', name), text);
  await writeWhole(join(folder, 'facts.ndjson'), lines(made.map(({ facts }) => facts)));
  // The receipts last: where they are, all that they need is there.
  await writeWhole(join(folder, 'receipts.ndjson'), lines(signed));
  return made.length;
}
