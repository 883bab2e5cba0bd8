import type { AggregateNode, FilterNode, Node } from '../../language/nodes.js';
import { type Code, type ItemShape, type NumberCode, textLiteralOf, Unsupported } from './code.js';
import { type Emitter, numberOfCode, truthOfCode } from './emitter.js';
import { listBehind, mostItems } from './joint-loops.js';
import { asTime, ends, endsOf, fraction, fractionOf, type Keep } from './numbers.js';
import { Scope } from './scope.js';

type ListCode = Extract<Code, { readonly kind: 'list' }>;
type RowsCode = Extract<Code, { readonly kind: 'rows' }>;
type WrittenCode = Extract<Code, { readonly kind: 'written' }>;

/** What a loop over a list needs to be told. */
interface Visit {
  /** Works on one item, in the scope of the loop's body: who it is, and the truth of its belonging. */
  readonly each: (item: Code, belongs: string, scope: Scope) => void;
  /** When the loop may stop. */
  readonly until?: string;
}

/** What is known of a list as a whole: an expression that is true where it is not known, and its completeness. */
interface Visited {
  readonly isUnknown: string | undefined;
  readonly complete: string;
  /** Of a list that is not complete where it is blank: when it is blank. */
  readonly isBlank?: string;
}

/** Lists of generated code: loops over facts, lists written out, filters, and what is taken of them. */
export class ListEmitter {
  private readonly emitter: Emitter;
  /** The loop that several expressions share, while it is being made. */
  private joint:
    | {
        readonly fact: string;
        readonly rows: string;
        readonly complete: string;
        readonly item: Code;
        readonly before: Scope;
        readonly inner: Scope;
        readonly after: Scope;
      }
    | undefined;
  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  /** Visits every item that is not certain to be outside of a list. */
  private visit(written: Node, scope: Scope, visit: Visit): Visited {
    const { emitter, joint } = this;
    const node = listBehind(written, emitter.nodeOf);
    if (joint !== undefined && scope === joint.after && node.kind === 'fact' && node.name === joint.fact) {
      visit.each(joint.item, '3', joint.inner);
      return { isUnknown: undefined, complete: joint.complete, isBlank: `${joint.rows} === null` };
    }
    if (node.kind !== 'filter') return this.visitCode(emitter.emit(node), scope, visit);
    return this.visit(node.list, scope, {
      ...visit,
      each: (item, belongs, inner) => {
        const truth = emitter.withItem(node.binding, item, inner, () => emitter.truth(node.condition));
        const both = belongs === '3' ? truth : emitter.keepIn(inner)(`${belongs} & ${truth}`);
        // In a joint loop everything is worked out: what others need of an item must not hang on a condition.
        if (inner === joint?.inner) {
          visit.each(item, both, inner);
          return;
        }
        inner.lines.push(`if (${both} !== 0) {`);
        visit.each(item, both, inner);
        inner.lines.push('}');
      },
    });
  }

  private visitCode(code: Code, scope: Scope, visit: Visit): Visited {
    if (code.kind === 'written') {
      for (const { belongs, value } of code.items) {
        if (belongs === '0') continue;
        const inner = new Scope(scope);
        inner.lines.push(belongs === '3' ? '{' : `if (${belongs} !== 0) {`);
        visit.each(value, belongs, inner);
        scope.lines.push(...inner.lines, '}');
      }
      return { isUnknown: undefined, complete: '3' };
    }
    if (code.kind === 'rows') return this.visitRows(code, scope, visit);
    if (code.kind !== 'list' || code.list === 'null') return { isUnknown: 'true', complete: '2' };
    const { list } = code;
    const [index, values] = [this.emitter.variable(), this.emitter.variable()];
    const inner = new Scope(scope);
    const keep = this.emitter.keepIn(inner);
    const item = itemOf(code.item, keep(`${values}[${index}]`));
    visit.each(item, keep(`${list}.b === null ? 3 : ${list}.b[${index}]`), inner);
    scope.lines.push(
      `if (${list} !== null) {`,
      `var ${values} = ${list}.v;`,
      `for (var ${index} = 0; ${index} < ${values}.length; ${index} += 1) {`,
      ...inner.lines,
      ...(visit.until === undefined ? [] : [`if (${visit.until}) break;`]),
      '}',
      '}',
    );
    const complete = this.emitter.variable();
    scope.lines.push(`var ${complete} = ${list} === null ? 2 : ${list}.k;`);
    return { isUnknown: `${list} === null`, complete };
  }

