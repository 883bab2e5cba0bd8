import { type Issue, inFile, issue } from '../values/issues.js';
import { type PolicyFile, readJson } from './pack-file.js';
import {
  FILE_KINDS,
  FILE_SCHEMAS,
  type FileContent,
  type FileKind,
  type RegionSource,
} from './pack-schemas.js';
import { schemaIssues } from './schema-text.js';

/** One checked file of a pack. */
export interface PackFile {
  readonly path: string;
  readonly content: { [Kind in FileKind]: FileContent<Kind> }[FileKind];
}

/** A pack: its head and the files in its folder. */
export interface Pack {
  readonly path: string;
  readonly head: FileContent<'pack'>;
  readonly files: readonly PackFile[];
}

export interface Layers {
  /** The packs that apply to the region, from the nation down. */
  readonly packs: readonly Pack[];
  /** The region and the ones above it, from the nation down. */
  readonly regions: readonly { readonly code: string; readonly region: RegionSource }[];
  readonly issues: readonly Issue[];
  /** Whether a file that names documents could not be read: then a document that is not found says nothing. */
  readonly documentsUnread: boolean;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function checkFile(file: PolicyFile, issues: Issue[]): PackFile | undefined {
  const { value, issues: found } = readJson(file);
  issues.push(...found.map((each) => inFile(file.path, each)));
  if (found.length > 0) return undefined;
  const kind = (value as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !(FILE_KINDS as readonly string[]).includes(kind)) {
    issues.push(inFile(file.path, issue('unknownFileKind', ['kind'], { known: FILE_KINDS.join(', ') })));
    return undefined;
  }
  const result = FILE_SCHEMAS[kind as FileKind].safeParse(value);
  if (result.success) return { path: file.path, content: result.data };
  issues.push(...schemaIssues(result.error).map((each) => inFile(file.path, each)));
  return undefined;
}

/** The pack in whose folder a file lies: the nearest one above it. */
function packOf(path: string, packFolders: ReadonlyMap<string, PackFile>): PackFile | undefined {
  let folder = folderOf(path);
  for (;;) {
    const found = packFolders.get(folder);
    if (found !== undefined || folder === '') return found;
    folder = folderOf(folder);
  }
}

function ancestry(
  region: string,
  regions: ReadonlyMap<string, RegionSource>,
  issues: Issue[],
): Layers['regions'] {
  const chain: { code: string; region: RegionSource }[] = [];
  let code: string | undefined = region;
  while (code !== undefined && !chain.some((entry) => entry.code === code)) {
    const found: RegionSource | undefined = regions.get(code);
    if (found === undefined) {
      issues.push(issue('unknownRegion', [], { region: code }));
      return [];
    }
    chain.unshift({ code, region: found });
    code = found.parent;
  }
  return chain;
}

/**
 * Sorts files into packs and picks those of a region and its parents. Every file is checked, whether it applies
 * or not; the order of the files never matters.
 */
export function layersOf(files: readonly PolicyFile[], region: string): Layers {
  const issues: Issue[] = [];
  const checked = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => checkFile(file, issues) ?? []);
  const regions = new Map<string, RegionSource>();
  const regionFiles = new Map<string, string>();
  const packFolders = new Map<string, PackFile>();
  for (const file of checked) {
    if (file.content.kind === 'regions')
      addRegions(file.path, file.content.regions, regions, regionFiles, issues);
    if (file.content.kind === 'pack') {
      const folder = folderOf(file.path);
      const other = packFolders.get(folder);
      if (other !== undefined)
        issues.push(
          inFile(file.path, issue('duplicateName', ['name'], { name: file.content.name, other: other.path })),
        );
      packFolders.set(folder, file);
    }
  }
  const members = new Map<PackFile, PackFile[]>([...packFolders.values()].map((head) => [head, []]));
  for (const file of checked) {
    if (file.content.kind === 'regions' || file.content.kind === 'pack') continue;
    const head = packOf(file.path, packFolders);
    if (head === undefined) issues.push(inFile(file.path, issue('fileOutsidePack', [])));
    else members.get(head)?.push(file);
  }
  const packs = [...members].map(([head, own]) => ({
    path: head.path,
    head: head.content as FileContent<'pack'>,
    files: own,
  }));
  reportDuplicatePacks(packs, regions, issues);
  checkParents(regions, regionFiles, issues);
  const chain = ancestry(region, regions, issues);
  const depth = new Map(chain.map((entry, index) => [entry.code, index]));
  const applicable = inOrder(
    packs.filter((pack) => depth.has(pack.head.region)),
    (pack) => depth.get(pack.head.region) as number,
    issues,
  );
  if (packs.length === 0 && issues.length === 0) issues.push(issue('noPacks', []));
  return { packs: applicable, regions: chain, issues, documentsUnread: brokenDocuments(files, checked) };
}

