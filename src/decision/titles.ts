import { factOf } from '../facts/catalogue.js';
import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import type { Node } from '../language/nodes.js';
import type { Policy } from '../policy/policy.js';
import { OUTCOMES } from '../policy/stages.js';
import { freezeDeep } from '../values/freeze-deep.js';

/** The exit criterion that the engine adds to those of the packs. */
export const NO_WAY_IN_TITLE: Title = Object.freeze({
  zh: '当日不再符合任何纳入途径',
  en: 'no way in holds on this day',
});

/** What the engine itself defines, in words. */
const ENGINE_TITLES: Readonly<Record<string, Title>> = freezeDeep({
  [OUTCOMES.noWayIn]: NO_WAY_IN_TITLE,
  wayInHolds: { zh: '有纳入途径成立', en: 'a way in holds' },
  [OUTCOMES.refusal]: { zh: '有本地规定不予纳入的情形', en: 'a case in which the region refuses' },
  reviewNeeded: { zh: '有需复核的情形', en: 'a red flag is present' },
  exitCriteriaHold: { zh: '退出条件全部成立', en: 'all exit criteria hold' },
  concludedRisks: { zh: '风险类型', en: 'risks' },
  concludedCategory: { zh: '监测对象类别', en: 'category' },
  concludedReassessment: { zh: '综合研判', en: 'reassessment' },
  concludedTier: { zh: '困难程度', en: 'tier' },
  concludedTrack: { zh: '帮扶类型', en: 'track' },
  concludedMeasures: { zh: '帮扶措施', en: 'measures' },
  concludedSchemes: { zh: '可申请的救助', en: 'schemes' },
  concludedExitMode: { zh: '风险消除方式', en: 'exit mode' },
  evaluationDay: { zh: '研判日期', en: 'evaluation day' },
});

const NO_TITLE: Title = Object.freeze({ zh: '', en: '' });

/** What a definition, a parameter or a fact is called; its own name where nothing names it. */
export function titleOf(policy: Policy, name: string): Title {
  return (
    policy.derivedFacts[name]?.title ??
    policy.conditions[name]?.title ??
    policy.rules[name]?.title ??
    policy.parameters[name]?.title ??
    ENGINE_TITLES[name] ??
    factOf(name)?.title ?? { zh: name, en: name }
  );
}

/** What one side of a comparison is called; blank where it has no name. */
export function titleOfTerm(policy: Policy, node: Node): Title {
  switch (node.kind) {
    case 'fact':
    case 'parameter':
    case 'definition':
      return titleOf(policy, node.name);
    case 'evaluationDay':
      return titleOf(policy, 'evaluationDay');
    case 'aggregate': {
      // What is counted has a name in words; other aggregates are told by what they read.
      if (node.operator !== 'count' || (node.list.kind !== 'fact' && node.list.kind !== 'definition'))
        return NO_TITLE;
      const { zh, en } = titleOf(policy, node.list.name);
      return { zh: `${zh}的项数`, en: `number of ${en}` };
    }
    default:
      return NO_TITLE;
  }
}

/** The unit of one side of a comparison, where it has one. */
export function unitOfTerm(policy: Policy, node: Node): Unit | undefined {
  if (node.kind === 'parameter') return policy.parameters[node.name]?.unit;
  if (node.kind === 'definition') return policy.derivedFacts[node.name]?.unit;
  if (node.kind !== 'fact') return undefined;
  const fact = factOf(node.name);
  return fact?.kind === 'number' ? fact.unit : undefined;
}
