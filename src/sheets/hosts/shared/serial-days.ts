/** Spreadsheets count days from the end of 1899 or from 1904-01-01. */
export type Epoch = 1900 | 1904;

/** Programs that count from 1900 hold that year for a leap year: 60 is a day that never was. */
const PHANTOM_SERIAL = 60;
/** 9999-12-31, from 1900 and from 1904. */
const LAST_SERIAL = 2958465;
const LAST_SERIAL_FROM_1904 = 2957003;
/** From 0000-03-01 to 1899-12-30, in days. */
const DAYS_BEFORE = 693899;
const DAYS_OF_1904 = 1462;
const DAYS_OF_400_YEARS = 146097;

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

export function fourDigits(value: number): string {
  let text = `${value}`;
  while (text.length < 4) text = `0${text}`;
  return text;
}

/** The largest serial number that is a day. */
export function lastSerial(epoch: Epoch): number {
  return epoch === 1904 ? LAST_SERIAL_FROM_1904 : LAST_SERIAL;
}

/** The day, YYYY-MM-DD, that lies so many days after 1899-12-30. */
function dayAfter(days: number): string {
  // Years that begin in March: the leap day is the last of its year.
  const since = days + DAYS_BEFORE;
  const era = Math.floor(since / DAYS_OF_400_YEARS);
  const dayOfEra = since - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / (DAYS_OF_400_YEARS - 1))) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${fourDigits(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/**
 * The day of a serial number, YYYY-MM-DD; of 0 and 60 what a spreadsheet shows, which is no day.
 * @param serial a whole number from 0 to `lastSerial(epoch)`.
 */
export function dayOfSerial(serial: number, epoch: Epoch): string {
  if (epoch === 1904) return dayAfter(serial + DAYS_OF_1904);
  if (serial === 0) return '1900-01-00';
  if (serial === PHANTOM_SERIAL) return '1900-02-29';
  return dayAfter(serial < PHANTOM_SERIAL ? serial + 1 : serial);
}
