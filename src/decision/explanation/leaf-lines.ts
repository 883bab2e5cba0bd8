import { absenceText, standingText } from '../../backends/words/standing.js';
import type { Sensitivity } from '../../facts/kinds.js';
import type { Line, Relation, Token } from '../../policy/explanation.js';
import type { Reason, Term } from '../../policy/reason.js';
import type { Truth } from '../../values/truth.js';
import { both, type Citations } from './citations.js';
import {
  bracketed,
  type Comparison,
  certainPart,
  exactText,
  factToken,
  held,
  isCountOfNone,
  isOpenValue,
  isTakenOver,
  leafToken,
  pair,
  sensitivityOf,
  truthToken,
  valueToken,
} from './terms.js';

function relationOf(reason: Comparison): Relation | undefined {
  const { fact, bound, distance } = reason;
  if (distance !== undefined)
    return distance.amount.startsWith('-') ? 'below' : /^0(\.0+)?$/.test(distance.amount) ? 'equal' : 'above';
  const [left, right] = [exactText(fact.value), exactText(bound.value)];
  if (left === undefined || right === undefined || fact.value.type === 'number') return undefined;
  return left < right ? 'below' : left === right ? 'equal' : 'above';
}

/** The members of a group that decide it: of a true `all` every one, of a false one those that fail. */
export function decisive(reason: Extract<Reason, { readonly kind: 'all' | 'any' }>): readonly Reason[] {
  const everyone: Truth = reason.kind === 'all' ? 'true' : 'false';
  const members =
    reason.truth === everyone
      ? reason.members
      : reason.members.filter((member) => member.truth === reason.truth);
  // One of some of which one is enough is one of them all.
  return members.flatMap((member) =>
    member.kind === reason.kind && member.truth === reason.truth && member.isFirstOf === reason.isFirstOf
      ? decisive(member)
      : [member],
  );
}

/** Who may see what a definition comes to. */
export type SensitivityOf = (definition: string) => Sensitivity;

/** How much is told: with titles, sources and what each figure was worked out from, or the statements alone. */
export type Detail = 'everything' | 'statements';

/** What has been told already in the same text: a figure is taken apart once, a condition explained once. */
export class ToldSoFar {
  readonly takenApart = new Set<string>();
  readonly explained = new Set<string>();
  readonly entries = new Set<string>();
}

/** The same said twice is said once. */
const distinct = (lines: readonly Line[]): readonly Line[] => [
  ...new Map(lines.map((line) => [JSON.stringify(line), line])).values(),
];

const countOf = (lines: readonly Line[]): number =>
  lines.reduce((count, line) => count + 1 + countOf(line.below), 0);

const SO_OR_NOT = { true: 'yes', false: 'no', unknown: 'unknownYet' } as const;

/** Who is only told what is so is still told which amounts nobody announced for the day. */
function unpublishedTokens(source: NonNullable<Term['source']>): readonly Token[] {
  const { datePrecision: _, ...of } = source;
  const items: Token[][] = [];
  if (source.authority === 'projectDefault') items.push([{ kind: 'authority', authority: source.authority }]);
  if (standingText(of, 'zh-CN') !== undefined) items.push([both((locale) => standingText(of, locale) ?? '')]);
  return items.length === 0 ? [] : [bracketed({ kind: 'list', items, by: 'part' })];
}

/** A condition told in so few lines is told again where it matters again. */
const FEW_LINES = 3;

/**
 * Tells reasons as lines. A leaf is a statement of how things are, never "is below: does not hold"; only what decides
 * is told. A derived fact is taken apart where it is first met.
 */
export class LeafLines {
  private readonly citations: Citations;
  private readonly detail: Detail;
  private readonly told: ToldSoFar;
  private readonly sensitivityOf: SensitivityOf;

