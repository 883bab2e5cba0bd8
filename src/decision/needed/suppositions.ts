import type { ApplyNode, Node } from '../../language/nodes.js';
import type { FactReach } from './fact-reach.js';
import { EITHER, MAY_FAIL, MAY_HOLD, type Possible, type Truths } from './possible.js';

/** How two values stand to each other, as the sum of what is still possible. */
type Relation = number;
const LESS = 1;
const SAME = 2;
const MORE = 4;

/** The relations of left to right for which a comparison holds. */
const HOLDS_FOR: Readonly<Partial<Record<ApplyNode['operator'], Relation>>> = {
  equal: SAME,
  lessThan: LESS,
  lessThanInclusive: LESS | SAME,
  greaterThan: MORE,
  greaterThanInclusive: MORE | SAME,
};
const mirrored = (relation: Relation): Relation =>
  (relation & SAME) | (relation & LESS ? MORE : 0) | (relation & MORE ? LESS : 0);

/** What is supposed of a test, and the facts that it reads. */
interface Supposed {
  readonly entry: number;
  readonly about: ReadonlySet<string>;
}

interface Compared {
  readonly key: string;
  /** For which relations, left to right as the key has them, the comparison holds. */
  readonly holdsFor: Relation;
}

/**
 * What is supposed of facts that are asked for, while the cases are gone through one by one: the value of a flag
 * or code, the relation of two figures, the truth of a test over a list. The same test has the same truth
 * wherever it stands.
 */
export class Suppositions {
  private readonly reach: FactReach;
  private readonly facts: ReadonlyMap<string, Possible>;
  private readonly tests: ReadonlyMap<string, Supposed>;
  /** The suppositions that these add one to, and the facts that the one is about. */
  private readonly added: { readonly to: Suppositions; readonly about: ReadonlySet<string> } | undefined;

  constructor(
    reach: FactReach,
    facts: ReadonlyMap<string, Possible> = new Map(),
    tests: ReadonlyMap<string, Supposed> = new Map(),
    added?: { readonly to: Suppositions; readonly about: ReadonlySet<string> },
  ) {
    this.reach = reach;
    this.facts = facts;
    this.tests = tests;
    this.added = added;
  }

  /** The facts that these suppositions are about and the others are not, or otherwise. */
  differingFrom(others: Suppositions): ReadonlySet<string> {
    return this.added?.to === others ? this.added.about : new Set([...this.subjects(), ...others.subjects()]);
  }

  private *subjects(): Generator<string> {
    yield* this.facts.keys();
    for (const { about } of this.tests.values()) yield* about;
  }

  get isEmpty(): boolean {
    return this.facts.size === 0 && this.tests.size === 0;
  }

  /** What a fact is supposed to be, if anything is. */
  fact(name: string): Possible | undefined {
    return this.facts.get(name);
  }

  /** What is supposed of facts that a test picks out, and of tests. */
  about(isAsked: (fact: string) => boolean): Suppositions {
    return new Suppositions(
      this.reach,
      new Map([...this.facts].filter(([name]) => isAsked(name))),
      this.tests,
    );
  }

  withFact(name: string, value: Possible): Suppositions {
    const added = { to: this, about: new Set([name]) };
    return new Suppositions(this.reach, new Map([...this.facts, [name, value]]), this.tests, added);
  }

  /** The truths of a test that may go either way, after what is supposed of it. */
  narrowed(node: Node, truths: Truths): Truths {
    if (truths !== EITHER || this.tests.size === 0) return truths;
    const compared = this.compared(node);
    if (compared !== undefined) {
      const relation = this.tests.get(compared.key)?.entry ?? LESS | SAME | MORE;
      return (relation & compared.holdsFor ? MAY_HOLD : 0) | (relation & ~compared.holdsFor ? MAY_FAIL : 0);
    }
    const key = this.reach.keyOf(node);
    return (key === undefined ? undefined : this.tests.get(key)?.entry) ?? truths;
  }

  /** The case in which a test holds, or the one in which it fails; undefined for a test about an item of a list. */
  withTest(node: Node, holds: boolean): Suppositions | undefined {
    const compared = this.compared(node);
    if (compared !== undefined) {
      const before = this.tests.get(compared.key)?.entry ?? LESS | SAME | MORE;
      return this.withEntry(node, compared.key, before & (holds ? compared.holdsFor : ~compared.holdsFor));
    }
    const key = this.reach.keyOf(node);
    return key === undefined ? undefined : this.withEntry(node, key, holds ? MAY_HOLD : MAY_FAIL);
  }

  private withEntry(node: Node, key: string, entry: number): Suppositions {
    const about = this.reach.factsOf(node);
    const tests = new Map([...this.tests, [key, { entry, about }] as const]);
    return new Suppositions(this.reach, this.facts, tests, { to: this, about });
  }

  private compared(node: Node): Compared | undefined {
    if (node.kind !== 'apply') return undefined;
    const holdsFor = HOLDS_FOR[node.operator];
    const [left, right] = node.operands;
    if (holdsFor === undefined || left === undefined || right === undefined) return undefined;
    const [a, b] = [this.reach.keyOf(left), this.reach.keyOf(right)];
    if (a === undefined || b === undefined) return undefined;
    return a < b ? { key: `${a} ${b}`, holdsFor } : { key: `${b} ${a}`, holdsFor: mirrored(holdsFor) };
  }
}
