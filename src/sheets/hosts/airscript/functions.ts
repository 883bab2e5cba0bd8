import type * as adapter from './adapter.js';

declare const DixianHost: typeof adapter;

/** 判定当前工作表的全部农户，结果写在表的右边。 */
export function 整表判定(): string {
  return DixianHost.decideSheet();
}

/** 规则在这个程序里算得对不对。要运行它，把本文件最后一行改成 规则自检() */
export function 规则自检(): string {
  return DixianHost.checkText();
}

/** 用的是哪一份规则。要运行它，把本文件最后一行改成 版本() */
export function 版本(): string {
  return DixianHost.versions();
}

整表判定();
