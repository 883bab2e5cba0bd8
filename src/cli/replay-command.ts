import { showDay } from '../backends/words/show.js';
import { digestOf } from '../decision/receipt/kept-facts.js';
import type { Receipt, ReceiptFacts } from '../decision/receipt/receipt.js';
import { readReceiptFacts, readReceipts } from '../decision/receipt/receipt-schemas.js';
import { replayReceipt } from '../decision/receipt/replay.js';
import { replayTexts } from '../decision/receipt/replay-texts.js';
import type { Policy } from '../policy/policy.js';
import { findPolicy, isSignedBy } from '../receipts.node.js';
import { DixianError, describeIssue, type Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { requireFolder } from './household-list.js';
import { readText } from './text-file.js';

export interface ReplayOptions {
  readonly facts: string;
  readonly policies: string;
  /** The file of the public key that every receipt must be signed with. */
  readonly signedBy?: string;
  readonly locale: Locale;
}

/**
 * The facts of each receipt: those of its digest. Where both files have as many lines, facts that fit none belong to
 * the receipt in the same place, whose facts were then changed.
 */
function pairsOf(receipts: readonly Receipt[], facts: readonly ReceiptFacts[]) {
  const byDigest = new Map(facts.map((each) => [digestOf(each), each]));
  const wanted = new Set(receipts.map((receipt) => receipt.facts.digest));
  const strays = facts.map((each) => (wanted.has(digestOf(each)) ? undefined : each));
  const inPlace = receipts.length === facts.length;
  const pairs = receipts.map((receipt, index) => ({
    receipt,
    facts: byDigest.get(receipt.facts.digest) ?? (inPlace ? strays[index] : undefined),
  }));
  const used = new Set(pairs.map((pair) => pair.facts));
  return { pairs, unused: strays.filter((each) => each !== undefined && !used.has(each)).length };
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
  const receipts = readReceipts(await readText(path), path);
  const kept = readReceiptFacts(await readText(options.facts), options.facts);
  const key = options.signedBy === undefined ? undefined : await readText(options.signedBy);
  const { pairs, unused } = pairsOf(receipts, kept);
  const policies = new Map<string, FoundPolicy>();
  const counts = new Map<Count, number>(Object.keys(COUNTS).map((name) => [name as Count, 0]));
  for (const [index, { receipt, facts }] of pairs.entries()) {
    const { hash } = receipt.policy;
    const found = policies.get(hash) ?? (await policyOf(hash, options.policies));
    policies.set(hash, found);
    const signature = judgeSignature(receipt, key, locale);
    const replay = judgeReplay(receipt, facts, found, locale);
    for (const name of [...signature.counts, ...replay.counts]) counts.set(name, (counts.get(name) ?? 0) + 1);
    // Of many receipts only those are told that are not the same.
    const isTold = receipts.length === 1 || !replay.counts.includes('same');
    const head = headOf(receipt, index + 1, found, locale);
    for (const line of [...signature.lines, ...(isTold ? replay.lines : [])]) print(`${head}${line}`);
  }
  if (unused > 0)
    print(
      locale === 'zh-CN'
        ? `事实文件里另有 ${unused} 户，这里没有它们的凭据`
        : `the facts hold ${unused} more households, of which no receipt is here`,
    );
  if (counts.get('withoutPolicy') === receipts.length)
    throw new CommandError(
      '没有找到凭据所依据的政策，一份也没有重放。',
      'The policies of the receipts were not found; none was replayed.',
    );
  print(summaryLine(counts, receipts.length, locale));
  return counts.get('same') === receipts.length && counts.get('badSignature') === 0 ? 0 : 2;
}
