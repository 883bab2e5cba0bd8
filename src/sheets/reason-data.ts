import { nodesByName } from '../backends/interpreter/interpreter.js';
import { concludingRules } from '../decision/concluding-rules.js';
import { type ReasonOfRule, type ReasonPart, ReasonParts } from '../decision/reason-parts.js';
import { UNITS } from '../facts/units.js';
import { definition, type Node } from '../language/nodes.js';
import type { Policy, PolicyRule } from '../policy/policy.js';

/** A piece of a line: a word, the place of a text behind a word, an expression. */
export type ReasonPiece =
  | { readonly word: string; readonly texts: readonly string[]; readonly mark?: string }
  | { readonly node: Node };

/** The rules of which the short reason tells, each as a line. */
export interface ReasonLines {
  readonly waysIn: readonly (readonly ReasonPiece[])[];
  readonly redFlags: readonly (readonly ReasonPiece[])[];
  readonly criteria: readonly (readonly ReasonPiece[])[];
  /** Rules whose reason cannot be said in this form, and why. */
  readonly unsupported: ReadonlyMap<string, string>;
}

/** `title definition part …`: the parts of a rule that are told. */
function ruleLine({ title, node, parts }: ReasonOfRule): ReasonPiece[] {
  if (parts.kind === 'firstKnown') throw new RangeError('a rule of alternatives');
  const told = parts.kind === 'one' ? [parts.part] : parts.parts;
  return [{ word: '', texts: [title.zh] }, { node }, ...told.flatMap(partLine)];
}

function partLine(part: ReasonPart): ReasonPiece[] {
  const { node } = part;
  switch (part.kind) {
    case 'named':
      return [{ word: 'n', texts: [part.title.zh] }, { node }, ...partLine(part.member)];
    case 'not':
      return [{ word: '!', texts: [] }, { node }, ...partLine(part.member)];
    case 'firstKnown':
      return [{ word: `o${part.members.length}`, texts: [] }, { node }, ...part.members.flatMap(partLine)];
    case 'comparison': {
      const { title, compared } = part;
      if (compared === undefined) return [{ word: 'c', texts: [title.zh] }, { node }];
      const { fact, bound, unit } = compared;
      const mark = unit.startsWith('yuan') ? '.1' : '';
      const head = { word: 'c', texts: [title.zh, UNITS[unit].zh], mark };
      return [head, { node }, { node: fact }, { node: bound }];
    }
    default:
      return [{ word: 't', texts: [] }, { node }];
  }
}

/** What the short reason of a policy's households is told from. */
export function reasonLines(policy: Policy): ReasonLines {
  const parts = new ReasonParts(policy, nodesByName(policy.program));
  const { all, redFlags } = concludingRules(policy);
  const unsupported = new Map<string, string>();
  const lines = (rules: readonly { readonly rule: string }[]): ReasonPiece[][] =>
    rules.flatMap(({ rule }) => {
      try {
        return [ruleLine(parts.of(rule))];
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        unsupported.set(rule, error.message);
        return [];
      }
    });
  // Of the criteria only the titles are told.
  const criteria = all.exitCriterion.map(({ rule }) => [
    { word: '', texts: [(policy.rules[rule] as PolicyRule).title.zh] },
    { node: definition(rule) },
  ]);
  return { waysIn: lines(all.identify), redFlags: lines(redFlags), criteria, unsupported };
}
