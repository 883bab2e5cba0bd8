import type { Code } from '../facts/code-lists.js';
import type { FactRecord } from '../facts/given.js';
import type { Range } from '../values/range.js';
import type { Reading } from './reading.js';

const CARRIED_OUT: Code<'measureStatus'> = '已实施';

/** The headings of which a measure is recorded as carried out and is not known to have ended. */
export function measuresUnderWay(reading: Reading): ReadonlySet<string> {
  const measures = reading.fact('measures');
  if (typeof measures !== 'object' || !('items' in measures)) return new Set();
  return new Set(
    measures.items.flatMap((item) => {
      const { status, endedOn, measure } = item as FactRecord;
      const lastDay = (endedOn as Range<string> | undefined)?.high;
      const hasEnded = lastDay !== undefined && lastDay < reading.on;
      return status === CARRIED_OUT && !hasEnded && typeof measure === 'string' ? [measure] : [];
    }),
  );
}
