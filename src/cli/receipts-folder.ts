import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt, ReceiptFacts } from '../decision/receipt/receipt.js';
import { type Policy, policyFile } from '../policy/policy.js';
import { newSalt, signReceipt } from '../receipts.node.js';
import type { AssessedRow } from '../tables/decision-rows.js';
import { canonicalJson } from '../values/canonical.js';
import { DixianError } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { readText, writeWhole } from './text-file.js';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? '—';

const cannotBeWritten = (folder: string, error: unknown): CommandError =>
  new CommandError(
    `写不了凭据目录 ${folder}（${codeOf(error)}），没有写入凭据。请检查路径和权限。`,
    `The folder ${folder} cannot be written (${codeOf(error)}); no receipt was written. Check the path and permissions.`,
  );

/** Throws CommandError if a folder holds anything: receipts of two days are never mixed or overwritten. */
export async function requireEmptyFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw cannotBeWritten(folder, error);
  }
  if (names.length > 0)
    throw new CommandError(
      `凭据目录 ${folder} 里已有文件，没有写入任何结果。请换一个空目录，以免盖掉旧凭据。`,
      `The folder ${folder} already holds files; nothing was written. Give an empty one, so that no receipt is overwritten.`,
    );
}

/** A file written line by line (a county's receipts do not fit into one text) that has its name only when it is whole. */
class LineFile {
  private waiting = '';
  private readonly path: string;
  private readonly handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.handle = handle;
  }

  static async create(path: string): Promise<LineFile> {
    // Facts are read by whoever keeps the case file, and by nobody else on the machine.
    return new LineFile(path, await open(`${path}.tmp`, 'wx', 0o600));
  }

  async write(value: Receipt | ReceiptFacts): Promise<void> {
    this.waiting += `${canonicalJson(value)}\n`;
    if (this.waiting.length > 1 << 20) await this.flush();
  }

  private async flush(): Promise<void> {
    await this.handle.appendFile(this.waiting, 'utf8');
    this.waiting = '';
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.handle.sync();
    await this.handle.close();
    await rename(`${this.path}.tmp`, this.path);
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(`${this.path}.tmp`, { force: true });
  }
}

type Rows = Iterable<AssessedRow> | AsyncIterable<AssessedRow>;

/** Writes facts and receipts of the rows. Returns how many, and the rows whose household has none, by their numbers. */
async function writeLines(
  rows: Rows,
  key: string | undefined,
  factsFile: LineFile,
  receiptsFile: LineFile,
): Promise<{ readonly made: number; readonly without: readonly number[] }> {
  const without: number[] = [];
  let assessed = 0;
  for await (const { row, assessment } of rows) {
    if (assessment === undefined) continue;
    assessed += 1;
    let made: { readonly receipt: Receipt; readonly facts: ReceiptFacts };
    try {
      made = assessment.receipt({ salt: newSalt() });
    } catch (error) {
      if (!(error instanceof DixianError)) throw error;
      without.push(row.row);
      continue;
    }
    await factsFile.write(made.facts);
    await receiptsFile.write(key === undefined ? made.receipt : signReceipt(made.receipt, key));
  }
  return { made: assessed - without.length, without };
}

/**
 * Writes what proves the decisions: `receipts.ndjson`, `facts.ndjson` (with the salts) and `policies/`. Rows that
 * could not be read have no receipt. Returns how many there are.
 * @throws CommandError if the folder cannot be written (it then holds no receipt), or, with all the others written,
 * if a household has no receipt because JSON cannot keep it; DixianError if the key is none.
 */
export async function writeReceipts(
  folder: string,
  rows: Rows,
  policy: Policy,
  keyFile: string | undefined,
): Promise<number> {
  const key = keyFile === undefined ? undefined : await readText(keyFile);
  const files: LineFile[] = [];
  let written: Awaited<ReturnType<typeof writeLines>>;
  try {
    await mkdir(join(folder, 'policies'), { recursive: true, mode: 0o700 });
    const factsFile = await LineFile.create(join(folder, 'facts.ndjson'));
    files.push(factsFile);
    const receiptsFile = await LineFile.create(join(folder, 'receipts.ndjson'));
    files.push(receiptsFile);
    written = await writeLines(rows, key, factsFile, receiptsFile);
    const { name, text } = policyFile(policy);
    await writeWhole(join(folder, 'policies', name), text);
    await factsFile.finish();
    // The receipts last: where they are, all that they need is there.
    await receiptsFile.finish();
  } catch (error) {
    for (const file of files) await file.discard();
    // Only the file system has to do with the folder.
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw cannotBeWritten(folder, error);
  }
  const { made, without } = written;
  if (without.length > 0)
    throw new CommandError(
      `第 ${without.join('、')} 行的数据写不成 JSON（如含残缺的字符），没有凭据；其余 ${made} 份凭据已写入 ${folder}。请更正这几行，另用一个空目录重做。`,
      `Rows ${without.join(', ')} cannot be written as JSON (half a character, say) and have no receipt; the other ${made} receipts are in ${folder}. Mend these rows and begin again with an empty folder.`,
    );
  return made;
}
