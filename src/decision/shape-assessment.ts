import { lineTexts } from '../backends/words/tokens.js';
import type { Sensitivity } from '../facts/kinds.js';
import { NO_CONCLUSION, OUTCOMES, STAGE_NAMES, type StageName } from '../policy/stages.js';
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
  ToldOutcome,
} from './assessment.js';
import { type Behind, rememberBehind } from './behind.js';
import { exitGaps, whatWouldChange } from './changes/index.js';
import { type Declaration, heldDeclarations } from './declarations.js';
import { CaseFile } from './explanation/case-file.js';
import { letterOf } from './explanation/letter.js';
import { noticeOf } from './explanation/notice.js';
import { stateOf } from './history/monitoring-record.js';
import { measuresUnderWay } from './measures-under-way.js';
import { describeMissing } from './missing-fact.js';
import { type NeededFacts, neededFacts } from './needed/needed-facts.js';
import type { OfDay } from './of-day.js';
import type { Reading } from './reading.js';
import { Reasons, type WorkedOut } from './reasons.js';
import { makeReceipt } from './receipt/make-receipt.js';
import { sensitivitiesOf } from './sensitivity.js';
import { NO_WAY_IN_TITLE } from './titles.js';
import { unknownNames } from './unknown-terms.js';

/** An assessment without what is worked out when somebody asks for it. */
export interface Outcome {
  readonly told: ToldOutcome;
  /** What it was made from. */
  readonly behind: Behind;
}

/**
 * Shapes what the program came to. Decides nothing itself.
 * @param answers read at once, and not kept.
 * @param worked what the reasons are told from, once somebody asks for them.
 * @param declared what a column mapping declares, as `readDeclarations` gives it.
 */
export function shapeOutcome(
  reading: Reading,
  answers: Answers,
  worked: WorkedOut,
  ofDay: OfDay,
  declared: readonly Declaration[] = [],
): Outcome {
  const { policy, on, declaredBlanks } = reading;
  const held = heldDeclarations(declared, (name) => reading.fact(name));
  const stages = ofDay.results.of(answers, () => measuresUnderWay(reading));
  const collected = (stage: StageName, group = 0): Collected => stages[stage].groups[group] as Collected;
  const decided = (stage: StageName): Decided => ofDay.decided(answers, stage);
  const outcome = (answers.text(OUTCOMES.identification) ?? '') as IdentificationOutcome;
  const told: ToldOutcome = {
    advice: true,
    engineVersion: VERSION,
    policyHash: policy.hash,
    region: policy.region.code,
    on,
    identification: {
      outcome,
      waysIn: collected('identify'),
      redFlags: collected('review'),
      refusals: collected('review', 1),
      missing: isOpen(outcome)
        ? ofDay.missing(answers.texts(OUTCOMES.identificationMissing))
        : NOTHING_MISSING,
    },
    category: decided('category'),
    risks: collected('risk'),
    riskKinds: collected('risk', 1),
    tier: decided('tier'),
    track: decided('track'),
    measures: collected('measure'),
    measureDeadlines: ofDay.measureDeadlines,
    exit: exitOf(reading, answers, collected('exitCriterion'), ofDay),
    reassessment: decided('reassess'),
    alerts: collected('alert'),
    checks: collected('check'),
    referrals: collected('refer'),
    reminders: ofDay.withReminders(collected('reminder')),
    layers: policy.layers,
    declaredBlanks,
    declarations: held.declarations,
    issues: held.issues.length === 0 ? reading.issues : [...reading.issues, ...held.issues],
    standards: ofDay.standards,
    standardTexts: ofDay.standardTexts,
  };
  return { told, behind: { reading, worked, ofDay, stages } };
}

