import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPacks, type PackLibrary } from './policy/library.js';
import type { PolicyFile } from './policy/pack-file.js';
import type { Policy } from './policy/policy.js';
import type { ResolveRequest } from './policy/resolve.js';
import { DixianError, inFile, issue } from './values/issues.js';

/** The rules that come with the package: `rules/` beside `src/` and `dist/`. */
export const SHIPPED_RULES = fileURLToPath(new URL('../rules', import.meta.url));

/** The files that rules are made of. */
const EXTENSIONS = ['.json', '.csv'];

const isHidden = (path: string): boolean => path.split(sep).some((part) => part.startsWith('.'));

/** Reads every `.json` and `.csv` file below a folder, in the order of their paths; links and hidden files are left out. */
export async function readPackFolder(folder: string): Promise<PolicyFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && EXTENSIONS.some((extension) => entry.name.endsWith(extension)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !isHidden(relative(folder, path)))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: join(folder, relative(folder, path)).split(sep).join('/'),
      text: decode(path, await readFile(path)),
    })),
  );
}

/** @throws DixianError if the bytes are not UTF-8: what is garbled must not reach an answer. */
function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DixianError([inFile(path.split(sep).join('/'), issue('notUtf8', []))]);
  }
}

/** The files of several folders, each file once however it is reached. */
export async function readPackFolders(folders: readonly string[]): Promise<PolicyFile[]> {
  const files = (await Promise.all(folders.map(readPackFolder))).flat();
  return [...new Map(files.map((file) => [resolve(file.path), file] as const).reverse()).values()].reverse();
}

export interface PackSources {
  /** Folders with packs of your own, read beside the shipped rules. */
  readonly packs?: readonly string[] | undefined;
  /** Leave the shipped rules out and use only `packs`. */
  readonly withoutShippedRules?: boolean | undefined;
}

export interface LoadRequest extends ResolveRequest, PackSources {}

/**
 * Reads the shipped rules and your own packs from disk, once for many regions and days. A file that lies in two
 * of the folders is read once.
 * @throws DixianError if a file is not UTF-8; the errors of `node:fs` if a folder cannot be read.
 */
export async function openPackFolders(sources: PackSources = {}): Promise<PackLibrary> {
  const folders = [
    ...(sources.withoutShippedRules === true ? [] : [SHIPPED_RULES]),
    ...(sources.packs ?? []),
  ];
  return openPacks(await readPackFolders(folders));
}

/**
 * Loads the policy of a region and day: reads the shipped rules and your own packs from disk, and resolves them.
 * @throws DixianError with every fault of every file; the errors of `node:fs` if a folder cannot be read.
 */
export const loadPolicy = async (request: LoadRequest): Promise<Policy> =>
  (await openPackFolders(request)).resolve(request);
