import { CATALOGUE } from '../facts/catalogue.js';
import { codesOf } from '../facts/code-lists.js';
import type { Names, NameTable } from '../language/check.js';
import { readCondition } from '../language/conditions.js';
import { readFormula } from '../language/feel.js';
import {
  all,
  any,
  choose,
  definition,
  list,
  type Node,
  not,
  textLiteral,
  unknownLiteral,
  walk,
} from '../language/nodes.js';
import { INVALID, TRUTH, type Type, typeOfFact } from '../language/type.js';
import { type Issue, inFile, issue } from '../values/issues.js';
import { numbersInFormula } from './formula-numbers.js';
import type { Merged } from './merge.js';
import type { RuleSource } from './pack-schemas.js';
import { typeOfParameter } from './parameters.js';
import type { Definition } from './policy.js';
import type { NamesOfPolicy, ReadingMemory } from './reading-memory.js';
import type { Settled } from './settled.js';
import {
  NO_CONCLUSION,
  OUTCOMES,
  STAGE_NAMES,
  STAGES,
  STAGES_THAT_MAY_ASK_UNKNOWN,
  type StageName,
  stageOf,
} from './stages.js';

interface Built {
  readonly node: Node;
  readonly type: Type;
  /** The latest stage whose conclusions it reads, by index; -1 for none. */
  readonly latestStage: number;
  /** Whether it asks, itself or through others, whether something is unknown. */
  readonly asksUnknown: boolean;
  /** Whether it reads a fact, itself or through others: otherwise it is as good as a constant. */
  readonly readsFacts: boolean;
}

const FACT_TYPES: ReadonlyMap<string, Type> = new Map(
  Object.entries(CATALOGUE).map(([name, fact]) => [name, typeOfFact(fact)]),
);
const BROKEN: Built = {
  node: unknownLiteral(),
  type: INVALID,
  latestStage: -1,
  asksUnknown: false,
  readsFacts: true,
};

/**
 * Turns everything that the layers settle into typed definitions. A definition is read when something first
 * needs it, so their order comes out without cycles whatever the order of the files.
 */
export class Definitions implements NameTable, NamesOfPolicy {
  readonly issues: Issue[] = [];
  /** In an order without cycles. */
  readonly ordered: Definition[] = [];
  private readonly merged: Merged;
  private readonly memory: ReadingMemory;
  readonly names: Names;
  readonly conditionNames: ReadonlySet<string>;
  private readonly built = new Map<string, Built>();
  private readonly open: string[] = [];
  private readonly conclusions = new Map<string, StageName>();
  private readonly rulesByStage: ReadonlyMap<StageName, readonly string[]>;

  constructor(merged: Merged, memory: ReadingMemory) {
    this.merged = merged;
    this.memory = memory;
    this.conditionNames = new Set(merged.conditions.keys());
    const parameters = new Map(
      [...merged.parameters].map(([name, entry]) => [name, typeOfParameter(entry.declared)]),
    );
    this.names = { facts: FACT_TYPES, parameters, definitions: this };
    for (const stage of STAGE_NAMES) {
      const { conclusion } = stageOf(stage);
      if (conclusion !== undefined) this.conclusions.set(conclusion, stage);
    }
    this.rulesByStage = sortRules(merged);
    this.reportClashes();
    for (const name of this.keys()) this.build(name);
    this.checkStages();
  }

  has(name: string): boolean {
    return (
      this.merged.derivedFacts.has(name) ||
      this.merged.conditions.has(name) ||
      this.merged.rules.has(name) ||
      this.conclusions.has(name) ||
      name === OUTCOMES.noWayIn ||
      name === OUTCOMES.refusal
    );
  }

  get(name: string): Type | undefined {
    return this.has(name) ? this.build(name).type : undefined;
  }

  *keys(): Generator<string> {
    yield* [...this.merged.derivedFacts.keys()].sort();
    yield* [...this.merged.conditions.keys()].sort();
    yield* [...this.merged.rules.keys()].sort();
    yield* this.conclusions.keys();
    yield OUTCOMES.noWayIn;
    yield OUTCOMES.refusal;
  }

