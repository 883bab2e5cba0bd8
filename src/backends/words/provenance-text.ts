import type { DocumentSource } from '../../policy/pack-schemas.js';
import type { Provenance } from '../../policy/policy.js';
import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { PHRASES } from './phrases.js';

type Documents = Readonly<Record<string, DocumentSource>>;

/** A document by its title and number, said so where the title is our description. */
export function documentTitle(document: DocumentSource, locale: Locale): string {
  const { described, brackets } = PHRASES[locale];
  const title =
    document.titleIsDescription === true ? `${document.title}${described}` : `《${document.title}》`;
  if (document.number === undefined) return title;
  return `${title}${locale === 'en' ? ' ' : ''}${brackets[0]}${document.number}${brackets[1]}`;
}

/** On whose word something stands: level, document with number, confidence where it is low. */
export function showProvenance(provenance: Provenance, documents: Documents, locale: Locale): string {
  const { authorities, phrases, separators } = PHRASES[locale];
  const document = provenance.document === undefined ? undefined : documents[provenance.document];
  const parts: string[] = [authorities[provenance.authority]];
  if (document !== undefined) parts.push(documentTitle(document, locale));
  if (provenance.clause !== undefined) parts.push(provenance.clause);
  if ((provenance.confidence ?? document?.confidence) === 'low') parts.push(phrases.lowConfidence);
  return parts.join(separators.part);
}

/** A truth in words. */
export const truthText = (truth: Truth, locale: Locale): string => PHRASES[locale].truths[truth];
