import type { Reason, Term } from '../policy/reason.js';

/** Whether a value is not exactly known: blank, absent, a range, or a list that may have more. */
function isOpen({ value }: Term): boolean {
  switch (value.type) {
    case 'unknown':
    case 'absent':
      return true;
    case 'number':
    case 'day':
    case 'month':
      return value.low === undefined || value.low !== value.high;
    case 'list':
      return !value.complete || value.possible.length > 0;
    default:
      return false;
  }
}

function collectTerm(term: Term, names: Set<string>): void {
  if (!isOpen(term)) return;
  const isLeaf = term.kind === 'fact' || term.kind === 'parameter';
  if (isLeaf && term.name !== undefined) names.add(term.name);
  for (const input of term.inputs ?? []) collectTerm(input, names);
}

/**
 * The facts and parameters that leave a reason open, walking down only through what is itself unknown. A list
 * stands by its name: which field of which item is blank is told by the reasons themselves.
 */
export function unknownNames(reason: Reason, names: Set<string> = new Set()): ReadonlySet<string> {
  if (reason.truth !== 'unknown') return names;
  switch (reason.kind) {
    case 'named':
      unknownNames(reason.member, names);
      break;
    case 'comparison':
      collectTerm(reason.fact, names);
      collectTerm(reason.bound, names);
      break;
    case 'test':
      collectTerm(reason.subject, names);
      break;
    default:
      for (const member of reason.members) unknownNames(member, names);
  }
  return names;
}
