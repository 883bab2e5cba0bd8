import type { Household } from '../facts/household.js';
import { isDay } from '../values/day.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import { type Expectation, readExpectations } from './fixture-answers.js';
import { isTable, readFixtureFacts } from './fixture-facts.js';
import { readYaml } from './fixture-yaml.js';

/** A file of fixture households as text; its path stands in every issue. */
export interface FixtureFile {
  readonly path: string;
  readonly text: string;
}

/** An invented household with the answer that was worked out for it by hand. */
export interface FixtureHousehold {
  readonly file: string;
  /** 编号, unique over all files. */
  readonly id: string;
  /** 名称. */
  readonly name: string;
  /** 区域: a division code. */
  readonly region: string;
  /** 日期: the day of assessment, `YYYY-MM-DD`. */
  readonly on: string;
  /** 农户; may hold impossible values on purpose. */
  readonly household: Household;
  /** 演算: how the answer was worked out. */
  readonly working: string;
  /** 应得. */
  readonly expectations: readonly Expectation[];
}

/** What stands in files of fixtures; a household with an issue is not among them. */
export interface FixtureHouseholds {
  readonly fixtures: readonly FixtureHousehold[];
  readonly issues: readonly Issue[];
}

const TEXT_KEYS = ['编号', '名称', '区域', '日期', '演算'] as const;
const KEYS: readonly string[] = ['编号', '名称', '区域', '日期', '农户', '演算', '应得'];

type Path = readonly (string | number)[];

function issuesOfKeys(entry: Readonly<Record<string, unknown>>, path: Path): Issue[] {
  const known = KEYS.join('、');
  return [
    ...KEYS.filter((key) => (entry[key] ?? undefined) === undefined).map((key) =>
      issue('fixtureKeyMissing', path, { key, known }),
    ),
    ...Object.keys(entry)
      .filter((key) => !KEYS.includes(key))
      .map((key) => issue('fixtureKeyUnknown', path, { key, known })),
    ...TEXT_KEYS.filter(
      (key) => (entry[key] ?? undefined) !== undefined && typeof entry[key] !== 'string',
    ).map((key) => issue('fixtureText', [...path, key])),
    ...(typeof entry['日期'] === 'string' && !isDay(entry['日期'])
      ? [issue('fixtureDay', [...path, '日期'])]
      : []),
  ];
}

/** One entry of a file. Its place is told by its number, where it has one. */
function readEntry(
  entry: unknown,
  index: number,
  file: string,
): { readonly fixture?: FixtureHousehold; readonly issues: readonly Issue[] } {
  if (!isTable(entry)) return { issues: [issue('fixtureNoTable', [index])] };
  const path: Path = [typeof entry['编号'] === 'string' ? entry['编号'] : index];
  const ofKeys = issuesOfKeys(entry, path);
  if (ofKeys.length > 0) return { issues: ofKeys };
  const facts = readFixtureFacts(entry['农户'], [...path, '农户']);
  const expected = readExpectations(entry['应得'], [...path, '应得']);
  const issues = [...facts.issues, ...expected.issues];
  if (issues.length > 0) return { issues };
  const [id, name, region, on, working] = TEXT_KEYS.map((key) => entry[key] as string) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const { household } = facts;
  const { expectations } = expected;
  return { fixture: { file, id, name, region, on, household, working, expectations }, issues: [] };
}

/** The entries of a file; an empty file holds none, and is told. */
function readFile({ path, text }: FixtureFile): FixtureHouseholds {
  const { content, issues } = readYaml(text);
  if (issues.length > 0) return { fixtures: [], issues: issues.map((found) => inFile(path, found)) };
  if (!Array.isArray(content)) return { fixtures: [], issues: [inFile(path, issue('fixtureNoList', []))] };
  const entries = content.map((entry: unknown, index) => readEntry(entry, index, path));
  return {
    fixtures: entries.flatMap(({ fixture }) => (fixture === undefined ? [] : [fixture])),
    issues: entries.flatMap((entry) => entry.issues.map((found) => inFile(path, found))),
  };
}

/**
 * Reads files of fixture households: YAML with the Chinese keys 编号, 名称, 区域, 日期, 农户, 演算 and 应得, facts
 * by their titles. Every mistake of every file is an issue with file and place, none of them holds a value of a
 * household, and a household with one is left out. Never throws.
 */
export function readFixtureHouseholds(files: readonly FixtureFile[]): FixtureHouseholds {
  const read = files.map(readFile);
  const seen = new Map<string, string>();
  const fixtures: FixtureHousehold[] = [];
  const issues = read.flatMap((file) => file.issues);
  for (const fixture of read.flatMap((file) => file.fixtures)) {
    const other = seen.get(fixture.id);
    if (other === undefined) fixtures.push(fixture);
    else
      issues.push(inFile(fixture.file, issue('fixtureDuplicate', [fixture.id], { id: fixture.id, other })));
    seen.set(fixture.id, other ?? fixture.file);
  }
  return { fixtures, issues };
}
