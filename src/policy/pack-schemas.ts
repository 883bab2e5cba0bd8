import * as z from 'zod';
import { UNITS, type Unit } from '../facts/units.js';
import { isDay } from '../values/day.js';
import { STAGE_NAMES, type StageName } from './stages.js';

/** Names of facts, parameters, rules and conditions. */
export const NAME_PATTERN = /^[a-z][A-Za-z0-9]*$/;
/** A six-digit division code, or an identifier of ours under one where no code was published. */
export const REGION_PATTERN = /^[0-9]{6}(-[a-z0-9]+)*$/;

// Names that every JavaScript object has (`valueOf`) would be found in tables that do not hold them.
const name = z
  .string()
  .regex(NAME_PATTERN)
  .max(80)
  .refine((value) => !(value in {}));
const region = z.string().regex(REGION_PATTERN);
const text = z.string().min(1).max(2_000);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay);
const title = z.strictObject({ zh: text, en: text });
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const table = <Entry extends z.ZodType>(entry: Entry) => z.record(name, entry);

export const AUTHORITIES = ['national', 'provincial', 'prefectural', 'county', 'projectDefault'] as const;
export const OVERRIDE_ACTS = ['replace', 'add'] as const;
const authority = z.enum(AUTHORITIES);
const confidence = z.enum(['high', 'medium', 'low']);
const permits = z.array(z.enum(OVERRIDE_ACTS)).max(2);
const overrides = z.strictObject({ pack: name, act: z.enum(OVERRIDE_ACTS), reason: text, document: name });
const stage = z.enum(STAGE_NAMES as [StageName, ...StageName[]]);

/** On whose word something stands, and where that can be read. */
const provenance = {
  authority,
  document: name.optional(),
  clause: text.optional(),
  confidence: confidence.optional(),
  note: text.optional(),
};
const period = { from: day, to: day.optional() };
const governed = { permits: permits.optional(), overrides: overrides.optional() };

const documentSchema = z.strictObject({
  title: text,
  /** The title is our description: the page's own title was not recorded. */
  titleIsDescription: z.literal(true).optional(),
  number: text.optional(),
  issuer: text.optional(),
  date: day.optional(),
  // Not z.url(), which needs a global that constrained hosts lack.
  address: z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .max(2_000)
    .optional(),
  confidence,
  note: text.optional(),
});

const valueSchema = z.strictObject({
  ...period,
  value: z.union([decimal, z.number(), z.boolean()]).optional(),
  status: z.enum(['announced', 'derived', 'expected', 'withdrawn', 'notApplicable']),
  publishedOn: day.optional(),
  expectedOn: day.optional(),
  /** `year`: the source names the year only, and the days are those of the year. */
  datePrecision: z.enum(['day', 'year']).optional(),
  ...provenance,
});

const parameterSchema = z.strictObject({
  title,
  type: z.enum(['number', 'flag']),
  unit: z.enum(Object.keys(UNITS) as [Unit, ...Unit[]]).optional(),
  decimals: z.number().int().min(0).max(6).optional(),
  minimum: decimal.optional(),
  maximum: decimal.optional(),
  /** An open term: a lower layer must, or may, set it. */
  open: z.enum(['must', 'may']).optional(),
  values: z.array(valueSchema),
  document: name.optional(),
  note: text.optional(),
  ...governed,
});

const derivedFactSchema = z.strictObject({ title, formula: text, ...provenance, ...governed });
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
      from: day.optional(),
      to: day.optional(),
      ...provenance,
      ...governed,
    }),
  }),
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
    stages: z.partialRecord(stage, z.strictObject({ appliesWhen: name })).optional(),
    permits: z.strictObject({ stages: z.partialRecord(stage, permits) }).optional(),
    declaredBlanks: table(declaredBlankSchema).optional(),
  }),
  documents: z.strictObject({ ...head, kind: z.literal('documents'), documents: table(documentSchema) }),
  parameters: z.strictObject({ ...head, kind: z.literal('parameters'), parameters: table(parameterSchema) }),
  parameterValues: z.strictObject({
    ...head,
    kind: z.literal('parameterValues'),
    values: table(z.strictObject({ values: z.array(valueSchema).min(1), ...governed })),
  }),
  derivedFacts: z.strictObject({
    ...head,
    kind: z.literal('derivedFacts'),
    derivedFacts: table(derivedFactSchema),
  }),
  conditions: z.strictObject({ ...head, kind: z.literal('conditions'), conditions: table(conditionSchema) }),
  rules: z.strictObject({ ...head, kind: z.literal('rules'), rules: z.array(ruleSchema) }),
} as const;

export type FileKind = keyof typeof FILE_SCHEMAS;
export const FILE_KINDS = Object.keys(FILE_SCHEMAS) as readonly FileKind[];
export type FileContent<Kind extends FileKind> = z.infer<(typeof FILE_SCHEMAS)[Kind]>;
export type DocumentSource = z.infer<typeof documentSchema>;
export type ValueSource = z.infer<typeof valueSchema>;
export type ParameterSource = z.infer<typeof parameterSchema>;
export type DerivedFactSource = z.infer<typeof derivedFactSchema>;
export type ConditionSource = z.infer<typeof conditionSchema>;
export type RuleSource = z.infer<typeof ruleSchema>;
export type RegionSource = z.infer<typeof regionSchema>;
export type DeclaredBlankSource = z.infer<typeof declaredBlankSchema>;
export type OverrideSource = z.infer<typeof overrides>;
export type Authority = (typeof AUTHORITIES)[number];

/** The JSON Schema of one kind of file, for editors. */
export const packJsonSchema = (kind: FileKind): Record<string, unknown> => ({
  $id: `urn:dixian:schema:0.1:${kind}`,
  ...(z.toJSONSchema(FILE_SCHEMAS[kind]) as Record<string, unknown>),
});
