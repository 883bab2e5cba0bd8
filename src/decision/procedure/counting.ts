import { type Day, daysBetween } from '../../values/day.js';
import {
  addWorkingDays,
  type Calendars,
  type DayReached,
  exactlyOn,
  shifted,
  subtractWorkingDays,
  workingDayFrom,
  workingDaysBetween,
} from './working-days.js';

/** Calendar days, or working days of the calendars. */
export type DayUnit = 'days' | 'workingDays';

/** So many days. */
export interface DayCount {
  readonly days: number;
  readonly unit: DayUnit;
}

/**
 * What becomes of a deadline in calendar days whose last day is a day off. `stands`: it stays where it is, as no
 * document on the mechanism says otherwise; the default. `moves`: to the next working day, which is what
 * 《民法典》第二百零三条 lays down for periods under civil law, for a county that follows it here as well.
 */
export type LastDayOff = 'stands' | 'moves';

/** What days are counted with. */
export interface Counting {
  readonly calendars: Calendars;
  readonly lastDayOff: LastDayOff;
}

const joined = (day: Day, reached: readonly DayReached[]): DayReached => {
  const years = [...new Set(reached.flatMap(({ yearsWithoutCalendar }) => yearsWithoutCalendar))].sort();
  return { day, estimated: years.length > 0, yearsWithoutCalendar: years };
};

/** The day that is so many days after another; the first is the day after it. */
export function countFrom(start: DayReached, { days, unit }: DayCount, { calendars }: Counting): DayReached {
  const reached =
    unit === 'workingDays' ? addWorkingDays(start.day, days, calendars) : exactlyOn(shifted(start.day, days));
  return joined(reached.day, [start, reached]);
}

/** The last day of a deadline that is counted from a day. */
export function deadlineFrom(start: DayReached, count: DayCount, counting: Counting): DayReached {
  const reached = countFrom(start, count, counting);
  if (count.unit === 'workingDays' || counting.lastDayOff === 'stands') return reached;
  const moved = workingDayFrom(reached.day, counting.calendars);
  return joined(moved.day, [reached, moved]);
}

/** The last day from which so many days still fit up to another. */
export function countBack(end: DayReached, { days, unit }: DayCount, { calendars }: Counting): DayReached {
  const reached =
    unit === 'workingDays'
      ? subtractWorkingDays(end.day, days, calendars)
      : exactlyOn(shifted(end.day, -days));
  return joined(reached.day, [end, reached]);
}

/**
 * By how many days something comes after its day; 0 if it does not. A day off after the last working day counts
 * as one working day: the deadline is over, even if the next working day has not begun.
 */
export function daysPast(due: Day, day: Day, unit: DayUnit, { calendars }: Counting): DayCount {
  if (day <= due) return { days: 0, unit };
  const days = unit === 'days' ? daysBetween(due, day) : workingDaysBetween(due, day, calendars);
  return { days: Math.max(days, 1), unit };
}

/** How many days there are from one day to another, the first not counted; 0 if the second is not later. */
export const daysFrom = (from: Day, to: Day, unit: DayUnit, { calendars }: Counting): number =>
  to <= from ? 0 : unit === 'days' ? daysBetween(from, to) : workingDaysBetween(from, to, calendars);

/** The latest, or the earliest, of several days; undefined if one is not known, and `none` if there are none. */
export const latestOf = (
  days: readonly (DayReached | undefined)[],
  none: DayReached | undefined,
): DayReached | undefined => pick(days, none, (a, b) => a.day >= b.day);
export const earliestOf = (
  days: readonly (DayReached | undefined)[],
  none: DayReached | undefined,
): DayReached | undefined => pick(days, none, (a, b) => a.day <= b.day);

function pick(
  days: readonly (DayReached | undefined)[],
  none: DayReached | undefined,
  isFirst: (a: DayReached, b: DayReached) => boolean,
): DayReached | undefined {
  const known = days.filter((day) => day !== undefined);
  if (known.length < days.length) return undefined;
  const [first, ...rest] = known;
  if (first === undefined) return none;
  return joined(rest.reduce((best, day) => (isFirst(best, day) ? best : day), first).day, known);
}
