/** What stands in a section of a number format, one after the other. */
export type FormatToken =
  /** Room for a digit of the number, and what stands there if the number has none: 0 or nothing. */
  | { readonly kind: 'digit'; readonly filler: '0' | '' }
  /** The whole number, or the text, of the cell. */
  | { readonly kind: 'whole' }
  /** A sign that does something to the number: `.`, `,`, `%`, `/`, or the beginning of an exponent. */
  | { readonly kind: 'sign'; readonly sign: string }
  /** Text that is shown as it is. */
  | { readonly kind: 'literal'; readonly text: string };

/** The numbers for which a section is meant. */
export interface FormatCondition {
  readonly comparison: string;
  readonly limit: number;
}

/** One of the sections of a number format, which a semicolon divides. */
export interface FormatSection {
  readonly tokens: readonly FormatToken[];
  /** What stands in it unquoted, in small letters: those of days and times are among them. */
  readonly letters: string;
  readonly condition?: FormatCondition;
  /** Whether it has a place for the text of a cell. */
  readonly hasText: boolean;
}

/** Quoted and escaped text (in Chinese programs ! escapes too), room and filling, brackets, names for any number. */
const TOKEN =
  /"([^"]*)"?|[\\!]([\s\S]?)|_[\s\S]?|\*([\s\S]?)|\[([^\]]*)\]|general|g\/通用格式|e[+-](?=[0#?])|[\s\S]/giu;
const DURATION = /^(?:h+|m+|s+)$/i;
const CONDITION = /^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$/;
/** [$¥-804] shows ¥; [$-804] only names a language. */
const CURRENCY = /^\$([^-]*)/;
const WHOLE = /^(?:general|g\/通用格式|@)$/i;
const DIGIT = /^[0#?]$/;
const SIGN = /^(?:[.,%/]|e[+-])$/i;

interface SectionBeingRead {
  tokens: FormatToken[];
  letters: string;
  condition?: FormatCondition;
  hasText: boolean;
}

const emptySection = (): SectionBeingRead => ({ tokens: [], letters: '', hasText: false });

const literal = (text: string): FormatToken => ({ kind: 'literal', text });

function addBracket(section: SectionBeingRead, inside: string): void {
  if (DURATION.test(inside)) section.letters += `[${inside.toLowerCase()}]`;
  const [, comparison, limit] = CONDITION.exec(inside.trim()) ?? [];
  if (comparison !== undefined) section.condition = { comparison, limit: Number(limit) };
  const currency = CURRENCY.exec(inside)?.[1] ?? '';
  if (currency !== '') section.tokens.push(literal(currency));
}

/** # ?/4 shows quarters: the digit is no text beside the number. */
const isDenominator = (text: string, before: FormatToken | undefined): boolean =>
  /^[1-9]$/.test(text) && before?.kind === 'sign' && before.sign === '/';

function addUnquoted(section: SectionBeingRead, text: string): void {
  const { tokens } = section;
  if (WHOLE.test(text)) {
    tokens.push({ kind: 'whole' });
    if (text === '@') section.hasText = true;
    return;
  }
  section.letters += text.toLowerCase();
  if (DIGIT.test(text)) tokens.push({ kind: 'digit', filler: text === '0' ? '0' : '' });
  else if (isDenominator(text, tokens.at(-1))) tokens.push({ kind: 'sign', sign: '/' });
  else tokens.push(SIGN.test(text) ? { kind: 'sign', sign: text } : literal(text));
}

/** The sections of the code of a number format. */
export function formatSectionsOf(code: string): readonly FormatSection[] {
  let section = emptySection();
  const sections = [section];
  for (const [text, quoted, escaped, filling, bracket] of code.matchAll(TOKEN)) {
    const shown = quoted ?? escaped;
    if (shown !== undefined) section.tokens.push(literal(shown));
    else if (bracket !== undefined) addBracket(section, bracket);
    else if (filling !== undefined) {
      // Filled up with a digit the cell shows another number; with spaces, dots or lines none.
      if (/\d/.test(filling)) section.tokens.push(literal(filling));
    } else if (text === ';') {
      section = emptySection();
      sections.push(section);
    } else if (!text.startsWith('_')) addUnquoted(section, text);
  }
  return sections;
}
