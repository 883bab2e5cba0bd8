import { definedOnly } from './parameters.js';
import type { Provenance } from './policy.js';

interface Sourced {
  readonly authority: Provenance['authority'];
  readonly document?: string | undefined;
  readonly clause?: string | undefined;
  readonly confidence?: Provenance['confidence'] | undefined;
  readonly note?: string | undefined;
}

/** On whose word a source stands, and which layer says it. */
export const provenanceOf = (source: Sourced, layer: string): Provenance =>
  definedOnly({
    authority: source.authority,
    layer,
    document: source.document,
    clause: source.clause,
    confidence: source.confidence,
    note: source.note,
  }) as Provenance;
