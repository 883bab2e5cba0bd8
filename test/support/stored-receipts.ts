import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Household, PolicyFile } from '../../src/index.js';
import type { FixtureHousehold } from './household-fixtures.js';

/** Receipts of each version, kept for ever: see the README there. */
export const STORED = fileURLToPath(new URL('../../fixtures/receipts/', import.meta.url));

/** The versions whose receipts are stored. */
export const storedVersions = (): readonly string[] =>
  readdirSync(STORED).filter((name) => existsSync(`${STORED}${name}/receipts.ndjson.gz`));

export const storedText = (version: string, name: 'receipts' | 'facts'): string =>
  gunzipSync(readFileSync(`${STORED}${version}/${name}.ndjson.gz`)).toString('utf8');

/** The folders where the policies of a version may be: one that two versions wrote alike is kept once. */
export const policyFolders = (version: string): readonly string[] =>
  [`${STORED}${version}/policies`, `${STORED}policies`].filter((folder) => existsSync(folder));

/** A household to be decided for a receipt that is kept. */
export interface StoredCase {
  readonly region: string;
  readonly on: string;
  readonly household: Household;
  readonly unusable: readonly string[];
}

/** Every outcome, tier and regime is among them, values that cannot be read, and blanks that a pack declares. */
const CHOSEN = [
  ...['identify-14', 'rec-22', 'rec-16', 'remind-27', 'rev-05', 'exit-32', 'date-38', 'tool-17', 'risk-44'],
  ...['exit-01', 'exit-02', 'exit2-21', 'exit2-12', 'exit-30', 'chk-16', 'date-39', 'date-33'],
  ...['flag-15', 'flag-19', 'tool-27', 'tool-25', 'assist-89'],
  ...['regime-01', 'regime-22', 'regime-34', 'regime-36', 'regime-37', 'regime-48'],
  ...['regime-32', 'regime-53', 'regime-54', 'regime-55'],
];

const COUNTY = '620000-example-county';

/** The example county also declares what a blank monitoring status means, so that receipts record it. */
export function declaringCounty(file: PolicyFile): PolicyFile {
  if (!file.path.endsWith('example-county/pack.json')) return file;
  const pack = JSON.parse(file.text) as object;
  const monitoringStatus = { value: '未纳入', authority: 'projectDefault' };
  return { ...file, text: JSON.stringify({ ...pack, declaredBlanks: { monitoringStatus } }) };
}

export function storedCases(fixtures: readonly FixtureHousehold[]): readonly StoredCase[] {
  const chosen = CHOSEN.map((id) => {
    const found = fixtures.find((fixture) => fixture.id === id);
    if (found === undefined) throw new Error(`No fixture household ${id}.`);
    return { region: found.region, on: found.on, household: found.household, unusable: [] };
  });
  const { monitoringStatus: _, ...blank } = (chosen[0] as StoredCase).household;
  const county = { region: COUNTY, on: '2024-11-15', household: blank };
  return [
    ...chosen,
    { ...county, unusable: [] },
    // The cell of the status was filled and could not be read: no declared blank takes its place.
    { ...county, unusable: ['monitoringStatus', 'reportedMemberCount'] },
    // A row of a JSON list that is no household at all.
    { region: '620000', on: '2024-11-15', household: null as unknown as Household, unusable: [] },
  ];
}

/** The salts of stored receipts are counted, not drawn: their households are invented, and nothing has to be hidden. */
export const storedSalt = (version: string, number: number): string =>
  createHash('sha256').update(`dixian stored receipt ${version} ${number}`).digest('hex');
