import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Policy, policyFile } from './policy/policy.js';

/** What a thread runs. As source it is run by `tsx`; as a package it is the file beside. */
export function threadOptions(): { filename: string; execArgv?: string[] } {
  const own = import.meta.url;
  if (!own.endsWith('.ts')) return { filename: new URL('./worker.js', own).href };
  const tsx = new URL(
    './dist/esm/api/index.mjs',
    pathToFileURL(createRequire(own).resolve('tsx/package.json')),
  ).href;
  const start = `import{register}from${JSON.stringify(tsx)};register()`;
  return {
    filename: new URL('./worker.node.ts', own).href,
    execArgv: ['--import', `data:text/javascript,${start}`],
  };
}

const TEXTS = new WeakMap<Policy, SharedArrayBuffer>();

/** The text of the policy file, once, in memory that all threads share. */
export function sharedPolicyText(policy: Policy): SharedArrayBuffer {
  const known = TEXTS.get(policy);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(policyFile(policy).text);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  TEXTS.set(policy, shared);
  return shared;
}
