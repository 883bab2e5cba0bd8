import { constants } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { linesOf } from '../decision-log-files.node.js';
import type { ListFormat } from '../tables/index.js';
import { writeWholeFile } from '../whole-file.node.js';
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
    `不支持的文件格式：${basename(path)}。请另存为 .xlsx 或“CSV UTF-8”，或使用 .json、.ndjson、.parquet。`,
    `${basename(path)} has a format that is not supported. Save it as .xlsx or "CSV UTF-8", or use .json, .ndjson or .parquet.`,
  );
}

const cannotBeOpened = (path: string, error: unknown): CommandError => {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandError(
    `打不开文件 ${path}（${code ?? '未知原因'}）。请检查路径和权限。`,
    `${path} cannot be opened (${code ?? 'unknown cause'}). Check the path and permissions.`,
  );
};

const tooLarge = (path: string, size: number, longest: number): CommandError => {
  const [megabytes, most] = [size, longest].map((bytes) => Math.ceil(bytes / 1_000_000));
  return new CommandError(
    `${path} 太大（${megabytes} MB），不能一次读入（最多约 ${most} MB）。请分成几个文件。凭据和事实可以一行一份，存为 .ndjson，再大也能读。`,
    `${path} is too large (${megabytes} MB) to be read at once (at most about ${most} MB). Split it. Receipts and facts are read at any size as .ndjson, one a line.`,
  );
};

/**
 * Reads a file as UTF-8, with or without a byte order mark. `longest`, in bytes, is what one text can be made of.
 * @throws CommandError if it cannot be opened, is larger, or is not UTF-8.
 */
export async function readText(path: string, longest: number = constants.MAX_STRING_LENGTH): Promise<string> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > longest) throw tooLarge(path, size, longest);
    bytes = await readFile(path);
  } catch (error) {
    throw error instanceof CommandError ? error : cannotBeOpened(path, error);
  }
  // A pipe has no size before it is read.
  if (bytes.length > longest) throw tooLarge(path, bytes.length, longest);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(
      `${path} 不是 UTF-8 编码，读出来会是乱码。请在表格软件里另存为“CSV UTF-8”。`,
      `${path} is not UTF-8; its text would be garbled. Save it as "CSV UTF-8" in the spreadsheet program.`,
    );
  }
}

/**
 * Whether a file is to be read line by line, however large it is: by the ending of its name. What is no file, such as
 * a pipe, cannot be read twice, and is read whole.
 */
export async function isReadByLine(path: string): Promise<boolean> {
  if (FORMATS[extname(path).toLowerCase()] !== 'ndjson') return false;
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** A line of a file, with its number from 1 on. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
}

/**
 * The lines of a file of UTF-8, with or without a byte order mark, one after the other; empty ones too.
 * @throws CommandError if it cannot be opened, or at a line that is not UTF-8 or too long to be an entry.
 */
export async function* readLines(path: string): AsyncGenerator<TextLine> {
  let number = 0;
  try {
    for await (const { text } of linesOf(path)) {
      number += 1;
      if (text === undefined)
        throw new CommandError(
          `${path} 第 ${number} 行不是 UTF-8 编码，或者这一行太长。请用原件，一行一份。`,
          `${path}: line ${number} is not UTF-8, or too long to be one entry. Use the original, one entry a line.`,
        );
      yield { text: number === 1 ? text.replace(/^\uFEFF/, '') : text, number };
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === undefined ? error : cannotBeOpened(path, error);
  }
}

/** Whether two paths are the same file. */
export async function isSameFile(left: string, right: string): Promise<boolean> {
  if (resolve(left) === resolve(right)) return true;
  const [a, b] = await Promise.all([left, right].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** Writes a file whole or not at all, and says so where it cannot. */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeWholeFile(path, [text]);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `写不了 ${path}（${code ?? '未知原因'}），没有写入任何结果。`,
      `${path} cannot be written (${code ?? 'unknown cause'}); nothing was written.`,
    );
  }
}
