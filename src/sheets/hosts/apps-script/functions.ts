import type * as adapter from './adapter.js';

declare const DixianHost: typeof adapter;

/** 打开表格时加上“底线”菜单。 */
export function onOpen(): void {
  DixianHost.addMenu();
}

/** 判定当前工作表的全部农户，结果写在表的右边。 */
export function 整表判定(): void {
  DixianHost.decideSheet();
}

/** 用对话框显示规则自检和版本。 */
export function 检查规则(): void {
  DixianHost.showCheck();
}

/**
 * 判定一户，用在格子里：=DIXIAN_ROW(A2:CZ2, A$1:CZ$1, "2024-11-01")
 * @param {Array<Array>} row 该户的一行，列要选全
 * @param {Array<Array>} header 表头，从第 1 行（标题、单位）选到表头最后一行，如 A$1:K$3
 * @param {string} day 研判日期
 * @return {string} 研判结果和理由
 * @customfunction
 */
export function DIXIAN_ROW(
  row: Parameters<typeof adapter.explainHousehold>[0],
  header: Parameters<typeof adapter.explainHousehold>[1],
  day: Parameters<typeof adapter.explainHousehold>[2],
): string {
  return DixianHost.explainHousehold(row, header, day);
}

/**
 * 规则在这个程序里算得对不对，用在格子里：=DIXIAN_CHECK()
 * @return {string} 规则自检的结果
 * @customfunction
 */
export function DIXIAN_CHECK(): string {
  return DixianHost.checkText();
}

/**
 * 用的是哪一份规则，用在格子里：=DIXIAN_VERSIONS()
 * @return {string} 地区、有效期、政策编号
 * @customfunction
 */
export function DIXIAN_VERSIONS(): string {
  return DixianHost.versions();
}
