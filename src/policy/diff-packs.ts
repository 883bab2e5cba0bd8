import type { Title } from '../facts/kinds.js';
import { canonicalJson } from '../values/canonical.js';
import type { Pack, PackFile } from './layers.js';
import type { PackLibrary } from './library.js';
import type { ValueSource } from './pack-schemas.js';

export type ChangedKind =
  | 'pack'
  | 'document'
  | 'parameter'
  | 'value'
  | 'formula'
  | 'derivedFact'
  | 'condition'
  | 'rule'
  | 'decisionTable'
  | 'toolbox'
  | 'row'
  | 'procedure'
  | 'calendar'
  | 'areaWarning'
  | 'figure'
  | 'indicator'
  | 'region'
  | 'attribute';

/** One thing that differs between two versions of a pack. */
export interface PackChange {
  readonly pack: string;
  readonly kind: ChangedKind;
  readonly name: string;
  readonly title?: Title;
  readonly act: 'added' | 'removed' | 'replaced';
  /** Of a value: its first and last day. */
  readonly from?: string;
  readonly to?: string;
  /** Of something replaced: what is different, with the old and the new content. */
  readonly fields: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[];
}

/** Something named in a pack, with its content. */
interface Item {
  readonly kind: ChangedKind;
  readonly name: string;
  readonly title?: Title;
  readonly from?: string;
  readonly to?: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const isTitle = (title: unknown): title is Title =>
  typeof title === 'object' && title !== null && 'zh' in title;

const named = (kind: ChangedKind, name: string, content: object): Item => {
  const fields = content as Readonly<Record<string, unknown>>;
  const title = fields['title'];
  return { kind, name, content: fields, ...(isTitle(title) ? { title } : {}) };
};

const valuesOf = (name: string, values: readonly ValueSource[], title?: Title): Item[] =>
  values.map((value) => ({
    kind: 'value',
    name,
    ...(title === undefined ? {} : { title }),
    from: value.from,
    ...(value.to === undefined ? {} : { to: value.to }),
    content: value,
  }));

function itemsOf(pack: Pack, titles: ReadonlyMap<string, Title>): Item[] {
  const { kind: _, $schema: _schema, ...head } = pack.head;
  const items: Item[] = [named('pack', pack.head.name, head)];
  for (const { content } of pack.files) {
    if (content.kind === 'documents')
      for (const [name, source] of Object.entries(content.documents))
        items.push(named('document', name, source));
    if (content.kind === 'parameters')
      for (const [name, { values, ...declared }] of Object.entries(content.parameters))
        items.push(named('parameter', name, declared), ...valuesOf(name, values, declared.title));
    if (content.kind === 'parameterValues')
      for (const [name, { values, ...governed }] of Object.entries(content.values)) {
        const title = titles.get(name);
        const item = named('parameter', name, governed);
        items.push(title === undefined ? item : { ...item, title }, ...valuesOf(name, values, title));
      }
    if (content.kind === 'formulas')
      for (const [name, source] of Object.entries(content.formulas))
        items.push(named('formula', name, source));
    if (content.kind === 'derivedFacts')
      for (const [name, source] of Object.entries(content.derivedFacts))
        items.push(named('derivedFact', name, source));
    if (content.kind === 'conditions')
      for (const [name, source] of Object.entries(content.conditions))
        items.push(named('condition', name, source));
    if (content.kind === 'rules')
      for (const { name, priority, conditions, event } of content.rules)
        items.push({
          ...named('rule', name, { stage: event.type, priority, conditions, ...event.params }),
          ...(event.params.from === undefined ? {} : { from: event.params.from }),
        });
    items.push(...ruleBookItems(content));
  }
  // A row is found again by its name, wherever it stands; a moved row shows in `position`.
  for (const { rows } of pack.tables)
    for (const [index, { cells }] of rows.entries())
      items.push(named('row', rowName(cells), { ...cells, position: String(index + 1) }));
  return items;
}

/** Two rows of one measure (switched off, and entered anew) are two things. */
function rowName(cells: Readonly<Record<string, string>>): string {
  const { rule, measure = '', act = 'add', toolbox = '' } = cells;
  if (rule !== undefined) return rule;
  return act === 'add' ? `${toolbox} ${measure}` : `${toolbox} ${measure} ${act}`;
}

function ruleBookItems(content: PackFile['content']): Item[] {
  const all = (kind: ChangedKind, entries: Readonly<Record<string, object>>): Item[] =>
    Object.entries(entries).map(([name, source]) => named(kind, name, source));
  switch (content.kind) {
    case 'decisionTables':
      return all('decisionTable', content.tables);
    case 'toolboxes':
      return all('toolbox', content.toolboxes);
    case 'procedures':
      return all('procedure', content.procedures);
    case 'areaWarnings':
      return all('areaWarning', content.warnings);
    case 'calendar':
      return [named('calendar', String(content.year), content)];
    default:
      return [];
  }
}

/** What belongs to no pack: figures, indicators, regions and what is known of them. */
function countryWide({ packs: { regions, indicators } }: PackLibrary): Item[] {
  return [
    ...indicators.figures().map((figure) => ({
      ...named('figure', `${figure.indicator} ${figure.region} ${figure.year} ${figure.vintage}`, figure),
    })),
    ...indicators.names().map((name) => named('indicator', name, indicators.get(name) ?? {})),
    ...[...regions.codes()].map((code) => named('region', code, regions.get(code) ?? {})),
    ...regions.attributeNames().map((name) => named('attribute', name, regions.attribute(name) ?? {})),
  ];
}

/** The titles of all parameters that either side declares: a lower pack that fills one does not repeat its title. */
const titlesOf = (libraries: readonly PackLibrary[]): Map<string, Title> =>
  new Map(
    libraries
      .flatMap((library) => library.packs.packs)
      .flatMap((pack) => pack.files)
      .flatMap(({ content }) => (content.kind === 'parameters' ? Object.entries(content.parameters) : []))
      .map(([name, { title }]) => [name, title]),
  );

const same = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));

