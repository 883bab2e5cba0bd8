import type { CodeListName } from './code-lists.js';
import type { Unit } from './units.js';

/**
 * Who may see a fact. `identity` and `health` never stand in a public notice, a log or an error. A code list of which
 * one value reveals an illness or a disability (因病 among the risks) makes the whole fact `health`. What is worked
 * out from a fact is as sensitive as the fact, so the items of income are `personal` only (see there).
 */
export type Sensitivity = 'plain' | 'personal' | 'identity' | 'health';

/** Text in the two languages of the library. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/** Column names seen in official sheets, and how their cells are to be read. */
export interface Column {
  readonly names: readonly string[];
  /** `reversed`: 是 in this column means that the fact is false (住房安全 是 = no housing problem). */
  readonly polarity?: 'reversed';
  /** The whole words that mean "looked at, and there is none" in a column of several names. */
  readonly noneWords?: readonly string[];
}

/**
 * How a fact is found out: a department's records have it, the household can be asked at the door, or somebody has
 * to inspect (a house, a well) or assess.
 */
export type FoundBy = 'department' | 'household' | 'inspection';

/** What one question of each kind costs, for comparing sets of questions; the unit is one look-up at a department. */
export const ASKING_COST: Readonly<Record<FoundBy, number>> = Object.freeze({
  department: 1,
  household: 3,
  inspection: 10,
});

interface Described {
  readonly title: Title;
  readonly foundBy: FoundBy;
  /** The question that finds it out, as it would be put to whoever knows. */
  readonly question: Title;
  /**
   * Whether help, work or a repair can change it within months (income, spending, a house, an insurance). Age,
   * identity, health, property and what has happened cannot be changed. A list itself is never changeable; its
   * fields are or are not.
   */
  readonly changeable: boolean;
  /** The department that knows it first-hand. */
  readonly department?: string;
  readonly sensitivity: Sensitivity;
  readonly columns: readonly Column[];
}

export interface NumberFact extends Described {
  readonly kind: 'number';
  readonly unit: Unit;
  readonly minimum: number;
  readonly maximum: number;
  /** Decimals allowed: 0, or 2 for money and measurements. */
  readonly decimals: 0 | 2;
}
export interface FlagFact extends Described {
  readonly kind: 'flag';
}
export interface CodeFact<Name extends CodeListName = CodeListName> extends Described {
  readonly kind: 'code';
  readonly codes: Name;
}
export interface CodesFact<Name extends CodeListName = CodeListName> extends Described {
  readonly kind: 'codes';
  readonly codes: Name;
}
export interface TextFact extends Described {
  readonly kind: 'text';
  readonly pattern?: string;
}
/** A day; where only its month is known, the month. */
export interface DayFact extends Described {
  readonly kind: 'day';
}
export interface MonthFact extends Described {
  readonly kind: 'month';
}
export type ScalarFact = NumberFact | FlagFact | CodeFact | TextFact | DayFact | MonthFact;

export interface ListFact<
  Fields extends Readonly<Record<string, ScalarFact | CodesFact>> = Readonly<
    Record<string, ScalarFact | CodesFact>
  >,
> extends Described {
  readonly kind: 'list';
  readonly fields: Fields;
  /** The unit in which the entries are counted. */
  readonly unit: Unit;
  /** The fewest entries that a complete list can have. */
  readonly minimumItems: 0 | 1;
}

export type Fact = ScalarFact | CodesFact | ListFact;

/** What may be said of any fact beside its kind. Every fact has its question, or nobody could ask for it. */
export interface FactOptions {
  readonly question: Title;
  readonly department?: string;
  /** Without it, a fact that a department knows is found there, any other one is asked at the door. */
  readonly foundBy?: FoundBy;
  readonly changeable?: true;
  readonly sensitivity?: Sensitivity;
  readonly columns?: readonly (string | Column)[];
}

/**
 * A question in both languages, as a village worker or an official would put it. A flag is asked so that yes (是, 有,
 * 能) means true; an amount with its unit; a field of a list about one entry of it.
 */
export const asked = (zh: string, en: string): Title => ({ zh, en });

/** Upper end of money and other open amounts: large enough for any household, small enough to catch typing errors. */
const MAXIMUM_AMOUNT = 1_000_000_000;

function described(zh: string, en: string, options: FactOptions): Described {
  const plain = (options.columns ?? []).filter((column): column is string => typeof column === 'string');
  const special = (options.columns ?? []).filter((column): column is Column => typeof column !== 'string');
  return {
    title: { zh, en },
    foundBy: options.foundBy ?? (options.department === undefined ? 'household' : 'department'),
    question: options.question,
    changeable: options.changeable ?? false,
    sensitivity: options.sensitivity ?? 'plain',
    columns: [...(plain.length > 0 ? [{ names: plain }] : []), ...special],
    ...(options.department === undefined ? {} : { department: options.department }),
  };
}

/** An amount with at most two decimals; not negative unless `minimum` says so. */
export const money = (
  unit: Unit,
  zh: string,
  en: string,
  options: FactOptions & { minimum?: number },
): NumberFact => ({
  kind: 'number',
  unit,
  minimum: options.minimum ?? 0,
  maximum: MAXIMUM_AMOUNT,
  decimals: 2,
  ...described(zh, en, options),
});
/** A whole number of persons, months, days or things. */
export const count = (
  unit: Unit,
  minimum: number,
  maximum: number,
  zh: string,
  en: string,
  options: FactOptions,
): NumberFact => ({ kind: 'number', unit, minimum, maximum, decimals: 0, ...described(zh, en, options) });
/** A measured quantity with at most two decimals. */
export const measurement = (
  unit: Unit,
  maximum: number,
  zh: string,
  en: string,
  options: FactOptions,
): NumberFact => ({
  kind: 'number',
  unit,
  minimum: 0,
  maximum,
  decimals: 2,
  ...described(zh, en, options),
});
export const flag = (zh: string, en: string, options: FactOptions): FlagFact => ({
  kind: 'flag',
  ...described(zh, en, options),
});
export const code = <Name extends CodeListName>(
  codes: Name,
  zh: string,
  en: string,
  options: FactOptions,
): CodeFact<Name> => ({ kind: 'code', codes, ...described(zh, en, options) });
export const codes = <Name extends CodeListName>(
  list: Name,
  zh: string,
  en: string,
  options: FactOptions,
): CodesFact<Name> => ({ kind: 'codes', codes: list, ...described(zh, en, options) });
export const text = (zh: string, en: string, options: FactOptions & { pattern?: string }): TextFact => ({
  kind: 'text',
  ...described(zh, en, options),
  ...(options.pattern === undefined ? {} : { pattern: options.pattern }),
});
export const day = (zh: string, en: string, options: FactOptions): DayFact => ({
  kind: 'day',
  ...described(zh, en, options),
});
export const month = (zh: string, en: string, options: FactOptions): MonthFact => ({
  kind: 'month',
  ...described(zh, en, options),
});
export const list = <const Fields extends Readonly<Record<string, ScalarFact | CodesFact>>>(
  unit: Unit,
  zh: string,
  en: string,
  fields: Fields,
  options: FactOptions & { minimumItems?: 0 | 1 },
): ListFact<Fields> => ({
  kind: 'list',
  unit,
  fields,
  minimumItems: options.minimumItems ?? 0,
  ...described(zh, en, options),
});
