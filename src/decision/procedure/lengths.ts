import type { Title } from '../../facts/kinds.js';
import { inForceOn } from '../../policy/parameters.js';
import type { ParameterValue, Policy } from '../../policy/policy.js';
import { type Issue, issue } from '../../values/issues.js';
import { rationalFromExactText } from '../../values/rational.js';
import type { DayCount, DayUnit } from './counting.js';

/** A parameter that a procedure needs and that has no value on the day. Never taken as zero. */
export interface MissingParameter {
  readonly parameter: string;
  readonly title: Title;
  /** Why: expected, withdrawn …; without it the packs say nothing of the day. */
  readonly standing?: Omit<ParameterValue, 'value'>;
}

/** A number of days that a procedure sets, with the parameter that it comes from. */
export interface PlannedLength {
  readonly parameter: string;
  readonly title: Title;
  /** Absent if the parameter has no value on the day. */
  readonly days?: number;
  /** Absent if the flag that tells calendar days from working days has no value on the day. */
  readonly unit?: DayUnit;
  /** On whose word the number stands. */
  readonly standing?: Omit<ParameterValue, 'value'>;
  /** The flag, where there is one, and on whose word it stands; without one the days are calendar days. */
  readonly unitParameter?: string;
  readonly unitStanding?: Omit<ParameterValue, 'value'>;
}

/** The days of a length, or undefined if there is none or something of it is missing. */
export const countOf = (length: PlannedLength | undefined): DayCount | undefined =>
  length?.days === undefined || length.unit === undefined
    ? undefined
    : { days: length.days, unit: length.unit };

/** More days than any procedure takes; beyond it a value is a slip. */
const MOST_DAYS = 36_600;

/** Reads the lengths of a procedure as they stand on the day on which it began. */
export class Lengths {
  readonly missing: MissingParameter[] = [];
  readonly issues: Issue[] = [];
  private readonly policy: Policy;
  private readonly on: string;

  constructor(policy: Policy, on: string) {
    this.policy = policy;
    this.on = on;
  }

  /** A length by the names of its parameters; undefined if it names none. */
  read(parameter: string | undefined, flag: string | undefined): PlannedLength | undefined {
    if (parameter === undefined) return undefined;
    const { title, value, standing } = this.parameter(parameter);
    const days = this.daysOf(parameter, title, value);
    const length = {
      parameter,
      title,
      ...(days === undefined ? {} : { days }),
      ...(standing === undefined ? {} : { standing }),
    };
    if (flag === undefined) return { ...length, unit: 'days' };
    const unit = this.parameter(flag);
    if (typeof unit.value !== 'boolean') this.report(flag, unit);
    return {
      ...length,
      ...(typeof unit.value === 'boolean' ? { unit: unit.value ? 'workingDays' : 'days' } : {}),
      unitParameter: flag,
      ...(unit.standing === undefined ? {} : { unitStanding: unit.standing }),
    };
  }

  private parameter(name: string): Pick<MissingParameter, 'title' | 'standing'> & {
    readonly value?: string | boolean | undefined;
  } {
    const parameter = Object.hasOwn(this.policy.parameters, name) ? this.policy.parameters[name] : undefined;
    const title = parameter?.title ?? { zh: name, en: name };
    const entry = inForceOn(parameter?.series ?? [], this.on);
    if (entry === undefined) return { title };
    const { value, ...standing } = entry;
    return { title, value, standing };
  }

  private daysOf(name: string, title: Title, value: string | boolean | undefined): number | undefined {
    if (value === undefined) {
      this.report(name, this.parameter(name));
      return undefined;
    }
    const exact = typeof value === 'string' ? rationalFromExactText(value) : undefined;
    const days = exact?.denominator === 1n ? Number(exact.numerator) : Number.NaN;
    const unit = this.policy.parameters[name]?.unit;
    if (days >= 0 && days <= MOST_DAYS && (unit ?? 'days') === 'days') return days;
    this.missing.push({ parameter: name, title });
    this.issues.push(
      issue('procedureLengthNotDays', ['parameters', name], {
        title: title.zh,
        titleEn: title.en,
        value: String(value),
      }),
    );
    return undefined;
  }

  private report(parameter: string, { title, standing }: Pick<MissingParameter, 'title' | 'standing'>): void {
    if (this.missing.some((each) => each.parameter === parameter)) return;
    this.missing.push({ parameter, title, ...(standing === undefined ? {} : { standing }) });
    this.issues.push(
      issue('procedureLengthMissing', ['parameters', parameter], {
        title: title.zh,
        titleEn: title.en,
        name: parameter,
        on: this.on,
      }),
    );
  }
}
