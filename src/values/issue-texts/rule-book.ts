import type { IssueText } from './issue-text.js';

/** What can be wrong with decision tables, toolboxes, refusals and what is switched off. */
export const RULE_BOOK_ISSUES = {
  tableCellBlank: {
    'zh-CN': '“{column}”一格是空的。不看这一项的写 -，其余都要写明；空着看不出是漏写还是不限。',
    en: 'the cell "{column}" is blank. Write - where the row does not look at it; a blank does not say whether it was forgotten.',
  },
  tableRuleName: {
    'zh-CN': '“{rule}”不能作名称。名称以小写英文字母开头，只用英文字母和数字；多个名称之间用分号。',
    en: '"{rule}" cannot be a name. A name begins with a lower-case letter and has letters and digits only; several are separated by semicolons.',
  },
  tableRowWithoutTest: {
    'zh-CN': '“{rule}”一行每一格都是 -，没有任何条件。请至少写一个条件。',
    en: 'the row "{rule}" has - in every cell and tests nothing. Write at least one test.',
  },
  tableWithoutRows: {
    'zh-CN': '表“{name}”没有一行可用。请在同一规则包里放一个 CSV 文件，第一列写表名“{name}”。',
    en: 'the table "{name}" has no row that can be used. Put a CSV file into the same pack, with "{name}" in its first column.',
  },
  tableRowsUnclaimed: {
    'zh-CN': '这一行写的是表“{name}”，但同一规则包没有声明这个表。请在 JSON 文件里声明，或改正表名。',
    en: 'this row is of the table "{name}", which the pack does not declare. Declare it in a JSON file, or correct the name.',
  },
  tableActNotPossible: {
    'zh-CN': '表“{name}”只能整张替换（replace），不能“{act}”。',
    en: 'the table "{name}" can only be replaced whole, not by "{act}".',
  },
  toolboxActNotPossible: {
    'zh-CN': '工具箱“{name}”可以整个替换（replace）或逐行调整（adjust），不能“{act}”。',
    en: 'the toolbox "{name}" can be replaced whole or adjusted row by row, not by "{act}".',
  },
  toolboxCell: {
    'zh-CN': '“{column}”一格写着“{value}”，应为 {known} 之一。',
    en: 'the cell "{column}" has "{value}"; it should be one of {known}.',
  },
  toolboxCellUnused: {
    'zh-CN': '“{column}”一格有内容，但 act 为 {act} 的行不用它。请清空，或改用 add 写一项新措施。',
    en: 'the cell "{column}" says something that a row with the act {act} does not use. Clear it, or enter a new measure with add.',
  },
  csvColumnTwice: {
    'zh-CN': '表头里“{column}”出现了不止一次，只有一列会被读到。请改名或删去一列。',
    en: 'the header has "{column}" more than once; only one of them would be read. Rename or remove one.',
  },
  toolboxMeasureUnknown: {
    'zh-CN': '上级工具箱里没有措施“{name}”，无从停用或限定。新措施请把 act 写成 add。',
    en: 'the toolbox above has no measure "{name}" to be switched off or limited. For a new one write add.',
  },
  toolboxNeedUnknown: {
    'zh-CN': '措施“{measure}”写明对应“{name}”，但没有这个具名条件。请在 conditions 中写明它。',
    en: 'the measure "{measure}" answers "{name}", which is no named condition. Enter it under "conditions".',
  },
  toolboxConflictUnknown: {
    'zh-CN': '措施“{measure}”与“{name}”冲突，但工具箱里没有“{name}”。',
    en: 'the measure "{measure}" conflicts with "{name}", which the toolbox does not have.',
  },
  toolboxParameterUnknown: {
    'zh-CN':
      '“{column}”写的“{name}”不是参数，或类型、单位不对（期限用 days 或 months，选项用 flag）。请声明或改正。',
    en: '"{name}" in "{column}" is no parameter, or of another type or unit (days or months for times, flag for options). Declare or correct it.',
  },
  switchOffAct: {
    'zh-CN': '停用规则“{name}”时 act 应写 switchOff，不是“{act}”。',
    en: 'to switch the rule "{name}" off, the act is switchOff, not "{act}".',
  },
  refusalStage: {
    'zh-CN': '规则“{name}”写了 refuses，但只有复核情形（review）可以写明不予纳入。',
    en: 'the rule "{name}" says that it refuses, which only a rule of "review" can.',
  },
  refusalNotLocal: {
    'zh-CN':
      '规则“{name}”写明不予纳入。全国没有一票否决的规定，只有省、市、县的规则包凭自己的文件可以这样写，不能是本库默认。',
    en: 'the rule "{name}" refuses outright. No national text does; only the pack of a province, prefecture or county may, on a document of its own and not as a project default.',
  },
  detailNotPossible: {
    'zh-CN': '规则“{name}”写了 detail“{detail}”，应为 {codes} 之一；只有“{stages}”环节可以写。',
    en: 'the rule "{name}" has the detail "{detail}", which should be one of {codes}, and only in the stage "{stages}".',
  },
  areaFigureUnknown: {
    'zh-CN': '没有名为“{name}”的区域数据（最接近：{nearest}）。',
    en: 'there is no figure of areas named "{name}" (nearest: {nearest}).',
  },
  areaFigureWrong: {
    'zh-CN': '区域数据“{name}”的值不对：数字类写数字，是非类写 true 或 false，没有就不写。',
    en: 'the figure "{name}" is of the wrong kind: a number, or true or false; leave it out where it is unknown.',
  },
  procedureStep: {
    'zh-CN': '程序“{name}”的步骤“{step}”：{detail}。',
    en: 'the step "{step}" of the procedure "{name}": {detailEn}.',
  },
  calendarDay: {
    'zh-CN': '{year} 年的工作日历里有“{day}”：{detail}。',
    en: 'the calendar of {year} has "{day}": {detailEn}.',
  },
} as const satisfies Record<string, IssueText>;
