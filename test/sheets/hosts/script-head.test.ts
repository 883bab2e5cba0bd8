import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { scriptHead } from '../../../src/sheets/hosts/script-head.js';
import { gansu } from '../../tables/template-support.js';

test('the head of a script says in Chinese what it is, by which policy, until when, and how to check it', () => {
  const lines = scriptHead(gansu, 'wps').split('\n');
  expect(lines[0]).toBe('/*');
  expect(lines[1]).toMatch(
    /^ \* 底线 \d+\.\d+\.\d+：防止返贫致贫研判，用在WPS 表格的 JS 宏里。由程序生成，请不要改。$/,
  );
  expect(lines.slice(2, 6)).toEqual([
    ' * 地区：甘肃省（620000）；政策有效期：2024年1月1日至2024年12月31日。',
    ` * 政策编号：${gansu.hash}`,
    ' * 自检：运行宏“检查规则”，应显示“规则自检通过。”。怎么装、怎么用，见 docs/inside-spreadsheets.md。',
    ' * 结果为辅助建议，须经民主评议、审核和县级审定。',
  ]);
});

test('no name ends the comment', () => {
  const name = { zh: '县*/ alert(1); /*', en: 'county' };
  const head = scriptHead({ ...gansu, region: { ...gansu.region, name } }, 'airScript');
  expect(parse(head, { ecmaVersion: 5 }).body).toEqual([]);
});
