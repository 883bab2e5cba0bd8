import { describe, expect, test } from 'vitest';
import { type PolicyFile, resolvePolicy } from '../../src/index.js';
import { confirmOverrides } from '../../src/policy/confirm.js';
import {
  BASE_FILES,
  BASE_REQUEST,
  codesOf,
  confirmed,
  issuesOf,
  SHIPPED_FILES,
  withFiles,
} from './support.js';

/** What the nation's `perPerson` is quoted by. */
const HASH = '5763611fac361c45';
const OLD = '0123456789abcdef';

/** A province's own `perPerson`, with its overrides written in any manner. */
const factsWith = (overrides: string): string => `{
  "kind": "derivedFacts",
  "derivedFacts": {
    "perPerson": {
      "title": { "zh": "人均", "en": "per person" },   "formula":"reportedNetIncomePerPerson",
      "authority": "provincial", "document": "notice",
      "overrides": ${overrides}
    }
  }
}
`;
const withFacts = (text: string): PolicyFile[] => withFiles({ 'province/facts.json': text });
const confirm = (files: readonly PolicyFile[]): PolicyFile[] =>
  confirmOverrides(
    files,
    issuesOf(() => resolvePolicy(files, BASE_REQUEST)),
  );

const MEMBERS = '"pack": "nation", "act": "replace", "reason": "试验", "document": "notice"';

describe('confirming what is overridden', () => {
  test.each([
    ['on one line', `{ ${MEMBERS} }`, `{ ${MEMBERS}, "hash": "${HASH}" }`],
    ['without any spaces', `{${MEMBERS}}`, `{${MEMBERS}, "hash": "${HASH}"}`],
    [
      'on lines of their own',
      `{\n        ${MEMBERS.replaceAll(', ', ',\n        ')}\n      }`,
      `{\n        ${MEMBERS.replaceAll(', ', ',\n        ')},\n        "hash": "${HASH}"\n      }`,
    ],
    [
      'indented with tabs',
      `{\n\t\t\t\t${MEMBERS.replaceAll(', ', ',\n\t\t\t\t')}\n\t\t\t}`,
      `{\n\t\t\t\t${MEMBERS.replaceAll(', ', ',\n\t\t\t\t')},\n\t\t\t\t"hash": "${HASH}"\n\t\t\t}`,
    ],
    ['with an old hash at the end', `{ ${MEMBERS}, "hash": "${OLD}" }`, `{ ${MEMBERS}, "hash": "${HASH}" }`],
    [
      'with an old hash at the start',
      `{ "hash" :  "${OLD}" , ${MEMBERS} }`,
      `{ "hash" :  "${HASH}" , ${MEMBERS} }`,
    ],
  ])('changes exactly the hash of overrides written %s', (_, before, after) => {
    expect(confirm(withFacts(factsWith(before)))).toEqual([
      { path: 'province/facts.json', text: factsWith(after) },
    ]);
  });

  test.each([
    ['the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a mark of the byte order', (text: string) => `\uFEFF${text}`],
  ])('keeps %s', (_, change) => {
    const spread = (last: string) =>
      change(factsWith(`{\n        ${MEMBERS.replaceAll(', ', ',\n        ')}${last}\n      }`));
    expect(confirm(withFacts(spread('')))).toEqual([
      { path: 'province/facts.json', text: spread(`,\n        "hash": "${HASH}"`) },
    ]);
  });

  test('writes every override of a file, each its own', () => {
    const rule = (name: string, priority: string) => `{ "name": "${name}"${priority},
      "conditions": { "all": [{ "fact": "ownsVehicle", "operator": "equal", "value": true }] },
      "event": { "type": "identify", "params": { "title": { "zh": "甲", "en": "a" }, "authority": "provincial",
        "document": "notice", "overrides": { ${MEMBERS} } } } }`;
    const nation = withFiles({})
      .find(({ path }) => path === 'nation/rules.json')
      ?.text.replace('"name": "checkCars"', '"name": "wayCars"')
      .replace(
        '"type": "check",\n        "params": {',
        '"type": "identify", "params": { "permits": ["replace"],',
      );
    const files = withFiles({
      'nation/rules.json': nation,
      'province/rules.json': `{ "kind": "rules", "rules": [${rule('wayBelow', '')}, ${rule('wayCars', '')}] }`,
    });
    const issues = issuesOf(() => resolvePolicy(files, BASE_REQUEST));
    expect(issues.map(({ code }) => code)).toEqual(['overrideUnconfirmed', 'overrideUnconfirmed']);
    const [changed, ...others] = confirmOverrides(files, issues);
    expect(others).toEqual([]);
    const hashes = issues.map(({ params }) => String(params['hash']));
    expect([...(changed?.text.matchAll(/"hash": "(\w+)"/g) ?? [])].map(([, hash]) => hash)).toEqual(hashes);
    expect(new Set(hashes).size).toBe(2);
    expect(changed?.text.replaceAll(/, "hash": "\w+"/g, '')).toBe(
      files.find(({ path }) => path === 'province/rules.json')?.text,
    );
  });

  test('touches nothing for issues of another kind', () => {
    const files = withFacts(factsWith(`{ ${MEMBERS.replace('replace', 'tighten')} }`));
    const issues = issuesOf(() => resolvePolicy(files, BASE_REQUEST));
    expect(issues.map(({ code }) => code)).toEqual(['overrideNotPermitted']);
    expect(confirmOverrides(files, issues)).toEqual([]);
  });

  test('once done finds nothing more to do', () => {
    const files = confirmed(withFacts(factsWith(`{ ${MEMBERS} }`)));
    expect(confirmed(files)).toEqual(files);
    expect(resolvePolicy(files, BASE_REQUEST).derivedFacts['perPerson']?.provenance.layer).toBe('province');
  });

  test('is needed for nothing that ships', () => {
    for (const region of ['620171', '420300', '532328', '350982'])
      expect(resolvePolicy(SHIPPED_FILES, { region, on: '2024-11-01' }).region.code).toBe(region);
  });
});

