/** A function of the small script that stands in a line of its own. */
const FUNCTION = /^function ([\w$]+)\(.*\}$/;
/** An operation of programs that is put in: `name("addDays",2,…);`. */
const OPERATION = /^[\w$]+\("([^"]+)",-?\d+,/;
/** What may be a name of the script: not behind a point, where the names of properties stand. */
const NAMES = /(?<![\w$.])[A-Za-z_$][\w$]*/g;

/**
 * The small script without the operations that a program has not, and the functions that then nothing names. Whatever looks
 * like a name counts as one, so that rather too much stays.
 */
export function neededCode(script: string, operations: ReadonlySet<string>): string {
  const lines = script.split('\n');
  const functions = new Map<string, string>();
  const open: string[] = [];
  for (const line of lines) {
    const [, name] = FUNCTION.exec(line) ?? [];
    const [, operation] = OPERATION.exec(line) ?? [];
    if (name !== undefined) functions.set(name, line);
    else if (operation === undefined || operations.has(operation)) open.push(line);
  }
  const kept = new Set(open);
  for (let line = open.pop(); line !== undefined; line = open.pop())
    for (const [name] of line.matchAll(NAMES)) {
      const named = functions.get(name);
      if (named === undefined || kept.has(named)) continue;
      kept.add(named);
      open.push(named);
    }
  return lines.filter((line) => kept.has(line)).join('\n');
}
