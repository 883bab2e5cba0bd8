import type { Title } from '../facts/kinds.js';
import type { Unit } from '../facts/units.js';
import type { Node } from '../language/nodes.js';
import { hashOf, hashOfShared } from '../values/canonical.js';
import { freezeDeep } from '../values/freeze-deep.js';
import { DixianError, issue } from '../values/issues.js';
import type { Derivation } from './derivation.js';
import type { Authority, DocumentSource } from './pack-schemas.js';
import type { StageName } from './stages.js';

/** On whose word something stands, where that can be read, and which layer says it. */
export interface Provenance {
  readonly authority: Authority;
  readonly layer: string;
  readonly document?: string;
  readonly clause?: string;
  readonly confidence?: 'high' | 'medium' | 'low';
  readonly note?: string;
}

/** A value of a parameter for the days from `from` to `to`; only an announced or derived one has a value in force. */
export interface ParameterValue extends Provenance {
  readonly from: string;
  readonly to?: string;
  /** A number as exact text, or a flag. */
  readonly value?: string | boolean;
  /** `undated`: the figure is known, its year is not. `notYetKnown`: published after the day asked for. */
  readonly status:
    | 'announced'
    | 'derived'
    | 'expected'
    | 'withdrawn'
    | 'notApplicable'
    | 'undated'
    | 'notYetKnown';
  readonly publishedOn?: string;
  /** Of a value kept out by `knownOn` whose publication nobody recorded: the day of the document it was seen in. */
  readonly seenOn?: string;
  readonly expectedOn?: string;
  readonly datePrecision?: 'day' | 'year';
  /** The value of an earlier period, which its file lets go on to `to` while nothing new is announced. */
  readonly carriedOver?: true;
  readonly carriedOverTo?: string;
  /** Of an undated figure: the figure, which is not used. */
  readonly undatedValue?: string;
  /** How the figure was found. */
  readonly evidence?: readonly {
    readonly how: 'page' | 'copy' | 'headline' | 'arithmetic';
    readonly note: string;
  }[];
  /** Of a derived value: the formula of the pack, and how it was worked out. */
  readonly formula?: string;
  readonly figuresOf?: string;
  readonly derivation?: Derivation;
}

export interface PolicyParameter {
  readonly title: Title;
  readonly type: 'number' | 'flag';
  readonly unit?: Unit;
  /** An open term: a lower layer must, or may, set it. */
  readonly open?: 'must' | 'may';
  /** The parameter, in days, that says how long before its end to remind of it. */
  readonly remindBefore?: string;
  /** Something known of the region itself, not a parameter of policy. */
  readonly isAttribute?: true;
  readonly series: readonly ParameterValue[];
}

