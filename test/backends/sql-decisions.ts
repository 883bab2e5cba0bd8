import type { Collected } from '../../src/decision/assessment.js';
import { compile, type Household, type Policy } from '../../src/index.js';
import type { PolicyScript } from '../../src/sql.js';
import type { Given } from '../decision/support.js';

type Row = Readonly<Record<string, unknown>>;

const listed = (names: readonly (string | undefined)[]): string => [...new Set(names)].sort().join(', ');
const sorted = (text: unknown): string => String(text).split(', ').sort().join(', ');

/** What `assess` says of each household: answers and the codes of its issues. */
export function assessedAnswers(policy: Policy, on: string, households: readonly Given[]): readonly Row[] {
  const assessor = compile(policy);
  return households.map((household) => {
    const assessment = assessor.assess(household as Household, { on });
    const { identification, exit, risks, measures, referrals } = assessment;
    const codes = ({ certain, possible }: Collected, which: 'certain' | 'possible'): string => {
      const sure = new Set(certain.map(({ code }) => code));
      const open = possible.map(({ code }) => code).filter((code) => !sure.has(code));
      // What is certain by one rule and possible by another stands among what is certain only.
      return listed(which === 'certain' ? [...sure] : open);
    };
    const issues = assessment.issues.map(({ code, path: [fact, , item, field] }) => {
      const isField = field !== undefined;
      return `${fact}${isField ? `.${field} ${item}` : ''}: ${code}`;
    });
    return {
      policyHash: policy.hash,
      identification: identification.outcome,
      identificationMissing: listed(identification.missing.map(({ name }) => name)),
      exit: exit.outcome,
      exitMissing: listed(exit.missing.map(({ name }) => name)),
      category: assessment.category.answer ?? null,
      reassessment: assessment.reassessment.answer ?? null,
      tier: assessment.tier.answer ?? null,
      track: assessment.track.answer ?? null,
      exitMode: exit.mode.answer ?? null,
      risks: codes(risks, 'certain'),
      risksPossible: codes(risks, 'possible'),
      measures: codes(measures, 'certain'),
      measuresPossible: codes(measures, 'possible'),
      referrals: codes(referrals, 'certain'),
      referralsPossible: codes(referrals, 'possible'),
      rules: assessment.rules,
      issues: issues.sort(),
    };
  });
}

/** The same of the results of a script, where the households are numbered from 0. */
export function decidedAnswers(
  policy: Policy,
  { columns }: PolicyScript,
  decisions: readonly Row[],
  issues: readonly Row[],
): readonly Row[] {
  const rules = columns.filter(({ definition }) => definition !== undefined && definition in policy.rules);
  return decisions.map((row, index) => {
    const own = issues.filter(({ household }) => Number(household) === index);
    return {
      policyHash: row['policy_hash'],
      identification: row['identification'],
      identificationMissing: sorted(row['identification_missing']),
      exit: row['exit_outcome'],
      exitMissing: sorted(row['exit_missing']),
      category: row['category'],
      reassessment: row['reassessment'],
      tier: row['tier'],
      track: row['track'],
      exitMode: row['exit_mode'],
      risks: sorted(row['risks']),
      risksPossible: sorted(row['risks_possible']),
      measures: sorted(row['measures']),
      measuresPossible: sorted(row['measures_possible']),
      referrals: sorted(row['referrals']),
      referralsPossible: sorted(row['referrals_possible']),
      rules: Object.fromEntries(
        rules.map(({ column, definition }) => [definition, String(row[column] ?? 'unknown')]),
      ),
      issues: own
        .map(({ fact, item_number: item, code }) => `${fact}${item === null ? '' : ` ${item}`}: ${code}`)
        .sort(),
    };
  });
}
