import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { GOLDEN, goldenCases, LOCALES } from '../decision/explanation/golden.js';

// Writes the golden texts anew; what changed is read by eye before it is kept.
mkdirSync(GOLDEN, { recursive: true });
for (const name of readdirSync(GOLDEN)) if (name.endsWith('.txt')) rmSync(`${GOLDEN}${name}`);
const cases = await goldenCases();
for (const { id, text } of cases)
  for (const locale of LOCALES) writeFileSync(`${GOLDEN}${id}.${locale}.txt`, text(locale));
process.stdout.write(`${cases.length * LOCALES.length} texts of ${cases.length} households\n`);
