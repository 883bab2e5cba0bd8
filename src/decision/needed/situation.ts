import type { Interpreter } from '../../backends/interpreter/interpreter.js';
import type { Node } from '../../language/nodes.js';
import { isExact } from '../../language/value.js';
import { interpreterOf, type Reading } from '../reading.js';
import { fieldOfName, listOfName, possibleFact } from './asked-facts.js';
import { type FactReach, reachOf } from './fact-reach.js';
import { exactly, type Possible } from './possible.js';

/** A household as read, and what the interpreter makes of it: what every set of questions starts from. */
export class Starting {
  readonly reading: Reading;
  readonly base: Interpreter;
  readonly reach: FactReach;
  /** What definitions come to by the facts that are asked for and that they read. */
  readonly definitions = new Map<string, Possible>();
  private readonly facts = new Map<string, Possible>();
  private readonly values = new Map<Node, Possible>();
  private readonly known = new Map<string, boolean>();

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

  /** Whether a fact is exactly known now; of a list whether it is complete. */
  knows(name: string): boolean {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const knows = isExact(this.base.evaluate({ kind: 'fact', name }));
    this.known.set(name, knows);
    return knows;
  }

  /** What a fact may be, made once for all sets that ask the same of it: the fact itself, some of its fields. */
  fact(name: string, asked: readonly string[]): Possible {
    const key = [name, ...asked].join();
    const known = this.facts.get(key);
    if (known !== undefined) return known;
    const fields = new Set(asked.flatMap((each) => fieldOfName(each) ?? []));
    const value = possibleFact(name, this.reading.facts[name], asked.includes(name), fields);
    this.facts.set(key, value);
    return value;
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
  private readonly inOrder: readonly string[];
  private readonly keys = new Map<string, string>();

  constructor(starting: Starting, asked: ReadonlySet<string>) {
    this.starting = starting;
    this.base = starting.base;
    this.reach = starting.reach;
    this.asked = asked;
    this.inOrder = [...asked].sort();
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
    if (!bears) {
      const read = this.reach.factsOf(node);
      for (const name of this.changed)
        if (read.has(name)) {
          bears = true;
          break;
        }
    }
    this.touched.set(node, bears);
    return bears;
  }

  settled(node: Node): Possible {
    return this.starting.settled(node);
  }

  /** What a definition comes to, worked out once for all situations in which what it reads is asked for alike. */
  definition(name: string, make: () => Possible): Possible {
    const key = this.keyOf(name);
    const known = this.starting.definitions.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.starting.definitions.set(key, value);
    return value;
  }

  /** What a definition was found to come to without suppositions, if it was. */
  foundBefore(name: string): Possible | undefined {
    return this.starting.definitions.get(this.keyOf(name));
  }

  private keyOf(name: string): string {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    const read = this.reach.factsOf(this.nodeOf(name));
    const key = [name, ...this.inOrder.filter((each) => read.has(listOfName(each)))].join();
    this.keys.set(name, key);
    return key;
  }

  fact(name: string): Possible {
    const known = this.facts.get(name);
    if (known !== undefined) return known;
    const about = this.inOrder.filter((each) => listOfName(each) === name);
    const value = this.starting.fact(name, about);
    this.facts.set(name, value);
    return value;
  }

  /** Whether everything that an expression reads is known or asked for; blank fields of a list's entries aside. */
  knowsAllOf(node: Node): boolean {
    for (const name of this.reach.factsOf(node))
      if (!this.asked.has(name) && !this.starting.knows(name)) return false;
    return true;
  }

  /** Whether an expression reads something that was given, cannot be used, and is not asked for again. */
  readsUnusable(node: Node): boolean {
    if (this.unusable.size === 0) return false;
    for (const name of this.reach.factsOf(node)) if (this.unusable.has(name)) return true;
    return false;
  }
}
