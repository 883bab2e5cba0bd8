import { moneyText, plainNumberText } from './amounts.js';
import { textOf } from './program.js';
import { isExactNumberValue, negatedNumber, sumOfNumbers } from './program-arithmetic.js';
import { evaluate } from './program-evaluation.js';
import type { ExpressionReading } from './program-expressions.js';
import { readLinkedExpression } from './program-expressions.js';
import type { Expression, Program } from './program-form.js';
import { asNumberValue, FAILS, HOLDS, truthOfProgramValue, UNDECIDED } from './program-values.js';

/** A part of a reason, as `reasonLine` (src/sheets/reason-data.ts) writes it. */
interface ReasonPart {
  /** n named, c comparison, ! the contrary of one part, o alternatives in their order, t anything else. */
  sort: string;
  /** What it is called; null where it has no name. */
  title: string | null;
  expression: Expression;
  /** What is compared, and its unit; null where no figures are told. */
  compared: { left: Expression; right: Expression; unit: string; isMoney: boolean } | null;
  members: ReasonPart[];
}

interface ReasonOfRule {
  title: string;
  expression: Expression;
  members: ReasonPart[];
}

/** The reasons of a program's rules, read when they are first asked for. */
export interface ProgramReasons {
  waysIn: ReasonOfRule[];
  redFlags: ReasonOfRule[];
  criteria: ReasonOfRule[];
}

function readPart(reading: ExpressionReading): ReasonPart {
  const word = reading.words[reading.at] as string;
  const texts = reading.program.data.texts;
  reading.at += 1;
  const part: ReasonPart = {
    sort: word.charAt(0),
    title: null,
    expression: readLinkedExpression(reading),
    compared: null,
    members: [],
  };
  const places = word.substring(1).split('.');
  if (part.sort === 'n' || part.sort === 'c') part.title = texts[Number(places[0])] as string;
  if (part.sort === 'c' && places.length > 1)
    part.compared = {
      left: readLinkedExpression(reading),
      right: readLinkedExpression(reading),
      unit: texts[Number(places[1])] as string,
      isMoney: places.length > 2,
    };
  let count = 0;
  if (part.sort === 'n' || part.sort === '!') count = 1;
  if (part.sort === 'o') count = Number(places[0]);
  for (let at = 0; at < count; at += 1) part.members.push(readPart(reading));
  return part;
}

function readRules(program: Program, lines: string[]): ReasonOfRule[] {
  const rules: ReasonOfRule[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const words = (lines[at] as string).split(' ');
    const reading: ExpressionReading = { program: program, words: words, at: 1, leaves: {} };
    const rule: ReasonOfRule = {
      title: program.data.texts[Number(words[0])] as string,
      expression: readLinkedExpression(reading),
      members: [],
    };
    while (reading.at < words.length) rule.members.push(readPart(reading));
    rules.push(rule);
  }
  return rules;
}

function reasonsOf(program: Program): ProgramReasons {
  const known = program.reasons as ProgramReasons | null;
  if (known !== null) return known;
  const data = program.data.reasons;
  const read: ProgramReasons = {
    waysIn: readRules(program, data.waysIn),
    redFlags: readRules(program, data.redFlags),
    criteria: readRules(program, data.criteria),
  };
  program.reasons = read;
  return read;
}

function truthOfExpression(program: Program, expression: Expression): number {
  return truthOfProgramValue(evaluate(program, expression));
}

/** Of alternatives the one that was used; null where none was. */
function usedPart(program: Program, part: ReasonPart): ReasonPart | null {
  if (part.sort !== 'o') return part;
  if (truthOfExpression(program, part.expression) === UNDECIDED) return null;
  for (let at = 0; at < part.members.length; at += 1) {
    const member = part.members[at] as ReasonPart;
    if (truthOfExpression(program, member.expression) !== UNDECIDED) return usedPart(program, member);
  }
  return null;
}

function titleOfPart(program: Program, given: ReasonPart): string | null {
  const part = usedPart(program, given);
  if (part === null) return null;
  return part.sort === '!' ? titleOfPart(program, part.members[0] as ReasonPart) : part.title;
}

