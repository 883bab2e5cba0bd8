import { showDay } from '../backends/words/show.js';
import { digestOf } from '../decision/receipt/kept-facts.js';
import type { Receipt, ReceiptFacts } from '../decision/receipt/receipt.js';
import {
  type LineRead,
  readReceiptFacts,
  readReceiptFactsLine,
  readReceiptLine,
  readReceipts,
} from '../decision/receipt/receipt-schemas.js';
import { replayReceipt } from '../decision/receipt/replay.js';
import { replayTexts } from '../decision/receipt/replay-texts.js';
import type { Policy } from '../policy/policy.js';
import { findPolicy, isSignedBy } from '../receipts.node.js';
import { DixianError, describeIssue, type Issue, inFile, issue, type Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { requireFolder } from './household-list.js';
import { Repeats } from './repeats.js';
import { isReadByLine, readLines, readText } from './text-file.js';

export interface ReplayOptions {
  readonly facts: string;
  readonly policies: string;
  /** The file of the public key that every receipt must be signed with. */
  readonly signedBy?: string;
  readonly locale: Locale;
}

/** What a file holds, read anew each time it is asked for: a county's receipts are not held in memory. */
type Source<Read> = () => AsyncIterable<Read>;
type ReadAll<Read> = (text: string, file: string) => readonly Read[];
type ReadLine<Read> = (text: string, line: number, file: string) => LineRead<Read> | undefined;

async function sourceOf<Read>(
  path: string,
  readAll: ReadAll<Read>,
  readLine: ReadLine<Read>,
): Promise<Source<Read>> {
  if (await isReadByLine(path)) return () => readByLine(path, readLine);
  const text = await readText(path);
  let values: readonly Read[];
  try {
    values = readAll(text, path);
  } catch (error) {
    throw error instanceof DixianError ? refusalOf(error.issues) : error;
  }
  return async function* () {
    yield* values;
  };
}

/** Every line is read before any fault is thrown, so that all are told at once. */
async function* readByLine<Read>(path: string, readLine: ReadLine<Read>): AsyncGenerator<Read> {
  const faults: Issue[] = [];
  let isEmpty = true;
  for await (const { text, number } of readLines(path)) {
    const read = readLine(text, number, path);
    if (read === undefined) continue;
    isEmpty = false;
    if ('value' in read) yield read.value;
    else faults.push(read.fault);
  }
  if (isEmpty) faults.push(inFile(path, issue('receiptFileEmpty', [])));
  if (faults.length > 0) throw refusalOf(faults);
}

/** Faults of a file, told shortly: a wrong file has the same one in each of its lines. */
function refusalOf(issues: readonly Issue[]): Error {
  const repeats = new Repeats();
  const told = issues.filter(({ code, path, params }) => {
    const { line, ...others } = params;
    return repeats.isToBeTold(JSON.stringify([code, path, others]), Number(line));
  });
  if (told.length === issues.length) return new DixianError(issues);
  const textOf = (locale: Locale): string =>
    [
      ...told.map((found) => describeIssue(found, locale)),
      ...repeats
        .untold()
        .map(({ first, count, numbers }) =>
          locale === 'zh-CN'
            ? `另有 ${count} 行与第 ${first} 行的问题相同：第 ${numbers[locale]} 行`
            : `${count} more lines have the fault of line ${first}: ${numbers[locale]}`,
        ),
    ].join('\n');
  return new CommandError(textOf('zh-CN'), textOf('en'));
}

/** How receipts and facts belong together. */
interface Pairing {
  readonly receipts: number;
  factsOf(receipt: Receipt, index: number): ReceiptFacts | undefined;
  /** How many facts belong to no receipt, once the facts of all receipts were asked for. */
  unused(): number;
}

/**
 * The facts of each receipt: those of its digest. Where both files have as many lines, facts that fit none belong to
 * the receipt in the same place, whose facts were then changed.
 */
async function pair(receipts: Source<Receipt>, facts: Source<ReceiptFacts>): Promise<Pairing> {
  const wanted = new Set<string>();
  let receiptCount = 0;
  for await (const receipt of receipts()) {
    wanted.add(receipt.facts.digest);
    receiptCount += 1;
  }
  const byDigest = new Map<string, ReceiptFacts>();
  const strays = new Map<number, ReceiptFacts>();
  let factsCount = 0;
  for await (const each of facts()) {
    const digest = digestOf(each);
    if (wanted.has(digest)) byDigest.set(digest, each);
    else strays.set(factsCount, each);
    factsCount += 1;
  }
  const inPlace = receiptCount === factsCount;
  let used = 0;
  return {
    receipts: receiptCount,
    factsOf(receipt, index) {
      const fitting = byDigest.get(receipt.facts.digest);
      if (fitting !== undefined || !inPlace) return fitting;
      const stray = strays.get(index);
      if (stray !== undefined) used += 1;
      return stray;
    },
    unused: () => strays.size - used,
  };
}

/** A policy, or in both languages why there is none. */
type FoundPolicy = { readonly policy: Policy } | { readonly problem: Readonly<Record<Locale, string>> };

async function policyOf(hash: string, folder: string): Promise<FoundPolicy> {
  try {
    const policy = await findPolicy(folder, hash);
    if (policy !== undefined) return { policy };
    return {
      problem: {
        'zh-CN': `${folder} 里没有散列值为 ${hash.slice(0, 16)}… 的政策文件。请放入当时的政策文件（*.policy.json）。`,
        en: `${folder} has no policy file with the hash ${hash.slice(0, 16)}…. Put the policy file of that time there (*.policy.json).`,
      },
    };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What a receipt's own fault is, for the lines about it; any other error is not its own. */
function problemOf(error: unknown): Readonly<Record<Locale, string>> {
  if (!(error instanceof DixianError)) throw error;
  const told = (locale: Locale): string =>
    error.issues.map((found) => describeIssue(found, locale)).join(locale === 'zh-CN' ? '' : ' ');
  return { 'zh-CN': told('zh-CN'), en: told('en') };
}

type Count = 'same' | 'different' | 'withoutFacts' | 'withoutPolicy' | 'badSignature' | 'signatureUnchecked';
const COUNTS: Readonly<Record<Count, Readonly<Record<Locale, string>>>> = {
  same: { 'zh-CN': '相同', en: 'the same' },
  different: { 'zh-CN': '不同', en: 'different' },
  withoutFacts: { 'zh-CN': '缺事实', en: 'without facts' },
  withoutPolicy: { 'zh-CN': '缺政策', en: 'without a policy' },
  badSignature: { 'zh-CN': '签名不符', en: 'with a wrong signature' },
  signatureUnchecked: {
    'zh-CN': '有签名而没有核对（没有给公钥）',
    en: 'signed, not checked (no public key given)',
  },
};

function summaryLine(counts: ReadonlyMap<Count, number>, total: number, locale: Locale): string {
  const always: readonly Count[] = ['same', 'different'];
  const parts = (Object.keys(COUNTS) as Count[])
    .map((name) => ({ name, words: COUNTS[name][locale], count: counts.get(name) ?? 0 }))
    .filter(({ name, count }) => always.includes(name) || count > 0)
    .map(({ words, count }) => (locale === 'zh-CN' ? `${words} ${count}` : `${count} ${words}`));
  return locale === 'zh-CN'
    ? `共 ${total} 份：${parts.join('，')}`
    : `${total} receipts: ${parts.join(', ')}`;
}

/** What came of one receipt: how it counts, and what is told of it. */
interface Judged {
  readonly counts: readonly Count[];
  readonly lines: readonly string[];
}

function judgeSignature(receipt: Receipt, key: string | undefined, locale: Locale): Judged {
  if (key === undefined)
    return { counts: receipt.signature === undefined ? [] : ['signatureUnchecked'], lines: [] };
  if (isSignedBy(receipt, key)) return { counts: [], lines: [] };
  const line = locale === 'zh-CN' ? '没有签名，或签名不符' : 'not signed by this key, or changed since';
  return { counts: ['badSignature'], lines: [line] };
}

function judgeReplay(
  receipt: Receipt,
  facts: ReceiptFacts | undefined,
  found: FoundPolicy,
  locale: Locale,
): Judged {
  if ('problem' in found) return { counts: ['withoutPolicy'], lines: [found.problem[locale]] };
  if (facts === undefined) {
    const zh = '事实文件里没有与它相符的一户';
    const line = locale === 'zh-CN' ? zh : 'no household among the facts fits it';
    return { counts: ['withoutFacts'], lines: [line] };
  }
  try {
    const replay = replayReceipt(receipt, facts, found.policy);
    return {
      counts: [replay.same ? 'same' : 'different'],
      lines: replayTexts(replay, found.policy, locale),
    };
  } catch (error) {
    // A day on which the policy is not valid: this receipt was changed, the others can still be replayed.
    return { counts: ['different'], lines: [problemOf(error)[locale]] };
  }
}

function headOf(receipt: Receipt, number: number, found: FoundPolicy, locale: Locale): string {
  const day = showDay(receipt.on, locale);
  if (locale === 'zh-CN')
    return `第 ${number} 份（${'policy' in found ? `${found.policy.region.name.zh}，` : ''}${day}）：`;
  return `receipt ${number} (${'policy' in found ? `${found.policy.region.name.en}, ` : ''}${day}): `;
}

/**
 * `dixian replay`: decides again what receipts say was decided, and tells same or different and where.
 * @returns 0 where everything is the same; 2 where something differs, or has no facts or no policy.
 * @throws CommandError or DixianError where nothing could be replayed at all.
 */
export async function replayCommand(
  path: string,
  options: ReplayOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale } = options;
  await requireFolder(options.policies, '政策目录');
  const receipts = await sourceOf(path, readReceipts, readReceiptLine);
  const kept = await sourceOf(options.facts, readReceiptFacts, readReceiptFactsLine);
  const key = options.signedBy === undefined ? undefined : await readText(options.signedBy);
  const pairing = await pair(receipts, kept);
  const policies = new Map<string, FoundPolicy>();
  const counts = new Map<Count, number>(Object.keys(COUNTS).map((name) => [name as Count, 0]));
  const repeats = new Repeats();
  let total = 0;
  for await (const receipt of receipts()) {
    const { hash } = receipt.policy;
    const found = policies.get(hash) ?? (await policyOf(hash, options.policies));
    policies.set(hash, found);
    const signature = judgeSignature(receipt, key, locale);
    const replay = judgeReplay(receipt, pairing.factsOf(receipt, total), found, locale);
    total += 1;
    for (const name of [...signature.counts, ...replay.counts]) counts.set(name, (counts.get(name) ?? 0) + 1);
    // Of many receipts only those are told that are not the same.
    const isTold = pairing.receipts === 1 || !replay.counts.includes('same');
    const head = headOf(receipt, total, found, locale);
    for (const line of [...signature.lines, ...(isTold ? replay.lines : [])])
      if (repeats.isToBeTold(line, total)) print(`${head}${line}`);
  }
  for (const { what, count, numbers } of repeats.untold())
    print(
      locale === 'zh-CN'
        ? `另有 ${count} 份（第 ${numbers[locale]} 份）：${what}`
        : `${count} more receipts (${numbers[locale]}): ${what}`,
    );
  if (total !== pairing.receipts)
    throw new CommandError(
      `${path} 在重放时被改动，结果不完整。请等写完后重做。`,
      `${path} was changed while it was replayed; the result is not whole. Replay it again once it is written.`,
    );
  const unused = pairing.unused();
  if (unused > 0)
    print(
      locale === 'zh-CN'
        ? `事实文件里另有 ${unused} 户，这里没有它们的凭据`
        : `the facts hold ${unused} more households, of which no receipt is here`,
    );
  if (counts.get('withoutPolicy') === total)
    throw new CommandError(
      '没有找到凭据所依据的政策，一份也没有重放。',
      'The policies of the receipts were not found; none was replayed.',
    );
  print(summaryLine(counts, total, locale));
  return counts.get('same') === total && counts.get('badSignature') === 0 ? 0 : 2;
}
