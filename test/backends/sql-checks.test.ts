import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { sqlCommand } from '../../src/cli/sql-command.js';
import { compile, type Household, openPacks } from '../../src/index.js';
import type { Program } from '../../src/policy/policy.js';
import { policyScript } from '../../src/sql.js';
import { SHIPPED_FILES } from '../policy/support.js';
import { loadGiven } from './sql-given.js';
import { sparseHouseholds } from './sql-households.js';
import { inDuckdb } from './sql-support.js';

const [REGION, DAY] = ['620000', '2024-11-01'];
const policy = openPacks(SHIPPED_FILES).resolve({ region: REGION, on: DAY });
const assessor = compile(policy);
const script = policyScript(policy, { on: DAY });

const rowsOf = async (connection: DuckDBConnection, query: string) =>
  (await connection.runAndReadAll(query)).getRowObjects();
async function decide(connection: DuckDBConnection) {
  for (const statement of script.statements) await connection.run(statement);
  const [issues = [], decisions = []] = [
    await rowsOf(connection, script.results[0] as string),
    await rowsOf(connection, script.results[1] as string),
  ];
  return {
    decisions,
    issues: issues.map(({ household, fact, item_number, code }) =>
      [household, fact, item_number, code].map((cell) => String(cell ?? '-')).join(' '),
    ),
  };
}

/** What `assess` says of a household, as the columns of the decisions. */
function assessed(household: object) {
  const { identification, exit, rules } = assessor.assess(household as Household, { on: DAY });
  const missing = new Set(identification.missing.map(({ name }) => name));
  return {
    identification: identification.outcome,
    missing: [...missing].sort().join(', '),
    exit: exit.outcome,
    ...rules,
  };
}
function decided(row: Readonly<Record<string, unknown>> = {}) {
  const rules = script.columns.filter(
    ({ definition }) => definition !== undefined && definition in policy.rules,
  );
  return {
    identification: row['identification'],
    missing: String(row['identification_missing']).split(', ').sort().join(', '),
    exit: row['exit_outcome'],
    ...Object.fromEntries(
      rules.map(({ column, definition }) => [definition, String(row[column] ?? 'unknown')]),
    ),
  };
}

const adult = {
  birthDate: '1990-01-01',
  relation: '户主',
  healthStates: { complete: true, items: ['健康'] },
};
const child = { birthDate: '2012-03-08', healthStates: { complete: true, items: [] } };
const income = { item: '务工收入', amount: 4_000, fromMonth: '2023-11', toMonth: '2024-10' };
const household = {
  reportedNetIncome: 9_000,
  reportedMemberCount: 3,
  reportedLabourCount: 2,
  members: { complete: true, items: [adult, child] },
  incomes: { complete: true, items: [income] },
};
const members = (...items: readonly unknown[]) => ({ ...household, members: { complete: true, items } });

describe('rows that belong to nothing', () => {
  test('are an issue where the household is not among the households', async () => {
    await inDuckdb(async (connection) => {
      await loadGiven(connection, policy, script, [household]);
      await connection.run('INSERT INTO household_members (household, item_number) VALUES (9, 4)');
      await connection.run(`INSERT INTO household_visit_risks VALUES (9, '因病')`);
      await connection.run(`INSERT INTO household_members_health_states VALUES (8, 4, '残疾')`);
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual([
        '8 members.healthStates 4 householdNotGiven',
        '9 members 4 householdNotGiven',
        '9 visitRisks - householdNotGiven',
      ]);
      expect(decisions.map(decided)).toEqual([assessed(household)]);
    });
  });

  test('are an issue where the entry is not in the list, which is not complete then, as after an unreadable entry', async () => {
    const unreadable = members(adult, child, 'not a member');
    await inDuckdb(async (connection) => {
      await loadGiven(connection, policy, script, [household]);
      await connection.run(`INSERT INTO household_members_health_states VALUES (0, 2, '残疾')`);
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual(['0 members.healthStates 2 entryNotGiven']);
      expect(decisions.map(decided)).toEqual([assessed(unreadable)]);
      expect(assessed(household)).not.toEqual(assessed(unreadable));
    });
  });
});

