import { describe, expect, test } from 'vitest';
import {
  DixianError,
  type Household,
  type Policy,
  type Receipt,
  replayReceipt,
  replayTexts,
} from '../../../src/index.js';
import { assessorFor, fullHousehold, gansu2024, ON } from '../support.js';
import { namedHousehold, receiptOf, saltOf } from './support.js';

const { policy } = gansu2024;
const household = fullHousehold(21, true);
const { receipt, facts } = receiptOf(household);
const replayed = (change: Partial<Receipt>) => replayReceipt({ ...receipt, ...change }, facts, policy);
const texts = (change: Partial<Receipt>, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  replayTexts(replayed(change), policy, locale);

describe('a replay', () => {
  test('of an unchanged receipt is the same, and says by which versions', () => {
    expect(replayed({})).toMatchObject({ same: true, differences: [], madeByNewer: false });
    expect(texts({})).toEqual([expect.stringMatching(/^相同（出具 \S+，重放 \S+）$/)]);
    expect(texts({}, 'en')).toEqual([expect.stringMatching(/^the same \(made by \S+, replayed by \S+\)$/)]);
  });

  const tier = receipt.outcome.tier.join('、');
  test.each<[string, Partial<Receipt>, string, string]>([
    [
      'another outcome',
      { outcome: { ...receipt.outcome, exit: 'verify' } },
      '退出结论：凭据上是“待核实”，现在是',
      'exit: "to be verified" in the receipt, now',
    ],
    [
      'another tier',
      { outcome: { ...receipt.outcome, tier: ['轻度困难', '重度困难'] } },
      `困难程度：凭据上是“轻度困难、重度困难”，现在是“${tier === 'none' ? '无' : tier}”`,
      'tier: "',
    ],
    [
      'a conclusion that is gone',
      { outcome: { ...receipt.outcome, reassessment: [] } },
      '综合研判：凭据上是“—”，现在是“无”',
      'reassessment: "—" in the receipt, now "none"',
    ],
    [
      'a declared blank',
      { declaredBlanks: ['monitoringStatus'] },
      '按声明理解的空白：凭据上是“监测状态”，现在是“—”',
      'declared blanks: "',
    ],
    [
      'a fact that could not be read',
      { unusable: ['ownsVehicle'] },
      '读不出的事实：凭据上是“',
      'facts that could not be read: "',
    ],
    [
      'another digest',
      { facts: { ...receipt.facts, digest: 'c'.repeat(64) } },
      '事实与出具凭据时不同（摘要不符）',
      'the facts are not those of the receipt (their digest differs)',
    ],
    [
      'another validity',
      { policy: { ...receipt.policy, validFrom: '2020-01-01' } },
      '政策有效期的首日：凭据上是“2020年1月1日”，现在是“2024年1月1日”',
      'first day of the policy: "2020-01-01" in the receipt, now "2024-01-01"',
    ],
    [
      'a day of knowledge',
      { policy: { ...receipt.policy, knownOn: '2024-05-01' } },
      '政策只用到哪天已公布的内容：凭据上是“2024年5月1日”，现在是“—”',
      'day by which all of the policy was published: "2024-05-01" in the receipt, now "—"',
    ],
    [
      'a layer less',
      { policy: { ...receipt.policy, layers: receipt.policy.layers.slice(0, 3) } },
      '政策的层级：凭据上是“—”，现在是“gansu”',
      'layers of the policy: "—" in the receipt, now "gansu"',
    ],
    [
      'a rule that is not there',
      { rules: { ...receipt.rules, wayOfMine: 'true' } },
      '规则“wayOfMine”：凭据上是“成立”，现在是“—”',
      'rule "wayOfMine": "',
    ],
  ])('%s is told, and nothing else', (_, change, zh, en) => {
    expect(replayed(change).differences).toHaveLength(1);
    expect(texts(change)[0]).toMatch(/^不同（/);
    expect(texts(change)[1]).toContain(zh);
    expect(texts(change, 'en')[1]).toContain(en);
    expect(texts(change)).toHaveLength(2);
  });

  test('a document changed under its name is told by the name', () => {
    const [first, ...others] = receipt.policy.documents;
    const documents = [{ ...(first as Receipt['policy']['documents'][0]), title: '另一份文件' }, ...others];
    expect(texts({ policy: { ...receipt.policy, documents } })[1]).toBe(
      `政策引用的文件：与凭据上的内容不同（“${first?.name}”）`,
    );
  });

  test.each([
    ['one code written like two', ['重度困难, 轻度困难'], ['重度困难', '轻度困难']],
    ['a dash written for none', ['—'], []],
  ])('%s is not the same', (_, tier, other) => {
    const both = [tier, other].map(
      (codes) => replayed({ outcome: { ...receipt.outcome, tier: codes } }).differences,
    );
    expect(both.map((each) => each.length)).toEqual([1, 1]);
    expect(both[0]).not.toEqual(both[1]);
    const empty = replayed({ unusable: ['—'] }).differences;
    expect(empty).toEqual([{ what: 'unusable', stored: ['—'], now: [] }]);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])(
    'a rule named %s, as every object has one, is a difference like any other',
    (name) => {
      const change = { rules: { ...receipt.rules, [name]: 'true' } } as Partial<Receipt>;
      expect(replayed(change).differences).toEqual([{ what: 'rule', name, stored: ['true'], now: [] }]);
      expect(texts(change)[1]).toBe(`规则“${name}”：凭据上是“成立”，现在是“—”`);
    },
  );

  test('what somebody wrote into a receipt does not steer the screen', () => {
    const change = { outcome: { ...receipt.outcome, tier: ['\u001b[2J\u202e重度困难'] } };
    expect(texts(change).join('')).not.toMatch(/\p{C}/u);
  });

  test('the facts of another household are told as such, whatever comes out', () => {
    const other = receiptOf(fullHousehold(22, true)).facts;
    const { same, differences } = replayReceipt(receipt, other, policy);
    expect(same).toBe(false);
    expect(differences[0]?.what).toBe('facts');
    expect(replayTexts(replayReceipt(receipt, other, policy), policy, 'zh-CN')[1]).toBe(
      '事实与出具凭据时不同（摘要不符）',
    );
  });

  test('of other facts no rule is told, only how many differ: they may be of another household’s illness', () => {
    const ill = { ...household, visitRisks: { complete: true, items: ['因病', '因残'] }, ableToCope: false };
    const well = { ...household, visitRisks: { complete: true, items: [] }, ableToCope: true };
    const replay = replayReceipt(receiptOf(well).receipt, receiptOf(ill).facts, policy);
    const rules = replay.differences.filter(({ what }) => what === 'rule');
    expect(rules.map(({ name }) => name)).toContain('riskIllness');
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) => replayTexts(replay, policy, locale));
    expect(zh?.at(-1)).toBe(`另有 ${rules.length} 条规则的结果随之不同`);
    expect(en?.at(-1)).toBe(`with them, ${rules.length} rules come to another result`);
    expect(`${zh?.join()}${en?.join()}`).not.toMatch(/规则“|rule "|因病|因残|illness/);
  });

  test('a fact that changes no answer is found all the same', () => {
    const { differences } = replayReceipt(
      receipt,
      { ...facts, household: { ...household, householdId: 'H0' } },
      policy,
    );
    expect(differences.map(({ what }) => what)).toEqual(['facts']);
  });

  test('another salt is found', () => {
    const { differences } = replayReceipt(receipt, { ...facts, salt: saltOf(2) }, policy);
    expect(differences.map(({ what }) => what)).toEqual(['facts']);
  });

  test.each([
    ['1.0.0', true],
    ['0.10.0', true],
    ['0.3.0', false],
    ['0.0.99', false],
  ])('made by %s: newer than this one is %s, and told where something differs', (engineVersion, newer) => {
    const differing = { engineVersion, unusable: ['ownsVehicle'] };
    expect(replayed(differing).madeByNewer).toBe(newer);
    expect(texts(differing).some((line) => line.includes('更新的版本'))).toBe(newer);
    expect(replayed({ engineVersion }).same).toBe(true);
  });

  const codesOf = (act: () => unknown): readonly string[] => {
    try {
      act();
    } catch (error) {
      if (error instanceof DixianError) return error.issues.map(({ code }) => code);
      throw error;
    }
    return [];
  };

  test('by another policy says nothing but that', () => {
    const other: Policy = assessorFor('620000', '2023-06-01').policy;
    expect(codesOf(() => replayReceipt(receipt, facts, other))).toEqual(['replayOfOtherPolicy']);
  });

  test('for a day on which the policy was not valid is refused', () => {
    expect(codesOf(() => replayed({ on: '2023-12-31' }))).toEqual(['dayOutsideValidity']);
  });

  test('tells nothing that says who the household is', () => {
    const named = namedHousehold(4);
    const made = gansu2024.assess(named as Household, { on: ON }).receipt({ salt: saltOf(3) });
    const changed = { ...made.facts, household: { ...named, telephone: '13811112222', members: null } };
    const replay = replayReceipt(made.receipt, changed, policy);
    const all = ['zh-CN', 'en'].flatMap((locale) => replayTexts(replay, policy, locale as 'en'));
    expect(replay.differences.length).toBeGreaterThan(1);
    expect(`${all.join('')}${JSON.stringify(replay.differences)}`).not.toMatch(
      /620102|13900001111|13811112222|精神|心脏|欧阳/,
    );
  });
});
