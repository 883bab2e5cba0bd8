import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type DecisionToLog, EMPTY_LOG, type LoggedDecision, type LogHead } from './decision/log/entry.js';
import { readEntryLine } from './decision/log/read-line.js';
import { checkDecision, lineOf, sealEntry } from './decision/log/seal-entry.js';
import {
  fileName,
  type LogFile,
  logFiles,
  syncFolder,
  tailOf,
  textOf,
  tornName,
} from './decision-log-files.node.js';
import { type LogLock, lockFolder } from './decision-log-lock.node.js';
import { DixianError, type Issue, inFile, issue } from './values/issues.js';

export interface DecisionLogOptions {
  /** A file is not made longer than this, but for a single entry that is; 64 MiB unless told. */
  readonly maximumBytes?: number;
}

/** A decision log open for writing. */
export interface DecisionLog {
  /** What was mended when it was opened: a torn last line moved aside, a lock of a dead process taken over. */
  readonly warnings: readonly Issue[];
  /**
   * Writes a decision and waits until it is on the disk. Decisions are written in the order of the calls.
   * @throws DixianError (as a rejection) if the decision cannot be logged (nothing is written, the log goes on), the
   * log is closed, an earlier writing failed, or another program changed the file; the errors of `node:fs` if
   * writing fails.
   */
  append(decision: DecisionToLog): Promise<LogHead>;
  /** The last entry: note its hash elsewhere, since an end that is cut off is seen only against it. */
  head(): LogHead;
  /** Waits for what is being written, and lets others write. */
  close(): Promise<void>;
}

const DEFAULT_MAXIMUM = 64 * 1024 * 1024;

/**
 * Opens a decision log for writing; makes the folder if it is not there. One process writes at a time.
 * @throws DixianError if another process is writing, or the last entry is damaged; the errors of `node:fs`.
 */
