import type { Title } from '../facts/kinds.js';
import type { Node } from '../language/nodes.js';
import type { Locale } from '../values/issues.js';
import { exactValue } from '../values/range.js';
import { compare, type Rational } from '../values/rational.js';
import type { Truth } from '../values/truth.js';
import { comparedFigures } from './compared-figures.js';
import type { ReasonPart, ReasonParts, RuleParts } from './reason-parts.js';
import type { WorkedOut } from './reasons.js';
import { partText, type RuleTexts } from './rule-texts.js';

export interface PartsWorkedOut {
  readonly ofDay: { readonly parts: ReasonParts };
  readonly worked: WorkedOut;
}

/** What one line tells of rules, from their parts and what was worked out of a household. */
class PartTexts implements RuleTexts {
  private readonly behind: PartsWorkedOut;
  private readonly locale: Locale;

  constructor(behind: PartsWorkedOut, locale: Locale) {
    this.behind = behind;
    this.locale = locale;
  }

  holding(rule: string): string {
    const { title, parts } = this.behind.ofDay.parts.of(rule);
    let text = this.locale === 'zh-CN' ? title.zh : title.en;
    for (const part of this.membersOf(parts)) text += this.figures(part);
    return text;
  }

  decisive(rule: string): readonly string[] {
    const { parts, node: itself } = this.behind.ofDay.parts.of(rule);
    const truth = this.truth(itself);
    const members = this.membersOf(parts).map((part) => this.used(part));
    const isOne = members.length === 1 && this.isOne(parts);
    const deciding = isOne ? members : members.filter(({ node }) => this.truth(node) === truth);
    const plain = deciding.filter(({ kind }) => kind !== 'not');
    return (plain.length > 0 ? plain : deciding).flatMap((part) => {
      const title = this.titleOf(part);
      const shown = part.kind === 'not' ? this.truth(this.used(part.member).node) : truth;
      return title === undefined ? [] : [partText(title, shown, this.locale) + this.figures(part)];
    });
  }

  private truth(node: Node): Truth {
    return this.behind.worked.truth(node);
  }

  private isKnown(node: Node): boolean {
    return this.truth(node) !== 'unknown';
  }

  private isOne(parts: RuleParts): boolean {
    if (parts.kind !== 'firstKnown') return parts.kind === 'one';
    const used = this.usedOf(parts);
    return used !== undefined && this.isOne(used);
  }

  private usedOf(parts: Extract<RuleParts, { readonly kind: 'firstKnown' }>): RuleParts | undefined {
    if (!this.isKnown(parts.node)) return undefined;
    return parts.alternatives.find(({ part }) => this.isKnown(part.node))?.whole;
  }

  private membersOf(parts: RuleParts): readonly ReasonPart[] {
    if (parts.kind === 'several') return parts.parts;
    if (parts.kind === 'one') return [parts.part];
    const used = this.usedOf(parts);
    if (used !== undefined) return this.membersOf(used);
    return parts.alternatives.flatMap(({ part }) => (this.isKnown(part.node) ? [] : [part]));
  }

  /** Of alternatives the one that is told; alternatives that are open have no title of their own. */
  private used(part: ReasonPart): ReasonPart {
    if (part.kind !== 'firstKnown') return part;
    const used = this.isKnown(part.node) ? part.members.find(({ node }) => this.isKnown(node)) : undefined;
    return used === undefined ? { kind: 'other', node: part.node } : this.used(used);
  }

  private titleOf(given: ReasonPart): Title | undefined {
    const part = this.used(given);
    if (part.kind === 'not') return this.titleOf(part.member);
    return part.kind === 'named' || part.kind === 'comparison' ? part.title : undefined;
  }

  private figures(given: ReasonPart): string {
    const part = this.used(given);
    if (part.kind === 'named') return this.figures(part.member);
    if (part.kind !== 'comparison' || part.compared === undefined) return '';
    const { fact, bound, unit } = part.compared;
    const [value, line] = [this.number(fact), this.number(bound)];
    return value === undefined || line === undefined ? '' : comparedFigures(value, line, unit, this.locale);
  }

  private number(node: Node): Rational | undefined {
    const value = this.behind.worked.value(node);
    return value.type === 'number' ? exactValue(value.range, compare) : undefined;
  }
}

/** What one line tells of rules: the same as `reasonTexts`, without their whole reasons. */
export const partTexts = (behind: PartsWorkedOut, locale: Locale): RuleTexts => new PartTexts(behind, locale);