  constructor(
    citations: Citations,
    detail: Detail,
    sensitivityOf: SensitivityOf,
    told: ToldSoFar = new ToldSoFar(),
  ) {
    this.citations = citations;
    this.sensitivityOf = sensitivityOf;
    this.detail = detail;
    this.told = told;
  }

  /** What stands below a title; a part of the same title is not told twice. */
  below(title: Term['title'], reason: Reason): readonly Line[] {
    const only = reason.kind === 'all' || reason.kind === 'any' ? decisive(reason) : [reason];
    const [member] = only;
    return only.length === 1 && member?.kind === 'named' && member.title.zh === title.zh
      ? this.below(title, member.member)
      : this.lines(reason);
  }

  lines(reason: Reason): readonly Line[] {
    switch (reason.kind) {
      case 'all':
      case 'any': {
        const members = decisive(reason);
        const lines = distinct(members.flatMap((member) => this.lines(member)));
        // While it is open, it matters whether one of them is enough.
        if (reason.truth !== 'unknown' || reason.kind === 'all' || lines.length < 2) return lines;
        const phrase = reason.isFirstOf === true ? 'firstOfThese' : 'oneIsEnough';
        return [{ tokens: [{ kind: 'phrase', phrase }], below: lines }];
      }
      case 'not':
        return this.negation(reason);
      case 'named':
        if (this.detail === 'statements') return this.orTitle(reason, this.lines(reason.member));
        return [this.explained(reason.name, reason.title, reason.truth, reason.member)];
      case 'comparison':
        return this.comparison(reason);
      case 'test':
        return this.test(reason);
    }
  }

  private comparison(reason: Comparison): readonly Line[] {
    const { fact, bound, truth } = reason;
    // That a switch of the rules is on says nothing of the household.
    const isSwitch = fact.kind === 'parameter' && bound.kind === 'constant' && bound.value.type === 'truth';
    if (isSwitch && truth === 'true') return [];
    // How many there are says less than which.
    if (isCountOfNone(reason)) return this.factsOf(fact, truth);
    const below = [...this.workedOutFrom(fact), ...this.workedOutFrom(bound)];
    // What has no name is told by what it was worked out from.
    const isNameless = (term: Term): boolean => term.kind === 'expression' && term.title.zh === '';
    if (isNameless(fact)) return below;
    return [{ tokens: this.statement(reason), below }];
  }

  /** A condition with its truth and why; what was told at length above is not told again. */
  private explained(
    name: string,
    title: Term['title'],
    truth: Truth,
    member: Reason,
    ...demand: readonly Token[]
  ): Line {
    const sensitivity = this.sensitivityOf(name);
    const head = (...more: readonly Token[]): readonly Token[] => [
      pair([leafToken(name, title, sensitivity)], [truthToken(truth, sensitivity), ...demand, ...more]),
    ];
    if (this.told.explained.has(name))
      return { tokens: head(bracketed({ kind: 'phrase', phrase: 'sameAsAbove' })), below: [] };
    const below = this.below(title, member);
    if (countOf(below) > FEW_LINES) this.told.explained.add(name);
    return { tokens: head(), below };
  }

  /** The statements below a title, or the title with its truth where there is none. */
  private orTitle(
    { name, title, truth }: Extract<Reason, { readonly kind: 'named' }>,
    lines: readonly Line[],
  ): readonly Line[] {
    if (lines.length > 0) return lines;
    const sensitivity = this.sensitivityOf(name);
    // In a plain statement a thing is so or not; that a condition "holds" is for the case file.
    return [
      {
        tokens: [pair([leafToken(name, title, sensitivity)], [{ kind: 'phrase', phrase: SO_OR_NOT[truth] }])],
        below: [],
      },
    ];
  }

