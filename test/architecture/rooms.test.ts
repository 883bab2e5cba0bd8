import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { CODE_LISTS } from '../../src/facts/code-lists.js';
import { SHIPPED_FILES } from '../policy/support.js';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

interface Import {
  readonly from: string;
  /** A file below `src`, or the name of a package. */
  readonly to: string;
  readonly names: readonly string[];
  /** Gone when compiled. */
  readonly typeOnly: boolean;
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Every string, template and number written in the code; comments are left out. */
  readonly constants: readonly string[];
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(SRC, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const constants: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = moduleOf(node);
    if (specifier !== undefined) {
      const to = specifier.startsWith('.')
        ? relative(SRC, resolve(SRC, dirname(path), specifier))
            .split(sep)
            .join('/')
        : specifier;
      imports.push({
        from: path,
        to: to.replace(/\.js$/, '.ts'),
        names: importedNames(node),
        typeOnly: isTypeOnly(node),
      });
      return;
    }
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isTemplateLiteralToken(node))
      constants.push(node.text);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) constants.push(node.name.text);
    if (ts.isRegularExpressionLiteral(node)) constants.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, imports, constants };
}

function moduleOf(node: ts.Node): string | undefined {
  if (
    (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
    node.moduleSpecifier !== undefined &&
    ts.isStringLiteral(node.moduleSpecifier)
  )
    return node.moduleSpecifier.text;
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  const isDynamic =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
  return isDynamic && argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
}

const isTypeOnly = (node: ts.Node): boolean =>
  (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
  (ts.isExportDeclaration(node) && node.isTypeOnly);

function importedNames(node: ts.Node): string[] {
  if (!ts.isImportDeclaration(node)) return [];
  const bindings = node.importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings)
    ? bindings.elements.map((element) => (element.propertyName ?? element.name).text)
    : [];
}

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map(readSource);
const IMPORTS = FILES.flatMap((file) => file.imports);
const OWN_FILES = new Set(FILES.map((file) => file.path));

/** The rooms of DESIGN §3 from the lowest up; an import goes to the same room or a lower one. */
const ROOMS = ['values', 'facts', 'language', 'policy', 'backends', 'decision', 'tables', 'sheets', 'cli'];
const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] as string) : 'entry');
const backEndOf = (path: string): string | undefined => /^backends\/([^/]+)\//.exec(path)?.[1];

/** How a file begins that a script makes of others; tests say whether it is what the script makes today. */
const MADE = /^\/\/ biome-ignore-all \w+: (?:made of|written by)/;

