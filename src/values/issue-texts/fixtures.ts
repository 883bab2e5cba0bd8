import type { IssueText } from './issue-text.js';

/** What can be wrong with a file of fixture households. None of them repeats a value of a household. */
export const FIXTURE_ISSUES = {
  fixtureSyntax: {
    'zh-CN': '不是有效的 YAML：第 {line} 行第 {column} 列起读不下去（{detail}）。请检查缩进、引号和括号。',
    en: 'this is not valid YAML: it cannot be read from line {line}, column {column} on ({detail}). Check indents, quotes and brackets.',
  },
  fixtureNoList: {
    'zh-CN': '应为农户的清单，每户以“- 编号: ”开头，请改正。',
    en: 'it should be a list of households, each item with its number first; correct it.',
  },
  fixtureNoTable: {
    'zh-CN': '这里应为“名称: 内容”的一组，不是单个的值或清单。',
    en: 'there should be a table of names and contents here, not a single value or a list.',
  },
  fixtureKeyMissing: {
    'zh-CN': '缺“{key}”。每户都要有：{known}。',
    en: '"{key}" is missing. Every household needs: {known}.',
  },
  fixtureKeyUnknown: {
    'zh-CN': '不认识“{key}”，没有用。这里只能写：{known}。',
    en: '"{key}" is not known and was not used. Only these can stand here: {known}.',
  },
  fixtureText: {
    'zh-CN': '应为文字；编号、代码和日期请加引号，如 "620000"。',
    en: 'it should be text; put numbers of households, codes and days in quotes, such as "620000".',
  },
  fixtureDay: {
    'zh-CN': '不是存在的日期。请写成 "2024-11-01"。',
    en: 'it is not a day that exists. Write "2024-11-01".',
  },
  fixtureDuplicate: {
    'zh-CN': '编号“{id}”在 {other} 里已经用过。每户的编号只能用一次。',
    en: 'the number "{id}" is used in {other} already. Every household needs a number of its own.',
  },
  fixtureTitle: {
    'zh-CN': '事实目录里没有叫“{title}”的事实（见 docs/facts.md）。',
    en: 'the catalogue has no fact called "{title}" (see docs/facts.md).',
  },
  fixtureTitleNear: {
    'zh-CN': '事实目录里没有叫“{title}”的事实，是否应为“{nearest}”？',
    en: 'the catalogue has no fact called "{title}"; is "{nearest}" meant?',
  },
  fixtureListForm: {
    'zh-CN': '这是清单，要写明“完整”（是或否）和“内容”（一组），没有别的键。',
    en: 'this is a list; it needs whether it is complete, and its items, under the Chinese keys of the README, and no other key.',
  },
  fixtureExpectationForm: {
    'zh-CN': '“{key}”应写成：{form}。',
    en: '"{key}" should be: {formEn}.',
  },
} as const satisfies Record<string, IssueText>;
