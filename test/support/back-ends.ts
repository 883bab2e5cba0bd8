import { Interpreter, nodesByName } from '../../src/backends/interpreter/interpreter.js';
import type { FactValue } from '../../src/facts/given.js';
import { fact, type Node } from '../../src/language/nodes.js';
import type { Value } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';

/** One question to a back end: what does the definition `answer` of this program come to? */
export interface Question {
  readonly program: Program;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly on: string;
  /** Facts that are blank because what was given of them cannot be used. */
  readonly unusable?: ReadonlySet<string>;
}

export interface BackEnd {
  readonly name: string;
  readonly answer: (question: Question) => Value;
}

/** Every back end that must give the answers of docs/semantics.md. A new one is added here. */
export const BACK_ENDS: readonly BackEnd[] = [
  {
    name: 'interpreter',
    answer: ({ program, facts, on, unusable }) =>
      new Interpreter(program, nodesByName(program), facts, on, unusable).definition('answer'),
  },
];

export const interpreter = BACK_ENDS[0] as BackEnd;

/** A program that answers with one expression. */
export const programOf = (answer: Node, parameters: Program['parameters'] = {}): Program => ({
  definitions: [{ name: 'answer', node: answer }],
  parameters,
  declaredBlanks: {},
});

/** What one expression comes to in the interpreter. */
export const evaluate = (
  node: Node,
  facts: Readonly<Record<string, FactValue>> = {},
  on = '2024-11-01',
  parameters: Program['parameters'] = {},
): Value => interpreter.answer({ program: programOf(node, parameters), facts, on });

/** A list of nothing that may yet have entries; no written list can be incomplete. */
export const INCOMPLETE: { readonly node: Node; readonly facts: Readonly<Record<string, FactValue>> } = {
  node: fact('visitRisks'),
  facts: { visitRisks: { complete: false, items: [] } },
};
