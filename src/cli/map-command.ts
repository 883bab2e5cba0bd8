import { factOf } from '../facts/catalogue.js';
import type { Fact } from '../facts/kinds.js';
import { UNITS } from '../facts/units.js';
import { withoutNumbers } from '../facts/without-numbers.js';
import type { ColumnMapping, ReadSheet } from '../tables/household-list.js';
import type { ListHead } from '../tables/list-in-batches.js';
import { cellFactOf } from '../tables/map-header.js';
import { proposeMapping } from '../tables/propose-mapping.js';
import { isMoney } from '../tables/unit-words.js';
import type { Locale } from '../values/issues.js';
import { CommandError } from './command-error.js';
import { mappingOf, sizeOf, tellingOf, withBatches } from './engine-source.js';
import type { TableSourceOptions } from './household-list.js';
import { issueLines } from './issue-lines.js';
import { isSameFile, writeWhole } from './text-file.js';
import { plainTable } from './text-table.js';

export interface MapOptions extends TableSourceOptions {
  readonly out?: string;
  readonly locale: Locale;
}

const WORDS = {
  'zh-CN': {
    column: '列',
    fact: '读作',
    how: '怎么读',
    reversed: '“是”＝没有问题',
    tenThousand: '单位万元，乘以 10000',
    completes: '“是”＝已登记完整',
    blank: '空白＝',
    unused: '没有用到的列',
    perhaps: '是否应为',
    household: '一户一行',
    member: '一人一行',
    list: '清单：',
    rows: '表头在第',
    row: '行',
  },
  en: {
    column: 'column',
    fact: 'read as',
    how: 'how',
    reversed: '是 means no problem',
    tenThousand: 'in 万元, times 10,000',
    completes: '是 means complete',
    blank: 'a blank means ',
    unused: 'columns not used',
    perhaps: 'is this',
    household: 'a household a row',
    member: 'a person a row',
    list: 'list: ',
    rows: 'header in row',
    row: '',
  },
} as const;

const shown = (title: { readonly zh: string; readonly en: string }, locale: Locale): string =>
  locale === 'zh-CN' ? title.zh : title.en;

function factText(column: ColumnMapping, locale: Locale): string {
  const fact = factOf(column.fact) as Fact;
  const title = shown(fact.title, locale);
  if (column.completes === true) return title;
  return column.field === undefined ? title : `${title} › ${shown(cellFactOf(column).title, locale)}`;
}

function howText(column: ColumnMapping, locale: Locale): string {
  const words = WORDS[locale];
  const fact = cellFactOf(column);
  const unit = fact.kind === 'number' && column.completes !== true ? fact.unit : undefined;
  const parts = [
    ...(column.multiplier === 10_000 ? [words.tenThousand] : []),
    ...(unit !== undefined && column.multiplier === 1 && isMoney(unit) ? [shown(UNITS[unit], locale)] : []),
    ...(column.reversed ? [words.reversed] : []),
    ...(column.completes === true ? [words.completes] : []),
    ...(column.blankMeans === undefined
      ? []
      : [`${words.blank}${column.blankMeans.text}（${column.blankMeans.document}）`]),
  ];
  return parts.join(locale === 'zh-CN' ? '，' : ', ');
}

function sheetLine({ sheet, rowsAre, headerRows: { first, last } }: ReadSheet, locale: Locale): string {
  const words = WORDS[locale];
  const kind =
    rowsAre === 'household' || rowsAre === 'member'
      ? words[rowsAre]
      : `${words.list}${shown((factOf(rowsAre) as Fact).title, locale)}`;
  const rows = `${words.rows} ${first === last ? first : `${first}–${last}`} ${words.row}`.trim();
  const name = sheet === undefined ? '' : locale === 'zh-CN' ? `“${sheet}”表：` : `sheet "${sheet}": `;
  return `${name}${kind}${locale === 'zh-CN' ? '，' : ', '}${rows}`;
}

function* mappingLines(head: ListHead, locale: Locale): Generator<string> {
  const words = WORDS[locale];
  const sheets = head.sheets ?? [];
  for (const read of sheets) {
    const isHere = ({ sheet }: { readonly sheet?: string }): boolean =>
      sheets.length === 1 || sheet === read.sheet;
    yield sheetLine(read, locale);
    yield* plainTable([
      [words.column, words.fact, words.how],
      ...head.mapping
        .filter(isHere)
        .map((column) => [withoutNumbers(column.column), factText(column, locale), howText(column, locale)]),
    ]);
    const unused = head.unmapped.filter(isHere);
    if (unused.length > 0) yield `  ${words.unused}${locale === 'zh-CN' ? '：' : ': '}`;
    for (const { column, nearest } of unused)
      yield `    ${withoutNumbers(column)}${nearest === undefined ? '' : `（${words.perhaps}“${nearest}”？）`}`;
    yield '';
  }
  yield* issueLines(head.issues, locale);
}

/**
 * `dixian map`: shows which column of a list is read as which fact, and writes that as a mapping file, to be mended by hand
 * and given with `--map`.
 * @returns 0 where every column for a fact could be used, 2 where something is wrong with the header.
 */
export async function mapCommand(
  path: string,
  options: MapOptions,
  print: (line: string) => void,
): Promise<number> {
  const { out, locale } = options;
  const isOwn = options.map !== undefined && out !== undefined && (await isSameFile(options.map, out));
  // A mapping that somebody has mended is not to be lost.
  if (out !== undefined && !isOwn && (await sizeOf(out)) > 0)
    throw new CommandError(
      `${out} 已经存在。请换一个文件名；要补充原来的对照文件，用 --map ${out} 给出。`,
      `${out} exists already. Choose another name; to add to a mapping of before, give it with --map ${out}.`,
    );
  if (out !== undefined && (await isSameFile(path, out)))
    throw new CommandError(
      '输出文件与名单是同一个文件。请换一个文件名。',
      'The output is the list itself. Choose another name.',
    );
  const own = await mappingOf(options);
  // The rows are not taken: only what a list says before them is asked for.
  const head = await tellingOf(path, () => withBatches(path, options, async (list) => list.head));
  for (const line of mappingLines(head, locale)) print(line);
  if (out !== undefined) {
    await writeWhole(out, `${JSON.stringify(proposeMapping(head, own), null, 2)}\n`);
    print(
      locale === 'zh-CN'
        ? `对照文件已写入 ${out}：没有用到的列写作 "fact": null，改好以后用 --map ${out} 给出`
        : `mapping written to ${out}: columns not used have "fact": null; mend it and give it with --map ${out}`,
    );
  }
  return head.issues.some(({ severity }) => severity === 'error') ? 2 : 0;
}
