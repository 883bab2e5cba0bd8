import type { IssueText } from './issue-text.js';

/** What can be wrong with a decision log and what is to be written to it. Never a value that was given. */
export const LOG_ISSUES = {
  // What is to be logged
  logDecisionNotJson: {
    'zh-CN':
      '这个决定写不成规范的 JSON（可能有非数、循环引用或残缺的字符），没有写入日志。请改成普通的 JSON 值。',
    en: 'this decision cannot be written as canonical JSON (a number that is none, a cycle, broken characters); it was not logged. Give plain JSON values.',
  },
  logDecisionMalformed: {
    'zh-CN': '这里与日志记录的格式不符，没有写入日志。格式见 docs/decision-log.md。',
    en: 'this is not in the form of a decision to be logged; it was not logged. docs/decision-log.md has the form.',
  },
  logReceiptDamaged: {
    'zh-CN': '这里与凭据的格式不符，没有写入日志。请用程序给出的凭据原件，不要改动。',
    en: 'this is not in the form of a receipt; it was not logged. Give the receipt as it was made.',
  },
  logDayNotADay: {
    'zh-CN': '决定日期不是存在的日期，没有写入日志。请写成 2024-11-01。',
    en: 'the day of the decision is not a day that exists; it was not logged. Write 2024-11-01.',
  },
  logDecidedBeforeAssessed: {
    'zh-CN': '决定日期（{decidedOn}）早于研判日期（{on}），没有写入日志。请核对。',
    en: 'the day of the decision ({decidedOn}) is before the day of assessment ({on}); it was not logged. Check both.',
  },
  logReasonMissing: {
    'zh-CN': '决定与建议不一致，但没有写原因，没有写入日志。请写明 reason。',
    en: 'the decision differs from the advice and gives no reason; it was not logged. Give a reason.',
  },
  logReasonUnknown: {
    'zh-CN': '原因不在代码表中，没有写入日志。可选：{codes}。',
    en: 'the reason is not in its code list; it was not logged. One of: {codesEn}.',
  },
  logReasonTooLong: {
    'zh-CN': '原因的文字超过 {limit} 字，没有写入日志。请写短些。',
    en: 'the text of the reason has more than {limit} characters; it was not logged. Shorten it.',
  },
  logOtherNeedsText: {
    'zh-CN': '原因选了“其他原因”，但没有写是什么原因，没有写入日志。请补写文字。',
    en: 'the reason is "other" and nothing says which; it was not logged. Give a text.',
  },
  logDifferenceIsNone: {
    'zh-CN':
      '写明与建议不一致，但识别和退出的决定都与建议相同，没有写入日志。请改为 asAdvised，或写明不同的决定。',
    en: 'the decision is said to differ, but its answers are those advised; it was not logged. Give asAdvised, or the answer that differs.',
  },
  logPersonalNumber: {
    'zh-CN':
      '这里有像身份证号、手机号或银行卡号的一串数字，没有写入日志。请用公示用的说明（已遮盖），文字里不写号码。',
    en: 'there is something here that looks like an identity number, a mobile telephone or a bank card; it was not logged. Give the masked explanation of a public notice, and no number in texts.',
  },

  // Writing
  logFileSizeNotPositive: {
    'zh-CN': '单个日志文件的字节数上限不是正整数。请填正整数，或不填（64 兆字节）。',
    en: 'the most bytes of one log file are not a positive whole number. Give one, or none (64 MiB).',
  },
  logInUse: {
    'zh-CN':
      '另一个进程（{process}，主机 {host}）正在写这个日志。请等它结束；确知它已不在时，删除这个文件再试。',
    en: 'another process ({process} on {host}) is writing this log. Wait until it ends; if it is surely gone, delete this file and try again.',
  },
  logLockTakenOver: {
    'zh-CN': '上次写日志的进程（{process}）没有正常关闭日志，已接着写。',
    en: 'the process that wrote this log last ({process}) did not close it; its lock was taken over.',
  },
  logTornLineMovedAside: {
    'zh-CN':
      '最后一行没有写完（上次写入中断），已移到 {torn}，没有删除；日志从前一条接着写。写入中断的那个决定请核对后重新写入。',
    en: 'the last line was not finished (a writing was cut off); it was moved to {torn}, nothing was deleted, and the log goes on from the entry before. Check the decision that was being written, and log it again.',
  },
  logDamagedAtEnd: {
    'zh-CN':
      '日志的末条（第 {line} 行）被改动过或读不出，不能接着写。请用 dixian log 核对，查明后另开一个日志目录，原目录保留。',
    en: 'the last entry (line {line}) was changed or cannot be read; nothing can be written after it. Look with dixian log, keep this folder as it is, and begin a log in another one.',
  },
  logChangedUnderneath: {
    'zh-CN': '日志文件被别的程序改动、移走或删除，已停止写入。请查明后重新打开日志。',
    en: 'another program changed, moved or deleted the file of the log; nothing more is written. Find out, and open the log again.',
  },
  logWritingFailed: {
    'zh-CN': '此前有一次写入失败，这个日志不再写入。请查明（磁盘空间、权限）后重新打开，并先看末条再补写。',
    en: 'an earlier writing failed, so nothing more is written. Find the cause (space, permissions), open the log again, and look at its head before anything is logged again.',
  },
  logClosed: {
    'zh-CN': '日志已经关闭，没有写入。请重新打开。',
    en: 'the log is closed; nothing was logged. Open it again.',
  },

  // Reading
  logEntryUnreadable: {
    'zh-CN': '第 {line} 行读不出来，不是一条日志记录。',
    en: 'line {line} cannot be read; it is no entry of a log.',
  },
  logEntryChanged: {
    'zh-CN': '第 {line} 行被改动过：内容与它的散列值不符。',
    en: 'line {line} was changed: what it says does not fit its hash.',
  },
  logEntriesMissing: {
    'zh-CN': '第 {line} 行之前少了 {count} 条记录（序号 {from} 至 {to} 之间）。',
    en: 'before line {line}, {count} entries are missing (sequence {from} to {to}).',
  },
  logEntryDoubled: {
    'zh-CN': '第 {line} 行的序号 {sequence} 前面已经有过，是重复的记录。',
    en: 'line {line} has the sequence {sequence}, which was there before: it is doubled.',
  },
  logEntryOutOfOrder: {
    'zh-CN': '第 {line} 行的序号是 {sequence}，次序不对。',
    en: 'line {line} has the sequence {sequence} and is out of order.',
  },
  logEntryNotLinked: {
    'zh-CN': '第 {line} 行与前一条接不上：前一条或这一条被换过。',
    en: 'line {line} does not follow from the entry before: one of the two was replaced.',
  },
  logLineUnfinished: {
    'zh-CN': '第 {line} 行没有写完（写入中断，或文件被截断）。下次打开日志时，会移到另一个文件保存。',
    en: 'line {line} is not finished (a writing or the file was cut off). The next opening of the log moves it aside.',
  },
  logHeadAbsent: {
    'zh-CN': '日志里没有与所给末条散列值相符的记录：末尾被截去，或不是同一个日志。',
    en: 'no entry of the log has the hash that was noted as its head: its end was cut off, or this is another log.',
  },
} as const satisfies Record<string, IssueText>;
