import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { assessCommand } from '../../src/cli/assess-command.js';
import { replayCommand } from '../../src/cli/replay-command.js';
import { printed, refused, temporaryFolder, written } from './support.js';

export const GANSU = { region: '620000', on: '2024-11-01', locale: 'zh-CN' } as const;

/** Three households with what nobody may read in a log. */
const LIST = `户编号,户主姓名,户主证件号码,联系电话,户类型,家庭人口数,家庭纯收入,住房安全,入户核实风险,是否有成员丧失劳动力,监测状态
A1,欧阳甲,620102199001011234,13900001111,一般农户,4,30600,是,因病,是,未纳入
A2,欧阳乙,620102199001011235,13900001112,一般农户,4,60000,是,无风险,否,未纳入
A3,欧阳丙,620102199001011236,13900001113,脱贫户,两人,9000,否,因残,是,风险未消除
`;
/** What must never be printed of that list. */
export const SECRETS = /620102|1390000|欧阳|因病|因残|丧失劳动力：|30600|60000|9000(?!\d)/;

const PEM = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;
/** What is changed of a copy. */
export interface Change {
  readonly receipts?: (text: string) => string;
  readonly facts?: (text: string) => string;
  readonly policy?: (text: string) => string | undefined;
}
export const line = (text: string, number: number): string => `${text.split('\n')[number - 1]}\n`;

/**
 * A folder of a file of tests with the list, keys (`key.pem`, `public.pem`, `other.pem`), and what `assess` wrote of
 * it: `plain` without signatures, `signed` with them.
 */
export function receiptsOffice() {
  const folder = temporaryFolder();
  const at = (...parts: string[]): string => join(folder, ...parts);
  const assess = (receipts: string, more: object = {}, list = 'list.csv') =>
    printed((print) => assessCommand(at(list), { ...GANSU, receipts, ...more }, print));

  beforeAll(async () => {
    const county = generateKeyPairSync('ed25519', PEM);
    const other = generateKeyPairSync('ed25519', PEM);
    written(folder, {
      'list.csv': LIST,
      'key.pem': county.privateKey,
      'public.pem': county.publicKey,
      'other.pem': other.publicKey,
    });
    await assess(at('plain'));
    await assess(at('signed'), { signKey: at('key.pem') });
  });

  let copies = 0;
  /** A copy of what was written, with a change of the receipts, the facts or the policy. */
  function changed({ receipts, facts, policy }: Change, from = 'plain'): string {
    copies += 1;
    const target = at(`copy${copies}`);
    const read = (...parts: string[]): string => readFileSync(at(from, ...parts), 'utf8');
    const [name] = readdirSync(at(from, 'policies')) as [string];
    const text = read('policies', name);
    const kept = policy === undefined ? text : policy(text);
    mkdirSync(join(target, 'policies'), { recursive: true });
    written(target, {
      'receipts.ndjson': receipts?.(read('receipts.ndjson')) ?? read('receipts.ndjson'),
      'facts.ndjson': facts?.(read('facts.ndjson')) ?? read('facts.ndjson'),
      ...(kept === undefined ? {} : { [`policies/${name}`]: kept }),
    });
    return target;
  }

  const optionsOf = (target: string, more: object) => ({
    facts: join(target, 'facts.ndjson'),
    policies: join(target, 'policies'),
    locale: 'zh-CN' as const,
    ...more,
  });
  const replay = (target: string, more: object = {}) =>
    printed((print) => replayCommand(join(target, 'receipts.ndjson'), optionsOf(target, more), print));
  const notReplayed = (target: string, more: object = {}, locale: 'zh-CN' | 'en' = 'zh-CN') =>
    refused(
      (print) =>
        replayCommand(join(target, 'receipts.ndjson'), optionsOf(target, { locale, ...more }), print),
      locale,
    );
  return { folder, at, assess, changed, replay, notReplayed };
}
