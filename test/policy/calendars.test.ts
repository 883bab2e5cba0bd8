import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../rules/national/common/calendars/', import.meta.url));
const MILLISECONDS_OF_A_DAY = 86_400_000;

interface Calendar {
  readonly kind: string;
  readonly year: number;
  readonly document: string;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

interface Notice {
  readonly title: string;
  readonly number?: string;
  readonly issuer: string;
  readonly date: string;
  readonly confidence: string;
  readonly address?: string;
  readonly note?: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(FOLDER + file, 'utf8'));
const calendarFiles = readdirSync(FOLDER)
  .filter((file) => /^\d{4}\.json$/.test(file))
  .sort();
const calendars = calendarFiles.map((file) => ({ file, calendar: read(file) as Calendar }));
const { documents } = read('documents.json') as { documents: Readonly<Record<string, Notice>> };

const calendarOf = (year: number): Calendar => {
  const found = calendars.find(({ calendar }) => calendar.year === year);
  if (found === undefined) throw new Error(`there is no calendar of ${year}`);
  return found.calendar;
};
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_OF_A_DAY;
const dayOf = (number: number): string => new Date(number * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const isWorkingDay = (calendar: Calendar, day: string): boolean =>
  calendar.workdays.includes(day) || !(isWeekend(day) || calendar.holidays.includes(day));

function daysBetween(from: string, to: string): string[] {
  const first = numberOf(from);
  return Array.from({ length: numberOf(to) - first + 1 }, (_, index) => dayOf(first + index));
}

const daysOfYear = (year: number): string[] => daysBetween(`${year}-01-01`, `${year}-12-31`);

/** Runs of holidays that follow each other without a day between them. */
function blocksOf(calendar: Calendar): string[][] {
  const blocks: string[][] = [];
  for (const day of calendar.holidays) {
    const block = blocks.at(-1);
    const last = block?.at(-1);
    if (block !== undefined && last !== undefined && numberOf(day) === numberOf(last) + 1) block.push(day);
    else blocks.push([day]);
  }
  return blocks;
}

describe('the folder of working-day calendars', () => {
  test('has one calendar for each year from 2021 on, without a gap', () => {
    const years = calendars.map(({ calendar }) => calendar.year);
    expect(years.length).toBeGreaterThanOrEqual(6);
    expect(years).toEqual(years.map((_, index) => 2021 + index));
  });

  test('holds nothing but calendars and their documents', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...calendarFiles, 'documents.json']);
  });
});

describe.each(calendars)('$file', ({ file, calendar }) => {
  const { holidays, workdays, year } = calendar;

  test('is a calendar of the year that its name says', () => {
    expect(calendar.kind).toBe('calendar');
    expect(file).toBe(`${year}.json`);
  });

  test('has only real days of its own year', () => {
    const days = new Set(daysOfYear(year));
    expect([...holidays, ...workdays].filter((day) => !days.has(day))).toEqual([]);
  });

  test('lists its days in order, none twice, and none as both a holiday and a working day', () => {
    expect(holidays).toEqual([...new Set(holidays)].sort());
    expect(workdays).toEqual([...new Set(workdays)].sort());
    expect(workdays.filter((day) => holidays.includes(day))).toEqual([]);
  });

  test('makes up working days only on Saturdays and Sundays', () => {
    expect(workdays.length).toBeGreaterThan(0);
    expect(workdays.filter((day) => !isWeekend(day))).toEqual([]);
  });

  test('has six or seven blocks of at most nine holidays, each of them taking at least one weekday', () => {
    const blocks = blocksOf(calendar);
    expect([6, 7]).toContain(blocks.length);
    expect(blocks.filter((block) => block.length > 9 || block.every(isWeekend))).toEqual([]);
  });

  test('is off on the holidays of a fixed date', () => {
    const fixed = ['01-01', '05-01', '10-01', '10-02', '10-03'].map(
      (monthAndDay) => `${year}-${monthAndDay}`,
    );
    expect(fixed.filter((day) => !holidays.includes(day))).toEqual([]);
  });

  test('makes up working days within a fortnight of a holiday', () => {
    const isNear = (day: string): boolean =>
      holidays.some((holiday) => Math.abs(numberOf(holiday) - numberOf(day)) <= 14);
    expect(workdays.filter((day) => !isNear(day))).toEqual([]);
  });

  test('stands on a notice of the State Council’s office about that year, issued before it began', () => {
    const notice = documents[calendar.document];
    expect(calendar.document).toBe(`holidayNotice${year}`);
    expect(notice).toMatchObject({
      title: `国务院办公厅关于${year}年部分节假日安排的通知`,
      issuer: '国务院办公厅',
    });
    expect(notice?.date).toMatch(new RegExp(`^${year - 1}-\\d{2}-\\d{2}$`));
  });
});

describe('the documents of the calendars', () => {
  test('are exactly those that a calendar names', () => {
    expect(Object.keys(documents).sort()).toEqual(calendars.map(({ calendar }) => calendar.document).sort());
  });

  test.each(Object.entries(documents))(
    '%s has a number of the year of its date, or says that none was seen',
    (_, notice) => {
      if (notice.number === undefined) expect(notice.note).toContain('文号未见');
      else expect(notice.number).toMatch(new RegExp(`^国办发明电〔${notice.date.slice(0, 4)}〕[1-9]\\d*号$`));
    },
  );

  test.each(Object.entries(documents))('%s has an address on a government site, or none', (_, notice) => {
    if (notice.address !== undefined) expect(new URL(notice.address).hostname).toMatch(/(^|\.)gov\.cn$/);
  });
});

