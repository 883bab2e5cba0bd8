import { type Random, randomFrom } from '../../../bench/households.js';
import { MEMBER_FACTS } from '../../../src/facts/catalogue/members.js';
import type { Fact } from '../../../src/facts/kinds.js';
import { CATALOGUE } from '../../../src/index.js';
import { columnsByName, normaliseName, type RowScope } from '../../../src/tables/column-names.js';
import { isMoney } from '../../../src/tables/unit-words.js';
import { fullHousehold, type Given } from '../../decision/support.js';
import type { Grid, GridCell } from './grid.js';

/** A column of a random sheet. */
export interface RandomColumn {
  /** A fact of the household, a field of a member, or nothing that is known. */
  readonly fact?: string;
  readonly field?: string;
  /** As it stands in the row of names. */
  readonly name: string;
  /** The cell above it, where there is a group. */
  readonly group?: string;
  readonly reversed: boolean;
  readonly inTenThousands: boolean;
  /** Any text is a value of it. */
  readonly isText?: true;
}

/** A sheet of households that are known, and where its rows stand. */
export interface RandomSheet {
  readonly rows: 'household' | 'member';
  readonly grid: Grid;
  readonly columns: readonly RandomColumn[];
  /** The first row of data, from 1. */
  readonly firstRow: number;
  /** What each row of data is about: the place of its household. */
  readonly householdOfRow: readonly number[];
  /** By place: what is to be read. */
  readonly households: readonly Given[];
}

class Draw {
  readonly #random: Random;
  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }
  chance(probability: number): boolean {
    return this.#random() < probability;
  }
  below(count: number): number {
    return Math.floor(this.#random() * count);
  }
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.#random() }))
      .sort((left, right) => left.at - right.at)
      .map(({ item }) => item);
  }
}

/** Groups that say nothing of their own. */
const GROUPS = ['收入情况', '基本信息', '“两不愁三保障”情况', '监测情况', '一、家庭信息'];
const EXIT_GROUPS = ['风险消除后', '风险消除后情况', '退出时', '2022年'];
const UNKNOWN = [
  '备注',
  '网格员',
  '联系人意见',
  '是否录入系统',
  '风险消除后工资性收入',
  '风险消除后家庭人口数',
  '上年转移性收入',
];
const FIELDS = [
  'name',
  'idNumber',
  'birthDate',
  'sex',
  'healthStates',
  'labourAbility',
  'workMonths',
  'droppedOut',
];

const writtenNames = (entry: Fact, own: string): readonly { name: string; reversed: boolean }[] => [
  ...entry.columns.flatMap(({ names, polarity }) =>
    names.map((name) => ({ name, reversed: polarity === 'reversed' })),
  ),
  { name: entry.title.zh, reversed: false },
  { name: own, reversed: false },
];

/** A name that gives the fact in a sheet of this scope: some names mean another fact beside persons. */
function nameFor(draw: Draw, entry: Fact, scope: RowScope, fact: string, field?: string) {
  const usable = writtenNames(entry, field ?? fact).filter(({ name, reversed }) => {
    const found = columnsByName(scope).get(normaliseName(name).whole);
    return found?.fact === fact && found.field === field && found.reversed === reversed;
  });
  return usable.length === 0 ? undefined : draw.pick(usable);
}

const disguised = (draw: Draw, name: string): string => {
  const characters = [...name];
  if (draw.chance(0.15))
    characters.splice(1 + draw.below(characters.length), 0, draw.pick([' ', '\n', '　']));
  return `${draw.chance(0.1) ? '*' : ''}${characters.join('')}`;
};

/** An amount in ten thousands, exactly. */
function inTenThousands(value: number): string {
  const fen = Math.round(value * 100);
  const digits = String(Math.abs(fen)).padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  return fen < 0 ? `-${text}` : text;
}

function written(
  draw: Draw,
  value: unknown,
  entry: Fact,
  { reversed, inTenThousands: scaled }: RandomColumn,
): GridCell {
  if (value === undefined) return draw.pick(['', '', '/', '—', '不详']);
  if (entry.kind === 'flag') {
    const yes = value !== reversed;
    return yes ? draw.pick(['是', '是 ', '√']) : draw.pick(['否', '否', '×']);
  }
  if (entry.kind === 'number') {
    if (scaled) return inTenThousands(value as number);
    return draw.chance(0.5) ? (value as number) : `${value}`;
  }
  if (entry.kind === 'codes') {
    const { items } = value as { items: readonly string[] };
    const none = entry.columns.flatMap(({ noneWords = [] }) => noneWords)[0];
    return items.length === 0 ? (none ?? '') : items.join(draw.pick(['、', '，', ';']));
  }
  const text = value as string;
  if (entry.kind === 'month') return draw.pick([text, text.replace('-', ''), `${text.replace('-', '')}.0`]);
  if (entry.kind === 'day' && text.length === 10)
    return draw.pick([text, text.replaceAll('-', ''), text.replaceAll('-', '/')]);
  return text;
}

