import { Malformed } from './workbook-read-problems.node.js';

/** Gets what stands in an XML text. Names come without the prefix of their namespace. */
export interface XmlListener {
  /** `attributes` as they stand in the tag: see `attributeOf`. */
  readonly open?: (name: string, attributes: string) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** No tag and no text of a spreadsheet is longer: a cell holds 32,767 characters, each escaped with at most ten. */
const MAXIMUM_LENGTH = 1_000_000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAMED_ENTITY = /^(?:amp|lt|gt|quot|apos)$/;
const NUMBERED_ENTITY = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/;

const [
  TAB,
  LINE_FEED,
  CARRIAGE_RETURN,
  SPACE,
  EXCLAMATION,
  DOUBLE_QUOTE,
  SINGLE_QUOTE,
  SLASH,
  GREATER,
  QUESTION,
] = [9, 10, 13, 32, 33, 34, 39, 47, 62, 63] as const;

const isSpace = (code: number): boolean =>
  code === SPACE || code === LINE_FEED || code === TAB || code === CARRIAGE_RETURN;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function entity(reference: string): string {
  if (NAMED_ENTITY.test(reference)) return ENTITIES[reference] as string;
  const [, hexadecimal, decimal] = NUMBERED_ENTITY.exec(reference) ?? [];
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  // Also what is no number at all: an entity of a document type, and we take none.
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw new Malformed('entity');
  return String.fromCodePoint(code);
}

const decoded = (text: string): string =>
  text.includes('&') ? text.replace(/&([^;]*);?/g, (_, reference: string) => entity(reference)) : text;

/** Whether the attribute whose name stands between two places has a name, under whatever prefix. */
function isNamed(attributes: string, start: number, end: number, name: string): boolean {
  if (attributes.startsWith(name, start) && start + name.length === end) return true;
  const found = attributes.slice(start, end).trimEnd();
  return found === name || (found.endsWith(`:${name}`) && !found.startsWith('xmlns'));
}

/**
 * The value of an attribute in the inside of a tag, whatever the prefix of its namespace; undefined if it is not there.
 * @throws Malformed if the attributes cannot be told apart.
 */
export function attributeOf(attributes: string, name: string): string | undefined {
  let at = 0;
  for (;;) {
    while (isSpace(attributes.charCodeAt(at))) at += 1;
    if (at >= attributes.length) return undefined;
    const equals = attributes.indexOf('=', at);
    if (equals === -1) throw new Malformed('attribute');
    let start = equals + 1;
    while (isSpace(attributes.charCodeAt(start))) start += 1;
    const quote = attributes.charCodeAt(start);
    const end = attributes.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start + 1);
    if ((quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) || end === -1) throw new Malformed('attribute');
    if (isNamed(attributes, at, equals, name)) return decoded(attributes.slice(start + 1, end));
    at = end + 1;
  }
}

/**
 * Reads XML as it comes, piece by piece, and tells a listener of it. Takes what spreadsheet programs write: elements,
 * text, comments, CDATA; a document type is refused, so that no entity can grow or reach for a file.
 * Every method throws Malformed where the text is not XML; `end` also where an element is still open.
 */
export class XmlReader {
  readonly #listener: XmlListener;
  readonly #openElements: string[] = [];
  #rest = '';
  #started = false;

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  write(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag === -1) break;
      if (tag > at) this.#text(text.slice(at, tag), decoded);
      at = tag;
      const end = this.#tag(text, tag);
      if (end === -1) break;
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAXIMUM_LENGTH) throw new Malformed('too long');
  }

  end(): void {
    if (this.#rest.trim() !== '' || this.#openElements.length > 0 || !this.#started)
      throw new Malformed('incomplete');
  }

  #text(text: string, read: (text: string) => string): void {
    // XML knows one end of a line only.
    const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (this.#openElements.length > 0) this.#listener.text?.(read(lines));
    else if (text.trim() !== '') throw new Malformed('text outside of the elements');
  }

  /** Where the tag that begins at a place ends, or -1 if more text has to come. */
  #tag(text: string, tag: number): number {
    switch (text.charCodeAt(tag + 1)) {
      case SLASH:
        return this.#closingTag(text, tag);
      case QUESTION:
        return after(text, '?>', tag + 2);
      case EXCLAMATION:
        return this.#declaration(text, tag);
      default:
        return this.#openingTag(text, tag);
    }
  }

  #declaration(text: string, tag: number): number {
    if (text.startsWith('<!--', tag)) return after(text, '-->', tag + 4);
    if (text.startsWith('<![CDATA[', tag)) {
      const end = after(text, ']]>', tag + 9);
      if (end !== -1) this.#text(text.slice(tag + 9, end - 3), (asItStands) => asItStands);
      return end;
    }
    if (text.length - tag < 9) return -1;
    throw new Malformed('document type');
  }

  #closingTag(text: string, tag: number): number {
    const end = text.indexOf('>', tag + 2);
    if (end === -1) return -1;
    const name = this.#openElements.pop() ?? '';
    const isRight = text.startsWith(name, tag + 2) && text.slice(tag + 2 + name.length, end).trim() === '';
    if (name === '' || !isRight) throw new Malformed('closing tag');
    this.#listener.close?.(localName(name));
    return end + 1;
  }

  #openingTag(text: string, tag: number): number {
    let end = tag + 1;
    let nameEnd = -1;
    let quote = 0;
    for (; ; end += 1) {
      if (end >= text.length) return -1;
      const code = text.charCodeAt(end);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === GREATER) break;
      else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
      else if (nameEnd === -1 && isSpace(code)) nameEnd = end;
    }
    const isClosed = text.charCodeAt(end - 1) === SLASH;
    const inside = isClosed ? end - 1 : end;
    const name = text.slice(tag + 1, nameEnd === -1 ? inside : nameEnd);
    if (name === '' || (this.#started && this.#openElements.length === 0)) throw new Malformed('element');
    this.#started = true;
    const local = localName(name);
    this.#listener.open?.(local, nameEnd === -1 ? '' : text.slice(nameEnd, inside));
    if (isClosed) this.#listener.close?.(local);
    else this.#openElements.push(name);
    return end + 1;
  }
}

/** The place after a mark, or -1. */
function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? -1 : found + mark.length;
}

/**
 * Reads a part as XML in UTF-8.
 * @throws Malformed, or the error of the text decoder or of the pieces.
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  for await (const _ of xmlPieces(pieces, listener));
}

/** Reads a part as XML in UTF-8, and stops after each piece, so that what the listener has got can be taken. */
export async function* xmlPieces(
  pieces: AsyncIterable<Uint8Array>,
  listener: XmlListener,
): AsyncIterable<void> {
  const reader = new XmlReader(listener);
  for await (const text of textPieces(pieces)) {
    reader.write(text);
    yield;
  }
  reader.end();
}

/** The text of bytes in UTF-8. Each piece is decoded by itself, which is much faster than a decoder that remembers. */
async function* textPieces(pieces: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  // A byte order mark is white space before the first element; in a text it is a part of the text.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = bytes.length - unfinishedBytes(bytes);
    rest = bytes.subarray(end);
    yield decoder.decode(bytes.subarray(0, end));
  }
  yield decoder.decode(rest);
}

/** How many bytes at the end are the beginning of a character whose other bytes have not come yet. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > 1) return length > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}
