import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Assessor, compile } from '../decision/assess.js';
import {
  countCases,
  coverageTable,
  impossibleLines,
  missingLines,
} from '../decision/coverage/coverage-words.js';
import { type RuleCoverage, RuleCoverageRecorder } from '../decision/coverage/rule-coverage.js';
import type { PackLibrary } from '../policy/library.js';
import type { Policy } from '../policy/policy.js';
import { openPackFolders } from '../policy-files.node.js';
import { type AnswerDifference, answerDifferences, type FixtureAnswer } from '../tables/fixture-answers.js';
import {
  type FixtureFile,
  type FixtureHousehold,
  readFixtureHouseholds,
} from '../tables/fixture-households.js';
import { DixianError, type Issue, inFile, issue, type Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { requireFolder } from './household-list.js';
import { textTable } from './text-table.js';

export interface TestOptions {
  readonly packs?: readonly string[];
  /** Only households of this division and of those below it. */
  readonly region?: string;
  /** Only rules whose names begin so; the answers of all households are compared all the same. */
  readonly rules?: string;
  readonly json?: boolean;
  readonly locale: Locale;
}

/** A household that does not get the answer that its fixture expects. */
interface HouseholdDifference extends AnswerDifference {
  readonly household: string;
  readonly name: string;
  readonly file: string;
}

const EXTENSIONS = ['.yaml', '.yml'];

/** The fixture files below a folder, in the order of their paths; hidden ones are left out. */
async function readFixtureFiles(folder: string): Promise<{ files: FixtureFile[]; issues: Issue[] }> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new CommandError(
      `农户样例目录 ${folder} 不存在，或不是目录。请检查路径。`,
      `${folder} is not a folder of fixture households. Check the path.`,
    );
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && EXTENSIONS.some((extension) => entry.name.endsWith(extension)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .sort();
  if (paths.length === 0)
    throw new CommandError(
      `${folder} 里没有农户样例（.yaml 文件）。请检查目录。`,
      `${folder} has no fixture households (.yaml files). Check the folder.`,
    );
  const files: FixtureFile[] = [];
  const issues: Issue[] = [];
  for (const path of paths) {
    const shown = path.split(sep).join('/');
    try {
      files.push({
        path: shown,
        text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)),
      });
    } catch (error) {
      if (!(error instanceof TypeError)) throw cannotOpen(shown, error);
      issues.push(inFile(shown, issue('notUtf8', [])));
    }
  }
  return { files, issues };
}

function cannotOpen(path: string, error: unknown): CommandError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new CommandError(
    `打不开文件 ${path}（${code}）。请检查路径和权限。`,
    `${path} cannot be opened (${code}). Check the path and permissions.`,
  );
}

/** Reads the fixtures of a folder; throws DixianError with every mistake of every file. */
async function openFixtures(
  folder: string,
  library: PackLibrary,
  region: string | undefined,
): Promise<readonly FixtureHousehold[]> {
  const { files, issues: ofFiles } = await readFixtureFiles(folder);
  const { fixtures, issues: ofHouseholds } = readFixtureHouseholds(files);
  const { regions } = library.packs;
  const ofRegions = fixtures
    .filter((fixture) => regions.get(fixture.region) === undefined)
    .map(({ file, id, region: code }) =>
      inFile(file, issue('unknownRegion', [id, '区域'], { region: code })),
    );
  const issues = [...ofFiles, ...ofHouseholds, ...ofRegions];
  if (issues.length > 0) throw new DixianError(issues);
  if (region === undefined) return fixtures;
  const chosen = fixtures.filter((fixture) =>
    regions.ancestry(fixture.region).some(({ code }) => code === region),
  );
  if (chosen.length > 0) return chosen;
  throw new CommandError(
    `${folder} 里没有区域 ${region} 及其以下的农户。请检查代码。`,
    `${folder} has no household of ${region} or below it. Check the code.`,
  );
}

