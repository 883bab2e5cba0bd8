import type { IssueText } from './issue-text.js';

/** What can be wrong with packs and policies. */
export const PACK_ISSUES = {
  notJson: {
    'zh-CN': '不是有效的 JSON：{detail}。',
    en: 'this is not valid JSON: {detail}.',
  },
  notUtf8: {
    'zh-CN': '不是 UTF-8 编码，读出来会是乱码。请另存为 UTF-8（表格软件选“CSV UTF-8”）。',
    en: 'this is not UTF-8; its text would be garbled. Save it as UTF-8.',
  },
  jsonSyntax: {
    'zh-CN':
      '第 {line} 行第 {column} 个字符处不是有效的 JSON。多半是上一行末尾少了或多了逗号，括号、引号不成对，或用了中文标点（“”，：）。',
    en: 'line {line}, character {column}: this is not valid JSON. Look for a missing or extra comma on the line before, unpaired brackets or quotes.',
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
    'zh-CN': '文件的 "kind" 应为 {known} 之一（最接近：{nearest}）。',
    en: 'the "kind" of a file is one of {known} (nearest: {nearest}).',
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
    'zh-CN': '不认识的区域“{region}”。请在 kind 为 "regions" 的文件里登记它及其上级。',
    en: 'the region "{region}" is not known. Enter it and its parent in a file of kind "regions".',
  },
  unknownDocument: {
    'zh-CN': '没有编号为“{document}”的文件。请在 documents 中登记。',
    en: 'there is no document "{document}". Enter it under "documents".',
  },
  unknownDocumentNear: {
    'zh-CN': '没有编号为“{document}”的文件。是否应为“{nearest}”？',
    en: 'there is no document "{document}". Is "{nearest}" meant?',
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
    'zh-CN':
      '参数“{name}”的值 {value} 超出上级允许的范围（{minimum} 至 {maximum}）。请核对这个数；界限有误的，请上级修改。',
    en: 'the value {value} of the parameter "{name}" is outside the bounds set above ({minimum} to {maximum}). Check it; a wrong bound has to be changed above.',
  },
  undeclaredOverride: {
    'zh-CN': '“{name}”在上级规则包 {other} 中已有规定，下级未写明“overrides”（动作、理由、文件）就改动了它。',
    en: '"{name}" is settled in the upper pack {other}; a lower one touches it without "overrides" (act, reason, document).',
  },
  declaredDayByMonth: {
    'zh-CN': '“{fact}”的空白表示哪一天，要写到日，如 2024-11-01。',
    en: 'what a blank "{factEn}" means is one day: write 2024-11-01.',
  },
  overridesOtherPack: {
    'zh-CN': '“{name}”现在由规则包 {other} 规定，这里写的是“{pack}”。请改为“{other}”，再确认一次。',
    en: '"{name}" is settled by the pack {other}, but this names "{pack}". Name "{other}" and confirm again.',
  },
  overrideNotPermitted: {
    'zh-CN':
      '上级规则包 {other} 不允许对“{name}”做“{act}”。允许：{permitted}。要改，请上级在这一项下写 "permits": ["{act}"]。',
    en: 'the upper pack {other} does not permit "{act}" on "{name}". Permitted: {permitted}. To change it, the upper layer writes "permits": ["{act}"] there.',
  },
  overridesNothing: {
    'zh-CN':
      '“{name}”声明了 overrides，但上级规则包里没有它（没有读到 {pack}？是否漏了 --packs，或该日没有值可改）。',
    en: '"{name}" declares "overrides", but no upper pack has it (was {pack} read? Perhaps --packs is missing, or there is no value to change on those days).',
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
  policyOfOtherFormat: {
    'zh-CN': '政策文件的格式是“{format}”，本版读“{expected}”。请用规则包重新生成。',
    en: 'the policy file has the format "{format}"; this version reads "{expected}". Make it again from its packs.',
  },
  noPacks: {
    'zh-CN': '没有找到规则包。',
    en: 'no pack was found.',
  },
} as const satisfies Record<string, IssueText>;
