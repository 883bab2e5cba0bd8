import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { officeDay } from '../../examples/county-office-day/office-day.js';

const folder = fileURLToPath(new URL('../../examples/county-office-day', import.meta.url));
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const lines = await officeDay();

/** The lines of a chapter, without its head. */
function chapter(title: string): readonly string[] {
  const start = lines.findIndex((line) => line.startsWith(`【${title}`));
  if (start < 0) throw new Error(`There is no chapter "${title}".`);
  const below = lines.slice(start + 1);
  const end = below.indexOf('');
  return below.slice(0, end < 0 ? below.length : end);
}

describe("a county office's day", () => {
  test('prints what is committed; after a change of rules, run it and look at what changed', async () => {
    expect(`${lines.join('\n')}\n`).toBe(await read('output.txt'));
  });

  test('is the same when it is run again', async () => {
    expect(await officeDay()).toEqual(lines);
  });

  test.each([
    ['线索', '只凭部门的数：识别：待核实'],
    ['识别程序：什么时候', '识别程序：2024年3月4日开始；应于2024年3月19日前（含当日）完成'],
    ['识别：结论', '识别：建议纳入'],
    ['提醒', '提醒：识别后已到期，仍没有帮扶措施'],
    ['退出：第一次', '未达到：收入持续稳定'],
    ['退出：第二次', '退出：建议退出（风险消除）'],
    ['再次纳入', '类别：防止返贫致贫对象'],
    ['这一户的经过', '第 2 次监测：2026年4月纳入'],
    ['全镇汇总', '发生率明显高于本区域往期：预警'],
  ])('the chapter %s tells "%s"', (title, text) => {
    expect(chapter(title).some((line) => line.startsWith(text))).toBe(true);
  });

  test('the first proposal to release is refused, so nothing there advises to exit', () => {
    expect(chapter('退出：第一次').filter((line) => line.includes('建议退出'))).toEqual([]);
  });

  test('every line that the README quotes is printed', async () => {
    const quoted = [...(await read('README.md')).matchAll(/```text\n([\s\S]*?)```/g)]
      .flatMap(([, block = '']) => block.split('\n'))
      .filter((line) => line !== '');
    expect(quoted.length).toBeGreaterThan(20);
    expect(quoted.filter((line) => !lines.includes(line))).toEqual([]);
  });
});
