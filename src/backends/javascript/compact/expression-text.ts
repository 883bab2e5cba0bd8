import { CATALOGUE } from '../../../facts/catalogue.js';
import type { Fact } from '../../../facts/kinds.js';
import { childrenOf, type LiteralNode, type Node } from '../../../language/nodes.js';
import type { Program } from '../../../policy/policy.js';
import { ROUNDING_MODES } from '../../../values/decimal.js';
import { rationalFromExactText } from '../../../values/rational.js';
import { Unsupported } from '../code.js';
import { freeBindings, Numbering } from '../scope.js';
import { lackOf, type Searched } from './lacks.js';
import { dayNumber, exactText, factText, fieldText, Places, parameterText } from './tables.js';
import { Truths } from './truths.js';
import { AGGREGATE_WORDS, OPEN_OPERATORS, OPERATOR_WORDS } from './words.js';

/** Without parts, and as short as the reference to it would be. */
const isShort = (node: Node): boolean =>
  childrenOf(node).length === 0 || (node.kind === 'list' && node.items.length === 0);

/** The nodes below a node that its text is made of. */
const partsOf = (node: Node): readonly Node[] => childrenOf(node);

/** Turns expressions into the words of a compact program; what several expressions share becomes a line of its own. */
export class ExpressionTexts {
  readonly facts = new Places();
  readonly fields = new Places();
  readonly parameters = new Places();
  readonly texts = new Places();
  private readonly bindings = new Places();
  private readonly program: Program;
  private readonly numbering = new Numbering();
  private readonly uses = new Map<number, number>();
  private readonly inLoops = new Set<number>();
  private readonly shared = new Map<number, number>();
  /** The lines of shared expressions. */
  readonly sharedLines: string[] = [];
  private readonly searched: Searched;
  private readonly truths: Truths;
  private readonly placeOf: (definition: string) => number;

  constructor(program: Program, searched: Searched, placeOf: (definition: string) => number) {
    this.program = program;
    this.searched = searched;
    this.truths = new Truths(program);
    this.placeOf = placeOf;
  }

  /** Counts how often each distinct expression is a part of another; to be called for all before any is written. */
  count(given: Node, isInLoop = false): void {
    const node = this.truths.plain(given);
    if (lackOf(node, this.searched) !== undefined) return;
    const number = this.numbering.of(node);
    const known = this.uses.get(number) ?? 0;
    this.uses.set(number, known + 1);
    const isNewInLoop = isInLoop && !this.inLoops.has(number);
    if (isInLoop) this.inLoops.add(number);
    if (known > 0 && !isNewInLoop) return;
    for (const part of partsOf(node)) {
      const isLoop =
        (node.kind === 'filter' && part === node.condition) ||
        (node.kind === 'aggregate' && part === node.body);
      this.count(part, isInLoop || isLoop);
    }
  }

  /** An expression, or the reference to the line where it stands. */
  of(given: Node): string {
    const node = this.truths.plain(given);
    if (isShort(node) || lackOf(node, this.searched) !== undefined) return this.written(node);
    const number = this.numbering.of(node);
    const isClosed = freeBindings(node).length === 0;
    const isWorthIt = (this.uses.get(number) ?? 0) > 1 || (isClosed && this.inLoops.has(number));
    if (!isWorthIt) return this.written(node);
    const known = this.shared.get(number);
    if (known !== undefined) return `s${known}`;
    const text = `${isClosed ? '' : '~'}${this.written(node)}`;
    const place = this.sharedLines.length;
    this.sharedLines.push(text);
    this.shared.set(number, place);
    return `s${place}`;
  }

  private all(word: string, nodes: readonly Node[]): string {
    return [word, ...nodes.map((node) => this.of(node))].join(' ');
  }

  /** An expression written out. @throws Unsupported naming what a compact program cannot say. */
  written(given: Node): string {
    const node = this.truths.plain(given);
    if (node !== given) return this.of(node);
    const lack = lackOf(node, this.searched);
    if (lack !== undefined) return `k${lack.of}.${this.texts.of(lack.name)}`;
    switch (node.kind) {
      case 'literal':
        return this.literal(node);
      case 'evaluationDay':
        return 'E';
      case 'fact': {
        if (!Object.hasOwn(CATALOGUE, node.name))
          throw new Unsupported('a fact that is not of the catalogue');
        const fact = (CATALOGUE as Readonly<Record<string, Fact>>)[node.name] as Fact;
        return `f${this.facts.of(factText(node.name, fact))}`;
      }
      case 'parameter': {
        const place = this.parameters.of(parameterText(this.program, node.name));
        return node.day === undefined ? `p${place}` : `P${place} ${this.of(node.day)}`;
      }
      case 'definition':
        return `d${this.placeOf(node.name)}`;
      case 'item': {
        const place = this.bindings.of(node.binding);
        return node.field === undefined ? `i${place}` : `i${place}.${this.fields.of(fieldText(node.field))}`;
      }
      case 'not':
        return this.all('!', [node.operand]);
      case 'isUnknown':
        return this.all('?', [node.operand]);
      case 'all':
        return this.all(`&${node.operands.length}`, node.operands);
      case 'any':
        return this.all(`|${node.operands.length}`, node.operands);
      case 'if':
        return this.all('choose', [node.condition, node.then, node.otherwise]);
      case 'apply': {
        if (node.operator === 'round') requireRounding(node.operands);
        const word = OPERATOR_WORDS[node.operator];
        return this.all(
          OPEN_OPERATORS.has(node.operator) ? word + node.operands.length : word,
          node.operands,
        );
      }
      case 'list':
        return [
          `list${node.items.length * 2}`,
          ...node.items.flatMap(({ when, value }) => [
            when === undefined ? 'T' : this.of(when),
            this.of(value),
          ]),
        ].join(' ');
      case 'filter':
        return `filter${this.bindings.of(node.binding)} ${this.of(node.list)} ${this.of(node.condition)}`;
      case 'aggregate': {
        const place = this.bindings.of(node.binding);
        const body =
          node.body === undefined ? (node.operator === 'count' ? 'T' : `i${place}`) : this.of(node.body);
        return `${AGGREGATE_WORDS[node.operator]}${place} ${this.of(node.list)} ${body}`;
      }
    }
  }

  private literal({ type, value }: LiteralNode): string {
    switch (type) {
      case 'truth':
        return value === true ? 'T' : 'F';
      case 'number': {
        const exact = exactText(value as string);
        return exact === undefined ? 'U' : `#${exact}`;
      }
      case 'text':
        return `x${this.texts.of(value as string)}`;
      case 'day':
      case 'month':
        return `@${dayNumber(value as string)}`;
      case 'unknown':
        return 'U';
    }
  }
}

function requireRounding([, multiple, mode]: readonly Node[]): void {
  if (multiple?.kind !== 'literal' || mode?.kind !== 'literal')
    throw new Unsupported('a rounding not written out');
  const step = rationalFromExactText(String(multiple.value));
  if (step === undefined || step.numerator <= 0n) throw new Unsupported('a rounding without a multiple');
  if (!Object.hasOwn(ROUNDING_MODES, String(mode.value)))
    throw new Unsupported('a rounding in no known mode');
}
