/** What the sheets of the workbook are called that the module writes and reads, and the names of their cells. */
export const CONTROL_NAMES = {
  /** The cell with the day of assessment. */
  day: '研判日期',
  /** The cell with the name of the sheet that is decided. */
  sheet: '判定的表',
  /** The first cell of the messages. */
  messages: '判定情况',
} as const;
