import type { IssueText } from './issue-text.js';

/** What can be wrong with a list of households. */
export const TABLE_ISSUES = {
  unreadableRow: {
    'zh-CN': '第 {row} 行读不出来（{detail}），没有判定。请修好后重新运行。',
    en: 'row {row} cannot be read ({detailEn}) and was not decided. Mend it and run again.',
  },
  duplicateColumn: {
    'zh-CN': '列“{column}”与“{other}”是同一项事实“{fact}”。请只留一列。',
    en: 'the columns "{column}" and "{other}" are the same fact "{factEn}". Keep one.',
  },
  cellNotUnderstood: {
    'zh-CN': '第 {row} 行“{column}”的内容看不懂，按未知处理。{hint}',
    en: 'row {row}, column "{column}": the cell cannot be understood and is treated as unknown. {hintEn}',
  },
  noHeader: {
    'zh-CN': '没有找到表头：第一行里没有一个认识的列名。',
    en: 'no header: the first row has no column name that is known.',
  },
  duplicateHousehold: {
    'zh-CN': '第 {row} 行的户编号与第 {other} 行相同，两行都已判定，请核对。',
    en: 'row {row} has the same household number as row {other}; both were decided. Check them.',
  },
} as const satisfies Record<string, IssueText>;
