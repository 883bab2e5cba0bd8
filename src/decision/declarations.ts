import type { Authority } from '../policy/pack-schemas.js';

/**
 * What a county's column mapping says, on its authority, about what a list does not say itself. The household that is
 * given already holds it.
 */
export interface Declaration {
  /** A fact of the catalogue. */
  readonly fact: string;
  /** A blank was taken to mean `value`; or the entries of a list were taken to be all there are. */
  readonly kind: 'blank' | 'complete';
  readonly value?: boolean | number | string;
  /** The header of the column whose cell was blank. */
  readonly column?: string;
  readonly authority: Authority;
  /** The document that says so, with its number, as the mapping gives it. */
  readonly document: string;
}
