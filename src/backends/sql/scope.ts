/** The rows that an expression is worked out for: the households, the entries of a list, or pairs of them. */
export interface Scope {
  readonly id: number;
  /** The scope whose rows these belong to; the households belong to none. */
  readonly parent: Scope | undefined;
  /** The list whose entries these are. */
  readonly list: string | undefined;
  readonly depth: number;
}
