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

/**
 * `canonicalJson` of data in which the same object stands in many places, as expressions do: each is written once.
 * @throws Error for NaN, infinities, lone surrogates and `undefined` at the top.
 */
export function canonicalJsonOfShared(value: unknown): string {
  const written = new Map<unknown, string>();
  // Joined by `+`, which copies nothing before the whole text is read: the parts hold each other.
  const writeList = (list: readonly unknown[]): string => {
    let text = '[';
    for (const [index, member] of list.entries()) text += (index === 0 ? '' : ',') + write(member ?? null);
    return `${text}]`;
  };
  const writeObject = (object: Readonly<Record<string, unknown>>): string => {
    let text = '{';
    for (const key of Object.keys(object).sort())
      if (object[key] !== undefined) text += `${text === '{' ? '' : ','}${write(key)}:${write(object[key])}`;
    return `${text}}`;
  };
  const write = (part: unknown): string => {
    let text = written.get(part);
    if (text !== undefined) return text;
    if (Array.isArray(part)) text = writeList(part);
    else if (typeof part === 'object' && part !== null) text = writeObject(part as Record<string, unknown>);
    else text = canonicalJson(part);
    written.set(part, text);
    return text;
  };
  return write(value);
}

/** UTF-8 without TextEncoder, which constrained hosts lack. */
function utf8(text: string): Uint8Array {
  let wide = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) wide += 1;
  // A code unit takes three bytes at most.
  const bytes = new Uint8Array(text.length + 2 * wide);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    const point = text.codePointAt(index) as number;
    // Half of a surrogate pair has no UTF-8; every encoder writes the replacement character.
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
    else if (code < 0x10000) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
    } else {
      // A pair of surrogates is four bytes for two characters.
      index += 1;
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 63);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
    }
    bytes[at++] = 0x80 | (code & 63);
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

/** `hashOf` data in which the same object stands in many places. */
export const hashOfShared = (value: unknown): string => sha256Hex(canonicalJsonOfShared(value));