/** What each notice says, in its own words without the reasons; written out apart from the files. */
const NOTICES = [
  {
    year: 2021,
    off: '1月1日至3日，2月11日至17日，4月3日至5日，5月1日至5日，6月12日至14日，9月19日至21日，10月1日至7日',
    worked: '2月7日，2月20日，4月25日，5月8日，9月18日，9月26日，10月9日',
  },
  {
    year: 2022,
    off: '1月1日至3日，1月31日至2月6日，4月3日至5日，4月30日至5月4日，6月3日至5日，9月10日至12日，10月1日至7日',
    worked: '1月29日，1月30日，4月2日，4月24日，5月7日，10月8日，10月9日',
  },
  {
    year: 2023, // The first holiday of the notice begins on 31 December 2022.
    off: '1月1日至2日，1月21日至27日，4月5日，4月29日至5月3日，6月22日至24日，9月29日至10月6日',
    worked: '1月28日，1月29日，4月23日，5月6日，6月25日，10月7日，10月8日',
  },
  {
    year: 2024,
    off: '1月1日，2月10日至17日，4月4日至6日，5月1日至5日，6月10日，9月15日至17日，10月1日至7日',
    worked: '2月4日，2月18日，4月7日，4月28日，5月11日，9月14日，9月29日，10月12日',
  },
  {
    year: 2025,
    off: '1月1日，1月28日至2月4日，4月4日至6日，5月1日至5日，5月31日至6月2日，10月1日至8日',
    worked: '1月26日，2月8日，4月27日，9月28日，10月11日',
  },
  {
    year: 2026,
    off: '1月1日至3日，2月15日至23日，4月4日至6日，5月1日至5日，6月19日至21日，9月25日至27日，10月1日至7日',
    worked: '1月4日，2月14日，2月28日，5月9日，9月20日，10月10日',
  },
];

/** The days of `3月1日，4月30日至5月2日，6月3日至5日`. */
function daysNamed(year: number, words: string): string[] {
  const dayIn = (month: string, day: string): string =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return words.split('，').flatMap((part) => {
    const found = /^(\d+)月(\d+)日(?:至(?:(\d+)月)?(\d+)日)?$/.exec(part);
    if (found === null) throw new Error(`no days in ${part}`);
    const [, month = '', day = '', lastMonth = month, lastDay = day] = found;
    return daysBetween(dayIn(month, day), dayIn(lastMonth, lastDay));
  });
}

describe('the words of the notices', () => {
  test('are here for every calendar that ships', () => {
    expect(NOTICES.map(({ year }) => year)).toEqual(calendars.map(({ calendar }) => calendar.year));
  });

  test.each(NOTICES)('of $year give exactly the days of its calendar', ({ year, off, worked }) => {
    expect(calendarOf(year).holidays).toEqual(daysNamed(year, off));
    expect(calendarOf(year).workdays).toEqual(daysNamed(year, worked));
  });
});

/** The public holidays: eleven days (全国年节及纪念日放假办法 of 2013), and two more from 2025 on, as the notice of 2025 says. */
const COUNTS = [
  { year: 2021, days: 365, workingDays: 250, publicHolidays: 11 },
  { year: 2022, days: 365, workingDays: 249, publicHolidays: 11 },
  { year: 2023, days: 365, workingDays: 249, publicHolidays: 11 },
  { year: 2024, days: 366, workingDays: 251, publicHolidays: 11 },
  { year: 2025, days: 365, workingDays: 248, publicHolidays: 13 },
  { year: 2026, days: 365, workingDays: 248, publicHolidays: 13 },
];

describe('counts of days', () => {
  test('are known for every calendar that ships', () => {
    expect(COUNTS.map(({ year }) => year)).toEqual(calendars.map(({ calendar }) => calendar.year));
  });

  test.each(COUNTS)(
    '$year has $workingDays working days, by the notice, as chinese-days 1.5.7 and chinesecalendar 1.11.0 also say',
    ({ year, days, workingDays }) => {
      const calendar = calendarOf(year);
      expect(daysOfYear(year)).toHaveLength(days);
      expect(daysOfYear(year).filter((day) => isWorkingDay(calendar, day))).toHaveLength(workingDays);
    },
  );

  test.each(COUNTS)(
    '$year takes $publicHolidays weekdays more than it makes up: each public holiday costs one working day',
    ({ year, publicHolidays }) => {
      const { holidays, workdays } = calendarOf(year);
      expect(holidays.filter((day) => !isWeekend(day)).length - workdays.length).toBe(publicHolidays);
    },
  );
});

describe('days that are easily got wrong', () => {
  test.each<[day: string, works: boolean, why: string]>([
    ['2022-01-30', true, 'a Sunday worked before the Spring Festival'],
    ['2022-12-31', false, 'a Saturday, off although its holiday is in the notice of 2023'],
    ['2023-01-03', true, 'the day after New Year, which chinese-workday 1.16.1 has as a holiday'],
    ['2023-06-25', true, 'a Sunday worked after the Dragon Boat Festival'],
    ['2024-02-09', true, 'New Year’s Eve, for which the notice only encourages leave'],
    ['2024-06-08', false, 'a Saturday that merely adjoins the Dragon Boat Festival'],
    ['2025-01-02', true, 'the day after New Year, a holiday of one day that year'],
    ['2025-01-28', false, 'New Year’s Eve, a public holiday from 2025 on'],
    ['2025-10-08', false, 'the eighth day, as the Mid-Autumn Festival falls in the National Day holiday'],
    ['2026-02-23', false, 'the ninth day of the Spring Festival'],
    ['2026-09-20', true, 'a Sunday worked eleven days before the National Day'],
  ])('%s: a working day is %s: %s', (day, works) => {
    expect(isWorkingDay(calendarOf(Number(day.slice(0, 4))), day)).toBe(works);
  });
});
