import type { Unit } from '../facts/units.js';
import type { Value } from '../language/value.js';
import type { ShownValue } from '../policy/reason.js';
import { rationalToText } from '../values/rational.js';

/** A value of the interpreter as data for people: exact text, and no more said than is known. */
export function shownValue(value: Value, unit?: Unit): ShownValue {
  switch (value.type) {
    case 'unknown':
    case 'record':
      return { type: 'unknown' };
    case 'truth':
    case 'text':
      return { type: value.type, value: value.value } as ShownValue;
    case 'number': {
      const { low, high } = value.range;
      return {
        type: 'number',
        ...(low === undefined ? {} : { low: rationalToText(low) }),
        ...(high === undefined ? {} : { high: rationalToText(high) }),
        ...(unit === undefined ? {} : { unit }),
      };
    }
    case 'day':
    case 'month': {
      const { low, high } = value.range;
      return {
        type: value.type,
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
      };
    }
    case 'list': {
      const texts = (belongs: string): string[] =>
        value.members.flatMap((member) =>
          member.belongs === belongs && member.value.type === 'text' ? [member.value.value] : [],
        );
      return {
        type: 'list',
        certain: texts('true'),
        possible: texts('unknown'),
        count: value.members.length,
        complete: value.complete,
      };
    }
  }
}