  private negation(reason: Extract<Reason, { readonly kind: 'not' }>): readonly Line[] {
    const [member] = reason.members;
    if (member === undefined) return [];
    if (this.detail === 'statements') return this.lines(member);
    // Who stays out because of it must be told; where it does not stand in the way, the fact speaks for itself.
    const demand: Token[] =
      reason.truth === 'true' ? [] : [bracketed({ kind: 'phrase', phrase: 'mustNotHold' })];
    if (member.kind !== 'named')
      return demand.length === 0
        ? this.lines(member)
        : [{ tokens: [{ kind: 'phrase', phrase: 'mustNotHold' }], below: this.lines(member) }];
    return [this.explained(member.name, member.title, member.truth, member.member, ...demand)];
  }

  private test({ subject, truth }: Extract<Reason, { readonly kind: 'test' }>): readonly Line[] {
    if (this.detail === 'statements') return this.factsOf(subject, truth);
    const below = this.workedOutFrom(subject);
    // A test without a name says nothing that the title above has not said; what it read is told in its place.
    if (subject.title.zh === '') return below;
    const said: Token =
      subject.kind === 'fact'
        ? valueToken(subject)
        : ({ ...truthToken(truth), ...sensitivityOf(subject) } as Token);
    return [{ tokens: [pair([factToken(subject)], [said])], below }];
  }

  /** What a test read, as statements: where it is open, only what is not known. */
  private factsOf(subject: Term, truth: Truth): readonly Line[] {
    const inputs = (subject.inputs ?? []).filter(({ title }) => title.zh !== '');
    if (inputs.length === 0) return subject.title.zh === '' ? [] : [{ tokens: held(subject), below: [] }];
    // What was looked for in lists is not told by how long they are: the title above says what was found.
    if (this.detail === 'statements' && inputs.some(({ records }) => records !== undefined)) return [];
    return inputs
      .filter(({ value }) => truth !== 'unknown' || isOpenValue(value))
      .map((input) => ({
        tokens: held(this.detail === 'statements' ? certainPart(input) : input),
        below: [],
      }));
  }

  private statement(reason: Comparison): readonly Token[] {
    const { fact, bound, operator, truth } = reason;
    const said = pair([factToken(fact)], [valueToken(fact)]);
    const isConstant = bound.kind === 'constant';
    if (operator === 'contains') {
      const isOneOf = bound.value.type === 'list';
      const relation: Relation = isOneOf
        ? truth === 'true'
          ? 'within'
          : 'outside'
        : truth === 'true'
          ? 'includes'
          : 'lacks';
      const demand: Token =
        truth === 'unknown'
          ? { kind: 'phrase', phrase: isOneOf ? 'mustBe' : 'mustInclude' }
          : { kind: 'relation', relation, ...sensitivityOf(fact) };
      return [said, bracketed(demand, { ...valueToken(bound), ...sensitivityOf(fact) } as Token)];
    }
    if (isConstant && bound.value.type === 'truth') return [said];
    if (operator === 'equal' && bound.value.type === 'text')
      return truth === 'true'
        ? [said]
        : [said, bracketed({ kind: 'phrase', phrase: 'mustBe' }, valueToken(bound))];
    return this.measured(reason);
  }

  /** Two amounts or days held against each other. */
  private measured(reason: Comparison): readonly Token[] {
    const { fact, bound, distance } = reason;
    const relation = relationOf(reason);
    if (bound.value.type === 'absent')
      return [
        {
          kind: 'list',
          by: 'part',
          items: [
            held(fact),
            [{ kind: 'phrase', phrase: 'noBoundOnDay' }, factToken(bound), ...this.sourceTokens(bound)],
          ],
        },
      ];
    if (relation === undefined) {
      const against: Token[] = [
        { kind: 'phrase', phrase: 'cannotCompareWith' },
        ...this.boundTokens(bound),
        { kind: 'phrase', phrase: 'compared' },
      ];
      return [{ kind: 'list', items: [[...held(fact)], against], by: 'part' }];
    }
    // How far above none something is, it says itself.
    if (bound.kind === 'constant' && exactText(bound.value) === '0') return held(fact);
    const isOfDays = fact.value.type === 'day' || fact.value.type === 'month';
    const related: Token = {
      kind: 'relation',
      relation,
      ...(isOfDays ? ({ isOfDays: true } as const) : {}),
      ...sensitivityOf(fact),
    };
    const items: Token[][] = [[...held(fact)], [related, ...this.boundTokens(bound)]];
    if (distance !== undefined && relation !== 'equal')
      items.push([
        {
          kind: 'margin',
          amount: distance.amount,
          ...(distance.unit === undefined ? {} : { unit: distance.unit }),
          direction: relation === 'below' ? 'below' : 'above',
          ...sensitivityOf(fact),
        },
      ]);
    return [{ kind: 'list', items, by: 'part' }];
  }

