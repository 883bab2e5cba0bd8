import { showDay } from '../backends/words/show.js';
import { digestOf } from '../decision/receipt/make-receipt.js';
import type { Receipt, ReceiptFacts } from '../decision/receipt/receipt.js';
import { readReceiptFacts, readReceipts } from '../decision/receipt/receipt-schemas.js';
import { type Replay, replayReceipt } from '../decision/receipt/replay.js';
import { replayTexts } from '../decision/receipt/replay-texts.js';
import type { Policy } from '../policy/policy.js';
import { findPolicy, isSignedBy } from '../receipts.node.js';
import type { Locale } from '../values/issues.js';
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

/** The facts of a receipt: those of its digest; where there is one receipt and one household, those two. */
function factsOf(receipt: Receipt, byDigest: ReadonlyMap<string, ReceiptFacts>, isOnly: boolean) {
  const found = byDigest.get(receipt.facts.digest);
  if (found !== undefined || !isOnly) return found;
  return [...byDigest.values()][0];
}

async function policyOf(receipt: Receipt, folder: string, known: Map<string, Policy>): Promise<Policy> {
  const { hash } = receipt.policy;
  const found = known.get(hash) ?? (await findPolicy(folder, hash));
  if (found === undefined)
    throw new CommandError(
      `${folder} 里没有散列值为 ${hash.slice(0, 16)}… 的政策文件。请放入当时的政策文件（*.policy.json）。`,
      `${folder} has no policy file with the hash ${hash.slice(0, 16)}…. Put the policy file of that time there (*.policy.json).`,
    );
  known.set(hash, found);
  return found;
}

/**
 * `dixian replay`: decides again what receipts say was decided, and tells same or different and where.
 * @returns 0 where everything is the same, 2 where something differs or has no facts.
 */
export async function replayCommand(
  path: string,
  options: ReplayOptions,
  print: (line: string) => void,
): Promise<number> {
  const { locale } = options;
  const zh = locale === 'zh-CN';
  await requireFolder(options.policies, '政策目录');
  const receipts = readReceipts(await readText(path), path);
  const facts = readReceiptFacts(await readText(options.facts), options.facts);
  const key = options.signedBy === undefined ? undefined : await readText(options.signedBy);
  const byDigest = new Map(facts.map((each) => [digestOf(each), each]));
  const isOnly = receipts.length === 1 && facts.length === 1;
  const policies = new Map<string, Policy>();
  const counts = { same: 0, different: 0, withoutFacts: 0, badSignature: 0 };
  for (const [index, receipt] of receipts.entries()) {
    const policy = await policyOf(receipt, options.policies, policies);
    const found = factsOf(receipt, byDigest, isOnly);
    const head = zh
      ? `第 ${index + 1} 份（${policy.region.name.zh}，${showDay(receipt.on, locale)}）：`
      : `receipt ${index + 1} (${policy.region.name.en}, ${receipt.on}): `;
    if (key !== undefined && !isSignedBy(receipt, key)) {
      counts.badSignature += 1;
      print(`${head}${zh ? '没有签名，或签名不符' : 'not signed by this key, or changed since'}`);
    }
    if (found === undefined) {
      counts.withoutFacts += 1;
      print(`${head}${zh ? '事实文件里没有与它相符的一户' : 'no household among the facts fits it'}`);
      continue;
    }
    const replay: Replay = replayReceipt(receipt, found, policy);
    counts[replay.same ? 'same' : 'different'] += 1;
    if (!replay.same || receipts.length === 1)
      for (const line of replayTexts(replay, policy, locale)) print(`${head}${line}`);
  }
  print(
    zh
      ? `共 ${receipts.length} 份：相同 ${counts.same}，不同 ${counts.different}，缺事实 ${counts.withoutFacts}${key === undefined ? '' : `，签名不符 ${counts.badSignature}`}`
      : `${receipts.length} receipts: ${counts.same} the same, ${counts.different} different, ${counts.withoutFacts} without facts${key === undefined ? '' : `, ${counts.badSignature} with a wrong signature`}`,
  );
  return counts.same === receipts.length && counts.badSignature === 0 ? 0 : 2;
}
