import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { compile, openPacks, policyFile } from '../../src/index.js';
import { readPackFolder } from '../../src/node.js';
import { canonicalJson } from '../../src/values/canonical.js';
import { VERSION } from '../../src/version.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { readFixtures } from './household-fixtures.js';
import { declaringCounty, STORED, storedCases, storedSalt } from './stored-receipts.js';

// Writes the receipts of this version that are replayed for ever: once, when the version is released.
const folder = `${STORED}${VERSION}`;
if (existsSync(folder)) throw new Error(`${folder} is there; what is stored is never written again.`);

const COUNTY = fileURLToPath(new URL('../../fixtures/packs/example-county', import.meta.url));
const library = openPacks([...SHIPPED_FILES, ...(await readPackFolder(COUNTY))].map(declaringCounty));
const policies = new Map<string, string>();
const made = storedCases(readFixtures()).map(({ region, on, household, unusable }, index) => {
  const policy = library.resolve({ region, on });
  const { name, text } = policyFile(policy);
  policies.set(name, text);
  const assessment = compile(policy).assess(household, { on, unusable });
  return assessment.receipt({ salt: storedSalt(VERSION, index) });
});

/** Writes a policy where all versions share them; only one that another version wrote otherwise stands by itself. */
function writePolicy(name: string, text: string): void {
  const shared = `${STORED}policies/${name}.gz`;
  if (existsSync(shared) && gunzipSync(readFileSync(shared)).toString('utf8') === text) return;
  const target = existsSync(shared) ? `${folder}/policies` : `${STORED}policies`;
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}/${name}.gz`, gzipSync(text, { level: 9 }));
}

mkdirSync(folder, { recursive: true });
for (const [name, text] of policies) writePolicy(name, text);
const write = (name: string, values: readonly unknown[]): void => {
  const lines = values.map((value) => `${canonicalJson(value)}\n`).join('');
  writeFileSync(`${folder}/${name}.ndjson.gz`, gzipSync(lines, { level: 9 }));
};
write(
  'facts',
  made.map(({ facts }) => facts),
);
write(
  'receipts',
  made.map(({ receipt }) => receipt),
);
process.stdout.write(
  `${made.length} receipts by ${policies.size} policies: ${readdirSync(folder).join(', ')}\n`,
);
