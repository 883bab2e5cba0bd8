import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DecisionLogEntry, EMPTY_LOG, type LogHead } from '../../../src/decision/log/entry.js';
import { checkDecision, lineOf, sealEntry } from '../../../src/decision/log/seal-entry.js';
import { type LogVerification, LogVerifier } from '../../../src/decision/log/verify-log.js';
import { shortDecision } from './support.js';

const COUNT = 8;
/** The lines of a chain, without their ends; another `variant` says other things. */
function chainOf(variant: string, count = COUNT): { lines: string[]; entries: DecisionLogEntry[] } {
  const entries: DecisionLogEntry[] = [];
  let head: LogHead = EMPTY_LOG;
  for (let index = 0; index < count; index += 1) {
    const decision = shortDecision(1 + (index % 3), { explanation: [`${variant} ${index}`] });
    const entry = sealEntry(checkDecision(decision), head);
    entries.push(entry);
    head = entry;
  }
  return { entries, lines: entries.map((entry) => lineOf(entry).slice(0, -1)) };
}
const { lines, entries } = chainOf('甲');
const head = entries.at(-1) as DecisionLogEntry;
const forged = chainOf('乙').lines;

/** Checks the lines of one file; the last is unfinished where `isFinished` says no. */
function verify(given: readonly string[], expectedHead?: string): LogVerification {
  const verifier = new LogVerifier(expectedHead);
  for (const [index, text] of given.entries()) verifier.add({ file: 'a', line: index + 1 }, text);
  return verifier.result();
}
const found = ({ breaks }: LogVerification): string[] =>
  breaks.map(({ code, params }) => `${String(params['line'])} ${code}`);
const without = (at: number): string[] => lines.filter((_, index) => index !== at);
const swapped = (a: number, b: number): string[] => {
  const copy = [...lines];
  [copy[a], copy[b]] = [copy[b] as string, copy[a] as string];
  return copy;
};
const index = fc.integer({ min: 0, max: COUNT - 1 });

