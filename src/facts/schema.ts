import * as z from 'zod';
import { CATALOGUE } from './catalogue.js';
import { codesOf } from './code-lists.js';
import type { Household } from './household.js';
import type { CodesFact, Fact, ListFact, ScalarFact } from './kinds.js';

/** The most entries that a list may have; a longer one is a mistake in the data. */
export const MAXIMUM_ITEMS = 500;
/** A text is at most so many characters (code points) long. */
export const MAXIMUM_TEXT = 200;

const YEAR = '[1-9][0-9]{3}';
const MONTH = `${YEAR}-(?:0[1-9]|1[0-2])`;
// Leap years are in the pattern, so that any JSON Schema validator refuses 2025-02-29 as we do.
const LEAP_YEAR = '(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)';
const DAY = `(?:${YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|${LEAP_YEAR}-02-29)`;

function bareSchema(fact: ScalarFact): z.ZodType {
  switch (fact.kind) {
    case 'number': {
      const number = z.number().min(fact.minimum).max(fact.maximum);
      // Two decimals are checked by the reader: `multipleOf: 0.01` makes common validators refuse 19.99.
      return fact.decimals === 0 ? number.multipleOf(1) : number;
    }
    case 'flag':
      return z.boolean();
    case 'code':
      return z.enum(codesOf(fact.codes) as [string, ...string[]]);
    case 'text':
      return fact.pattern === undefined
        ? z.string().min(1).max(MAXIMUM_TEXT)
        : z.string().regex(new RegExp(fact.pattern)).max(MAXIMUM_TEXT);
    case 'day':
      return z.string().regex(new RegExp(`^(?:${DAY}|${MONTH})$`));
    case 'month':
      return z.string().regex(new RegExp(`^${MONTH}$`));
  }
}

/** The three ways of giving a scalar; which of them was meant is told by its shape. */
function scalarSchema(fact: ScalarFact): z.ZodType {
  const bare = bareSchema(fact);
  const sourced = z.strictObject({
    value: bare,
    source: z.string().min(1).max(MAXIMUM_TEXT).optional(),
    observedOn: z
      .string()
      .regex(new RegExp(`^${DAY}$`))
      .optional(),
  });
  return z.union([bare, sourced, z.array(sourced).min(1).max(20)]);
}

const listOf = (item: z.ZodType, minimumItems: number): z.ZodType =>
  z.union([
    z.strictObject({ complete: z.literal(true), items: z.array(item).min(minimumItems).max(MAXIMUM_ITEMS) }),
    z.strictObject({ complete: z.literal(false), items: z.array(item).max(MAXIMUM_ITEMS) }),
  ]);

function listSchema(fact: ListFact | CodesFact): z.ZodType {
  if (fact.kind === 'codes') return listOf(z.enum(codesOf(fact.codes) as [string, ...string[]]), 0);
  return listOf(recordSchema(fact.fields), fact.minimumItems);
}

/** A list of records by its frame alone: its items are read field by field, so that one bad field costs only itself. */
export const frameSchema = (fact: ListFact | CodesFact): z.ZodType =>
  fact.kind === 'codes' ? listSchema(fact) : listOf(z.record(z.string(), z.unknown()), fact.minimumItems);

export const factSchema = (fact: Fact): z.ZodType =>
  (fact.kind === 'list' || fact.kind === 'codes' ? listSchema(fact) : scalarSchema(fact))
    .nullable()
    .optional()
    .meta({ title: fact.title.zh, description: fact.title.en });

export function recordSchema(fields: Readonly<Record<string, Fact>>): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, fact]) => [name, factSchema(fact)])),
  );
}

/** The zod schema of a household. It changes nothing; cleaning of cells lives in `tables`. */
export const householdSchema = recordSchema(CATALOGUE) as unknown as z.ZodType<Household>;

/** The same as a JSON Schema (draft 2020-12), for editors and for other languages. */
export const householdJsonSchema = (): Record<string, unknown> => ({
  $id: 'urn:dixian:schema:0.7:household',
  title: '农户 Household',
  ...(z.toJSONSchema(householdSchema) as Record<string, unknown>),
});
