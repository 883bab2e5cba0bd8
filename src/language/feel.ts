import type { Tree } from '@lezer/common';
import { parser } from 'lezer-feel';
import { type Issue, issue } from '../values/issues.js';
import { check, type Names, type Spans, startChecking } from './check.js';
import { readExpression } from './feel/expressions.js';
import { MAXIMUM_DEPTH, Reading } from './feel/reading.js';
import { type Node, unknownLiteral } from './nodes.js';
import { INVALID, type Type } from './type.js';

/** A formula as a checked expression, with everything that is wrong with it. */
export interface Formula {
  readonly node: Node;
  readonly type: Type;
  readonly issues: readonly Issue[];
  /** Where its nodes stand in the text. */
  readonly spans: Spans;
}

/** The longest formula, in characters; bounds the depth of its chains. */
const MAXIMUM_LENGTH = 4_096;

const expressionParser = parser.configure({ top: 'Expression' });

/** How deep a syntax tree nests; a chain of sums or of `and` counts once. */
function depthOf(tree: Tree): number {
  let deepest = 0;
  let depth = 0;
  const counts = (name: string): boolean =>
    /.Expression$|Invocation$|^Comparison$|^List$/.test(name) && !/^Arithmetic/.test(name);
  tree.iterate({
    enter(node) {
      if (!counts(node.name)) return;
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    leave(node) {
      if (counts(node.name)) depth -= 1;
    },
  });
  return deepest;
}

/**
 * Reads a formula in FEEL's syntax (a subset, with our semantics: docs/semantics.md) and checks its types and
 * units. Never throws on bad text: every problem is an issue that points at its characters.
 */
export function readFormula(source: string, names: Names): Formula {
  const reading = new Reading(source, names);
  const { spans } = reading;
  const tooDeep: Formula = {
    node: unknownLiteral(),
    type: INVALID,
    issues: [issue('tooDeep', [], { limit: MAXIMUM_DEPTH })],
    spans,
  };
  if (source.length > MAXIMUM_LENGTH) return tooDeep;
  const tree = expressionParser.parse(source);
  if (depthOf(tree) > MAXIMUM_DEPTH) return tooDeep;
  const errors: Issue[] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError && errors.length === 0)
        errors.push(
          issue('syntaxError', [], {
            column: node.from + 1,
            text: source.slice(node.from, node.from + 20) || source.slice(-20),
          }),
        );
    },
  });
  if (errors.length > 0) return { node: unknownLiteral(), type: INVALID, issues: errors, spans };
  const node = readExpression(reading, tree.topNode);
  if (reading.issues.length > 0) return { node, type: INVALID, issues: reading.issues, spans };
  const checking = startChecking(names, source, reading.spans);
  const type = check(checking, node);
  return { node, type, issues: checking.issues, spans };
}
