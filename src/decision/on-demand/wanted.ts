import type { Interpreter } from '../../backends/interpreter/interpreter.js';
import { type Node, walk } from '../../language/nodes.js';
import { isExact } from '../../language/value.js';
import type { Policy } from '../../policy/policy.js';
import { OUTCOMES, STAGE_NAMES, type StageName, stageOf } from '../../policy/stages.js';

/**
 * What look-ups are made for. `outcomes`: whether to identify, whether to release. `help`: also the risks, category,
 * tier, track and measures of a household that is to be helped. `everything`: every rule in force, clues and checks
 * too.
 */
export type Want = 'outcomes' | 'help' | 'everything';
export const WANTS: readonly Want[] = ['outcomes', 'help', 'everything'];

/** A wanted conclusion that is still open, and the definition that has to be settled next for it. */
export interface OpenConclusion {
  /** An outcome, a rule, or the conclusion of a stage. */
  readonly name: string;
  readonly root: string;
}

/** The stages of `help`, in the order in which they are settled. */
const STAGES_OF_HELP: readonly StageName[] = ['risk', 'category', 'tier', 'track', 'measure'];

function textOf(interpreter: Interpreter, definition: string): string {
  const value = interpreter.definition(definition);
  return value.type === 'text' ? value.value : '';
}

/**
 * What an outcome waits for: it is a text that asks of one definition after the other whether it is unknown, so the
 * first that is comes first, and nothing is asked of the next (a red flag, before a way in is known to hold).
 */
function rootOf(
  outcome: string,
  interpreter: Interpreter,
  nodes: ReadonlyMap<string, Node>,
): string | undefined {
  const node = nodes.get(outcome);
  if (node === undefined) return undefined;
  for (const each of walk(node)) {
    if (each.kind !== 'isUnknown' || each.operand.kind !== 'definition') continue;
    const { name } = each.operand;
    // Names with a dot are the lists of what is missing.
    if (!name.includes('.') && !isExact(interpreter.definition(name))) return name;
  }
  return undefined;
}

function* openOutcomes(
  interpreter: Interpreter,
  nodes: ReadonlyMap<string, Node>,
): Generator<OpenConclusion> {
  for (const name of [OUTCOMES.identification, OUTCOMES.exit]) {
    if (!['verify', 'noStandard'].includes(textOf(interpreter, name))) continue;
    const root = rootOf(name, interpreter, nodes);
    if (root !== undefined) yield { name, root };
  }
}

const isToBeHelped = (interpreter: Interpreter): boolean =>
  ['identify', 'review'].includes(textOf(interpreter, OUTCOMES.identification)) ||
  textOf(interpreter, OUTCOMES.exit) === 'retain';

/** The rules of a stage that collects; the one conclusion of a stage in which the first rule decides. */
function conclusionsOf(policy: Policy, stage: StageName): readonly string[] {
  const { combination, conclusion } = stageOf(stage);
  return combination === 'first' && conclusion !== undefined ? [conclusion] : policy.stages[stage];
}

/** The wanted conclusions that are open now, in the order in which they are to be settled. */
export function* openConclusions(
  policy: Policy,
  want: Want,
  interpreter: Interpreter,
  nodes: ReadonlyMap<string, Node>,
): Generator<OpenConclusion> {
  yield* openOutcomes(interpreter, nodes);
  if (want === 'outcomes') return;
  const names = [
    ...(want === 'everything' || isToBeHelped(interpreter)
      ? STAGES_OF_HELP.flatMap((stage) => conclusionsOf(policy, stage))
      : []),
    ...(want === 'everything' ? STAGE_NAMES.flatMap((stage) => policy.stages[stage]) : []),
  ];
  for (const name of new Set(names)) if (!isExact(interpreter.definition(name))) yield { name, root: name };
}
