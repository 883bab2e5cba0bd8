import { nodesByName } from '../backends/interpreter/interpreter.js';
import { type GeneratedProgram, generateJavaScript } from '../backends/javascript/generate.js';
import { type Row, rowOf } from '../backends/javascript/rows.js';
import {
  type AnswerReaders,
  answerReaders,
  canGenerate,
  decideOnDay,
  type RunningProgram,
  runnable,
} from '../backends/javascript/runnable.js';
import type { Household } from '../facts/household.js';
import type { Node } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import { requireDay } from '../policy/require-day.js';
import { NO_CONCLUSION, OUTCOMES, possibleConclusions, stageOf } from '../policy/stages.js';
import type { Issue } from '../values/issues.js';
import { type Assessor, compile } from './assess.js';
import { assessOne } from './assess-many.js';
import type { Decided } from './assessment.js';
import {
  ColumnsMaker,
  type DecisionColumns,
  known,
  type PackedColumns,
  STAGE_OF_COLUMN,
  unpackColumns,
} from './decision-columns.js';
import { quickRowReader } from './quick-row.js';
import { type Reading, readFor } from './reading.js';

/** A household to be decided; facts of its source that could not be read there are unknown. */
export interface HouseholdToDecide {
  readonly household: Household;
  readonly unusable?: Iterable<string>;
  /** Its place in the whole input, from 0 on, for what is said of it; its place in this batch if it is not given. */
  readonly place?: number;
}

export interface ColumnDecisions {
  readonly columns: DecisionColumns;
  /** What was found wrong in reading each household, in their order; of those undecided, why. */
  readonly issues: readonly (readonly Issue[])[];
}

/** Where the answers of a household stand in generated code. */
interface Places {
  readonly rules: readonly number[];
  readonly outcome: (name: string) => string;
  readonly stage: (column: keyof typeof STAGE_OF_COLUMN) => Decided;
}

const STAGE_COLUMNS = Object.keys(STAGE_OF_COLUMN) as (keyof typeof STAGE_OF_COLUMN)[];

/**
 * Decides households of one policy into columns, without an assessment of each. Generated code decides where the host
 * allows code from text; else, and where a household holds something that generated code does not decide (a fact that
 * is given and cannot be used, a number out of its range), the interpreter does. The answers are the same.
 */
export class ColumnDecider {
  private readonly assessor: Assessor;
  private readonly policy: Policy;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly quick: QuickDecider | undefined;

  /** @param generate whether code may be generated; where the host does not allow it, it is not. */
  constructor(assessor: Assessor, generate = true) {
    // Here what generated code does not decide comes to be assessed, and nothing else.
    this.assessor = compile(assessor.policy, { generate: false });
    this.policy = assessor.policy;
    this.nodes = nodesByName(this.policy.program);
    this.quick = generate && canGenerate() ? QuickDecider.of(this.policy) : undefined;
  }

  /** Whether generated code decides what it can. */
  get isGenerated(): boolean {
    return this.quick !== undefined;
  }

  /**
   * Decides households; undefined stands for a place that is left undecided.
   * @param stop asked before each household; once it says so, the rest is left undecided.
   * @throws DixianError if the day does not exist or lies outside the policy's validity.
   */
  decide(
    households: readonly (HouseholdToDecide | undefined)[],
    on: string,
    stop: () => boolean = () => false,
  ): ColumnDecisions {
    const { columns, issues } = this.decidePacked(households, on, stop);
    return { columns: unpackColumns(this.policy, columns), issues };
  }

  /** The same, with its columns as few values. */
  decidePacked(
    households: readonly (HouseholdToDecide | undefined)[],
    on: string,
    stop: () => boolean = () => false,
  ): { readonly columns: PackedColumns; readonly issues: ColumnDecisions['issues'] } {
    requireDay(this.policy, on);
    const maker = new ColumnsMaker(this.policy, households.length);
    const issues = households.map((each, index) =>
      each === undefined || stop() ? [] : this.decideOne(each, index, on, maker),
    );
    return { columns: maker.packed(), issues };
  }

  private decideOne(
    each: HouseholdToDecide,
    index: number,
    on: string,
    maker: ColumnsMaker,
  ): readonly Issue[] {
    const unusable = [...(each.unusable ?? [])];
    const { quick } = this;
    if (quick !== undefined && unusable.length === 0) {
      // Most households are plain and whole; the others are read with care.
      const row = this.rowOf(each.household);
      if (row !== undefined && quick.decide(row, index, maker, on)) return [];
      const reading = row === undefined ? this.read(each.household, on) : undefined;
      if (reading !== undefined && quick.decideReading(reading, index, maker)) return reading.issues;
    }
    const result = assessOne(this.assessor, each.household, each.place ?? index, { on, unusable });
    if (result.assessment === undefined) return result.issues;
    maker.putAssessment(index, result.assessment);
    return result.assessment.issues;
  }

