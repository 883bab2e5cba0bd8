import { type Interpreter, nodesByName } from '../backends/interpreter/interpreter.js';
import { type PlainFact, plainFacts } from '../backends/json-rules-engine/facts-for.js';
import { lineTexts } from '../backends/words/tokens.js';
import { factOf } from '../facts/catalogue.js';
import type { Household } from '../facts/household.js';
import type { Sensitivity } from '../facts/kinds.js';
import { truthOfValue, type Value } from '../language/value.js';
import { inForceOn } from '../policy/parameters.js';
import type { Policy, PolicyRule } from '../policy/policy.js';
import { requireDay } from '../policy/require-day.js';
import {
  NO_CONCLUSION,
  OUTCOMES,
  possibleConclusions,
  STAGE_NAMES,
  type StageName,
  stageOf,
} from '../policy/stages.js';
import type { Issue } from '../values/issues.js';
import { type Truth, truthOf } from '../values/truth.js';
import { VERSION } from '../version.js';
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
import { exitGaps, whatWouldChange } from './changes/index.js';
import { CaseFile } from './explanation/case-file.js';
import { letterOf } from './explanation/letter.js';
import { noticeOf } from './explanation/notice.js';
import { stateOf } from './history/monitoring-record.js';
import { measureAdvice, measureDeadlines } from './measures.js';
import { measuresUnderWay } from './measures-under-way.js';
import { type NeededFacts, neededFacts } from './needed/needed-facts.js';
import { interpreterOf, type Reading, readFor } from './reading.js';
import { NO_WAY_IN_TITLE, Reasons } from './reasons.js';
import { makeReceipt } from './receipt/make-receipt.js';
import { sensitivitiesOf } from './sensitivity.js';
import { standardReminders } from './standard-reminders.js';
import { standardsInForce, standardText } from './standards.js';
import { unknownNames } from './unknown-terms.js';

export interface AssessRequest {
  /** The day of assessment, `YYYY-MM-DD`, within the policy's validity. */
  readonly on: string;
  /**
   * Facts that the household's source did give, but that could not be read there (a cell that is not understood).
   * They are unknown, and no declared blank or recorded figure takes their place.
   */
  readonly unusable?: Iterable<string>;
  /** What was found wrong before the household came here (a look-up that failed); told with what is found in reading it. */
  readonly issues?: readonly Issue[];
}

/** A policy made ready to assess households. */
export interface Assessor {
  readonly policy: Policy;
  /**
   * Assesses one household for a day. Pure and synchronous: the same inputs give the same answer for ever.
   * Impossible values become unknown and an issue; nothing in a household makes it throw.
   * @throws DixianError if the day does not exist or lies outside the policy's validity.
   */
  assess(household: Household, request: AssessRequest): Assessment;
  /**
   * What the rules read of a household, as plain values for json-rules-engine: facts, derived facts, parameters
   * and earlier conclusions. What is unknown is left out. Throws as `assess` does.
   */
  factsFor(household: Household, request: AssessRequest): Record<string, PlainFact>;
}

/** Makes a policy ready to assess. */
export function compile(policy: Policy): Assessor {
  const nodes = nodesByName(policy.program);
  const read = (household: Household, { on, unusable = [], issues = [] }: AssessRequest): Reading => {
    requireDay(policy, on);
    const reading = readFor(policy, nodes, household, on, unusable);
    return issues.length === 0 ? reading : { ...reading, issues: [...issues, ...reading.issues] };
  };
  return Object.freeze({
    policy,
    assess: (household: Household, request: AssessRequest): Assessment => {
      const reading = read(household, request);
      return shapeAssessment(reading, interpreterOf(reading));
    },
    factsFor: (household: Household, request: AssessRequest): Record<string, PlainFact> => {
      const interpreter = interpreterOf(read(household, request));
      return plainFacts(policy, {
        definition: (name) => interpreter.definition(name),
        fact: (name) => interpreter.evaluate({ kind: 'fact', name }),
        parameter: (name) => interpreter.evaluate({ kind: 'parameter', name }),
      });
    },
  });
}

