import fc0 from 'fast-check'; fc0.configureGlobal({numRuns: 3000});
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecisions } from '/work/main/src/tables/compare-decisions.js';
import type { Comparison, HouseholdChange, RowsOfFile } from '/work/main/src/tables/compare-decisions-types.js';
import { decisionsAsCsv } from '/work/main/src/tables/index.js';
import { decisionsOfCsv } from '/work/main/src/tables/read-decisions.js';
import { comparedRows, decision, type GivenDecision, inPieces, tableOf } from '/work/main/test/tables/compare-support.js';

const sometimes = (texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const anyDecision: fc.Arbitrary<GivenDecision> = fc
  .record(
    {
      householdId: sometimes(['', '1', '2', '3', '4', '5', ' ６', '6', '0007', '7', '6.2E+17']),
      identification: sometimes(['建议纳入', '不建议纳入', '待核实']),
      tier: sometimes(['', '轻度困难']),
      measures: sometimes(['', '甲、乙', '乙、甲', '甲、乙、丙']),
      exit: sometimes(['待核实', '建议退出（风险消除）']),
      policy: sometimes(['a', 'b']),
      on: sometimes(['2023-11-01', '2024-11-01']),
      rules: sometimes(['', 'one; two?; !three', 'two; three', 'one?']),
      parameters: sometimes(['', 'line=7200 yuan', 'line=7800 yuan; other=none', 'other=true']),
      reason: sometimes(['', '甲；乙', '乙；丙']),
      township: sometimes(['', '东乡', '西乡']),
    },
    { requiredKeys: ['householdId', 'identification'] },
  )
  .map((cells) => decision(cells.householdId, cells));
const anyFile = fc.array(fc.option(anyDecision, { nil: undefined, freq: 20 }), { maxLength: 12 });

const compared = (
  old: readonly (GivenDecision | undefined)[],
  now: readonly (GivenDecision | undefined)[],
): Promise<Comparison> => compareDecisions(comparedRows(old), comparedRows(now));

const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);

const turnedOver = (change: HouseholdChange): unknown => ({
  kind: { added: 'gone', gone: 'added', changed: 'changed' }[change.kind],
  householdId: change.householdId,
  oldRow: change.newRow,
  newRow: change.oldRow,
  identification: { old: change.identification.new, new: change.identification.old },
  reason: { old: change.reason.new, new: change.reason.old },
  columns: change.columns.map(({ key, old, new: now }) => ({ key, old: now, new: old })),
  cause: change.cause && {
    by: change.cause.by,
    policy: change.cause.policy && { old: change.cause.policy.new, new: change.cause.policy.old },
    on: change.cause.on && { old: change.cause.on.new, new: change.cause.on.old },
    parameters: change.cause.parameters.map(({ name, old, new: now }) => ({ name, old: now, new: old })),
    rulesBegun: change.cause.rulesEnded,
    rulesEnded: change.cause.rulesBegun,
    rulesOpened: change.cause.rulesSettled,
    rulesSettled: change.cause.rulesOpened,
    reasonsGone: change.cause.reasonsNew,
    reasonsNew: change.cause.reasonsGone,
  },
});
const byNumber = (changes: readonly unknown[]): unknown[] =>
  [...changes].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
// What the two directions have in common; the name and the township are those of the newer file.
const bare = ({ headName: _, township: __, ...change }: HouseholdChange): unknown =>
  JSON.parse(JSON.stringify(change));

test('a file against itself has no change, and every row is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async (file) => {
      const found = await compared(file, file);
      expect([...found.changes()]).toEqual([]);
      expect(found.counts).toEqual({ unchanged: found.old.matched, changed: 0, added: 0, gone: 0 });
      expect(found.old).toEqual(found.new);
    }),
  );
});

test('the other way round everything is turned over', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, anyFile, async (old, now) => {
      const [there, back] = [await compared(old, now), await compared(now, old)];
      const { unchanged, changed, added, gone } = there.counts;
      expect(back.counts).toEqual({ unchanged, changed, added: gone, gone: added });
      expect([back.old, back.new]).toEqual([there.new, there.old]);
      expect(byNumber([...back.changes()].map(bare))).toEqual(
        byNumber([...there.changes()].map((each) => JSON.parse(JSON.stringify(turnedOver(each))))),
      );
    }),
  );
});

test('counts add up to the rows', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, anyFile, async (old, now) => {
      const found = await compared(old, now);
      const { counts, townships = [] } = found;
      const parts = ({ matched, only, repeated, withoutNumber, unreadable }: RowsOfFile): number =>
        matched + only + repeated + withoutNumber + unreadable;
      expect([found.old.rows, found.new.rows]).toEqual([old.length, now.length]);
      expect([parts(found.old), parts(found.new)]).toEqual([old.length, now.length]);
      expect([found.old.matched, found.new.matched]).toEqual(
        Array.from({ length: 2 }, () => counts.changed + counts.unchanged),
      );
      expect([found.old.only, found.new.only]).toEqual([counts.gone, counts.added]);
      const all = sum(Object.values(counts));
      for (const transitions of [found.identification, found.exit ?? []])
        expect(sum(transitions.map(({ households }) => households))).toBe(all);
      for (const kind of ['unchanged', 'changed', 'added', 'gone'] as const)
        expect(sum(townships.map((each) => each[kind]))).toBe(counts[kind]);
      const changes = [...found.changes()];
      expect(changes.length).toBe(counts.changed + counts.added + counts.gone);
      // Whatever was left out is told.
      const leftOut = [found.old, found.new].some(
        ({ repeated, withoutNumber, unreadable }) => repeated + withoutNumber + unreadable > 0,
      );
      expect(found.issues.some(({ severity }) => severity === 'error')).toBe(leftOut);
    }),
  );
});

test('decisions come back from CSV, cut anywhere, as they were written', async () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    sometimes(['a\nb', '"', '"",\n"', '=1']),
  );
  const row = fc.record({ householdId: cell, identification: cell, reason: cell });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const { rows: read } = await decisionsOfCsv(inPieces(decisionsAsCsv(tableOf(rows)), size));
      const back: unknown[] = [];
      for await (const { cells } of read)
        back.push(cells && [cells.householdId, cells.identification, cells.reason]);
      // Line breaks become \n and byte order marks are taken out, as in every list; blank rows are none.
      // What stands guard before a formula is taken off, whoever put it there.
      const plain = (text: string): string =>
        text
          .replaceAll('\ufeff', '')
          .replace(/\r\n?/g, '\n')
          .replace(/^'(?=[=+\-@\t\n＝＋－＠])/, '');
      const expected = rows
        .map((each) => [each.householdId, each.identification, each.reason].map(plain))
        .filter((cells) => cells.some((text) => text.trim() !== ''));
      // Where quotation marks and line breaks look like stray ones, a row is told as damaged, never changed.
      if (back.includes(undefined)) return;
      expect(back).toEqual(expected);
    }),
  );
});
