/**
 * A bundle with the public functions of the real one and invented rules, to try hosts with: safe drinking water, and
 * income per head against an invented line. Plain ES3, ASCII.
 */
const SOURCE = `var Dixian = (function () {
  var HEADER = ['识别建议', '理由', '还需查明', '政策'];
  var POLICY = '0123456789abcdef';
  var LINE = 780000;
  var passed = null;
  function lineOf(settings) { return SETTING; }
  function textOf(cell) { return cell === null || cell === undefined ? '' : String(cell); }
  function columnOf(header, title) {
    var found = -1, index;
    for (index = 0; index < header.length; index += 1) {
      if (textOf(header[index]) === title) {
        if (found >= 0) { return -2; }
        found = index;
      }
    }
    return found;
  }
  function decide(row, header, number, options, messages) {
    var water = row[columnOf(header, '饮水是否安全')];
    var income = row[columnOf(header, '人均纯收入')];
    var day = row[columnOf(header, '识别监测时间')];
    var reasons = [], missing = [], isIn = false, fen = null;
    if (water === undefined || water === null || water === '') { missing[missing.length] = '饮水是否安全'; }
    else if (water === '否' || water === 0 || water === false) { isIn = true; reasons[reasons.length] = '饮水不安全'; }
    else if (!(water === '是' || water === 1 || water === true)) {
      messages[messages.length] = '第 ' + number + ' 行“饮水是否安全”读不出。';
      missing[missing.length] = '饮水是否安全';
    }
    if (income === undefined || income === null || income === '') { missing[missing.length] = '人均纯收入'; }
    else {
      if (typeof income === 'number') { fen = Math.round(income * 100); }
      if (typeof income === 'string' && /^[0-9]+$/.test(income)) { fen = parseInt(income, 10) * 100; }
      if (fen === null) {
        messages[messages.length] = '第 ' + number + ' 行“人均纯收入”读不出。';
        missing[missing.length] = '人均纯收入';
      } else if (fen < lineOf(options.line)) { isIn = true; reasons[reasons.length] = '人均纯收入低于标准'; }
    }
    if (day !== undefined && day !== null && day !== '') { reasons[reasons.length] = '日期 ' + day; }
    return [isIn ? '纳入' : missing.length > 0 ? '需核实' : '不纳入', reasons.join('；'), missing.join('、'), POLICY];
  }
  function selfTest() {
    var header = ['户编号', '饮水是否安全', '人均纯收入'], failed = [];
    if (passed === null) {
      if (decide(['1', '是', 100], header, 1, {}, [])[0] !== '纳入') { failed[failed.length] = '示例户一算错了'; }
      if (decide(['2', null, 9000], header, 1, {}, [])[0] !== '需核实') { failed[failed.length] = '示例户二算错了'; }
      if (decide(['3', '否', 9000], header, 1, {}, [])[0] !== '纳入') { failed[failed.length] = '示例户三算错了'; }
      passed = failed;
    }
    return passed;
  }
  function refusal(options) {
    if (selfTest().length > 0) { return '自检没有通过，不判定：' + selfTest().join('；'); }
    if (options.on < 20240101 || options.on > 20251231) { return '研判日期不在政策有效期内。'; }
    return '';
  }
  function decideTable(grid, options) {
    var answer = { header: HEADER, rows: [], headerRow: 0, messages: [] }, refused = refusal(options), at, index;
    for (at = 0; at < grid.length && answer.headerRow === 0; at += 1) {
      index = columnOf(grid[at], '户编号');
      if (index === -2) { answer.messages[0] = '第 ' + (at + 1) + ' 行：两列都叫“户编号”。'; return answer; }
      if (index >= 0) { answer.headerRow = at + 1; }
    }
    if (refused !== '') { answer.messages[0] = refused; return answer; }
    if (answer.headerRow === 0) { answer.messages[0] = '没有找到表头。'; return answer; }
    for (at = 0; at < options.merges.length; at += 1) { answer.messages[at] = '合并 ' + options.merges[at].join(' '); }
    for (at = answer.headerRow; at < grid.length; at += 1) {
      index = textOf(grid[at][columnOf(grid[answer.headerRow - 1], '户编号')]);
      answer.rows[answer.rows.length] = index === '' ? ['', '', '', '']
        : decide(grid[at], grid[answer.headerRow - 1], at + 1, options, answer.messages);
    }
    return answer;
  }
  function explainRow(row, header, options) {
    var refused = refusal(options), messages = [], answer;
    if (refused !== '') { return refused; }
    answer = decide(row, header[0], 1, options, messages);
    return answer[0] + '：' + answer[1] + '｜缺：' + answer[2] + '｜' + messages.join('') + '政策 ' + POLICY;
  }
  function mapHeader(header) {
    var mapped = [], index;
    for (index = 0; index < header.length; index += 1) {
      mapped[index] = { column: index, title: textOf(header[index]), fact: textOf(header[index]) };
    }
    return mapped;
  }
  function versions() {
    return { engine: '0.0.0', policy: POLICY, region: '990000', regionName: '测试省', validFrom: 20240101, validTo: 20251231 };
  }
  return { decideTable: decideTable, explainRow: explainRow, mapHeader: mapHeader, selfTest: selfTest, versions: versions };
})();
`;

/** A line that every engine reads alike, and one that Rhino 1.5 takes for `true`. */
const SETTINGS = {
  exact: 'settings === undefined ? LINE : settings',
  miscomputedByOldEngines: 'settings || 780000',
} as const;

/** The text of the stub. */
export const stubBundle = (setting: keyof typeof SETTINGS = 'exact'): string =>
  SOURCE.replace('SETTING', SETTINGS[setting]).replace(
    /[^\n -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
