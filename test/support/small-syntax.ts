import ts from 'typescript';

/*
 * What makes the small script shorter before the compiler sees it, which can know none of this: what is put into texts,
 * that the language stays as it is, and that nothing is packed.
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
  if (ts.isBinaryExpression(node)) return wholeText(node) ?? node;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
  const { expression: start, name } = node.expression;
  if (name.text !== 'concat' || !isTemplate(start)) return node;
  const [first, second] = node.arguments;
  const isText = [first, second].some((each) => each !== undefined && ts.isStringLiteralLike(each));
  const isEmpty = ts.isStringLiteralLike(start) && start.text === '';
  const parts = isEmpty && isText ? node.arguments : [start, ...node.arguments];
  return parts.reduce((left, right) => factory.createAdd(left, right));
});

/** A text, or what was made of one here: lists are never added. */
const isTemplate = (node: ts.Expression): boolean =>
  ts.isParenthesizedExpression(node)
    ? isTemplate(node.expression)
    : ts.isStringLiteralLike(node) || ts.isBinaryExpression(node);

/** One text for two that are written one behind the other to keep lines short. */
function wholeText({ left, operatorToken, right }: ts.BinaryExpression): ts.Expression | undefined {
  return operatorToken.kind === ts.SyntaxKind.PlusToken &&
    ts.isStringLiteral(left) &&
    ts.isStringLiteral(right)
    ? factory.createStringLiteral(left.text + right.text)
    : undefined;
}

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

/** Short names for what of the language is called often; they are looked up faster as well. */
export const LANGUAGE_NAMES =
  'var notDefined, wholeFrom = Math.floor, textFrom = String, numberFrom = Number;';
/** Names that only the small script has. */
export const ADDED_NAMES =
  /\b(?:notDefined|wholeFrom|textFrom|numberFrom|movedTexts|movedPatterns|packedParts)\b/;

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

/** Without what only packing needs: nothing is written where `writer` is null. */
export const withoutWriter = rewriting((node) => {
  if (ts.isParameter(node)) return isWriter(node.name) ? (undefined as unknown as ts.Node) : node;
  if (!ts.isIfStatement(node) || !ts.isBinaryExpression(node.expression)) return node;
  const { left, operatorToken } = node.expression;
  const isAsked = isWriter(left) && operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return isAsked ? node.thenStatement : node;
});

const isWriter = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === 'writer';