  /** The rules of a stage: a `first` stage by priority, highest first, the others by name. */
  rulesOf(stage: StageName): readonly string[] {
    return this.rulesByStage.get(stage) ?? [];
  }

  private reportClashes(): void {
    const seen = new Map<string, string>(
      [...FACT_TYPES.keys()].map((name) => [name, '事实目录 / the catalogue']),
    );
    for (const [name, stage] of this.conclusions)
      seen.set(name, `${stage} 阶段的结论 / the conclusion of ${stage}`);
    seen.set(OUTCOMES.noWayIn, '引擎 / the engine');
    seen.set(OUTCOMES.refusal, '引擎 / the engine');
    seen.set('evaluationDay', '引擎 / the engine');
    const claim = (name: string, file: string): void => {
      const other = seen.get(name);
      if (other !== undefined) this.issues.push(inFile(file, issue('duplicateName', [], { name, other })));
      seen.set(name, file);
    };
    for (const [name, entry] of this.merged.parameters) claim(name, entry.file);
    for (const table of [this.merged.derivedFacts, this.merged.conditions, this.merged.rules])
      for (const [name, entry] of table as ReadonlyMap<string, Settled<unknown>>) claim(name, entry.file);
  }

  private build(name: string): Built {
    const known = this.built.get(name);
    if (known !== undefined) return known;
    if (this.open.includes(name)) {
      const cycle = [...this.open.slice(this.open.indexOf(name)), name].join(' → ');
      this.issues.push(this.at(name, issue('cyclicDefinition', [], { cycle })));
      return BROKEN;
    }
    this.open.push(name);
    const { node, type } = this.readDefinition(name);
    this.open.pop();
    const made = { node, type, ...this.reach(name, node) };
    this.built.set(name, made);
    this.ordered.push({ name, node });
    return made;
  }

  /** An issue at the file and path of what a name comes from. */
  private at(name: string, found: Issue): Issue {
    const source: Settled<unknown> | undefined =
      this.merged.derivedFacts.get(name) ?? this.merged.conditions.get(name) ?? this.merged.rules.get(name);
    if (source === undefined) return found;
    return { ...found, file: source.file, path: [...source.path, ...found.path] };
  }

  private readDefinition(name: string): { node: Node; type: Type } {
    const derived = this.merged.derivedFacts.get(name);
    if (derived !== undefined) {
      const text = derived.source.formula;
      const formula = this.memory.read(text, this, ({ names }) => readFormula(text, names));
      for (const found of formula.issues) this.issues.push(this.at(name, { ...found, path: ['formula'] }));
      for (const number of numbersInFormula(formula.node))
        this.issues.push(this.at(name, issue('numberInRule', ['formula'], { number })));
      return formula;
    }
    const conclusion = this.conclusions.get(name);
    if (conclusion !== undefined) return this.readConclusion(conclusion);
    if (name === OUTCOMES.noWayIn)
      return { node: not(definition(this.require(STAGES.identify.conclusion))), type: TRUTH };
    if (name === OUTCOMES.refusal)
      return { node: any(this.reviewRules(true).map((rule) => definition(this.require(rule)))), type: TRUTH };
    const condition = this.merged.conditions.get(name);
    const rule = this.merged.rules.get(name);
    const path = rule === undefined ? 'condition' : 'conditions';
    const source = rule?.source.conditions ?? condition?.source.condition ?? {};
    // json-rules-engine takes no bare comparison at the top of a rule.
    if (!['all', 'any', 'not', 'condition'].some((key) => Object.hasOwn(source, key)))
      this.issues.push(
        this.at(
          name,
          issue('malformedCondition', [path], {
            detail: '最外层应为 all、any、not 或 condition',
            detailEn: 'its top must be all, any, not or condition',
          }),
        ),
      );
    const read = this.memory.read(JSON.stringify(source), this, ({ names, conditionNames }) =>
      readCondition(source, names, conditionNames),
    );
    for (const found of read.issues)
      this.issues.push(this.at(name, { ...found, path: [path, ...found.path] }));
    for (const found of numbersIn(source))
      this.issues.push(this.at(name, { ...found, path: [path, ...found.path] }));
    // A named condition is only reached through its rule, so it is built here to keep the order.
    for (const each of walk(read.node)) if (each.kind === 'definition') this.build(each.name);
    return { node: read.node, type: TRUTH };
  }

