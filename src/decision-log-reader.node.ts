import type { DecisionLogEntry } from './decision/log/entry.js';
import { type LogVerification, LogVerifier } from './decision/log/verify-log.js';
import { linesOf, logFiles } from './decision-log-files.node.js';

export interface ReadLogOptions {
  /** The hash of a head noted elsewhere. Without it, an end that was cut off cannot be seen. */
  readonly expectedHead?: string;
  /** Called with every verified entry, in the order of the log; a log need not fit into memory. */
  readonly onEntry?: (entry: DecisionLogEntry) => void;
}

/** What a log on disk came to. */
export interface DecisionLogReading extends LogVerification {
  /** The names of its files. */
  readonly files: readonly string[];
  /** Files with lines that were not finished, moved aside when the log was opened; they are no part of it. */
  readonly torn: readonly string[];
}

/**
 * Reads a decision log and verifies sequence, links and hashes over all its files; goes on after a break. Writes
 * nothing, and may be used while another process writes.
 * @throws the errors of `node:fs` if the folder or a file cannot be read.
 */
export async function readDecisionLog(
  folder: string,
  { expectedHead, onEntry }: ReadLogOptions = {},
): Promise<DecisionLogReading> {
  const { files, torn } = await logFiles(folder);
  const verifier = new LogVerifier(expectedHead);
  for (const { name, path } of files) {
    let line = 0;
    for await (const { text, isFinished } of linesOf(path)) {
      line += 1;
      const place = { file: name, line };
      const entry = isFinished ? verifier.add(place, text) : verifier.addUnfinished(place);
      if (entry !== undefined) onEntry?.(entry);
    }
  }
  return Object.freeze({ ...verifier.result(), files: files.map(({ name }) => name), torn });
}
