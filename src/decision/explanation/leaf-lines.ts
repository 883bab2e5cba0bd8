import { absenceText } from '../../backends/words/standing.js';
import type { Line, Relation, Token } from '../../policy/explanation.js';
import type { Reason, Term } from '../../policy/reason.js';
import type { Truth } from '../../values/truth.js';
import { both, type Citations } from './citations.js';

type Comparison = Extract<Reason, { readonly kind: 'comparison' }>;

const sensitivityOf = ({ sensitivity }: Term): Pick<Term, 'sensitivity'> =>
  sensitivity === undefined ? {} : { sensitivity };

const factToken = (term: Term): Token => ({
  kind: 'fact',
  ...(term.name === undefined ? {} : { name: term.name }),
  title: term.title,
  ...sensitivityOf(term),
});
const valueToken = (term: Term): Token => ({ kind: 'value', value: term.value, ...sensitivityOf(term) });
const leafToken = (name: string, title: Term['title']): Token => ({ kind: 'leaf', name, title });
const truthToken = (truth: Truth): Token => ({ kind: 'truth', truth });
const bracketed = (...tokens: Token[]): Token => ({ kind: 'bracketed', tokens });
const pair = (of: readonly Token[], said: readonly Token[]): Token => ({ kind: 'pair', of, said });

/** A fact with what it is: an amount stands behind its name, a word is said of it. */
const held = (term: Term): readonly Token[] =>
  ['number', 'day', 'month'].includes(term.value.type)
    ? [factToken(term), valueToken(term)]
    : [pair([factToken(term)], [valueToken(term)])];

/** A derived fact that only takes over one other: to take it apart would say the same twice. */
function isTakenOver({ value, inputs }: Term): boolean {
  const [only, ...others] = inputs ?? [];
  return only !== undefined && others.length === 0 && JSON.stringify(only.value) === JSON.stringify(value);
}

/** Both ends of a value that is exactly known. */
function exactText(value: Term['value']): string | undefined {
  if (value.type !== 'number' && value.type !== 'day' && value.type !== 'month') return undefined;
  return value.low !== undefined && value.low === value.high ? value.low : undefined;
}

function relationOf(reason: Comparison): Relation | undefined {
  const { fact, bound, distance } = reason;
  if (distance !== undefined)
    return distance.amount.startsWith('-') ? 'below' : /^0(\.0+)?$/.test(distance.amount) ? 'equal' : 'above';
  const [left, right] = [exactText(fact.value), exactText(bound.value)];
  if (left === undefined || right === undefined || fact.value.type === 'number') return undefined;
  return left < right ? 'below' : left === right ? 'equal' : 'above';
}

/** A count held against none. */
const isCountOfNone = ({ fact, bound }: Comparison): boolean =>
  bound.kind === 'constant' &&
  fact.kind === 'expression' &&
  fact.title.zh !== '' &&
  exactText(bound.value) === '0';

function isOpenValue(value: Term['value']): boolean {
  if (value.type === 'unknown' || value.type === 'absent') return true;
  if (value.type === 'list') return !value.complete || value.possible.length > 0;
  return value.type !== 'truth' && value.type !== 'text' && exactText(value) === undefined;
}

/** The members of a group that decide it: of a true `all` every one, of a false one those that fail. */
export function decisive(reason: Extract<Reason, { readonly kind: 'all' | 'any' }>): readonly Reason[] {
  const everyone: Truth = reason.kind === 'all' ? 'true' : 'false';
  return reason.truth === everyone
    ? reason.members
    : reason.members.filter((member) => member.truth === reason.truth);
}

/** How much is told: with titles, sources and what each figure was worked out from, or the statements alone. */
export type Detail = 'everything' | 'statements';

/**
 * Tells reasons as lines. A leaf is a statement of how things are, never "is below: does not hold"; only what decides
 * is told. A derived fact is taken apart where it is first met.
 */
export class LeafLines {
  private readonly citations: Citations;
  private readonly detail: Detail;
  private readonly takenApart = new Set<string>();

