import { describe, expect, test } from 'vitest';
import { codesOf } from '../../src/facts/code-lists.js';
import { factOf, type Policy } from '../../src/index.js';
import { walk } from '../../src/language/nodes.js';
import { listOfSheet } from '../../src/tables/column-names.js';
import { findHeader } from '../../src/tables/find-header.js';
import { mapHeader } from '../../src/tables/map-header.js';
import { planTemplate, type Template } from '../../src/tables/template.js';
import { TEMPLATE_ROWS, templateColumns } from '../../src/tables/template-columns.js';
import type { Page } from '../../src/tables/template-pages.js';
import { formsOf, gansu, library, pagesOf, planFor, sheetsOf } from './template-support.js';

const DAYS = ['2021-06-01', '2024-11-01', '2026-03-01'] as const;
const REGIONS = [...new Set(library.packs.packs.map(({ head }) => head.region))].sort();

describe('every column of a template', () => {
  test('is looked at for every region with rules of its own', () => {
    expect(REGIONS.length).toBeGreaterThan(20);
  });

  test.each(REGIONS)('of %s is read back as its fact, in its unit', (region) => {
    for (const on of DAYS) {
      const policy = library.resolve({ region, on });
      for (const { columns, scope } of TEMPLATE_ROWS.flatMap((rows) => [...sheetsOf(rows, policy)])) {
        const { mapping, unmapped, issues } = mapHeader(
          columns.map(({ header }) => header),
          { scope },
        );
        expect(issues).toEqual([]);
        expect(unmapped).toEqual([]);
        expect(
          mapping.map(({ fact, field, completes, reversed, multiplier }) => ({
            fact,
            field,
            completes,
            reversed,
            multiplier,
          })),
        ).toEqual(
          columns.map(({ fact, field, entry }) => ({
            fact,
            field,
            completes: entry.kind === 'list' ? true : undefined,
            reversed: false,
            multiplier: 1,
          })),
        );
      }
    }
  });

  const WHOM = ['householdId', 'headName', 'prefecture', 'county', 'township', 'village', 'villageGroup'];

  test.each(DAYS)('of %s is one that the program reads, or says whom a row is about', (on) => {
    const policy = library.resolve({ region: '620000', on });
    const read = new Set(
      policy.program.definitions.flatMap(({ node }) =>
        [...walk(node)].flatMap((each) => (each.kind === 'fact' ? [each.name] : [])),
      ),
    );
    const [{ columns }] = sheetsOf('household', policy);
    expect(columns.map(({ fact }) => fact).sort()).toEqual([...new Set([...read, ...WHOM])].sort());
    const lists = [...read].filter((name) => factOf(name)?.kind === 'list');
    expect(
      sheetsOf('household', policy)
        .slice(1)
        .map(({ scope }) => scope)
        .sort(),
    ).toEqual(lists.sort());
  });

  test('asks for no number of a person, telephone or account that nothing reads', () => {
    const [{ columns }] = sheetsOf('household');
    const facts = new Set<string>(columns.map(({ fact }) => fact));
    for (const fact of ['headIdNumber', 'telephone', 'bankAccount']) expect(facts.has(fact)).toBe(false);
  });

  test('stands with its group, the most decisive first', () => {
    const [{ columns }] = sheetsOf('household');
    const groups = columns.map(({ group }) => group);
    expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)]);
    for (const group of new Set(groups)) {
      const uses = columns.filter((column) => column.group === group).map(({ use }) => use);
      expect(uses).toEqual([...uses].sort((a, b) => USES.indexOf(a) - USES.indexOf(b)));
    }
    const of = (name: string): string | undefined => columns.find(({ fact }) => fact === name)?.use;
    expect(of('reportedWageIncome')).toBe('identification');
    expect(of('rigidSpendingControlled')).toBe('exit');
    expect(of('petitionReported')).toBe('other');
    expect(of('headName')).toBe('identity');
  });
  const USES = ['identity', 'identification', 'exit', 'other'];

  test.each(TEMPLATE_ROWS)('says what a blank means, with a row a %s', (rows) => {
    for (const { columns } of formsOf(planFor(rows)))
      for (const { note, isRequired } of columns)
        expect(note).toContain(isRequired ? '留空：必填' : '留空：还不知道');
  });

  test('whose blank the policy declares says what it is taken for, and on whose word', () => {
    const policy: Policy = {
      ...gansu,
      declaredBlanks: {
        monitoringStatus: { value: '未纳入', authority: 'county', layer: 'test', clause: '第三条' },
        ownsVehicle: { value: false, authority: 'county', layer: 'test' },
        dwellings: { value: 1, authority: 'county', layer: 'test' },
      },
    };
    const template = planFor('household', policy);
    const noteOf = (header: string): string | undefined =>
      formsOf(template)[0]?.columns.find((column) => column.header === header)?.note;
    expect(noteOf('监测状态')).toContain('留空：按声明视为“未纳入”（县级，第三条）');
    expect(noteOf('有机动车')).toContain('留空：按声明视为“否”（县级）');
    expect(noteOf('住房套数')).toContain('留空：按声明视为“1 项”（县级）');
    expect(noteOf('有机动车')).not.toContain('还不知道');
    const guide = pagesOf(template)[0]?.rows.map(({ cells }) => cells.join()) ?? [];
    expect(guide).toContain('监测状态：按声明视为“未纳入”（县级，第三条）');
    expect(pagesOf(planFor('household'))[0]?.rows.map(({ cells }) => cells[0])).not.toContain(
      '留空另有规定的列',
    );
  });
});

