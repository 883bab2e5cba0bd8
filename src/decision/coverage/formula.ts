import { allOf, anyOf, negate, type Truth, truthOf } from '../../values/truth.js';

/**
 * A statement about variables that each take one of a few values. What is compared is a variable: a flag is true
 * or false, one number is less than, equal to or greater than another, a code is one of those that are asked for
 * or none of them. So everything that excludes something else is about one variable, and needs no rule of its own.
 */
export type Formula =
  | { readonly kind: 'known'; readonly truth: boolean }
  /** The variable has one of these values. */
  | { readonly kind: 'choice'; readonly variable: string; readonly values: readonly string[] }
  | { readonly kind: 'not'; readonly operand: Formula }
  | { readonly kind: 'all' | 'any'; readonly operands: readonly Formula[] };

/** The values that each variable can take. */
export type Domains = ReadonlyMap<string, readonly string[]>;

/** `undecided`: the search was given up. */
export type Verdict = 'possible' | 'impossible' | 'undecided';

export const known = (truth: boolean): Formula => ({ kind: 'known', truth });
export const negated = (operand: Formula): Formula => ({ kind: 'not', operand });
export const both = (...operands: readonly Formula[]): Formula => ({ kind: 'all', operands });
export const either = (...operands: readonly Formula[]): Formula => ({ kind: 'any', operands });
/** Both hold or neither does. */
export const same = (left: Formula, right: Formula): Formula =>
  either(both(left, right), both(negated(left), negated(right)));
/** One holds and the other does not. */
export const differ = (left: Formula, right: Formula): Formula =>
  either(both(left, negated(right)), both(negated(left), right));

/** Partial assignments to look at before a search is given up: far more than any rule that people can read needs. */
const MAXIMUM_STEPS = 4_096;

/** Looks for values of all variables under which a formula holds, one variable after the other. */
class Search {
  private readonly domains: Domains;
  private readonly values = new Map<string, string>();
  private steps = 0;

  constructor(domains: Domains) {
    this.domains = domains;
  }

  run(formula: Formula): Verdict {
    this.steps += 1;
    if (this.steps > MAXIMUM_STEPS) return 'undecided';
    // Parts are shared, so what each comes to is worked out once for every assignment.
    const truths = new Map<Formula, Truth>();
    const truth = this.truth(formula, truths);
    if (truth !== 'unknown') return truth === 'true' ? 'possible' : 'impossible';
    const variable = openVariable(formula, truths);
    let verdict: Verdict = 'impossible';
    for (const value of this.domains.get(variable) ?? []) {
      this.values.set(variable, value);
      const found = this.run(formula);
      if (found === 'possible') return found;
      if (found === 'undecided') verdict = found;
    }
    this.values.delete(variable);
    return verdict;
  }

  /** What a formula comes to, as far as the variables that have a value tell. */
  private truth(formula: Formula, truths: Map<Formula, Truth>): Truth {
    const found = truths.get(formula);
    if (found !== undefined) return found;
    const made = this.work(formula, truths);
    truths.set(formula, made);
    return made;
  }

  private work(formula: Formula, truths: Map<Formula, Truth>): Truth {
    switch (formula.kind) {
      case 'known':
        return truthOf(formula.truth);
      case 'choice': {
        const value = this.values.get(formula.variable);
        return value === undefined ? 'unknown' : truthOf(formula.values.includes(value));
      }
      case 'not':
        return negate(this.truth(formula.operand, truths));
      case 'all':
        return allOf(formula.operands.map((operand) => this.truth(operand, truths)));
      case 'any':
        return anyOf(formula.operands.map((operand) => this.truth(operand, truths)));
    }
  }
}

/** The first variable without a value that leaves a formula open. */
function openVariable(formula: Formula, truths: ReadonlyMap<Formula, Truth>): string {
  if (formula.kind === 'choice') return formula.variable;
  const parts = formula.kind === 'not' ? [formula.operand] : formula.kind === 'known' ? [] : formula.operands;
  const open = parts.find((part) => truths.get(part) === 'unknown');
  if (open === undefined) throw new Error('A formula that is open has an open part.');
  return openVariable(open, truths);
}

/**
 * Whether values of the variables exist under which a formula holds. Exact: `impossible` means that every
 * combination was excluded.
 */
export const satisfiable = (formula: Formula, domains: Domains): Verdict => new Search(domains).run(formula);
