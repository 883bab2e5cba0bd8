import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a person or a machine sends to end a process. What cannot be caught (KILL) is not among them. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** That the process was told to end. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted.');
    this.name = 'Interrupted';
  }
}

/** A folder for a while, and whether the process has been told to end meanwhile. */
export interface PassingFolder {
  readonly path: string;
  /** @throws Interrupted once the process was told to end: then what is open is to be closed, and nothing begun. */
  throwIfInterrupted(): void;
}

/**
 * Makes a folder that only its owner can read, hands it to `use`, and removes it with all that is in it, whatever
 * happens. Told to end, the process first lets `use` come to its end; told a second time it ends at once, and then too
 * the folder is removed.
 * @throws what `use` throws; the errors of `node:fs`.
 */
export async function withPassingFolder<Result>(
  use: (folder: PassingFolder) => Promise<Result>,
): Promise<Result> {
  const path = await mkdtemp(join(tmpdir(), 'dixian-'));
  let isInterrupted = false;
  // A process that ends without coming back here (an error that nobody catches) still runs this.
  const removeNow = (): void => rmSync(path, { recursive: true, force: true });
  const told = (signal: NodeJS.Signals): void => {
    if (isInterrupted) {
      removeNow();
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    isInterrupted = true;
  };
  process.on('exit', removeNow);
  for (const ending of ENDINGS) process.on(ending, told);
  try {
    return await use({
      path,
      throwIfInterrupted: () => {
        if (isInterrupted) throw new Interrupted();
      },
    });
  } finally {
    try {
      await rm(path, { recursive: true, force: true });
    } finally {
      for (const ending of ENDINGS) process.off(ending, told);
      process.off('exit', removeNow);
    }
  }
}
