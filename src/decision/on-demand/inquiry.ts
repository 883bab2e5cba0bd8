import type { Interpreter } from '../../backends/interpreter/interpreter.js';
import type { Almanac } from '../../backends/json-rules-engine/guarded-engine.js';
import type { FactValue } from '../../facts/given.js';
import type { Household } from '../../facts/household.js';
import { readHousehold } from '../../facts/read.js';
import type { Node } from '../../language/nodes.js';
import type { Policy } from '../../policy/policy.js';
import { type Issue, issue } from '../../values/issues.js';
import { interpreterOf, readFor } from '../reading.js';
import { FactsBelow } from './facts-below.js';
import { byTurn, type LookUp, type LookUpRecord, type LookUpStatus } from './look-up.js';
import { withTimeLimit } from './time-limit.js';
import { openConclusions, type Want } from './wanted.js';

/** What one household is asked about. */
export interface InquiryRequest {
  readonly policy: Policy;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly household: Household;
  readonly on: string;
  readonly unusable: readonly string[];
  readonly want: Want;
  readonly lookUps: readonly LookUp[];
}

type Facts = Record<string, unknown>;
type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const isBlank = (value: unknown): boolean => value === undefined || value === null;

/**
 * The look-ups of one household in one assessment. Nothing of it is shared with another assessment, so any number of
 * them can go on at once.
 */
export class Inquiry {
  /** In the order in which they were asked. */
  readonly records: LookUpRecord[] = [];
  /** The look-ups that failed or came too late. */
  readonly issues: Issue[] = [];
  private readonly request: InquiryRequest;
  private readonly given: Facts;
  private readonly found: Facts = Object.create(null) as Facts;
  private readonly failed = new Set<string>();
  private readonly open: Map<string, LookUp>;
  private readonly underWay = new Map<string, Promise<void>>();
  private askedFor: readonly string[] = [];
  private isClosed = false;

  constructor(request: InquiryRequest) {
    this.request = request;
    // Of what is no household nothing can be looked up; a copy, since the caller's object may change meanwhile.
    const { household } = request;
    const isHousehold = typeof household === 'object' && household !== null && !Array.isArray(household);
    this.given = { ...household };
    const given = (name: string): boolean => !isBlank(this.given[name]) || request.unusable.includes(name);
    const lookUps = isHousehold ? request.lookUps.filter(({ name }) => !given(name)) : [];
    this.open = new Map([...lookUps].sort(byTurn).map((each) => [each.name, each]));
  }

  /** The household with what was found; what is no household stays what it is. */
  get household(): Household {
    const { household } = this.request;
    return Object.keys(this.found).length === 0 ? household : { ...this.given, ...this.found };
  }

  /**
   * Facts that no declared blank may fill: what the caller says, and those that a look-up failed to find, since that is
   * not the blank that a pack speaks of. Any other failed one is as blank as if nobody had tried.
   */
  get unusable(): readonly string[] {
    const { declaredBlanks } = this.request.policy.program;
    const withheld = [...this.failed].filter((name) => Object.hasOwn(declaredBlanks, name));
    return [...this.request.unusable, ...withheld];
  }

  /** Asks, one look-up after the other, until every wanted conclusion is settled or nothing more can be asked. */
  async settle(almanac: Almanac): Promise<void> {
    for (let next = this.next(); next !== undefined; next = this.next()) {
      this.askedFor = next.askedFor;
      await this.ask(next.lookUp, almanac);
      // What a look-up asked of others, and did not wait for.
      await Promise.all(this.underWay.values());
    }
    this.isClosed = true;
  }

  /** A fact for whoever asks the almanac: as given or found, or looked up now as long as the inquiry goes on. */
  async factValue(name: string, almanac: Almanac): Promise<unknown> {
    const lookUp = this.open.get(name);
    if (lookUp !== undefined && !this.isClosed) await this.ask(lookUp, almanac);
    else await this.underWay.get(name);
    return this.found[name] ?? this.given[name];
  }

  /** The cheapest look-up for the first wanted conclusion that one can settle. */
  private next(): { readonly lookUp: LookUp; readonly askedFor: readonly string[] } | undefined {
    if (this.open.size === 0) return undefined;
    const { policy, nodes, want } = this.request;
    const interpreter = this.interpreter();
    const below = new FactsBelow(interpreter, nodes, (name) => this.open.has(name));
    for (const { name, root } of openConclusions(policy, want, interpreter, nodes)) {
      const facts = below.facts(root);
      // In the order of their turn.
      const lookUp = [...this.open.values()].find((each) => facts.has(each.name));
      if (lookUp === undefined) continue;
      const rules = [...below.wayTo(lookUp.name, root)].filter((each) => policy.rules[each] !== undefined);
      return { lookUp, askedFor: [...new Set([name, ...rules])] };
    }
    return undefined;
  }

  /** The program on what is known by now. No declared blank fills what can still be asked. */
  private interpreter(): Interpreter {
    const { policy, nodes, on } = this.request;
    const reading = readFor(policy, nodes, this.household, on, this.unusable);
    const blank: Record<string, FactValue> = {};
    for (const name of reading.declaredBlanks) if (this.open.has(name)) blank[name] = undefined;
    return interpreterOf(reading, { facts: blank });
  }

  /** Looks a fact up, once. */
  private ask(lookUp: LookUp, almanac: Almanac): Promise<void> {
    this.open.delete(lookUp.name);
    // Not at once: a look-up that asks the almanac for this fact again has to find it under way.
    const answered = Promise.resolve()
      .then(() => this.look(lookUp, almanac))
      .finally(() => this.underWay.delete(lookUp.name));
    this.underWay.set(lookUp.name, answered);
    return answered;
  }

  private async look(lookUp: LookUp, almanac: Almanac): Promise<void> {
    const { name, timeoutMilliseconds } = lookUp;
    const record: Writable<LookUpRecord> = { fact: name, status: 'notKnown', askedFor: this.askedFor };
    this.records.push(record);
    const { on } = this.request;
    const household = Object.freeze({ ...this.household });
    const ended = await withTimeLimit(timeoutMilliseconds, (signal) =>
      lookUp.ask(Object.freeze({ fact: name, household, on, signal }), almanac),
    );
    if (ended.kind === 'answered') record.status = this.take(name, ended.answer);
    else {
      record.status = ended.kind === 'late' ? 'timedOut' : 'failed';
      if (ended.kind === 'threw')
        Object.defineProperty(record, 'cause', { value: ended.cause, enumerable: false });
      this.fail(lookUp, record.status);
    }
    Object.freeze(record);
  }

  /** Takes an answer as if the household had given it. */
  private take(name: string, answer: unknown): LookUpStatus {
    if (isBlank(answer)) return 'notKnown';
    this.found[name] = answer;
    return readHousehold({ [name]: answer }).values[name] === undefined ? 'refused' : 'found';
  }

  /** Of the error itself nothing is told: its message may hold an identity number. */
  private fail({ name, fact, timeoutMilliseconds }: LookUp, status: LookUpStatus): void {
    this.failed.add(name);
    const titles = { fact: fact.title.zh, factEn: fact.title.en };
    this.issues.push(
      status === 'timedOut'
        ? issue('lookUpTimedOut', [name], { ...titles, milliseconds: timeoutMilliseconds })
        : issue('lookUpFailed', [name], titles),
    );
  }
}
