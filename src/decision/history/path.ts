import { definedOnly } from '../../policy/parameters.js';
import { type Day, type Month, monthOfDay } from '../../values/day.js';
import type { Truth } from '../../values/truth.js';
import type {
  HistoryEvent,
  HistoryIssue,
  HistoryIssueCode,
  HouseholdDecision,
  LastKnownState,
} from './history.js';
import { factParams, historyIssue, type MonthFact, type PathEntry } from './record-issues.js';
import { Spell } from './spell.js';

type KnownState = LastKnownState['state'];

/** Records in a row, as far as they state anything, that state the same. */
interface Run {
  readonly state: KnownState;
  readonly records: number;
  readonly lastOn: Day;
  readonly before?: Run | undefined;
}

/** A decision of people that the records have not shown yet. */
interface Pending {
  readonly decision: HouseholdDecision;
  readonly recordOn: Day;
}

const NO_EVENT: readonly HistoryEvent[] = [];

/**
 * Follows the status from record to record: what turned, what contradicts, and the times of being monitored.
 * A record that leaves the status blank changes nothing of what was last known and passes on nothing.
 */
export class MonitoringPath {
  readonly issues: HistoryIssue[] = [];
  readonly spells: Spell[] = [];
  private run: Run | undefined;
  /** The spell to which a monitored or removed record belongs. */
  private current: Spell | undefined;
  private pendingIdentification: Pending | undefined;
  private pendingExit: Pending | undefined;

  get lastKnown(): LastKnownState | undefined {
    return this.run && Object.freeze({ state: this.run.state, on: this.run.lastOn });
  }

  /** Takes the next record, and what people decided on it. @returns what turned at it. */
  add(entry: PathEntry, decided: HouseholdDecision | undefined): readonly HistoryEvent[] {
    const { state } = entry.record;
    if (decided !== undefined) this.expect({ decision: decided, recordOn: entry.on });
    const events = state === 'unknown' ? [{ kind: 'statusUnknown' } as const] : this.turn(entry, state);
    if (state !== 'unknown') this.run = this.runWith(state, entry.on);
    this.settleDecisions(entry);
    return events;
  }

  private runWith(state: KnownState, lastOn: Day): Run {
    return this.run?.state === state
      ? { ...this.run, records: this.run.records + 1, lastOn }
      : { state, records: 1, lastOn, before: this.run };
  }

  private turn(entry: PathEntry, state: KnownState): readonly HistoryEvent[] {
    if (state === 'notMonitored') return this.turnToNotMonitored(entry);
    const isMonitored = state === 'monitored';
    switch (this.run?.state) {
      case undefined:
        this.start(entry);
        return [{ kind: 'firstStatus' }];
      case 'notMonitored':
        if (!isMonitored) this.tell('monitoringNotSeen', entry, { before: this.run.lastOn });
        this.checkTurn(entry, 'identifiedMonth');
        if (!isMonitored) this.checkTurn(entry, 'removedMonth');
        this.start(entry);
        return [isMonitored ? identified('identified', entry) : exited(entry)];
      case 'monitored':
        if (isMonitored) return this.goOn(entry);
        this.checkTurn(entry, 'removedMonth');
        this.goOn(entry);
        return [exited(entry)];
      case 'removed':
        return isMonitored ? this.turnBack(entry) : this.goOn(entry);
    }
  }

  private turnToNotMonitored(entry: PathEntry): readonly HistoryEvent[] {
    const { run, current } = this;
    if (run === undefined) return [{ kind: 'firstStatus' }];
    if (run.state === 'notMonitored' || current === undefined) return NO_EVENT;
    this.tell(run.state === 'removed' ? 'removedToNotMonitored' : 'monitoredToNotMonitored', entry, {
      before: run.lastOn,
    });
    current.reverse();
    return [{ kind: 'statusReversed' }];
  }

  /** From removed to monitored: a new identification, or the old one marked again. */
  private turnBack(entry: PathEntry): readonly HistoryEvent[] {
    const isNew = this.isNewIdentification(entry);
    const run = this.run as Run;
    if (isNew !== 'true') {
      if (run.records === 1 && run.before?.state === 'monitored')
        this.issues.push(
          historyIssue('removedBetweenMonitored', run.lastOn, {
            before: run.before.lastOn,
            after: entry.on,
          }),
        );
      else if (isNew === 'false')
        this.tell('remarkedWithoutNewIdentification', entry, { before: run.lastOn });
    }
    if (isNew === 'false') {
      this.checkMonth(entry, 'identifiedMonth');
      this.current?.remark(entry);
      return [{ kind: 'remarked' }];
    }
    this.checkTurn(entry, 'identifiedMonth');
    this.start(entry);
    return [identified('reidentified', entry)];
  }

