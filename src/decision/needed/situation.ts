import type { Interpreter } from '../../backends/interpreter/interpreter.js';
import type { Node } from '../../language/nodes.js';
import { interpreterOf, type Reading } from '../reading.js';
import { fieldOfName, listOfName, possibleFact } from './asked-facts.js';
import { type FactReach, reachOf } from './fact-reach.js';
import { exactly, type Possible } from './possible.js';

/** A household as read, and what the interpreter makes of it: what every set of questions starts from. */
export class Starting {
  readonly reading: Reading;
  readonly base: Interpreter;
  readonly reach: FactReach;
  private readonly values = new Map<Node, Possible>();

  constructor(reading: Reading) {
    this.reading = reading;
    this.base = interpreterOf(reading);
    this.reach = reachOf(reading.nodes);
  }

  /** @throws Error if the program has no such definition, which no node of it can name. */
  nodeOf(name: string): Node {
    const node = this.reading.nodes.get(name);
    if (node === undefined) throw new Error(`The program has no definition "${name}".`);
    return node;
  }

  /** What an expression comes to by what is known now. */
  settled(node: Node): Possible {
    const known = this.values.get(node);
    if (known !== undefined) return known;
    const value = exactly(this.base.evaluate(node));
    this.values.set(node, value);
    return value;
  }
}

/** A household of which some facts are asked for: they are then known, whatever they turn out to be. */
export class Situation {
  readonly base: Interpreter;
  readonly reach: FactReach;
  readonly asked: ReadonlySet<string>;
  private readonly starting: Starting;
  private readonly facts = new Map<string, Possible>();
  private readonly touched = new Map<Node, boolean>();
  /** The facts that change: what is asked for, and the lists of which a field is. */
  private readonly changed: ReadonlySet<string>;
  private readonly unusable: ReadonlySet<string>;

  constructor(starting: Starting, asked: ReadonlySet<string>) {
    this.starting = starting;
    this.base = starting.base;
    this.reach = starting.reach;
    this.asked = asked;
    this.changed = new Set([...asked].map(listOfName));
    this.unusable = new Set([...starting.reading.unusable].filter((name) => !asked.has(name)));
  }

  nodeOf(name: string): Node {
    return this.starting.nodeOf(name);
  }

  /** Whether what is asked for can change an expression; one about an item of a list always may. */
  bearsOn(node: Node): boolean {
    const known = this.touched.get(node);
    if (known !== undefined) return known;
    let bears = !this.reach.isClosed(node);
    if (!bears)
      for (const name of this.reach.factsOf(node))
        if (this.changed.has(name)) {
          bears = true;
          break;
        }
    this.touched.set(node, bears);
    return bears;
  }

  settled(node: Node): Possible {
    return this.starting.settled(node);
  }

  fact(name: string): Possible {
    const known = this.facts.get(name);
    if (known !== undefined) return known;
    const fields = new Set(
      [...this.asked].flatMap((each) => (listOfName(each) === name ? (fieldOfName(each) ?? []) : [])),
    );
    const value = possibleFact(name, this.starting.reading.facts[name], this.asked.has(name), fields);
    this.facts.set(name, value);
    return value;
  }

  /** Whether an expression reads something that was given, cannot be used, and is not asked for again. */
  readsUnusable(node: Node): boolean {
    if (this.unusable.size === 0) return false;
    for (const name of this.reach.factsOf(node)) if (this.unusable.has(name)) return true;
    return false;
  }
}