describe('a change above', () => {
  const files = confirmed([
    ...withFiles({
      'province/facts.json': factsWith(`{ ${MEMBERS} }`),
      'province/rules.json': {
        kind: 'rules',
        rules: [
          {
            name: 'wayBelow',
            conditions: { all: [{ fact: 'ownsVehicle', operator: 'equal', value: true }] },
            event: {
              type: 'identify',
              params: {
                title: { zh: '甲', en: 'a' },
                authority: 'provincial',
                document: 'notice',
                overrides: { pack: 'nation', act: 'replace', reason: '试验', document: 'notice' },
              },
            },
          },
        ],
      },
    }),
  ]);
  const changed = (path: string, from: string, to: string): PolicyFile[] =>
    files.map((file) => {
      if (file.path !== path) return file;
      expect(file.text).toContain(from);
      return { path, text: file.text.replace(from, to) };
    });

  test.each([
    ['a formula', 'nation/derived-facts.json', 'reportedNetIncome / reported', 'reportedClaims / reported'],
    [
      'a condition of a rule',
      'nation/rules.json',
      '"condition": "cannotCope"',
      '"not": { "condition": "cannotCope" }',
    ],
  ])('of %s makes loading fail until it is confirmed', (_, path, from, to) => {
    const after = changed(path, from, to);
    const issues = issuesOf(() => resolvePolicy(after, BASE_REQUEST));
    expect(issues.map(({ code }) => code)).toEqual(['overrideOutdated']);
    expect(issues[0]?.params['quoted']).not.toBe(issues[0]?.params['hash']);
    const again = confirmed(after);
    expect(again.filter((file, index) => file.text !== after[index]?.text)).toHaveLength(1);
    expect(resolvePolicy(again, BASE_REQUEST).layers.map(({ name }) => name)).toEqual(['nation', 'province']);
  });

  test.each([
    ['a title', 'nation/rules.json', '"zh": "wayBelow"', '"zh": "低于标准"'],
    [
      'something that is not overridden',
      'nation/derived-facts.json',
      'perPerson < line',
      'perPerson <= line',
    ],
    ['a permission', 'nation/rules.json', '"permits": ["replace"]', '"permits": ["replace", "tighten"]'],
  ])('of %s needs no new confirmation', (_, path, from, to) => {
    expect(resolvePolicy(changed(path, from, to), BASE_REQUEST).rules['wayBelow']?.provenance.layer).toBe(
      'province',
    );
  });

  test.each([
    ['the value of another year', '"values": [', `"values": [${LINE_2023}, `],
    ['a note', '"status": "announced"', '"note": "x", "status": "announced"'],
  ])('of %s of the province needs no new confirmation in its counties', (_, from, to) => {
    const { before, changed } = countyBelow();
    expect(codesOf(() => resolvePolicy(before, IN_COUNTY))).toEqual([]);
    expect(codesOf(() => resolvePolicy(changed(from, to), IN_COUNTY))).toEqual([]);
  });

  test('of a line makes loading fail in a county that replaces the days it is carried over to', () => {
    const carried = (amount: string) => ({
      'province/line.json': {
        kind: 'parameterValues',
        values: {
          line: { permits: ['replace'], values: [{ ...lineOf(2024, amount), carriedOverTo: '2025-06-30' }] },
        },
      },
    });
    const below = { ...COUNTY, 'county/line.json': replacing(lineOf(2025, '8600')) };
    const before = confirmed(withFiles({ ...carried('7800'), ...below }), IN_COUNTY);
    const after = confirmed(withFiles({ ...carried('7900'), ...below }), IN_COUNTY);
    const quoted = (files: readonly PolicyFile[]) =>
      files.find(({ path }) => path === 'county/line.json')?.text.match(/"hash": "(\w+)"/)?.[1];
    expect(quoted(before)).toMatch(/^\w{16}$/);
    expect(quoted(after)).not.toBe(quoted(before));
  });

  test.each([
    ['its figure', '"7800"', '"7900"'],
    ['its last day', '"2024-12-31"', '"2025-12-31"'],
    ['its status', '"announced"', '"derived"'],
    ['how long it is carried over', '"status"', '"carriedOverTo": "2025-06-30", "status"'],
  ])('of a line by %s makes loading fail in the counties that replace it', (_, from, to) => {
    const { before, changed } = countyBelow();
    expect(resolvePolicy(before, IN_COUNTY).layers.at(-1)?.name).toBe('county');
    const after = changed(from, to);
    const codes = issuesOf(() => resolvePolicy(after, IN_COUNTY)).map(({ code, file }) => `${code} ${file}`);
    expect(codes).toEqual(['overrideOutdated county/line.json']);
    expect(resolvePolicy(after, BASE_REQUEST).layers.at(-1)?.name).toBe('province');
  });
});

