import { distinct, given, isAmong } from './characters.js';
import { dayText } from './days.js';
import type { PolicyData } from './policy-data.js';
import { codesOf, leftExactNumbers, startHousehold, textOf } from './program.js';
import { evaluate } from './program-evaluation.js';
import type { Expression, Program } from './program-form.js';
import { missingOf } from './program-missing.js';
import type { HouseholdRow } from './rows.js';
import { KEY_SIGN, type SheetFact } from './sheet-facts.js';
import { shortReasonOf } from './short-reason.js';

/** The columns of the results, in their order. */
export const RESULT_TITLES = (
  '识别建议 类别 风险 困难程度 帮扶类型 建议措施 似可申请 综合研判 退出建议 消除方式 理由 还需查明 ' +
  '数据核对 预警线索 提醒 读不出的内容 研判日期 政策 说明'
).split(' ');
/** So many of them, the first, are answers. */
export const ANSWERS = 15;

/** A rule with the words for what it concludes; `expression` is null where the program has none. */
interface NamedWords {
  name: string;
  words: string;
  expression: Expression | null;
}

/** What the words of results are made from. */
export interface ResultWords {
  data: PolicyData;
  /** Titles and words of outcomes by name, after the sign. */
  titles: { [name: string]: string };
  waysIn: NamedWords[];
  risks: NamedWords[];
  measures: NamedWords[];
  referrals: NamedWords[];
  checks: NamedWords[];
  alerts: NamedWords[];
  reminders: NamedWords[];
  /** The last cells of each row, which are the same for all of a day. */
  tailDay: number;
  tail: string[];
}

function namedWords(pairs: string[], program: Program | null): NamedWords[] {
  const made: NamedWords[] = [];
  for (let at = 0; at < pairs.length; at += 1) {
    const parts = (pairs[at] as string).split('=');
    const place = program === null ? undefined : program.named[KEY_SIGN + parts[0]];
    made.push({
      name: parts[0] as string,
      words: parts[1] as string,
      expression: place === undefined || program === null ? null : (program.expressions[place] as Expression),
    });
  }
  return made;
}

function addTitles(titles: { [name: string]: string }, pairs: string[], sign: string): void {
  const all = namedWords(pairs, null);
  for (let at = 0; at < all.length; at += 1) {
    const each = all[at] as NamedWords;
    titles[KEY_SIGN + sign + each.name] = each.words;
  }
}

/** Signs before the words of outcomes. */
const IDENTIFIED = '+';
const RELEASED = '-';

export function resultWords(data: PolicyData, facts: SheetFact[], program: Program): ResultWords {
  const titles: { [name: string]: string } = {};
  for (let at = 0; at < facts.length; at += 1) {
    const fact = facts[at] as SheetFact;
    titles[KEY_SIGN + fact.name] = fact.title;
  }
  addTitles(titles, data.lists, '');
  addTitles(titles, data.missingTitles, '');
  addTitles(titles, data.identificationWords, IDENTIFIED);
  addTitles(titles, data.exitWords, RELEASED);
  return {
    data: data,
    titles: titles,
    waysIn: namedWords(data.waysIn, program),
    risks: namedWords(data.risks, program),
    measures: namedWords(data.measures, program),
    referrals: namedWords(data.referrals, program),
    checks: namedWords(data.checks, program),
    alerts: namedWords(data.alerts, program),
    reminders: namedWords(data.reminders, program),
    tailDay: 0,
    tail: [],
  };
}

function wordsFor(words: ResultWords, name: string): string {
  return given(words.titles[KEY_SIGN + name]);
}

/** The rules of a stage that hold, by their words, and those that may, each once. */
function collectedText(
  program: Program,
  rules: NamedWords[],
  withPossible: boolean,
  further: string[],
): string {
  const certain: string[] = [];
  const possible: string[] = [];
  for (let at = 0; at < rules.length; at += 1) {
    const rule = rules[at] as NamedWords;
    const expression = rule.expression;
    // The household was worked out before; what is no truth is not known.
    const value =
      expression === null
        ? null
        : expression.household >= program.household
          ? expression.known
          : evaluate(program, expression);
    if (value === 0) continue;
    if (value === 3) {
      if (!isAmong(rule.words, certain)) certain.push(rule.words);
    } else if (withPossible && !isAmong(rule.words, possible)) possible.push(rule.words);
  }
  for (let at = 0; at < further.length; at += 1)
    if (!isAmong(further[at] as string, certain)) certain.push(further[at] as string);
  let text = certain.join('、');
  // What one rule concludes for certain is not in doubt because another may conclude it too.
  for (let at = 0; at < possible.length; at += 1)
    if (!isAmong(possible[at] as string, certain))
      text += `${text === '' ? '' : '、'}${possible[at]}（可能）`;
  return text;
}

