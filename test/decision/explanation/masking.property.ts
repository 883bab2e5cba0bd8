import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plainTest } from 'vitest';
import type { Fact, Sensitivity, Title } from '../../../src/facts/kinds.js';
import {
  CATALOGUE,
  CODE_LISTS,
  type Explanation,
  explanationTexts,
  type Household,
  maskExplanation,
  type Policy,
} from '../../../src/index.js';
import { type FixtureHousehold, readFixtures } from '../../support/household-fixtures.js';
import { assessorFor, type Given } from '../support.js';
import {
  assessDrawn,
  type Drawn,
  decisionOf,
  drawnToTell,
  householdOf,
  linesOf,
  renderings,
  settingOf,
  tokensOf,
} from './households.js';

const RUNS = 100;
const SENSITIVITIES: readonly Sensitivity[] = ['plain', 'personal', 'identity', 'health'];
const hiding = fc.subarray([...SENSITIVITIES]);
const FACTS = CATALOGUE as Readonly<Record<string, Fact>>;

/** Numbers that nobody has and words on an illness; amounts of medical bills that stand nowhere else. */
function withSecrets(household: Given): Given {
  const { items } = (household['members'] ?? { items: [] }) as { readonly items: readonly Given[] };
  const told = items.map((member, index) => ({
    ...member,
    idNumber: `62010219900101${5000 + index}`,
    dropoutReason: '因患先天性心脏病休学',
  }));
  return {
    ...household,
    headIdNumber: '620102199001011234',
    telephone: '13900001111',
    bankAccount: '6228480402564890018',
    inpatientSelfPay: 23_451.37,
    outpatientSelfPayMonth: 1_357.91,
    singleStaySelfPay: 13_579.24,
    ...(household['members'] === undefined ? {} : { members: { ...household['members'], items: told } }),
  };
}

/** What stands in the household of facts that are nobody else's business, as it would be printed. */
function* secretsOf(given: Given, facts: Readonly<Record<string, Fact>> = FACTS): Generator<string> {
  for (const [name, value] of Object.entries(given)) {
    const fact = facts[name];
    if (fact === undefined || value === null) continue;
    const items = (value as { items?: readonly unknown[] }).items;
    if (fact.kind === 'list') for (const item of items ?? []) yield* secretsOf(item as Given, fact.fields);
    else if (fact.sensitivity === 'identity' || fact.sensitivity === 'health')
      for (const each of items ?? [value]) {
        // 其他 is said of anything, and reveals nothing.
        if (typeof each === 'string' && each !== '其他') yield each;
        if (typeof each === 'number') yield each.toLocaleString('en-US', { minimumFractionDigits: 2 });
      }
  }
}

/** What the policy and the catalogue print for everybody: titles, clauses, documents, codes (医疗 is in 医疗保险). */
function publicTitles(policy: Policy): readonly string[] {
  const titles = (named: object): Title[] =>
    Object.values(named).flatMap(({ title }: { title?: Title }) => (title === undefined ? [] : [title]));
  const fields = Object.values(FACTS).flatMap((fact) =>
    fact.kind === 'list' ? Object.values<Fact>(fact.fields) : [],
  );
  const asked = [...Object.values(FACTS), ...fields].map(({ question }) => question);
  const { rules, conditions, derivedFacts, parameters, documents } = policy;
  const told = [rules, conditions, derivedFacts, parameters, FACTS, fields].flatMap(titles);
  const clauses = Object.values(rules).flatMap(({ provenance }) => provenance.clause ?? []);
  const texts = [...told, ...asked].flatMap(({ zh, en }) => [zh, en]);
  const documentTitles = Object.values(documents).map(({ title }) => title);
  const codes = Object.values(CODE_LISTS).flatMap((list) => Object.keys(list));
  return [...new Set([...texts, ...clauses, ...documentTitles, ...codes])].sort(
    (a, b) => b.length - a.length,
  );
}
const PUBLIC = new Map<Policy, readonly string[]>();

/** A text without what is public; what is left tells of this household. */
function ofHousehold(text: string, policy: Policy, secrets: readonly string[]): string {
  const titles = PUBLIC.get(policy) ?? publicTitles(policy);
  PUBLIC.set(policy, titles);
  // A title that is itself such a value would hide what must be found.
  // Who knows of such things is no secret: 卫生健康部门.
  const rest = text.replace(/departments? of [\u4e00-\u9fff]+|[\u4e00-\u9fff]+部门/g, '□');
  return titles
    .filter((title) => !secrets.includes(title))
    .reduce((left, title) => left.replaceAll(title, '□'), rest);
}