/** Whether every value can be written into a cell: no name for "none" of a list, no text of blanks. */
const canBeWritten = (value: unknown, entry: Fact): boolean =>
  entry.kind !== 'codes' ||
  ((value as { complete: boolean; items: readonly string[] }).complete &&
    ((value as { items: readonly string[] }).items.length > 0 ||
      entry.columns.some(({ noneWords }) => noneWords !== undefined)));

function randomHousehold(draw: Draw, place: number): Given {
  const full = fullHousehold(draw.below(1e9), false);
  const household: Given = { householdId: `00${draw.below(900) + 100}-${place}` };
  for (const [fact, value] of Object.entries(full)) {
    const entry = CATALOGUE[fact as keyof typeof CATALOGUE] as Fact;
    if (fact !== 'householdId' && entry.kind !== 'list' && canBeWritten(value, entry))
      household[fact] = value;
  }
  return household;
}

function randomMember(draw: Draw, household: number, place: number): Given {
  const all: Given = {
    memberId: `P${household}${place}`,
    relation: place === 0 ? '户主' : draw.pick(['配偶', '之子', '之女', '之母']),
    name: `某${place}`,
    idNumber: `62000019${70 + place}010100${household}${place}`,
    birthDate: `19${70 + place}-0${1 + place}-01`,
    sex: draw.pick(['男', '女']),
    healthStates: { complete: true, items: draw.pick([['健康'], ['残疾', '长期慢性病']]) },
    labourAbility: draw.pick(['普通劳动力', '无劳动力']),
    workMonths: draw.below(13),
    droppedOut: draw.chance(0.5),
  };
  for (const field of FIELDS) if (draw.chance(0.3)) delete all[field];
  return all;
}

