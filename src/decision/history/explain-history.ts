import { showCode, showDay } from '../../backends/words/show.js';
import { describeIssue, type Locale } from '../../values/issues.js';
import type { MissingFact } from '../assessment.js';
import { adviceSentence } from '../outcome-words.js';
import type {
  HistoryEvent,
  HistoryEventKind,
  HistoryIssue,
  HistoryStep,
  HouseholdHistory,
  MonitoringSpell,
} from './history.js';
import { type RecordedMeasure, statusNamed } from './monitoring-record.js';
import { DECISION_WORDS, EVENT_WORDS, HISTORY_ISSUE_TEXTS, LINE_WORDS } from './words.js';

/** How many missing facts a line names before it only counts the others; the step has them all. */
const NAMED_MISSING = 6;

type Params = Readonly<Record<string, string | number>>;
const fill = (template: string, params: Params): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

/** The official names of the states, for texts that quote them. */
const statusParams = (locale: Locale): Params => ({
  notMonitored: showCode(statusNamed('notMonitored'), locale),
  monitored: showCode(statusNamed('monitored'), locale),
  removedStatus: showCode(statusNamed('removed'), locale),
});

/** One line for people: what contradicts, and how to mend it. */
export const describeHistoryIssue = ({ code, params }: HistoryIssue, locale: Locale): string =>
  fill(HISTORY_ISSUE_TEXTS[locale][code], { ...statusParams(locale), ...params });

/**
 * The path in short lines: a line a record with what happened and why, a line a time of being monitored, a line a
 * contradiction. Ends by saying that it is advice.
 */
export function explainHistory(history: HouseholdHistory, locale: Locale): readonly string[] {
  const words = LINE_WORDS[locale];
  const lines = history.steps.flatMap((step, index) => [
    ...rulesLine(step, index === 0, locale),
    stepLine(step, locale),
    ...(step.assessment?.issues ?? []).map(
      (found) => `  ${fill(words.unreadable, { text: describeIssue(found, locale) })}`,
    ),
  ]);
  const spells = history.spells.map((spell, index) => spellLine(spell, index + 1, locale));
  const issues = history.issues.map((found) =>
    fill(words.contradiction, { on: showDay(found.on, locale), text: describeHistoryIssue(found, locale) }),
  );
  return [...(lines.length === 0 ? [words.empty] : lines), ...spells, ...issues, adviceSentence(locale)];
}

function rulesLine(step: HistoryStep, isFirst: boolean, locale: Locale): string[] {
  if (!isFirst && !step.layersChanged) return [];
  const words = LINE_WORDS[locale];
  const layers = step.layers.map(({ title }) => (locale === 'zh-CN' ? title.zh : title.en));
  return [
    fill(isFirst ? words.rules : words.rulesFrom, {
      on: showDay(step.on, locale),
      layers: layers.join(words.comma),
    }),
  ];
}

function stepLine(step: HistoryStep, locale: Locale): string {
  const words = LINE_WORDS[locale];
  const events = step.events.map((event) => eventText(event, step, locale)).join(words.semicolon);
  const reasons = step.reasons(locale).join(words.semicolon);
  const isOfLast = isAnswer(step.events.at(-1)?.kind);
  const why = reasons === '' ? '' : `${isOfLast ? words.colon : words.why}${reasons}`;
  return `${showDay(step.on, locale)}${words.space}${events}${why}`;
}

/** Whether the reasons of the assessment are the reasons of this event. */
const isAnswer = (kind: HistoryEventKind | undefined): boolean =>
  kind !== undefined && (kind.startsWith('advised') || kind === 'retained');

function eventText(event: HistoryEvent, step: HistoryStep, locale: Locale): string {
  const words = LINE_WORDS[locale];
  const text = fill(EVENT_WORDS[locale][event.kind], statusParams(locale));
  const bracketed = (parts: readonly string[]): string =>
    `${text}${words.open}${parts.join(words.comma)}${words.close}`;
  const month = (template: string, value: string | undefined): string =>
    value === undefined ? words.blankMonth : fill(template, { month: showDay(value, locale) });
  switch (event.kind) {
    case 'firstStatus':
      return step.to === 'unknown' ? text : `${text}${words.colon}${showCode(statusNamed(step.to), locale)}`;
    case 'identified':
    case 'reidentified':
      return bracketed([month(words.identifiedMonth, event.month)]);
    case 'exited':
      return bracketed([
        month(words.removedMonth, event.month),
        ...(event.mode === undefined ? [] : [showCode(event.mode, locale)]),
      ]);
    case 'helped':
    case 'helpUnverified':
      return event.measures.length === 0
        ? bracketed([words.unnamed])
        : `${text}${words.colon}${event.measures.map((each) => measureText(each, locale)).join(words.comma)}`;
    case 'decided':
      return `${text}${words.colon}${DECISION_WORDS[locale][event.decision.outcome]}${words.open}${showDay(event.decision.on, locale)}${words.close}`;
    case 'undecided': {
      const outcome = event.noStandard ? words.noStandard : text;
      const head = fill(words[event.of], { outcome });
      return event.missing.length === 0
        ? head
        : `${head}${words.open}${missingText(event.missing, locale)}${words.close}`;
    }
    case 'statusUnknown':
      return step.lastKnown === undefined
        ? text
        : bracketed([
            fill(words.lastKnown, {
              on: showDay(step.lastKnown.on, locale),
              status: showCode(statusNamed(step.lastKnown.state), locale),
            }),
          ]);
    default:
      return text;
  }
}

function measureText({ measure, forRisk }: RecordedMeasure, locale: Locale): string {
  const words = LINE_WORDS[locale];
  const name = measure === undefined ? words.unnamedMeasure : showCode(measure, locale);
  return forRisk === undefined
    ? name
    : fill(words.forRisk, { measure: name, risk: showCode(forRisk, locale) });
}

function missingText(missing: readonly MissingFact[], locale: Locale): string {
  const words = LINE_WORDS[locale];
  const titles = [...new Set(missing.map(({ title }) => (locale === 'zh-CN' ? title.zh : title.en)))];
  const named = titles.slice(0, NAMED_MISSING).join(words.comma);
  return fill(words.missing, {
    missing:
      titles.length > NAMED_MISSING
        ? fill(words.missingMore, { missing: named, count: titles.length })
        : named,
  });
}

function spellLine(spell: MonitoringSpell, number: number, locale: Locale): string {
  const words = LINE_WORDS[locale];
  const from =
    spell.identifiedMonth === undefined
      ? fill(words.firstSeen, { on: showDay(spell.firstRecordOn, locale) })
      : fill(words.identifiedAt, { month: showDay(spell.identifiedMonth, locale) });
  const line = fill(words.spell, { number, from, to: endText(spell, locale) });
  return spell.remarkedOn.length === 0
    ? line
    : line + fill(words.remarked, { count: spell.remarkedOn.length });
}

function endText(spell: MonitoringSpell, locale: Locale): string {
  const words = LINE_WORDS[locale];
  const lastRecord = { on: showDay(spell.lastRecordOn, locale) };
  if (spell.state === 'monitored') return fill(words.spellOpen, lastRecord);
  if (spell.state === 'unknown') return fill(words.spellUnknown, lastRecord);
  const mode = spell.mode === undefined ? words.removedPlain : showCode(spell.mode, locale);
  return spell.removedMonth === undefined
    ? fill(words.removedSeen, { on: showDay(spell.firstRemovedOn ?? spell.lastRecordOn, locale), mode })
    : fill(words.removedAt, { month: showDay(spell.removedMonth, locale), mode });
}