const IN_COUNTY = { region: '900100', on: BASE_REQUEST.on };
const LINE_2023 = `{ "from": "2023-01-01", "to": "2023-12-31", "value": "7000", "status": "announced",
  "authority": "provincial", "document": "notice" }`;

const COUNTY = {
  'county/pack.json': {
    kind: 'pack',
    name: 'county',
    region: '900100',
    title: { zh: '县', en: 'county' },
    inForce: { from: '2020-01-01' },
  },
};
const lineOf = (year: number, value: string): object => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  value,
  status: 'announced',
  authority: 'county',
  document: 'notice',
});
const replacing = (value: object): object => ({
  kind: 'parameterValues',
  values: {
    line: {
      overrides: { pack: 'province', act: 'replace', reason: '试验', document: 'notice' },
      values: [value],
    },
  },
});

/** A county that replaces its province's line of 2024, confirmed; and the same with a change in the province's text. */
function countyBelow() {
  const line = BASE_FILES.find(({ path }) => path === 'province/line.json')?.text ?? '';
  const province = line.replace('"line": {', '"line": { "permits": ["replace"],');
  const before = confirmed(
    withFiles({
      'province/line.json': province,
      ...COUNTY,
      'county/line.json': replacing(lineOf(2024, '8600')),
    }),
    IN_COUNTY,
  );
  const changed = (from: string, to: string): PolicyFile[] => {
    expect(province).toContain(from);
    return before.map((file) =>
      file.path === 'province/line.json' ? { ...file, text: province.replace(from, to) } : file,
    );
  };
  return { before, changed };
}
