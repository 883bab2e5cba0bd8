import { FACT_NAMES, factOf } from '../facts/catalogue.js';
import { CODE_SYNONYMS, type CodeListName, codesOf } from '../facts/code-lists.js';
import type { Fact, ListFact } from '../facts/kinds.js';
import { UNITS, type Unit } from '../facts/units.js';
import {
  columnsByName,
  MEMBERS,
  normaliseName,
  type RowScope,
  withoutWidthAndSpace,
} from '../tables/column-names.js';
import { EXPLAINING_SHEETS } from '../tables/sheet-roles.js';
import { isMoney, multiplierOf } from '../tables/unit-words.js';
import { UnusableInSheets } from './unusable-in-sheets.js';

/** What sheets are read by, as lines of text; `readSheetFacts` of the portable part has their form. */
export interface ColumnData {
  readonly facts: readonly string[];
  readonly codeLists: readonly string[];
  readonly units: readonly string[];
  readonly lists: readonly string[];
  readonly memberFields: readonly string[];
  /** Names of sheets that hold no households: they explain, or show examples. */
  readonly explainingSheets: readonly string[];
}

const LETTERS: Readonly<Record<Exclude<Fact['kind'], 'list'>, string>> = {
  number: 'n',
  flag: 'f',
  code: 'c',
  codes: 's',
  day: 'd',
  month: 'm',
  text: 't',
};
/** Facts that say whose row it is. */
const IDENTITY: ReadonlySet<string> = new Set(['householdId', 'headName', 'headIdNumber', 'telephone']);
const UNIT_WORDS = ['元', '元/年', '元/人', '元/人年', '元/人/年', '元/人·年', '元/月', '元/人·月'];

const RESERVED = /[;|=]/;

/** Joins texts by a sign that none of them holds. */
function joined(texts: readonly string[], sign: string): string {
  for (const text of texts) if (text.includes(sign)) throw new UnusableInSheets(text, sign);
  return texts.join(sign);
}

class ColumnWriter {
  readonly #lists: CodeListName[] = [];
  readonly #units: Unit[] = [];

  facts(): readonly string[] {
    return FACT_NAMES.flatMap((name) => {
      const fact = factOf(name) as Fact;
      return fact.kind === 'list' ? [] : [this.#line(name, fact, 'household')];
    });
  }

  memberFields(): readonly string[] {
    const { fields } = factOf(MEMBERS) as ListFact;
    return Object.entries(fields).map(([name, field]) => this.#line(name, field, 'member'));
  }

  codeLists(): readonly string[] {
    return this.#lists.map((list) => {
      const synonyms = Object.entries(CODE_SYNONYMS[list] ?? {});
      return joined(
        codesOf(list).map((code) =>
          joined(
            [
              code,
              ...synonyms
                .filter(([, meant]) => meant === code)
                .map(([written]) => withoutWidthAndSpace(written)),
            ],
            '=',
          ),
        ),
        '|',
      );
    });
  }

  units(): readonly string[] {
    return this.#units.map((unit) => {
      const words = isMoney(unit) ? UNIT_WORDS.filter((word) => multiplierOf(word, unit) === 1) : [];
      return joined([UNITS[unit].zh, ...words], '|');
    });
  }

  #line(name: string, fact: Exclude<Fact, ListFact>, scope: RowScope): string {
    const marks = [
      LETTERS[fact.kind],
      scope === 'household' && IDENTITY.has(name) ? 'i' : '',
      scope === 'household' && fact.kind === 'text' && fact.sensitivity === 'plain' ? 'o' : '',
    ].join('');
    const parts = [
      marks,
      name,
      fact.title.zh,
      ...this.#names(name, fact, scope),
      ...this.#further(fact, scope),
    ];
    return joined(parts, ';');
  }

  /** The names that give the fact, and those under which 是 says that it is false. */
  #names(name: string, fact: Exclude<Fact, ListFact>, scope: RowScope): readonly [string, string] {
    const known = columnsByName(scope);
    const title = withoutWidthAndSpace(fact.title.zh);
    const isItself = (written: string): boolean => {
      const found = known.get(written);
      return scope === 'household'
        ? found?.fact === name && found.field === undefined
        : found?.fact === MEMBERS && found.field === name;
    };
    const of = (isReversed: boolean): string => {
      const names = fact.columns
        .filter(({ polarity }) => (polarity === 'reversed') === isReversed)
        .flatMap((column) => column.names.map((each) => normaliseName(each).whole))
        .filter((each) => isItself(each) && (isReversed || each !== title));
      return joined([...new Set(names)], '|');
    };
    return [of(false), of(true)];
  }

  #further(fact: Exclude<Fact, ListFact>, scope: RowScope): readonly string[] {
    if (fact.kind === 'number') {
      const scale = 10 ** fact.decimals;
      const shown = (bound: number): string =>
        String(bound * scale).replace(/0{4,}$/, (all) => `e${all.length}`);
      return [
        String(placeIn(this.#units, fact.unit)),
        shown(fact.minimum),
        shown(fact.maximum),
        String(fact.decimals),
      ];
    }
    // A row about a person is only told to be one.
    if (scope === 'member') return [];
    if (fact.kind === 'code' || fact.kind === 'codes') {
      const noneWords = fact.columns.flatMap((column) => column.noneWords ?? []);
      return [String(placeIn(this.#lists, fact.codes)), joined(noneWords, '|')];
    }
    return fact.kind === 'text' && fact.pattern !== undefined ? [fact.pattern] : [];
  }
}

/** The place of an item in a list, to whose end it is put where it is not there. */
function placeIn<Item>(all: Item[], item: Item): number {
  const at = all.indexOf(item);
  return at >= 0 ? at : all.push(item) - 1;
}

/** The columns by which the portable part reads a sheet: all of the catalogue, so that a header is found as the library finds it. */
export function columnData(): ColumnData {
  const writer = new ColumnWriter();
  const [facts, memberFields] = [writer.facts(), writer.memberFields()];
  const lists = FACT_NAMES.flatMap((name) => {
    const { kind, title } = factOf(name) as Fact;
    if (RESERVED.test(title.zh)) throw new UnusableInSheets(title.zh, ';|=');
    return kind === 'list' ? [`${name}=${title.zh}`] : [];
  });
  const explainingSheets = EXPLAINING_SHEETS.filter((name) => /[\u4e00-\u9fff]/.test(name));
  return {
    facts,
    memberFields,
    lists,
    codeLists: writer.codeLists(),
    units: writer.units(),
    explainingSheets,
  };
}
