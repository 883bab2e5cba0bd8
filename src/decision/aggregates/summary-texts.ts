import { showCode } from '../../backends/words/show.js';
import { CATALOGUE } from '../../facts/catalogue.js';
import type { Locale } from '../../values/issues.js';
import { formatRational, rational } from '../../values/rational.js';
import { statusNamed } from '../history/monitoring-record.js';
import { adviceSentence, EXIT_WORDS, IDENTIFICATION_WORDS } from '../outcome-words.js';
import { sumOf, type Tally } from './counts.js';
import type { Share } from './shares.js';
import {
  AREA_LEVELS,
  type AreaCounts,
  type AreaGroup,
  COUNTED_STAGES,
  type CountedStage,
  type Distribution,
  type Summary,
} from './summary.js';
import { STAGE_WORDS, SUMMARY_WORDS, type SummaryWord, UNKNOWN_STATE_WORDS } from './words.js';

/** Stages under whose codes a household can stand more than once. */
const OVERLAPPING: readonly CountedStage[] = ['risks', 'measures', 'referrals'];

const number = (count: number): string => formatRational(rational(BigInt(count)), 0);

/**
 * A summary in short lines, each with its unit and what it is a part of: the total in full, then every group with
 * its size, status and cleared share. Ends by saying that the outcomes are advice.
 */
export function summaryTexts(summary: Summary, locale: Locale): readonly string[] {
  const text = new SummaryText(locale);
  const { smallestGroup } = summary;
  const small =
    smallestGroup === undefined
      ? []
      : [
          text.fill(smallestGroup.reached ? 'small' : 'smallNotReached', {
            households: number(smallestGroup.households),
          }),
        ];
  return [
    ...text.total(summary.total),
    ...summary.groups.flatMap((group) => text.group(group, summary.by)),
    ...small,
    adviceSentence(locale),
  ];
}

class SummaryText {
  private readonly locale: Locale;

  constructor(locale: Locale) {
    this.locale = locale;
  }

  fill(word: SummaryWord, params: Readonly<Record<string, string>> = {}): string {
    const template: string = SUMMARY_WORDS[this.locale][word];
    return template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  }

  total(counts: AreaCounts): string[] {
    const stages = (Object.keys(COUNTED_STAGES) as CountedStage[]).flatMap((stage) =>
      this.distribution(stage, counts),
    );
    return [
      this.size(this.fill('total'), counts),
      ...this.outcomes(counts),
      this.status(counts),
      this.cleared(counts),
      ...this.period(counts),
      ...stages,
    ];
  }

  group(group: AreaGroup, by: Summary['by']): string[] {
    const below = [this.status(group), this.cleared(group), ...this.period(group)];
    return [this.size(this.nameOf(group, by), group), ...below.map((line) => `  ${line}`)];
  }

  private nameOf({ place, mergedGroups }: AreaGroup, by: Summary['by']): string {
    if (mergedGroups !== undefined) return this.fill('merged', { groups: number(mergedGroups) });
    const { locale } = this;
    const blank = (level: Summary['by']): string => {
      const { zh, en } = CATALOGUE[level].title;
      return this.fill('blank', { level: locale === 'zh-CN' ? zh : en });
    };
    const names = AREA_LEVELS.slice(0, AREA_LEVELS.indexOf(by) + 1).flatMap(
      (level) => place[level] ?? (level === by ? [blank(level)] : []),
    );
    return names.join(' ');
  }

  private tally(tally: Tally): string {
    const { households, persons, householdsOfUnknownSize: unknown } = tally;
    return this.fill(unknown === 0 ? 'tally' : 'tallyOpen', {
      households: number(households),
      persons: number(persons),
      unknown: number(unknown),
    });
  }

  private parts(entries: readonly (readonly [string, Tally])[]): string {
    const shown = entries
      .filter(([, { households }]) => households > 0)
      .map(([name, tally]) => this.fill('part', { name, tally: this.tally(tally) }));
    return shown.length === 0 ? this.fill('none') : shown.join(this.fill('comma'));
  }

