/** A function of the small script. */
const FUNCTION = /^function ([\w$]+)\(/;
/** An operation of programs that is put in: `name("addDays",2,…);`. */
const OPERATION = /^[\w$]+\("([^"]+)",-?\d+,/;
/** What may be a name of the script: not behind a point, where the names of properties stand. */
const NAMES = /(?<![\w$.])[A-Za-z_$][\w$]*/g;
/** Short statements share a line. */
const LINE = 2_500;

/**
 * The pieces of the small script without the operations that a program has not, and the functions that then nothing names.
 * Whatever looks like a name counts as one, so that rather too much stays.
 */
export function neededCode(pieces: readonly string[], operations: ReadonlySet<string>): string {
  const functions = new Map<string, string>();
  const open: string[] = [];
  for (const piece of pieces) {
    const [, name] = FUNCTION.exec(piece) ?? [];
    const [, operation] = OPERATION.exec(piece) ?? [];
    if (name !== undefined) functions.set(name, piece);
    else if (operation === undefined || operations.has(operation)) open.push(piece);
  }
  const kept = new Set(open);
  for (let piece = open.pop(); piece !== undefined; piece = open.pop())
    for (const [name] of piece.matchAll(NAMES)) {
      const named = functions.get(name);
      if (named === undefined || kept.has(named)) continue;
      kept.add(named);
      open.push(named);
    }
  return inLines(pieces.filter((piece) => kept.has(piece)));
}

function inLines(pieces: readonly string[]): string {
  let text = '';
  let width = 0;
  for (const piece of pieces) {
    const first = piece.indexOf('\n');
    const isNew = width > 0 && width + (first < 0 ? piece.length : first) > LINE;
    text += isNew ? `\n${piece}` : piece;
    width = text.length - 1 - text.lastIndexOf('\n');
  }
  return text;
}
