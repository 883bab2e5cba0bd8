import ts from 'typescript';
import { FOLDER } from './portable-text.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$';

/** Names of one letter, then of two. */
function* shortNames(): Generator<string> {
  yield* LETTERS;
  for (const first of LETTERS) for (const second of LETTERS) yield first + second;
}

/**
 * Short names for properties of the portable files, the most frequent first. Properties that no object has both may share
 * one: the name alone does not tell them apart, but their objects do.
 * @param taken names that stay as they are.
 */
export function shortPropertyNames(
  program: ts.Program,
  free: readonly string[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const beside = new Map(free.map((name) => [name, new Set<string>()]));
  const counts = new Map(free.map((name) => [name, 0]));
  const checker = program.getTypeChecker();
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (ts.isIdentifier(node) && !ts.isTypeNode(node.parent))
      counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
    if (
      !ts.isInterfaceDeclaration(node) &&
      !ts.isTypeLiteralNode(node) &&
      !ts.isObjectLiteralExpression(node)
    )
      return;
    const names = checker.getPropertiesOfType(checker.getTypeAtLocation(node)).map(({ name }) => name);
    for (const name of names) for (const other of names) beside.get(name)?.add(other);
  };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(FOLDER)) visit(file);
  const short = new Map<string, string>();
  const frequency = (name: string): number => counts.get(name) ?? 0;
  for (const name of [...free].sort(
    (one, other) => frequency(other) - frequency(one) || (one < other ? -1 : 1),
  )) {
    const used = new Set([...(beside.get(name) ?? [])].map((other) => short.get(other)));
    for (const each of shortNames())
      if (!used.has(each) && !taken.has(each)) {
        short.set(name, each);
        break;
      }
  }
  return short;
}
