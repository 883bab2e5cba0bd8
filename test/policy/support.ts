import { fileURLToPath } from 'node:url';
import { DixianError, type Issue, type PolicyFile } from '../../src/index.js';
import { readPackFolder, SHIPPED_RULES } from '../../src/node.js';

/** The files of the rules that ship, read once. */
export const SHIPPED_FILES: readonly PolicyFile[] = await readPackFolder(SHIPPED_RULES);

const BASE_FOLDER = fileURLToPath(new URL('./base-pack', import.meta.url));

/** A small good pack of a nation and a province, with paths relative to its folder. */
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
