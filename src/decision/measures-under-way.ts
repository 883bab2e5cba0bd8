import type { Interpreter } from '../backends/interpreter/interpreter.js';
import type { Code } from '../facts/code-lists.js';
import type { Value } from '../language/value.js';

const CARRIED_OUT: Code<'measureStatus'> = '已实施';

const textOf = (value: Value | undefined): string | undefined =>
  value?.type === 'text' ? value.value : undefined;

/** Whether a day is known to lie before another. */
const isBefore = (value: Value | undefined, day: string): boolean =>
  value?.type === 'day' && value.range.high !== undefined && value.range.high < day;

/** The headings of which a measure is recorded as carried out and is not known to have ended. */
export function measuresUnderWay(interpreter: Interpreter): ReadonlySet<string> {
  const measures = interpreter.evaluate({ kind: 'fact', name: 'measures' });
  if (measures.type !== 'list') return new Set();
  return new Set(
    measures.members.flatMap(({ value }) => {
      if (value.type !== 'record' || textOf(value.fields['status']) !== CARRIED_OUT) return [];
      return isBefore(value.fields['endedOn'], interpreter.on) ? [] : (textOf(value.fields['measure']) ?? []);
    }),
  );
}
