import { AREA_FACTS } from '../facts/area-facts.js';
import type { Unit } from '../facts/units.js';
import { readFormula } from '../language/feel.js';
import { type Node, walk } from '../language/nodes.js';
import { numberType, TRUTH } from '../language/type.js';
import { isDay } from '../values/day.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import { numbersInFormula } from './formula-numbers.js';
import type { Merged } from './merge.js';
import { definedOnly, typeOfParameter } from './parameters.js';
import type { Policy, PolicyAreaWarning, PolicyProcedure, PolicyStep } from './policy.js';
import { provenanceOf } from './provenance.js';
import type { ProcedureStepSource } from './rule-book-schemas.js';

type Settled = Merged['procedures'] extends ReadonlyMap<string, infer Entry> ? Entry : never;

const sorted = <Source, Result>(
  entries: ReadonlyMap<string, Source>,
  change: (source: Source) => Result,
): Record<string, Result> =>
  Object.fromEntries(
    [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, source]) => [name, change(source)]),
  );

/** The toolboxes, procedures and calendars of the layers, as a policy has them. */
export function describeRuleBook(merged: Merged): Pick<Policy, 'toolboxes' | 'procedures' | 'calendars'> {
  return {
    toolboxes: sorted(
      merged.toolboxes,
      ({ source, pack }) =>
        definedOnly({
          title: source.title,
          developmentNeed: source.developmentNeed,
          firstWithin: source.firstWithin,
          developmentWithin: source.developmentWithin,
          provenance: provenanceOf(source, pack),
        }) as Policy['toolboxes'][string],
    ),
    procedures: sorted(
      merged.procedures,
      ({ source, pack }) =>
        definedOnly({
          title: source.title,
          steps: source.steps.map((step) => definedOnly(step) as PolicyStep),
          within: source.within,
          inWorkingDays: source.inWorkingDays,
          first: source.first?.map((step) => definedOnly(step) as PolicyStep),
          provenance: provenanceOf(source, pack),
        }) as PolicyProcedure,
    ),
    calendars: sorted(merged.calendars, ({ source: { document, holidays, workdays } }) => ({
      document,
      holidays: [...holidays].sort(),
      workdays: [...workdays].sort(),
    })),
  };
}

/** What is wrong with toolboxes, procedures and calendars beyond the form of their files. */
export function ruleBookIssues(merged: Merged): Issue[] {
  return [
    ...measureIssues(merged),
    ...[...merged.toolboxes].flatMap(([, { source, file, path }]) =>
      parameterIssues(merged, file, path, source, ['firstWithin', 'developmentWithin'], 'number', 'months'),
    ),
    ...[...merged.procedures].flatMap(([name, procedure]) => procedureIssues(merged, name, procedure)),
    ...[...merged.calendars.values()].flatMap(({ source, file }) =>
      calendarIssues(source.year, source).map((found) => inFile(file, found)),
    ),
  ];
}

function measureIssues(merged: Merged): Issue[] {
  return [...merged.rules].flatMap(([name, { measure, file, path }]) => {
    if (measure === undefined) return [];
    const { needs, conflictsWith = [], toolbox } = measure;
    const known = (other: string): boolean => merged.rules.get(other)?.measure?.toolbox === toolbox;
    return [
      ...needs
        .filter((need) => !merged.conditions.has(need))
        .map((need) => issue('toolboxNeedUnknown', path, { measure: name, name: need })),
      ...conflictsWith
        .filter((other) => !known(other))
        .map((other) => issue('toolboxConflictUnknown', path, { measure: name, name: other })),
      ...parameterIssues(merged, file, path, measure, ['amount', 'limit'], 'number'),
    ].map((found) => inFile(file, found));
  });
}

function parameterIssues<Key extends string>(
  merged: Merged,
  file: string,
  path: Issue['path'],
  source: Readonly<Partial<Record<Key, string | undefined>>>,
  keys: readonly Key[],
  type: 'number' | 'flag',
  unit?: Unit,
): Issue[] {
  return keys.flatMap((key) => {
    const name = source[key];
    const declared = name === undefined ? undefined : merged.parameters.get(name)?.declared;
    if (name === undefined || (declared?.type === type && (unit === undefined || declared.unit === unit)))
      return [];
    return [inFile(file, issue('toolboxParameterUnknown', path, { column: key, name }))];
  });
}

