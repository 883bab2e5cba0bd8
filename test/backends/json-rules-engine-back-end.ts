import { Engine } from 'json-rules-engine';
import { type PlainFact, plainFact } from '../../src/backends/json-rules-engine/facts-for.js';
import type { Node } from '../../src/language/nodes.js';
import { exactNumber, type Value } from '../../src/language/value.js';
import type { Program } from '../../src/policy/policy.js';
import { rationalFromExactText } from '../../src/values/rational.js';
import { type BackEnd, comparedDefinitions, noAnswers, Shapes } from './support.js';

type Condition = Readonly<Record<string, unknown>>;

/** What a rule reads by name: facts, parameters and definitions have names of their own. */
const nameOf = (node: Node): string | undefined => {
  if (node.kind === 'fact' || node.kind === 'definition') return `${node.kind} ${node.name}`;
  return node.kind === 'parameter' && node.day === undefined ? `parameter ${node.name}` : undefined;
};

function constantOf(node: Node): PlainFact | undefined {
  if (node.kind !== 'literal' || node.type === 'unknown') return undefined;
  if (node.type !== 'number') return node.value as PlainFact;
  const exact = rationalFromExactText(node.value as string);
  return exact === undefined ? undefined : plainFact(exactNumber(exact));
}

/** A condition of json-rules-engine that means the same, or undefined where it has none. */
function conditionOf(node: Node, shapes: Shapes): Condition | undefined {
  switch (node.kind) {
    case 'all':
    case 'any': {
      const members = node.operands.map((operand) => conditionOf(operand, shapes));
      // It calls an empty `any` true.
      return members.length === 0 || members.includes(undefined) ? undefined : { [node.kind]: members };
    }
    case 'not': {
      const operand = conditionOf(node.operand, shapes);
      return operand === undefined ? undefined : { not: operand };
    }
    case 'apply':
      return comparison(node, shapes);
    default: {
      const fact = nameOf(node);
      return fact === undefined || shapes.of(node).kind !== 'truth'
        ? undefined
        : { fact, operator: 'equal', value: true };
    }
  }
}

function comparison(node: Extract<Node, { kind: 'apply' }>, shapes: Shapes): Condition | undefined {
  const [left, right] = node.operands as [Node, Node];
  const isOrder = /^(less|greater)Than/.test(node.operator);
  if (!isOrder && node.operator !== 'equal' && node.operator !== 'contains') return undefined;
  // Days and months are texts there, which it puts in no order; it knows lists of texts only.
  if (isOrder && (shapes.of(left).kind !== 'number' || shapes.of(right).kind !== 'number')) return undefined;
  if (node.operator === 'contains' && shapes.of(left).item?.kind !== 'text') return undefined;
  const fact = nameOf(left);
  const value = nameOf(right);
  const constant = constantOf(right);
  if (fact === undefined || (value === undefined && constant === undefined)) return undefined;
  return { fact, operator: node.operator, value: value === undefined ? constant : { fact: value } };
}

/** The names that a condition reads, with what they come to. */
function namesOf(node: Node, into = new Map<string, Node>()): Map<string, Node> {
  const name = nameOf(node);
  if (name !== undefined) into.set(name, node);
  if (node.kind === 'not') namesOf(node.operand, into);
  if (node.kind === 'all' || node.kind === 'any' || node.kind === 'apply')
    for (const operand of node.operands) namesOf(operand, into);
  return into;
}

/** An engine with a rule for each definition that it can say, and the names that each of them reads. */
function engineOf(program: Program): {
  engine: Engine;
  reads: ReadonlyMap<string, ReadonlyMap<string, Node>>;
} {
  const shapes = new Shapes(program);
  const engine = new Engine([], { allowUndefinedFacts: true });
  const reads = new Map<string, ReadonlyMap<string, Node>>();
  for (const { name, node } of program.definitions) {
    const condition = conditionOf(node, shapes);
    if (condition === undefined || shapes.definition(name).kind !== 'truth') continue;
    const conditions = ('all' in condition || 'any' in condition ? condition : { all: [condition] }) as never;
    engine.addRule({ name, conditions, event: { type: 'rule' } });
    reads.set(name, namesOf(node));
  }
  return { engine, reads };
}

/**
 * Plain json-rules-engine where it applies: rules over names of which everything is known, worked out beforehand as
 * `factsFor` does. It has two truths; whatever is unknown it is not asked.
 */
export const jsonRulesEngineBackEnd: BackEnd = {
  name: 'json-rules-engine',
  refuses: true,
  // It looks up each fact by itself, which takes a millisecond a household.
  share: 0.3,
  reaches: (label, truth) => truth !== 'unknown' && LABELS.has(label),
  run: async (program, _households, _on, interpreters) => {
    const { engine, reads } = engineOf(program);
    const compared = comparedDefinitions(program);
    const read = new Map([...reads.values()].flatMap((names) => [...names]));
    const all = [];
    for (const interpreter of interpreters) {
      const facts: Record<string, PlainFact> = {};
      for (const [name, node] of read) {
        const value: Value = interpreter.evaluate(node);
        const plain = plainFact(value);
        if (plain !== undefined) facts[name] = plain;
      }
      const { results } = await engine.run(facts);
      const held = new Set(results.map((result) => result.name));
      const answers = noAnswers();
      for (const [name, names] of reads)
        if (compared.has(name) && [...names.keys()].every((each) => facts[each] !== undefined))
          answers[name] = held.has(name) ? 'true' : 'false';
      all.push(answers);
    }
    return all;
  },
};

/** What its rules are about: the rest is worked out before it is asked. */
const LABELS = new Set([
  'not',
  'all',
  'any',
  'equal truth',
  'equal text',
  'equal number',
  'equal day',
  'equal month',
  'lessThan number',
  'lessThanInclusive number',
  'greaterThan number',
  'greaterThanInclusive number',
  'contains text',
  'fact truth',
  'fact text',
  'fact number',
  'fact list',
  'parameter number',
  'definition number',
  'literal number',
  'literal text',
]);
