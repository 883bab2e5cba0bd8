import type { HeadName, Line, Token } from '../../policy/explanation.js';
import type { Policy } from '../../policy/policy.js';
import { NO_CONCLUSION, type StageName } from '../../policy/stages.js';
import type { Assessment, Collected, Concluded, Decided } from '../assessment.js';
import { Citations } from './citations.js';
import type { SensitivityOf } from './leaf-lines.js';

const DEFAULT_MARK: Token = { kind: 'bracketed', tokens: [{ kind: 'phrase', phrase: 'projectDefault' }] };
/** More possible risks than these are not told one by one. */
const MOST_POSSIBLE = 4;
type DecidedHead = 'category' | 'reassessment' | 'tier' | 'track' | 'exitMode';

/** The lines of a case file while they are written, and how conclusions stand in them. */
export class Page {
  readonly policy: Policy;
  readonly assessment: Assessment;
  readonly citations: Citations;
  readonly lines: Line[] = [];
  /** Who may see what a rule concludes. */
  readonly sensitivityOf: SensitivityOf;

  constructor(policy: Policy, assessment: Assessment, sensitivityOf: SensitivityOf) {
    this.policy = policy;
    this.assessment = assessment;
    this.sensitivityOf = sensitivityOf;
    this.citations = new Citations(policy);
  }

  add(head: HeadName | undefined, tokens: readonly Token[], below: readonly Line[] = []): void {
    this.lines.push({ ...(head === undefined ? {} : { head }), tokens, below });
  }

  list(items: readonly (readonly Token[])[], by: 'item' | 'clause' = 'item'): Token {
    return { kind: 'list', items, by };
  }

  ruleToken({ rule, title }: Concluded): Token {
    const sensitivity = this.sensitivityOf(rule);
    return { kind: 'rule', name: rule, title, ...(sensitivity === 'plain' ? {} : { sensitivity }) };
  }

  /** Says of what all of these rules conclude that nobody has published it. */
  defaultMark(rules: readonly string[]): readonly Token[] {
    const isDefault = (rule: string): boolean =>
      this.policy.rules[rule]?.provenance.authority === 'projectDefault';
    return rules.length > 0 && rules.every(isDefault) ? [DEFAULT_MARK] : [];
  }

  decided(head: DecidedHead, stage: StageName, { answer, possible }: Decided): void {
    if (answer === NO_CONCLUSION) return;
    const rules = this.policy.stages[stage];
    // Even which of several answers is possible tells something of what they were worked out from.
    const sensitivities = rules.map((rule) => this.sensitivityOf(rule));
    const sensitivity = sensitivities.find((each) => each !== 'plain') ?? 'plain';
    const codes = possible.map((code): Token[] => [
      code === NO_CONCLUSION
        ? { kind: 'phrase', phrase: 'noneOfThese' }
        : { kind: 'code', code, ...(sensitivity === 'plain' ? {} : { sensitivity }) },
    ]);
    const rule = rules.find((name) => this.assessment.rules[name] === 'true');
    if (answer !== undefined) {
      this.add(head, [this.list(codes), ...this.defaultMark(rule === undefined ? [] : [rule])]);
      return;
    }
    const of: Token = { kind: 'phrase', phrase: 'notSettledPossibly' };
    this.add(head, [{ kind: 'pair', of: [of], said: [this.list(codes)] }]);
  }

  collected(
    head:
      | 'risks'
      | 'risksRecorded'
      | 'riskKinds'
      | 'checks'
      | 'alerts'
      | 'redFlags'
      | 'refusals'
      | 'reminders'
      | 'referrals',
    { certain, possible }: Collected,
    marked = false,
  ): void {
    const isRisk = head === 'risks' || head === 'risksRecorded';
    const named = (each: Concluded): Token[] => {
      const sensitivity = this.sensitivityOf(each.rule);
      if (each.code !== undefined && head !== 'referrals')
        return [{ kind: 'code', code: each.code, sensitivity }];
      const department: Token[] =
        each.department === undefined
          ? []
          : [
              {
                kind: 'bracketed',
                tokens: [{ kind: 'department', name: each.department, role: 'from' }],
              },
            ];
      return [this.ruleToken(each), ...department];
    };
    const mark = (each: Concluded): readonly Token[] =>
      marked && this.policy.rules[each.rule] !== undefined ? this.defaultMark([each.rule]) : [];
    const shown: (readonly Token[])[] = certain.map((each) => [...named(each), ...mark(each)]);
    if (isRisk) shown.push(...this.possibleRisks(possible.map(named), certain.length > 0));
    // That no risk was found is an answer; the other heads stand only where there is something.
    if (shown.length === 0 && !isRisk) return;
    const distinct = [...new Map(shown.map((tokens) => [JSON.stringify(tokens), tokens])).values()];
    const byItem = isRisk || head === 'riskKinds';
    this.add(head, [
      shown.length === 0
        ? { kind: 'phrase', phrase: 'none' }
        : this.list(distinct, byItem ? 'item' : 'clause'),
    ]);
  }

  /** A few are told one by one; where nobody has looked, all of them would be. */
  private possibleRisks(
    possible: readonly (readonly Token[])[],
    isBesideOthers: boolean,
  ): readonly (readonly Token[])[] {
    if (possible.length > MOST_POSSIBLE)
      return [[{ kind: 'phrase', phrase: isBesideOthers ? 'othersOpen' : 'notYetKnown' }]];
    const possibly: Token = { kind: 'bracketed', tokens: [{ kind: 'phrase', phrase: 'possibly' }] };
    return possible.map((tokens) => [...tokens, possibly]);
  }
}
