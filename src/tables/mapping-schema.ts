import * as z from 'zod';
import { authority, text } from '../policy/schema-parts.js';

/** The form of a mapping file; every later minor version reads it. */
export const MAPPING_FORMAT = 'dixian-mapping/1';

/** `members.relation`, `householdId`; or `members` with `completes`. */
const target = z.string().regex(/^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)?$/);

const columnSchema = z.strictObject({
  /** A fact, or a field of a list (`members.relation`); null for a column that is not to be used. */
  fact: target.nullable(),
  /** 是 in this column means that the fact is false. */
  reversed: z.boolean().optional(),
  /** The unit of the amounts, in the words of headers: 元, 万元. */
  unit: text.optional(),
  /** 是 in this column says that the entries of the list are all there are. */
  completes: z.literal(true).optional(),
  /** What an empty cell means, as it would be written into the cell: 否, 0, 未纳入. */
  blankMeans: text.optional(),
  /** The document that says so, if it is another than that of the file. */
  document: text.optional(),
  /** What was found near; written by `dixian map`. With it, a column without a fact is one that nobody has decided on yet. */
  proposals: z.array(text).optional(),
  note: text.optional(),
});

const listSchema = z.strictObject({
  /** The name of the sheet that holds the entries. */
  sheet: text.optional(),
  /** The entries that the sheet has of a household are all there are. */
  complete: z.boolean().optional(),
  /** The sheet also has entries of households that are not in the list: those are passed over. */
  holdsOthers: z.boolean().optional(),
  document: text.optional(),
  note: text.optional(),
});

/** A county's own names for columns, and what it declares about its sheets. */
export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(MAPPING_FORMAT),
  title: text.optional(),
  /** On whose word a blank means something, or a list is complete. */
  authority: authority.optional(),
  /** The document that says so: title and number. */
  document: text.optional(),
  /** A row of the sheet is a household, or a member of one; if not given, the columns tell. */
  rows: z.enum(['household', 'member']).optional(),
  /** The sheet with the households, where a workbook has several. */
  sheet: text.optional(),
  /** By the name of the column, as it stands in the header; under a group as 收入情况/工资性收入. */
  columns: z.record(z.string().min(1).max(500), z.union([target, z.null(), columnSchema])).optional(),
  /** By the fact that the list is: members, events. */
  lists: z.record(z.string(), listSchema).optional(),
  /** Facts without whose column nothing is decided. */
  required: z.array(target).optional(),
  note: text.optional(),
});

export type MappingSource = z.infer<typeof mappingSchema>;
export type ColumnSource = z.infer<typeof columnSchema>;

/** The JSON Schema of a mapping file, for editors. */
export const mappingJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(mappingSchema),
  $id: 'urn:dixian:schema:0.7:mapping',
});
