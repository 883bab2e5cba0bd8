import { showCode, showDay } from '../backends/words/show.js';
import { sumOf, type Tally } from '../decision/aggregates/counts.js';
import {
  type AreaCounts,
  type AreaLevel,
  COUNTED_STAGES,
  type CountedStage,
  type Summary,
} from '../decision/aggregates/summary.js';
import { STAGE_WORDS } from '../decision/aggregates/words.js';
import { questionOf } from '../decision/needed/question.js';
import { ADVICE_WORDS, EXIT_WORDS } from '../decision/outcome-words.js';
import { standardsInForce, standardText, temporaryTexts } from '../decision/standards.js';
import type { Policy } from '../policy/policy.js';
import type { Locale } from '../values/issues.js';
import type { DecisionCounts } from './decision-workbook-counts.js';
import { identificationColours } from './decision-workbook-outcomes.js';
import { linesOf, type WorkbookRow } from './decision-workbook-sheet.js';
import { BLANK, plainRow, SUMMARY_WIDTHS, told } from './decision-workbook-summary-rows.js';
import { whereToAsk, word } from './decision-workbook-words.js';
import { looksLikeIdentityNumber } from './identity-number.js';

/** Stages under whose codes a household can stand more than once. */
const OVERLAPPING: readonly CountedStage[] = ['risks', 'measures', 'referrals'];
const MOST_CAUSES = 15;

/** How many rows a list has, and how many of them could not be read or have a household number of another. */
export interface RowCounts {
  readonly rows: number;
  readonly unreadable: number;
  readonly repeated: number;
}

/** A row of a table. */
interface Entry {
  readonly name: string;
  readonly tally: Tally;
  /** How many households it is open for; blank where that cannot be said of it. */
  readonly possible?: number;
  readonly isTotal?: boolean;
}

/** What the summary is of. */
export interface SummarySubject {
  readonly policy: Policy;
  readonly on: string;
  readonly engine: string;
  readonly rows: RowCounts;
  /** Whether a row of the list is a person; what is counted are then households. */
  readonly ofPersons: boolean;
  /** Whether the columns of the list stand beside the decisions. */
  readonly hasInput: boolean;
  /** Set where questions were left out because the list is longer than this. */
  readonly questionsUpTo?: number;
  /** What the list as a whole declares, in sentences. */
  readonly declarations: readonly string[];
}

const COUNT_HEADS = ['households', 'persons', 'unknownSize'] as const;

class SummarySheet {
  private readonly locale: Locale;
  private readonly counts: DecisionCounts;

  constructor(locale: Locale, counts: DecisionCounts) {
    this.locale = locale;
    this.counts = counts;
  }

  private word(...[name, params]: [Parameters<typeof word>[0], Parameters<typeof word>[2]?]): string {
    return word(name, this.locale, params);
  }

  *head({
    policy,
    on,
    engine,
    rows,
    ofPersons,
    hasInput,
    questionsUpTo,
    declarations,
  }: SummarySubject): Generator<WorkbookRow> {
    const { locale } = this;
    const zh = locale === 'zh-CN';
    const region = zh ? policy.region.name.zh : policy.region.name.en;
    const day = (text: string): string => showDay(text, locale);
    yield { ...plainRow('title', this.word('title', { region })), lines: 2 };
    yield told(
      this.word('region'),
      zh ? `${region}（${policy.region.code}）` : `${region} (${policy.region.code})`,
    );
    yield told(this.word('day'), day(on));
    const until =
      policy.validTo === undefined ? this.word('openEnd') : this.word('until', { day: day(policy.validTo) });
    yield told(
      this.word('policy'),
      this.word('policyValue', { hash: policy.hash.slice(0, 16), from: day(policy.validFrom), until }),
    );
    if (policy.knownOn !== undefined)
      yield told(this.word('knownOn'), this.word('knownOnValue', { day: day(policy.knownOn) }));
    const titles = policy.layers.map(({ title }) => (zh ? title.zh : title.en));
    yield told(this.word('layers'), titles.join(zh ? '；' : '; '));
    for (const text of temporaryTexts(policy, locale)) yield told(this.word('temporary'), text);
    for (const standard of standardsInForce(policy, on))
      yield told(this.word('standard'), standardText(standard, policy, locale));
    for (const text of declarations) yield told(this.word('declared'), text);
    yield told(this.word('engine'), engine);
    const list = this.word(ofPersons ? 'listValueOfPersons' : 'listValue', {
      ...rows,
      read: rows.rows - rows.unreadable,
    });
    yield told(this.word('list'), list + (rows.repeated > 0 ? this.word('listRepeats') : ''));
    if (ofPersons && hasInput) yield told(this.word('list'), this.word('inputOfFirst'));
    yield told(this.word('advice'), this.word('adviceValue', { advice: ADVICE_WORDS[locale] }));
    if (questionsUpTo !== undefined)
      yield told(this.word('ask'), this.word('askValue', { rows: questionsUpTo }));
  }

