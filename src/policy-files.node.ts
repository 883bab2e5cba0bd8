import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PolicyFile } from './policy/pack-file.js';
import type { Policy } from './policy/policy.js';
import { type ResolveRequest, resolvePolicy } from './policy/resolve.js';

/** The rules that come with the package: `rules/` beside `src/` and `dist/`. */
export const SHIPPED_RULES = fileURLToPath(new URL('../rules', import.meta.url));

/** Reads every `.json` file below a folder, in the order of their paths. Links are not followed. */
export async function readPackFolder(folder: string): Promise<PolicyFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: join(folder, relative(folder, path)).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

export interface LoadRequest extends ResolveRequest {
  /** Folders with packs of your own, read beside the shipped rules. */
  readonly packs?: readonly string[];
  /** Leave the shipped rules out and use only `packs`. */
  readonly withoutShippedRules?: boolean;
}

/**
 * Loads the policy of a region and day: reads the shipped rules and your own packs from disk, and resolves them.
 * @throws DixianError with every fault of every file; the errors of `node:fs` if a folder cannot be read.
 */
export async function loadPolicy(request: LoadRequest): Promise<Policy> {
  const folders = [
    ...(request.withoutShippedRules === true ? [] : [SHIPPED_RULES]),
    ...(request.packs ?? []),
  ];
  const files = (await Promise.all(folders.map(readPackFolder))).flat();
  return resolvePolicy(files, request);
}
