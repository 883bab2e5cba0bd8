import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { FactItem, FactRecord, FactValue } from '../../src/facts/given.js';
import { readHousehold } from '../../src/facts/read.js';
import {
  type AggregateName,
  aggregate,
  all,
  any,
  apply,
  choose,
  dayLiteral,
  definition,
  evaluationDay,
  fact,
  filter,
  isUnknown,
  item,
  list,
  monthLiteral,
  type Node,
  type NodeKind,
  not,
  numberLiteral,
  parameter,
  textLiteral,
  truthLiteral,
  unknownLiteral,
} from '../../src/language/nodes.js';
import { OPERATORS, type OperatorName } from '../../src/language/operators.js';
import {
  type Member,
  numberValue,
  textValue,
  timeValue,
  truthValue,
  UNKNOWN,
  type Value,
} from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';
import { isDay, isMonth } from '../../src/values/day.js';
import { between, exactly, type Range } from '../../src/values/range.js';
import { type Rational, rationalFromExactText, rationalToText, subtract } from '../../src/values/rational.js';
import { truthOf } from '../../src/values/truth.js';
import { type BackEnd, INCOMPLETE, type Question } from './back-ends.js';

/** One row of docs/semantics.md: cells as written, the last one being the result. */
export interface Row {
  readonly table: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly columns: readonly string[];
}

const DOCUMENT = new URL('../../docs/semantics.md', import.meta.url);
const SECTION = '## Truth tables';

const cellsOf = (line: string): string[] =>
  line
    .slice(line.indexOf('|') + 1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));

/** Every row of every table under the heading "Truth tables". */
export function readTruthTables(text = readFileSync(DOCUMENT, 'utf8')): readonly Row[] {
  const rows: Row[] = [];
  let inside = false;
  let table = '';
  let columns: readonly string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('## ')) inside = line.trim() === SECTION;
    if (!inside) continue;
    if (line.startsWith('### ')) [table, columns] = [line.slice(4).trim(), []];
    if (!line.startsWith('|') || /^\|[\s|:-]+$/.test(line)) continue;
    if (columns.length === 0) columns = cellsOf(line);
    else rows.push({ table, line: index + 1, cells: cellsOf(line), columns });
  }
  return rows;
}

