/** What the SQL back end cannot say. The definition that needs it, and all that read it, are refused as a whole. */
export class Unsupported extends Error {
  /** The kind of node or operator that cannot be said. */
  readonly node: string;

  constructor(node: string, detail: string) {
    super(`${node}: ${detail}`);
    this.name = 'Unsupported';
    this.node = node;
  }
}

/** A definition that is left out of a script, and why. */
export interface UnsupportedDefinition {
  readonly definition: string;
  readonly node: string;
  readonly detail: string;
  /** The definition that could not be said itself, where this one only reads it. */
  readonly because?: string;
}
