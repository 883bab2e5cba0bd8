import { duckdb } from './backends/sql/dialect.js';
import { generateSql, type SqlProgram } from './backends/sql/generate.js';
import { HOUSEHOLD } from './backends/sql/layout.js';
import { type Answers, answersNeeded } from './decision/answers.js';
import { type Node, truthLiteral } from './language/nodes.js';
import type { Definition, Policy } from './policy/policy.js';
import type { Truth } from './values/truth.js';

/** What DuckDB says of a household: its truths as one text, a letter each, and then texts. */
export type AnswerCells = readonly (string | null)[];

/** The answers of a policy for a day, in SQL over the tables of the facts. */
export interface AnswersInSql {
  readonly program: Pick<SqlProgram, 'facts' | 'unusableFacts' | 'steps'>;
  /** After the steps: for every household its key and the columns, in no order. */
  readonly query: string;
  /** All of them hold texts. */
  readonly columns: readonly string[];
  /** What the columns of a household say. */
  readonly answersIn: (cells: AnswerCells) => Answers;
}

/** A text of a list, and the definition that says whether it belongs there. */
interface ListedText {
  readonly text: string;
  readonly belongs: string;
}

const TRUTHS: Readonly<Record<string, Truth>> = { t: 'true', f: 'false', u: 'unknown' };
const letterOf = (column: string): string =>
  `CASE WHEN ${column} THEN 't' WHEN NOT ${column} THEN 'f' ELSE 'u' END`;

/**
 * The texts of a list, with a definition for each that says whether it belongs: which are possible, in the order of the
 * list, cannot be told from the list as one column. Undefined for a list that is not made of written texts.
 */
function listed(
  list: string,
  node: Node | undefined,
): { readonly texts: readonly ListedText[]; readonly definitions: readonly Definition[] } | undefined {
  if (node?.kind !== 'list') return undefined;
  const texts: ListedText[] = [];
  const definitions: Definition[] = [];
  for (const [index, { when, value }] of node.items.entries()) {
    if (value.kind !== 'literal' || value.type !== 'text') return undefined;
    const belongs = `${list}.item.${index}`;
    texts.push({ text: value.value as string, belongs });
    definitions.push({ name: belongs, node: when ?? truthLiteral(true) });
  }
  return { texts, definitions };
}

/**
 * Says in SQL all that an assessment is shaped from.
 * @returns undefined where a part of it cannot be said: then none of it is.
 */
export function answersInSql(policy: Policy, on: string): AnswersInSql | undefined {
  const needed = answersNeeded(policy);
  const nodes = new Map(policy.program.definitions.map(({ name, node }) => [name, node]));
  const lists = new Map<string, readonly ListedText[]>();
  const items: Definition[] = [];
  for (const name of [...needed.possible, ...needed.missing]) {
    const found = listed(name, nodes.get(name));
    if (found === undefined) return undefined;
    lists.set(name, found.texts);
    items.push(...found.definitions);
  }
  const truths = [...needed.truths, ...items.map(({ name }) => name)];
  const sql = generateSql(
    { ...policy.program, definitions: [...policy.program.definitions, ...items] },
    { on, definitions: [...truths, ...needed.texts] },
  );
  if (sql.unsupported.length > 0) return undefined;
  const columnOf = new Map(sql.columns.map((each) => [each.definition, each]));
  const truthColumns = truths.map((name) => columnOf.get(name));
  const textColumns = needed.texts.map((name) => columnOf.get(name));
  if (truthColumns.some((each) => each?.type !== 'truth') || textColumns.includes(undefined))
    return undefined;
  const letters = truthColumns.map((each) => letterOf((each as { column: string }).column));
  const texts = textColumns.map((each) =>
    each?.type === 'text' ? each.column : `CAST(NULL AS ${duckdb.types.text})`,
  );
  const columns = ['truths', ...texts.map((_, index) => `text_${index}`)];
  return {
    program: sql,
    query: `SELECT ${HOUSEHOLD}, concat(${letters.join(', ')}) AS truths${texts.map((text, index) => `, ${text} AS text_${index}`).join('')}\nFROM (\n${sql.query}\n)`,
    columns,
    answersIn: reader(truths, needed.texts, lists),
  };
}

function reader(
  truths: readonly string[],
  texts: readonly string[],
  lists: ReadonlyMap<string, readonly ListedText[]>,
): AnswersInSql['answersIn'] {
  const placeOfTruth = new Map(truths.map((name, index) => [name, index]));
  const placeOfText = new Map(texts.map((name, index) => [name, index + 1]));
  return (cells) => {
    const truth = (name: string): Truth =>
      required(TRUTHS[cells[0]?.[required(placeOfTruth.get(name), name)] ?? ''], name);
    return {
      truth,
      text: (name) => cells[required(placeOfText.get(name), name)] ?? undefined,
      texts: (name) =>
        required(lists.get(name), name)
          .filter(({ belongs }) => truth(belongs) !== 'false')
          .map(({ text }) => text),
    };
  };
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`There is no answer "${name}".`);
  return value;
}
