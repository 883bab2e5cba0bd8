import type { SyntaxNode } from '@lezer/common';
import { nearestName } from '../../facts/nearest-name.js';
import { parameter } from '../nodes.js';
import { textOf, unknownName } from './expressions.js';
import { type Reader, wrongArguments } from './functions.js';
import type { Reading } from './reading.js';

/** What a formula of a yearly value reads: a figure, its growth over the year before, or a parameter of a year. */
export interface YearlyReading {
  readonly kind: 'indicator' | 'growth' | 'standard';
  /** The indicator, or the parameter. */
  readonly name: string;
  /** Years from the year of the formula: 0 is that year, −1 the year before. */
  readonly offset: number;
}

/**
 * A yearly reading is a parameter node with a name that no pack can give (it holds colons): what it stands for is
 * put in year by year.
 */
export const yearlyName = ({ kind, name, offset }: YearlyReading): string => `${kind}:${name}:${offset}`;

/** The reading that a parameter's name stands for; undefined for an ordinary parameter. */
export function yearlyReading(text: string): YearlyReading | undefined {
  const [kind, name, offset] = text.split(':');
  if (name === undefined || offset === undefined) return undefined;
  return { kind: kind as YearlyReading['kind'], name, offset: Number(offset) };
}

const YEAR = /^year(?:\s*-\s*(\d{1,2}))?$/;

/** `year` or `year - 2` as an offset; undefined for anything else. */
function offsetOf(reading: Reading, tree: SyntaxNode | undefined): number | undefined {
  const match = tree === undefined ? null : YEAR.exec(reading.text(tree).trim());
  return match === null ? undefined : 0 - Number(match[1] ?? 0);
}

const ofIndicator =
  (kind: 'indicator' | 'growth'): Reader =>
  (reading, tree, [name, year, ...more]) => {
    const offset = offsetOf(reading, year);
    if (name?.name !== 'StringLiteral' || offset === undefined || more.length > 0)
      return wrongArguments(reading, tree, '("…", year) / ("…", year - 1)');
    const indicator = textOf(reading, name);
    const known = reading.names.yearly?.indicators;
    if (known !== undefined && !known.has(indicator))
      return reading.problem(...unknownIndicator(name, indicator, known.keys()));
    return reading.placed(tree, parameter(yearlyName({ kind, name: indicator, offset })));
  };

function unknownIndicator(
  tree: SyntaxNode,
  name: string,
  known: Iterable<string>,
): ['unknownIndicator', SyntaxNode, Record<string, string>] {
  const all = [...known];
  return ['unknownIndicator', tree, { name, nearest: nearestName(name, all) ?? '—', known: all.join(', ') }];
}

/** `standard(year - 1)`: the parameter that the formula is of; `standard("name", year - 1)`: another one. */
const ofStandard: Reader = (reading, tree, operands) => {
  const named = operands[0]?.name === 'StringLiteral' ? operands[0] : undefined;
  const [year, ...more] = named === undefined ? operands : operands.slice(1);
  const offset = offsetOf(reading, year);
  const name = named === undefined ? reading.names.yearly?.own : textOf(reading, named);
  if (name === undefined || offset === undefined || more.length > 0)
    return wrongArguments(reading, tree, '(year - 1) / ("…", year - 1)');
  if (named !== undefined && !reading.names.parameters.has(name))
    return unknownName(reading, named, name, reading.names.parameters.keys());
  return reading.placed(tree, parameter(yearlyName({ kind: 'standard', name, offset })));
};

/** The functions that only the formula of a yearly value has. */
export const YEARLY_FUNCTIONS: Readonly<Record<string, Reader>> = {
  indicator: ofIndicator('indicator'),
  growth: ofIndicator('growth'),
  standard: ofStandard,
};
