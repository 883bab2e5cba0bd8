import type * as z from 'zod';
import { compareText } from '../values/day.js';
import { type Issue, issue } from '../values/issues.js';
import { exactValue, type Range } from '../values/range.js';
import { compare, type Rational } from '../values/rational.js';
import { CATALOGUE, factOf } from './catalogue.js';
import type { FactItem, FactList, FactRecord, FactValue } from './given.js';
import type { CodesFact, Fact, ListFact, ScalarFact } from './kinds.js';
import { nearestName } from './nearest-name.js';
import { bareValue } from './read-plain.js';
import { factSchema, frameSchema } from './schema.js';
import { allowed, problemsOf } from './schema-issues.js';
import { withoutNumbers } from './without-numbers.js';

/** A household as facts, with everything that could not be read. What could not be read is unknown. */
export interface HouseholdFacts {
  readonly values: Readonly<Record<string, FactValue>>;
  readonly issues: readonly Issue[];
  /** Facts that were given but cannot be used, wholly or in part: they are unknown, and not simply blank. */
  readonly unusable: ReadonlySet<string>;
}

type Path = readonly (string | number)[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemas = new Map<Fact, z.ZodType>();
/** The schema that a given fact is held against; made once per fact. */
function schemaOf(fact: Fact): z.ZodType {
  const known = schemas.get(fact);
  if (known !== undefined) return known;
  const made = fact.kind === 'list' || fact.kind === 'codes' ? frameSchema(fact) : factSchema(fact);
  schemas.set(fact, made);
  return made;
}

function sameValue(left: FactValue, right: FactValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  if ('numerator' in left) return compare(left, right as Rational) === 0;
  const [a, b] = [left as Range<string>, right as Range<string>];
  return exactValue(a, compareText) === exactValue(b, compareText) && a.low === b.low && a.high === b.high;
}

/** By the shortest decimal form of the number, so that the noise of 0.1 + 0.2 counts as more than two. */
function hasTooManyDecimals(fact: ScalarFact, given: unknown): boolean {
  if (fact.kind !== 'number') return false;
  const values = Array.isArray(given)
    ? given.map((entry: { value: unknown }) => entry.value)
    : [isRecord(given) ? given['value'] : given];
  return values.some((value) => !/^-?\d+(\.\d{1,2})?$/.test(String(value)));
}

function readScalar(fact: ScalarFact, given: unknown, path: Path, issues: Issue[]): FactValue {
  const problems = problemsOf(schemaOf(fact), given, fact, path);
  if (problems.length > 0) {
    issues.push(...problems);
    return undefined;
  }
  if (hasTooManyDecimals(fact, given)) {
    issues.push(issue('tooManyDecimals', path, allowed(fact)));
    return undefined;
  }
  if (Array.isArray(given)) {
    const values = given.map((entry: { value: unknown }) => bareValue(fact, entry.value));
    if (values.every((value) => sameValue(value, values[0]))) return values[0];
    issues.push(
      issue('sourcesDiffer', path, { fact: fact.title.zh, factEn: fact.title.en, count: values.length }),
    );
    return undefined;
  }
  return bareValue(fact, isRecord(given) ? given['value'] : given);
}

/**
 * A list is read item by item. An item that cannot be read at all is dropped, and the list is then no longer
 * complete.
 */
function readList(
  fact: ListFact | CodesFact,
  given: unknown,
  path: Path,
  issues: Issue[],
): FactList | undefined {
  const problems = problemsOf(schemaOf(fact), given, fact, path);
  issues.push(...problems);
  if (problems.some((problem) => problem.path.length < path.length + 2)) return undefined;
  const { complete, items } = given as { complete: boolean; items: readonly unknown[] };
  const bad = new Set(problems.map((problem) => problem.path[path.length + 1]));
  const read = items.flatMap((item, index): FactItem[] => {
    if (bad.has(index)) return [];
    return [
      fact.kind === 'codes'
        ? (item as string)
        : readRecord(fact.fields, item as Record<string, unknown>, [...path, 'items', index], issues),
    ];
  });
  return { complete: complete && bad.size === 0, items: read };
}

function readRecord(
  fields: Readonly<Record<string, Fact>>,
  record: Readonly<Record<string, unknown>>,
  path: Path,
  issues: Issue[],
): FactRecord {
  const values: Record<string, FactValue> = Object.create(null) as Record<string, FactValue>;
  for (const name of Object.keys(record)) {
    const given = record[name];
    const fact = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (fact === undefined) {
      const nearest = nearestName(name, Object.keys(fields));
      issues.push(
        issue(nearest === undefined ? 'unknownFact' : 'unknownFactNear', [...path, withoutNumbers(name)], {
          name: withoutNumbers(name),
          nearest: nearest ?? '',
        }),
      );
    } else if (given !== null && given !== undefined) {
      const place = [...path, name];
      values[name] =
        fact.kind === 'list' || fact.kind === 'codes'
          ? readList(fact, given, place, issues)
          : readScalar(fact, given, place, issues);
    }
  }
  return values;
}

/** The facts that issues say cannot be used. A key that is no fact spoils none. */
export const unusableFacts = (issues: readonly Issue[]): ReadonlySet<string> =>
  new Set(
    issues.flatMap(({ severity, path: [name] }) =>
      severity === 'error' && typeof name === 'string' && factOf(name) !== undefined ? [name] : [],
    ),
  );

/**
 * Reads a household of unknown quality: never throws, loses nothing silently. An impossible value becomes
 * unknown and an issue that names its place; so does an unknown key, with the nearest name.
 */
export function readHousehold(household: unknown): HouseholdFacts {
  const issues: Issue[] = [];
  if (!isRecord(household)) {
    issues.push(issue('notAHousehold', []));
    return { values: Object.create(null) as Record<string, FactValue>, issues, unusable: new Set() };
  }
  const values = readRecord(CATALOGUE, household, [], issues);
  return { values, issues, unusable: unusableFacts(issues) };
}
