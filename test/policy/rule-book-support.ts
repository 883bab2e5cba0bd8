import { fileURLToPath } from 'node:url';
import {
  type Assessor,
  compile,
  type Household,
  type Policy,
  type PolicyFile,
  resolvePolicy,
} from '../../src/index.js';
import { readPackFolder } from '../../src/node.js';
import { BASE_REQUEST, confirmed, withFiles } from './support.js';

const FOLDER = fileURLToPath(new URL('./rule-book-pack', import.meta.url));
const OWN_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  (await readPackFolder(FOLDER)).map(({ path, text }) => [path.slice(FOLDER.length + 1), text]),
);

/** The base pack with a decision table, a toolbox, a procedure, a calendar and an area warning; files changed or added. */
export const withRuleBook = (changes: Readonly<Record<string, unknown>> = {}): PolicyFile[] =>
  withFiles({ ...OWN_FILES, ...changes });

/** The text of a file of the small rule book. */
export const ownText = (path: string): string => OWN_FILES[path] ?? '';

/** The small rule book with changes, every override in it confirmed. */
export function policyWith(
  changes: Readonly<Record<string, unknown>> = {},
  region: string = BASE_REQUEST.region,
): Policy {
  const request = { region, on: BASE_REQUEST.on };
  return resolvePolicy(confirmed(withRuleBook(changes), request), request);
}

export const assessorWith = (
  changes: Readonly<Record<string, unknown>> = {},
  region: string = BASE_REQUEST.region,
): Assessor => compile(policyWith(changes, region));

/** Facts of a household that the one way in of the base pack holds for. */
export const IN_NEED = {
  reportedNetIncome: 1_000,
  reportedMemberCount: 1,
  ableToCope: false,
} as const satisfies Household;

const TOOLBOX_HEAD = ownText('nation/toolbox.csv').split('\n')[0] ?? '';
const TOOLBOX_COLUMNS = TOOLBOX_HEAD.split(',');
type ToolboxCells = Readonly<Partial<Record<string, string>>>;

/** The text of a toolbox file: each row by its cells; what a measure must have and is not given is filled in. */
export function toolboxRows(rows: readonly ToolboxCells[], authority = 'national'): string {
  const filled = rows.map((row): ToolboxCells => {
    const shared = { toolbox: 'toolbox', act: 'add', authority };
    const document = authority === 'national' ? 'rulebook' : 'notice';
    if (row['act'] !== undefined && row['act'] !== 'add') return { ...shared, document, ...row };
    const named = { titleZh: '措施', titleEn: row['measure'] ?? '', heading: '社会帮扶', kind: 'other' };
    return { ...shared, document, ...named, ...row };
  });
  const lines = filled.map((row) => TOOLBOX_COLUMNS.map((column) => row[column] ?? '').join());
  return `${[TOOLBOX_HEAD, ...lines].join('\n')}\n`;
}

/** A province's adjustment of the toolbox, row by row. */
export const adjusted = (rows: readonly ToolboxCells[]): Readonly<Record<string, unknown>> => {
  const national = JSON.parse(ownText('nation/toolbox.json')) as { toolboxes: { toolbox: object } };
  const overrides = { pack: 'nation', act: 'adjust', reason: '试验', document: 'notice' };
  const toolbox = { ...national.toolboxes.toolbox, authority: 'provincial', document: 'notice', overrides };
  return {
    'province/toolbox.json': { kind: 'toolboxes', toolboxes: { toolbox } },
    'province/toolbox.csv': toolboxRows(rows, 'provincial'),
  };
};

/** The head of the province's pack with something added. */
export const provinceHead = (more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  'province/pack.json': {
    kind: 'pack',
    name: 'province',
    region: BASE_REQUEST.region,
    title: { zh: '试验省', en: 'test province' },
    inForce: { from: '2020-01-01' },
    ...more,
  },
});
