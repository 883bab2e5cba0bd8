/** Something that the user of a command can mend; told in one line, in the language of the command. */
export class CommandError extends Error {
  readonly zh: string;

  constructor(zh: string, en: string) {
    super(en);
    this.name = 'CommandError';
    this.zh = zh;
  }
}
