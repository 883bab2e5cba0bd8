import { PHRASES } from '../backends/words/phrases.js';
import { showCode } from '../backends/words/show.js';
import type { Declaration } from '../decision/declarations.js';
import { namedFact } from '../decision/named-fact.js';
import { UNITS } from '../facts/units.js';
import { withoutNumbers } from '../facts/without-numbers.js';
import type { Locale } from '../values/issues.js';
import { columnLetters } from './column-letters.js';
import { linesOf, type WorkbookRow } from './decision-workbook-sheet.js';
import { word } from './decision-workbook-words.js';
import type { ColumnMapping, UnmappedColumn } from './household-list.js';
import type { ListHead } from './list-in-batches.js';

export const MAPPING_WIDTHS: readonly number[] = [16, 8, 36, 36, 34, 18, 46];

const titleOf = (name: string, locale: Locale): string => {
  const title = namedFact(name)?.title;
  return title === undefined ? name : locale === 'zh-CN' ? title.zh : title.en;
};

const onWhoseWord = (
  what: string,
  { authority, document }: Pick<Declaration, 'authority' | 'document'>,
  locale: Locale,
): string =>
  word('declaredOn', locale, { what, authority: PHRASES[locale].authorities[authority], document });

/** What a mapping declares for a list as a whole, a sentence each. */
export const declarationTexts = (declarations: readonly Declaration[], locale: Locale): readonly string[] =>
  declarations.map((declaration) => {
    const { fact, kind, value, column } = declaration;
    const shown =
      typeof value === 'boolean'
        ? word(value ? 'yes' : 'no', locale)
        : value === undefined
          ? word('none', locale)
          : showCode(String(value), locale);
    const what =
      kind === 'complete'
        ? word('declaredComplete', locale)
        : word('declaredBlank', locale, { value: shown });
    const about = [column === undefined ? '' : withoutNumbers(column), titleOf(fact, locale)];
    const subject = [...new Set(about.filter((text) => text !== ''))].join(' → ');
    return onWhoseWord(`${subject}${locale === 'zh-CN' ? '：' : ': '}${what}`, declaration, locale);
  });

interface PlacedRow {
  readonly sheet: string;
  readonly index: number;
  readonly values: readonly string[];
}

function mappedRow(mapping: ColumnMapping, locale: Locale): PlacedRow {
  const { column, index, fact, field, sheet = '', reversed, multiplier, blankMeans } = mapping;
  const name = field === undefined ? fact : `${fact}.${field}`;
  const entry = namedFact(name)?.entry;
  const unit = entry?.kind === 'number' ? UNITS[entry.unit] : undefined;
  const notes = [
    reversed ? [word('reversed', locale)] : [],
    multiplier === 1 ? [] : [word('multiplied', locale, { times: String(multiplier) })],
    mapping.completes === true ? [word('declaredComplete', locale)] : [],
    blankMeans === undefined
      ? []
      : [onWhoseWord(word('declaredBlank', locale, { value: blankMeans.text }), blankMeans, locale)],
  ].flat();
  return {
    sheet,
    index,
    values: [
      sheet,
      columnLetters(index),
      withoutNumbers(column),
      titleOf(name, locale),
      name,
      unit === undefined ? '' : locale === 'zh-CN' ? unit.zh : unit.en,
      notes.join(locale === 'zh-CN' ? '；' : '; '),
    ],
  };
}

const unmappedRow = ({ column, index, nearest, sheet = '' }: UnmappedColumn, locale: Locale): PlacedRow => ({
  sheet,
  index,
  values: [
    sheet,
    columnLetters(index),
    withoutNumbers(column),
    '',
    '',
    '',
    nearest === undefined ? word('notUsed', locale) : word('perhaps', locale, { name: nearest }),
  ],
});

/** How each column of the list was read, in their order; those that were not used stand among them. */
export function* mappingRows(
  { mapping, unmapped }: Pick<ListHead, 'mapping' | 'unmapped'>,
  locale: Locale,
): Generator<WorkbookRow, void, undefined> {
  const names = (
    ['mapSheet', 'mapColumn', 'mapName', 'mapFact', 'mapKey', 'mapUnit', 'mapNote'] as const
  ).map((name) => word(name, locale));
  yield { values: names, styles: names.map(() => 'header') };
  const sheets = [...new Set([...mapping, ...unmapped].map(({ sheet = '' }) => sheet))];
  const rows = [
    ...mapping.map((each) => mappedRow(each, locale)),
    ...unmapped.map((each) => unmappedRow(each, locale)),
  ].sort((a, b) => sheets.indexOf(a.sheet) - sheets.indexOf(b.sheet) || a.index - b.index);
  for (const { values } of rows)
    yield { values, styles: values.map(() => 'text'), lines: linesOf(values, MAPPING_WIDTHS) };
  if (rows.length === 0)
    yield {
      values: ['', '', '', '', '', '', word('noColumns', locale)],
      styles: names.map(() => 'wrapped'),
      lines: 2,
    };
}
