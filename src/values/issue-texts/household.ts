import type { IssueText } from './issue-text.js';

/** What can be wrong with a household. */
export const HOUSEHOLD_ISSUES = {
  notAHousehold: {
    'zh-CN': '这一条不是农户对象。请提供由“事实名: 值”组成的 JSON 对象。',
    en: 'this is not a household. Give a JSON object of facts and values.',
  },
  unknownFact: {
    'zh-CN': '没有名为“{name}”的事实，已忽略。事实名见 docs/facts.md。',
    en: 'there is no fact named "{name}"; it was not used. docs/facts.md lists the names.',
  },
  unknownFactNear: {
    'zh-CN': '没有名为“{name}”的事实，已忽略。是否应为“{nearest}”？',
    en: 'there is no fact named "{name}"; it was not used. Is "{nearest}" meant?',
  },
  unknownKey: {
    'zh-CN': '“{fact}”中有不认识的键“{key}”，此项按未知处理。请删去或改正。',
    en: '"{factEn}" has the unknown key "{key}"; it is treated as unknown. Remove or correct it.',
  },
  notANumber: {
    'zh-CN': '“{fact}”应为数字，此项按未知处理。请填写数字，不带单位和逗号。',
    en: '"{factEn}" is not a number; it is treated as unknown. Give a number without unit or separators.',
  },
  numberOutOfRange: {
    'zh-CN': '“{fact}”超出可能范围（{minimum} 至 {maximum} {unit}），此项按未知处理。请核对。',
    en: '"{factEn}" is out of the possible range ({minimum} to {maximum} {unitEn}); it is treated as unknown. Check it.',
  },
  tooManyDecimals: {
    'zh-CN': '“{fact}”最多 {decimals} 位小数，此项按未知处理。请核对。',
    en: '"{factEn}" has more than {decimals} decimals; it is treated as unknown. Check it.',
  },
  notAFlag: {
    'zh-CN': '“{fact}”应为“是”或“否”（true 或 false），此项按未知处理；未核实请留空。',
    en: '"{factEn}" is neither true nor false; it is treated as unknown. Leave it out if it is not known yet.',
  },
  notInCodeList: {
    'zh-CN': '“{fact}”的取值不在代码表中，此项按未知处理。可选：{codes}。',
    en: 'the value of "{factEn}" is not in its code list; it is treated as unknown. One of: {codes}.',
  },
  notADay: {
    'zh-CN': '“{fact}”不是存在的日期，此项按未知处理。请写成 2024-11-01；只知道月份时写成 2024-11。',
    en: '"{factEn}" is not a day that exists; it is treated as unknown. Write 2024-11-01, or 2024-11 for a month.',
  },
  notAMonth: {
    'zh-CN': '“{fact}”不是月份，此项按未知处理。请写成 2024-11。',
    en: '"{factEn}" is not a month; it is treated as unknown. Write 2024-11.',
  },
  notAText: {
    'zh-CN': '“{fact}”应为不超过 200 字的文字，此项按未知处理。',
    en: '"{factEn}" is not a text of at most 200 characters; it is treated as unknown.',
  },
  textOfWrongForm: {
    'zh-CN': '“{fact}”的格式不对，此项按未知处理。请核对位数。',
    en: '"{factEn}" has the wrong form; it is treated as unknown. Check its digits.',
  },
  notAList: {
    'zh-CN': '“{fact}”应写成 {"complete": true 或 false, "items": […]}，说明清单是否完整；此项按未知处理。',
    en: '"{factEn}" must be {"complete": true or false, "items": […]}, saying whether the list is complete; it is treated as unknown.',
  },
  tooManyItems: {
    'zh-CN': '“{fact}”的条数过多，此项按未知处理。请核对。',
    en: '"{factEn}" has too many items; it is treated as unknown. Check it.',
  },
  tooFewItems: {
    'zh-CN': '“{fact}”是完整清单却没有内容，此项按未知处理。不完整时请写 "complete": false。',
    en: '"{factEn}" is said to be complete but has no items; it is treated as unknown. Write "complete": false if it is not complete.',
  },
  sourcesDiffer: {
    'zh-CN': '“{fact}”有 {count} 个来源且互不一致，核实前按未知处理。请核实后只留正确的一个。',
    en: '"{factEn}" comes from {count} sources that differ; it is treated as unknown until someone has checked it.',
  },
  declaredFactUnknown: {
    'zh-CN':
      '声明里没有名为“{name}”的事实，这户没有研判。事实名见 docs/facts.md；清单里的一栏写作“清单名.栏名”。',
    en: 'a declaration speaks of "{name}", which is no fact; the household was not assessed. docs/facts.md lists the names; a field of a list is written "list.field".',
  },
  declaredCompleteNoList: {
    'zh-CN': '声明“{name}”完整，但它不是清单，这户没有研判。只有清单才分完整和不完整。',
    en: '"{nameEn}" is declared to be complete and is no list; the household was not assessed. Only a list is complete or not.',
  },
  declarationOfWrongForm: {
    'zh-CN':
      '对“{name}”的声明，这一项缺失或不对，这户没有研判。空白要写明视为什么值，清单完整不写值；都要写明层级和文件。',
    en: 'of what is declared of "{nameEn}", this member is missing or wrong; the household was not assessed. A blank needs the value that it is taken for, a complete list has none; both need authority and document.',
  },
  declarationNotHeld: {
    'zh-CN':
      '列名对照表对“{name}”作了声明，但这户的数据里不是声明的内容，所以没有按声明记录。请核对对照表和数据。',
    en: 'the column mapping declares something of "{nameEn}" that this household does not hold, so it was not recorded as declared. Check the mapping and the data.',
  },
} as const satisfies Record<string, IssueText>;
