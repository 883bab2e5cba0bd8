import { sha256 } from '@noble/hashes/sha2.js';
import canonicalizeJson from 'canonicalize';

/**
 * RFC 8785 canonical JSON. Decimals are given as text before they come here, so that no number format can
 * change a hash.
 * @throws Error for NaN, infinities, lone surrogates, cycles and `undefined` at the top.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalizeJson(value);
  if (text === undefined) throw new Error('Only a JSON value has a canonical form.');
  return text;
}

/** UTF-8 without TextEncoder, which constrained hosts lack. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    // Half of a surrogate pair has no UTF-8; every encoder writes the replacement character.
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return Uint8Array.from(bytes);
}

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hexadecimal. Synchronous, the same in every host. */
export function sha256Hex(text: string): string {
  return Array.from(sha256(utf8(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 of the canonical JSON of a value. */
export const hashOf = (value: unknown): string => sha256Hex(canonicalJson(value));
