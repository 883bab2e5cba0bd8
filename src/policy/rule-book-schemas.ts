import * as z from 'zod';
import { day, governed, name, provenance, stage, text, title } from './schema-parts.js';

/** A table of rules: who stands behind it; the rows stand in a CSV file (`decision-table-rows.ts`). */
export const decisionTableSchema = z.strictObject({ title, stage, ...provenance, ...governed });

/** A toolbox of measures: what all of them share; the measures stand in a CSV file (`toolbox-rows.ts`). */
export const toolboxSchema = z.strictObject({
  title,
  /** The truth that must hold for any measure to be advised. */
  appliesWhen: name,
  /** The truth without which no development measure is advised. */
  developmentRequires: name,
  /** The need for any development measure: answered only where none that stands above answers another need. */
  developmentNeed: name,
  /** Parameters, in months: when the first measure, and the first development measure, must be there. */
  firstWithin: name.optional(),
  developmentWithin: name.optional(),
  ...provenance,
  ...governed,
});

const stepSchema = z.strictObject({
  name,
  title,
  level: z.enum(['household', 'village', 'township', 'county']),
  /** The steps that must be done before; without it, the one above. */
  after: z.array(name).optional(),
  /** A parameter in days: the step must be done within so many days of what comes before. */
  within: name.optional(),
  /** A parameter in days: the step lasts at least so many days, such as a publicity. */
  atLeast: name.optional(),
  /** A flag: the days of this step are working days. Without it, calendar days. */
  inWorkingDays: name.optional(),
  note: text.optional(),
});
export type ProcedureStepSource = z.infer<typeof stepSchema>;

/** The steps of a procedure in order, with the deadline of the whole. */
export const procedureSchema = z.strictObject({
  title,
  steps: z.array(stepSchema).min(1),
  /** A parameter in days: all steps must be done within so many days of the start. */
  within: name.optional(),
  inWorkingDays: name.optional(),
  /** What may be done before the steps, such as measures for a household in a disaster. */
  first: z.array(stepSchema).optional(),
  ...provenance,
  ...governed,
});

/** The days off and the made-up working days of one year, as a notice gives them. */
export const calendarFile = z.strictObject({
  $schema: z.string().optional(),
  kind: z.literal('calendar'),
  year: z.number().int().min(1_949).max(9_999),
  document: name,
  holidays: z.array(day),
  workdays: z.array(day),
  note: text.optional(),
});

/** An early warning about an area: a truth over its figures (`area-facts.ts`) and parameters, in FEEL. */
export const areaWarningSchema = z.strictObject({ title, formula: text, ...provenance, ...governed });
