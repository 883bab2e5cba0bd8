import type { FilterNode, Node } from '../../language/nodes.js';
import { Aggregates, someOf, type Visit, type Visited } from './aggregates.js';
import { type Code, type ItemShape, textLiteralOf, Unsupported } from './code.js';
import type { Emitter } from './emitter.js';
import { listBehind } from './joint-loops.js';
import { fraction, fractionOf, type Keep } from './numbers.js';
import { equalCodes } from './operations.js';
import { Scope } from './scope.js';

type ListCode = Extract<Code, { readonly kind: 'list' }>;
type RowsCode = Extract<Code, { readonly kind: 'rows' }>;
type WrittenCode = Extract<Code, { readonly kind: 'written' }>;

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
  readonly aggregates: Aggregates;
  constructor(emitter: Emitter) {
    this.emitter = emitter;
    this.aggregates = new Aggregates(emitter, this);
  }

  /** Visits every item that is not certain to be outside of a list. */
  visit(written: Node, scope: Scope, visit: Visit): Visited {
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
        const equal = equalCodes(item, element, this.emitter.keepIn(inner));
        inner.lines.push(`${found} |= ${belongs === '3' ? `(${equal})` : `${belongs} & (${equal})`};`);
      },
      until: `${found} === 3`,
    });
    return someOf(found, visited, this.emitter.keepIn(scope));
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

  /** A variable that a loop adds to, with what it starts from. */
  start(scope: Scope, value: string): string {
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
        if (node.kind === 'aggregate') return this.aggregates.of(node, after);
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
