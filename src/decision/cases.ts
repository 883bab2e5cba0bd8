import { type Code, codesOf } from '../facts/code-lists.js';
import { compareText, type Day, isDay } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import type { Assessment } from './assessment.js';

/**
 * Word that a household may be in difficulty, by one of the channels. A clue opens a check; it never identifies.
 * What is not known is left out.
 */
export interface Clue {
  /** The household number; without it the clue belongs to no case yet. */
  readonly householdId?: string | undefined;
  /** A code of the list `clueChannel`: own application, grass-roots check, department's warning. */
  readonly channel?: string | undefined;
  /** `YYYY-MM-DD`; deadlines count from it. */
  readonly receivedOn?: string | undefined;
  /** The department that sent it. */
  readonly department?: string | undefined;
  /** A code of the list `risk`. */
  readonly about?: string | undefined;
  /** The rule that gave the alert, of a clue made from an assessment. */
  readonly alert?: string | undefined;
  readonly note?: string | undefined;
}

/** That the case of a household was closed: found to be nothing, identified and later released, or else. */
export interface Closing {
  readonly householdId: string;
  /** `YYYY-MM-DD`. A clue of that day still belongs to the case that was closed; a later one opens a new case. */
  readonly closedOn: string;
}

/** A clue of a case. */
export interface CaseClue extends Omit<Clue, 'householdId' | 'receivedOn' | 'note'> {
  readonly receivedOn: Day;
  /** How often it came: same household, channel, department, subject, alert and day. */
  readonly times: number;
  /** All notes that came with it, each once. */
  readonly notes: readonly string[];
}

/**
 * What is looked into for one household. It says nothing of how it ends: whether the household is identified is
 * decided by an assessment and by people.
 */
export interface HouseholdCase {
  readonly householdId: string;
  /** The day of the first clue, on which the procedure starts. */
  readonly openedOn: Day;
  /** Absent while the case is open. */
  readonly closedOn?: Day;
  /** In order of time. */
  readonly clues: readonly CaseClue[];
}

/** A clue that belongs to no case, as it came, and why. */
export interface UnassignedClue {
  readonly clue: Clue;
  readonly issue: Issue;
}

export interface MergedClues {
  /** By household number, then by time. */
  readonly cases: readonly HouseholdCase[];
  readonly unassigned: readonly UnassignedClue[];
  /** Clues with a channel that nobody knows, closings that could not be used or that close nothing. */
  readonly issues: readonly Issue[];
}

/**
 * Merges the clues of all channels into one case a household. A clue that comes while the case is open joins it; one
 * that comes after it was closed opens a new one. The same clue twice is kept once and counted. A clue without
 * household number or day is not lost: it stands in `unassigned`. The order of the input does not matter.
 */
export function mergeClues(clues: readonly Clue[], closings: readonly Closing[] = []): MergedClues {
  const issues: Issue[] = [];
  const unassigned: UnassignedClue[] = [];
  const households = new Map<string, { readonly clues: KnownClue[]; readonly closedOn: Day[] }>();
  const householdOf = (given: string) => {
    // As lists are read: a stray blank or a full-width letter makes no other household.
    const householdId = given.normalize('NFKC').trim();
    const known = households.get(householdId) ?? { clues: [], closedOn: [] };
    households.set(householdId, known);
    return known;
  };
  for (const clue of clues) {
    const fault = faultOf(clue);
    if (fault !== undefined) unassigned.push(Object.freeze({ clue, issue: fault }));
    else householdOf((clue as KnownClue).householdId).clues.push(clue as KnownClue);
  }
  for (const closing of closings) {
    const { householdId, closedOn } = closing ?? {};
    if (isNumber(householdId) && isExistingDay(closedOn)) householdOf(householdId).closedOn.push(closedOn);
    else issues.push(issue('closingNotReadable', ['closings']));
  }
  const cases = [...households]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([householdId, known]) => casesOf(householdId, known.clues, known.closedOn, issues));
  issues.push(...channelIssues(cases));
  return Object.freeze({
    cases: Object.freeze(cases),
    unassigned: Object.freeze(unassigned.sort((a, b) => compareText(textOf(a.clue), textOf(b.clue)))),
    issues: Object.freeze(issues.sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)))),
  });
}

type KnownClue = Clue & { readonly householdId: string; readonly receivedOn: Day };

