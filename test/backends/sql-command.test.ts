import { describe, expect, test } from 'vitest';
import { CommandError } from '../../src/cli/command-error.js';
import { sqlCommand } from '../../src/cli/sql-command.js';
import { inDuckdb } from './sql-support.js';

const OPTIONS = { region: '620000', on: '2024-11-01', locale: 'zh-CN', dialect: 'duckdb' } as const;

describe('dixian sql', () => {
  test('prints a script that runs as it is, on no household at all', async () => {
    const lines: string[] = [];
    expect(await sqlCommand(OPTIONS, (line) => lines.push(line))).toBe(0);
    const rows = await inDuckdb(async (connection) =>
      (await connection.runAndReadAll(lines.join('\n'))).getRows(),
    );
    expect(rows).toEqual([]);
  });

  test('prints it in the words of PostgreSQL', async () => {
    const lines: string[] = [];
    expect(await sqlCommand({ ...OPTIONS, dialect: 'postgresql' }, (line) => lines.push(line))).toBe(0);
    const text = lines.join('\n');
    expect(text).toContain('CREATE TEMP TABLE');
    // Only true or false: a failure would print the whole script.
    expect(/TRY_CAST|OR REPLACE|HUGEINT|regexp_full_match|\/\//.test(text)).toBe(false);
  });

  test('prints nothing for a dialect that is not known', async () => {
    const lines: string[] = [];
    const options = { ...OPTIONS, dialect: 'oracle' };
    await expect(sqlCommand(options, (line) => lines.push(line))).rejects.toThrow(CommandError);
    expect(lines).toEqual([]);
  });
});
