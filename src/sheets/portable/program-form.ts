import type { ProgramFact, ProgramParameter } from './program-reading.js';
import type { ProgramRow, ProgramValue } from './program-values.js';

/** A policy's program as data: what `compactProgram` (src/backends/javascript/compact) writes. */
export interface ProgramData {
  /** The facts that are read, and how they stand in a row: see `programFactOf`. */
  facts: string[];
  /** The fields of records that are read, in the same form. */
  fields: string[];
  /** What a blank means where the policy declares it: the place of a fact, and an expression. */
  blanks: string[];
  /** The parameters with their values: see `programParameterOf`. */
  parameters: string[];
  /** Codes and titles. */
  texts: string[];
  /** Expressions in prefix notation, see `makeExpressions`: first the definitions, then what several of them share. */
  nodes: string[];
  /** How many of the expressions are definitions. */
  definitions: number;
  /** The definitions that are asked for: names, each with its place. */
  names: string;
  /** From where what is missing is searched, of the identification and of the exit: pairs of expressions in one line. */
  roots: string[];
  /** What the short reason is told from. */
  reasons: ProgramReasonData;
}

/** The ways in, the red flags and the exit criteria, a line each: see `reasonLine` in src/sheets/reason-data.ts. */
export interface ProgramReasonData {
  waysIn: string[];
  redFlags: string[];
  criteria: string[];
}

/** An expression of a program, ready to be worked out. */
export interface Expression {
  /** Works it out; `evaluate` remembers what it came to. */
  run: (program: Program, expression: Expression) => ProgramValue;
  /** How it is worked out where it depends on the household. */
  ownRun: (program: Program, expression: Expression) => ProgramValue;
  operation: string;
  parts: Expression[];
  /** Of what the operation speaks: a fact, a definition, a parameter, an item. */
  place: number;
  /** Of an item: which of its fields, -1 for the whole item. */
  field: number;
  /** Of a constant, and of what depends on the day alone. */
  value: ProgramValue;
  /** The day of that value, by its count; and the one for which it was found out whether it depends on more. */
  day: number;
  marked: number;
  /** Of `&` and `|`: the parts that a household can change, and what the others come to together. */
  changing: Expression[];
  base: number;
  /** Its place where it is a definition; -1 where it is a part of one. */
  definition: number;
  /** Whether its value is the same wherever it is read for one household. */
  isRemembered: boolean;
  /** The household for which it was worked out last, an infinity where it is the same for all; and what it came to. */
  household: number;
  known: ProgramValue;
  /** The search of what is missing that came here last, and how it goes on from here. */
  search: number;
  demand: Demand;
}

/** A program at work. */
export interface Program {
  data: ProgramData;
  facts: ProgramFact[];
  fields: ProgramFact[];
  parameters: ProgramParameter[];
  expressions: Expression[];
  /** Places of definitions, by `$` and name: no name is one that every object has. */
  named: { [name: string]: number };
  /** The items in hand, by the place of their name. */
  items: ProgramValue[];
  day: number;
  /** Counts days and tables. */
  dayCount: number;
  /** The facts that households give, by `$` and name; of the others nothing is ever known. */
  givenFacts: { [name: string]: boolean };
  /** The definitions that depend on the household. */
  ofHousehold: Expression[];
  /** Whether a figure of the day left the exact numbers. */
  leftOfDay: boolean;
  row: ProgramRow;
  unusable: { [name: string]: boolean };
  hasUnusable: boolean;
  /** Definitions that are not known because of something that cannot be used, by place, as far as was asked. */
  spoiled: { [place: string]: boolean };
  /** Counts households and days. */
  household: number;
  /** The household whose definitions were all worked out last. */
  workedOut: number;
  /** From where what is missing is searched: definitions, each with what has to hold; of the two. */
  roots: Expression[][];
  /** What reasons are told from, once one was asked for: kept by short-reason. */
  reasons: object | null;
  /** What is missing, once it was asked for: of the identification, of the exit. */
  demanded: (DemandedNames | null)[];
  /** Searches what is missing. */
  demand: (program: Program, of: number) => DemandedNames;
}

/** What is missing, by `$` and name; and the names. */
export interface DemandedNames {
  has: { [name: string]: boolean };
  names: string[];
}

/** The list of which an item is in hand, around an expression. */
export interface DemandScope {
  list: Expression;
  place: number;
  around: DemandScope | null;
}

/** A search of what is missing. */
export interface Demanding {
  program: Program;
  found: DemandedNames;
  /** Tells this search from others: what it has met is not looked at again. */
  search: number;
  /** Definitions that matter, and were not yet looked into. */
  open: Expression[];
}

/** Notes what is missing of an expression that is not known. */
export type Demand = (demanding: Demanding, expression: Expression, scope: DemandScope | null) => void;
