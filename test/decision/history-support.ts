import { assessHistory } from '../../src/decision/history/assess-history.js';
import type { HistoryRecord, HouseholdHistory } from '../../src/decision/history/history.js';
import { type Household, openPacks, type PolicyFile } from '../../src/index.js';
import { withFiles } from '../policy/support.js';

const read = (path: string): Record<string, unknown> =>
  JSON.parse(withFiles({}).find((file) => file.path === path)?.text ?? '') as Record<string, unknown>;
const named = (pack: Record<string, unknown>, name: string, inForce: object): Record<string, unknown> => ({
  ...pack,
  name,
  title: { zh: name === 'nation' ? '旧机制' : '新机制', en: name === 'nation' ? 'old' : 'new' },
  inForce,
});
const value = (from: string, to: string, amount: string) => ({
  from,
  to,
  value: amount,
  status: 'announced',
  document: 'notice',
  authority: 'provincial',
});

/** A way in of the new regime: below the line, whether or not the household can cope. */
function newRules(): Record<string, unknown> {
  const file = read('nation/rules.json') as { rules: { name: string; conditions: { all: unknown[] } }[] };
  const rules = file.rules.map((rule) =>
    rule.name === 'wayBelow' ? { ...rule, conditions: { all: rule.conditions.all.slice(0, 1) } } : rule,
  );
  return { ...file, rules };
}

/** Two regimes of test rules, the old to the end of 2025, the new from 2026 on; a line in each year. */
export const TURN_FILES: readonly PolicyFile[] = withFiles({
  'nation/pack.json': named(read('nation/pack.json'), 'nation', { from: '2020-01-01', to: '2025-12-31' }),
  'new/pack.json': named(read('nation/pack.json'), 'nationNew', { from: '2026-01-01' }),
  'new/rules.json': newRules(),
  'new/documents.json': read('nation/documents.json'),
  'new/derived-facts.json': read('nation/derived-facts.json'),
  'new/conditions.json': read('nation/conditions.json'),
  'new/parameters.json': {
    kind: 'parameters',
    parameters: { line: (read('nation/parameters.json')['parameters'] as Record<string, unknown>)['line'] },
  },
  'province/line.json': {
    kind: 'parameterValues',
    values: {
      line: {
        values: [
          value('2024-01-01', '2024-12-31', '7800'),
          value('2025-01-01', '2025-12-31', '8000'),
          value('2026-01-01', '2026-12-31', '8200'),
        ],
      },
    },
  },
});

export const turnLibrary = openPacks(TURN_FILES);

/** A record of a household of two persons. */
export const recordOn = (
  on: string,
  household: Household,
  decided?: HistoryRecord['decided'],
): HistoryRecord => ({
  on,
  household: { householdKind: '一般农户', reportedMemberCount: 2, ableToCope: false, ...household },
  ...(decided === undefined ? {} : { decided }),
});

/** Income of both persons together, a year: below every line of the test rules, and above every one. */
export const POOR = { reportedNetIncome: 15_000 } as const;
export const WELL = { reportedNetIncome: 20_000 } as const;

export const historyOf = (...records: HistoryRecord[]): HouseholdHistory =>
  assessHistory(turnLibrary, { region: '900000', records });
