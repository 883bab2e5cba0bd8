import { join } from 'node:path';
import ts from 'typescript';
import { FOLDER } from './portable-text.js';

const KINDS = [ts.TypeFlags.StringLike, ts.TypeFlags.NumberLike, ts.TypeFlags.BooleanLike];

/** What a type is all of: texts, numbers or truths; undefined of any other, and of one that may be nothing. */
function kindOf(type: ts.Type): ts.TypeFlags | undefined {
  const types = type.isUnion() ? type.types : [type];
  return KINDS.find((kind) => types.every(({ flags }) => (flags & kind) !== 0));
}

/** `==` for `===` where both sides are texts, or numbers, or truths: there both mean the same. */
export function withLooseEquality(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  const tree = program.getSourceFile(join(FOLDER, file));
  if (tree === undefined) throw new Error(`${file} is no portable file.`);
  const letters = [...tree.text];
  if (letters.length !== tree.text.length) throw new Error(`${file} has letters of two units.`);
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isBinaryExpression(node)) return;
    const sign = node.operatorToken.getText();
    if (sign !== '===' && sign !== '!==') return;
    const [left, right] = [node.left, node.right].map((side) => kindOf(checker.getTypeAtLocation(side)));
    if (left !== undefined && left === right) letters[node.operatorToken.end - 1] = ' ';
  };
  visit(tree);
  return letters.join('');
}
