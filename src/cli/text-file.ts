import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { ListFormat } from '../tables/index.js';
import { CommandError } from './command-error.js';

const FORMATS: Readonly<Record<string, ListFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/** The format of a list or result by the ending of its name. */
export function formatOf(path: string): ListFormat {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format !== undefined) return format;
  throw new CommandError(
    `不支持的文件格式：${basename(path)}。请另存为“CSV UTF-8”，或使用 .json、.ndjson。`,
    `${basename(path)} has a format that is not supported. Save it as "CSV UTF-8", or use .json or .ndjson.`,
  );
}

/** Reads a file as UTF-8, with or without a byte order mark. */
export async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `打不开文件 ${path}（${code ?? '未知原因'}）。请检查路径和权限。`,
      `${path} cannot be opened (${code ?? 'unknown cause'}). Check the path and permissions.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(
      `${path} 不是 UTF-8 编码，读出来会是乱码。请在表格软件里另存为“CSV UTF-8”。`,
      `${path} is not UTF-8; its text would be garbled. Save it as "CSV UTF-8" in the spreadsheet program.`,
    );
  }
}

/** Whether two paths are the same file. */
export async function isSameFile(left: string, right: string): Promise<boolean> {
  if (resolve(left) === resolve(right)) return true;
  const [a, b] = await Promise.all([left, right].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** Writes a file whole or not at all: beside it under another name, flushed, then renamed onto it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `写不了 ${path}（${code ?? '未知原因'}），没有写入任何结果。`,
      `${path} cannot be written (${code ?? 'unknown cause'}); nothing was written.`,
    );
  }
}
