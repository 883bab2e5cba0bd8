import { comparedDefinitions } from '../backends/javascript/figures.js';
import { type GeneratedProgram, generateJavaScript } from '../backends/javascript/generate.js';
import { RecordReader } from '../backends/javascript/recorded.js';
import { type Row, rowOf } from '../backends/javascript/rows.js';
import {
  answerReaders,
  canGenerate,
  decideOnDay,
  type RunningProgram,
  runnable,
} from '../backends/javascript/runnable.js';
import type { Household } from '../facts/household.js';
import { type Node, walk } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';
import { type Answers, answersNeeded, isOpen } from './answers.js';
import { quickRowReader } from './quick-row.js';
import { plainCopy, plainReading, type Reading, readFor } from './reading.js';
import type { WorkedOut } from './reasons.js';
import { RecordedValues } from './recorded-values.js';

/** What generated code came to for a household. */
export interface GeneratedDecision {
  readonly reading: Reading;
  /** To be read before the next household is decided. */
  readonly answers: Answers;
  /** From the truths that were recorded; kept as long as somebody may ask why. */
  readonly worked: WorkedOut;
}

/** Generated code at work for assessments of one household after the other. */
export class GeneratedDecider {
  private readonly policy: Policy;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly generated: GeneratedProgram;
  private readonly running: RunningProgram;
  private readonly answers: Answers;
  private readonly record: RecordReader;
  private readonly values: RecordedValues;
  private readonly readRow: ((household: unknown) => Row | undefined) | undefined;
  private readonly decideOn: (row: Row, on: string) => boolean;
  private readonly figuresNow: Float64Array;

  private constructor(
    policy: Policy,
    nodes: ReadonlyMap<string, Node>,
    generated: GeneratedProgram,
    running: RunningProgram,
    answers: Answers,
  ) {
    this.policy = policy;
    this.nodes = nodes;
    this.generated = generated;
    this.running = running;
    this.decideOn = decideOnDay(running);
    this.record = new RecordReader(generated.layout, nodes);
    this.values = new RecordedValues(policy, nodes, generated.layout.figures);
    this.readRow = quickRowReader(generated.layout, policy.program);
    this.answers = answers;
    this.figuresNow = new Float64Array(2 * generated.layout.figures.length);
  }

  /** Undefined where the host allows no code from text, or generated code cannot say every answer of the policy. */
  static of(policy: Policy, nodes: ReadonlyMap<string, Node>): GeneratedDecider | undefined {
    if (!canGenerate()) return undefined;
    const { truths, texts, possible, missing } = answersNeeded(policy);
    const generated = generateJavaScript(policy.program, {
      answers: [...truths, ...texts, ...possible, ...missing],
      leaves: true,
      figures: comparedDefinitions(policy.program.definitions.flatMap(({ node }) => [...walk(node)])),
    });
    const running = runnable(generated);
    const readers = answerReaders(generated, running);
    const truthOf = everyOne(truths, readers.truth);
    const textOf = everyOne(texts, readers.text);
    const textsOf = everyOne([...possible, ...missing], readers.texts);
    if (truthOf === undefined || textOf === undefined || textsOf === undefined) return undefined;
    return new GeneratedDecider(policy, nodes, generated, running, {
      truth: truthOf,
      text: textOf,
      texts: textsOf,
    });
  }

  /**
   * Without answers where the interpreter has to decide: of what cannot be used, and of numbers that left the exact ones.
   * @param isForNow of a household that nobody changes, and that is told before the next one is decided.
   */
  decide(
    household: Household,
    on: string,
    isForNow: boolean,
  ): GeneratedDecision | { readonly reading: Reading; readonly answers?: undefined } {
    const { policy, nodes } = this;
    const copy = isForNow ? household : (plainCopy(household) as Household);
    const plain = this.readRow?.(copy);
    const reading =
      plain === undefined
        ? readFor(policy, nodes, copy, on, [])
        : plainReading({ policy, nodes, on, household: copy });
    const isUsable = plain !== undefined || reading.unusable.size === 0;
    const row = isUsable ? (plain ?? rowOf(this.generated.layout, reading.facts)) : undefined;
    if (row === undefined || !this.workOut(row, on)) return { reading };
    return { reading, answers: this.answers, worked: this.workedOut(reading, isForNow) };
  }

  /** Nothing of the caller's runs from here to the answers, so the day is this household's. */
  private workOut(row: Row, on: string): boolean {
    if (!this.decideOn(row, on)) return false;
    const outcomes = [OUTCOMES.identification, OUTCOMES.exit].map((name) => this.answers.text(name) ?? '');
    return !outcomes.some(isOpen) || this.running.missing();
  }

  private workedOut(reading: Reading, isForNow: boolean): WorkedOut {
    const { running, record } = this;
    const figures = isForNow ? this.figuresNow : new Float64Array(this.figuresNow.length);
    running.figures?.(figures);
    const truth = isForNow ? record.now(running.W) : record.of(running.W);
    return this.values.of(reading, { truth, figures });
  }
}

/** A reader for each of the names, as one function; undefined where one has none. */
function everyOne<Answer>(
  names: readonly string[],
  readerOf: (name: string) => (() => Answer) | undefined,
): ((name: string) => Answer) | undefined {
  const readers = new Map(names.map((name) => [name, readerOf(name)] as const));
  if ([...readers.values()].includes(undefined)) return undefined;
  return (name) => {
    const reader = readers.get(name);
    if (reader === undefined) throw new Error(`"${name}" was not asked for when the code was generated.`);
    return reader();
  };
}