  /** A list that was given; where it was not, it is not complete, and nothing of it is known. */
  private visitRows(code: RowsCode, scope: Scope, visit: Visit): Visited {
    const { rows, complete } = code;
    const index = this.emitter.variable();
    const inner = new Scope(scope);
    const item = itemOf(code.item, this.emitter.keepIn(inner)(`${rows}[${index}]`));
    visit.each(item, '3', inner);
    scope.lines.push(
      `if (${rows} !== null) for (var ${index} = 0; ${index} < ${rows}.length; ${index} += 1) {`,
      ...inner.lines,
      ...(visit.until === undefined ? [] : [`if (${visit.until}) break;`]),
      '}',
    );
    return { isUnknown: undefined, complete, isBlank: `${rows} === null` };
  }

  filter(node: FilterNode, scope: Scope): Code {
    const [belong, values] = [this.emitter.variable(), this.emitter.variable()];
    let shape: ItemShape | undefined;
    scope.lines.push(`var ${belong} = [], ${values} = [];`);
    const visited = this.visit(node, scope, {
      each: (item, belongs, inner) => {
        const [made, atom] = this.boxed(item, this.emitter.keepIn(inner));
        shape = made;
        inner.lines.push(`${belong}.push(${belongs}); ${values}.push(${atom});`);
      },
    });
    const keep = this.emitter.keepIn(scope);
    const made = `{ k: ${visited.complete}, b: ${belong}, v: ${values} }`;
    const isUnknown = visited.isBlank ?? visited.isUnknown;
    const list = keep(isUnknown === undefined ? made : `${isUnknown} ? null : ${made}`);
    return { kind: 'list', list, item: shape ?? { kind: 'text' } };
  }

  /** Whether a list has an element; a list that is not complete may still have it. */
  contains(list: Node, element: Code, scope: Scope): Code {
    const texts = this.writtenTexts(list);
    if (texts !== undefined && element.kind === 'text')
      return { kind: 'truth', truth: this.emitter.keepIn(scope)(isOneOf(element.text, texts)) };
    const found = this.start(scope, '0');
    const visited = this.visit(list, scope, {
      each: (item, belongs, inner) => {
        const equal = this.emitter.equal(item, element, this.emitter.keepIn(inner));
        inner.lines.push(`${found} |= ${belongs === '3' ? `(${equal})` : `${belongs} & (${equal})`};`);
      },
      until: `${found} === 3`,
    });
    return this.some(found, visited, scope);
  }

  /** The texts of a list written out in a formula, which all belong to it. */
  private writtenTexts(node: Node): readonly string[] | undefined {
    if (node.kind !== 'list') return undefined;
    const texts = node.items.flatMap(({ when, value }) =>
      when === undefined && value.kind === 'literal' && value.type === 'text'
        ? [textLiteralOf(value.value as string)]
        : [],
    );
    return texts.length === node.items.length && texts.length > 0 ? texts : undefined;
  }

