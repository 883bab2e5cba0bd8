import type { Assessment, ExitOutcome, IdentificationOutcome } from '../decision/assessment.js';
import { stateOf } from '../decision/history/monitoring-record.js';
import { namedFact } from '../decision/named-fact.js';
import {
  ADVICE_WORDS,
  EXIT_WORDS,
  IDENTIFICATION_WORDS,
  identificationWords,
} from '../decision/outcome-words.js';
import { standardReminders } from '../decision/standard-reminders.js';
import { codesOf } from '../facts/code-lists.js';
import { type Node, walk } from '../language/nodes.js';
import { LAST_DAY } from '../policy/parameters.js';
import type { Policy, PolicyRule } from '../policy/policy.js';
import { NO_CONCLUSION, OUTCOMES, type StageName } from '../policy/stages.js';
import { addDays } from '../values/day.js';
import type { DatedText } from './portable/policy-data.js';
import { UnusableInSheets } from './unusable-in-sheets.js';

/** What a bundle says of a policy's answers in words; each pair is name=words. */
export interface TextData {
  readonly waysIn: readonly string[];
  readonly risks: readonly string[];
  readonly measures: readonly string[];
  readonly referrals: readonly string[];
  readonly checks: readonly string[];
  readonly alerts: readonly string[];
  readonly reminders: readonly string[];
  readonly datedReminders: readonly DatedText[];
  readonly missingTitles: readonly string[];
  readonly identificationWords: readonly string[];
  readonly exitWords: readonly string[];
  readonly monitoringFact: string;
  readonly monitoredCodes: readonly string[];
  readonly noConclusion: string;
  readonly advice: string;
}

/** The words of a result are Chinese: whoever fills in the sheet reads them. */
const LOCALE = 'zh-CN';
/** The fact by which the library tells whether a household is monitored. */
const MONITORING_FACT = 'monitoringStatus';

/** As assessments call it. */
const RULES_IN_FORCE = '当日有效的规则';

function pair(name: string, words: string): string {
  const [sign] = /[=|\n\r]/.exec(name + words) ?? [];
  if (sign !== undefined) throw new UnusableInSheets(words, sign);
  return `${name}=${words}`;
}

/** A day as a number yyyymmdd. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

const concluded = (policy: Policy, rules: readonly string[]): readonly string[] =>
  rules.map((rule) => {
    const { concludes, detail, title } = policy.rules[rule] as PolicyRule;
    return pair(rule, detail ?? concludes ?? title.zh);
  });

/** Whether a household is monitored changes the words of some outcomes; so does a case in which the region refuses. */
function identificationPairs(): readonly string[] {
  const worded = (outcome: IdentificationOutcome, monitored: 'true' | 'false', waysIn: number): string => {
    const identification = { outcome, waysIn: { certain: Array.from({ length: waysIn }) } };
    return identificationWords({ identification, exit: { monitored } } as unknown as Assessment, LOCALE);
  };
  const outcomes = Object.keys(IDENTIFICATION_WORDS[LOCALE]) as IdentificationOutcome[];
  return [
    ...outcomes.map((outcome) => pair(outcome, worded(outcome, 'false', 0))),
    ...outcomes.flatMap((outcome) => {
      const words = worded(outcome, 'true', 0);
      return words === worded(outcome, 'false', 0) ? [] : [pair(`monitored.${outcome}`, words)];
    }),
    pair('refused', worded('notIdentified', 'false', 1)),
  ];
}

/** The names that may be missing: written into the program as the items of a list. */
function missingNames(policy: Policy): ReadonlySet<string> {
  const names = new Set<string>([OUTCOMES.rules]);
  for (const { name, node } of policy.program.definitions)
    if (name === OUTCOMES.identificationMissing || name === OUTCOMES.exitMissing)
      for (const each of walk(node)) addText(names, each);
  return names;
}

function addText(names: Set<string>, node: Node): void {
  if (node.kind === 'literal' && typeof node.value === 'string') names.add(node.value);
}

/** Titles of parameters; those of facts stand among the columns. A sheet gives no list, so no field of one is missing. */
function missingTitles(policy: Policy): readonly string[] {
  return [...missingNames(policy)].sort().flatMap((name) => {
    if (namedFact(name) !== undefined) return [];
    return [
      pair(name, name === OUTCOMES.rules ? RULES_IN_FORCE : (policy.parameters[name]?.title.zh ?? name)),
    ];
  });
}

/** What is said of a standard that ends soon, on each of the days on which it is said. */
function datedReminders(policy: Policy): readonly DatedText[] {
  const made: { from: number; to: number; text: string; open: boolean }[] = [];
  for (let on = policy.validFrom; on <= lastTold(policy); on = addDays(on, 1)) {
    const texts = standardReminders(policy, on).map(({ title }) => title.zh);
    for (const each of made) {
      if (!each.open) continue;
      if (texts.includes(each.text)) each.to = dayNumber(on);
      else each.open = false;
    }
    for (const text of texts)
      if (!made.some((each) => each.open && each.text === text))
        made.push({ from: dayNumber(on), to: dayNumber(on), text, open: true });
  }
  return made.map(({ from, to, text }) => ({ from, to, text }));
}

/** The last day on which a standard may be said to end. */
function lastTold({ parameters, validFrom, validTo = LAST_DAY }: Policy): string {
  const ends = Object.values(parameters).flatMap(({ remindBefore, series }) =>
    remindBefore === undefined ? [] : series.flatMap(({ to }) => (to === undefined ? [] : [to])),
  );
  const last = ends.reduce((latest, end) => (end > latest ? end : latest), validFrom);
  return last < validTo ? last : validTo;
}

/** The words by which the portable part shows the answers of a policy. */
export function textData(policy: Policy): TextData {
  const { stages } = policy;
  const rulesOf = (stage: StageName): readonly string[] => concluded(policy, stages[stage]);
  // The kinds of a risk are told beside it, and no risks of their own.
  const risks = stages.risk.filter((rule) => policy.rules[rule]?.detail === undefined);
  return {
    waysIn: rulesOf('identify'),
    risks: concluded(policy, risks),
    measures: rulesOf('measure'),
    referrals: rulesOf('refer'),
    checks: rulesOf('check'),
    alerts: rulesOf('alert'),
    reminders: rulesOf('reminder'),
    datedReminders: datedReminders(policy),
    missingTitles: missingTitles(policy),
    identificationWords: identificationPairs(),
    exitWords: Object.entries(EXIT_WORDS[LOCALE]).map(([outcome, words]) =>
      pair(outcome as ExitOutcome, words),
    ),
    monitoringFact: MONITORING_FACT,
    monitoredCodes: codesOf(MONITORING_FACT).filter((code) => stateOf(code) === 'monitored'),
    noConclusion: NO_CONCLUSION,
    advice: ADVICE_WORDS[LOCALE],
  };
}
