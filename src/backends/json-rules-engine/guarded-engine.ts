import {
  type Almanac,
  Engine,
  type EngineResult,
  type RuleProperties,
  type RunOptions,
} from 'json-rules-engine';
import { DixianError, type Issue, issue } from '../../values/issues.js';

export type {
  Engine,
  EngineResult,
  FactOptions,
  Operator,
  OperatorDecorator,
  RuleProperties,
} from 'json-rules-engine';
export { Almanac, type Event, Fact } from 'json-rules-engine';

export type RuleConditions = Parameters<Engine['setCondition']>[1];

/** What resolves paths here: nothing of a path is ever run, whichever way it got in. */
export function refusePath(): never {
  throw new Error('Paths are not allowed in conditions: json-rules-engine would run their text.');
}

/**
 * Refuses conditions that have a `path` at any depth, by their own key or an inherited one: json-rules-engine's
 * resolver has been made to run the text of paths again and again (CVE-2024-21534, CVE-2025-1302, 2026).
 * @throws DixianError `pathForbidden` with the place of the first one.
 */
export function requireNoPath(conditions: unknown, at: string): void {
  const seen = new Set<unknown>();
  const open: { readonly value: unknown; readonly path: Issue['path'] }[] = [
    { value: conditions, path: [at] },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if ('path' in value) throw new DixianError([issue('pathForbidden', [...path, 'path'])]);
    const isList = Array.isArray(value);
    for (const [key, member] of Object.entries(value))
      open.push({ value: member, path: [...path, isList ? Number(key) : key] });
  }
}

/** json-rules-engine's Engine without paths. */
export class GuardedEngine extends Engine {
  constructor() {
    super([], { pathResolver: refusePath });
  }

  /** As upstream's. @throws DixianError if a condition of the rule has a `path`. */
  override addRule(rule: RuleProperties): this {
    requireNoPath(rule?.conditions, 'conditions');
    return super.addRule(rule);
  }

  /** As upstream's. @throws DixianError if the condition has a `path`. */
  override setCondition(name: string, conditions: RuleConditions): this {
    requireNoPath(conditions, name);
    return super.setCondition(name, conditions);
  }

  /** As upstream's; an almanac that is given loses its own resolver of paths. */
  override run(facts?: Record<string, unknown>, options?: RunOptions): Promise<EngineResult> {
    const almanac: Almanac | undefined = options?.almanac;
    if (almanac !== undefined) Object.assign(almanac, { pathResolver: refusePath });
    return super.run(facts, options);
  }
}
