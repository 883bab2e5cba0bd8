import type { Program } from '../../policy/policy.js';
import { type Dialect, duckdb } from './dialect.js';
import { Emitter } from './emit.js';
import { type Expression, Expressions } from './expression.js';
import { type FactsRead, factsRead } from './layout.js';
import type { Output } from './schedule.js';
import type { SqlMembers } from './sql-value.js';
import { Planner, type Step } from './steps.js';
import type { UnsupportedDefinition } from './unsupported.js';

export interface SqlOptions {
  /** The day of assessment, `YYYY-MM-DD`: a script is made for one day. */
  readonly on: string;
  readonly dialect?: Dialect;
  /** The definitions that are wanted; all truths and texts of the program without it. */
  readonly definitions?: readonly string[];
  /** Also the lists of written texts among them, each as two columns: what certainly belongs, and what may. */
  readonly lists?: boolean;
  /** Lists that are wanted only where a text is one of some others; elsewhere they are empty. By definition. */
  readonly onlyWhere?: Readonly<Record<string, WantedWhere>>;
}

/** Where a definition that is a text is one of these. */
export interface WantedWhere {
  readonly definition: string;
  readonly isOneOf: readonly string[];
}

/** A definition and the column of the answer that holds it. */
export interface SqlColumn {
  readonly definition: string;
  readonly column: string;
  /** A truth is TRUE, FALSE or NULL (unknown); a text is NULL where it is unknown. */
  readonly type: 'truth' | 'text';
  /** Of a list of texts: those that certainly belong, or those that may, as one text. */
  readonly of?: 'certain' | 'possible';
}

/** Between the texts of a list. */
export const SEPARATOR = ', ';

/** A program as queries over the tables of the facts. */
export interface SqlProgram {
  readonly facts: FactsRead;
  /** Facts that need a column saying whether they were given and cannot be used. */
  readonly unusableFacts: readonly string[];
  readonly steps: readonly Step[];
  /** A row for each household: its key and the columns. In no order. */
  readonly query: string;
  readonly columns: readonly SqlColumn[];
  /** Definitions that cannot be said; a script never has a part of one. */
  readonly unsupported: readonly UnsupportedDefinition[];
}

/**
 * Says the truths and texts of a program in SQL. What cannot be said is left out whole, with everything that reads
 * it, and listed. A definition that is neither a truth nor a text has no column; others read it all the same.
 */
export function generateSql(
  program: Program,
  {
    on,
    dialect = duckdb,
    definitions = program.definitions.map(({ name }) => name),
    lists = false,
    onlyWhere = {},
  }: SqlOptions,
): SqlProgram {
  const x = new Expressions(dialect);
  const emitter = new Emitter(x, program, on);
  const outputs: Output[] = [];
  const columns: SqlColumn[] = [];
  const unsupported: UnsupportedDefinition[] = [];
  for (const definition of definitions) {
    const value = emitter.definitionOrNothing(definition);
    if (value === undefined) continue;
    const column = `d_${columns.length}`;
    if (value.type === 'truth' || value.type === 'text') {
      outputs.push({ name: column, expression: value.value });
      columns.push({ definition, column, type: value.type });
    } else if (value.type === 'unknown') {
      outputs.push({ name: column, expression: x.nothing('truth') });
      columns.push({ definition, column, type: 'truth' });
    } else if (lists && value.type === 'members') {
      for (const of of ['certain', 'possible'] as const) {
        const expression = joinedTexts(x, value, of);
        if (expression === undefined) {
          const detail = 'a list whose texts are not written out, or hold what stands between them';
          unsupported.push({ definition, node: 'list', detail });
          break;
        }
        const name = `d_${columns.length}`;
        const wanted = isWanted(emitter, onlyWhere[definition]);
        outputs.push({ name, expression: x.choose([[wanted, expression]], x.literal('', 'text')) });
        columns.push({ definition, column: name, type: 'text', of });
      }
    }
  }
  const planner = new Planner(dialect, x.scopes, outputs, 'dixian_step');
  return {
    facts: factsRead(program),
    unusableFacts: [...emitter.unusableFacts].sort(),
    steps: planner.steps,
    query: planner.final,
    columns,
    unsupported: [...emitter.unsupported, ...unsupported],
  };
}

/** Whether a list is wanted; of what cannot be said nobody knows, and it is. */
function isWanted(emitter: Emitter, where: WantedWhere | undefined): Expression {
  const value = where === undefined ? undefined : emitter.definitionOrNothing(where.definition);
  const { x } = emitter;
  if (where === undefined || value?.type !== 'text') return x.truth(true);
  return x.or(where.isOneOf.map((text) => x.sameText(value.value, x.literal(text, 'text'))));
}

/** The written texts of a list that belong to it, or may, each once; undefined if its texts are not written. */
function joinedTexts(x: Expressions, list: SqlMembers, of: 'certain' | 'possible'): Expression | undefined {
  const belongs = new Map<string, Expression[]>();
  for (const member of list.members) {
    const text = member.value.type === 'text' ? member.value.value.constant : undefined;
    if (typeof text !== 'string' || text.includes(SEPARATOR)) return undefined;
    belongs.set(text, [...(belongs.get(text) ?? []), member.belongs]);
  }
  const texts = [...belongs].map(([text, truths]) => {
    const any = x.or(truths);
    return x.where(of === 'certain' ? any : x.isNull(any), x.literal(text, 'text'));
  });
  if (texts.length === 0) return x.literal('', 'text');
  const marks = texts.map((_, index) => `\u0001${index}\u0001`);
  const parts = x.dialect.joinTexts(SEPARATOR, marks).split('\u0001');
  return x.computed(
    'text',
    parts.map((part, index) => (index % 2 === 0 ? part : (texts[Number(part)] as Expression))),
    { nullable: false },
  );
}