describe('the rooms of src', () => {
  test('every room is one of DESIGN §3', () => {
    const rooms = new Set(FILES.map((file) => roomOf(file.path)));
    expect([...rooms].filter((room) => room !== 'entry' && !ROOMS.includes(room))).toEqual([]);
    expect(rooms.size).toBeGreaterThan(6);
  });

  test('imports only go downwards', () => {
    const upwards = IMPORTS.filter(({ from, to }) => {
      if (!OWN_FILES.has(to) || roomOf(from) === 'entry' || to === 'version.ts') return false;
      return roomOf(to) === 'entry' || ROOMS.indexOf(roomOf(to)) > ROOMS.indexOf(roomOf(from));
    }).filter(({ from, to }) => !(roomOf(from) === 'cli' && /\.node\.ts$/.test(to)));
    expect(upwards).toEqual([]);
  });

  test('no back end imports another', () => {
    const sideways = IMPORTS.filter(({ from, to }) => {
      const [own, other] = [backEndOf(from), backEndOf(to)];
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(sideways).toEqual([]);
  });

  test('files import each other without cycles', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      state.set(path, 'open');
      for (const { from, to, typeOnly } of IMPORTS)
        if (from === path && OWN_FILES.has(to) && !typeOnly) visit(to, [...trail, path]);
      state.set(path, 'done');
    };
    for (const { path } of FILES) visit(path, []);
    // A formula's functions read expressions, and expressions call functions: one recursion in two files.
    expect(cycles.filter((cycle) => !cycle.includes('language/feel/'))).toEqual([]);
  });

  test.each([
    ['decimal.js', 'values/'],
    ['date-fns', 'values/'],
    ['@date-fns/utc', 'values/'],
    ['@noble/hashes', 'values/'],
    ['canonicalize', 'values/'],
    ['lezer-feel', 'language/'],
    ['json-rules-engine', 'backends/json-rules-engine/'],
    ['commander', 'cli/'],
    ['yaml', 'tables/'],
  ])('%s is imported only below src/%s', (name, room) => {
    const users = IMPORTS.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(
      ({ from }) => from,
    );
    expect(users.filter((user) => !user.startsWith(room))).toEqual([]);
  });

  test('papaparse is imported only where lists and the files of the rules are read', () => {
    const users = IMPORTS.filter(({ to }) => to === 'papaparse').map(({ from }) => from);
    expect(users.filter((user) => !user.startsWith('tables/') && user !== 'policy/csv-file.ts')).toEqual([]);
  });

  test('zod is imported as a namespace', () => {
    expect(IMPORTS.filter(({ to, names }) => to === 'zod' && names.includes('z'))).toEqual([]);
    expect(IMPORTS.some(({ to }) => to === 'zod')).toBe(true);
  });

  test('Node is used only by the command line and the files for Node', () => {
    const users = IMPORTS.filter(({ to }) => to.startsWith('node:')).map(({ from }) => from);
    expect(users.filter((user) => !/^cli\/|(^|\.)node\.ts$/.test(user))).toEqual([]);
    expect(users).not.toEqual([]);
  });

  test.each([
    'Date.now',
    'new Date',
    'Math.random',
    'setTimeout',
    'process.',
    'globalThis',
    'eval(',
    'new Function',
    'toLocale',
    'localeCompare',
    'Intl.',
    'console.',
  ])('the core does without %s', (text) => {
    // What stands below sheets/hosts runs inside of a spreadsheet program, and may write to its log.
    const outside = text === 'console.' ? /^(cli|tables|sheets\/hosts)\// : /^(cli|tables)\//;
    const core = FILES.filter(({ path }) => !outside.test(path) && !/(^|\.)node\.ts$/.test(path));
    const code = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    // Look-ups of `dixian/json-rules-engine` have time limits; the core entry does not hold them.
    // Generated code is made where the host lets it; where it does not, the interpreter decides.
    const allowed =
      text === 'setTimeout'
        ? ['decision/on-demand/time-limit.ts']
        : text === 'new Function'
          ? ['backends/javascript/runnable.ts']
          : [];
    const users = core.filter((file) => code(file.text).includes(text)).map((file) => file.path);
    expect(users.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  const written = FILES.filter(({ text }) => !MADE.test(text));
  test.each(written.map((file): [string, number] => [file.path, file.text.split('\n').length]))(
    '%s has at most 400 lines',
    (_, lines) => {
      expect(lines).toBeLessThanOrEqual(400);
    },
  );
});

interface Pack {
  readonly regions?: Readonly<Record<string, { readonly name: { readonly zh: string } }>>;
  readonly documents?: Readonly<Record<string, { readonly title: string; readonly number?: string }>>;
  readonly rules?: readonly { readonly name: string }[];
  readonly derivedFacts?: object;
  readonly parameters?: Readonly<Record<string, { readonly values: readonly { readonly value?: string }[] }>>;
  readonly values?: Readonly<Record<string, { readonly values: readonly { readonly value?: string }[] }>>;
  readonly conditions?: object;
  readonly indicators?: object;
  readonly formulas?: object;
  readonly attributes?: object;
  readonly warnings?: object;
}
const PACKS = SHIPPED_FILES.filter(({ path }) => path.endsWith('.json')).map(
  (file) => JSON.parse(file.text) as Pack,
);
/** The cells of a column of the shipped CSV files that have it. */
const cellsOf = (column: string): string[] =>
  SHIPPED_FILES.filter(({ path }) => path.endsWith('.csv')).flatMap(({ text }) => {
    const [head = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
    const at = head.indexOf(column);
    return at < 0 ? [] : rows.map((row) => row[at] ?? '');
  });
const keysOf = (pick: (pack: Pack) => object | undefined): string[] =>
  PACKS.flatMap((pack) => Object.keys(pick(pack) ?? {}));

/** Words of policy that must stand in `rules/` and not in the code. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'a code of a region': [...keysOf((pack) => pack.regions), ...cellsOf('code')].filter(
    (code) => code !== '000000',
  ),
  'an indicator or a formula': [
    ...keysOf((pack) => pack.indicators),
    ...keysOf((pack) => pack.formulas),
    ...keysOf((pack) => pack.attributes),
  ],
  'a figure of an indicator': cellsOf('value').filter((value) => Number(value) >= 800),
  'the name of a province': PACKS.flatMap((pack) => Object.values(pack.regions ?? {}))
    .map((region) => region.name.zh.replace(/(省|市|(壮族|回族|维吾尔)?自治区)$/, ''))
    .filter((name) => name !== '全国'),
  'a document': [
    ...keysOf((pack) => pack.documents),
    ...PACKS.flatMap((pack) => Object.values(pack.documents ?? {})).flatMap((each) => [
      each.title,
      each.number ?? each.title,
    ]),
  ],
  'a rule': [
    ...PACKS.flatMap((pack) => pack.rules ?? []).map((rule) => rule.name),
    ...cellsOf('rule'),
    ...cellsOf('measure'),
  ],
  'a derived fact, condition or parameter': [
    ...keysOf((pack) => pack.derivedFacts),
    ...keysOf((pack) => pack.conditions),
    ...keysOf((pack) => pack.parameters),
    ...keysOf((pack) => pack.warnings),
  ],
  'a figure of a parameter': PACKS.flatMap((pack) => [
    ...Object.values(pack.parameters ?? {}),
    ...Object.values(pack.values ?? {}),
  ])
    .flatMap((parameter) => parameter.values.map((value) => value.value ?? ''))
    // 10000 is 万, the unit.
    .filter((value) => Number(value) >= 800 && value !== '10000'),
  'a risk, category, measure, tier, track or scheme': (
    [
      'risk',
      'monitoringCategory',
      'measure',
      'tier',
      'track',
      'scheme',
      'reassessment',
      'eventType',
      'removalMode',
    ] as const
  )
    .flatMap((list) => Object.keys(CODE_LISTS[list]))
    // Too common a word to look for.
    .filter((code) => code !== '其他'),
};

describe('no policy stands in the code', () => {
  const code = FILES.filter(
    ({ path }) => path !== 'facts/code-lists.ts' && !path.startsWith('facts/catalogue'),
  );

  test.each(Object.entries(WORDS))('%s', (what, words) => {
    const isPhrase = what === 'the name of a province' || what === 'a document';
    expect(words.length).toBeGreaterThan(2);
    const wanted = new Set(words);
    const isOne = (constant: string): boolean =>
      wanted.has(constant) || (isPhrase && words.some((word) => constant.includes(word)));
    const found = code.flatMap(({ path, constants }) =>
      constants
        .map((constant) => constant.replace(/[_,]/g, ''))
        .filter(isOne)
        .map((constant) => `${path}: ${constant}`),
    );
    expect(found).toEqual([]);
  });
});
