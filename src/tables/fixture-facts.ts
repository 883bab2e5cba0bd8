import { CATALOGUE } from '../facts/catalogue.js';
import type { Household } from '../facts/household.js';
import type { Fact } from '../facts/kinds.js';
import { nearestName } from '../facts/nearest-name.js';
import { type Issue, issue } from '../values/issues.js';

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, Fact>>;

/** Of a list: whether it is complete, and its items. */
const LIST_KEYS = ['完整', '内容'] as const;
/** Of a value with its source. */
const SOURCED_KEYS = ['值', '来源'] as const;

/** An object made of keys and contents, not a list and not nothing. */
export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flagOf = (value: unknown): unknown => (value === '是' ? true : value === '否' ? false : value);

/** Reads the facts of one household by their Chinese titles; collects what cannot be read. */
class FactsReader {
  readonly issues: Issue[] = [];

  /** What cannot be read is left out; a caller must not use a household that has issues. */
  readRecord(fields: Fields, record: unknown, path: Path): Record<string, unknown> {
    if (!isTable(record)) {
      this.issues.push(issue('fixtureNoTable', path));
      return {};
    }
    return Object.fromEntries(
      Object.entries(record).flatMap(([title, value]) => {
        const found = Object.entries(fields).find(([, fact]) => fact.title.zh === title);
        if (found === undefined) {
          this.issues.push(unknownTitle(fields, title, path));
          return [];
        }
        const [name, fact] = found;
        return [[name, this.readFact(fact, value, [...path, title])]];
      }),
    );
  }

  private readFact(fact: Fact, value: unknown, path: Path): unknown {
    if (value === null) return null;
    if (fact.kind !== 'list' && fact.kind !== 'codes') return this.readScalar(fact, value, path);
    const isList =
      isTable(value) &&
      Object.keys(value).length === LIST_KEYS.length &&
      LIST_KEYS.every((key) => Object.hasOwn(value, key)) &&
      Array.isArray(value['内容']);
    if (!isList) {
      this.issues.push(issue('fixtureListForm', path));
      return null;
    }
    const contents = value['内容'] as readonly unknown[];
    const items =
      fact.kind === 'codes'
        ? contents
        : contents.map((item, index) => this.readRecord(fact.fields, item, [...path, '内容', index]));
    return { complete: flagOf(value['完整']), items };
  }

  /** A bare value, one with its source, or several; whether the value itself is possible is not asked here. */
  private readScalar(fact: Fact, value: unknown, path: Path): unknown {
    if (Array.isArray(value))
      return value.map((entry, index) => this.readScalar(fact, entry, [...path, index]));
    if (!isTable(value)) return fact.kind === 'flag' ? flagOf(value) : value;
    const { 值, 来源, ...rest } = value;
    for (const key of Object.keys(rest))
      this.issues.push(issue('fixtureKeyUnknown', path, { key, known: SOURCED_KEYS.join('、') }));
    return { value: fact.kind === 'flag' ? flagOf(值) : 值, ...(来源 === undefined ? {} : { source: 来源 }) };
  }
}

function unknownTitle(fields: Fields, title: string, path: Path): Issue {
  const nearest = nearestName(
    title,
    Object.values(fields).map((fact) => fact.title.zh),
  );
  return nearest === undefined
    ? issue('fixtureTitle', path, { title })
    : issue('fixtureTitleNear', path, { title, nearest });
}

/**
 * The household written under `农户`: facts by their Chinese titles, 是 and 否, lists as {完整, 内容}, several
 * sources as {值, 来源}. Values are taken as they stand, also impossible ones: a fixture may hold mistakes on
 * purpose. Titles and forms that are not known are issues, with paths that begin at `path`.
 */
export function readFixtureFacts(
  facts: unknown,
  path: Path,
): { readonly household: Household; readonly issues: readonly Issue[] } {
  const reader = new FactsReader();
  const household = reader.readRecord(CATALOGUE, facts, path) as Household;
  return { household, issues: reader.issues };
}