/** The answer of a stage in which the first rule decides, or what is still possible. */
function decidedText(words: ResultWords, program: Program, conclusion: string, possible: string): string {
  const none = words.data.noConclusion;
  const answer = textOf(program, conclusion);
  if (answer !== null) return answer === none ? '' : answer;
  const codes = codesOf(program, possible);
  const shown: string[] = [];
  for (let at = 0; at < codes.length; at += 1) {
    const code = (codes[at] as { text: string }).text;
    shown.push(code === none ? '无' : code);
  }
  return `未定：${shown.join('/')}`;
}

function isOpenOutcome(outcome: string): boolean {
  return outcome === 'verify' || outcome === 'noStandard';
}

function identifiedText(
  words: ResultWords,
  program: Program,
  row: HouseholdRow,
  outcome: string,
  exit: string,
): string {
  const data = words.data;
  if (outcome === 'notIdentified' && collectedText(program, words.waysIn, false, []) !== '')
    return wordsFor(words, `${IDENTIFIED}refused`);
  const recorded = row.values[data.monitoringFact];
  let isMonitored = exit !== 'notApplicable';
  // Where exit is open, whether the household is monitored at all may be what is open.
  if (isOpenOutcome(exit))
    isMonitored = typeof recorded === 'string' && isAmong(recorded, data.monitoredCodes);
  const ofMonitored = isMonitored ? wordsFor(words, `${IDENTIFIED}monitored.${outcome}`) : '';
  return ofMonitored === '' ? wordsFor(words, IDENTIFIED + outcome) : ofMonitored;
}

function missingText(words: ResultWords, program: Program, outcome: string, exit: string): string {
  let names: string[] = [];
  if (isOpenOutcome(outcome)) names = names.concat(missingOf(program, 0));
  if (isOpenOutcome(exit)) names = names.concat(missingOf(program, 1));
  const titles: string[] = [];
  for (let at = 0; at < names.length; at += 1) {
    const title = words.titles[KEY_SIGN + names[at]];
    titles.push(title === undefined ? (names[at] as string) : title);
  }
  return distinct(titles).join('、');
}

function remindersOn(data: PolicyData, on: number): string[] {
  const texts: string[] = [];
  for (let at = 0; at < data.datedReminders.length; at += 1) {
    const reminder = data.datedReminders[at] as PolicyData['datedReminders'][0];
    if (reminder.from <= on && on <= reminder.to) texts.push(reminder.text);
  }
  return texts;
}

/** What stands at the end of every row: day, policy, and that it is advice. */
function tailOn(words: ResultWords, on: number): string[] {
  if (words.tailDay !== on) {
    words.tail = [dayText(on), words.data.hash.substring(0, 16), words.data.advice];
    words.tailDay = on;
  }
  return words.tail;
}

/** The cells of a row of which nothing is decided, and why. */
export function undecidedCells(words: ResultWords, on: number, why: string): string[] {
  const cells: string[] = ['读不出，未判定'];
  while (cells.length < ANSWERS) cells.push('');
  return cells.concat([why], tailOn(words, on));
}

/** Decides one household: the cells under `RESULT_TITLES`. Its day is set before. */
export function decidedCells(words: ResultWords, program: Program, row: HouseholdRow, on: number): string[] {
  const data = words.data;
  startHousehold(program, row.values, row.unusable);
  const answered = textOf(program, 'identification.outcome');
  const outcome = answered === null ? '' : answered;
  const released = textOf(program, 'exit.outcome');
  const exit = released === null ? '' : released;
  const isExit = exit === 'exit';
  const withPossible = outcome !== 'notIdentified';
  const cells = [
    identifiedText(words, program, row, outcome, exit),
    decidedText(words, program, 'concludedCategory', 'category.possible'),
    collectedText(program, words.risks, withPossible, []),
    // To advise measures beside an exit would contradict itself.
    isExit ? '' : decidedText(words, program, 'concludedTier', 'tier.possible'),
    isExit ? '' : decidedText(words, program, 'concludedTrack', 'track.possible'),
    isExit ? '' : collectedText(program, words.measures, withPossible, []),
    collectedText(program, words.referrals, false, []),
    isExit ? '' : decidedText(words, program, 'concludedReassessment', 'reassess.possible'),
    wordsFor(words, RELEASED + exit),
    isExit ? decidedText(words, program, 'concludedExitMode', 'exitMode.possible') : '',
    shortReasonOf(program),
    missingText(words, program, outcome, exit),
    collectedText(program, words.checks, false, []),
    collectedText(program, words.alerts, false, []),
    collectedText(program, words.reminders, false, remindersOn(data, on)),
    row.issues.join(' '),
  ].concat(tailOn(words, on));
  if (!leftExactNumbers()) return cells;
  return undecidedCells(
    words,
    on,
    '金额过大，超出能精确计算的范围，没有判定。请核对金额，或用 dixian assess。',
  );
}
