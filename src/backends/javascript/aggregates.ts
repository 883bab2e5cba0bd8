import type { AggregateNode } from '../../language/nodes.js';
import { type Code, type NumberCode, numberOfCode, truthOfCode, Unsupported } from './code.js';
import type { Emitter } from './emitter.js';
import { mostItems } from './joint-loops.js';
import type { ListEmitter } from './lists.js';
import { asTime, ends, endsOf, fraction, fractionOf, type Keep } from './numbers.js';
import type { Scope } from './scope.js';

/** What a loop over a list needs to be told. */
export interface Visit {
  /** Works on one item, in the scope of the loop's body: who it is, and the truth of its belonging. */
  readonly each: (item: Code, belongs: string, scope: Scope) => void;
  /** When the loop may stop. */
  readonly until?: string;
}

/** What is known of a list as a whole: an expression that is true where it is not known, and its completeness. */
export interface Visited {
  readonly isUnknown: string | undefined;
  readonly complete: string;
  /** Of a list that is not complete where it is blank: when it is blank. */
  readonly isBlank?: string;
}

/** The truth of something being found in a list: one that is not complete may still have it. */
export function someOf(found: string, { isUnknown, complete }: Visited, keep: Keep): Code {
  const closed = complete === '3' ? found : `${found} | (6 - (${complete} << 1))`;
  const truth = isUnknown === undefined ? closed : `${isUnknown} ? 2 : ${closed}`;
  return { kind: 'truth', truth: truth === found ? found : keep(truth) };
}

/** What is taken of lists: some, every, how many, the sum, the least and the greatest. */
export class Aggregates {
  private readonly emitter: Emitter;
  private readonly lists: ListEmitter;
  constructor(emitter: Emitter, lists: ListEmitter) {
    this.emitter = emitter;
    this.lists = lists;
  }

  of(node: AggregateNode, scope: Scope): Code {
    switch (node.operator) {
      case 'some':
        return this.anyItem(node, scope);
      case 'every':
        return this.everyItem(node, scope);
      case 'count':
        return this.count(node, scope);
      case 'sum':
        return this.sum(node, scope);
      case 'minimum':
      case 'maximum':
        return this.extreme(node, scope, node.operator === 'minimum');
    }
  }

  /** What is taken of an item: its body, with the item in hand. */
  private taken({ binding, body }: AggregateNode, item: Code, inner: Scope): Code {
    if (body === undefined) return item;
    return this.emitter.withItem(binding, item, inner, () => this.emitter.emit(body));
  }

  private anyItem(node: AggregateNode, scope: Scope): Code {
    const found = this.lists.start(scope, '0');
    const visited = this.lists.visit(node.list, scope, {
      each: (item, belongs, inner) => {
        const truth = truthOfCode(this.taken(node, item, inner));
        inner.lines.push(`${found} |= ${belongs === '3' ? truth : `${belongs} & ${truth}`};`);
      },
      until: `${found} === 3`,
    });
    return someOf(found, visited, this.emitter.keepIn(scope));
  }

  private everyItem(node: AggregateNode, scope: Scope): Code {
    const held = this.lists.start(scope, '3');
    const { isUnknown, complete } = this.lists.visit(node.list, scope, {
      each: (item, belongs, inner) => {
        const truth = truthOfCode(this.taken(node, item, inner));
        inner.lines.push(`${held} &= ${belongs === '3' ? truth : `not(${belongs}) | ${truth}`};`);
      },
      until: `${held} === 0`,
    });
    const closed = complete === '3' ? held : `${held} & ${complete}`;
    const truth = isUnknown === undefined ? closed : `${isUnknown} ? 2 : ${closed}`;
    return { kind: 'truth', truth: this.emitter.keepIn(scope)(truth) };
  }

  /** Ends that are open where a list is not known, or its end is not. */
  private closedEnds(
    low: string,
    high: string,
    { isUnknown, complete }: Visited,
    scope: Scope,
    opened: 'both' | 'high' | 'low',
  ): { low: string; high: string } {
    const keep = this.emitter.keepIn(scope);
    const open = (end: string, infinity: string, opens: boolean): string => {
      const conditions = [
        ...(isUnknown === undefined ? [] : [isUnknown]),
        ...(opens && complete !== '3' ? [`${complete} !== 3`] : []),
      ];
      return conditions.length === 0 ? end : keep(`${conditions.join(' || ')} ? ${infinity} : ${end}`);
    };
    return { low: open(low, 'LOW', opened !== 'high'), high: open(high, 'TOP', opened !== 'low') };
  }

  private count(node: AggregateNode, scope: Scope): Code {
    const [low, high] = [this.lists.start(scope, '0'), this.lists.start(scope, '0')];
    const visited = this.lists.visit(node.list, scope, {
      each: (_, belongs, inner) => {
        inner.lines.push(
          `${low} += ${belongs === '3' ? '1' : `${belongs} & 1`}; ${high} += ${belongs === '3' ? '1' : `${belongs} >> 1`};`,
        );
      },
    });
    // Of a blank list not even the least count is known.
    const isUnknown = visited.isBlank ?? visited.isUnknown;
    const closed = this.closedEnds(low, high, { ...visited, isUnknown }, scope, 'high');
    return ends(closed.low, closed.high, 1, mostItems(node.list, this.emitter.nodeOf));
  }

