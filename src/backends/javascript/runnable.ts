import type { Truth } from '../../values/truth.js';
import type { AnswerPlace, GeneratedProgram } from './generate.js';
import type { Row } from './rows.js';

/** Generated code at work. Its arrays hold the answers of the household that was decided last. */
export interface RunningProgram {
  /** Sets the day, a number yyyymmdd. */
  day(on: number): void;
  /** Works out a household; false where a number left the exact ones, and nothing is decided. */
  decide(row: Row): boolean;
  /** Works out what is missing for the household decided last. */
  missing(): boolean;
  readonly T: readonly number[];
  readonly O: readonly unknown[];
  /** The truths of leaves, two bits each, where the code was made to record them. */
  readonly W: readonly number[];
}

/** Whether the host lets code be made from text. */
export function canGenerate(): boolean {
  try {
    return new Function('return 1')() === 1;
  } catch {
    return false;
  }
}

/**
 * Runs generated code.
 * @throws EvalError or the like where the host forbids code from text.
 */
export const runnable = ({ source }: GeneratedProgram): RunningProgram =>
  new Function(`return ${source};`)() as RunningProgram;

const TRUTHS: Readonly<Record<number, Truth>> = { 3: 'true', 0: 'false', 2: 'unknown' };

/** The truth or text that stands in a place; undefined for an unknown text. */
export function answerIn(
  running: RunningProgram,
  answer: Extract<AnswerPlace, { readonly kind: 'truth' | 'text' }>,
): Truth | string | undefined {
  const { kind, place, constant } = answer;
  if (kind === 'truth') return TRUTHS[place === undefined ? Number(constant) : (running.T[place] as number)];
  if (place !== undefined) return (running.O[place] as string | null) ?? undefined;
  return constant === undefined || constant === 'null' ? undefined : (JSON.parse(constant) as string);
}
