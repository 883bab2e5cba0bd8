/**
 * What a module of a policy does around its generated code: it watches over the day and the order of the calls, tells
 * of rows that cannot be, and reads answers. ES5, without globals but those of the language.
 */
export const MODULE_HOST = `
var asked = 0, state = 0;
var DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isWhole(x, least, most) { return typeof x === 'number' && Math.floor(x) === x && x >= least && x <= most; }
function isMonth(x) { var month = x % 100; return isWhole(x, 100001, 999912) && month >= 1 && month <= 12; }
function isDay(x) {
  var month, year, date;
  if (!isWhole(x, 10000101, 99991231)) return false;
  date = x % 100; month = Math.floor(x / 100) % 100; year = Math.floor(x / 10000);
  if (month < 1 || month > 12 || date < 1) return false;
  return date <= (month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : DAYS[month - 1]);
}
function isOneOf(x, all) {
  var i;
  for (i = 0; i < all.length; i += 1) if (all[i] === x) return true;
  return false;
}
function isRange(low, high, isOne) {
  return (low === -1 / 0 || isOne(low)) && (high === 1 / 0 || isOne(high)) && low <= high;
}
function isText(x, fact) {
  return typeof x === 'string' && x !== '' && (fact.pattern === null || new RegExp(fact.pattern).test(x));
}
function isArray(x) { return Object.prototype.toString.call(x) === '[object Array]'; }
function faultOfList(fact, row, where) {
  var i, items = row[fact.keys[0]], complete = row[fact.keys[1]], found;
  if (items === null) return complete === 2 ? null : where + fact.keys[1];
  if (!isArray(items) || items.length > data.maximumItems) return where + fact.name;
  if (complete !== 2 && complete !== 3) return where + fact.keys[1];
  if (complete === 3 && items.length < fact.minimumItems) return where + fact.name;
  for (i = 0; i < items.length; i += 1) {
    found = fact.kind === 'list' ? faultOf(fact.fields, items[i], where + fact.name + '[' + i + '].') :
      isOneOf(items[i], fact.codes) ? null : where + fact.name + '[' + i + ']';
    if (found !== null) return found;
  }
  return null;
}
function isPossible(fact, row) {
  var x = row[fact.keys[0]];
  switch (fact.kind) {
    case 'number': return x !== x || isWhole(x, fact.minimum, fact.maximum);
    case 'flag': return x === 3 || x === 0 || x === 2;
    case 'code': return x === null || isOneOf(x, fact.codes);
    case 'text': return x === null || isText(x, fact);
    case 'day': return isRange(x, row[fact.keys[1]], isDay);
    case 'month': return isRange(x, row[fact.keys[1]], isMonth);
  }
  return false;
}
function faultOf(facts, row, where) {
  var i, fact, found;
  if (typeof row !== 'object' || row === null || isArray(row)) return where + 'row';
  for (i = 0; i < facts.length; i += 1) {
    fact = facts[i];
    found = fact.kind === 'list' || fact.kind === 'codes' ? faultOfList(fact, row, where) :
      isPossible(fact, row) ? null : where + fact.name;
    if (found !== null) return found;
  }
  return null;
}
function fault(row) { return faultOf(data.facts, row, ''); }
function isBlank(fact, row) {
  var x = row[fact.keys[0]];
  switch (fact.kind) {
    case 'number': return x !== x;
    case 'flag': return x === 2;
    case 'day': case 'month': return x === -1 / 0 && row[fact.keys[1]] === 1 / 0;
  }
  return x === null;
}
function fillBlanks(row) {
  var i, k, fact, filled = [];
  for (i = 0; i < data.facts.length; i += 1) {
    fact = data.facts[i];
    if (fact.blankMeans === null || !isBlank(fact, row)) continue;
    for (k = 0; k < fact.keys.length; k += 1) row[fact.keys[k]] = fact.blankMeans;
    filled.push(fact.name);
  }
  return filled;
}
function day(on) {
  if (!isDay(on)) throw new RangeError(data.texts.notADay);
  if (on < data.firstDay || on > data.lastDay) throw new RangeError(data.texts.outside);
  program.day(on); asked = on; state = 0;
}
function decide(row) {
  if (asked === 0) throw new Error(data.texts.noDay);
  state = 0;
  if (!program.decide(row)) return false;
  state = 1;
  return true;
}
function missing() {
  if (state === 0) throw new Error(data.texts.notDecided);
  if (state === 1) state = program.missing() ? 2 : 3;
  return state === 2;
}
function truthAt(place) { return place.at === null ? place.value : program.T[place.at]; }
function readCodes(items) {
  var i, k, truth, found = [];
  for (i = 0; i < items.length; i += 1) {
    truth = truthAt(items[i]);
    if (truth === 0) continue;
    for (k = 0; k < found.length && found[k].text !== items[i].text; k += 1);
    if (k === found.length) found.push({ text: items[i].text, truth: truth });
    else if (truth === 3) found[k].truth = 3;
  }
  return found;
}
function read(answer) {
  if (state === 0) throw new Error(data.texts.notDecided);
  if (answer.afterMissing && !missing()) throw new Error(data.texts.notDecided);
  if (answer.kind === 'codes') return readCodes(answer.items);
  if (answer.kind === 'truth') return truthAt(answer);
  return answer.at === null ? answer.value : program.O[answer.at];
}
`;

/** How a module is called: the comment at its head. Nothing of a policy stands in it. */
export const MODULE_COMMENT = `/*
 * 底线 dixian 生成的政策模块，请勿手改；政策变了就重新生成。用法见 docs/generated-code.md。
 * A policy as code, generated by dixian. Do not edit; build it again when the policy changes.
 *
 * day(20241101)    sets the day of assessment, a number yyyymmdd within validFrom and validTo. Once for many households.
 * fault(row)       the key of the first value that cannot be, or null. decide() trusts its row, and that numbers stay
 *                  exact rests on it: check what you read, and give a household with a fault to the library.
 * fillBlanks(row)  puts what a blank means where the policy declares it; returns the names of the facts.
 * decide(row)      works out one household; false: a number left the exact ones, nothing is decided, use the library
 *                  (where it is a figure of the day, that is so for every household of it).
 * read(answer)     an answer of the household decided last; answer is one of answers:
 *                  truth: 3 true, 0 false, 2 unknown; text: the text, or null for unknown;
 *                  codes: [{ text, truth }], 3 certain, 2 possible.
 * missing()        works out what is missing for it; read() does so where it has to.
 * T, O             the arrays in which truths and texts stand (at); valid until the next decide().
 *
 * A row is one object with the keys of facts, all of them, always in the order of facts:
 *   number           a whole number in units of its last decimal (decimals 2: yuan become fen); NaN is unknown
 *   flag             3 true, 0 false, 2 unknown. A blank is never 0.
 *   code, text       a string, or null
 *   day, month       two keys: first and last possible one, yyyymmdd or yyyymm; -Infinity and Infinity are unknown
 *   list, codes      an array of rows (by fields) or strings, or null; second key: 3 complete, 2 not
 */`;
