import * as z from 'zod';
import { UNITS, type Unit } from '../facts/units.js';
import { ROUNDING_MODES, type RoundingMode } from '../values/decimal.js';
import {
  areaWarningSchema,
  calendarFile,
  decisionTableSchema,
  procedureSchema,
  toolboxSchema,
} from './rule-book-schemas.js';
import {
  ADDRESS_PATTERN,
  type AUTHORITIES,
  authority,
  confidence,
  day,
  decimal,
  governed,
  name,
  overrides,
  period,
  permits,
  provenance,
  region,
  stage,
  table,
  text,
  title,
} from './schema-parts.js';

export { AUTHORITIES, REGION_PATTERN } from './schema-parts.js';

const documentSchema = z.strictObject({
  title: text,
  /** The title is our description: the page's own title was not recorded. */
  titleIsDescription: z.literal(true).optional(),
  number: text.optional(),
  issuer: text.optional(),
  date: day.optional(),
  // Not z.url(), which needs a global that constrained hosts lack.
  address: z.string().regex(ADDRESS_PATTERN).max(2_000).optional(),
  confidence,
  note: text.optional(),
});

/** How a figure was found: on a page of the issuer, on a copy, in a headline, or by arithmetic. */
const evidenceSchema = z.strictObject({
  how: z.enum(['page', 'copy', 'headline', 'arithmetic']),
  note: text,
});

const valueSchema = z.strictObject({
  ...period,
  value: z.union([decimal, z.number(), z.boolean()]).optional(),
  /** `undated`: the figure is known but not its year, which lies in the period; it is never in force. */
  status: z.enum(['announced', 'derived', 'expected', 'withdrawn', 'notApplicable', 'undated']),
  /** Of a derived value without a figure: the formula that gives it, for the year of `from`. */
  formula: name.optional(),
  /** Whose indicators the formula reads; without it, those of the pack's region. */
  figuresOf: region.optional(),
  publishedOn: day.optional(),
  expectedOn: day.optional(),
  /** `year`: the source names the year only, and the days are those of the year. */
  datePrecision: z.enum(['day', 'year']).optional(),
  /** Until a new value is announced it goes on to this day, after `to`, and every answer says so. */
  carriedOverTo: day.optional(),
  evidence: z.array(evidenceSchema).min(1).optional(),
  ...provenance,
});

/** A number, or the name of a parameter whose value on the day is the bound. */
const bound = z.union([decimal, name]);
const bounds = { minimum: bound.optional(), maximum: bound.optional() };

const parameterSchema = z.strictObject({
  title,
  type: z.enum(['number', 'flag']),
  unit: z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]).optional(),
  decimals: z.number().int().min(0).max(6).optional(),
  ...bounds,
  /** An open term: a lower layer must, or may, set it. */
  open: z.enum(['must', 'may']).optional(),
  /** Where a lower layer may `tighten`: the direction in which it may move the value. */
  tightenTowards: z.enum(['higher', 'lower']).optional(),
  /** Every value says until when it holds. */
  endRequired: z.literal(true).optional(),
  /** A parameter in days: so long before the last value runs out, every answer reminds of it. */
  remindBefore: name.optional(),
  /** Between the first and the last value no day is without one. */
  continuous: z.literal(true).optional(),
  values: z.array(valueSchema),
  document: name.optional(),
  note: text.optional(),
  ...governed,
});

const derivedFactSchema = z.strictObject({ title, formula: text, ...provenance, ...governed });
const formulaSchema = z.strictObject({
  title,
  /** The parameter that it gives a value of a year for. */
  parameter: name,
  /** FEEL with `indicator("…", year - 1)`, `growth("…", year - 1)` and `standard(year - 1)`. */
  formula: text,
  floor: text.optional(),
  ceiling: text.optional(),
  rounding: z.strictObject({
    multiple: bound,
    mode: z.enum(Object.keys(ROUNDING_MODES) as [RoundingMode, ...RoundingMode[]]),
  }),
  ...provenance,
  ...governed,
});
const conditionSchema = z.strictObject({ title, condition: z.record(z.string(), z.unknown()), ...governed });

const ruleSchema = z.strictObject({
  name,
  priority: z.number().int().min(1).max(1_000_000).optional(),
  conditions: z.record(z.string(), z.unknown()),
  event: z.strictObject({
    type: stage,
    params: z.strictObject({
      title,
      concludes: text.optional(),
      /** Of a conclusion with kinds, such as a natural disaster: which kind; such a rule adds no conclusion of its own. */
      detail: text.optional(),
      /** Of a red flag: it does not only ask for a second look, it refuses. Only below the nation. */
      refuses: z.literal(true).optional(),
      /** Of a clue: the department that it comes from. */
      department: text.optional(),
      from: day.optional(),
      to: day.optional(),
      ...provenance,
      ...governed,
    }),
  }),
});

const regionAttributeSchema = z.strictObject({
  title,
  /** The regions of which it is true. */
  holds: z.array(region),
  /** Of every other region in these it is false; elsewhere it is unknown. */
  holdsNotUnder: z.array(region),
  /** The days for which the list is; outside of them nothing is known. */
  from: day.optional(),
  to: day.optional(),
  authority,
  source: text.optional(),
  confidence: confidence.optional(),
  note: text.optional(),
});

const indicatorSchema = z.strictObject({
  title,
  unit: z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]),
  /** `level`: an amount of its year; `index`: the year before is 100, so the figure is its growth. */
  measure: z.enum(['level', 'index']),
  /** The series that must not be mixed, the preferred one first. */
  vintages: table(title).optional(),
  /** Worked out from other indicators instead of read from figures. */
  formula: text.optional(),
  note: text.optional(),
});

