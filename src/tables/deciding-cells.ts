import type { ToldOutcome } from '../decision/assessment.js';
import type { Behind } from '../decision/behind.js';
import { decidingRulesOf, parametersRead } from '../decision/deciding-rules.js';
import type { Truth } from '../values/truth.js';

const SEPARATOR = '; ';
/** Stands for the value of a parameter that has none in force on the day. */
const NO_VALUE = 'none';

/** The cells of a decision that say what it hangs on, for programs. */
export interface DecidingCells {
  /** Names of rules: `name` holds, `name?` may hold, `!name` does not hold. */
  readonly rules: string;
  /** `name=value unit`; a flag is `true` or `false`, and what has no value on the day is `none`. */
  readonly parameters: string;
}

const MARKED: Readonly<Record<Truth, (rule: string) => string>> = {
  true: (rule) => rule,
  false: (rule) => `!${rule}`,
  unknown: (rule) => `${rule}?`,
};

/** Households that hang on the same rules read the same parameters; so many different ones are remembered. */
const MOST_REMEMBERED = 10_000;
const REMEMBERED = new Map<string, string>();

/** Of a copy of an assessment nothing is known. */
export const NOTHING_DECIDES: DecidingCells = Object.freeze({ rules: '', parameters: '' });

/** What the answers of an outcome hang on. */
export function decidingCells(told: ToldOutcome, behind: Behind): DecidingCells {
  const deciding = decidingRulesOf(told, behind);
  const rules = [...new Set(deciding.map(({ rule, truth }) => MARKED[truth](rule)))].join(SEPARATOR);
  if (rules === '') return NOTHING_DECIDES;
  const key = `${told.policyHash} ${told.on} ${rules}`;
  let parameters = REMEMBERED.get(key);
  if (parameters === undefined) {
    parameters = parametersRead(behind, deciding)
      .map(({ name, value = NO_VALUE, unit }) => {
        const hasUnit = typeof value === 'string' && value !== NO_VALUE && unit !== undefined;
        return `${name}=${String(value)}${hasUnit ? ` ${unit}` : ''}`;
      })
      .join(SEPARATOR);
    if (REMEMBERED.size >= MOST_REMEMBERED) REMEMBERED.clear();
    REMEMBERED.set(key, parameters);
  }
  return { rules, parameters };
}

const NAME = '[A-Za-z][A-Za-z0-9]*';
const RULE = new RegExp(`^(!?)(${NAME})(\\??)$`);
const PARAMETER = new RegExp(`^(${NAME})=(\\S+)(?: (\\S+))?$`);

const partsOf = (cell: string): readonly string[] =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The rules of a cell with their truths. What is no name is passed over. */
export function rulesOfCell(cell: string): ReadonlyMap<string, Truth> {
  const rules = new Map<string, Truth>();
  for (const part of partsOf(cell)) {
    const [, not = '', name, open = ''] = RULE.exec(part) ?? [];
    if (name !== undefined) rules.set(name, not === '' ? (open === '' ? 'true' : 'unknown') : 'false');
  }
  return rules;
}

/** A parameter as a cell has it. */
export interface CellParameter {
  /** Undefined where none is in force. */
  readonly value?: string;
  readonly unit?: string;
}

/** The parameters of a cell. What has not the form of one is passed over. */
export function parametersOfCell(cell: string): ReadonlyMap<string, CellParameter> {
  const parameters = new Map<string, CellParameter>();
  for (const part of partsOf(cell)) {
    const [, name, value = NO_VALUE, unit] = PARAMETER.exec(part) ?? [];
    if (name === undefined) continue;
    parameters.set(name, {
      ...(value === NO_VALUE ? {} : { value }),
      ...(unit === undefined ? {} : { unit }),
    });
  }
  return parameters;
}