const isNumber = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isExistingDay = (value: unknown): value is Day => typeof value === 'string' && isDay(value);

/** Why a clue belongs to no case; undefined if it belongs to one. */
function faultOf(clue: Clue): Issue | undefined {
  if (typeof clue !== 'object' || clue === null) return issue('clueNotReadable', ['clues']);
  if (!isNumber(clue.householdId)) return issue('clueWithoutHousehold', ['clues', 'householdId']);
  return isExistingDay(clue.receivedOn) ? undefined : issue('clueWithoutDay', ['clues', 'receivedOn']);
}

/** A clue as text, for a defined order: nothing else reads it. */
const textOf = (clue: Clue): string =>
  typeof clue === 'object' && clue !== null
    ? JSON.stringify(Object.entries(clue).sort(([a], [b]) => compareText(a, b)))
    : String(JSON.stringify(clue));

/** What makes two clues of a household the same. */
const IDENTITY = ['receivedOn', 'channel', 'department', 'about', 'alert'] as const;
const identityOf = (clue: Clue): string => JSON.stringify(IDENTITY.map((key) => clue[key] ?? null));

function casesOf(
  householdId: string,
  clues: readonly KnownClue[],
  closings: readonly Day[],
  issues: Issue[],
): HouseholdCase[] {
  const ends = [...new Set(closings)].sort(compareText);
  let left = clues;
  // The last entry is the case that is still open.
  return [...ends, undefined].flatMap((closedOn): HouseholdCase[] => {
    const isOwn = (clue: KnownClue): boolean => closedOn === undefined || clue.receivedOn <= closedOn;
    const own = left.filter(isOwn);
    left = left.filter((clue) => !isOwn(clue));
    if (own.length === 0) {
      if (closedOn !== undefined)
        issues.push(issue('closingWithoutCase', ['closings'], { closedOn }, 'warning'));
      return [];
    }
    const kept = onceEach(own);
    const [first] = kept;
    const openedOn = (first as CaseClue).receivedOn;
    const opened = { householdId, openedOn, ...(closedOn === undefined ? {} : { closedOn }) };
    return [Object.freeze({ ...opened, clues: Object.freeze(kept) })];
  });
}

/** Each clue once, in order of time, with how often it came. */
function onceEach(clues: readonly KnownClue[]): CaseClue[] {
  const groups = new Map<string, KnownClue[]>();
  for (const clue of clues) {
    const identity = identityOf(clue);
    groups.set(identity, [...(groups.get(identity) ?? []), clue]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, same]) => {
      const { receivedOn, channel, department, about, alert } = same[0] as KnownClue;
      const notes = same.flatMap(({ note }) => (note === undefined || note === '' ? [] : [note]));
      return Object.freeze({
        receivedOn,
        ...(channel === undefined ? {} : { channel }),
        ...(department === undefined ? {} : { department }),
        ...(about === undefined ? {} : { about }),
        ...(alert === undefined ? {} : { alert }),
        times: same.length,
        notes: Object.freeze([...new Set(notes)].sort(compareText)),
      });
    });
}

const CHANNELS = codesOf('clueChannel');

/** One warning for each channel that is not in the code list, however many clues have it. */
function channelIssues(cases: readonly HouseholdCase[]): Issue[] {
  const used = cases.flatMap((each) => each.clues.map(({ channel }) => channel));
  const unknown = [...new Set(used)].filter(
    (channel) => channel === undefined || !(CHANNELS as readonly string[]).includes(channel),
  );
  const codes = CHANNELS.join('、');
  return unknown.map(() => issue('clueChannelUnknown', ['clues', 'channel'], { codes }, 'warning'));
}

const FROM_DEPARTMENT: Code<'clueChannel'> = '部门预警';
const FROM_CHECK: Code<'clueChannel'> = '基层排查';

/**
 * The alerts of an assessment that hold for certain, as clues of its day. Those that only may hold are no clues
 * yet: what is missing for them has to be found out first.
 */
export function cluesOfAlerts(assessment: Assessment, householdId: string): readonly Clue[] {
  return assessment.alerts.certain.map(({ rule, code, department }) =>
    Object.freeze({
      householdId,
      channel: department === undefined ? FROM_CHECK : FROM_DEPARTMENT,
      receivedOn: assessment.on,
      ...(department === undefined ? {} : { department }),
      ...(code === undefined ? {} : { about: code }),
      alert: rule,
    }),
  );
}
