import type { Code } from '../../facts/code-lists.js';
import { definedOnly } from '../../policy/parameters.js';
import type { Day, Month } from '../../values/day.js';
import type { MonitoringSpell } from './history.js';
import type { MonthFact, PathEntry } from './record-issues.js';

/** The one value of a set; several that differ are as good as none. */
const only = <Value>(values: ReadonlySet<Value>): Value | undefined =>
  values.size === 1 ? [...values][0] : undefined;

/** A time of being monitored while its records are read. */
export class Spell {
  readonly identifiedMonths = new Set<Month>();
  removedMonths = new Set<Month>();
  modes = new Set<Code<'removalMode'>>();
  identifiedOn: Day | undefined;
  exitedOn: Day | undefined;
  lastMonitoredOn: Day | undefined;
  state: MonitoringSpell['state'] = 'monitored';
  /** The months as its last record with any gives them. */
  stated: Readonly<Partial<Record<MonthFact, Month>>> = {};
  readonly firstRecordOn: Day;
  private lastRecordOn: Day;
  private firstRemovedOn: Day | undefined;
  private category: Code<'monitoringCategory'> | undefined;
  private readonly remarkedOn: Day[] = [];

  constructor(first: PathEntry) {
    this.firstRecordOn = first.on;
    this.lastRecordOn = first.on;
  }

  /** Takes in a record that says monitored or removed. */
  add({ on, record }: PathEntry): void {
    this.lastRecordOn = on;
    if (record.identifiedMonth !== undefined) {
      this.identifiedMonths.add(record.identifiedMonth);
      this.stated = { ...this.stated, identifiedMonth: record.identifiedMonth };
    }
    this.category = record.category ?? this.category;
    if (record.state === 'monitored') {
      this.state = 'monitored';
      this.lastMonitoredOn = on;
      return;
    }
    this.state = 'removed';
    this.firstRemovedOn ??= on;
    if (record.removedMonth !== undefined) {
      this.removedMonths.add(record.removedMonth);
      this.stated = { ...this.stated, removedMonth: record.removedMonth };
    }
    if (record.mode !== undefined) this.modes.add(record.mode);
  }

  /** Takes in a record that says monitored again without a new identification: the removal is withdrawn. */
  remark(entry: PathEntry): void {
    this.removedMonths = new Set();
    this.modes = new Set();
    const { removedMonth: _, ...stated } = this.stated;
    this.stated = stated;
    this.exitedOn = undefined;
    this.firstRemovedOn = undefined;
    this.remarkedOn.push(entry.on);
    this.add(entry);
  }

  /** The record went back to not monitored; what became of a risk not yet removed is unknown. */
  reverse(): void {
    if (this.state === 'monitored') this.state = 'unknown';
  }

  result(): MonitoringSpell {
    return Object.freeze(
      definedOnly({
        identifiedMonth: only(this.identifiedMonths),
        identifiedOn: this.identifiedOn,
        firstRecordOn: this.firstRecordOn,
        lastRecordOn: this.lastRecordOn,
        firstRemovedOn: this.firstRemovedOn,
        removedMonth: only(this.removedMonths),
        exitedOn: this.exitedOn,
        mode: only(this.modes),
        category: this.category,
        state: this.state,
        remarkedOn: Object.freeze([...this.remarkedOn]),
      }) as MonitoringSpell,
    );
  }
}