describe('rows that stand twice, in tables of the user without keys', () => {
  const keyless = async (connection: DuckDBConnection) => {
    await loadGiven(connection, policy, script, Array(4).fill(household));
    for (const table of ['households', 'household_incomes', 'household_members']) {
      await connection.run(`CREATE TABLE other AS FROM ${table}`);
      await connection.run(`DROP TABLE ${table}`);
      await connection.run(`ALTER TABLE other RENAME TO ${table}`);
    }
    // Tables that stand already stay as they are.
    for (const statement of script.tables) await connection.run(statement);
  };
  test('an entry: the list cannot be used, whether its number has a bit, has none, or is blank', async () => {
    await inDuckdb(async (connection) => {
      await keyless(connection);
      const again = (number: string, of: number): string =>
        `INSERT INTO household_incomes SELECT * REPLACE (${number} AS item_number) FROM household_incomes WHERE household = ${of} LIMIT 1`;
      for (const each of [again('item_number', 0), again('900', 1), again('900', 1), again('NULL', 2)])
        await connection.run(each);
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual([0, 1, 2].map((number) => `${number} incomes - entryTwice`));
      const spoiled = assessed({ ...household, incomes: 'not a list' });
      expect(decisions.map(decided)).toEqual([spoiled, spoiled, spoiled, assessed(household)]);
      expect(spoiled).not.toEqual(assessed(household));
    });
  });

  test('a household: it is not decided, and told', async () => {
    await inDuckdb(async (connection) => {
      await keyless(connection);
      await connection.run('INSERT INTO households SELECT * FROM households WHERE household = 0');
      await connection.run('INSERT INTO households (household) VALUES (NULL), (NULL)');
      const { decisions, issues } = await decide(connection);
      expect(issues.sort()).toEqual([
        '- - - householdWithoutNumber',
        '- - - householdWithoutNumber',
        '0 - - householdTwice',
      ]);
      expect(decisions.map((row) => row['household'])).toEqual([1n, 2n, 3n]);
    });
  });

  test('entries with large numbers that differ are as good as others', async () => {
    await inDuckdb(async (connection) => {
      await keyless(connection);
      await connection.run('UPDATE household_members SET item_number = item_number * 1000 - 500');
      await connection.run(
        'UPDATE household_members_health_states SET item_number = item_number * 1000 - 500',
      );
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual([]);
      expect(decisions.map(decided)).toEqual(Array(4).fill(assessed(household)));
    });
  });
});

describe('an impossible value in a field that no rule reads', () => {
  test('makes the list as unusable as it does for `assess`', async () => {
    const wrong = members({ ...adult, name: 'x'.repeat(201) }, child);
    await inDuckdb(async (connection) => {
      await loadGiven(connection, policy, script, [wrong, household]);
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual(['0 members.name 0 notAText']);
      expect(decisions.map(decided)).toEqual([assessed(wrong), assessed(household)]);
      expect(assessed(wrong)).not.toEqual(assessed(household));
    });
  });
});

describe('numbers', () => {
  test.each([
    [
      'DOUBLE',
      {
        1e16: 'numberOutOfRange',
        '9e307': 'numberOutOfRange',
        0.00001: 'tooManyDecimals',
        "'nan'": 'notANumber',
        "'-inf'": 'notANumber',
      },
    ],
    [
      'VARCHAR',
      { "'1.23E+05'": 'notANumber', "'1e-400'": 'notANumber', "'1_000'": 'notANumber', "'.5'": 'notANumber' },
    ],
  ] as const)('in a column of type %s that are none, or none that can be used: %j', async (type, codes) => {
    await inDuckdb(async (connection) => {
      const given = Object.keys(codes);
      await loadGiven(
        connection,
        policy,
        script,
        given.map(() => ({})),
      );
      await connection.run(`ALTER TABLE households ALTER f_reported_net_income TYPE ${type}`);
      for (const [index, value] of given.entries())
        await connection.run(
          `UPDATE households SET f_reported_net_income = ${value} WHERE household = ${index}`,
        );
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual(
        Object.values(codes).map((code, index) => `${index} reportedNetIncome - ${code}`),
      );
      expect(decisions.map(decided)).toEqual(given.map(() => assessed({ reportedNetIncome: Number.NaN })));
    });
  });
});

describe('days', () => {
  const DAYS = ['2024-02-29', '2000-02-29', '2023-12-31', '2024-11', '1000-01-01', '9999-12-31'];
  const NO_DAYS = [
    ...[
      '2023-02-29',
      '1900-02-29',
      '2024-02-30',
      '2024-04-31',
      '2024-01-32',
      '2024-01-00',
      '2024-13',
      '2024-00-10',
    ],
    ...[
      '0999-01-01',
      '2024-1-1',
      ' 2024-01-01',
      '2024-01-01 ',
      '2024-01-01T00:00',
      '20240101',
      '二〇二四-01-01',
    ],
  ];

  test('are those that exist, and months', async () => {
    const given = [...DAYS, ...NO_DAYS].map((visitedOn) => ({ visitedOn }));
    const expected = given.flatMap((each, index) =>
      assessor
        .assess(each as Household, { on: DAY })
        .issues.map(({ code }) => `${index} visitedOn - ${code}`),
    );
    await inDuckdb(async (connection) => {
      await loadGiven(connection, policy, script, given);
      const { decisions, issues } = await decide(connection);
      expect(issues).toEqual(expected);
      expect(issues).toHaveLength(NO_DAYS.length);
      expect(decisions.map(decided)).toEqual(given.map(assessed));
    });
  });
});