describe('the sheets of a template', () => {
  test.each(TEMPLATE_ROWS)('are found by their names, with a row a %s', (rows) => {
    const template = planFor(rows);
    const names = template.sheets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[^[\]*?:/\\]{1,31}$/);
    const lists = templateColumns(gansu, rows).lists.map(({ fact }) => fact);
    expect(formsOf(template).map(({ name }) => listOfSheet(name))).toEqual([undefined, ...lists]);
    expect(lists.includes('members')).toBe(rows === 'household');
    expect(pagesOf(template).map(({ name }) => listOfSheet(name))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each(
    TEMPLATE_ROWS.flatMap((rows) => (['zh-CN', 'en'] as const).map((locale) => [rows, locale] as const)),
  )('that are not filled in are never taken for a list (%s, %s)', (rows, locale) => {
    for (const { name, rows: lines } of pagesOf(planFor(rows, gansu, locale))) {
      const asRows = lines.map(({ cells }, index) => ({ row: index + 1, cells }));
      expect([name, findHeader(asRows.slice(0, 12), []).headerRows]).toEqual([name, undefined]);
      // Nor is any row like a header, wherever it stands: that takes three names.
      for (const { cells } of lines)
        expect(mapHeader(cells, { scope: 'member' }).mapping.length, cells.join()).toBeLessThan(3);
    }
  });

  test('hold all names of a code list where a cell is chosen from one', () => {
    for (const rows of TEMPLATE_ROWS) {
      const template = planFor(rows);
      const choices = pagesOf(template).at(-1) as Page;
      expect(choices.isHidden).toBe(true);
      sheetsOf(rows).forEach(({ columns }, at) => {
        columns.forEach(({ entry }, index) => {
          if (entry.kind !== 'code' && entry.kind !== 'codes') return;
          const check = formsOf(template)[at]?.columns[index]?.check;
          if (check?.kind !== 'code') throw new Error(`${entry.title.zh} is not chosen from a list.`);
          const cells = choices.rows.map((row) => row.cells[check.choicesColumn] ?? '');
          expect(cells.slice(1, check.choicesRows + 1)).toEqual(codesOf(entry.codes));
          expect(cells.slice(check.choicesRows + 1).join('')).toBe('');
          expect(check.mayBeSeveral).toBe(entry.kind === 'codes');
        });
      });
    }
  });

  test('name the policy, its hash, how long it is valid, its standard and who decides', () => {
    const lines = pagesOf(planFor('household'))[0]?.rows.map(({ cells }) => cells[0]) ?? [];
    expect(lines).toContain(`政策散列值：${gansu.hash}`);
    expect(lines).toContain('研判日期：2024年11月1日');
    expect(lines).toContain('政策有效期：2024年1月1日至2024年12月31日');
    expect(lines.find((line) => line?.startsWith('所用标准：'))).toContain('7,800.00 元/人·年');
    expect(lines).toContain('谁来定：研判结果是辅助建议，须经民主评议、审核和县级审定。');
    expect(lines.find((line) => line?.includes('留空＝还不知道，不等于没有，也不等于零'))).toBeDefined();
    expect(lines.find((line) => line?.includes('第 2001 行'))).toContain('第 10001 行');
  });

  test('say so where no standard is in force', () => {
    const policy = library.resolve({ region: '620000', on: '2026-03-01' });
    const template = planTemplate(policy, { on: '2026-03-01', rows: 'household', locale: 'zh-CN' });
    const lines = template.sheets[0] as Page;
    expect(lines.rows.map(({ cells }) => cells[0]).find((line) => line?.startsWith('所用标准：'))).toMatch(
      /规则包里没有|没有有效/,
    );
  });

  test('are the same but for the notes in English, with Chinese names that the reader knows', () => {
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) => planFor('member', gansu, locale));
    const namesOf = (template: Template | undefined) =>
      formsOf(template as Template).map(({ name, columns }) => [name, columns.map(({ header }) => header)]);
    expect(namesOf(en)).toEqual(namesOf(zh));
    expect(formsOf(en as Template)[0]?.columns[0]?.note).toContain('What is the number of this household?');
  });
});