  aggregate(node: AggregateNode, scope: Scope): Code {
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

  private start(scope: Scope, value: string): string {
    const name = this.emitter.variable();
    const { lines } = scope === this.joint?.after ? this.joint.before : scope;
    lines.push(`var ${name} = ${value};`);
    return name;
  }

  /**
   * One loop over a fact's list for everything that goes through it.
   * @returns what each comes to, or what cannot be said.
   */
  joined(fact: string, code: RowsCode, nodes: readonly Node[]): readonly (Code | Unsupported)[] {
    const { top } = this.emitter;
    const [before, inner, after] = [new Scope(top), new Scope(top), new Scope(top)];
    const index = this.emitter.variable();
    const item = itemOf(code.item, this.emitter.keepIn(inner)(`${code.rows}[${index}]`));
    this.joint = { fact, rows: code.rows, complete: code.complete, item, before, inner, after };
    const codes = nodes.map((node) => {
      try {
        if (node.kind === 'aggregate') return this.aggregate(node, after);
        const [list, element] = (node as Extract<Node, { readonly kind: 'apply' }>).operands as [Node, Node];
        return this.contains(list, this.emitter.emit(element), after);
      } catch (error) {
        if (error instanceof Unsupported) return error;
        throw error;
      }
    });
    this.joint = undefined;
    top.lines.push(
      ...before.lines,
      `if (${code.rows} !== null) for (var ${index} = 0; ${index} < ${code.rows}.length; ${index} += 1) {`,
      ...inner.lines,
      '}',
      ...after.lines,
    );
    return codes;
  }

  private some(found: string, { isUnknown, complete }: Visited, scope: Scope): Code {
    const closed = complete === '3' ? found : `${found} | (6 - (${complete} << 1))`;
    const truth = isUnknown === undefined ? closed : `${isUnknown} ? 2 : ${closed}`;
    return { kind: 'truth', truth: truth === found ? found : this.emitter.keepIn(scope)(truth) };
  }

  /** What is taken of an item: its body, with the item in hand. */
  private taken({ binding, body }: AggregateNode, item: Code, inner: Scope): Code {
    if (body === undefined) return item;
    return this.emitter.withItem(binding, item, inner, () => this.emitter.emit(body));
  }

  private anyItem(node: AggregateNode, scope: Scope): Code {
    const found = this.start(scope, '0');
    const visited = this.visit(node.list, scope, {
      each: (item, belongs, inner) => {
        const truth = truthOfCode(this.taken(node, item, inner));
        inner.lines.push(`${found} |= ${belongs === '3' ? truth : `${belongs} & ${truth}`};`);
      },
      until: `${found} === 3`,
    });
    return this.some(found, visited, scope);
  }

  private everyItem(node: AggregateNode, scope: Scope): Code {
    const held = this.start(scope, '3');
    const { isUnknown, complete } = this.visit(node.list, scope, {
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
    const [low, high] = [this.start(scope, '0'), this.start(scope, '0')];
    const visited = this.visit(node.list, scope, {
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
    const whole = this.start(scope, 'null');
    const [low, high] = [this.start(scope, '0'), this.start(scope, '0')];
    const most = mostItems(node.list, this.emitter.nodeOf);
    let bound = 0;
    const scales = new Set<number | undefined>();
    const bodies: { code: NumberCode; belongs: string; inner: Scope; at: number }[] = [];
    const visited = this.visit(node.list, scope, {
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
    const certain = this.start(scope, '0');
    const [low, high] = [
      this.start(scope, isLeast ? 'TOP' : 'LOW'),
      this.start(scope, isLeast ? 'TOP' : 'LOW'),
    ];
    let made: { kind: 'day' | 'month' } | { kind: 'number'; scale: number } | undefined;
    const visited = this.visit(node.list, scope, {
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

  /** A value as it stands in a list made at run time. */
  private boxed(code: Code, keep: Keep): [ItemShape, string] {
    switch (code.kind) {
      case 'text':
        return [{ kind: 'text' }, code.text];
      case 'truth':
        return [{ kind: 'truth' }, code.truth];
      case 'number':
        return [{ kind: 'number' }, fractionOf(code, keep)];
      case 'record':
        return [{ kind: 'record', fields: code.fields }, code.row];
      case 'unknown':
        return [{ kind: 'text' }, 'null'];
      default:
        throw new Unsupported(`a list of values of the kind ${code.kind}`);
    }
  }

  /** A list as an object of run time. */
  objectOf(code: Code, keep: Keep): ListCode {
    if (code.kind === 'list') return code;
    if (code.kind === 'rows')
      return {
        kind: 'list',
        list: keep(`${code.rows} === null ? null : { k: ${code.complete}, b: null, v: ${code.rows} }`),
        item: code.item,
      };
    if (code.kind !== 'written') return { kind: 'list', list: 'null', item: { kind: 'text' } };
    const boxes = code.items.map(({ value }) => this.boxed(value, keep));
    const shapes = new Set(boxes.map(([{ kind }]) => kind));
    if (shapes.size > 1) throw new Unsupported('a list of values of several kinds');
    const list = keep(
      `wl([${code.items.map(({ belongs }) => belongs).join(', ')}], [${boxes.map(([, atom]) => atom).join(', ')}])`,
    );
    return { kind: 'list', list, item: boxes[0]?.[0] ?? { kind: 'text' } };
  }

  choose(condition: string, then: Code, otherwise: Code, keep: Keep): Code {
    const [a, b] = [this.objectOf(then, keep), this.objectOf(otherwise, keep)];
    const list = keep(`${condition} === 3 ? ${a.list} : ${condition} === 0 ? ${b.list} : null`);
    return { kind: 'list', list, item: a.list === 'null' ? b.item : a.item };
  }

  /** Whether a list is complete and every member certain and exactly known. */
  exact(code: ListCode | RowsCode | WrittenCode): string {
    if (code.kind === 'rows')
      return code.item.kind === 'record'
        ? `${code.complete} === 3`
        : `lx({ k: ${code.complete}, b: null, v: ${code.rows} === null ? [] : ${code.rows} }, '${code.item.kind}')`;
    if (code.kind === 'list') return code.list === 'null' ? 'false' : `lx(${code.list}, '${code.item.kind}')`;
    const each = code.items.map(({ belongs, value }) => {
      const exact = this.emitter.exact(value);
      return belongs === '3' ? `(${exact})` : `(${belongs} === 0 || (${belongs} === 3 && (${exact})))`;
    });
    return each.length === 0 ? 'true' : each.join(' && ');
  }
}

/** Whether a text is one of some that are written out. */
const isOneOf = (text: string, texts: readonly string[]): string =>
  `${texts.map((each) => `${text} === ${each}`).join(' || ')} ? 3 : ${text} === null ? 2 : 0`;

function itemOf(shape: ItemShape, atom: string): Code {
  switch (shape.kind) {
    case 'text':
      return { kind: 'text', text: atom };
    case 'truth':
      return { kind: 'truth', truth: atom };
    case 'number':
      return fraction(atom);
    case 'record':
      return { kind: 'record', row: atom, fields: shape.fields };
  }
}
