import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { functionsText } from '../../src/sheets/hosts/adapter-text.js';
import { FUNCTION_METADATA } from '../../src/sheets/hosts/excel-add-in/function-metadata.js';
import { OWN_PREFIX } from '../../src/sheets/hosts/shared/result-columns.js';
import { DAY_NAME, NOTES_SHEET } from '../../src/sheets/hosts/shared/sheet-plan.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PATH = 'docs/inside-spreadsheets.md';
const PAGE = readFileSync(join(ROOT, PATH), 'utf8');

const links = [...PAGE.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);

test.each(links)('the link %s leads somewhere', (target) => {
  expect(existsSync(resolve(ROOT, dirname(PATH), target))).toBe(true);
});

const topLevel = (script: string): readonly string[] =>
  [...script.matchAll(/^function ([\p{L}_]+)\(/gmu)].map(([, name = '']) => name);

describe('functions that the page names', () => {
  const named = [
    ...topLevel(functionsText('wps')),
    ...topLevel(functionsText('airScript')),
    ...topLevel(functionsText('appsScript')),
  ];
  const ofAddIn = FUNCTION_METADATA.functions.map(({ name }) => `底线.${name}`);

  test.each([...new Set(named.filter((name) => name !== 'onOpen')), ...ofAddIn])(
    '%s is one of them',
    (name) => {
      expect(PAGE).toContain(name);
    },
  );

  test('no formula of the page calls a function that is not there', () => {
    const called = [...PAGE.matchAll(/=((?:底线\.)?[\p{L}_]+)\(/gu)].map(([, name]) => name);
    expect(called.length).toBeGreaterThan(8);
    expect(called.filter((name) => ![...named, ...ofAddIn].includes(name ?? ''))).toEqual([]);
  });
});

test.each([NOTES_SHEET, OWN_PREFIX, DAY_NAME])('%s is written on the page as the scripts have it', (word) => {
  expect(PAGE).toContain(word);
});

test('the page says plainly what was not run', () => {
  for (const host of ['WPS', '金山文档', 'Google', 'Excel'])
    expect(PAGE).toMatch(new RegExp(`没有在 ?${host} ?里(?:运行|打开)过`));
});
