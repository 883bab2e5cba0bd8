import type { Assessment, Concluded } from '../../src/index.js';

/** The lines of an explanation that begin with one of these words, in its own order. */
export const linesOf = (assessment: Assessment, heads: readonly string[]): readonly string[] =>
  assessment.explain('zh-CN').filter((line) => heads.some((head) => line.startsWith(`${head}：`)));

/** One reason with everything below it, by the title of its rule. */
export function reasonLines(assessment: Assessment, title: string): readonly string[] {
  const lines = assessment.explain('zh-CN');
  const first = lines.findIndex((line) => line.startsWith(`理由：${title}：`));
  const below = lines.slice(first + 1);
  const end = below.findIndex((line) => !line.startsWith(' '));
  return first < 0 ? [] : lines.slice(first, first + 1 + (end < 0 ? below.length : end));
}

export const titlesOf = (concluded: readonly Concluded[]): readonly string[] =>
  concluded.map(({ title }) => title.zh);
