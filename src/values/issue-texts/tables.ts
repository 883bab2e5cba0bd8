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
    'zh-CN':
      '没有找到表头：前十行里没有足够的、认识的列名。列名见 docs/facts.md；本地的列名用 dixian map 写成对照文件，再用 --map 给出。',
    en: 'no header: within the first ten rows there are not enough column names that are known. docs/facts.md lists them; write names of your own into a mapping file (dixian map) and give it with --map.',
  },
  cellNotUnderstoodOnSheet: {
    'zh-CN': '“{sheet}”表第 {row} 行“{column}”的内容看不懂，按未知处理。{hint}',
    en: 'sheet "{sheet}", row {row}, column "{column}": the cell cannot be understood and is treated as unknown. {hintEn}',
  },
  unitUnclear: {
    'zh-CN':
      '“{column}”一列的金额单位不清楚（表上和列名里的单位不一样，或者不止一种），没有用这一列。请在列名里写明（元）或（万元）。',
    en: 'the unit of the amounts under "{column}" is not clear (the sheet and the header differ, or name several); the column was not used. Write the unit of the amounts into its header, in brackets.',
  },
  numberingRow: {
    'zh-CN': '第 {row} 行是栏次（1、2、3……），没有当作农户。',
    en: 'row {row} numbers the columns (1, 2, 3 …) and was not taken for a household.',
  },
  yearInTitle: {
    'zh-CN':
      '表头上方写着{year}年。表里的数都按研判当日的情况使用；如果是{year}年的旧数，请不要用这次的结果，换成现在的数再判。',
    en: 'a title above the header names the year {year}. The values are used as those of the day of assessment: if they are of {year}, do not use these results, and assess a list with current values.',
  },
  periodInTitle: {
    'zh-CN':
      '表头上方写着“{period}”。表里的金额都按全年、按研判当日的情况使用；如果不是，请不要用这次的结果，换成全年的现在的数再判。',
    en: 'a title above the header says "{period}". Amounts are used as those of a whole year, and as of the day of assessment: if they are not, do not use these results, and assess a list with current values of a year.',
  },
  optionUnusable: {
    'zh-CN': '这个选项不适用于这种文件，或者不是清单的名称。清单名见 docs/facts.md。',
    en: 'this option does not apply to a file of this kind, or names no list. docs/facts.md has the names of lists.',
  },
  fileKindUnknown: {
    'zh-CN': '不认识这种文件。请用 .xlsx、.csv、.json、.ndjson 或 .parquet。',
    en: 'files of this kind are not known. Use .xlsx, .csv, .json, .ndjson or .parquet.',
  },
  hiddenSheetNotRead: {
    'zh-CN': '“{sheet}”表是隐藏的，里面像是有农户，没有读。要读，请先取消隐藏。',
    en: 'the sheet "{sheet}" is hidden and looks like a list of households; it was not read. Show it first if it is to be read.',
  },
  namelessColumns: {
    'zh-CN': '{columns} 列（共 {count} 列）有内容，但没有列名，没有用。请补上列名。',
    en: 'columns {columns} ({count} in all) have something in them but no name, and were not used. Give them names.',
  },
  rowsPassedOver: {
    'zh-CN': '{sheet}第 {rows} 行（共 {count} 行）{detail}，没有算在农户里。',
    en: '{sheetEn}row {rowsEn} ({count} in all): {detailEn}; not counted among the households.',
  },
  unitBelowTable: {
    'zh-CN':
      '表的下面写着金额单位是{unit}，上面的金额不是按这个单位读的，都不能用。请把单位写进列名，如（万元），重新运行。',
    en: 'a note below the table says that amounts are in another unit ({unit}), and they were read in another: none of them can be used. Write the unit into the header, in brackets, and run again.',
  },
  requiredColumnsMissing: {
    'zh-CN':
      '缺少必要的列：{columns}，没有判定任何一户。请补上这些列；列名不同的，在对照文件里写明（dixian map 可以生成）。',
    en: 'required columns are missing: {columnsEn}; nothing was decided. Add them, or name them in a mapping file (dixian map writes one).',
  },
  mappedColumnMissing: {
    'zh-CN': '对照文件里的列“{column}”在表里没有。请核对列名。',
    en: 'the mapping names a column "{column}" that the list does not have. Check its name.',
  },
  noHouseholdSheet: {
    'zh-CN':
      '工作簿里没有一张表读得出农户的列名（有：{sheets}；隐藏的表和名为“说明”“示例”的表不读）。请核对表头；本地的列名用 --map 给出。',
    en: 'no sheet of the workbook has columns of households that are known (there are: {sheets}; hidden sheets and those named as guides or examples are not read). Check the headers; give names of your own with --map.',
  },
  sheetMissing: {
    'zh-CN': '没有名为“{sheet}”的表。现有：{sheets}。',
    en: 'there is no sheet named "{sheet}". There are: {sheets}.',
  },
  severalHouseholdSheets: {
    'zh-CN': '不止一张表像是农户名单：{sheets}。请用 --sheet 说明用哪一张。',
    en: 'several sheets look like lists of households: {sheets}. Say with --sheet which one is meant.',
  },
  listSheetMissing: {
    'zh-CN':
      '有“{column}”一列，但没有给出“{list}”的表，所以“{list}”仍按未知处理。请在工作簿里加上这张表，或用 --list 给出文件。',
    en: 'there is a column "{column}", but no sheet of {listEn}, which stays unknown. Add the sheet to the workbook, or give its file with --list.',
  },
  memberRowsInBatches: {
    'zh-CN':
      '这张表一行一人，同一户的人可能分在几批里，线程池不能归户。请用 readHouseholdFile 或 dixian assess。',
    en: 'a row of this sheet is a person, and the rows of a household may be in several batches, which the pool cannot join. Use readHouseholdFile or dixian assess.',
  },
  readAsGb18030: {
    'zh-CN': '文件不是 UTF-8 编码，按 GB18030 读取。请看一下列名和姓名有没有乱码；以后可另存为“CSV UTF-8”。',
    en: 'the file is not UTF-8 and was read as GB18030. Check that names are not garbled; "CSV UTF-8" avoids the question.',
  },
  sheetNotRead: {
    'zh-CN':
      '没有读“{sheet}”表：不知道它是哪一项清单。清单的表以清单为名（如“家庭成员”），或在对照文件里写明。',
    en: 'the sheet "{sheet}" was not read: it is not known which list it holds. Name it as the list (members, events), or say so in the mapping file.',
  },
  listGivenTwice: {
    'zh-CN': '“{list}”给了两次（{sheet} 和 {other}），两份都没有用。请只留一份。',
    en: '"{listEn}" is given twice ({sheet} and {other}); neither was used. Keep one.',
  },
  membersGivenTwice: {
    'zh-CN':
      '名单一行一人，另外还给了“{list}”（{sheet}）。只用了名单里的人，而且不当作登记完整。请只留一份。',
    en: 'the list has a row a person, and {listEn} are given once more ({sheet}). Only the persons of the list were used, and not taken to be complete. Keep one.',
  },
  entryWithoutHousehold: {
    'zh-CN':
      '“{sheet}”表第 {row} 行的户编号在农户名单里没有，这一行没有用。请核对户编号；如果这张表本来就含有名单以外的农户，在对照文件的 lists 里写 "holdsOthers": true。',
    en: 'sheet "{sheet}", row {row}: its household number is not among the households, and the row was not used. Check the number; if the sheet holds other households too, write "holdsOthers": true under lists in the mapping file.',
  },
  entryWithoutNumber: {
    'zh-CN': '“{sheet}”表第 {row} 行没有户编号（或看不懂），不能归户，没有用。请补上。',
    en: 'sheet "{sheet}", row {row} has no household number that can be read, belongs to no household, and was not used. Add it.',
  },
  entryUnreadable: {
    'zh-CN': '“{sheet}”表第 {row} 行读不出来（{detail}），没有用。',
    en: 'sheet "{sheet}", row {row} cannot be read ({detailEn}) and was not used.',
  },
  listNotComplete: {
    'zh-CN': '“{list}”有 {count} 行没有归到任何一户，所以各户的“{list}”都不能当作登记完整。请补好这些行。',
    en: '{count} rows of "{listEn}" belong to no household, so that it is complete for none. Mend those rows.',
  },
  rowsOfHouseholdDiffer: {
    'zh-CN': '同一户的第 {row} 行和第 {other} 行，“{column}”不一样，按未知处理。请核对。',
    en: 'rows {row} and {other} of one household differ in "{column}", which is treated as unknown. Check them.',
  },
  memberTwice: {
    'zh-CN':
      '第 {row} 行和第 {other} 行是同一个人（人口编号、证件号码，或姓名和与户主关系相同），家庭成员按未知处理。请只留一行。',
    en: 'rows {row} and {other} are the same person (by number, or by name and relation); the members are treated as unknown. Keep one row.',
  },
  mappingFactUnknown: {
    'zh-CN': '没有名为“{name}”的事实，对照文件没有用。事实名见 docs/facts.md。',
    en: 'there is no fact named "{name}"; the mapping file was not used. docs/facts.md lists the names.',
  },
  mappingFactUnknownNear: {
    'zh-CN': '没有名为“{name}”的事实，对照文件没有用。是否应为“{nearest}”？',
    en: 'there is no fact named "{name}"; the mapping file was not used. Is "{nearest}" meant?',
  },
  listHasNoRows: {
    'zh-CN': '表头下面没有一户。请看是不是填在了别的表里，或者还没有填。',
    en: 'there is no household below the header. Was another sheet filled in, or none yet?',
  },
  mappingTargetIsList: {
    'zh-CN':
      '“{name}”不能这样用：一格写不下一份清单，“是否登记完整”的列才写 "completes": true。请写成清单的一项，如 members.relation。',
    en: '"{name}" cannot be used so: one cell holds no list, and only a column that says whether a list is complete has "completes": true. Name a field of the list, such as members.relation.',
  },
  mappingTargetHasNoFields: {
    'zh-CN': '“{name}”不是清单，没有下面的项。',
    en: '"{name}" is no list and has no fields.',
  },
  mappingUnitUnusable: {
    'zh-CN': '“{fact}”不能用这个单位。金额写“元”或“万元”。',
    en: '"{factEn}" cannot have this unit. Amounts are in yuan or ten thousand yuan, written in Chinese.',
  },
  mappingReversedNoFlag: {
    'zh-CN': '“{fact}”不是“是/否”，不能反着读。',
    en: '"{factEn}" is not yes or no, and cannot be reversed.',
  },
  mappingBlankUnusable: {
    'zh-CN':
      '空白不能当作这个内容：写在“{fact}”的格子里也看不懂，或者这一项不能由空白代表。请写成格子里会写的样子，如“否”“0”。',
    en: 'a blank cannot stand for this: written into a cell of "{factEn}" it would not be understood, or a blank can stand for no such fact. Write it as a cell would have it.',
  },
  mappingWithoutAuthority: {
    'zh-CN':
      '这里规定了空白的含义或清单完整，但没有写是谁规定的。请写明 "authority"（如 county）和 "document"（文件名称和文号）。',
    en: 'this declares what a blank means, or that a list is complete, without saying on whose word. Add "authority" (such as county) and "document" (title and number).',
  },
  mappingColumnTwice: {
    'zh-CN': '与“{other}”是同一个列名。请只留一个。',
    en: 'it is the same column name as "{other}". Keep one.',
  },
  duplicateHousehold: {
    'zh-CN': '第 {row} 行的户编号与第 {other} 行相同，两行都已判定，请核对。',
    en: 'row {row} has the same household number as row {other}; both were decided. Check them.',
  },
} as const satisfies Record<string, IssueText>;
