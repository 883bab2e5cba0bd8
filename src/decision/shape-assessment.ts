import { lineTexts } from '../backends/words/tokens.js';
import type { Sensitivity } from '../facts/kinds.js';
import type { Node } from '../language/nodes.js';
import { inForceOn } from '../policy/parameters.js';
import type { Policy, PolicyMeasure, PolicyRule } from '../policy/policy.js';
import {
  NO_CONCLUSION,
  OUTCOMES,
  possibleConclusions,
  STAGE_NAMES,
  type StageName,
  stageOf,
} from '../policy/stages.js';
import { freezeDeep } from '../values/freeze-deep.js';
import { type Truth, truthOf } from '../values/truth.js';
import { VERSION } from '../version.js';
import { type Answers, isOpen } from './answers.js';
import type {
  Assessment,
  Collected,
  Concluded,
  Decided,
  Exit,
  ExitOutcome,
  Identification,
  IdentificationOutcome,
  MissingFact,
} from './assessment.js';
import { rememberBehind } from './behind.js';
import { exitGaps, whatWouldChange } from './changes/index.js';
import {
  type ConcludingRule,
  type ConcludingRules,
  concludedBy,
  concludingRules,
} from './concluding-rules.js';
import { type Declaration, heldDeclarations } from './declarations.js';
import { CaseFile } from './explanation/case-file.js';
import { letterOf } from './explanation/letter.js';
import { noticeOf } from './explanation/notice.js';
import { stateOf } from './history/monitoring-record.js';
import { type MeasureAdvice, measureAdvice, measureDeadlines } from './measures.js';
import { measuresUnderWay } from './measures-under-way.js';
import { namedFact } from './named-fact.js';
import { type NeededFacts, neededFacts } from './needed/needed-facts.js';
import type { Reading } from './reading.js';
import { ReasonParts } from './reason-parts.js';
import { Reasons, type WorkedOut } from './reasons.js';
import { makeReceipt } from './receipt/make-receipt.js';
import { sensitivitiesOf } from './sensitivity.js';
import { standardReminders } from './standard-reminders.js';
import { standardsInForce, standardText } from './standards.js';
import { NO_WAY_IN_TITLE } from './titles.js';
import { unknownNames } from './unknown-terms.js';

/** What the assessments of one policy and day have in common. */
export interface OfDay {
  readonly standards: Assessment['standards'];
  readonly measureDeadlines: Assessment['measureDeadlines'];
  readonly reminders: readonly Concluded[];
  readonly rules: ConcludingRules;
  readonly parts: ReasonParts;
}

export const ofDay = (policy: Policy, nodes: ReadonlyMap<string, Node>, on: string): OfDay => ({
  // One caller must not change what another one is told.
  standards: freezeDeep(standardsInForce(policy, on)),
  measureDeadlines: freezeDeep(measureDeadlines(policy, on)),
  reminders: freezeDeep(standardReminders(policy, on)),
  rules: concludingRules(policy),
  parts: new ReasonParts(policy, nodes),
});

/**
 * Shapes what the program came to into an assessment. Decides nothing itself.
 * @param answers read at once, and not kept.
 * @param worked what the reasons are told from, once somebody asks for them.
 * @param declared what a column mapping declares, as `readDeclarations` gives it.
 */
