import type { Truth } from '../../values/truth.js';
import type { AnswerPlace } from './answer-places.js';
import type { GeneratedProgram } from './generate.js';
import type { Row } from './rows.js';

/** Generated code at work. Its arrays hold the answers of the household that was decided last. */
export interface RunningProgram {
  /** Sets the day, a number yyyymmdd. */
  day(on: number): void;
  /** Works out a household; false where a number left the exact ones, and nothing is decided. */
  decide(row: Row): boolean;
  /** Works out what is missing for the household decided last. */
  missing(): boolean;
  /** Puts the numbers of the layout's figures into an array: a numerator and a denominator each. */
  figures?(into: Float64Array): void;
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

/** The truths that stand in `T`, and in the bits of `W`. */
export const TRUTHS: Readonly<Record<number, Truth>> = { 3: 'true', 0: 'false', 2: 'unknown' };

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

/**
 * Decides households each for its own day: that of the last one is set anew only where it is another.
 * @returns what `decide` of the program returns.
 */
export function decideOnDay(running: RunningProgram): (row: Row, on: string) => boolean {
  let last: string | undefined;
  return (row, on) => {
    if (on !== last) {
      last = undefined;
      running.day(Number(on.replaceAll('-', '')));
      last = on;
    }
    return running.decide(row);
  };
}

/** The answers of the household decided last, by definition; undefined for one that has no such answer. */
export interface AnswerReaders {
  readonly truth: (definition: string) => (() => Truth) | undefined;
  readonly text: (definition: string) => (() => string | undefined) | undefined;
  /** Of a list of written texts, each that belongs or may. What is missing stands there after `missing()` only. */
  readonly texts: (definition: string) => (() => readonly string[]) | undefined;
}

export function answerReaders({ layout }: GeneratedProgram, running: RunningProgram): AnswerReaders {
  const { T } = running;
  return {
    truth: (definition) => {
      const answer = layout.answers.get(definition);
      return answer?.kind === 'truth' ? () => answerIn(running, answer) as Truth : undefined;
    },
    text: (definition) => {
      const answer = layout.answers.get(definition);
      return answer?.kind === 'text' ? () => answerIn(running, answer) : undefined;
    },
    texts: (definition) => {
      const answer = layout.answers.get(definition);
      if (answer?.kind !== 'codes') return undefined;
      const items = answer.items.map(({ belongs, text }) => ({ text, place: truthPlace(belongs) }));
      if (items.some(({ place }) => place === undefined)) return undefined;
      const mayBelong = (place: number): boolean => (place < 0 ? -place - 1 : T[place]) !== 0;
      return () => items.filter(({ place }) => mayBelong(place as number)).map(({ text }) => text);
    },
  };
}

/** The place of a truth in generated code; below 0 where it is the same for every household. */
function truthPlace(text: string): number | undefined {
  const place = /^T\[(\d+)\]$/.exec(text)?.[1];
  if (place !== undefined) return Number(place);
  return /^[023]$/.test(text) ? -1 - Number(text) : undefined;
}
