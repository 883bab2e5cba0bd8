import type { Type } from '../../src/language/type.js';
import type { Program } from '../../src/policy/policy.js';
import { addDays } from '../../src/values/day.js';
import { rational, rationalToText } from '../../src/values/rational.js';
import type { Draw } from './draw.js';

/** The values of a parameter: of one period, of several, with a day on which none is in force. */
export function seriesOf(draw: Draw, on: string, type: Type): Program['parameters'][string] {
  const value = (): string | boolean => (type.kind === 'truth' ? draw.chance(0.5) : numberFor(draw, type));
  switch (draw.integer(1, 6)) {
    case 1:
      return [
        { from: '2000-01-01', to: addDays(on, -1), value: value() },
        { from: on, value: value() },
      ];
    case 2:
      return [
        { from: '2000-01-01', to: '2023-12-31', value: value() },
        { from: '2024-01-01', to: on, value: value() },
        { from: addDays(on, 1), value: value() },
      ];
    case 3:
      // Withdrawn, or not in force on the day.
      return draw.chance(0.5)
        ? [{ from: '2000-01-01', to: '2023-12-31', value: value() }, { from: '2024-01-01' }]
        : [{ from: '2000-01-01', to: addDays(on, -30), value: value() }];
    default:
      return [{ from: '2000-01-01', value: value() }];
  }
}

/** A figure such as a document would state it, or one that was worked out. */
function numberFor(draw: Draw, type: Type): string {
  const unit = type.kind === 'number' ? type.unit : 'ratio';
  const positive = type.kind === 'number' && type.sign === 'positive';
  if (unit === 'ratio') return draw.pick(['1.5', '0.5', '2', '0.33', '1', '1/3', '7/12', '100']);
  if (unit === 'percent') return draw.pick(['50', '120', '33.3', '0.5']);
  if (!unit.startsWith('yuan'))
    return draw.pick([...(positive ? [] : ['0', '-1']), '1', '2', '3', '6', '12', '90']);
  if (draw.chance(0.1)) return rationalToText(rational(BigInt(draw.integer(1, 100_000)), 7n));
  return draw.pick([
    ...(positive ? [] : ['0', '-1000']),
    '7800',
    '8400',
    '650',
    '0.01',
    '7799.99',
    '12345.67',
    '30000',
    '999999999.99',
    '4000.5',
  ]);
}