/** Where the households stand: in the folder itself, or in its `households`, beside the `packs` that they need. */
async function layoutOf(folder: string): Promise<{ households: string; packs: readonly string[] }> {
  const isFolder = async (path: string): Promise<boolean> =>
    (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const [households, packs] = [join(folder, 'households'), join(folder, 'packs')];
  if (!(await isFolder(households))) return { households: folder, packs: [] };
  return { households, packs: (await isFolder(packs)) ? [packs] : [] };
}

interface Outcome {
  readonly differences: readonly HouseholdDifference[];
  readonly rules: readonly RuleCoverage[];
}

/** Assesses every household by the rules of its region and day, and watches the rules. */
function runFixtures(fixtures: readonly FixtureHousehold[], library: PackLibrary, prefix: string): Outcome {
  const recorder = new RuleCoverageRecorder();
  const assessors = new Map<Policy, Assessor>();
  const differences = fixtures.flatMap(({ id, name, file, region, on, household, expectations }) => {
    const policy = library.resolve({ region, on });
    const assessor = assessors.get(policy) ?? compile(policy);
    assessors.set(policy, assessor);
    const assessment = assessor.assess(household, { on });
    recorder.add(id, policy, assessment);
    return answerDifferences(assessment, expectations).map((each) => ({
      household: id,
      name,
      file,
      ...each,
    }));
  });
  return { differences, rules: recorder.report(prefix) };
}

function answerText(answer: FixtureAnswer | undefined, locale: Locale): string {
  const zh = locale === 'zh-CN';
  if (answer === undefined) return zh ? '（没有这条规则）' : '(no such rule)';
  if (typeof answer === 'string') return answer;
  return answer.length === 0 ? (zh ? '（没有）' : '(none)') : answer.join(zh ? '、' : ', ');
}

function* differenceLines(differences: readonly HouseholdDifference[], locale: Locale): Generator<string> {
  const zh = locale === 'zh-CN';
  for (const { household, name, key, expected, actual } of differences) {
    const [wanted, got] = [answerText(expected, locale), answerText(actual, locale)];
    yield zh
      ? `✗ ${household} ${name}：${key} 应得 ${wanted}，实得 ${got}`
      : `✗ ${household} ${name}: ${key} should be ${wanted}, but is ${got}`;
  }
}

function summaryLine(
  households: number,
  differing: number,
  rules: readonly RuleCoverage[],
  locale: Locale,
): string {
  const { seen, possible, impossible } = countCases(rules);
  const complete = rules.filter(({ isComplete }) => isComplete).length;
  return locale === 'zh-CN'
    ? `${households} 户，${households - differing} 户与应得一致，${differing} 户不一致；${rules.length} 条规则，${complete} 条覆盖完整；条件覆盖 ${seen}/${possible}，另有 ${impossible} 种情形不可能。`
    : `${households} households, ${households - differing} as expected, ${differing} not; ${rules.length} rules, ${complete} covered; conditions ${seen}/${possible}, ${impossible} cases are impossible.`;
}

/** Prints lines below a heading, where there are any. */
function printSection(heading: string, lines: readonly string[], print: (line: string) => void): void {
  if (lines.length === 0) return;
  print('');
  print(heading);
  for (const line of lines) print(`  ${line}`);
}

/**
 * `dixian test`: assesses fixture households, compares the answers with those worked out by hand, and tells what
 * the households have shown of each rule: true, false, unknown, and masking MC/DC of its conditions.
 * @returns 0 where all answers agree and every rule is covered, 2 otherwise.
 */
export async function testCommand(
  folder: string,
  options: TestOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale, rules: prefix = '' } = options;
  const zh = locale === 'zh-CN';
  const own = await layoutOf(folder);
  const packs = [...(options.packs ?? []), ...own.packs];
  for (const each of packs) await requireFolder(each);
  const library = await openPackFolders({ packs });
  const fixtures = await openFixtures(own.households, library, options.region);
  const { differences, rules } = runFixtures(fixtures, library, prefix);
  if (rules.length === 0 && prefix !== '')
    throw new CommandError(
      `没有名称以 ${prefix} 开头的规则在这些农户的研判日有效。请检查 --rules。`,
      `No rule whose name begins with ${prefix} is in force on the days of these households. Check --rules.`,
    );
  const differing = new Set(differences.map(({ household }) => household)).size;
  const isComplete = differing === 0 && rules.every((each) => each.isComplete);
  const code = isComplete ? 0 : 2;
  if (options.json === true) {
    const told = differences.map((each) => ({ ...each, actual: each.actual ?? null }));
    print(JSON.stringify({ households: fixtures.length, differences: told, rules, isComplete }, null, 1));
    return code;
  }
  for (const line of differenceLines(differences, locale)) print(line);
  if (differences.length > 0) print('');
  for (const line of textTable(coverageTable(rules, locale))) print(line);
  printSection(
    zh ? '还没有农户见证的情形：' : 'Cases that no household shows:',
    missingLines(rules, locale),
    print,
  );
  printSection(
    zh
      ? '因条件相互牵连而不可能的情形（逐一排除证明）：'
      : 'Cases that the conditions exclude (shown by search):',
    impossibleLines(rules, locale),
    print,
  );
  print('');
  print(summaryLine(fixtures.length, differing, rules, locale));
  return code;
}