  /** The red flags that refuse, or those that ask for a second look. */
  private reviewRules(refusing: boolean): readonly string[] {
    return this.rulesOf('review').filter(
      (name) => (this.merged.rules.get(name)?.source.event.params.refuses === true) === refusing,
    );
  }

  private require(name: string): string {
    this.build(name);
    return name;
  }

  /** What a stage concludes, as an expression over its rules. */
  private readConclusion(stage: StageName): { node: Node; type: Type } {
    const { combination, codes } = stageOf(stage);
    const concluding = stage === 'review' ? this.reviewRules(false) : this.rulesOf(stage);
    const rules = concluding.map((name) => definition(this.require(name)));
    const concludes = (name: string): Node =>
      textLiteral(this.merged.rules.get(name)?.source.event.params.concludes ?? '');
    if (combination === 'any') return { node: any(rules), type: TRUTH };
    if (combination === 'all')
      return { node: all([...rules, definition(this.require(OUTCOMES.noWayIn))]), type: TRUTH };
    const type: Type =
      codes === undefined
        ? TRUTH
        : { kind: 'code', list: codes, added: Object.keys(this.merged.codes.get(stage) ?? {}) };
    // A rule that tells the kind of a conclusion adds none of its own.
    const isKind = (name: string): boolean =>
      this.merged.rules.get(name)?.source.event.params.detail !== undefined;
    if (combination === 'collect')
      return {
        node: list(
          rules
            .filter((rule) => !isKind(rule.name))
            .map((rule) => ({ when: rule, value: concludes(rule.name) })),
        ),
        type: { kind: 'list', item: type, unit: 'items', nonEmpty: false },
      };
    const chain = rules.reduceRight<Node>(
      (otherwise, rule) => choose(rule, concludes(rule.name), otherwise),
      textLiteral(NO_CONCLUSION),
    );
    return { node: chain, type };
  }

  private reach(name: string, node: Node): Pick<Built, 'latestStage' | 'asksUnknown' | 'readsFacts'> {
    let latestStage = this.conclusions.has(name)
      ? STAGE_NAMES.indexOf(this.conclusions.get(name) as StageName)
      : -1;
    const rule = this.merged.rules.get(name);
    if (rule !== undefined) latestStage = STAGE_NAMES.indexOf(rule.source.event.type);
    let asksUnknown = false;
    for (const each of walk(node)) {
      if (each.kind === 'isUnknown') asksUnknown = true;
      if (isDefaulting(each, (operand) => this.readsFacts(operand)))
        this.issues.push(this.at(name, issue('defaultForbidden', ['formula'])));
      if (each.kind !== 'definition') continue;
      const read = this.built.get(each.name) ?? BROKEN;
      asksUnknown ||= read.asksUnknown;
      if (rule !== undefined && read.latestStage > latestStage)
        this.issues.push(
          this.at(name, issue('laterStageRead', [], { stage: rule.source.event.type, name: each.name })),
        );
      if (rule === undefined) latestStage = Math.max(latestStage, read.latestStage);
    }
    return { latestStage, asksUnknown, readsFacts: this.readsFacts(node) };
  }

  private readsFacts(node: Node): boolean {
    for (const each of walk(node)) {
      if (each.kind === 'fact') return true;
      if (each.kind === 'definition' && (this.built.get(each.name) ?? BROKEN).readsFacts) return true;
      // What an item comes from is read by the filter or aggregate around it.
      if (each.kind === 'item') return true;
    }
    return false;
  }