/** From the nation down; of one region a pack after the one that it says it lies below, then by name. */
function inOrder(packs: readonly Pack[], depthOf: (pack: Pack) => number, issues: Issue[]): Pack[] {
  const byName = new Map(packs.map((pack) => [pack.head.name, pack]));
  const rank = (pack: Pack, seen: readonly string[] = []): number => {
    const { name, below } = pack.head;
    if (below === undefined) return 0;
    const upper = byName.get(below);
    if (upper === undefined || upper.head.region !== pack.head.region || seen.includes(below)) {
      issues.push(inFile(pack.path, issue('notBelow', ['below'], { name, below })));
      return 0;
    }
    return rank(upper, [...seen, name]) + 1;
  };
  const ranked = packs.map((pack) => ({ pack, depth: depthOf(pack), rank: rank(pack) }));
  ranked.sort(
    (a, b) => a.depth - b.depth || a.rank - b.rank || (a.pack.head.name < b.pack.head.name ? -1 : 1),
  );
  return ranked.map(({ pack }) => pack);
}

const brokenDocuments = (files: readonly PolicyFile[], checked: readonly PackFile[]): boolean => {
  const read = new Set(checked.map((file) => file.path));
  return files.some((file) => !read.has(file.path) && /"kind"\s*:\s*"documents"/.test(file.text));
};

function addRegions(
  file: string,
  entries: Readonly<Record<string, RegionSource>>,
  regions: Map<string, RegionSource>,
  files: Map<string, string>,
  issues: Issue[],
): void {
  for (const [code, entry] of Object.entries(entries)) {
    const other = files.get(code);
    if (other !== undefined) {
      issues.push(inFile(file, issue('duplicateName', ['regions', code], { name: code, other })));
      continue;
    }
    regions.set(code, entry);
    files.set(code, file);
  }
}

/** Every region leads up to one without a parent: no parent is missing, and none is its own ancestor. */
function checkParents(
  regions: ReadonlyMap<string, RegionSource>,
  files: ReadonlyMap<string, string>,
  issues: Issue[],
): void {
  for (const [code, { parent }] of regions) {
    const file = files.get(code) ?? '';
    const path = ['regions', code, 'parent'];
    if (parent !== undefined && !regions.has(parent))
      issues.push(inFile(file, issue('unknownRegion', path, { region: parent })));
    const above = [code];
    for (let next = parent; next !== undefined; next = regions.get(next)?.parent) {
      if (above.includes(next)) {
        // Told once, at the first of its members.
        if (next === code && above.every((each) => each >= code))
          issues.push(inFile(file, issue('cyclicDefinition', path, { cycle: [...above, next].join(' → ') })));
        break;
      }
      above.push(next);
    }
  }
}

function reportDuplicatePacks(
  packs: readonly Pack[],
  regions: ReadonlyMap<string, RegionSource>,
  issues: Issue[],
): void {
  const seen = new Map<string, string>();
  for (const pack of packs) {
    const other = seen.get(pack.head.name);
    if (other !== undefined)
      issues.push(inFile(pack.path, issue('duplicateName', ['name'], { name: pack.head.name, other })));
    seen.set(pack.head.name, pack.path);
    if (!regions.has(pack.head.region))
      issues.push(inFile(pack.path, issue('unknownRegion', ['region'], { region: pack.head.region })));
  }
}
