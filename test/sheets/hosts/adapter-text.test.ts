import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { adapterText, functionsText, type ScriptHost } from '../../../src/sheets/hosts/adapter-text.js';
import { airScript } from '../../../src/sheets/hosts/airscript/air-script.js';
import { appsScriptFiles } from '../../../src/sheets/hosts/apps-script/apps-script.js';
import { excelAddInFiles } from '../../../src/sheets/hosts/excel-add-in/excel-add-in.js';
import { wpsModules, wpsScript } from '../../../src/sheets/hosts/wps/wps-script.js';
import { adapterPieces, HOSTS } from '../../support/host-texts.js';
import { STUB_BUNDLE } from './stub-bundle.js';

test('the texts of the adapters are made of the files beside them (npx tsx test/support/write-host-texts.ts)', () => {
  expect(readFileSync(join(HOSTS, 'adapter-pieces.ts'), 'utf8')).toBe(adapterPieces());
});

const SCRIPTS: readonly (readonly [string, string])[] = [
  ['WPS, to paste', wpsScript(STUB_BUNDLE)],
  ...wpsModules(STUB_BUNDLE).map(({ name, text }) => [`WPS, module ${name}`, text] as const),
  ['AirScript', airScript(STUB_BUNDLE)],
  ...appsScriptFiles(STUB_BUNDLE).map(({ name, text }) => [`Apps Script, ${name}`, text] as const),
  ['Excel add-in', excelAddInFiles(STUB_BUNDLE).script],
];
const ADAPTERS = (['wps', 'airScript', 'appsScript', 'excelAddIn'] as const).map(
  (host): [ScriptHost, string] => [host, adapterText(host) + functionsText(host)],
);

describe.each(SCRIPTS)('%s', (_, script) => {
  test('is ES5', () => {
    expect(() => parse(script, { ecmaVersion: 5, sourceType: 'script' })).not.toThrow();
  });

  test('has no line that an editor might cut', () => {
    expect(Math.max(...script.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(4000);
  });

  test('shows its own names only: what is at the top is a macro in some hosts', () => {
    const { body } = parse(script, { ecmaVersion: 5, sourceType: 'script' });
    const names = body.flatMap((statement) =>
      statement.type === 'FunctionDeclaration'
        ? [statement.id.name]
        : statement.type === 'VariableDeclaration'
          ? statement.declarations.map(({ id }) => (id.type === 'Identifier' ? id.name : '?'))
          : [],
    );
    const known = ['Dixian', 'DixianHost', 'onOpen', 'DIXIAN_ROW', 'DIXIAN_CHECK', 'DIXIAN_VERSIONS'];
    expect(names.filter((name) => !known.includes(name) && !/^\p{Script=Han}+$/u.test(name))).toEqual([]);
  });
});

/** Absent or computed otherwise in one of the hosts. */
const BANNED = [
  'Map',
  'Set',
  'Symbol',
  'Promise',
  'Intl',
  'Date',
  'JSON',
  'Proxy',
  'Reflect',
  'RegExp',
  'eval',
  'Function',
  'setTimeout',
  'setInterval',
  'normalize',
  'localeCompare',
  'toLocaleString',
  'toFixed',
  'parseInt',
  'parseFloat',
  'forEach',
  'map',
  'filter',
  'reduce',
  'some',
  'every',
  'keys',
  'trim',
  'bind',
  'isArray',
  'includes',
  'padStart',
  'startsWith',
  'sort',
  'random',
  'now',
  'fetch',
  'XMLHttpRequest',
  'isNaN',
];

/** Operators that an old engine computes wrongly where one side is a constant. */
const isRisky = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.AmpersandAmpersandToken].includes(node.operatorToken.kind) &&
  [node.left, node.right].some(
    (side) => ts.isLiteralExpression(side) || side.kind === ts.SyntaxKind.NullKeyword,
  );

describe.each(ADAPTERS)('the adapter of %s', (_, script) => {
  const tree = ts.createSourceFile('adapter.js', script, ts.ScriptTarget.ES5, true);
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);

  test('asks its host for nothing that is not there everywhere, and never for the clock', () => {
    const names = nodes.filter(ts.isIdentifier).map(({ text }) => text);
    expect(names.filter((name) => BANNED.includes(name))).toEqual([]);
  });

  test('computes no value from a constant by || or &&', () => {
    expect(nodes.filter(isRisky).map((node) => node.getText())).toEqual([]);
  });

  test('speaks Chinese: no sentence of its texts is English', () => {
    const texts = nodes.filter(ts.isStringLiteral).map(({ text }) => text);
    // The name of the command is no sentence.
    const english = texts.filter((text) => /[a-z]{3,} [a-z]{2,}/i.test(text.replaceAll('dixian assess', '')));
    // The name of a class, which is compared and not shown.
    expect(english.filter((text) => text !== '[object Date]')).toEqual([]);
    expect(texts.filter((text) => /\p{Script=Han}/u.test(text)).length).toBeGreaterThan(10);
  });

  test('has no comments but Chinese ones', () => {
    const comments: string[] = [];
    parse(script, { ecmaVersion: 5, onComment: (_isBlock, text) => comments.push(text) });
    expect(comments.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  });
});
