import { LAST_DAY } from '../../policy/parameters.js';
import type { Program } from '../../policy/policy.js';
import { rationalFromExactText } from '../../values/rational.js';
import { type Code, Unsupported } from './code.js';
import { exactly, point } from './numbers.js';

type Series = Program['parameters'][string];

/** A parameter of a program: the variable of its value on the day, and that of all its values. */
export interface DayParameter {
  readonly series: string;
  readonly code: Code;
  /** One of its values as what it is. */
  readonly of: (value: string) => Code;
  /** What stands for a value that there is none of. */
  readonly blank: string;
}

const dayNumber = (day: string): number => Number(day.replace(/-/g, ''));

/** The parameters of a program as variables that are set with the day. */
export class DayParameters {
  /** The variables with all dated values. */
  readonly seriesLines: string[] = [];
  /** What sets the values of the day. */
  readonly dayLines: string[] = [];
  private readonly parameters = new Map<string, DayParameter>();
  private readonly unsupported = new Map<string, Unsupported>();

  constructor(program: Program) {
    for (const name of Object.keys(program.parameters).sort())
      try {
        this.declare(name, program.parameters[name] ?? []);
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        this.unsupported.set(name, error);
      }
  }

  /**
   * A parameter; undefined where the program has none.
   * @throws Unsupported where its values cannot be said.
   */
  of(name: string): DayParameter | undefined {
    const error = this.unsupported.get(name);
    if (error !== undefined) throw error;
    return this.parameters.get(name);
  }

  private declare(name: string, entries: Series): void {
    const index = this.parameters.size;
    const [series, variable] = [`S${index}`, `P${index}`];
    const values = entries.map(({ value }) => value);
    const isFlag = values.some((value) => typeof value === 'boolean');
    const exact = values.map((value) =>
      typeof value === 'string' ? rationalFromExactText(value) : undefined,
    );
    const scale = exact.reduce((joint, value) => {
      const denominator = Number(value?.denominator ?? 1n);
      let [a, b] = [joint, denominator];
      while (b !== 0) [a, b] = [b, a % b];
      return (joint / a) * denominator;
    }, 1);
    if (!Number.isSafeInteger(scale)) throw new Unsupported('a number of more than fifteen digits');
    const literal = (position: number): string => {
      const value = values[position];
      if (isFlag) return value === true ? '3' : value === false ? '0' : '2';
      const number = exact[position];
      if (number === undefined) return 'NO';
      return exactly(Number(number.numerator) * (scale / Number(number.denominator)));
    };
    const blank = isFlag ? '2' : 'NO';
    this.seriesLines.push(
      `var ${variable} = ${blank}, ${series} = [${entries
        .map(
          ({ from, to }, position) =>
            `[${dayNumber(from)}, ${dayNumber(to ?? LAST_DAY)}, ${literal(position)}]`,
        )
        .join(', ')}];`,
    );
    this.dayLines.push(`i = at(${series}, on); ${variable} = i < 0 ? ${blank} : ${series}[i][2];`);
    const of = (value: string): Code => (isFlag ? { kind: 'truth', truth: value } : point(value, scale));
    this.parameters.set(name, { series, code: of(variable), of, blank });
  }
}
