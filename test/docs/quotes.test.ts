import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile, explanationTexts, type Household, resolvePolicy } from '../../src/index.js';
import { readList } from '../../src/node.js';
import { SHIPPED_FILES } from '../policy/support.js';

const REQUEST = { region: '620000', on: '2024-11-01' };
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What `dixian explain` prints of the households that the pages quote: case files, a letter, a notice. */
function printed(): ReadonlySet<string> {
  const assessor = compile(resolvePolicy(SHIPPED_FILES, REQUEST));
  const { rows } = readList({ text: read('fixtures/demo/households.csv'), format: 'csv' });
  const assessed = ['D0108', 'D0006', 'D0014', 'D0001'].map((id) => {
    const row = rows.find(({ household }) => (household as { householdId?: unknown }).householdId === id);
    return assessor.assess(row?.household as Household, { on: REQUEST.on });
  });
  const [first] = assessed;
  const office = { office: { name: '示例乡人民政府' } };
  const sent = [first?.letter(office), first?.notice(office)].flatMap((each) =>
    each === undefined ? [] : explanationTexts(each, 'zh-CN'),
  );
  return new Set([...assessed.flatMap((each) => each.explain('zh-CN')), ...sent]);
}

/** The quoted lines of a page that belong to an explanation; the table of standards is told by a test of its own. */
const quotesOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/```text\n([\s\S]*?)```/g)]
    .map(([, block]) => (block as string).split('\n'))
    .filter((lines) =>
      lines.some((line) => /^(识别|退出|理由|结果|公示事项|尊敬的|先问|怎样会改变|退出还差)/.test(line)),
    )
    .flat()
    .filter((line) => line !== '' && line !== '…');

describe('what the pages quote is what is printed', () => {
  const lines = printed();

  test.each(['README.md', 'docs/explanations.md'])('%s', (path) => {
    const quotes = quotesOf(path);
    expect(quotes.length).toBeGreaterThan(10);
    expect(quotes.filter((line) => !lines.has(line))).toEqual([]);
  });
});
