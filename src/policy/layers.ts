import { nearestName } from '../facts/nearest-name.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import { type CsvFile, hasColumns, readCsvFile } from './csv-file.js';
import { hasTableRows, TABLE_COLUMNS } from './decision-table-rows.js';
import { FIGURE_COLUMNS, Indicators } from './indicators.js';
import { type PolicyFile, readJson } from './pack-file.js';
import { FILE_KINDS, FILE_SCHEMAS, type FileContent, type FileKind } from './pack-schemas.js';
import { type CodedRegion, REGION_COLUMNS, RegionTable } from './regions.js';
import { asProbablyMeant, schemaIssues } from './schema-text.js';
import { hasToolboxRows, TOOLBOX_COLUMNS } from './toolbox-rows.js';

/** The kinds of file that belong to no pack: they hold for the whole country. */
const COUNTRY_WIDE: readonly FileKind[] = ['regions', 'regionAttributes', 'indicators'];

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
  /** Its CSV files with rows of decision tables and toolboxes. */
  readonly tables: readonly CsvFile[];
}

/** All files, checked and sorted into packs. */
export interface Packs {
  readonly packs: readonly Pack[];
  readonly regions: RegionTable;
  readonly indicators: Indicators;
  readonly issues: readonly Issue[];
  /** Files of which only the form could be checked: what else is wrong with them is not known. */
  readonly unread: readonly string[];
  /** Whether a file that names documents could not be read: then a document that is not found says nothing. */
  readonly documentsUnread: boolean;
}

