import { describe, expect, test } from 'vitest';
import { nearestName } from '../../src/facts/nearest-name.js';

describe('the name that was probably meant', () => {
  test.each([
    ['with two letters exchanged', 'titel', ['title', 'note', 'kind'], 'title'],
    ['of four letters, two exchanged', 'hgih', ['high', 'low', 'medium'], 'high'],
    ['with digits exchanged, before one with another digit', '520342', ['520302', '520324'], '520324'],
    ['with a letter too few', 'publishOn', ['publishedOn', 'expectedOn'], 'publishedOn'],
    ['in other letters', 'INCOMESTANDARD', ['incomeStandard'], 'incomeStandard'],
    ['that is none of them', 'weather', ['title', 'note'], undefined],
    ['of two letters', 'ab', ['ba', 'ac'], undefined],
    ['that is empty', '', ['title'], undefined],
    ['among none', 'title', [], undefined],
  ])('%s', (_, name, names, meant) => {
    expect(nearestName(name, names)).toBe(meant);
  });
});
