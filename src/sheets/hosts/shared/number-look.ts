/** How a number format without days and times shows a number. */
export interface FormatLook {
  kind: 'plain' | 'percent' | 'padded' | 'beside' | 'misleading';
  before: string;
  after: string;
  /** Of leading zeros: how many places there are. */
  digits: number;
}

/** A section of a format: 0 for each digit, G for the number as it is, signs; and the text around them. */
interface SectionShape {
  skeleton: string;
  before: string;
  inside: string;
  after: string;
  hasOptionalDigits: boolean;
  hasCondition: boolean;
  hasText: boolean;
}

const POWER = /[十百千万亿兆拾佰仟萬億]|^[kwmb]$/i;
const SAYS_NOTHING = /[¥￥$€£\u00a0\u3000 ]/g;
const SIGNS_OF_A_NEGATIVE = /[-−–—()]/g;
const ZERO_WORDS = /^[-—–\u002f0零无否 ]*$/;
const HARMLESS_BEFORE = /^(?:共|计|人民币)?$/;
const HARMLESS_AFTER = /^(?:人|户|口|名|岁|周岁)?$/;
/** A comma behind the last digit before the point divides by a thousand. */
const SCALED = /0,+(?![0,])/;

function emptyShape(): SectionShape {
  return {
    skeleton: '',
    before: '',
    inside: '',
    after: '',
    hasOptionalDigits: false,
    hasCondition: false,
    hasText: false,
  };
}

function addText(shape: SectionShape, text: string): void {
  if (/[0G]/.test(shape.skeleton)) shape.after += text;
  else shape.before += text;
}

function addPlace(shape: SectionShape, place: string): void {
  // What stood behind the digit before stands between digits.
  shape.inside += shape.after;
  shape.after = '';
  shape.skeleton += place;
}

/** Reads one piece of a format; gives where the next begins. */
function readPiece(code: string, at: number, shape: SectionShape): number {
  const character = code.charAt(at);
  const rest = code.substring(at).toLowerCase();
  const general = /^(?:general|g\u002f通用格式|@)/.exec(rest);
  if (general !== null) {
    addPlace(shape, 'G');
    if (character === '@') shape.hasText = true;
    return at + general[0].length;
  }
  if (character === '"') {
    const end = code.indexOf('"', at + 1);
    addText(shape, code.substring(at + 1, end < 0 ? code.length : end));
    return end < 0 ? code.length : end + 1;
  }
  if (character === '\\' || character === '!') {
    addText(shape, code.charAt(at + 1));
    return at + 2;
  }
  if (character === '_') return at + 2;
  if (character === '*') {
    // Filled up with a digit the cell shows another number; with spaces or lines none.
    if (/\d/.test(code.charAt(at + 1))) addText(shape, code.charAt(at + 1));
    return at + 2;
  }
  if (character === '[' && code.indexOf(']', at) > 0) {
    const end = code.indexOf(']', at);
    const inside = code.substring(at + 1, end);
    if (/^[<>=]/.test(inside)) shape.hasCondition = true;
    const currency = /^\$([^-]*)/.exec(inside);
    if (currency !== null) addText(shape, currency[1] as string);
    return end + 1;
  }
  if (character === '0' || character === '#' || character === '?') {
    if (character !== '0') shape.hasOptionalDigits = true;
    addPlace(shape, '0');
  } else if (/[.,%\u002f]/.test(character)) shape.skeleton += character;
  else if (/^e[+-][0#?]/.test(rest)) {
    shape.skeleton += 'e';
    return at + 2;
  } else addText(shape, character);
  return at + 1;
}

function sectionsOf(code: string): SectionShape[] {
  let shape = emptyShape();
  const shapes = [shape];
  let at = 0;
  while (at < code.length) {
    if (code.charAt(at) === ';') {
      shape = emptyShape();
      shapes.push(shape);
      at += 1;
    } else at = readPiece(code, at, shape);
  }
  return shapes;
}

function look(kind: FormatLook['kind'], before: string, after: string, digits: number): FormatLook {
  return { kind: kind, before: before, after: after, digits: digits };
}

/** @param place of the section: the second is for numbers below zero, the third for zero. */
function lookOfSection(shape: SectionShape, place: number): FormatLook {
  const misleading = look('misleading', '', '', 0);
  let before = shape.before.replace(SAYS_NOTHING, '');
  let after = shape.after.replace(SAYS_NOTHING, '');
  if (!/[0G]/.test(shape.skeleton))
    return place === 2 && ZERO_WORDS.test(before) ? look('plain', '', '', 0) : misleading;
  if (place > 0) {
    before = before.replace(SIGNS_OF_A_NEGATIVE, '');
    after = after.replace(SIGNS_OF_A_NEGATIVE, '');
  }
  if (SCALED.test(shape.skeleton) || shape.inside.replace(SAYS_NOTHING, '') !== '') return misleading;
  if (POWER.test(after) || /^[\d.,]/.test(after) || /\d[.,]?$|^[-−–.,]$/.test(before)) return misleading;
  const isPercent = shape.skeleton.indexOf('%') >= 0;
  if (/^00+$/.test(shape.skeleton) && !shape.hasOptionalDigits)
    return look('padded', before, after, shape.skeleton.length);
  if (HARMLESS_BEFORE.test(before)) before = '';
  if (HARMLESS_AFTER.test(after)) after = '';
  if (before === '' && after === '') return look(isPercent ? 'percent' : 'plain', '', '', 0);
  return isPercent ? misleading : look('beside', before, after, 0);
}

/**
 * How a format shows a number. Where its sections show numbers in different ways nobody looks further: it is misleading,
 * and what cannot be read is told.
 */
export function lookOfFormat(code: string): FormatLook {
  const shapes = sectionsOf(code);
  // The last one may be for texts.
  const last = shapes[shapes.length - 1] as SectionShape;
  const count = Math.min(3, last.hasText && shapes.length > 1 ? shapes.length - 1 : shapes.length);
  if (code === '') return look('plain', '', '', 0);
  const first = lookOfSection(shapes[0] as SectionShape, 0);
  for (let at = 1; at < count; at += 1) {
    const shape = shapes[at] as SectionShape;
    const other = lookOfSection(shape, shape.hasCondition ? 0 : at);
    const isZero = at === 2 && other.kind === 'plain';
    const isSame = other.kind === first.kind && other.before === first.before && other.after === first.after;
    if (!isSame && !isZero) return look('misleading', '', '', 0);
  }
  return count > 1 && first.kind !== 'plain' && first.kind !== 'percent'
    ? look('misleading', '', '', 0)
    : first;
}
