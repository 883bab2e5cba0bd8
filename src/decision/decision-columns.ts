import { codesOf } from '../facts/code-lists.js';
import type { Policy } from '../policy/policy.js';
import { NO_CONCLUSION, STAGE_NAMES, type StageName, stageOf } from '../policy/stages.js';
import type { Truth } from '../values/truth.js';
import type { Assessment, Decided, ExitOutcome, IdentificationOutcome } from './assessment.js';

/** In a column of codes: more than one is still possible. */
export const OPEN_CODE = 254;
/** In a column of codes: the household could not be decided. */
export const UNDECIDED_CODE = 255;
/** Truths as bytes: bit 0 is "is true", bit 1 is "is not false". */
export const TRUTH_BYTES: Readonly<Record<Truth, number>> = Object.freeze({ false: 0, unknown: 2, true: 3 });
/** In a column of truths: the household could not be decided. Not one of the three truths. */
export const UNDECIDED_TRUTH = 1;

/** One answer a household, out of a closed list. */
export interface CodeColumn {
  /** What the numbers of `answer` and the bits of `possible` stand for. */
  readonly codes: readonly string[];
  /** Places in `codes`, or `OPEN_CODE`, or `UNDECIDED_CODE`. */
  readonly answer: Uint8Array;
  /** Bit n says that `codes[n]` is still possible; one bit where the answer is known, none where it was not decided. */
  readonly possible: Uint32Array;
}

const IDENTIFICATIONS = [
  'identify',
  'review',
  'notIdentified',
  'verify',
  'noStandard',
] as const satisfies readonly IdentificationOutcome[];
const EXITS = [
  'exit',
  'retain',
  'verify',
  'noStandard',
  'notApplicable',
] as const satisfies readonly ExitOutcome[];

/** The stages whose conclusion has a column. */
export const STAGE_OF_COLUMN = {
  category: 'category',
  tier: 'tier',
  track: 'track',
  reassessment: 'reassess',
  exitMode: 'exitMode',
} as const satisfies Record<string, StageName>;

export type CodeColumnName = 'identification' | 'exit' | keyof typeof STAGE_OF_COLUMN;

/** The decisions of some households as columns of numbers, a place for each of them in their order. */
export interface DecisionColumns {
  readonly length: number;
  /** 1: decided; 0: could not be decided. */
  readonly decided: Uint8Array;
  readonly identification: CodeColumn;
  readonly category: CodeColumn;
  readonly tier: CodeColumn;
  readonly track: CodeColumn;
  readonly reassessment: CodeColumn;
  readonly exit: CodeColumn;
  readonly exitMode: CodeColumn;
  /** Of every rule in force, 3 (true), 0 (false) or 2 (unknown) a household; 1 where it was not decided. */
  readonly rules: Readonly<Record<string, Uint8Array>>;
}

/** What a stage can conclude: the names of the catalogue, those that packs add, and none. */
function codesOfStage(policy: Policy, stage: StageName): readonly string[] {
  const { codes } = stageOf(stage);
  const added = Object.keys(policy.codes[stage] ?? {});
  return [...new Set([...(codes === undefined ? [] : codesOf(codes)), ...added, NO_CONCLUSION])];
}

/** What is possible is one number of 32 bits. */
const MOST_CODES = 32;

class CodeColumnMaker {
  readonly column: CodeColumn;
  private readonly places: ReadonlyMap<string, number>;

  constructor(codes: readonly string[], length: number) {
    if (codes.length > MOST_CODES)
      throw new RangeError(
        `这一列有 ${codes.length} 种结论，按列输出最多 ${MOST_CODES} 种。 This column has ${codes.length} answers; columns hold ${MOST_CODES} at most.`,
      );
    this.places = new Map(codes.map((code, place) => [code, place]));
    this.column = {
      codes,
      answer: new Uint8Array(length).fill(UNDECIDED_CODE),
      possible: new Uint32Array(length),
    };
  }

  put(index: number, { answer, possible }: Decided): void {
    const { column, places } = this;
    const placeOf = (code: string): number => {
      const place = places.get(code);
      if (place === undefined) throw new Error(`"${code}" is no answer of this column.`);
      return place;
    };
    column.answer[index] = answer === undefined ? OPEN_CODE : placeOf(answer);
    column.possible[index] = possible.reduce((bits, code) => (bits | (1 << placeOf(code))) >>> 0, 0);
  }
}

