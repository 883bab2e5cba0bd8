import { compareText } from '../../values/day.js';
import type { Prover } from './prover.js';

/** A set of facts that settles an outcome, of which no fact can be left out. */
export interface MinimalSet {
  /** By name. */
  readonly facts: readonly string[];
  readonly cost: number;
}

export interface MinimalSets {
  /** The cheapest first; of equally cheap ones that with fewer facts, then by name. */
  readonly sets: readonly MinimalSet[];
  /** Whether these are all there are. */
  readonly isComplete: boolean;
}

/** How two sets are put in order. */
export const inOrder = (a: MinimalSet, b: MinimalSet): number =>
  a.cost - b.cost || a.facts.length - b.facts.length || compareText(a.facts.join(), b.facts.join());

const without = (facts: ReadonlySet<string>, name: string): ReadonlySet<string> => {
  const rest = new Set(facts);
  rest.delete(name);
  return rest;
};

/**
 * Finds the cheapest minimal sets among some facts that together settle the outcome. A set that leaves it open
 * is grown as far as it stays so; every settling set then needs one of the facts that are left over. So the sets
 * are gone through from the cheapest, and only those that have one of each of these groups.
 */
export class MinimalSetSearch {
  private readonly prover: Prover;
  private readonly universe: ReadonlySet<string>;
  private readonly costOf: (fact: string) => number;
  /** Whether what settles was seen to go on settling with more facts; a contradiction may keep it from that. */
  private isSteady = true;
  /** Of each group every settling set has a fact. */
  private readonly groups: (readonly string[])[] = [];

  constructor(prover: Prover, universe: ReadonlySet<string>, costOf: (fact: string) => number) {
    this.prover = prover;
    this.universe = universe;
    this.costOf = costOf;
  }

  /** @param most how many sets are wanted at most. */
  find(most: number): MinimalSets {
    for (const name of this.universe)
      if (!this.prover.isExhausted && this.prover.isSoonOpen(without(this.universe, name)))
        this.groups.push([name]);
    const queue: MinimalSet[] = [this.setOf(this.groups.flat())];
    const seen = new Set<string>();
    const found: MinimalSet[] = [];
    while (queue.length > 0 && found.length < most && !this.prover.isExhausted) {
      const next = takeFirst(queue);
      const key = next.facts.join();
      if (seen.has(key) || found.some((set) => isWithin(set, next))) continue;
      seen.add(key);
      const group = this.groupMissedBy(next);
      if (group === undefined) found.push(this.shrunk(next));
      else for (const name of group) queue.push(this.setOf([...next.facts, name]));
    }
    return {
      sets: withoutSupersets(found).sort(inOrder),
      isComplete:
        this.isSteady &&
        !this.prover.isExhausted &&
        queue.every((set) => found.some((other) => isWithin(other, set))),
    };
  }

  /** One set soon found, small and perhaps not the cheapest; undefined if none was. */
  findOne(): MinimalSet | undefined {
    const facts = this.grownFrom(new Set(this.groups.filter((group) => group.length === 1).flat()));
    return facts === undefined
      ? undefined
      : this.shrunk(this.setOf([...facts]), (name) => this.isNeeded(name));
  }

  /** All the facts, made smaller as far as the limit allows. They must settle the outcome. */
  shrunkWhole(): MinimalSet {
    return this.shrunk(this.setOf([...this.universe]), (name) => this.isNeeded(name));
  }

  /** Adds the cheapest of what is lacking until that settles the outcome; undefined if that is not reached. */
  private grownFrom(facts: Set<string>): ReadonlySet<string> | undefined {
    for (;;) {
      const finding = this.prover.prove(facts);
      if (finding.settles) return facts;
      const [cheapest] = [...finding.lacking.facts]
        .filter((name) => this.universe.has(name) && !facts.has(name))
        .sort((a, b) => this.costOf(a) - this.costOf(b) || compareText(a, b));
      if (cheapest === undefined || this.prover.isExhausted) return undefined;
      facts.add(cheapest);
    }
  }

  private settles(facts: ReadonlySet<string>): boolean {
    return this.prover.prove(facts).settles;
  }

