import { factOf } from '../../facts/catalogue.js';
import { walk } from '../../language/nodes.js';
import { listOfName } from './asked-facts.js';
import type { Prover } from './prover.js';

/** Whether a missing name is a fact of a household; parameters, attributes and rules cannot be asked for there. */
export const isAskable = (name: string): boolean => factOf(listOfName(name)) !== undefined;

export interface Universes {
  /** All that may be asked, with what only the answers themselves make needed. */
  readonly widest: ReadonlySet<string>;
  /** Parameters without a value that keep the outcome open. */
  readonly parameters: readonly string[];
}

/** How many ways of leaving out one side of a contradiction are tried. */
const MOST_UNIVERSES = 8;

/**
 * The sets of facts among which the smallest ones are looked for. Mostly that is all that may be asked. But where
 * two recorded figures may contradict each other (a grade of the house, and a note that it is unsafe), both
 * together may leave the outcome open, and either alone does not: then each side is tried without the other,
 * the shorter one first.
 *
 * @param search is given each set that settles the outcome, as large as it may be, as soon as it is found.
 */
export function searchUniverses(
  prover: Prover,
  asked: ReadonlySet<string>,
  search: (universe: ReadonlySet<string>) => void,
): Universes {
  const parameters = new Set<string>();
  const stack: ReadonlySet<string>[] = [asked];
  let widest: ReadonlySet<string> | undefined;
  for (let tried = 0; tried < MOST_UNIVERSES && !prover.isExhausted; tried += 1) {
    const left = stack.pop();
    if (left === undefined) break;
    const excluded = new Set([...(widest ?? [])].filter((name) => !left.has(name)));
    const { facts, settles, lacked, innermost } = widened(prover, left, excluded);
    widest ??= facts;
    if (settles) search(facts);
    for (const name of lacked) parameters.add(name);
    if (!settles && innermost !== undefined)
      stack.push(...[...withoutOneSide(prover, facts, innermost)].sort((a, b) => b.size - a.size));
  }
  return { widest: widest ?? asked, parameters: [...parameters].sort() };
}

interface Widened {
  readonly facts: ReadonlySet<string>;
  readonly settles: boolean;
  readonly lacked: Iterable<string>;
  readonly innermost: string | undefined;
}

/** Adds what the answers make needed, until that settles the outcome or nothing is left to add. */
function widened(prover: Prover, asked: ReadonlySet<string>, excluded: ReadonlySet<string>): Widened {
  const facts = new Set(asked);
  for (;;) {
    const finding = prover.prove(facts);
    if (finding.settles) return { facts, settles: true, lacked: [], innermost: undefined };
    const { lacking } = finding;
    const before = facts.size;
    for (const name of lacking.facts) if (isAskable(name) && !excluded.has(name)) facts.add(name);
    if (facts.size > before && !prover.isExhausted) continue;
    const isContradiction = lacking.facts.size === 0 && lacking.parameters.size === 0;
    const innermost = isContradiction ? lacking.innermost : undefined;
    return { facts, settles: false, lacked: lacking.parameters, innermost };
  }
}

/** The facts without those of all but one of the figures of which a definition takes the first known. */
function* withoutOneSide(
  prover: Prover,
  facts: ReadonlySet<string>,
  name: string,
): Generator<ReadonlySet<string>> {
  for (const node of walk(prover.nodeOf(name))) {
    if (node.kind !== 'apply' || node.operator !== 'firstKnown') continue;
    const sides = node.operands
      .map((operand) => prover.readsAmong(operand, facts))
      .filter((side) => side.length > 0);
    if (sides.length < 2) continue;
    for (const side of sides) {
      const others = new Set(sides.flat().filter((each) => !side.includes(each)));
      if (others.size > 0) yield new Set([...facts].filter((each) => !others.has(each)));
    }
    return;
  }
}