const regionSchema = z.strictObject({
  name: title,
  level: z.enum(['national', 'provincial', 'prefectural', 'county']),
  parent: region.optional(),
  note: text.optional(),
});

const declaredBlankSchema = z.strictObject({
  value: z.union([z.boolean(), z.number(), z.string()]),
  ...provenance,
});

const head = { $schema: z.string().optional() };

/** The kinds of file that a pack is made of. Unknown keys are errors everywhere. */
export const FILE_SCHEMAS = {
  regions: z.strictObject({ ...head, kind: z.literal('regions'), regions: z.record(region, regionSchema) }),
  pack: z.strictObject({
    ...head,
    kind: z.literal('pack'),
    name,
    region,
    /** Of two packs of one region, the lower one names the upper one here. */
    below: name.optional(),
    title,
    inForce: z.strictObject(period),
    /** A layer for a time, such as the measures against a shock: it needs a last day and the reason. */
    temporary: z.strictObject({ reason: title }).optional(),
    /** What is known of the region itself. */
    attributes: table(z.strictObject({ value: z.boolean(), ...provenance })).optional(),
    stages: z.partialRecord(stage, z.strictObject({ appliesWhen: name })).optional(),
    permits: z.strictObject({ stages: z.partialRecord(stage, permits) }).optional(),
    declaredBlanks: table(declaredBlankSchema).optional(),
    /** Rules of upper layers that do not hold here. */
    switchedOff: table(z.strictObject({ overrides })).optional(),
    /** Names that the rules of a stage may conclude beside those of the catalogue. */
    codes: z.partialRecord(stage, z.record(z.string().min(1).max(40), text)).optional(),
  }),
  documents: z.strictObject({ ...head, kind: z.literal('documents'), documents: table(documentSchema) }),
  parameters: z.strictObject({ ...head, kind: z.literal('parameters'), parameters: table(parameterSchema) }),
  parameterValues: z.strictObject({
    ...head,
    kind: z.literal('parameterValues'),
    /** The bounds are for the layers below this one. */
    values: table(z.strictObject({ values: z.array(valueSchema).min(1), ...bounds, ...governed })),
  }),
  derivedFacts: z.strictObject({
    ...head,
    kind: z.literal('derivedFacts'),
    derivedFacts: table(derivedFactSchema),
  }),
  formulas: z.strictObject({ ...head, kind: z.literal('formulas'), formulas: table(formulaSchema) }),
  regionAttributes: z.strictObject({
    ...head,
    kind: z.literal('regionAttributes'),
    attributes: table(regionAttributeSchema),
  }),
  indicators: z.strictObject({ ...head, kind: z.literal('indicators'), indicators: table(indicatorSchema) }),
  conditions: z.strictObject({ ...head, kind: z.literal('conditions'), conditions: table(conditionSchema) }),
  rules: z.strictObject({ ...head, kind: z.literal('rules'), rules: z.array(ruleSchema) }),
  /** Rules of a `first` stage as a table; its rows stand in a CSV file of the pack. */
  decisionTables: z.strictObject({
    ...head,
    kind: z.literal('decisionTables'),
    tables: table(decisionTableSchema),
  }),
  /** Measures against needs; the rows stand in a CSV file of the pack. */
  toolboxes: z.strictObject({ ...head, kind: z.literal('toolboxes'), toolboxes: table(toolboxSchema) }),
  procedures: z.strictObject({ ...head, kind: z.literal('procedures'), procedures: table(procedureSchema) }),
  calendar: calendarFile,
  areaWarnings: z.strictObject({
    ...head,
    kind: z.literal('areaWarnings'),
    warnings: table(areaWarningSchema),
  }),
} as const;

export type FileKind = keyof typeof FILE_SCHEMAS;
export const FILE_KINDS = Object.keys(FILE_SCHEMAS) as readonly FileKind[];
export type FileContent<Kind extends FileKind> = z.infer<(typeof FILE_SCHEMAS)[Kind]>;
export type DocumentSource = z.infer<typeof documentSchema>;
export type ValueSource = z.infer<typeof valueSchema>;
export type ParameterSource = z.infer<typeof parameterSchema>;
export type FillingSource = FileContent<'parameterValues'>['values'][string];
export type FormulaSource = z.infer<typeof formulaSchema>;
export type IndicatorSource = z.infer<typeof indicatorSchema>;
export type RegionAttributeSource = z.infer<typeof regionAttributeSchema>;
export type DerivedFactSource = z.infer<typeof derivedFactSchema>;
export type ConditionSource = z.infer<typeof conditionSchema>;
export type RuleSource = z.infer<typeof ruleSchema>;
export type RegionSource = z.infer<typeof regionSchema>;
export type DeclaredBlankSource = z.infer<typeof declaredBlankSchema>;
export type DecisionTableSource = z.infer<typeof decisionTableSchema>;
export type ToolboxSource = z.infer<typeof toolboxSchema>;
export type ProcedureSource = z.infer<typeof procedureSchema>;
export type CalendarSource = z.infer<typeof calendarFile>;
export type AreaWarningSource = z.infer<typeof areaWarningSchema>;
export type OverrideSource = z.infer<typeof overrides>;
export type Authority = (typeof AUTHORITIES)[number];

/** The JSON Schema of one kind of file, for editors. */
export const packJsonSchema = (kind: FileKind): Record<string, unknown> => ({
  $id: `urn:dixian:schema:0.7:${kind}`,
  ...(z.toJSONSchema(FILE_SCHEMAS[kind]) as Record<string, unknown>),
});
