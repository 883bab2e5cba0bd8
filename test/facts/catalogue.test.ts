import { describe, expect, test } from 'vitest';
import { CODE_SYNONYMS } from '../../src/facts/code-lists.js';
import { CATALOGUE, CODE_LISTS, type Column, FACT_NAMES, type Fact, factOf, UNITS } from '../../src/index.js';
import { ENTRIES, FACTS, LISTS, repeated } from './entries.js';

const namesOf = (columns: readonly Column[]): readonly string[] => columns.flatMap((column) => column.names);

describe('the catalogue', () => {
  test.each(ENTRIES)('%s has a title in each language', (_, fact) => {
    expect(fact.title.zh).toMatch(/\p{Script=Han}/u);
    expect(fact.title.en).toMatch(/^[A-Za-z'’(][^\p{Script=Han}]*$/u);
  });

  test.each(ENTRIES)('%s has a name of the form that rules use', (path) => {
    for (const name of path.split('.')) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  test.each([
    ['the household', FACTS],
    ...LISTS.map(([name, fact]) => [name, Object.entries(fact.fields)]),
  ] as [string, [string, Fact][]][])('no two facts of %s share a title', (_, facts) => {
    expect(repeated(facts.map(([, fact]) => fact.title.zh))).toEqual([]);
    expect(repeated(facts.map(([, fact]) => fact.title.en))).toEqual([]);
  });

  test('no two facts share a column name', () => {
    expect(repeated(FACTS.flatMap(([, fact]) => namesOf(fact.columns)))).toEqual([]);
  });

  test('only flags have columns that say the opposite', () => {
    const reversed = ENTRIES.filter(([, fact]) =>
      fact.columns.some((column) => column.polarity === 'reversed'),
    );
    expect(reversed.length).toBeGreaterThan(4);
    expect(reversed.filter(([, fact]) => fact.kind !== 'flag')).toEqual([]);
  });

  test('only lists of codes have words for none', () => {
    const worded = ENTRIES.filter(([, fact]) =>
      fact.columns.some((column) => column.noneWords !== undefined),
    );
    expect(worded.map(([, fact]) => fact.kind)).toEqual(worded.map(() => 'codes'));
  });

  test('every code list is used by a fact or by what a stage concludes', () => {
    const used = new Set(ENTRIES.flatMap(([, fact]) => ('codes' in fact ? [fact.codes] : [])));
    const concluded = ['tier', 'track', 'reassessment', 'scheme'];
    expect(
      Object.keys(CODE_LISTS).filter((list) => !used.has(list as never) && !concluded.includes(list)),
    ).toEqual([]);
    expect(concluded.filter((list) => used.has(list as never))).toEqual([]);
  });

  test('every unit of a fact is in the closed list, and every range has room', () => {
    for (const [, fact] of ENTRIES) {
      if (fact.kind !== 'number') continue;
      expect(UNITS).toHaveProperty(fact.unit);
      expect(fact.minimum).toBeLessThan(fact.maximum);
    }
  });

  test.each(['headIdNumber', 'telephone', 'bankAccount', 'members.idNumber'])(
    '%s is known to identify a person',
    (path) => {
      expect(ENTRIES.find(([name]) => name === path)?.[1].sensitivity).toBe('identity');
    },
  );

  test('whatever is named after health, disability or lost labour is marked so', () => {
    const unmarked = ENTRIES.filter(
      ([name, fact]) =>
        /health|disab|studyImpossible|labourAbility|lostLabour|withoutLabour|selfPay|majorDisease|dropoutReason/i.test(
          name,
        ) && fact.sensitivity !== 'health',
    );
    expect(unmarked.map(([name]) => name)).toEqual([]);
  });

  test.each(
    Object.entries(CODE_LISTS).filter(
      ([list, codes]) =>
        list !== 'incomeItem' &&
        Object.keys(codes).some((code) => /病|残|医疗(?!保险)|健康|丧失|智力/.test(code)),
    ),
  )('every fact with the code list %s, of which a value reveals illness or disability, is health', (list) => {
    const readers = ENTRIES.filter(([, fact]) => 'codes' in fact && fact.codes === list);
    expect(readers.length).toBeGreaterThan(0);
    expect(readers.filter(([, fact]) => fact.sensitivity !== 'health').map(([name]) => name)).toEqual([]);
  });

  test('the items of income, one of which is a disability subsidy, are personal at least', () => {
    const { fields } = CATALOGUE.incomes;
    expect([fields.item.sensitivity, fields.amount.sensitivity]).toEqual(['personal', 'plain']);
  });

  test.each(['toString', '__proto__', 'constructor', '', 'nothing'])('has no fact %o', (name) => {
    expect(factOf(name)).toBeUndefined();
  });

  test('lists its names in one order', () => {
    expect(FACT_NAMES).toEqual(Object.keys(CATALOGUE));
    expect(FACT_NAMES.length).toBeGreaterThan(80);
  });
});

describe('code lists', () => {
  test.each(Object.entries(CODE_SYNONYMS))(
    'synonyms of %s lead to its codes and are none themselves',
    (list, synonyms) => {
      const codes = Object.keys(CODE_LISTS[list as keyof typeof CODE_LISTS]);
      expect(Object.values(synonyms ?? {}).filter((code) => !codes.includes(code))).toEqual([]);
      expect(Object.keys(synonyms ?? {}).filter((word) => codes.includes(word))).toEqual([]);
    },
  );

  test('the reassessment and monitoring status have exactly their official values', () => {
    expect(Object.keys(CODE_LISTS.monitoringStatus)).toEqual(['未纳入', '风险未消除', '风险已消除']);
    expect(Object.keys(CODE_LISTS.householdKind)).toEqual(['脱贫户', '一般农户']);
  });
});