describe('a chain of entries', () => {
  test('that nobody touched is whole', () => {
    expect(verify(lines)).toEqual({
      isWhole: true,
      lines: COUNT,
      verified: COUNT,
      head: { sequence: COUNT, hash: head.hash },
      expectedHead: { status: 'notGiven' },
      breaks: [],
      breakCount: 0,
    });
  });

  test('in which any character is another one is broken at that line', () => {
    fc.assert(
      fc.property(
        index,
        fc.nat(),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (at, place, put) => {
          const line = lines[at] as string;
          const position = place % line.length;
          fc.pre(line[position] !== put);
          const changed = [...lines];
          changed[at] = `${line.slice(0, position)}${put}${line.slice(position + 1)}`;
          const result = verify(changed);
          expect(result.isWhole).toBe(false);
          expect(result.breaks[0]?.params['line']).toBe(at + 1);
          expect(result.verified).toBeGreaterThanOrEqual(COUNT - 2);
          expect(result.verified).toBeLessThan(COUNT);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of which any entries but the last were deleted is broken', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: COUNT - 2 }), { minLength: 1 }), (gone) => {
        const left = lines.filter((_, at) => !gone.includes(at));
        const result = verify(left);
        const count = result.breaks.reduce((sum, { params }) => sum + Number(params['count'] ?? 0), 0);
        expect(count).toBe(gone.length);
        expect(new Set(result.breaks.map(({ code }) => code))).toEqual(new Set(['logEntriesMissing']));
      }),
    );
  });

  test('of which two entries changed places is broken at the first of them', () => {
    fc.assert(
      fc.property(index, index, (a, b) => {
        fc.pre(a < b);
        const result = verify(swapped(a, b));
        expect(result.breaks[0]).toMatchObject({ code: 'logEntryOutOfOrder', params: { line: a + 1 } });
        expect(new Set(result.breaks.map(({ code }) => code))).toEqual(new Set(['logEntryOutOfOrder']));
      }),
    );
  });

  test('into which an entry of its own was put once more is broken there', () => {
    fc.assert(
      fc.property(index, index, (which, before) => {
        const copy = [...lines];
        copy.splice(before, 0, lines[which] as string);
        expect(verify(copy).isWhole).toBe(false);
      }),
    );
  });

  test('in which entries were replaced by others that fit their own hash is broken, up to the last', () => {
    fc.assert(
      fc.property(fc.uniqueArray(index, { minLength: 1 }), (replaced) => {
        // Replacing all from the first on, or all up to the end, gives another true chain.
        fc.pre(replaced.length < COUNT);
        const given = lines.map((line, at) => (replaced.includes(at) ? (forged[at] as string) : line));
        expect(verify(given).isWhole).toBe(false);
      }),
    );
  });

  test.each<[string, string[], string[], number]>([
    ['an entry deleted', without(3), ['4 logEntriesMissing'], COUNT - 2],
    ['the first deleted', without(0), ['1 logEntriesMissing'], COUNT - 2],
    ['an entry doubled', [...lines.slice(0, 4), ...lines.slice(3)], ['5 logEntryDoubled'], COUNT],
    [
      'a strange line put in',
      [...lines.slice(0, 4), '甲', ...lines.slice(4)],
      ['5 logEntryUnreadable'],
      COUNT,
    ],
    ['an empty line put in', [...lines.slice(0, 4), '', ...lines.slice(4)], ['5 logEntryUnreadable'], COUNT],
    [
      'an entry made unreadable',
      lines.map((line, at) => (at === 3 ? '{' : line)),
      ['4 logEntryUnreadable'],
      COUNT - 2,
    ],
    [
      'an entry replaced',
      lines.map((line, at) => (at === 3 ? (forged[at] as string) : line)),
      ['4 logEntryNotLinked', '5 logEntryNotLinked'],
      COUNT - 2,
    ],
    ['two neighbours swapped', swapped(3, 4), ['4 logEntryOutOfOrder', '5 logEntryOutOfOrder'], COUNT - 2],
    [
      'two lines run together',
      [...lines.slice(0, 3), `${lines[3]}${lines[4]}`, ...lines.slice(5)],
      ['4 logEntryUnreadable', '5 logEntriesMissing'],
      COUNT - 3,
    ],
  ])('with %s is told so, and checked to its end', (_, given, expected, verified) => {
    const result = verify(given);
    expect(found(result)).toEqual(expected);
    expect(result.verified).toBe(verified);
    expect(result.head.sequence).toBe(COUNT);
  });

  test.each<[string, string[], string | undefined, object]>([
    [
      'cut off, without a head',
      lines.slice(0, 5),
      undefined,
      { isWhole: true, expectedHead: { status: 'notGiven' } },
    ],
    [
      'cut off, against its head',
      lines.slice(0, 5),
      head.hash,
      { isWhole: false, breakCount: 1, expectedHead: { status: 'absent' } },
    ],
    ['whole, against its head', lines, head.hash, { isWhole: true, expectedHead: { status: 'last' } }],
    [
      'grown since the head was noted',
      lines,
      entries[4]?.hash,
      { isWhole: true, expectedHead: { status: 'earlier', later: 3 } },
    ],
    ['of another origin', lines, 'f'.repeat(64), { isWhole: false, expectedHead: { status: 'absent' } }],
    ['emptied', [], head.hash, { isWhole: false, expectedHead: { status: 'absent' } }],
    [
      'begun since an empty head was noted',
      lines,
      '',
      { isWhole: true, expectedHead: { status: 'earlier', later: COUNT } },
    ],
  ])('%s', (_, given, expectedHead, expected) => {
    expect(verify(given, expectedHead)).toMatchObject(expected);
  });

  test('with very many breaks tells a hundred and counts all', () => {
    const result = verify(Array.from({ length: 1_000 }, () => '甲'));
    expect(result.breaks).toHaveLength(100);
    expect(result).toMatchObject({ breakCount: 1_000, verified: 0, isWhole: false });
  });
});
