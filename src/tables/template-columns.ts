import { factsRead } from '../backends/sql/layout.js';
import { reachOf } from '../decision/needed/fact-reach.js';
import { CLUE_FACTS } from '../facts/catalogue/clues.js';
import { IDENTITY_FACTS } from '../facts/catalogue/identity.js';
import { INCOME_FACTS } from '../facts/catalogue/income.js';
import { MEMBER_FACTS } from '../facts/catalogue/members.js';
import { MONITORING_FACTS } from '../facts/catalogue/monitoring.js';
import { PROPERTY_FACTS } from '../facts/catalogue/property.js';
import { SAFEGUARD_FACTS } from '../facts/catalogue/safeguards.js';
import { FACT_NAMES, type FactName, factOf } from '../facts/catalogue.js';
import type { CodesFact, Fact, ListFact, ScalarFact, Title } from '../facts/kinds.js';
import { UNITS } from '../facts/units.js';
import { definition } from '../language/nodes.js';
import type { Policy, Program } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';
import { COLUMN_NAMES, MEMBERS } from './column-names.js';
import { multiplierOf } from './unit-words.js';

/** What columns stand together, in the order of the sheet. */
export const COLUMN_GROUPS = {
  identity: { zh: '身份和住址', en: 'identity and place' },
  household: { zh: '家庭情况', en: 'household' },
  income: { zh: '收入和支出', en: 'income and spending' },
  safeguards: { zh: '三保障和饮水安全', en: 'safeguards' },
  risk: { zh: '风险与变故', en: 'risks and events' },
  property: { zh: '资产和疑点', en: 'property and doubts' },
  monitoring: { zh: '监测和帮扶', en: 'monitoring and help' },
  departments: { zh: '部门数据', en: 'data of departments' },
} as const satisfies Record<string, Title>;
export type ColumnGroup = keyof typeof COLUMN_GROUPS;

/** What the policy reads a column for first; `identity` is not read, but says whom a row is about. */
export type ColumnUse = 'identity' | 'identification' | 'exit' | 'other';

/** A column of the template, named so that the reader of lists finds its fact. */
export interface TemplateColumn {
  readonly header: string;
  readonly fact: FactName;
  /** The field of an entry, where the fact is a list of records. */
  readonly field?: string;
  /** What its cells give; a list where the column says whether its entries are all there are. */
  readonly entry: ScalarFact | CodesFact | ListFact;
  readonly group: ColumnGroup;
  readonly use: ColumnUse;
  /** Nothing of the row can be used without it. */
  readonly isRequired: boolean;
}

/** What a row is about: a household, or a person with the columns of the household repeated. */
export const TEMPLATE_ROWS = ['household', 'member'] as const;
export type TemplateRows = (typeof TEMPLATE_ROWS)[number];

/** The columns of a template: of its main sheet, and of a sheet for each list. */
export interface TemplateColumns {
  readonly main: readonly TemplateColumn[];
  readonly lists: readonly { readonly fact: FactName; readonly columns: readonly TemplateColumn[] }[];
}

const ID: FactName = 'householdId';
/** Asked for always, so that people know whom a row is about, and results can be summed by place. */
const WHOM_AND_WHERE: readonly FactName[] = [
  ID,
  'headName',
  'prefecture',
  'county',
  'township',
  'village',
  'villageGroup',
];
/** What says which member a row is about. */
const WHICH_MEMBER: readonly string[] = ['memberId', 'name', 'relation'];

/** The department that keeps the records of monitoring: its facts are the course of monitoring, the others of a visit. */
const isOfMonitoring = ({ department }: Fact): boolean =>
  department === MONITORING_FACTS.monitoringStatus.department;

function groupOf(name: FactName, fact: Fact): ColumnGroup {
  const isIn = (part: object): boolean => Object.hasOwn(part, name);
  if (isIn(IDENTITY_FACTS)) return fact.kind === 'text' ? 'identity' : 'household';
  if (isIn(MEMBER_FACTS)) return 'household';
  if (isIn(INCOME_FACTS)) return 'income';
  if (isIn(SAFEGUARD_FACTS)) return 'safeguards';
  if (isIn(PROPERTY_FACTS)) return 'property';
  if (isIn(CLUE_FACTS)) return 'departments';
  return isOfMonitoring(fact) ? 'monitoring' : 'risk';
}

/**
 * The unit in brackets: money in 元, which a year and a person go without saying for, as in official sheets. Things that
 * are counted have none: their titles say what they are.
 */
function unitNote(entry: Fact): string {
  if (entry.kind !== 'number' || entry.unit === 'items') return '';
  const yuan = UNITS.yuan.zh;
  const words = multiplierOf(yuan, entry.unit) === 1 ? yuan : UNITS[entry.unit].zh;
  return words === '' ? '' : `（${words}）`;
}

