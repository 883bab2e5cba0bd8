import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './decision-log-files.node.js';
import { forgetHalfFile, noteHalfFile } from './half-files.node.js';

/** Pieces of a file in their order; text is written as UTF-8. */
type Pieces = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * Writes a file whole or not at all, however long it becomes: piece by piece beside it under a hidden name, flushed to
 * the disk, then renamed onto it. Whatever kills the process, at the path there is what was there before, or the whole
 * new file. What a killed process leaves beside is named `.NAME.….tmp` and may be deleted.
 * @returns how many bytes were written.
 * @throws what the pieces throw, and the errors of `node:fs`; then nothing was written and nothing is left beside.
 */
export async function writeWholeFile(path: string, pieces: Pieces): Promise<number> {
  // What a link leads to is written, not the link; who could not read the old file shall not read the new one.
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode ?? 0o666;
  const name = `.${basename(target).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`;
  const temporary = join(dirname(target), name);
  let size = 0;
  noteHalfFile(temporary);
  try {
    const handle = await open(temporary, 'wx', mode & 0o777);
    try {
      for await (const piece of pieces) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
        // `writeFile` on a handle goes on where the last one ended, and never writes half of what it is given.
        await handle.writeFile(bytes);
        size += bytes.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    forgetHalfFile(temporary);
  }
  // The file is whole and in its place; that the folder cannot be flushed takes nothing of that back.
  await syncFolder(dirname(target)).catch(() => {});
  return size;
}