function expectNoSecrets(explanation: Explanation, from: Drawn, household: Given): void {
  const secrets = [...new Set(secretsOf(household))];
  const { policy } = settingOf(from).assessor;
  for (const locale of ['zh-CN', 'en'] as const)
    for (const line of explanationTexts(explanation, locale)) {
      const suspected = secrets.filter((secret) => line.includes(secret));
      if (suspected.length === 0) continue;
      const said = ofHousehold(line, policy, secrets);
      expect(
        suspected.filter((secret) => said.includes(secret)),
        line,
      ).toEqual([]);
    }
}

describe('masking', () => {
  test.prop([drawnToTell, hiding], { numRuns: RUNS })(
    'changes neither the decision nor what is given to it, and hides every token that it should',
    (from, hidden) => {
      const assessment = assessDrawn(from);
      const decided = decisionOf(assessment);
      for (const explanation of renderings(assessment)) {
        const before = structuredClone(explanation);
        const masked = maskExplanation(explanation, hidden);
        expect(explanation).toEqual(before);
        expect(maskExplanation(masked, hidden)).toEqual(masked);
        const left = [...linesOf(masked.lines)].flatMap(({ tokens }) => [...tokensOf(tokens)]);
        const shown = left.flatMap((token) => ('sensitivity' in token ? [token.sensitivity] : []));
        expect(shown.filter((each) => each !== undefined && hidden.includes(each))).toEqual([]);
        if (hidden.length === 0) expect(masked).toEqual(explanation);
      }
      expect(decisionOf(assessment)).toEqual(decided);
    },
  );

  test.prop([drawnToTell], { numRuns: RUNS })(
    'without identity and health leaves no value of such a fact in any rendering',
    (from) => {
      const household = withSecrets(householdOf(from));
      for (const explanation of renderings(assessDrawn(from, household), from.seed % 10 === 0))
        expectNoSecrets(maskExplanation(explanation, ['identity', 'health']), from, household);
    },
  );
});

/** A household that is proposed for monitoring, or for exit, whatever else is known of it. */
const PROPOSED = {
  identify: {
    monitoringStatus: '未纳入',
    dwellingGrade: 'D',
    ableToCope: false,
  },
  exit: { monitoringStatus: '风险未消除' },
} as const;

describe('a public notice', () => {
  test.prop([drawnToTell, fc.constantFrom('identify', 'exit', 'asDrawn')], { numRuns: RUNS })(
    'stands only where taking in or exit is advised, and holds no value of an identity or health fact',
    (from, which) => {
      const given = which === 'asDrawn' ? {} : PROPOSED[which as keyof typeof PROPOSED];
      const household = withSecrets({ ...householdOf(from), ...given });
      const { assessor, on } = settingOf(from);
      const assessment = assessor.assess(household as Household, { on });
      const notice = assessment.notice();
      const { identification, exit } = assessment;
      const isProposed =
        exit.outcome === 'exit' ||
        (exit.outcome === 'notApplicable' && identification.outcome === 'identify');
      expect(notice !== undefined).toBe(isProposed);
      if (notice === undefined) return;
      expectNoSecrets(notice, from, household);
      const tokens = [...linesOf(notice.lines)].flatMap((line) => [...tokensOf(line.tokens)]);
      expect(tokens.filter((token) => 'sensitivity' in token && token.sensitivity !== undefined)).toEqual([]);
    },
  );
});

// The test of the test: what the case file says openly is found.
test.prop([drawnToTell], { numRuns: 20 })('a case file that is not masked does hold such values', (from) => {
  const household = withSecrets({ ...householdOf({ ...from, isBlanked: false }), ...PROPOSED.identify });
  const at: Given = { ...household, visitRisks: { complete: true, items: ['因病', '因残'] } };
  const caseFile = assessDrawn(from, at).explanation({ alternatives: false });
  expect(() => expectNoSecrets(caseFile, from, at)).toThrow();
});

// Qinghai takes in low-income households with a severely disabled member: the rule that holds says what must not be said.
plainTest('neither a masked case file nor the notice tells a disability by the title of what holds', () => {
  const fixture = readFixtures().find(({ id }) => id === 'reg-05') as FixtureHousehold;
  const { region, on, household } = fixture;
  const assessment = assessorFor(region, on).assess(household, { on });
  const said = (explanation: Explanation): string =>
    [...explanationTexts(explanation, 'zh-CN'), ...explanationTexts(explanation, 'en')].join('\n');
  const caseFile = assessment.explanation();
  expect(said(caseFile)).toMatch(/重度残疾[\s\S]*disab/);
  expect(said(maskExplanation(caseFile, ['identity', 'health']))).not.toMatch(/残疾|因残|disab/);
  expect(said(assessment.notice() as Explanation)).not.toMatch(/残疾|因残|disab/);
});