/** The two numbers of a comparison and how far they are apart: （7,650.00 对 7,800.00 元/人·年，差 150.00）. */
function figuresOfPart(program: Program, given: ReasonPart): string {
  const part = usedPart(program, given);
  if (part === null) return '';
  if (part.sort === 'n') return figuresOfPart(program, part.members[0] as ReasonPart);
  const compared = part.compared;
  if (part.sort !== 'c' || compared === null) return '';
  const left = asNumberValue(evaluate(program, compared.left));
  const right = asNumberValue(evaluate(program, compared.right));
  if (left === null || right === null) return '';
  if (!isExactNumberValue(left) || !isExactNumberValue(right)) return '';
  const apart = sumOfNumbers(left, negatedNumber(right));
  if (apart === null) return '';
  const distance = apart.low < 0 ? -apart.low : apart.low;
  const shown = compared.isMoney ? moneyText : plainNumberText;
  const unit = compared.unit === '' ? '' : ` ${compared.unit}`;
  return `（${shown(left.low, left.lowOver)} 对 ${shown(right.low, right.lowOver)}${unit}，差 ${shown(distance, apart.lowOver)}）`;
}

function wordOfTruth(truth: number): string {
  return truth === HOLDS ? '成立' : truth === FAILS ? '不成立' : '尚不能判断';
}

/** The parts of a rule that decide it, by title: why it fails, or what leaves it open. */
function decisiveTexts(program: Program, rule: ReasonOfRule, truth: number): string[] {
  const deciding: ReasonPart[] = [];
  const plain: ReasonPart[] = [];
  for (let at = 0; at < rule.members.length; at += 1) {
    const member = rule.members[at] as ReasonPart;
    if (truthOfExpression(program, member.expression) !== truth) continue;
    deciding.push(member);
    const used = usedPart(program, member);
    const isContrary = used === null ? false : used.sort === '!';
    if (!isContrary) plain.push(member);
  }
  // A part that must not hold is left out where others say enough: it would read as a reason for the contrary.
  const members = plain.length > 0 ? plain : deciding;
  const texts: string[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const member = members[at] as ReasonPart;
    const title = titleOfPart(program, member);
    if (title === null) continue;
    const used = usedPart(program, member) as ReasonPart;
    const shown =
      used.sort === '!' ? truthOfExpression(program, (used.members[0] as ReasonPart).expression) : truth;
    texts.push(`${title}：${wordOfTruth(shown)}${figuresOfPart(program, member)}`);
  }
  return texts;
}

/** A rule that holds, with the figures of what it compared. */
function holdingText(program: Program, rule: ReasonOfRule): string {
  let text = rule.title;
  for (let at = 0; at < rule.members.length; at += 1)
    text += figuresOfPart(program, rule.members[at] as ReasonPart);
  return text;
}

function addHolding(program: Program, rules: ReasonOfRule[], texts: string[]): void {
  for (let at = 0; at < rules.length; at += 1) {
    const rule = rules[at] as ReasonOfRule;
    if (truthOfExpression(program, rule.expression) === HOLDS) texts.push(holdingText(program, rule));
  }
}

/** Adds what decides the rules of one truth, each text once. */
function addDecisive(program: Program, rules: ReasonOfRule[], truth: number, texts: string[]): void {
  for (let at = 0; at < rules.length; at += 1) {
    const rule = rules[at] as ReasonOfRule;
    if (truthOfExpression(program, rule.expression) !== truth) continue;
    const decisive = decisiveTexts(program, rule, truth);
    for (let each = 0; each < decisive.length; each += 1) {
      let known = 0;
      while (known < texts.length && texts[known] !== decisive[each]) known += 1;
      if (known === texts.length) texts.push(decisive[each] as string);
    }
  }
}

/**
 * One line for a table: the ways in that hold, or why none does, or what leaves them open; and for a household that
 * stays monitored, the exit criteria that fail. The text of `shortReason` (src/decision/short-reason.ts) in Chinese.
 */
export function shortReasonOf(program: Program): string {
  const reasons = reasonsOf(program);
  const outcome = textOf(program, 'identification.outcome');
  const exit = textOf(program, 'exit.outcome');
  const texts: string[] = [];
  addHolding(program, reasons.waysIn, texts);
  if (texts.length > 0) {
    if (outcome === 'review') addHolding(program, reasons.redFlags, texts);
  } else addDecisive(program, reasons.waysIn, outcome === 'notIdentified' ? FAILS : UNDECIDED, texts);
  if (exit === 'retain')
    for (let at = 0; at < reasons.criteria.length; at += 1) {
      const criterion = reasons.criteria[at] as ReasonOfRule;
      if (truthOfExpression(program, criterion.expression) === FAILS)
        texts.push(`${criterion.title}：${wordOfTruth(FAILS)}`);
    }
  const all = exit === 'exit' ? ['退出条件全部成立'].concat(texts) : texts;
  return all.join('；');
}
