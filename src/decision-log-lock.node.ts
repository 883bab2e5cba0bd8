import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DixianError, type Issue, inFile, issue } from './values/issues.js';

const LOCK_NAME = /^decisions-[0-9a-f]{16}\.lock$/;

/** Who holds a lock. */
interface Holder {
  readonly host: string;
  readonly process: number;
  /** When the process began, in milliseconds: a number of a process is given again after its end. */
  readonly since: number;
}

/** Two readings of the same process's beginning differ by less. */
const SAME_BEGINNING = 2_000;

const self = (): Holder => ({
  host: hostname(),
  process: process.pid,
  since: Math.round(Date.now() - process.uptime() * 1_000),
});

/** Whether the holder of a lock may still be writing. Another machine's processes cannot be seen: they may. */
function mayBeWriting(holder: Holder): boolean {
  const own = self();
  if (holder.host !== own.host) return true;
  if (holder.process === own.process) return Math.abs(holder.since - own.since) < SAME_BEGINNING;
  try {
    process.kill(holder.process, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Undefined where the lock is gone; `unread` where it is being written or was damaged. */
async function holderOf(path: string): Promise<Holder | 'unread' | undefined> {
  try {
    const { host, process, since } = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>;
    const isWhole =
      typeof host === 'string' && typeof since === 'number' && Number.isSafeInteger(process ?? undefined);
    return isWhole && (process as number) > 0 ? { host, process: process as number, since } : 'unread';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unread';
  }
}

export interface LogLock {
  /** What was found of a process that is gone. */
  readonly warnings: readonly Issue[];
  release(): Promise<void>;
}

/**
 * Takes the lock of a folder. Every process makes a lock of its own and only then looks for others, so that of two
 * that begin at once never both go on; and a lock that is removed is always that of a process that is gone.
 * @throws DixianError if another process holds it.
 */
export async function lockFolder(folder: string): Promise<LogLock> {
  const name = `decisions-${randomBytes(8).toString('hex')}.lock`;
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(self()), { flag: 'wx' });
  const release = (): Promise<void> => rm(path, { force: true });
  try {
    return { warnings: await removeStale(folder, name), release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function removeStale(folder: string, own: string): Promise<Issue[]> {
  const warnings: Issue[] = [];
  const others = (await readdir(folder)).filter((name) => LOCK_NAME.test(name) && name !== own).sort();
  for (const other of others) {
    const holder = await holderOf(join(folder, other));
    if (holder === undefined) continue;
    if (holder === 'unread' || mayBeWriting(holder)) {
      const known = holder === 'unread' ? { process: '—', host: '—' } : holder;
      const params = { process: known.process, host: known.host };
      throw new DixianError([inFile(other, issue('logInUse', [], params))]);
    }
    await rm(join(folder, other), { force: true });
    const taken = issue('logLockTakenOver', [], { process: holder.process }, 'warning');
    warnings.push(inFile(other, taken));
  }
  return warnings;
}
