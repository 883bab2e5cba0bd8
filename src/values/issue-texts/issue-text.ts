/** The text of an issue: what is wrong, and how to mend it. `{name}` is filled from its params. */
export interface IssueText {
  readonly 'zh-CN': string;
  readonly en: string;
}
