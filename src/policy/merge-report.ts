import { nearestName } from '../facts/nearest-name.js';
import { hashOf } from '../values/canonical.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import type { DocumentSource, OverrideSource } from './pack-schemas.js';

type Path = Issue['path'];

/** Where something stands that a layer settles, and what it declares to override. */
export interface Claim {
  readonly name: string;
  readonly overrides?: OverrideSource | undefined;
  readonly file: string;
  readonly path: Path;
  /** Where its `overrides` stand below `path`. */
  readonly within?: Path;
}

/** What an upper layer has settled under the same name. */
export interface SettledAbove {
  readonly owner: string;
  readonly permits: readonly string[];
  /** What a lower layer has to quote the hash of. */
  readonly item: unknown;
  /** Whether its owner is a layer for a time, and what that has laid itself over. */
  readonly isTemporary?: boolean;
  readonly above?: SettledAbove | undefined;
}

/**
 * What a layer quotes is the item of the pack that it names: that is the last one to have settled it, or, while
 * temporary layers lie over it, the one below those. So a county's pack need not change with a temporary layer.
 */
function ownedBy(pack: string, above: SettledAbove): SettledAbove | undefined {
  let each: SettledAbove | undefined = above;
  while (each !== undefined && each.owner !== pack) each = each.isTemporary === true ? each.above : undefined;
  return each;
}

/** How a lower layer quotes what it replaces: the first 16 digits of the hash of its content. */
export const quotedHash = (item: unknown): string => hashOf(item).slice(0, 16);

/** What the merging of layers reports, and the two questions that it asks of everything it enters. */
export class MergeReport {
  readonly issues: Issue[] = [];
  readonly documents = new Map<string, DocumentSource>();
  private readonly documentsUnread: boolean;

  constructor(documentsUnread: boolean) {
    this.documentsUnread = documentsUnread;
  }

  report(file: string, found: Issue): void {
    this.issues.push(inFile(file, found));
  }

  private checkDocument(file: string, path: Path, document: string): void {
    if (this.documentsUnread || this.documents.has(document)) return;
    const nearest = nearestName(document, this.documents.keys());
    const at = [...path, 'document'];
    this.report(
      file,
      nearest === undefined
        ? issue('unknownDocument', at, { document })
        : issue('unknownDocumentNear', at, { document, nearest }),
    );
  }

  /** Whether something says on whose word it stands, and names a document that is known. */
  checkProvenance(
    file: string,
    path: Path,
    source: { authority: string; document?: string | undefined },
  ): void {
    if (source.document !== undefined) this.checkDocument(file, path, source.document);
    else if (source.authority !== 'projectDefault')
      this.report(file, issue('documentMissing', path, { authority: source.authority }));
  }

  /**
   * Whether a layer may settle what an upper one has settled: only with an act that the upper one permits, and
   * quoting what it replaces, so that a change above is confirmed below before it takes effect.
   */
  mayOverride({ name, overrides, file, path, within = [] }: Claim, above: SettledAbove | undefined): boolean {
    if (above === undefined) {
      // What a file that could not be read would have settled is not known.
      if (overrides !== undefined && !this.documentsUnread)
        this.report(file, issue('overridesNothing', path, { name, pack: overrides.pack }));
      return true;
    }
    if (overrides === undefined) {
      this.report(file, issue('undeclaredOverride', path, { name, other: above.owner }));
      return false;
    }
    const place = [...path, ...within, 'overrides'];
    const target = ownedBy(overrides.pack, above);
    if (target === undefined) {
      const { pack } = overrides;
      this.report(file, issue('overridesOtherPack', [...place, 'pack'], { name, pack, other: above.owner }));
      return false;
    }
    this.checkDocument(file, place, overrides.document);
    for (let each: SettledAbove | undefined = above; each !== undefined; each = each.above) {
      if (!each.permits.includes(overrides.act)) {
        this.reportForbidden(file, path, name, overrides.act, each.owner, each.permits);
        return false;
      }
      if (each === target) break;
    }
    const hash = quotedHash(target.item);
    if (overrides.hash !== hash)
      this.report(
        file,
        issue(overrides.hash === undefined ? 'overrideUnconfirmed' : 'overrideOutdated', [...place, 'hash'], {
          name,
          other: target.owner,
          quoted: overrides.hash ?? '',
          hash,
        }),
      );
    return true;
  }

  reportForbidden(
    file: string,
    path: Path,
    name: string,
    act: string,
    other: string,
    permits: readonly string[],
  ): void {
    const permitted = permits.join('、') || '—';
    this.report(file, issue('overrideNotPermitted', path, { name, act, other, permitted }));
  }
}
