import { yearlyReading } from '../../language/feel/yearly.js';
import type { Node } from '../../language/nodes.js';
import { walk } from '../../language/nodes.js';
import { exactNumber, isExact, UNKNOWN, type Value } from '../../language/value.js';
import { compare, type Rational, rationalFromExactText } from '../../values/rational.js';
import type { Derivation, DerivationInput, MissingInput } from '../derivation.js';
import type { Merged } from '../merge.js';
import type { Vintages } from './readings.js';
import type { YearlyFormula } from './yearly-formula.js';

/** What a formula of a year reads besides figures: the layers in force on a day, with their formulas. */
export interface YearlyContext {
  readonly merged: Merged;
  readonly formulas: ReadonlyMap<string, YearlyFormula>;
}

/** A reading of a formula: what it came to, as an input to be shown, and why it has no value. */
export interface Read {
  readonly value: Value;
  readonly input: DerivationInput;
  readonly why?: MissingInput['why'];
}

/** One run of one formula: its readings, each worked out once and kept with its source. */
export interface Run {
  readonly region: string;
  readonly year: number;
  readonly context: YearlyContext;
  readonly vintages: Vintages;
  readonly inputs: Map<string, Read>;
  /** What the indicators and standards that are worked out themselves bring with them. */
  readonly standIns: Derivation['standIns'][number][];
  readonly projectDefaults: string[];
  /** Indicators that are worked out, by name and year: each once in a run, however many others read it. */
  readonly worked: Map<string, Value>;
}

/** An exactly known number. */
export const numberOf = (value: Value): Rational | undefined =>
  value.type === 'number' && isExact(value) ? value.range.low : undefined;
export const valueOfText = (text: string | boolean | undefined): Value => {
  const exact = typeof text === 'string' ? rationalFromExactText(text) : undefined;
  return exact === undefined ? UNKNOWN : exactNumber(exact);
};

/** The year that the first reading of an operand is of. */
export function yearOf(run: Run, node: Node): number {
  for (const each of walk(node)) {
    const reading = each.kind === 'parameter' ? yearlyReading(each.name) : undefined;
    if (reading !== undefined) return run.year + reading.offset;
  }
  return run.year;
}

/** A number held to its bounds, and which of them decided. */
export function withinBounds(
  exact: Rational,
  floor: Rational | undefined,
  ceiling: Rational | undefined,
): { value: Rational; by?: 'floor' | 'ceiling' } {
  if (floor !== undefined && compare(exact, floor) < 0) return { value: floor, by: 'floor' };
  if (ceiling !== undefined && compare(exact, ceiling) > 0) return { value: ceiling, by: 'ceiling' };
  return { value: exact };
}

export const isNotPositive = ({ value }: Read): boolean => (numberOf(value)?.numerator ?? 1n) <= 0n;

export function withoutValue(read: Read): Read {
  const { value: _, ...input } = read.input;
  return { ...read, input: input as DerivationInput, why: 'notPositive' };
}

const nameOf = (input: DerivationInput): string => ('indicator' in input ? input.indicator : input.name);

/** Why what rests on missing inputs is itself missing: kept out by `knownOn` before anything else. */
export const whyOf = (missing: readonly { readonly why?: MissingInput['why'] }[]): MissingInput['why'] =>
  missing.find(({ why }) => why === 'notYetKnown' || why === 'publicationUnknown')?.why ?? 'absent';

/** The readings that have no value. */
export const missingOf = (
  inputs: readonly { input: DerivationInput; why?: MissingInput['why'] }[],
): MissingInput[] =>
  inputs.flatMap(({ input, why }) =>
    input.value !== undefined
      ? []
      : [
          {
            kind: input.kind,
            name: nameOf(input),
            title: input.title,
            ...('year' in input ? { year: input.year } : {}),
            ...('region' in input ? { region: input.region } : {}),
            ...('lacks' in input ? { lacks: input.lacks } : {}),
            ...('ofIndex' in input ? { ofIndex: true as const } : {}),
            why: why ?? 'absent',
          },
        ],
  );

/** The formula and the readings that nobody has published. */
export const projectDefaultsOf = (
  formula: YearlyFormula,
  inputs: readonly { input: DerivationInput }[],
): string[] => [
  ...(formula.source.authority === 'projectDefault' ? [formula.name] : []),
  ...inputs.flatMap(({ input }) =>
    'authority' in input && input.authority === 'projectDefault' && input.value !== undefined
      ? [nameOf(input)]
      : [],
  ),
];