  /**
   * A table of households and persons, each with its share of the whole; rows of nobody are left out. `possible` are the
   * households for which a row is open.
   */
  private *tallies(
    name: string,
    entries: readonly Entry[],
    whole: Tally,
    { hasTotal, hasPossible }: { readonly hasTotal: boolean; readonly hasPossible: boolean },
  ): Generator<WorkbookRow> {
    yield BLANK;
    const heads = [
      name,
      ...COUNT_HEADS.map((head) => this.word(head)),
      this.word('share', { total: whole.households }),
      ...(hasPossible ? [this.word('possible')] : []),
    ];
    yield { ...plainRow('header', ...heads), lines: linesOf(heads, SUMMARY_WIDTHS) };
    const rows = hasTotal ? [...entries, { name: this.word('total'), tally: whole, isTotal: true }] : entries;
    for (const { name: label, tally, possible = '', isTotal } of rows) {
      const { households, persons, householdsOfUnknownSize } = tally;
      if (isTotal !== true && households === 0 && (possible === '' || possible === 0)) continue;
      const share = whole.households === 0 ? '' : households / whole.households;
      const number = isTotal === true ? 'totalNumber' : 'number';
      yield {
        values: [
          label,
          households,
          persons,
          householdsOfUnknownSize,
          share,
          ...(hasPossible ? [possible] : []),
        ],
        styles: [isTotal === true ? 'total' : 'label', number, number, number, 'share', 'number'],
        lines: linesOf([label], SUMMARY_WIDTHS),
      };
    }
  }

  *outcomes({ total }: Summary): Generator<WorkbookRow> {
    const kind = { hasTotal: true, hasPossible: false };
    const entriesOf = (texts: readonly string[], tally: (text: string) => Tally): readonly Entry[] =>
      texts.map((text) => ({ name: text, tally: tally(text) }));
    const identified = entriesOf(Object.keys(identificationColours(this.locale)), (text) =>
      this.counts.identification(text),
    );
    yield* this.tallies(this.word('identification'), identified, total.all, kind);
    const { notApplicable, ...exits } = EXIT_WORDS[this.locale];
    const exiting = entriesOf([...new Set(Object.values(exits))], (text) => this.counts.exit(text));
    const monitored = sumOf(exiting.map(({ tally }) => tally));
    if (monitored.households > 0) yield* this.tallies(this.word('exit'), exiting, monitored, kind);
    if (this.counts.checked === 0) return;
    yield BLANK;
    yield { values: [this.word('checks'), this.counts.checked], styles: ['label', 'number'] };
  }

