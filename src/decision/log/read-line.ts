import { canonicalJson, hashOf } from '../../values/canonical.js';
import { type DecisionLogEntry, LOG_FORMAT } from './entry.js';
import { misplaced } from './entry-schema.js';

/** What one line of a log is. */
export type LineReading =
  /** As it was written. Whether it follows from the one before is another question. */
  | { readonly kind: 'intact'; readonly entry: DecisionLogEntry }
  /** An entry that does not fit its hash; `hashes` are those that the next one may name as its previous. */
  | { readonly kind: 'changed'; readonly sequence: number; readonly hashes: readonly string[] }
  /** No entry at all. */
  | { readonly kind: 'unreadable' };

const HASH = /^[0-9a-f]{64}$/;
const UNREADABLE: LineReading = { kind: 'unreadable' };

function isEntryLike(value: unknown): value is DecisionLogEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { format, sequence, previous, hash } = value as Partial<Record<string, unknown>>;
  return (
    format === LOG_FORMAT &&
    Number.isSafeInteger(sequence) &&
    (sequence as number) >= 1 &&
    typeof hash === 'string' &&
    HASH.test(hash) &&
    typeof previous === 'string' &&
    (previous === '' || HASH.test(previous))
  );
}

/** Reads a line without its end. A byte that differs from what was written is always seen. */
export function readEntryLine(line: string): LineReading {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return UNREADABLE;
  }
  if (!isEntryLike(value)) return UNREADABLE;
  const { hash, ...rest } = value;
  const { format: _, sequence, previous: __, ...decision } = rest;
  const own = ownHash(rest);
  // Only the canonical text is an entry: another spelling of the same content is a changed line.
  if (own !== hash || canonicalJson(value) !== line)
    return { kind: 'changed', sequence, hashes: own === undefined ? [hash] : [hash, own] };
  return misplaced(decision) === undefined ? { kind: 'intact', entry: value } : UNREADABLE;
}

/** Undefined for what has no canonical form, such as half a surrogate pair. */
function ownHash(rest: object): string | undefined {
  try {
    return hashOf(rest);
  } catch {
    return undefined;
  }
}
