import { CATALOGUE } from '../../src/facts/catalogue.js';
import type { CodeListName } from '../../src/facts/code-lists.js';
import { codesOf } from '../../src/facts/code-lists.js';
import type { Fact, ListFact, ScalarFact } from '../../src/facts/kinds.js';
import type { Unit } from '../../src/facts/units.js';
import { type Type, typeOfFact } from '../../src/language/type.js';
import { addDays, addMonths, addMonthsToDay, monthOfDay } from '../../src/values/day.js';
import type { Draw } from './draw.js';

/** Texts that break what is not escaped. None of them is 'true', 'false' or 'unknown', which are answers. */
export const HOSTILE_TEXTS = [
  '甲',
  '乙',
  '',
  "'",
  '"',
  '\\',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not become a template anywhere else either.
  '`${1}`',
  "'; DROP TABLE households; --",
  '</script>',
  '\u2028',
  '__proto__',
  'null',
  '\n',
  "''",
  '𠮷',
] as const;

/** Names that a pack may give, and that mean something to the engines that generated text runs in. */
export const HOSTILE_NAMES = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'arguments',
  'eval',
  'undefined',
  'null',
  'true',
  'class',
  'return',
  'decide',
  'row',
  'on',
  'select',
  'table',
  'order',
  'group',
  'households',
  'module',
  'window',
  'this',
] as const;

/** The fields of a list of records that one program reads. */
export interface PaletteList {
  readonly fact: ListFact;
  readonly fields: Readonly<Record<string, Fact>>;
}

/** The facts that one program reads, and the values that are near what it asks about. */
export interface Palette {
  readonly on: string;
  readonly scalars: Readonly<Record<string, ScalarFact>>;
  readonly codes: Readonly<Record<string, Fact & { kind: 'codes' }>>;
  readonly lists: Readonly<Record<string, PaletteList>>;
  /** The types of all of them; of records only the fields above. */
  readonly types: ReadonlyMap<string, Type>;
  readonly codeLists: Readonly<Partial<Record<CodeListName, readonly string[]>>>;
  readonly texts: readonly string[];
  readonly days: readonly string[];
  readonly months: readonly string[];
  readonly units: readonly Unit[];
}

const ENTRIES = Object.entries(CATALOGUE) as readonly [string, Fact][];
const ofKind = <Kind extends Fact['kind']>(kind: Kind): [string, Fact & { kind: Kind }][] =>
  ENTRIES.filter(
    // A code of a region has a pattern of its own; no random text has it.
    (entry): entry is [string, Fact & { kind: Kind }] => entry[1].kind === kind && entry[0] !== 'regionCode',
  );
const MONEY: readonly Unit[] = ['yuan', 'yuanPerYear', 'yuanPerPersonYear'];
const ofUnit = (units: readonly Unit[]) => ofKind('number').filter(([, { unit }]) => units.includes(unit));

export const ONS = ['2024-11-01', '2024-02-29', '2024-12-31', '2025-03-01', '2026-06-01'] as const;

function paletteList(draw: Draw, fact: ListFact): PaletteList {
  const names = Object.keys(fact.fields);
  // Numbers, days, months and lists within lists are few among the fields; each has its chance.
  const rare = names.filter((name) => !['flag', 'text', 'code'].includes(fact.fields[name]?.kind ?? ''));
  const common = names.filter((name) => !rare.includes(name));
  // A list of records with a list in each is one of a kind, so it is always there.
  const lists = names.filter((name) => fact.fields[name]?.kind === 'codes');
  const taken = [...new Set([...lists, ...draw.some(rare, 3)]), ...draw.some(common, 3)];
  return {
    fact,
    fields: Object.fromEntries(taken.map((name) => [name, fact.fields[name] as Fact])),
  };
}

/** What one random program is about. */
export function drawPalette(draw: Draw): Palette {
  const on = draw.pick(ONS);
  const moneyUnit = draw.pick(MONEY);
  const otherUnits = draw.some<Unit>(['months', 'days', 'items', 'metres', 'minutes'], 2);
  const numbers = [
    ...draw.some(ofUnit([moneyUnit]), 3),
    ...draw.some(ofUnit(['yuanPerYear', 'yuanPerPersonYear']), 1),
    ...draw.some(ofUnit(['persons']), 2),
    ...draw.some(ofUnit(otherUnits), 2),
  ];
  const scalars = Object.fromEntries<ScalarFact>([
    ...numbers,
    ...draw.some(ofKind('flag'), 3),
    ...draw.some(ofKind('code'), 2),
    ...draw.some(ofKind('text'), 1),
    ...draw.some(ofKind('day'), 2),
    ...draw.some(ofKind('month'), 2),
  ]);
  const codes = Object.fromEntries(draw.some(ofKind('codes'), 1));
  const listNames = [
    'members',
    ...draw.some(
      ofKind('list').map(([name]) => name),
      2,
    ),
  ];
  const lists = Object.fromEntries(
    draw
      .some([...new Set(listNames)], 2)
      .map((name) => [name, paletteList(draw, (CATALOGUE as Record<string, unknown>)[name] as ListFact)]),
  );
  const types = new Map<string, Type>();
  for (const [name, fact] of [...Object.entries(scalars), ...Object.entries(codes)])
    types.set(name, typeOfFact(fact));
  for (const [name, { fact, fields }] of Object.entries(lists))
    types.set(name, typeOfFact({ ...fact, fields } as ListFact));
  const all = [...Object.values(scalars), ...Object.values(codes)].concat(
    Object.values(lists).flatMap(({ fields }) => Object.values(fields)) as ScalarFact[],
  );
  const codeLists: Partial<Record<CodeListName, readonly string[]>> = {};
  for (const fact of all) if ('codes' in fact) codeLists[fact.codes] ??= draw.some(codesOf(fact.codes), 4);
  const near = addMonthsToDay(on, -draw.integer(1, 30));
  const days = [
    on,
    near,
    addDays(on, -1),
    addMonthsToDay(on, -12 * draw.integer(1, 70)),
    addDays(addMonthsToDay(on, -12 * draw.integer(1, 18)), draw.integer(-1, 1)),
    '2024-02-29',
    draw.pick(['2000-02-29', '1960-02-29', '2023-02-28', '2024-01-31', '2023-12-31']),
  ];
  return {
    on,
    scalars,
    codes: codes as Palette['codes'],
    lists,
    types,
    codeLists,
    texts: draw.some(HOSTILE_TEXTS, 4),
    days,
    months: [...new Set([monthOfDay(on), addMonths(monthOfDay(on), -12), ...days.map(monthOfDay)])].slice(
      0,
      5,
    ),
    units: [...new Set(all.flatMap((fact) => (fact.kind === 'number' ? [fact.unit] : [])))],
  };
}
