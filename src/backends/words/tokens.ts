import { factOf } from '../../facts/catalogue.js';
import type { Explanation, Line, Token } from '../../policy/explanation.js';
import { DixianError, describeIssue, type Issue, issue, type Locale } from '../../values/issues.js';
import { PHRASES, type Phrases } from './phrases.js';
import { documentTitle } from './provenance-text.js';
import { showAmount, showCode, showDay, showValue } from './show.js';

type TokenOf<Kind extends Token['kind']> = Extract<Token, { readonly kind: Kind }>;
interface Language extends Phrases {
  readonly locale: Locale;
}
type Speakers = { readonly [Kind in Token['kind']]: (token: TokenOf<Kind>, language: Language) => string };

const titleIn = (
  { title }: { readonly title: { readonly zh: string; readonly en: string } },
  { locale }: Language,
) => (locale === 'zh-CN' ? title.zh : title.en);

/** An amount behind a word; in Chinese one that is rounded (约) needs no space before it. */
const amountBehind = (amount: string): string => (amount.startsWith('约') ? amount : ` ${amount}`);

/** Each kind of token as text. A kind without an entry does not compile. */
const SPEAKERS: Speakers = {
  phrase: ({ phrase }, { phrases }) => phrases[phrase],
  text: ({ text }, { locale }) => (locale === 'zh-CN' ? text.zh : text.en),
  rule: titleIn,
  leaf: titleIn,
  fact: titleIn,
  bound: (token, language) => {
    const [title, value] = [titleIn(token, language), showValue(token.value, language.locale)];
    return title === '' ? value : `${title}${language.space(title, value)}${value}`;
  },
  value: ({ value }, { locale }) => showValue(value, locale),
  truth: ({ truth }, { truths }) => truths[truth],
  relation: ({ relation, isOfDays }, { relations, dayRelations }) =>
    (isOfDays === true ? dayRelations[relation] : undefined) ?? relations[relation],
  margin: ({ amount, unit, direction }, { margins, locale }) =>
    `${margins[direction]}${amountBehind(showAmount(amount.replace('-', ''), unit, locale))}`,
  code: ({ code }, { locale }) => showCode(code, locale),
  day: ({ day }, { locale }) => showDay(day, locale),
  notShown: ({ count }, { notShown }) => notShown(count),
  department: ({ name, role }, { departments }) => departments[role](name),
  answer: ({ value }, { answer, locale }) => answer(showValue(value, locale)),
  authority: ({ authority }, { authorities }) => authorities[authority],
  document: ({ number, loosely }, { documentNumber, modelledOn }) =>
    `${loosely === true ? modelledOn : ''}${documentNumber}${number}`,
  source: ({ number, document }, { documentNumber, colon, separators, locale }) => {
    const parts = [
      documentTitle(document, locale),
      document.issuer,
      document.date === undefined ? undefined : showDay(document.date, locale),
      document.address,
    ];
    return `${documentNumber}${number}${colon}${parts.filter((part) => part !== undefined).join(separators.part)}`;
  },
  issue: ({ issue }, language) => spokenIssue(issue, language),
  movement: ({ amount, unit, direction }, { movements, locale }) =>
    `${movements[direction].trimEnd()}${amountBehind(showAmount(amount, unit, locale))}`,
  crossing: ({ fact, bound, amount, unit, direction, arrives }, { crossing, locale }) => {
    const isOnLine = /^0(\.0+)?$/.test(amount);
    return crossing({
      fact: locale === 'zh-CN' ? fact.zh : fact.en,
      bound: locale === 'zh-CN' ? bound.zh : bound.en,
      amount: isOnLine ? undefined : showAmount(amount, unit, locale),
      direction,
      arrives,
      isCount: unit !== undefined && !unit.startsWith('yuan'),
    });
  },
  ordinal: ({ number }, { ordinal }) => ordinal(number),
  masked: (_, { masked }) => masked,
  list: ({ items, by }, language) =>
    items
      .map((item) => speak(item, language))
      .filter((text) => text !== '')
      .join(language.separators[by]),
  bracketed: ({ tokens }, language) =>
    `${language.brackets[0]}${speak(tokens, language)}${language.brackets[1]}`,
  pair: ({ of, said }, language) => `${speak(of, language)}${language.colon}${speak(said, language)}`,
};

const speak = (tokens: readonly Token[], language: Language): string =>
  tokens
    .map((token) => (SPEAKERS[token.kind] as (token: Token, language: Language) => string)(token, language))
    .filter((text) => text !== '')
    .reduce((left, right) => (left === '' ? right : `${left}${language.space(left, right)}${right}`), '');

/** The text of an issue names the fact or field; of an entry of a list, the list and which of them it is, as people count. */
function spokenIssue({ path, ...rest }: Issue, language: Language): string {
  const said = describeIssue({ ...rest, path: [] }, language.locale);
  const [name, frame, item] = path;
  if (typeof name !== 'string' || frame !== 'items' || typeof item !== 'number') return said;
  const place = language.ordinal(item + 1);
  const list = factOf(name);
  if (list?.kind !== 'list') return `${place}${language.colon}${said}`;
  const title = titleIn(list, language);
  return `${title}${language.space(title, place)}${place}${language.colon}${said}`;
}

/** What is wrong with a household, for people: without the names that programs have for its facts. */
export const issueText = (found: Issue, locale: Locale): string => spokenIssue(found, languageOf(locale));

/** @throws DixianError if there are no words of that language. */
function languageOf(locale: Locale): Language {
  if (Object.hasOwn(PHRASES, locale)) return { ...PHRASES[locale], locale };
  throw new DixianError([
    issue('unknownLocale', ['locale'], { given: String(locale), known: Object.keys(PHRASES).join(', ') }),
  ]);
}

/** Lines as text, each two spaces deeper than what it belongs to. */
export function lineTexts(lines: readonly Line[], locale: Locale, depth = 0): readonly string[] {
  const language = languageOf(locale);
  return lines.flatMap(({ head, tokens, below }) => {
    const said = speak(tokens, language);
    const name = head === undefined ? '' : language.heads[head];
    const text = name === '' ? said : `${name}${language.colon}${said}`.trimEnd();
    return [`${'  '.repeat(depth)}${text}`, ...lineTexts(below, locale, depth + 1)];
  });
}

/** An explanation in words: the case file, the letter, the notice. */
export const explanationTexts = (explanation: Explanation, locale: Locale): readonly string[] =>
  lineTexts(explanation.lines, locale);