describe('what a blank means by declaration', () => {
  test('where that has no literal, whatever reads the fact is refused, and the rest is decided', () => {
    const program: Program = { ...policy.program, declaredBlanks: { housingGrade: 'a\\b' } };
    const { unsupported, text } = policyScript({ ...policy, program }, { on: DAY });
    expect(unsupported.filter(({ because }) => because === undefined).map(({ node }) => node)).toContain(
      'fact',
    );
    expect(unsupported.length).toBeLessThan(200);
    expect(text.includes('a\\b')).toBe(false);
  });
});

describe('the printed script', () => {
  const printed = async (): Promise<string> => {
    const lines: string[] = [];
    const options = { region: REGION, on: DAY, locale: 'zh-CN', dialect: 'duckdb' } as const;
    await sqlCommand(options, (line) => lines.push(line));
    return lines.join('\n');
  };

  test('refuses keys that are no numbers before it reads one, and drops no table of the user', async () => {
    const number = '62010219900101123X';
    await inDuckdb(async (connection) => {
      for (const table of script.tables) await connection.run(table);
      await connection.run('DROP TABLE household_visit_risks');
      await connection.run(
        `CREATE TABLE household_visit_risks AS SELECT '${number}' AS household, '因病' AS code`,
      );
      await connection.run('CREATE TABLE found_issues AS SELECT 1 AS mine');
      const errors: string[] = [];
      for (const statement of script.statements)
        await connection.run(statement).catch((error: unknown) => errors.push(String(error)));
      expect(errors[0]).toMatch(/\+\(VARCHAR/);
      // A client that goes on after the first error is told values by the others; it was told to stop.
      expect(errors[0]).not.toContain(number);
      expect(await rowsOf(connection, 'FROM main.found_issues')).toEqual([{ mine: 1 }]);
    });
  });

  test('goes on from nothing that a broken run left behind', () => {
    const { statements } = script;
    const made = statements.flatMap((each) => /^CREATE OR REPLACE TEMP TABLE (\w+)/.exec(each)?.[1] ?? []);
    const first = statements.findIndex((each) => each.startsWith('CREATE'));
    expect(made.length).toBeGreaterThan(5);
    for (const table of made)
      expect(statements.slice(0, first)).toContain(`DROP TABLE IF EXISTS temp.${table};`);
  });

  test('decides by the steps of docs/sql.md: run, fill, run again', async () => {
    const docs = readFileSync(new URL('../../docs/sql.md', import.meta.url), 'utf8');
    const fill = /```sql\n(INSERT [^`]*)```/.exec(docs)?.[1] as string;
    const text = await printed();
    await inDuckdb(async (connection) => {
      await connection.run(text);
      await connection.run(fill);
      await connection.run(text);
      const [row, ...others] = await rowsOf(connection, 'FROM household_decisions');
      expect(others).toEqual([]);
      expect(decided(row)).toEqual(
        assessed({
          reportedNetIncome: 15_200.5,
          reportedMemberCount: 2,
          visitRisks: { complete: true, items: ['因病'] },
          members: {
            complete: true,
            items: [
              { birthDate: '1980-05', relation: '户主' },
              {
                birthDate: '2012-03-08',
                relation: '之子',
                healthStates: { complete: true, items: ['患有大病'] },
              },
            ],
          },
        }),
      );
      expect(await rowsOf(connection, 'FROM household_issues')).toEqual([]);
    });
  });

  test('shows issues and decisions at its end', async () => {
    const statements = (await printed()).split('\n\n').slice(-2);
    expect(statements).toEqual(script.results);
  });

  test('leaves no decisions of an earlier run where a run fails', async () => {
    await inDuckdb(async (connection) => {
      await loadGiven(connection, policy, script, sparseHouseholds(3, 1));
      expect((await decide(connection)).decisions).toHaveLength(3);
      await connection.run('ALTER TABLE household_members DROP f_birth_date');
      await expect(decide(connection)).rejects.toThrow('f_birth_date');
      const left = await rowsOf(connection, 'SELECT table_name FROM duckdb_tables() WHERE NOT temporary');
      expect(
        left.map(({ table_name }) => table_name).filter((name) => /decisions|issues/.test(String(name))),
      ).toEqual([]);
    });
  });
});