  private sum(node: AggregateNode, scope: Scope): Code {
    const whole = this.lists.start(scope, 'null');
    const [low, high] = [this.lists.start(scope, '0'), this.lists.start(scope, '0')];
    const most = mostItems(node.list, this.emitter.nodeOf);
    let bound = 0;
    const scales = new Set<number | undefined>();
    const bodies: { code: NumberCode; belongs: string; inner: Scope; at: number }[] = [];
    const visited = this.lists.visit(node.list, scope, {
      each: (item, belongs, inner) => {
        const code = numberOfCode(this.taken(node, item, inner));
        const isBroken = code.form === 'fraction' || code.form === 'parts';
        scales.add(isBroken ? undefined : code.scale);
        const keep = this.emitter.keepIn(inner);
        const widened = belongs !== '3';
        if (isBroken || scales.size > 1) {
          const range = fractionOf(code, keep);
          const clamped = widened
            ? keep(`${belongs} === 3 ? ${range} : ${belongs} === 0 ? Z : rw(${range})`)
            : range;
          inner.lines.push(`${whole} = ${whole} === null ? ${clamped} : ra(${whole}, ${clamped});`);
        } else {
          const each = endsOf(code, keep);
          const [l, h] = [each.low, each.high];
          bound = Math.max(bound, code.bound * most);
          const sum = bound <= Number.MAX_SAFE_INTEGER ? '' : 'sf';
          inner.lines.push(
            `${low} = ${sum}(${low} + ${widened ? `(${belongs} === 3 || (${belongs} === 2 && ${l} < 0) ? ${l} : 0)` : l}); ` +
              `${high} = ${sum}(${high} + ${widened ? `(${belongs} === 3 || (${belongs} === 2 && ${h} > 0) ? ${h} : 0)` : h});`,
          );
        }
        bodies.push({ code, belongs, inner, at: 0 });
      },
    });
    const fixed = [...scales].find((scale) => scale !== undefined);
    if (scales.size > 1 && fixed !== undefined) {
      // Terms of several scales: the first ones stand in the ends, the others in the fraction.
      const first = bodies[0]?.code;
      const scale = first?.form === 'point' || first?.form === 'ends' ? first.scale : 1;
      const keep = this.emitter.keepIn(scope);
      const total = keep(
        `${whole} === null ? ri(${low}, ${high}, ${scale}) : ra(${whole}, ri(${low}, ${high}, ${scale}))`,
      );
      return fraction(this.closedFraction(total, visited, scope));
    }
    if (fixed === undefined && scales.size === 1) {
      const keep = this.emitter.keepIn(scope);
      const total = keep(`${whole} === null ? ri(0, 0, 1) : ${whole}`);
      return fraction(this.closedFraction(total, visited, scope));
    }
    const closed = this.closedEnds(low, high, visited, scope, 'both');
    return ends(closed.low, closed.high, fixed ?? 1, bound);
  }

  private closedFraction(range: string, { isUnknown, complete }: Visited, scope: Scope): string {
    const conditions = [
      ...(isUnknown === undefined ? [] : [isUnknown]),
      ...(complete === '3' ? [] : [`${complete} !== 3`]),
    ];
    return conditions.length === 0
      ? range
      : this.emitter.keepIn(scope)(`${conditions.join(' || ')} ? U : ${range}`);
  }

  /**
   * The least or greatest value. Every item can lower it, only one that certainly belongs bounds it from above;
   * without such a one the list may be empty, and the least value of nothing is unknown.
   */
  private extreme(node: AggregateNode, scope: Scope, isLeast: boolean): Code {
    const certain = this.lists.start(scope, '0');
    const [low, high] = [
      this.lists.start(scope, isLeast ? 'TOP' : 'LOW'),
      this.lists.start(scope, isLeast ? 'TOP' : 'LOW'),
    ];
    let made: { kind: 'day' | 'month' } | { kind: 'number'; scale: number } | undefined;
    const visited = this.lists.visit(node.list, scope, {
      each: (item, belongs, inner) => {
        const code = this.taken(node, item, inner);
        const keep = this.emitter.keepIn(inner);
        if (code.kind === 'number' && (code.form === 'fraction' || code.form === 'parts'))
          throw new Unsupported('the least of fractions');
        const isTime = code.kind === 'day' || code.kind === 'month';
        const of = isTime ? asTime(code) : endsOf(numberOfCode(code) as never, keep);
        if (isTime || code.kind === 'number') {
          const next = isTime
            ? { kind: code.kind }
            : { kind: code.kind, scale: (code as { scale: number }).scale };
          if (made !== undefined && JSON.stringify(made) !== JSON.stringify(next))
            throw new Unsupported('the least of values of several scales');
          made = next as typeof made;
        }
        // The end that every item moves, and the one that only a certain item bounds.
        const [free, bounded] = isLeast ? ([low, 'low'] as const) : ([high, 'high'] as const);
        const other = isLeast ? ([high, 'high'] as const) : ([low, 'low'] as const);
        const sign = isLeast ? '<' : '>';
        inner.lines.push(
          `if (${belongs === '3' ? '' : `${belongs} !== 0 && `}${of[bounded]} ${sign} ${free}) ${free} = ${of[bounded]};`,
          `if (${belongs} === 3) { ${certain} = 1; if (${of[other[1]]} ${sign} ${other[0]}) ${other[0]} = ${of[other[1]]}; }`,
        );
      },
    });
    const keep = this.emitter.keepIn(scope);
    const { isUnknown, complete } = visited;
    const nothing = [`${certain} === 0`, ...(isUnknown === undefined ? [] : [isUnknown])].join(' || ');
    const open = complete === '3' ? '' : `${complete} !== 3 || `;
    const lowEnd = keep(`${isLeast ? open : ''}${nothing} ? LOW : ${low}`);
    const highEnd = keep(`${isLeast ? '' : open}${nothing} ? TOP : ${high}`);
    // Of nothing that is known there is no least.
    if (made === undefined) return { kind: 'unknown' };
    if (made.kind === 'number') return ends(lowEnd, highEnd, made.scale);
    return { kind: made.kind, low: lowEnd, high: highEnd };
  }
}
