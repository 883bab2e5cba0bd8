import type { IssueText } from './issue-text.js';

/** What can be wrong with two files of decisions that are to be compared. Never what stands in a cell. */
export const COMPARE_ISSUES = {
  decisionsNoHeader: {
    'zh-CN':
      '这不是研判结果：没有找到“户编号”和“识别建议”两列。请用 dixian assess 的 --out 写出的文件，不要改表头。',
    en: 'these are no decisions: there are no columns "household number" and "identification". Give a file that dixian assess wrote with --out, its header unchanged.',
  },
  decisionsNotJson: {
    'zh-CN': '这不是有效的 JSON，可能没有写完或被改动过。请重新研判一次。',
    en: 'this is not valid JSON; perhaps it was cut off or edited. Assess again.',
  },
  decisionsInSeveralSheets: {
    'zh-CN': '这个工作簿有几张表都是研判结果，不知道用哪一张。请只留一张，再比较。',
    en: 'several sheets of this workbook hold decisions, and nobody knows which is meant. Keep one.',
  },
  decisionColumnTwice: {
    'zh-CN': '“{column}”一列出现了两次，不知道用哪一列。请只留一列。',
    en: 'the column "{column}" stands there twice, and nobody knows which is meant. Keep one.',
  },
  decisionsUnreadable: {
    'zh-CN': '{file}有 {count} 行已损坏，没有比较：第 {rows} 行。请用研判写出的原文件。',
    en: '{fileEn}: {count} damaged rows were not compared: row {rowsEn}. Use the file as it was written.',
  },
  decisionsWithoutNumber: {
    'zh-CN':
      '{file}有 {count} 行没有户编号，没有比较：第 {rows} 行。请在名单里补上户编号，或修好读不出的行，再研判一次。',
    en: '{fileEn}: {count} rows without a household number were not compared: row {rowsEn}. Fill in the numbers in the list, or mend the rows that could not be read, and assess again.',
  },
  decisionsNumberLost: {
    'zh-CN':
      '{file}有 {count} 行的户编号被表格软件改成了科学记数法，后几位已经丢失，没有比较：第 {rows} 行。请用研判写出的原文件，不要用表格软件另存。',
    en: '{fileEn}: in {count} rows a spreadsheet has shortened the household number, whose last digits are lost; they were not compared: row {rowsEn}. Use the file as it was written.',
  },
  decisionsRepeated: {
    'zh-CN':
      '{file}有 {count} 行的户编号与前面的行重复：第 {rows} 行。这些户编号在两份结果里都没有比较。请在名单里查清，再研判一次。',
    en: '{fileEn}: {count} rows repeat the household number of an earlier row: row {rowsEn}. Those numbers were compared in neither file. Clear up the list and assess again.',
  },
  decisionColumnsMissing: {
    'zh-CN': '{file}没有“{columns}”，这些内容没有比较。请用同一版程序再研判一次。',
    en: '{fileEn}: no column {columnsEn}; these were not compared. Assess again with the same version of the program.',
  },
  decisionCausesMissing: {
    'zh-CN': '{file}没有“{columns}”，所以变化的原因说不全。请用新版程序再研判一次。',
    en: '{fileEn}: no column {columnsEn}, so the causes of changes cannot all be told. Assess again with the new version of the program.',
  },
  decisionRegionsDiffer: {
    'zh-CN': '两份结果的区划不同（旧：{old}；新：{new}）。户编号相同的仍当作同一户。请核对是不是同一批农户。',
    en: 'the two files are of different regions (old: {old}; new: {new}). Equal household numbers are still taken for one household. Check that these are the same households.',
  },
  decisionLanguagesDiffer: {
    'zh-CN': '两份结果的语言不同（一份中文，一份英文），不能比较。请用同一个 --locale 再研判一次。',
    en: 'the decisions are in two languages, Chinese and English, and cannot be compared. Assess again with one --locale.',
  },
} as const satisfies Record<string, IssueText>;
