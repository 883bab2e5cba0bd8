import type { IssueText } from './issue-text.js';

/** Why a file is not read as a workbook. Nothing of such a file is used. */
export const WORKBOOK_ISSUES = {
  workbookEmpty: {
    'zh-CN': '文件是空的。可能没有下载完或复制完，请重新取得文件再试。',
    en: 'the file is empty. Perhaps it was not downloaded or copied to its end: get it again.',
  },
  workbookOldFormat: {
    'zh-CN': '这是旧格式（.xls 或 .et）。请用表格软件打开，另存为 .xlsx 再试。',
    en: 'this is an old format (.xls or .et). Open it in a spreadsheet program and save it as .xlsx.',
  },
  workbookEncrypted: {
    'zh-CN': '工作簿设有打开密码，读不了。请用表格软件打开，取消密码，另存为 .xlsx 再试。',
    en: 'the workbook is locked with a password. Open it in a spreadsheet program, remove the password and save it as .xlsx.',
  },
  workbookOtherFormat: {
    'zh-CN': '文件实际上是{format}，不是 .xlsx 工作簿。请用表格软件打开，另存为 .xlsx 再试。',
    en: 'the file is in fact {formatEn}, not an .xlsx workbook. Open it in a spreadsheet program and save it as .xlsx.',
  },
  workbookIsText: {
    'zh-CN':
      '文件实际上是纯文本，不是 .xlsx 工作簿。请把文件名的结尾改为 .csv 再试，或用表格软件打开，另存为 .xlsx。',
    en: 'the file is in fact plain text, not an .xlsx workbook. Let its name end in .csv, or open it in a spreadsheet program and save it as .xlsx.',
  },
  workbookNotSpreadsheet: {
    'zh-CN': '文件是{kind}，不是工作簿。请把名单放进表格软件，另存为 .xlsx 再试。',
    en: 'the file is {kindEn}, not a workbook. Put the list into a spreadsheet program and save it as .xlsx.',
  },
  workbookPacked: {
    'zh-CN': '文件是压缩包，不是工作簿。请先解压，再使用其中的 .xlsx 文件。',
    en: 'the file is an archive, not a workbook. Unpack it and use the .xlsx file inside.',
  },
  workbookIncomplete: {
    'zh-CN': '文件不完整，后面缺了一部分，没有读取任何内容。可能没有下载完或复制完，请重新取得文件再试。',
    en: 'the file is incomplete: its end is missing, and nothing of it was read. Perhaps it was not downloaded or copied to its end: get it again.',
  },
  workbookDamaged: {
    'zh-CN':
      '工作簿已损坏（{place}），读取已停止，没有使用其中的内容。请用表格软件打开并修复，另存为 .xlsx；打不开时请重新取得文件。',
    en: 'the workbook is damaged ({placeEn}); reading stopped and nothing of it is used. Open it in a spreadsheet program, let it repair the file and save it as .xlsx; if it cannot be opened, get the file again.',
  },
  workbookTooLarge: {
    'zh-CN':
      '工作簿展开后有 {megabytes} 兆字节，超过 {limit} 兆字节的上限，没有读取。请分成几个文件，或另存为 .csv 再试。',
    en: 'the workbook unpacks to {megabytes} megabytes, more than the limit of {limit}, and was not read. Divide it into several files, or save it as .csv.',
  },
  workbookTooManyParts: {
    'zh-CN':
      '文件里有 {count} 个部件，超过 {limit} 个的上限，没有读取。请把数据复制到新的工作簿，另存为 .xlsx 再试。',
    en: 'the file has {count} parts inside, more than the limit of {limit}, and was not read. Copy the data into a new workbook and save it as .xlsx.',
  },
  workbookTooWide: {
    'zh-CN':
      '工作表“{sheet}”连同空白超过 {limit} 个单元格，读取已停止。请删除数据右边多余的列，另存后再试；没有多余的列时，请分成几个文件。',
    en: 'the sheet "{sheet}" spans more than {limit} cells, blank ones included, and reading stopped. Delete the superfluous columns to the right of the data and save it again; if there are none, divide it into several files.',
  },
  workbookWithoutSheets: {
    'zh-CN': '工作簿里没有放数据的工作表。请把名单放进工作表，另存后再试。',
    en: 'the workbook has no sheet with cells. Put the list into a sheet and save it again.',
  },
} as const satisfies Record<string, IssueText>;
