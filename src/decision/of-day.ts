import type { Node } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import { possibleConclusions, type StageName, stageOf } from '../policy/stages.js';
import { freezeDeep } from '../values/freeze-deep.js';
import type { Locale } from '../values/issues.js';
import type { Answers } from './answers.js';
import type { Assessment, Collected, Concluded, Decided, MissingFact } from './assessment.js';
import { concludingRules } from './concluding-rules.js';
import { measureDeadlines } from './measures.js';
import { describeMissing } from './missing-fact.js';
import { ReasonParts } from './reason-parts.js';
import { StageResults } from './stage-results.js';
import { standardReminders } from './standard-reminders.js';
import { standardsInForce, standardText } from './standards.js';

/** So many lists of what is missing, and of what is possible, are remembered. */
const MOST_REMEMBERED = 10_000;

/**
 * What the assessments of one policy and day have in common, and share: nobody can change it, because one caller must
 * not change what another one is told.
 */
export class OfDay {
  readonly standards: Assessment['standards'];
  readonly measureDeadlines: Assessment['measureDeadlines'];
  readonly results: StageResults;
  readonly parts: ReasonParts;
  readonly standardTexts: Assessment['standardTexts'];
  private readonly policy: Policy;
  private readonly on: string;
  private readonly reminders: readonly Concluded[];
  private readonly reminded = new WeakMap<Collected, Collected>();
  private readonly decisions = new Map<string, Decided>();
  private readonly missingFacts = new Map<string, readonly MissingFact[]>();

  /** @param nodes the definitions of the policy's program, by name. */
  constructor(policy: Policy, nodes: ReadonlyMap<string, Node>, on: string) {
    this.policy = policy;
    this.on = on;
    const standards = freezeDeep(standardsInForce(policy, on));
    this.standards = standards;
    this.measureDeadlines = freezeDeep(measureDeadlines(policy, on));
    this.reminders = freezeDeep(standardReminders(policy, on));
    this.results = new StageResults(policy, on, concludingRules(policy));
    this.parts = new ReasonParts(policy, nodes);
    const texts = new Map<Locale, readonly string[]>();
    this.standardTexts = (locale) =>
      remembered(texts, locale, () =>
        Object.freeze(standards.map((standard) => standardText(standard, policy, locale))),
      );
  }

  /** The answer of a `first` stage, and what is still possible; several rules may share a conclusion. */
  decided(answers: Answers, stage: StageName): Decided {
    const answer = answers.text(stageOf(stage).conclusion as string);
    if (answer !== undefined)
      return remembered(this.decisions, answer, () => freezeDeep({ answer, possible: [answer] }));
    const possible = [...new Set(answers.texts(possibleConclusions(stage)))];
    // No code has such a sign, so that these are never taken for an answer.
    const key = `\n${possible.join('\n')}`;
    return remembered(this.decisions, key, () => freezeDeep({ answer, possible }));
  }

  missing(names: readonly string[]): readonly MissingFact[] {
    const make = (): readonly MissingFact[] =>
      freezeDeep(names.map((name) => describeMissing(this.policy, name, this.on)));
    return remembered(this.missingFacts, names.join(' '), make);
  }

  /** The reminders of the rules, and those of standards that run out. */
  withReminders(collected: Collected): Collected {
    const known = this.reminded.get(collected);
    if (known !== undefined) return known;
    const certain = [...collected.certain, ...this.reminders];
    const made = freezeDeep({ ...collected, certain });
    this.reminded.set(collected, made);
    return made;
  }
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, made);
  return made;
}