export function shapeAssessment(
  reading: Reading,
  answers: Answers,
  worked: WorkedOut,
  { standards, measureDeadlines, reminders, rules, parts }: OfDay,
  declared: readonly Declaration[] = [],
): Assessment {
  const { policy, nodes, on, declaredBlanks } = reading;
  const held = heldDeclarations(declared, (name) => reading.fact(name));
  const reasons = new Reasons(policy, nodes, worked);
  const truths: Record<string, Truth> = {};
  for (const stage of STAGE_NAMES)
    for (const { rule } of rules.all[stage]) truths[rule] = answers.truth(rule);

  let underWay: ReadonlySet<string> | undefined;
  const conclude = ({ rule, concluded, advised }: ConcludingRule): Concluded => {
    if (concluded !== undefined) return concluded;
    underWay ??= measuresUnderWay(reading);
    const made = policy.rules[rule] as PolicyRule;
    const needs = (made.measure as PolicyMeasure).needs.map(answers.truth);
    const key = `${needs.join(' ')} ${underWay.has(made.concludes ?? '')}`;
    const before = advised.get(key);
    if (before !== undefined) return before;
    const measure = measureAdvice(policy, rule, on, answers.truth, underWay) as MeasureAdvice;
    const found = freezeDeep({ ...concludedBy(rule, made), measure });
    advised.set(key, found);
    return found;
  };
  const withTruth = (stage: StageName, truth: Truth): Concluded[] =>
    rules.all[stage].filter(({ rule }) => truths[rule] === truth).map(conclude);
  const collected = (all: readonly ConcludingRule[]): Collected => {
    const found: Record<Truth, Concluded[]> = { true: [], unknown: [], false: [] };
    for (const each of all) found[truths[each.rule] as Truth].push(conclude(each));
    return { certain: found.true, possible: found.unknown, excluded: found.false };
  };
  const decided = (stage: StageName): Decided => decidedOf(answers, stage);

  const outcome = (answers.text(OUTCOMES.identification) ?? '') as IdentificationOutcome;
  const missing = onceEach((of) => missingOf(policy, answers, of, on));
  const identification: Identification = {
    outcome,
    waysIn: collected(rules.all.identify),
    redFlags: collected(rules.redFlags),
    refusals: collected(rules.refusals),
    missing: isOpen(outcome) ? missing('identification') : [],
  };
  const gaps = onceEach(() => exitGaps(reading, reasons));
  const exit: Exit = exitOf(reading, answers, withTruth, missing);
  const assessment: Assessment = {
    advice: true,
    engineVersion: VERSION,
    policyHash: policy.hash,
    region: policy.region.code,
    on,
    identification,
    category: decided('category'),
    risks: collected(rules.risks),
    riskKinds: collected(rules.riskKinds),
    tier: decided('tier'),
    track: decided('track'),
    measures: collected(rules.all.measure),
    measureDeadlines,
    exit,
    reassessment: decided('reassess'),
    alerts: collected(rules.all.alert),
    checks: collected(rules.all.check),
    referrals: collected(rules.all.refer),
    reminders: withStandards(collected(rules.all.reminder), reminders),
    layers: policy.layers,
    rules: truths,
    declaredBlanks,
    declarations: held.declarations,
    issues: held.issues.length === 0 ? reading.issues : [...reading.issues, ...held.issues],
    standards,
    standardTexts: (locale) => standards.map((standard) => standardText(standard, policy, locale)),
    reasons: () => STAGE_NAMES.flatMap((stage) => policy.stages[stage].map((rule) => reasons.rule(rule))),
    reasonOf: (rule) => reasons.rule(rule),
    missingOf: (rule) =>
      [...unknownNames(reasons.rule(rule).reason)].sort().map((name) => describeMissing(policy, name, on)),
    noWayIn: () => reasons.noWayIn(),
    receipt: (request) => makeReceipt(reading, assessment, request?.salt),
    neededFacts: onceEach((of) => neededOf(reading, of === 'exit' ? exit : identification, of)),
    whatWouldChange: onceEach((of) => whatWouldChange(reading, of)),
    exitGaps: () => gaps('exit'),
    explanation: (request = {}) =>
      new CaseFile(policy, assessment, toldSensitivities(reading), request).explanation(),
    letter: (request) => letterOf(reading, assessment, request),
    notice: (request) => noticeOf(reading, assessment, request),
    explain: (locale, request) => lineTexts(assessment.explanation(request).lines, locale),
  };
  rememberBehind(assessment, { reading, worked, parts });
  return Object.freeze(assessment);
}

/**
 * Who may see what a rule concludes. The nation's answers of 识别 and 退出 are made public by their names; a local way
 * in may name an illness, and a risk, a measure or a clue tells as much as the facts that it was worked out from.
 */
function toldSensitivities({ policy, nodes }: Reading): {
  readonly ofRule: (rule: string) => Sensitivity;
  readonly ofTruth: (definition: string) => Sensitivity;
} {
  const sensitivities = sensitivitiesOf(policy, nodes);
  const nation = policy.layers[0]?.region;
  const nationalLayers = new Set(
    policy.layers.filter(({ region }) => region === nation).map(({ name }) => name),
  );
  const isPublic = (name: string): boolean => {
    const rule = policy.rules[name];
    if (rule === undefined || rule.stage === 'category') return true;
    const isAnswer = rule.stage === 'identify' || rule.stage === 'exitCriterion';
    return isAnswer && nationalLayers.has(rule.provenance.layer);
  };
  const ofTruth = (definition: string): Sensitivity => sensitivities.ofDefinition(definition);
  return { ofTruth, ofRule: (rule) => (isPublic(rule) ? 'plain' : ofTruth(rule)) };
}

