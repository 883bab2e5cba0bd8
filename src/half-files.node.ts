import { rmSync } from 'node:fs';

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The hidden files that are being written. */
const halfFiles = new Set<string>();
let isRemoving = false;

function told(ending: NodeJS.Signals): void {
  // Who else listens brings its work to an end first, and removes what it has begun.
  if (process.listenerCount(ending) > 1) return;
  for (const path of halfFiles) rmSync(path, { force: true });
  process.off(ending, told);
  process.kill(process.pid, ending);
}

/**
 * From now on, a process that is told to end removes what it has half written, and ends: a hidden file beside the output
 * would hold facts of households. For commands; a program of its own has its own ways to end.
 */
export function removeHalfFilesWhenTold(): void {
  isRemoving = true;
}

/** To be called before a file is begun. */
export function noteHalfFile(path: string): void {
  // Listened for only as long as there is something to remove: a process at work hears it when it pauses.
  if (isRemoving && halfFiles.size === 0) for (const ending of ENDINGS) process.on(ending, told);
  halfFiles.add(path);
}

/** To be called when it is whole, or removed. */
export function forgetHalfFile(path: string): void {
  halfFiles.delete(path);
  if (isRemoving && halfFiles.size === 0) for (const ending of ENDINGS) process.off(ending, told);
}
