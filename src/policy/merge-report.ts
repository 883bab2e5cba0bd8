import { type Issue, inFile, issue } from '../values/issues.js';
import type { DocumentSource, OverrideSource } from './pack-schemas.js';

type Path = readonly (string | number)[];

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
    if (!this.documentsUnread && !this.documents.has(document))
      this.report(file, issue('unknownDocument', [...path, 'document'], { document }));
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

  /** Whether a layer may settle what `owner` has settled: only with an act that the owner permits. */
  mayOverride(
    name: string,
    overrides: OverrideSource | undefined,
    owner: string | undefined,
    permits: readonly string[],
    file: string,
    path: Path,
  ): boolean {
    if (owner === undefined) {
      if (overrides !== undefined) this.report(file, issue('overridesNothing', path, { name }));
      return true;
    }
    if (overrides === undefined || overrides.pack !== owner) {
      this.report(file, issue('undeclaredOverride', path, { name, other: owner }));
      return false;
    }
    this.checkDocument(file, [...path, 'overrides'], overrides.document);
    if (permits.includes(overrides.act)) return true;
    this.reportForbidden(file, path, name, overrides.act, owner, permits);
    return false;
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
