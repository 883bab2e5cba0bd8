import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import type { Household } from '../../src/facts/household.js';
import type { Fact } from '../../src/facts/kinds.js';

/** What a fixture expects; the keys are those that an official reads in the file. */
export interface Expected {
  readonly 识别: string;
  readonly 类别: string | readonly string[];
  readonly 风险: readonly string[];
  readonly 可能风险?: readonly string[];
  readonly 层级: string | readonly string[];
  readonly 类型: string | readonly string[];
  readonly 措施: readonly string[];
  readonly 退出: string;
  readonly 退出方式?: string | readonly string[];
  readonly 未达到?: readonly string[];
  readonly 还缺?: readonly string[];
  readonly 规则?: Readonly<Record<string, string | boolean>>;
}

export interface HouseholdFixture {
  readonly file: string;
  readonly 编号: string;
  readonly 名称: string;
  readonly 区域: string;
  readonly 日期: string;
  readonly 农户: Readonly<Record<string, unknown>>;
  readonly 演算: string;
  readonly 应得: Expected;
}

const FOLDER = fileURLToPath(new URL('../../fixtures/households/', import.meta.url));

/** Every fixture household, file by file. */
export function readFixtures(): HouseholdFixture[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      (parse(readFileSync(FOLDER + file, 'utf8')) as HouseholdFixture[]).map((fixture) => ({
        ...fixture,
        file,
      })),
    );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const flagOf = (value: unknown): unknown => (value === '是' ? true : value === '否' ? false : value);

function scalarOf(fact: Fact, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => scalarOf(fact, entry));
  if (isRecord(value)) {
    const { 值, 来源, ...rest } = value;
    if (Object.keys(rest).length > 0)
      throw new Error(`Unknown keys beside 值 and 来源: ${Object.keys(rest).join(', ')}`);
    return { value: scalarOf(fact, 值), ...(来源 === undefined ? {} : { source: 来源 }) };
  }
  return fact.kind === 'flag' ? flagOf(value) : value;
}

function factOfTitle(fields: Readonly<Record<string, Fact>>, title: string): [string, Fact] {
  const found = Object.entries(fields).find(([, fact]) => fact.title.zh === title);
  if (found === undefined) throw new Error(`No fact is called "${title}".`);
  return found;
}

function recordOf(
  fields: Readonly<Record<string, Fact>>,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([title, value]) => {
      const [name, fact] = factOfTitle(fields, title);
      if (value === null) return [name, null];
      if (fact.kind !== 'list' && fact.kind !== 'codes') return [name, scalarOf(fact, value)];
      const { 完整, 内容 } = value as { 完整: unknown; 内容: readonly unknown[] };
      const items =
        fact.kind === 'codes'
          ? 内容
          : 内容.map((item) => recordOf(fact.fields, item as Record<string, unknown>));
      return [name, { complete: flagOf(完整), items }];
    }),
  );
}

/** The household of a fixture, with the facts' English names; it may hold mistakes on purpose. */
export const householdOf = (fixture: HouseholdFixture): Household =>
  recordOf(CATALOGUE, fixture.农户) as Household;
