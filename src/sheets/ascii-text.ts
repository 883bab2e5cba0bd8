/** Texts and data as they may stand in a script that every host can take: ASCII only. */

/** Hosts and their editors are slow with lines that are much longer. */
const WIDEST_LINE = 2_000;

/** A text as a literal of ASCII only: nothing in it can end a script, a comment or a line. */
export const asciiLiteral = (text: string): string =>
  `'${text.replace(/[^\x20-\x7e]|[\\'<>]/g, (unit) =>
    unit === "'" || unit === '\\' ? `\\${unit}` : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}'`;

/** Plain data that a bundle holds. */
export type BundleData = string | number | readonly BundleData[] | { readonly [name: string]: BundleData };

/** A long literal of a text as several, joined again; none is cut within an escape. */
function inPieces(literal: string, indent: string): string {
  if (literal.length <= WIDEST_LINE) return literal;
  const pieces = literal.slice(1, -1).match(/(?:\\u[0-9a-f]{4}|\\.|[^\\]){1,300}/g) ?? [];
  return pieces.map((piece) => `'${piece}'`).join(` +\n${indent} `);
}

/** Data as a literal of the JavaScript of 1999, an item a line. */
export function dataLiteral(data: BundleData, indent = ''): string {
  if (typeof data === 'number') return String(data);
  if (typeof data === 'string') return inPieces(asciiLiteral(data), indent);
  const deeper = `${indent} `;
  const [open, close, parts] = isList(data)
    ? ['[', ']', data.map((item) => dataLiteral(item, deeper))]
    : ['{', '}', Object.entries(data).map(([name, item]) => `${name}: ${dataLiteral(item, deeper)}`)];
  const line = `${open}${parts.join(', ')}${close}`;
  return line.length < 100 || parts.every((part) => part.length < 12)
    ? `${open}${inLines(parts)}${close}`
    : `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

const isList = (data: BundleData): data is readonly BundleData[] => Array.isArray(data);

/** Long lists of short items, with a line feed between some of them now and then. */
function inLines(parts: readonly string[]): string {
  const lines: string[] = [''];
  for (const [at, part] of parts.entries()) {
    const text = at === parts.length - 1 ? part : `${part}, `;
    if ((lines.at(-1) as string).length + text.length > 100) lines.push('');
    lines[lines.length - 1] += text;
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}