/** The kinds and names that stand more than once. */
function repeated(items: readonly Item[]): string[] {
  const names = items.map(({ kind, name }) => `${kind} ${name}`);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function changesBetween(pack: string, before: readonly Item[], after: readonly Item[]): PackChange[] {
  // A name that stands for several periods is told apart by their first days.
  const several = new Set([...repeated(before), ...repeated(after)]);
  const keyOf = ({ kind, name, from }: Item): string =>
    kind === 'value' || several.has(`${kind} ${name}`) ? `${kind} ${name} ${from ?? ''}` : `${kind} ${name}`;
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const now = new Map(after.map((item) => [keyOf(item), item]));
  const changes: PackChange[] = [];
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [was, is] = [old.get(key), now.get(key)];
    const item = (is ?? was) as Item;
    const { content: _, ...described } = item;
    const fields = [...new Set([...Object.keys(was?.content ?? {}), ...Object.keys(is?.content ?? {})])]
      .sort()
      .filter((field) => !same(was?.content[field], is?.content[field]))
      .map((field) => ({ field, before: was?.content[field], after: is?.content[field] }));
    if (was === undefined || is === undefined)
      changes.push({ pack, ...described, act: was === undefined ? 'added' : 'removed', fields });
    else if (fields.length > 0) changes.push({ pack, ...described, act: 'replaced', fields });
  }
  return changes;
}

/**
 * What differs between two versions of packs: parameters old and new, rules added, replaced and removed. Packs are
 * matched by name; where each side has one only, those two are compared whatever they are called. `upper`: packs
 * that declare what these fill, for the titles.
 */
export function diffPacks(
  before: PackLibrary,
  after: PackLibrary,
  upper?: PackLibrary,
): readonly PackChange[] {
  const [old, now] = [before.packs.packs, after.packs.packs];
  const titles = titlesOf([...(upper === undefined ? [] : [upper]), before, after]);
  const isPair = old.length === 1 && now.length === 1;
  const names = isPair
    ? [now[0]?.head.name as string]
    : [...new Set([...old, ...now].map((pack) => pack.head.name))].sort();
  const ofPacks = names.flatMap((name) => {
    const was = isPair ? old[0] : old.find((pack) => pack.head.name === name);
    const is = isPair ? now[0] : now.find((pack) => pack.head.name === name);
    return changesBetween(
      name,
      was === undefined ? [] : itemsOf(was, titles),
      is === undefined ? [] : itemsOf(is, titles),
    );
  });
  return [...ofPacks, ...changesBetween('', countryWide(before), countryWide(after))];
}
