/**
 * Writes files until it is killed; run by whole-file.test.ts.
 *
 *   tsx test/many/killed-writer.ts bytes|decisions PATH
 */

import { writeWholeFile } from '../../src/whole-file.node.js';
import { openWorkerPool } from '../../src/worker-pool.node.js';
import { gansu2024, ON } from '../decision/support.js';

/** A text that says in its first line how many lines follow, and in its last that it is whole. */
export function* wholeText(version: number): Generator<string> {
  yield `${version}\n`;
  for (let line = 0; line < 50 + version; line += 1) yield `${line} ${'防'.repeat(700)}\n`;
  yield 'whole\n';
}

/** The households that are decided, and as which table. */
export const householdLines = '{"householdId":"1","ownsVehicle":true}\n{\n{}\n'.repeat(200);
export const tableRequest = { on: ON, into: 'csv', locale: 'zh-CN', batchRows: 20 } as const;

const [, script, kind, path] = process.argv;
if (script?.endsWith('killed-writer.ts') === true && path !== undefined) {
  console.log('ready');
  if (kind === 'bytes')
    for (let version = 0; ; version += 1) await writeWholeFile(path, wholeText(version % 100));
  const pool = await openWorkerPool({ workers: 1 });
  for (;;) {
    const batches = pool.assess(gansu2024.policy, { ndjson: [householdLines] }, tableRequest);
    await writeWholeFile(
      path,
      (async function* () {
        for await (const { text, firstRow } of batches) {
          console.log(`row ${firstRow}`);
          yield text;
        }
      })(),
    );
  }
}
