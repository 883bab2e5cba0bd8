import type { Assessment, Concluded, ExitGap } from '../../src/index.js';

/** The lines of an explanation that begin with one of these words, in its own order. */
export const linesOf = (assessment: Assessment, heads: readonly string[]): readonly string[] =>
  assessment.explain('zh-CN').filter((line) => heads.some((head) => line.startsWith(`${head}：`)));

/** One line with everything below it, by what it begins with; without such a line, nothing. */
export function sectionOf(assessment: Assessment, beginning: string): readonly string[] {
  const lines = assessment.explain('zh-CN');
  const first = lines.findIndex((line) => line.startsWith(beginning));
  const below = lines.slice(first + 1);
  const end = below.findIndex((line) => !line.startsWith(' '));
  return first < 0 ? [] : lines.slice(first, first + 1 + (end < 0 ? below.length : end));
}

/** A criterion that fails, and from when it could hold if nothing but time passes. */
export function gapLine({ title, earliest }: ExitGap): string {
  const when = earliest.kind === 'day' ? `最早 ${earliest.day}` : '只等时间不会满足';
  return `未达到：${title.zh}（${when}）`;
}

export const titlesOf = (concluded: readonly Concluded[]): readonly string[] =>
  concluded.map(({ title }) => title.zh);
