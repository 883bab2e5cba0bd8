import { hmac } from '@noble/hashes/hmac.js';
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
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index) as number;
    // Half of a surrogate pair has no UTF-8; every encoder writes the replacement character.
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    } else {
      // A pair of surrogates is four bytes for two characters.
      index += 1;
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 63);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.subarray(0, at);
}

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hexadecimal. Synchronous, the same in every host. */
export const sha256Hex = (text: string): string => hexadecimal(sha256(utf8(text)));

/** HMAC-SHA-256 of the UTF-8 bytes of a text with a key given as UTF-8 text, in lower-case hexadecimal. */
export const hmacSha256Hex = (key: string, text: string): string =>
  hexadecimal(hmac(sha256, utf8(key), utf8(text)));

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of the canonical JSON of a value. */
export const hashOf = (value: unknown): string => sha256Hex(canonicalJson(value));
