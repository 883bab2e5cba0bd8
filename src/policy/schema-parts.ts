import * as z from 'zod';
import { isDay } from '../values/day.js';
import { STAGE_NAMES, type StageName } from './stages.js';

/** Names of facts, parameters, rules and conditions. */
export const NAME_PATTERN = /^[a-z][A-Za-z0-9]*$/;
/** A six-digit division code, or an identifier of ours under one where no code was published. */
export const REGION_PATTERN = /^[0-9]{6}(-[a-z0-9]+)*$/;
export const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
export const DECIMAL_PATTERN = /^-?\d+(\.\d+)?$/;
/** As `dixian check --confirm` writes it. */
export const HASH_PATTERN = /^[0-9a-f]{16}$/;
/** Spaces alone say nothing. */
export const TEXT_PATTERN = /\S/;
export const ADDRESS_PATTERN = /^https?:\/\/\S+$/;

// Names that every JavaScript object has (`valueOf`) would be found in tables that do not hold them.
export const name = z
  .string()
  .regex(NAME_PATTERN)
  .max(80)
  .refine((value) => !(value in {}));
export const region = z.string().regex(REGION_PATTERN);
export const text = z.string().regex(TEXT_PATTERN).max(2_000);
export const day = z
  .string()
  .regex(DAY_PATTERN)
  // Of what has not even the form of a day only the form is told.
  .refine((value) => isDay(value) || !DAY_PATTERN.test(value));
export const title = z.strictObject({ zh: text, en: text });
export const decimal = z.string().regex(DECIMAL_PATTERN);
export const table = <Entry extends z.ZodType>(entry: Entry) => z.record(name, entry);
export const stage = z.enum(STAGE_NAMES as [StageName, ...StageName[]]);

export const AUTHORITIES = ['national', 'provincial', 'prefectural', 'county', 'projectDefault'] as const;
/** `adjust`: a table whose rows are changed one by one; `switchOff`: it no longer holds here. */
export const OVERRIDE_ACTS = ['replace', 'add', 'tighten', 'adjust', 'switchOff'] as const;
export const authority = z.enum(AUTHORITIES);
export const confidence = z.enum(['high', 'medium', 'low']);
export const permits = z.array(z.enum(OVERRIDE_ACTS)).max(OVERRIDE_ACTS.length);
export const overrides = z.strictObject({
  pack: name,
  act: z.enum(OVERRIDE_ACTS),
  reason: text,
  document: name,
  /** The hash of what is replaced, as `dixian check --confirm` writes it: if that changes, loading fails. */
  hash: z.string().regex(HASH_PATTERN).optional(),
});

/** On whose word something stands, and where that can be read. */
export const provenance = {
  authority,
  document: name.optional(),
  clause: text.optional(),
  confidence: confidence.optional(),
  note: text.optional(),
};
export const period = { from: day, to: day.optional() };
export const governed = { permits: permits.optional(), overrides: overrides.optional() };
