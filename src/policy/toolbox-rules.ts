import type { ConditionSource, RuleSource, ToolboxSource } from './pack-schemas.js';
import type { PolicyMeasure } from './policy.js';
import type { ToolboxRow } from './toolbox-rows.js';

type Condition = Readonly<Record<string, unknown>>;

/** A measure of a toolbox after all layers: its row, the pack that says so, and what lower layers added. */
export interface ToolboxMeasure {
  readonly row: ToolboxRow;
  readonly pack: string;
  /** The packs that limited it, as part of its identity. */
  readonly limitedBy: readonly string[];
  /** The row that shaped it last. */
  readonly place: { readonly file: string; readonly path: readonly number[] };
}

/** What a toolbox comes to: named conditions and rules in json-rules-engine's form. */
export interface ToolboxRules {
  readonly conditions: readonly { name: string; measure: ToolboxMeasure; source: ConditionSource }[];
  readonly rules: readonly {
    name: string;
    measure: ToolboxMeasure;
    source: RuleSource;
    described: PolicyMeasure;
  }[];
}

const holds = (fact: string): Condition => ({ fact, operator: 'equal', value: true });
const named = (condition: string): Condition => ({ condition });
const fails = (conditions: readonly Condition[]): Condition[] =>
  conditions.length === 0 ? [] : [{ not: { any: conditions } }];
const fitsName = (measure: string): string => `${measure}Fits`;
const matchedName = (measure: string): string => `${measure}Matched`;

/**
 * Matching measures to needs (POLICY.md §9.1: 缺什么补什么, single risk single measure, labour → development):
 * - a measure fits if the household is to be helped and the measure's own conditions hold, it conflicts with
 *   none that stands above it and is matched, and, for a development measure, there is labour;
 * - each need is answered by the first measure of the toolbox that fits, so a single need gets a single measure
 *   and no measure is named twice;
 * - the need for development is answered only where no development measure that stands above answers another
 *   need, so that where there is labour there is always one.
 */
export function toolboxRules(
  name: string,
  toolbox: ToolboxSource,
  measures: readonly ToolboxMeasure[],
  isCondition: (name: string) => boolean,
): ToolboxRules {
  const truth = (each: string): Condition => (isCondition(each) ? named(each) : holds(each));
  const developing = measures.filter(({ row }) => row.kind === 'development');
  const above = (measure: ToolboxMeasure): readonly ToolboxMeasure[] =>
    measures.slice(0, measures.indexOf(measure));
  const answering = (among: readonly ToolboxMeasure[], need: string): readonly ToolboxMeasure[] =>
    among.filter(({ row }) => row.needs.includes(need));
  const conflicts = (a: ToolboxMeasure, b: ToolboxMeasure): boolean =>
    a.row.conflictsWith.includes(b.row.measure) || b.row.conflictsWith.includes(a.row.measure);

  /** Whether it answers a need of its own, not only the need for any development. */
  const isMatchable = ({ row }: ToolboxMeasure): boolean =>
    row.needs.some((need) => need !== toolbox.developmentNeed);

  const fits = (measure: ToolboxMeasure): Condition => ({
    all: [
      truth(toolbox.appliesWhen),
      ...(measure.row.kind === 'development' ? [truth(toolbox.developmentRequires)] : []),
      ...measure.row.conditions.map(truth),
      ...fails(
        above(measure)
          .filter((other) => conflicts(measure, other) && isMatchable(other))
          .map((other) => named(matchedName(other.row.measure))),
      ),
    ],
  });
  /** It is the first in the toolbox that fits one of its needs. */
  const matched = (measure: ToolboxMeasure): Condition => {
    const needs = measure.row.needs.filter((need) => need !== toolbox.developmentNeed);
    const firstFor = (need: string): Condition => ({
      all: [
        truth(need),
        named(fitsName(measure.row.measure)),
        ...fails(answering(above(measure), need).map((other) => named(fitsName(other.row.measure)))),
      ],
    });
    return { any: needs.map(firstFor) };
  };
  /** For any development it gives way to whatever conflicts with it and answers a need, wherever that stands. */
  const givesWay = (measure: ToolboxMeasure): Condition[] =>
    fails(
      measures
        .filter((other) => other !== measure && isMatchable(other) && conflicts(measure, other))
        .map((other) => named(matchedName(other.row.measure))),
    );
  /** No development measure above answers another need, and it is the first that fits and need not give way. */
  const developed = (measure: ToolboxMeasure): Condition => ({
    all: [
      truth(toolbox.developmentNeed),
      named(fitsName(measure.row.measure)),
      ...givesWay(measure),
      ...fails([
        ...developing
          .filter((other) => above(measure).includes(other) && isMatchable(other))
          .map((other) => named(matchedName(other.row.measure))),
        ...answering(above(measure), toolbox.developmentNeed).map((other) => {
          const way = givesWay(other);
          const fitting = named(fitsName(other.row.measure));
          return way.length === 0 ? fitting : { all: [fitting, ...way] };
        }),
      ]),
    ],
  });
  const ruleOf = (measure: ToolboxMeasure): Condition => ({
    any: [
      ...(isMatchable(measure) ? [named(matchedName(measure.row.measure))] : []),
      ...(measure.row.needs.includes(toolbox.developmentNeed) ? [developed(measure)] : []),
    ],
  });

  const conditions = measures.flatMap((measure) => {
    const { measure: rule, title } = measure.row;
    const fitting = {
      name: fitsName(rule),
      measure,
      source: {
        title: { zh: `“${title.zh}”适用`, en: `"${title.en}" is suitable` },
        condition: fits(measure),
      },
    };
    const matching = {
      name: matchedName(rule),
      measure,
      source: {
        title: { zh: `“${title.zh}”对应所缺`, en: `"${title.en}" answers a need` },
        condition: matched(measure),
      },
    };
    return isMatchable(measure) ? [fitting, matching] : [fitting];
  });
  const rules = measures.map((measure) => {
    const { row } = measure;
    return {
      name: row.measure,
      measure,
      source: ruleSourceOf(row, ruleOf(measure)),
      described: describedMeasure(name, row),
    };
  });
  return { conditions, rules };
}

function ruleSourceOf(row: ToolboxRow, conditions: Condition): RuleSource {
  return {
    name: row.measure,
    conditions,
    event: {
      type: 'measure',
      params: {
        title: row.title,
        concludes: row.heading,
        authority: row.authority,
        ...(row.document === undefined ? {} : { document: row.document }),
        ...(row.confidence === undefined ? {} : { confidence: row.confidence }),
        ...(row.note === undefined ? {} : { note: row.note }),
        ...(row.department === undefined ? {} : { department: row.department }),
      },
    },
  };
}

const describedMeasure = (toolbox: string, row: ToolboxRow): PolicyMeasure => ({
  toolbox,
  kind: row.kind,
  needs: row.needs,
  ...(row.department === undefined ? {} : { department: row.department }),
  ...(row.amount === undefined ? {} : { amount: row.amount }),
  ...(row.limit === undefined ? {} : { limit: row.limit }),
  ...(row.conflictsWith.length === 0 ? {} : { conflictsWith: row.conflictsWith }),
});