/** Facts of households in columns in any order, under any titles, groups and units. */
export function randomSheet(seed: number): RandomSheet {
  const draw = new Draw(seed);
  const rows = draw.chance(0.4) ? 'member' : 'household';
  const count = 1 + draw.below(5);
  const unit = draw.pick(['', '', '元', '万元'] as const);
  const full = Array.from({ length: count }, (_, place) => randomHousehold(draw, place));
  const members = full.map((_, household) =>
    rows === 'household'
      ? []
      : Array.from({ length: 1 + draw.below(4) }, (_each, place) => randomMember(draw, household, place)),
  );
  const facts = Object.keys(full[0] as Given).filter((fact) => fact === 'householdId' || draw.chance(0.35));
  const columns: RandomColumn[] = [];
  const add = (entry: Fact, fact: string, field?: string) => {
    const found = nameFor(draw, entry, rows, fact, field);
    if (found === undefined) return;
    const money = entry.kind === 'number' && isMoney(entry.unit);
    const note = money
      ? draw.pick(['', '', '（元）', '(万元)'])
      : /[(（]/.test(found.name)
        ? ''
        : draw.pick(['', '', '', '（必填）']);
    columns.push({
      fact,
      ...(field === undefined ? {} : { field }),
      name: `${disguised(draw, found.name)}${note}`,
      reversed: found.reversed,
      ...(entry.kind === 'text' ? { isText: true } : {}),
      inTenThousands: money && (note === '' ? unit === '万元' : note === '(万元)'),
    });
  };
  for (const fact of facts) add(CATALOGUE[fact as keyof typeof CATALOGUE] as Fact, fact);
  if (rows === 'member')
    for (const field of ['relation', 'memberId', ...FIELDS])
      add((MEMBER_FACTS.members.fields as Record<string, Fact>)[field] as Fact, 'members', field);
  for (const name of UNKNOWN)
    if (draw.chance(0.2)) columns.push({ name, reversed: false, inTenThousands: false });
  const ordered = draw.shuffled(columns);
  const grouped = draw.chance(0.5);
  if (grouped)
    for (let at = 0; at < ordered.length; ) {
      const length = 1 + draw.below(5);
      const group = draw.chance(0.6) ? draw.pick(GROUPS) : undefined;
      for (let place = at; place < Math.min(at + length, ordered.length); place += 1)
        if (group !== undefined) ordered[place] = { ...(ordered[place] as RandomColumn), group };
      at += length;
    }
  if (grouped && draw.chance(0.5)) {
    const group = draw.pick(EXIT_GROUPS);
    const hidden = columns.filter(
      ({ fact, field }) => fact !== 'householdId' && field === undefined && fact !== undefined,
    );
    for (const { name } of hidden.slice(0, 1 + draw.below(3)))
      ordered.push({ name, group, reversed: false, inTenThousands: false });
  }
  return laidOut(draw, { rows, full, members, columns: ordered, unit });
}

interface Contents {
  readonly rows: 'household' | 'member';
  readonly full: readonly Given[];
  readonly members: readonly (readonly Given[])[];
  readonly columns: readonly RandomColumn[];
  readonly unit: '' | '元' | '万元';
}

function laidOut(draw: Draw, { rows, full, members, columns, unit }: Contents): RandomSheet {
  const width = columns.length;
  const above: GridCell[][] = [];
  const merges: [number, number, number, number][] = [];
  if (draw.chance(0.5)) {
    above.push([draw.pick(['某县防返贫监测对象台账', '附件2', '某镇农户信息汇总表'])]);
    if (width > 1 && draw.chance(0.7)) merges.push([above.length, 1, above.length, width]);
  }
  if (draw.chance(0.2)) above.push([]);
  if (unit !== '') {
    const text = draw.pick([
      `单位：${unit}`,
      `（单位：${unit}）`,
      `填报单位：某镇　　单位：${unit}`,
      `金额单位：${unit}`,
    ]);
    above.push(
      draw.chance(0.5) || width < 2 ? [text] : [...Array.from({ length: width - 1 }, () => null), text],
    );
  }
  const header = headerRows(columns, above.length, merges);
  const below: GridCell[][] =
    draw.chance(0.15) && width > 3 ? [Array.from({ length: width }, (_, place) => place + 1)] : [];
  const data: GridCell[][] = [];
  const householdOfRow: number[] = [];
  const entries = full.flatMap((_, place): { readonly place: number; readonly member?: Given }[] =>
    rows === 'household'
      ? [{ place }]
      : (members[place] as readonly Given[]).map((member) => ({ place, member })),
  );
  const ordered = rows === 'member' && draw.chance(0.4) ? draw.shuffled(entries) : entries;
  for (const { place, member } of ordered) {
    householdOfRow.push(place);
    data.push(
      columns.map((column) => {
        if (column.fact === undefined || (column.group !== undefined && EXIT_GROUPS.includes(column.group)))
          return draw.pick(['', '略', 9, '是']);
        const { fact, field } = column;
        if (field === undefined)
          return written(
            draw,
            (full[place] as Given)[fact],
            CATALOGUE[fact as keyof typeof CATALOGUE] as Fact,
            column,
          );
        return written(
          draw,
          (member as Given)[field],
          (MEMBER_FACTS.members.fields as Record<string, Fact>)[field] as Fact,
          column,
        );
      }),
    );
  }
  const isShown = new Set(
    columns.flatMap(({ fact, field, group }) =>
      group !== undefined && EXIT_GROUPS.includes(group) ? [] : [`${fact}.${field ?? ''}`],
    ),
  );
  const shown = (given: Given, list: string | undefined): Given =>
    Object.fromEntries(
      Object.entries(given).filter(([name]) =>
        isShown.has(list === undefined ? `${name}.` : `${list}.${name}`),
      ),
    );
  const households = full.map((household, place): Given => {
    const items = ordered.flatMap((entry) =>
      entry.place === place && entry.member !== undefined ? [shown(entry.member, 'members')] : [],
    );
    return {
      ...shown(household, undefined),
      ...(rows === 'member' ? { members: { complete: false, items } } : {}),
    };
  });
  return {
    rows,
    columns,
    households,
    householdOfRow,
    firstRow: above.length + header.length + below.length + 1,
    grid: { rows: [...above, ...header, ...below, ...data], merges },
  };
}

/** One row of names, or groups above them: equal groups side by side are one, a name without a group is merged downwards. */
function headerRows(
  columns: readonly RandomColumn[],
  rowsAbove: number,
  merges: [number, number, number, number][],
): GridCell[][] {
  if (columns.every(({ group }) => group === undefined)) return [columns.map(({ name }) => name)];
  const upper: GridCell[] = [];
  const lower: GridCell[] = [];
  const row = rowsAbove + 1;
  for (const [place, { name, group }] of columns.entries()) {
    const isFirst = group === undefined || columns[place - 1]?.group !== group;
    upper.push(group === undefined ? name : isFirst ? group : null);
    lower.push(group === undefined ? null : name);
    if (group === undefined) merges.push([row, place + 1, row + 1, place + 1]);
    else if (isFirst) {
      let end = place;
      while (columns[end + 1]?.group === group) end += 1;
      if (end > place) merges.push([row, place + 1, row, end + 1]);
    }
  }
  return [upper, lower];
}
