/** The text of every issue: what is wrong, and how to mend it. `{name}` is filled from its params. */
export const ISSUE_TEXTS = {
  // A household
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

  // Packs
  notJson: {
    'zh-CN': '不是有效的 JSON：{detail}。',
    en: 'this is not valid JSON: {detail}.',
  },
  duplicateKey: {
    'zh-CN': '同一对象里“{key}”出现了不止一次，后面的会悄悄盖掉前面的。请只留一个。',
    en: 'the key "{key}" stands more than once in one object; the later would silently replace the earlier. Keep one.',
  },
  forbiddenKey: {
    'zh-CN': '不允许使用键“{key}”。',
    en: 'the key "{key}" is not allowed.',
  },
  fileTooLarge: {
    'zh-CN': '文件超过 {limit} 字符。请拆分。',
    en: 'the file has more than {limit} characters. Split it.',
  },
  schemaViolation: {
    'zh-CN': '{detail}',
    en: '{detailEn}',
  },
  unknownFileKind: {
    'zh-CN': '文件的 "kind" 应为 {known} 之一。',
    en: 'the "kind" of a file is one of {known}.',
  },
  fileOutsidePack: {
    'zh-CN': '此文件不属于任何规则包：同一目录或上级目录里没有 kind 为 "pack" 的文件。',
    en: 'this file belongs to no pack: neither its folder nor one above it has a file of kind "pack".',
  },
  duplicateName: {
    'zh-CN': '名称“{name}”已在 {other} 用过。同一名称只能有一个含义。',
    en: 'the name "{name}" is already used in {other}. One name has one meaning.',
  },
  notBelow: {
    'zh-CN': '规则包“{name}”写明在“{below}”之下，但同一区域没有这个规则包，或两者互为上下。',
    en: 'the pack "{name}" says that it lies below "{below}", which is no pack of the same region, or lies below it in turn.',
  },
  unknownRegion: {
    'zh-CN':
      '不认识的区域“{region}”。请在规则包的 regions 中登记它及其上级；县区没有自己的规则包时，可改用所在省的代码。',
    en: 'the region "{region}" is not known. Enter it and its parent under "regions" of a pack; a county without a pack of its own uses the code of its province.',
  },
  unknownDocument: {
    'zh-CN': '没有编号为“{document}”的文件。请在 documents 中登记。',
    en: 'there is no document "{document}". Enter it under "documents".',
  },
  documentMissing: {
    'zh-CN': '权威层级为“{authority}”的内容必须写明文件（document）。没有文件的只能标为 projectDefault。',
    en: 'what stands on the authority "{authority}" must name its document. Without one it can only be projectDefault.',
  },
  overlappingValues: {
    'zh-CN': '参数“{name}”在 {from} 至 {to} 有两个值。请只留一个，或改起止日期。',
    en: 'the parameter "{name}" has two values between {from} and {to}. Keep one, or change their days.',
  },
  periodReversed: {
    'zh-CN': '“from”（{from}）晚于“to”（{to}）。请改正其中一个。',
    en: '"from" ({from}) is later than "to" ({to}). Correct one of them.',
  },
  valueOfWrongType: {
    'zh-CN': '参数“{name}”的值应为{expected}。',
    en: 'the value of the parameter "{name}" should be {expectedEn}.',
  },
  valueNotInForce: {
    'zh-CN': '参数“{name}”的状态是 {status}，就不能有值。请删去 value，或改正 status。',
    en: 'the parameter "{name}" has the status "{status}" and so cannot have a value. Remove the value, or correct the status.',
  },
  boundsReversed: {
    'zh-CN': '参数“{name}”的 minimum 大于 maximum。',
    en: 'the minimum of the parameter "{name}" is above its maximum.',
  },
  valueOutOfBounds: {
    'zh-CN': '参数“{name}”的值 {value} 超出上级允许的范围（{minimum} 至 {maximum}）。',
    en: 'the value {value} of the parameter "{name}" is outside the bounds set above ({minimum} to {maximum}).',
  },
  undeclaredOverride: {
    'zh-CN': '“{name}”在上级规则包 {other} 中已有规定，下级未写明“overrides”（动作、理由、文件）就改动了它。',
    en: '"{name}" is settled in the upper pack {other}; a lower one touches it without "overrides" (act, reason, document).',
  },
  overrideNotPermitted: {
    'zh-CN': '上级规则包 {other} 不允许对“{name}”做“{act}”。允许：{permitted}。',
    en: 'the upper pack {other} does not permit "{act}" on "{name}". Permitted: {permitted}.',
  },
  overridesNothing: {
    'zh-CN': '“{name}”声明了 overrides，但上级规则包里没有它。',
    en: '"{name}" declares "overrides", but no upper pack has it.',
  },
  unknownParameter: {
    'zh-CN': '没有名为“{name}”的参数。上级须先声明，下级才能填写。',
    en: 'there is no parameter "{name}". An upper layer declares it before a lower one fills it.',
  },
  cyclicDefinition: {
    'zh-CN': '定义互相引用成环：{cycle}。请断开其中一处引用。',
    en: 'definitions refer to each other in a circle: {cycle}. Break it at one of them.',
  },
  laterStageRead: {
    'zh-CN': '“{stage}”阶段的规则不能引用后面阶段的结论“{name}”。',
    en: 'a rule of the stage "{stage}" cannot read "{name}", a conclusion of a later stage.',
  },
  priorityMissing: {
    'zh-CN': '“{stage}”阶段按先后取第一条，每条规则都要写 priority（大的在先）。',
    en: 'the stage "{stage}" takes the first rule that holds, so every rule needs a priority (higher first).',
  },
  equalPriority: {
    'zh-CN': '“{stage}”阶段的规则“{name}”与“{other}”优先级同为 {priority}，先后不明。',
    en: 'in the stage "{stage}", "{name}" and "{other}" have the same priority {priority}; their order is not defined.',
  },
  conclusionMissing: {
    'zh-CN': '“{stage}”阶段的规则要在 event.params.concludes 写明结论，取自代码表：{codes}。',
    en: 'a rule of the stage "{stage}" states its conclusion in event.params.concludes, one of: {codes}.',
  },
  notATruth: {
    'zh-CN': '“{name}”应为可成立或不成立的条件。',
    en: '"{name}" must be something that holds or does not.',
  },
  stageConditionMissing: {
    'zh-CN': '“{stage}”阶段的适用条件“{name}”不存在。',
    en: 'the stage "{stage}" applies when "{name}", which does not exist.',
  },
  dayOutsideValidity: {
    'zh-CN': '{on} 不在本政策的有效期内（{from} 至 {to}）。请按该日重新加载政策。',
    en: '{on} is outside the validity of this policy ({from} to {to}). Load the policy for that day.',
  },
  damagedPolicy: {
    'zh-CN': '政策文件已损坏或被改动：内容与其散列值不符。',
    en: 'the policy file is damaged or was changed: its content does not match its hash.',
  },
  noPacks: {
    'zh-CN': '没有找到规则包。',
    en: 'no pack was found.',
  },

  // Tables
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
} as const satisfies Record<string, { readonly 'zh-CN': string; readonly en: string }>;
