import { given } from './characters.js';
import type { MergedArea } from './header-cells.js';

export const MERGED_CELL = '这一格与别的格合并了，不知道是哪一户、哪一人的。请取消合并，逐行填写。';

/** Merged cells below the header, in the order of their first rows, as far as the reading has come. */
export interface BodyMerges {
  all: MergedArea[];
  next: number;
  /** Those that have begun and not ended, with what stands in them. */
  open: MergedArea[];
  openTexts: string[];
}

/** The merged cells that reach below the header; one of a single cell is none. */
export function bodyMerges(merges: MergedArea[], firstDataRow: number): BodyMerges {
  const all: MergedArea[] = [];
  for (let at = 0; at < merges.length; at += 1) {
    const merge = merges[at] as MergedArea;
    if (merge.lastRow < firstDataRow) continue;
    if (merge.lastRow === merge.firstRow && merge.lastColumn === merge.firstColumn) continue;
    let place = all.length;
    while (place > 0 && (all[place - 1] as MergedArea).firstRow > merge.firstRow) {
      all[place] = all[place - 1] as MergedArea;
      place -= 1;
    }
    all[place] = merge;
  }
  return { all: all, next: 0, open: [], openTexts: [] };
}

/** To be called for every row, in their order. */
export function enterRow(merges: BodyMerges, row: number, cells: string[]): void {
  if (merges.all.length === 0) return;
  const open: MergedArea[] = [];
  const texts: string[] = [];
  for (let at = 0; at < merges.open.length; at += 1)
    if ((merges.open[at] as MergedArea).lastRow >= row) {
      open.push(merges.open[at] as MergedArea);
      texts.push(merges.openTexts[at] as string);
    }
  while (merges.next < merges.all.length && (merges.all[merges.next] as MergedArea).firstRow <= row) {
    const merge = merges.all[merges.next] as MergedArea;
    const text = cells[merge.firstColumn];
    merges.next += 1;
    if (merge.lastRow < row) continue;
    open.push(merge);
    // Of one that began in a row without any text nothing is known.
    texts.push(merge.firstRow === row && text !== undefined ? text : '');
  }
  merges.open = open;
  merges.openTexts = texts;
}

/** The place among the open ones of what lies over a column; -1 where nothing does. */
function openOver(merges: BodyMerges, index: number): number {
  for (let at = 0; at < merges.open.length; at += 1) {
    const merge = merges.open[at] as MergedArea;
    if (merge.firstColumn <= index && index <= merge.lastColumn) return at;
  }
  return -1;
}

export function isUnderMerge(merges: BodyMerges, index: number): boolean {
  return openOver(merges, index) >= 0;
}

/** The text of a cell in the row entered last; null where it is merged with others and nobody knows whose it is. */
export function textAt(
  merges: BodyMerges,
  index: number,
  cells: string[],
  isRepeated: boolean,
): string | null {
  const at = openOver(merges, index);
  const cell = cells[index];
  if (at < 0) return given(cell);
  const merge = merges.open[at] as MergedArea;
  return merge.lastColumn > merge.firstColumn || !isRepeated ? null : (merges.openTexts[at] as string);
}

/** Whether most of a row is one text over many columns, such as the name of a village above its households. */
export function isMergedHeading(merges: BodyMerges, width: number): boolean {
  for (let at = 0; at < merges.open.length; at += 1) {
    const merge = merges.open[at] as MergedArea;
    const size = merge.lastColumn - merge.firstColumn + 1;
    if (size > 1 && size * 2 >= width) return true;
  }
  return false;
}
