import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeIssue, resolvePolicy } from '../../../src/index.js';
import { withRuleBook } from '../rule-book-support.js';
import { BASE_FILES, BASE_REQUEST, confirmed, issuesOf, withFiles } from '../support.js';

/** One mistake: files put over the base pack, and every issue that must come of it. */
interface BadPack {
  readonly mistake: string;
  readonly region?: string;
  readonly on?: string;
  /** JSON content, or the text of a file, such as a CSV file. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Put them over the base pack with a decision table, a toolbox, a procedure, a calendar and an area warning. */
  readonly over?: 'ruleBook';
  /** Load the files as they are: the mistake is in the hash that an override quotes. */
  readonly unconfirmed?: true;
  readonly expected: readonly {
    readonly code: string;
    readonly file?: string;
    /** `*` stands for any rest. */
    readonly path: readonly (string | number)[];
    readonly says: string;
  }[];
}

const folder = new URL('./', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, BadPack] => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as BadPack,
  ]);

describe('a pack with a mistake', () => {
  test('the base pack itself has none', () => {
    expect(resolvePolicy(BASE_FILES, BASE_REQUEST).stages.identify).toEqual(['wayBelow']);
  });

  test('nor has the one with a rule book', () => {
    const { stages } = resolvePolicy(withRuleBook(), BASE_REQUEST);
    expect([stages.tier, stages.measure]).toEqual([
      ['tierHouse', 'tierNoWorkers', 'tierOther'],
      ['measureHouse', 'measureJob', 'measureMove'],
    ]);
  });

  test.each(cases)('%s is refused, naming file, path, cause and mend', (_, bad) => {
    const { region = BASE_REQUEST.region, on = BASE_REQUEST.on } = bad;
    const request = { region, on };
    const files = bad.over === 'ruleBook' ? withRuleBook(bad.files) : withFiles(bad.files);
    const found = issuesOf(() =>
      resolvePolicy(bad.unconfirmed === true ? files : confirmed(files, request), request),
    );
    expect(
      found.map(({ code, file, path }) => ({
        code,
        file,
        path: bad.expected[0]?.path[0] === '*' ? ['*'] : path,
      })),
    ).toEqual(bad.expected.map(({ code, file, path }) => ({ code, file, path })));
    for (const [index, { says }] of bad.expected.entries()) {
      const issue = found[index];
      if (issue === undefined) throw new Error('one issue less than expected');
      expect(describeIssue(issue, 'en')).toContain(says);
      expect(describeIssue(issue, 'zh-CN')).toMatch(/\p{Script=Han}/u);
      expect(describeIssue(issue, 'zh-CN')).not.toMatch(/\{\w+\}|undefined/);
    }
  });
});

describe('several mistakes in several files', () => {
  const found = issuesOf(() =>
    resolvePolicy(
      withFiles({
        'nation/broken.json': '{',
        'nation/odd.json': { kind: 'rule' },
        'nation/twice.json': '{"kind": "rules", "kind": "rules", "rules": []}',
        'nation/rules.json': {
          kind: 'rules',
          rules: [
            {
              name: 'wayBelow',
              conditions: {
                all: [
                  { any: [] },
                  { fact: 'belowLin', operator: 'equals', value: true },
                  { condition: 'none' },
                ],
              },
              event: {
                type: 'identify',
                params: { title: { zh: '甲', en: 'a' }, authority: 'national', document: 'nowhere' },
              },
            },
          ],
        },
        'province/line.json': {
          kind: 'parameterValues',
          values: {
            line: {
              values: [
                { from: '2024-01-01', value: '1', status: 'announced', authority: 'provincial' },
                { from: '2024-02-01', value: '2', status: 'announced', authority: 'provincial' },
              ],
            },
          },
        },
      }),
      BASE_REQUEST,
    ),
  );

  test.each([
    ['jsonSyntax', 'nation/broken.json'],
    ['unknownFileKind', 'nation/odd.json'],
    ['duplicateKey', 'nation/twice.json'],
    ['emptyAny', 'nation/rules.json'],
    ['unknownNameNear', 'nation/rules.json'],
    ['unknownCondition', 'nation/rules.json'],
    ['unknownDocument', 'nation/rules.json'],
    ['valueOutOfBounds', 'province/line.json'],
    ['documentMissing', 'province/line.json'],
    ['overlappingValues', 'province/line.json'],
  ])('%s of %s is reported with all the others', (code, file) => {
    expect(found.map((each) => `${each.code} ${each.file}`)).toContain(`${code} ${file}`);
  });

  test('the message of the error has one line for each', () => {
    const files = withFiles({ 'nation/broken.json': '{', 'nation/odd.json': { kind: 'rule' } });
    expect(() => resolvePolicy(files, BASE_REQUEST)).toThrow(/nation\/broken\.json.*\n.*nation\/odd\.json/);
  });
});
