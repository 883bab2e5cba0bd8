import type { PolicyCalendar } from '../../policy/policy.js';
import { addDays, type Day, daysBetween, isDay } from '../../values/day.js';
import { DixianError, issue } from '../../values/issues.js';

/** Calendars by year, as a policy has them. */
export type Calendars = Readonly<Record<string, Pick<PolicyCalendar, 'holidays' | 'workdays'>>>;

/** Where a count of days arrives. */
export interface DayReached {
  readonly day: Day;
  /**
   * A year on the way has no calendar. Its Saturdays and Sundays were taken as days off and all else as working
   * days, so the day is an estimate until the notice of that year is published.
   */
  readonly estimated: boolean;
  /** Those years, in order; empty if nothing is estimated. */
  readonly yearsWithoutCalendar: readonly string[];
}

/** A day that is given and not counted. */
export const exactlyOn = (day: Day): DayReached => ({ day, estimated: false, yearsWithoutCalendar: [] });

const A_MONDAY: Day = '2024-01-01';
const isWeekend = (day: Day): boolean => ((daysBetween(A_MONDAY, day) % 7) + 7) % 7 >= 5;

/**
 * Whether people work on the day: a made-up working day of its year's calendar, or a day from Monday to Friday
 * that the calendar does not list as a day off. Without a calendar of the year, Monday to Friday.
 */
export function isWorkingDay(day: Day, calendars: Calendars): boolean {
  const calendar = calendars[day.slice(0, 4)];
  if (calendar?.workdays.includes(day) === true) return true;
  return !isWeekend(day) && calendar?.holidays.includes(day) !== true;
}

/** The years of the calendar that were passed and are not there. */
class YearsPassed {
  private readonly calendars: Calendars;
  private readonly without = new Set<string>();

  constructor(calendars: Calendars) {
    this.calendars = calendars;
  }

  /** Looks at a day: whether it is a working day, noting a year without calendar. */
  isWorkingDay(day: Day): boolean {
    const year = day.slice(0, 4);
    if (this.calendars[year] === undefined) this.without.add(year);
    return isWorkingDay(day, this.calendars);
  }

  arrivedOn(day: Day): DayReached {
    const yearsWithoutCalendar = [...this.without].sort();
    return { day, estimated: yearsWithoutCalendar.length > 0, yearsWithoutCalendar };
  }
}

/** @throws DixianError if there is no such day, or the count is not a whole number of 0 or more. */
function requireCountable(day: Day, count: number): void {
  if (typeof day !== 'string' || !isDay(day))
    throw new DixianError([issue('invalidDay', ['day'], { value: String(day), column: 1 })]);
  if (!Number.isSafeInteger(count) || count < 0)
    throw new DixianError([issue('daysNotCountable', ['count'], { count: String(count) })]);
}

/** The next or the last day; @throws DixianError beyond the years that texts of days can hold. */
export function shifted(day: Day, days: number): Day {
  const result = addDays(day, days);
  if (!isDay(result)) throw new DixianError([issue('daysBeyondCalendar', [], { day, days })]);
  return result;
}

/**
 * The day on which the `count`-th working day after `day` falls. The day itself is not counted and the next one
 * is the first that may be: 《民法典》第二百零一条, “按照日计算期间的，开始的当日不计入，自下一日开始计算”. That is
 * the general law of counting days, not a rule of a pack. A count of 0 gives the day itself, working day or not.
 * @throws DixianError if there is no such day, or the count is not a whole number of 0 or more.
 */
export function addWorkingDays(day: Day, count: number, calendars: Calendars): DayReached {
  requireCountable(day, count);
  const years = new YearsPassed(calendars);
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = shifted(reached, 1);
    if (years.isWorkingDay(reached)) left -= 1;
  }
  return years.arrivedOn(reached);
}

/**
 * The last day from which `count` working days still fit up to `day`, that one included: the latest `start` for
 * which `addWorkingDays(start, count)` does not pass `day`. Throws as `addWorkingDays` does.
 */
export function subtractWorkingDays(day: Day, count: number, calendars: Calendars): DayReached {
  requireCountable(day, count);
  const years = new YearsPassed(calendars);
  let reached = day;
  for (let left = count; left > 0; ) {
    if (years.isWorkingDay(reached)) left -= 1;
    reached = shifted(reached, -1);
  }
  return years.arrivedOn(reached);
}

/** How many working days there are after `from` up to `to`, that one included; 0 if `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendars: Calendars): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendars)) count += 1;
  }
  return count;
}

/** The day itself if people work on it, otherwise the next day on which they do. */
export function workingDayFrom(day: Day, calendars: Calendars): DayReached {
  requireCountable(day, 0);
  const years = new YearsPassed(calendars);
  let reached = day;
  while (!years.isWorkingDay(reached)) reached = shifted(reached, 1);
  return years.arrivedOn(reached);
}