/** Splits at commas that are outside of brackets. */
function splitMembers(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if ('[({'.includes(character)) depth += 1;
    if ('])}'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}

const RANGE = /^(?:\[([^,]+)|\(-∞),\s*(?:([^,]+)\]|∞\))$/;

/** Reads the notation of the tables, described in docs/semantics.md. */
export function readCell(cell: string): Value {
  if (cell === 'unknown') return UNKNOWN;
  if (cell === 'true' || cell === 'false') return truthValue(truthOf(cell === 'true'));
  if (/^".*"$/.test(cell)) return textValue(cell.slice(1, -1));
  if (/^\{.*\}$/.test(cell)) return readList(cell);
  const range = RANGE.exec(cell);
  const [low, high] = range === null ? [cell, cell] : [range[1]?.trim(), range[2]?.trim()];
  const known = low ?? high ?? '';
  if (isDay(known)) return timeValue('day', between(low, high));
  if (isMonth(known)) return timeValue('month', between(low, high));
  const ends = [low, high].map((end) => (end === undefined ? undefined : rationalFromExactText(end)));
  if (ends.every((end) => end === undefined)) throw new Error(`The cell "${cell}" is not in the notation.`);
  return numberValue(between(ends[0], ends[1]));
}

function readList(cell: string): Value {
  const parts = splitMembers(cell.slice(1, -1));
  const members = parts
    .filter((part) => part !== '…')
    .map(
      (part): Member => ({
        belongs: part.endsWith('?') ? 'unknown' : 'true',
        value: readCell(part.replace(/\?$/, '')),
      }),
    );
  return { type: 'list', complete: !parts.includes('…'), members };
}

type List = Extract<Value, { type: 'list' }>;

/** Turns the operands of a row into nodes, and into facts where no node can say them. */
class Stage {
  readonly facts: Record<string, FactValue> = { ...INCOMPLETE.facts };
  private readonly dayLists = [
    ['events', 'occurredOn'],
    ['measures', 'startedOn'],
  ] as const;
  private usedDayLists = 0;
  readonly unusable = new Set<string>();

  /** A fact of which something was given that cannot be used. */
  unusableFact(): Node {
    this.unusable.add('reportedClaims');
    return fact('reportedClaims');
  }

  node(value: Value): Node {
    switch (value.type) {
      case 'unknown':
        return unknownLiteral();
      case 'truth':
        return truthLiteral(value.value);
      case 'text':
        return textLiteral(value.value);
      case 'number':
        return this.number(value.range);
      case 'day':
        return this.day(value.range);
      case 'month':
        return this.month(value.range);
      case 'list':
        return this.scalars(value);
      case 'record':
        throw new Error('A cell is never a record.');
    }
  }

  /** A range of numbers: a possible item of a sum is one that may add nothing. */
  private number({ low, high }: Range<Rational>): Node {
    const written = (value: Rational): Node => numberLiteral(rationalToText(value));
    const zeroOrMore = aggregate('count', INCOMPLETE.node, 'any');
    if (low === undefined) return apply('subtract', [written(high as Rational), zeroOrMore]);
    if (high === undefined) return apply('add', [written(low), zeroOrMore]);
    const width = subtract(high, low);
    if (width.numerator === 0n) return written(low);
    const upTo = aggregate(
      'sum',
      list([{ when: unknownLiteral(), value: written(width) }]),
      'step',
      item('step'),
    );
    return apply('add', [written(low), upTo]);
  }

  private day({ low, high }: Range<string>): Node {
    if (low !== undefined && low === high) return dayLiteral(low);
    if (low !== undefined && high !== undefined) {
      const days = (Date.parse(high) - Date.parse(low)) / 86_400_000;
      return apply('addDays', [dayLiteral(low), this.number(between(exactNumberOf(0), exactNumberOf(days)))]);
    }
    // The latest of an incomplete list of days is that day or later; the earliest, that day or earlier.
    const used = this.dayLists[this.usedDayLists];
    if (used === undefined) throw new Error('A row can have two half-open days at most.');
    this.usedDayLists += 1;
    const [name, field] = used;
    this.facts[name] = { complete: false, items: [{ [field]: exactly((low ?? high) as string) }] };
    return aggregate(low === undefined ? 'minimum' : 'maximum', fact(name), 'found', item('found', field));
  }

  private month({ low, high }: Range<string>): Node {
    if (low !== undefined && low === high) return monthLiteral(low);
    const first = (month: string | undefined): string | undefined =>
      month === undefined ? undefined : `${month}-01`;
    return apply('monthOf', [this.day(between(first(low), first(high)))]);
  }

  /** A list of bare values. One that is not complete is a fact, of codes; its possible members a filter leaves open. */
  scalars(value: List): Node {
    if (value.complete)
      return list(
        value.members.map((member) => ({
          ...(member.belongs === 'unknown' ? { when: unknownLiteral() } : {}),
          value: this.node(member.value),
        })),
      );
    const texts = value.members.map((member) => (member.value as Extract<Value, { type: 'text' }>).value);
    this.facts['identifiedRisks'] = { complete: false, items: texts };
    return value.members.reduce<Node>(
      (source, member, index) =>
        member.belongs === 'true'
          ? source
          : filter(
              source,
              `each${index}`,
              any([
                not(apply('equal', [item(`each${index}`), textLiteral(texts[index] as string)])),
                unknownLiteral(),
              ]),
            ),
      fact('identifiedRisks'),
    );
  }

  /** A list, and the expression that takes its value from an item. */
  taken(value: Value, binding: string): { readonly list: Node; readonly body: Node } {
    if (value.type !== 'list') return { list: this.node(value), body: item(binding) };
    if (value.complete) return { list: this.scalars(value), body: item(binding) };
    const types = value.members.map((member) => member.value.type);
    const [name, field, belongs, mark] = recordsFor(types.find((type) => type !== 'unknown') ?? 'number');
    const items = value.members.map(
      (member): FactItem => ({
        ...(member.value.type === 'unknown' ? {} : { [field]: factValueOf(member.value) }),
        ...(member.belongs === 'true' ? { [belongs]: mark } : {}),
      }),
    );
    this.facts[name] = { complete: false, items };
    const marked = apply('equal', [item('marked', belongs), textLiteral(mark)]);
    const source = value.members.every((member) => member.belongs === 'true')
      ? fact(name)
      : filter(fact(name), 'marked', marked);
    return { list: source, body: item(binding, field) };
  }

  /** A list of members with what a filter asks of each: the row's second cell. */
  filtered(source: Value, holds: Value): Node {
    if (source.type !== 'list' || holds.type !== 'list')
      return filter(this.node(source), 'each', truthLiteral(true));
    const items = source.members.map((member, index): FactRecord => {
      const asked = holds.members[index]?.value;
      return {
        memberId: (member.value as Extract<Value, { type: 'text' }>).value,
        ...(asked?.type === 'truth' ? { droppedOut: asked.value } : {}),
        ...(member.belongs === 'true' ? { holdsPublicPost: true } : {}),
      };
    });
    this.facts['members'] = { complete: source.complete, items };
    const belonging = filter(fact('members'), 'one', item('one', 'holdsPublicPost'));
    const some = source.members.some((member) => member.belongs === 'unknown');
    return filter(some ? belonging : fact('members'), 'each', item('each', 'droppedOut'));
  }
}

const exactNumberOf = (value: number): Rational => rationalFromExactText(String(value)) as Rational;

/** A list of the catalogue with a field of the type, and a code field that can be left blank. */
function recordsFor(
  type: Value['type'],
): readonly [list: string, field: string, belongs: string, mark: string] {
  switch (type) {
    case 'truth':
      return ['members', 'droppedOut', 'relation', '户主'];
    case 'text':
      return ['members', 'memberId', 'relation', '户主'];
    case 'day':
      return ['events', 'occurredOn', 'type', '失业'];
    case 'month':
      return ['incomes', 'fromMonth', 'item', '务工收入'];
    default:
      return ['incomes', 'amount', 'item', '务工收入'];
  }
}

function factValueOf(value: Value): FactValue {
  switch (value.type) {
    case 'truth':
    case 'text':
      return value.value;
    case 'number':
      return value.range.low;
    case 'day':
    case 'month':
      return value.range;
    default:
      throw new Error(`A field cannot be given as ${value.type}.`);
  }
}

/** The parameter that the tables of `parameter` read; docs/semantics.md states it. */
const LINE: Program['parameters'] = {
  line: [
    { from: '2023-01-01', to: '2023-12-31', value: '7200' },
    { from: '2024-01-01', to: '2024-12-31', value: '7800' },
    { from: '2025-01-01', to: '2025-12-31' },
  ],
};

interface Asked {
  readonly node: Node;
  readonly on?: string;
  readonly parameters?: Program['parameters'];
  readonly definitions?: Program['definitions'];
  readonly facts?: Readonly<Record<string, FactValue>>;
}
type Build = (stage: Stage, cells: readonly string[]) => Asked;

/** The operands of a row; `—` is one that is left out. */
const operands = (stage: Stage, cells: readonly string[]): Node[] =>
  cells
    .filter((cell) => cell !== '—')
    .map((cell) => (cell === 'unusable' ? stage.unusableFact() : stage.node(readCell(cell))));

const operator =
  (name: OperatorName): Build =>
  (stage, cells) => ({ node: apply(name, operands(stage, cells)) });

const aggregated =
  (name: AggregateName): Build =>
  (stage, [cell = '']) => {
    const { list: source, body } = stage.taken(readCell(cell), 'each');
    return {
      node: name === 'count' ? aggregate(name, source, 'each') : aggregate(name, source, 'each', body),
    };
  };

const AGGREGATE_TABLES = {
  some: aggregated('some'),
  every: aggregated('every'),
  count: aggregated('count'),
  sum: aggregated('sum'),
  minimum: aggregated('minimum'),
  maximum: aggregated('maximum'),
} satisfies Record<AggregateName, Build>;

/** How a row of each kind of node is put. `apply` and `aggregate` have a table for each of their operators. */
const NODE_TABLES = {
  literal: (stage, [cell = '']) => ({ node: stage.node(readCell(cell)) }),
  evaluationDay: (_, [cell = '']) => ({ node: evaluationDay(), on: cell }),
  fact: (_, [name = '', given = '']) => ({
    node: fact(name),
    facts: given === '—' ? {} : readHousehold({ [name]: JSON.parse(given) as unknown }).values,
  }),
  parameter: (stage, [on = '', asked = '']) => ({
    node: asked === '—' ? parameter('line') : parameter('line', stage.node(readCell(asked))),
    on,
    parameters: LINE,
  }),
  definition: (stage, [cell = '']) => ({
    node: definition('middle'),
    definitions: [
      { name: 'first', node: stage.node(readCell(cell)) },
      { name: 'middle', node: definition('first') },
    ],
  }),
  item: (stage, [cell = '', read = '']) => {
    if (read === 'item') {
      const source = list([{ value: stage.node(readCell(cell)) }]);
      return { node: aggregate('minimum', source, 'each', item('each')) };
    }
    const given = readCell(cell);
    const record = given.type === 'unknown' ? {} : { amount: factValueOf(given) };
    return {
      node: aggregate('minimum', fact('incomes'), 'each', item('each', 'amount')),
      facts: { incomes: { complete: true, items: [record] } },
    };
  },
  not: (stage, cells) => ({ node: not(operands(stage, cells)[0] as Node) }),
  all: (stage, cells) => ({ node: all(operands(stage, cells)) }),
  any: (stage, cells) => ({ node: any(operands(stage, cells)) }),
  if: (stage, cells) => {
    const [condition, then, otherwise] = operands(stage, cells) as [Node, Node, Node];
    return { node: choose(condition, then, otherwise) };
  },
  list: (stage, [value = '', belongs = '']) => ({
    node: list([
      {
        ...(belongs === '—' ? {} : { when: stage.node(readCell(belongs)) }),
        value: stage.node(readCell(value)),
      },
    ]),
  }),
  filter: (stage, [source = '', holds = '']) => ({ node: stage.filtered(readCell(source), readCell(holds)) }),
  isUnknown: (stage, cells) => ({ node: isUnknown(operands(stage, cells)[0] as Node) }),
} satisfies Record<Exclude<NodeKind, 'apply' | 'aggregate'>, Build>;

const TABLES: ReadonlyMap<string, Build> = new Map<string, Build>([
  ...Object.entries(NODE_TABLES),
  ...Object.entries(AGGREGATE_TABLES),
  ...(Object.keys(OPERATORS) as OperatorName[]).map((name) => [name, operator(name)] as const),
]);

/** The names that docs/semantics.md must have a table for: node kinds, aggregates, operators. */
export const TABLE_NAMES: readonly string[] = [...TABLES.keys()];

/** A row as a question to a back end, and the answer that the document gives. */
export function questionOf(row: Row): { readonly question: Question; readonly expected: Value } {
  const build = TABLES.get(row.table);
  if (build === undefined) throw new Error(`Nothing is called "${row.table}".`);
  const stage = new Stage();
  const asked = build(stage, row.cells.slice(0, -1));
  const program: Program = {
    definitions: [...(asked.definitions ?? []), { name: 'answer', node: asked.node }],
    parameters: asked.parameters ?? {},
    declaredBlanks: {},
  };
  return {
    question: {
      program,
      facts: asked.facts ?? stage.facts,
      on: asked.on ?? '2024-11-01',
      unusable: stage.unusable,
    },
    expected: readCell(row.cells.at(-1) as string),
  };
}

/** A member of a list of records is shown by its number. */
function plain(value: Value): Value {
  if (value.type === 'record') return value.fields['memberId'] ?? UNKNOWN;
  if (value.type !== 'list') return value;
  return { ...value, members: value.members.map((member) => ({ ...member, value: plain(member.value) })) };
}

/** What a back end answers to a row, and what the document says. */
export function answerRow(row: Row, backEnd: BackEnd): { readonly answer: Value; readonly expected: Value } {
  const { question, expected } = questionOf(row);
  return { answer: plain(backEnd.answer(question)), expected };
}

/** The rows to which a back end answers otherwise, or not at all. */
export function wrongRows(rows: readonly Row[], backEnd: BackEnd): readonly Row[] {
  return rows.filter((row) => {
    try {
      const { answer, expected } = answerRow(row, backEnd);
      return !isDeepStrictEqual(answer, expected);
    } catch {
      return true;
    }
  });
}
