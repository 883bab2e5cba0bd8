/** A wrong line in the source of a back end. */
export interface Plant {
  /** The operator, aggregate or kind of node that is said wrongly. */
  readonly of: string;
  /** Stands once in the folder of the back end. */
  readonly find: string;
  readonly replace: string;
}

export const plant = (of: string, find: string, replace: string): Plant => ({ of, find, replace });
