import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { excelAddInFiles } from '../../../src/sheets/hosts/excel-add-in/excel-add-in.js';
import { LIST_HEADER, LIST_TITLE, ON, SERIAL_DAY } from './memory-sheet.js';
import { STUB_BUNDLE } from './stub-bundle.js';

const FILES = excelAddInFiles(STUB_BUNDLE);
interface Metadata {
  readonly functions: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly parameters: readonly {
      readonly name: string;
      readonly type: string;
      readonly dimensionality: string;
    }[];
    readonly result: { readonly type: string; readonly dimensionality: string };
  }[];
}
const METADATA = JSON.parse(FILES.metadata) as Metadata;

type Action = (...given: unknown[]) => unknown;

/** Excel with the add-in loaded; `fail`: rules that do not pass their self-test. */
function load(fail: readonly string[] = []) {
  const actions = new Map<string, Action>();
  const context = createContext(
    { CustomFunctions: { associate: (id: string, action: Action) => actions.set(id, action) } },
    { codeGeneration: { strings: false, wasm: false } },
  );
  runInContext(FILES.script, context);
  runInContext(`Dixian.fail(${JSON.stringify(fail)})`, context);
  return { actions, call: (id: string, ...given: unknown[]) => actions.get(id)?.(...given) };
}
const { actions, call } = load();
const HEADER = [LIST_HEADER];
/** What `A2:K2&""` makes of cells. */
const asTexts = (...cells: readonly unknown[]): string[][] => [
  cells.map((cell) => (cell === null ? '' : String(cell))),
];

describe('functions.json', () => {
  test('names every function that functions.js registers, and no other', () => {
    expect(METADATA.functions.map(({ id }) => id)).toEqual([...actions.keys()]);
  });

  test.each(METADATA.functions.map((each) => [each.id, each] as const))('%s is as Excel asks', (id, each) => {
    expect(id).toMatch(/^[A-Z][A-Z0-9._]{2,}$/);
    expect(each.name).toMatch(/^\p{L}[\p{L}\p{N}._]{2,}$/u);
    expect(
      [each.description, ...each.parameters.map(({ name }) => name)].every((text) =>
        /\p{Script=Han}/u.test(text),
      ),
    ).toBe(true);
    expect(each.parameters.every(({ type }) => type === 'any')).toBe(true);
    const sizes = [...each.parameters, each.result].map(({ dimensionality }) => dimensionality);
    expect(sizes.every((size) => size === 'scalar' || size === 'matrix')).toBe(true);
  });
});

test('functions.js is plain ASCII', () => {
  expect(FILES.script).toMatch(/^[\t\n\r -~]*$/);
});

describe('one household in Excel', () => {
  const row = (cells: unknown): unknown => call('DIXIAN_ROW', cells, HEADER, ON);

  test('as texts, a blank is a blank and a zero is a zero', () => {
    expect(row(asTexts('1', null, 9000, null))).toContain('verify water=null income=9000 born=null');
    expect(row(asTexts('1', 0, 9000, SERIAL_DAY))).toContain('water=0 income=9000 born=45597');
  });

  test.each<[string, unknown]>([
    ['0, as Excel for desktops hands it over', 0],
    ['null, as Excel on the web does', null],
    ['undefined', undefined],
  ])('a blank that comes as %s is refused, and never decided', (_, blank) => {
    const text = row([['1', blank, '9000', '']]);
    expect(text).toContain('A2:CZ2&""');
    expect(text).not.toContain('identify');
  });

  test('a blank that comes as "" beside numbers is refused too: the form of the formula is not the safe one', () => {
    expect(row([['1', '', 9000, '']])).toContain('A2:CZ2&""');
  });

  test('an error among the cells is told as such', () => {
    expect(row([['1', '是', { errorCode: '#N/A' }, '']])).toContain('income=#VALUE!');
  });

  test('blanks in the header may come as zeros', () => {
    const header = [['户编号', 0, '人均收入', null]];
    expect(call('DIXIAN_ROW', asTexts('1', 'x', 9000, ''), header, ON)).toContain('water=undefined');
  });

  test.each([
    ['no day', ''],
    ['nothing', null],
    ['zero', 0],
    ['a word', '今天'],
  ])('%s as the day is refused', (_, day) => {
    expect(call('DIXIAN_ROW', asTexts('1', '否', 9000, ''), HEADER, day)).toContain('请写研判日期');
  });

  test('the day may be a cell with a day in it', () => {
    expect(call('DIXIAN_ROW', asTexts('1', '否', 9000, ''), HEADER, SERIAL_DAY)).toContain('identify');
  });
});

describe('a whole table in Excel', () => {
  const table = [LIST_TITLE.concat('', '', ''), LIST_HEADER, ['1', '否', '9000', ''], ['2', '', '9000', '']];

  test('the answer stands row by row as the table does', () => {
    const answer = call('DIXIAN_TABLE', table, ON) as readonly (readonly string[])[];
    expect(answer.map(([first]) => first)).toEqual(['', '底线：识别建议', 'identify', 'verify']);
    expect(new Set(answer.map(({ length }) => length))).toEqual(new Set([3]));
  });

  test('a blank is a blank, and a row without anything is no household', () => {
    const answer = call(
      'DIXIAN_TABLE',
      [...table, ['', '', '', ''], ['4', '是', '9000', '']],
      ON,
    ) as string[][];
    expect(answer[3]?.[1]).toContain('water=null');
    expect(answer.slice(4).map(([first]) => first)).toEqual(['', 'notIdentified']);
  });

  test('what was found stands below', () => {
    const answer = call(
      'DIXIAN_TABLE',
      [...table, ['3', '是', '#VALUE!', '']],
      ON,
    ) as readonly (readonly string[])[];
    expect(answer.at(-1)?.[0]).toBe('提示：\n第 5 行公式出错。');
  });

  test.each<[string, unknown, unknown, string]>([
    ['cells that are not texts', [...table, ['3', 0, '9000', '']], ON, '&""'],
    ['no day', table, '', '请写研判日期'],
    ['no header', [['甲', '乙']], ON, '没有表头'],
  ])('%s is refused', (_, cells, day, message) => {
    const answer = call('DIXIAN_TABLE', cells, day) as readonly (readonly string[])[];
    expect(answer).toHaveLength(1);
    expect(answer[0]?.[0]).toContain(message);
  });
});

test('rules that fail their self-test decide nothing', () => {
  const failing = load(['第 2 户：应为待核实。']);
  expect(failing.call('DIXIAN_ROW', asTexts('1', '否', 9000, ''), HEADER, ON)).toContain('规则自检没有通过');
  expect(failing.call('DIXIAN_TABLE', [LIST_HEADER, ['1', '否', '9000', '']], ON)).toEqual([
    [expect.stringMatching(/^规则自检没有通过.*请换一个软件或版本.*\n第 2 户：应为待核实。$/)],
  ]);
  expect(failing.call('DIXIAN_CHECK')).toContain('第 2 户');
  expect(call('DIXIAN_CHECK')).toBe('规则自检通过。');
  expect(call('DIXIAN_VERSIONS')).toContain('示例县');
});
