import { codesOf } from '../../facts/code-lists.js';
import type { Fact } from '../../facts/kinds.js';
import { MAXIMUM_ITEMS } from '../../facts/schema.js';
import { LAST_DAY } from '../../policy/parameters.js';
import { type Policy, policyFileStem } from '../../policy/policy.js';
import { OUTCOMES, possibleConclusions, STAGE_NAMES, stageOf } from '../../policy/stages.js';
import type { AnswerPlace } from './answer-places.js';
import { scaleOf } from './facts.js';
import { generateJavaScript } from './generate.js';
import { MODULE_COMMENT, MODULE_HOST } from './module-host-text.js';
import { COMPLETE_KEY, END_KEY, type Row } from './rows.js';

/** The form of a module; one of another form is read in another way. */
export const MODULE_FORMAT = 'dixian-module/1';

/** `esm`: an ECMAScript module with named exports; `cjs`: the same for `require`. */
export type ModuleForm = 'esm' | 'cjs';
export const MODULE_FORMS: readonly ModuleForm[] = ['esm', 'cjs'];
const ENDINGS: Readonly<Record<ModuleForm, string>> = { esm: 'mjs', cjs: 'cjs' };

/** A fact of a module's rows, or a field of the items of a list. */
export interface ModuleFact {
  readonly name: string;
  readonly kind: Fact['kind'];
  /** The keys in which it stands in a row. */
  readonly keys: readonly string[];
  /** Of a number: its decimals; the least and greatest possible, in units of the last decimal. */
  readonly decimals: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** The texts that a code can be. */
  readonly codes: readonly string[] | null;
  /** The regular expression that a text has to match. */
  readonly pattern: string | null;
  /** Of a list of records: what stands in a record; and the fewest that a complete list has. */
  readonly fields: readonly ModuleFact[] | null;
  readonly minimumItems: number;
  /** What the policy takes a blank of it to mean, as it stands in a row; `fillBlanks` puts it there. */
  readonly blankMeans: number | string | null;
}

/** Where a truth stands: in `T`, or it is the same for every household. */
interface ModulePlace<Value> {
  readonly at: number | null;
  readonly value: Value | null;
}

/** An answer of a module; `read` tells what it is for the household decided last. */
export type ModuleAnswer = {
  readonly name: string;
  /** `rule`: a rule; `stage`: what a stage concludes or may; `outcome`: an outcome, or what is missing for it. */
  readonly of: 'rule' | 'stage' | 'outcome';
  /** Whether it is there only after `missing()`. */
  readonly afterMissing: boolean;
} & (
  | ({ readonly kind: 'truth' } & ModulePlace<number>)
  | ({ readonly kind: 'text' } & ModulePlace<string>)
  | {
      readonly kind: 'codes';
      readonly items: readonly ({ readonly text: string } & ModulePlace<number>)[];
    }
);

/** What a module exports. */
export interface PolicyModule {
  readonly format: typeof MODULE_FORMAT;
  /** The hash of the policy, as receipts quote it. */
  readonly hash: string;
  /** The code of the region. */
  readonly region: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly knownOn: string | null;
  readonly facts: readonly ModuleFact[];
  readonly answers: readonly ModuleAnswer[];
  /**
   * Sets the day, a number yyyymmdd.
   * @throws RangeError if it is no day, or one on which the policy is not valid.
   */
  day(on: number): void;
  /** The key of the first value that cannot be, or null. */
  fault(row: unknown): string | null;
  /** Puts what a blank means where the policy declares it; gives the names of those facts. */
  fillBlanks(row: Row): string[];
  /**
   * Works out a household; false where a number left the exact ones, and nothing is decided.
   * @throws Error if no day was set.
   */
  decide(row: Row): boolean;
  /** Works out what is missing for it; false as above. */
  missing(): boolean;
  /** @throws Error where no household is decided. */
  read(answer: ModuleAnswer): number | string | null | { readonly text: string; readonly truth: number }[];
  readonly T: readonly number[];
  readonly O: readonly unknown[];
}

export interface ModuleText {
  /** The name of its file, with the first 16 digits of the hash. */
  readonly name: string;
  readonly text: string;
  /** Answers that generated code cannot give; a module without them would look whole. */
  readonly unsupported: readonly string[];
}

/** Data as a literal of ASCII only: no text in it can end a script, a comment, or a line. */
const literalOf = (data: unknown): string =>
  JSON.stringify(data).replace(
    /[^\x20-\x7e]|[<>/]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const linesOf = (entries: readonly unknown[]): string => `[\n${entries.map(literalOf).join(',\n')}\n]`;

const dayNumber = (day: string): number => Number(day.replace(/-/g, ''));

/** What a blank is taken to mean, as it stands in a row. */
function blankOf(fact: Fact, value: boolean | number | string | undefined): number | string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 3 : 0;
  // A declared value is checked by the catalogue: of so few decimals the product is the whole number or next to it.
  if (typeof value === 'number')
    return Math.round(value * scaleOf(fact.kind === 'number' ? fact.decimals : 0));
  return fact.kind === 'day' || fact.kind === 'month' ? dayNumber(value) : value;
}

