import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { factsOnDemand } from '../../examples/facts-on-demand/facts-on-demand.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = `${(await factsOnDemand()).join('\n')}\n`;

test('the example prints what is committed; after a change of rules, run it and look at what changed', async () => {
  expect(text).toBe(await readFile(`${root}examples/facts-on-demand/output.txt`, 'utf8'));
});

test('the page about facts on demand quotes what the example prints', async () => {
  expect(await readFile(`${root}docs/facts-on-demand.md`, 'utf8')).toContain(`\`\`\`text\n${text}\`\`\``);
});

test('the example asks nothing of the household that is settled, and goes on without the one that hangs', () => {
  const [settled = '', , hanging = ''] = text.split('【').slice(1);
  expect(settled).toContain('什么也不用查');
  expect(settled).not.toContain('查询：');
  expect(hanging).toContain('没有答复');
  expect(hanging).toContain('识别：待核实');
});
