import { tokenizer, tokTypes } from 'acorn';
import { knownHouseholds } from '../../bench/households.js';
import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import type { RowLayout } from '../../src/backends/javascript/generate.js';
import type { ModuleAnswer } from '../../src/backends/javascript/module-text.js';
import { type Row, rowOf } from '../../src/backends/javascript/rows.js';
import { readFor } from '../../src/decision/reading.js';
import type { Household, Policy } from '../../src/index.js';
import type { Value } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';
import { Draw } from './draw.js';
import type { HouseholdFacts } from './support.js';

/** Households of many kinds; of most a share is blank. The same for the same seed. */
export function someHouseholds(count: number, seed: number, on: string): readonly Household[] {
  const draw = new Draw(seed);
  return knownHouseholds(count, seed, on, 7_800).map((household, index) => {
    const share = [0, 0.05, 0.2, 0.5][index % 4] as number;
    return Object.fromEntries(Object.entries(household).filter(() => !draw.chance(share))) as Household;
  });
}

/** What a policy reads of households, its declared blanks included. */
export const factsOf = (policy: Policy, households: readonly Household[], on: string): HouseholdFacts[] =>
  households.map((household) => readFor(policy, nodesByName(policy.program), household, on, []).facts);

/** The rows of households; fails where one has none. */
export const rowsOf = (layout: RowLayout, households: readonly HouseholdFacts[]): Row[] =>
  households.map((facts) => {
    const row = rowOf(layout, facts);
    if (row === undefined) throw new Error('A household has no row.');
    return row;
  });

/** An answer as JSON: of a truth 3, 0 or 2; a text or null; of codes all that are certain or possible. */
export type PlainAnswer = number | string | null | readonly { text: string; truth: number }[];

const TRUTHS = { true: 3, false: 0, unknown: 2 } as const;

/** A value of the interpreter as a module tells it. */
function plainOf(value: Value, kind: ModuleAnswer['kind']): PlainAnswer {
  if (kind === 'truth') return value.type === 'truth' ? (value.value ? 3 : 0) : 2;
  if (kind === 'text') return value.type === 'text' ? value.value : null;
  if (value.type !== 'list') return null;
  const found = new Map<string, number>();
  for (const member of value.members) {
    const truth = TRUTHS[member.belongs];
    if (member.value.type === 'text' && truth !== 0)
      found.set(member.value.value, Math.max(truth, found.get(member.value.value) ?? 0));
  }
  return [...found].map(([text, truth]) => ({ text, truth }));
}

/** What the interpreter answers where a module has answers, household by household. */
export function interpreted(
  program: Program,
  answers: readonly Pick<ModuleAnswer, 'name' | 'kind'>[],
  households: readonly HouseholdFacts[],
  on: string,
): PlainAnswer[][] {
  const nodes = nodesByName(program);
  return households.map((facts) => {
    const interpreter = new Interpreter(program, nodes, facts, on);
    return answers.map(({ name, kind }) => plainOf(interpreter.definition(name), kind));
  });
}

/** Rows as JavaScript, which has all their numbers; JSON has not. */
export function rowsText(rows: unknown): string {
  if (Array.isArray(rows)) return `[${rows.map(rowsText).join(',')}]`;
  if (typeof rows === 'number') return Number.isNaN(rows) ? '0/0' : rows === 1 / 0 ? '1/0' : String(rows);
  if (typeof rows !== 'object' || rows === null) return JSON.stringify(rows);
  return `{${Object.entries(rows)
    .map(([key, value]) => `${JSON.stringify(key)}:${value === -1 / 0 ? '-1/0' : rowsText(value)}`)
    .join(',')}}`;
}

export const dayNumber = (on: string): number => Number(on.replaceAll('-', ''));

/** What a text of generated code is made of. */
export interface Tokens {
  readonly names: ReadonlySet<string>;
  /** What its string literals say. */
  readonly texts: ReadonlySet<string>;
  /** Anything else than names, keywords, numbers, strings and signs of ES5 in plain ASCII. */
  readonly strange: readonly string[];
}

/** Reads a script token by token. @throws SyntaxError if it is no script. */
export function tokensOf(source: string): Tokens {
  const names = new Set<string>();
  const texts = new Set<string>();
  const strange: string[] = [];
  const onComment = (_: boolean, text: string): void => {
    strange.push(`comment ${text}`);
  };
  for (const token of tokenizer(source, { ecmaVersion: 5, onComment })) {
    const raw = source.slice(token.start, token.end);
    if (token.type === tokTypes.name) names.add(raw);
    else if (token.type === tokTypes.string) {
      texts.add(String((token as { value?: unknown }).value));
      if (!/^[\x20-\x3b\x3d\x3f-\x7e]+$/.test(raw)) strange.push(`text ${raw}`);
    } else if ([tokTypes.regexp, tokTypes.backQuote, tokTypes.template].includes(token.type))
      strange.push(raw);
    if (token.type.keyword !== undefined && ['this', 'new', 'with', 'debugger'].includes(raw))
      strange.push(raw);
  }
  return { names, texts, strange };
}
