import type { Detail } from './household-list.js';
import type { CellText, FactColumns } from './read-cells.js';
import type { MergedCells } from './sheet.js';

export const MERGED: Detail = {
  zh: '这一格与别的格合并了，不知道是哪一户、哪一人的。请取消合并，逐行填写。',
  en: 'It is merged with other cells, so that nobody knows whose it is. Unmerge it and fill in every row.',
};

const sizeOf = ({ firstColumn, lastColumn }: MergedCells): number => lastColumn - firstColumn + 1;

/**
 * Cells merged below the header. A text that is merged downwards stands for each of its rows where it says who or where
 * the household is, or, in a sheet with a row a person, where it is about the household; any other merged cell is not read.
 */
export class BodyMerges {
  readonly #merges: readonly MergedCells[];
  readonly #texts = new Map<MergedCells, string>();
  /** Those that have begun and not ended, for rows come in their order. */
  #open: readonly MergedCells[] = [];
  #next = 0;

  constructor(merges: readonly MergedCells[], firstDataRow: number) {
    this.#merges = merges
      .filter(
        ({ firstRow, lastRow, firstColumn, lastColumn }) =>
          lastRow >= firstDataRow && (lastRow > firstRow || lastColumn > firstColumn),
      )
      .sort((left, right) => left.firstRow - right.firstRow);
  }

  /** To be called for every row, in their order. */
  enter(row: number, cells: readonly string[]): void {
    if (this.#merges.length === 0) return;
    const open = this.#open.filter(({ lastRow }) => lastRow >= row);
    for (
      let merge = this.#merges[this.#next];
      merge !== undefined && merge.firstRow <= row;
      merge = this.#merges[this.#next]
    ) {
      if (merge.lastRow >= row) open.push(merge);
      // Of one that began in a row without any text nothing is known.
      this.#texts.set(merge, merge.firstRow === row ? (cells[merge.firstColumn] ?? '') : '');
      this.#next += 1;
    }
    this.#open = open;
  }

  /** Whether merged cells lie over the row that was entered last. */
  get hasOpen(): boolean {
    return this.#open.length > 0;
  }

  /** Whether most of a row is one text over many columns, such as the name of a village above its households. */
  isHeading(width: number): boolean {
    return this.#open.some((merge) => sizeOf(merge) > 1 && sizeOf(merge) * 2 >= width);
  }

  /** The merged cells that lie over a column in the row that was entered last. */
  over(index: number): MergedCells | undefined {
    return this.#open.find(({ firstColumn, lastColumn }) => firstColumn <= index && index <= lastColumn);
  }

  /** The text of a cell in the row that was entered last. */
  textAt(index: number, cells: readonly string[], isRepeated: boolean): CellText {
    const merge = this.over(index);
    if (merge === undefined) return cells[index] ?? '';
    if (sizeOf(merge) > 1 || !isRepeated) return { notRead: MERGED };
    return this.#texts.get(merge) ?? '';
  }
}

/** Whether a value may stand once for several rows. */
export const mayBeMerged = ({ fact, field }: FactColumns, isAboutMembers: boolean): boolean =>
  field === undefined && (isAboutMembers || (fact.kind === 'text' && fact.sensitivity === 'plain'));