export interface PolicyRule {
  readonly stage: StageName;
  readonly title: Title;
  readonly provenance: Provenance;
  readonly concludes?: string;
  /** The kind of what is concluded, such as the natural disaster; the rule itself then adds no conclusion. */
  readonly detail?: string;
  readonly priority?: number;
  /** A red flag that refuses instead of asking for a second look. */
  readonly refuses?: true;
  /** The department that a clue comes from. */
  readonly department?: string;
  /** The decision table of which it is a row. */
  readonly table?: string;
  /** What a measure of a toolbox is. */
  readonly measure?: PolicyMeasure;
  /** The conditions as the pack has them, in json-rules-engine's form. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** A measure of a toolbox. */
export interface PolicyMeasure {
  readonly toolbox: string;
  readonly kind: 'development' | 'safetyNet' | 'other';
  /** The named conditions that it answers. */
  readonly needs: readonly string[];
  readonly department?: string;
  /** Parameters: how much, and at most how much. */
  readonly amount?: string;
  readonly limit?: string;
  readonly conflictsWith?: readonly string[];
}

/** What the measures of a toolbox share. */
export interface PolicyToolbox {
  readonly title: Title;
  readonly developmentNeed: string;
  /** Parameters in months. */
  readonly firstWithin?: string;
  readonly developmentWithin?: string;
  readonly provenance: Provenance;
}

/** A step of a procedure; `within`, `atLeast` and `inWorkingDays` name parameters. */
export interface PolicyStep {
  readonly name: string;
  readonly title: Title;
  readonly level: 'household' | 'village' | 'township' | 'county';
  readonly after?: readonly string[];
  readonly within?: string;
  readonly atLeast?: string;
  readonly inWorkingDays?: string;
  readonly note?: string;
}

/** How something is decided: its steps in order. */
export interface PolicyProcedure {
  readonly title: Title;
  readonly steps: readonly PolicyStep[];
  readonly within?: string;
  readonly inWorkingDays?: string;
  readonly first?: readonly PolicyStep[];
  readonly provenance: Provenance;
}

/** The days off and made-up working days of a year. */
export interface PolicyCalendar {
  readonly document: string;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** An early warning about an area, as an expression over its figures and the parameters. */
export interface PolicyAreaWarning {
  readonly title: Title;
  readonly formula: string;
  readonly node: Node;
  readonly provenance: Provenance;
}

export interface PolicyDerivedFact {
  readonly title: Title;
  readonly formula: string;
  readonly unit?: Unit;
  readonly provenance: Provenance;
}

export interface PolicyCondition {
  readonly title: Title;
  readonly condition: Readonly<Record<string, unknown>>;
}

/** A blank of this fact means the value, on the stated authority. */
export interface DeclaredBlank extends Provenance {
  readonly value: boolean | number | string;
}

/** One named expression of the program. */
export interface Definition {
  readonly name: string;
  readonly node: Node;
}

/** All that a back end sees: definitions in an order without cycles, and dated parameters. */
export interface Program {
  readonly definitions: readonly Definition[];
  readonly parameters: Readonly<
    Record<
      string,
      readonly { readonly from: string; readonly to?: string; readonly value?: string | boolean }[]
    >
  >;
  readonly declaredBlanks: Readonly<Record<string, boolean | number | string>>;
}

/** The form of a policy file; another one has to be made again from its packs. */
export const POLICY_FORMAT = 'dixian-policy/2';

/** What is in force for one region between two days: resolved, frozen, named by its hash. */
export interface Policy {
  readonly format: typeof POLICY_FORMAT;
  /** SHA-256 of the decision-bearing content: program, stages, conclusions, region and validity. */
  readonly hash: string;
  readonly region: { readonly code: string; readonly name: Title };
  /** First and last day for which the policy is the same; without an end it has none that is known. */
  readonly validFrom: string;
  readonly validTo?: string;
  /** The day on which every value and figure used here was already published; absent if not asked for. */
  readonly knownOn?: string;
  readonly layers: readonly {
    readonly name: string;
    readonly region: string;
    readonly title: Title;
    /** Of a layer for a time: why it was made, and its last day. */
    readonly temporary?: { readonly reason: Title; readonly to: string };
  }[];
  readonly program: Program;
  /** The rules of each stage, in the order in which they are read. */
  readonly stages: Readonly<Record<StageName, readonly string[]>>;
  readonly rules: Readonly<Record<string, PolicyRule>>;
  readonly derivedFacts: Readonly<Record<string, PolicyDerivedFact>>;
  readonly conditions: Readonly<Record<string, PolicyCondition>>;
  readonly parameters: Readonly<Record<string, PolicyParameter>>;
  readonly documents: Readonly<Record<string, DocumentSource>>;
  readonly declaredBlanks: Readonly<Record<string, DeclaredBlank>>;
  readonly toolboxes: Readonly<Record<string, PolicyToolbox>>;
  readonly procedures: Readonly<Record<string, PolicyProcedure>>;
  /** By year, as text. */
  readonly calendars: Readonly<Record<string, PolicyCalendar>>;
  readonly areaWarnings: Readonly<Record<string, PolicyAreaWarning>>;
  /** Names that a pack lets a stage conclude, with their English. */
  readonly codes: Readonly<Partial<Record<StageName, Readonly<Record<string, string>>>>>;
}

const SEALED = new WeakSet<object>();
const PART_HASHES = new WeakMap<object, string>();

/**
 * A part of a policy as plain frozen JSON: just resolved or read from a file, it is the same in every way. A part
 * that is sealed already is taken as it is, so that policies share what they have in common.
 */
export function sealPart<Part extends object>(part: Part): Part {
  if (SEALED.has(part)) return part;
  const plain = freezeDeep(JSON.parse(JSON.stringify(part)) as Part);
  SEALED.add(plain);
  return plain;
}

/** The definitions of a program as a sealed part. Their expressions are plain frozen JSON since they were made. */
export function sealDefinitions(definitions: readonly Definition[]): readonly Definition[] {
  const sealed = Object.freeze(definitions.map(({ name, node }) => Object.freeze({ name, node })));
  SEALED.add(sealed);
  return sealed;
}

function hashOfPart(part: object): string {
  const known = PART_HASHES.get(part);
  if (known !== undefined) return known;
  const hash = hashOfShared(part);
  if (SEALED.has(part)) PART_HASHES.set(part, hash);
  return hash;
}

/** What of a rule bears on a decision: no title, note or document, but the conditions as json-rules-engine runs them. */
const decisionOf = (rule: PolicyRule): unknown => ({
  stage: rule.stage,
  concludes: rule.concludes ?? null,
  priority: rule.priority ?? null,
  detail: rule.detail ?? null,
  refuses: rule.refuses ?? null,
  measure: rule.measure ?? null,
  conditions: rule.conditions,
});

const BARE_PARTS = new WeakMap<object, object>();

/** A part stripped to what bears on a decision, made once for the policies that share it. */
function bareOf<Part extends object>(part: Part, strip: (part: Part) => object): object {
  const known = BARE_PARTS.get(part);
  if (known !== undefined) return known;
  const made = sealPart(strip(part));
  if (SEALED.has(part)) BARE_PARTS.set(part, made);
  return made;
}

/** The decision-bearing content of all rules. */
const decisionsOf = (rules: Policy['rules']): object =>
  bareOf(rules, (all) =>
    Object.fromEntries(Object.entries(all).map(([name, rule]) => [name, decisionOf(rule)])),
  );

/** What something is called, and on whose word it stands, does not bear on an answer. */
const WORDS: readonly string[] = ['title', 'note', 'provenance'];
const bareEntry = (entry: object): object =>
  Object.fromEntries(
    Object.entries(entry)
      .filter(([key]) => !WORDS.includes(key))
      .map(([key, value]) => [
        key,
        (key === 'steps' || key === 'first') && Array.isArray(value) ? value.map(bareEntry) : value,
      ]),
  );

/** The entries of a part without their words; their own names stay, whatever they are. */
const withoutWords = (part: Readonly<Record<string, object>>): object =>
  bareOf(part, (whole) =>
    Object.fromEntries(Object.entries(whole).map(([name, entry]) => [name, bareEntry(entry)])),
  );

/** The decision-bearing content of a policy, its large parts by their hashes. */
function decisionContent(policy: Omit<Policy, 'hash'>): unknown {
  return {
    format: policy.format,
    region: policy.region.code,
    validFrom: policy.validFrom,
    validTo: policy.validTo ?? null,
    definitions: hashOfPart(policy.program.definitions),
    parameters: policy.program.parameters,
    declaredBlanks: policy.program.declaredBlanks,
    stages: policy.stages,
    rules: hashOfPart(decisionsOf(policy.rules)),
    conditions: hashOfPart(withoutWords(policy.conditions)),
    toolboxes: hashOfPart(withoutWords(policy.toolboxes)),
    procedures: hashOfPart(withoutWords(policy.procedures)),
    calendars: hashOfPart(policy.calendars),
    areaWarnings: hashOfPart(withoutWords(policy.areaWarnings)),
    remindBefore: Object.entries(policy.parameters).map(([name, entry]) => [
      name,
      entry.remindBefore ?? null,
    ]),
  };
}

/** Names a policy by the hash of its content, and freezes it. */
export function sealPolicy(content: Omit<Policy, 'hash'>): Policy {
  const { program, rules, derivedFacts, conditions, stages, ...shared } = content;
  const { toolboxes, procedures, calendars, areaWarnings, ...rest } = shared;
  const plain: Omit<Policy, 'hash'> = {
    ...sealPart(rest),
    program: { ...sealPart({ ...program, definitions: [] }), definitions: sealPart(program.definitions) },
    stages: sealPart(stages),
    rules: sealPart(rules),
    derivedFacts: sealPart(derivedFacts),
    conditions: sealPart(conditions),
    toolboxes: sealPart(toolboxes),
    procedures: sealPart(procedures),
    calendars: sealPart(calendars),
    areaWarnings: sealPart(areaWarnings),
  };
  return freezeDeep({ ...plain, hash: hashOf(decisionContent(plain)) });
}

/**
 * What a file made of a policy is named by: region, first day and hash; and the day on which its figures had to be
 * known, which two policies of one hash may differ in.
 */
export const policyFileStem = ({ region, validFrom, hash, knownOn }: Policy): string =>
  [region.code, validFrom, hash.slice(0, 16), ...(knownOn === undefined ? [] : [`known-${knownOn}`])].join(
    '.',
  );

/** The file of a resolved policy: its name carries the hash, its text is JSON. */
export const policyFile = (policy: Policy): { readonly name: string; readonly text: string } => ({
  name: `${policyFileStem(policy)}.policy.json`,
  text: `${JSON.stringify({ ...policy, checksum: hashOf(policy) }, null, 1)}\n`,
});

/**
 * Reads the file of a resolved policy; needs no packs.
 * @throws DixianError if it is not a policy, or anything in it was changed.
 */
export function readPolicy(text: string): Policy {
  let read: Policy & { readonly checksum?: string };
  try {
    read = JSON.parse(text) as Policy & { readonly checksum?: string };
  } catch (error) {
    throw new DixianError([issue('notJson', [], { detail: (error as Error).message })]);
  }
  const format: unknown = (read as { readonly format?: unknown } | null)?.format;
  if (typeof format === 'string' && format.startsWith('dixian-policy/') && format !== POLICY_FORMAT)
    throw new DixianError([issue('policyOfOtherFormat', [], { format, expected: POLICY_FORMAT })]);
  const sealed = sealedOrUndefined(read);
  if (sealed === undefined) throw new DixianError([issue('damagedPolicy', [])]);
  return sealed;
}

/** A file that is no policy fails somewhere on the way to its hash; where does not matter to its reader. */
function sealedOrUndefined(read: Policy & { readonly checksum?: string }): Policy | undefined {
  if (read?.format !== POLICY_FORMAT) return undefined;
  try {
    const { checksum, ...policy } = read;
    const { hash, ...content } = policy;
    const sealed = sealPolicy(content);
    return sealed.hash === hash && hashOf(policy) === checksum ? sealed : undefined;
  } catch {
    return undefined;
  }
}
