import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { signedText } from './decision/receipt/make-receipt.js';
import type { PublicReceipt, Receipt } from './decision/receipt/receipt.js';
import { type Policy, readPolicy } from './policy/policy.js';
import { DixianError, inFile, issue } from './values/issues.js';

/** A new random salt for one receipt: 64 hexadecimal digits. */
export const newSalt = (): string => randomBytes(32).toString('hex');

function ed25519(make: () => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = make();
  } catch {
    key = undefined;
  }
  if (key?.asymmetricKeyType !== 'ed25519') throw new DixianError([issue('keyNotEd25519', [])]);
  return key;
}

/**
 * Signs a receipt with the private key of whoever issues it (Ed25519, PEM). A signature that it has is replaced.
 * @throws DixianError if the key is no Ed25519 private key.
 */
export function signReceipt<Form extends Receipt | PublicReceipt>(receipt: Form, privateKey: string): Form {
  const key = ed25519(() => createPrivateKey(privateKey));
  const value = sign(null, Buffer.from(signedText(receipt), 'utf8'), key).toString('base64');
  return Object.freeze({ ...receipt, signature: { algorithm: 'Ed25519', value } });
}

/**
 * Whether the signature of a receipt is by the owner of a public key (Ed25519, PEM) and nothing was changed since.
 * A receipt without a signature gives false.
 * @throws DixianError if the key is no Ed25519 public key.
 */
export function isSignedBy(receipt: Receipt | PublicReceipt, publicKey: string): boolean {
  const key = ed25519(() => createPublicKey(publicKey));
  if (receipt.signature === undefined) return false;
  const signature = Buffer.from(receipt.signature.value, 'base64');
  return verify(null, Buffer.from(signedText(receipt), 'utf8'), key, signature);
}

const POLICY_FILE = /\.policy\.json(\.gz)?$/;

/**
 * Reads the policy of a hash from a folder of policy files (`policyFile(policy)`, plain or gzipped); of no other
 * file there. Undefined if none of them has it.
 * @throws DixianError if the file of that name was changed; the errors of `node:fs` if the folder cannot be read.
 */
export async function findPolicy(folder: string, hash: string): Promise<Policy | undefined> {
  const names = (await readdir(folder)).filter((name) => POLICY_FILE.test(name)).sort();
  const named = names.filter((name) => name.includes(hash.slice(0, 16)));
  for (const name of [...named, ...names.filter((each) => !named.includes(each))]) {
    const bytes = await readFile(join(folder, name));
    try {
      const policy = readPolicy((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
      if (policy.hash === hash) return policy;
    } catch (error) {
      // Another policy's damage is not this one's.
      if (!named.includes(name)) continue;
      if (error instanceof DixianError)
        throw new DixianError(error.issues.map((found) => inFile(name, found)));
      throw new DixianError([inFile(name, issue('damagedPolicy', []))]);
    }
  }
  return undefined;
}
