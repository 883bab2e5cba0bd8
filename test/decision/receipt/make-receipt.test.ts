import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  DixianError,
  type Household,
  publicReceipt,
  type Receipt,
  replayReceipt,
} from '../../../src/index.js';
import { newSalt } from '../../../src/node.js';
import { canonicalJson } from '../../../src/values/canonical.js';
import { VERSION } from '../../../src/version.js';
import { declaringCounty } from '../../support/stored-receipts.js';
import { settingsOf } from '../rule-book-households.js';
import { fullHousehold, gansu2024, ON } from '../support.js';
import { namedHousehold, receiptOf, saltOf } from './support.js';

const codesOf = (make: () => unknown): readonly string[] => {
  try {
    make();
  } catch (error) {
    if (error instanceof DixianError) return error.issues.map(({ code }) => code);
    throw error;
  }
  return [];
};

describe('a receipt', () => {
  const household = namedHousehold(7);
  const { receipt, facts } = receiptOf(household);
  const assessment = gansu2024.assess(household as Household, { on: ON });

  test('says engine, policy, day, outcome and the truth of every rule in force', () => {
    expect(receipt).toMatchObject({
      format: 'dixian-receipt/1',
      grade: 'caseFile',
      engineVersion: VERSION,
      on: ON,
      policy: { hash: gansu2024.policy.hash, region: '620000', validFrom: '2024-01-01' },
      outcome: { identification: assessment.identification.outcome, exit: assessment.exit.outcome },
    });
    expect(receipt.rules).toEqual(assessment.rules);
    expect(Object.keys(receipt.rules).length).toBeGreaterThan(100);
    expect(receipt.policy.layers.map(({ region }) => region)).toEqual([
      '000000',
      '000000',
      '000000',
      '620000',
    ]);
    expect(receipt.policy.documents.length).toBeGreaterThan(5);
  });

  test('holds the HMAC that anybody can work out from facts and salt: the text of the salt is the key', () => {
    const text = canonicalJson({ household: facts.household, unusable: facts.unusable });
    expect(receipt.facts.digest).toBe(createHmac('sha256', facts.salt).update(text, 'utf8').digest('hex'));
  });

  test('is not touched by what is done to the assessment and the household afterwards', () => {
    const changing = structuredClone(household) as Record<string, unknown>;
    const assessed = gansu2024.assess(changing as Household, { on: ON });
    const made = assessed.receipt({ salt: saltOf(1) });
    const before = canonicalJson(made);
    changing['reportedNetIncome'] = 1;
    (assessed.rules as Record<string, string>)['wayBelowStandard'] = 'unknown';
    expect(canonicalJson(made)).toBe(before);
  });

  test('does not tell the order in which the facts were given', () => {
    const turned = Object.fromEntries(Object.entries(household).reverse());
    expect(receiptOf(turned).receipt).toEqual(receipt);
  });

  test('of another salt tells nothing of being the same household', () => {
    const other = gansu2024.assess(household as Household, { on: ON }).receipt({ salt: saltOf(2) });
    expect(other.receipt.facts.digest).not.toBe(receipt.facts.digest);
  });
});

describe('a salt', () => {
  test.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a short one', 'ab12'],
    ['one in capitals', 'A'.repeat(64)],
    ['one with a line end', `${'a'.repeat(64)}\n`],
    ['a number', 7],
  ])('%s is refused', (_, salt) => {
    const assessment = gansu2024.assess({}, { on: ON });
    expect(codesOf(() => assessment.receipt({ salt: salt as string }))).toEqual(['saltOfWrongForm']);
  });

  test('newSalt gives another one each time', () => {
    const salts = Array.from({ length: 100 }, newSalt);
    expect(new Set(salts).size).toBe(100);
    for (const salt of salts) expect(salt).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a household that JSON cannot keep', () => {
  const circle: Record<string, unknown> = {};
  circle['members'] = circle;

  test.each([
    ['with a big integer', { reportedNetIncome: 1n }],
    ['with a circle', circle],
    ['with half a character', { headName: '\ud800' }],
    ['that is a function', () => undefined],
  ])('%s has no receipt', (_, household) => {
    expect(codesOf(() => receiptOf(household))).toEqual(['householdNotJson']);
  });

  test.each([
    ['a date where a text stands', { headName: new Date(0) }],
    ['a number object', { reportedMemberCount: Object(4) as unknown }],
    ['an object that writes itself otherwise', { housingProblem: { toJSON: () => true } }],
  ])('%s reads otherwise from JSON, so there is no receipt that could not be replayed', (_, household) => {
    expect(codesOf(() => receiptOf(household))).toEqual(['householdReadsOtherwise']);
  });

  test('a household changed between assessing and the receipt has that of what was assessed', () => {
    const household = fullHousehold(3, false);
    const assessment = gansu2024.assess(household as Household, { on: ON });
    household['reportedNetIncome'] = 1;
    household['unknownName'] = '620102199001011234';
    const { receipt, facts } = assessment.receipt({ salt: saltOf(1) });
    expect(facts.household).toEqual(fullHousehold(3, false));
    expect(replayReceipt(receipt, facts, gansu2024.policy).same).toBe(true);
  });
});

