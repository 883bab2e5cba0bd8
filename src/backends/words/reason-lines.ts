import type { DocumentSource } from '../../policy/pack-schemas.js';
import type { Provenance } from '../../policy/policy.js';
import type { Reason, Term } from '../../policy/reason.js';
import type { Locale } from '../../values/issues.js';
import type { Truth } from '../../values/truth.js';
import { showAmount, showDay, showValue } from './show.js';
import { absenceText, standingText } from './standing.js';

type Operator = Extract<Reason, { kind: 'comparison' }>['operator'];

const WORDS = {
  'zh-CN': {
    truth: { true: '成立', false: '不成立', unknown: '尚不能判断' },
    operators: {
      equal: '等于',
      lessThan: '低于',
      lessThanInclusive: '不高于',
      greaterThan: '高于',
      greaterThanInclusive: '不低于',
      contains: '包含',
    },
    oneOf: '须属于',
    mustBe: '须为',
    mustNot: '（此处须不成立）',
    groups: { all: '以下须全部成立', any: '以下有一项成立即可', not: '以下须不成立' },
    authorities: {
      national: '国家',
      provincial: '省级',
      prefectural: '市级',
      county: '县级',
      projectDefault: '本库默认，未见公布',
    },
    difference: '相差',
    source: '依据',
    from: '起',
    inputs: '其中',
    colon: '：',
    comma: '，',
    open: '（',
    close: '）',
    described: '（题名系本库所拟）',
  },
  en: {
    truth: { true: 'holds', false: 'does not hold', unknown: 'cannot be told yet' },
    operators: {
      equal: 'is',
      lessThan: 'is below',
      lessThanInclusive: 'is at most',
      greaterThan: 'is above',
      greaterThanInclusive: 'is at least',
      contains: 'includes',
    },
    oneOf: 'must be one of',
    mustBe: 'must be',
    mustNot: ' (here it must not hold)',
    groups: { all: 'all of these must hold', any: 'one of these is enough', not: 'this must not hold' },
    authorities: {
      national: 'national',
      provincial: 'provincial',
      prefectural: 'prefectural',
      county: 'county',
      projectDefault: 'project default, not published',
    },
    difference: 'apart by',
    source: 'on',
    from: 'from',
    inputs: 'from',
    colon: ': ',
    comma: ', ',
    open: ' (',
    close: ')',
    described: ' (title is a description)',
  },
} as const;

type Documents = Readonly<Record<string, DocumentSource>>;

/** On whose word something stands: level, document with number, confidence where it is low. */
export function showProvenance(provenance: Provenance, documents: Documents, locale: Locale): string {
  const words = WORDS[locale];
  const document = provenance.document === undefined ? undefined : documents[provenance.document];
  const parts: string[] = [words.authorities[provenance.authority]];
  if (document !== undefined) {
    const title =
      document.titleIsDescription === true ? `${document.title}${words.described}` : `《${document.title}》`;
    parts.push(
      `${title}${document.number === undefined ? '' : `${words.open}${document.number}${words.close}`}`,
    );
  }
  if (provenance.clause !== undefined) parts.push(provenance.clause);
  if ((provenance.confidence ?? document?.confidence) === 'low')
    parts.push(locale === 'zh-CN' ? '可信度低' : 'low confidence');
  return parts.join(words.comma);
}

function termText(term: Term, documents: Documents, locale: Locale): string {
  const words = WORDS[locale];
  const title = locale === 'zh-CN' ? term.title.zh : term.title.en;
  const value = showValue(term.value, locale);
  const named = title === '' ? value : `${title} ${value}`;
  if (term.value.type === 'absent')
    return `${named}${words.open}${absenceText(term.source, locale)}${words.close}`;
  if (term.source === undefined) return named;
  const standing = standingText(term.source, locale);
  return [
    `${named}${words.open}${showProvenance(term.source, documents, locale)}`,
    `${showDay(term.source.from, locale)}${locale === 'zh-CN' ? '起' : ' on'}`,
    ...(standing === undefined ? [] : [standing]),
  ]
    .join(words.comma)
    .concat(words.close);
}

/** The members of a group that decide it: of a true `all` every one, of a false one those that fail. */
function decisive(reason: Extract<Reason, { kind: 'all' | 'any' }>): readonly Reason[] {
  const everyone: Truth = reason.kind === 'all' ? 'true' : 'false';
  return reason.truth === everyone
    ? reason.members
    : reason.members.filter((member) => member.truth === reason.truth);
}

/** A truth in words. */
export const truthText = (truth: Truth, locale: Locale): string => WORDS[locale].truth[truth];

