import { factByName, valueOfFact } from '../backends/interpreter/facts-to-values.js';
import { Interpreter } from '../backends/interpreter/interpreter.js';
import { type Figures, figureAt } from '../backends/javascript/figures.js';
import type { Node } from '../language/nodes.js';
import { truthOfValue, type Value } from '../language/value.js';
import type { Policy } from '../policy/policy.js';
import type { Truth } from '../values/truth.js';
import { interpreterOf, type Reading, workedOutBy } from './reading.js';
import type { WorkedOut } from './reasons.js';

/** What was recorded of one household while generated code decided it. */
export interface Recorded {
  /** Undefined of a condition that was not recorded. */
  readonly truth: (node: Node) => Truth | undefined;
  readonly figures: Figures;
}

/**
 * What the reasons of households are told from that generated code decided: from what was recorded, single facts and
 * what holds for all households of a day. Whatever else somebody asks for, the interpreter works out from the household.
 */
export class RecordedValues {
  private readonly policy: Policy;
  private readonly nodes: ReadonlyMap<string, Node>;
  private readonly places: ReadonlyMap<string, number>;
  private ofDay: Interpreter | undefined;

  /** @param figures the definitions whose numbers are recorded, in their order. */
  constructor(policy: Policy, nodes: ReadonlyMap<string, Node>, figures: readonly string[]) {
    this.policy = policy;
    this.nodes = nodes;
    this.places = new Map(figures.map((name, place) => [name, place]));
  }

  /** @param reading of a household of which nothing is unusable: generated code decides no others. */
  of(reading: Reading, { truth, figures }: Recorded): WorkedOut {
    const worked = workedOutBy(() => interpreterOf(reading), reading.on);
    const value = (node: Node): Value => {
      switch (node.kind) {
        case 'definition': {
          const place = this.places.get(node.name);
          return (place === undefined ? undefined : figureAt(figures, place)) ?? worked.value(node);
        }
        case 'fact':
          return valueOfFact(factByName(node.name), reading.fact(node.name));
        case 'literal':
          return this.onDay(reading.on).evaluate(node);
        case 'parameter':
          return node.day === undefined ? this.onDay(reading.on).evaluate(node) : worked.value(node);
        default:
          return worked.value(node);
      }
    };
    return {
      on: reading.on,
      value,
      truth: (node) => truth(node) ?? truthOfValue(value(node)),
    };
  }

  /** Of no household. */
  private onDay(on: string): Interpreter {
    if (this.ofDay?.on !== on) this.ofDay = new Interpreter(this.policy.program, this.nodes, {}, on);
    return this.ofDay;
  }
}
