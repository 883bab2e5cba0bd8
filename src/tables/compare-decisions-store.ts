import { comparedNumber } from './household-number.js';
import type { DecisionKey, ReadDecision } from './read-decisions.js';

/** The columns that say what is decided: a household has changed where one of them has. */
export const COMPARED = [
  'identification',
  'category',
  'risks',
  'tier',
  'track',
  'measures',
  'referrals',
  'reassessment',
  'exit',
  'exitMode',
] as const satisfies readonly DecisionKey[];
export type ComparedKey = (typeof COMPARED)[number];

/** Columns whose cells come again and again: each text is kept once, and rows keep its number. */
const SHARED = [
  ...COMPARED,
  'township',
  'on',
  'policy',
  'engine',
  'region',
  'rules',
  'parameters',
] as const satisfies readonly DecisionKey[];
export type SharedKey = (typeof SHARED)[number];

/** Columns that differ from household to household. */
type OwnKey = 'reason' | 'headName';

/** A text that does not keep alive the large one that it was cut out of. */
const detached = (text: string): string => decoder.decode(encoder.encode(text));
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Texts with their numbers, from 0 on; the blank is 0. */
export class SharedTexts {
  private readonly numbers = new Map<string, number>([['', 0]]);
  private readonly texts: string[] = [''];

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const own = detached(text);
    this.numbers.set(own, this.texts.length);
    return this.texts.push(own) - 1;
  }

  textOf(number: number): string {
    return this.texts[number] as string;
  }
}

/** The shared texts of all files of a comparison. */
export type Texts = Readonly<Record<SharedKey, SharedTexts>>;
export const newTexts = (): Texts =>
  Object.fromEntries(SHARED.map((key) => [key, new SharedTexts()])) as Record<SharedKey, SharedTexts>;

/** Whole numbers in a row, four bytes each. */
class Numbers {
  private values = new Uint32Array(1_024);
  private length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] as number;
  }
}

const SMALLEST_BLOCK = 16 * 1024;
const LARGEST_BLOCK = 4 * 1024 * 1024;

/** Texts that are looked at rarely: as UTF-8, in large blocks. */
class PackedTexts {
  private readonly blocks: Uint8Array[] = [];
  private used = 0;
  private readonly places = new Numbers();
  private readonly starts = new Numbers();
  private readonly lengths = new Numbers();

  push(text: string): void {
    const bytes = encoder.encode(text);
    const last = this.blocks.at(-1)?.length ?? 0;
    if (last === 0 || this.used + bytes.length > last) {
      const size = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, 2 * last));
      this.blocks.push(new Uint8Array(Math.max(size, bytes.length)));
      this.used = 0;
    }
    this.places.push(this.blocks.length - 1);
    this.starts.push(this.used);
    this.lengths.push(bytes.length);
    this.blocks.at(-1)?.set(bytes, this.used);
    this.used += bytes.length;
  }

  at(index: number): string {
    const start = this.starts.at(index);
    const block = this.blocks[this.places.at(index)] as Uint8Array;
    return decoder.decode(block.subarray(start, start + this.lengths.at(index)));
  }
}

/** Rows of which something is to be told: how many, and the first of them. */
export interface ToldRows {
  readonly count: number;
  readonly first: readonly number[];
}

const TOLD = 10;
class CountedRows {
  count = 0;
  readonly first: number[] = [];

  add(row: number): void {
    this.count += 1;
    if (this.first.length < TOLD) this.first.push(row);
  }
}

/** The number of a household as two files are matched by it: text, full and half width the same. */
const numberOf = (householdId: string): string => comparedNumber(householdId) as string;

/** What a spreadsheet makes of a long number: the last digits are lost, and many households have the same. */
const SHORTENED = /^\d(?:\.\d+)?E\+\d+$/i;

/** Chinese characters: in which language a file speaks. */
const CHINESE = /[\u3400-\u9fff]/;

/** The decisions of a file, about 600 bytes of memory each. */
export class DecisionStore {
  rows = 0;
  readonly unreadable = new CountedRows();
  readonly withoutNumber = new CountedRows();
  readonly numberLost = new CountedRows();
  /** Rows whose number stood in an earlier row; and how many rows each such number has. */
  readonly repeatedRows = new CountedRows();
  readonly repeats = new Map<string, number>();
  /** The place of each number in this store. */
  readonly byNumber = new Map<string, number>();
  readonly locales = new Set<'zh-CN' | 'en'>();
  private readonly numbers: string[] = [];
  private readonly rowNumbers = new Numbers();
  private readonly shared: Readonly<Record<SharedKey, Numbers>>;
  private readonly own: Readonly<Record<OwnKey, PackedTexts>>;
  private readonly texts: Texts;

  constructor(texts: Texts) {
    this.texts = texts;
    this.shared = Object.fromEntries(SHARED.map((key) => [key, new Numbers()])) as Record<SharedKey, Numbers>;
    this.own = { reason: new PackedTexts(), headName: new PackedTexts() };
  }

  add({ row, cells }: ReadDecision): void {
    this.rows += 1;
    if (cells === undefined) {
      this.unreadable.add(row);
      return;
    }
    const number = numberOf(cells.householdId ?? '');
    if (number === '') {
      this.withoutNumber.add(row);
      return;
    }
    if (SHORTENED.test(number)) {
      this.numberLost.add(row);
      return;
    }
    const outcome = cells.identification ?? '';
    if (outcome !== '') this.locales.add(CHINESE.test(outcome) ? 'zh-CN' : 'en');
    if (this.byNumber.has(number)) {
      this.repeatedRows.add(row);
      this.repeats.set(number, (this.repeats.get(number) ?? 1) + 1);
      return;
    }
    const own = detached(number);
    this.byNumber.set(own, this.numbers.push(own) - 1);
    this.rowNumbers.push(row);
    for (const key of SHARED) this.shared[key].push(this.texts[key].numberOf((cells[key] ?? '').trim()));
    this.own.reason.push(cells.reason ?? '');
    this.own.headName.push(cells.headName ?? '');
  }

  numberAt(index: number): string {
    return this.numbers[index] as string;
  }

  rowAt(index: number): number {
    return this.rowNumbers.at(index);
  }

  /** The number of a shared text; equal texts of all files have equal numbers. */
  sharedAt(index: number, key: SharedKey): number {
    return this.shared[key].at(index);
  }

  /** The texts of a column, each once, in their order. */
  textsOf(key: SharedKey): readonly string[] {
    const numbers = new Set<number>();
    for (let index = 0; index < this.numbers.length; index += 1) numbers.add(this.sharedAt(index, key));
    return [...numbers].map((number) => this.texts[key].textOf(number));
  }

  textAt(index: number, key: SharedKey | OwnKey): string {
    return key === 'reason' || key === 'headName'
      ? this.own[key].at(index)
      : this.texts[key].textOf(this.sharedAt(index, key));
  }
}
