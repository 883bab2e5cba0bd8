import { fileURLToPath } from 'node:url';
import {
  DixianError,
  type Issue,
  type PolicyFile,
  type ResolveRequest,
  resolvePolicy,
} from '../../src/index.js';
import { readPackFolder, SHIPPED_RULES } from '../../src/node.js';
import { confirmOverrides } from '../../src/policy/confirm.js';

/** The files of the rules that ship, read once. */
export const SHIPPED_FILES: readonly PolicyFile[] = await readPackFolder(SHIPPED_RULES);

const BASE_FOLDER = fileURLToPath(new URL('./base-pack', import.meta.url));

/** A small good pack of a nation and a province, a county without one, a few figures and formulas, with paths relative to its folder. */
export const BASE_FILES: readonly PolicyFile[] = (await readPackFolder(BASE_FOLDER)).map((file) => ({
  path: file.path.slice(BASE_FOLDER.length + 1),
  text: file.text,
}));
export const BASE_REQUEST = { region: '900000', on: '2024-06-01' } as const;

/** The base pack with some files added or put in the place of its own. */
export function withFiles(changes: Readonly<Record<string, unknown>>): PolicyFile[] {
  const changed = Object.entries(changes).map(([path, content]) => ({
    path,
    text: typeof content === 'string' ? content : JSON.stringify(content),
  }));
  return [...BASE_FILES.filter((file) => !Object.hasOwn(changes, file.path)), ...changed];
}

/** The nation's rules and conditions of the base pack, each permitting these acts to lower layers. */
export function permitting(acts: readonly string[]): Readonly<Record<string, unknown>> {
  const read = (path: string): Record<string, unknown> =>
    JSON.parse(BASE_FILES.find((file) => file.path === path)?.text ?? '{}') as Record<string, unknown>;
  const rules = read('nation/rules.json') as { rules: { event: { params: object } }[] };
  for (const rule of rules.rules) Object.assign(rule.event.params, { permits: acts });
  const conditions = read('nation/conditions.json') as { conditions: Record<string, object> };
  for (const condition of Object.values(conditions.conditions)) Object.assign(condition, { permits: acts });
  return { 'nation/rules.json': rules, 'nation/conditions.json': conditions };
}

/** The files with every override quoting what it replaces, as `dixian check --confirm` leaves them. */
export function confirmed(
  files: readonly PolicyFile[],
  request: ResolveRequest = BASE_REQUEST,
): readonly PolicyFile[] {
  try {
    resolvePolicy(files, request);
  } catch (error) {
    if (!(error instanceof DixianError)) throw error;
    const changed = new Map(confirmOverrides(files, error.issues).map((file) => [file.path, file]));
    return files.map((file) => changed.get(file.path) ?? file);
  }
  return files;
}

/** The issues of the DixianError that an action throws; fails if it throws none or something else. */
export function issuesOf(action: () => unknown): readonly Issue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof DixianError) return error.issues;
    throw error;
  }
  throw new Error('A DixianError was expected, and nothing was thrown.');
}

/** The codes of the issues that an action throws; none if it throws none. */
export function codesOf(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof DixianError) return error.issues.map(({ code }) => code);
    throw error;
  }
}
