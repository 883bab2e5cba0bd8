/**
 * 底线在 Univer 里的单元格函数：DIXIAN_ROW(该户一行, 表头行, 研判日期)、DIXIAN_CHECK()、DIXIAN_VERSIONS()。
 *
 * 用 BaseFunction，不用简单的 registerFunction：后者把空白的格子变成 0，“不知道”就成了“没有”。
 */
const vm = require('node:vm');
const { BaseFunction, StringValueObject } = require('@univerjs/engine-formula');

/** A cell as the bundle takes it: a blank is null, an error its text, a percentage a text, for it is no amount. */
function cellOf(value) {
  if (value === null || value === undefined || value.isNull()) return null;
  if (value.isError()) return String(value.getErrorType());
  const plain = value.getValue();
  if (typeof plain !== 'number' || value.isBoolean()) return plain === '' ? null : plain;
  return String(value.getPattern()).includes('%') ? `${plain * 100}%` : plain;
}

function cellsOf(argument) {
  if (!argument.isReferenceObject() && !argument.isArray()) return [[cellOf(argument)]];
  const rows = [];
  const range = argument.isReferenceObject() ? argument.toArrayValueObject() : argument;
  for (let row = 0; row < range.getRowCount(); row += 1) {
    rows.push([]);
    for (let column = 0; column < range.getColumnCount(); column += 1)
      rows[row].push(cellOf(range.get(row, column)));
  }
  return rows;
}

/** 2024-11-01, 2024年11月1日, or a day as spreadsheets count them; 0 where it is no day. */
function dayOf(cell) {
  const serial = typeof cell === 'number' ? new Date(Date.UTC(1899, 11, 30 + cell)).toISOString() : String(cell);
  const [, year, month, day] = /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})(?:日|T|$)/.exec(serial) ?? [];
  return year === undefined ? 0 : Number(year) * 10000 + Number(month) * 100 + Number(day);
}

/**
 * The functions for `formula.function` of a Univer preset.
 * @param {string} bundle the text of a bundle of `dixian sheets`; it runs in a scope without any global of Node.
 */
exports.dixianFunctions = function dixianFunctions(bundle) {
  const dixian = vm.runInNewContext(`${bundle}\nDixian`, {});
  const failures = dixian.selfTest();
  const text = (value) => StringValueObject.create(value);
  const refused = failures.length === 0 ? '' : `规则自检没有通过，不能用这个程序判定。\n${failures.join('\n')}`;

  class DixianRow extends BaseFunction {
    minParams = 3;
    maxParams = 3;

    calculate(row, header, day) {
      if (refused !== '') return text(refused);
      const cells = cellsOf(row);
      const headers = cellsOf(header);
      const on = dayOf(cellsOf(day)[0][0]);
      if (cells.length !== 1 || headers[0].length !== cells[0].length)
        return text('没有判定：第一个参数要选一户的一行，第二个参数要选表头，两处的列要一样。');
      if (on === 0) return text('没有判定：请写研判日期，如 2024-11-01。');
      return text(dixian.explainRow(cells[0], headers, { on, serialDays: true, merges: [] }));
    }
  }
  class DixianCheck extends BaseFunction {
    minParams = 0;
    maxParams = 0;

    calculate() {
      return text(refused === '' ? '规则自检通过。' : refused);
    }
  }
  class DixianVersions extends BaseFunction {
    minParams = 0;
    maxParams = 0;

    calculate() {
      const { regionName, region, policy, engine } = dixian.versions();
      return text(`${regionName}（${region}）；政策编号：${policy}；引擎版本：${engine}。`);
    }
  }
  return [
    [DixianRow, 'DIXIAN_ROW'],
    [DixianCheck, 'DIXIAN_CHECK'],
    [DixianVersions, 'DIXIAN_VERSIONS'],
  ];
};