  private rowOf(household: Household): Row | undefined {
    try {
      return this.quick?.readRow?.(household);
    } catch {
      return undefined;
    }
  }

  /** Undefined for what throws when it is read. */
  private read(household: Household, on: string): Reading | undefined {
    try {
      return readFor(this.policy, this.nodes, household, on, []);
    } catch {
      return undefined;
    }
  }
}

/** Generated code at work for columns. */
class QuickDecider {
  private readonly generated: GeneratedProgram;
  private readonly running: RunningProgram;
  private readonly places: Places;
  private readonly decideOn: (row: Row, on: string) => boolean;
  /** Undefined, or giving undefined, for what has to be read with care. */
  readonly readRow: ((household: unknown) => Row | undefined) | undefined;

  private constructor(policy: Policy, generated: GeneratedProgram, running: RunningProgram, places: Places) {
    this.generated = generated;
    this.running = running;
    this.decideOn = decideOnDay(running);
    this.places = places;
    this.readRow = quickRowReader(generated.layout, policy.program);
  }

  /** Undefined where generated code cannot say every answer of the policy. */
  static of(policy: Policy): QuickDecider | undefined {
    const { rules } = new ColumnsMaker(policy, 0);
    const stages = Object.values(STAGE_OF_COLUMN);
    const answers = [
      ...rules,
      OUTCOMES.identification,
      OUTCOMES.exit,
      ...stages.map((stage) => stageOf(stage).conclusion as string),
      ...stages.map(possibleConclusions),
    ];
    const generated = generateJavaScript(policy.program, { answers });
    const running = runnable(generated);
    const places = placesOf(policy, generated, running);
    return places === undefined ? undefined : new QuickDecider(policy, generated, running, places);
  }

  /** False where the interpreter has to decide. */
  decideReading(reading: Reading, index: number, maker: ColumnsMaker): boolean {
    if (reading.unusable.size > 0) return false;
    const row = rowOf(this.generated.layout, reading.facts);
    return row !== undefined && this.decide(row, index, maker, reading.on);
  }

  /** False where the interpreter has to decide. */
  decide(row: Row, index: number, maker: ColumnsMaker, on: string): boolean {
    // For each household: what the caller runs between two may decide those of another day.
    if (!this.decideOn(row, on)) return false;
    const { rules, outcome, stage } = this.places;
    const { T } = this.running;
    maker.markDecided(index);
    rules.forEach((from, place) => {
      // Below 0 stands the same truth of every household: -1 false, -3 unknown, -4 true.
      maker.putTruth(place, index, from < 0 ? -from - 1 : (T[from] as number));
    });
    const exit = outcome(OUTCOMES.exit);
    maker.putCode('identification', index, known(outcome(OUTCOMES.identification)));
    maker.putCode('exit', index, known(exit));
    for (const column of STAGE_COLUMNS)
      maker.putCode(
        column,
        index,
        column === 'exitMode' && exit === 'notApplicable' ? known(NO_CONCLUSION) : stage(column),
      );
    return true;
  }
}

/** Undefined where one of the answers has no place. */
function placesOf(policy: Policy, generated: GeneratedProgram, running: RunningProgram): Places | undefined {
  const { rules: names } = new ColumnsMaker(policy, 0);
  const rules = names.map((name) => {
    const answer = generated.layout.answers.get(name);
    if (answer?.kind !== 'truth') return undefined;
    return answer.place ?? -1 - Number(answer.constant);
  });
  const readers = answerReaders(generated, running);
  const stages = new Map(STAGE_COLUMNS.map((column) => [column, stageReader(column, readers)] as const));
  const outcomes = new Map(
    [OUTCOMES.identification, OUTCOMES.exit].map((name) => [name as string, readers.text(name)]),
  );
  const isWhole =
    rules.every((place) => place !== undefined && !Number.isNaN(place)) &&
    ![...stages.values(), ...outcomes.values()].includes(undefined);
  if (!isWhole) return undefined;
  return {
    rules: rules as readonly number[],
    outcome: (name) => outcomes.get(name)?.() ?? '',
    stage: (column) => (stages.get(column) as () => Decided)(),
  };
}

function stageReader(
  column: keyof typeof STAGE_OF_COLUMN,
  readers: AnswerReaders,
): (() => Decided) | undefined {
  const stage = STAGE_OF_COLUMN[column];
  const conclusion = readers.text(stageOf(stage).conclusion as string);
  const possible = readers.texts(possibleConclusions(stage));
  if (conclusion === undefined || possible === undefined) return undefined;
  return () => {
    const answer = conclusion();
    return answer === undefined ? { answer, possible: [...new Set(possible())] } : known(answer);
  };
}
