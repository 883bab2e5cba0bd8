import ts from 'typescript';
import { FOLDER } from './portable-text.js';
import { CALLED_FROM_OUTSIDE, isKeyOfTable, ownPropertyNames, portableProgram } from './property-names.js';

/** Behind the name of an own property that something else is called too. */
export const OWN = '_own';

/**
 * The portable files with other names for those of their properties whose name is also one of the language, of what hosts
 * call, or of a key: so that these can have short names as well.
 */
export function withOwnProperties(program: ts.Program): ts.Program {
  const checker = program.getTypeChecker();
  const kept = new Set(
    ownPropertyNames(program)
      .filter(({ isFree }) => !isFree)
      .map(({ name }) => name),
  );
  const sources = new Map<string, string>();
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(FOLDER)) continue;
    const ends: number[] = [];
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      const name = ownNameIn(checker, node);
      if (name === undefined || !kept.has(name.text)) return;
      // That of a type is asked for by a text.
      ends.push(ts.isIdentifier(name) ? name.end : name.end - 1);
    };
    visit(file);
    let text = file.text;
    for (const end of ends.sort((one, other) => other - one))
      text = text.slice(0, end) + OWN + text.slice(end);
    sources.set(file.fileName, text);
  }
  return portableProgram(sources);
}

/** The name in a node that is one of a property of the portable files, and of nothing that is called from outside. */
function ownNameIn(checker: ts.TypeChecker, node: ts.Node): ts.Identifier | ts.StringLiteral | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name))
    return isOwn(checker.getSymbolAtLocation(node.name)) ? node.name : undefined;
  if (ts.isPropertySignature(node) && ts.isIdentifier(node.name))
    return isOwn(checker.getSymbolAtLocation(node.name)) ? node.name : undefined;
  if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
    const { literal } = node.indexType;
    if (!ts.isStringLiteral(literal)) return undefined;
    const type = checker.getTypeFromTypeNode(node.objectType);
    return isOwn(checker.getPropertyOfType(type, literal.text)) ? literal : undefined;
  }
  if (!ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name) || isKeyOfTable(checker, node))
    return undefined;
  const type = checker.getContextualType(node.parent);
  const meant =
    type === undefined
      ? undefined
      : checker.getPropertyOfType(checker.getNonNullableType(type), node.name.text);
  return isOwn(meant ?? checker.getSymbolAtLocation(node.name)) ? node.name : undefined;
}

function isOwn(symbol: ts.Symbol | undefined): boolean {
  const declared = symbol?.declarations ?? [];
  return (
    declared.length > 0 &&
    declared.every(
      (each) =>
        each.getSourceFile().fileName.startsWith(FOLDER) &&
        !(ts.isInterfaceDeclaration(each.parent) && CALLED_FROM_OUTSIDE.has(each.parent.name.text)),
    )
  );
}
