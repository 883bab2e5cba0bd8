import {
  all,
  any,
  choose,
  definition,
  isUnknown,
  list,
  type Node,
  not,
  textLiteral,
  truthLiteral,
} from '../language/nodes.js';
import type { Definitions } from './definitions.js';
import { type Missing, MissingLowering } from './lower-missing.js';
import type { Merged } from './merge.js';
import type { Definition } from './policy.js';
import { NO_CONCLUSION, OUTCOMES, possibleConclusions, STAGE_NAMES, STAGES, stageOf } from './stages.js';

/** A test that is true or false, never unknown: unknown counts as not holding. */
const certainly = (node: Node): Node => all([not(isUnknown(node)), node]);

const isMissing = (missing: readonly Missing[]): Node =>
  list(missing.map(({ name, when }) => ({ when: certainly(when), value: textLiteral(name) })));

/** `noStandard` where a parameter is among what is missing, otherwise `verify`. */
function undecided(missing: readonly Missing[], merged: Merged): Node {
  // What is not known of the region itself is to be found out; it is no standard that somebody has to set.
  const parameters = missing
    .filter((entry) => entry.kind === 'parameter' && merged.parameters.get(entry.name)?.isAttribute !== true)
    .map((entry) => certainly(entry.when));
  return choose(any(parameters), textLiteral('noStandard'), textLiteral('verify'));
}

/** Who is identified (DESIGN.md §2.3). Where no way in is in force at all, nothing is refused: `noStandard`. */
function lowerIdentification(definitions: Definitions, merged: Merged): Definition[] {
  const wayIn = definition(STAGES.identify.conclusion);
  const review = definition(STAGES.review.conclusion);
  if (definitions.rulesOf('identify').length === 0)
    return [
      { name: OUTCOMES.identification, node: textLiteral('noStandard') },
      { name: OUTCOMES.identificationMissing, node: list([{ value: textLiteral(OUTCOMES.rules) }]) },
    ];
  const refusal = definition(OUTCOMES.refusal);
  const mayEnter = any([isUnknown(wayIn), wayIn]);
  const lowering = new MissingLowering(definitions.ordered, 'identification', [
    { name: wayIn.name, when: [] },
    { name: refusal.name, when: [mayEnter] },
    { name: review.name, when: [mayEnter, not(certainly(refusal))] },
  ]);
  const reviewed = choose(
    any([isUnknown(refusal), all([not(certainly(refusal)), isUnknown(review)])]),
    textLiteral('verify'),
    choose(
      refusal,
      textLiteral('notIdentified'),
      choose(review, textLiteral('review'), textLiteral('identify')),
    ),
  );
  const outcome = choose(
    isUnknown(wayIn),
    undecided(lowering.missing, merged),
    choose(wayIn, reviewed, textLiteral('notIdentified')),
  );
  return [
    ...lowering.definitions,
    { name: OUTCOMES.identificationMissing, node: isMissing(lowering.missing) },
    { name: OUTCOMES.identification, node: outcome },
  ];
}

/** Who may exit. Without exit rules in force nobody is released: `noStandard`. */
function lowerExit(definitions: Definitions, merged: Merged): Definition[] {
  const condition = merged.stageConditions.get('exitCriterion');
  const applies: Node = condition === undefined ? truthLiteral(true) : definition(condition.source);
  const criteria = definition(STAGES.exitCriterion.conclusion);
  if (definitions.rulesOf('exitCriterion').length === 0)
    return [
      { name: OUTCOMES.exit, node: textLiteral('noStandard') },
      { name: OUTCOMES.exitMissing, node: list([{ value: textLiteral(OUTCOMES.rules) }]) },
    ];
  const roots = [{ name: criteria.name, when: [any([isUnknown(applies), applies])] }];
  if (condition !== undefined) roots.push({ name: condition.source, when: [] });
  const lowering = new MissingLowering(definitions.ordered, 'exit', roots);
  const decided = choose(
    isUnknown(criteria),
    undecided(lowering.missing, merged),
    choose(criteria, textLiteral('exit'), textLiteral('retain')),
  );
  const outcome = choose(
    isUnknown(applies),
    textLiteral('verify'),
    choose(applies, decided, textLiteral('notApplicable')),
  );
  return [
    ...lowering.definitions,
    { name: OUTCOMES.exitMissing, node: isMissing(lowering.missing) },
    { name: OUTCOMES.exit, node: outcome },
  ];
}

/** For each `first` stage the conclusions still possible: a rule that is not false and has none certain before it. */
function lowerPossible(definitions: Definitions, merged: Merged): Definition[] {
  return STAGE_NAMES.filter((stage) => stageOf(stage).combination === 'first').map((stage) => {
    const rules = definitions.rulesOf(stage).map((name) => definition(name));
    const earlierFail = (count: number): Node[] => rules.slice(0, count).map((rule) => not(rule));
    const items = rules.map((rule, index) => ({
      when: all([...earlierFail(index), rule]),
      value: textLiteral(merged.rules.get(rule.name)?.source.event.params.concludes ?? ''),
    }));
    return {
      name: possibleConclusions(stage),
      node: list([...items, { when: all(earlierFail(rules.length)), value: textLiteral(NO_CONCLUSION) }]),
    };
  });
}

/** The whole program: the definitions of the packs, and what each stage comes to. */
export function lowerProgram(definitions: Definitions, merged: Merged): Definition[] {
  return [
    ...definitions.ordered,
    ...lowerPossible(definitions, merged),
    ...lowerIdentification(definitions, merged),
    ...lowerExit(definitions, merged),
  ];
}
