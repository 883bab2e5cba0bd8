import type { Line, Token } from '../../policy/explanation.js';
import type { Assessment } from '../assessment.js';
import type { Alternative, Change, ExitGap, Reached } from '../changes/index.js';

import type { LeafLines, SensitivityOf } from './leaf-lines.js';
import { outcomeToken } from './needed-lines.js';

const bracketed = (...tokens: Token[]): Token => ({ kind: 'bracketed', tokens });

function changeTokens({ title, item, from, to, by, sensitivity }: Change): readonly Token[] {
  const of: Token[] = [
    { kind: 'fact', title, sensitivity },
    ...(item === undefined ? [] : [bracketed({ kind: 'ordinal', number: item })]),
  ];
  const values: Token[] = [
    { kind: 'phrase', phrase: 'fromValue' },
    { kind: 'value', value: from, sensitivity },
    { kind: 'phrase', phrase: 'toValue' },
    { kind: 'value', value: to, sensitivity },
  ];
  if (by === undefined) return [...of, ...values];
  const isLess = by.amount.startsWith('-');
  const move: Token = {
    kind: 'movement',
    amount: by.amount.replace('-', ''),
    ...(by.unit === undefined ? {} : { unit: by.unit }),
    direction: isLess ? 'less' : 'more',
    sensitivity,
  };
  return [...of, move, bracketed(...values)];
}

/** From which side a comparison is crossed, and whether to be on the line is enough. */
const CROSSINGS: Readonly<Record<string, readonly ['up' | 'down', 'reaches' | 'passes']>> = {
  'lessThan true': ['down', 'passes'],
  'lessThan false': ['up', 'reaches'],
  'lessThanInclusive true': ['down', 'reaches'],
  'lessThanInclusive false': ['up', 'passes'],
  'greaterThan true': ['up', 'passes'],
  'greaterThan false': ['down', 'reaches'],
  'greaterThanInclusive true': ['up', 'reaches'],
  'greaterThanInclusive false': ['down', 'passes'],
};

/** What a change brings over a line: 人均纯收入再高 312.50 元，就达到收入标准. */
function reachedLine({ fact, bound, distance, operator, truth, sensitivity }: Reached): readonly Line[] {
  const crossing = CROSSINGS[`${operator} ${truth}`];
  if (crossing === undefined) return [];
  const [direction, arrives] = crossing;
  const { amount, unit } = distance;
  const token: Token = {
    kind: 'crossing',
    fact,
    bound,
    amount,
    ...(unit === undefined ? {} : { unit }),
    direction,
    arrives,
    sensitivity,
  };
  return [{ tokens: [token], below: [] }];
}

/** The changes of one alternative in one sentence. */
const changesToken = ({ changes }: Alternative): Token => ({
  kind: 'list',
  items: changes.map((change) => [...changeTokens(change)]),
  by: 'clause',
});

/** Alternatives that bring the same figures over the same lines are told together: any one of them would do. */
function groupsOf(alternatives: readonly Alternative[]): readonly (readonly Alternative[])[] {
  const groups = new Map<string, Alternative[]>();
  for (const alternative of alternatives) {
    const key = JSON.stringify([alternative.outcome, alternative.reaches, alternative.changes.length]);
    const name = alternative.reaches.length === 0 ? JSON.stringify(alternative) : key;
    groups.set(name, [...(groups.get(name) ?? []), alternative]);
  }
  return [...groups.values()];
}

function groupLine(of: 'identification' | 'exit', group: readonly Alternative[]): Line {
  const [first, ...others] = group as readonly [Alternative, ...Alternative[]];
  const becomes: Token[] = [{ kind: 'phrase', phrase: 'becomes' }, outcomeToken(of, first.outcome)];
  const crossings = first.reaches.flatMap(reachedLine);
  if (crossings.length === 0)
    return { tokens: [{ kind: 'pair', of: [changesToken(first)], said: becomes }], below: [] };
  const reached: Token = { kind: 'list', items: crossings.map(({ tokens }) => tokens), by: 'clause' };
  const inOrder = [...group].sort((a, b) => (a.changes[0]?.item ?? 0) - (b.changes[0]?.item ?? 0));
  const below: Line[] = inOrder.map((alternative) => ({ tokens: [changesToken(alternative)], below: [] }));
  const choice: Line = { tokens: [{ kind: 'phrase', phrase: 'anyOfThese' }], below };
  return {
    tokens: [{ kind: 'pair', of: [reached], said: becomes }],
    below: others.length === 0 ? below : [choice],
  };
}

/** The smallest changes that would lead to another answer; each has been tried. */
export function alternativeLines(assessment: Assessment): readonly Line[] {
  // Who is monitored asks about staying or leaving; that no way in holds is one of the criteria there.
  const of = assessment.exit.monitored === 'true' ? 'exit' : 'identification';
  const { isOffered, alternatives, complete } = assessment.whatWouldChange(of);
  if (!isOffered) return [];
  const head = of === 'identification' ? 'changeIdentification' : 'changeExit';
  // That nothing is offered is said, so that silence is not taken for "nothing can be done".
  if (alternatives.length === 0)
    return [
      {
        head,
        tokens: [{ kind: 'phrase', phrase: complete ? 'noSmallChange' : 'noSmallChangeFound' }],
        below: [],
      },
    ];
  const note: Token[] = complete ? [] : [bracketed({ kind: 'phrase', phrase: 'notAllChanges' })];
  return [{ head, tokens: note, below: groupsOf(alternatives).map((group) => groupLine(of, group)) }];
}

export function earliestTokens({ earliest }: Pick<ExitGap, 'earliest'>): readonly Token[] {
  switch (earliest.kind) {
    case 'day':
      return [
        { kind: 'phrase', phrase: 'earliestOn' },
        { kind: 'day', day: earliest.day },
      ];
    case 'notByTimeAlone':
      return [{ kind: 'phrase', phrase: 'notByTimeAlone' }];
    case 'notWithinPolicy':
      return [
        { kind: 'phrase', phrase: 'notUntil' },
        { kind: 'day', day: earliest.until },
        { kind: 'phrase', phrase: 'notUntilThen' },
      ];
  }
}

/** For a refused exit: each criterion that fails, how far it is off, and when it could hold at the earliest. */
export const gapLines = (
  assessment: Assessment,
  leaves: () => LeafLines,
  sensitivityOf: SensitivityOf,
  sources: (gap: ExitGap) => readonly Line[],
): readonly Line[] =>
  assessment.exitGaps().map((gap) => {
    const told = leaves();
    return {
      head: 'gap',
      tokens: [
        { kind: 'rule', name: gap.rule, title: gap.title, sensitivity: sensitivityOf(gap.rule) },
        bracketed(...earliestTokens(gap)),
      ],
      below: [...gap.leaves.flatMap((leaf) => told.lines(leaf)), ...sources(gap)],
    };
  });
