import { type ObjectNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Issue } from '../values/issues.js';
import type { PolicyFile } from './pack-file.js';

const nameOf = (member: ObjectNode['members'][number]): string =>
  member.name.type === 'String' ? member.name.value : member.name.name;

/** The value at a path of a JSON text, with its place. */
function nodeAt(node: ValueNode, path: Issue['path']): ValueNode | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return node;
  const next =
    node.type === 'Object'
      ? node.members.find((member) => nameOf(member) === first)?.value
      : node.type === 'Array' && typeof first === 'number'
        ? node.elements[first]?.value
        : undefined;
  return next === undefined ? undefined : nodeAt(next, rest);
}

/** Puts a hash into the `overrides` at a path; the rest of the text, its spaces included, stays as it is. */
function withHash(text: string, path: Issue['path'], hash: string): string {
  // A mark of the byte order is no JSON; a space in its place keeps every offset.
  const overrides = nodeAt(parse(text.replace(/^\uFEFF/, ' ')).body, path.slice(0, -1));
  if (overrides?.type !== 'Object') return text;
  const existing = overrides.members.find((member) => nameOf(member) === 'hash')?.value;
  if (existing !== undefined)
    return `${text.slice(0, existing.loc.start.offset)}"${hash}"${text.slice(existing.loc.end.offset)}`;
  const last = overrides.members.at(-1);
  if (last === undefined) return text;
  const before = text.slice(0, last.loc.start.offset);
  // On a line of its own where the other members are.
  const indent = /\r?\n[ \t]*$/.exec(before)?.[0] ?? ' ';
  const end = last.loc.end.offset;
  return `${text.slice(0, end)},${indent}"hash": "${hash}"${text.slice(end)}`;
}

/**
 * Confirms what lower layers replace: writes the present hash of the upper item beside each override that quotes
 * none or an old one. Only the issues of those two kinds are read; the files without any stay as they are.
 * @returns the changed files.
 */
export function confirmOverrides(files: readonly PolicyFile[], issues: readonly Issue[]): PolicyFile[] {
  const open = issues.filter(({ code }) => code === 'overrideUnconfirmed' || code === 'overrideOutdated');
  return files.flatMap((file) => {
    const own = open.filter((each) => each.file === file.path);
    if (own.length === 0) return [];
    const text = own.reduce(
      (now, { path, params }) => withHash(now, path, String(params['hash'])),
      file.text,
    );
    return [{ path: file.path, text }];
  });
}