  *townships({ groups, total }: Summary): Generator<WorkbookRow> {
    const texts = Object.keys(identificationColours(this.locale)).filter(
      (text) => this.counts.identification(text).households > 0,
    );
    const heads = [
      this.word('byTownship'),
      ...COUNT_HEADS.map((head) => this.word(head)),
      ...texts,
      EXIT_WORDS[this.locale].exit,
    ];
    yield BLANK;
    yield { ...plainRow('header', ...heads), lines: linesOf(heads, SUMMARY_WIDTHS) };
    const row = (
      name: string,
      { all, exit }: Pick<AreaCounts, 'all' | 'exit'>,
      of: (text: string) => Tally,
      isTotal: boolean,
    ): WorkbookRow => {
      const outcomes = texts.map((text) => of(text).households);
      const number = isTotal ? 'totalNumber' : 'number';
      return {
        values: [
          name,
          all.households,
          all.persons,
          all.householdsOfUnknownSize,
          ...outcomes,
          exit.exit.households,
        ],
        styles: heads.map((_, index) => (index > 0 ? number : isTotal ? 'total' : 'label')),
        lines: linesOf([name], SUMMARY_WIDTHS),
      };
    };
    const telling = tellingLevels(groups);
    for (const group of groups) {
      const { place } = group;
      const above = telling.flatMap((level) => place[level] ?? []);
      const { township = this.word('townshipBlank') } = place;
      const shown = looksLikeIdentityNumber(township) ? this.word('masked') : township;
      const name = [...above, shown].join(' ');
      yield row(name, group, (text) => this.counts.identificationIn(place, text), false);
    }
    yield row(this.word('total'), total, (text) => this.counts.identification(text), true);
  }

  *stages({ total }: Summary): Generator<WorkbookRow> {
    for (const stage of Object.keys(COUNTED_STAGES) as CountedStage[]) {
      const { certain, possible, none, unsettled, exitAdvised } = total.stages[stage];
      const codes = [...new Set([...Object.keys(certain), ...Object.keys(possible)])];
      if (codes.length === 0) continue;
      const name = STAGE_WORDS[this.locale][stage];
      const entries: readonly Entry[] = codes.map((code) => ({
        name: showCode(code, this.locale),
        tally: certain[code] ?? sumOf([]),
        ...(stage === 'referrals' ? {} : { possible: this.counts.possible(stage, code) }),
      }));
      const isOverlapping = OVERLAPPING.includes(stage);
      yield* this.tallies(
        isOverlapping ? this.word('overlapping', { stage: name }) : name,
        [
          ...entries,
          { name: this.word('none'), tally: none },
          { name: this.word('exitAdvised'), tally: exitAdvised },
          { name: this.word(isOverlapping ? 'unsettledNotShown' : 'unsettled'), tally: unsettled },
        ],
        total.assessed,
        { hasTotal: false, hasPossible: stage !== 'referrals' },
      );
    }
  }

  *causes(): Generator<WorkbookRow> {
    const { open } = this.counts;
    if (open === 0) return;
    yield BLANK;
    const heads = [
      this.word('causes', { most: MOST_CAUSES }),
      this.word('households'),
      this.word('causeShare', { total: open }),
      this.word('knownBy'),
    ];
    yield {
      ...plainRow('header', ...heads, ''),
      lines: linesOf(heads, SUMMARY_WIDTHS),
      joined: { from: 3, to: 4 },
    };
    for (const { missing, households } of this.counts.mostMissing(MOST_CAUSES)) {
      const title = this.locale === 'zh-CN' ? missing.title.zh : missing.title.en;
      const where = missing.kind === 'fact' ? whereToAsk(questionOf(missing.name), this.locale) : '';
      yield {
        values: [title, households, households / open, where, ''],
        styles: ['label', 'number', 'share', 'wrapped', 'wrapped'],
        lines: linesOf([title], SUMMARY_WIDTHS),
        joined: { from: 3, to: 4 },
      };
    }
  }
}

/** The levels above the township whose names differ somewhere: what is the same everywhere says nothing. */
const tellingLevels = (groups: Summary['groups']): readonly AreaLevel[] =>
  (['province', 'prefecture', 'county'] as const).filter(
    (level) => new Set(groups.map(({ place }) => place[level])).size > 1,
  );

/** The rows of the summary sheet. The counts are read when the first row is taken: by then the decisions are written. */
export function* summaryRows(
  subject: SummarySubject,
  counts: DecisionCounts,
  locale: Locale,
): Generator<WorkbookRow, void, undefined> {
  const sheet = new SummarySheet(locale, counts);
  const summary = counts.summary();
  yield* sheet.head(subject);
  yield* sheet.outcomes(summary);
  yield* sheet.townships(summary);
  yield* sheet.causes();
  yield* sheet.stages(summary);
}