export interface Layers {
  /** The packs that apply to the region, from the nation down. */
  readonly packs: readonly Pack[];
  /** The region and the ones above it, from the nation down. */
  readonly regions: readonly CodedRegion[];
  readonly issues: readonly Issue[];
  readonly documentsUnread: boolean;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function checkFile(file: PolicyFile, issues: Issue[]): PackFile | undefined {
  const { value, issues: found } = readJson(file);
  issues.push(...found.map((each) => inFile(file.path, each)));
  if (found.length > 0) return undefined;
  const kind = (value as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !(FILE_KINDS as readonly string[]).includes(kind)) {
    const nearest = typeof kind === 'string' ? nearestName(kind, FILE_KINDS) : undefined;
    issues.push(
      inFile(
        file.path,
        issue('unknownFileKind', ['kind'], { known: FILE_KINDS.join(', '), nearest: nearest ?? '—' }),
      ),
    );
    return undefined;
  }
  const schema = FILE_SCHEMAS[kind as FileKind];
  const result = schema.safeParse(value);
  if (result.success) return { path: file.path, content: result.data };
  issues.push(...schemaIssues(result.error, schema, value).map((each) => inFile(file.path, each)));
  const meant = asProbablyMeant(result.error, schema, value) as PackFile['content'] | undefined;
  return meant === undefined ? undefined : { path: file.path, content: meant };
}

/** What is entered for the nearest folder above a file: a pack, or its region. */
function nearestAbove<Entry>(path: string, folders: ReadonlyMap<string, Entry>): Entry | undefined {
  let folder = folderOf(path);
  for (;;) {
    const found = folders.get(folder);
    if (found !== undefined || folder === '') return found;
    folder = folderOf(folder);
  }
}

/** Sorts files into packs. Every file is checked, whether a region needs it or not; their order never matters. */
export function openFiles(files: readonly PolicyFile[]): Packs {
  const issues: Issue[] = [];
  const regions = new RegionTable();
  const indicators = new Indicators();
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const checked = sorted
    .filter((file) => !file.path.endsWith('.csv'))
    .flatMap((file) => checkFile(file, issues) ?? []);
  const tables = sorted.filter((file) => file.path.endsWith('.csv')).map((file) => readCsvFile(file, issues));
  for (const { path, content } of checked) {
    if (content.kind === 'regions')
      for (const [code, region] of Object.entries(content.regions)) regions.enter(path, code, region);
    if (content.kind === 'regionAttributes')
      for (const [name, source] of Object.entries(content.attributes))
        regions.enterAttribute(path, name, source);
    if (content.kind === 'indicators')
      for (const [name, source] of Object.entries(content.indicators)) indicators.declare(path, name, source);
  }
  const ruleRows = tables.filter((table) => hasTableRows(table) || hasToolboxRows(table));
  const packs = sortIntoPacks(checked, ruleRows, issues);
  enterTables(tables, regions, indicators, packs, issues);
  reportDuplicatePacks(packs, regions, issues);
  if (packs.length === 0 && issues.length === 0) issues.push(issue('noPacks', []));
  const read = new Set([...checked, ...tables].map(({ path }) => path));
  const unread = files.filter(({ path }) => !read.has(path));
  return {
    packs,
    regions,
    indicators,
    issues: [...issues, ...regions.issues, ...indicators.issues],
    unread: unread.map(({ path }) => path),
    documentsUnread: unread.some(({ text }) => /"kind"\s*:\s*"(documents|parameter)/.test(text)),
  };
}

/** A CSV file is known by its header: regions, or figures. */
function enterTables(
  tables: readonly CsvFile[],
  regions: RegionTable,
  indicators: Indicators,
  packs: readonly Pack[],
  issues: Issue[],
): void {
  for (const table of tables) if (hasColumns(table, REGION_COLUMNS)) regions.enterRows(table);
  regions.check();
  const folders = new Map(packs.map((pack) => [folderOf(pack.path), pack.head.region]));
  const owned = tables.map((table) => ({ table, region: nearestAbove(table.path, folders) }));
  // Country-wide figures first: a pack's own may take their place.
  owned.sort((a, b) => Number(a.region !== undefined) - Number(b.region !== undefined));
  for (const { table, region } of owned) {
    if (hasTableRows(table) || hasToolboxRows(table)) continue;
    if (hasColumns(table, FIGURE_COLUMNS)) indicators.enterRows(table, regions, region);
    else if (!hasColumns(table, REGION_COLUMNS) && table.isTooLarge !== true)
      issues.push(
        inFile(
          table.path,
          issue('csvHeader', [1], {
            regions: REGION_COLUMNS.join(','),
            figures: FIGURE_COLUMNS.join(','),
            tables: TABLE_COLUMNS.join(','),
            toolboxes: TOOLBOX_COLUMNS.join(','),
          }),
        ),
      );
  }
}

function sortIntoPacks(
  checked: readonly PackFile[],
  ruleRows: readonly CsvFile[],
  issues: Issue[],
): readonly Pack[] {
  const packFolders = new Map<string, PackFile>();
  for (const file of checked) {
    if (file.content.kind !== 'pack') continue;
    const folder = folderOf(file.path);
    const other = packFolders.get(folder);
    if (other !== undefined)
      issues.push(
        inFile(file.path, issue('duplicateName', ['name'], { name: file.content.name, other: other.path })),
      );
    packFolders.set(folder, file);
  }
  const members = new Map<PackFile, PackFile[]>([...packFolders.values()].map((head) => [head, []]));
  for (const file of checked) {
    if (file.content.kind === 'pack' || COUNTRY_WIDE.includes(file.content.kind)) continue;
    const head = nearestAbove(file.path, packFolders);
    if (head === undefined) issues.push(inFile(file.path, issue('fileOutsidePack', [])));
    else members.get(head)?.push(file);
  }
  const rowsOf = new Map<PackFile, CsvFile[]>();
  for (const table of ruleRows) {
    const head = nearestAbove(table.path, packFolders);
    if (head === undefined) issues.push(inFile(table.path, issue('fileOutsidePack', [])));
    else rowsOf.set(head, [...(rowsOf.get(head) ?? []), table]);
  }
  return [...members].map(([head, own]) => ({
    path: head.path,
    head: head.content as FileContent<'pack'>,
    files: own,
    tables: rowsOf.get(head) ?? [],
  }));
}

/** Picks the packs of a region and of those above it. */
export function layersFor(opened: Packs, region: string): Layers {
  const issues: Issue[] = [];
  const chain = opened.regions.ancestry(region);
  // A region whose parent is missing or in a circle is told where the regions are entered.
  if (!opened.regions.has(region)) issues.push(opened.regions.unknown(region, []));
  const depth = new Map(chain.map((entry, index) => [entry.code, index]));
  const packs = inOrder(
    opened.packs.filter((pack) => depth.has(pack.head.region)),
    (pack) => depth.get(pack.head.region) as number,
    issues,
  );
  return { packs, regions: chain, issues, documentsUnread: opened.documentsUnread };
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

function reportDuplicatePacks(packs: readonly Pack[], regions: RegionTable, issues: Issue[]): void {
  const seen = new Map<string, string>();
  for (const pack of packs) {
    const other = seen.get(pack.head.name);
    if (other !== undefined)
      issues.push(inFile(pack.path, issue('duplicateName', ['name'], { name: pack.head.name, other })));
    seen.set(pack.head.name, pack.path);
    if (!regions.has(pack.head.region))
      issues.push(inFile(pack.path, regions.unknown(pack.head.region, ['region'])));
    if (pack.head.temporary !== undefined && pack.head.inForce.to === undefined)
      issues.push(inFile(pack.path, issue('temporaryWithoutEnd', ['inForce'], { name: pack.head.name })));
  }
}
