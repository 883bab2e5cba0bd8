import type * as z from 'zod';
import { type Issue, issue } from '../values/issues.js';
import { codesOf } from './code-lists.js';
import type { Fact } from './kinds.js';
import { UNITS } from './units.js';
import { withoutNumbers } from './without-numbers.js';

type Path = readonly (string | number)[];
type ZodIssue = z.core.$ZodIssue;

/** Which way of giving a fact was meant, told by its shape: bare, with its source, or from several sources. */
function intendedBranch(input: unknown): number {
  if (Array.isArray(input)) return 2;
  return typeof input === 'object' && input !== null ? 1 : 0;
}

function branchIssues(found: ZodIssue, input: unknown, list: boolean): readonly ZodIssue[] {
  if (found.code !== 'invalid_union') return [found];
  const isIncomplete =
    typeof input === 'object' && input !== null && (input as { complete?: unknown }).complete === false;
  const branch = list ? (isIncomplete ? 1 : 0) : intendedBranch(input);
  const inner = found.errors[branch] ?? found.errors[0] ?? [];
  return inner.map((child) => ({ ...child, path: [...found.path, ...child.path] }) as ZodIssue);
}

/** The particulars that an issue needs to say what is allowed here. Never the value itself. */
export function allowed(fact: Fact): Record<string, string | number> {
  const base = { fact: fact.title.zh, factEn: fact.title.en };
  if (fact.kind === 'code' || fact.kind === 'codes')
    return { ...base, codes: codesOf(fact.codes).join('、') };
  if (fact.kind !== 'number') return base;
  return {
    ...base,
    minimum: fact.minimum,
    maximum: fact.maximum,
    decimals: fact.decimals,
    unit: UNITS[fact.unit].zh,
    unitEn: UNITS[fact.unit].en,
  };
}

function codeFor(found: ZodIssue, fact: Fact): Issue['code'] {
  if (found.code === 'unrecognized_keys') return 'unknownKey';
  if (found.code === 'too_big' && found.origin === 'array') return 'tooManyItems';
  if (found.code === 'too_small' && found.origin === 'array') return 'tooFewItems';
  switch (fact.kind) {
    case 'number':
      if (found.code === 'too_small' || found.code === 'too_big') return 'numberOutOfRange';
      return found.code === 'not_multiple_of' ? 'tooManyDecimals' : 'notANumber';
    case 'flag':
      return 'notAFlag';
    case 'code':
      return 'notInCodeList';
    case 'day':
      return 'notADay';
    case 'month':
      return 'notAMonth';
    case 'text':
      return fact.pattern === undefined ? 'notAText' : 'textOfWrongForm';
    case 'codes':
    case 'list':
      if (fact.kind === 'codes' && found.path.length >= 2) return 'notInCodeList';
      return 'notAList';
  }
}

/** What zod finds; a value so odd that zod itself gives up on it (objects without a prototype) is of no type. */
function zodIssues(schema: z.ZodType, given: unknown): readonly ZodIssue[] {
  try {
    const result = schema.safeParse(given);
    return result.success ? [] : result.error.issues;
  } catch {
    return [
      {
        code: 'invalid_type',
        expected: 'unknown',
        path: [],
        message: '',
        input: undefined,
      } as unknown as ZodIssue,
    ];
  }
}

/** What zod finds in one given fact, as issues of ours at their places. */
export function problemsOf(schema: z.ZodType, given: unknown, fact: Fact, path: Path): readonly Issue[] {
  const found = zodIssues(schema, given);
  if (found.length === 0) return [];
  const isList = fact.kind === 'list' || fact.kind === 'codes';
  return found
    .flatMap((each) => branchIssues(each, given, isList))
    .map((found) => {
      const keys =
        found.code === 'unrecognized_keys' ? { key: found.keys.map(withoutNumbers).join(', ') } : {};
      return issue(codeFor(found, fact), [...path, ...(found.path as (string | number)[])], {
        ...allowed(fact),
        ...keys,
      });
    });
}