  private size(name: string, { all, assessed, notAssessed }: AreaCounts): string {
    return this.fill('size', {
      name,
      tally: this.tally(all),
      assessed: this.tally(assessed),
      notAssessed: this.tally(notAssessed),
    });
  }

  private outcomes(counts: AreaCounts): string[] {
    const { identification, identificationByStatus, exit, assessed } = counts;
    const named = <Code extends string>(
      words: Readonly<Record<Code, string>>,
      tallies: Readonly<Record<Code, Tally>>,
    ) => (Object.keys(tallies) as Code[]).map((code) => [words[code], tallies[code]] as const);
    const { notMonitored, removed } = identificationByStatus;
    const params = { assessed: number(assessed.households) };
    return [
      this.fill('identification', {
        ...params,
        parts: this.parts(named(IDENTIFICATION_WORDS[this.locale], identification)),
      }),
      this.fill('newly', {
        tally: this.tally(sumOf([notMonitored.identify, removed.identify])),
        review: this.tally(sumOf([notMonitored.review, removed.review])),
      }),
      this.fill('exit', { ...params, parts: this.parts(named(EXIT_WORDS[this.locale], exit)) }),
    ];
  }

  private status({ all, status }: AreaCounts): string {
    const { locale } = this;
    const known = (['notMonitored', 'monitored', 'removed'] as const).map(
      (state) => [showCode(statusNamed(state), locale), status[state]] as const,
    );
    return this.fill('status', {
      all: number(all.households),
      parts: this.parts([...known, [UNKNOWN_STATE_WORDS[locale], status.unknown]]),
    });
  }

  private share(share: Share): string {
    if (share.text === undefined) return this.fill('noShare');
    const isOpen = share.householdsOfUnknownSize > 0;
    const byPersons = isOpen ? 'clearedPersonsOpen' : 'clearedPersons';
    return this.fill(share.unit === 'households' ? 'clearedHouseholds' : byPersons, {
      share: share.text,
      numerator: number(share.numerator),
      denominator: number(share.denominator),
      unknown: number(share.householdsOfUnknownSize),
    });
  }

  private cleared({ cleared, status }: AreaCounts): string {
    return this.fill('cleared', {
      byHouseholds: this.share(cleared.byHouseholds),
      byPersons: this.share(cleared.byPersons),
      unknown: number(status.unknown.households),
    });
  }

  private period({ period }: AreaCounts): string[] {
    if (period === undefined) return [];
    return [
      this.fill('period', {
        from: period.from,
        to: period.to,
        identified: this.tally(period.newlyIdentified),
        possiblyIdentified: this.tally(period.possiblyNewlyIdentified),
        removed: this.tally(period.newlyRemoved),
        possiblyRemoved: this.tally(period.possiblyNewlyRemoved),
      }),
    ];
  }

  private distribution(stage: CountedStage, { stages, assessed }: AreaCounts): string[] {
    const distribution: Distribution = stages[stage];
    const { certain, possible, none, unsettled, exitAdvised } = distribution;
    const show = (code: string): string => showCode(code, this.locale);
    if (Object.keys(certain).length + Object.keys(possible).length === 0) return [];
    return [
      this.fill(OVERLAPPING.includes(stage) ? 'overlapping' : 'distribution', {
        stage: STAGE_WORDS[this.locale][stage],
        assessed: number(assessed.households),
        parts: this.parts([
          ...Object.entries(certain).map(([code, tally]) => [show(code), tally] as const),
          ...Object.entries(possible).map(
            ([code, tally]) => [this.fill('possible', { code: show(code) }), tally] as const,
          ),
          [this.fill('none'), none],
          [this.fill('exitAdvised'), exitAdvised],
          [this.fill('unsettled'), unsettled],
        ]),
      }),
    ];
  }
}
