import { describe, expect, test } from 'vitest';
import { describeChanges } from '../../src/backends/words/pack-changes.js';
import type { ChangedKind, PackChange } from '../../src/index.js';

const change = (more: Partial<PackChange> = {}): PackChange => ({
  pack: 'guizhou',
  kind: 'rule',
  name: 'cars',
  act: 'replaced',
  fields: [],
  ...more,
});
const KINDS = [
  'pack',
  'document',
  'parameter',
  'value',
  'formula',
  'derivedFact',
  'condition',
  'rule',
] as const satisfies readonly ChangedKind[];
const ACTS = ['added', 'removed', 'replaced'] as const;

describe('changes between packs in words', () => {
  test('none are said to be none', () => {
    expect(describeChanges([], 'zh-CN')).toEqual(['没有变化。']);
    expect(describeChanges([], 'en')).toEqual(['No change.']);
  });

  test.each(ACTS.flatMap((act) => KINDS.map((kind) => [act, kind] as const)))('%s %s', (act, kind) => {
    const [, zh = '', ...more] = describeChanges([change({ act, kind })], 'zh-CN');
    expect(more).toEqual([]);
    expect(zh).toMatch(/^(新增|删去|改动) \p{Script=Han}+ cars$/u);
    const [, en] = describeChanges([change({ act, kind })], 'en');
    expect(en).toMatch(/^(added|removed|changed) [a-z ]+ cars$/);
    const others = ACTS.flatMap((each) =>
      KINDS.map((of) => describeChanges([change({ act: each, kind: of })], 'zh-CN')[1]),
    );
    expect(others.filter((line) => line === zh)).toHaveLength(1);
  });

  test('name a thing by its title and its name', () => {
    const title = { zh: '核对车辆', en: 'check cars' };
    expect(describeChanges([change({ title })], 'zh-CN')).toEqual([
      '── guizhou',
      '改动 规则 “核对车辆”（cars）',
    ]);
    expect(describeChanges([change({ title })], 'en')).toEqual([
      '── guizhou',
      'changed rule "check cars" (cars)',
    ]);
  });

  test.each([
    [{ from: '2024-01-01', to: '2024-12-31' }, ' 2024年1月1日至2024年12月31日', ' 2024-01-01 to 2024-12-31'],
    [{ from: '2024-01-01' }, ' 2024年1月1日', ' 2024-01-01'],
    [{}, '', ''],
  ])('say of which days a value is', (days, zh, en) => {
    const value = change({ kind: 'value', name: 'line', ...days });
    expect(describeChanges([value], 'zh-CN')[1]).toBe(`改动 参数值 line${zh}`);
    expect(describeChanges([value], 'en')[1]).toBe(`changed value of line${en}`);
  });

  test('say what was and what is, or that there was nothing', () => {
    const fields = [
      { field: 'value', before: '8000', after: '8200' },
      { field: 'note', after: '新' },
      { field: 'to', before: '2024-12-31' },
      { field: 'conditions', before: { all: [1] }, after: { any: [] } },
    ];
    expect(describeChanges([change({ fields })], 'zh-CN').slice(2)).toEqual([
      '  数值：8000 → 8200',
      '  说明：（无） → 新',
      '  止：2024-12-31 → （无）',
      '  条件：{"all":[1]} → {"any":[]}',
    ]);
    expect(describeChanges([change({ fields })], 'en').slice(2)).toEqual([
      '  value: 8000 → 8200',
      '  note: (none) → 新',
      '  to: 2024-12-31 → (none)',
      '  conditions: {"all":[1]} → {"any":[]}',
    ]);
  });

  test('of long texts show the part that differs', () => {
    const start = '甲'.repeat(500);
    const fields = [{ field: 'note', before: `${start}旧${start}`, after: `${start}新${start}` }];
    const [line = ''] = describeChanges([change({ fields })], 'zh-CN').slice(2);
    expect(line).toMatch(/^ {2}说明：….*旧.*… → ….*新.*…$/);
    expect(line.length).toBeLessThan(400);
  });

  test('of something long that is new show its start', () => {
    const fields = [{ field: 'note', after: `开头${'乙'.repeat(500)}` }];
    const [line = ''] = describeChanges([change({ fields })], 'zh-CN').slice(2);
    expect(line).toMatch(/^ {2}说明：（无） → 开头乙+…$/);
  });

  test('stand below their packs, each pack once', () => {
    const changes = [change(), change({ pack: 'xingyi' }), change({ name: 'houses' })];
    expect(describeChanges(changes, 'zh-CN')).toEqual([
      '── guizhou',
      '改动 规则 cars',
      '改动 规则 houses',
      '── xingyi',
      '改动 规则 cars',
    ]);
  });

  test('do not list the fields of what is new or gone', () => {
    const fields = [{ field: 'conditions', after: {} }];
    expect(describeChanges([change({ act: 'added', fields })], 'zh-CN')).toHaveLength(2);
    expect(describeChanges([change({ act: 'removed', fields })], 'zh-CN')).toHaveLength(2);
  });
});
