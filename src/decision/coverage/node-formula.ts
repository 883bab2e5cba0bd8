import { factOf } from '../../facts/catalogue.js';
import { codesOf } from '../../facts/code-lists.js';
import { type ApplyNode, type LiteralNode, type Node, truthLiteral } from '../../language/nodes.js';
import { canonicalJson } from '../../values/canonical.js';
import { both, type Domains, either, type Formula, known, negated, same } from './formula.js';

const TRUE = 'true';
const FLAG_VALUES = [TRUE, 'false'];
/** How one value stands to another. */
const STANDINGS = ['less', 'equal', 'greater'] as const;
type Standing = (typeof STANDINGS)[number];
const MIRRORED: Readonly<Record<Standing, Standing>> = { less: 'greater', equal: 'equal', greater: 'less' };
const COMPARED: Readonly<Record<string, readonly Standing[]>> = {
  equal: ['equal'],
  lessThan: ['less'],
  lessThanInclusive: ['less', 'equal'],
  greaterThan: ['greater'],
  greaterThanInclusive: ['equal', 'greater'],
};
/** Any text beside those that are asked for; no code is empty. */
const OTHER_TEXT = '';

type TextLiteral = LiteralNode & { readonly type: 'text'; readonly value: string };
const isTextLiteral = (node: Node): node is TextLiteral => node.kind === 'literal' && node.type === 'text';

/**
 * Expressions as statements about variables. What it does not look into is a variable of its own, named by the
 * expression, so that the same expression is the same variable everywhere. That allows more than can happen and
 * never less: what is impossible here is impossible.
 */
export class NodeFormulas {
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly expanded: ReadonlySet<string>;
  private readonly variables = new Map<string, readonly string[]>();
  private readonly texts = new Map<string, { readonly of: Node; readonly asked: Set<string> }>();
  private readonly definitions = new Map<string, Formula>();

  /** @param expanded the definitions to look into; any other is a variable. */
  constructor(nodes: ReadonlyMap<string, Node>, expanded: ReadonlySet<string>) {
    this.nodes = nodes;
    this.expanded = expanded;
  }

  /** The values of every variable met so far. */
  domains(): Domains {
    const ofTexts = [...this.texts].map(
      ([variable, { of, asked }]) => [variable, textDomain(of, asked)] as const,
    );
    return new Map([...this.variables, ...ofTexts]);
  }

  /** A variable that nothing else is about. */
  free(name: string): Formula {
    return this.flag(`free ${name}`);
  }

  /** When an expression that is true or false holds. */
  holds(node: Node): Formula {
    switch (node.kind) {
      case 'literal':
        if (node.type === 'truth') return known(node.value === true);
        // A blank settles nothing, so whatever depends on it may take either value.
        return this.free('blank');
      case 'not':
        return negated(this.holds(node.operand));
      case 'all':
      case 'any':
        return { kind: node.kind, operands: node.operands.map((operand) => this.holds(operand)) };
      case 'if':
        return this.chosen(this.holds(node.condition), this.holds(node.then), this.holds(node.otherwise));
      case 'definition':
        return this.definition(node.name);
      case 'apply':
        return this.applied(node);
      default:
        return this.flag(canonicalJson(node));
    }
  }

  private flag(variable: string): Formula {
    this.variables.set(variable, FLAG_VALUES);
    return { kind: 'choice', variable, values: [TRUE] };
  }

  private chosen(condition: Formula, then: Formula, otherwise: Formula): Formula {
    return either(both(condition, then), both(negated(condition), otherwise));
  }

  private definition(name: string): Formula {
    const made = this.definitions.get(name);
    if (made !== undefined) return made;
    const node = this.nodeOf(name);
    const formula =
      node === undefined ? this.flag(canonicalJson({ kind: 'definition', name })) : this.holds(node);
    this.definitions.set(name, formula);
    return formula;
  }

  /** The expression of a definition that is to be looked into. */
  private nodeOf(name: string): Node | undefined {
    return this.expanded.has(name) ? this.nodes.get(name) : undefined;
  }

  private seenThrough(node: Node): Node {
    const inner = node.kind === 'definition' ? this.nodeOf(node.name) : undefined;
    return inner === undefined ? node : this.seenThrough(inner);
  }

  private applied(node: ApplyNode): Formula {
    const [left, right] = node.operands as readonly [Node, Node];
    if (node.operator === 'contains') return this.contains(left, right) ?? this.flag(canonicalJson(node));
    if (node.operator === 'equal') {
      if (isTextLiteral(right)) return this.isText(left, right.value);
      if (isTextLiteral(left)) return this.isText(right, left.value);
      if (this.isTruth(left) || this.isTruth(right)) return same(this.holds(left), this.holds(right));
    }
    const standings = COMPARED[node.operator];
    return standings === undefined ? this.flag(canonicalJson(node)) : this.stands(left, right, standings);
  }

  /** Whether an expression is known to be true or false by its form. */
  private isTruth(node: Node): boolean {
    switch (node.kind) {
      case 'literal':
        return node.type === 'truth';
      case 'not':
      case 'all':
      case 'any':
      case 'isUnknown':
        return true;
      case 'aggregate':
        return node.operator === 'some' || node.operator === 'every';
      case 'apply':
        return node.operator === 'contains' || Object.hasOwn(COMPARED, node.operator);
      case 'fact':
        return factOf(node.name)?.kind === 'flag';
      case 'definition': {
        const inner = this.nodes.get(node.name);
        return inner !== undefined && this.isTruth(inner);
      }
      default:
        return false;
    }
  }

  /** How two values stand to each other: one variable for a pair, whichever side each stands on. */
  private stands(left: Node, right: Node, standings: readonly Standing[]): Formula {
    const [a, b] = [canonicalJson(left), canonicalJson(right)];
    const variable = a < b ? `${a} : ${b}` : `${b} : ${a}`;
    this.variables.set(variable, STANDINGS);
    return { kind: 'choice', variable, values: a < b ? standings : standings.map((each) => MIRRORED[each]) };
  }

  /** A code or text against a written one; a choice between texts is looked into. */
  private isText(node: Node, text: string): Formula {
    const seen = this.seenThrough(node);
    if (seen.kind === 'if')
      return this.chosen(
        this.holds(seen.condition),
        this.isText(seen.then, text),
        this.isText(seen.otherwise, text),
      );
    if (isTextLiteral(seen)) return known(seen.value === text);
    const variable = canonicalJson(seen);
    const { asked } = this.texts.get(variable) ?? { asked: new Set<string>() };
    asked.add(text);
    this.texts.set(variable, { of: seen, asked });
    return { kind: 'choice', variable, values: [text] };
  }

  /** A written-out list has a value if one of its members is that value. */
  private contains(list: Node, element: Node): Formula | undefined {
    const seen = this.seenThrough(list);
    if (seen.kind !== 'list') return undefined;
    const operands = seen.items.map(({ when, value }) =>
      both(
        this.holds(when ?? truthLiteral(true)),
        this.applied({ kind: 'apply', operator: 'equal', operands: [value, element] }),
      ),
    );
    return { kind: 'any', operands };
  }
}

/** The texts asked for, and any other, where there can be one. */
function textDomain(node: Node, asked: ReadonlySet<string>): readonly string[] {
  const fact = node.kind === 'fact' ? factOf(node.name) : undefined;
  const isAll = fact?.kind === 'code' && codesOf(fact.codes).every((code) => asked.has(code));
  return isAll ? [...asked] : [...asked, OTHER_TEXT];
}
