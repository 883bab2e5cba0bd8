/** A text of a pack that holds a sign by which scripts for sheets part one text from the next. */
export class UnusableInSheets extends Error {
  override readonly name = 'UnusableInSheets';
  readonly text: string;
  readonly sign: string;

  constructor(text: string, sign: string) {
    super(`"${text}" holds "${sign}", which no text in a script for sheets may hold.`);
    this.text = text;
    this.sign = sign;
  }
}