  constructor(citations: Citations, detail: Detail) {
    this.citations = citations;
    this.detail = detail;
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
        const lines = members.flatMap((member) => this.lines(member));
        // While it is open, it matters whether one of them is enough.
        if (reason.truth !== 'unknown' || reason.kind === 'all' || members.length < 2) return lines;
        return [{ tokens: [{ kind: 'phrase', phrase: 'oneIsEnough' }], below: lines }];
      }
      case 'not':
        return this.negation(reason);
      case 'named':
        if (this.detail === 'statements') return this.orTitle(reason, this.lines(reason.member));
        return [
          {
            tokens: [pair([leafToken(reason.name, reason.title)], [truthToken(reason.truth)])],
            below: this.below(reason.title, reason.member),
          },
        ];
      case 'comparison':
        // How many there are says less than which.
        if (this.detail === 'statements' && isCountOfNone(reason))
          return this.factsOf(reason.fact, reason.truth);
        return [{ tokens: this.statement(reason), below: this.workedOutFrom(reason.fact) }];
      case 'test':
        return this.test(reason);
    }
  }

  /** The statements below a title, or the title with its truth where there is none. */
  private orTitle(
    { name, title, truth }: Extract<Reason, { readonly kind: 'named' }>,
    lines: readonly Line[],
  ): readonly Line[] {
    if (lines.length > 0) return lines;
    return [{ tokens: [pair([leafToken(name, title)], [truthToken(truth)])], below: [] }];
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
    return [
      {
        tokens: [pair([leafToken(member.name, member.title)], [truthToken(member.truth), ...demand])],
        below: this.below(member.title, member.member),
      },
    ];
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
    return inputs
      .filter(({ value }) => truth !== 'unknown' || isOpenValue(value))
      .map((input) => ({ tokens: held(input), below: [] }));
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
          : { kind: 'relation', relation };
      return [said, bracketed(demand, { ...valueToken(bound), ...sensitivityOf(fact) } as Token)];
    }
    if (isConstant && bound.value.type === 'truth') return [said];
    if (isConstant && fact.kind === 'expression' && fact.title.zh !== '' && exactText(bound.value) === '0')
      return [said];
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
    const isOfDays = fact.value.type === 'day' || fact.value.type === 'month';
    const against: Token[] = [
      ...(relation === undefined
        ? [{ kind: 'phrase', phrase: 'against' } as const]
        : [{ kind: 'relation', relation, ...(isOfDays ? ({ isOfDays: true } as const) : {}) } as const]),
      ...this.boundTokens(bound),
    ];
    // How far above none something is, it says itself.
    if (bound.kind === 'constant' && exactText(bound.value) === '0' && relation !== undefined)
      return held(fact);
    const items: Token[][] = [[...held(fact)], against];
    if (relation === undefined) items.push([{ kind: 'phrase', phrase: 'cannotCompare' }]);
    else if (distance !== undefined && relation !== 'equal')
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
    if (source === undefined || this.detail === 'statements') return [];
    return [bracketed(...this.citations.standing(source))];
  }

  /** What a figure was worked out from, down to the facts, each derived fact once. */
  private workedOutFrom(term: Term): readonly Line[] {
    const inputs = (term.inputs ?? []).filter(({ title }) => title.zh !== '');
    if (this.detail === 'statements' || inputs.length === 0) return [];
    return [{ head: 'from', tokens: [this.inputList(inputs)], below: this.takenApartLines(inputs) }];
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
      (term) => term.name !== undefined && !isTakenOver(term) && !this.takenApart.has(term.name),
    );
    for (const { name } of fresh) this.takenApart.add(name as string);
    return fresh.flatMap((term): Line[] => {
      const inputs = (term.inputs ?? []).filter(({ title }) => title.zh !== '');
      if (inputs.length === 0) return [];
      return [
        { tokens: [pair([factToken(term)], [this.inputList(inputs)])], below: this.takenApartLines(inputs) },
      ];
    });
  }
}