function procedureIssues(merged: Merged, name: string, { source, file, path }: Settled): Issue[] {
  const steps = [...(source.first ?? []), ...source.steps];
  const names = steps.map((step) => step.name);
  const faults = steps.flatMap((step, index) => {
    const say = (detail: string, detailEn: string): Issue =>
      inFile(file, issue('procedureStep', path, { name, step: step.name, detail, detailEn }));
    // What may be done first is never waited for, so no step of the procedure comes after it.
    const isFirst = index < (source.first ?? []).length;
    const earlier = isFirst ? names.slice(0, index) : names.slice((source.first ?? []).length, index);
    return [
      ...(names.indexOf(step.name) < index ? [say('出现了两次', 'it stands twice')] : []),
      ...(step.after ?? [])
        .filter((before) => !earlier.includes(before))
        .map((before) =>
          say(
            `写明在“${before}”之后，但前面没有这一步`,
            `it comes after "${before}", which is no step before it`,
          ),
        ),
      ...stepParameterIssues(merged, file, path, step),
    ];
  });
  return [
    ...faults,
    ...parameterIssues(merged, file, path, source, ['within'], 'number', 'days'),
    ...parameterIssues(merged, file, path, source, ['inWorkingDays'], 'flag'),
  ];
}

const stepParameterIssues = (
  merged: Merged,
  file: string,
  path: Issue['path'],
  step: ProcedureStepSource,
): Issue[] => [
  ...parameterIssues(merged, file, path, step, ['within', 'atLeast'], 'number', 'days'),
  ...parameterIssues(merged, file, path, step, ['inWorkingDays'], 'flag'),
];

function calendarIssues(
  year: number,
  { holidays, workdays }: { readonly holidays: readonly string[]; readonly workdays: readonly string[] },
): Issue[] {
  const say = (day: string, detail: string, detailEn: string): Issue =>
    issue('calendarDay', [], { year, day, detail, detailEn });
  return [...holidays, ...workdays].flatMap((day, index, days) => {
    if (!isDay(day) || Number(day.slice(0, 4)) !== year)
      return [say(day, '不是这一年的日子', 'it is no day of that year')];
    return days.indexOf(day) < index
      ? [
          say(
            day,
            '写了两次，或既是假日又是补班日',
            'it stands twice, or is both a day off and a working day',
          ),
        ]
      : [];
  });
}

/** Whether an expression reads a figure of the area; otherwise it would be a default for a blank. */
const readsFigure = (node: Node): boolean => [...walk(node)].some((each) => each.kind === 'definition');

const AREA_TYPES = new Map(
  Object.entries(AREA_FACTS).map(([name, { kind, unit }]) => [
    name,
    kind === 'flag' ? TRUTH : numberType(unit ?? 'ratio'),
  ]),
);

/**
 * The early warnings about areas as expressions. The figures of an area stand in them as definitions, which
 * whoever evaluates them gives. Faults are added to the issues.
 */
export function readAreaWarnings(merged: Merged, issues: Issue[]): Policy['areaWarnings'] {
  const parameters = new Map(
    [...merged.parameters].map(([name, entry]) => [name, typeOfParameter(entry.declared)]),
  );
  const names = { facts: new Map(), parameters, definitions: AREA_TYPES };
  return Object.fromEntries(
    [...merged.areaWarnings]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { source, pack, file, path }]): [string, PolicyAreaWarning] => {
        const { node, type, issues: found } = readFormula(source.formula, names);
        const at = (each: Issue): Issue => inFile(file, { ...each, path: [...path, 'formula'] });
        issues.push(...found.map(at));
        for (const each of walk(node)) {
          if (each.kind === 'isUnknown') issues.push(at(issue('isUnknownForbidden', [])));
          if (each.kind === 'apply' && each.operator === 'firstKnown' && !each.operands.every(readsFigure))
            issues.push(at(issue('defaultForbidden', [])));
        }
        for (const number of numbersInFormula(node)) issues.push(at(issue('numberInRule', [], { number })));
        if (type.kind !== 'truth' && type.kind !== 'invalid')
          issues.push(at(issue('notATruth', [], { name })));
        return [
          name,
          { title: source.title, formula: source.formula, node, provenance: provenanceOf(source, pack) },
        ];
      }),
  );
}