export async function openDecisionLog(
  folder: string,
  { maximumBytes = DEFAULT_MAXIMUM }: DecisionLogOptions = {},
): Promise<DecisionLog> {
  if (!Number.isSafeInteger(maximumBytes) || maximumBytes <= 0)
    throw new DixianError([issue('logFileSizeNotPositive', ['maximumBytes'])]);
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(folder);
  try {
    const end = await openEnd(folder);
    return new Writer({ folder, maximumBytes, lock }, end);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The file that is written to, and the entry that the next one follows. */
interface LogEnd {
  handle: FileHandle;
  number: number;
  size: number;
  head: LogHead;
  readonly warnings: readonly Issue[];
}

async function openEnd(folder: string): Promise<LogEnd> {
  const { files } = await logFiles(folder);
  const last = files.at(-1);
  if (last === undefined) return { ...(await createFile(folder, 1)), head: EMPTY_LOG, warnings: [] };
  const handle = await open(last.path, 'r+');
  let size: number;
  let warnings: readonly Issue[];
  let head: LogHead | undefined;
  try {
    ({ size, warnings } = await moveTornLine(folder, last, handle));
    head = await headOf(last, handle, size);
  } finally {
    await handle.close();
  }
  const before = files.at(-2);
  // Cut off just after a new file was begun: the chain goes on from the file before.
  if (head === undefined) head = before === undefined ? EMPTY_LOG : await headOfFile(before);
  return { handle: await open(last.path, 'a'), number: last.number, size, head, warnings };
}

/** Begins a file. It must not be there yet. */
async function createFile(
  folder: string,
  number: number,
): Promise<Pick<LogEnd, 'handle' | 'number' | 'size'>> {
  const handle = await open(join(folder, fileName(number)), 'ax');
  await syncFolder(folder);
  return { handle, number, size: 0 };
}

const NEWLINE = 0x0a;

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(textOf(bytes) ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Moves a last line that was not finished to a file of its own, so that nothing is deleted. */
async function moveTornLine(
  folder: string,
  { name, number }: LogFile,
  handle: FileHandle,
): Promise<{ size: number; warnings: readonly Issue[] }> {
  const { size } = await handle.stat();
  const { bytes, start } = await tailOf(handle, size);
  if (bytes.length === 0 || (bytes.at(-1) === NEWLINE && isJson(bytes))) return { size, warnings: [] };
  const torn = await writeTorn(folder, number, bytes);
  await handle.truncate(start);
  await handle.sync();
  const warning = inFile(name, issue('logTornLineMovedAside', [], { torn }, 'warning'));
  return { size: start, warnings: [warning] };
}

/** @returns the name of the file. */
async function writeTorn(folder: string, number: number, bytes: Buffer): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = tornName(number, count);
    let handle: FileHandle;
    try {
      handle = await open(join(folder, name), 'wx');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(folder);
    return name;
  }
}

/**
 * The last entry of a file, or undefined if the file is empty.
 * @throws DixianError if it is damaged: what is written after it would hide that.
 */
async function headOf({ name }: LogFile, handle: FileHandle, size: number): Promise<LogHead | undefined> {
  const { bytes } = await tailOf(handle, size);
  if (bytes.length === 0) return undefined;
  const isFinished = bytes.at(-1) === NEWLINE;
  const text = isFinished ? textOf(bytes.subarray(0, -1)) : undefined;
  const reading = text === undefined ? undefined : readEntryLine(text);
  if (reading?.kind !== 'intact')
    throw new DixianError([
      inFile(name, issue('logDamagedAtEnd', [], { line: await lineCount(handle, size) })),
    ]);
  const { sequence, hash } = reading.entry;
  return { sequence, hash };
}

async function headOfFile(file: LogFile): Promise<LogHead> {
  const handle = await open(file.path, 'r');
  try {
    const head = await headOf(file, handle, (await handle.stat()).size);
    if (head === undefined)
      throw new DixianError([inFile(file.name, issue('logDamagedAtEnd', [], { line: 1 }))]);
    return head;
  } finally {
    await handle.close();
  }
}

/** Which line the last one is. */
async function lineCount(handle: FileHandle, size: number): Promise<number> {
  let count = 0;
  for (let end = size; end > 0; ) {
    end = (await tailOf(handle, end)).start;
    count += 1;
  }
  return count;
}

class Writer implements DecisionLog {
  readonly warnings: readonly Issue[];
  private readonly folder: string;
  private readonly maximumBytes: number;
  private readonly lock: LogLock;
  private readonly end: LogEnd;
  private queue: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private hasFailed = false;

  constructor(
    { folder, maximumBytes, lock }: { folder: string; maximumBytes: number; lock: LogLock },
    end: LogEnd,
  ) {
    this.folder = folder;
    this.maximumBytes = maximumBytes;
    this.lock = lock;
    this.end = end;
    this.warnings = Object.freeze([...lock.warnings, ...end.warnings]);
  }

  head(): LogHead {
    return this.end.head;
  }

  async append(decision: DecisionToLog): Promise<LogHead> {
    if (this.isClosed) throw new DixianError([issue('logClosed', [])]);
    // Copied and checked now: what the caller changes later is not what is logged.
    const checked = checkDecision(decision);
    const written = this.queue.then(() => this.write(checked));
    this.queue = written.catch(() => undefined);
    return written;
  }

  private async write(decision: LoggedDecision): Promise<LogHead> {
    if (this.hasFailed) throw new DixianError([issue('logWritingFailed', [])]);
    const entry = sealEntry(decision, this.end.head);
    const bytes = Buffer.from(lineOf(entry), 'utf8');
    // Whatever fails from here on may have left part of a line: the next opening looks, and moves it aside.
    try {
      await this.requireUnchanged();
      if (this.end.size > 0 && this.end.size + bytes.length > this.maximumBytes) await this.rotate();
      const { bytesWritten } = await this.end.handle.write(bytes);
      if (bytesWritten !== bytes.length) throw new DixianError([issue('logWritingFailed', [])]);
      await this.end.handle.sync();
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
    this.end.size += bytes.length;
    this.end.head = Object.freeze({ sequence: entry.sequence, hash: entry.hash });
    return this.end.head;
  }

  /** @throws DixianError if another program wrote to the file, cut it, or removed it. */
  private async requireUnchanged(): Promise<void> {
    const { size, nlink } = await this.end.handle.stat();
    if (size !== this.end.size || nlink === 0)
      throw new DixianError([inFile(fileName(this.end.number), issue('logChangedUnderneath', []))]);
  }

  private async rotate(): Promise<void> {
    const next = await createFile(this.folder, this.end.number + 1);
    await this.end.handle.close();
    Object.assign(this.end, next);
  }

  async close(): Promise<void> {
    if (this.isClosed) {
      await this.queue;
      return;
    }
    this.isClosed = true;
    const closed = this.queue.then(async () => {
      await this.end.handle.close();
      await this.lock.release();
    });
    this.queue = closed.catch(() => undefined);
    return closed;
  }
}
