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

/** What the columns of a policy are, however many households they have. */
interface Layout {
  /** The rules in force, stage by stage: the order of their columns. */
  readonly rules: readonly string[];
  readonly codes: ReadonlyMap<CodeColumnName, readonly string[]>;
}

const layouts = new WeakMap<Policy, Layout>();

function layoutOf(policy: Policy): Layout {
  const known = layouts.get(policy);
  if (known !== undefined) return known;
  const stages = Object.entries(STAGE_OF_COLUMN) as [keyof typeof STAGE_OF_COLUMN, StageName][];
  const codes = new Map<CodeColumnName, readonly string[]>([
    ['identification', IDENTIFICATIONS],
    ['exit', EXITS],
    ...stages.map(([column, stage]) => [column, codesOfStage(policy, stage)] as const),
  ]);
  for (const { length } of codes.values())
    if (length > MOST_CODES)
      throw new RangeError(
        `这一列有 ${length} 种结论，按列输出最多 ${MOST_CODES} 种。 This column has ${length} answers; columns hold ${MOST_CODES} at most.`,
      );
  const made = { rules: STAGE_NAMES.flatMap((stage) => policy.stages[stage]), codes };
  layouts.set(policy, made);
  return made;
}

/**
 * Columns as one block of memory, which goes from thread to thread as it is: column after column, first what is
 * possible of each column of codes, then what was decided, then the answers, then the truths of the rules.
 */
export interface PackedColumns {
  readonly length: number;
  readonly bytes: ArrayBuffer;
}

const POSSIBLE_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** How many bytes of a household stand in each column, in their order. */
const widthsOf = ({ rules, codes }: Layout): readonly number[] => [
  ...[...codes].map(() => POSSIBLE_BYTES),
  ...Array.from({ length: 1 + codes.size + rules.length }, () => 1),
];

/** The columns in a block. */
class Views {
  readonly decided: Uint8Array;
  readonly codes: ReadonlyMap<CodeColumnName, CodeColumn>;
  /** Column after column. */
  readonly truths: Uint8Array;

  constructor(layout: Layout, { length, bytes }: PackedColumns) {
    const count = layout.codes.size;
    const decidedAt = POSSIBLE_BYTES * count * length;
    this.decided = new Uint8Array(bytes, decidedAt, length);
    const answersAt = decidedAt + length;
    this.codes = new Map(
      [...layout.codes].map(([name, codes], place) => [
        name,
        {
          codes,
          answer: new Uint8Array(bytes, answersAt + place * length, length),
          possible: new Uint32Array(bytes, POSSIBLE_BYTES * place * length, length),
        },
      ]),
    );
    this.truths = new Uint8Array(bytes, answersAt + count * length);
  }

  code(name: CodeColumnName): CodeColumn {
    return this.codes.get(name) as CodeColumn;
  }
}

/** The columns of a policy out of their block, which they share. */
export function unpackColumns(policy: Policy, packed: PackedColumns): DecisionColumns {
  const layout = layoutOf(policy);
  const views = new Views(layout, packed);
  const { length } = packed;
  const columns = layout.rules.map(
    (rule, place) => [rule, views.truths.subarray(place * length, (place + 1) * length)] as const,
  );
  return {
    length,
    decided: views.decided,
    identification: views.code('identification'),
    category: views.code('category'),
    tier: views.code('tier'),
    track: views.code('track'),
    reassessment: views.code('reassessment'),
    exit: views.code('exit'),
    exitMode: views.code('exitMode'),
    rules: Object.fromEntries(columns),
  };
}

/** Of each household of a block 1 where it was decided, else 0. */
export const decidedOf = (policy: Policy, packed: PackedColumns): Uint8Array =>
  new Views(layoutOf(policy), packed).decided;

/** The columns of some households and of those that come after them, as one. All are of one policy. */
export function joinColumns(policy: Policy, parts: readonly PackedColumns[]): PackedColumns {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const widths = widthsOf(layoutOf(policy));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = new Uint8Array(length * widths.reduce((sum, width) => sum + width, 0));
  let before = 0;
  for (const part of parts) {
    const bytes = new Uint8Array(part.bytes);
    let start = 0;
    for (const width of widths) {
      const column = bytes.subarray(start * part.length, (start + width) * part.length);
      joined.set(column, start * length + before * width);
      start += width;
    }
    before += part.length;
  }
  return { length, bytes: joined.buffer };
}

/** Fills the columns of so many households of a policy, all undecided at first. */
export class ColumnsMaker {
  /** The rules in force, in the order of their columns. */
  readonly rules: readonly string[];
  readonly length: number;
  private readonly policy: Policy;
  private readonly bytes: ArrayBuffer;
  private readonly views: Views;

  constructor(policy: Policy, length: number) {
    const layout = layoutOf(policy);
    this.length = length;
    this.policy = policy;
    this.rules = layout.rules;
    this.bytes = new ArrayBuffer(length * widthsOf(layout).reduce((sum, width) => sum + width, 0));
    this.views = new Views(layout, this.packed());
    for (const { answer } of this.views.codes.values()) answer.fill(UNDECIDED_CODE);
    this.views.truths.fill(UNDECIDED_TRUTH);
  }

  /** A household whose columns are now put, one by one. */
  markDecided(index: number): void {
    this.views.decided[index] = 1;
  }

  putCode(name: CodeColumnName, index: number, { answer, possible }: Decided): void {
    const column = this.views.code(name);
    column.answer[index] = answer === undefined ? OPEN_CODE : placeOf(column, answer);
    let bits = 0;
    for (const code of possible) bits |= 1 << placeOf(column, code);
    column.possible[index] = bits >>> 0;
  }

  /** A truth as its byte, of the rule at a place of `rules`. */
  putTruth(place: number, index: number, byte: number): void {
    this.views.truths[place * this.length + index] = byte;
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
    return { length: this.length, bytes: this.bytes };
  }
}

/** The lists are short. */
function placeOf({ codes }: CodeColumn, code: string): number {
  const place = codes.indexOf(code);
  if (place < 0) throw new Error(`"${code}" is no answer of this column.`);
  return place;
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
