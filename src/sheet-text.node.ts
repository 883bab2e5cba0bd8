import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { SheetHead } from './tables/find-header.js';
import { DixianError, type Issue, issue } from './values/issues.js';

/** How the text of a sheet is written: most programs in China still save GB18030 unless asked for UTF-8. */
type Encoding = 'utf-8' | 'gb18030';

const PIECE = 1 << 20;

/** Text of pieces in one encoding. Throws TypeError where the bytes are not of it. */
async function* decoded(
  pieces: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** What can be read twice: a file by its path, or what came through a pipe, which is held. */
async function sourceOf(path: string): Promise<() => AsyncIterable<Uint8Array>> {
  if ((await stat(path)).isFile()) return () => createReadStream(path, { highWaterMark: PIECE });
  const bytes = await readFile(path);
  return () => inOne(bytes);
}

/**
 * The text of a file in pieces: UTF-8 if all of it is, else GB18030 if all of it is. It is read twice.
 * @throws DixianError if it is neither; the errors of `node:fs`.
 */
export async function sheetText(
  path: string,
): Promise<{ readonly pieces: AsyncIterable<string>; readonly encoding: Encoding }> {
  const source = await sourceOf(path);
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      for await (const _ of decoded(source(), encoding));
      return { pieces: decoded(source(), encoding), encoding };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new DixianError([issue('notUtf8', [])]);
}

const CHINESE = /[\u4e00-\u9fff]/;

/**
 * What is to be told of the encoding of a sheet. Nearly any bytes can be read as GB18030, so that a name in Chinese has to
 * be understood before it is believed.
 * @throws DixianError if none is: the file is damaged, or in another encoding.
 */
export function encodingIssues(encoding: Encoding, { mapping, headerRows }: SheetHead): readonly Issue[] {
  if (encoding === 'utf-8') return [];
  if (headerRows === undefined || !mapping.some(({ column }) => CHINESE.test(column)))
    throw new DixianError([issue('notUtf8', [])]);
  return [issue('readAsGb18030', [], {}, 'warning')];
}
