import { type Issue, type IssueCode, inFile, issue } from '../../values/issues.js';
import { type DecisionLogEntry, EMPTY_LOG, type LogHead } from './entry.js';
import { readEntryLine } from './read-line.js';

/** The most breaks that are told one by one; all are counted. */
const MOST_BREAKS_TOLD = 100;

/** How the log stands to a head that was noted elsewhere. */
export type ExpectedHead =
  /** None was given: an end that was cut off cannot be seen. */
  | { readonly status: 'notGiven' }
  /** It is the last entry. */
  | { readonly status: 'last' }
  /** It is in the log, and so many entries came after it. */
  | { readonly status: 'earlier'; readonly later: number }
  /** No verified entry has it: something was cut off, or it is another log. */
  | { readonly status: 'absent' };

/** What the check of a whole log came to. */
export interface LogVerification {
  /** Whether nothing was found. Whether the end is there is told only by `expectedHead`. */
  readonly isWhole: boolean;
  /** Lines that are not empty, entries or not. */
  readonly lines: number;
  /** Entries that are as they were written and follow from the one before. */
  readonly verified: number;
  readonly head: LogHead;
  readonly expectedHead: ExpectedHead;
  /** What is wrong, with file and line, in the order of the log; at most the first 100. */
  readonly breaks: readonly Issue[];
  readonly breakCount: number;
}

/** Where a line stands. */
export interface LinePlace {
  readonly file: string;
  /** From 1 on in each file. */
  readonly line: number;
}

interface Break {
  readonly place: LinePlace;
  code: IssueCode;
  params: Record<string, number>;
}

/** A gap in the sequence: entries of it that turn up later are out of order, not missing. */
interface Gap {
  readonly sequences: Set<number>;
  readonly from: number;
  readonly to: number;
  readonly break: Break;
  readonly sequence: number;
}

/** Gaps longer than this are told by their ends only. */
const LONGEST_GAP_WATCHED = 65_536;

/** Checks the lines of a log one after the other, and goes on after a break. */
export class LogVerifier {
  private readonly expected: string | undefined;
  private readonly breaks: Break[] = [];
  private readonly gaps: Gap[] = [];
  private breakCount = 0;
  private lines = 0;
  private verified = 0;
  private head: LogHead = EMPTY_LOG;
  /** The hashes that the next entry may name: two after a changed one, which has a stated and a true hash. */
  private linkable: readonly string[] = [EMPTY_LOG.hash];
  /** Lines since the head that are no entries; each may have been one. */
  private unreadable = 0;
  private verifiedUpToExpected: number | undefined;

  constructor(expectedHead?: string) {
    this.expected = expectedHead;
  }

  /**
   * Takes the next line, without its end; undefined if it is no text.
   * @returns the entry if it is as it was written and follows from the one before.
   */
  add(place: LinePlace, text: string | undefined): DecisionLogEntry | undefined {
    this.lines += 1;
    const reading = text === undefined ? ({ kind: 'unreadable' } as const) : readEntryLine(text);
    if (reading.kind === 'intact') return this.addEntry(place, reading.entry);
    this.note(place, reading.kind === 'changed' ? 'logEntryChanged' : 'logEntryUnreadable');
    if (reading.kind === 'changed' && reading.sequence === this.head.sequence + 1)
      this.moveTo({ sequence: reading.sequence, hash: reading.hashes[0] as string }, reading.hashes);
    else this.unreadable += 1;
    return undefined;
  }

  /** Takes a last line that has no end. */
  addUnfinished(place: LinePlace): void {
    this.lines += 1;
    this.unreadable += 1;
    this.note(place, 'logLineUnfinished');
  }

  private addEntry(place: LinePlace, entry: DecisionLogEntry): DecisionLogEntry | undefined {
    const { sequence, previous, hash } = entry;
    const next = this.head.sequence + 1;
    if (sequence < next) {
      this.addLate(place, sequence);
      return undefined;
    }
    const isLinked = sequence === next && this.linkable.includes(previous);
    if (sequence > next + this.unreadable) this.noteGap(place, next, sequence);
    // An unreadable line before it explains why it is not linked, and is told already.
    else if (!isLinked && this.unreadable === 0) this.note(place, 'logEntryNotLinked');
    this.moveTo({ sequence, hash }, [hash]);
    if (!isLinked) return undefined;
    this.verified += 1;
    if (hash === this.expected) this.verifiedUpToExpected = sequence;
    return entry;
  }

  private moveTo(head: LogHead, linkable: readonly string[]): void {
    this.head = head;
    this.linkable = linkable;
    this.unreadable = 0;
  }

  private addLate(place: LinePlace, sequence: number): void {
    const gap = this.gaps.find(({ sequences }) => sequences.has(sequence));
    if (gap === undefined) {
      this.note(place, 'logEntryDoubled', { sequence });
      return;
    }
    this.note(place, 'logEntryOutOfOrder', { sequence });
    gap.sequences.delete(sequence);
    gap.break.params = { from: gap.from, to: gap.to, count: gap.sequences.size };
    if (gap.sequences.size > 0) return;
    gap.break.code = 'logEntryOutOfOrder';
    gap.break.params = { sequence: gap.sequence };
  }

  private noteGap(place: LinePlace, from: number, sequence: number): void {
    const to = sequence - 1;
    const count = to - from + 1 - this.unreadable;
    const noted = this.note(place, 'logEntriesMissing', { from, to, count });
    const isWatched = noted !== undefined && this.unreadable === 0 && count <= LONGEST_GAP_WATCHED;
    if (!isWatched) return;
    const sequences = new Set(Array.from({ length: count }, (_, index) => from + index));
    this.gaps.push({ sequences, from, to, break: noted, sequence });
  }

  /** @returns the break if it is one of those that are told. */
  private note(place: LinePlace, code: IssueCode, params: Record<string, number> = {}): Break | undefined {
    this.breakCount += 1;
    if (this.breaks.length >= MOST_BREAKS_TOLD) return undefined;
    const noted: Break = { place, code, params };
    this.breaks.push(noted);
    return noted;
  }

  /** What the check came to, after the last line. */
  result(): LogVerification {
    const expectedHead = this.expectedHead();
    const breaks = this.breaks.map(({ place, code, params }) =>
      inFile(place.file, issue(code, [], { ...params, line: place.line })),
    );
    const isAbsent = expectedHead.status === 'absent';
    const breakCount = this.breakCount + (isAbsent ? 1 : 0);
    return Object.freeze({
      isWhole: breakCount === 0,
      lines: this.lines,
      verified: this.verified,
      head: this.head,
      expectedHead,
      breaks: Object.freeze(isAbsent ? [...breaks, issue('logHeadAbsent', [])] : breaks),
      breakCount,
    });
  }

  private expectedHead(): ExpectedHead {
    if (this.expected === undefined) return { status: 'notGiven' };
    // The head of an empty log: whatever was written since came later.
    const at = this.expected === EMPTY_LOG.hash ? EMPTY_LOG.sequence : this.verifiedUpToExpected;
    if (at === undefined) return { status: 'absent' };
    const later = this.head.sequence - at;
    return later === 0 ? { status: 'last' } : { status: 'earlier', later };
  }
}
