import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { DecisionLogEntry } from '../../../src/decision/log/entry.js';
import { reportDecisions } from '../../../src/decision/log/report.js';
import { decisionReportTexts } from '../../../src/decision/log/report-texts.js';
import { openDecisionLog } from '../../../src/decision-log.node.js';
import { readDecisionLog } from '../../../src/decision-log-reader.node.js';
import type { Fact } from '../../../src/facts/kinds.js';
import { CATALOGUE, DixianError, describeIssue, type Household } from '../../../src/index.js';
import { fullHousehold, type Given, gansu2024, ON } from '../support.js';
import { temporaryFolders } from './support.js';

const newFolder = temporaryFolders();

/** Identity numbers, a telephone and a bank card that nobody has, and words on an illness. */
const secrets = fc.record({
  head: fc.stringMatching(/^[1-9][0-9]{16}[0-9X]$/),
  member: fc.stringMatching(/^[1-9][0-9]{14}$/),
  telephone: fc.stringMatching(/^1[3-9][0-9]{9}$/),
  card: fc.stringMatching(/^62[0-9]{14,17}$/),
  illness: fc.stringMatching(/^病[一-三]{6}$/),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer Value> ? Value : never;

function householdWith(seed: number, { head, member, telephone, card, illness }: Secrets): Given {
  const household = fullHousehold(seed, true);
  const members = household['members'] as { items: Given[] };
  return {
    ...household,
    headIdNumber: head,
    telephone,
    bankAccount: card,
    members: {
      complete: true,
      items: members.items.map((each) => ({ ...each, idNumber: member, dropoutReason: illness })),
    },
  };
}

/** The values of facts that never stand in a log; short ones occur by chance. */
function* sensitiveValues(given: Given, facts: Readonly<Record<string, Fact>>): Generator<string> {
  for (const [name, value] of Object.entries(given)) {
    const fact = facts[name];
    if (fact === undefined) continue;
    const items = (value as { items?: readonly unknown[] }).items;
    if (fact.kind === 'list')
      for (const item of items ?? []) yield* sensitiveValues(item as Given, fact.fields);
    else if (fact.sensitivity === 'identity' || fact.sensitivity === 'health')
      for (const each of items ?? [value])
        if (typeof each !== 'boolean' && String(each).length >= 4) yield String(each);
  }
}

const PUBLIC_TITLES = JSON.stringify(
  [gansu2024.policy.rules, gansu2024.policy.conditions, gansu2024.policy.derivedFacts].flatMap((named) =>
    Object.values(named).map(({ title }) => title),
  ),
);

async function filesOf(folder: string): Promise<string> {
  return readdirSync(folder)
    .map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`)
    .join('\n');
}

describe('a log made through the public functions', () => {
  test.prop([fc.nat(), secrets], { numRuns: 30 })(
    'holds no value of an identity or health fact, nor does its report',
    async (seed, secret) => {
      const household = householdWith(seed, secret);
      const assessment = gansu2024.assess(household as Household, { on: ON });
      const { receipt } = assessment.receipt({ salt: 'ab'.repeat(32) });
      const values = [...new Set(sensitiveValues(household, CATALOGUE as Readonly<Record<string, Fact>>))];
      expect(values).toEqual(
        expect.arrayContaining([secret.head, secret.member, secret.telephone, secret.card, secret.illness]),
      );
      const folder = newFolder();
      const log = await openDecisionLog(folder);
      const explanation = assessment.explanation({ alternatives: false });
      await log.append({ receipt, explanation, decision: { kind: 'asAdvised' }, decidedOn: ON });
      await log.close();
      const entries: DecisionLogEntry[] = [];
      await readDecisionLog(folder, { onEntry: (entry) => entries.push(entry) });
      const report = reportDecisions(entries, { withReasonTexts: true });
      expect(entries).toHaveLength(1);
      const said = [
        await filesOf(folder),
        JSON.stringify(report),
        ...decisionReportTexts(report, 'zh-CN'),
        ...decisionReportTexts(report, 'en'),
      ].join('\n');
      // What the titles of rules and conditions hold (整户无劳动力的暂不标注消除) is said of every household.
      const ofThisOne = values.filter((value) => !PUBLIC_TITLES.includes(value));
      expect(ofThisOne).toEqual(expect.arrayContaining([secret.head, secret.member, secret.illness]));
      for (const value of ofThisOne) expect(said).not.toContain(value);
    },
  );

  test.prop([fc.nat(), secrets, fc.constantFrom('head', 'member', 'telephone', 'card')], { numRuns: 40 })(
    'refuses a number in the explanation or in the reason, writes nothing of it, and does not tell it',
    async (seed, secret, which) => {
      const number = secret[which as keyof Secrets];
      const assessment = gansu2024.assess(householdWith(seed, secret) as Household, { on: ON });
      const { receipt } = assessment.receipt({ salt: 'ab'.repeat(32) });
      const decided = receipt.outcome.identification === 'identify' ? 'notIdentified' : 'identify';
      const folder = newFolder();
      const log = await openDecisionLog(folder);
      const refused = await log
        .append({
          receipt,
          explanation: [`户主 ${number}`],
          decision: { kind: 'differs', identification: decided, reason: { code: 'other', text: number } },
          decidedOn: ON,
        })
        .catch((error: unknown) => error);
      await log.close();
      expect(refused).toBeInstanceOf(DixianError);
      const { issues, message } = refused as DixianError;
      expect(issues.map(({ code }) => code)).toEqual(['logPersonalNumber', 'logPersonalNumber']);
      const said = [
        await filesOf(folder),
        message,
        JSON.stringify(issues),
        ...issues.map((each) => describeIssue(each, 'zh-CN')),
      ];
      expect(said.join('\n')).not.toContain(number);
    },
  );

  test.prop([fc.nat()], { numRuns: 10 })('never takes an ordinary explanation for a number', async (seed) => {
    const assessment = gansu2024.assess(fullHousehold(seed, true) as Household, { on: ON });
    const { receipt } = assessment.receipt({ salt: 'ab'.repeat(32) });
    const folder = newFolder();
    const log = await openDecisionLog(folder);
    const explanation = assessment.explain('zh-CN').slice(0, 500);
    await log.append({ receipt, explanation, decision: { kind: 'asAdvised' }, decidedOn: ON });
    await log.close();
    expect((await readDecisionLog(folder)).verified).toBe(1);
  });
});