/** Shapes what the program came to into an assessment. Decides nothing itself. */
function shapeAssessment(reading: Reading, interpreter: Interpreter): Assessment {
  const { policy, nodes, issues, declaredBlanks } = reading;
  const reasons = new Reasons(policy, nodes, interpreter);
  const truths: Record<string, Truth> = {};
  for (const stage of STAGE_NAMES)
    for (const rule of policy.stages[stage]) truths[rule] = truthOfValue(interpreter.definition(rule));

  const truthOfDefinition = (name: string): Truth => truthOfValue(interpreter.definition(name));
  const underWay = measuresUnderWay(interpreter);
  const conclude = (rule: string): Concluded =>
    conclusionOf(policy, rule, interpreter.on, truthOfDefinition, underWay);
  type Chosen = (rule: PolicyRule) => boolean;
  const withTruth = (stage: StageName, truth: Truth, chosen: Chosen = () => true): Concluded[] =>
    policy.stages[stage]
      .filter((rule) => truths[rule] === truth && chosen(policy.rules[rule] as PolicyRule))
      .map(conclude);
  const collected = (stage: StageName, chosen?: Chosen): Collected => ({
    certain: withTruth(stage, 'true', chosen),
    possible: withTruth(stage, 'unknown', chosen),
    excluded: withTruth(stage, 'false', chosen),
  });
  const decided = (stage: StageName): Decided => decidedOf(interpreter, stage);

  const outcome = textOf(interpreter.definition(OUTCOMES.identification)) as IdentificationOutcome;
  const identification: Identification = {
    outcome,
    waysIn: collected('identify'),
    redFlags: collected('review', ({ refuses }) => refuses !== true),
    refusals: collected('review', ({ refuses }) => refuses === true),
    missing: isOpen(outcome)
      ? missingOf(policy, interpreter.definition(OUTCOMES.identificationMissing), interpreter.on)
      : [],
  };
  const standards = standardsInForce(policy, interpreter.on);
  const told = toldSensitivities(reading);
  const gaps = onceEach(() => exitGaps(reading, reasons));
  const exit: Exit = exitOf(policy, interpreter, withTruth, decided('exitMode'));
  const assessment: Assessment = {
    advice: true,
    engineVersion: VERSION,
    policyHash: policy.hash,
    region: policy.region.code,
    on: interpreter.on,
    identification,
    category: decided('category'),
    risks: collected('risk', ({ detail }) => detail === undefined),
    riskKinds: collected('risk', ({ detail }) => detail !== undefined),
    tier: decided('tier'),
    track: decided('track'),
    measures: collected('measure'),
    measureDeadlines: measureDeadlines(policy, interpreter.on),
    exit,
    reassessment: decided('reassess'),
    alerts: collected('alert'),
    checks: collected('check'),
    referrals: collected('refer'),
    reminders: withStandards(collected('reminder'), standardReminders(policy, interpreter.on)),
    layers: policy.layers,
    rules: truths,
    declaredBlanks,
    issues,
    standards,
    standardTexts: (locale) => standards.map((standard) => standardText(standard, policy, locale)),
    reasons: () => STAGE_NAMES.flatMap((stage) => policy.stages[stage].map((rule) => reasons.rule(rule))),
    reasonOf: (rule) => reasons.rule(rule),
    missingOf: (rule) =>
      [...unknownNames(reasons.rule(rule).reason)]
        .sort()
        .map((name) => describeMissing(policy, name, interpreter.on)),
    noWayIn: () => reasons.noWayIn(),
    receipt: (request) => makeReceipt(reading, assessment, request?.salt),
    neededFacts: onceEach((of) => neededOf(reading, interpreter, of)),
    whatWouldChange: onceEach((of) => whatWouldChange(reading, of)),
    exitGaps: () => gaps('exit'),
    explanation: (request = {}) => new CaseFile(policy, assessment, told, request).explanation(),
    letter: (request) => letterOf(reading, assessment, request),
    notice: (request) => noticeOf(reading, assessment, request),
    explain: (locale, request) => lineTexts(assessment.explanation(request).lines, locale),
  };
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

function conclusionOf(
  policy: Policy,
  rule: string,
  on: string,
  truthOfDefinition: (name: string) => Truth,
  underWay: ReadonlySet<string>,
): Concluded {
  const { title, concludes, detail, department } = policy.rules[rule] as PolicyRule;
  const measure = measureAdvice(policy, rule, on, truthOfDefinition, underWay);
  const code = detail ?? concludes;
  return {
    rule,
    title,
    ...(code === undefined ? {} : { code }),
    ...(department === undefined ? {} : { department }),
    ...(measure === undefined ? {} : { measure }),
  };
}

/** The reminders of the rules, and those of standards that run out. */
const withStandards = (collected: Collected, standards: readonly Concluded[]): Collected => ({
  ...collected,
  certain: [...collected.certain, ...standards],
});

/** Nothing is missing where the outcome is settled, so the long list is only worked out where it is not. */
const isOpen = (outcome: IdentificationOutcome | ExitOutcome): boolean =>
  outcome === 'verify' || outcome === 'noStandard';

const textOf = (value: Value): string => (value.type === 'text' ? value.value : '');

/** The answer of a `first` stage, and what is still possible; several rules may share a conclusion. */
function decidedOf(interpreter: Interpreter, stage: StageName): Decided {
  const { conclusion } = stageOf(stage);
  const answer = interpreter.definition(conclusion as string);
  if (answer.type === 'text') return { answer: answer.value, possible: [answer.value] };
  const possible = interpreter.definition(possibleConclusions(stage));
  const texts = possible.type === 'list' ? possible.members.map((member) => textOf(member.value)) : [];
  return { answer: undefined, possible: [...new Set(texts)] };
}

function exitOf(
  policy: Policy,
  interpreter: Interpreter,
  withTruth: (stage: StageName, truth: Truth) => Concluded[],
  mode: Decided,
): Exit {
  const outcome = textOf(interpreter.definition(OUTCOMES.exit)) as ExitOutcome;
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
  const always = (truth: Truth): Concluded[] =>
    truthOfValue(interpreter.definition(OUTCOMES.noWayIn)) === truth ? [noWayIn] : [];
  return {
    outcome,
    // Where exit is open, whether the household is monitored at all may be what is open.
    monitored: isOpen(outcome) ? monitoredByRecord(interpreter) : 'true',
    unmet: [...withTruth('exitCriterion', 'false'), ...always('false')],
    undecided: [...withTruth('exitCriterion', 'unknown'), ...always('unknown')],
    missing: isOpen(outcome)
      ? missingOf(policy, interpreter.definition(OUTCOMES.exitMissing), interpreter.on)
      : [],
    mode,
  };
}

/** Whether the record says that a household is being monitored. */
function monitoredByRecord(interpreter: Interpreter): Truth {
  const state = stateOf(textOf(interpreter.evaluate({ kind: 'fact', name: 'monitoringStatus' })));
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
  interpreter: Interpreter,
  of: 'identification' | 'exit',
): NeededFacts | undefined {
  const [outcome, missing] =
    of === 'identification'
      ? [OUTCOMES.identification, OUTCOMES.identificationMissing]
      : [OUTCOMES.exit, OUTCOMES.exitMissing];
  if (!isOpen(textOf(interpreter.definition(outcome)) as ExitOutcome)) return undefined;
  const list = interpreter.definition(missing);
  const names = list.type === 'list' ? list.members.map((member) => textOf(member.value)) : [];
  return neededFacts(reading, of, names);
}

function missingOf(policy: Policy, list: Value, on: string): MissingFact[] {
  if (list.type !== 'list') return [];
  return list.members.map((member) => describeMissing(policy, textOf(member.value), on));
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
  const [listName = name, field] = name.split('.');
  const fact = factOf(listName);
  if (fact === undefined) return { kind: 'fact', name, title: { zh: name, en: name } };
  const entry = field !== undefined && fact.kind === 'list' ? fact.fields[field] : undefined;
  const title =
    entry === undefined
      ? fact.title
      : { zh: `${fact.title.zh}：${entry.title.zh}`, en: `${fact.title.en}: ${entry.title.en}` };
  const department = (entry ?? fact).department;
  return { kind: 'fact', name, title, ...(department === undefined ? {} : { department }) };
}
