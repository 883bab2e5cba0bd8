import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { signedText } from './decision/receipt/make-receipt.js';
import type { PublicReceipt, Receipt } from './decision/receipt/receipt.js';
import { type Policy, readPolicy } from './policy/policy.js';
import { DixianError, type Issue, inFile, issue } from './values/issues.js';

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

// Node derives the public key of a private one: who checks would then not notice that they were given the secret.
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
function publicKeyOf(text: string): KeyObject {
  if (PRIVATE_KEY.test(text)) throw new DixianError([issue('keyNotEd25519', [])]);
  return createPublicKey(text);
}

/**
 * Whether the signature of a receipt is by the owner of a public key (Ed25519, PEM) and nothing was changed since.
 * A receipt without a signature gives false.
 * @throws DixianError if the key is no Ed25519 public key; a private one is refused.
 */
export function isSignedBy(receipt: Receipt | PublicReceipt, publicKey: string): boolean {
  const key = ed25519(() => publicKeyOf(publicKey));
  const { signature } = receipt;
  if (signature === undefined || signature.algorithm !== 'Ed25519') return false;
  const bytes = Buffer.from(signature.value, 'base64');
  // Another spelling of the same bytes would be a changed receipt that passes.
  if (bytes.toString('base64') !== signature.value) return false;
  return verify(null, Buffer.from(signedText(receipt), 'utf8'), key, bytes);
}

const POLICY_FILE = /\.policy\.json(\.gz)?$/;

async function readPolicyFile(path: string): Promise<Policy> {
  const bytes = await readFile(path);
  // With or without the byte order mark that editors add; what is no UTF-8 is not read as something else.
  return readPolicy(
    new TextDecoder('utf-8', { fatal: true }).decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes),
  );
}

/**
 * Reads the policy of a hash from a folder of policy files (`policyFile(policy)`, plain or gzipped); of no other
 * file there. Undefined if none of them has it.
 * @throws DixianError if there is only a changed file of that name; the errors of `node:fs` if the folder cannot be
 * read.
 */
export async function findPolicy(folder: string, hash: string): Promise<Policy | undefined> {
  const names = (await readdir(folder)).filter((name) => POLICY_FILE.test(name)).sort();
  const named = names.filter((name) => name.includes(hash.slice(0, 16)));
  const issues: Issue[] = [];
  for (const name of [...named, ...names.filter((each) => !named.includes(each))]) {
    try {
      const policy = await readPolicyFile(join(folder, name));
      if (policy.hash === hash) return policy;
    } catch (error) {
      // Another policy's damage is not this one's.
      if (!named.includes(name)) continue;
      const found = error instanceof DixianError ? error.issues : [issue('damagedPolicy', [])];
      issues.push(...found.map((each) => inFile(name, each)));
    }
  }
  if (issues.length > 0) throw new DixianError(issues);
  return undefined;
}