describe('what is odd and can be kept', () => {
  const full = fullHousehold(11, true);

  test.each([
    ['nothing at all', null],
    ['undefined', undefined],
    ['a text', '620102199001011234'],
    ['a list', [full]],
    ['an empty household', {}],
    ['not a number', { ...full, reportedNetIncome: Number.NaN }],
    ['an infinity', { ...full, reportedNetIncome: Number.POSITIVE_INFINITY }],
    ['minus nought', { ...full, reportedClaims: -0 }],
    ['an undefined fact', { ...full, ownsVehicle: undefined }],
    ['a fact that nobody knows', { ...full, ownsVehicel: true }],
    ['a name of every object', { ...full, constructor: 1, toString: 'x' }],
    [
      'the name of the prototype',
      JSON.parse('{"__proto__": {"ownsVehicle": true}, "reportedMemberCount": 3}'),
    ],
    ['a date object where a day stands', { ...full, visitedOn: new Date(0) }],
    ['a hole in a list', { ...full, members: { complete: true, items: [undefined, Number.NaN] } }],
    [
      'a list too long to be read',
      { ...full, members: { complete: true, items: Array.from({ length: 600 }, () => ({ sex: '男' })) } },
    ],
    ['sources that differ', { ...full, reportedNetIncome: [{ value: 1 }, { value: 2 }] }],
    ['three decimals', { ...full, reportedNetIncome: 0.1 + 0.2 }],
  ])('%s replays to the same answer from its text', (_, household) => {
    const { receipt, facts } = receiptOf(household);
    const again = (value: unknown): never => JSON.parse(canonicalJson(value)) as never;
    expect(replayReceipt(again(receipt), again(facts), gansu2024.policy).differences).toEqual([]);
  });

  test('a fact that was given and is unusable stands in the receipt by its name', () => {
    const { receipt } = receiptOf({ ...full, reportedNetIncome: Number.NaN }, ['ownsVehicle']);
    expect(receipt.unusable).toEqual(['ownsVehicle', 'reportedNetIncome']);
  });

  test('a name among the unusable that is no fact may be a value, and is not written', () => {
    const { receipt, facts } = receiptOf(full, ['620102199001011234', 'ownsVehicle', '__proto__']);
    expect(receipt.unusable).toEqual(['ownsVehicle']);
    expect(facts.unusable).toEqual(['ownsVehicle']);
  });
});

describe('declared blanks', () => {
  const declaring = async () => {
    const settings = await settingsOf(declaringCounty);
    const { assessor, on } = settings[1] as (typeof settings)[number];
    return { assessor, on };
  };

  test('stand in the receipt, and replay', async () => {
    const { assessor, on } = await declaring();
    const { receipt, facts } = assessor.assess({}, { on }).receipt({ salt: saltOf(1) });
    expect(receipt.declaredBlanks).toEqual(['monitoringStatus']);
    expect(replayReceipt(receipt, facts, assessor.policy).same).toBe(true);
  });

  test('are not used where the cell could not be read, also upon replay', async () => {
    const { assessor, on } = await declaring();
    const assessment = assessor.assess({}, { on, unusable: ['monitoringStatus'] });
    const { receipt, facts } = assessment.receipt({ salt: saltOf(1) });
    expect(receipt).toMatchObject({ declaredBlanks: [], unusable: ['monitoringStatus'] });
    expect(replayReceipt(receipt, facts, assessor.policy).same).toBe(true);
    const forgotten = { ...facts, unusable: [] };
    const { differences } = replayReceipt(receipt, forgotten, assessor.policy);
    expect(differences.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['facts', 'unusable', 'declaredBlanks']),
    );
  });
});

describe('the public form', () => {
  const { receipt } = receiptOf(namedHousehold(7), ['ownsVehicle']);

  test('has exactly what may be shown', () => {
    const shown = publicReceipt({ ...receipt, signature: { algorithm: 'Ed25519', value: 'x' } });
    expect(Object.keys(shown).sort()).toEqual(
      ['engineVersion', 'facts', 'format', 'grade', 'on', 'outcome', 'policy'].sort(),
    );
    expect(Object.keys(shown.outcome).sort()).toEqual(['category', 'exit', 'identification']);
    expect(shown.grade).toBe('public');
  });

  test('does not show what somebody adds to a receipt', () => {
    const added = { ...receipt, note: '620102199001011234', riskKinds: ['因病'] } as Receipt;
    expect(canonicalJson(publicReceipt(added))).toBe(canonicalJson(publicReceipt(receipt)));
  });
});
