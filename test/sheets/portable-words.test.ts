import { expect, test } from 'vitest';
import { BLANK_WORDS } from '../../src/sheets/portable/characters.js';
import { FOOTER_WORDS } from '../../src/sheets/portable/row-kinds.js';
import { BLANK_WORDS as BLANK_WORDS_OF_TABLES } from '../../src/tables/cleaned-cell.js';
import { FOOTER_WORDS as FOOTER_WORDS_OF_TABLES } from '../../src/tables/row-kinds.js';

// Scripts for sheets import nothing: the words by which cells and rows are known stand in them once more.

test('the words for "not known yet" are those of tables', () => {
  expect([...BLANK_WORDS].sort()).toEqual([...BLANK_WORDS_OF_TABLES].sort());
});

test('the words that begin a line below a table are those of tables', () => {
  const words = FOOTER_WORDS_OF_TABLES.replace(/\[([()])\]/g, '$1').split('|');
  expect([...FOOTER_WORDS].sort()).toEqual([...words].sort());
});