/** The reminders of the rules, and those of standards that run out. */
const withStandards = (collected: Collected, standards: readonly Concluded[]): Collected => ({
  ...collected,
  certain: [...collected.certain, ...standards],
});

/** The answer of a `first` stage, and what is still possible; several rules may share a conclusion. */
function decidedOf(answers: Answers, stage: StageName): Decided {
  const answer = answers.text(stageOf(stage).conclusion as string);
  if (answer !== undefined) return { answer, possible: [answer] };
  return { answer: undefined, possible: [...new Set(answers.texts(possibleConclusions(stage)))] };
}

function exitOf(
  reading: Reading,
  answers: Answers,
  withTruth: (stage: StageName, truth: Truth) => Concluded[],
  missing: (of: 'exit') => readonly MissingFact[],
): Exit {
  const outcome = (answers.text(OUTCOMES.exit) ?? '') as ExitOutcome;
  if (outcome === 'notApplicable')
    return {
      outcome,
      monitored: 'false',
      unmet: [],
      undecided: [],
      missing: [],
      mode: { answer: NO_CONCLUSION, possible: [NO_CONCLUSION] },
    };
  const noWayIn: Concluded = {
    rule: OUTCOMES.noWayIn,
    title: NO_WAY_IN_TITLE,
  };
  const always = (truth: Truth): Concluded[] => (answers.truth(OUTCOMES.noWayIn) === truth ? [noWayIn] : []);
  return {
    outcome,
    // Where exit is open, whether the household is monitored at all may be what is open.
    monitored: isOpen(outcome) ? monitoredByRecord(reading) : 'true',
    unmet: [...withTruth('exitCriterion', 'false'), ...always('false')],
    undecided: [...withTruth('exitCriterion', 'unknown'), ...always('unknown')],
    missing: isOpen(outcome) ? missing('exit') : [],
    mode: decidedOf(answers, 'exitMode'),
  };
}

/** Whether the record says that a household is being monitored. */
function monitoredByRecord(reading: Reading): Truth {
  const state = stateOf(reading.fact('monitoringStatus'));
  return state === 'unknown' ? 'unknown' : truthOf(state === 'monitored');
}

/** What takes long is worked out when it is first asked for, and once: several renderings tell it. */
function onceEach<Result>(work: (of: 'identification' | 'exit') => Result): typeof work {
  const known = new Map<string, Result>();
  return (of) => {
    if (!known.has(of)) known.set(of, work(of));
    return known.get(of) as Result;
  };
}

/** What to ask, where the answer is open. */
function neededOf(
  reading: Reading,
  { outcome, missing }: Identification | Exit,
  of: 'identification' | 'exit',
): NeededFacts | undefined {
  if (!isOpen(outcome)) return undefined;
  return neededFacts(
    reading,
    of,
    missing.map(({ name }) => name),
  );
}

function missingOf(
  policy: Policy,
  answers: Answers,
  of: 'identification' | 'exit',
  on: string,
): readonly MissingFact[] {
  const list = of === 'identification' ? OUTCOMES.identificationMissing : OUTCOMES.exitMissing;
  return answers.texts(list).map((name) => describeMissing(policy, name, on));
}

function describeMissing(policy: Policy, name: string, on: string): MissingFact {
  if (name === OUTCOMES.rules)
    return { kind: 'rules', name, title: { zh: '当日有效的规则', en: 'rules in force on this day' } };
  const parameter = policy.parameters[name];
  if (parameter?.isAttribute === true) return { kind: 'attribute', name, title: parameter.title };
  if (parameter !== undefined) {
    const { value: _, ...standing } = inForceOn(parameter.series, on) ?? {};
    const isEntered = 'from' in standing;
    return { kind: 'parameter', name, title: parameter.title, ...(isEntered ? { standing } : {}) };
  }
  const named = namedFact(name);
  if (named === undefined) return { kind: 'fact', name, title: { zh: name, en: name } };
  const { department } = named.entry;
  return { kind: 'fact', name, title: named.title, ...(department === undefined ? {} : { department }) };
}