  /** Whether every settling set has this fact. */
  private isNeeded(name: string): boolean {
    return this.groups.some((group) => group.length === 1 && group[0] === name);
  }

  private setOf(names: readonly string[]): MinimalSet {
    const facts = [...new Set(names)].sort();
    return { facts, cost: facts.reduce((sum, name) => sum + this.costOf(name), 0) };
  }

  /** A group of which a set has no fact; undefined if the set settles the outcome. */
  private groupMissedBy({ facts }: MinimalSet): readonly string[] | undefined {
    const missed = this.groups
      .filter((group) => !group.some((name) => facts.includes(name)))
      .sort((a, b) => a.length - b.length);
    if (missed[0] !== undefined) return missed[0];
    const finding = this.prover.prove(new Set(facts));
    if (finding.settles) return undefined;
    const group = this.leftOver(new Set(facts), finding.lacking.facts);
    this.groups.push(group);
    return group;
  }

  /** Grows a set that leaves the outcome open, first by what it does not lack; what cannot be added is left over. */
  private leftOver(open: Set<string>, lacking: ReadonlySet<string>): readonly string[] {
    const others = [...this.universe].filter((name) => !open.has(name));
    const unlacked = others.filter((name) => !lacking.has(name));
    const grown = new Set([...open, ...unlacked]);
    let result: Set<string> = this.settles(grown) ? open : grown;
    for (const name of others.sort((a, b) => this.costOf(b) - this.costOf(a) || compareText(a, b))) {
      if (result.has(name)) continue;
      const larger = new Set([...result, name]);
      // What is not soon seen to stay open is left over: a larger group holds too.
      if (this.prover.isSoonOpen(larger)) result = larger;
    }
    return others.filter((name) => !result.has(name)).sort();
  }

  /** Leaves out what is not needed: an answer that overturns a recorded figure may have made others needed. */
  private shrunk(set: MinimalSet, isNeeded: (name: string) => boolean = () => false): MinimalSet {
    let facts: ReadonlySet<string> = new Set(set.facts);
    for (const name of [...set.facts].sort((a, b) => this.costOf(b) - this.costOf(a) || compareText(a, b)))
      if (!isNeeded(name) && this.settles(without(facts, name))) facts = without(facts, name);
    if (facts.size < set.facts.length) this.isSteady = false;
    return this.setOf([...facts]);
  }
}

/** All smallest sets among a few facts, by trying every one; `isComplete` unless the prover came to its limit. */
export function everySmallestSet(
  prover: Prover,
  facts: readonly string[],
  costOf: (fact: string) => number,
): MinimalSets {
  const found: MinimalSet[] = [];
  const cost = (names: readonly string[]): number => names.reduce((sum, name) => sum + costOf(name), 0);
  const candidates = subsetsOf([...facts].sort()).map((names) => ({ facts: names, cost: cost(names) }));
  // A part of a set is cheaper, so it comes first.
  for (const set of candidates.sort(inOrder))
    if (!found.some((other) => isWithin(other, set)) && prover.prove(new Set(set.facts)).settles)
      found.push(set);
  return { sets: found, isComplete: !prover.isExhausted };
}

function subsetsOf([name, ...rest]: readonly string[]): string[][] {
  if (name === undefined) return [[]];
  return subsetsOf(rest).flatMap((set) => [set, [name, ...set]]);
}

const isWithin = (inner: MinimalSet, outer: MinimalSet): boolean =>
  inner.facts.every((name) => outer.facts.includes(name));

/** The sets of which no other one is a part, each once. */
export const withoutSupersets = (sets: readonly MinimalSet[]): MinimalSet[] =>
  sets.filter(
    (set, index) =>
      !sets.some(
        (other, place) => place !== index && isWithin(other, set) && (place < index || !isWithin(set, other)),
      ),
  );

function takeFirst(queue: MinimalSet[]): MinimalSet {
  let first = 0;
  for (let index = 1; index < queue.length; index += 1)
    if (inOrder(queue[index] as MinimalSet, queue[first] as MinimalSet) < 0) first = index;
  return queue.splice(first, 1)[0] as MinimalSet;
}