  private boundTokens(bound: Term): readonly Token[] {
    const token: Token = {
      kind: 'bound',
      ...(bound.name === undefined ? {} : { name: bound.name }),
      title: bound.title,
      value: bound.value,
      ...sensitivityOf(bound),
    };
    return [token, ...this.sourceTokens(bound)];
  }

  /** On whose word a parameter stands, or why it has no value. */
  private sourceTokens({ value, source }: Term): readonly Token[] {
    if (value.type === 'absent') return [bracketed(both((locale) => absenceText(source, locale)))];
    if (source === undefined) return [];
    if (this.detail === 'statements') return unpublishedTokens(source);
    return [bracketed(...this.citations.standing(source))];
  }

  /** What a figure was worked out from, down to the facts, each derived fact once. */
  private workedOutFrom(term: Term): readonly Line[] {
    const inputs = (term.inputs ?? []).filter(({ title }) => title.zh !== '');
    if (this.detail === 'statements' || inputs.length === 0) return [];
    return [{ head: 'from', tokens: [this.inputList(inputs)], below: this.furtherLines(inputs) }];
  }

  /** What stands below figures: the entries of lists, and what further figures were worked out from. */
  private furtherLines(inputs: readonly Term[]): readonly Line[] {
    return [...this.recordLines(inputs), ...this.takenApartLines(inputs)];
  }

  /** The entries of the lists that were read, by the fields that were read of them. */
  private recordLines(inputs: readonly Term[]): readonly Line[] {
    return inputs.flatMap(({ records = [], value }) => {
      const key = JSON.stringify(records);
      if (records.length === 0 || this.told.entries.has(key)) return [];
      this.told.entries.add(key);
      const lines = records.map((fields, index): Line => {
        const items = fields.map((field) => [...held(field)]);
        return {
          tokens: [pair([{ kind: 'ordinal', number: index + 1 }], [{ kind: 'list', items, by: 'clause' }])],
          below: [],
        };
      });
      const left = records.length === 0 || value.type !== 'list' ? 0 : value.count - records.length;
      if (left <= 0) return lines;
      return [...lines, { tokens: [{ kind: 'notShown', count: left }], below: [] }];
    });
  }

  private inputList(inputs: readonly Term[]): Token {
    return {
      kind: 'list',
      items: inputs.map((input) => [...held(input), ...this.sourceTokens(input)]),
      by: 'clause',
    };
  }

  private takenApartLines(terms: readonly Term[]): readonly Line[] {
    const fresh = terms.filter(
      (term) =>
        // What is wholly unknown is told by what is still to be found out.
        term.name !== undefined &&
        term.value.type !== 'unknown' &&
        !isTakenOver(term) &&
        !this.told.takenApart.has(term.name),
    );
    for (const { name } of fresh) this.told.takenApart.add(name as string);
    return fresh.flatMap((term): Line[] => {
      const inputs = (term.inputs ?? []).filter(({ title }) => title.zh !== '');
      if (inputs.length === 0) return [];
      return [
        {
          tokens: [pair([factToken(term)], [this.inputList(inputs)])],
          below: this.furtherLines(inputs),
        },
      ];
    });
  }
}
