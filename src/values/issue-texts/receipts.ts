import type { IssueText } from './issue-text.js';

/** What can be wrong with receipts and what is kept for them. Never a fact. */
export const RECEIPT_ISSUES = {
  saltOfWrongForm: {
    'zh-CN': '盐值应为 64 位十六进制数字，并且每份凭据随机生成一个。在 Node 里用 dixian/node 的 newSalt()。',
    en: 'a salt is 64 hexadecimal digits, random and new for each receipt. In Node, use newSalt() of dixian/node.',
  },
  householdNotJson: {
    'zh-CN':
      '这户的数据写不成 JSON（可能有循环引用、大整数或残缺的字符），无法出具凭据。请改成普通的 JSON 值。',
    en: 'this household cannot be written as JSON (a cycle, a BigInt, or broken characters), so no receipt can be made. Give plain JSON values.',
  },
  householdReadsOtherwise: {
    'zh-CN':
      '这户的数据写成 JSON 以后，读出来与判定时不同（含有日期等对象），无法出具凭据。请用普通的 JSON 值。',
    en: 'this household, written as JSON, reads otherwise than what was assessed (it holds objects such as dates), so no receipt can be made. Give plain JSON values.',
  },
  lineNotJson: {
    'zh-CN': '第 {line} 行不是 JSON。凭据和事实文件每行一个 JSON 对象；请核对文件是否完整。',
    en: 'line {line} is not JSON. Files of receipts and facts hold one JSON object a line; check that the file is whole.',
  },
  receiptOfOtherFormat: {
    'zh-CN':
      '第 {line} 行的格式是“{given}”，这里要的是“{format}”。请核对是否拿错了文件，或文件是否由更新的版本写出。',
    en: 'line {line} has the form "{given}"; "{format}" is needed here. Check whether this is the right file, and whether a newer version wrote it.',
  },
  receiptDamaged: {
    'zh-CN': '第 {line} 行在这个位置与凭据的格式不符，可能被改动或截断，或同一个名称出现两次。请用原件。',
    en: 'line {line} is not in the form of a receipt at this place; it may have been changed or cut, or a name stands in it twice. Use the original.',
  },
  receiptFileEmpty: {
    'zh-CN': '文件里没有内容。请核对路径。',
    en: 'the file is empty. Check the path.',
  },
  receiptIsPublic: {
    'zh-CN': '第 {line} 行是公开凭据，不含规则结果，不能重放。请用案卷里的完整凭据。',
    en: 'line {line} is a public receipt, without the truth of rules; it cannot be replayed. Use the full one of the case file.',
  },
  replayOfOtherPolicy: {
    'zh-CN': '凭据依据的政策是 {needed}…，给出的是 {given}…。请提供当时的政策文件（文件名里有散列值）。',
    en: 'the receipt was made by the policy {needed}…, given is {given}…. Give the policy file of that time (the hash is in its name).',
  },
  keyNotEd25519: {
    'zh-CN':
      '这不是所需的 PEM 格式 Ed25519 密钥（签名用私钥，核对用公钥）。请用 openssl genpkey -algorithm ed25519 生成私钥，用 openssl pkey -pubout 取公钥。',
    en: 'this is not the Ed25519 key in PEM form that is needed (the private one to sign, the public one to check). Make one with openssl genpkey -algorithm ed25519; openssl pkey -pubout gives the public one.',
  },
} as const satisfies Record<string, IssueText>;
