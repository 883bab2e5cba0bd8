import type { Unit } from '../../src/facts/units.js';
import {
  type AggregateName,
  aggregate,
  apply,
  item,
  list,
  type Node,
  not,
} from '../../src/language/nodes.js';
import { TRUTH, type Type } from '../../src/language/type.js';
import type { ExpressionMaker } from './random-expressions.js';
import { COMPARISONS } from './well-typed.js';

export type ListType = Extract<Type, { kind: 'list' }>;

export const listOf = (content: Type): ListType => ({
  kind: 'list',
  item: content,
  unit: 'items',
  nonEmpty: false,
});

export function contains(maker: ExpressionMaker, depth: number): Node {
  const held = maker.favoured === undefined && maker.draw.chance(0.6) ? maker.codeType() : maker.scalarType();
  const list = maker.make(listOf(held), depth);
  return apply('contains', [
    list,
    (maker.draw.chance(0.6) ? maker.writtenCode(held) : undefined) ?? maker.known(held, depth),
  ]);
}

/** A truth of the item in hand, as rules ask for them: a flag of it, a code, an amount or a day of it. */
export function predicate(maker: ExpressionMaker, binding: string, held: Type, depth: number): Node {
  const lists =
    maker.favoured === 'list' && held.kind === 'record'
      ? Object.entries(held.fields).filter(([, { kind }]) => kind === 'list')
      : [];
  maker.favoured = undefined;
  if (lists.length === 0 && !maker.draw.chance(0.7)) return maker.make(TRUTH, Math.max(depth, 1));
  const fields = lists.length > 0 ? lists : held.kind === 'record' ? Object.entries(held.fields) : [];
  const [name, type] = fields.length > 0 ? maker.draw.pick(fields) : [undefined, held];
  const read = item(binding, name);
  const another = (): Node => maker.known(type, depth);
  switch (type.kind) {
    case 'truth':
      return maker.draw.chance(0.8) ? read : not(read);
    case 'code':
    case 'text': {
      const codes = list(
        Array.from({ length: maker.draw.integer(1, 3) }, () => ({ value: maker.writtenCode(type) as Node })),
      );
      return maker.draw.chance(0.5)
        ? apply('contains', [codes, read])
        : apply('equal', [read, maker.writtenCode(type) as Node]);
    }
    case 'number':
    case 'day':
    case 'month':
      return apply(maker.draw.pick(COMPARISONS), [read, another()]);
    case 'list':
      if (maker.draw.chance(0.5)) return apply('contains', [read, maker.writtenCode(type.item) as Node]);
      return maker.within(type.item, (inner) =>
        aggregate(
          maker.draw.pick(['some', 'every'] as const),
          read,
          inner,
          predicate(maker, inner, type.item, depth),
        ),
      );
    default:
      return maker.make(TRUTH, Math.max(depth, 1));
  }
}

/** An aggregate over a list that is likely to have what is taken of its items; of a favoured list, a list in them. */
export function aggregated(maker: ExpressionMaker, operator: AggregateName, body: Type, depth: number): Node {
  const isNested = maker.favoured === 'list';
  maker.favoured = undefined;
  const type = isNested ? maker.recordListWithLists() : maker.listType(body);
  const source = maker.make(type, depth);
  if (isNested) maker.favoured = 'list';
  return maker.within(type.item, (binding) =>
    aggregate(
      operator,
      source,
      binding,
      body.kind === 'truth' ? predicate(maker, binding, type.item, depth) : maker.make(body, depth),
    ),
  );
}
export function counted(maker: ExpressionMaker, unit: Unit, depth: number): Node | undefined {
  const lists = [...maker.palette.types].flatMap(([, type]) =>
    type.kind === 'list' && type.unit === unit ? [type] : [],
  );
  if (lists.length === 0) return undefined;
  return aggregate('count', maker.make(maker.draw.pick(lists), depth + 1), 'counted');
}

/** A list as it is written: each entry with or without a condition. */
export function written(maker: ExpressionMaker, held: Type, depth: number): Node | undefined {
  if (held.kind === 'record' || held.kind === 'list') return undefined;
  const conditional = maker.draw.chance(0.6);
  const entries = Array.from({ length: maker.draw.pick([0, 1, 2, 3, 3]) }, () => {
    const value = (maker.draw.chance(0.7) ? maker.writtenCode(held) : undefined) ?? maker.make(held, depth);
    return conditional ? { when: maker.make(TRUTH, depth), value } : { value };
  });
  // Texts that are written, and codes that are read, do not stand in one list.
  const texts = entries.filter(({ value }) => value.kind === 'literal' && value.type === 'text');
  const one = held.kind === 'code' && texts.length > 0 ? texts : entries;
  return list(one);
}
