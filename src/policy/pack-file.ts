import { type AnyNode, parse } from '@humanwhocodes/momoa';
import { type Issue, issue } from '../values/issues.js';

/** A file of a pack as text. The core never reads files itself. */
export interface PolicyFile {
  /** Its path, with `/` between folders; tells which pack it belongs to and stands in every error. */
  readonly path: string;
  readonly text: string;
}

/** The largest file of the rules. */
export const MAXIMUM_CHARACTERS = 2_000_000;
const MAXIMUM_JSON_DEPTH = 100;
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

type Path = readonly (string | number)[];

/** Duplicate and forbidden keys, which JSON.parse would pass over in silence. */
function inspect(node: AnyNode, path: Path, depth: number, issues: Issue[]): void {
  if (depth > MAXIMUM_JSON_DEPTH) {
    issues.push(issue('tooDeep', path, { limit: MAXIMUM_JSON_DEPTH }));
    return;
  }
  if (node.type === 'Object') {
    const seen = new Set<string>();
    for (const member of node.members) {
      const name = member.name.type === 'String' ? member.name.value : member.name.name;
      if (FORBIDDEN_KEYS.includes(name)) issues.push(issue('forbiddenKey', [...path, name], { key: name }));
      if (seen.has(name)) issues.push(issue('duplicateKey', [...path, name], { key: name }));
      seen.add(name);
      inspect(member.value, [...path, name], depth + 1, issues);
    }
  }
  if (node.type === 'Array') {
    node.elements.forEach((element, index) => {
      inspect(element.value, [...path, index], depth + 1, issues);
    });
  }
}

/** The parser ends its messages with the place: (line:column). */
function syntaxIssue(message: string): Issue {
  const [, line, column] = /\((\d+):(\d+)\)\s*$/.exec(message) ?? [];
  if (line === undefined || column === undefined) return issue('notJson', [], { detail: message });
  return issue('jsonSyntax', [], { line: Number(line), column: Number(column) });
}

/** The JSON of a file, or what is wrong with it. Never throws. */
export function readJson(file: PolicyFile): { value: unknown; issues: readonly Issue[] } {
  const text = file.text.replace(/^\uFEFF/, '');
  if (text.length > MAXIMUM_CHARACTERS)
    return { value: undefined, issues: [issue('fileTooLarge', [], { limit: MAXIMUM_CHARACTERS })] };
  const issues: Issue[] = [];
  try {
    inspect(parse(text).body, [], 1, issues);
    return issues.length > 0 ? { value: undefined, issues } : { value: JSON.parse(text), issues };
  } catch (error) {
    if (error instanceof RangeError)
      return { value: undefined, issues: [issue('tooDeep', [], { limit: MAXIMUM_JSON_DEPTH })] };
    return { value: undefined, issues: [syntaxIssue((error as Error).message)] };
  }
}
