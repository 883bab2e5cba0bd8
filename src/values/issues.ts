import { ISSUE_TEXTS } from './issue-texts.js';

export type IssueCode = keyof typeof ISSUE_TEXTS;
export type Locale = 'zh-CN' | 'en';

/**
 * Something that is wrong, as data: what (`code`), where (`file`, `path`), and the particulars that its text
 * needs (`params`). Never holds the value of an identity number, a telephone or a health fact.
 */
export interface Issue {
  readonly code: IssueCode;
  /** `error`: what stands there is not used; `warning`: it is used, but should be looked at. */
  readonly severity: 'error' | 'warning';
  readonly path: readonly (string | number)[];
  readonly file?: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export function issue(
  code: IssueCode,
  path: readonly (string | number)[],
  params: Readonly<Record<string, string | number>> = {},
  severity: Issue['severity'] = 'error',
): Issue {
  return Object.freeze({
    code,
    severity,
    path: Object.freeze([...path]),
    params: Object.freeze({ ...params }),
  });
}

export const inFile = (file: string, found: Issue): Issue => Object.freeze({ ...found, file });

const fill = (template: string, params: Issue['params']): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

/** A path as people write it: `members.items[2].birthDate`. */
export const pathText = (path: Issue['path']): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

/** One line for people: file, path, what is wrong and how to mend it. */
export function describeIssue(found: Issue, locale: Locale): string {
  const place = [found.file, pathText(found.path)]
    .filter((part) => part !== undefined && part !== '')
    .join(' › ');
  const sentence = fill(ISSUE_TEXTS[found.code][locale], found.params);
  return place === '' ? sentence : `${place}${locale === 'zh-CN' ? '：' : ': '}${sentence}`;
}

/** Thrown for misuse and for packs that cannot be loaded; holds every issue found, not the first only. */
export class DixianError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((found) => describeIssue(found, 'en')).join('\n'));
    this.name = 'DixianError';
    this.issues = issues;
  }
}