const headerOf = (entry: Fact): string => `${entry.title.zh}${unitNote(entry)}`;
/** A note on filling that the reader of headers knows. */
const REQUIRED = '（必填）';

/** The name of the column that says whether the entries of a list are all there are. */
const completenessHeader = (list: FactName): string =>
  (COLUMN_NAMES.find(({ fact, completes }) => fact === list && completes) as { written: string }).written;

/** What each fact is read for first, by name; a fact that no definition reads is left out. */
function usesOf(program: Program, read: readonly string[]): ReadonlyMap<string, ColumnUse> {
  const reach = reachOf(new Map(program.definitions.map(({ name, node }) => [name, node])));
  const of = (outcome: string, use: ColumnUse): (readonly [string, ColumnUse])[] =>
    [...reach.factsOf(definition(outcome))].map((name) => [name, use]);
  return new Map([
    ...read.map((name) => [name, 'other'] as const),
    ...of(OUTCOMES.exit, 'exit'),
    // The last of equal names stays: identification goes first.
    ...of(OUTCOMES.identification, 'identification'),
  ]);
}

const USE_ORDER: readonly ColumnUse[] = ['identity', 'identification', 'exit', 'other'];
const GROUP_ORDER = Object.keys(COLUMN_GROUPS) as ColumnGroup[];

/** Groups in their order; within one the most decisive first, and else as in the catalogue. */
const inOrder = (columns: readonly TemplateColumn[]): readonly TemplateColumn[] =>
  [...columns].sort(
    (left, right) =>
      GROUP_ORDER.indexOf(left.group) - GROUP_ORDER.indexOf(right.group) ||
      USE_ORDER.indexOf(left.use) - USE_ORDER.indexOf(right.use),
  );

/** The columns of a list: of members whom a row is about comes first. */
function fieldColumns(list: FactName, read: readonly string[], use: ColumnUse): readonly TemplateColumn[] {
  const entry = factOf(list) as ListFact;
  const tellsWhom = (field: string): boolean => list === MEMBERS && WHICH_MEMBER.includes(field);
  // Of a person nothing is asked that nothing reads; other entries are short and need all that describes them.
  const isWanted = (field: string): boolean => list !== MEMBERS || read.includes(field) || tellsWhom(field);
  const fields = Object.keys(entry.fields).filter(isWanted);
  const inOrderOfSheet = [...fields.filter(tellsWhom), ...fields.filter((field) => !tellsWhom(field))];
  return inOrderOfSheet.map((field): TemplateColumn => {
    const given = entry.fields[field] as ScalarFact | CodesFact;
    return {
      header: headerOf(given),
      fact: list,
      field,
      entry: given,
      group: tellsWhom(field) ? 'identity' : groupOf(list, entry),
      use: tellsWhom(field) && !read.includes(field) ? 'identity' : use,
      isRequired: false,
    };
  });
}

/**
 * The columns of a template: whom a row is about, and all facts that the program of the policy reads. What nothing
 * reads is not asked for, identity numbers and telephones least of all.
 */
export function templateColumns({ program }: Policy, rows: TemplateRows): TemplateColumns {
  const { facts, askedFields } = factsRead(program);
  const uses = usesOf(program, facts);
  const columnOf = (name: FactName): TemplateColumn => {
    const entry = factOf(name) as Fact;
    const shared = { fact: name, group: groupOf(name, entry), use: uses.get(name) ?? 'identity' };
    if (entry.kind === 'list')
      return { ...shared, entry, header: completenessHeader(name), isRequired: false };
    const isRequired = name === ID;
    return { ...shared, entry, header: `${headerOf(entry)}${isRequired ? REQUIRED : ''}`, isRequired };
  };
  const wanted = FACT_NAMES.filter((name) => uses.has(name) || WHOM_AND_WHERE.includes(name));
  const others = wanted.filter((name) => !WHOM_AND_WHERE.includes(name));
  const household = [...WHOM_AND_WHERE.map(columnOf), ...inOrder(others.map(columnOf))];

  const idColumn = columnOf(ID);
  const lists = wanted.filter((name) => factOf(name)?.kind === 'list');
  const sheets = lists.map((fact) => ({
    fact,
    columns: [idColumn, ...fieldColumns(fact, askedFields[fact] ?? [], uses.get(fact) as ColumnUse)],
  }));
  if (rows === 'household') return { main: household, lists: sheets };
  const memberColumns = fieldColumns(MEMBERS, askedFields[MEMBERS] ?? [], uses.get(MEMBERS) ?? 'identity');
  return {
    main: [idColumn, ...memberColumns, ...household.slice(1)],
    lists: sheets.filter(({ fact }) => fact !== MEMBERS),
  };
}