/** The assessment of an outcome: with all that can be asked of it. */
export function assessmentOf({ told, behind }: Outcome): Assessment {
  const { reading, worked, ofDay, stages } = behind;
  const { policy, nodes, on } = reading;
  const reasons = once(() => new Reasons(policy, nodes, worked));
  const gaps = once(() => exitGaps(reading, reasons()));
  const truths = once(() => ofDay.results.truths(stages));
  const { declaredBlanks, declarations, issues, standards, standardTexts, ...first } = told;
  const assessment: Assessment = {
    ...first,
    rules: {},
    declaredBlanks,
    declarations,
    issues,
    standards,
    standardTexts,
    reasons: () => STAGE_NAMES.flatMap((stage) => policy.stages[stage].map((rule) => reasons().rule(rule))),
    reasonOf: (rule) => reasons().rule(rule),
    missingOf: (rule) =>
      [...unknownNames(reasons().rule(rule).reason)].sort().map((name) => describeMissing(policy, name, on)),
    noWayIn: () => reasons().noWayIn(),
    receipt: (request) => makeReceipt(reading, assessment, request?.salt),
    neededFacts: onceEach((of) => neededOf(reading, of === 'exit' ? told.exit : told.identification, of)),
    whatWouldChange: onceEach((of) => whatWouldChange(reading, of)),
    exitGaps: () => gaps(),
    explanation: (request = {}) =>
      new CaseFile(policy, assessment, toldSensitivities(reading), request).explanation(),
    letter: (request) => letterOf(reading, assessment, request),
    notice: (request) => noticeOf(reading, assessment, request),
    explain: (locale, request) => lineTexts(assessment.explanation(request).lines, locale),
  };
  // Made when somebody asks; a getter in the literal would come last of all, behind what is spread.
  Object.defineProperty(assessment, 'rules', { get: truths, enumerable: true });
  rememberBehind(assessment, behind);
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

const NOTHING_MISSING: Exit['missing'] = Object.freeze([]);

const NO_EXIT: Exit = freezeDeep({
  outcome: 'notApplicable',
  monitored: 'false',
  unmet: [],
  undecided: [],
  missing: [],
  mode: { answer: NO_CONCLUSION, possible: [NO_CONCLUSION] },
});

function exitOf(reading: Reading, answers: Answers, criteria: Collected, ofDay: OfDay): Exit {
  const outcome = (answers.text(OUTCOMES.exit) ?? '') as ExitOutcome;
  if (outcome === 'notApplicable') return NO_EXIT;
  const noWayIn: Concluded = {
    rule: OUTCOMES.noWayIn,
    title: NO_WAY_IN_TITLE,
  };
  const always = (truth: Truth): Concluded[] => (answers.truth(OUTCOMES.noWayIn) === truth ? [noWayIn] : []);
  return {
    outcome,
    // Where exit is open, whether the household is monitored at all may be what is open.
    monitored: isOpen(outcome) ? monitoredByRecord(reading) : 'true',
    unmet: [...criteria.excluded, ...always('false')],
    undecided: [...criteria.possible, ...always('unknown')],
    missing: isOpen(outcome) ? ofDay.missing(answers.texts(OUTCOMES.exitMissing)) : NOTHING_MISSING,
    mode: ofDay.decided(answers, 'exitMode'),
  };
}

/** Whether the record says that a household is being monitored. */
function monitoredByRecord(reading: Reading): Truth {
  const state = stateOf(reading.fact('monitoringStatus'));
  return state === 'unknown' ? 'unknown' : truthOf(state === 'monitored');
}

/** What takes long is worked out when it is first asked for, and once: several renderings tell it. */
function once<Result>(work: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => {
    known ??= { result: work() };
    return known.result;
  };
}

/** The same, of either question. */
function onceEach<Result>(work: (of: 'identification' | 'exit') => Result): typeof work {
  const known: { [Of in 'identification' | 'exit']?: { readonly result: Result } } = {};
  return (of) => {
    const found = known[of] ?? { result: work(of) };
    known[of] = found;
    return found.result;
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