  private checkStages(): void {
    for (const [name, rule] of this.merged.rules) {
      const stage = rule.source.event.type;
      if (this.built.get(name)?.asksUnknown && !STAGES_THAT_MAY_ASK_UNKNOWN.includes(stage))
        this.issues.push(this.at(name, issue('isUnknownForbidden', [])));
      this.checkConclusion(name, rule);
    }
    for (const stage of STAGE_NAMES) if (stageOf(stage).combination === 'first') this.checkPriorities(stage);
    for (const [stage, condition] of this.merged.stageConditions) {
      const type = this.get(condition.source);
      if (type === undefined)
        this.issues.push({
          ...issue('stageConditionMissing', condition.path, { stage, name: condition.source }),
          file: condition.file,
        });
      else if (type.kind !== 'truth' && type.kind !== 'invalid')
        this.issues.push({
          ...issue('notATruth', condition.path, { name: condition.source }),
          file: condition.file,
        });
      if (this.built.get(condition.source)?.asksUnknown)
        this.issues.push({ ...issue('isUnknownForbidden', condition.path), file: condition.file });
    }
  }

  private checkConclusion(name: string, rule: Settled<RuleSource>): void {
    const stage = rule.source.event.type;
    const { codes: list, details } = stageOf(stage);
    const { concludes, detail } = rule.source.event.params;
    const kinds = details === undefined ? [] : codesOf(details);
    if (detail !== undefined && !kinds.includes(detail))
      this.issues.push(
        this.at(
          name,
          issue('detailNotPossible', ['event', 'params', 'detail'], {
            name,
            detail,
            codes: kinds.join('、') || '—',
            stages: STAGE_NAMES.filter((each) => stageOf(each).details !== undefined).join('、'),
          }),
        ),
      );
    if (list === undefined) return;
    const codes = [...codesOf(list), ...Object.keys(this.merged.codes.get(stage) ?? {})];
    if (concludes === undefined || !codes.includes(concludes))
      this.issues.push(
        this.at(
          name,
          issue('conclusionMissing', ['event', 'params', 'concludes'], {
            stage,
            codes: codes.join('、'),
          }),
        ),
      );
  }

  private checkPriorities(stage: StageName): void {
    const byPriority = new Map<number, string>();
    for (const name of this.rulesOf(stage)) {
      const { priority } = (this.merged.rules.get(name) as Settled<RuleSource>).source;
      if (priority === undefined) {
        this.issues.push(this.at(name, issue('priorityMissing', ['priority'], { stage })));
        continue;
      }
      const other = byPriority.get(priority);
      if (other !== undefined)
        this.issues.push(
          this.at(name, issue('equalPriority', ['priority'], { stage, name, other, priority })),
        );
      byPriority.set(priority, name);
    }
  }
}

/** A `firstKnown` one of whose operands no fact can change: a default for a blank. `null` is none. */
const isDefaulting = (node: Node, readsFacts: (operand: Node) => boolean): boolean =>
  node.kind === 'apply' &&
  node.operator === 'firstKnown' &&
  node.operands.some(
    (operand) => !readsFacts(operand) && !(operand.kind === 'literal' && operand.type === 'unknown'),
  );

/** Numbers written into conditions: every one but zero belongs into a parameter. */
function* numbersIn(value: unknown, path: readonly (string | number)[] = []): Generator<Issue> {
  if (typeof value === 'number' && value !== 0 && path.at(-1) !== 'priority')
    yield issue('numberInRule', path, { number: value });
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value))
    yield* numbersIn(member, [...path, Array.isArray(value) ? Number(key) : key]);
}

function sortRules(merged: Merged): ReadonlyMap<StageName, readonly string[]> {
  const stages = new Map<StageName, string[]>();
  for (const [name, rule] of merged.rules)
    stages.set(rule.source.event.type, [...(stages.get(rule.source.event.type) ?? []), name]);
  for (const [stage, names] of stages) {
    const priority = (name: string): number =>
      stageOf(stage).combination === 'first' ? (merged.rules.get(name)?.source.priority ?? 0) : 0;
    names.sort((a, b) => priority(b) - priority(a) || (a < b ? -1 : 1));
  }
  return stages;
}
