import { describe, expect, test } from 'vitest';
import { knownHouseholds } from '../../bench/households.js';
import { compile, hashOf, policyFile, readPolicy, resolvePolicy, sha256Hex } from '../../src/index.js';
import { BASE_REQUEST, issuesOf, SHIPPED_FILES, withFiles } from './support.js';

const ON = '2024-11-01';
const policy = resolvePolicy(SHIPPED_FILES, { region: '620000', on: ON });
const { name, text } = policyFile(policy);

/** Everything below a value that is not frozen, by path. */
function* thawed(value: unknown, path = 'policy'): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (!Object.isFrozen(value)) yield path;
  for (const [key, member] of Object.entries(value)) yield* thawed(member, `${path}.${key}`);
}

describe('a resolved policy', () => {
  test('is frozen all the way down', () => {
    expect([...thawed(policy)]).toEqual([]);
    expect([...thawed(readPolicy(text))]).toEqual([]);
  });

  test('is a file named by region, first day and hash', () => {
    expect(name).toBe(`620000.2024-01-01.${policy.hash.slice(0, 16)}.policy.json`);
    expect(policy.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has another hash where something by the name of a mere word says something else', () => {
    const hashWith = (formula: string): string =>
      resolvePolicy(
        withFiles({
          'province/areas.json': {
            kind: 'areaWarnings',
            warnings: {
              note: { title: { zh: '预警', en: 'warning' }, formula, authority: 'projectDefault' },
            },
          },
        }),
        BASE_REQUEST,
      ).hash;
    expect(hashWith('disasterReported')).not.toBe(hashWith('resettlementUnstable'));
  });

  test('is the same when read back', () => {
    expect(readPolicy(text)).toEqual(policy);
    expect(policyFile(readPolicy(text))).toEqual({ name, text });
  });

  test('read back gives equal assessments, reasons and explanations', () => {
    const [resolved, read] = [compile(policy), compile(readPolicy(text))];
    for (const [index, household] of [{}, ...knownHouseholds(30, 3, ON, 7_800)].entries()) {
      const [a, b] = [resolved.assess(household, { on: ON }), read.assess(household, { on: ON })];
      expect(JSON.stringify(b)).toBe(JSON.stringify(a));
      // An explanation also searches what to ask and what would change the answer, which takes most of the time.
      if (index < 8) expect(b.explain('zh-CN')).toEqual(a.explain('zh-CN'));
      expect(b.reasons()).toEqual(a.reasons());
      expect(read.factsFor(household, { on: ON })).toEqual(resolved.factsFor(household, { on: ON }));
    }
  });

  test('has another hash where one figure differs by one fen', () => {
    const changed = SHIPPED_FILES.map((file) => ({
      ...file,
      text: file.text.replace('"7800"', '"7800.01"'),
    }));
    const other = resolvePolicy(changed, { region: '620000', on: ON });
    expect(other.hash).not.toBe(policy.hash);
  });

  test('has the same hash where only a title, a note or an address differs', () => {
    const changed = SHIPPED_FILES.map((file) => ({
      ...file,
      text: file.text
        .replace('甘肃省农业农村厅介绍防返贫监测情况', '另一题名')
        .replace('8.3% above 2023.', 'A note.'),
    }));
    expect(resolvePolicy(changed, { region: '620000', on: ON }).hash).toBe(policy.hash);
  });
});

describe('a damaged policy file is refused', () => {
  const edit = (change: (content: Record<string, unknown>) => unknown): string =>
    JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));

  test.each<[string, string, string]>([
    ['empty', '', 'notJson'],
    ['cut short', text.slice(0, -100), 'notJson'],
    ['null', 'null', 'damagedPolicy'],
    ['a list', '[]', 'damagedPolicy'],
    ['a number', '5', 'damagedPolicy'],
    ['another format', edit((policy) => ({ ...policy, format: 'dixian-policy/1' })), 'policyOfOtherFormat'],
    ['another line', text.replaceAll('"7800"', '"6800"'), 'damagedPolicy'],
    ['another line in the program only', text.replace('"value": "7800"', '"value": "6800"'), 'damagedPolicy'],
    ['another end', text.replace('"validTo": "2024-12-31"', '"validTo": "2034-12-31"'), 'damagedPolicy'],
    [
      'another operator',
      text.replace('"operator": "lessThan"', '"operator": "lessThanInclusive"'),
      'damagedPolicy',
    ],
    ['another region', text.replace('"code": "620000"', '"code": "630000"'), 'damagedPolicy'],
    ['another hash', text.replace(policy.hash, sha256Hex('')), 'damagedPolicy'],
    ['no hash', edit(({ hash: _, ...policy }) => policy), 'damagedPolicy'],
    [
      'a rule less',
      edit((policy) => ({ ...policy, stages: { ...(policy['stages'] as object), review: [] } })),
      'damagedPolicy',
    ],
    ['no program', edit((policy) => ({ ...policy, program: null })), 'damagedPolicy'],
    ['an empty program', edit((policy) => ({ ...policy, program: {} })), 'damagedPolicy'],
    ['no rules', edit(({ rules: _, ...policy }) => policy), 'damagedPolicy'],
    ['nothing but a format', '{"format":"dixian-policy/2","program":{}}', 'damagedPolicy'],
    ['one of an older version', '{"format":"dixian-policy/1","program":{}}', 'policyOfOtherFormat'],
    [
      'conditions of a rule for json-rules-engine',
      text.replace(
        '"fact": "belowStandard",\n      "operator": "equal",\n      "value": true',
        '"fact": "belowStandard",\n      "operator": "equal",\n      "value": false',
      ),
      'damagedPolicy',
    ],
  ])('%s', (_, damaged, code) => {
    expect(damaged).not.toBe(text);
    expect(issuesOf(() => readPolicy(damaged)).map((issue) => issue.code)).toEqual([code]);
  });

  test('the hash is that of the canonical content, so a file written with other spaces is still whole', () => {
    expect(readPolicy(JSON.stringify(JSON.parse(text))).hash).toBe(policy.hash);
    expect(hashOf({ b: 1, a: '底线' })).toBe(sha256Hex('{"a":"底线","b":1}'));
  });
});
