import { describeIssue, type Issue, type IssueCode, type Locale } from '../values/issues.js';

/** So many issues of one kind are told one by one. */
const TOLD = 20;

/** Issues as lines for a screen; of those of one kind the first are told, and how many more there are. */
export function issueLines(issues: readonly Issue[], locale: Locale): readonly string[] {
  const counts = new Map<IssueCode, number>();
  const lines: string[] = [];
  for (const found of issues) {
    const count = (counts.get(found.code) ?? 0) + 1;
    counts.set(found.code, count);
    if (count <= TOLD) lines.push(`! ${describeIssue(found, locale)}`);
  }
  for (const [code, count] of counts) {
    if (count <= TOLD) continue;
    const example = issues.find((found) => found.code === code) as Issue;
    const text = describeIssue(example, locale);
    lines.push(
      locale === 'zh-CN'
        ? `! 同样的问题还有 ${count - TOLD} 处，如：${text}`
        : `! ${count - TOLD} more of the same kind as: ${text}`,
    );
  }
  return lines;
}
