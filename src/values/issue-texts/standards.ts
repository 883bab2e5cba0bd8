import type { IssueText } from './issue-text.js';

/** What can be wrong with figures, dated values, formulas of yearly values, and what a layer overrides. */
export const STANDARD_ISSUES = {
  csvDamaged: {
    'zh-CN': 'CSV 读不通：{detail}。请用 UTF-8 保存，引号要成对。',
    en: 'the CSV cannot be read: {detail}. Save it as UTF-8, with matching quotation marks.',
  },
  csvCellCount: {
    'zh-CN': '第 {line} 行有 {found} 格，表头有 {expected} 格。请补齐逗号，含逗号的内容加引号。',
    en: 'line {line} has {found} cells and the header {expected}. Add the commas, and quote a text that has one.',
  },
  csvHeader: {
    'zh-CN':
      '表头不认识。区划表的表头是 {regions}；指标表的表头是 {figures}；决策表以 {tables} 开头，后面是各条件；工具箱的表头是 {toolboxes}。',
    en: 'the header is not known. That of regions is {regions}; that of figures is {figures}; that of decision tables begins with {tables}; that of toolboxes is {toolboxes}.',
  },
  regionRow: {
    'zh-CN':
      '第 {line} 行不是区划：code 和 parent 为六位代码，name 不空，level 为 provincial、prefectural 或 county。',
    en: 'line {line} is no region: code and parent have six digits, name is not empty, level is provincial, prefectural or county.',
  },
  figureRow: {
    'zh-CN': '第 {line} 行“{column}”应为{expected}。这一行没有采用。',
    en: 'line {line}: "{column}" must be {expectedEn}. The row is not used.',
  },
  unknownIndicatorOfFigure: {
    'zh-CN':
      '第 {line} 行：没有名为“{name}”的指标，最接近的是“{nearest}”。请在 kind 为 "indicators" 的文件里登记。',
    en: 'line {line}: there is no indicator "{name}"; the nearest is "{nearest}". Declare it in a file of kind "indicators".',
  },
  figureOfFormula: {
    'zh-CN': '第 {line} 行：指标“{name}”由公式算出，不能再填数。请删去公式或这一行。',
    en: 'line {line}: the indicator "{name}" is worked out by a formula and takes no figures. Remove one of the two.',
  },
  figureOutsidePack: {
    'zh-CN':
      '第 {line} 行：规则包的指标只能是本区域（{pack}）及其下级的，不能是 {region} 的。请移到那里的规则包。',
    en: 'line {line}: a pack supplies figures of its own region ({pack}) and those below it, not of {region}. Move the row to a pack there.',
  },
  figuresDiffer: {
    'zh-CN': '指标“{indicator}”{region} {year} 年同一口径的数与 {other} 不一致。请核对，只留一个。',
    en: '"{indicator}" of {region} in {year} differs from {other} in the same vintage. Check them and keep one.',
  },
  unknownIndicator: {
    'zh-CN': '第 {column} 个字符处：没有名为“{name}”的指标，最接近的是“{nearest}”。已有：{known}。',
    en: 'at character {column}: there is no indicator "{name}"; the nearest is "{nearest}". Known: {known}.',
  },
  unknownFormula: {
    'zh-CN': '没有名为“{name}”的公式，或它不是为参数“{parameter}”写的。可用：{known}。',
    en: 'there is no formula "{name}" for the parameter "{parameter}". Known: {known}.',
  },
  unknownFormulaNear: {
    'zh-CN': '没有名为“{name}”的公式，是否应为“{nearest}”？',
    en: 'there is no formula "{name}"; is "{nearest}" meant?',
  },
  formulaResult: {
    'zh-CN': '公式的结果是{found}，参数“{name}”需要{expected}。',
    en: 'the formula gives {foundEn}; the parameter "{name}" is {expectedEn}.',
  },
  formulaReadsHousehold: {
    'zh-CN':
      '年度公式只能用 indicator(…)、growth(…)、standard(…) 和参数，不能用农户的事实、日期或清单：{name}。',
    en: 'the formula of a yearly value reads indicator(…), growth(…), standard(…) and parameters only, nothing of a household, no day and no list: {name}.',
  },
  indicatorMissing: {
    'zh-CN':
      '公式“{formulaTitle}”（{formula}）算不出 {year} 年的“{title}”：缺 {missing}。请补上指标，或把这一年写成 "expected"。',
    en: 'the formula "{formulaTitleEn}" ({formula}) cannot give "{titleEn}" of {year}: {missingEn} missing. Supply the figures, or mark the year as "expected".',
  },
  roundingBreaksBound: {
    'zh-CN': '公式“{formula}”取整后为 {value}，越过了 {bound}。请让上下限是取整单位的整数倍，或换取整方式。',
    en: 'the formula "{formula}" is rounded to {value}, which passes {bound}. Make the bound a multiple of the rounding, or round the other way.',
  },
  roundingMultiple: {
    'zh-CN': '取整单位“{multiple}”应为大于 0 的数，或一个已声明的参数名。',
    en: 'the rounding multiple "{multiple}" must be a number above 0, or the name of a parameter.',
  },
  endMissing: {
    'zh-CN': '参数“{name}”自 {from} 起的值没有写明到哪一天为止（to）。不写就等于无限期沿用。',
    en: 'the value of "{name}" from {from} on does not say until when ("to"); it would be carried over for ever.',
  },
  carriedOverBeforeEnd: {
    'zh-CN': '“carriedOverTo”应晚于“to”（{to}）：它写明新值公布前可沿用到哪一天。',
    en: '"carriedOverTo" must be later than "to" ({to}): the last day on which the value goes on while no new one is announced.',
  },
  formulaBesideValue: {
    'zh-CN': '参数“{name}”：formula 只用于状态为 derived 且没有 value 的一段。请删去其一。',
    en: '"{name}": a formula is for a value of status "derived" that has no figure. Remove one of the two.',
  },
  formulaOfSeveralYears: {
    'zh-CN':
      '参数“{name}”自 {from} 起由公式推算的一段要在同一年内结束：公式只给出一年的值。要沿用请写 carriedOverTo。',
    en: 'the derived value of "{name}" from {from} on must end within that year: a formula gives the value of one year. To go on longer, use "carriedOverTo".',
  },
  roundInFormula: {
    'zh-CN': '年度公式里不能取整：取整只在最后做一次，由 rounding 写明。',
    en: 'the formula of a yearly value does not round: that is done once, at the end, as "rounding" says.',
  },
  attributeContradicts: {
    'zh-CN': '区域属性“{name}”：全国名单为 {listed}，本规则包写成 {said}。请核对，改正其中一个。',
    en: 'the region attribute "{name}" is {listed} in the country-wide list and {said} in this pack. Check them and correct one.',
  },
  expectedWithoutDay: {
    'zh-CN': '参数“{name}”状态为 expected，请写明预计公布日（expectedOn），或在 note 里说明为什么不知道。',
    en: '"{name}" is expected: give the day ("expectedOn"), or say in "note" why it is not known.',
  },
  gapInSeries: {
    'zh-CN': '参数“{name}”声明为连续（continuous），但自 {from} 起有一段没有值。请补上，或删去 continuous。',
    en: '"{name}" is declared continuous and has no value from {from} on. Fill the gap, or remove "continuous".',
  },
  tightenUndirected: {
    'zh-CN': '参数“{name}”没有声明收紧方向（tightenTowards），不能 tighten。请用 replace，或请上级写明方向。',
    en: '"{name}" does not say in which direction it may be tightened ("tightenTowards"). Use "replace", or have the upper layer say so.',
  },
  tightenedTheWrongWay: {
    'zh-CN': '“{name}”只能收紧：{value} 比上级 {other} 的 {above} 还宽。',
    en: '"{name}" may only be tightened; {value} is looser than the {above} of {other} above it.',
  },
  tightenedAway: {
    'zh-CN': '“{name}”只能收紧，不能取消：上级 {other} 在这些日子有值。请删去这一条，或写一个更严的值。',
    en: '"{name}" may only be tightened, not done away with: {other} above has a value on these days. Remove this entry, or give a stricter value.',
  },
  tightenNotPossible: {
    'zh-CN': '“{name}”不能 tighten：只有参数、规则和命名条件可以收紧。请用 replace。',
    en: '"{name}" cannot be tightened; only parameters, rules and named conditions can. Use "replace".',
  },
  tightenChangesRule: {
    'zh-CN':
      '对“{name}”做 tighten 只能加条件，阶段、结论和先后须与上级 {other} 的一致。要改这些请用 replace。',
    en: 'to tighten "{name}" adds conditions only; its stage, conclusion and priority stay those of {other}. Use "replace" to change them.',
  },
  parameterOfOtherUnit: {
    'zh-CN': '“{text}”的单位与参数“{name}”不同，不能作它的上下限或取整单位。',
    en: '"{text}" has another unit than "{name}" and cannot bound or round it.',
  },
  overrideUnconfirmed: {
    'zh-CN':
      '“{name}”没有写明所替换内容的散列值（overrides.hash）。核对上级 {other} 的现行规定后写入 {hash}，或运行 dixian check --confirm。',
    en: '"{name}" does not quote the hash of what it replaces (overrides.hash). Read what {other} says now, then write {hash}, or run dixian check --confirm.',
  },
  overrideOutdated: {
    'zh-CN':
      '上级 {other} 的“{name}”已改动：本级核对的是 {quoted}，现在是 {hash}。请重新核对，再运行 dixian check --confirm。',
    en: '"{name}" of {other} has changed: {quoted} was confirmed here, and it is now {hash}. Read it again, then run dixian check --confirm.',
  },
  temporaryWithoutEnd: {
    'zh-CN': '临时规则包“{name}”必须写明最后一天（inForce.to）。',
    en: 'the temporary pack "{name}" must have a last day (inForce.to).',
  },
  unknownAttribute: {
    'zh-CN': '没有名为“{name}”的区域属性，最接近的是“{nearest}”。已有：{known}。',
    en: 'there is no region attribute "{name}"; the nearest is "{nearest}". Known: {known}.',
  },
  unknownParameterNear: {
    'zh-CN': '没有名为“{name}”的参数。是否应为“{nearest}”？',
    en: 'there is no parameter "{name}". Is "{nearest}" meant?',
  },
  unknownRegionNear: {
    'zh-CN':
      '不认识的区域“{region}”。是否应为 {nearest}（{name}）？新区等没有公布代码的，请在 kind 为 "regions" 的文件里登记。',
    en: 'the region "{region}" is not known. Is {nearest} ({name}) meant? Enter one without a published code in a file of kind "regions".',
  },
  yearsWrong: {
    'zh-CN': '年份 {from} 至 {to} 不能用：请写四位数年份，先小后大，最多一百年。',
    en: 'the years {from} to {to} cannot be used: give years of four digits, the earlier first, at most a hundred.',
  },
  noYearlyParameter: {
    'zh-CN': '没有年度公式，或有多个参数带公式（{known}）。请写明参数名。',
    en: 'no parameter has yearly formulas, or several have ({known}). Name the one.',
  },
} as const satisfies Record<string, IssueText>;
