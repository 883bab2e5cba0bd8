import ts from 'typescript';

/*
 * What makes the small script shorter beside names and spaces: each a rewriting that no engine can see another meaning in.
 * What minifiers make of conditions is none of them: old engines have been seen to miscompute it.
 */

const { factory } = ts;

/** Rewrites every node from the inside out. */
export const rewriting =
  (change: (node: ts.Node) => ts.Node): ts.TransformerFactory<ts.SourceFile> =>
  (context) => {
    const visit = (node: ts.Node): ts.Node => change(ts.visitEachChild(node, visit, context));
    return (file) => ts.visitNode(file, visit, ts.isSourceFile);
  };

/** `'a'.concat(b, 'c')`, as templates are lowered: `'a' + b + 'c'`; all that is put into them are texts and numbers. */
export const withSums = rewriting((node) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
  const { expression: start, name } = node.expression;
  if (name.text !== 'concat' || !ts.isStringLiteralLike(start)) return node;
  const [first, second] = node.arguments;
  const isText = [first, second].some((each) => each !== undefined && ts.isStringLiteralLike(each));
  const parts = start.text === '' && isText ? node.arguments : [start, ...node.arguments];
  return parts.reduce((left, right) => factory.createAdd(left, right));
});

/** `a++` for `a += 1` where its value is of no matter. */
export const withIncrements = rewriting((node) => {
  if (ts.isExpressionStatement(node)) {
    const shorter = increment(node.expression);
    return shorter === undefined ? node : factory.createExpressionStatement(shorter);
  }
  if (!ts.isForStatement(node) || node.incrementor === undefined) return node;
  const shorter = increment(node.incrementor);
  return shorter === undefined
    ? node
    : factory.updateForStatement(node, node.initializer, node.condition, shorter, node.statement);
});

function increment(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isBinaryExpression(node) || !ts.isNumericLiteral(node.right) || node.right.text !== '1')
    return undefined;
  if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken)
    return factory.createPostfixIncrement(node.left);
  return node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken
    ? factory.createPostfixDecrement(node.left)
    : undefined;
}

/** One `var` for those that stand one behind another. */
export const withJoinedVariables = rewriting((node) => {
  if (ts.isSourceFile(node)) return factory.updateSourceFile(node, joined(node.statements));
  return ts.isBlock(node) ? factory.createBlock(joined(node.statements), true) : node;
});

function joined(statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const made: ts.Statement[] = [];
  for (const statement of statements) {
    const before = made.at(-1);
    if (before !== undefined && ts.isVariableStatement(before) && ts.isVariableStatement(statement))
      made[made.length - 1] = factory.createVariableStatement(
        undefined,
        factory.createVariableDeclarationList([
          ...before.declarationList.declarations,
          ...statement.declarationList.declarations,
        ]),
      );
    else made.push(statement);
  }
  return made;
}

/** Short names for what of the language is called often; they are looked up faster as well. */
export const LANGUAGE_NAMES =
  'var notDefined, wholeFrom = Math.floor, textFrom = String, numberFrom = Number;';
/** Names that only the small script has. */
export const ADDED_NAMES = /\b(?:notDefined|wholeFrom|textFrom|numberFrom|movedTexts|packedPolicy)\b/;

export const withLanguageNames = rewriting((node) => {
  if (!ts.isCallExpression(node)) {
    if (!ts.isBinaryExpression(node)) return node;
    const named = (side: ts.Expression): ts.Expression =>
      ts.isIdentifier(side) && side.text === 'undefined' ? factory.createIdentifier('notDefined') : side;
    return factory.updateBinaryExpression(node, named(node.left), node.operatorToken, named(node.right));
  }
  const short = SHORT_CALLS[calledName(node.expression)];
  return short === undefined
    ? node
    : factory.updateCallExpression(node, factory.createIdentifier(short), undefined, node.arguments);
});

function calledName(called: ts.Expression): string {
  if (ts.isIdentifier(called)) return called.text;
  return ts.isPropertyAccessExpression(called) ? `${calledName(called.expression)}.${called.name.text}` : '';
}

const SHORT_CALLS: Readonly<Record<string, string>> = {
  'Math.floor': 'wholeFrom',
  String: 'textFrom',
  Number: 'numberFrom',
};

/** `return a ? b : c` for `if (a) return b; return c`, also where several stand one behind another. */
export const withReturnedChoices = rewriting((node) => {
  if (!ts.isBlock(node)) return node;
  const made: ts.Statement[] = [...node.statements];
  for (;;) {
    const [choice, last] = made.slice(-2);
    if (last === undefined || choice === undefined || !ts.isIfStatement(choice)) break;
    const [one, other] = [returned(choice.thenStatement), returned(last)];
    if (one === undefined || other === undefined || choice.elseStatement !== undefined) break;
    made.splice(-2, 2, factory.createReturnStatement(choiceOf(choice.expression, one, other)));
  }
  return made.length === node.statements.length ? node : factory.createBlock(made, true);
});

function returned(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isBlock(statement) && statement.statements.length === 1)
    return returned(statement.statements[0] as ts.Statement);
  return ts.isReturnStatement(statement) ? statement.expression : undefined;
}

const choiceOf = (condition: ts.Expression, one: ts.Expression, other: ts.Expression): ts.Expression =>
  factory.createConditionalExpression(condition, undefined, one, undefined, other);

/** `!0` and `!1` for `true` and `false` where they are put somewhere; in conditions they stay as they are. */
export function withShortTruths(script: string): string {
  const tree = ts.createSourceFile('small.js', script, ts.ScriptTarget.ES5, true);
  let made = '';
  let from = 0;
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    const isTrue = node.kind === ts.SyntaxKind.TrueKeyword;
    if ((!isTrue && node.kind !== ts.SyntaxKind.FalseKeyword) || !isPutSomewhere(node)) return;
    // With the space before it, which `return` does not need before a sign.
    made += script.slice(from, node.pos) + (isTrue ? '!0' : '!1');
    from = node.end;
  };
  visit(tree);
  return made + script.slice(from);
}

function isPutSomewhere({ parent, pos }: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent))
    return true;
  if (!ts.isBinaryExpression(parent)) return false;
  return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right.pos === pos;
}

/** Without what only packing needs: nothing is written where `writer` is null. */
export const withoutWriter = rewriting((node) => {
  if (ts.isParameter(node)) return isWriter(node.name) ? (undefined as unknown as ts.Node) : node;
  if (!ts.isIfStatement(node) || !ts.isBinaryExpression(node.expression)) return node;
  const { left, operatorToken } = node.expression;
  const isAsked = isWriter(left) && operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isAsked ? node.thenStatement : node;
});

const isWriter = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === 'writer';
