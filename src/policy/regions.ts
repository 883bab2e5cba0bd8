import { nearestName } from '../facts/nearest-name.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import type { CsvFile } from './csv-file.js';
import { REGION_PATTERN, type RegionAttributeSource, type RegionSource } from './pack-schemas.js';

export const REGION_COLUMNS = ['code', 'name', 'level', 'parent'] as const;
/** A country is entered by its own file of kind `regions`. */
const LEVELS: readonly string[] = ['provincial', 'prefectural', 'county'];

/** A region and its code. */
export interface CodedRegion {
  readonly code: string;
  readonly region: RegionSource;
}

/** What is known of a region: true, false, or unknown where nobody gave the list. */
export type Attribute = boolean | undefined;

/** The regions of a country, each with its parent: parents come from the table, never from the digits of a code. */
export class RegionTable {
  readonly issues: Issue[] = [];
  private readonly regions = new Map<string, RegionSource>();
  private readonly places = new Map<string, { readonly file: string; readonly path: Issue['path'] }>();
  private readonly attributes = new Map<
    string,
    { readonly source: RegionAttributeSource; readonly file: string }
  >();

  enter(file: string, code: string, region: RegionSource, path: Issue['path'] = ['regions', code]): void {
    const other = this.places.get(code)?.file;
    if (other !== undefined) {
      this.issues.push(inFile(file, issue('duplicateName', path, { name: code, other })));
      return;
    }
    this.regions.set(code, region);
    this.places.set(code, { file, path });
  }

  /** Rows of `code,name,level,parent`; a division's name is in Chinese only. */
  enterRows(file: CsvFile): void {
    for (const { line, cells } of file.rows) {
      const { code = '', name = '', level = '', parent = '' } = cells;
      if (
        !REGION_PATTERN.test(code) ||
        name === '' ||
        !LEVELS.includes(level) ||
        !REGION_PATTERN.test(parent)
      )
        this.issues.push(inFile(file.path, issue('regionRow', [line], { line })));
      else
        this.enter(
          file.path,
          code,
          { name: { zh: name, en: name }, level: level as RegionSource['level'], parent },
          [line],
        );
    }
  }

  enterAttribute(file: string, name: string, source: RegionAttributeSource): void {
    const other = this.attributes.get(name)?.file;
    if (other !== undefined) {
      this.issues.push(inFile(file, issue('duplicateName', ['attributes', name], { name, other })));
      return;
    }
    this.attributes.set(name, { source, file });
  }

  /** Once all are entered: every parent is there, nothing is its own ancestor, every attribute names known regions. */
  check(): void {
    for (const [code, { parent }] of this.regions) this.checkParent(code, parent);
    for (const [name, { source, file }] of this.attributes)
      for (const [key, codes] of [
        ['holds', source.holds],
        ['holdsNotUnder', source.holdsNotUnder],
      ] as const)
        for (const [index, code] of codes.entries())
          if (!this.regions.has(code))
            this.issues.push(inFile(file, this.unknown(code, ['attributes', name, key, index])));
  }

  private checkParent(code: string, parent: string | undefined): void {
    const place = this.places.get(code);
    const file = place?.file ?? '';
    const path = [...(place?.path ?? []), 'parent'];
    if (parent !== undefined && !this.regions.has(parent))
      this.issues.push(inFile(file, this.unknown(parent, path, code)));
    const above = [code];
    for (let next = parent; next !== undefined; next = this.regions.get(next)?.parent) {
      if (above.includes(next)) {
        // Told once, at the first of its members.
        if (next === code && above.every((each) => each >= code))
          this.issues.push(
            inFile(file, issue('cyclicDefinition', path, { cycle: [...above, next].join(' → ') })),
          );
        return;
      }
      above.push(next);
    }
  }

  /** That a region is not known, with the nearest one that is; `except` is the region that names it. */
  unknown(region: string, path: Issue['path'], except?: string): Issue {
    const byName = [...this.regions].find(([, { name }]) => region !== '' && name.zh.startsWith(region))?.[0];
    const nearest =
      byName ??
      nearestName(
        region,
        [...this.regions.keys()].filter((code) => code !== except),
      );
    return nearest === undefined
      ? issue('unknownRegion', path, { region })
      : issue('unknownRegionNear', path, { region, nearest, name: this.regions.get(nearest)?.name.zh ?? '' });
  }

  has(code: string): boolean {
    return this.regions.has(code);
  }

  get(code: string): RegionSource | undefined {
    return this.regions.get(code);
  }

  codes(): IterableIterator<string> {
    return this.regions.keys();
  }

  /** The region and all above it, from the nation down; empty if it, or one above it, is not known. */
  ancestry(code: string): readonly CodedRegion[] {
    const chain: CodedRegion[] = [];
    for (let next: string | undefined = code; next !== undefined; ) {
      const region: RegionSource | undefined = this.regions.get(next);
      if (region === undefined || chain.some((entry) => entry.code === next)) return [];
      chain.unshift({ code: next, region });
      next = region.parent;
    }
    return chain;
  }

  attributeNames(): readonly string[] {
    return [...this.attributes.keys()].sort();
  }

  attribute(name: string): RegionAttributeSource | undefined {
    return this.attributes.get(name)?.source;
  }

  fileOfAttribute(name: string): string {
    return this.attributes.get(name)?.file ?? '';
  }

  /** True of a listed region; false where the list of its area is complete; otherwise unknown. */
  attributeOf(name: string, code: string): Attribute {
    const source = this.attribute(name);
    if (source === undefined) return undefined;
    if (source.holds.includes(code)) return true;
    const above = this.ancestry(code).map((entry) => entry.code);
    if (!above.some((each) => source.holdsNotUnder.includes(each))) return undefined;
    // Of an area that has listed regions below it, neither can be said.
    const hasListedBelow = source.holds.some((each) =>
      this.ancestry(each).some((entry) => entry.code === code),
    );
    return hasListedBelow ? undefined : false;
  }
}
