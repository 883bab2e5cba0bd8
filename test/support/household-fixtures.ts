import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DixianError } from '../../src/index.js';
import { type FixtureHousehold, readFixtureHouseholds } from '../../src/tables/fixture-households.js';

export { answerDifferences } from '../../src/tables/fixture-answers.js';
export type { FixtureHousehold } from '../../src/tables/fixture-households.js';

const FOLDER = fileURLToPath(new URL('../../fixtures/households/', import.meta.url));

/** Every fixture household of the repository, file by file; throws if any of them cannot be read. */
export function readFixtures(): readonly FixtureHousehold[] {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(FOLDER + path, 'utf8') }));
  const { fixtures, issues } = readFixtureHouseholds(files);
  if (issues.length > 0) throw new DixianError(issues);
  return fixtures;
}
