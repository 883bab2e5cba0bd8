import { describe, expect, test } from 'vitest';
import { diffPacks, openPacks, type PackChange, type PolicyFile } from '../../src/index.js';
import { BASE_FILES, SHIPPED_FILES, withFiles } from './support.js';

const diff = (before: readonly PolicyFile[], after: readonly PolicyFile[]): readonly PackChange[] =>
  diffPacks(openPacks(before), openPacks(after));
const short = ({ pack, act, kind, name, from }: PackChange): string =>
  [pack, act, kind, name, from].filter((part) => part !== undefined).join(' ');
const textOf = (path: string): string => BASE_FILES.find((file) => file.path === path)?.text ?? '';
/** The base pack with one text in the place of another. */
function changed(path: string, from: string, to: string): PolicyFile[] {
  const text = textOf(path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return withFiles({ [path]: text.replace(from, to) });
}

describe('what differs between two versions of packs', () => {
  test('is nothing between a version and itself, in whatever order and form', () => {
    expect(diff(BASE_FILES, BASE_FILES)).toEqual([]);
    expect(diff(BASE_FILES, [...BASE_FILES].reverse())).toEqual([]);
    const compact = BASE_FILES.map((file) =>
      file.path.endsWith('.json') ? { ...file, text: JSON.stringify(JSON.parse(file.text)) } : file,
    );
    expect(diff(BASE_FILES, compact)).toEqual([]);
    expect(diff(SHIPPED_FILES, SHIPPED_FILES)).toEqual([]);
  });

  test.each([
    [
      'province/line.json',
      '"7800"',
      '"7900"',
      'province replaced value line 2024-01-01',
      'value',
      '7800',
      '7900',
    ],
    [
      'province/line.json',
      '"2024-12-31"',
      '"2025-12-31"',
      'province replaced value line 2024-01-01',
      'to',
      '2024-12-31',
      '2025-12-31',
    ],
    [
      'province/pack.json',
      '"2020-01-01"',
      '"2021-01-01"',
      'province replaced pack province',
      'inForce',
      { from: '2020-01-01' },
      { from: '2021-01-01' },
    ],
    [
      'province/documents.json',
      '试验通知',
      '另一通知',
      'province replaced document notice',
      'title',
      '试验通知',
      '另一通知',
    ],
    [
      'nation/derived-facts.json',
      'perPerson < line',
      'perPerson <= line',
      'nation replaced derivedFact belowLine',
      'formula',
      'perPerson < line',
      'perPerson <= line',
    ],
    [
      'nation/formulas.json',
      '* lineShare',
      '* lineShare * lineShare',
      'nation replaced formula lineByIncome',
      'formula',
      'indicator("ruralIncome", year - 1) * lineShare',
      'indicator("ruralIncome", year - 1) * lineShare * lineShare',
    ],
    [
      'nation/rules.json',
      '"priority": 20',
      '"priority": 30',
      'nation replaced rule kindLifted',
      'priority',
      20,
      30,
    ],
    [
      'nation/rules.json',
      '"脱贫不稳定户"',
      '"边缘易致贫户"',
      'nation replaced rule kindLifted',
      'concludes',
      '脱贫不稳定户',
      '边缘易致贫户',
    ],
    [
      'nation/rules.json',
      '"type": "check"',
      '"type": "alert"',
      'nation replaced rule checkCars',
      'stage',
      'check',
      'alert',
    ],
    [
      'nation/parameters.json',
      '"6000"',
      '"6500"',
      'nation replaced parameter line',
      'minimum',
      '6000',
      '6500',
    ],
    [
      'nation/parameters.json',
      '"0.6"',
      '"0.5"',
      'nation replaced value lineShare 2020-01-01',
      'value',
      '0.6',
      '0.5',
    ],
  ])('%s with %s as %s: %s', (path, from, to, what, field, before, after) => {
    const changes = diff(BASE_FILES, changed(path, from, to));
    expect(changes.map(short)).toEqual([what]);
    expect(changes[0]?.fields).toEqual([{ field, before, after }]);
    const back = diff(changed(path, from, to), BASE_FILES);
    expect(back.map(short)).toEqual([what]);
    expect(back[0]?.fields).toEqual([{ field, before: after, after: before }]);
  });

  test('of a condition shows the condition', () => {
    const changes = diff(BASE_FILES, changed('nation/conditions.json', '"value": false', '"value": true'));
    expect(changes.map(short)).toEqual(['nation replaced condition cannotCope']);
    expect(changes[0]?.fields.map(({ field }) => field)).toEqual(['condition']);
  });

  test('is added on the way there and removed on the way back', () => {
    const more = withFiles({
      'province/more.json': {
        kind: 'rules',
        rules: [
          {
            name: 'checkHouses',
            conditions: { all: [{ fact: 'ownsTownProperty', operator: 'equal', value: true }] },
            event: {
              type: 'check',
              params: {
                title: { zh: '核对房产', en: 'check houses' },
                authority: 'provincial',
                document: 'notice',
              },
            },
          },
        ],
      },
    });
    const [added, ...others] = diff(BASE_FILES, more);
    expect(others).toEqual([]);
    expect(added).toMatchObject({
      pack: 'province',
      act: 'added',
      kind: 'rule',
      name: 'checkHouses',
      title: { zh: '核对房产', en: 'check houses' },
    });
    expect(diff(more, BASE_FILES).map(short)).toEqual(['province removed rule checkHouses']);
  });

  test('a value of other days is another value', () => {
    const later = diff(BASE_FILES, changed('province/line.json', '"2024-01-01"', '"2024-02-01"'));
    expect(later.map(short)).toEqual([
      'province removed value line 2024-01-01',
      'province added value line 2024-02-01',
    ]);
  });

  test('carries the title of a parameter that another pack declares', () => {
    const [value] = diff(BASE_FILES, changed('province/line.json', '"7800"', '"7900"'));
    expect(value?.title).toEqual({ zh: '标准', en: 'line' });
    const alone = (files: readonly PolicyFile[]) => files.filter(({ path }) => path.startsWith('province/'));
    const lonely = diff(alone(BASE_FILES), alone(changed('province/line.json', '"7800"', '"7900"')));
    expect(lonely.map(({ title }) => title)).toEqual([undefined]);
    const known = diffPacks(
      openPacks(alone(BASE_FILES)),
      openPacks(alone(changed('province/line.json', '"7800"', '"7900"'))),
      openPacks(BASE_FILES),
    );
    expect(known.map(({ title }) => title?.zh)).toEqual(['标准']);
  });

  test('of a whole pack is everything in it', () => {
    const without = BASE_FILES.filter(({ path }) => !path.startsWith('province/'));
    const changes = diff(without, BASE_FILES).map(short);
    expect(changes.every((each) => each.startsWith('province added '))).toBe(true);
    expect(changes).toContain('province added pack province');
    expect(changes).toContain('province added document notice');
    expect(changes).toContain('province added value line 2024-01-01');
    expect(diff(BASE_FILES, without).map(short)).toEqual(
      changes.map((each) => each.replace('added', 'removed')),
    );
  });

  test('of single packs is compared whatever they are called, of several only by name', () => {
    const renamed = changed('province/pack.json', '"name": "province"', '"name": "other"');
    const alone = (files: readonly PolicyFile[]) => files.filter(({ path }) => path.startsWith('province/'));
    const single = diff(alone(BASE_FILES), alone(renamed));
    expect(single.some(({ kind }) => kind === 'value' || kind === 'document')).toBe(false);
    const several = diff(BASE_FILES, renamed).map(short);
    expect(several).toContain('province removed value line 2024-01-01');
    expect(several).toContain('other added value line 2024-01-01');
  });

  test('is plain data', () => {
    const changes = diff(BASE_FILES, changed('province/line.json', '"7800"', '"7900"'));
    expect(JSON.parse(JSON.stringify(changes))).toEqual(changes);
  });
});
