import { describe, expect, test } from 'vitest';
import { compile, type DixianError, type Policy, type PolicyFile, resolvePolicy } from '../../src/index.js';
import { confirmed, SHIPPED_FILES } from './support.js';

/** A county office's own pack for Gansu, which replaces the line of 2024 and adds one for 2025. */
function ownPack(head: Record<string, unknown>): PolicyFile[] {
  const file = (name: string, content: unknown): PolicyFile => ({
    path: `own/${name}.json`,
    text: JSON.stringify(content),
  });
  const value = (year: number, amount: string) => ({
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    value: amount,
    status: 'announced',
    authority: 'provincial',
    document: 'notice',
  });
  return [
    file('pack', {
      kind: 'pack',
      region: '620000',
      title: { zh: '自用', en: 'own' },
      inForce: { from: '2021-05-16' },
      ...head,
    }),
    file('documents', { kind: 'documents', documents: { notice: { title: '通知', confidence: 'high' } } }),
    file('line', {
      kind: 'parameterValues',
      values: {
        incomeStandard: {
          values: [value(2024, '8000'), value(2025, '8400')],
          overrides: { pack: 'gansu', act: 'replace', reason: '按正式通知', document: 'notice' },
        },
      },
    }),
  ];
}

/** The policy of Gansu with a pack of its own, whose overrides are confirmed. */
function resolveGansu(own: readonly PolicyFile[], on: string): Policy {
  const request = { region: '620000', on };
  return resolvePolicy(confirmed([...SHIPPED_FILES, ...own], request), request);
}

const lineOn = (head: Record<string, unknown>, on: string): unknown =>
  resolveGansu(ownPack(head), on).parameters['incomeStandard']?.series.find(
    (entry) => entry.from <= on && on <= (entry.to ?? '9999'),
  )?.value;

describe('two packs of one region', () => {
  test.each(['aa', 'zz'])('%s lies below gansu because it says so, whatever its name', (name) => {
    expect(lineOn({ name, below: 'gansu' }, '2024-11-01')).toBe('8000');
    expect(lineOn({ name, below: 'gansu' }, '2025-11-01')).toBe('8400');
    expect(lineOn({ name, below: 'gansu' }, '2023-11-01')).toBe('7200');
  });

  test('the year that had no line is then decided', () => {
    const policy = resolveGansu(ownPack({ name: 'aa', below: 'gansu' }), '2025-11-01');
    const household = {
      reportedMemberCount: 1,
      reportedNetIncome: 8399.99,
      ableToCope: false,
      visitRisks: { complete: true, items: ['因病'] },
    } as const;
    const { identification } = compile(policy).assess(household, { on: '2025-11-01' });
    expect(identification.waysIn.certain.map(({ rule }) => rule)).toEqual(['wayBelowStandard']);
  });

  test.each([
    ['a pack that is not there', { name: 'aa', below: 'nobody' }],
    ['a pack of another region', { name: 'aa', below: 'national2021' }],
    ['itself', { name: 'aa', below: 'aa' }],
  ])('to lie below %s is a load error at its place', (_, head) => {
    const codes = (): unknown => {
      try {
        lineOn(head, '2024-11-01');
      } catch (error) {
        return (error as DixianError).issues.map(
          ({ code, file, path }) => `${code} ${file} ${path.join('.')}`,
        );
      }
      return [];
    };
    expect(codes()).toContain('notBelow own/pack.json below');
  });
});

test('what is marked as a project default can be replaced by a lower layer', () => {
  const policy = resolvePolicy(SHIPPED_FILES, { region: '620000', on: '2024-11-01' });
  const defaults = Object.entries(policy.rules).filter(
    // The rows of tables and toolboxes are replaced with their table.
    ([, { provenance, table, measure }]) =>
      provenance.authority === 'projectDefault' && table === undefined && measure === undefined,
  );
  expect(defaults.length).toBeGreaterThan(20);
  const replaced = defaults.map(([name, rule]) => ({
    name,
    ...(rule.priority === undefined ? {} : { priority: rule.priority }),
    conditions: rule.conditions,
    event: {
      type: rule.stage,
      params: {
        title: { zh: '本地', en: 'local' },
        ...(rule.concludes === undefined ? {} : { concludes: rule.concludes }),
        ...(rule.detail === undefined ? {} : { detail: rule.detail }),
        authority: 'projectDefault',
        overrides: { pack: rule.provenance.layer, act: 'replace', reason: '本地规定', document: 'notice' },
      },
    },
  }));
  const [pack, documents] = ownPack({ name: 'own', below: 'gansu' }) as [PolicyFile, PolicyFile];
  const rules = { path: 'own/rules.json', text: JSON.stringify({ kind: 'rules', rules: replaced }) };
  const local = resolveGansu([pack, documents, rules], '2024-11-01');
  expect(defaults.map(([name]) => local.rules[name]?.provenance.layer)).toEqual(defaults.map(() => 'own'));
});