/** What a term was worked out from, one level down, where it was worked out at all. */
function inputLines(term: Term, documents: Documents, locale: Locale): string[] {
  if (term.inputs === undefined || term.inputs.length === 0) return [];
  const words = WORDS[locale];
  return [
    `${words.inputs}${words.colon}${term.inputs.map((input) => termText(input, documents, locale)).join(locale === 'zh-CN' ? '；' : '; ')}`,
  ];
}

function operatorText(operator: Operator, bound: Term, locale: Locale): string {
  if (operator === 'contains' && bound.value.type === 'list') return WORDS[locale].oneOf;
  return operator === 'equal' && bound.kind === 'constant'
    ? WORDS[locale].mustBe
    : WORDS[locale].operators[operator];
}

/** Comparisons that say nothing beyond the value itself: a flag against yes or no, a count against none. */
function plainStatement(reason: Extract<Reason, { kind: 'comparison' }>, locale: Locale): string | undefined {
  const { fact, bound } = reason;
  if (bound.kind !== 'constant') return undefined;
  const isFlag = reason.operator === 'equal' && bound.value.type === 'truth';
  const isCount =
    fact.kind === 'expression' &&
    fact.title.zh !== '' &&
    bound.value.type === 'number' &&
    bound.value.low === '0';
  if (!isFlag && !isCount) return undefined;
  const title = locale === 'zh-CN' ? fact.title.zh : fact.title.en;
  return `${title}${WORDS[locale].colon}${showValue(fact.value, locale)}`;
}

/** What stands below a title: of several that must all hold, each by itself, without a head of its own. */
export function reasonsBelow(reason: Reason, documents: Documents, locale: Locale, depth: number): string[] {
  if (reason.kind !== 'all') return reasonLines(reason, documents, locale, depth);
  return decisive(reason).flatMap((member) => reasonLines(member, documents, locale, depth));
}

/** A reason in short lines, each two spaces deeper than what it belongs to. Only what decides is told. */
export function reasonLines(reason: Reason, documents: Documents, locale: Locale, depth = 0): string[] {
  const words = WORDS[locale];
  const line = (text: string): string => `${'  '.repeat(depth)}${text}`;
  const deeper = (text: string): string => `${'  '.repeat(depth + 1)}${text}`;
  switch (reason.kind) {
    case 'not': {
      const [member] = reason.members;
      // One positive sentence, and that it must not hold: never "it must not hold: does not hold".
      if (member?.kind === 'named') {
        const title = locale === 'zh-CN' ? member.title.zh : member.title.en;
        const demand = reason.truth === 'true' ? '' : words.mustNot;
        return [
          line(`${title}${words.colon}${truthText(member.truth, locale)}${demand}`),
          ...reasonsBelow(member.member, documents, locale, depth + 1),
        ];
      }
      return [
        line(`${words.groups.not}${words.colon}${truthText(reason.truth, locale)}`),
        ...reason.members.flatMap((each) => reasonLines(each, documents, locale, depth + 1)),
      ];
    }
    case 'all':
    case 'any': {
      const members = decisive(reason);
      if (members.length === 1) return reasonLines(members[0] as Reason, documents, locale, depth);
      return [
        line(`${words.groups[reason.kind]}${words.colon}${truthText(reason.truth, locale)}`),
        ...members.flatMap((member) => reasonLines(member, documents, locale, depth + 1)),
      ];
    }
    case 'named': {
      const title = locale === 'zh-CN' ? reason.title.zh : reason.title.en;
      return [
        line(`${title}${words.colon}${truthText(reason.truth, locale)}`),
        ...reasonsBelow(reason.member, documents, locale, depth + 1),
      ];
    }
    case 'comparison': {
      const plain = plainStatement(reason, locale);
      if (plain !== undefined)
        return [line(plain), ...inputLines(reason.fact, documents, locale).map(deeper)];
      const operator = operatorText(reason.operator, reason.bound, locale);
      const amount = reason.distance?.amount.replace('-', '');
      const distance =
        amount === undefined || reason.operator === 'equal'
          ? ''
          : `${words.comma}${words.difference} ${showAmount(amount, reason.distance?.unit, locale)}`;
      return [
        line(
          `${termText(reason.fact, documents, locale)}${words.comma}${operator} ${termText(reason.bound, documents, locale)}${words.colon}${truthText(reason.truth, locale)}${distance}`,
        ),
        ...inputLines(reason.fact, documents, locale).map(deeper),
      ];
    }
    case 'test': {
      const inputs = inputLines(reason.subject, documents, locale);
      // An unnamed test says nothing that its title has not said; what it read is told at its place.
      if (inputs.length > 0 && reason.subject.kind === 'expression') return inputs.map(line);
      return [
        line(
          `${termText(reason.subject, documents, locale)}${words.colon}${truthText(reason.truth, locale)}`,
        ),
        ...inputs.map(deeper),
      ];
    }
  }
}
