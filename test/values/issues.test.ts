import { describe, expect, test } from 'vitest';
import { ISSUE_TEXTS } from '../../src/values/issue-texts.js';
import {
  DixianError,
  describeIssue,
  type IssueCode,
  inFile,
  issue,
  pathText,
} from '../../src/values/issues.js';

const CODES = Object.keys(ISSUE_TEXTS) as IssueCode[];
/** The placeholders of a text; `nameEn` is the English form of `name`. */
const placeholders = (text: string): string[] =>
  [
    ...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => (match[1] as string).replace(/En$/, ''))),
  ].sort();

describe('every issue', () => {
  test.each(CODES)('%s says the same particulars in both languages', (code) => {
    expect(placeholders(ISSUE_TEXTS[code].en)).toEqual(placeholders(ISSUE_TEXTS[code]['zh-CN']));
  });

  test.each(CODES)('%s is a sentence in Chinese and one in English', (code) => {
    const { 'zh-CN': zh, en } = ISSUE_TEXTS[code];
    const bare = (text: string): string => text.replace(/\{\w+\}/g, '');
    expect(zh).toMatch(/^\{detail\}$|[一-鿿].*[。？}]$/u);
    expect(en).toMatch(/^\{detailEn\}$|[a-z].*[.?…}]$/);
    expect(bare(en)).not.toMatch(/[一-鿿]/u);
  });

  test.each(CODES)('%s, with all of its particulars, leaves no placeholder and no gap', (code) => {
    const names = [...`${ISSUE_TEXTS[code].en}${ISSUE_TEXTS[code]['zh-CN']}`.matchAll(/\{(\w+)\}/g)].map(
      (match) => match[1] as string,
    );
    const found = issue(code, [], Object.fromEntries(names.map((name) => [name, `<${name}>`])));
    for (const locale of ['zh-CN', 'en'] as const) {
      const text = describeIssue(found, locale);
      expect(text).not.toMatch(/\{\w+\}/);
      for (const [, name] of ISSUE_TEXTS[code][locale].matchAll(/\{(\w+)\}/g))
        expect(text).toContain(`<${name}>`);
    }
  });
});

describe('a line for people', () => {
  const found = issue('unknownFactNear', ['members', 'items', 2, 'birthday'], {
    name: 'birthday',
    nearest: 'birthDate',
  });

  test.each([
    ['zh-CN', '村.json › members.items[2].birthday：没有名为“birthday”的事实，已忽略。是否应为“birthDate”？'],
    [
      'en',
      '村.json › members.items[2].birthday: there is no fact named "birthday"; it was not used. Is "birthDate" meant?',
    ],
  ] as const)('in %s names file, path, cause and mend', (locale, text) => {
    expect(describeIssue(inFile('村.json', found), locale)).toBe(text);
  });

  test('without a place is the sentence alone', () => {
    expect(describeIssue(issue('noPacks', []), 'en')).toBe('no pack was found.');
  });

  test.each([
    [[], ''],
    [['fact'], 'fact'],
    [['all', 0, 'any', 1], 'all[0].any[1]'],
    [[0, 'value'], '[0].value'],
  ])('the path %o is written %o', (path, text) => {
    expect(pathText(path)).toBe(text);
  });

  test('a particular that looks like a placeholder stays as it is', () => {
    expect(describeIssue(issue('unknownCondition', [], { name: '{name}' }), 'en')).toBe(
      'there is no named condition "{name}".',
    );
  });

  test('an error lists every issue, and carries them', () => {
    const error = new DixianError([found, issue('noPacks', [])]);
    expect(error.message.split('\n')).toHaveLength(2);
    expect(error.issues).toHaveLength(2);
    expect(error).toBeInstanceOf(Error);
  });

  test('an issue cannot be changed', () => {
    expect([found, found.path, found.params].every(Object.isFrozen)).toBe(true);
  });
});

test('the texts about facts of a household show no value: only names, lists and limits', () => {
  const end = CODES.indexOf('sourcesDiffer');
  const shown = new Set(CODES.slice(0, end + 1).flatMap((code) => placeholders(ISSUE_TEXTS[code]['zh-CN'])));
  expect([...shown].sort()).toEqual([
    'codes',
    'count',
    'decimals',
    'fact',
    'key',
    'maximum',
    'minimum',
    'name',
    'nearest',
    'unit',
  ]);
});
