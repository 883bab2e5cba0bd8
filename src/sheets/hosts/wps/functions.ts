import type * as adapter from './adapter.js';

declare const DixianHost: typeof adapter;

/**
 * 判定一户，用在格子里：=判定(A2:CZ2, A$1:CZ$1, "2024-11-01")。表头有几行，就从第 1 行选到表头最后一行，如 A$1:K$3；
 * 列要选全。第三个参数是研判日期。
 */
export function 判定(
  该户一行: Parameters<typeof adapter.explainHousehold>[0],
  表头行: Parameters<typeof adapter.explainHousehold>[1],
  研判日期: Parameters<typeof adapter.explainHousehold>[2],
): string {
  return DixianHost.explainHousehold(该户一行, 表头行, 研判日期);
}

/** 判定当前工作表的全部农户，结果写在表的右边。 */
export function 整表判定(): void {
  DixianHost.decideSheet();
}

/** 规则在这个程序里算得对不对，用在格子里：=规则自检()。 */
export function 规则自检(): string {
  return DixianHost.checkText();
}

/** 用的是哪一份规则，用在格子里：=版本()。 */
export function 版本(): string {
  return DixianHost.versions();
}

/** 用对话框显示规则自检和版本。 */
export function 检查规则(): void {
  DixianHost.say(`${DixianHost.checkText()}\n${DixianHost.versions()}`);
}
