import { describe, expect, test } from 'vitest';
import { compile, resolvePolicy } from '../../src/index.js';
import { assessorWith, ownText, policyWith, provinceHead, withRuleBook } from './rule-book-support.js';
import { BASE_REQUEST, codesOf, confirmed } from './support.js';

const on = BASE_REQUEST.on;
const overrides = { pack: 'nation', act: 'switchOff', reason: '试验', document: 'notice' };
const off = (rules: readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
  provinceHead({ switchedOff: Object.fromEntries(rules.map((rule) => [rule, { overrides }])), ...more });

describe('a rule that a province switches off', () => {
  const policy = policyWith(off(['checkFlats']));

  test('is in force there no longer, and its neighbours are', () => {
    expect(policy.stages.check).toEqual(['checkCars']);
    expect(Object.keys(policy.rules)).not.toContain('checkFlats');
    expect(policy.program.definitions.map(({ name }) => name)).not.toContain('checkFlats');
  });

  test('is neither certain, possible nor excluded in an assessment', () => {
    const { checks, rules } = compile(policy).assess({ ownsTownProperty: true }, { on });
    expect(JSON.stringify([checks, rules])).not.toContain('checkFlats');
    expect(assessorWith().assess({ ownsTownProperty: true }, { on }).checks.certain).toMatchObject([
      { rule: 'checkFlats' },
    ]);
  });

  test('holds on everywhere else', () => {
    expect(policyWith(off(['checkFlats']), '000000').stages.check).toEqual(['checkCars', 'checkFlats']);
  });

  test('gives the policy another hash', () => {
    expect(policy.hash).not.toBe(policyWith().hash);
  });

  test('frees its name for a rule of the province', () => {
    const own = {
      ...off(['checkFlats']),
      'province/checks.json': {
        kind: 'rules',
        rules: [
          {
            name: 'checkFlats',
            conditions: { all: [{ fact: 'villageCadre', operator: 'equal', value: true }] },
            event: {
              type: 'check',
              params: { title: { zh: '本省', en: 'here' }, authority: 'provincial', document: 'notice' },
            },
          },
        ],
      },
    };
    expect(policyWith(own).rules['checkFlats']?.provenance.layer).toBe('province');
  });
});

describe('when it is switched off', () => {
  test('a changed rule above has to be confirmed again', () => {
    const ready = confirmed(withRuleBook(off(['checkFlats'])));
    const changed = ready.map((file) =>
      file.path === 'nation/checks.json'
        ? { ...file, text: file.text.replace('ownsTownProperty', 'operatesCompany') }
        : file,
    );
    expect(codesOf(() => resolvePolicy(ready, BASE_REQUEST))).toEqual([]);
    expect(codesOf(() => resolvePolicy(changed, BASE_REQUEST))).toEqual(['overrideOutdated']);
  });

  test.each([
    ['before it is in force', { from: '2025-01-01' }],
    ['after it was in force', { from: '2020-01-01', to: '2020-12-31' }],
  ])('nothing happens on days when the rule above is not in force: %s', (_, period) => {
    const { rules } = JSON.parse(ownText('nation/checks.json')) as {
      rules: { event: { params: object } }[];
    };
    for (const { event } of rules) Object.assign(event.params, period);
    const changes = { 'nation/checks.json': { kind: 'rules', rules }, ...off(['checkFlats']) };
    expect(policyWith(changes).stages.check).toEqual(['checkCars']);
  });

  test('a pack that is not in force switches nothing off', () => {
    const later = off(['checkFlats'], { inForce: { from: '2025-01-01' } });
    expect(policyWith(later).stages.check).toEqual(['checkCars', 'checkFlats']);
  });
});