  /** By the months on record: a new identification is later than the old one and not before the removal. */
  private isNewIdentification({ record: { identifiedMonth } }: PathEntry): Truth {
    const spell = this.current;
    if (identifiedMonth === undefined || spell === undefined) return 'unknown';
    const last = (months: Iterable<Month>): Month | undefined => [...months].sort().at(-1);
    const [identifiedBefore, removedBefore] = [last(spell.identifiedMonths), last(spell.removedMonths)];
    if (identifiedBefore !== undefined) return identifiedMonth > identifiedBefore ? 'true' : 'false';
    if (removedBefore !== undefined) return identifiedMonth >= removedBefore ? 'true' : 'false';
    if (spell.lastMonitoredOn === undefined) return 'unknown';
    const seen = monthOfDay(spell.lastMonitoredOn);
    if (identifiedMonth === seen) return 'unknown';
    return identifiedMonth > seen ? 'true' : 'false';
  }

  private start(entry: PathEntry): void {
    const spell = new Spell(entry);
    spell.add(entry);
    this.spells.push(spell);
    this.current = spell;
  }

  private goOn(entry: PathEntry): readonly HistoryEvent[] {
    this.checkMonth(entry, 'identifiedMonth');
    // Of a monitored household the month of removal is that of an earlier spell.
    if (entry.record.state === 'removed') this.checkMonth(entry, 'removedMonth');
    this.current?.add(entry);
    return NO_EVENT;
  }

  /** Within one spell a month on record stays what it is. */
  private checkMonth(entry: PathEntry, name: MonthFact): void {
    const [earlier, month] = [this.current?.stated[name], entry.record[name]];
    if (month !== undefined && earlier !== undefined && month !== earlier)
      this.tell('monthChanged', entry, { ...factParams(name), earlier, month });
  }

  /** A turn cannot have come before a record that did not show it yet. */
  private checkTurn(entry: PathEntry, name: MonthFact): void {
    const month = entry.record[name];
    const before = this.run?.lastOn;
    if (month !== undefined && before !== undefined && month < monthOfDay(before))
      this.tell('turnBeforeRecord', entry, { ...factParams(name), month, before });
  }

  private expect(pending: Pending): void {
    if (pending.decision.outcome === 'identified') this.pendingIdentification = pending;
    if (pending.decision.outcome === 'exited') this.pendingExit = pending;
  }

  /** Gives a decision to the spell that shows it, or tells that a later record does not show it. */
  private settleDecisions(entry: PathEntry): void {
    const { current, pendingIdentification: identification, pendingExit: exit } = this;
    const { state } = entry.record;
    if (identification !== undefined) {
      const isShown = state === 'monitored' || (current?.firstRecordOn ?? '') > identification.recordOn;
      if (isShown && current !== undefined) current.identifiedOn ??= identification.decision.on;
      if (isShown || this.isContradicted(identification, entry)) this.pendingIdentification = undefined;
    }
    if (exit !== undefined) {
      const isShown = state === 'removed';
      if (isShown && current !== undefined) current.exitedOn ??= exit.decision.on;
      if (isShown || this.isContradicted(exit, entry)) this.pendingExit = undefined;
    }
  }

  /** Whether a record later than the decision states something else; if so, that is told. */
  private isContradicted({ decision, recordOn }: Pending, entry: PathEntry): boolean {
    const isLater = entry.on > recordOn && entry.on >= decision.on;
    if (entry.record.state === 'unknown' || !isLater) return false;
    this.tell('decisionNotOnRecord', entry, { decided: decision.on });
    return true;
  }

  private tell(code: HistoryIssueCode, { on }: PathEntry, params: HistoryIssue['params']): void {
    this.issues.push(historyIssue(code, on, params));
  }
}

const identified = (kind: 'identified' | 'reidentified', { record }: PathEntry): HistoryEvent =>
  definedOnly({ kind, month: record.identifiedMonth }) as HistoryEvent;
const exited = ({ record }: PathEntry): HistoryEvent =>
  definedOnly({ kind: 'exited', month: record.removedMonth, mode: record.mode }) as HistoryEvent;
