import { fc } from '@fast-check/vitest';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import type { FactValue } from '../../src/facts/given.js';
import type { Fact } from '../../src/facts/kinds.js';
import type { Node } from '../../src/language/nodes.js';
import type { Program } from '../../src/policy/policy.js';
import type { HouseholdFacts } from './support.js';

/** What breaks out of text, comments, templates, tags and lines, or means something to an engine. */
const PIECES = [
  "'",
  '"',
  '`',
  '\\',
  '*/',
  '/*',
  '//',
  '</script>',
  '<script>',
  '<!--',
  '-->',
  ']]>',
  '\n',
  '\r',
  '\t',
  '\0',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ud800',
  '\u{10ffff}',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'use strict',
  'null',
  'undefined',
  'T[0]',
  'O[1]',
  'v1',
  'd0',
  'r.x',
  'NO',
  ' === 3 ? ',
  '); planted(); (',
  '"; planted(); "',
  "'; planted(); '",
  '}; planted(); {',
  '\\u0022',
  '\\x22',
  '\\',
  'eval',
  'arguments',
  ' ',
  '',
  '.',
  '$',
  '0',
  '3',
  '防止返贫',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not become a template anywhere.
  '${planted()}',
] as const;
/** Any of them, put together with random characters. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 4 })
  .map((pieces) => pieces.join(''));

/** Texts in the place of others, each in the place of one only; those that tell what is missing keep what they end in. */
export class Renaming {
  private readonly known = new Map<string, string>();
  private readonly taken = new Set<string>(['true', 'false', 'unknown']);
  private readonly hostile: readonly string[];
  constructor(hostile: readonly string[]) {
    this.hostile = hostile;
  }

  of(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    let made = this.hostile[this.known.size % this.hostile.length] as string;
    while (this.taken.has(made)) made += "'";
    this.known.set(text, made);
    this.taken.add(made);
    return made;
  }

  /** The resolver names what is missing; code generation knows it by these parts of a name. */
  ofName(name: string): string {
    const parts = /^(.*)(\.(?:needs|part|lacks)\.|\.missing$)(.*)$/s.exec(name);
    if (parts === null) return this.of(name);
    const [, before = '', between = '', after = ''] = parts;
    return this.of(before) + between + (after === '' ? '' : this.of(after));
  }
}

/** A program that says the same with other names and texts. */
export function renamed(program: Program, names: Renaming, texts: Renaming): Program {
  const entry = (value: unknown, key: string, of: Record<string, unknown>): unknown => {
    if (key === 'name' && (of['kind'] === 'definition' || of['kind'] === 'parameter'))
      return names.ofName(value as string);
    if (key === 'binding') return names.of(value as string);
    if (key === 'value' && of['type'] === 'text') return texts.of(value as string);
    return inside(value);
  };
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== 'object' || value === null) return value;
    const of = value as Record<string, unknown>;
    // How something is rounded is written as texts, and is no text of a pack.
    if (of['operator'] === 'round') {
      const [first, ...rest] = of['operands'] as unknown[];
      return { ...of, operands: [inside(first), ...rest] };
    }
    return Object.fromEntries(Object.entries(of).map(([key, member]) => [key, entry(member, key, of)]));
  };
  return {
    definitions: program.definitions.map(({ name, node }) => ({
      name: names.ofName(name),
      node: inside(node) as Node,
    })),
    parameters: Object.fromEntries(
      Object.entries(program.parameters).map(([name, series]) => [names.ofName(name), series]),
    ),
    declaredBlanks: {},
  };
}

/** The texts of a household in other words. */
export function retold(facts: HouseholdFacts, texts: Renaming): HouseholdFacts {
  const inside = (
    value: unknown,
    kind: string | undefined,
    fields: Readonly<Record<string, Fact>>,
  ): unknown => {
    if (typeof value === 'string')
      return kind === 'text' || kind === 'code' || kind === 'codes' ? texts.of(value) : value;
    if (typeof value !== 'object' || value === null || !('items' in value)) return value;
    const items = (value as { items: readonly unknown[] }).items.map((item) =>
      typeof item === 'string' ? texts.of(item) : ofRecord(item as Record<string, unknown>, fields),
    );
    return { ...value, items };
  };
  const ofRecord = (record: Readonly<Record<string, unknown>>, facts: Readonly<Record<string, Fact>>) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => {
        const fact = facts[name];
        return [name, inside(value, fact?.kind, fact?.kind === 'list' ? fact.fields : {})];
      }),
    );
  return ofRecord(facts, CATALOGUE) as Readonly<Record<string, FactValue>>;
}