function factOf(name: string, fact: Fact, blankMeans: number | string | null = null): ModuleFact {
  const second: Partial<Record<Fact['kind'], string>> = {
    day: END_KEY,
    month: END_KEY,
    list: COMPLETE_KEY,
    codes: COMPLETE_KEY,
  };
  const ending = second[fact.kind];
  const scale = fact.kind === 'number' ? scaleOf(fact.decimals) : 1;
  const fields = fact.kind === 'list' ? (fact.fields as Readonly<Record<string, Fact>>) : undefined;
  return {
    name,
    kind: fact.kind,
    keys: ending === undefined ? [name] : [name, name + ending],
    decimals: fact.kind === 'number' ? fact.decimals : null,
    minimum: fact.kind === 'number' ? fact.minimum * scale : null,
    maximum: fact.kind === 'number' ? fact.maximum * scale : null,
    codes: fact.kind === 'code' || fact.kind === 'codes' ? codesOf(fact.codes) : null,
    pattern: fact.kind === 'text' ? (fact.pattern ?? null) : null,
    fields:
      fields === undefined
        ? null
        : Object.keys(fields)
            .sort()
            .map((field) => factOf(field, fields[field] as Fact)),
    minimumItems: fact.kind === 'list' ? fact.minimumItems : 0,
    blankMeans,
  };
}

/** The answers that a module keeps, by what they are of. */
function wantedAnswers(policy: Policy): ReadonlyMap<string, ModuleAnswer['of']> {
  const wanted = new Map<string, ModuleAnswer['of']>();
  for (const stage of STAGE_NAMES) {
    for (const rule of policy.stages[stage]) wanted.set(rule, 'rule');
    const { conclusion } = stageOf(stage);
    if (conclusion !== undefined) wanted.set(conclusion, 'stage');
    wanted.set(possibleConclusions(stage), 'stage');
  }
  for (const outcome of Object.values(OUTCOMES)) wanted.set(outcome, 'outcome');
  const defined = new Set(policy.program.definitions.map(({ name }) => name));
  return new Map([...wanted].filter(([name]) => defined.has(name)));
}

const placeOf = (text: string): ModulePlace<number> => {
  const place = /^T\[(\d+)\]$/.exec(text)?.[1];
  return place === undefined ? { at: null, value: Number(text) } : { at: Number(place), value: null };
};

function answerAt(name: string, of: ModuleAnswer['of'], answer: AnswerPlace): ModuleAnswer {
  const head = { name, of, afterMissing: name.endsWith('.missing') };
  if (answer.kind === 'codes')
    return {
      ...head,
      kind: 'codes',
      items: answer.items.map(({ belongs, text }) => ({ text, ...placeOf(belongs) })),
    };
  const value = answer.constant === undefined ? null : (JSON.parse(answer.constant) as unknown);
  const at = answer.place ?? null;
  return answer.kind === 'truth'
    ? { ...head, kind: 'truth', at, value: value as number | null }
    : { ...head, kind: 'text', at, value: value as string | null };
}

/** What a module tells its caller, in both languages: it stands alone. */
const TEXTS = {
  notADay:
    '研判日期须写成 20241101 这样的数，且这一天存在。/ The day is a number like 20241101, of a day that exists.',
  outside:
    '这一天不在政策有效期内，见 validFrom 和 validTo。/ The policy is not valid on this day: see validFrom, validTo.',
  noDay: '请先用 day(20241101) 设定研判日期。/ Set the day first, with day(20241101).',
  notDecided:
    '还没有判定结果：先调用 decide(row)，且须返回 true。/ No household is decided: decide(row) has to return true first.',
};

/**
 * A policy as a module that stands alone: no imports, nothing of the host, no code from text. It holds its own hash,
 * region and validity, the facts that it reads, and where its answers stand: all rules, what stages conclude, outcomes,
 * and lists of what is missing. Texts of packs stand in it as escaped literals only.
 */
export function moduleText(policy: Policy, form: ModuleForm = 'esm'): ModuleText {
  const wanted = wantedAnswers(policy);
  const { source, layout } = generateJavaScript(policy.program, { answers: wanted.keys() });
  const facts = layout.facts.map(({ name, fact }) => {
    const { declaredBlanks } = policy.program;
    const declared = Object.hasOwn(declaredBlanks, name) ? declaredBlanks[name] : undefined;
    return factOf(name, fact, blankOf(fact, declared));
  });
  const answers: ModuleAnswer[] = [];
  const unsupported: string[] = [];
  for (const [name, of] of wanted) {
    const answer = layout.answers.get(name);
    if (answer === undefined) unsupported.push(name);
    else answers.push(answerAt(name, of, answer));
  }
  const { hash, region, validFrom, validTo = null, knownOn = null } = policy;
  const [firstDay, lastDay] = [dayNumber(validFrom), dayNumber(validTo ?? LAST_DAY)];
  const head = { format: MODULE_FORMAT, hash, region: region.code, validFrom, validTo, knownOn };
  const own = { ...head, maximumItems: MAXIMUM_ITEMS, firstDay, lastDay, texts: TEXTS };
  const names = Object.keys(head).map((key) => `${key}: data.${key}`);
  const calls = ['day', 'fault', 'fillBlanks', 'decide', 'missing', 'read'].map((call) => `${call}: ${call}`);
  const made = `var policy = (function () {
'use strict';
var data = ${literalOf(own)};
data.facts = ${linesOf(facts)};
data.answers = ${linesOf(answers)};
var program = ${source};
${MODULE_HOST.trim()}
return { ${[...names, 'facts: data.facts', 'answers: data.answers', ...calls].join(', ')}, T: program.T, O: program.O };
}());`;
  const exported = [...Object.keys(head), 'facts', 'answers'].concat([
    'day',
    'fault',
    'fillBlanks',
    'decide',
    'missing',
    'read',
    'T',
    'O',
  ]);
  const footer =
    form === 'cjs'
      ? 'module.exports = policy;'
      : `export var ${exported.map((name) => `${name} = policy.${name}`).join(', ')};`;
  return {
    name: `${policyFileStem(policy)}.policy.${ENDINGS[form]}`,
    text: `${MODULE_COMMENT}\n${made}\n${footer}\n`,
    unsupported,
  };
}