/** The rules in force, stage by stage: the order of their columns. */
const rulesOf = (policy: Policy): readonly string[] => STAGE_NAMES.flatMap((stage) => policy.stages[stage]);

/** Columns as few values, for the way from thread to thread: the truths of all rules as one block. */
export interface PackedColumns extends Omit<DecisionColumns, 'rules'> {
  /** Column after column. */
  readonly truths: Uint8Array;
}

/** The columns of a policy's rules out of their block. */
export function unpackColumns(policy: Policy, { truths, ...rest }: PackedColumns): DecisionColumns {
  const { length } = rest;
  const columns = rulesOf(policy).map(
    (rule, place) => [rule, truths.subarray(place * length, (place + 1) * length)] as const,
  );
  return { ...rest, rules: Object.fromEntries(columns) };
}

/** Fills the columns of so many households of a policy, all undecided at first. */
export class ColumnsMaker {
  /** The rules in force, in the order of their columns. */
  readonly rules: readonly string[];
  readonly length: number;
  private readonly policy: Policy;
  private readonly decided: Uint8Array;
  private readonly truths: Uint8Array;
  private readonly codes: Readonly<Record<CodeColumnName, CodeColumnMaker>>;

  constructor(policy: Policy, length: number) {
    const ofStage = (stage: StageName): CodeColumnMaker =>
      new CodeColumnMaker(codesOfStage(policy, stage), length);
    this.length = length;
    this.policy = policy;
    this.rules = rulesOf(policy);
    this.decided = new Uint8Array(length);
    this.truths = new Uint8Array(this.rules.length * length).fill(UNDECIDED_TRUTH);
    this.codes = {
      identification: new CodeColumnMaker(IDENTIFICATIONS, length),
      exit: new CodeColumnMaker(EXITS, length),
      category: ofStage(STAGE_OF_COLUMN.category),
      tier: ofStage(STAGE_OF_COLUMN.tier),
      track: ofStage(STAGE_OF_COLUMN.track),
      reassessment: ofStage(STAGE_OF_COLUMN.reassessment),
      exitMode: ofStage(STAGE_OF_COLUMN.exitMode),
    };
  }

  /** A household whose columns are now put, one by one. */
  markDecided(index: number): void {
    this.decided[index] = 1;
  }

  putCode(name: CodeColumnName, index: number, decided: Decided): void {
    this.codes[name].put(index, decided);
  }

  /** A truth as its byte, of the rule at a place of `rules`. */
  putTruth(place: number, index: number, byte: number): void {
    this.truths[place * this.length + index] = byte;
  }

  putAssessment(index: number, assessment: Assessment): void {
    this.markDecided(index);
    this.putCode('identification', index, known(assessment.identification.outcome));
    this.putCode('exit', index, known(assessment.exit.outcome));
    this.putCode('category', index, assessment.category);
    this.putCode('tier', index, assessment.tier);
    this.putCode('track', index, assessment.track);
    this.putCode('reassessment', index, assessment.reassessment);
    this.putCode('exitMode', index, assessment.exit.mode);
    this.rules.forEach((rule, place) => {
      this.putTruth(place, index, TRUTH_BYTES[assessment.rules[rule] as Truth]);
    });
  }

  made(): DecisionColumns {
    return unpackColumns(this.policy, this.packed());
  }

  packed(): PackedColumns {
    const { length, decided, truths, codes } = this;
    return {
      length,
      decided,
      identification: codes.identification.column,
      category: codes.category.column,
      tier: codes.tier.column,
      track: codes.track.column,
      reassessment: codes.reassessment.column,
      exit: codes.exit.column,
      exitMode: codes.exitMode.column,
      truths,
    };
  }
}

/** An answer that leaves nothing else possible. */
export const known = (answer: string): Decided => ({ answer, possible: [answer] });

/**
 * The decisions of households as columns; `undefined` stands for one that could not be decided. All of them are of one
 * policy, whose rules are the columns.
 */
export function decisionColumns(
  policy: Policy,
  assessments: readonly (Assessment | undefined)[],
): DecisionColumns {
  const maker = new ColumnsMaker(policy, assessments.length);
  assessments.forEach((assessment, index) => {
    if (assessment !== undefined) maker.putAssessment(index, assessment);
  });
  return maker.made();
}
