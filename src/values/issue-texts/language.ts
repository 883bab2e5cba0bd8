import type { IssueText } from './issue-text.js';

/** What can be wrong with a formula or condition. */
export const LANGUAGE_ISSUES = {
  unknownLocale: {
    'zh-CN': '没有“{given}”这种语言的文字。可用：{known}。',
    en: 'there are no words in "{given}". One of: {known}.',
  },
  // Text of a formula or rule
  syntaxError: {
    'zh-CN': '公式在第 {column} 个字符处读不懂：“{text}”。请检查括号、引号和运算符。',
    en: 'the formula cannot be read at character {column}: "{text}". Check its brackets, quotation marks and operators.',
  },
  unsupportedSyntax: {
    'zh-CN':
      '公式第 {column} 个字符处的写法“{text}”不在支持之列（{construct}）。支持的写法见 docs/semantics.md。',
    en: 'at character {column}, "{text}" ({construct}) is not part of the supported language; docs/semantics.md lists what is.',
  },
  unknownName: {
    'zh-CN': '第 {column} 个字符处的名称“{name}”不是事实、参数、派生事实或规则。',
    en: 'at character {column}, "{name}" is not a fact, parameter, derived fact or rule.',
  },
  unknownNameNear: {
    'zh-CN': '第 {column} 个字符处的名称“{name}”不存在，是否应为“{nearest}”？',
    en: 'at character {column}, there is no "{name}"; is "{nearest}" meant?',
  },
  unknownFunction: {
    'zh-CN': '第 {column} 个字符处没有名为“{name}”的函数。可用：{known}。',
    en: 'at character {column}, there is no function "{name}". Known: {known}.',
  },
  unknownFunctionNear: {
    'zh-CN': '第 {column} 个字符处没有名为“{name}”的函数，是否应为“{nearest}”？',
    en: 'at character {column}, there is no function "{name}"; is "{nearest}" meant?',
  },
  unknownOperator: {
    'zh-CN': '没有名为“{operator}”的运算符或修饰符。可用：{known}。',
    en: 'there is no operator or decorator "{operator}". Known: {known}.',
  },
  wrongArguments: {
    'zh-CN': '第 {column} 个字符处，函数“{name}”的参数不对，应为 {expected}。',
    en: 'at character {column}, "{name}" has the wrong arguments; expected {expected}.',
  },
  nullComparison: {
    'zh-CN':
      '第 {column} 个字符处不能与 null 比较：空白是“未知”，不是一个值。提醒和核对规则可用 isUnknown(…)。',
    en: 'at character {column}: nothing can be compared with null, because a blank is unknown and not a value. Alert and check rules may use isUnknown(…).',
  },
  wrongType: {
    'zh-CN': '第 {column} 个字符处“{text}”的类型是{found}，此处需要{expected}。',
    en: 'at character {column}, "{text}" is {foundEn}; here {expectedEn} is needed.',
  },
  unitMismatch: {
    'zh-CN':
      '第 {column} 个字符处“{text}”把{left}与{right}放在一起。请用 perYear()、perMonth() 或 percent() 换算。',
    en: 'at character {column}, "{text}" puts {leftEn} beside {rightEn}. Convert with perYear(), perMonth() or percent().',
  },
  noSuchUnit: {
    'zh-CN': '第 {column} 个字符处“{text}”：{left}与{right}相乘或相除得不到允许的单位。',
    en: 'at character {column}, "{text}": {leftEn} and {rightEn} multiplied or divided give no unit that is allowed.',
  },
  notACodeOf: {
    'zh-CN': '第 {column} 个字符处的“{value}”不在该事实的代码表中。可选：{codes}。',
    en: 'at character {column}, "{value}" is not in the code list of this fact. One of: {codes}.',
  },
  unsafeDivision: {
    'zh-CN': '第 {column} 个字符处的除数“{text}”可能为零或负数。请先用 if {text} > 0 then … 保护。',
    en: 'at character {column}, the divisor "{text}" may be zero or negative. Guard it with: if {text} > 0 then …',
  },
  defaultForbidden: {
    'zh-CN':
      'firstKnown(…) 的每个参数都要读到事实：以固定的值或参数代替空白，就是把空白当作零或“否”。请删去该参数。',
    en: 'every operand of firstKnown(…) has to read a fact: a fixed value or parameter in place of a blank would make the blank a zero or a "no". Remove it.',
  },
  isUnknownForbidden: {
    'zh-CN': 'isUnknown(…) 只能用于提醒（alert）和核对（check）规则，包括它们所引用的派生事实。',
    en: 'isUnknown(…) is only for alert and check rules and the derived facts that only they read.',
  },
  invalidDay: {
    'zh-CN': '“{value}”不是存在的日期（第 {column} 个字符处）。请写成 2024-11-01。',
    en: '"{value}" is not a day that exists (at character {column}). Write 2024-11-01.',
  },

  // Conditions in json-rules-engine's form
  emptyAny: {
    'zh-CN': '“any”为空：没有任何条件可以成立。json-rules-engine 会把它当作成立。请补上条件或删去。',
    en: 'an empty "any": nothing in it can hold, and json-rules-engine would call it true. Fill or remove it.',
  },
  emptyAll: {
    'zh-CN': '“all”为空：它总是成立。请补上条件或删去。',
    en: 'an empty "all" always holds. Fill or remove it.',
  },
  pathForbidden: {
    'zh-CN': '条件里不能用“path”：它会执行规则文件里的文字。请把要用的内容写成派生事实。',
    en: 'a condition cannot have a "path": it would run text of the rule file. Make a derived fact of it.',
  },
  malformedCondition: {
    'zh-CN': '条件写法不对：{detail}。',
    en: 'this is not a condition: {detailEn}.',
  },
  unknownCondition: {
    'zh-CN': '没有名为“{name}”的条件。',
    en: 'there is no named condition "{name}".',
  },
  numberInRule: {
    'zh-CN': '规则里不能直接写数字 {number}。请改为参数，并写明出处。',
    en: 'a rule cannot hold the number {number}. Make it a parameter with its source.',
  },
  tooDeep: {
    'zh-CN': '嵌套超过 {limit} 层。请拆成命名条件或派生事实。',
    en: 'nested deeper than {limit}. Split it into named conditions or derived facts.',
  },
  orderOfNonNumber: {
    'zh-CN': '“{operator}”只能比较数字；“{fact}”不是数字。日期请写成派生事实。',
    en: '"{operator}" only compares numbers, and "{fact}" is none. Put days into a derived fact.',
  },
} as const satisfies Record<string, IssueText>;
