import type { Policy, PolicyStep } from '../../policy/policy.js';
import { DixianError, type Issue, issue } from '../../values/issues.js';
import { countOf, Lengths, type MissingParameter } from './lengths.js';
import type { ScheduledStep } from './schedule.js';

/** A step of the policy with its lengths read. */
export interface ReadStep extends ScheduledStep {
  readonly source: PolicyStep;
  readonly missing: readonly MissingParameter[];
}

/**
 * The steps with what comes before each and their lengths; without `after`, the one above comes before. Those left
 * out (what may be done first) are not waited for. What is missing of a length goes to the issues.
 * @throws DixianError if a step stands twice, or comes after one that is not above it.
 */
export function readSteps(
  policy: Policy,
  procedure: string,
  steps: readonly PolicyStep[],
  leftOut: readonly string[],
  on: string,
  issues: Issue[],
): ReadStep[] {
  const faults: Issue[] = [];
  const names = steps.map((step) => step.name);
  const read = steps.map((source, index): ReadStep => {
    const { name, within, atLeast, inWorkingDays } = source;
    const above = names.slice(0, index);
    const say = (detail: string, detailEn: string): number =>
      faults.push(issue('procedureStep', [procedure], { name: procedure, step: name, detail, detailEn }));
    if (above.includes(name)) say('出现了两次', 'it stands twice');
    const after = (source.after ?? above.slice(-1)).filter((before) => !leftOut.includes(before));
    for (const before of after.filter((each) => !above.includes(each)))
      say(
        `写明在“${before}”之后，但前面没有这一步`,
        `it comes after "${before}", which is no step before it`,
      );
    const lengths = new Lengths(policy, on);
    const lengthWithin = lengths.read(within, inWorkingDays);
    const lengthAtLeast = lengths.read(atLeast, inWorkingDays);
    issues.push(...lengths.issues);
    const [most, least] = [countOf(lengthWithin), countOf(lengthAtLeast)];
    if (most !== undefined && least !== undefined && most.days < least.days)
      issues.push(
        issue(
          'leastDaysExceedDeadline',
          [procedure, name],
          { title: source.title.zh, titleEn: source.title.en, least: least.days, within: most.days },
          'warning',
        ),
      );
    return {
      source,
      name,
      after,
      ...(lengthWithin === undefined ? {} : { within: lengthWithin }),
      ...(lengthAtLeast === undefined ? {} : { atLeast: lengthAtLeast }),
      missing: lengths.missing,
    };
  });
  if (faults.length > 0) throw new DixianError(faults);
  return read;
}
